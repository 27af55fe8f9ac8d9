//! Reads YAML text into a [`Tree`], says where and why it could not, and finds values again.
//! Of what reads cards, only this file names the YAML parser (settings, which are the user's own, are read in
//! [`crate::config`]); what the values mean is decided in [`mod@super::read`].

use serde::de::DeserializeSeed;
use serde_yaml::Deserializer;

use super::tree::{Grow, Growth, Repeated, Spell, Spot, Tree, Walk};

/// Deepest `[` and `{`, brackets in quoted text counted too.
const FLOW_DEPTH: usize = 64;
/// Most `[` and `{`. The parser's time grows with the square of how deep they are nested, which quoted closing
/// brackets can hide from a count of the depth.
const FLOW_OPENERS: usize = 2_000;

/// YAML that could be read.
#[derive(Debug)]
pub(super) struct Doc<'t> {
    /// What it was read from.
    pub(super) text: &'t str,
    /// Its one document.
    pub(super) tree: Tree<'t>,
    /// Keys that a mapping has twice, in the order of the file.
    pub(super) repeated: Vec<Repeated>,
}

/// Why YAML could not be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// Byte in the text.
    pub(super) offset: usize,
    /// One sentence without a full stop, not yet safe.
    pub(super) message: String,
}

/// Reads the one document in `text`.
pub(super) fn parse(text: &str) -> Result<Doc<'_>, Fault> {
    guard(text)?;
    let mut growth = Growth::default();
    match Grow(&mut growth).deserialize(Deserializer::from_str(text)) {
        Ok(tree) => Ok(Doc { text, tree, repeated: growth.repeated }),
        Err(error) => Err(fault(text, &error, growth.refusal)),
    }
}

/// The byte at which a value or the key of an entry begins.
pub(super) fn locate(text: &str, path: &[u32], spot: Spot) -> Option<usize> {
    let error = Walk { path, spot }.deserialize(Deserializer::from_str(text)).err()?;
    error.location().map(|at| at.index())
}

/// A tree of the same shape with the exact text of every number, yes and no; other scalars are null in it.
pub(super) fn spell<'t>(doc: &Doc<'t>) -> Option<Tree<'t>> {
    Spell(&doc.tree).deserialize(Deserializer::from_str(doc.text)).ok()
}

fn guard(text: &str) -> Result<(), Fault> {
    let (mut depth, mut openers) = (0usize, 0usize);
    for (offset, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => {
                depth += 1;
                openers += 1;
                if depth > FLOW_DEPTH {
                    let message = format!("brackets are nested more than {FLOW_DEPTH} deep");
                    return Err(Fault { offset, message });
                }
                if openers > FLOW_OPENERS {
                    let message = format!("the front matter holds more than {FLOW_OPENERS} opening brackets");
                    return Err(Fault { offset, message });
                }
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    Ok(())
}

fn fault(text: &str, error: &serde_yaml::Error, refusal: Option<&'static str>) -> Fault {
    let mut offset = error.location().map_or(0, |at| at.index()).min(text.len());
    if let Some(refusal) = refusal {
        return Fault { offset, message: refusal.to_owned() };
    }
    let shown = error.to_string();
    if shown.contains("control characters are not allowed")
        && let Some((offset, c)) = text.char_indices().find(|(_, c)| !is_allowed(*c))
    {
        return Fault { offset, message: format!("YAML does not allow the control character U+{:04X}", u32::from(c)) };
    }
    if shown.contains("more than one document") {
        let offset = second_document(text).unwrap_or(offset);
        return Fault { offset, message: "the front matter holds a second YAML document".to_owned() };
    }
    let (problem, mut marks) = without_marks(&shown);
    // The parser notices a missing quote at the end of the file, which helps nobody; its second mark is where it began.
    if problem.starts_with("found unexpected end of stream")
        && problem.contains("quoted scalar")
        && let Some(began) = marks.pop().and_then(|(line, column)| offset_of(text, line, column))
    {
        return Fault { offset: began, message: "a quoted text that begins here is not closed".to_owned() };
    }
    let here = text.get(offset..).and_then(|rest| rest.chars().next());
    let hint = match here {
        Some('\t') if problem.starts_with("found character that cannot start any token") => {
            "YAML does not indent with tabs; use spaces".to_owned()
        }
        Some(c) if problem.starts_with("found character that cannot start any token") => {
            format!("a value that begins with {c} needs quotes around it")
        }
        _ if problem.starts_with("mapping values are not allowed") => {
            "a value that holds a colon and a blank needs quotes around it".to_owned()
        }
        _ => String::new(),
    };
    if offset == text.len() {
        offset = text.trim_end_matches(['\r', '\n']).len();
    }
    let message =
        if hint.is_empty() { format!("not valid YAML: {problem}") } else { format!("not valid YAML: {hint}") };
    Fault { offset, message }
}

/// The characters that YAML allows in a file.
fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='~' | '\u{85}' | '\u{a0}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// The second line that begins a document, or the first when something stands before it.
fn second_document(text: &str) -> Option<usize> {
    let mut offset = 0;
    let mut content = false;
    for line in text.split_inclusive(['\n', '\r']) {
        let marker =
            line.strip_prefix("---").is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r']));
        if marker && content {
            return Some(offset);
        }
        content |= marker || !(line.trim().is_empty() || line.starts_with(['#', '%']));
        offset += line.len();
    }
    None
}

/// Splits ` at line 2 column 5` and ` at position 7` off a message: they count from a start that the reader of the
/// message does not know.
fn without_marks(message: &str) -> (String, Vec<(usize, usize)>) {
    let mut marks = Vec::new();
    let mut text = String::with_capacity(message.len());
    let mut rest = message;
    while let Some((before, after)) = rest.split_once(" at ") {
        text.push_str(before);
        if let Some((mark, tail)) = after.strip_prefix("line ").and_then(line_and_column) {
            marks.push(mark);
            rest = tail;
        } else if let Some((_, tail)) = after.strip_prefix("position ").and_then(number) {
            rest = tail;
        } else {
            text.push_str(" at ");
            rest = after;
        }
    }
    text.push_str(rest);
    (text, marks)
}

fn line_and_column(text: &str) -> Option<((usize, usize), &str)> {
    let (line, rest) = number(text)?;
    let (column, rest) = number(rest.strip_prefix(" column ")?)?;
    Some(((line, column), rest))
}

fn number(text: &str) -> Option<(usize, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    Some((text.get(..digits)?.parse().ok()?, text.get(digits..)?))
}

/// The byte at a line and a column that the parser counted.
fn offset_of(text: &str, line: usize, column: usize) -> Option<usize> {
    let mut rest = text;
    for _ in 1..line {
        let end = rest.find(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'])?;
        let tail = rest.get(end..)?;
        let width = if tail.starts_with("\r\n") { 2 } else { tail.chars().next()?.len_utf8() };
        rest = tail.get(width..)?;
    }
    let start = text.len() - rest.len();
    let (at, _) = rest.char_indices().nth(column.checked_sub(1)?)?;
    Some(start + at)
}

#[cfg(test)]
mod tests;
