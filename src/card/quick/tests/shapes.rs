//! The plain ways of writing a card are scanned; what only the parser understands is left to it.

use super::*;

fn file(front: &str) -> String {
    format!("---\n{front}\n---\nbody\n")
}

/// Every field, as written by different people.
pub(super) const CARDS: [&str; 4] = [
    r#"category: news
title: "Getting AI to \"scale\""
excerpt: "One sentence … and \u00e9 more"
publishedDateTime: 2021-04-12T18:00:00Z
updatedDateTime: "2021-04-13"
originalUrl: "https://hbr.org/2021/05/getting-ai-to-scale"
webUrl: https://hbr.org/2021/05/getting-ai-to-scale
ampWebUrl: "https://hbr.org/amp/2021/05/getting-ai-to-scale"
cdnAmpWebUrl: "https://hbr-org.cdn.ampproject.org/c/s/hbr.org/amp"
type: article
quality: 59
heat: -1
published: false

provider:
  name: Harvard Business Review
  domain: hbr.org
  images:
    - url: /assets/images/organizations/hbr.org-50x50.jpg
      width: 50
      height: 50
  authors:
    - name: ToddBaginski
  publishers: [One, "Two"]

topics:
  - AI Hardware
  - 'It''s AI'

images:
  - url: "https://hbr.org/resources/images/R2103H_FRY.jpg"
    width: 3000
    height: 1410
    title: x
    isCached: true

related:
  - title: "Big Tech’s guide"
    excerpt: "If they challenge the status quo"
    publishedDateTime: 2021-04-13T09:00:00Z
    webUrl: "https://www.technologyreview.com/2021/04/13/1022568/guide/"
    type: article
    provider:
      name: MIT Technology Review
      domain: technologyreview.com
    quality: 176
    images:
      - url: "https://wp.technologyreview.com/x.jpg"
        width: 3000

actions:
  - url: "https://powerusers.microsoft.com/x.msapp"
    type: "download"
    title: Get it
  - url: /here

secured: "XS5+Njklo1rlu0Wi0RoKzZSA2T;PK29fX8Su78J922W5sAIUA==""#,
    r#"# A talk.
title: 'Doors: a talk' # with a comment
type: video
levels:
- Beginner
length: PT13M34S
price: 450.00
members: 22000
ratings:
  count: 419
  average: 4.632458
items: [videos/a, videos/b]
featuredContent: "<iframe width=\"800\" src=\"https://www.youtube.com/embed/x\"></iframe>"
removed: true
twitter:
  username: someone
  followers: 935
otherNames:
- A
-   B
notes:
  - at: 2020
    what:
    - a: b
      c: ~
  -  x: y
     z: w
"#,
    "name: \"Sameer\"\nbio: Manager\ntype: profile\naffiliation:\n  name: Microsoft\n  domain: microsoft.com\n",
    "title:\nname: 2021\nprovider: ~\ntopics: []\nrelated:\nquality: 1.50\nheat:\npublished: ''\nlocation: Seattle, WA\n",
];

#[test]
fn plain_cards_are_scanned() {
    for front in CARDS {
        for text in [file(front), file(front).replace('\n', "\r\n")] {
            assert!(agreed(text.as_bytes()).is_some(), "{text}");
        }
    }
    let head = agreed(file(CARDS[0]).as_bytes()).expect("a head").head;
    assert_eq!(head.title, "Getting AI to \"scale\"");
    assert_eq!(head.topics, ["AI Hardware", "It's AI"]);
    assert!(head.flags.has(HeadFlags::RELATED.with(HeadFlags::IMAGE, true).with(HeadFlags::LOCKED, true)));
}

#[test]
fn a_body_is_found_and_checked() {
    for body in ["", "\n \n", "text", "\u{e9}"] {
        let read = agreed(format!("---\ntitle: x\n---\n{body}").as_bytes()).expect("a head");
        assert_eq!(read.head.flags.has(HeadFlags::BODY), !body.trim().is_empty());
    }
    assert_eq!(agreed(b"---\ntitle: x\n---\n\xff"), None);
    assert_eq!(agreed(b"---\ntitle: \xff\n---\n"), None);
}

#[test]
fn a_file_without_a_card_is_none() {
    assert_eq!(read_head(b"text"), HeadReading::Skipped(Skip::NoFrontMatter));
    assert!(matches!(read_head(b"---\ntaxonomy: topic\nname: AI\n---\n"), HeadReading::Taxonomy(..)));
    let HeadReading::Card(mut broken) = read_head(b"---\ntitle: \"\n---\n") else { panic!("a card") };
    assert!(broken.broken && broken.problems.len() == 1);
    broken.place(3, "a/b.md".into(), true);
    assert_eq!((broken.head.title.as_str(), broken.head.root), ("b.md", 3));
    assert!(!broken.head.flags.has(HeadFlags::BODY));
}

#[test]
fn character_references_of_what_people_read_are_characters() {
    let read = |front: &str| agreed(file(front).as_bytes()).expect("a head").head;
    let head = read("title: \"Q&amp;A &#8211; part&nbsp;1\"\nbio: 'R&D; &hellip; --&amp;gt;'\ntype: a&amp;b");
    assert_eq!((head.title.as_str(), head.excerpt.as_str()), ("Q&A – part\u{a0}1", "R&D; … -->"));
    assert_eq!(head.kind, "a&amp;b", "a word for programs stays as it is");
    assert_eq!(read("title: \"&#27;[31m &#x202e;x\"").title, "␛[31m <U+202E>x", "and is safe afterwards");
    // An image of which nothing is said is none.
    assert!(!read("title: x\nimages:\n  - title: \"&nbsp;\"").flags.has(HeadFlags::IMAGE));
    assert!(read("title: x\nimages:\n  - title: \"&amp;\"").flags.has(HeadFlags::IMAGE));
}

#[test]
fn single_values_agree() {
    for value in [
        "x",
        "2021",
        "-5",
        "1.5",
        "450.00",
        "true",
        "null",
        "Null",
        "NULL",
        "True",
        "FALSE",
        "~",
        "3D printing",
        "2021-04-12",
        "C++",
        "a # b",
        "a#b",
        "https://e.example/x",
        "\"a\\nb\"",
        "'it''s'",
        "''",
        "\"\"",
        "[a, \"b, c\", 'd']",
        "[]",
        "\u{a0}x",
        "é ü",
        "\"\\u00a0\"",
        "yes",
        "no",
        "10%",
        "a: b:",
        "\"tab\there\"",
    ] {
        for key in ["title", "topics", "quality", "published", "publishedDateTime", "webUrl", "members", "more", "name"]
        {
            agreed(file(&format!("{key}: {value}")).as_bytes());
            agreed(file(&format!("related:\n- {key}: {value}\n  type: x")).as_bytes());
            agreed(file(&format!("provider:\n  name: x\nimages:\n- url: {value}\n  width: {value}")).as_bytes());
        }
    }
    for (value, title) in [("3D printing", "3D printing"), ("a#b", "a#b"), ("a # b", "a"), ("2021-04-12", "2021-04-12")]
    {
        assert_eq!(agreed(file(&format!("title: {value}")).as_bytes()).expect(value).head.title, title);
    }
}

#[test]
fn what_is_not_plain_is_left_to_the_parser() {
    for front in [
        "title: x\ntitle: y",
        "title: a: b",
        "title: a:",
        "title: &a x",
        "title: *a",
        "title: !t x",
        "title: |\n  x",
        "title: >\n  x",
        "title: x\n  y",
        "title: \"x\n  y\"",
        "title: {a: b}",
        "title: \"x\" y",
        "title: \"\\x41\"",
        "title: a\tb",
        "title:\tb",
        "\ttitle: b",
        "title: - x",
        "title: %x",
        "title: 0x10",
        "title: 007",
        "title: .inf",
        "title: 99999999999999999999",
        "\"title\": x",
        "? title\n: x",
        "null: x",
        "topics: [a, [b]]",
        "topics: [a,]",
        "topics: [a: b]",
        "topics: a",
        "topics:\n  - a\n - b",
        "topics:\n- a\n  b",
        "topics:\n- - a",
        "topics:\n-\n  a",
        "topics:\n  a: b",
        "quality: many",
        "quality: \"5\"",
        "published: yes",
        "webUrl: /here",
        "webUrl: javascript:x",
        "publishedDateTime: soon",
        "related:\n- x",
        "related:\n- webUrl: /here",
        "related:\n- quality: x",
        "images: x.png",
        "images:\n- width: -5",
        "provider: Someone",
        "taxonomy: topic",
        "title: \u{85}x",
        "title: a\u{2028}b",
        "title: \u{feff}x",
        "title: a\rb",
        "title: \u{7f}",
        "--- x",
        "%YAML 1.2",
        "- title: x",
        "x",
    ] {
        assert_eq!(agreed(file(front).as_bytes()), None, "{front}");
    }
    let nested = |depth: usize| (0..depth).map(|level| format!("{}a:\n", " ".repeat(level))).collect::<String>();
    assert!(agreed(file(&nested(10)).as_bytes()).is_some());
    assert_eq!(agreed(file(&nested(40)).as_bytes()), None);
    assert_eq!(agreed(file(&format!("topics: [{}x]", "x,".repeat(12_000))).as_bytes()), None);
    assert_eq!(agreed(file(&format!("title: {}", "[".repeat(70))).as_bytes()), None);
    assert_eq!(agreed(file(&format!("title: \"{}\"", "[".repeat(70))).as_bytes()), None);
}
