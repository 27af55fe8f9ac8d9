//! A key as users write it: `j`, `G`, `ctrl-d`, `space`. Turning what a terminal sends into keys is [`crate::term`]'s.

use std::fmt;

/// One key with its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// Which key.
    pub code: KeyCode,
    /// Control was held.
    pub ctrl: bool,
    /// Alt was held.
    pub alt: bool,
    /// Shift was held. Letters say so by being upper-case, and [`KeyCode::BackTab`] by itself.
    pub shift: bool,
}

/// Which key was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KeyCode {
    /// A character; space is one.
    Char(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Tab with shift.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Insert.
    Insert,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// F1 and so on.
    Function(u8),
}

/// Names of keys that are not one character. Of two names for one key the first is shown.
const NAMES: [(&str, KeyCode); 22] = [
    ("space", KeyCode::Char(' ')),
    ("enter", KeyCode::Enter),
    ("return", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("escape", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("shift-tab", KeyCode::BackTab),
    ("backtab", KeyCode::BackTab),
    ("backspace", KeyCode::Backspace),
    ("delete", KeyCode::Delete),
    ("insert", KeyCode::Insert),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("pgup", KeyCode::PageUp),
    ("pageup", KeyCode::PageUp),
    ("pgdn", KeyCode::PageDown),
    ("pagedown", KeyCode::PageDown),
    ("minus", KeyCode::Char('-')),
];

/// A word that is no key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no key; keys are written like j, G, ctrl-d, alt-x, space, pgdn, f5")]
pub struct UnknownKey(pub String);

impl Key {
    /// A key without modifiers.
    pub fn new(code: KeyCode) -> Self {
        Self { code, ctrl: false, alt: false, shift: false }
    }

    /// A character without modifiers.
    pub fn char(c: char) -> Self {
        Self::new(KeyCode::Char(c))
    }

    /// A character with control.
    pub fn ctrl(c: char) -> Self {
        Self { ctrl: true, ..Self::char(c) }
    }

    /// Reads one key: a name or a character, with modifiers before it.
    fn parse(word: &str) -> Option<Self> {
        if let Some((_, code)) = NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)) {
            return Some(Self::new(*code));
        }
        if let Some((modifier, rest)) = word.split_once('-')
            && !rest.is_empty()
        {
            let key = Self::parse(rest)?;
            return match modifier.to_ascii_lowercase().as_str() {
                "ctrl" => Some(Self { ctrl: true, ..key }),
                "alt" => Some(Self { alt: true, ..key }),
                "shift" if !matches!(key.code, KeyCode::Char(_)) => Some(Self { shift: true, ..key }),
                _ => None,
            };
        }
        if let Some(number) = word.strip_prefix(['f', 'F']).and_then(|number| number.parse().ok())
            && (1..=24).contains(&number)
        {
            return Some(Self::new(KeyCode::Function(number)));
        }
        let mut chars = word.chars();
        let c = chars.next().filter(|c| !c.is_control() && !c.is_whitespace())?;
        chars.next().is_none().then(|| Self::char(c))
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [(self.ctrl, "ctrl-"), (self.alt, "alt-"), (self.shift, "shift-")] {
            if held {
                f.write_str(name)?;
            }
        }
        match self.code {
            KeyCode::Function(number) => write!(f, "f{number}"),
            // A bare minus would read as the end of a modifier.
            KeyCode::Char('-') if !(self.ctrl || self.alt) => f.write_str("-"),
            code => match (NAMES.iter().find(|(_, named)| *named == code), code) {
                (Some((name, _)), _) => f.write_str(name),
                (None, KeyCode::Char(c)) => write!(f, "{c}"),
                (None, _) => Ok(()),
            },
        }
    }
}

/// Reads a sequence: words apart by white space, each a key by its name or with modifiers, else each of its
/// characters a key. `gg`, `g A` and `ctrl-w h` are sequences of two.
///
/// # Errors
/// The first word that is no key.
pub fn keys(text: &str) -> Result<Vec<Key>, UnknownKey> {
    let mut keys = Vec::new();
    for word in text.split_whitespace() {
        if let Some(key) = Key::parse(word) {
            keys.push(key);
        } else if word.contains('-') && word.chars().count() > 2 {
            // `ctlr-x` is a slip of the finger, not six keys.
            return Err(UnknownKey(word.to_owned()));
        } else {
            keys.extend(word.chars().map(Key::char));
        }
    }
    if keys.is_empty() { Err(UnknownKey(text.to_owned())) } else { Ok(keys) }
}

/// A sequence as users write it: its characters together where that can be read again (`gg`, but not `u p`), else
/// apart.
pub fn write(sequence: &[Key]) -> String {
    let apart: Vec<String> = sequence.iter().map(Key::to_string).collect();
    let together = apart.concat();
    if keys(&together).is_ok_and(|read| read == sequence) { together } else { apart.join(" ") }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn keys_are_read() {
        for (text, read) in [
            ("j", vec![Key::char('j')]),
            ("G", vec![Key::char('G')]),
            ("gg", vec![Key::char('g'), Key::char('g')]),
            ("g A", vec![Key::char('g'), Key::char('A')]),
            ("ctrl-d", vec![Key::ctrl('d')]),
            ("Ctrl-w h", vec![Key::ctrl('w'), Key::char('h')]),
            ("space", vec![Key::char(' ')]),
            ("shift-tab", vec![Key::new(KeyCode::BackTab)]),
            ("alt-left", vec![Key { alt: true, ..Key::new(KeyCode::Left) }]),
            ("f12", vec![Key::new(KeyCode::Function(12))]),
            ("-", vec![Key::char('-')]),
            ("ctrl-minus", vec![Key::ctrl('-')]),
            ("<", vec![Key::char('<')]),
        ] {
            assert_eq!(keys(text).unwrap(), read, "{text}");
        }
    }

    #[test]
    fn slips_are_not_taken_for_sequences() {
        for text in ["", "ctlr-x", "hyper-j", "shift-a", "f99-"] {
            assert!(keys(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(codes in prop::collection::vec((0usize..60, any::<bool>(), any::<bool>()), 1..4)) {
            let sequence: Vec<Key> = codes.into_iter().map(|(code, ctrl, alt)| {
                let code = NAMES.get(code).map_or_else(
                    || KeyCode::Char(char::from(b'A' + u8::try_from(code).unwrap() - 20)),
                    |(_, code)| *code,
                );
                Key { code, ctrl, alt, shift: false }
            }).collect();
            let text = write(&sequence);
            prop_assert_eq!(keys(&text).unwrap(), sequence, "{}", text);
        }
    }
}
