use super::*;
use crate::app::Menu;

fn menu(desk: &Desk) -> Vec<String> {
    let Some(Layer::Menu(Menu { entries, .. })) = desk.model.layers.last() else { panic!("no menu") };
    entries.iter().map(|entry| format!("{}{} {}", entry.label, entry.name, entry.note)).collect()
}

#[test]
fn what_was_said_can_be_read_again() {
    let mut desk = Desk::new();
    desk.keys("gm");
    assert_eq!(desk.message(), "Nothing was said yet");
    desk.keys("X");
    update(&mut desk.model, Msg::Woke(Timestamp(1_767_700_061)));
    desk.keys("X");
    desk.job(Job::Noticed(SafeText::line("The disk is full")));
    desk.keys("gm");
    assert_eq!(
        menu(&desk),
        [
            "!11:47:41 The disk is full",
            " 11:47:41 X does nothing here; ? lists the keys (2 times)",
            " 11:46:40 Nothing was said yet"
        ]
    );
    desk.keys("j enter");
    assert_eq!(desk.message(), "X does nothing here; ? lists the keys");
    assert_eq!(desk.model.messages.newest_first().count(), 3, "reading one again says nothing new");
    desk.keys(": m e s s a g e s enter");
    assert_eq!(menu(&desk).len(), 3);
}
