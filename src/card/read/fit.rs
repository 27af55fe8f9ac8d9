//! What a value means to a field when it is of the kind that the field wants. What is made of one that is not, and what
//! the reader of the card is told, is decided in [`super::values`].

use crate::card::tree::Tree;
use crate::card::{SafeText, SafeUrl, Timestamp, UrlError, references};

/// The value is not of the kind that was wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::card) struct Unfit;

/// Any scalar as one line, from exactly what the file says; `None` when that shows nothing.
pub(in crate::card) fn text(exact: &str) -> Option<SafeText> {
    Some(SafeText::line(exact)).filter(|text| !text.is_empty())
}

/// As [`text`], of a field that people read and no program: its character references are characters.
pub(in crate::card) fn prose(exact: &str) -> Option<SafeText> {
    text(&references::read(exact))
}

/// Nothing at all, or text of blanks.
pub(in crate::card) fn is_blank(value: &Tree<'_>) -> bool {
    match value {
        Tree::Null => true,
        Tree::Text(text) => text.trim().is_empty(),
        _ => false,
    }
}

/// A finite number.
pub(in crate::card) fn number(value: &Tree<'_>) -> Result<Option<f64>, Unfit> {
    match value {
        #[expect(clippy::cast_precision_loss, reason = "quality and heat are compared, not counted")]
        Tree::Int(n) => Ok(Some(*n as f64)),
        Tree::Float(n) if n.is_finite() => Ok(Some(*n)),
        value if is_blank(value) => Ok(None),
        _ => Err(Unfit),
    }
}

/// A number of which -1 means that it is not known.
pub(in crate::card) fn known(number: Option<f64>) -> Option<f64> {
    number.filter(|n| *n != -1.0)
}

/// A whole number from 0.
pub(in crate::card) fn count(value: &Tree<'_>) -> Result<Option<u64>, Unfit> {
    match value {
        Tree::Int(n) => u64::try_from(*n).map(Some).map_err(|_| Unfit),
        // 2^53: beyond it a float no longer names one whole number.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the guard leaves whole numbers")]
        Tree::Float(n) if n.fract() == 0.0 && (0.0..9_007_199_254_740_992.0).contains(n) => Ok(Some(*n as u64)),
        value if is_blank(value) => Ok(None),
        _ => Err(Unfit),
    }
}

/// True or false.
pub(in crate::card) fn yes(value: &Tree<'_>) -> Result<Option<bool>, Unfit> {
    match value {
        Tree::Bool(yes) => Ok(Some(*yes)),
        value if is_blank(value) => Ok(None),
        _ => Err(Unfit),
    }
}

/// A point in time, from exactly what the file says.
pub(in crate::card) fn date(exact: &str) -> Result<Option<Timestamp>, Unfit> {
    if exact.trim().is_empty() { Ok(None) } else { Timestamp::parse(exact).map(Some).ok_or(Unfit) }
}

/// A link that can be opened.
pub(in crate::card) fn link(text: &str) -> Result<Option<SafeUrl>, UrlError> {
    match SafeUrl::parse(text) {
        Ok(link) => Ok(Some(link)),
        Err(UrlError::Empty) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Sites link to their own pages without naming themselves; such a link is fine there and leads nowhere here.
pub(in crate::card) fn action_link(text: &str) -> Result<Option<SafeUrl>, UrlError> {
    match link(text) {
        Err(UrlError::Relative) => Ok(None),
        other => other,
    }
}
