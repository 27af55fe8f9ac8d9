//! Which names stand at the left margin of front matter, and where the value of each lies. What it cannot follow it
//! refuses; whether it was right, [`super::proof`] asks the YAML parser.

use std::ops::Range;

use super::{Refusal, token};

/// One line. All places are bytes in the front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) start: usize,
    /// Without its end.
    pub(super) end: usize,
    /// Where the next line starts.
    pub(super) next: usize,
}

/// How a value is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// Nothing, or a comment.
    Empty,
    /// A scalar on one line: where it is, quotes included.
    Scalar(Range<usize>),
    /// A list or mapping in brackets, those included.
    Flow(Range<usize>),
    /// Indented lines, or items, below the name.
    Nested,
    /// Text of several lines, `|` and `>`, anchors, aliases, tags.
    Other,
}

/// A name at the left margin and what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// Without quotes.
    pub(super) key: Range<usize>,
    /// Just after its colon.
    pub(super) colon: usize,
    pub(super) value: Value,
    /// The numbers of its lines, blanks and comments after the last one not counted.
    pub(super) lines: Range<usize>,
    /// It ends in a `|` or `>` text, to which blank lines after it may belong.
    pub(super) open_end: bool,
}

/// Front matter cut into its parts.
#[derive(Debug)]
pub(super) struct Outline<'t> {
    pub(super) text: &'t str,
    pub(super) lines: Vec<Line>,
    pub(super) parts: Vec<Part>,
}

impl<'t> Outline<'t> {
    /// Cuts front matter that the YAML parser has accepted.
    pub(super) fn of(text: &'t str) -> Result<Self, Refusal> {
        if text.contains(['\u{85}', '\u{2028}', '\u{2029}']) {
            return Err(Refusal::Separator);
        }
        let mut outline = Self { text, lines: lines(text), parts: Vec::new() };
        let mut number = 0;
        while let Some(line) = outline.lines.get(number).copied() {
            if outline.is_blank_or_comment(line) {
                number += 1;
                continue;
            }
            let part = outline.part(number, line)?;
            number = part.lines.end;
            outline.parts.push(part);
        }
        Ok(outline)
    }

    /// The part with this name.
    pub(super) fn part_named(&self, name: &str) -> Option<&Part> {
        self.parts.iter().find(|part| self.text.get(part.key.clone()) == Some(name))
    }

    /// The text of a line without its end.
    pub(super) fn line(&self, line: Line) -> &'t str {
        self.text.get(line.start..line.end).unwrap_or_default()
    }

    /// How a line ends.
    pub(super) fn ending(&self, line: Line) -> &'t str {
        self.text.get(line.end..line.next).unwrap_or_default()
    }

    fn is_blank_or_comment(&self, line: Line) -> bool {
        let text = self.line(line).trim_start_matches(' ');
        text.is_empty() || text.starts_with('#')
    }

    fn part(&self, number: usize, line: Line) -> Result<Part, Refusal> {
        let text = self.line(line);
        let (key, colon) = key(text).ok_or(if text.starts_with('\t') {
            Refusal::Tab(number + 2)
        } else {
            Refusal::Line(number + 2)
        })?;
        let key = line.start + key.start..line.start + key.end;
        let colon = line.start + colon;
        let rest = self.text.get(colon..line.end).unwrap_or_default();
        let inline = rest.trim_start_matches(' ');
        let start = line.end - inline.len();
        let single = number + 1;
        let (value, end, open_end) = match inline.chars().next() {
            None | Some('#') => match self.below(single, true)? {
                last if last == single => (Value::Empty, single, false),
                last => (Value::Nested, last, true),
            },
            Some('\t') => return Err(Refusal::Tab(number + 2)),
            Some('"' | '\'') => {
                let end = token::quoted(self.text, start).ok_or(Refusal::Line(number + 2))?;
                let last = self.ends_on(number, end)?;
                let value = if last == number { Value::Scalar(start..end) } else { Value::Other };
                (value, last + 1, false)
            }
            Some('[' | '{') => {
                let end = token::flow(self.text, start).ok_or(Refusal::Line(number + 2))?;
                (Value::Flow(start..end), self.ends_on(number, end)? + 1, false)
            }
            Some('|' | '>') => (Value::Other, self.below(single, false)?, true),
            Some('&' | '*' | '!') => (Value::Other, self.below(single, true)?, true),
            Some(_) => match self.below(single, false)? {
                last if last == single => {
                    let scalar = token::plain(self.text, start..line.end);
                    let simple = token::is_simple(self.text.get(scalar.clone()).unwrap_or_default());
                    (if simple { Value::Scalar(scalar) } else { Value::Other }, single, false)
                }
                last => (Value::Other, last, false),
            },
        };
        Ok(Part { key, colon, value, lines: number..end, open_end })
    }

    /// The line after the last one from `number` on that is indented, or an item where `items` may stand at the margin.
    fn below(&self, number: usize, items: bool) -> Result<usize, Refusal> {
        let mut last = number;
        for (at, line) in self.lines.iter().enumerate().skip(number) {
            let text = self.line(*line);
            if text.trim_matches(' ').is_empty() {
                continue;
            }
            match text.bytes().next() {
                Some(b'\t') => return Err(Refusal::Tab(at + 2)),
                Some(b' ') => last = at + 1,
                Some(b'#') => {}
                Some(b'-') if items && (text == "-" || text.starts_with("- ")) => last = at + 1,
                _ => break,
            }
        }
        Ok(last)
    }

    /// The line on which a value ends that ends before the byte `end`, when nothing but a comment follows there.
    fn ends_on(&self, number: usize, end: usize) -> Result<usize, Refusal> {
        let found = self.lines.iter().enumerate().skip(number).find(|(_, line)| end <= line.end);
        let (at, line) = found.ok_or(Refusal::Line(number + 2))?;
        let after = self.text.get(end..line.end).ok_or(Refusal::Line(number + 2))?;
        if token::is_end(after) { Ok(at) } else { Err(Refusal::Line(at + 2)) }
    }
}

/// Name and the byte after its colon, in a line that begins with it.
fn key(line: &str) -> Option<(Range<usize>, usize)> {
    let first = line.chars().next()?;
    let (key, after) = if matches!(first, '"' | '\'') {
        let end = token::quoted(line, 0)?;
        let key = 1..end.checked_sub(1)?;
        if line.get(key.clone())?.contains(['\\', '\'', '"']) {
            return None;
        }
        (key, end)
    } else if first.is_alphanumeric() || first == '_' {
        let colon = line.match_indices(':').map(|(at, _)| at).find(|at| is_colon(line, *at))?;
        let key = line.get(..colon)?.trim_end_matches(' ');
        if key.contains(" #") || key.contains('\t') {
            return None;
        }
        (0..key.len(), key.len())
    } else {
        return None;
    };
    let rest = line.get(after..)?;
    let colon = after + (rest.len() - rest.trim_start_matches(' ').len());
    (line.get(colon..)?.starts_with(':') && is_colon(line, colon)).then_some((key, colon + 1))
}

/// Whether the colon at a byte ends a name.
fn is_colon(line: &str, at: usize) -> bool {
    line.as_bytes().get(at + 1).is_none_or(|next| matches!(next, b' ' | b'\t'))
}

/// Lines end with LF, CRLF or CR.
fn lines(text: &str) -> Vec<Line> {
    let bytes = text.as_bytes();
    let mut lines = Vec::new();
    let mut start = 0;
    while start < bytes.len() {
        let rest = bytes.get(start..).unwrap_or_default();
        let length = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
        let end = start + length;
        let width = match bytes.get(end..end + 2) {
            Some(b"\r\n") => 2,
            _ => usize::from(end < bytes.len()),
        };
        lines.push(Line { start, end, next: end + width });
        start = end + width;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(text: &str) -> Vec<(&str, Value)> {
        let outline = Outline::of(text).unwrap();
        outline.parts.iter().map(|part| (&text[part.key.clone()], part.value.clone())).collect()
    }

    #[test]
    fn names_and_values_are_found() {
        let text =
            "a: 1 # x\r\n\"b\" : 'it''s'\nc: \"x\npublished: false\n\"\nd:\n- published: x\ne: [a,\n\"]\"]\nf:\n\n";
        assert_eq!(
            outline(text),
            [
                ("a", Value::Scalar(3..4)),
                ("b", Value::Scalar(16..23)),
                ("c", Value::Other),
                ("d", Value::Nested),
                ("e", Value::Flow(text.find('[').unwrap()..text.rfind(']').unwrap() + 1)),
                ("f", Value::Empty),
            ]
        );
    }

    #[test]
    fn what_is_not_followed_is_refused() {
        for (text, refusal) in [
            ("a: 1\n\tb: 2\n", Refusal::Tab(3)),
            ("a:\t1\n", Refusal::Tab(2)),
            ("<<: *x\n", Refusal::Line(2)),
            ("? a\n: b\n", Refusal::Line(2)),
            ("{a: 1}\n", Refusal::Line(2)),
            ("a: 1\n&x b: 2\n", Refusal::Line(3)),
            ("a: \u{2028}\n", Refusal::Separator),
        ] {
            assert_eq!(Outline::of(text).unwrap_err(), refusal, "{text:?}");
        }
    }
}
