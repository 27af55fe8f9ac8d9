//! Character references of HTML in text that is no HTML: titles and excerpts that a program escaped before it wrote them.
//! Which fields have such text is decided in [`mod@super::read`], what becomes of it then, in [`super::safe_text`].

use std::borrow::Cow;

use memchr::memchr;

/// Longest reference that is looked at, from the `&` or what stands for it to the semicolon, in bytes.
const LONGEST: usize = 12;

/// A text with its references as characters, also those whose own ampersand was escaped again. What is no reference stays as
/// it is. What comes of it is not safe yet.
pub(super) fn read(text: &str) -> Cow<'_, str> {
    if memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from)) = rest.split_once('&') {
        out.push_str(before);
        // `&amp;gt;` stands for `&gt;`, which stands for `>`.
        let inner = from.trim_start_matches("amp;");
        let end = inner.bytes().take(LONGEST).position(|byte| byte == b';');
        let found = end.and_then(|end| Some((character(inner.get(..end)?)?, inner.get(end + 1..)?)));
        let (c, after) = found.unwrap_or(('&', inner));
        out.push(c);
        rest = after;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The character of `amp`, `#8217` or `#x2019`: any number, and the names that programs write.
pub(super) fn character(name: &str) -> Option<char> {
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
