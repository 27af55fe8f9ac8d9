use super::notation::written;
use crate::document::read_document;

fn check(table: &[(&str, &str)]) {
    for (body, document) in table {
        assert_eq!(written(&read_document(body)), *document, "{body}");
    }
}

#[test]
fn blocks_are_told_by_their_elements() {
    check(&[
        ("<p> a\n <b>b</b> <i> c </i>d<p>&nbsp;</p><div><section>e</div>f", "a *b* /c /d\ne\nf"),
        ("<p>a<br>b<br/><br>c<br>", "a⏎b\nc"),
        ("<h1>A<br>b</h2>c<h3><div>d</div></h3><h2> </h2>", "h1 A⏎b\nc\nh3 d"),
        (
            "<ul><li>a<li><p>b</p><ol start=3><li>c</ol></ul>d",
            "list\n  -\n    a\n  -\n    b\n    list 3\n      -\n        c\nd",
        ),
        ("<ul>x<li></li><ul><li>a</ul></ul><li>b", "list\n  -\n    x\n  -\n    list\n      -\n        a\n• b"),
        ("<ol type=i start=3><li>a<li value=9>b<li>c</ol>", "list iii\n  -\n    a\n  - ix\n    b\n  -\n    c"),
        ("<ol reversed><li>a<li>b</ol>", "list 2\n  -\n    a\n  - 1\n    b"),
        (
            "<ol start=-1><li>a<li value=x>b</ol><ul><li value=5>c</ul>",
            "list -1\n  -\n    a\n  -\n    b\nlist\n  -\n    c",
        ),
        (
            "<dl><dd>a<dl><dt>b<dd>c</dl>d<dt>e<dd><p>f<p>g</dl>",
            "list\n  -\n    list\n      -\n        a\n        list\n          -\n            *b*\n            list\n              -\n                c\n        d\n  -\n    *e*\n    list\n      -\n        f\n        g",
        ),
        (
            "<dl><dt>a<dt>b<dd>c<dd>d<dt>e</dl>f",
            "list\n  -\n    *a*\n    *b*\n    list\n      -\n        c\n      -\n        d\n  -\n    *e*\nf",
        ),
        (
            "<blockquote><p>a<blockquote>b</blockquote></blockquote><blockquote></blockquote>",
            "quote\n  a\n  quote\n    b",
        ),
        (
            "<pre class=x><code class='a language-rust'>\nfn  a()\n  <b>b</b> &lt;<br>c\n</code></pre>d<pre> </pre><pre>e<div>&zwnj;</pre>",
            "code rust \"fn  a()\\n  b <\\nc\"\nd\ncode ? \"e\"",
        ),
        ("<hr>a<hr><hr>b<hr>", "a\nrule\nb"),
        ("<details><summary>a</summary>b</details>", "*a*\nb"),
        (
            "<ul><li><input type=checkbox checked> a<li><input type=checkbox>b</ul>c <input type=checkbox>",
            "list\n  - [x]\n    a\n  - [ ]\n    b\nc [ ]",
        ),
        ("<!doctype html><html><head><title>no</title><meta x><style>no</style><body>a</html>b", "ab"),
        ("<head><title>no</title>a<p>b", "a\nb"),
    ]);
}

#[test]
fn blocks_run_as_they_say_or_as_what_they_are_in() {
    check(&[
        ("<p dir=RTL>a<p dir=' ltr '>b<p dir=auto>c<p dir=up>d<p>e", "← a\n→ b\nc\nd\ne"),
        ("<html dir=rtl><body>a<div dir=ltr>b<p>c</p><p dir=auto>d</p></div>e<p>f", "← a\n→ b\n→ c\nd\n← e\n← f"),
        ("<p>a<span dir=rtl>b</span>", "ab"),
        ("<div style='direction: RTL'>a<p style='direction:ltr' dir=rtl>b</div>c", "← a\n→ b\nc"),
        (
            "<h2 dir=rtl>a</h2><ul dir=rtl><li>b</ul><blockquote dir=rtl>c</blockquote>d",
            "h2 ← a\nlist\n  -\n    ← b\nquote\n  ← c\nd",
        ),
        (
            "<table dir=rtl><tr><th>a<th dir=ltr>b<tr><td>c<td>d</table>",
            "table ← <<\nhead | ← a | → b |\n| ← c | ← d |",
        ),
        ("<table><tr><th>a<th>b<tr dir=rtl><td>c<td>d</table>", "table <<\nhead | a | b |\n| ← c | ← d |"),
        ("a\n\n<div dir=rtl>\n\nMarkdown **b**\n\n- c\n\n</div>\n\nd", "a\n← Markdown *b*\nlist\n  -\n    ← c\nd"),
    ]);
}

#[test]
fn pieces_have_the_style_of_all_that_is_open() {
    check(&[
        ("<p>a <em>b <strong>c</em> d</strong> e", "a /b /*/c/* d e"),
        ("<div><b>a<div>b</b>c</div>d", "*a*\n*b*c\nd"),
        (
            "<p><span style='font-weight:700'>a<i style='font-weight: normal'>b</i></span> <s>c</s> <kbd>d</kbd>",
            "*a*/b/ ~c~ `d`",
        ),
        (
            "<p><q>a <b>b</b></q> x<sup>2</sup> H<sub>2</sub>O 1<sup>st</sup> <abbr title=x>c</abbr>",
            "“a *b*” x² H₂O 1st c",
        ),
        ("<p>a<b> b </b>c <code>d</code> <u>e</u>", "a* b *c `d` e"),
        ("<p>e<b>\u{301}\u{302}f</b>", "e\u{301}\u{302}*f*"),
        ("<p><s>a </s><a href=https://x.example>b </a><s>c</s>", "~a~ [b]0 ~c~\nlink 0: b = https://x.example/"),
        ("<p>a&zwnj; &zwnj;&#173; b&#27;[31m&#x202e;c&shy;d", "a b␛[31mcd"),
    ]);
}

#[test]
fn blanks_at_which_no_line_ends_are_kept_where_they_mean_that() {
    check(&[
        ("<p>10&nbsp;km<p>a <b>1</b>&nbsp;<i>b</i>", "10\u{a0}km\na *1*\u{a0}/b/"),
        ("<p>&nbsp;a&nbsp;&nbsp;b &nbsp;c&nbsp; d&nbsp;<br>&nbsp;e<p>&nbsp;&nbsp;<p>f&nbsp;", "a b c d⏎e\nf"),
        ("<p>1&nbsp;000&nbsp;000 as&nbsp;some&nbsp;editors&nbsp;write", "1\u{a0}000\u{a0}000 as some editors write"),
    ]);
}

#[test]
fn raised_text_is_not_taken_for_the_word_before_it() {
    check(&[
        (
            "<p>x<sup>n+1</sup> x<sup>-<i>i</i></sup> x<sup>abc</sup> x<sup>ab</sup>c x<sup>2.5</sup>",
            "xⁿ⁺¹ x⁻/ⁱ/ x^abc x^(ab)c x^(2.5)",
        ),
        ("<p>v<sub>max</sub> a<sub>i,j</sub> CO<sub> 2 </sub>e", "v_max a_(i,j) CO ₂ e"),
        ("<p>a<sup>[1]</sup> b<sup>*</sup> c<sup>(a)</sup> d<sup>1, 2</sup> e<sup>TM</sup>", "a[1] b* c(a) d¹, ² e™"),
        (
            "<p>2<sup>nd</sup> XIX<sup>e</sup> Tool<sup>see below</sup><p><sup>Terms apply.</sup>",
            "2nd XIXe Tool (see below)\nTerms apply.",
        ),
        (
            "<p><sup>a</sup>Univ<p><sup>ab</sup>Three <sup>c</sup> d<p><sup>Small </sup>print x<sup>ab </sup>c",
            "^(a)Univ\n^(ab)Three c d\nSmall print x^ab c",
        ),
        ("<pre>x<sup>2</sup><sup>ab</sup></pre>", "code ? \"x²ab\""),
    ]);
}

#[test]
fn readings_stand_in_brackets_behind_their_words() {
    check(&[
        ("<p><ruby>漢<rt>かん</rt>字<rp>(</rp><rt> じ </rt><rp>)</rp></ruby>。", "漢(かん)字 (じ) 。"),
        ("<p><ruby>漢<rp>(<rt>かん<rp>)</ruby>a<ruby>b<rt></rt></ruby>c", "漢(かん)abc"),
    ]);
}

#[test]
fn buttons_and_choices_are_words_of_their_own() {
    check(&[
        ("<p>a<button>Buy</button><button>Sell</button>b", "a Buy Sell b"),
        ("<p>Colour:<select><option>red<option>dark blue</select>end<p>x", "Colour: • red • dark blue end\nx"),
        ("<p><select><optgroup><option>a</option><optgroup><option>b</select>c", "• a • b c"),
    ]);
}

#[test]
fn addresses_are_links_where_they_are_words() {
    check(&[
        (
            "<p>At https://a.example/x_y&amp;z?b=(c), <a href=https://b.example>https://c.example</a> <code>https://d.example</code>\
             <pre>https://e.example</pre><h2>http://f.example.</h2>",
            "At [https://a.example/x_y&z?b=(c)]0, [https://c.example]1 `https://d.example`\ncode ? \"https://e.example\"\n\
             h2 [http://f.example]2.\nlink 0: https://a.example/x_y&z?b=(c) = https://a.example/x_y&z?b=(c)\n\
             link 1: https://c.example = https://b.example/\nlink 2: http://f.example = http://f.example/",
        ),
        (
            "<p>https://a.example/1 <a href=https://b.example>b</a> https://a.example/1 <b>https://c.example</b>d<sup>1</sup>",
            "[https://a.example/1]0 [b]1 [https://a.example/1]0 [*https://c.example*]2d¹\n\
             link 0: https://a.example/1 = https://a.example/1\nlink 1: b = https://b.example/\n\
             link 2: https://c.example = https://c.example/",
        ),
        ("<p>https://a.example<sup>1</sup>", "[https://a.example]0¹\nlink 0: https://a.example = https://a.example/"),
    ]);
}

#[test]
fn links_are_named_by_their_words() {
    check(&[
        (
            "<p><a href=' https://x.example/a '>a <b>b</b></a> <a href=//x.example/b?q#f><img src=i.png></a><a href=/c>c</a>",
            "[a ]0[*b*]0\npicture 0\nc\npicture 0: ? = i.png @1\nlink 0: a b = https://x.example/a\n\
             link 1: x.example/b = https://x.example/b?q#f",
        ),
        (
            "<p><a href=https://x.example/1><img src=i alt=''></a><p><a href=https://x.example/1>words</a><a href=https://x.example/2> </a>",
            "picture 0\n[words]0\npicture 0: ? = i @0\nlink 0: words = https://x.example/1",
        ),
        (
            "<p>a:<br><a href=https://x.example/1>b</a><br><a href=https://x.example/2>c</a> <a href=https://x.example/3>d </a>e",
            "a:⏎[b]0⏎[c]1 [d]2 e\nlink 0: b = https://x.example/1\nlink 1: c = https://x.example/2\n\
             link 2: d = https://x.example/3",
        ),
        (
            "<a href=https://x.example/1><h2>a</h2><p>b</a><a href=https://x.example/2>c<a href=https://x.example/3>d",
            "h2 [a]0\n[b]0[c]1[d]2\nlink 0: a b = https://x.example/1\nlink 1: c = https://x.example/2\n\
             link 2: d = https://x.example/3",
        ),
    ]);
}

#[test]
fn pictures_are_words_or_stand_alone() {
    check(&[
        (
            "<p>a <img src=i alt=bee width=20> c<br><img src=j alt=dee><br>e <img src=k> f <img src=l alt=gee>h",
            "a !0(bee) c\npicture 1\ne\npicture 2\nf\npicture 3\nh\npicture 0: bee = i\npicture 1: dee = j\npicture 2: ? = k\npicture 3: gee = l",
        ),
        (
            "<p><img src=i alt='One two'><span>One two</span><p><img src=j alt='One two'>One twoThis<p><img src=k alt='One two'>One two is",
            "picture 0\npicture 1\nThis\npicture 2\nOne two is\npicture 0: One two = i\npicture 1: One two = j\npicture 2: One two = k",
        ),
        (
            "<figure><img src=a><figcaption>b <i>c</i></figcaption></figure><figure><img src=d alt=eee><figcaption>f</figcaption></figure>g",
            "picture 0\npicture 1\nf\ng\npicture 0: b c = a\npicture 1: eee = d",
        ),
        (
            "<h1>T<br><img src=l height=9 alt=logo></h1><p><img src=s width=20 alt=s><img src=x.gif data-src=y.png><img srcset='z.png 2x, w.png'>",
            "h1 T\npicture 0\n!1(s)\npicture 2\npicture 3\npicture 0: logo = l\npicture 1: s = s\npicture 2: ? = y.png\npicture 3: ? = z.png",
        ),
        (
            "<p><img src='data:image/gif;base64,R0lG' alt=aaa><img src=cid:x alt=bbb><img src=t width=1 height=1><img alt=''>",
            "picture 0\npicture 1\npicture 0: aaa = data R0lG\npicture 1: bbb = nowhere",
        ),
    ]);
}

#[test]
fn what_programs_leave_of_text_is_made_good() {
    check(&[
        ("<p>we&amp;#8217;ve <code>&amp;#8217;</code>", "we’ve `&#8217;`"),
        (
            "<p><span class=videoUrl>watch?v=SXk7sFJa_eA</span><p>a watch?v=SXk7sFJa_eA",
            "[watch?v=SXk7sFJa_eA]0\na watch?v=SXk7sFJa_eA\n\
             link 0: watch?v=SXk7sFJa_eA = https://www.youtube.com/watch?v=SXk7sFJa_eA",
        ),
    ]);
}

#[test]
fn frames_and_players_are_links() {
    check(&[
        (
            "<p>a<iframe src='https://www.youtube.com/embed/x?rel=0'>no</iframe>b<iframe title=T src=//player.vimeo.com/video/1 />c",
            "a\n[Video on youtube.com]0\nb\n[T]1\nc\nlink 0: Video on youtube.com = https://www.youtube.com/watch?v=x\n\
             link 1: T = https://vimeo.com/1",
        ),
        (
            "<video controls><source src=https://v.example/a.mp4><source src=b>no</video><audio src=/c/d.mp3></audio>\
             <iframe src=https://m.example/e></iframe><embed src=https://f.example/g><iframe></iframe>",
            "[Video on v.example]0\nAudio: d.mp3\n[Embedded page on m.example]1\n[Embedded page on f.example]2\n\
             link 0: Video on v.example = https://v.example/a.mp4\nlink 1: Embedded page on m.example = https://m.example/e\n\
             link 2: Embedded page on f.example = https://f.example/g",
        ),
    ]);
}

#[test]
fn tables_of_data_are_tables_and_those_of_layout_are_not() {
    check(&[
        (
            "<table><caption>A</caption><thead><tr><th>a<th align=right>b<tbody><tr><th>c<td>1<tr><td>d<td style='text-align:right'>2</table>e",
            "A\ntable <<\nhead | a | b |\n| *c* | 1 |\n| d | 2 |\ne",
        ),
        ("<table><tr><td>a<td>b<tr><td>c<td><p>d</p></table>", "table <<\n| a | b |\n| c | d |"),
        (
            "<table><tr><th>a<th>b<tr><td>x<pre>c\n\n  d\n</pre>e<td>f</table>",
            "table <<\nhead | a | b |\n| x⏎`c`⏎`d`⏎e | f |",
        ),
        ("<table><tr><td>a<td>b</table>", "a\nb"),
        ("<table><tr><td>a<tr><td>b<tr><td>c</table>", "a\nb\nc"),
        ("<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>", "a\nb\nc\nd"),
        ("<table><tr><td>a<td>b<tr><td>c<td><ul><li>d</ul><tr><td>e<td>f</table>", "a\nb\nc\nlist\n  -\n    d\ne\nf"),
        (
            "<table><tr><td>x<table><tr><td>a<td>b<tr><td>c<td>d</table>y<td>z</table>",
            "x\ntable <<\n| a | b |\n| c | d |\ny\nz",
        ),
        (
            "<table><tr><th>a<th>b<th>c<tr><td rowspan=2>1<td colspan=2>2<tr><td>3<td><p>4<p>5</table>",
            "table <<<\nhead | a | b | c |\n| 1 | 2 |  |\n|  | 3 | 4⏎5 |",
        ),
        ("<table>a<tr>b<td>c</table><td>d<tr>e", "a\nb\nc\nd\ne"),
    ]);
}

#[test]
fn what_is_hidden_is_not_read() {
    check(&[
        ("<p>a<div style='display: none !important'>no<p>no</div>b", "a\nb"),
        (
            "<p>a<span hidden>no</span><span style='VISIBILITY:hidden'>no<b style='visibility: visible'>b</b></span>",
            "a*b*",
        ),
        ("<td style='font-size:0'>no<div>no<p style='font-size:16px'>a</p><p class=x>b</p></div>", "a\nb"),
        (
            "<div style='max-height:0px;overflow:hidden'>no</div><i style='opacity:0'>no</i><i style='height:0;overflow:hidden'>no</i>a",
            "a",
        ),
        (
            "<div style='visibility:hidden'>no<b style='visibility:inherit'>no</b></div><i style='opacity:0%'>no</i>a",
            "a",
        ),
        (
            "<div style='font-size:0'>no<b style='font-size:1.5em'>no<i style='font-size:inherit'>no</i></b><b style='font-size:1rem'>a</b></div>",
            "*a*",
        ),
        ("<div style='height:0'>a</div><i style='opacity:0.5'>b</i><i style='mso-hide:all'>c</i>", "a\n/bc/"),
        (
            "<p>a<span aria-hidden=true>→ b</span><span aria-hidden=true>→</span><img aria-hidden=true src=x>",
            "a→ b\npicture 0\npicture 0: ? = x",
        ),
        ("<p>a<svg><title>no</title><text>no</text></svg><template>no</template><noscript>no</noscript>b", "ab"),
        ("<p>a<!--[if mso]><table><tr><td>no<![endif]-->b<!--[if !mso]><!-->c<!--<![endif]-->", "abc"),
    ]);
}

#[test]
fn deep_nesting_keeps_its_text() {
    let deep = format!("{}a{}b", "<blockquote>".repeat(30_000), "</blockquote>".repeat(30_000));
    let text = written(&read_document(&deep));
    assert_eq!(
        text,
        format!(
            "{}{}a\nb",
            (0..24).map(|depth| format!("{}quote\n", "  ".repeat(depth))).collect::<String>(),
            "  ".repeat(24)
        )
    );
    let hidden = format!("<p>{}<div hidden>no<b>no</b></div>a<style>no</style>b", "<div>".repeat(300));
    assert_eq!(written(&read_document(&hidden)), "ab");
}
