//! Reads one value from the line it stands on: plain or in quotes, and lists in brackets. What it means is decided by
//! whoever asked for it, in the same way as for the parser.

use std::borrow::Cow;

use memchr::{memchr, memchr2, memchr3_iter};

use crate::card::SafeText;
use crate::card::read::fit;
use crate::card::tree::Tree;

/// Most digits of a whole number: as many as always fit.
const DIGITS: usize = 18;

/// Nothing, a word, a number or a text.
pub(super) struct Scalar<'t> {
    /// What the parser would make of it; never a list or a mapping.
    pub(super) tree: Tree<'t>,
    /// How a number, or a yes or no, is written.
    spelling: &'t str,
}

impl<'t> Scalar<'t> {
    /// No value at all.
    pub(super) const NOTHING: Scalar<'static> = Scalar { tree: Tree::Null, spelling: "" };

    fn of_text(text: Cow<'t, str>) -> Self {
        Self { tree: Tree::Text(text), spelling: "" }
    }

    /// Exactly what the file says, quotes aside; `None` for null.
    pub(super) fn exact(&self) -> Option<&str> {
        match &self.tree {
            Tree::Null => None,
            Tree::Text(text) => Some(text),
            _ => Some(self.spelling),
        }
    }

    /// As one line; `None` when it shows nothing.
    pub(super) fn text(&self) -> Option<SafeText> {
        self.exact().and_then(fit::text)
    }

    /// As [`Self::text`], with its character references read.
    pub(super) fn prose(&self) -> Option<SafeText> {
        self.exact().and_then(fit::prose)
    }

    /// Whether [`Self::text`] is something.
    pub(super) fn shows(&self) -> bool {
        self.exact().is_some_and(|text| text.bytes().any(|b| b.is_ascii_graphic()) || fit::text(text).is_some())
    }

    /// Whether [`Self::prose`] is something.
    pub(super) fn shows_prose(&self) -> bool {
        // A reference may stand for a blank.
        if self.exact().is_some_and(|text| text.contains('&')) { self.prose().is_some() } else { self.shows() }
    }
}

/// The one value on what is left of a line, which begins with a character. A comment may follow.
pub(super) fn read(line: &str) -> Option<Scalar<'_>> {
    if let Some(rest) = line.strip_prefix('"') {
        let (text, rest) = double_quoted(rest)?;
        return is_over(rest).then(|| Scalar::of_text(text));
    }
    if let Some(rest) = line.strip_prefix('\'') {
        let (text, rest) = single_quoted(rest)?;
        return is_over(rest).then(|| Scalar::of_text(text));
    }
    plain(line)
}

/// A list in brackets on what is left of a line: plain words, or texts in quotes.
pub(super) fn list(line: &str) -> Option<Vec<Scalar<'_>>> {
    let mut rest = trim(line.strip_prefix('[')?);
    let mut items = Vec::new();
    if let Some(after) = rest.strip_prefix(']') {
        return is_over(after).then_some(items);
    }
    loop {
        let item;
        (item, rest) = if let Some(rest) = rest.strip_prefix('"') {
            let (text, rest) = double_quoted(rest)?;
            (Scalar::of_text(text), trim(rest))
        } else if let Some(rest) = rest.strip_prefix('\'') {
            let (text, rest) = single_quoted(rest)?;
            (Scalar::of_text(text), trim(rest))
        } else {
            let (word, after) = rest.split_at_checked(memchr2(b',', b']', rest.as_bytes())?)?;
            // In brackets, more characters mean something; none of these is needed in a word.
            if word.contains(['[', '{', '}', ':', '#', '?', '"', '\'']) {
                return None;
            }
            (plain(word)?, after)
        };
        items.push(item);
        if let Some(after) = rest.strip_prefix(']') {
            return is_over(after).then_some(items);
        }
        rest = trim(rest.strip_prefix(',')?);
    }
}

fn trim(text: &str) -> &str {
    text.trim_start_matches(' ')
}

/// Whether nothing but a comment follows a value.
pub(super) fn is_over(rest: &str) -> bool {
    rest.is_empty() || {
        let content = trim(rest);
        content.is_empty() || (content.len() < rest.len() && content.starts_with('#'))
    }
}

/// The text up to a single quote, and what follows that. Two quotes are one in the text.
fn single_quoted(line: &str) -> Option<(Cow<'_, str>, &str)> {
    let (text, rest) = line.split_at_checked(memchr(b'\'', line.as_bytes())?)?;
    let mut rest = rest.strip_prefix('\'')?;
    let mut text = Cow::Borrowed(text);
    while let Some(after) = rest.strip_prefix('\'') {
        let (more, after) = after.split_at_checked(memchr(b'\'', after.as_bytes())?)?;
        let text = text.to_mut();
        text.push('\'');
        text.push_str(more);
        rest = after.strip_prefix('\'')?;
    }
    Some((text, rest))
}

/// The text up to a double quote, and what follows that.
fn double_quoted(line: &str) -> Option<(Cow<'_, str>, &str)> {
    let (text, mut rest) = line.split_at_checked(memchr2(b'"', b'\\', line.as_bytes())?)?;
    if let Some(rest) = rest.strip_prefix('"') {
        return Some((Cow::Borrowed(text), rest));
    }
    let mut text = text.to_owned();
    loop {
        if let Some(rest) = rest.strip_prefix('"') {
            return Some((Cow::Owned(text), rest));
        }
        let (character, after) = escaped(rest.strip_prefix('\\')?)?;
        text.push(character);
        let (more, after) = after.split_at_checked(memchr2(b'"', b'\\', after.as_bytes())?)?;
        text.push_str(more);
        rest = after;
    }
}

/// The character that an escape stands for, and what follows that. Those that YAML has for special characters are left
/// to the parser.
fn escaped(line: &str) -> Option<(char, &str)> {
    let mut chars = line.chars();
    let character = match chars.next()? {
        c @ ('"' | '\\' | '/') => c,
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'u' => {
            let (digits, rest) = chars.as_str().split_at_checked(4)?;
            if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
                return None;
            }
            let character = char::from_u32(u32::from_str_radix(digits, 16).ok()?)?;
            return (!character.is_control()).then_some((character, rest));
        }
        _ => return None,
    };
    Some((character, chars.as_str()))
}

/// A value without quotes, up to the end of the line or a comment.
fn plain(line: &str) -> Option<Scalar<'_>> {
    let bytes = line.as_bytes();
    let first = *bytes.first()?;
    let begins = match first {
        b'?' | b':' | b',' | b'[' | b']' | b'{' | b'}' | b'#' | b'&' | b'*' | b'!' | b'|' | b'>' => false,
        b'\'' | b'"' | b'%' | b'@' | b'`' => false,
        b'-' => !matches!(bytes.get(1), None | Some(b' ')),
        _ => true,
    };
    if !begins {
        return None;
    }
    let mut end = bytes.len();
    for at in memchr3_iter(b':', b'#', b'\t', bytes) {
        match bytes.get(at) {
            Some(b':') if !matches!(bytes.get(at + 1), None | Some(b' ')) => {}
            Some(b'#') => {
                if at > 0 && bytes.get(at - 1) == Some(&b' ') {
                    end = at;
                    break;
                }
            }
            _ => return None,
        }
    }
    resolve(line.get(..end)?.trim_end_matches(' '))
}

/// What the parser takes a value without quotes for: null, a yes or no, a number, else text.
fn resolve(word: &str) -> Option<Scalar<'_>> {
    let tree = match word.as_bytes().first()? {
        b'0'..=b'9' | b'+' | b'-' | b'.' => number_or_text(word)?,
        b'~' | b'n' | b'N' if matches!(word, "~" | "null" | "Null" | "NULL") => Tree::Null,
        b't' | b'T' if matches!(word, "true" | "True" | "TRUE") => Tree::Bool(true),
        b'f' | b'F' if matches!(word, "false" | "False" | "FALSE") => Tree::Bool(false),
        _ => Tree::Text(Cow::Borrowed(word)),
    };
    Some(Scalar { tree, spelling: word })
}

/// What begins as a number does and goes on as none that anybody could mean, is text. Numbers are read where they are
/// written as usual.
fn number_or_text(word: &str) -> Option<Tree<'_>> {
    // No way of writing a number has any of these.
    if word.bytes().any(|b| matches!(b, b' ' | b':' | b'/' | b',' | b'%') || !b.is_ascii()) || is_date(word.as_bytes())
    {
        return Some(Tree::Text(Cow::Borrowed(word)));
    }
    let (whole, fraction) = word.split_once('.').unwrap_or((word, "0"));
    let digits = whole.strip_prefix('-').unwrap_or(whole);
    let all_digits = |text: &str| (1..=DIGITS).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if !all_digits(digits) || !all_digits(fraction) {
        return None;
    }
    if whole.len() < word.len() {
        return word.parse().ok().map(Tree::Float);
    }
    // With leading zeros it is text.
    if digits.len() > 1 && digits.starts_with('0') { None } else { word.parse().ok().map(Tree::Int) }
}

/// `2021-04-12`.
fn is_date(word: &[u8]) -> bool {
    let is_right = |(at, byte): (usize, &u8)| if matches!(at, 4 | 7) { *byte == b'-' } else { byte.is_ascii_digit() };
    word.len() == 10 && word.iter().enumerate().all(is_right)
}
