//! How far cards were read: when it is kept, and where they open again.

use super::*;
use crate::app::update::finish;

/// A reader in a terminal so low that the first card is longer than its pane.
fn low() -> Desk {
    let mut desk = Desk::empty(64, 16);
    desk.load();
    desk.effects.clear();
    desk
}

/// What was to be kept: which file, what was kept before, what is now.
fn kept(desk: &mut Desk) -> Vec<String> {
    desk.take(|effect| match effect {
        Effect::KeepPosition { file, before, now, .. } => Some(format!("{} {before:?} {now:?}", file.path.display())),
        _ => None,
    })
}

#[test]
fn a_card_that_was_scrolled_is_kept_when_it_is_left_and_opens_there() {
    let mut desk = low();
    let lines = desk.model.current().unwrap().page.lines.len();
    desk.keys("J J J");
    assert!(kept(&mut desk).is_empty(), "not before it is left");
    desk.press("j");
    assert!(matches!(
        desk.effects.as_slice(),
        [Effect::ShowCard { .. }, Effect::KeepPosition { .. }, Effect::Wake { .. }]
    ));
    let share = (3 * 1000_usize).div_ceil(lines);
    assert_eq!(kept(&mut desk), [format!("_news/alpha.md None Some({share})")]);
    desk.settle();
    assert_eq!(desk.model.detail.top, 0);
    // What was kept of it need not be on disk yet.
    desk.keys("k");
    assert_eq!((desk.model.detail.top, kept(&mut desk).len()), (3, 0));
    for key in ["j", "k", "j"] {
        desk.keys(key);
    }
    assert!(kept(&mut desk).is_empty(), "what stays as it was is not kept again");
    desk.keys("k");
    desk.keys("K K K");
    desk.keys("j");
    assert_eq!(kept(&mut desk), [format!("_news/alpha.md Some({share}) None")]);
    desk.keys("k");
    assert_eq!(desk.model.detail.top, 0);
}

#[test]
fn a_card_opens_where_the_database_says() {
    let mut desk = low();
    desk.keys("j");
    desk.model.detail.ahead = super::super::super::ahead::Ahead::default();
    desk.press("k");
    let at = desk.effects.iter().rposition(|effect| matches!(effect, Effect::ShowCard { .. })).unwrap();
    let Job::CardShown { question, place, shown } = answer(desk.effects.remove(at)) else { panic!("no card") };
    let mut shown = Arc::unwrap_or_clone(shown.unwrap());
    shown.position = Some(1000);
    let lines = shown.page.lines.len();
    desk.job(Job::CardShown { question, place, shown: Ok(Arc::new(shown)) });
    let height = desk.model.layout().rows(Pane::Detail);
    assert!(lines > height, "{lines} {height}");
    assert_eq!(desk.model.detail.top, lines - height, "never beyond the last page");
}

#[test]
fn a_nested_card_has_no_position_and_leaving_the_reader_keeps_that_of_the_card() {
    let mut desk = low();
    desk.keys("l ] ] ] ] enter");
    desk.effects.clear();
    assert_eq!(desk.shown(), "Foreign");
    desk.keys("j");
    desk.keys("H");
    assert!(kept(&mut desk).is_empty());
    desk.keys("gg j j");
    let last = finish(&mut desk.model);
    assert!(matches!(last.as_slice(), [Effect::KeepPosition { before: _, now: Some(_), .. }]), "{last:?}");
    assert!(finish(&mut desk.model).is_empty());
}
