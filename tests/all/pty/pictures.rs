//! Pictures in a real terminal: the bytes of a protocol are sent when it is the one in force, and never because a card says
//! so.

use std::path::Path;

use super::terminal::{LINK, READY, Start, Terminal};

/// What only pictures of a protocol have, by its name. Nothing else has a background of 24 bits.
const BEGINNINGS: [(&str, &str); 4] =
    [("kitty", "\x1b_Gq=2,i="), ("iterm2", "\x1b]1337;File="), ("sixel", "\x1bP"), ("halfblocks", ";48;2;")];

/// The reader on a card with a picture, whose texts are full of what looks like pictures. `settings` are those of the user.
fn reader(settings: &str) -> Start {
    let start = Start::copydesk();
    let library = start.folder().join("library");
    picture(&library.join("picture.png"));
    let controls = BEGINNINGS.iter().filter(|(_, beginning)| beginning.starts_with('\x1b'));
    let fakes: String = controls.map(|(_, beginning)| format!("{beginning}fake;AAAA\x1b\\\x07")).collect();
    let escaped = fakes.replace('\x1b', "\\e").replace('\x07', "\\a");
    let head = format!(
        "title: \"{READY}\"\nexcerpt: \"{escaped}\"\nwebUrl: \"{LINK}\"\npublishedDateTime: 2021-04-12T12:00:00Z\n\
         images:\n  - {{url: picture.png, title: \"The caption\"}}\n  - {{url: \"/{escaped}\"}}\n"
    );
    std::fs::write(library.join("first.md"), format!("---\n{head}---\n{fakes}\n")).unwrap();
    let config = start.folder().join(".config/copydesk");
    std::fs::create_dir_all(&config).unwrap();
    std::fs::write(config.join("config.yaml"), settings).unwrap();
    start
}

/// Stripes of many colours, so that no two half blocks beside each other are alike.
fn picture(path: &Path) {
    let color = |x: u32, y: u32| image::Rgb([(x * 2) as u8, (y * 3) as u8, (x * y) as u8]);
    image::RgbImage::from_fn(120, 80, color).save(path).unwrap();
}

fn count(terminal: &Terminal, text: &str) -> usize {
    String::from_utf8_lossy(&terminal.bytes()).matches(text).count()
}

#[test]
fn each_protocol_is_sent_when_it_is_in_force_and_no_other() {
    for (name, beginning) in BEGINNINGS {
        let mut terminal = reader(&format!("pictures: {name}")).ready();
        terminal.wait_for("The caption").wait_for_bytes(beginning);
        terminal.send("q");
        assert_eq!(terminal.wait_for_end().exit_code(), 0);
        for (other, beginning) in BEGINNINGS.iter().filter(|(other, _)| *other != name) {
            assert_eq!(count(&terminal, beginning), 0, "{other} in {name}");
        }
        assert_eq!(count(&terminal, &format!("{beginning}fake")), 0, "{name} from a card");
        let removed = count(&terminal, "\x1b_Ga=d,d=I,i=");
        assert_eq!(removed, usize::from(name == "kitty"), "{name}");
        terminal.assert_restored();
    }
}

#[test]
fn without_pictures_no_protocol_is_sent_and_nothing_is_asked() {
    for (settings, variable) in [("pictures: off", ("A", "b")), ("pictures: kitty", ("NO_COLOR", "1"))] {
        let mut terminal = reader(settings).env(variable.0, variable.1).ready();
        terminal.wait_for("fake");
        terminal.send("q");
        assert_eq!(terminal.wait_for_end().exit_code(), 0);
        for (name, beginning) in BEGINNINGS {
            assert_eq!(count(&terminal, beginning), 0, "{name} with {settings} and {variable:?}");
        }
        assert_eq!(count(&terminal, "\x1b[16t") + count(&terminal, "\x1b[c"), 0);
    }
}

#[test]
fn a_terminal_is_asked_after_the_first_frame_and_its_answers_press_no_keys() {
    let mut terminal = reader("").ready();
    terminal.wait_for_bytes("\x1b[c");
    let written = String::from_utf8_lossy(&terminal.bytes()).into_owned();
    assert!(written.find("\x1b[?2026l").unwrap() < written.find("\x1b[16t").unwrap(), "a frame first");
    assert_eq!(count(&terminal, "\x1b_Gq=2,i="), 0);
    // A key between the answers is a key.
    terminal.send("\x1b_Gi=31;OK\x1b\\j\x1b[6;20;10tk\x1b[?62;4;22c");
    terminal.wait_for_bytes("\x1b_Gq=2,i=");
    terminal.send("q");
    assert_eq!(terminal.wait_for_end().exit_code(), 0);
    assert_eq!((count(&terminal, "\x1b[16t"), count(&terminal, "\x1bP")), (1, 0), "asked once; kitty before sixel");
}
