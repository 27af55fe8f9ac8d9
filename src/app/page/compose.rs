//! Composes the page of a card: which of its fields are shown, in which order and words.

use unicode_width::UnicodeWidthStr;

use super::super::place::Place;
use super::super::shown::Shown;
use super::lines::Setter;
use super::links::own_links;
use super::placed::Frame;
use super::{Page, Role, TargetKind};
use crate::card::{Action, Card, CardFile, Node, SafeText, links_in_text, plain_text};
use crate::dates::{Dates, duration};
use crate::library::{FileRef, HeadRef, Library};
use crate::picture::{Measure, PictureError, Room, source_of};

/// How a page is laid out.
#[derive(Debug, Clone, PartialEq)]
pub struct PageStyle {
    /// Columns.
    pub width: u16,
    /// How dates are written.
    pub dates: Dates,
    /// Room for pictures; `None` for their captions only.
    pub pictures: Option<Room>,
}

/// A card that was read from its file.
#[derive(Debug)]
pub struct Source<'a> {
    /// Which card of the file is to be shown.
    pub place: &'a Place,
    /// The file's name, for cards without a title.
    pub path: SafeText,
    /// What was read.
    pub file: &'a CardFile,
    /// Its body.
    pub body: &'a SafeText,
    /// The body's end was not read.
    pub cut: bool,
}

/// Most text of a body that is set, in bytes; the rest can be read in an editor.
const BODY_LIMIT: usize = 1 << 20;
/// Links of a body that get a hint.
const BODY_LINKS: usize = 300;
/// Pictures of a card that are looked at to find one that can be shown.
const PICTURES: usize = 8;
/// Longest value of an unknown key that is shown, in characters.
const MORE_LIMIT: usize = 400;

/// The page of one card, with everything that can be done from it; `measure` looks at its pictures. `None` when the place
/// is not in the file any more.
pub fn compose(source: &Source<'_>, library: &Library, style: &PageStyle, measure: &Measure<'_>) -> Option<Shown> {
    let card = source.place.nested.iter().try_fold(&source.file.card, |card, index| card.related.get(*index))?;
    let is_file = source.place.nested.is_empty();
    let name = source.place.file.path.file_name().map(|name| SafeText::line(&name.to_string_lossy()));
    let title = card.title.clone().or(name).unwrap_or_else(|| source.path.clone());
    let look_up = |slot| library.head(slot).map(HeadRef::file);
    let other = |file: &FileRef| *file != source.place.file || !is_file;
    let related = card
        .related
        .iter()
        .map(|card| card.links.canonical().and_then(|url| library.by_link(url)).and_then(look_up).filter(other));
    let related: Vec<Option<FileRef>> = related.collect();
    let items: Vec<Option<FileRef>> = card.items.iter().map(|item| library.by_item(item).and_then(look_up)).collect();
    let body = if is_file { source.body.as_str() } else { "" };

    let mut composer = Composer {
        setter: Setter::new(style.width),
        library,
        dates: &style.dates,
        card,
        related: &related,
        items: &items,
        frame: Frame { room: style.pictures, measure },
        pictures: Vec::new(),
    };
    composer.top(&title, is_file && source.file.broken);
    composer.picture();
    // Decoding HTML can bring back characters that were made safe before.
    composer.body(&SafeText::block(&plain_text(body)), is_file && source.cut);
    composer.related();
    composer.items();
    composer.links();
    composer.extras();
    if is_file {
        composer.problems(source.file);
    }
    let page = Page { room: style.pictures, ..composer.setter.finish() };
    Some(Shown {
        place: source.place.clone(),
        path: source.path.clone(),
        card: card.clone(),
        title,
        related,
        items,
        body_links: links_in_text(body, BODY_LINKS),
        position: None,
        alike: None,
        page,
    })
}

struct Composer<'a> {
    setter: Setter,
    library: &'a Library,
    dates: &'a Dates,
    card: &'a Card,
    related: &'a [Option<FileRef>],
    items: &'a [Option<FileRef>],
    frame: Frame<'a>,
    /// What became of the card's pictures, as far as they were looked at.
    pictures: Vec<Result<(), PictureError>>,
}

impl Composer<'_> {
    fn top(&mut self, title: &SafeText, broken: bool) {
        let card = self.card;
        self.setter.text(title, Role::Title);
        let by = self.byline(card);
        if !by.is_empty() {
            self.setter.text(&by, Role::Dim);
        }
        if let Some(at) = card.published_at {
            self.setter.text(&self.dates.full(at), Role::Dim);
        }
        if let Some(at) = card.updated_at {
            self.setter.text(&format!("updated {}", self.dates.full(at)), Role::Dim);
        }
        let facts = facts(card).join(" · ");
        if !facts.is_empty() {
            self.setter.text(&facts, Role::Dim);
        }
        let states = states(card, broken).join(" · ");
        if !states.is_empty() {
            self.setter.text(&states, Role::Problem);
        }
        if !card.topics.is_empty() {
            let topics: Vec<&str> = card.topics.iter().map(SafeText::as_str).collect();
            self.setter.text(&topics.join(" · "), Role::Topic);
        }
        if let Some(excerpt) = &card.excerpt {
            self.setter.space();
            // Excerpts are cut from pages and keep the runs of spaces of their layout.
            let words: Vec<&str> = excerpt.split_whitespace().collect();
            self.setter.text(&words.join(" "), Role::Lead);
        }
    }

    /// The first of the card's pictures that can be shown.
    fn picture(&mut self) {
        for image in self.card.images.iter().take(PICTURES) {
            let source = source_of(image.url.as_deref().unwrap_or_default());
            match self.frame.look(&source, self.setter.room()) {
                None => return,
                Some(Err(error)) => self.pictures.push(Err(error)),
                Some(Ok((size, picture))) => {
                    self.pictures.push(Ok(()));
                    self.setter.space();
                    self.setter.picture(size, picture);
                    if let Some(caption) = image.description() {
                        self.setter.text(&caption, Role::Dim);
                    }
                    return;
                }
            }
        }
    }

    /// Provider, its domain, authors and publishers.
    fn byline(&self, card: &Card) -> String {
        let Some(provider) = &card.provider else { return String::new() };
        let mut parts = Vec::new();
        let domain = provider.domain.as_deref();
        let name = provider.name.as_deref().or(domain.map(|domain| self.library.provider_name(domain)));
        parts.extend(name.map(str::to_owned));
        parts.extend(domain.filter(|domain| Some(*domain) != name).map(str::to_owned));
        if !provider.authors.is_empty() {
            parts.push(format!("by {}", join(&provider.authors)));
        }
        if !provider.publishers.is_empty() {
            parts.push(format!("published by {}", join(&provider.publishers)));
        }
        parts.join(" · ")
    }

    fn body(&mut self, body: &str, cut: bool) {
        let body = body.trim_matches('\n');
        if body.trim().is_empty() {
            return;
        }
        self.setter.space();
        let shown = clip(body, BODY_LIMIT);
        self.setter.text(shown, Role::Text);
        if cut || shown.len() < body.len() {
            self.setter.space();
            self.setter.text("The text goes on; it is too long to be shown whole.", Role::Problem);
        }
    }

    fn links(&mut self) {
        let links = own_links(self.card);
        if links.is_empty() {
            return;
        }
        self.setter.heading("Links");
        let widest = links.iter().map(|link| link.name.width()).max().unwrap_or(0).min(24);
        for (index, link) in links.iter().enumerate() {
            let gap = " ".repeat(widest.saturating_sub(link.name.width()) + 2);
            self.setter.target(TargetKind::Link(index), |setter| {
                setter.labelled(&link.name, &gap, link.url.as_str(), Role::Link);
            });
        }
    }

    fn related(&mut self) {
        if self.card.related.is_empty() {
            return;
        }
        self.setter.heading("Related");
        for (index, card) in self.card.related.iter().enumerate() {
            let title = card.title.as_deref().unwrap_or("(no title)");
            let mut about = vec![self.byline(card)];
            about.extend(card.published_at.map(|at| self.dates.ago(at)));
            if self.related.get(index).is_some_and(Option::is_some) {
                about.push("in this library".to_owned());
            }
            about.retain(|part| !part.is_empty());
            let label = format!("{:>2}", index + 1);
            self.setter.target(TargetKind::Related(index), |setter| {
                setter.labelled(&label, "  ", title, Role::Link);
                if !about.is_empty() {
                    setter.labelled("  ", "  ", &about.join(" · "), Role::Dim);
                }
            });
        }
    }

    fn items(&mut self) {
        if self.card.items.is_empty() {
            return;
        }
        self.setter.heading("In this collection");
        for (index, item) in self.card.items.iter().enumerate() {
            let found = self.items.get(index).and_then(Option::as_ref);
            let head = found
                .and_then(|file| self.library.by_path(file.root, &file.path))
                .and_then(|slot| self.library.head(slot));
            let label = format!("{:>2}", index + 1);
            self.setter.target(TargetKind::Item(index), |setter| match head {
                Some(head) => setter.labelled(&label, "  ", head.title(), Role::Link),
                None => setter.labelled(&label, "  ", &format!("{item} (not in this library)"), Role::Dim),
            });
        }
    }

    fn extras(&mut self) {
        let card = self.card;
        // What is shown has its caption there.
        let outcomes = self.pictures.iter().map(Some).chain(std::iter::repeat(None));
        let images: Vec<_> =
            card.images.iter().zip(outcomes).filter(|(_, seen)| !matches!(seen, Some(Ok(())))).collect();
        if !images.is_empty() {
            self.setter.heading(if images.len() == 1 { "Image" } else { "Images" });
            for (image, seen) in images {
                let reason = seen.and_then(|seen| seen.as_ref().err()).filter(|error| error.is_notable());
                let reason = reason.map(|error| format!("not shown: {error}"));
                let parts: Vec<String> =
                    image.description().map(|caption| caption.to_string()).into_iter().chain(reason).collect();
                if !parts.is_empty() {
                    self.setter.text(&parts.join(" · "), Role::Dim);
                }
            }
        }
        let nowhere: Vec<&Action> = card.actions.iter().filter(|action| action.url.is_none()).collect();
        if !nowhere.is_empty() {
            self.setter.heading("Actions on its own site");
            for action in nowhere {
                let words = [&action.title, &action.kind, &action.attribution].into_iter().flatten();
                self.setter.text(&words.map(SafeText::as_str).collect::<Vec<_>>().join(" · "), Role::Dim);
            }
        }
        if !card.more.is_empty() {
            self.setter.heading("More");
            for (key, value) in &card.more {
                self.setter.labelled(&format!("{key}:"), " ", &one_line(value), Role::Dim);
            }
        }
    }

    fn problems(&mut self, file: &CardFile) {
        if file.problems.is_empty() {
            return;
        }
        self.setter.heading(if file.problems.len() == 1 { "Problem" } else { "Problems" });
        for problem in &file.problems {
            let place = format!("{}:{}", problem.line, problem.column);
            self.setter.labelled(&place, "  ", &problem.message, Role::Problem);
        }
    }
}

/// The longest beginning of `text` of at most `limit` bytes.
fn clip(text: &str, limit: usize) -> &str {
    // A character has at most four bytes.
    (limit.saturating_sub(3)..=limit).rev().find_map(|end| text.get(..end)).unwrap_or(text)
}

/// What is known of a card in a few words each.
fn facts(card: &Card) -> Vec<String> {
    let mut facts = Vec::new();
    facts.extend(card.kind.as_ref().or(card.category.as_ref()).map(SafeText::to_string));
    facts.extend(card.length.as_ref().map(|length| duration(length)));
    facts.extend(card.price.as_ref().map(SafeText::to_string));
    if !card.levels.is_empty() {
        facts.push(join(&card.levels));
    }
    if let Some(ratings) = card.ratings {
        let average = ratings.average.map(|average| format!("rated {average:.1}"));
        let count = ratings.count.map(|count| format!("by {count}"));
        let words: Vec<String> = average.into_iter().chain(count).collect();
        if !words.is_empty() {
            facts.push(words.join(" "));
        }
    }
    facts.extend(card.members.map(|members| format!("{members} members")));
    facts.extend(card.quality.map(|quality| format!("quality {quality}")));
    facts.extend(card.heat.map(|heat| format!("heat {heat}")));
    facts
}

/// What sets a card apart.
fn states(card: &Card, broken: bool) -> Vec<String> {
    let mut states = Vec::new();
    if broken {
        states.push("broken: its front matter cannot be read".to_owned());
    }
    if card.draft {
        states.push("draft".to_owned());
    }
    if card.removed {
        states.push("removed".to_owned());
    }
    states.extend(card.locked.map(|bytes| format!("locked, {bytes} bytes")));
    states
}

fn join(texts: &[SafeText]) -> String {
    texts.iter().map(SafeText::as_str).collect::<Vec<_>>().join(", ")
}

/// A value of an unknown key on one line, cut when it is long.
fn one_line(value: &Node) -> String {
    let text = SafeText::line(&brief(value));
    match text.char_indices().nth(MORE_LIMIT) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_string(),
    }
}

/// A value in the flow form of YAML, without quotes; the outermost brackets are left out.
fn brief(value: &Node) -> String {
    let inner = |value: &Node| match value {
        Node::List(_) => format!("[{}]", brief(value)),
        Node::Map(_) => format!("{{{}}}", brief(value)),
        scalar => brief(scalar),
    };
    match value {
        Node::List(values) => values.iter().map(inner).collect::<Vec<_>>().join(", "),
        Node::Map(entries) => {
            let entries = entries.iter().map(|(key, value)| format!("{key}: {}", inner(value)));
            entries.collect::<Vec<_>>().join(", ")
        }
        scalar => scalar.scalar().map(|text| text.to_string()).unwrap_or_default(),
    }
}
