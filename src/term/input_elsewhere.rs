//! Decides which events of a console reach the program, where there is no `poll`. What a key does is decided in
//! [`crate::keymap`].

use std::io;
use std::sync::mpsc::Sender;
use std::thread;

use crossterm::event::{Event, KeyCode as From, KeyEvent, KeyEventKind, KeyModifiers};
use ratatui::layout::Size;

use super::ending::Ending;
use crate::app::Msg;
use crate::keymap::{Key, KeyCode};

/// The input thread.
#[derive(Debug)]
pub(super) struct Input(());

impl Input {
    /// Starts the thread.
    pub(super) fn start(inbox: Sender<Msg>, _ending: Ending) -> io::Result<Self> {
        let serve = move || {
            while let Ok(event) = crossterm::event::read() {
                let msg = match event {
                    Event::Key(key) => match convert(key) {
                        Some(key) => Msg::Key(key),
                        None => continue,
                    },
                    Event::Paste(text) => Msg::Pasted(text),
                    Event::Resize(width, height) => Msg::Resized(Size::new(width, height)),
                    _ => continue,
                };
                if inbox.send(msg).is_err() {
                    return;
                }
            }
        };
        thread::Builder::new().name("input".into()).spawn(serve)?;
        Ok(Self(()))
    }
}

fn convert(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let code = match event.code {
        From::Char(c) => KeyCode::Char(c),
        From::Enter => KeyCode::Enter,
        From::Esc => KeyCode::Esc,
        From::Tab => KeyCode::Tab,
        From::BackTab => KeyCode::BackTab,
        From::Backspace => KeyCode::Backspace,
        From::Delete => KeyCode::Delete,
        From::Insert => KeyCode::Insert,
        From::Up => KeyCode::Up,
        From::Down => KeyCode::Down,
        From::Left => KeyCode::Left,
        From::Right => KeyCode::Right,
        From::Home => KeyCode::Home,
        From::End => KeyCode::End,
        From::PageUp => KeyCode::PageUp,
        From::PageDown => KeyCode::PageDown,
        From::F(n) => KeyCode::Function(n),
        _ => return None,
    };
    // The character already says whether shift was held.
    let shift = event.modifiers.contains(KeyModifiers::SHIFT) && !matches!(code, KeyCode::Char(_) | KeyCode::BackTab);
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    Some(Key { code, ctrl, alt: event.modifiers.contains(KeyModifiers::ALT), shift })
}
