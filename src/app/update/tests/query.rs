//! Queries: searching as it is typed, the filter line, clearing both, and going from match to match.

use super::*;
use crate::library::SortKey;

const ALL: [&str; 5] = ["Alpha", "Bravo", "Charlie", "Delta", "Echo"];

fn prompt(desk: &Desk) -> &crate::app::Prompt {
    match desk.model.layers.last() {
        Some(Layer::Prompt(prompt)) => prompt,
        other => panic!("no line: {other:?}"),
    }
}

/// What the open line says is wrong.
fn mistake(desk: &Desk) -> &str {
    prompt(desk).error.as_ref().map_or("", SafeText::as_str)
}

/// The filter line and the search.
fn written(desk: &Desk) -> (&str, &str) {
    (&desk.model.scope.filter.text, &desk.model.scope.search.text)
}

#[test]
fn the_list_follows_what_is_typed() {
    let mut desk = Desk::new();
    for (keys, titles) in [
        ("/", &ALL[..]),
        ("r", &["Alpha", "Bravo", "Charlie"]),
        ("u", &["Bravo", "Charlie"]),
        ("s t space c", &["Charlie"]),
        ("backspace", &["Bravo", "Charlie"]),
        ("z z", &[]),
        ("ctrl-u", &ALL),
        ("d e l t a", &["Delta"]),
        ("enter", &["Delta"]),
    ] {
        desk.keys(keys);
        assert_eq!(desk.titles(), titles, "after {keys}");
    }
    assert_eq!((written(&desk), desk.shown()), (("", "delta"), "Delta"));
    assert!(desk.model.layers.is_empty());
}

#[test]
fn esc_in_the_line_gives_up_the_search_and_enter_on_nothing_too() {
    for keys in ["/ d e l esc", "/ d e l enter / ctrl-u enter", "/ d e l ctrl-c", "/ d e l enter / esc"] {
        let mut desk = Desk::new();
        desk.keys(keys);
        assert_eq!((desk.titles(), written(&desk), desk.model.layers.len()), (ALL.to_vec(), ("", ""), 0), "{keys}");
        assert!(!desk.quits());
    }
}

#[test]
fn arrows_move_in_the_list_while_the_line_stays_open() {
    let mut desk = Desk::new();
    for (keys, selected) in [
        ("/ r u s t", "Bravo"),
        ("down", "Charlie"),
        ("down", "Charlie"),
        ("up", "Bravo"),
        ("ctrl-n", "Charlie"),
        ("ctrl-p", "Bravo"),
        ("pgdn", "Charlie"),
        ("pgup", "Bravo"),
        ("ctrl-j", "Charlie"),
        ("backspace", "Charlie"),
        ("enter", "Charlie"),
    ] {
        desk.keys(keys);
        assert_eq!((desk.selected(), desk.shown()), (selected, selected), "after {keys}");
        assert_eq!(desk.model.layers.is_empty(), keys == "enter");
    }
}

#[test]
fn a_mistake_leaves_the_last_good_query_in_force_and_says_why() {
    let mut desk = Desk::new();
    desk.keys("/ r u s t space \"");
    assert_eq!((desk.titles(), written(&desk)), (vec!["Bravo", "Charlie"], ("", "rust")));
    assert!(mistake(&desk).starts_with("column 6: "), "{}", mistake(&desk));
    desk.keys("enter");
    assert!(mistake(&desk).starts_with("column 6: "), "the line stays open, and still says why");
    desk.keys("left");
    assert!(!mistake(&desk).is_empty(), "moving in the line does not mend it");
    desk.keys("end b r \"");
    assert_eq!((desk.titles(), mistake(&desk), written(&desk)), (vec!["Bravo"], "", ("", "rust \"br\"")));
    desk.keys("(");
    assert!(!mistake(&desk).is_empty());
    desk.keys("backspace");
    assert_eq!((desk.titles(), mistake(&desk)), (vec!["Bravo"], ""), "back at the query in force");

    // The filter line says it once it is finished.
    let mut desk = Desk::new();
    desk.keys("f t i t e l : x");
    assert_eq!((mistake(&desk), desk.titles()), ("", ALL.to_vec()));
    desk.keys("enter");
    assert!(mistake(&desk).contains("did you mean `title`?"), "{}", mistake(&desk));
    assert_eq!((written(&desk), desk.titles()), (("", ""), ALL.to_vec()));
    desk.keys("esc");
    assert!(desk.model.layers.is_empty());
    // A query behind a command's name is a message.
    desk.keys(": f i l t e r space i s : x enter");
    assert!(desk.message().contains("`is:` does not take `x`"), "{}", desk.message());
}

#[test]
fn a_pasted_query_is_searched_for_at_once() {
    let mut desk = Desk::new();
    desk.keys("/");
    let effects = update(&mut desk.model, Msg::Pasted("rust\nbravo".to_owned()));
    desk.effects.extend(effects);
    desk.settle();
    assert_eq!((written(&desk), mistake(&desk)), (("", "rust bravo"), ""));
    assert_eq!(desk.titles(), ["Bravo"]);
}

#[test]
fn the_filter_line_narrows_when_it_is_finished_and_both_queries_hold() {
    let mut desk = Desk::new();
    desk.keys("f t o p i c : r u s t");
    assert_eq!(desk.titles(), ALL, "not while it is typed");
    desk.keys("enter");
    assert_eq!(desk.titles(), ["Bravo", "Charlie"]);
    desk.keys("/ c h");
    assert_eq!((desk.titles(), written(&desk)), (vec!["Charlie"], ("topic:rust", "ch")));
    desk.keys("esc");
    assert_eq!((desk.titles(), written(&desk)), (vec!["Bravo", "Charlie"], ("topic:rust", "")));
    desk.keys("f");
    assert_eq!(prompt(&desk).input.value(), "topic:rust", "there to be edited");
    desk.keys("esc");
    assert_eq!(desk.titles(), ["Bravo", "Charlie"], "Esc in the line leaves the filter as it was");
    desk.keys("f ctrl-u enter");
    assert_eq!((desk.titles(), written(&desk)), (ALL.to_vec(), ("", "")));
}

#[test]
fn esc_in_the_list_clears_the_queries_in_one_key() {
    let queries = "f r u s t enter / c h enter";
    for before in ["esc / c h enter", "x", "l h", "t l", "S esc", "? q"] {
        let mut desk = Desk::new();
        desk.keys(queries);
        assert_eq!(desk.titles(), ["Charlie"]);
        desk.keys(before);
        desk.keys("esc");
        assert_eq!((desk.titles(), written(&desk), desk.message()), (ALL.to_vec(), ("", ""), ""), "after {before}");
    }
    // What was begun goes first.
    for before in ["3", "v", "g"] {
        let mut desk = Desk::new();
        desk.keys(queries);
        desk.keys(before);
        desk.keys("esc");
        assert_eq!(desk.titles(), ["Charlie"], "after {before}");
        desk.keys("esc");
        assert_eq!(desk.titles(), ALL, "after {before}");
    }
    // What was picked stays until there is nothing else.
    let mut desk = Desk::new();
    desk.keys("t j enter");
    desk.keys(queries);
    desk.keys("esc");
    assert_eq!(desk.titles(), ["Bravo", "Charlie"]);
    desk.keys("esc");
    assert_eq!(desk.titles(), ALL);
    desk.keys("t j enter");
    desk.keys(queries);
    desk.keys(": c l e a r - q u e r y enter");
    assert_eq!(desk.titles(), ALL, "everything at once");
}

#[test]
fn the_filter_line_completes_and_goes_on_behind_the_only_candidate() {
    let mut desk = Desk::new();
    desk.keys("f t o p");
    assert_eq!(prompt(&desk).candidates.len(), 1);
    desk.keys("tab");
    assert_eq!(prompt(&desk).input.value(), "topic:");
    desk.keys("tab");
    assert_eq!(prompt(&desk).input.value(), "topic:Rust");
    desk.keys("tab");
    assert_eq!(prompt(&desk).input.value(), "topic:Terminals");
    desk.keys("shift-tab enter");
    assert_eq!((desk.titles(), written(&desk).0), (vec!["Bravo", "Charlie"], "topic:Rust"));
    // In a search the list follows what Tab puts in.
    let mut desk = Desk::new();
    desk.keys("/ t o p i c : T tab");
    assert_eq!((desk.titles(), written(&desk).1), (vec!["Alpha", "Charlie"], "topic:Terminals"));
}

#[test]
fn up_goes_back_through_what_was_asked() {
    let mut desk = Desk::new();
    desk.keys("f r u s t enter / c h enter f ctrl-u d e l t a enter esc");
    assert_eq!(desk.model.query_history, ["rust", "ch", "delta"]);
    desk.keys("f");
    for (key, line) in [("up", "delta"), ("up", "ch"), ("up", "rust"), ("up", "rust"), ("down", "ch"), ("up", "rust")] {
        desk.keys(key);
        assert_eq!(prompt(&desk).input.value(), line);
    }
    desk.keys("enter");
    assert_eq!(desk.titles(), ["Bravo", "Charlie"]);
    assert_eq!(desk.model.query_history, ["ch", "delta", "rust"], "each once, the last one last");
    desk.keys("f up");
    assert_eq!(prompt(&desk).input.value(), "delta", "not what stands there already");
    desk.keys("down");
    assert_eq!(prompt(&desk).input.value(), "rust");
}

#[test]
fn only_so_many_queries_are_remembered() {
    let mut desk = Desk::new();
    for number in 0..60 {
        let digits: Vec<String> = number.to_string().chars().map(String::from).collect();
        desk.keys(&format!("f ctrl-u {} enter", digits.join(" ")));
    }
    assert_eq!((desk.model.query_history.len(), desk.model.query_history[0].as_str()), (50, "10"));
}

#[test]
fn a_count_typed_before_is_not_the_querys() {
    let mut desk = Desk::new();
    desk.keys("2 / r");
    assert_eq!((desk.titles(), written(&desk)), (vec!["Alpha", "Bravo", "Charlie"], ("", "r")));
    desk.keys("enter j");
    assert_eq!(desk.selected(), "Bravo", "one row");
    desk.keys("gg 2n");
    assert_eq!(desk.selected(), "Charlie", "but matches are counted");
}

#[test]
fn n_goes_from_match_to_match_and_without_a_query_from_unread_to_unread() {
    let mut desk = Desk::new();
    desk.keys("/ r u s t enter");
    for (keys, selected) in [("n", "Charlie"), ("n", "Charlie"), ("N", "Bravo"), ("N", "Bravo")] {
        desk.keys(keys);
        assert_eq!(desk.selected(), selected);
    }
    desk.keys("esc");
    desk.keys("gg n");
    assert_eq!(desk.selected(), "Bravo");
    for slot in desk.model.list.slots.iter().skip(2).take(2).copied().collect::<Vec<_>>() {
        let flags = crate::triage::Flags { read: true, ..Default::default() };
        desk.model.decisions.flags.set(slot, flags);
    }
    desk.keys("n");
    assert_eq!(desk.selected(), "Echo");
    desk.keys("n");
    assert_eq!((desk.selected(), desk.message()), ("Echo", "No unread card further down"));
    desk.keys("N");
    assert_eq!(desk.selected(), "Bravo");
    desk.keys("2N");
    assert_eq!((desk.selected(), desk.message()), ("Bravo", "No unread card further up"));
}

#[test]
fn an_order_in_a_query_wins_over_the_chosen_one_and_that_over_the_views() {
    let views = |text: &str| {
        let mut views = Views::default();
        let errors = views.add(&[("mine".to_owned(), text.to_owned())], crate::query::ViewSource::Config);
        assert!(errors.is_empty());
        views
    };
    let mut desk = Desk::new();
    desk.model.views = views("sort:quality limit:3");
    desk.keys(": v i e w space m i n e enter");
    assert_eq!(desk.titles(), ["Bravo", "Alpha", "Charlie"], "the view's order and limit");
    desk.keys("S t S r");
    assert_eq!(desk.titles(), ["Echo", "Delta", "Charlie"], "the chosen order");
    desk.keys("f s o r t : - d a t e space l i m i t : 2 enter");
    assert_eq!(desk.titles(), ["Delta", "Charlie"], "the filter line's order, and the smaller limit");
    assert_eq!(desk.model.scope.order(), Sort::by(SortKey::Date).reversed());
    desk.keys("/ s o r t : t i t l e enter");
    assert_eq!(desk.titles(), ["Alpha", "Bravo"], "the search is the innermost");
    desk.keys("esc");
    assert_eq!(desk.titles(), ["Echo", "Delta", "Charlie"], "the chosen order again");
    desk.keys("' l ' i");
    desk.keys(": v i e w space m i n e enter");
    assert_eq!(desk.titles(), ["Bravo", "Alpha", "Charlie"], "a view that is entered has its own order");
}

#[test]
fn the_newest_question_wins() {
    let mut desk = Desk::new();
    desk.press("/ r u");
    let searches: Vec<Effect> =
        desk.effects.drain(..).filter(|effect| matches!(effect, Effect::Search { .. })).collect();
    assert_eq!(searches.len(), 2);
    let answers: Vec<Job> = searches.into_iter().map(answer).collect();
    let mut answers = answers.into_iter();
    let (first, second) = (answers.next().unwrap(), answers.next().unwrap());
    desk.job(second);
    desk.job(first);
    assert_eq!(desk.titles(), ["Bravo", "Charlie"]);
}

#[test]
fn keys_pressed_before_the_answer_count_in_the_list_that_is_there() {
    let mut desk = Desk::new();
    desk.press("/ r u s t down down enter");
    assert_eq!((desk.selected(), desk.titles().len()), ("Charlie", 5));
    desk.settle();
    assert_eq!((desk.selected(), desk.shown(), desk.titles()), ("Charlie", "Charlie", vec!["Bravo", "Charlie"]));
    // Esc before the answer comes: it is not heard any more.
    desk.press("/ ctrl-u d e l t a esc");
    desk.settle();
    assert_eq!(desk.titles(), ALL);
}

#[test]
fn an_early_answer_and_a_complete_one_keep_cursor_and_selection() {
    let mut desk = Desk::new();
    desk.press("/ a enter");
    let at = desk.effects.iter().rposition(|effect| matches!(effect, Effect::Search { .. })).unwrap();
    let Job::ListFound { question, answer: whole } = answer(desk.effects.remove(at)) else { panic!("no answer") };
    assert_eq!(whole.slots.len(), 4);
    let mut early = whole.clone();
    (early.slots, early.is_complete) = (whole.slots[1..].into(), false);
    desk.job(Job::ListFound { question, answer: early });
    assert!(desk.model.list.asked_for_more());
    desk.press("G v k");
    assert_eq!(desk.selected(), "Charlie");
    desk.job(Job::ListFound { question, answer: whole });
    desk.settle();
    assert_eq!((desk.titles().len(), desk.selected(), desk.shown()), (4, "Charlie", "Charlie"));
    assert_eq!(desk.model.list.selection.as_ref().unwrap().count(), 2);
    assert!(!desk.model.list.asked_for_more());
}

#[test]
fn a_reload_keeps_queries_and_a_growing_library_is_searched() {
    let mut desk = Desk::new();
    desk.keys("f i s : u n r e a d enter / r u s t enter");
    desk.keys("j r");
    desk.load();
    assert_eq!((desk.titles(), desk.selected()), (vec!["Bravo", "Charlie"], "Charlie"));
    assert_eq!(written(&desk), ("is:unread", "rust"));

    let mut desk = loading();
    desk.keys("/ f i enter");
    assert_eq!(desk.titles(), [""; 0]);
    desk.arrives("First", 1);
    desk.arrives("Second", 2);
    desk.settle();
    assert_eq!((desk.titles(), desk.selected()), (vec!["First"], "First"));
}

#[test]
fn the_next_visit_begins_with_the_filter_line_and_knows_the_queries() {
    let mut desk = Desk::new();
    desk.keys("f r u s t enter / c h enter");
    let visit = desk.model.visit();
    assert_eq!((visit.filter.as_str(), visit.queries.as_slice()), ("rust", &["rust".to_owned(), "ch".to_owned()][..]));

    let mut desk = Desk::after(Some(visit), 120, 40);
    desk.load();
    assert_eq!((desk.titles(), written(&desk)), (vec!["Bravo", "Charlie"], ("rust", "")));
    desk.keys("f up");
    assert_eq!(prompt(&desk).input.value(), "ch");

    let visit = Visit { filter: "view:gone".to_owned(), ..Visit::default() };
    let mut desk = Desk::after(Some(visit), 120, 40);
    desk.load();
    assert_eq!((desk.titles(), written(&desk).0), (ALL.to_vec(), ""), "what is no query any more is left out");
}

#[test]
fn where_no_card_matches_the_message_says_what() {
    let mut desk = Desk::new();
    desk.keys("/ z z z enter");
    assert_eq!((desk.titles(), desk.message()), (vec![], ""));
    for keys in ["enter", "y", "E"] {
        desk.keys(keys);
        assert_eq!(desk.message(), format!("No card matches {}: /zzz", desk.model.scope.view.name), "{keys}");
    }
}

#[test]
fn cards_like_the_selected_one_are_asked_for_by_its_path() {
    let mut desk = Desk::new();
    desk.keys("j g l");
    assert_eq!(written(&desk).0, "like:_news/bravo.md sort:relevance");
    desk.keys("esc");
    assert_eq!((written(&desk).0, desk.titles()), ("", ALL.to_vec()));
    let mut desk = Desk::empty(120, 40);
    desk.keys("g l");
    assert_eq!(desk.message(), "No card is selected");
}
