//! Verbs about files over real files and a real state database, without a thread: what is written shows, lasts, and is
//! taken back byte for byte.

use std::fs;
use std::path::Path;

use copydesk::app::{Effect, Layer, Msg};
use copydesk::card::HeadFlags;
use copydesk::store::Sources;
use copydesk::triage::Flags;
use tempfile::TempDir;

use crate::desk::Desk;

const ALPHA: &str = "---\ntitle: Alpha\npublishedDateTime: 2026-01-03\ntopics: [Terminals, Rust]\n\
    webUrl: https://example.org/alpha\npublished: false\n---\nOne.\n";
const BRAVO: &str = "---\r\ntitle: 'Bravo'\r\npublishedDateTime: 2026-01-02\r\ntopics:\r\n- Rust\r\n---\r\n";
const CHARLIE: &str = "---\ntitle: Charlie\npublishedDateTime: 2026-01-01\npublished: !!bool false\n---\n";

fn library() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("alpha.md", ALPHA), ("bravo.md", BRAVO), ("charlie.md", CHARLIE)] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn desk(library: &TempDir) -> Desk {
    Desk::open(Sources::find(&[library.path().to_path_buf()]).unwrap(), 120, 40)
}

fn text(library: &TempDir, name: &str) -> String {
    fs::read_to_string(library.path().join(name)).unwrap_or_else(|_| "gone".to_owned())
}

fn message(desk: &Desk) -> &str {
    desk.model.message.as_ref().map_or("", |message| &message.text)
}

fn is_draft(desk: &Desk, row: usize) -> bool {
    desk.model.library.head(desk.model.list.slots[row]).unwrap().flags().has(HeadFlags::DRAFT)
}

#[test]
fn publishing_writes_the_file_shows_and_is_taken_back() {
    let library = library();
    let mut desk = desk(&library);
    assert!(is_draft(&desk, 0) && !is_draft(&desk, 1));
    desk.keys("2p");
    assert_eq!(message(&desk), "publish: \"Alpha\"; u takes it back");
    assert_eq!(text(&library, "alpha.md"), ALPHA.replace("published: false", "published: true"));
    assert_eq!((is_draft(&desk, 0), desk.titles()), (false, vec!["Alpha", "Bravo", "Charlie"]));
    desk.keys("p");
    assert_eq!((text(&library, "alpha.md").as_str(), is_draft(&desk, 0)), (ALPHA, true));
    desk.keys("j p");
    assert_eq!(text(&library, "bravo.md"), BRAVO.replace("- Rust\r\n", "- Rust\r\npublished: false\r\n"));
    let mut desk = desk.restart();
    assert!(is_draft(&desk, 1));
    desk.keys("u u u");
    assert_eq!((text(&library, "alpha.md").as_str(), text(&library, "bravo.md").as_str()), (ALPHA, BRAVO));
    assert!(is_draft(&desk, 0) && !is_draft(&desk, 1));
    desk.keys("ctrl-r");
    assert_eq!((message(&desk), is_draft(&desk, 0)), ("Done again: publish, \"Alpha\"", false));
}

#[test]
fn a_card_that_cannot_be_edited_safely_is_left_alone_and_said() {
    let library = library();
    let mut desk = desk(&library);
    desk.keys("G p");
    assert!(message(&desk).starts_with("not saved: ") && message(&desk).contains("charlie.md"), "{}", message(&desk));
    assert_eq!((text(&library, "charlie.md").as_str(), desk.model.unsaved.len()), (CHARLIE, 0));
}

#[test]
fn topics_are_edited_as_a_line_with_completion() {
    let library = library();
    let mut desk = desk(&library);
    desk.keys("T");
    let Some(Layer::Prompt(prompt)) = desk.model.layers.last() else { panic!("a line") };
    assert_eq!(prompt.input.value(), "Terminals, Rust, ");
    insta::assert_snapshot!("topics_line_120x40", desk.screen());
    desk.keys("ctrl-u S l o w enter");
    assert_eq!(text(&library, "alpha.md"), ALPHA.replace("[Terminals, Rust]", "[Slow]"));
    assert_eq!(message(&desk), "edit topics: \"Alpha\"; u takes it back");
    desk.keys("u");
    assert_eq!(text(&library, "alpha.md"), ALPHA);
    // Two cards: what both have can be taken away, and one completed topic is given to both.
    desk.keys("2T");
    let Some(Layer::Prompt(prompt)) = desk.model.layers.last() else { panic!("a line") };
    assert_eq!(prompt.input.value(), "Rust, ");
    desk.keys("t e r m tab enter");
    assert_eq!(text(&library, "alpha.md"), ALPHA, "it has both");
    assert_eq!(text(&library, "bravo.md"), BRAVO.replace("- Rust\r\n", "- Rust\r\n- Terminals\r\n"));
    let topics: Vec<_> = desk.model.topics.rows.iter().map(|row| (row.name.to_string(), row.cards)).collect();
    assert_eq!(topics, [("Rust".to_owned(), 2), ("Terminals".to_owned(), 2)]);
    desk.keys("u : a d d - t o p i c space N e w enter");
    assert_eq!(message(&desk), "add topic New: \"Alpha\"; u takes it back");
}

#[test]
fn a_card_goes_to_the_bin_is_read_there_and_comes_back() {
    let library = library();
    let mut desk = desk(&library);
    desk.keys("m d");
    assert_eq!((message(&desk), text(&library, "alpha.md").as_str()), ("bin: \"Alpha\"; u takes it back", "gone"));
    assert_eq!(desk.titles().len(), 3, "it stays in place until the view is entered again");
    desk.keys("' i");
    assert_eq!(desk.titles(), ["Bravo", "Charlie"]);

    let mut desk = desk.restart();
    assert_eq!(desk.titles(), ["Bravo", "Charlie"]);
    desk.keys("' b");
    assert_eq!((desk.titles(), &*desk.model.scope.view.name), (vec!["Alpha"], "bin"));
    assert_eq!(desk.model.current().unwrap().title.as_str(), "Alpha", "its file is read where it is");
    assert!(desk.model.decisions.flags.get(desk.model.list.slots[0]).read);
    desk.keys("d");
    assert_eq!((message(&desk), text(&library, "alpha.md").as_str()), ("restore: \"Alpha\"; u takes it back", ALPHA));
    desk.keys("' i");
    assert_eq!(desk.titles(), ["Alpha", "Bravo", "Charlie"]);
    desk.keys("u");
    assert_eq!(text(&library, "alpha.md"), "gone");
    desk.keys("u");
    assert_eq!((message(&desk), text(&library, "alpha.md").as_str()), ("Undone: bin, \"Alpha\"", ALPHA));
}

#[test]
fn the_history_is_shown_and_cards_of_the_tour_stay_as_they_are() {
    let library = library();
    let mut desk = desk(&library);
    desk.keys(": h i s t o r y enter");
    assert_eq!(message(&desk), "Nothing was done yet");
    desk.keys("m p u : h i s t o r y enter");
    let Some(Layer::Menu(menu)) = desk.model.layers.last() else { panic!("a menu") };
    let told: Vec<&str> = menu.entries.iter().map(|entry| entry.name.as_str()).collect();
    assert_eq!(told, ["undo publish, 1 card", "publish, 1 card (undone)", "mark read, 1 card"]);
    desk.keys("enter");
    assert!(desk.model.layers.is_empty());
    let mut tour = Desk::open(Sources::tour(), 120, 40);
    tour.keys("p");
    assert_eq!(message(&tour), "not saved: the cards of the tour are built in, not files; try it on cards of your own");
}

#[test]
fn a_file_changed_by_others_is_not_overwritten_by_undo() {
    let library = library();
    let mut desk = desk(&library);
    desk.keys("p");
    fs::write(library.path().join("alpha.md"), "---\ntitle: Theirs\n---\n").unwrap();
    desk.keys("u");
    assert!(message(&desk).contains("was changed by another program"), "{}", message(&desk));
    assert_eq!(text(&library, "alpha.md"), "---\ntitle: Theirs\n---\n");
}

#[test]
fn a_library_that_cannot_be_written_keeps_its_cards() {
    let library = library();
    let state = tempfile::tempdir().unwrap();
    let file = state.path().join("file");
    fs::write(&file, "no folder").unwrap();
    let mut desk = desk(&library).without_state(Path::new(&file));
    desk.keys("p d");
    assert!(message(&desk).contains("decisions cannot be kept in"), "{}", message(&desk));
    assert_eq!((text(&library, "alpha.md").as_str(), desk.model.unsaved.len()), (ALPHA, 0));
}

#[test]
fn what_an_editor_did_shows_and_is_taken_back() {
    let library = library();
    let mut desk = desk(&library);
    desk.keys("E");
    let Some(Effect::RunEditor { file, path }) = desk.left.pop() else { panic!("no editor") };
    let edited = ALPHA.replace("title: Alpha", "title: Omega").replace("published: false\n", "");
    fs::write(&path, &edited).unwrap();
    desk.send(Msg::Edited { file: file.clone(), outcome: Ok(()) });
    assert_eq!((desk.titles()[0], message(&desk)), ("Omega", "edit: \"Omega\"; u takes it back"));
    assert_eq!(desk.model.current().unwrap().title.as_str(), "Omega");
    desk.keys("u");
    assert_eq!((desk.titles()[0], text(&library, "alpha.md").as_str()), ("Alpha", ALPHA));
    desk.keys("ctrl-r");
    assert_eq!(text(&library, "alpha.md"), edited);
    // An editor that changed nothing leaves nothing to take back.
    desk.keys("u E");
    desk.send(Msg::Edited { file, outcome: Ok(()) });
    desk.keys("u");
    assert_eq!(message(&desk), "Nothing to undo");
}

#[test]
fn what_another_reader_does_to_files_shows_here() {
    let library = library();
    let mut here = desk(&library);
    let mut there = here.beside();
    there.keys("p");
    assert!(here.stir() && !is_draft(&here, 0));
    there.keys("j d");
    assert!(here.stir());
    here.keys("' i");
    assert_eq!(here.titles(), ["Alpha", "Charlie"]);
    here.keys("' b");
    assert_eq!(here.titles(), ["Bravo"]);
    there.keys("u u");
    assert!(here.stir());
    here.keys("' i");
    assert_eq!((here.titles().len(), is_draft(&here, 0)), (3, true));
}

#[test]
fn steps_of_yesterday_and_today_are_done_again_byte_for_byte() {
    let library = library();
    let mut yesterday = desk(&library);
    yesterday.keys("p");
    let mut today = yesterday.restart();
    today.keys(": a d d - t o p i c space Y enter");
    let both = text(&library, "alpha.md");
    assert_eq!(both, ALPHA.replace("published: false", "published: true").replace("Rust]", "Rust, \"Y\"]"));
    today.keys("u u");
    assert_eq!((message(&today), text(&library, "alpha.md").as_str()), ("Undone: publish, \"Alpha\"", ALPHA));
    today.keys("ctrl-r ctrl-r");
    assert_eq!((message(&today), text(&library, "alpha.md")), ("Done again: add topic Y, \"Alpha\"", both.clone()));
    assert!(!is_draft(&today, 0));
    // And from the next day on, with somebody beside who did none of it.
    let mut tomorrow = today.restart();
    tomorrow.keys("u u");
    assert_eq!(text(&library, "alpha.md"), ALPHA);
    let mut beside = tomorrow.beside();
    beside.keys("j s");
    tomorrow.keys("ctrl-r ctrl-r");
    assert_eq!(text(&library, "alpha.md"), both);
}

#[test]
fn a_card_that_is_delivered_again_after_it_was_pruned_is_in_the_inbox() {
    let library = library();
    let mut desk = desk(&library);
    desk.keys("d");
    desk.prune();
    assert!(desk.stir());
    desk.keys("r");
    assert_eq!(desk.titles(), ["Bravo", "Charlie"]);
    fs::write(library.path().join("alpha.md"), ALPHA).unwrap();
    desk.keys("r");
    assert_eq!(desk.titles(), ["Alpha", "Bravo", "Charlie"]);
    let mut desk = desk.restart();
    assert_eq!(desk.titles(), ["Alpha", "Bravo", "Charlie"]);
    desk.keys("' b");
    assert_eq!(desk.titles(), [] as [&str; 0]);
}

#[test]
fn another_card_where_one_was_that_is_in_the_bin_is_a_card_of_its_own() {
    let library = library();
    let mut desk = desk(&library);
    desk.keys("s d");
    let other = ALPHA.replace("title: Alpha", "title: Other").replace("org/alpha", "org/other");
    fs::write(library.path().join("alpha.md"), &other).unwrap();
    desk.keys("r");
    assert_eq!(desk.titles(), ["Other", "Bravo", "Charlie"]);
    assert_eq!(desk.model.decisions.flags.get(desk.model.list.slots[0]), Flags::default());
    desk.keys("gg m");
    assert!(desk.model.decisions.flags.get(desk.model.list.slots[0]).read);
    assert_eq!(text(&library, "alpha.md"), other);
}

#[test]
fn an_editor_gets_what_the_decisions_before_it_left() {
    let library = library();
    let mut desk = desk(&library);
    desk.keys("s p E");
    let Some(Effect::RunEditor { file, path }) = desk.left.pop() else { panic!("no editor") };
    let published = ALPHA.replace("published: false", "published: true");
    assert_eq!(fs::read_to_string(&path).unwrap(), published);
    fs::write(&path, published.replace("One.", "Two.")).unwrap();
    desk.send(Msg::Edited { file, outcome: Ok(()) });
    desk.keys("u");
    assert_eq!(text(&library, "alpha.md"), published);
    desk.keys("u");
    assert_eq!(text(&library, "alpha.md"), ALPHA);
}

#[test]
fn many_files_tell_how_far_they_are_and_are_one_step() {
    const CARDS: usize = 120;
    let library = tempfile::tempdir().unwrap();
    let name = |number: usize| format!("{number:03}.md");
    let card = |number: usize| format!("---\ntitle: Number {number}\npublished: false\n---\n");
    for number in 0..CARDS {
        fs::write(library.path().join(name(number)), card(number)).unwrap();
    }
    let all_are = |wanted: &dyn Fn(usize) -> String| (0..CARDS).all(|at| text(&library, &name(at)) == wanted(at));
    let mut desk = desk(&library);
    for (key, done) in [("p", card(0).replace("false", "true")), ("d", "gone".to_owned())] {
        for (key, told_from) in [(format!("v * {key}"), 0), ("u".to_owned(), 1), ("ctrl-r".to_owned(), 0)] {
            desk.came_on.clear();
            desk.keys(&key);
            let told = std::mem::take(&mut desk.came_on);
            assert!((90..=101).contains(&told.len()), "{key}: {}", told.len());
            assert!(told.iter().all(|(_, of)| *of == CARDS) && told.is_sorted(), "{key}: {told:?}");
            assert!(told[0].0 <= told_from + 1 && told[told.len() - 1].0 >= CARDS - 3, "{key}: {told:?}");
            assert!(key == "u" || text(&library, &name(0)) == done, "{key}");
            assert!(key != "u" || all_are(&card), "one step brings all of them back");
        }
        desk.keys("u esc");
    }
    assert!(all_are(&card));
}
