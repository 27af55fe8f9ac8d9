//! Bodies on a page: marks, margins, tables, what can be selected.

use std::path::Path;

use super::super::placed::Lead;
use super::super::{PlacedPicture, Role, Target, TargetKind};
use super::*;

#[test]
fn lists_hang_and_numbers_are_aligned() {
    assert_eq!(lines("- one and two\n  - three\n- four", 12), ["• one and", "  two", "  ◦ three", "• four"],);
    assert_eq!(lines("9. nine\n10. ten", 20), [" 9. nine", "10. ten"]);
    assert_eq!(
        lines("<ol type=I reversed start=3><li>three<li>two<li value=-4>less</ol>", 20),
        ["III. three", " II. two", " -4. less"]
    );
    assert_eq!(lines("<dl><dt>a<dd>b and more<dt>d<dd>e</dl>", 12), ["• a", "  ◦ b and", "    more", "• d", "  ◦ e"]);
    assert_eq!(lines("- [x] done\n- [ ] not", 20), ["[x] done", "[ ] not"]);
    assert_eq!(lines("- one\n\n  more\n- two", 20), ["• one", "", "  more", "", "• two"], "air where an item needs it");
}

#[test]
fn quotes_have_a_bar_and_code_is_set_apart_and_never_lost() {
    assert_eq!(lines("> one two three\n>\n> four", 12), ["│ one two", "│ three", "│", "│ four"]);
    assert_eq!(
        lines("```\nfn a()  {\n    long(line, of, code);\n}\n```", 18),
        ["  fn a()  {", "      long(line, ", "  ↳ of, code);", "  }"],
    );
}

#[test]
fn tables_fit_into_columns_or_are_set_row_by_row() {
    let table = "| Name | What | Price |\n|:--|--|--:|\n| Loom | weaves words | 12 |\n| Kiln | fires | 1,200 |";
    assert_eq!(
        lines(table, 40),
        [
            "Name  What          Price",
            "────  ────────────  ─────",
            "Loom  weaves words     12",
            "Kiln  fires         1,200",
        ],
    );
    assert_eq!(
        lines(table, 20),
        [
            "Name  What     Price",
            "────  ───────  ─────",
            "Loom  weaves      12",
            "      words",
            "",
            "Kiln  fires    1,200",
        ],
    );
    assert_eq!(
        lines(table, 16),
        ["Name: Loom", "What: weaves", "words", "Price: 12", "", "Name: Kiln", "What: fires", "Price: 1,200",],
    );
    assert_eq!(lines("| Name | What it does |\n|--|--|", 8), ["Name", "What it", "does"], "a head alone");
}

#[test]
fn notes_come_last_and_pictures_are_words() {
    assert_eq!(
        lines("A note[^n] here.\n\n![A tank](tank.jpg)\n\n[^n]: It says\n    more.", 30),
        ["A note[n] here.", "", "[picture: A tank]", "", "────────────", "[n] It says more."],
    );
    assert_eq!(lines("# A[^n]\n\n[^n]: b\n\n[^m]: c", 30), ["A[n]", "", "────────────", "[n] b", "[m] c"]);
}

/// First line, first column, columns and rows of a picture.
type Place = (usize, u16, u16, u16);

/// Lines of a body on a page with pictures, and where those are.
fn framed(markdown: &str, limit: usize) -> (Vec<String>, Vec<Place>) {
    framed_by(FRAMED, markdown, limit)
}

fn framed_by(frame: Frame<'_>, markdown: &str, limit: usize) -> (Vec<String>, Vec<Place>) {
    let document = read_document(&SafeText::block(markdown));
    let mut setter = Setter::new(40);
    setter.end_at(limit);
    setting::set(&mut setter, &document, &document.blocks, frame);
    let page = setter.finish();
    let place = |placed: &PlacedPicture| (placed.first, placed.column, placed.size.width, placed.size.height);
    (page.lines.iter().map(text_of).collect(), page.pictures.iter().map(place).collect())
}

#[test]
fn pictures_stand_where_they_are_in_the_text() {
    let (lines, places) = framed("One\n\n![A tank](tank.png)\n\nTwo\n\n![](data:image/png;base64,aGk=)", 99);
    assert_eq!(
        (&lines[..], &places[..]),
        (
            &["One", "", "", "", "A tank", "", "Two", "", "", ""].map(str::to_owned)[..],
            &[(2, 0, 6, 2), (8, 0, 6, 2)][..]
        )
    );
    let (lines, places) = framed("- > ![A tank](tank.png)", 99);
    assert_eq!(
        (&lines[..], &places[..]),
        (&["• │", "  │", "  │ A tank"].map(str::to_owned)[..], &[(0, 4, 6, 2)][..]),
        "right of margins"
    );
    let (_, places) = framed("![תמונה](tank.png)\n\n> ![תמונה](tank.png)", 99);
    assert_eq!(places, [(0, 34, 6, 2), (4, 32, 6, 2)], "on the side of the caption, left of margins on the right");
}

#[test]
fn the_picture_at_the_top_is_not_shown_again() {
    let source = PictureSource::of("/news/tank.png");
    let lead = Some(Lead { source: &source, caption: "A tank, 60x40", folder: Path::new("news") });
    for (body, lines) in [
        ("One\n\n![A tank](tank.png)\n\nTwo", "One\n\nTwo"),
        ("One\n\n![The tank at night](tank.png)", "One\n\nThe tank at night"),
        ("[![](tank.png)](https://a.example/x)", "a.example/x"),
    ] {
        let (shown, places) = framed_by(Frame { lead, ..FRAMED }, body, 99);
        assert_eq!((shown.join("\n"), places.len()), (lines.to_owned(), 0));
    }
    assert_eq!(framed_by(Frame { lead, ..FRAMED }, "![A tank](other/tank.png)", 99).1.len(), 1);
}

#[test]
fn pictures_that_are_not_shown_are_words() {
    for (source, words) in [
        ("outside.png", "[picture: A tank] not shown: its file is\noutside the library"),
        ("gone.png", "[picture: A tank]"),
        ("https://a.example/tank.png", "[picture: A tank]"),
    ] {
        let (lines, places) = framed(&format!("![A tank]({source})"), 99);
        assert_eq!((lines.join("\n"), places.len()), (words.to_owned(), 0), "{source}");
    }
    let (lines, places) = framed("Before\n\n![A tank](tank.png)\n\nAfter", 3);
    assert_eq!((lines, places.len()), (vec!["Before".to_owned()], 0), "a page ends above what does not fit whole");
    assert_eq!(framed(&"![A tank](tank.png)\n\n".repeat(30), 999).1.len(), 20, "no more than that are looked at");
}

#[test]
fn pictures_of_letters_in_a_line_are_letters() {
    let body = "One ![:happy_face:](a.png) two ![🙂](b.png) three ![Menu](c.png)";
    assert_eq!(lines(body, 60), ["One :happy_face: two 🙂 three [picture: Menu]"]);
    assert_eq!(lines("![:happy:](a.png)", 40), ["[picture: :happy:]"]);
}

#[test]
fn a_picture_above_a_link_with_words_says_nothing() {
    let html = |link: &str| format!("<a href='https://a.example/x'><img src='big.jpg' width=600></a><p>{link}</p>");
    assert_eq!(lines(&html("<a href='https://a.example/x'>Read on</a>"), 40), ["Read on"]);
    assert_eq!(lines(&html("Read on"), 40), ["[picture] a.example/x", "", "Read on"]);
}

#[test]
fn a_link_whose_words_are_its_own_address_is_shortened_once() {
    let link = |words: &str| lines(&format!("<p>See <a href='https://a.example/path'>{words}</a>."), 60);
    for words in ["https://a.example/path", "https://a.example/<b>path</b>", "<i>HTTPS</i>://A.example/path"] {
        assert_eq!(link(words), ["See a.example/path."], "{words}");
    }
    for words in ["https://b.example/path", "https://a.example/", "https://<b>b.example</b>/", "http://a.example/path"]
    {
        let said = words.replace("<b>", "").replace("</b>", "");
        assert_eq!(link(words), [format!("See {said}.")], "words of another address are the author's");
    }
}

#[test]
fn links_can_be_selected_where_they_stand() {
    let document = read_document("See [one two three](https://a.example/), and [this](https://b.example/).");
    let page = page(&document, 14);
    let target = |first, end, link| Target { first, end, kind: TargetKind::Body(link) };
    assert_eq!(page.lines.iter().map(text_of).collect::<Vec<_>>(), ["See one two", "three, and", "this."]);
    assert_eq!(page.targets, [target(0, 2, 0), target(2, 3, 1)]);
    let linked: Vec<&str> = page
        .lines
        .iter()
        .flat_map(|line| &line.spans)
        .filter(|span| span.link == Some(0))
        .map(|span| span.text.as_str())
        .collect();
    assert_eq!(linked, ["one two", "three"]);
    assert!(
        page.lines
            .iter()
            .flat_map(|line| &line.spans)
            .filter(|span| span.link.is_some())
            .all(|span| span.role == Role::Link)
    );
}

#[test]
fn a_page_narrower_than_its_margins_keeps_the_text() {
    let text = "> - one\n>   1. two\n>      > three";
    for width in 1..30 {
        let shown: String = lines(text, width).concat().chars().filter(|c| c.is_alphabetic()).collect();
        assert_eq!(shown, "onetwothree", "{width}");
    }
}

#[test]
fn a_page_ends() {
    let document = read_document(&"word\n\n".repeat(400));
    let mut setter = Setter::new(20);
    setter.end_at(100);
    setting::set(&mut setter, &document, &document.blocks, BARE);
    assert!(setter.is_full());
    setter.end_at(102);
    setter.text("more", Role::Text);
    assert_eq!(setter.finish().lines.len(), 101);
}
