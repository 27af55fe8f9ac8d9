use std::path::Path;

use super::invariants::hold;
use super::notation::{said, written};
use crate::card::{Reading, body_text, plain_text, read};
use crate::document::html::{self, Elements};
use crate::document::{Block, read_document, read_twice};

/// The folder a variable names, or a note that the test had nothing to do.
fn folder(variable: &str) -> Option<std::path::PathBuf> {
    let folder = std::env::var_os(variable).map(std::path::PathBuf::from);
    if folder.is_none() {
        println!("{variable} is not set: nothing was tested");
    }
    folder
}

/// The bodies of the cards in a folder, with their paths.
fn bodies(folder: &Path) -> Vec<(String, String)> {
    let mut bodies = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            bodies.extend(self::bodies(&path));
        } else if let bytes = std::fs::read(&path).expect("a file")
            && let Reading::Card(file) = read(&bytes)
        {
            bodies.push((path.display().to_string(), body_text(&bytes, &file.body).to_string()));
        }
    }
    bodies
}

fn letters(text: &str) -> Vec<char> {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn every_word_of_real_cards_is_in_their_documents_in_its_order() {
    let Some(folder) = folder("COPYDESK_CARDS") else { return };
    let (mut newsletters, mut others) = (0, 0);
    for (path, body) in bodies(&folder) {
        let document = read_document(&body);
        hold(&document).expect(&path);
        assert_eq!(document.shortened, None, "{path}");
        let (said, plain) =
            (letters(&said(&document)), letters(&read_twice(&plain_text(&body).replace("&nbsp;", " "))));
        let mut rest = said.iter();
        let lost = plain.iter().position(|letter| !rest.any(|said| said == letter));
        let around = lost.map(|at| plain.iter().skip(at.saturating_sub(20)).take(40).collect::<String>());
        assert_eq!(around, None, "{path} lost this: {}", written(&document));
        // Only pictures and frames say more than the text.
        let captions = document.pictures.iter().filter_map(|picture| picture.caption.as_ref());
        let more = captions.map(|caption| caption.len()).sum::<usize>() + 25 * body.matches("<iframe").count();
        assert!(said.len() <= plain.len() + more, "{path} says more: {}", written(&document));
        if path.contains("_newsletters") {
            newsletters += 1;
            assert!(
                !document.blocks.iter().any(|block| matches!(block, Block::Table(_))),
                "{path} is laid out in tables"
            );
            let lines: Vec<String> = written(&document).lines().take(4).map(str::to_owned).collect();
            let [network, date, heading, logo] = lines.as_slice() else { panic!("{path}: {lines:?}") };
            assert_eq!([network, heading, logo], ["Part of Smartable Network", "h1 Power Apps Smartable", "picture 0"]);
            assert!(date.starts_with("[20") && document.links.len() > 5, "{path}: {date}");
        } else {
            others += usize::from(!body.is_empty());
        }
    }
    assert_eq!((newsletters, others), (13, 53));
}

/// Examples whose HTML is not all that Markdown says, and why.
const DIFFERENT: [(usize, &str); 6] = [
    (20, "a backslash in a link is encoded in the HTML"),
    (526, "brackets in a link are encoded in the HTML"),
    (538, "brackets in a link are encoded in the HTML"),
    (579, "a picture among words is a word of Markdown, and stands alone in HTML that does not say its size"),
    (587, "the same"),
    (603, "a backslash and brackets in a link are encoded in the HTML"),
];

#[test]
fn examples_of_commonmark_are_the_documents_that_their_html_is() {
    let Some(folder) = folder("COPYDESK_HOSTILE") else { return };
    let spec = std::fs::read_to_string(folder.join("commonmark-spec.txt")).expect("a file").replace('→', "\t");
    let fence = "`".repeat(32);
    let begin = format!("\n{fence} example");
    let (mut count, mut wrong) = (0, Vec::new());
    for example in spec.split(&begin).skip(1) {
        count += 1;
        let example = example.split_once('\n').map_or("", |(_, rest)| rest);
        let example = format!("\n{}", example.split(&format!("\n{fence}")).next().unwrap_or_default());
        let (markdown, html) =
            example.split_once("\n.\n").or_else(|| Some((example.strip_suffix("\n.")?, ""))).expect("two parts");
        let mut elements = Elements::default();
        crate::document::markdown::read(markdown.strip_prefix('\n').unwrap_or_default(), &mut elements);
        let read = elements.finish();
        hold(&read).expect(markdown);
        let mut elements = Elements::default();
        html::read(html, &mut elements);
        let expected = written(&elements.finish());
        let is_known = DIFFERENT.iter().any(|(number, _)| *number == count);
        if (written(&read) == expected) == is_known {
            wrong.push(format!("{count}: {markdown:?}\n{}\n-- expected\n{expected}\n", written(&read)));
        }
    }
    assert!(count >= 650, "{count}");
    assert_eq!(wrong.join("\n"), "");
}
