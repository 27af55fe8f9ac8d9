//! What one term of a query asks of a card. How terms hang together is decided in [`super`], how numbers and dates are
//! written in `value` and `date`.

use super::super::filter::{DateField, Field, Filter, Quantity, Test};
use super::super::mistake::MistakeKind;
use super::super::names::{self, KEYS, Key, PARTS, STATES};
use super::super::pattern::pattern;
use super::lead::{Compare, Lead};
use super::scan::{Fault, Scan};
use super::{date, value};
use crate::nearest::nearest;

/// Reads the term that comes next; there is one.
///
/// # Errors
/// What is wrong with it.
pub(super) fn read(scan: &mut Scan<'_>, views: &[String]) -> Result<Filter, Fault> {
    scan.skip_blanks();
    let start = scan.at();
    match scan.lead() {
        Some(Lead::Quote) => {
            let text = collapsed(&scan.phrase()?);
            if text.is_empty() {
                return Err(Fault { at: start..scan.at(), kind: MistakeKind::EmptyQuotes });
            }
            Ok(Filter::Field(Field::Text, Test::Contains(text)))
        }
        Some(Lead::Slash) => Ok(Filter::Field(Field::Text, matches(scan)?)),
        Some(Lead::Link(link)) => Ok(Filter::Field(Field::Link, Test::Contains(link.to_owned()))),
        Some(Lead::Word(word)) => Ok(Filter::Field(Field::Text, Test::Contains(word.to_owned()))),
        Some(Lead::Field(name)) => field(scan, start, name, views),
        Some(Lead::Compare(name, compare)) => compared(scan, start, name, compare),
        _ => Err(Fault { at: start..scan.at(), kind: MistakeKind::StrayParenthesis }),
    }
}

fn unknown(start: usize, name: &str) -> Fault {
    let nearest = nearest(name, names::all(&KEYS));
    Fault { at: start..start + name.len(), kind: MistakeKind::UnknownField { name: name.to_owned(), nearest } }
}

/// The term that begins at `start` with `name` and a `:`.
fn field(scan: &mut Scan<'_>, start: usize, name: &str, views: &[String]) -> Result<Filter, Fault> {
    let Some((name, key)) = names::find(&KEYS, name) else { return Err(unknown(start, name)) };
    let from = scan.at();
    let no_value = |example| {
        let kind = MistakeKind::NoValue { field: format!("{name}:"), example };
        Fault { at: start..from, kind }
    };
    match key {
        Key::Text(field) => Ok(Filter::Field(field, test(scan)?.ok_or_else(|| no_value(example(key)))?)),
        Key::Number(_) | Key::Date(_) => {
            if let Some(compare) = scan.compare() {
                return compared(scan, start, name, compare);
            }
            let word = scan.word();
            let at = from..scan.at();
            if word.is_empty() {
                return Err(no_value(example(key)));
            }
            match key {
                Key::Date(field) => Ok(Filter::Date(field, date::span(name, word, at)?)),
                Key::Number(quantity) => Ok(Filter::Number(quantity, value::range(quantity, name, word, at)?)),
                _ => Err(no_value(example(key))),
            }
        }
        _ => {
            let word = if scan.peek() == Some('"') { scan.phrase()? } else { scan.word().to_owned() };
            let at = from..scan.at();
            if word.is_empty() {
                return Err(no_value(example(key)));
            }
            match key {
                Key::Is => listed("is", &STATES, word, at).map(Filter::Is),
                Key::Has => listed("has", &PARTS, word, at).map(Filter::Has),
                Key::Related => Ok(Filter::Related(word)),
                Key::Like => Ok(Filter::Like(word)),
                Key::View => view(word, at, views),
                _ => Err(Fault { at: start..from, kind: MistakeKind::NotLast { field: name } }),
            }
        }
    }
}

/// A term that shows what such a field takes.
fn example(key: Key) -> &'static str {
    match key {
        Key::Text(Field::Topic) => "topic:AI",
        Key::Text(Field::Type) => "type:video",
        Key::Text(Field::Link) => "link:example.org",
        Key::Text(_) => "title:\"slow light\"",
        Key::Is => "is:unread",
        Key::Has => "has:image",
        Key::Number(Quantity::Length) => "length<10m",
        Key::Number(Quantity::Price) => "price:free",
        Key::Number(_) => "quality>50",
        Key::Date(DateField::Published) => "date:7d",
        Key::Date(DateField::Updated) => "updated:7d",
        Key::Related => "related:news/light.md",
        Key::Like => "like:news/light.md",
        Key::View => "view:starred",
        Key::Sort => "sort:quality",
        Key::Limit => "limit:10",
    }
}

/// The term that begins at `start` with `name` and `compare`.
fn compared(scan: &mut Scan<'_>, start: usize, name: &str, compare: Compare) -> Result<Filter, Fault> {
    let Some((name, key)) = names::find(&KEYS, name) else { return Err(unknown(start, name)) };
    let lead = start..scan.at();
    if !matches!(key, Key::Number(_) | Key::Date(_)) {
        return Err(Fault { at: lead, kind: MistakeKind::NotCompared { field: name } });
    }
    scan.skip_blanks();
    let from = scan.at();
    let word = scan.word();
    let at = from..scan.at();
    if word.is_empty() {
        let sign = Compare::ALL.iter().find(|(_, known)| *known == compare).map_or("", |(sign, _)| *sign);
        let example = if matches!(key, Key::Date(_)) { "date>=2024-05" } else { example(key) };
        return Err(Fault { at: lead, kind: MistakeKind::NoValue { field: format!("{name}{sign}"), example } });
    }
    match key {
        Key::Date(field) => Ok(Filter::Date(field, date::compared(name, word, compare, at)?)),
        Key::Number(quantity) => Ok(Filter::Number(quantity, value::compared(quantity, name, word, compare, at)?)),
        _ => Err(Fault { at, kind: MistakeKind::NotCompared { field: name } }),
    }
}

/// What a text must be like; none if it is not said.
fn test(scan: &mut Scan<'_>) -> Result<Option<Test>, Fault> {
    if scan.peek() == Some('/') {
        return matches(scan).map(Some);
    }
    let exact = scan.take("=");
    let quoted = scan.peek() == Some('"');
    let text = if quoted { collapsed(&scan.phrase()?) } else { scan.word().to_owned() };
    Ok(match (exact, text.is_empty()) {
        // An empty text is what a card without a provider has.
        (true, empty) if quoted || !empty => Some(Test::Exact(text)),
        (false, false) => Some(Test::Contains(text)),
        _ => None,
    })
}

/// A regular expression; it comes next.
fn matches(scan: &mut Scan<'_>) -> Result<Test, Fault> {
    let start = scan.at();
    let text = scan.regex()?;
    match pattern(&text) {
        Ok(_) => Ok(Test::Matches(text)),
        Err(reason) => Err(Fault { at: start..scan.at(), kind: MistakeKind::Regex(reason) }),
    }
}

fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn listed<T: Copy>(
    field: &'static str,
    table: &[names::Row<T>],
    word: String,
    at: std::ops::Range<usize>,
) -> Result<T, Fault> {
    names::find(table, &word).map(|(_, value)| value).ok_or_else(|| {
        let nearest = nearest(&word, names::all(table));
        let kind = MistakeKind::UnknownWord { field, word, nearest, allowed: names::all(table).collect() };
        Fault { at, kind }
    })
}

fn view(name: String, at: std::ops::Range<usize>, views: &[String]) -> Result<Filter, Fault> {
    let lower = name.to_lowercase();
    let exact = views.iter().find(|view| **view == name);
    match exact.or_else(|| views.iter().find(|view| view.to_lowercase() == lower)) {
        Some(view) => Ok(Filter::View(view.clone())),
        None => {
            let nearest = nearest(&name, views.iter().map(String::as_str)).map(str::to_owned);
            Err(Fault { at, kind: MistakeKind::UnknownView { name, nearest, allowed: views.to_vec() } })
        }
    }
}
