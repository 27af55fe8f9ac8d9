//! News of others: when they are asked for, and what they change.

use super::*;
use crate::app::Heard;
use crate::triage::{CardId, Cursor, Flags};

const STARRED: Flags = Flags { read: false, starred: true, archived: false, binned: false, snoozed_until: None };

/// How often the news were asked for since this was asked last, and for which loading.
fn asked(desk: &mut Desk) -> Vec<u32> {
    let generation = |effect: &Effect| match effect {
        Effect::HearNews { generation, .. } => Some(*generation),
        _ => None,
    };
    let found = desk.effects.iter().filter_map(generation).collect();
    desk.effects.retain(|effect| generation(effect).is_none());
    found
}

/// The news that the card on this row was starred for the first time.
fn star(desk: &Desk, row: usize, generation: u32) -> Job {
    let (slot, card) = (desk.model.list.slots[row], CardId::from(7));
    let heard = Heard { flags: vec![(card, STARRED)], cards: vec![(slot, card)], ..Heard::default() };
    Job::NewsHeard { generation, outcome: Ok(heard) }
}

#[test]
fn news_change_flags_and_counts_and_nothing_else() {
    let mut desk = Desk::new();
    desk.keys("j j");
    desk.job(Job::ChangedElsewhere);
    assert_eq!(asked(&mut desk), [1]);
    desk.job(star(&desk, 0, 1));
    desk.settle();
    assert_eq!(desk.model.decisions.flags.get(desk.model.list.slots[0]), STARRED);
    assert_eq!((desk.selected(), desk.shown(), desk.model.list.unread), ("Charlie", "Charlie", Some(5)));
    // From now on the card is known.
    let heard = Heard { flags: vec![(CardId::from(7), Flags::default())], ..Heard::default() };
    desk.job(Job::ChangedElsewhere);
    desk.job(Job::NewsHeard { generation: 1, outcome: Ok(heard) });
    assert_eq!(desk.model.decisions.flags.get(desk.model.list.slots[0]), Flags::default());
    desk.job(Job::ChangedElsewhere);
    desk.job(Job::NewsHeard { generation: 1, outcome: Err(SafeText::line("it is damaged")) });
    assert_eq!(desk.message(), "it is damaged");
}

#[test]
fn news_wait_until_the_library_was_read() {
    let mut desk = loading();
    desk.job(Job::ChangedElsewhere);
    desk.job(Job::ChangedElsewhere);
    assert_eq!(asked(&mut desk), [0; 0]);
    desk.job(Job::LibraryLoaded { generation: 1, census: Census::default(), failures: Vec::new() });
    assert_eq!(asked(&mut desk), [1]);
}

#[test]
fn a_reload_puts_news_off_until_its_list_is_there() {
    let mut desk = Desk::new();
    desk.press("r");
    desk.job(Job::DecisionsRead { generation: 2, cursor: Cursor::default() });
    desk.job(Job::ChangedElsewhere);
    // Slots of before mean nothing any more; what was asked then is in what the reload begins with.
    desk.job(star(&desk, 0, 1));
    assert_eq!(desk.model.decisions.flags.get(desk.model.list.slots[0]), Flags::default());
    assert_eq!(asked(&mut desk), [0; 0]);
    desk.load();
    assert_eq!(asked(&mut desk), [2]);
}
