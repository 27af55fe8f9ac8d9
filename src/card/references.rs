//! Character references of HTML in text that is no HTML: titles and excerpts that a program escaped before it wrote them.
//! Which fields have such text is decided in [`mod@super::read`], what becomes of it then, in [`super::safe_text`].

use std::borrow::Cow;

use memchr::memchr_iter;

/// Longest reference that is looked at, from the `&` or what stands for it to the semicolon, in bytes.
const LONGEST: usize = 32;
/// Longest one that is read in titles and excerpts.
const LONGEST_IN_FIELDS: usize = 12;

/// A text with its references as characters, also those whose own ampersand was escaped again. What is no reference stays as
/// it is. What comes of it is not safe yet.
pub(super) fn read(text: &str) -> Cow<'_, str> {
    replace(text, |name| character(name).filter(|_| name.len() < LONGEST_IN_FIELDS))
}

/// A text with those references as characters for whose names `read` has one, however often their own ampersand was
/// escaped. What comes of it is not safe yet.
pub(crate) fn replace(text: &str, read: impl Fn(&str) -> Option<char>) -> Cow<'_, str> {
    let (mut out, mut done) = (String::new(), 0);
    for at in memchr_iter(b'&', text.as_bytes()) {
        let Some(from) = text.get(at + 1..).filter(|_| at >= done) else { continue };
        // `&amp;gt;` stands for `&gt;`, which stands for `>`.
        let inner = from.trim_start_matches("amp;");
        let before = text.len() - inner.len();
        let end = inner.bytes().take(LONGEST).position(|byte| byte == b';');
        let whole = end.and_then(|end| Some((read(inner.get(..end)?)?, before + end + 1)));
        let ampersand = || read("amp").filter(|_| inner.len() < from.len()).map(|c| (c, before));
        if let Some((c, end)) = whole.or_else(ampersand) {
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

/// The character of `amp`, `#8217` or `#x2019`: any number, and the names that programs write.
pub(crate) fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "sbquo" => '‚',
        "bdquo" => '„',
        "laquo" => '«',
        "raquo" => '»',
        "bull" => '•',
        "middot" => '·',
        "copy" => '©',
        "reg" => '®',
        "trade" => '™',
        "deg" => '°',
        "times" => '×',
        "euro" => '€',
        "pound" => '£',
        "rarr" => '→',
        "auml" => 'ä',
        "ouml" => 'ö',
        "uuml" => 'ü',
        "Auml" => 'Ä',
        "Ouml" => 'Ö',
        "Uuml" => 'Ü',
        "szlig" => 'ß',
        "agrave" => 'à',
        "ccedil" => 'ç',
        "eacute" => 'é',
        "egrave" => 'è',
        "ecirc" => 'ê',
        "ntilde" => 'ñ',
        "zwnj" => '\u{200c}',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_characters_and_the_rest_stays() {
        for (text, said) in [
            ("Customer &amp; Partner [&hellip;]", "Customer & Partner […]"),
            ("we&#8217;ve&nbsp;&#x2013; --&amp;gt; &amp;amp;quot;a&quot;", "we’ve\u{a0}– --> \"a\""),
            ("&lt;b&gt; &amp;&amp; R&amp;D", "<b> && R&D"),
            ("R&D; a & b &unknown; &#xd800; &#; &amp", "R&D; a & b &unknown; &#xd800; &#; &amp"),
            ("&a very long way to a semicolon; &", "&a very long way to a semicolon; &"),
        ] {
            assert_eq!(read(text), said, "{text}");
        }
    }
}
