use super::*;
use crate::app::Progress;

#[test]
fn long_work_is_mentioned_and_short_work_is_not() {
    let mut desk = Desk::new();
    desk.press("j m");
    let short = desk.alarm(Timer::Busy).unwrap();
    assert_eq!(desk.model.progress(), None);
    desk.job(Job::Decided(Ok(Default::default())));
    desk.ring(Timer::Busy, short);
    assert_eq!(desk.model.progress(), None, "it is done already");
    desk.press("A m");
    let long = desk.alarm(Timer::Busy).unwrap();
    desk.ring(Timer::Busy, long);
    assert_eq!(desk.model.progress(), Some(Progress::Saving { cards: 6 }));
    desk.job(Job::Decided(Ok(Default::default())));
    assert_eq!(desk.model.progress(), Some(Progress::Saving { cards: 1 }));
    desk.job(Job::Decided(Ok(Default::default())));
    assert_eq!(desk.model.progress(), None);
}

#[test]
fn files_that_are_changed_are_counted() {
    let mut desk = Desk::new();
    desk.press("v * p");
    let alarm = desk.alarm(Timer::Busy).unwrap();
    let quiet = desk.model.revision();
    desk.job(Job::DecisionCameOn { done: 1, of: 5 });
    assert_eq!((desk.model.progress(), desk.model.revision()), (None, quiet), "no frame for what nobody sees");
    desk.ring(Timer::Busy, alarm);
    assert_eq!(desk.model.progress(), Some(Progress::Changing { files: 1, of: 5 }));
    desk.job(Job::DecisionCameOn { done: 3, of: 5 });
    assert_eq!(desk.model.progress(), Some(Progress::Changing { files: 3, of: 5 }));
    assert!(desk.model.revision() > quiet);
    desk.press("m");
    desk.job(Job::Decided(Ok(Default::default())));
    assert_eq!(desk.model.progress(), Some(Progress::Saving { cards: 1 }), "the next one has its own measure");
    desk.job(Job::DecisionCameOn { done: 3, of: 5 });
    desk.job(Job::Decided(Ok(Default::default())));
    desk.job(Job::DecisionCameOn { done: 3, of: 5 });
    assert_eq!(desk.model.progress(), None);
}

#[test]
fn reading_anew_has_a_measure() {
    let mut desk = loading();
    let first = desk.alarm(Timer::Busy).unwrap();
    desk.ring(Timer::Busy, first);
    assert_eq!(desk.model.progress(), Some(Progress::Reading { cards: 0, of: None }));
    let mut desk = Desk::new();
    desk.press("r");
    let again = desk.alarm(Timer::Busy).unwrap();
    desk.arrives("Foxtrot", 1);
    desk.ring(Timer::Busy, again);
    assert_eq!(desk.model.progress(), Some(Progress::Reading { cards: 0, of: Some(5) }));
}
