//! Workers that are late, in every order that real ones can be late in: in the end the list says what files and decisions
//! say.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::super::model::Model;
use super::world::{FILES, Scene, differs, number};
use crate::triage::Flags;

const KEYS: [&str; 18] = [
    "j",
    "k",
    "m",
    "s",
    "e",
    "p",
    "2p",
    // Files that are so already are read again, too.
    ": p u b l i s h enter",
    "u",
    "ctrl-r",
    "r",
    "r",
    "' i",
    "' l",
    "' b",
    "U",
    "A",
    "v j e",
];

/// What happens next.
#[derive(Debug, Clone)]
enum Next {
    Key(&'static str),
    Elsewhere(usize, usize),
    Decide,
    Load,
    LoadAll,
    Answer(usize, bool),
    Hear(usize),
    Settle,
}

fn next() -> impl Strategy<Value = Next> {
    prop_oneof![
        5 => prop::sample::select(&KEYS[..]).prop_map(Next::Key),
        2 => (0..2_usize, 0..FILES).prop_map(|(what, number)| Next::Elsewhere(what, number)),
        4 => Just(Next::Decide),
        4 => Just(Next::Load),
        2 => Just(Next::LoadAll),
        3 => (0..4_usize, any::<bool>()).prop_map(|(kind, gives_up)| Next::Answer(kind, gives_up)),
        4 => (1..6_usize).prop_map(Next::Hear),
        1 => Just(Next::Settle),
    ]
}

fn happens(scene: &mut Scene, next: &Next) {
    match *next {
        Next::Key(keys) => scene.press(keys),
        Next::Elsewhere(what, number) => scene.elsewhere(what, number),
        Next::Decide => _ = scene.decide(),
        Next::Load => _ = scene.load(),
        Next::LoadAll => while scene.load() || scene.hear() {},
        Next::Answer(kind, gives_up) => _ = scene.answer(kind, gives_up),
        Next::Hear(times) => (0..times).for_each(|_| _ = scene.hear()),
        Next::Settle => scene.settle(),
    }
}

/// The library holds every file once, as it is and as it was decided about.
fn library_is_true(scene: &Scene) -> Result<(), TestCaseError> {
    let model = &scene.desk.model;
    let flags = |slot| model.decisions.flags.get(slot);
    let wrong: Vec<String> =
        model.library.heads().filter_map(|(slot, head)| differs(head, flags(slot), &scene.world)).collect();
    prop_assert_eq!(wrong, [] as [&str; 0]);
    let files: Vec<usize> = model.library.heads().map(|(_, head)| number(head.path())).collect();
    prop_assert_eq!((files.len(), model.library.len()), (FILES, FILES), "{:?}", &files);
    prop_assert_eq!(files.iter().collect::<BTreeSet<_>>().len(), FILES);
    Ok(())
}

/// At any time: nothing is listed twice, and nothing that is not there.
fn list_is_of_library(scene: &Scene) -> Result<(), TestCaseError> {
    let model = &scene.desk.model;
    let listed: BTreeSet<_> = model.list.slots.iter().collect();
    prop_assert_eq!(listed.len(), model.list.slots.len(), "listed twice");
    let is_there = |slot: &_| model.library.is_current(*slot) && model.library.head(*slot).is_some();
    prop_assert!(listed.into_iter().all(is_there), "a head that is gone is listed");
    Ok(())
}

/// Nothing waits any more, and what was counted is what there is.
/// Whether a card that stands so belongs to the view, in as few words as possible.
fn belongs(model: &Model, flags: Flags) -> bool {
    let open = !(flags.archived || flags.binned || flags.is_snoozed(model.dates.now));
    match &*model.scope.view.name {
        "inbox" => open,
        "unread" => open && !flags.read,
        "starred" => flags.starred && !flags.binned,
        "snoozed" => flags.is_snoozed(model.dates.now) && !flags.binned,
        "archived" => flags.archived && !flags.binned,
        "bin" => flags.binned,
        _ => !flags.binned,
    }
}

fn is_at_rest(scene: &Scene) -> Result<(), TestCaseError> {
    let model = &scene.desk.model;
    prop_assert!(model.unsaved.is_empty() && !model.loading.running && model.loading.ready.is_none());
    prop_assert!(!model.list.asked.waiting && !model.topics.asked.waiting);
    let is_unread = |slot: &&crate::library::Slot| {
        let flags = model.decisions.flags.get(**slot);
        !flags.read && belongs(model, flags)
    };
    let unread = model.list.slots.iter().filter(is_unread).count();
    prop_assert_eq!(model.list.unread, Some(unread));
    let of_view = |file: &&super::world::File| belongs(model, file.flags());
    let cards = scene.world.files.iter().filter(of_view).count();
    prop_assert_eq!(model.topics.all.map(|all| all.cards), Some(cards));
    Ok(())
}

/// A view that is entered again shows what belongs to it.
fn shows_what_belongs_to_it(scene: &Scene) -> Result<(), TestCaseError> {
    let model = &scene.desk.model;
    let is_of_view = |number: &usize| belongs(model, scene.world.files[*number].flags());
    let belongs: Vec<usize> = (0..FILES).rev().filter(is_of_view).collect();
    let shown = model.list.slots.iter().map(|slot| number(model.library.head(*slot).unwrap().path()));
    prop_assert_eq!(shown.collect::<Vec<_>>(), belongs, "{:?}", model.scope.view);
    Ok(())
}

/// Everything that was said and heard adds up, in every view.
fn adds_up(scene: &mut Scene) -> Result<(), TestCaseError> {
    scene.settle();
    library_is_true(scene)?;
    is_at_rest(scene)?;
    for keys in ["' i", "' l", "' b"] {
        scene.press(keys);
        scene.settle();
        library_is_true(scene)?;
        is_at_rest(scene)?;
        shows_what_belongs_to_it(scene)?;
    }
    Ok(())
}

fn after(steps: impl IntoIterator<Item = Next>) -> Result<(), TestCaseError> {
    let mut scene = Scene::new();
    for step in steps {
        happens(&mut scene, &step);
        list_is_of_library(&scene)?;
    }
    adds_up(&mut scene)
}

#[test]
fn what_somebody_else_did_before_a_reload_is_not_overruled_by_older_answers() {
    use Next::{Answer, Decide, Elsewhere, Hear, Key, LoadAll, Settle};
    // Heard while the reload goes on, and noted for when it is there.
    after([Settle, Key("r"), Key("m"), Decide, Elsewhere(0, 4)]).unwrap();
    // Heard when the reload is there.
    after([Settle, Key("2p"), Decide, Elsewhere(0, 3), Key("r"), LoadAll, Answer(0, false)]).unwrap();
    // Heads that were read before somebody else changed the file once more.
    let read = [Settle, Elsewhere(1, 3), Hear(1), Decide, Decide, Hear(1), Decide];
    after(read.into_iter().chain([Elsewhere(1, 3), Key("r"), LoadAll, Answer(0, false)])).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, ..ProptestConfig::default() })]

    #[test]
    fn however_late_the_workers_are_the_list_ends_up_true(steps in prop::collection::vec(next(), 1..120)) {
        after(steps)?;
    }
}
