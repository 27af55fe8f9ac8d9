//! Whether a body is HTML or Markdown, which may have HTML in it. What is read in either is decided by
//! [`crate::document`] and, for search, by [`super::plain`].

use super::plain::{Markup, tag_at};

/// So much of a body is looked at, in bytes: whoever reads only a beginning of it must see the same.
const LOOKED_AT: usize = 64 << 10;
/// Elements that begin a block, as CommonMark 0.31 lists them in section 4.6.
const BLOCKS: &str = " address article aside base basefont blockquote body caption center col colgroup dd details \
    dialog dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html \
    iframe legend li link main menu menuitem nav noframes ol optgroup option p param pre script search section style \
    summary table tbody td textarea tfoot th thead title tr track ul ";
/// Blocks in which authors go on with Markdown after an empty line.
const AROUND_MARKDOWN: &str = " article aside blockquote center details div figure footer header main section ";
/// Elements without content.
const VOID: &str = " area base basefont br col embed frame hr image img input link meta param source track wbr ";

/// Whether a body is HTML: it is a page, or it begins with a tag, has an element that begins a block, and nothing in it
/// is Markdown. That is text after an empty line which is in no element, and a heading, a list, a quote, code, a link or
/// a picture there or in what only encloses blocks.
pub(crate) fn is_html(body: &str) -> bool {
    let end = body.len().min(LOOKED_AT);
    let body = (0..=end).rev().find_map(|end| body.get(..end)).unwrap_or_default();
    let mut start = body.trim_start();
    while let Some((_, after)) = start.strip_prefix("<!--").and_then(|comment| comment.split_once("-->")) {
        start = after.trim_start();
    }
    if start.starts_with("<!") {
        return true;
    }
    match element(start) {
        Some(name) if ["html", "head", "body"].iter().any(|page| name.eq_ignore_ascii_case(page)) => true,
        Some(_) => is_html_throughout(start),
        None => false,
    }
}

/// The name of the element that begins here, in whatever case. `<https://x.example>` is an address and no tag.
fn element(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('<')?;
    let (name, rest) =
        inside.split_at(inside.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(inside.len()));
    let is_tag = rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/'));
    Some(name).filter(|name| is_tag && name.starts_with(|c: char| c.is_ascii_alphabetic()))
}

fn is_html_throughout(text: &str) -> bool {
    let mut has_block = false;
    // Elements that are open: what may be around Markdown, and all others.
    let (mut around, mut inside) = (0_usize, 0_usize);
    let (mut rest, mut said) = (text, 0..0);
    loop {
        said.end = rest.find('<').map_or(text.len(), |at| text.len() - rest.len() + at);
        if inside == 0 && has_markdown(text, said.clone(), around == 0) {
            return false;
        }
        let tag = text.get(said.end..).unwrap_or_default();
        if tag.is_empty() {
            return has_block;
        }
        rest = match tag_at(tag) {
            Markup::Skipped(rest) => rest,
            Markup::Element { name, closing, rest } if closing || element(tag).is_some() => {
                let depth = if is_in(AROUND_MARKDOWN, &name) { &mut around } else { &mut inside };
                if closing {
                    *depth = depth.saturating_sub(1);
                } else if !is_in(VOID, &name) {
                    *depth += 1;
                }
                has_block |= is_in(BLOCKS, &name);
                rest
            }
            Markup::Text | Markup::Element { .. } => tag.get(1..).unwrap_or_default(),
        };
        said.start = text.len() - rest.len();
    }
}

fn is_in(names: &str, name: &str) -> bool {
    names.split_ascii_whitespace().any(|known| known == name)
}

/// Whether a line that begins in this part of the text, after an empty line, is Markdown.
fn has_markdown(text: &str, part: std::ops::Range<usize>, is_bare: bool) -> bool {
    let mut start = part.start;
    for line in text.get(part).unwrap_or_default().split_inclusive('\n') {
        let before = text.get(..start).unwrap_or_default();
        start += line.len();
        let above = before.strip_suffix('\n').map(|above| above.trim_end_matches([' ', '\t', '\r']));
        let is_new = above.is_some_and(|above| above.ends_with('\n'));
        let words = line.trim_start_matches(' ');
        // What is further in would be code, which HTML that is set in steps is not.
        if is_new && line.len() - words.len() < 4 && (is_mark(words) || is_bare && is_text(words)) {
            return true;
        }
    }
    false
}

/// Text that is more than a reference to a space between two elements.
fn is_text(line: &str) -> bool {
    !line.starts_with(|c: char| c.is_whitespace() || c == '&') && !line.is_empty()
}

fn is_mark(line: &str) -> bool {
    let is_heading = line.trim_start_matches('#').starts_with(' ') && line.starts_with('#');
    let is_link = line.starts_with(['[', '!']) && line.contains("](");
    is_heading || is_link || ["- ", "* ", "+ ", "1. ", "> ", "```", "~~~"].iter().any(|mark| line.starts_with(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_that_begins_with_a_tag_is_html_unless_it_goes_on_in_markdown() {
        for html in [
            "<p>a *b*</p>\n\n<p>c [d](https://x.example)</p>",
            "<!DOCTYPE html>\n\n# a",
            "<!-- a --> <HTML>\n\n- a",
            "<p>a\n\n- b\n\n<p>c",
            "<div>\n\n    a\n\n    <p>b</p></div>\n\n&nbsp;\n\n<p>c</p>",
            "<div>\n\na\n\n</div>",
            "<p>a</p>\n\n<pre>\n\n# b</pre>\n\n<!--\n\n# c -->",
            "<style>\n\n# a {}</style><table><tr><td>\n\n- b</table>",
            "<b>a</b> b<p>c</p>",
            "<p title='\n\n# a'>",
            "  <p",
        ] {
            assert!(is_html(html), "{html}");
        }
        for markdown in [
            "",
            "a <p>b</p>",
            "< 5",
            "<https://x.example/a> is *b*.\n\n- c",
            "<me@x.example>",
            "<!-- a -->\n\n# b\n\n<p>c</p>",
            "<!-- a -->\n\nb",
            "<img src='a.png' alt='b'>\n\n# c\n\n<p>d</p>",
            "<p align=center>\r\n<br></p>\r\n\r\nb",
            "<div align=center>\n \n# a\n\n</div>",
            "<details><summary>a</summary>\n\n- b\n\n</details>",
            "<p>a</p>\n\n[![b](c.png)](https://x.example)",
            "<b>a</b>: *b*",
        ] {
            assert!(!is_html(markdown), "{markdown}");
        }
    }

    #[test]
    fn no_more_than_a_beginning_is_looked_at() {
        let long = |length| format!("<p>a</p>{}\n\nb", "é".repeat(length));
        assert!(!is_html(&long(100)));
        assert!(is_html(&long(LOOKED_AT / 2)));
    }
}
