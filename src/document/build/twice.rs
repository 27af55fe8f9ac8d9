//! References to characters that stand in text as they were written, because a program escaped what was escaped already.
//! Which are read is few: a text about HTML may mean what it says. What else becomes of text is decided beside this.

use std::borrow::Cow;

use memchr::memmem;

use super::running::Piece;

/// Longest reference that is read, from the `&` to the semicolon, in bytes.
const LONGEST: usize = 32;

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
    let (mut out, mut done) = (String::new(), 0);
    for at in memmem::find_iter(text.as_bytes(), b"&") {
        let reference = text.get(at + 1..).filter(|_| at >= done).and_then(|rest| {
            // `&amp;quot;` stands for `&quot;`.
            let inner = rest.trim_start_matches("amp;");
            let end = inner.bytes().take(LONGEST).position(|b| b == b';')?;
            Some((inner.get(..end)?, text.len() - inner.len() + end + 1))
        });
        if let Some((reference, end)) = reference
            && let Some(c) = character(reference)
        {
            out.push_str(text.get(done..at).unwrap_or_default());
            out.push(c);
            done = end;
        }
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(text.get(done..).unwrap_or_default());
    Cow::Owned(out)
}

fn character(reference: &str) -> Option<char> {
    if reference == "quot" {
        return Some('"');
    }
    let number = reference.strip_prefix('#').filter(|number| !number.contains('+'))?;
    let code = match number.strip_prefix(['x', 'X']) {
        Some(number) => u32::from_str_radix(number, 16),
        None => number.parse(),
    };
    char::from_u32(code.ok()?).filter(|c| matches!(c, '"' | '&' | '\'' | '\u{a0}'..))
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
