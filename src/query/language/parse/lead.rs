//! What a term of a query begins with, and what stands between terms. How the text is cut into words is decided in
//! `scan`, what a term says behind its beginning in `term`.

use super::super::names::{self, KEYS, Key};
use super::scan::{Scan, begins_link};
use crate::nearest::nearest;

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Compare {
    Greater,
    AtLeast,
    Less,
    AtMost,
    Equal,
}

impl Compare {
    /// All of them, those first that begin like another.
    pub(in super::super) const ALL: [(&'static str, Self); 5] =
        [(">=", Self::AtLeast), (">", Self::Greater), ("<=", Self::AtMost), ("<", Self::Less), ("=", Self::Equal)];
}

/// What a term begins with, or what stands between terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Lead<'a> {
    Open,
    Close,
    /// `-` before a term.
    Minus,
    And,
    Or,
    Not,
    /// `"`, which is still to be read.
    Quote,
    /// `/`, which is still to be read.
    Slash,
    /// A name and `:`; what follows is still to be read.
    Field(&'a str),
    /// A name and a comparison; what follows is still to be read.
    Compare(&'a str, Compare),
    /// `http://…` or `https://…`
    Link(&'a str),
    Word(&'a str),
}

impl<'a> Scan<'a> {
    /// The comparison that comes next, if one does.
    pub(in super::super) fn compare(&mut self) -> Option<Compare> {
        Compare::ALL.into_iter().find(|(token, _)| self.take(token)).map(|(_, compare)| compare)
    }

    /// What comes next, behind blanks; none at the end.
    pub(in super::super) fn lead(&mut self) -> Option<Lead<'a>> {
        self.skip_blanks();
        let (token, lead) = match self.peek()? {
            '(' => ("(", Lead::Open),
            ')' => (")", Lead::Close),
            '"' => return Some(Lead::Quote),
            '/' => return Some(Lead::Slash),
            '-' if self.rest().chars().nth(1).is_some_and(|c| !c.is_whitespace() && !matches!(c, '-' | ')')) => {
                ("-", Lead::Minus)
            }
            _ => return Some(self.named().unwrap_or_else(|| self.plain())),
        };
        self.take(token);
        Some(lead)
    }

    /// A name with what belongs to it, if that comes next.
    fn named(&mut self) -> Option<Lead<'a>> {
        if begins_link(self.rest()) {
            return Some(Lead::Link(self.word()));
        }
        let mut scan = *self;
        let name = scan.name();
        if name.is_empty() {
            return None;
        }
        let lead = if scan.take(":") {
            Lead::Field(name)
        } else {
            let known = names::find(&KEYS, name);
            if known.is_some_and(|(_, key)| matches!(key, Key::Number(_) | Key::Date(_))) {
                scan.skip_blanks();
            }
            let compare = scan.compare()?;
            // `E=mc2` is no slip of the finger, `qualty>50` is one.
            if known.is_none() && nearest(name, names::all(&KEYS)).is_none() {
                return None;
            }
            Lead::Compare(name, compare)
        };
        *self = scan;
        Some(lead)
    }

    fn plain(&mut self) -> Lead<'a> {
        match self.word() {
            "AND" => Lead::And,
            "OR" => Lead::Or,
            "NOT" => Lead::Not,
            word => Lead::Word(word),
        }
    }
}

/// Whether `text` stands for itself as a term: it is read as one word.
pub(in super::super) fn is_word(text: &str) -> bool {
    // A `-` before it would be taken for part of it, and a comparison behind it may be meant for it.
    let other = text.starts_with('-')
        || names::find(&KEYS, text).is_some_and(|(_, key)| matches!(key, Key::Number(_) | Key::Date(_)));
    !other && Scan::new(text).lead() == Some(Lead::Word(text))
}

/// Whether `text` stands for itself as a term: it is read as one link.
pub(in super::super) fn is_link(text: &str) -> bool {
    begins_link(text) && ends_before_parenthesis(text)
}

/// Whether `text` stands for itself after a field and its operator.
pub(in super::super) fn is_value(text: &str) -> bool {
    !text.is_empty() && !text.starts_with(['"', '/', '=']) && ends_before_parenthesis(text)
}

/// Whether `text` is read as one word where a parenthesis closes behind it. A link with one that is open takes it.
fn ends_before_parenthesis(text: &str) -> bool {
    Scan::new(&format!("{text})")).word() == text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_search_is_a_word() {
        for text in [
            "C++",
            "AT&T",
            "well-known",
            "3.5",
            "#1",
            "don't",
            "人工知能",
            "مرحبا",
            "שלום",
            "16:9",
            "10:30",
            "5\"",
            "E=mc2",
            "a/b",
            "--release",
            "---",
            ":)x",
            "and",
            "Or",
            "100%",
            "@home",
            "a_b",
            "…",
            "C#",
            "x>y",
            ".net",
        ] {
            let word = text.split(')').next().unwrap();
            assert_eq!(Scan::new(word).lead(), Some(Lead::Word(word)));
        }
    }

    #[test]
    fn a_term_is_known_by_how_it_begins() {
        for (text, lead) in [
            ("title:x", Lead::Field("title")),
            ("titel:x", Lead::Field("titel")),
            ("título:x", Lead::Field("título")),
            ("std::io", Lead::Field("std")),
            ("quality>5", Lead::Compare("quality", Compare::Greater)),
            ("Quality  >=5", Lead::Compare("Quality", Compare::AtLeast)),
            ("qualty<=5", Lead::Compare("qualty", Compare::AtMost)),
            ("type=video", Lead::Compare("type", Compare::Equal)),
            ("type =video", Lead::Word("type")),
            ("http://a.b/(c)/d) e", Lead::Link("http://a.b/(c)/d")),
            ("HTTPS://x", Lead::Link("HTTPS://x")),
            ("https:x", Lead::Field("https")),
            ("-x", Lead::Minus),
            ("- x", Lead::Word("-")),
            ("-)", Lead::Word("-")),
            ("NOT(x)", Lead::Not),
            ("ORx", Lead::Word("ORx")),
            ("a(b", Lead::Word("a")),
        ] {
            assert_eq!(Scan::new(text).lead(), Some(lead), "{text}");
        }
        assert_eq!(Scan::new(" \u{3000} ").lead(), None);
    }
}
