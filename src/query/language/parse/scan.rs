//! How the text of a query is cut: blanks, names, words, phrases, patterns. What a piece begins is decided in `lead`, what
//! the pieces mean together in [`super`].

use std::ops::Range;

use super::super::mistake::MistakeKind;

/// A mistake and the bytes it takes up.
#[derive(Debug, PartialEq)]
pub(in super::super) struct Fault {
    pub(in super::super) at: Range<usize>,
    pub(in super::super) kind: MistakeKind,
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

    pub(super) fn rest(&self) -> &'a str {
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

    /// What could be the name of a field: a letter, then letters, digits, `-` and `_`.
    pub(in super::super) fn name(&mut self) -> &'a str {
        let mut first = true;
        self.take_while(|c| {
            let belongs = c.is_alphabetic() || !first && (c.is_alphanumeric() || matches!(c, '-' | '_'));
            first = false;
            belongs
        })
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
pub(super) fn begins_link(text: &str) -> bool {
    ["http://", "https://"]
        .iter()
        .any(|scheme| text.get(..scheme.len()).is_some_and(|beginning| beginning.eq_ignore_ascii_case(scheme)))
}

#[cfg(test)]
mod tests {
    use super::*;

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
