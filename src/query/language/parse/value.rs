//! How numbers, lengths, prices and their ranges are written in a query. Dates are read in `date`.

use std::ops::{Bound, Range as Bytes};

use super::super::filter::{Quantity, Range};
use super::super::mistake::MistakeKind;
use super::lead::Compare;
use super::scan::Fault;

/// The longest length a query can name, in seconds: three hundred centuries, and exact as a number of 64 bits.
pub(in super::super) const MOST_SECONDS: u64 = 1_000_000_000_000;

/// Signs of currencies that may stand before or behind a price. Which one it is does not matter: cards hold one price.
const CURRENCIES: [char; 11] = ['$', '€', '£', '¥', '₹', '₩', '₽', '₺', '₴', '₪', '₫'];

/// What `word`, which stands at `at` behind the name of `quantity` and `:`, asks for.
///
/// # Errors
/// It is neither a value nor a range of values.
pub(super) fn range(quantity: Quantity, name: &'static str, word: &str, at: Bytes<usize>) -> Result<Range, Fault> {
    let Some((low, high)) = word.split_once("..") else {
        return compared(quantity, name, word, Compare::Equal, at);
    };
    let middle = at.start + low.len();
    let end = |text: &str, at| if text.is_empty() { Ok(None) } else { value(quantity, name, text, at).map(Some) };
    let from = end(low, at.start..middle)?;
    let to = end(high, middle + 2..at.end)?;
    if from.zip(to).is_some_and(|(from, to)| from > to) {
        return Err(Fault { at, kind: MistakeKind::Backwards { low: low.to_owned(), high: high.to_owned() } });
    }
    let bound = |value: Option<f64>| value.map_or(Bound::Unbounded, Bound::Included);
    Ok(Range { low: bound(from), high: bound(to) })
}

/// What a comparison with `word`, which stands at `at`, asks for.
///
/// # Errors
/// It is no value.
pub(super) fn compared(
    quantity: Quantity,
    name: &'static str,
    word: &str,
    compare: Compare,
    at: Bytes<usize>,
) -> Result<Range, Fault> {
    let value = value(quantity, name, word, at)?;
    let (low, high) = match compare {
        Compare::Greater => (Bound::Excluded(value), Bound::Unbounded),
        Compare::AtLeast => (Bound::Included(value), Bound::Unbounded),
        Compare::Less => (Bound::Unbounded, Bound::Excluded(value)),
        Compare::AtMost => (Bound::Unbounded, Bound::Included(value)),
        Compare::Equal => (Bound::Included(value), Bound::Included(value)),
    };
    Ok(Range { low, high })
}

fn value(quantity: Quantity, field: &'static str, word: &str, at: Bytes<usize>) -> Result<f64, Fault> {
    let (value, allowed) = match quantity {
        Quantity::Length => (seconds(word), "90s, 10m, 1h, 1h30m or a number of minutes"),
        Quantity::Price => (price(word), "free or a number, such as 9.99"),
        _ => (number(word), "a number, such as 50, or as a range, such as 10..20"),
    };
    value.ok_or_else(|| Fault { at, kind: MistakeKind::NotNumber { field, value: word.to_owned(), allowed } })
}

/// A number: a sign, digits, a point and digits.
fn number(text: &str) -> Option<f64> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let whole = whole.strip_prefix(['-', '+']).unwrap_or(whole);
    let number: f64 = text.parse().ok().filter(|_| digits(whole) && digits(part))?;
    // Zero has one sign only, so that it is written in one way.
    number.is_finite().then_some(number + 0.0)
}

/// A price: `free`, or a number with or without the sign of a currency.
fn price(text: &str) -> Option<f64> {
    if text.eq_ignore_ascii_case("free") {
        return Some(0.0);
    }
    match text.strip_prefix(CURRENCIES) {
        Some(text) => number(text),
        None => number(text.strip_suffix(CURRENCIES).unwrap_or(text)),
    }
}

/// A length in whole seconds: hours, minutes and seconds, or a number of minutes.
fn seconds(text: &str) -> Option<f64> {
    if let Some(minutes) = number(text) {
        let seconds = (minutes * 60.0).round() + 0.0;
        return (0.0..=MOST_SECONDS as f64).contains(&seconds).then_some(seconds);
    }
    let mut rest = text;
    let mut total: u64 = 0;
    for (unit, seconds) in [('h', 3_600), ('m', 60), ('s', 1)] {
        let Some((digits, after)) = rest.split_once([unit, unit.to_ascii_uppercase()]) else { continue };
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        total = digits.parse::<u64>().ok()?.checked_mul(seconds)?.checked_add(total)?;
        rest = after;
    }
    (rest.is_empty() && !text.is_empty() && total <= MOST_SECONDS).then_some(total as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_lengths_and_prices_are_read() {
        for (text, read) in [
            ("50", Some(50.0)),
            ("-1.5", Some(-1.5)),
            ("+3", Some(3.0)),
            ("-0", Some(0.0)),
            ("1e5", None),
            ("5.", None),
            (".5", None),
            ("inf", None),
            ("NaN", None),
            ("", None),
            ("1,5", None),
            ("--1", None),
            ("٣", None),
        ] {
            assert_eq!(number(text), read, "{text}");
        }
        assert_eq!(number("-0").map(f64::is_sign_negative), Some(false));
        assert_eq!(number(&"9".repeat(400)), None);
        for (text, read) in [
            ("90s", Some(90.0)),
            ("10m", Some(600.0)),
            ("1h", Some(3_600.0)),
            ("1h30m", Some(5_400.0)),
            ("1H30M5S", Some(5_405.0)),
            ("1h5s", Some(3_605.0)),
            ("10", Some(600.0)),
            ("1.5", Some(90.0)),
            ("0s", Some(0.0)),
            ("-5", None),
            ("30m1h", None),
            ("1h30", None),
            ("h", None),
            ("1m1m", None),
            ("1000000000001s", None),
            ("99999999999999999999h", None),
            ("99999999999999999h", None),
        ] {
            assert_eq!(seconds(text), read, "{text}");
        }
        for (text, read) in [
            ("free", Some(0.0)),
            ("FREE", Some(0.0)),
            ("$9.99", Some(9.99)),
            ("10€", Some(10.0)),
            ("$10€", None),
            ("€", None),
            ("cheap", None),
        ] {
            assert_eq!(price(text), read, "{text}");
        }
    }
}
