//! The list and the topics: moving, ordering, choosing, reloading.

use super::*;

#[test]
fn the_newest_card_comes_first_and_is_shown() {
    let desk = Desk::new();
    assert_eq!(desk.titles(), ["Alpha", "Bravo", "Charlie", "Delta", "Echo"]);
    assert_eq!((desk.selected(), desk.shown()), ("Alpha", "Alpha"));
}

#[test]
fn moving_by_keys_and_counts() {
    let mut desk = Desk::new();
    for (keys, selected) in [
        ("j", "Bravo"),
        ("2j", "Delta"),
        ("k", "Charlie"),
        ("gg", "Alpha"),
        ("G", "Echo"),
        ("10k", "Alpha"),
        ("3G", "Charlie"),
    ] {
        desk.keys(keys);
        assert_eq!((desk.selected(), desk.shown()), (selected, selected), "after {keys}");
    }
}

#[test]
fn an_unfinished_sequence_or_count_is_cancelled_by_esc() {
    let mut desk = Desk::new();
    desk.keys("3 g esc j");
    assert_eq!(desk.selected(), "Bravo");
    assert!(!desk.quits());
    desk.keys("x");
    assert_eq!(desk.message(), "x does nothing here; ? lists the keys");
}

#[test]
fn sorting_keeps_the_selected_card_selected() {
    let mut desk = Desk::new();
    desk.keys("j j");
    desk.keys("S u");
    assert_eq!(desk.titles(), ["Bravo", "Alpha", "Charlie", "Delta", "Echo"]);
    assert_eq!(desk.selected(), "Charlie");
    desk.keys("S r");
    assert_eq!(desk.titles(), ["Alpha", "Bravo", "Charlie", "Delta", "Echo"]);
    desk.keys(":sort space title enter");
    assert_eq!(desk.titles(), ["Alpha", "Bravo", "Charlie", "Delta", "Echo"]);
    assert_eq!(desk.selected(), "Charlie");
}

#[test]
fn topics_narrow_the_list_and_keep_the_selection() {
    let mut desk = Desk::new();
    desk.keys("j j t");
    let topics: Vec<(&str, usize)> = desk.model.topics.rows.iter().map(|row| (row.name.as_str(), row.cards)).collect();
    assert_eq!(topics, [("Rust", 2), ("Terminals", 2)]);
    desk.keys("j enter");
    assert_eq!(desk.titles(), ["Bravo", "Charlie"]);
    assert_eq!((desk.selected(), desk.model.focus), ("Charlie", Pane::List));
    desk.keys("t j space");
    assert_eq!(desk.titles(), ["Alpha", "Bravo", "Charlie"], "several topics mean any of them");
    desk.keys("gg enter");
    assert_eq!(desk.titles().len(), 5);
}

#[test]
fn another_choice_of_topics_begins_at_its_first_card() {
    let mut desk = Desk::new();
    desk.keys("G t j enter");
    assert_eq!((desk.titles(), desk.selected()), (vec!["Bravo", "Charlie"], "Bravo"));
}

#[test]
fn esc_in_the_list_cancels_the_last_thing_first_and_then_the_topics() {
    let mut desk = Desk::new();
    desk.keys("t j enter");
    assert_eq!(desk.titles().len(), 2);
    desk.keys("3 esc");
    assert_eq!(desk.titles().len(), 2);
    desk.keys("x esc");
    assert_eq!((desk.titles().len(), desk.message()), (5, ""), "a message goes along, it is nothing to cancel");
}

#[test]
fn a_selection_nobody_moved_stays_on_the_first_card_and_a_moved_one_on_its_card() {
    let mut desk = Desk::new();
    assert_eq!(desk.model.list.cursor.at, 0);
    desk.keys("j");
    desk.keys("S t S r");
    assert_eq!(desk.selected(), "Bravo");
}

#[test]
fn a_reload_keeps_the_selected_card_and_shows_the_old_list_until_it_is_done() {
    let mut desk = Desk::new();
    desk.keys("j j");
    desk.press("r");
    assert_eq!(desk.titles().len(), 5);
    desk.effects.clear();
    desk.load();
    assert_eq!((desk.selected(), desk.shown()), ("Charlie", "Charlie"));
}

#[test]
fn a_reload_changes_library_and_list_in_one_moment() {
    let mut desk = Desk::new();
    desk.keys("j");
    desk.press("r");
    desk.effects.clear();
    desk.arrives("Newer", 1);
    let generation = desk.model.loading.generation;
    desk.job(Job::LibraryLoaded { generation, census: Census::default(), failures: Vec::new() });
    assert_eq!(desk.titles().len(), 5, "the old list stays until the new one is there");
    desk.press("j");
    assert_eq!(desk.selected(), "Charlie");
    desk.answer_one(|effect| matches!(effect, Effect::Search { .. }));
    assert_eq!(desk.titles(), ["Newer"]);
}

#[test]
fn what_the_index_has_is_listed_and_counted_before_its_files_were_looked_at() {
    let mut desk = Desk::empty(120, 40);
    let batch = |from: usize, count: usize| {
        let mut builder = SegmentBuilder::default();
        for number in from..from + count {
            let head = card(&format!("title: Number {number}")).head(0, Path::new(&format!("{number}.md")));
            builder.push(&head).unwrap();
        }
        Arc::new(builder.finish())
    };
    desk.heads(batch(0, 2_000), Census::default());
    desk.settle();
    desk.heads(batch(2_000, 100), Census::default());
    desk.settle();
    assert_eq!(desk.model.list.slots.len(), 2_000, "so little is not worth a question while more comes");
    desk.job(Job::IndexRead { generation: desk.model.loading.generation });
    desk.settle();
    assert_eq!(desk.model.list.slots.len(), 2_100);
    assert_eq!(desk.model.topics.all.map(|all| all.cards), Some(2_100));
    assert!(desk.model.loading.running);
    let generation = desk.model.loading.generation;
    desk.job(Job::IndexRead { generation: generation + 1 });
    desk.job(Job::LibraryLoaded { generation, census: Census::default(), failures: Vec::new() });
    let questions = desk.effects.iter().filter(|e| matches!(e, Effect::Search { .. } | Effect::CountTopics { .. }));
    assert_eq!(questions.count(), 0, "nothing has come since");
}

#[test]
fn a_growing_library_asks_one_question_at_a_time() {
    let mut desk = Desk::empty(120, 40);
    let batch = |name: &str| {
        let mut builder = SegmentBuilder::default();
        let date = if name == "older" { "2020-01-01" } else { "2026-01-01" };
        builder.push(&card(&format!("title: {name}\npublishedDateTime: {date}")).head(0, Path::new(name))).unwrap();
        Arc::new(builder.finish())
    };
    desk.effects.clear();
    for name in ["older", "newer", "newest"] {
        desk.heads(batch(name), Census::default());
    }
    let searches = |desk: &Desk| desk.effects.iter().filter(|e| matches!(e, Effect::Search { .. })).count();
    assert_eq!(searches(&desk), 1);
    let first = desk.effects.iter().position(|e| matches!(e, Effect::Search { .. })).unwrap();
    let first = desk.effects.remove(first);
    desk.job(answer(first));
    assert_eq!(desk.titles(), ["older"]);
    assert_eq!(searches(&desk), 1, "asked again, for what came meanwhile");
}
