//! Bodies that are hard on a reader: the patterns of cmark's pathological tests, and others of the kind for HTML.

/// Their names.
pub(crate) const PATTERNS: [&str; 42] = [
    "plain",
    "quotes",
    "nested-quotes",
    "lists",
    "nested-lists",
    "stairs",
    "definitions",
    "blocks-of-html",
    "link-in-link",
    "brackets",
    "open-brackets",
    "links",
    "images",
    "references",
    "emphasis",
    "open-emphasis",
    "mixed-emphasis",
    "underscores",
    "struck",
    "backticks",
    "backtick-runs",
    "entities",
    "table",
    "wide-table",
    "footnotes",
    "footnote-texts",
    "comments",
    "inline-html",
    "declarations",
    "divs",
    "open-spans",
    "open-links",
    "misnested",
    "stray-ends",
    "paragraph-ends",
    "nested-tables",
    "cells",
    "attributes",
    "addresses",
    "address-in-address",
    "raised",
    "escaped-twice",
];

/// A body of one pattern and about so many bytes. `None` if there is no such pattern.
pub(crate) fn body(pattern: &str, size: usize) -> Option<String> {
    let times = |piece: &str| piece.repeat(size / piece.len() + 1);
    let numbered = |piece: &dyn Fn(usize) -> String| {
        let mut text = String::new();
        let mut number = 0;
        while text.len() < size {
            text.push_str(&piece(number));
            number += 1;
        }
        text
    };
    let html = |rest: String| format!("<p>{rest}");
    Some(match pattern {
        "plain" => times("Some words of *running* text, [and a link](https://a.example/x).\n\n"),
        "quotes" => times("> a\n\n"),
        "nested-quotes" => format!("{}a", times(">")),
        "lists" => times("- a\n  - b\n"),
        "nested-lists" => format!("{}a", times("* ")),
        "stairs" => numbered(&|depth| format!("{}* a\n", " ".repeat(2 * (depth % 400)))),
        "definitions" => numbered(&|number| format!("[a{number}]: b\n[a{number}]\n\n")),
        "blocks-of-html" => times("<div>\n\n*a*\n\n"),
        "link-in-link" => format!("{}a{}", times("["), times("](b)")),
        "brackets" => format!("{}a{}", "[".repeat(size / 2), "]".repeat(size / 2)),
        "open-brackets" => times("[a"),
        "links" => times("[a](<b"),
        "images" => times("![[]()"),
        "references" => format!("[a]: {}\n\n{}", "x".repeat(200), times("[a] ")),
        "emphasis" => format!("{}a{}", times("*a **a "), times("*")),
        "open-emphasis" => times("*a _a "),
        "mixed-emphasis" => times("a**b_c* "),
        "underscores" => times("_a __a ___a "),
        "struck" => times("~a ~~b "),
        "backticks" => times("`a"),
        "backtick-runs" => numbered(&|length| format!("e{}", "`".repeat(length % 600))),
        "entities" => times("&amp;&#x1f600;&nosuch"),
        "table" => format!("|a|b|\n|-|-|\n{}", times("|x|y|\n")),
        "wide-table" => {
            let side = size.isqrt() / 2;
            format!("{}\n{}\n{}", "|a".repeat(side), "|-".repeat(side), "|x\n".repeat(size / 3))
        }
        "footnotes" => times("[^a"),
        "footnote-texts" => numbered(&|number| format!("[^{number}]: a\n")),
        "comments" => format!("a {}", times("<!--")),
        "inline-html" => format!("a {}", times("<a ")),
        "declarations" => format!("a {}", times("<!A <?a ")),
        "divs" => html(times("<div>")),
        "open-spans" => html(times("<b>a<span style='color:red'>b")),
        "open-links" => html(times("<a href='https://a.example/'>a")),
        "misnested" => html(times("<a href=x><div><b>a</a></b>")),
        "stray-ends" => html(format!("{}{}", "<div>".repeat(300), times("a</p></li></b></section>"))),
        "paragraph-ends" => html(format!("{}{}", "<b>".repeat(300), times("</p><p>"))),
        "nested-tables" => html(times("<table><tr><td>a")),
        "cells" => html(format!("<table>{}", times("<tr><td rowspan=9>a<td colspan=9>b"))),
        "addresses" => times("https://a.example/(x), "),
        "address-in-address" => times("http://"),
        "raised" => html(times("a<sup>b</sup><rt>c")),
        "escaped-twice" => html(times("&amp;amp;#8217;&amp;")),
        "attributes" => html(numbered(&|number| format!("<i a{number}=x style='a:b;c:d' class='x y' "))),
        _ => return None,
    })
}
