//! Decides what an answer of the terminal says that was asked for, and how it is asked. When it is asked, and what follows, is
//! decided in [`crate::app`]; the bytes of an answer are told from keys in [`super::decode`].
//!
//! Sources: "Querying support" in the description of kitty's graphics protocol; the xterm manual "Control Sequences" for
//! `CSI 16 t` and the device attributes.

use crate::picture::{CellSize, TerminalAnswer};

/// A picture of one pixel, compressed as pictures are that will be sent. It is looked at and not kept.
const KITTY: &str = "\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24,o=z;eJxjYGAAAAADAAE=\x1b\\";
/// The size of a cell, then the attributes: every terminal answers to those, so that they end the waiting.
const REST: &str = "\x1b[16t\x1b[c";

/// What is sent to the terminal: whether it takes kitty's protocol, if that is asked; how large a cell is; what it can do.
pub(super) fn question(kitty: bool) -> String {
    format!("{}{REST}", if kitty { KITTY } else { "" })
}

/// What a control sequence says that is no key.
pub(super) fn of_sequence(parameters: &[u8], last: u8) -> Option<TerminalAnswer> {
    let text = std::str::from_utf8(parameters).ok()?;
    match last {
        b'c' => {
            let sixel = text.strip_prefix('?')?.split(';').skip(1).any(|attribute| attribute == "4");
            Some(TerminalAnswer::Attributes { sixel })
        }
        b't' => {
            let mut numbers = text.strip_prefix("6;")?.split(';').map(str::parse);
            let (height, width) = (numbers.next()?.ok()?, numbers.next()?.ok()?);
            CellSize::new(width, height).map(TerminalAnswer::Cell)
        }
        _ => None,
    }
}

/// What an application program command says, given what is between its beginning and its end.
pub(super) fn of_command(text: &[u8]) -> Option<TerminalAnswer> {
    let (about, said) = std::str::from_utf8(text).ok()?.strip_prefix('G')?.split_once(';')?;
    let is_ours = about.split(',').any(|field| field == "i=31");
    is_ours.then_some(TerminalAnswer::Kitty(said == "OK"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_understood_and_others_are_not() {
        let (width, height) = (9, 18);
        assert_eq!(of_sequence(b"?62;4;22", b'c'), Some(TerminalAnswer::Attributes { sixel: true }));
        // The first number is the kind of terminal.
        assert_eq!(of_sequence(b"?4;6", b'c'), Some(TerminalAnswer::Attributes { sixel: false }));
        assert_eq!(of_sequence(b"6;18;9", b't'), Some(TerminalAnswer::Cell(CellSize { width, height })));
        assert_eq!(of_command(b"Gi=31;OK"), Some(TerminalAnswer::Kitty(true)));
        assert_eq!(of_command(b"Gi=31,p=1;EINVAL:no"), Some(TerminalAnswer::Kitty(false)));
        for (parameters, last) in
            [(&b">0;1"[..], b'c'), (b"6;0;0", b't'), (b"4;600;800", b't'), (b"6;x", b't'), (b"?1", b'A')]
        {
            assert_eq!(of_sequence(parameters, last), None, "{parameters:?}");
        }
        assert_eq!([of_command(b"Gi=7;OK"), of_command(b"OK"), of_command(b"\xff")], [None; 3]);
    }
}
