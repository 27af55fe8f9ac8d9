use super::notation::written;
use crate::document::read_document;

#[test]
fn marks_are_blocks_and_pieces() {
    for (body, document) in [
        ("", ""),
        ("One\ntwo  \nthree\\\nfour\n\nnext", "One two⏎three⏎four\nnext"),
        ("# A *b*\n\nc\n===\n\n### d ###", "h1 A /b/\nh1 c\nh3 d"),
        ("a **b *c*** ~~d~~ `e  f`", "a *b **/c/* ~d~ `e f`"),
        (
            "- a\n- b\n  1. c\n\n     d\n- [x] e\n- [ ] f",
            "list\n  -\n    a\n  -\n    b\n    list 1\n      -\n        c\n        d\n  - [x]\n    e\n  - [ ]\n    f",
        ),
        ("7. a\n8.\n9. c", "list 7\n  -\n    a\n  -\n  -\n    c"),
        ("> a\n>\n> > b\n\n> [!WARNING]\n> c", "quote\n  a\n  quote\n    b\nquote\n  *Warning*\n  c"),
        (
            "```rust,no_run\nfn a() {\n\n    b();\n}\n```\n\n    c\n\n```\n```",
            "code rust \"fn a() {\\n\\n    b();\\n}\"\ncode ? \"c\"",
        ),
        ("a\n\n---\n\nb\n\n***", "a\nrule\nb"),
        ("|a|*b*|c|\n|:-|:-:|-:|\n|1|2|\n|`x`|y|z|", "table <^>\nhead | a | /b/ | c |\n| 1 | 2 |  |\n| `x` | y | z |"),
        ("|a|\n|-|\n|1<br>2|\n|<ul><li>x</li><li>y</li></ul>|", "table <\nhead | a |\n| 1⏎2 |\n| • x⏎• y |"),
        ("a[^x]\n\n[^x]: b\n\n    c\n\nd[^no]", "a^x^\nd[^no]\nnote x\n  b\n  c"),
        ("{% include video.html %} {{ page.x }}", "{% include video.html %} {{ page.x }}"),
    ] {
        assert_eq!(written(&read_document(body)), document, "{body:?}");
    }
}

#[test]
fn links_and_pictures_are_numbered_in_their_order() {
    for (body, document) in [
        (
            "[a *b*](https://x.example/1) <https://x.example/2> [a b](https://x.example/1) [c][r]\n\n[r]: https://x.example/3 'T'",
            "[a ]0[/b/]0 [https://x.example/2]1 [a b]0 [c]2\nlink 0: a b = https://x.example/1\n\
             link 1: https://x.example/2 = https://x.example/2\nlink 2: c = https://x.example/3",
        ),
        ("[a](/relative) [b](javascript:x) [c](#d) <me@x.example> [](https://x.example)", "a b c me@x.example"),
        (
            "see https://x.example/a_b_c?d[e]=f&g=(h). `https://y.example` [https://z.example](https://x.example/1)",
            "see [https://x.example/a_b_c?d[e]=f&g=(h)]0. `https://y.example` [https://z.example]1\n\
             link 0: https://x.example/a_b_c?d[e]=f&g=(h) = https://x.example/a_b_c?d[e]=f&g=(h)\n\
             link 1: https://z.example = https://x.example/1",
        ),
        ("![ab](a.png)\n\nc ![d](d.png)", "picture 0\nc !1(d)\npicture 0: ab = a.png\npicture 1: d = d.png"),
        (
            "![A *b*](img/a%20b.png 'T')\n\ntext ![c](/c.png) more\n\n[![](d.png)](https://x.example/p?q)",
            "picture 0\ntext !1(c) more\npicture 2\npicture 0: A b = img/a b.png\npicture 1: c = /c.png\n\
             picture 2: ? = d.png @0\nlink 0: x.example/p = https://x.example/p?q",
        ),
    ] {
        assert_eq!(written(&read_document(body)), document, "{body:?}");
    }
}

#[test]
fn html_between_marks_is_html_and_cannot_close_what_marks_opened() {
    for (body, document) in [
        ("a <b>b *c</b> d* <br> e <kbd>f</kbd>", "a *b **/c/*/ d/⏎e `f`"),
        ("a <b>b\n\nc", "a *b*\nc"),
        ("- a </li></ul> b\n- c", "list\n  -\n    a b\n  -\n    c"),
        ("x\n\n<div hidden>\n\n*a*\n\n</div>\n\nb", "x\nb"),
        ("x\n\n<details><summary>More</summary>\n\n- a\n\n</details>", "x\n*More*\nlist\n  -\n    a"),
        ("x\n\n<style>\n\np > a {}\n\n</style>\n\ny <!-- no --> z", "x\ny z"),
        ("<img src=a.png alt=logo>\n\n# b\n\nc *d*", "picture 0\nh1 b\nc /d/\npicture 0: logo = a.png"),
        (
            "<https://x.example/a> is *b*.\n\n- c",
            "[https://x.example/a]0 is /b/.\nlist\n  -\n    c\nlink 0: https://x.example/a = https://x.example/a",
        ),
        ("x\n\n<table><tr><th>a<th>b<tr><td>1<td>2</table>", "x\ntable <<\nhead | a | b |\n| 1 | 2 |"),
    ] {
        assert_eq!(written(&read_document(body)), document, "{body:?}");
    }
}
