//! Where a cursor stands in the text of a query: in the beginning of a term or in a value, and how much of the text that
//! is. What could stand there is decided in [`super`].

use std::ops::Range;

use super::super::names::{self, KEYS, Key};
use super::super::parse::{Lead, Scan};

/// Where the cursor stands.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Place<'a> {
    /// Where nothing can be offered: in a phrase, a pattern, a link, a number.
    Nowhere,
    /// In the beginning of a term.
    Term {
        /// What stands before the cursor.
        typed: &'a str,
        /// Whether a `:` follows, which is replaced too.
        named: bool,
        /// What a candidate replaces, in bytes.
        range: Range<usize>,
    },
    /// In the value of a field.
    Value {
        /// The field.
        key: Key,
        /// What stands before the cursor, without a quote.
        typed: &'a str,
        /// What a candidate replaces, in bytes, the quotes included.
        range: Range<usize>,
    },
}

/// Where `cursor`, in bytes, stands in `text`.
pub(super) fn place(text: &str, cursor: usize) -> Place<'_> {
    let cursor = (0..=cursor.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let (before, after) = text.split_at_checked(cursor).unwrap_or((text, ""));
    let mut scan = Scan::new(before);
    loop {
        scan.skip_blanks();
        let start = scan.at();
        let open = match scan.lead() {
            None => return term(before, after, start),
            Some(Lead::Open | Lead::Close | Lead::Minus) => continue,
            Some(Lead::And | Lead::Or | Lead::Not | Lead::Word(_)) if scan.at() == cursor => {
                return term(before, after, start);
            }
            Some(Lead::And | Lead::Or | Lead::Not | Lead::Word(_)) => continue,
            Some(Lead::Link(_)) => scan.at() == cursor,
            Some(Lead::Quote) => scan.phrase().is_err(),
            Some(Lead::Slash) => scan.regex().is_err() && scan.at() == cursor,
            Some(Lead::Compare(..)) => {
                scan.skip_blanks();
                scan.word();
                scan.at() == cursor
            }
            Some(Lead::Field(name)) => {
                let key = names::find(&KEYS, name).map(|(_, key)| key);
                if matches!(key, Some(Key::Text(_))) {
                    scan.take("=");
                }
                let from = scan.at();
                match scan.peek() {
                    Some('"') if scan.phrase().is_err() => return quoted(text, key, from, cursor),
                    Some('"') => false,
                    Some('/') => scan.regex().is_err() && scan.at() == cursor,
                    _ => {
                        scan.word();
                        if scan.at() == cursor {
                            return value(before, after, key, from);
                        }
                        false
                    }
                }
            }
        };
        if open {
            return Place::Nowhere;
        }
    }
}

/// The beginning of a term at `start`, with the rest of its name and the `:` behind it.
fn term<'a>(before: &'a str, after: &str, start: usize) -> Place<'a> {
    let typed = before.get(start..).unwrap_or_default();
    let minus = usize::from(typed == "-");
    let typed = typed.get(minus..).unwrap_or_default();
    // Before another term a new one begins.
    let after = if typed.is_empty() { "" } else { after };
    let name = after.find(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_')).unwrap_or(after.len());
    let named = after.get(name..).is_some_and(|rest| rest.starts_with(':'));
    Place::Term { typed, named, range: start + minus..before.len() + name + usize::from(named) }
}

/// The value at `from`, with the rest of its word.
fn value<'a>(before: &'a str, after: &str, key: Option<Key>, from: usize) -> Place<'a> {
    let Some(key) = key else { return Place::Nowhere };
    let mut typed = before.get(from..).unwrap_or_default();
    let mut rest = Scan::new(after).word();
    if key == Key::Sort {
        typed = typed.rsplit(',').next().unwrap_or(typed);
        typed = typed.strip_prefix('-').unwrap_or(typed);
        rest = rest.split(',').next().unwrap_or(rest);
    }
    Place::Value { key, typed, range: before.len() - typed.len()..before.len() + rest.len() }
}

/// The value whose quote opens at `from` and is not closed before `cursor`.
fn quoted(text: &str, key: Option<Key>, from: usize, cursor: usize) -> Place<'_> {
    let Some(key) = key else { return Place::Nowhere };
    let typed = text.get(from + 1..cursor).unwrap_or_default();
    let mut whole = Scan::new(text.get(from..).unwrap_or_default());
    let end = if whole.phrase().is_ok() { from + whole.at() } else { cursor };
    Place::Value { key, typed, range: from..end }
}
