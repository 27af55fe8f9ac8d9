//! References to characters that stand in text as they were written, because a program escaped what was escaped already.
//! Which are read is few: a text about HTML may mean what it says. What else becomes of text is decided beside this.

use std::borrow::Cow;

use super::running::Piece;
use crate::card::references::{character, replace};

/// Reads those in some lines, but not in code.
pub(super) fn read(lines: &mut [Vec<Piece>]) {
    for piece in lines.iter_mut().flatten().filter(|piece| !piece.style.code && piece.raw.contains('&')) {
        if let Cow::Owned(read) = read_twice(&piece.raw) {
            piece.raw = read;
        }
    }
}

/// A text with those references as characters: numbers of quotes, of the ampersand and of what is beyond ASCII, and
/// `&quot;`, however often their own ampersand was escaped. What comes of it is not safe yet.
pub(in crate::document) fn read_twice(text: &str) -> Cow<'_, str> {
    replace(text, |name| {
        let is_read = name == "quot" || name.starts_with('#') && !name.contains('+');
        character(name).filter(|c| is_read && matches!(c, '"' | '&' | '\'' | '\u{a0}'..))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_escaped_twice_is_read_and_what_is_meant_is_left() {
        for (text, read) in [
            ("we&#8217;ve &#x2013; 1&#160;km", "we’ve – 1\u{a0}km"),
            ("&quot;a&quot; &amp;quot;b&amp;amp;#39;", "\"a\" \"b'"),
            ("&#38;&#34;", "&\""),
            (
                "R&D; &lt;b&gt; &amp; &#60; &#9; &nbsp; &#xd800; &#+8217; & &#",
                "R&D; &lt;b&gt; &amp; &#60; &#9; &nbsp; &#xd800; &#+8217; & &#",
            ),
        ] {
            assert_eq!(read_twice(text), read, "{text}");
        }
    }
}
