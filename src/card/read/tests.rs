use std::time::Instant;

use proptest::prelude::*;

use super::*;
use crate::card::{Action, Image, Node, Ratings, SafeUrl, Timestamp, Topic};

fn card(text: &str) -> CardFile {
    match read(text.as_bytes()) {
        Reading::Card(card) => *card,
        other => panic!("{text:?} is {other:?}"),
    }
}

/// A card with this front matter.
fn front(yaml: &str) -> CardFile {
    card(&format!("---\n{yaml}\n---\n"))
}

fn problems(file: &CardFile) -> Vec<String> {
    file.problems.iter().map(ToString::to_string).collect()
}

fn safe(text: &str) -> Option<SafeText> {
    Some(SafeText::line(text))
}

fn link(text: &str) -> Option<SafeUrl> {
    SafeUrl::parse(text).ok()
}

const WHOLE: &str = r#"---
category: news
title: "Getting AI to Scale"
excerpt: "Two  blanks 🎉
  and a fold"
publishedDateTime: 2021-04-12T18:00:00Z
updatedDateTime: 2021-04-13
originalUrl: https://hbr.org/o
webUrl: "https://hbr.org/w"
ampWebUrl: "https://hbr.org/a"
cdnAmpWebUrl: "https://cdn.example/c"
type: article
quality: 59.5
heat: -1
published: false
deleted: true
price: 9.90
length: PT13M34S
members: 22000
ratings: {count: 419, average: 4.632458}
provider:
  name: Harvard Business Review
  domain: hbr.org
  country: US
  publishers: [HBP]
  authors: [{name: A}, B]
  images: [{url: /logo.png, width: 50, height: 50}]
topics: [AI Hardware, 2020, ~, ""]
levels: [Beginner]
images:
  - url: "https://hbr.org/i.jpg?x=1"
    width: 3000
    height: 1410
    isCached: true
    title: T
    attribution: C
  - {}
related:
  - title: R
    quality: 176
    webUrl: https://r.example/
    related: [{title: RR}]
items: [videos/a, videos/b]
actions:
  - {url: /here, type: download, title: Get it}
featuredContent: "<iframe width=\"800\" src=\"//www.youtube.com/embed/x?a=1&amp;b=2\" allowfullscreen></iframe>"
secured: "abc=;def="
name: Not needed
location: Seattle, WA
offers: [{when: 2021-01-01, n: 1.5}, ~]
---
Body
"#;

#[test]
fn titles_and_captions_were_escaped_and_links_and_topics_were_not() {
    let file = card(
        "---\ntitle: A&amp;B\ntopics: [R&amp;D]\nimages: [{url: 'a&amp;b.png', title: '&lt;i&gt;', attribution: '&copy; C'}]\n\
         related: [{title: 'C&#39;s', excerpt: '&quot;D&quot;'}]\n---\n",
    );
    let card = &file.card;
    assert_eq!((&card.title, card.topics.as_slice()), (&safe("A&B"), &[SafeText::line("R&amp;D")][..]));
    let image = card.images.first().expect("an image");
    assert_eq!((&image.url, &image.title, &image.attribution), (&safe("a&amp;b.png"), &safe("<i>"), &safe("© C")));
    let related = card.related.first().expect("a related card");
    assert_eq!((&related.title, &related.excerpt), (&safe("C's"), &safe("\"D\"")));
}

#[test]
fn a_whole_card_is_read() {
    let file = card(WHOLE);
    assert_eq!(problems(&file), [""; 0]);
    assert!(!file.broken);
    assert_eq!(WHOLE.get(file.body.clone()), Some("Body\n"));
    let card = &file.card;
    assert_eq!(card.category, safe("news"));
    assert_eq!(card.title, safe("Getting AI to Scale"));
    assert_eq!(card.excerpt, safe("Two  blanks 🎉 and a fold"));
    assert_eq!(card.published_at, Timestamp::parse("2021-04-12T18:00:00Z"));
    assert_eq!(card.updated_at, Timestamp::parse("2021-04-13"));
    assert_eq!(card.links.original, link("https://hbr.org/o"));
    assert_eq!(card.links.web, link("https://hbr.org/w"));
    assert_eq!(card.links.amp, link("https://hbr.org/a"));
    assert_eq!(card.links.cdn_amp, link("https://cdn.example/c"));
    assert_eq!(card.kind, safe("article"));
    assert_eq!((card.quality, card.heat, card.draft, card.removed), (Some(59.5), None, true, true));
    assert_eq!((card.price.clone(), card.length.clone(), card.members), (safe("9.90"), safe("PT13M34S"), Some(22_000)));
    assert_eq!(card.ratings, Some(Ratings { count: Some(419), average: Some(4.632458) }));
    let provider = card.provider.as_ref().expect("provider");
    assert_eq!((&provider.name, &provider.domain), (&safe("Harvard Business Review"), &safe("hbr.org")));
    assert_eq!(
        (provider.publishers.as_slice(), provider.authors.as_slice()),
        (&["HBP"].map(SafeText::line)[..], &["A", "B"].map(SafeText::line)[..])
    );
    assert_eq!(provider.images.first().and_then(Image::caption), safe("logo.png"));
    assert_eq!(card.topics, ["AI Hardware", "2020"].map(SafeText::line));
    assert_eq!(card.levels, ["Beginner"].map(SafeText::line));
    let image = Image {
        url: safe("https://hbr.org/i.jpg?x=1"),
        width: Some(3000),
        height: Some(1410),
        title: safe("T"),
        attribution: safe("C"),
        cached: true,
    };
    assert_eq!(image.caption(), safe("T"));
    assert_eq!(card.images, [image]);
    let related = card.related.first().expect("related");
    assert_eq!(
        (&related.title, related.quality, &related.links.web),
        (&safe("R"), Some(176.0), &link("https://r.example/"))
    );
    assert_eq!(related.related.first().and_then(Card::display_title), safe("RR").as_ref());
    assert_eq!(card.items, ["videos/a", "videos/b"].map(SafeText::line));
    assert_eq!(card.actions, [Action { url: None, kind: safe("download"), title: safe("Get it"), attribution: None }]);
    assert_eq!(card.featured, link("https://www.youtube.com/watch?v=x"));
    assert_eq!(card.locked, Some(9));
    let more: Vec<_> = card.more.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(more, ["provider.country", "name", "location", "offers"]);
    let offer = vec![("when".to_owned(), Node::Text("2021-01-01".to_owned())), ("n".to_owned(), Node::Float(1.5))];
    assert_eq!(card.more.last().map(|(_, node)| node), Some(&Node::List(vec![Node::Map(offer), Node::Null])));
}

#[test]
fn a_head_holds_what_the_list_needs() {
    let head = card(WHOLE).head(3, Path::new("a/b.md"));
    assert_eq!((head.path.to_str(), head.root), (Some("a/b.md"), 3));
    assert_eq!((head.title.as_str(), head.kind.as_str()), ("Getting AI to Scale", "article"));
    assert_eq!((head.provider.as_str(), head.canonical), ("Harvard Business Review", link("https://hbr.org/w")));
    let set = HeadFlags::DRAFT;
    for flag in [
        HeadFlags::REMOVED,
        HeadFlags::LOCKED,
        HeadFlags::AMP,
        HeadFlags::IMAGE,
        HeadFlags::RELATED,
        HeadFlags::BODY,
        HeadFlags::ITEMS,
        HeadFlags::ACTIONS,
        HeadFlags::VIDEO,
    ] {
        assert!(head.flags.has(flag) && head.flags.has(set), "{flag:?}");
    }
    assert!(!head.flags.has(HeadFlags::BROKEN) && !head.flags.has(HeadFlags::PROBLEMS));
}

#[test]
fn a_card_without_a_title_goes_by_its_file_name() {
    for yaml in ["", "title:", "title: ''", "title: '  '", "title: \"\\u200b\"", "title: [a]", "excerpt: x"] {
        assert_eq!(front(yaml).head(0, Path::new("a/\u{1b}b.md")).title, "␛b.md", "{yaml:?}");
    }
    let broken = card("---\ntitle: a: b\n---\nbody\n");
    let head = broken.head(0, Path::new("x.md"));
    assert_eq!((head.title.as_str(), head.flags.has(HeadFlags::BROKEN)), ("x.md", true));
    assert!(head.flags.has(HeadFlags::BODY));
    assert_eq!(front("provider: {domain: a.example}").head(0, Path::new("x")).provider, "a.example");
    assert_eq!(front("type: Video").flags(), HeadFlags::VIDEO);
    assert_eq!(front("").head(0, Path::new("")).title, "(no name)");
}

#[test]
fn stand_ins_stand_in_only_where_needed() {
    let file = front("name: N\nbio: B\naffiliation: {name: P}");
    let provider = file.card.provider.as_ref().and_then(|p| p.name.clone());
    assert_eq!((&file.card.title, &file.card.excerpt, provider), (&safe("N"), &safe("B"), safe("P")));
    let file = front("name: N\ntitle: T\nbio: B\nexcerpt: E\naffiliation: {name: P}\nprovider: {name: Q}");
    let provider = file.card.provider.as_ref().and_then(|p| p.name.clone());
    assert_eq!((&file.card.title, &file.card.excerpt, provider), (&safe("T"), &safe("E"), safe("Q")));
    assert_eq!(file.card.more.len(), 3);
    let file = front("name: N\ntitle: [T]");
    assert_eq!((file.card.title, file.problems.len()), (safe("N"), 1));
}

#[test]
fn nothing_known_is_not_a_problem() {
    for yaml in [
        "",
        "# a comment",
        "~",
        "title:\nexcerpt: ''\ntopics:\nimages: ''\nrelated: []\nprovider: ''\nheat: ''\nquality: ~\npublished: ''",
        "topics: [~, null, '']\nimages: [~]\nrelated: [~]\nprovider: ~\nactions: [~]\nwebUrl: ''\nratings: ''",
        "title: 2020\ntopics: [1.20, true]\nlevels: [3]\nprice: 0\nlength: 12:30",
        "events: [{a: b}]\nbooks: {x: [1]}\nlocations: 5\nstartDateTime: tomorrow\noffers: no\nserver: !x y",
        "images: [a.png, {url: 'data:image/png;base64,x', foo: bar}]",
        "actions: [{url: /relative}, {url: ''}]",
        "featuredContent: '<p>no frame</p>'",
        "ratings: {count: 1.0, average: 5, best: x}",
        "publishedDateTime: 2020-09-15 10:00:00 +0200",
        "provider: {authors: [A, {name: B}, {nick: C}], publishers: ~}",
        "webUrl: >\n  https://example.org/a\nquality: 1e2",
    ] {
        assert_eq!(problems(&front(yaml)), [""; 0], "{yaml:?}");
    }
    assert_eq!(front("topics: [1.20, 0x10]\ntitle: 2020.0").card.topics, ["1.20", "0x10"].map(SafeText::line));
}

#[test]
fn every_problem_says_where_and_what() {
    for (yaml, expected) in [
        ("title: [a]", &["2:8: title should be text, not a list"][..]),
        ("title: {a: b}", &["2:8: title should be text, not a mapping"]),
        ("topics: AI", &["2:9: topics should be a list of texts, not \"AI\""]),
        ("topics: [AI, [ML]]", &["2:14: topics[1] should be text, not a list"]),
        ("topics:\n  - AI\n  - {a: b}", &["4:5: topics[1] should be text, not a mapping"]),
        ("quality: high", &["2:10: quality should be a number, not \"high\""]),
        ("quality: .nan", &["2:10: quality should be a number, not \".nan\""]),
        ("quality: [1]", &["2:10: quality should be a number, not a list"]),
        ("heat: \"12\"", &["2:7: heat should be a number without quotes, not \"12\""]),
        ("published: yes", &["2:12: published should be true or false, not \"yes\""]),
        ("published: maybe", &["2:12: published should be true or false, not \"maybe\""]),
        ("removed: 1", &["2:10: removed should be true or false, not \"1\""]),
        ("provider: BBC", &["2:11: provider should be a mapping with name and domain, not \"BBC\""]),
        ("provider: [BBC]", &["2:11: provider should be a mapping with name and domain, not a list"]),
        ("provider:\n  name: [x]", &["3:9: provider.name should be text, not a list"]),
        ("images: x.png", &["2:9: images should be a list of images, not \"x.png\""]),
        ("images: {url: x.png}", &["2:9: images should be a list of images, not a mapping"]),
        ("images: [{width: -5}]", &["2:18: images[0].width should be a whole number from 0, not \"-5\""]),
        ("images: [{width: 1.5}]", &["2:18: images[0].width should be a whole number from 0, not \"1.5\""]),
        ("images: [{height: '50'}]", &["2:19: images[0].height should be a whole number without quotes, not \"50\""]),
        ("images: [5]", &["2:10: images[0] should be an image, not \"5\""]),
        ("members: many", &["2:10: members should be a whole number from 0, not \"many\""]),
        (
            "members: 99999999999999999999",
            &["2:10: members should be a whole number from 0, not \"99999999999999999999\""],
        ),
        ("ratings: 5", &["2:10: ratings should be a mapping with count and average, not \"5\""]),
        ("related: none", &["2:10: related should be a list of cards, not \"none\""]),
        ("related: [x]", &["2:11: related[0] should be a card, not \"x\""]),
        (
            "related:\n  - title: R\n    quality: |\n      high",
            &["4:14: related[0].quality should be a number, not \"high\""],
        ),
        (
            "related:\n  - webUrl: /x",
            &["3:13: related[0].webUrl \"/x\" cannot be opened: the link is relative; it needs to begin with https://"],
        ),
        (
            "publishedDateTime: yesterday",
            &["2:20: publishedDateTime should be a date such as 2021-04-12T18:00:00Z, not \"yesterday\""],
        ),
        (
            "updatedDateTime: 2021",
            &["2:18: updatedDateTime should be a date such as 2021-04-12T18:00:00Z, not \"2021\""],
        ),
        (
            "webUrl: 'javascript:x'",
            &[
                "2:9: webUrl \"javascript:x\" cannot be opened: links of the kind javascript: are not opened, only http: and https:",
            ],
        ),
        ("ampWebUrl: 5", &["2:12: ampWebUrl should be a link, not \"5\""]),
        (
            "actions: [{url: 'file:///x'}]",
            &[
                "2:17: actions[0].url \"file:///x\" cannot be opened: links of the kind file: are not opened, only http: and https:",
            ],
        ),
        ("actions: download", &["2:10: actions should be a list of actions, not \"download\""]),
        ("featuredContent: [x]", &["2:18: featuredContent should be HTML, not a list"]),
        ("secured: {a: b}", &["2:10: secured should be text, not a mapping"]),
        (
            "title: a\nx: {y: 1, y: 2}\ntitle: b",
            &[
                "3:11: x.y is here a second time; only the last one counts",
                "4:1: title is here a second time; only the last one counts",
            ],
        ),
        ("é: ü\ntopics: \"\\e[31m\"", &["3:9: topics should be a list of texts, not \"␛[31m\""]),
    ] {
        for end in ["\n", "\r\n", "\r"] {
            for bom in ["", "\u{feff}"] {
                let text = format!("{bom}---\n{yaml}\n---\n").replace('\n', end);
                assert_eq!(problems(&card(&text)), expected, "{text:?}");
            }
        }
    }
}

#[test]
fn a_value_that_is_only_odd_is_used() {
    let file = front(
        "topics: AI\nlevels: 3\nheat: '12'\nquality: '1.5'\nprovider: BBC\npublished: no\nimages: x.png\nmembers: '7'\nrelated: {title: R}",
    );
    let card = &file.card;
    assert_eq!(file.problems.len(), 9);
    assert_eq!(
        (card.topics.as_slice(), card.levels.as_slice()),
        (&["AI"].map(SafeText::line)[..], &["3"].map(SafeText::line)[..])
    );
    assert_eq!((card.heat, card.quality, card.draft, card.members), (Some(12.0), Some(1.5), true, Some(7)));
    assert_eq!(card.provider.as_ref().and_then(|p| p.name.clone()), safe("BBC"));
    assert_eq!((card.images.len(), card.related.len()), (1, 1));
    assert!(!front("published: yes").card.draft);
    assert_eq!(front("published: maybe\nquality: high").card, Card::default());
    assert_eq!(front("quality: -1\nheat: -1.0").card, Card::default());
    assert_eq!(front("title: a\ntitle: b\nx: {y: 1, y: 2}").card.title, safe("b"));
    let more = front("x: {y: 1, z: 3, y: 2}\nx: {y: 1, z: 3, y: 2}").card.more;
    let expected = Node::Map(vec![("z".to_owned(), Node::Int(3)), ("y".to_owned(), Node::Int(2))]);
    assert_eq!(more, [(SafeText::line("x"), expected)]);
}

#[test]
fn a_broken_card_says_why() {
    for (text, expected) in [
        ("---\ntitle: x\n", "1:1: the front matter has no closing ---"),
        ("---\n42\n---\n", "2:1: the front matter is a number, not a mapping of names to values"),
        ("---\n# x\n- a\n---\n", "3:1: the front matter is a list, not a mapping of names to values"),
        (
            "---\ntitle: a: b\n---\n",
            "2:9: not valid YAML: a value that holds a colon and a blank needs quotes around it",
        ),
        ("---\na: 1\ntitle: \"x\n---\n", "3:8: a quoted text that begins here is not closed"),
        ("---\ntitle: \"a\0b\"\n---\n", "2:10: YAML does not allow the control character U+0000"),
        ("---\na: [1\n---\n", "2:6: not valid YAML: did not find expected ',' or ']', while parsing a flow sequence"),
    ] {
        for end in ["\n", "\r\n", "\r"] {
            let text = text.replace('\n', end);
            let file = card(&text);
            assert!(file.broken && file.card == Card::default(), "{text:?}");
            assert_eq!(problems(&file), [expected], "{text:?}");
        }
    }
    let long = format!("---\na: !!int {}\n---\n", "x".repeat(60_000));
    assert!(card(&long).problems.iter().all(|problem| problem.message.len() < 300));
}

#[test]
fn bytes_that_are_no_text_are_read_around() {
    let bad = |bytes: &[u8]| match read(bytes) {
        Reading::Card(file) => (file.card.title.clone(), problems(&file)),
        other => panic!("{other:?}"),
    };
    let why = "the file is not valid UTF-8 from here on; save it as UTF-8";
    assert_eq!(bad(b"---\ntitle: \"caf\xe9\"\n---\n"), (safe("caf\u{fffd}"), vec![format!("2:12: {why}")]));
    assert_eq!(bad(b"---\ntitle: a\n---\nbody\r\n\xc3\xa9\xff\n"), (safe("a"), vec![format!("5:2: {why}")]));
    let (title, found) = bad(b"---\ntopics: \xe9\ntitle: a\nquality: x\xff\n---\n\xff");
    assert_eq!((title, found.len()), (safe("a"), 3));
    assert_eq!(found.first().map(String::as_str), Some("2:9: topics should be a list of texts, not \"\u{fffd}\""));
}

#[test]
fn a_body_of_blanks_is_none() {
    for (text, body) in [("---\n---\n \n\r\n\t", ""), ("---\n---", ""), ("---\n---\n\n x\n", "\n x\n")] {
        let file = card(text);
        assert_eq!(text.get(file.body.clone()), Some(body), "{text:?}");
        assert_eq!(file.flags().has(HeadFlags::BODY), !body.is_empty());
    }
    let bytes = b"a\tb\r\n\x1b\xff";
    assert_eq!(body_text(bytes, &(0..bytes.len())), "a    b\n␛\u{fffd}");
    assert_eq!(body_text(bytes, &(5..99)), "␛\u{fffd}");
    assert_eq!(body_text(bytes, &(99..99)), "");
    let long = "é".repeat(BODY_LIMIT / 2 + 1);
    assert_eq!(body_text(long.as_bytes(), &(0..long.len())).len(), BODY_LIMIT);
    let long = format!("x{long}");
    assert_eq!(body_text(long.as_bytes(), &(0..long.len())).len(), BODY_LIMIT - 1);
    let file = card(&format!("---\n---\nx{long}"));
    assert_eq!(problems(&file), [""; 0]);
}

#[test]
fn related_cards_end_somewhere() {
    let mut yaml = "{quality: x}".to_owned();
    for _ in 0..6 {
        yaml = format!("{{related: [{yaml}]}}");
    }
    let file = front(&yaml);
    let found = problems(&file);
    assert_eq!(found.len(), 1);
    assert!(found.iter().all(|problem| problem.contains("is left out")), "{found:?}");
}

#[test]
fn problems_are_counted_beyond_fifty() {
    let yaml: String = (0..70).map(|_| "  - [x]\n").collect();
    let file = front(&format!("topics:\n{yaml}"));
    assert_eq!(file.problems.len(), 51);
    assert_eq!(problems(&file).last().map(String::as_str), Some("52:5: 20 more problems in this card"));
}

#[test]
fn taxonomies_are_not_cards() {
    let topic = Topic {
        name: SafeText::line("CDS"),
        short_name: safe("C"),
        parent: safe("P"),
        keywords: vec![SafeText::line("k")],
    };
    let yaml = "taxonomy: topic\n_id: x\nname: CDS\nshortname: C\nparent: P\nkeywords: [k]\nservices: {a: b}\n";
    assert_eq!(read_taxonomy(yaml.as_bytes()), (Some(Taxonomy::Topic(topic.clone())), vec![]));
    assert_eq!(read_taxonomy(format!("\u{feff}---\r\n{yaml}").as_bytes()).0, Some(Taxonomy::Topic(topic.clone())));
    assert_eq!(read(format!("---\n{yaml}---\n").as_bytes()), Reading::Taxonomy(Taxonomy::Topic(topic), vec![]));
    let (found, problems) = read_taxonomy(b"taxonomy: organization\n_id: bbc.com\nname: [BBC]\n");
    assert!(matches!(found, Some(Taxonomy::Organization(org)) if org.name.is_empty() && org.domain == "bbc.com"));
    let problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(problems, ["1:11: taxonomy needs a name beside it", "3:7: name should be text, not a list"]);
    assert_eq!(read_taxonomy(b"taxonomy: other"), (Some(Taxonomy::Other), vec![]));
    for none in ["", "a: b", "- x", "a: b: c", "taxonomy:", "taxonomy: {category: [x]}", "\0", "--- a\n--- b\n"] {
        assert_eq!(read_taxonomy(none.as_bytes()), (None, vec![]), "{none:?}");
    }
    assert_eq!(front("taxonomy: {category: [x]}").problems, []);
}

#[test]
fn frames_are_found_in_any_html() {
    for (html, expected) in [
        ("<iframe src='https://a.example/'>", "https://a.example/"),
        ("<p><IFRAME data-src=x SRC = https://a.example/x allow>", "https://a.example/x"),
        ("<iframe src=\"/local\"></iframe><iframe src=\"http://b.example/\">", "http://b.example/"),
        ("<iframe allowfullscreen src=\" //a.example/?a=1&amp;b=2 \"/>", "https://a.example/?a=1&b=2"),
    ] {
        assert_eq!(embed::first_frame(html), link(expected), "{html:?}");
    }
    for html in [
        "",
        "<iframe",
        "<iframe src",
        "<iframe src=",
        "<iframe src=\"",
        "<iframe src='javascript:x'>",
        "<iframe>src=https://a.example/",
    ] {
        assert_eq!(embed::first_frame(html), None, "{html:?}");
    }
}

#[test]
fn hostile_cards_cost_little() {
    let fits = |unit: &str| unit.repeat(65_000 / unit.len());
    let cases = [
        fits("a:\n"),
        fits("- [x]\n"),
        format!("topics:\n{}", fits("- [x]\n")),
        format!("topics: [{}]", fits("1,")),
        format!("featuredContent: '{}'", fits("<iframe src=")),
        format!("title: \"{}\"", fits("\\u0301")),
        format!("title: '{}'", fits("\u{301}")),
        format!("related: [{}]", fits("{quality: x, quality: y},")),
        format!("a: \"{}\n", fits("x\n\n")),
        fits("'': ''\n"),
        fits("&a a: *a\n"),
        fits("? "),
        fits("- "),
        fits("!t "),
        fits("# x\n"),
        fits("\u{feff}"),
        format!("a: |\n{}", fits(" \n")),
    ];
    for yaml in cases {
        let text = format!("---\n{yaml}\n---\n");
        let start = Instant::now();
        let _ = read(text.as_bytes());
        let beginning = yaml.chars().take(24).collect::<String>();
        assert!(start.elapsed().as_millis() < 1_000, "{beginning:?} took {:?}", start.elapsed());
    }
}

/// Values that fit a field and values that do not.
fn yaml_value() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "x",
        "12",
        "-1",
        "1.50",
        "~",
        "",
        "true",
        "yes",
        "\"\\e[2J\"",
        "'12'",
        "[a, 1, ~, [b]]",
        "{name: n, url: u, url: v}",
        "[{name: 1, url: https://a.example/, width: w}]",
        "[{title: t, related: [{title: u, heat: x}]}]",
        "https://a.example/",
        "/rel",
        "javascript:x",
        "2020-09-15",
        "|\n  a\n  b",
        "*a",
        "&a [1]",
        "!t {a: b}",
        "\"",
        "[",
        ": :",
        "é\u{202e}",
    ])
    .prop_map(str::to_owned)
}

fn yaml_key() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "title",
        "name",
        "excerpt",
        "bio",
        "category",
        "type",
        "publishedDateTime",
        "webUrl",
        "ampWebUrl",
        "provider",
        "affiliation",
        "topics",
        "levels",
        "price",
        "members",
        "ratings",
        "quality",
        "heat",
        "published",
        "removed",
        "images",
        "related",
        "items",
        "actions",
        "featuredContent",
        "secured",
        "taxonomy",
        "other",
        "12",
        "[a]",
        "é",
    ])
    .prop_map(str::to_owned)
}

proptest! {
    #[test]
    fn prop_any_bytes_can_be_read(bytes in any::<Vec<u8>>(), body in 0usize..40) {
        let mut fenced = b"---\n".to_vec();
        fenced.extend(&bytes);
        fenced.extend(b"\n---\n");
        for bytes in [&bytes, &fenced] {
            // NaN aside, one file has one reading.
            prop_assert_eq!(format!("{:?}", read(bytes)), format!("{:?}", read(bytes)));
            let _ = (read_taxonomy(bytes), body_text(bytes, &(body..bytes.len())));
        }
    }

    #[test]
    fn prop_problems_point_into_the_file(
        entries in prop::collection::vec((yaml_key(), yaml_value()), 0..12),
        end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
    ) {
        let yaml: String = entries.iter().map(|(key, value)| format!("{key}: {value}\n")).collect();
        let text = format!("---\n{yaml}---\nbody\n").replace('\n', end);
        let lines = text.matches(end).count();
        if let Reading::Card(file) = read(text.as_bytes()) {
            prop_assert!(file.problems.is_sorted_by_key(|problem| (problem.line, problem.column)));
            prop_assert!(!file.broken || file.problems.len() == 1);
            for problem in &file.problems {
                prop_assert!((1..lines).contains(&problem.line), "{:?} {:?}", problem, text);
                prop_assert!(!problem.message.is_empty());
            }
            let head = file.head(0, Path::new("x.md"));
            prop_assert!(!head.title.is_empty());
        }
    }
}

#[test]
fn unknown_keys_inside_known_ones_are_kept() {
    let card = front(
        "provider:\n  name: P\n  country: CH\n  authors: [{name: A, role: editor}]\nimages: [{url: a.png, alt: An A}]\n\
         actions: [{url: 'https://a.example/', size: 3}]\nratings: {count: 2, best: 5}\nfeaturedContent: <b>no frame</b>",
    );
    let more: Vec<&str> = card.card.more.iter().map(|(key, _)| key.as_str()).collect();
    let kept = ["provider.country", "provider.authors.role", "images.alt", "actions.size", "ratings.best"];
    assert_eq!(more, [&kept[..], &["featuredContent"]].concat());
}

#[test]
fn a_taxonomy_that_cannot_be_read_is_a_problem() {
    let (taxonomy, problems) = read_taxonomy(b"taxonomy: topic\nname: \"open\n");
    assert_eq!(taxonomy, None);
    assert_eq!(problems.iter().map(|problem| problem.line).collect::<Vec<_>>(), [2]);
    assert_eq!(read_taxonomy(b"menu: \"open\n"), (None, Vec::new()), "other data is none of our business");
}
