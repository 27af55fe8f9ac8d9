//! One card for people to read. What it says comes from the card; how wide it may be, from the terminal.

use std::io::{self, Write};

use super::super::World;
use super::Shown;
use crate::card::{Card, Image, LinkKind, Node, Provider, SafeText};
use crate::dates::{Dates, duration};
use crate::page::join;
use crate::triage::Flags;

/// Columns of labels.
const LABEL: usize = 11;

pub(super) fn write(shown: &Shown<'_>, dates: &Dates, world: &mut World<'_>) -> io::Result<()> {
    let mut page = Page { out: &mut *world.stdout, width: world.width.map(usize::from), dates };
    let file = &shown.text.file;
    let card = &file.card;
    let title = card.display_title().map_or_else(|| shown.path.as_str(), SafeText::as_str);
    page.line(0, title)?;
    if let Some(excerpt) = card.excerpt.as_deref().filter(|excerpt| !excerpt.is_empty()) {
        page.paragraph(0, excerpt)?;
    }
    page.blank()?;
    page.field("File", &shown.path)?;
    page.facts(card, 0, file.broken)?;
    page.field("Decided", &page.decided(shown.flags))?;
    page.links(card, 0)?;
    page.images(card)?;
    page.actions(card)?;
    page.items(shown)?;
    page.related(shown)?;
    page.more(card)?;
    page.body(shown)?;
    page.problems(shown)
}

/// What is written, and how wide.
pub(super) struct Page<'p> {
    out: &'p mut dyn Write,
    pub(super) width: Option<usize>,
    dates: &'p Dates,
}

impl Page<'_> {
    pub(super) fn blank(&mut self) -> io::Result<()> {
        writeln!(self.out)
    }

    /// A line that is not broken: titles, links, paths.
    pub(super) fn line(&mut self, indent: usize, text: &str) -> io::Result<()> {
        writeln!(self.out, "{:indent$}{text}", "")
    }

    /// Running text, broken where the terminal ends.
    fn paragraph(&mut self, indent: usize, text: &str) -> io::Result<()> {
        let Some(width) = self.width else {
            for line in text.lines() {
                self.line(if line.is_empty() { 0 } else { indent }, line)?;
            }
            return Ok(());
        };
        let width = width.saturating_sub(indent).clamp(20, 100);
        for line in text.lines() {
            for line in textwrap::wrap(line, width) {
                self.line(if line.is_empty() { 0 } else { indent }, &line)?;
            }
        }
        Ok(())
    }

    pub(super) fn heading(&mut self, text: &str) -> io::Result<()> {
        self.blank()?;
        self.line(0, text)
    }

    fn field(&mut self, label: &str, value: &str) -> io::Result<()> {
        self.field_at(0, label, value)
    }

    fn field_at(&mut self, indent: usize, label: &str, value: &str) -> io::Result<()> {
        if value.is_empty() { Ok(()) } else { self.line(indent, &format!("{label:<LABEL$}{value}")) }
    }

    /// What was decided about it, in words.
    fn decided(&self, flags: Flags) -> String {
        let now = self.dates.now;
        let until = flags.snoozed_until.filter(|until| *until > now).map(|until| self.dates.full(until));
        let words = [(flags.read, "read"), (flags.starred, "starred"), (flags.archived, "archived")];
        let words = words.into_iter().filter(|(is_so, _)| *is_so).map(|(_, word)| word.to_owned());
        let bin = flags.binned.then(|| "in the bin".to_owned());
        words.chain(until.map(|until| format!("snoozed until {until}"))).chain(bin).collect::<Vec<_>>().join("; ")
    }

    fn facts(&mut self, card: &Card, indent: usize, broken: bool) -> io::Result<()> {
        let provider = card.provider.as_ref();
        self.field_at(indent, "Provider", &provider.map(provider_line).unwrap_or_default())?;
        self.field_at(indent, "Authors", &provider.map(|p| join(&p.authors)).unwrap_or_default())?;
        self.field_at(indent, "Publishers", &provider.map(|p| join(&p.publishers)).unwrap_or_default())?;
        let date = |at: Option<_>| at.map(|at| self.dates.full(at)).unwrap_or_default();
        let (published, updated) = (date(card.published_at), date(card.updated_at));
        self.field_at(indent, "Published", &published)?;
        self.field_at(indent, "Updated", &updated)?;
        let kind = [card.kind.as_deref(), card.category.as_deref()];
        let kind: Vec<&str> = kind.into_iter().flatten().filter(|text| !text.is_empty()).collect();
        self.field_at(indent, "Type", &kind.join(", "))?;
        self.field_at(indent, "Topics", &join(&card.topics))?;
        self.field_at(indent, "Levels", &join(&card.levels))?;
        self.field_at(indent, "Price", card.price.as_deref().unwrap_or_default())?;
        self.field_at(indent, "Length", &card.length.as_deref().map(duration).unwrap_or_default())?;
        self.field_at(indent, "Members", &card.members.map(|members| members.to_string()).unwrap_or_default())?;
        self.field_at(indent, "Ratings", &ratings(card))?;
        self.field_at(indent, "Quality", &card.quality.map(|score| score.to_string()).unwrap_or_default())?;
        self.field_at(indent, "Heat", &card.heat.map(|score| score.to_string()).unwrap_or_default())?;
        let mut state = Vec::new();
        if broken {
            state.push("broken: its front matter cannot be read".to_owned());
        }
        if card.draft {
            state.push("draft".to_owned());
        }
        if card.removed {
            state.push("removed".to_owned());
        }
        if let Some(bytes) = card.locked {
            state.push(format!("locked, {bytes} bytes"));
        }
        self.field_at(indent, "State", &state.join("; "))
    }

    /// Every named link with its kind, and which one is the canonical.
    fn links(&mut self, card: &Card, indent: usize) -> io::Result<()> {
        let links = &card.links;
        // Asked for, `amp` is also what stands in for it; here only what the card says counts.
        let named = [
            (LinkKind::Original, &links.original),
            (LinkKind::Web, &links.web),
            (LinkKind::Amp, &links.amp),
            (LinkKind::CdnAmp, &links.cdn_amp),
        ];
        if indent == 0 && links.canonical().is_some() {
            self.heading("Links")?;
        }
        let canonical = if links.web.is_some() {
            Some(LinkKind::Web)
        } else {
            named.iter().find(|(_, link)| link.is_some()).map(|(kind, _)| *kind)
        };
        for (kind, link) in named {
            if let Some(link) = link {
                let note = if canonical == Some(kind) { "  (canonical)" } else { "" };
                self.line(indent.max(2), &format!("{:<10}{link}{note}", kind.name()))?;
            }
        }
        if let Some(featured) = &card.featured {
            self.line(indent.max(2), &format!("{:<10}{featured}", "featured"))?;
        }
        Ok(())
    }

    fn images(&mut self, card: &Card) -> io::Result<()> {
        if !card.images.is_empty() {
            self.heading("Images")?;
        }
        for image in &card.images {
            self.line(2, &caption(image))?;
        }
        Ok(())
    }

    fn actions(&mut self, card: &Card) -> io::Result<()> {
        if !card.actions.is_empty() {
            self.heading("Actions")?;
        }
        for action in &card.actions {
            let label = action.title.as_deref().or(action.kind.as_deref()).unwrap_or("action");
            let credit = action.attribution.as_deref().map(|credit| format!(" ({credit})")).unwrap_or_default();
            self.line(2, &format!("{label}{credit}"))?;
            if let Some(url) = &action.url {
                self.line(4, url.as_str())?;
            }
        }
        Ok(())
    }

    fn items(&mut self, shown: &Shown<'_>) -> io::Result<()> {
        let items = &shown.text.file.card.items;
        if !items.is_empty() {
            self.heading("Items")?;
        }
        for (number, item) in (1..).zip(items) {
            match shown.item(item) {
                Some(known) => {
                    self.line(0, &format!("{number:>3}  {}", known.title))?;
                    self.line(5, &known.path)?;
                }
                None => self.line(0, &format!("{number:>3}  {item}"))?,
            }
        }
        Ok(())
    }

    fn related(&mut self, shown: &Shown<'_>) -> io::Result<()> {
        let related = &shown.text.file.card.related;
        if !related.is_empty() {
            self.heading("Related")?;
        }
        for (number, card) in (1..).zip(related) {
            let title = card.display_title().map_or("(no title)", SafeText::as_str);
            self.line(0, &format!("{number:>3}  {title}"))?;
            if let Some(known) = shown.related(card) {
                self.field_at(5, "File", &known.path)?;
            }
            if let Some(excerpt) = card.excerpt.as_deref().filter(|excerpt| !excerpt.is_empty()) {
                self.paragraph(5, excerpt)?;
            }
            self.facts(card, 5, false)?;
            self.links(card, 5)?;
        }
        Ok(())
    }

    fn more(&mut self, card: &Card) -> io::Result<()> {
        if !card.more.is_empty() {
            self.heading("More")?;
        }
        for (key, value) in &card.more {
            self.node(2, key, value)?;
        }
        Ok(())
    }

    fn node(&mut self, indent: usize, key: &str, value: &Node) -> io::Result<()> {
        match value {
            Node::List(values) => {
                self.line(indent, &format!("{key}:"))?;
                for value in values {
                    self.node(indent + 2, "-", value)?;
                }
                Ok(())
            }
            Node::Map(entries) => {
                self.line(indent, &format!("{key}:"))?;
                for (key, value) in entries {
                    self.node(indent + 2, &SafeText::line(key), value)?;
                }
                Ok(())
            }
            scalar => {
                let value = scalar.scalar().unwrap_or_default();
                let between = if key == "-" { " " } else { ": " };
                self.line(indent, format!("{key}{between}{value}").trim_end())
            }
        }
    }

    fn problems(&mut self, shown: &Shown<'_>) -> io::Result<()> {
        let problems = &shown.text.file.problems;
        if !problems.is_empty() {
            self.heading("Problems")?;
        }
        for problem in problems {
            self.line(2, &format!("line {}, column {}: {}", problem.line, problem.column, problem.message))?;
        }
        Ok(())
    }
}

fn provider_line(provider: &Provider) -> String {
    match (provider.name.as_deref(), provider.domain.as_deref()) {
        (Some(name), Some(domain)) if name != domain => format!("{name} ({domain})"),
        (Some(name), _) => name.to_owned(),
        (None, domain) => domain.unwrap_or_default().to_owned(),
    }
}

fn ratings(card: &Card) -> String {
    let Some(ratings) = card.ratings else { return String::new() };
    let average = ratings.average.map(|average| format!("{average:.1}"));
    let count = ratings.count.map(|count| if count == 1 { "1 rating".to_owned() } else { format!("{count} ratings") });
    match (average, count) {
        (Some(average), Some(count)) => format!("{average} of {count}"),
        (average, count) => average.or(count).unwrap_or_default(),
    }
}

fn caption(image: &Image) -> String {
    let mut text = image.description().map_or_else(|| "image".to_owned(), |text| text.to_string());
    if let Some(url) = image.url.as_ref().filter(|url| !url.starts_with("data:")) {
        text.push_str(&format!("  {url}"));
    }
    text
}
