//! Which names a topic can be given. Names that cards have already are not asked.

use super::SafeText;
use super::characters::{Kind, kind};

/// Far more than a topic needs to be found again, in code points.
const LONGEST: usize = 200;

/// Why a topic cannot be called so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TopicNameError {
    /// There is nothing in it that shows.
    #[error("a topic needs a name")]
    Empty,
    /// A line break, another control character, one that turns the direction of text, or one without a glyph.
    #[error("a topic is one line of plain text; leave out the character U+{:04X}", u32::from(*.0))]
    Character(char),
    /// It has so many characters.
    #[error("a topic has at most {LONGEST} characters; this one has {0}, so shorten it")]
    TooLong(usize),
}

/// The name of a new topic. What would only be written as a stand-in is not written at all.
///
/// # Errors
/// One sentence when nobody could read or type the name.
pub fn topic_name(raw: &str) -> Result<SafeText, TopicNameError> {
    let is_written = |c: char| matches!(kind(c), Kind::Plain | Kind::Hidden | Kind::Joiner | Kind::Selector);
    if let Some(c) = raw.chars().find(|c| !is_written(*c)) {
        return Err(TopicNameError::Character(c));
    }
    let name = SafeText::line(raw);
    match name.chars().count() {
        0 => Err(TopicNameError::Empty),
        length if length > LONGEST => Err(TopicNameError::TooLong(length)),
        _ => Ok(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_read_and_typed_is_a_name() {
        for name in ["Ethics", "AI: \"new\" #1", "a/b, c", "émigré", "日本語", "👩\u{200d}💻", "x"] {
            assert_eq!(topic_name(&format!("  {name} ")).unwrap(), *name);
        }
        assert_eq!(topic_name(&"é".repeat(LONGEST)).unwrap().chars().count(), LONGEST);
    }

    #[test]
    fn what_cannot_is_said_in_one_sentence() {
        for name in ["", "  ", "\u{200b}"] {
            assert_eq!(topic_name(name), Err(TopicNameError::Empty), "{name:?}");
        }
        for c in ['\0', '\t', '\n', '\r', '\x1b', '\x7f', '\u{85}', '\u{2028}', '\u{202e}', '\u{200f}', '\u{e000}'] {
            for name in [format!("a{c}b"), format!("{c}a"), format!("a{c}")] {
                assert_eq!(topic_name(&name), Err(TopicNameError::Character(c)), "{name:?}");
            }
        }
        assert_eq!(topic_name(&"é".repeat(LONGEST + 1)), Err(TopicNameError::TooLong(LONGEST + 1)));
        let sentence = TopicNameError::Character('\x1b').to_string();
        assert_eq!(sentence, "a topic is one line of plain text; leave out the character U+001B");
    }
}
