//! Folding: the form of a text under which people expect two spellings to match. Case and accents go, letters stay.
//! What is searched in the folded text is decided in [`crate::query`].

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Appends the folded form of `text` to `out`.
///
/// ASCII is lower-cased in place; other text is decomposed (NFKD), loses its combining marks and is lower-cased, so
/// `Zürich` and `ZURICH` both become `zurich`, and `ﬁ` becomes `fi`. `ß` becomes `ss`, as German readers type it.
pub fn fold_into(text: &str, out: &mut String) {
    if text.is_ascii() {
        let start = out.len();
        out.push_str(text);
        out[start..].make_ascii_lowercase();
        return;
    }
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'ß' => out.push_str("ss"),
            // Lower-casing `İ` leaves a combining dot behind.
            c if is_combining_mark(c) => {}
            c => out.push(c),
        }
    }
}

/// The folded form of `text`; see [`fold_into`].
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// The folded form of one line of `text`: runs of white space become one space, so that a phrase is found however it was
/// broken.
pub fn fold_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        fold_into(word, &mut out);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn people_find_what_they_type() {
        for (text, typed) in [
            ("Zürich", "zurich"),
            ("ÉTHIQUE", "ethique"),
            ("Straße", "strasse"),
            ("İstanbul", "istanbul"),
            ("人工知能", "人工知能"),
            ("ﬁne", "fine"),
            ("Ωμέγα", "ωμεγα"),
        ] {
            assert_eq!(fold(text), typed);
        }
    }
}
