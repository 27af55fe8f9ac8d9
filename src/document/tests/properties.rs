use proptest::prelude::*;

use super::bodies;
use super::invariants::hold;
use crate::document::{Document, Shortened, limits, read_document};

fn soup(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
    let piece = prop_oneof![4 => proptest::sample::select(pieces).prop_map(str::to_owned), 1 => "\\PC{0,3}", 1 => any::<String>()];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

const TAGS: &[&str] = &[
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<h1>",
    "</h2>",
    "<ul>",
    "<ol start=3>",
    "</ul>",
    "<li>",
    "</li>",
    "<dl>",
    "<dt>",
    "<dd>",
    "</dl>",
    "<blockquote>",
    "</blockquote>",
    "<pre>",
    "<pre class='language-x'>",
    "</pre>",
    "<code>",
    "</code>",
    "<table>",
    "<table role=presentation>",
    "</table>",
    "<thead>",
    "<tr>",
    "</tr>",
    "<td>",
    "<td colspan=3 rowspan=2>",
    "<th>",
    "</td>",
    "<caption>",
    "<figure>",
    "<figcaption>",
    "</figcaption>",
    "</figure>",
    "<details>",
    "<summary>",
    "<a href='https://a.example'>",
    "<a href=/x>",
    "</a>",
    "<b>",
    "</b>",
    "<i style='font-size:0'>",
    "<span hidden>",
    "</span>",
    "<div style='display:none'>",
    "<q>",
    "</q>",
    "<sup>",
    "</sup>",
    "<br>",
    "<hr>",
    "<img src=x>",
    "<img src=x alt=y width=640>",
    "<img alt=z width=9>",
    "<iframe src='//youtube.com/embed/x'>",
    "</iframe>",
    "<video>",
    "<source src='https://v.example/x'>",
    "</video>",
    "<input type=checkbox checked>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<head>",
    "</head>",
    "<body>",
    "<!--",
    "-->",
    "&nbsp;",
    "https://a.example/x",
    "https://",
    "<ruby>",
    "<rt>",
    "<sub>",
    "<option>",
    "<button>",
    "2",
    ".",
    "&zwnj;",
    " ",
    "\n",
    "word",
    "two words",
    "e\u{301}",
    "\u{301}\u{302}",
    "&#27;",
    "👩\u{200d}",
    "🔬",
    "{{ x }}",
    "<div ",
    "/>",
];
const MARKS: &[&str] = &[
    "# ",
    "> ",
    "- ",
    "- [x] ",
    "1. ",
    "3) ",
    "    ",
    "```\n",
    "```rust\n",
    "~~~",
    "|",
    "|-|-|\n",
    "a|b\n",
    "---\n",
    "***",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "[",
    "](https://a.example)",
    "![",
    "](x.png)",
    "[^1]",
    "[^1]: ",
    "[a]: https://a.example\n",
    "<div>\n",
    "</div>\n",
    "<b>",
    "</b>",
    "<!-- ",
    "-->",
    "<https://a.example>",
    "https://a.example/x_y_",
    "[",
    "](https://b.example)",
    "> [!NOTE]\n",
    "\n",
    "\n\n",
    "  \n",
    "\\\n",
    " ",
    "word",
    "&amp;",
    "<ul><li>",
    "<br>",
    "<pre>",
    "</pre>",
    "<script>",
    "<td>",
];

fn read_and_check(body: &str) -> Result<Document, TestCaseError> {
    let document = read_document(body);
    hold(&document)?;
    prop_assert_eq!(&read_document(body), &document);
    Ok(document)
}

proptest! {
    #[test]
    fn prop_any_text_is_a_document(body in any::<String>()) {
        read_and_check(&body)?;
        read_and_check(&format!("<p>{body}"))?;
    }

    #[test]
    fn prop_any_soup_of_tags_is_a_document(body in soup(TAGS)) {
        read_and_check(&format!("<p>{body}"))?;
        read_and_check(&body)?;
    }

    #[test]
    fn prop_any_soup_of_marks_is_a_document(body in soup(MARKS)) {
        read_and_check(&body)?;
    }
}

#[test]
fn hard_bodies_are_documents_at_every_size() {
    for pattern in bodies::PATTERNS {
        for size in [1_000, 2_000, 100_000] {
            let body = bodies::body(pattern, size).expect(pattern);
            let document = read_document(&body);
            hold(&document).expect(pattern);
            assert!(size > 2_000 || document.shortened.is_none(), "{pattern} at {size}: {:?}", document.shortened);
        }
    }
    assert_eq!(bodies::body("no such", 1), None);
}

#[test]
fn what_is_too_much_is_said_and_its_text_is_kept_as_far_as_it_goes() {
    let read = |piece: &str, count: usize| read_document(&format!("<p>{}<p>end", piece.repeat(count)));
    for (piece, limit, words) in [
        ("<i>a</i> b ", limits::RUNS, 2 * limits::RUNS + 5),
        ("<a href='https://a.example'>a</a> ", limits::LINKS, limits::LINKS + 3),
        ("<img src=x alt=aaa>", limits::PICTURES, 3),
    ] {
        assert_eq!(read(piece, limit / 2 - 2).shortened, None, "{piece}");
        let more = read(piece, limit + 2);
        assert_eq!((more.shortened, more.words), (Some(Shortened::Plain), words), "{piece}");
    }
    for (piece, limit) in [("<p>a", limits::BLOCKS), ("<table><tr><td>a</table>", limits::CELLS)] {
        let (few, more) = (read(piece, limit - 2), read(piece, limit + 2));
        assert_eq!((few.shortened, more.shortened), (None, Some(Shortened::Cut)), "{piece}");
        assert_eq!((few.words, more.words), (limit - 1, limit), "{piece}");
    }
    let deep = read_document(&"- a\n  - b\n".repeat(limits::BLOCKS / 2));
    assert!(deep.shortened == Some(Shortened::Cut) && deep.words > limits::BLOCKS / 2, "{}", deep.words);
    let long = format!("{}é", "a ".repeat(limits::BODY / 2 - 1) + "a");
    assert_eq!(read_document(&long).shortened, Some(Shortened::Cut));
    assert_eq!(read_document(long.get(..limits::BODY - 1).expect("ASCII")).shortened, None);
    let notes = read_document(&"[^a] b\n\n".repeat(limits::NOTES + 1));
    assert_eq!((notes.shortened, notes.blocks.len()), (Some(Shortened::Plain), limits::NOTES + 1));
}
