//! What begins and ends with each tag: which elements it opens and closes, and what that is in a document. Markdown comes
//! this way too, so that HTML inside it means what it means anywhere. How tags are told from text is decided in
//! [`super::tokens`].

use super::Attributes;
use super::embed::embedded;
use super::hidden::{Look, look};
use super::open::{Adds, End, Entry, Open};
use super::picture::picture;
use super::raised::raised;
use super::tag::{Kind, Tag, Void};
use crate::card::SafeText;
use crate::card::embed::web_link;
use crate::document::build::{Builder, CellShape, Container, PictureSize, TableKind};
use crate::document::{Align, Document, Style};

/// Who opened an element. HTML cannot close what Markdown opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::document) enum Origin {
    Html,
    Markdown,
}

/// The open elements and the document that they make.
#[derive(Debug, Default)]
pub(in crate::document) struct Elements {
    open: Open,
    builder: Builder,
}

impl Elements {
    /// The document so far.
    pub(in crate::document) fn builder(&mut self) -> &mut Builder {
        &mut self.builder
    }

    /// Nothing that comes now would be kept.
    pub(in crate::document) fn is_full(&self) -> bool {
        self.builder.is_full()
    }

    /// Closes everything.
    pub(in crate::document) fn finish(mut self) -> Document {
        self.pop_above(0);
        self.builder.finish()
    }

    /// Text.
    pub(in crate::document) fn text(&mut self, text: &str) {
        let is_blank = text.trim().is_empty();
        if !is_blank && self.open.last().is_some_and(|entry| entry.tag.kind() == Kind::Head) {
            self.end_innermost();
        }
        let inside = self.open.inside();
        if inside.hidden || inside.invisible || inside.tiny {
            return;
        }
        let text = match inside.raised {
            _ if inside.decoration && !text.contains(char::is_alphanumeric) => " ",
            Some(level) if !is_blank => return self.builder.text(&raised(text, level), inside.style, inside.link),
            _ => text,
        };
        self.builder.text(text, inside.style, inside.link);
    }

    /// A start tag.
    pub(in crate::document) fn open(&mut self, tag: Tag, attributes: &Attributes, origin: Origin) {
        let kind = tag.kind();
        // Elements that are only counted end nothing.
        if origin == Origin::Html && !self.open.is_deeper() {
            self.imply(tag);
        }
        match kind {
            Kind::Page => return,
            Kind::Void(void) => return self.void(void, attributes, origin),
            _ => {}
        }
        let mut adds = Adds { look: look(attributes), ..Adds::default() };
        adds.look.hidden |= matches!(kind, Kind::Unread | Kind::Head);
        if self.open.is_full() {
            self.open.go_deeper(adds.look.hidden || matches!(kind, Kind::Frame | Kind::Media));
            if !kind.is_inline() {
                self.builder.end_block();
            }
            return;
        }
        let end = if self.open.inside().hidden || adds.look.hidden {
            End::Nothing
        } else {
            self.begin(tag, attributes, &mut adds, origin)
        };
        // What programs write as `<x/>` has nothing in it, even where browsers would go on inside.
        let is_empty = attributes.is_closed() && kind.is_inline();
        if is_empty {
            self.end(end);
        } else {
            self.open.push(tag, origin, adds, end);
        }
    }

    /// An end tag. One that ends nothing is nothing.
    pub(in crate::document) fn close(&mut self, tag: Tag, origin: Origin) {
        let kind = tag.kind();
        match kind {
            Kind::Void(Void::Break) => return self.void(Void::Break, &Attributes::default(), origin),
            Kind::Void(_) | Kind::Page => return,
            _ => {}
        }
        if self.open.come_up() {
            if !kind.is_inline() {
                self.builder.end_block();
            }
            return;
        }
        let of_table = matches!(kind, Kind::Table | Kind::Rows | Kind::Row | Kind::Cell | Kind::TableCaption);
        let is_wall = |entry: &Entry| match entry.tag.kind() {
            Kind::Table => true,
            Kind::Cell | Kind::TableCaption => !of_table,
            other => entry.origin == Origin::Markdown && !(kind.is_inline() && other.is_inline()),
        };
        let found = match origin {
            Origin::Markdown => self.open.find(|entry| entry.tag == tag && entry.origin == origin, |_| false),
            Origin::Html => self.open.find(|entry| tag.ends(entry.tag) && entry.origin == origin, is_wall),
        };
        match found {
            Some(at) if origin == Origin::Html && kind.is_inline() && self.open.is_crossed(at) => {
                if let Some(entry) = self.open.remove(at) {
                    self.end(entry.end);
                }
            }
            Some(at) => self.pop_above(at),
            None => {}
        }
    }

    /// Ends what cannot go on when an element of this kind begins.
    fn imply(&mut self, tag: Tag) {
        let kind = tag.kind();
        let is_kind = |kinds: &'static [Kind]| move |entry: &Entry| kinds.contains(&entry.tag.kind());
        let is_wall = |entry: &Entry| {
            let of_table = matches!(entry.tag.kind(), Kind::Cell | Kind::TableCaption | Kind::Table);
            of_table || matches!(entry.tag.kind(), Kind::List | Kind::Terms) || entry.origin == Origin::Markdown
        };
        let is_markdown = |entry: &Entry| entry.origin == Origin::Markdown;
        if self.open.last().is_some_and(|entry| entry.tag.kind() == Kind::Head) && !tag.is_of_head() {
            self.end_innermost();
        }
        let at = match kind {
            Kind::Rows => self.open.find(is_kind(&[Kind::Table]), is_markdown).map(|at| at + 1),
            Kind::Row => self.open.find(is_kind(&[Kind::Rows, Kind::Table]), is_markdown).map(|at| at + 1),
            Kind::Cell => self.open.find(is_kind(&[Kind::Row, Kind::Rows, Kind::Table]), is_markdown).map(|at| at + 1),
            Kind::Item => self.open.find(is_kind(&[Kind::Item]), is_wall),
            Kind::Term | Kind::Definition => self.open.find(is_kind(&[Kind::Term, Kind::Definition]), is_wall),
            Kind::Heading(_) => self.open.find(|entry| matches!(entry.tag.kind(), Kind::Heading(_)), |_| true),
            Kind::Void(Void::Rule) => None,
            kind if kind.is_inline() || matches!(kind, Kind::Void(_) | Kind::Page) => return,
            _ => None,
        };
        if let Some(at) = at {
            self.pop_above(at);
        }
        if self.open.has_paragraph()
            && let Some(at) = self.open.find(is_kind(&[Kind::Paragraph]), is_wall)
        {
            self.pop_above(at);
        }
    }

    /// Begins what an element is in the document, and says what is to be done when it ends.
    fn begin(&mut self, tag: Tag, attributes: &Attributes, adds: &mut Adds, origin: Origin) -> End {
        let contained = |is_open: bool| if is_open { End::Container } else { End::Block };
        let Style { strong, emphasis, struck, code, .. } = &mut adds.style;
        match tag.kind() {
            Kind::Paragraph | Kind::Block | Kind::Figure | Kind::TableCaption => return self.begin_block(),
            Kind::Heading(level) => return End::Heading(self.builder.heading(Some(level))),
            Kind::List => {
                let first = (tag.name() == "ol").then(|| attributes.number("start").unwrap_or(1));
                return contained(self.builder.open(Container::List(first)));
            }
            Kind::Item => {
                let is_open = self.builder.open(Container::Item);
                if !is_open {
                    self.builder.text("• ", Style::default(), None);
                }
                return contained(is_open);
            }
            Kind::Terms => return if self.builder.open(Container::Terms) { End::Terms } else { End::Block },
            Kind::Term => {
                *strong = true;
                self.builder.begin_term();
                return End::Block;
            }
            Kind::Definition => {
                self.builder.begin_definition();
                return End::Block;
            }
            Kind::Quote => return contained(self.builder.open(Container::Quote)),
            Kind::Note => {
                let label = SafeText::line(attributes.get("title").unwrap_or_default());
                return contained(self.builder.open(Container::Note(label)));
            }
            Kind::Pre if self.builder.is_code() => return self.begin_block(),
            Kind::Pre => {
                self.builder.begin_code(language(attributes));
                return End::Code;
            }
            Kind::Table => {
                self.builder.begin_table(table_kind(attributes, origin));
                return End::Table;
            }
            Kind::Row => {
                self.builder.row();
                return End::Cell;
            }
            Kind::Cell => {
                self.builder.cell(self.cell_shape(tag, attributes));
                return End::Cell;
            }
            Kind::FigureCaption => {
                self.builder.caption(true);
                return End::Caption;
            }
            Kind::Summary => {
                *strong = true;
                return self.begin_block();
            }
            Kind::Anchor => {
                if let Some(at) = self.open.find(|entry| entry.tag == tag && entry.origin == origin, is_cell) {
                    self.open.remove(at);
                }
                let url = attributes.get("href").and_then(web_link);
                adds.link = url.and_then(|url| self.builder.link(url));
            }
            Kind::Strong => *strong = true,
            Kind::Emphasis => *emphasis = true,
            Kind::Struck => *struck = true,
            Kind::Code => {
                *code = true;
                if let Some(language) = language(attributes) {
                    self.builder.language(language);
                }
            }
            Kind::Raised(level) => adds.raised = Some(level),
            Kind::Quoted => {
                let inside = self.open.inside();
                self.builder.text("“", inside.style, inside.link);
                return End::Quotation;
            }
            Kind::Frame | Kind::Media => {
                adds.look.hidden = true;
                if !self.embed(tag.name(), attributes) && tag.kind() == Kind::Media {
                    return End::Unplayed;
                }
            }
            Kind::Inline | Kind::Unread | Kind::Head | Kind::Rows | Kind::Page | Kind::Void(_) => {}
        }
        End::Nothing
    }

    fn begin_block(&mut self) -> End {
        self.builder.end_block();
        End::Block
    }

    fn end(&mut self, end: End) {
        match end {
            End::Nothing | End::Unplayed => {}
            End::Block => self.builder.end_block(),
            End::Container => self.builder.close(),
            End::Terms => self.builder.end_terms(),
            End::Heading(before) => {
                self.builder.heading(before);
            }
            End::Code => self.builder.end_code(),
            End::Table => self.builder.end_table(),
            End::Cell => self.builder.end_cell(),
            End::Caption => self.builder.caption(false),
            End::Quotation => {
                let inside = self.open.inside();
                self.builder.text("”", inside.style, inside.link);
            }
        }
    }

    fn pop_above(&mut self, depth: usize) {
        while let Some(entry) = self.open.pop_above(depth) {
            self.end(entry.end);
        }
    }

    fn end_innermost(&mut self) {
        if let Some(entry) = self.open.pop_above(0) {
            self.end(entry.end);
        }
    }

    fn void(&mut self, void: Void, attributes: &Attributes, origin: Origin) {
        let inside = self.open.inside();
        if void == Void::Source && self.open.take_unplayed() {
            let name = self.open.last().map_or("", |entry| entry.tag.name());
            self.embed(name, attributes);
        }
        let Look { hidden, visible, .. } = look(attributes);
        if inside.hidden || hidden {
            return;
        }
        let is_seen = visible.unwrap_or(!inside.invisible) && !inside.decoration;
        match void {
            Void::Break => self.builder.line_feed(),
            Void::Rule => self.builder.rule(),
            Void::Image if is_seen => {
                if let Some((picture, size)) = picture(attributes, inside.link) {
                    // In HTML a picture among words that is none of them is said to be small; Markdown cannot say it.
                    let size = if origin == Origin::Html {
                        size.unwrap_or(PictureSize::Large)
                    } else {
                        size.unwrap_or(PictureSize::Unknown)
                    };
                    self.builder.picture(picture, size, inside.style);
                }
            }
            Void::Input if is_seen && attributes.is("type", "checkbox") => {
                let done = attributes.has("checked");
                if !self.builder.tick(done) {
                    self.text(if done { "[x] " } else { "[ ] " });
                }
            }
            Void::Embed if is_seen => {
                self.embed("embed", attributes);
            }
            Void::Image | Void::Input | Void::Embed | Void::Source | Void::Silent => {}
        }
    }

    /// A link to what is embedded, on a line of its own. `false` when nothing is.
    fn embed(&mut self, name: &str, attributes: &Attributes) -> bool {
        let Some((name, page)) = embedded(name, attributes) else { return false };
        let link = page.and_then(|page| self.builder.link(page));
        self.builder.end_block();
        self.builder.text(&name, Style::default(), link);
        self.builder.end_block();
        true
    }

    fn cell_shape(&self, tag: Tag, attributes: &Attributes) -> CellShape {
        let rows = self.open.find(|entry| entry.tag.kind() == Kind::Rows, |entry| entry.tag.kind() == Kind::Table);
        let in_head = rows.is_some_and(|at| self.open.name(at) == "thead");
        let span = |name| attributes.number(name).and_then(|span| usize::try_from(span).ok()).unwrap_or(1);
        let styled = attributes.declarations().find(|(property, _)| property == "text-align").map(|(_, value)| value);
        let align = match styled.as_deref().or_else(|| attributes.get("align")).unwrap_or_default() {
            "center" | "middle" => Align::Middle,
            "right" | "end" => Align::End,
            _ => Align::Start,
        };
        CellShape { head: in_head || tag.name() == "th", align, columns: span("colspan"), rows: span("rowspan") }
    }
}

fn is_cell(entry: &Entry) -> bool {
    entry.tag.kind() == Kind::Cell
}

fn table_kind(attributes: &Attributes, origin: Origin) -> TableKind {
    match attributes.get("role").unwrap_or_default() {
        "presentation" | "none" => TableKind::Layout,
        "table" | "grid" => TableKind::Headed,
        _ if origin == Origin::Markdown => TableKind::Data,
        _ => TableKind::Unknown,
    }
}

/// The language that a class names, as the HTML standard recommends and sites do.
fn language(attributes: &Attributes) -> Option<SafeText> {
    let classes = attributes.get("class")?.split_ascii_whitespace();
    let named = |class: &str| {
        ["language-", "lang-", "highlight-source-"]
            .iter()
            .find_map(|start| class.strip_prefix(start))
            .map(SafeText::line)
    };
    classes.filter_map(named).find(|language| !language.is_empty())
}
