//! Walks the entries of mappings and the items of lists by their indentation. What an entry means is decided in
//! [`super::head`] and [`super::checks`].

use memchr::memchr;

use super::lines::Lines;
use super::scalar::{self, Scalar};

/// Deepest nesting; the parser is allowed twice as much.
const DEPTH: usize = 16;
/// Most keys and values; the parser is allowed five times as many.
const VALUES: usize = 2_000;
/// Most keys of one mapping.
const KEYS: usize = 48;
/// Longest key, in bytes; the parser stops at 1,024.
const KEY: usize = 64;

/// Reads front matter from its first line to its last.
pub(super) struct Scanner<'t> {
    lines: Lines<'t>,
    values: usize,
    depth: usize,
}

/// A value, of which a scalar has been read, and of a list or mapping in lines only where they begin.
pub(super) enum Value<'t> {
    Scalar(Scalar<'t>),
    /// A list in brackets.
    Flow(Vec<Scalar<'t>>),
    /// Items whose dashes stand at this column.
    List(usize),
    /// Entries whose keys stand at this column.
    Map(usize),
}

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { lines: Lines::new(text), values: 0, depth: 0 }
    }

    /// Calls `each` for every entry of the mapping that is the whole front matter. `each` must read every list and
    /// mapping that it is given.
    pub(super) fn whole(&mut self, each: impl FnMut(&mut Self, &'t str, Value<'t>) -> Option<()>) -> Option<()> {
        match self.lines.column() {
            None => Some(()),
            Some(column) => {
                self.entries(column, each)?;
                self.lines.column().is_none().then_some(())
            }
        }
    }

    /// Calls `each` for every entry of the mapping at `column`; see [`Self::whole`].
    pub(super) fn entries(
        &mut self,
        column: usize,
        mut each: impl FnMut(&mut Self, &'t str, Value<'t>) -> Option<()>,
    ) -> Option<()> {
        self.deepen()?;
        let mut keys = Keys::default();
        while self.lines.column() == Some(column) {
            let (key, rest) = key(self.lines.line())?;
            keys.insert(key)?;
            self.count()?;
            self.lines.go_to(rest);
            let value = self.value(column)?;
            each(self, key, value)?;
        }
        self.depth -= 1;
        // What is indented further belongs to nothing.
        (self.lines.column() < Some(column)).then_some(())
    }

    /// Calls `each` for every item of a list; see [`Self::whole`]. `None` also when the value is no list.
    pub(super) fn items(
        &mut self,
        list: Value<'t>,
        mut each: impl FnMut(&mut Self, Value<'t>) -> Option<()>,
    ) -> Option<()> {
        let column = match list {
            Value::List(column) => column,
            Value::Flow(items) => return items.into_iter().try_for_each(|item| each(self, Value::Scalar(item))),
            Value::Scalar(_) | Value::Map(_) => return None,
        };
        self.deepen()?;
        while self.lines.column() == Some(column)
            && let Some(rest) = self.lines.line().strip_prefix("- ")
        {
            let item = rest.trim_start_matches(' ');
            let inner = column + 2 + rest.len() - item.len();
            self.count()?;
            let value = if key(item).is_some() {
                self.lines.begin_at(inner, item);
                Value::Map(inner)
            } else {
                let value = scalar::read(item)?;
                self.lines.next();
                if self.lines.column() > Some(column) {
                    return None;
                }
                Value::Scalar(value)
            };
            each(self, value)?;
        }
        self.depth -= 1;
        // At the same column the entry after that of the list may follow.
        (self.lines.column() <= Some(column)).then_some(())
    }

    /// Reads a value that may be anything.
    pub(super) fn pass_over(&mut self, value: Value<'t>) -> Option<()> {
        match value {
            Value::Scalar(_) | Value::Flow(_) => Some(()),
            Value::List(_) => self.items(value, Self::pass_over),
            Value::Map(column) => self.entries(column, |scanner, _, value| scanner.pass_over(value)),
        }
    }

    /// The value after a key that stands at `column`.
    fn value(&mut self, column: usize) -> Option<Value<'t>> {
        self.count()?;
        let line = self.lines.line();
        if line.is_empty() || line.starts_with('#') {
            self.lines.next();
            let is_item = self.lines.line().starts_with("- ");
            return Some(match self.lines.column() {
                Some(inner) if inner >= column && is_item => Value::List(inner),
                Some(inner) if inner > column => Value::Map(inner),
                _ => Value::Scalar(Scalar::NOTHING),
            });
        }
        let value = if line.starts_with('[') {
            let items = scalar::list(line)?;
            items.iter().try_for_each(|_| self.count())?;
            Value::Flow(items)
        } else {
            Value::Scalar(scalar::read(line)?)
        };
        self.lines.next();
        // A line that is indented further goes on with the value.
        (self.lines.column() <= Some(column)).then_some(value)
    }

    fn deepen(&mut self) -> Option<()> {
        self.depth += 1;
        (self.depth <= DEPTH).then_some(())
    }

    fn count(&mut self) -> Option<()> {
        self.values += 1;
        (self.values <= VALUES).then_some(())
    }
}

/// The bytes of plain names.
const NAME: [bool; 256] = {
    let mut name = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        name[byte] = matches!(byte as u8, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-');
        byte += 1;
    }
    name
};

/// The key that a line begins with, and its value on the same line. Only plain names are keys here.
fn key(line: &str) -> Option<(&str, &str)> {
    let (key, rest) = line.split_at_checked(memchr(b':', line.as_bytes())?)?;
    let rest = rest.strip_prefix(':')?;
    let value = rest.trim_start_matches(' ');
    let is_name = key.len() <= KEY
        && key.bytes().all(|b| NAME.get(usize::from(b)).is_some_and(|name| *name))
        && key.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let is_word = ["null", "true", "false"].iter().any(|word| key.eq_ignore_ascii_case(word));
    (is_name && !is_word && (value.is_empty() || value.len() < rest.len())).then_some((key, value))
}

/// The keys of one mapping.
struct Keys<'t> {
    keys: [&'t str; KEYS],
    len: usize,
    /// A bit for each, which another key may share.
    bits: u64,
}

impl Default for Keys<'_> {
    fn default() -> Self {
        Self { keys: [""; KEYS], len: 0, bits: 0 }
    }
}

impl<'t> Keys<'t> {
    /// Takes another key. `None` when it was there, or there are too many.
    fn insert(&mut self, key: &'t str) -> Option<()> {
        let known = self.keys.get(..self.len)?;
        let ends = key.bytes().next()?.wrapping_mul(7) ^ key.bytes().next_back()?;
        let bit = 1u64 << ((usize::from(ends) + key.len()) % 64);
        if self.bits & bit != 0 && known.contains(&key) {
            return None;
        }
        self.bits |= bit;
        *self.keys.get_mut(self.len)? = key;
        self.len += 1;
        Some(())
    }
}
