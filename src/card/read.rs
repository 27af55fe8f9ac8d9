//! Reads a whole card file, tolerant field by field.
//! Which fields a card has is decided in [`fields`], what a value may look like in [`values`], and where front matter
//! ends in [`super::fence`].

pub(super) mod embed;
mod fields;
pub(super) mod fit;
mod taxonomy;
mod values;

use std::borrow::Cow;
use std::ops::Range;
use std::path::Path;

use super::fence::{self, Split};
use super::tree::Tree;
use super::{Card, Head, HeadFlags, Problem, SafeText, Taxonomy, length, price, yaml};
use values::Values;

/// Most bytes of body that are shown.
const BODY_LIMIT: usize = 8 * 1024 * 1024;

/// What a file turned out to be.
#[derive(Debug, Clone, PartialEq)]
pub enum Reading {
    /// A card, perhaps broken.
    Card(Box<CardFile>),
    /// A topic or an organization, and what was wrong with it.
    Taxonomy(Taxonomy, Vec<Problem>),
    /// Not a card, and why not.
    Skipped(Skip),
}

/// Why a file is not a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Skip {
    /// The first line is not a `---` fence.
    NoFrontMatter,
}

/// A card as its file has it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CardFile {
    /// The fields that could be read; all empty when broken.
    pub card: Card,
    /// The front matter could not be read at all.
    pub broken: bool,
    /// What could not be read, in the order of the file.
    pub problems: Vec<Problem>,
    /// Where the body lies in the bytes, after the closing fence. Empty when there are only blanks.
    pub body: Range<usize>,
}

impl CardFile {
    /// The head of this card, which lies at `path` under the library folder number `root`.
    pub fn head(&self, root: u16, path: &Path) -> Head {
        let card = &self.card;
        let title = card.display_title().cloned().unwrap_or_else(|| file_name(path));
        Head {
            path: path.to_path_buf(),
            root,
            title,
            excerpt: card.excerpt.clone().unwrap_or_default(),
            kind: card.kind.clone().unwrap_or_default(),
            provider: card.provider.as_ref().and_then(super::Provider::display_name).cloned().unwrap_or_default(),
            category: card.category.clone().unwrap_or_default(),
            domain: card.provider.as_ref().and_then(|provider| provider.domain.clone()).unwrap_or_default(),
            topics: card.topics.clone(),
            authors: card.provider.as_ref().map(|provider| provider.authors.clone()).unwrap_or_default(),
            published_at: card.published_at,
            updated_at: card.updated_at,
            quality: card.quality,
            heat: card.heat,
            rating: card.ratings.and_then(|ratings| ratings.average),
            members: card.members,
            length: card.length.as_deref().and_then(length::seconds),
            price: card.price.as_deref().and_then(price::amount),
            canonical: card.links.canonical().cloned(),
            flags: self.flags(),
        }
    }

    /// The facts of the card and of its file.
    pub fn flags(&self) -> HeadFlags {
        self.card
            .flags()
            .with(HeadFlags::BROKEN, self.broken)
            .with(HeadFlags::PROBLEMS, !self.problems.is_empty())
            .with(HeadFlags::BODY, !self.body.is_empty())
    }

    fn broken(line: usize, column: usize, message: &str, body: Range<usize>) -> Self {
        let problem = Problem { line, column, message: SafeText::line(message) };
        Self { card: Card::default(), broken: true, problems: vec![problem], body }
    }
}

/// The name of a file, which may hold anything, as it may be shown.
pub(super) fn file_name(path: &Path) -> SafeText {
    let name = path.file_name().unwrap_or(path.as_os_str());
    let name = SafeText::line(&name.to_string_lossy());
    if name.is_empty() { SafeText::line("(no name)") } else { name }
}

/// Reads the bytes of one file. It never fails: what cannot be read is a problem of the card.
pub fn read(bytes: &[u8]) -> Reading {
    let (front, body) = match fence::split(bytes) {
        Split::None => return Reading::Skipped(Skip::NoFrontMatter),
        Split::Broken(reason) => {
            return Reading::Card(Box::new(CardFile::broken(1, 1, reason, bytes.len()..bytes.len())));
        }
        Split::Found { front, body } => (front, trim_body(bytes, body)),
    };
    let (text, bad) = decode(bytes.get(front.clone()).unwrap_or_default());
    let bad = bad.map(|at| front.start + at).or_else(|| first_bad_byte(bytes, &body));
    let bad = bad.map(|at| not_text(bytes, at));
    let doc = match yaml::parse(&text) {
        Ok(doc) => doc,
        Err(fault) => {
            let (line, column) = fence::position(text.as_bytes(), fault.offset);
            return Reading::Card(Box::new(CardFile::broken(line + 1, column, clip(&fault.message), body)));
        }
    };
    let entries = match &doc.tree {
        Tree::Null => &[],
        Tree::Map(entries) => entries.as_slice(),
        other => {
            let at = yaml::locate(&text, &[], super::tree::Spot::Value).unwrap_or(0);
            let (line, column) = fence::position(text.as_bytes(), at);
            let message = format!("the front matter is {}, not a mapping of names to values", values::describe(other));
            return Reading::Card(Box::new(CardFile::broken(line + 1, column, &message, body)));
        }
    };
    let mut values = Values::new(&doc);
    if let Some(taxonomy) = taxonomy::read(&mut values, entries) {
        return Reading::Taxonomy(taxonomy, in_order(values.into_problems(1), bad));
    }
    let card = fields::card(&mut values, entries, 0);
    let problems = in_order(values.into_problems(1), bad);
    Reading::Card(Box::new(CardFile { card, broken: false, problems, body }))
}

/// Reads a file of `_data`, which is YAML without fences. `None` when it is not a taxonomy, which is no problem unless
/// it says that it is one.
pub fn read_taxonomy(bytes: &[u8]) -> (Option<Taxonomy>, Vec<Problem>) {
    let bytes = bytes.get(fence::bom_len(bytes)..).unwrap_or_default();
    let (text, bad) = decode(bytes.get(..fence::FENCE_LIMIT).unwrap_or(bytes));
    let says_so = text.lines().any(|line| line.starts_with("taxonomy:"));
    let problem = |line, column, message: &str| {
        let problem = Problem { line, column, message: SafeText::line(message) };
        (None, if says_so { vec![problem] } else { Vec::new() })
    };
    if bytes.len() > fence::FENCE_LIMIT {
        return problem(1, 1, "the file is larger than 64 KiB");
    }
    let doc = match yaml::parse(&text) {
        Ok(doc) => doc,
        Err(fault) => {
            let (line, column) = fence::position(text.as_bytes(), fault.offset);
            return problem(line, column, &fault.message);
        }
    };
    let Tree::Map(entries) = &doc.tree else { return (None, Vec::new()) };
    let mut values = Values::new(&doc);
    let Some(taxonomy) = taxonomy::read(&mut values, entries) else { return (None, Vec::new()) };
    let bad = bad.map(|at| not_text(bytes, at));
    (Some(taxonomy), in_order(values.into_problems(0), bad))
}

/// The body, made safe for the screen: at most 8 MiB of it.
pub fn body_text(bytes: &[u8], body: &Range<usize>) -> SafeText {
    let end = body.end.min(bytes.len());
    let start = body.start.min(end);
    let cut = end.min(start.saturating_add(BODY_LIMIT));
    let body = bytes.get(start..cut).unwrap_or_default();
    let mut text = String::from_utf8_lossy(body);
    if cut < end && text.ends_with(char::REPLACEMENT_CHARACTER) && !body.ends_with("\u{fffd}".as_bytes()) {
        // The limit fell inside a character.
        text.to_mut().pop();
    }
    SafeText::block(&text)
}

/// Where the body lies when one of blanks is none.
pub(super) fn trim_body(bytes: &[u8], body: Range<usize>) -> Range<usize> {
    let blank = bytes.get(body.clone()).is_none_or(|text| text.iter().all(u8::is_ascii_whitespace));
    if blank { body.start..body.start } else { body }
}

/// Text, and the first byte that is none.
fn decode(bytes: &[u8]) -> (Cow<'_, str>, Option<usize>) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), None),
        Err(error) => (String::from_utf8_lossy(bytes), Some(error.valid_up_to())),
    }
}

/// The first byte of the shown part of the body that is no UTF-8.
pub(super) fn first_bad_byte(bytes: &[u8], body: &Range<usize>) -> Option<usize> {
    let shown = body.start..body.end.min(body.start.saturating_add(BODY_LIMIT));
    let error = std::str::from_utf8(bytes.get(shown.clone())?).err()?;
    // A character that the limit cuts in two is whole in the file.
    (error.error_len().is_some() || shown.end == body.end).then_some(body.start + error.valid_up_to())
}

fn not_text(bytes: &[u8], at: usize) -> Problem {
    let (line, column) = fence::position(bytes, at);
    Problem { line, column, message: SafeText::line("the file is not valid UTF-8 from here on; save it as UTF-8") }
}

/// Parsers quote what they stumble over, however long it is.
fn clip(message: &str) -> &str {
    message.char_indices().nth(200).map_or(message, |(at, _)| message.get(..at).unwrap_or_default())
}

fn in_order(mut problems: Vec<Problem>, bad: Option<Problem>) -> Vec<Problem> {
    problems.extend(bad);
    problems.sort_by_key(|problem| (problem.line, problem.column));
    problems
}

#[cfg(test)]
mod tests;
