//! Panes: leaving them, their sizes, and that keys go to one that is seen.

use super::*;

#[test]
fn q_goes_back_then_quits_and_esc_never_does() {
    let mut desk = Desk::new();
    desk.keys("l z esc esc esc");
    assert!(!desk.quits());
    desk.keys("q");
    assert!(!desk.model.zoomed);
    desk.keys("q");
    assert_eq!(desk.model.focus, Pane::List);
    assert!(!desk.quits());
    desk.keys("q");
    assert!(desk.quits());
}

#[test]
fn resizing_lays_the_page_out_again_for_the_new_width() {
    let mut desk = Desk::new();
    let before = desk.model.current().unwrap().page.width;
    for (width, height) in [(60, 20), (40, 12), (1, 1), (0, 0), (200, 60)] {
        let effects = update(&mut desk.model, Msg::Resized(Size { width, height }));
        desk.effects.extend(effects);
        desk.settle();
    }
    assert_ne!(desk.model.current().unwrap().page.width, before);
    assert_eq!(desk.model.current().unwrap().page.width, desk.model.layout().page_width(desk.model.size, 80));
}

#[test]
fn keys_always_go_to_a_pane_that_is_seen() {
    for (width, height) in [(40, 12), (80, 24), (120, 40)] {
        for filled in [false, true] {
            for first in crate::command::Command::ALL {
                for second in crate::command::Command::ALL {
                    let mut desk = Desk::empty(width, height);
                    if filled {
                        desk.load();
                    }
                    for command in [first, second] {
                        let invocation = crate::command::Invocation::new(*command);
                        super::super::run::run(&mut desk.model, &invocation, &mut desk.effects);
                        let rows = desk.model.layout().rows(desk.model.focus);
                        assert!(rows > 0, "{} then {} at {width}", first.name(), second.name());
                    }
                }
            }
        }
    }
}
