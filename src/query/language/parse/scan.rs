//! How the text of a query falls into pieces: blanks, words, phrases, patterns, and what stands before a value. What the
//! pieces mean together is decided in [`super`], and which names there are in `names`.

use std::ops::Range;

use super::super::mistake::MistakeKind;
use super::super::names::{self, KEYS, Key};
use crate::nearest::nearest;

/// A mistake and the bytes it takes up.
#[derive(Debug, PartialEq)]
pub(in super::super) struct Fault {
    pub(in super::super) at: Range<usize>,
    pub(in super::super) kind: MistakeKind,
}

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

/// A place in the text of a query.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Scan<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scan<'a> {
    /// At the beginning of `text`.
    pub(in super::super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// The place, in bytes.
    pub(in super::super) fn at(&self) -> usize {
        self.at
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The next character.
    pub(in super::super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Goes on behind `token` if that comes next.
    pub(in super::super) fn take(&mut self, token: &str) -> bool {
        let there = self.rest().starts_with(token);
        if there {
            self.at += token.len();
        }
        there
    }

    fn take_while(&mut self, mut belongs: impl FnMut(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    /// Goes on to what is no white space.
    pub(in super::super) fn skip_blanks(&mut self) {
        self.take_while(char::is_whitespace);
    }

    /// The comparison that comes next, if one does.
    pub(in super::super) fn compare(&mut self) -> Option<Compare> {
        Compare::ALL.into_iter().find(|(token, _)| self.take(token)).map(|(_, compare)| compare)
    }

    /// What comes next, behind blanks; none at the end.
    pub(in super::super) fn lead(&mut self) -> Option<Lead<'a>> {
        self.skip_blanks();
        let lead = match self.peek()? {
            '(' => Lead::Open,
            ')' => Lead::Close,
            '"' => return Some(Lead::Quote),
            '/' => return Some(Lead::Slash),
            '-' if self.rest().chars().nth(1).is_some_and(|c| !c.is_whitespace() && !matches!(c, '-' | ')')) => {
                Lead::Minus
            }
            _ => return Some(self.named().unwrap_or_else(|| self.plain())),
        };
        self.at += 1;
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

    /// What could be the name of a field: a letter, then letters, digits, `-` and `_`.
    pub(in super::super) fn name(&mut self) -> &'a str {
        let mut first = true;
        self.take_while(|c| {
            let belongs = c.is_alphabetic() || !first && (c.is_alphanumeric() || matches!(c, '-' | '_'));
            first = false;
            belongs
        })
    }

    fn plain(&mut self) -> Lead<'a> {
        match self.word() {
            "AND" => Lead::And,
            "OR" => Lead::Or,
            "NOT" => Lead::Not,
            word => Lead::Word(word),
        }
    }

    /// Everything up to a blank or a parenthesis. Links keep the parentheses that are closed inside them.
    pub(in super::super) fn word(&mut self) -> &'a str {
        let link = begins_link(self.rest());
        let mut open = 0usize;
        self.take_while(|c| match c {
            '(' if link => {
                open += 1;
                true
            }
            ')' if open > 0 => {
                open -= 1;
                true
            }
            c => !c.is_whitespace() && !matches!(c, '(' | ')'),
        })
    }

    /// The text between quotes, with `\"` and `\\` as what they stand for.
    ///
    /// # Errors
    /// The quote is not closed.
    pub(in super::super) fn phrase(&mut self) -> Result<String, Fault> {
        self.between('"', MistakeKind::OpenQuote, |out, c| {
            if !matches!(c, '"' | '\\') {
                out.push('\\');
            }
            out.push(c);
        })
    }

    /// The text between slashes, with `\/` as what it stands for.
    ///
    /// # Errors
    /// The slash is not closed, or something hangs on to the one that closes.
    pub(in super::super) fn regex(&mut self) -> Result<String, Fault> {
        let text = self.between('/', MistakeKind::OpenRegex, |out, c| {
            if c != '/' {
                out.push('\\');
            }
            out.push(c);
        })?;
        match self.peek() {
            Some(c) if !c.is_whitespace() && c != ')' => {
                Err(Fault { at: self.at - 1..self.at, kind: MistakeKind::RegexEnd })
            }
            _ => Ok(text),
        }
    }

    fn between(&mut self, mark: char, open: MistakeKind, escaped: impl Fn(&mut String, char)) -> Result<String, Fault> {
        let start = self.at;
        let mut out = String::new();
        let mut chars = self.rest().char_indices().skip(1);
        while let Some((index, c)) = chars.next() {
            if c == mark {
                self.at = start + index + 1;
                return Ok(out);
            }
            match c {
                '\\' => match chars.next() {
                    Some((_, c)) => escaped(&mut out, c),
                    None => break,
                },
                c => out.push(c),
            }
        }
        self.at = self.text.len();
        Err(Fault { at: start..start + 1, kind: open })
    }
}

/// Whether `text` begins with a link that can be opened.
fn begins_link(text: &str) -> bool {
    ["http://", "https://"]
        .iter()
        .any(|scheme| text.get(..scheme.len()).is_some_and(|beginning| beginning.eq_ignore_ascii_case(scheme)))
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

    #[test]
    fn quotes_and_slashes_hold_what_they_enclose() {
        for (text, inside) in [
            (r#""a \"b\" \\ \n""#, Ok(r#"a "b" \ \n"#)),
            (r#""a""b""#, Ok("a")),
            (r#""a"#, Err(MistakeKind::OpenQuote)),
            (r#""a\"#, Err(MistakeKind::OpenQuote)),
        ] {
            assert_eq!(Scan::new(text).phrase().map_err(|fault| fault.kind), inside.map(str::to_owned), "{text}");
        }
        for (text, inside) in [
            (r"/a\/b\.\\/", Ok(r"a/b\.\\")),
            ("/a b/)", Ok("a b")),
            ("/usr/bin", Err(MistakeKind::RegexEnd)),
            ("/usr", Err(MistakeKind::OpenRegex)),
            (r"/a\/", Err(MistakeKind::OpenRegex)),
        ] {
            assert_eq!(Scan::new(text).regex().map_err(|fault| fault.kind), inside.map(str::to_owned), "{text}");
        }
    }
}
