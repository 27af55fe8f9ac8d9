//! Opening and copying, from the list, the page and the menus.

use super::*;

#[test]
fn o_and_a_open_exactly_the_canonical_and_the_amp_link() {
    let mut desk = Desk::new();
    desk.keys("o");
    assert_eq!(desk.opened(), ["https://example.org/alpha"]);
    desk.keys("a");
    assert_eq!(desk.opened(), ["https://example.org/alpha/amp"]);
    desk.keys("j a");
    assert_eq!(desk.opened(), [] as [&str; 0]);
    assert_eq!(desk.message(), "Bravo has no amp link");
}

#[test]
fn digits_and_selection_open_related_cards() {
    let mut desk = Desk::new();
    desk.keys("l 2");
    assert_eq!(desk.opened(), ["https://example.net/foreign"]);
    desk.keys("9");
    assert_eq!(desk.message(), "This card has 2 related cards");
    desk.keys("] ] ] ]");
    desk.keys("o");
    assert_eq!(desk.opened(), ["https://example.net/foreign"]);
    desk.keys("a");
    assert_eq!(desk.opened(), ["https://example.net/foreign/amp"]);
    desk.keys("[ [ [ o");
    assert_eq!(desk.opened(), ["https://example.org/alpha"]);
    desk.keys("a");
    assert_eq!(desk.opened(), ["https://example.org/alpha/amp"], "asked for by name, whatever link is selected");
}

#[test]
fn hints_and_the_copy_menu_offer_every_link() {
    let mut desk = Desk::new();
    desk.keys("O");
    let Some(Layer::Menu(menu)) = desk.model.layers.last() else { panic!("no menu") };
    let names: Vec<&str> = menu.entries.iter().map(|entry| entry.name.as_str()).collect();
    assert_eq!(names, ["Web", "AMP", "1 Bravo elsewhere", "2 Foreign"]);
    desk.keys("f");
    assert_eq!(desk.opened(), ["https://example.net/foreign"]);
    assert!(desk.model.layers.is_empty());
    desk.keys("y");
    assert_eq!(desk.copied(), ["https://example.org/alpha"]);
    desk.keys("Y s");
    assert_eq!(desk.copied(), ["[Alpha](https://example.org/alpha)"]);
}

#[test]
fn links_in_the_text_are_selected_opened_and_hinted_by_name() {
    let mut desk = Desk::new();
    desk.keys("3j l ] o");
    assert_eq!(desk.opened(), ["https://guide.example.org/"]);
    desk.keys("] ] y");
    assert_eq!(desk.copied(), ["https://example.org/delta"]);
    desk.keys("[ enter");
    assert_eq!(desk.opened(), ["https://guide.example.org/"]);
    desk.keys("O");
    let Some(Layer::Menu(menu)) = desk.model.layers.last() else { panic!("no menu") };
    let names: Vec<&str> = menu.entries.iter().map(|entry| entry.name.as_str()).collect();
    assert_eq!(names, ["Web", "the guide"], "each page once, by the words that lead there");
}

#[test]
fn a_link_that_could_not_be_opened_is_offered_for_copying() {
    let mut desk = Desk::new();
    desk.keys("l 2");
    desk.effects.clear();
    let url = crate::card::SafeUrl::parse("https://example.net/foreign").unwrap();
    desk.job(Job::Opened { url, outcome: Err(SafeText::line("No browser here")) });
    assert_eq!(desk.message(), "No browser here");
    desk.keys("y");
    assert_eq!(desk.copied(), ["https://example.net/foreign"]);
    desk.keys("y");
    assert_eq!(desk.copied(), ["https://example.org/alpha"]);
}

#[test]
fn copying_by_name_is_about_the_card_whatever_link_is_selected() {
    let mut desk = Desk::new();
    desk.keys("l ] ]");
    desk.keys("y");
    assert_eq!(desk.copied(), ["https://example.org/alpha/amp"], "the selected link");
    desk.keys(":copy space title enter");
    assert_eq!(desk.copied(), ["Alpha"]);
    desk.keys(":copy space path enter");
    assert_eq!(desk.copied(), ["_news/alpha.md"]);
    desk.keys("] :copy space path enter");
    assert_eq!(desk.message(), "Bravo elsewhere has no path to copy");
}
