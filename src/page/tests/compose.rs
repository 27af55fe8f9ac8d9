//! What a card says in its fields and in its text, too.

use jiff::tz::TimeZone;

use super::super::{PageStyle, Source, compose};
use super::*;
use crate::card::{Reading, Timestamp, body_text, read};
use crate::dates::{DateStyle, Dates};
use crate::library::{FileRef, Library};
use crate::page::Place;

/// The page of a card in the folder `news`, and how many pictures are on it.
fn composed(text: &str, room: Option<Room>) -> (String, usize) {
    let Reading::Card(file) = read(text.as_bytes()) else { panic!("a card") };
    let body = read_document(&body_text(text.as_bytes(), &file.body));
    let place = Place { file: FileRef { root: 0, path: "news/a.md".into() }, nested: Vec::new() };
    let source = Source { place: &place, path: SafeText::line("a"), file: &file, body: &body, cut: false };
    let now = Timestamp::parse("2026-04-12T18:00:00Z").unwrap();
    let dates = Dates { style: DateStyle::Iso, zone: TimeZone::UTC, now };
    let style = PageStyle { width: 40, dates, pictures: room, linear: false };
    let page = compose(&source, &Library::default(), &style, &measure).unwrap().page;
    let lines: Vec<String> = page.lines.iter().map(text_of).filter(|line| !line.is_empty()).collect();
    (lines.join("\n"), page.pictures.len())
}

#[test]
fn an_excerpt_that_was_escaped_twice_is_read_and_not_repeated() {
    let card = |body: &str| format!("---\ntitle: T\nexcerpt: \"we&#8217;re &amp;quot;back&amp;quot;\"\n---\n{body}\n");
    assert_eq!(composed(&card("Hello"), None).0, "T\nwe’re \"back\"\nHello");
    assert_eq!(composed(&card("We’re back. Hello"), None).0, "T\nWe’re back. Hello");
}

#[test]
fn a_picture_of_the_card_that_stands_in_the_text_is_there_once() {
    let card = |more: &str| {
        format!(
            "---\ntitle: T\nimages: [{{url: /news/tank.png, title: The tank{more}}}]\n---\nOne\n\n![The tank.](tank.png)\n\nTwo\n"
        )
    };
    assert_eq!(composed(&card(""), FRAMED.room), ("T\nThe tank\nOne\nTwo".to_owned(), 1));
    assert_eq!(composed(&card(""), None), ("T\nOne\n[picture: The tank.]\nTwo".to_owned(), 0));
    let (page, _) = composed(&card(", attribution: A. Moore"), None);
    assert!(page.ends_with("The tank, A. Moore"), "{page}");
}
