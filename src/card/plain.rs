//! A body as plain text: Markdown keeps its marks, but its paragraphs can be wrapped anew; HTML loses its tags. One
//! pass, whatever it is fed. How a page looks is decided in [`crate::app`].

use std::borrow::Cow;

use super::markup::is_html;
use super::references::character;

/// The text of `body`. In HTML comments, styles, scripts and head are dropped, blocks become paragraphs, and runs of
/// white space become one space. In Markdown the lines of a paragraph become one, because authors break them where their
/// own editor ended; lists, quotes, tables and code stay as they are.
pub fn plain_text(body: &str) -> String {
    if is_html(body) { strip(body.trim_start()) } else { unwrap_lines(body) }
}

fn unwrap_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_code = false;
    let mut continues = false;
    for line in text.lines() {
        let fence = line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
        let joins = continues && !in_code && !fence && is_running_text(line);
        if joins {
            out.push(' ');
            out.push_str(line.trim_start());
        } else {
            if !out.is_empty() {
                out.push('\n');
            }
            out.push_str(line);
        }
        in_code ^= fence;
        // Two spaces or a backslash at its end break a line on purpose.
        let broken = line.ends_with("  ") || line.ends_with('\\');
        continues = !in_code && !fence && !line.trim().is_empty() && !broken && (joins || may_continue(line));
    }
    out
}

/// Whether a line may be the middle of a paragraph or of a list's item: it begins with no mark of its own.
fn is_running_text(line: &str) -> bool {
    let text = line.trim_start();
    let first_word = text.split_whitespace().next().unwrap_or_default();
    let numbered = first_word.strip_suffix(['.', ')']).is_some_and(|number| number.bytes().all(|b| b.is_ascii_digit()));
    let marked = text.starts_with(['#', '>', '|', '<', '=']) || matches!(first_word, "-" | "*" | "+" | "---" | "***");
    !(text.is_empty() || marked || numbered || line.starts_with("    ") || line.starts_with('\t'))
}

/// Whether the line after this one may go on with it.
fn may_continue(line: &str) -> bool {
    let text = line.trim_start();
    let is_item = text.starts_with(['-', '*', '+']) || text.starts_with(|c: char| c.is_ascii_digit());
    !text.starts_with(['#', '|', '<', '=']) && (is_item || is_running_text(line) || text.starts_with('>'))
}

/// Elements whose content is not for reading.
const UNREADABLE: [&str; 7] = ["head", "style", "script", "title", "template", "noscript", "svg"];
/// Elements that begin a new line.
const LINES: [&str; 14] =
    ["br", "div", "dd", "dt", "figcaption", "footer", "header", "hr", "li", "option", "section", "td", "tr", "th"];
/// Elements that begin a new paragraph.
const PARAGRAPHS: [&str; 17] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "dl",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ol",
    "p",
    "pre",
    "table",
    "ul",
];

fn strip(html: &str) -> String {
    let mut out = Text::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        out.push(text);
        rest = match tag_at(tag) {
            Markup::Skipped(rest) => rest,
            Markup::Text => {
                out.push("<");
                &tag[1..]
            }
            Markup::Element { name, closing, rest } => {
                if PARAGRAPHS.contains(&name.as_str()) {
                    out.break_to(2);
                } else if LINES.contains(&name.as_str()) {
                    out.break_to(1);
                    if name == "li" && !closing {
                        out.push("- ");
                    }
                }
                rest
            }
        };
    }
    out.push(rest);
    out.text
}

pub(super) enum Markup<'a> {
    /// A comment, a declaration, or an element with all it contains.
    Skipped(&'a str),
    /// A `<` that begins no tag.
    Text,
    /// An opening or closing tag.
    Element { name: String, closing: bool, rest: &'a str },
}

pub(super) fn tag_at(text: &str) -> Markup<'_> {
    if let Some(comment) = text.strip_prefix("<!--") {
        return Markup::Skipped(comment.split_once("-->").map_or("", |(_, rest)| rest));
    }
    if text.starts_with("<!") || text.starts_with("<?") {
        return Markup::Skipped(text.split_once('>').map_or("", |(_, rest)| rest));
    }
    let closing = text.starts_with("</");
    let inside = text.get(if closing { 2 } else { 1 }..).unwrap_or_default();
    let name: String =
        inside.chars().take_while(char::is_ascii_alphanumeric).take(16).collect::<String>().to_ascii_lowercase();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return Markup::Text;
    }
    let rest = inside.get(end_of_tag(inside)..).unwrap_or_default();
    if !closing && UNREADABLE.contains(&name.as_str()) {
        return Markup::Skipped(after_closing(rest, &name));
    }
    Markup::Element { name, closing, rest }
}

/// Where the tag ends, minding `>` inside quoted attributes.
fn end_of_tag(inside: &str) -> usize {
    let mut quote = None;
    for (at, byte) in inside.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    // A quote that never closes would swallow the page: end at the first `>` after all.
    inside.find('>').map_or(inside.len(), |at| at + 1)
}

/// What follows the closing tag of `name`, or nothing when it never closes.
fn after_closing<'a>(text: &'a str, name: &str) -> &'a str {
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("</") {
        let is_name = after.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name));
        let goes_on = after.get(name.len()..).is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric()));
        if is_name && !goes_on {
            return after.split_once('>').map_or("", |(_, rest)| rest);
        }
        rest = after;
    }
    ""
}

/// Text with its white space folded.
#[derive(Default)]
struct Text {
    text: String,
    /// Line feeds to write before the next word.
    breaks: usize,
    /// A space is owed before the next word.
    space: bool,
}

impl Text {
    fn break_to(&mut self, lines: usize) {
        self.breaks = self.breaks.max(lines);
    }

    fn push(&mut self, raw: &str) {
        let text = decode(raw);
        for word in text.split_inclusive([' ', '\t', '\n', '\r', '\u{a0}']) {
            let trimmed = word.trim_end_matches([' ', '\t', '\n', '\r', '\u{a0}']);
            if !trimmed.is_empty() {
                if self.breaks > 0 {
                    if !self.text.is_empty() {
                        self.text.extend(std::iter::repeat_n('\n', self.breaks));
                    }
                } else if self.space && !self.text.is_empty() {
                    self.text.push(' ');
                }
                (self.breaks, self.space) = (0, false);
                self.text.push_str(trimmed);
            }
            self.space |= trimmed.len() < word.len();
        }
    }
}

/// Longest character reference that is looked at, in bytes.
const REFERENCE_LIMIT: usize = 12;

fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let end = from.bytes().take(REFERENCE_LIMIT).position(|byte| byte == b';');
        match end.and_then(|end| Some((character(from.get(1..end)?)?, end))) {
            Some((c, end)) => {
                out.push(c);
                rest = from.get(end + 1..).unwrap_or_default();
            }
            None => {
                out.push('&');
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::plain_text;

    #[test]
    fn marks_code_and_tables_stay_as_they_are() {
        for text in [
            "# A heading\n\nwith *stars* & <b>tags</b>",
            "",
            "  indented",
            "< 5 is less",
            "# Heading\ntext",
            "- one\n- two\n\n1. one\n2. two",
            "| a | b |\n|---|---|\n| 1 | 2 |",
            "> one\n> two",
            "```\nlet a;\nlet b;\n```\nafter",
            "text\n\n    let a;\n    let b;",
            "a line  \nbroken on purpose\\\nand again",
        ] {
            assert_eq!(plain_text(text), text);
        }
    }

    #[test]
    fn the_lines_of_a_paragraph_become_one() {
        assert_eq!(plain_text("one\ntwo\nthree\n\nfour\nfive"), "one two three\n\nfour five");
        assert_eq!(plain_text("- an item\n  that goes on\n- another"), "- an item that goes on\n- another");
        assert_eq!(plain_text("text\n- item"), "text\n- item");
    }

    #[test]
    fn html_becomes_paragraphs_and_lists() {
        let html = "<!DOCTYPE html><html><head><title>x</title><style>p > a { color: red }</style></head><body>\n\
             <!-- hidden --><h1 class=\"a > b\">One &amp; two</h1><p>It&#8217;s\n  <b>bold</b>,\u{a0}not</p>\
             <ul><li>first</li><li>second</li></ul><SCRIPT>alert(1)</SCRIPT>a<br>b</body></html>";
        assert_eq!(plain_text(html), "One & two\n\nIt’s bold, not\n\n- first\n- second\n\na\nb");
    }

    #[test]
    fn nothing_hangs_or_breaks_on_what_is_never_closed() {
        for html in ["<p", "<p title='", "<!--", "<style>x", "<p>&", "<p>&#xffffffff;&#0;x", "<a <b <c", "<p>人<i"] {
            let _ = plain_text(html);
        }
        assert_eq!(plain_text("<head><header>no</header>no</head><p>yes"), "yes");
        let deep = format!("<div>{}", "<div><style>".repeat(50_000));
        assert_eq!(plain_text(&deep), "");
        let quotes = "<a \"".repeat(2_000);
        let _ = plain_text(&quotes);
    }
}
