//! The messages of this run as a menu: when each was said, and what; choosing one shows it whole again.

use super::super::layer::Layer;
use super::super::menu::{Choice, Menu, MenuEntry};
use super::super::messages::Said;
use super::super::model::Model;
use crate::card::SafeText;

/// Shows the messages, or says that there are none.
pub(super) fn show(model: &mut Model) {
    let entry = |said: &Said| {
        let again = if said.times == 1 { String::new() } else { format!(" ({} times)", said.times) };
        MenuEntry {
            label: if said.message.is_error { "!".to_owned() } else { " ".to_owned() },
            name: SafeText::line(&model.dates.clock(said.at)),
            note: SafeText::line(&format!("{}{again}", said.message.text)),
            choice: Choice::Say(said.message.clone()),
        }
    };
    let entries: Vec<MenuEntry> = model.messages.newest_first().map(entry).collect();
    if entries.is_empty() {
        model.say("Nothing was said yet");
    } else {
        model.layers.push(Layer::Menu(Menu::labelled("Messages, the newest first", entries)));
    }
}
