//! The end of a query: `sort:` and `limit:`, in either order, each once. What may stand before it is decided in
//! [`super`].

use std::ops::Range;

use super::super::mistake::MistakeKind;
use super::super::names::{self, KEYS, Key};
use super::lead::Lead;
use super::scan::{Fault, Scan};
use crate::library::{Sort, SortKey};
use crate::nearest::nearest;

/// Reads the rest of the query: the order and the limit, as far as they are there.
///
/// # Errors
/// Something else is there, or one of them twice, or one with a value it does not take.
pub(super) fn read(scan: &mut Scan<'_>) -> Result<(Option<Sort>, Option<usize>), Fault> {
    let (mut sort, mut limit) = (None, None);
    let mut first = None;
    loop {
        scan.skip_blanks();
        let start = scan.at();
        let lead = scan.lead();
        let key = match lead {
            None => return Ok((sort, limit)),
            Some(Lead::Field(name)) => names::find(&KEYS, name),
            Some(_) => None,
        };
        let at = start..scan.at();
        let Some((field, key @ (Key::Sort | Key::Limit))) = key else {
            let (field, at) = first.unwrap_or(("sort", at));
            return Err(Fault { at, kind: MistakeKind::NotLast { field } });
        };
        first.get_or_insert((field, at.clone()));
        let twice = || Fault { at: at.clone(), kind: MistakeKind::Twice { field } };
        let from = scan.at();
        let word = scan.word();
        let value = from..scan.at();
        if word.is_empty() {
            let example = if key == Key::Sort { "sort:quality" } else { "limit:10" };
            return Err(Fault { at, kind: MistakeKind::NoValue { field: format!("{field}:"), example } });
        }
        if key == Key::Sort {
            if sort.replace(order(word, value)?).is_some() {
                return Err(twice());
            }
        } else if limit.replace(count(word, value)?).is_some() {
            return Err(twice());
        }
    }
}

fn count(word: &str, at: Range<usize>) -> Result<usize, Fault> {
    // `usize` also reads a sign.
    let number = if word.bytes().all(|b| b.is_ascii_digit()) { word.parse().ok().filter(|n| *n > 0) } else { None };
    number.ok_or_else(|| Fault { at, kind: MistakeKind::NotLimit { value: word.to_owned() } })
}

/// The order that `word` names, which stands at `at`.
fn order(word: &str, at: Range<usize>) -> Result<Sort, Fault> {
    let text = word.to_ascii_lowercase();
    let mut keys = Vec::new();
    let mut from = at.start;
    for term in text.split(',') {
        let name = term.strip_prefix('-').unwrap_or(term);
        let Some(key) = SortKey::from_name(name) else {
            let allowed: Vec<_> = SortKey::ALL.into_iter().map(SortKey::name).collect();
            let nearest = nearest(name, allowed.iter().copied());
            let start = from + term.len() - name.len();
            let kind = MistakeKind::UnknownSort { key: name.to_owned(), nearest, allowed };
            return Err(Fault { at: start..from + term.len(), kind });
        };
        if keys.contains(&key) {
            return Err(Fault { at, kind: MistakeKind::SortTerms });
        }
        keys.push(key);
        from += term.len() + 1;
    }
    // What is wrong beyond the keys is their number.
    text.parse().map_err(|_| Fault { at, kind: MistakeKind::SortTerms })
}
