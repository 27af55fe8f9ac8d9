//! Finding on a page.

use super::super::{Found, Mark};
use super::*;

/// What is set apart for each place, in pieces.
fn found(page: &Page, wanted: &str) -> Vec<Vec<String>> {
    let Found { marks, count, .. } = page.text.find(&page.lines, wanted);
    let text = |mark: &Mark| page.lines[mark.line].spans[mark.span].text[mark.range.clone()].to_owned();
    let place = |number| marks.iter().filter(|mark| mark.place == number).map(text).collect();
    (0..count).map(place).collect()
}

#[test]
fn places_are_found_over_pieces_and_lines_in_whatever_spelling() {
    let document = read_document("In Zürich, *ZÜRI*CH and Zu\u{308}rich: the strasse is a Straße of  *two* words.");
    let page = page(&document, 24);
    assert_eq!(found(&page, "zurich"), [vec!["Zürich"], vec!["ZÜRI", "CH"], vec!["Zu\u{308}rich"]]);
    assert_eq!(found(&page, "STRASSE"), [["strasse"], ["Straße"]]);
    for width in 6..80 {
        let page = super::page(&document, width);
        let places: Vec<String> =
            found(&page, "Of two  words").iter().map(|pieces| pieces.concat().replace(' ', "")).collect();
        assert_eq!(places, ["oftwowords"], "{width}");
    }
    assert_eq!(found(&page, "nothing"), [[""; 0]; 0]);
    assert_eq!(found(&page, "  "), [[""; 0]; 0]);
}

#[test]
fn more_places_than_anybody_goes_through_are_not_counted() {
    let counted = |places: usize| {
        let page = page(&read_document(&"word ".repeat(places)), 40);
        let found = page.text.find(&page.lines, "word");
        (found.count, found.is_more)
    };
    assert_eq!(counted(2_000), (2_000, false));
    assert_eq!(counted(2_001), (2_000, true));
}

#[test]
fn what_the_page_adds_is_not_found_and_texts_do_not_run_into_each_other() {
    let page = page(&read_document("- one\n- two\n\n> three"), 20);
    assert_eq!(found(&page, "•"), [[""; 0]; 0]);
    assert_eq!(found(&page, "one two"), [[""; 0]; 0]);
    let table =
        super::page(&read_document("|a|b|\n|-|-|\n|left words that are broken|right words that are broken|"), 30);
    assert_eq!(found(&table, "left words that are broken").len(), 1, "cells are texts of their own");
}

#[test]
fn a_place_is_found_again_on_a_page_of_another_width() {
    let document = read_document(&(0..200).map(|number| format!("word{number} ")).collect::<String>());
    let (wide, narrow) = (page(&document, 70), page(&document, 20));
    for line in 0..wide.lines.len() {
        let first = text_of(&wide.lines[line]).split(' ').next().unwrap().to_owned();
        let there = narrow.text.line_at(wide.text.place_of(line).unwrap()).unwrap();
        assert!(text_of(&narrow.lines[there]).split(' ').any(|word| word == first), "{line}");
    }
}

#[test]
fn lines_are_taken_away_and_others_added() {
    let page = page(&read_document("one\n\ntwo\n\nthree"), 20);
    let mut text = page.text.clone();
    text.truncate(2);
    assert_eq!(text.find(&page.lines, "one").count, 1);
    assert_eq!(text.find(&page.lines, "two").count, 0);
    text.append(&page.lines, 2);
    assert_eq!(text, page.text);
    text.truncate(0);
    assert_eq!(text, super::super::PageText::default());
}
