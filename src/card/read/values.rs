//! What is made of a value that may be text, a number, a date, a link …, and which problem it is when it is not.
//! What it means when it is, is decided in [`super::fit`]; which of them a field wants, in [`super::fields`].

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashSet;

use super::fit::{self, Unfit};
use crate::card::fence;
use crate::card::tree::{Entry, Path, Spot, Tree};
use crate::card::yaml::{self, Doc};
use crate::card::{Node, Problem, SafeText, SafeUrl, Timestamp, UrlError};

/// Most problems that one card tells of.
const PROBLEMS: usize = 50;
/// Most characters of a refused link that are told.
const LINK_SHOWN: usize = 80;
/// Most bytes that may be parsed again to locate the problems of one card: each of them costs one parse.
const LOCATING: usize = 512 * 1024;

/// Reads values of one document, and remembers where it stands and what was wrong.
pub(super) struct Values<'d, 't> {
    doc: &'d Doc<'t>,
    /// The exact text of numbers and the like, read on first use.
    spelling: OnceCell<Option<Tree<'t>>>,
    path: Path,
    /// Earlier values of repeated keys, which do not count.
    hidden: HashSet<&'d [u32]>,
    found: Vec<Found>,
    /// Problems beyond those in `found`.
    beyond: usize,
    limit: usize,
}

/// A problem that has not been located yet.
struct Found {
    path: Path,
    spot: Spot,
    message: String,
}

impl<'d, 't> Values<'d, 't> {
    pub(super) fn new(doc: &'d Doc<'t>) -> Self {
        let limit = (LOCATING / doc.text.len().max(1)).clamp(8, PROBLEMS);
        let hidden = doc.repeated.iter().map(|repeated| repeated.earlier.as_slice()).collect();
        let mut values =
            Self { doc, spelling: OnceCell::new(), path: Path::new(), hidden, found: Vec::new(), beyond: 0, limit };
        for repeated in &doc.repeated {
            values.path.clone_from(&repeated.later);
            let message = format!("{} is here a second time; only the last one counts", values.label());
            values.note(Spot::Key, message);
        }
        values.path.clear();
        values
    }

    /// Everything that was wrong, in the order it was noticed. The text begins after `lines` lines of the file.
    pub(super) fn into_problems(self, lines: usize) -> Vec<Problem> {
        let bytes = self.doc.text.as_bytes();
        let mut problems = Vec::with_capacity(self.found.len());
        for found in self.found {
            let at = yaml::locate(self.doc.text, &found.path, found.spot).unwrap_or(0);
            let (line, column) = fence::position(bytes, at);
            problems.push(Problem { line: line + lines, column, message: SafeText::line(&found.message) });
        }
        if self.beyond > 0 {
            let (line, column) = problems.iter().map(|p| (p.line, p.column)).max().unwrap_or((lines + 1, 1));
            let message = SafeText::line(&format!("{} more problems in this card", self.beyond));
            problems.push(Problem { line, column, message });
        }
        problems
    }

    /// Calls `each` for every entry that counts, standing at its value.
    pub(super) fn entries(&mut self, entries: &'d [Entry<'t>], mut each: impl FnMut(&mut Self, &'d str, &'d Tree<'t>)) {
        for (index, (key, value)) in (0..).zip(entries) {
            self.path.push(index);
            if !self.is_hidden(&self.path) {
                each(self, key, value);
            }
            self.path.pop();
        }
    }

    /// Calls `each` for every item, standing at it.
    pub(super) fn items(&mut self, items: &'d [Tree<'t>], mut each: impl FnMut(&mut Self, &'d Tree<'t>)) {
        for (index, item) in (0..).zip(items) {
            self.path.push(index);
            each(self, item);
            self.path.pop();
        }
    }

    fn is_hidden(&self, path: &[u32]) -> bool {
        !self.hidden.is_empty() && self.hidden.contains(path)
    }

    /// Notes that the value here should have been `wanted`.
    pub(super) fn mismatch(&mut self, wanted: &str, value: &Tree<'_>) {
        let what = match self.exact(value) {
            Some(text) => format!("\"{}\"", clip(text.trim())),
            None => describe(value).to_owned(),
        };
        let message = format!("{} should be {wanted}, not {what}", self.label());
        self.note(Spot::Value, message);
    }

    /// Notes something about the value here.
    pub(super) fn remark(&mut self, remark: &str) {
        let message = format!("{} {remark}", self.label());
        self.note(Spot::Value, message);
    }

    fn note(&mut self, spot: Spot, message: String) {
        if self.found.len() < self.limit {
            self.found.push(Found { path: self.path.clone(), spot, message });
        } else {
            self.beyond += 1;
        }
    }

    /// The way to the value here in words, such as `related[2].quality`; items count from 0 as in jq.
    fn label(&self) -> String {
        let mut label = String::new();
        let mut tree = Some(&self.doc.tree);
        for step in &self.path {
            match tree {
                Some(Tree::Map(entries)) => {
                    let key = usize::try_from(*step).ok().and_then(|at| entries.get(at)).map_or("?", |(key, _)| key);
                    if !label.is_empty() {
                        label.push('.');
                    }
                    label.push_str(&clip(key));
                }
                _ => label.push_str(&format!("[{step}]")),
            }
            tree = tree.and_then(|tree| tree.child(*step));
        }
        label
    }

    /// The value as others see it.
    pub(super) fn node(&self, value: &Tree<'_>) -> Node {
        value.to_node(&mut self.path.clone(), &|path| self.is_hidden(path))
    }

    /// A scalar exactly as the file has it, quotes aside. `None` for null, lists and mappings.
    pub(super) fn exact<'v>(&self, value: &'v Tree<'_>) -> Option<Cow<'v, str>> {
        let plain = match value {
            Tree::Text(text) => return Some(Cow::Borrowed(text)),
            Tree::Bool(b) => b.to_string(),
            Tree::Int(n) => n.to_string(),
            Tree::Float(n) => n.to_string(),
            Tree::Null | Tree::List(_) | Tree::Map(_) => return None,
        };
        let spelling = self.spelling.get_or_init(|| yaml::spell(self.doc)).as_ref();
        let spelled = self.path.iter().try_fold(spelling?, |tree, step| tree.child(*step));
        Some(match spelled {
            Some(Tree::Text(text)) => Cow::Owned(text.to_string()),
            _ => Cow::Owned(plain),
        })
    }

    /// Any scalar as one line.
    pub(super) fn text(&mut self, value: &'d Tree<'t>) -> Option<SafeText> {
        self.text_by(value, fit::text)
    }

    /// As [`Self::text`], with its character references read.
    pub(super) fn prose(&mut self, value: &'d Tree<'t>) -> Option<SafeText> {
        self.text_by(value, fit::prose)
    }

    fn text_by(&mut self, value: &'d Tree<'t>, fit: fn(&str) -> Option<SafeText>) -> Option<SafeText> {
        if let Some(text) = self.exact(value) {
            return fit(&text);
        }
        if *value != Tree::Null {
            self.mismatch("text", value);
        }
        None
    }

    /// A list of scalars. One scalar is a list of one, and a problem.
    pub(super) fn texts(&mut self, value: &'d Tree<'t>) -> Vec<SafeText> {
        self.list(value, "a list of texts", Self::text)
    }

    /// A list of whatever `item` makes of its items. A value that is no list is taken for its only item where that
    /// works, and is a problem either way.
    pub(super) fn list<T>(
        &mut self,
        value: &'d Tree<'t>,
        wanted: &str,
        mut item: impl FnMut(&mut Self, &'d Tree<'t>) -> Option<T>,
    ) -> Vec<T> {
        match value {
            Tree::Null => Vec::new(),
            Tree::List(items) => {
                let mut list = Vec::with_capacity(items.len());
                self.items(items, |values, value| list.extend(item(values, value)));
                list
            }
            Tree::Text(text) if text.trim().is_empty() => Vec::new(),
            _ => {
                self.mismatch(wanted, value);
                // One problem about one value is enough.
                let (known, beyond) = (self.found.len(), self.beyond);
                let only = item(self, value);
                self.found.truncate(known);
                self.beyond = beyond;
                only.into_iter().collect()
            }
        }
    }

    /// A finite number. A number in quotes is used, and a problem.
    pub(super) fn number(&mut self, value: &'d Tree<'t>) -> Option<f64> {
        if let Ok(number) = fit::number(value) {
            return number;
        }
        if let Tree::Text(text) = value
            && let Some(n) = text.trim().parse::<f64>().ok().filter(|n| n.is_finite())
        {
            self.mismatch("a number without quotes", value);
            return Some(n);
        }
        self.mismatch("a number", value);
        None
    }

    /// A number of which -1 means that it is not known.
    pub(super) fn known_number(&mut self, value: &'d Tree<'t>) -> Option<f64> {
        fit::known(self.number(value))
    }

    /// A whole number from 0. One in quotes is used, and a problem.
    pub(super) fn count(&mut self, value: &'d Tree<'t>) -> Option<u64> {
        const WANTED: &str = "a whole number from 0";
        if let Ok(count) = fit::count(value) {
            return count;
        }
        let quoted = if let Tree::Text(text) = value { text.trim().parse().ok() } else { None };
        self.mismatch(if quoted.is_some() { "a whole number without quotes" } else { WANTED }, value);
        quoted
    }

    /// True or false. The words of YAML 1.1, which other readers of these files understand, are used, and a problem.
    pub(super) fn yes(&mut self, value: &'d Tree<'t>) -> Option<bool> {
        if let Ok(yes) = fit::yes(value) {
            return yes;
        }
        let yes = match value {
            Tree::Text(text) => match text.trim().to_ascii_lowercase().as_str() {
                "true" | "yes" | "on" | "y" => Some(true),
                "false" | "no" | "off" | "n" => Some(false),
                _ => None,
            },
            _ => None,
        };
        self.mismatch("true or false", value);
        yes
    }

    /// A point in time.
    pub(super) fn date(&mut self, value: &'d Tree<'t>) -> Option<Timestamp> {
        let fitting = match self.exact(value) {
            Some(text) => fit::date(&text),
            None if *value == Tree::Null => Ok(None),
            None => Err(Unfit),
        };
        fitting.unwrap_or_else(|Unfit| {
            self.mismatch("a date such as 2021-04-12T18:00:00Z", value);
            None
        })
    }

    /// A link that can be opened.
    pub(super) fn link(&mut self, value: &'d Tree<'t>) -> Option<SafeUrl> {
        self.link_as(value, fit::link)
    }

    /// The link of an action, which may lead to a page of the site itself.
    pub(super) fn action_link(&mut self, value: &'d Tree<'t>) -> Option<SafeUrl> {
        self.link_as(value, fit::action_link)
    }

    fn link_as(
        &mut self,
        value: &'d Tree<'t>,
        read: impl FnOnce(&str) -> Result<Option<SafeUrl>, UrlError>,
    ) -> Option<SafeUrl> {
        match value {
            Tree::Null => None,
            Tree::Text(text) => read(text).unwrap_or_else(|error| {
                let shown: String = SafeText::line(text).chars().take(LINK_SHOWN).collect();
                self.remark(&format!("\"{shown}\" cannot be opened: {error}"));
                None
            }),
            other => {
                self.mismatch("a link", other);
                None
            }
        }
    }
}

/// What a value is, with its article.
pub(super) fn describe(value: &Tree<'_>) -> &'static str {
    match value {
        Tree::Null => "nothing",
        Tree::Bool(_) => "true or false",
        Tree::Int(_) | Tree::Float(_) => "a number",
        Tree::Text(_) => "text",
        Tree::List(_) => "a list",
        Tree::Map(_) => "a mapping",
    }
}

/// The beginning of a text of any length, for a message.
fn clip(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(40) {
        Some((at, _)) => Cow::Owned(format!("{}…", text.get(..at).unwrap_or_default())),
        None => Cow::Borrowed(text),
    }
}
