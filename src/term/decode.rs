//! Decides which keys, pastes and answers the bytes of a terminal are. What a key does is decided in [`crate::keymap`], and when
//! bytes are read in [`super::input`].
//!
//! Crossterm has such a decoder too, but only behind a reader of its own which leaves input unread: it asks for the next
//! 1,024 bytes only when yet more input arrives (0.29, edge-triggered polling), it blocks in the middle of a sequence,
//! and it turns what it cannot read, such as a late answer of the terminal, into keys. Here everything that is a control
//! sequence by its form is consumed as a whole, known or not.
//!
//! Formats: ECMA-48 section 5.4 for the form of sequences, the xterm manual "Control Sequences" for keys and modifiers, and
//! the "CSI u" encoding of the kitty keyboard protocol.

use super::answer;
use crate::keymap::{Key, KeyCode};
use crate::picture::TerminalAnswer;

/// Longest paste that is kept, in bytes. The rest is dropped: prompts are lines, not documents.
const LONGEST_PASTE: usize = 1 << 20;
/// Longest parameters of a control sequence, and longest application program command, that are looked at, in bytes.
const LONGEST_PARAMETERS: usize = 64;
const CTRL_C: u8 = 0x03;
const PASTE_END: &[u8] = b"\x1b[201~";

/// What a user did, or the terminal by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Decoded {
    /// Pressed a key.
    Key(Key),
    /// Pasted text.
    Pasted(String),
    /// The terminal said something of itself.
    Answered(TerminalAnswer),
}

/// Turns bytes into keys, one after the other.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    state: State,
    /// Escape came before what is being read now.
    alt: bool,
}

#[derive(Debug, Default)]
enum State {
    #[default]
    Ground,
    /// In a character of several bytes.
    Char(Vec<u8>),
    /// After an escape: a key of its own, or the beginning of something.
    Escape,
    /// After `ESC [`.
    Csi(Vec<u8>),
    /// After `ESC O`.
    Ss3,
    /// In a string, such as an answer of the terminal; it began with `ESC` and this. Its beginning is kept.
    Text { opener: u8, kept: Vec<u8>, escaped: bool },
    /// In a mouse report of the oldest form; so many bytes are left.
    Mouse(u8),
    /// In a paste; so many bytes of its end mark were seen.
    Paste { text: Vec<u8>, matched: usize },
}

impl Decoder {
    /// Decodes some more bytes.
    pub(super) fn feed(&mut self, bytes: &[u8], out: &mut Vec<Decoded>) {
        if bytes == [CTRL_C] && matches!(self.state, State::Paste { .. }) {
            // Alone in its burst it was typed by a hand, at a paste whose end was lost.
            self.state = State::Ground;
        }
        for byte in bytes {
            self.byte(*byte, out);
        }
    }

    /// Nothing follows at once: an escape is the key, since terminals send sequences in one piece.
    pub(super) fn end_of_burst(&mut self, out: &mut Vec<Decoded>) {
        if matches!(self.state, State::Escape) {
            if self.take_alt() {
                out.push(key(KeyCode::Esc, Modifiers::default()));
            }
            out.push(key(KeyCode::Esc, Modifiers::default()));
            self.state = State::Ground;
        }
    }

    /// Whether something was begun that a pause would end.
    pub(super) fn is_midway(&self) -> bool {
        !matches!(self.state, State::Ground | State::Paste { .. })
    }

    /// Nothing followed for a while: `ESC [` was alt and `[` after all, and what is broken is given up.
    pub(super) fn settle(&mut self, out: &mut Vec<Decoded>) {
        self.end_of_burst(out);
        if !self.is_midway() {
            return;
        }
        let opener = match std::mem::take(&mut self.state) {
            State::Csi(parameters) if parameters.is_empty() => Some(b'['),
            State::Ss3 => Some(b'O'),
            State::Text { opener, kept, .. } if kept.is_empty() => Some(opener),
            _ => None,
        };
        self.alt = false;
        if let Some(opener) = opener {
            out.push(key(KeyCode::Char(char::from(opener)), Modifiers { alt: true, ..Modifiers::default() }));
        }
    }

    fn byte(&mut self, byte: u8, out: &mut Vec<Decoded>) {
        match std::mem::take(&mut self.state) {
            State::Ground => self.ground(byte, out),
            State::Char(bytes) => self.char(bytes, byte, out),
            State::Escape => self.escape(byte, out),
            State::Csi(parameters) => self.csi(parameters, byte, out),
            State::Ss3 => self.ss3(byte, out),
            State::Text { opener, kept, escaped } => self.text(opener, kept, escaped, byte, out),
            State::Mouse(left) if left > 1 => self.state = State::Mouse(left - 1),
            State::Mouse(_) => {}
            State::Paste { text, matched } => self.paste(text, matched, byte, out),
        }
    }

    fn ground(&mut self, byte: u8, out: &mut Vec<Decoded>) {
        let ctrl = |c| (KeyCode::Char(c), true);
        let (code, ctrl) = match byte {
            0x1b => {
                self.state = State::Escape;
                return;
            }
            b'\r' => (KeyCode::Enter, false),
            b'\t' => (KeyCode::Tab, false),
            0x7f => (KeyCode::Backspace, false),
            0 => ctrl(' '),
            1..=26 => ctrl(char::from(byte - 1 + b'a')),
            // As in crossterm and most others: these four cannot be told from ctrl and a digit.
            0x1c..=0x1f => ctrl(char::from(byte - 0x1c + b'4')),
            b' '..=b'~' => (KeyCode::Char(char::from(byte)), false),
            0x80.. => {
                self.char(Vec::with_capacity(4), byte, out);
                return;
            }
        };
        let alt = self.take_alt();
        out.push(key(code, Modifiers { ctrl, alt, ..Modifiers::default() }));
    }

    fn char(&mut self, mut bytes: Vec<u8>, byte: u8, out: &mut Vec<Decoded>) {
        bytes.push(byte);
        match std::str::from_utf8(&bytes) {
            Ok(text) => {
                let alt = self.take_alt();
                // The controls above ASCII are no keys.
                let typed = text.chars().filter(|c| !c.is_control());
                out.extend(typed.map(|c| key(KeyCode::Char(c), Modifiers { alt, ..Modifiers::default() })));
            }
            Err(error) if error.error_len().is_none() => self.state = State::Char(bytes),
            Err(_) => {
                self.alt = false;
                // What broke the character may be a key itself; what began it is not.
                if bytes.len() > 1 {
                    self.byte(byte, out);
                }
            }
        }
    }

    fn escape(&mut self, byte: u8, out: &mut Vec<Decoded>) {
        match byte {
            0x1b => {
                // `ESC ESC [ A` is alt and an arrow in some terminals; else the first was a key.
                if self.alt {
                    out.push(key(KeyCode::Esc, Modifiers::default()));
                }
                self.alt = true;
                self.state = State::Escape;
            }
            b'[' => self.state = State::Csi(Vec::new()),
            b'O' => self.state = State::Ss3,
            b']' | b'P' | b'_' | b'^' | b'X' => {
                self.state = State::Text { opener: byte, kept: Vec::new(), escaped: false };
            }
            _ => {
                if self.take_alt() {
                    out.push(key(KeyCode::Esc, Modifiers::default()));
                }
                self.alt = true;
                self.ground(byte, out);
            }
        }
    }

    fn csi(&mut self, mut parameters: Vec<u8>, byte: u8, out: &mut Vec<Decoded>) {
        match byte {
            // The Linux console sends `ESC [ [ A` for F1.
            b'[' if parameters.is_empty() => {
                parameters.push(byte);
                self.state = State::Csi(parameters);
            }
            b'M' if parameters.is_empty() => {
                self.alt = false;
                self.state = State::Mouse(3);
            }
            0x20..=0x3f => {
                if parameters.len() < LONGEST_PARAMETERS {
                    parameters.push(byte);
                }
                self.state = State::Csi(parameters);
            }
            b'~' if parameters == b"200" => {
                self.alt = false;
                self.state = State::Paste { text: Vec::new(), matched: 0 };
            }
            0x40..=0x7e => {
                let alt = self.take_alt();
                match answer::of_sequence(&parameters, byte) {
                    Some(answer) => out.push(Decoded::Answered(answer)),
                    None => out.extend(sequence(&parameters, byte, alt).map(Decoded::Key)),
                }
            }
            // Anything else breaks the sequence off and is looked at for itself.
            _ => {
                self.alt = false;
                self.ground(byte, out);
            }
        }
    }

    fn ss3(&mut self, byte: u8, out: &mut Vec<Decoded>) {
        let alt = self.take_alt();
        match byte {
            0x20..=0x7e => out.extend(sequence(b"", byte, alt).map(Decoded::Key)),
            _ => self.ground(byte, out),
        }
    }

    fn text(&mut self, opener: u8, mut kept: Vec<u8>, escaped: bool, byte: u8, out: &mut Vec<Decoded>) {
        let closed = escaped && byte == b'\\';
        if closed || byte == 0x07 || byte == 0x18 || byte == 0x1a {
            self.alt = false;
            // The escape belongs to the end.
            let text = if closed { kept.strip_suffix(b"\x1b") } else { None };
            let answer = text.filter(|_| opener == b'_').and_then(answer::of_command);
            out.extend(answer.map(Decoded::Answered));
            return;
        }
        if kept.len() < LONGEST_PARAMETERS {
            kept.push(byte);
        }
        self.state = State::Text { opener, kept, escaped: byte == 0x1b };
    }

    fn paste(&mut self, mut text: Vec<u8>, matched: usize, byte: u8, out: &mut Vec<Decoded>) {
        if PASTE_END.get(matched) == Some(&byte) {
            if matched + 1 == PASTE_END.len() {
                out.push(Decoded::Pasted(pasted(&text)));
            } else {
                self.state = State::Paste { text, matched: matched + 1 };
            }
            return;
        }
        let missed = PASTE_END.get(..matched).unwrap_or_default();
        // Only an escape begins the mark, so a mismatch can begin it anew but not in its middle.
        let begins = byte == 0x1b;
        let kept = missed.iter().copied().chain((!begins).then_some(byte));
        text.extend(kept.take(LONGEST_PASTE.saturating_sub(text.len())));
        self.state = State::Paste { text, matched: usize::from(begins) };
    }

    fn take_alt(&mut self) -> bool {
        std::mem::take(&mut self.alt)
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Modifiers {
    shift: bool,
    alt: bool,
    ctrl: bool,
}

fn key(code: KeyCode, modifiers: Modifiers) -> Decoded {
    Decoded::Key(Key { code, ctrl: modifiers.ctrl, alt: modifiers.alt, shift: modifiers.shift })
}

/// Terminals send the line ends of a paste as the Enter key would.
fn pasted(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\r', "\n")
}

/// The key that a whole control sequence means, if it means one.
fn sequence(parameters: &[u8], last: u8, alt: bool) -> Option<Key> {
    if let Some(console) = parameters.strip_prefix(b"[") {
        let known = console.is_empty() && last.is_ascii_uppercase() && last <= b'E';
        return known.then(|| Key { code: KeyCode::Function(last - b'A' + 1), ctrl: false, alt, shift: false });
    }
    let mut fields = Fields::new(parameters)?;
    let first = fields.next_field();
    let modified = fields.next_field();
    let third = fields.next_field();
    let mut modifiers = modifiers(modified.first)?;
    // The kitty protocol numbers what happened to the key: 3 is its release.
    if modified.second == Some(3) {
        return None;
    }
    modifiers.alt |= alt;
    let code = match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'Z' => {
            modifiers.shift = false;
            KeyCode::BackTab
        }
        // With two parameters, `R` is also the report of a cursor position, which is never asked for.
        b'P'..=b'S' if first.first.unwrap_or(1) == 1 => KeyCode::Function(last - b'P' + 1),
        b'~' if first.first == Some(27) => return char_key(third.first?, None, modifiers),
        b'~' => tilde(first.first?)?,
        b'u' => return char_key(first.first?, first.second, modifiers),
        _ => return None,
    };
    Some(Key { code, ctrl: modifiers.ctrl, alt: modifiers.alt, shift: modifiers.shift })
}

/// One plus the sum of shift 1, alt 2, ctrl 4; with super, hyper or meta a key is none of ours.
fn modifiers(parameter: Option<u32>) -> Option<Modifiers> {
    let bits = parameter.unwrap_or(1).saturating_sub(1);
    // 64 and 128 are the locks of capitals and digits.
    let foreign = bits & 0b0011_1000 != 0;
    (!foreign).then_some(Modifiers { shift: bits & 1 != 0, alt: bits & 2 != 0, ctrl: bits & 4 != 0 })
}

fn tilde(number: u32) -> Option<KeyCode> {
    let function = |n: u32| u8::try_from(n).ok().map(KeyCode::Function);
    match number {
        1 | 7 => Some(KeyCode::Home),
        2 => Some(KeyCode::Insert),
        3 => Some(KeyCode::Delete),
        4 | 8 => Some(KeyCode::End),
        5 => Some(KeyCode::PageUp),
        6 => Some(KeyCode::PageDown),
        11..=15 => function(number - 10),
        17..=21 => function(number - 11),
        23..=26 => function(number - 12),
        28 | 29 => function(number - 13),
        31..=34 => function(number - 14),
        _ => None,
    }
}

/// A key by the number of its character, with the character that shift makes of it where the terminal says so.
fn char_key(number: u32, shifted: Option<u32>, mut modifiers: Modifiers) -> Option<Key> {
    let code = match number {
        9 if modifiers.shift => {
            modifiers.shift = false;
            KeyCode::BackTab
        }
        9 => KeyCode::Tab,
        13 | 57414 => KeyCode::Enter,
        27 => KeyCode::Esc,
        8 | 127 => KeyCode::Backspace,
        _ => {
            let plain = char::from_u32(number)?;
            // The private use area stands for keys without a character.
            if plain.is_control() || ('\u{e000}'..='\u{f8ff}').contains(&plain) {
                return None;
            }
            let typed = match shifted.and_then(char::from_u32) {
                Some(shifted) if modifiers.shift => shifted,
                _ if modifiers.shift && plain.is_ascii() => plain.to_ascii_uppercase(),
                _ => plain,
            };
            modifiers.shift = false;
            KeyCode::Char(typed)
        }
    };
    Some(Key { code, ctrl: modifiers.ctrl, alt: modifiers.alt, shift: modifiers.shift })
}

/// The parameters of a sequence: fields between semicolons, each with a first and a second part between colons.
struct Fields<'a>(std::str::Split<'a, char>);

#[derive(Default)]
struct Field {
    first: Option<u32>,
    second: Option<u32>,
}

impl<'a> Fields<'a> {
    /// Nothing if there is anything but numbers: such a sequence is an answer or a report, not a key.
    fn new(parameters: &'a [u8]) -> Option<Self> {
        let numbers = parameters.iter().all(|b| b.is_ascii_digit() || matches!(b, b';' | b':'));
        let text = std::str::from_utf8(parameters).ok().filter(|_| numbers)?;
        Some(Self(text.split(';')))
    }

    fn next_field(&mut self) -> Field {
        let mut parts = self.0.next().unwrap_or_default().split(':');
        let mut number = || parts.next().and_then(|part| part.parse().ok());
        Field { first: number(), second: number() }
    }
}

#[cfg(test)]
#[path = "decode_tests.rs"]
mod tests;
