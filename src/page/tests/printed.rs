//! Bodies on paper.

use super::super::printed;
use crate::document::read_document;

#[test]
fn links_have_numbers_and_notes_have_others() {
    let body = "# Slow light\n\nSee [the *notes*](https://a.example/n)[^1] and <https://a.example/>, or\n\
                [again](https://a.example/n).\n\n\
                | Name | Where |\n|--|--|\n| Loom | [here](https://b.example) |\n\n\
                [![A tank](tank.png)](https://c.example/tank)\n\n\
                > - https://d.example/x\n\n[^1]: It says more.\n\n```rust\nfn a();\n```\n\n## End\n\nof it";
    let page = printed(&read_document(body), "Slow Light", 40);
    let lines = [
        "See the notes[1][^1] and a.example\u{a0}[2],",
        "or again[1].",
        "",
        "Name  Where",
        "────  ───────",
        "Loom  here[3]",
        "",
        "[picture: A tank][4]",
        "",
        "│ • d.example/x\u{a0}[5]",
        "",
        "  fn a();",
        "",
        "## End",
        "of it",
        "",
        "────────────",
        "[^1] It says more.",
    ];
    assert_eq!(page.lines, lines);
    let addresses = [
        "https://a.example/n",
        "https://a.example/",
        "https://b.example/",
        "https://c.example/tank",
        "https://d.example/x",
    ];
    assert_eq!(page.addresses.iter().map(ToString::to_string).collect::<Vec<_>>(), addresses);
}

#[test]
fn a_body_without_links_has_no_addresses() {
    let page = printed(&read_document("<p>One<script>two</script><p>&#27;[31mthree"), "", 40);
    assert_eq!((page.lines.join("\n").as_str(), page.addresses.len()), ("One\n\n␛[31mthree", 0));
}

#[test]
fn a_number_stands_behind_the_word_that_its_link_begins() {
    let line = |body: &str| printed(&read_document(body), "", 60).lines.join("\n");
    for (after, said) in [("PowerAddict_1, and", "#PowerAddict_1[1], and"), (" alone", "#[1] alone"), ("", "#[1]")] {
        assert_eq!(line(&format!("<p><a href='https://a.example/'>#</a>{after}</p>")), said);
    }
    for (body, said) in [
        ("[cat](https://a.example/)s are", "cats[1] are"),
        ("[cat](https://a.example/). One", "cat[1]. One"),
        ("[日本](https://a.example/)は国", "日本[1]は国"),
        ("[cat](https://a.example/)[s](https://b.example/)", "cat[1]s[2]"),
        ("a [cat](https://a.example/)**s** b", "a cats[1] b"),
    ] {
        assert_eq!(line(body), said);
    }
}
