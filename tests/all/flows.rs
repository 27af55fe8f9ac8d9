//! Whole visits over real files, without a thread: keys in, what is shown and what would be opened out.

use copydesk::app::{Effect, Msg, Pane};
use copydesk::store::Sources;

use crate::desk::Desk;

#[test]
fn reading_filtering_jumping_and_opening() {
    let mut desk = Desk::of_fixtures(120, 40);
    assert_eq!(
        desk.titles(),
        [
            "Slow light in a glass of water",
            "人工知能の未来 and other long titles that do not fit into any narrow column",
            "How a prism sorts colours",
            "The week in optics",
            "A page that was taken down",
            "Light, from the beginning",
            "2026-02-20-broken.md",
        ]
    );
    desk.keys("o a");
    assert_eq!(
        desk.opened(),
        ["https://www.example.org/2026/03/slow-light", "https://www.example.org/amp/2026/03/slow-light"]
    );

    // The first related card is in the library, under a link with a trailing slash less. It stands below a link in the
    // text and four of the card.
    desk.keys("l 1 ] ] ] ] ] ] enter");
    assert_eq!(desk.opened(), ["https://prism.example.net/sorting/"]);
    assert_eq!(desk.model.current().unwrap().place.file.path.file_name().unwrap(), "prism-sorting.md");
    desk.keys("H 2");
    assert_eq!(desk.opened(), ["https://history.example.com/c"]);

    // A topic shows the cards of the topics under it, too.
    desk.keys("h t j enter");
    assert_eq!(desk.titles().len(), 5);
    assert!(desk.titles().contains(&"How a prism sorts colours"));
    assert_eq!(desk.model.focus, Pane::List);
    desk.keys("t esc q");
    assert_eq!(desk.titles().len(), 7);
}

#[test]
fn a_collection_leads_to_its_cards() {
    let mut desk = Desk::of_fixtures(120, 40);
    desk.keys("6G l ] enter");
    assert_eq!(desk.model.current().unwrap().title.as_str(), "How a prism sorts colours");
}

#[test]
fn a_card_that_goes_away_is_said_to_be_gone() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.md", "b.md"] {
        std::fs::write(folder.path().join(name), format!("---\ntitle: {name}\n---\nbody\n")).unwrap();
    }
    let mut desk = Desk::open(Sources::find(&[folder.path().to_path_buf()]).unwrap(), 100, 30);
    std::fs::remove_file(folder.path().join("b.md")).unwrap();
    desk.keys("j o");
    assert!(desk.model.message.as_ref().unwrap().text.contains("is not there any more"));
    desk.keys("r");
    assert_eq!(desk.titles(), ["a.md"]);
    assert_eq!(desk.model.current().unwrap().title.as_str(), "a.md");
}

#[test]
fn a_reload_finds_what_is_new_and_stays_on_the_card() {
    let folder = tempfile::tempdir().unwrap();
    let card = |name: &str, day: u32| {
        let text = format!("---\ntitle: {name}\npublishedDateTime: 2026-01-{day:02}\n---\n");
        std::fs::write(folder.path().join(format!("{name}.md")), text).unwrap();
    };
    card("old", 1);
    card("middle", 2);
    let mut desk = Desk::open(Sources::find(&[folder.path().to_path_buf()]).unwrap(), 100, 30);
    desk.keys("j");
    card("new", 3);
    desk.keys("r");
    assert_eq!(desk.titles(), ["new", "middle", "old"]);
    assert_eq!(desk.model.selected_head().unwrap().title(), "old");
}

#[test]
fn the_tour_reads_well() {
    let mut desk = Desk::open(Sources::tour(), 120, 40);
    let count = desk.titles().len();
    assert!(count >= 24, "{count} cards");
    let mut broken = 0;
    for _ in 0..count {
        let shown = desk.model.current().unwrap();
        assert!(!shown.page.lines.is_empty());
        let head = desk.model.selected_head().unwrap();
        broken += usize::from(head.flags().has(copydesk::card::HeadFlags::BROKEN));
        assert!(!head.flags().has(copydesk::card::HeadFlags::PROBLEMS) || broken == 1, "{}", head.title());
        desk.keys("j");
    }
    assert_eq!(broken, 1, "one card of the tour is broken on purpose");
}

#[test]
fn real_cards_all_open() {
    let Some(folder) = std::env::var_os("COPYDESK_CARDS") else {
        eprintln!("COPYDESK_CARDS is not set: no real cards were read");
        return;
    };
    let mut desk = Desk::open(Sources::find(&[folder.into()]).unwrap(), 100, 30);
    assert_eq!(desk.titles().len(), 407);
    assert_eq!(desk.model.loading.census.taxonomies, 36);
    for _ in 0..407 {
        assert!(desk.model.current().is_some(), "{}", desk.model.selected_head().unwrap().title());
        desk.keys("j");
    }
}

#[test]
fn what_is_no_file_any_more_or_never_was_is_not_edited() {
    let mut desk = Desk::open(Sources::tour(), 100, 30);
    desk.keys("E");
    let said = |desk: &Desk| desk.model.message.as_ref().unwrap().text.to_string();
    assert!(said(&desk).contains("is built into the program, so there is no file to edit"), "{}", said(&desk));

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.md");
    std::fs::write(&path, "---\ntitle: A\n---\nbefore\n").unwrap();
    let mut desk = Desk::open(Sources::find(&[folder.path().to_path_buf()]).unwrap(), 100, 30);
    desk.keys("E");
    let Some(Effect::RunEditor { file, path: given }) = desk.left.pop() else { panic!("no editor") };
    assert_eq!(given, path.canonicalize().unwrap());
    std::fs::write(&path, "---\ntitle: A\n---\nafter\n").unwrap();
    desk.send(Msg::Edited { file, outcome: Ok(()) });
    assert!(desk.screen().contains("after"));
    std::fs::remove_file(&path).unwrap();
    desk.keys("E");
    assert!(said(&desk).contains("is not there any more"), "{}", said(&desk));
}

#[test]
fn the_next_visit_begins_where_the_last_one_ended() {
    let mut desk = Desk::of_fixtures(120, 40);
    desk.keys("s j s j s ' s S t j");
    let (titles, at) = (desk.titles().len(), desk.model.list.cursor.at);
    assert_eq!((titles, at), (3, 1));
    let title = desk.model.selected_head().unwrap().title().to_owned();
    let desk = desk.restart();
    assert_eq!((desk.titles().len(), desk.model.selected_head().unwrap().title()), (3, title.as_str()));
    assert_eq!(desk.model.current().unwrap().title.as_str(), title);
}
