use proptest::prelude::*;

use super::*;

/// Keys by a short name: `c-` ctrl, `a-` alt, `s-` shift.
fn name(decoded: &Decoded) -> String {
    let Decoded::Key(key) = decoded else { return format!("{decoded:?}") };
    let code = match key.code {
        KeyCode::Char(c) => c.to_string(),
        other => format!("{other:?}"),
    };
    let flag = |on: bool, name: &'static str| if on { name } else { "" };
    format!("{}{}{}{code}", flag(key.ctrl, "c-"), flag(key.alt, "a-"), flag(key.shift, "s-"))
}

fn decode(bytes: &[u8]) -> Vec<String> {
    let (mut decoder, mut out) = (Decoder::default(), Vec::new());
    decoder.feed(bytes, &mut out);
    decoder.end_of_burst(&mut out);
    out.iter().map(name).collect()
}

fn settled(bytes: &[u8]) -> Vec<String> {
    let (mut decoder, mut out) = (Decoder::default(), Vec::new());
    decoder.feed(bytes, &mut out);
    decoder.end_of_burst(&mut out);
    decoder.settle(&mut out);
    assert!(!decoder.is_midway());
    out.iter().map(name).collect()
}

#[test]
fn keys() {
    let table: &[(&[u8], &[&str])] = &[
        (b"jK /", &["j", "K", " ", "/"]),
        ("é人👍".as_bytes(), &["é", "人", "👍"]),
        (b"\r\t\x7f", &["Enter", "Tab", "Backspace"]),
        (b"\n\x01\x1a\0\x08", &["c-j", "c-a", "c-z", "c- ", "c-h"]),
        (b"\x1c\x1f", &["c-4", "c-7"]),
        (b"\x1b", &["Esc"]),
        (b"\x1b\x1b", &["Esc", "Esc"]),
        (b"\x1b\x1b\x1b", &["Esc", "Esc", "Esc"]),
        (b"\x1bj\x1b\r\x1b\x7f\x1b\x04", &["a-j", "a-Enter", "a-Backspace", "c-a-d"]),
        ("\x1bé".as_bytes(), &["a-é"]),
        (b"\x1b[A\x1b[B\x1b[C\x1b[D\x1b[H\x1b[F", &["Up", "Down", "Right", "Left", "Home", "End"]),
        (b"\x1bOA\x1bOP\x1bOS", &["Up", "Function(1)", "Function(4)"]),
        (b"\x1b[Z", &["BackTab"]),
        (b"\x1b[1;2Z", &["BackTab"]),
        (b"\x1b[1~\x1b[2~\x1b[3~\x1b[4~\x1b[5~\x1b[6~", &["Home", "Insert", "Delete", "End", "PageUp", "PageDown"]),
        (
            b"\x1b[11~\x1b[15~\x1b[17~\x1b[21~\x1b[23~\x1b[24~",
            &["Function(1)", "Function(5)", "Function(6)", "Function(10)", "Function(11)", "Function(12)"],
        ),
        (b"\x1b[[A\x1b[[E", &["Function(1)", "Function(5)"]),
        (b"\x1b[1;5A\x1b[1;2D\x1b[1;3C\x1b[5;5~", &["c-Up", "s-Left", "a-Right", "c-PageUp"]),
        (b"\x1b[1;5P", &["c-Function(1)"]),
        (b"\x1b\x1b[A", &["a-Up"]),
        (b"\x1b\x1bj", &["Esc", "a-j"]),
        (b"\x1b[106;5u\x1b[106u\x1b[97;2u\x1b[49:33;2u", &["c-j", "j", "A", "!"]),
        (b"\x1b[13u\x1b[27u\x1b[9;2u\x1b[127;5u", &["Enter", "Esc", "BackTab", "c-Backspace"]),
        (b"\x1b[106;1:1u\x1b[106;1:2u\x1b[106;1:3u", &["j", "j"]),
        (b"\x1b[1;1:3A", &[]),
        (b"\x1b[106;9u", &[]),
        (b"\x1b[57358u", &[]),
        (b"\x1b[27;5;106~", &["c-j"]),
    ];
    for (bytes, expected) in table {
        assert_eq!(decode(bytes), *expected, "{:?}", bytes.escape_ascii().to_string());
    }
}

/// What a terminal answers, and what a broken or late report leaves, must never press keys.
#[test]
fn swallows_what_is_no_key() {
    for bytes in [
        &b"\x1b]11;rgb:0000/0000/0000\x07"[..],
        b"\x1b]11;rgb:0000/0000/0000\x1b\\",
        b"\x1bP1$r0 q\x1b\\",
        b"\x1b_Gi=1;OK\x1b\\",
        b"\x1b[?62;c",
        b"\x1b[?2026;2$y",
        b"\x1b[24;80R",
        b"\x1b[<0;10;20M",
        b"\x1b[Mqdq",
        b"\x1b[I\x1b[O",
        b"\x1b[999999999999999999999q",
        b"\x1b[99~",
        b"\xff\xc3\x80\x1b[E",
        "\u{9b}".as_bytes(),
    ] {
        let keys = decode(bytes);
        let pressed: Vec<_> = keys.iter().filter(|key| *key != "À" && !key.starts_with("Answered")).collect();
        assert!(pressed.is_empty(), "{:?} pressed {pressed:?}", bytes.escape_ascii().to_string());
        let after: Vec<_> = decode(&[bytes, b"j"].concat());
        assert_eq!(after.last().map(String::as_str), Some("j"), "{:?}", bytes.escape_ascii().to_string());
    }
}

#[test]
fn tells_answers_from_keys() {
    let decoded = decode(b"j\x1b_Gi=31;OK\x1b\\k\x1b[6;18;9tl\x1b[?62;4c");
    let expected = ["j", "Answered(Kitty(true))", "k", "Answered(Cell(CellSize { width: 9, height: 18 }))", "l"];
    assert_eq!(decoded, [&expected[..], &["Answered(Attributes { sixel: true })"]].concat());
    // Another string of the same words, one that was broken off, and one that is too long.
    for bytes in [&b"\x1bPGi=31;OK\x1b\\"[..], b"\x1b_Gi=31;OK\x07", b"\x1b_Gi=31;OK\x18"] {
        assert_eq!(decode(bytes), [""; 0], "{:?}", bytes.escape_ascii().to_string());
    }
    let long = [b"\x1b_Gi=31;OK", &[b'K'; 100_000][..], b"\x1b\\j"].concat();
    assert_eq!(decode(&long).last().unwrap(), "j");
}

#[test]
fn a_broken_sequence_ends_at_the_next_escape() {
    assert_eq!(decode(b"\x1b[1;\x1b[A"), ["Up"]);
    assert_eq!(decode(b"\xe4\xba\x1b[A"), ["Up"]);
    assert_eq!(decode(b"\xe4j"), ["j"]);
    let long = [b"\x1b[", &[b'1'; 1000][..], b"qj"].concat();
    assert_eq!(decode(&long), ["j"]);
}

#[test]
fn a_pause_makes_keys_of_beginnings() {
    assert_eq!(settled(b"\x1b["), ["a-["]);
    assert_eq!(settled(b"\x1bO"), ["a-O"]);
    assert_eq!(settled(b"\x1b]"), ["a-]"]);
    assert_eq!(settled(b"\x1bP"), ["a-P"]);
    assert_eq!(settled(b"\x1b[1;"), [""; 0]);
    assert_eq!(settled(b"\x1b]11;rgb"), [""; 0]);
    assert_eq!(settled(b"\xe4\xba"), [""; 0]);
}

#[test]
fn pastes() {
    let pasted = |text: &str| vec![format!("Pasted({text:?})")];
    assert_eq!(decode(b"\x1b[200~q d\rd\r\nx\x1b[201~"), pasted("q d\nd\nx"));
    assert_eq!(decode(b"\x1b[200~\x1b[20\x1b[201~"), pasted("\x1b[20"));
    assert_eq!(decode(b"\x1b[200~\x1b\x1b[201~"), pasted("\x1b"));
    assert_eq!(decode(b"\x1b[200~\x1b[201~q"), ["Pasted(\"\")", "q"]);
    // Without its end it stays a paste, whatever comes.
    assert_eq!(settled(b"\x1b[200~qqq"), [""; 0]);
    assert_eq!(decode(b"\x1b[200~a\x03q d\x1b[201~").len(), 1, "what was pasted is never a key");
    let (mut decoder, mut out) = (Decoder::default(), Vec::new());
    for burst in [&b"\x1b[200~lost"[..], b"\x03", b"j"] {
        decoder.feed(burst, &mut out);
    }
    assert_eq!(out.iter().map(name).collect::<Vec<_>>(), ["c-c", "j"]);
    let long = [b"\x1b[200~", &[b'x'; LONGEST_PASTE + 9][..], b"\x1b[201~j"].concat();
    let decoded = decode(&long);
    assert_eq!((decoded.len(), decoded[0].len()), (2, "Pasted(\"\")".len() + LONGEST_PASTE));
}

proptest! {
    /// Where the bytes are cut makes no difference, as long as nothing is waited for in between.
    #[test]
    fn cuts_do_not_matter(bytes in prop::collection::vec(prop_oneof![Just(0x1b), Just(b'['), Just(b'O'), Just(b';'), Just(b'2'), Just(b'0'), Just(b'~'), any::<u8>()], 0..60), cut in 0..60usize) {
        let cut = cut.min(bytes.len());
        let (mut decoder, mut parts) = (Decoder::default(), Vec::new());
        decoder.feed(&bytes[..cut], &mut parts);
        decoder.feed(&bytes[cut..], &mut parts);
        let (mut decoder, mut whole) = (Decoder::default(), Vec::new());
        decoder.feed(&bytes, &mut whole);
        prop_assert_eq!(parts, whole);
    }

    /// Whatever came, a pause and an end of paste bring the decoder back to reading keys.
    #[test]
    fn recovers(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let (mut decoder, mut out) = (Decoder::default(), Vec::new());
        decoder.feed(&bytes, &mut out);
        decoder.settle(&mut out);
        decoder.feed(PASTE_END, &mut out);
        out.clear();
        decoder.feed(b"j", &mut out);
        prop_assert_eq!(out.iter().map(name).collect::<Vec<_>>(), ["j"]);
    }
}
