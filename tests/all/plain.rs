//! The reader for those who listen: keys in, exact lines out.

use copydesk::app::{Msg, Timer};
use copydesk::store::Sources;
use ratatui::layout::Size;

use crate::desk::{Desk, library};

const FIRST: &str = "1 of 7, unread, draft: Slow light in a glass of water, The Example Review, 4 Mar";
const SECOND: &str = "2 of 7, unread, with problems: 人工知能の未来 and other long titles that do not fit into any narrow \
                      column, Example Foundation, 15 Feb";
const THIRD: &str = "3 of 7, unread: How a prism sorts colours, Prism, 11 Feb";

fn desk() -> Desk {
    Desk::linear(Sources::find(&[library()]).unwrap(), 80, 24)
}

/// A reader who has heard where they are.
fn oriented() -> Desk {
    let mut desk = desk();
    desk.heard();
    desk
}

/// Presses keys, and hears exactly this.
fn check(desk: &mut Desk, table: &[(&str, &[&str])]) {
    for (keys, lines) in table {
        desk.keys(keys);
        assert_eq!(desk.heard(), *lines, "after {keys}");
    }
}

#[test]
fn reading_a_library_is_said_once_before_and_once_after() {
    let opened = "inbox; 7 cards, 7 unread; by date. ? lists the keys, q quits";
    assert_eq!(desk().heard(), ["copydesk: reading library", opened, FIRST]);
}

#[test]
fn rows_are_said_where_the_reader_goes_and_how_cards_stand_when_that_changes() {
    check(
        &mut oriented(),
        &[
            ("j", &[SECOND]),
            ("j", &[THIRD]),
            ("k", &[SECOND]),
            ("k k", &[FIRST]),
            ("k", &[]),
            ("2j", &[THIRD]),
            ("m", &["read: How a prism sorts colours"]),
            ("s", &["read, starred: How a prism sorts colours"]),
            ("u", &["Undone: star, \"How a prism sorts colours\""]),
            ("ctrl-r", &["Done again: star, \"How a prism sorts colours\""]),
            ("k j", &[SECOND, "3 of 7, read, starred: How a prism sorts colours, Prism, 11 Feb"]),
        ],
    );
}

#[test]
fn a_card_is_said_a_page_at_a_time_with_headings_and_letters_of_links() {
    let mut desk = oriented();
    desk.keys("3G");
    desk.heard();
    let page = [
        "Title: How a prism sorts colours",
        "Prism, Wed 11 Feb 2026, 27 days ago, 13 min 34 s",
        "video, Free, Beginner, rated 4.4 by 464",
        "Spectra",
        "",
        "Thirteen minutes with a piece of glass.",
        "",
        "Heading: Links",
        "link a: Web https://prism.example.net/sorting",
        "link s: Video on player.example.net https://player.example.net/embed/1",
        "link d: Download the slides https://prism.example.net/sorting.zip",
        "",
        "Heading: About",
        "Published  Wed 11 Feb 2026, 09:00 UTC (27 days ago)",
        "Site       prism.example.net",
        "Heat       64",
        "End of the card",
    ];
    check(
        &mut desk,
        &[
            ("enter", &page),
            ("s", &["unread, starred: How a prism sorts colours"]),
            ("]", &["Selected: link a: Web https://prism.example.net/sorting"]),
            ("]", &["Selected: link s: Video on player.example.net https://player.example.net/embed/1"]),
            ("q", &["3 of 7, unread, starred: How a prism sorts colours, Prism, 11 Feb"]),
        ],
    );
    // From the card itself to the next, where nothing was said of its row.
    desk.keys("enter");
    desk.heard();
    desk.keys("K");
    assert_eq!(desk.heard()[0], "2 of 7, unread, with problems");
}

#[test]
fn a_long_page_goes_on_where_it_was_left_and_nothing_of_it_is_said_twice() {
    let mut desk = Desk::linear(Sources::find(&[library()]).unwrap(), 80, 14);
    desk.heard();
    desk.keys("enter");
    let mut heard = desk.heard();
    assert_eq!(heard.len(), 13, "{heard:?}");
    assert_eq!(heard.pop().unwrap(), "More, 28%");
    desk.keys("j");
    let line = desk.heard();
    assert_eq!(line.len(), 1);
    heard.extend(line);
    while desk.model.focus == copydesk::app::Pane::Detail && heard.last().unwrap() != "End of the card" {
        desk.keys("space");
        heard.extend(desk.heard().into_iter().filter(|line| !line.starts_with("More, ")));
    }
    let links = heard.iter().filter(|line| line.starts_with("link ")).count();
    assert_eq!(links, 4);
    assert_eq!(heard.iter().filter(|line| line.starts_with("Heading: ")).count(), 6, "{heard:?}");
    for at in 0..heard.len() {
        let again = heard[at + 1..].iter().find(|line| !line.is_empty() && **line == heard[at]);
        assert_eq!(again, None);
    }
}

#[test]
fn what_is_found_in_a_card_is_said_with_its_line() {
    let mut desk = oriented();
    desk.keys("enter");
    desk.heard();
    desk.keys("/ w i d t h enter");
    assert_eq!(desk.heard().last().unwrap(), "1 of 1: • its width on arrival");
    desk.keys("/ z z enter");
    assert_eq!(desk.heard().last().unwrap(), "zz is not in this card");
}

#[test]
fn nobody_is_interrupted_because_a_card_was_open_for_a_while() {
    let mut desk = oriented();
    desk.keys("enter");
    desk.heard();
    desk.ring_for(Timer::Dwell);
    assert!(desk.heard().is_empty());
    check(
        &mut desk,
        &[
            ("m", &["unread, draft: Slow light in a glass of water"]),
            ("m", &["read, draft: Slow light in a glass of water"]),
        ],
    );
}

#[test]
fn a_search_is_typed_in_silence_and_answered_at_its_end() {
    let mut desk = oriented();
    check(&mut desk, &[("/ l i g h t", &[])]);
    assert_eq!(desk.typing().unwrap(), "/light|");
    check(&mut desk, &[("left", &[]), ("down", &["2 of 2, unread: Light, from the beginning, Prism"])]);
    assert_eq!(desk.typing().unwrap(), "/ligh|t");
    check(
        &mut desk,
        &[
            ("enter", &["inbox: /light; 2 of 7 cards; by date", "2 of 2, unread: Light, from the beginning, Prism"]),
            ("esc", &["inbox; 7 cards; by date", "6 of 7, unread: Light, from the beginning, Prism"]),
            (
                "/ x y z enter",
                &["inbox: /xyz; 0 of 7 cards; by date", "No card of this view matches. Esc clears what narrows it."],
            ),
        ],
    );
    assert_eq!(desk.typing(), None);
}

#[test]
fn commands_are_completed_and_mistakes_said() {
    let mut desk = oriented();
    check(
        &mut desk,
        &[
            (": s o r t x", &[]),
            ("enter", &["Error: there is no command `sortx`; did you mean `sort`?"]),
            (
                "backspace space t i t tab",
                &["1 of 1: sort title, order the list; several keys with commas, - turns one round"],
            ),
        ],
    );
    assert_eq!(desk.typing().unwrap(), ":sort title|");
    check(
        &mut desk,
        &[(
            "enter",
            &[
                "inbox; 7 cards; by title",
                "5 of 7, unread, draft: Slow light in a glass of water, The Example Review, 4 Mar",
            ],
        )],
    );
    // Leaving a line says where that leads.
    check(
        &mut desk,
        &[(":", &[]), ("esc", &["5 of 7, unread, draft: Slow light in a glass of water, The Example Review, 4 Mar"])],
    );
}

#[test]
fn where_the_reader_is_is_said_as_often_as_it_is_asked() {
    let mut desk = oriented();
    let here = "inbox; 7 cards, 7 unread; by date; card 1 of 7";
    check(&mut desk, &[("ctrl-g", &[here]), ("ctrl-g", &[here]), (": s t a t u s enter", &[here])]);
    let nothing = "x does nothing here; ? lists the keys";
    check(&mut desk, &[("x", &[nothing]), ("x", &[])]);
    desk.keys("enter");
    desk.heard();
    check(&mut desk, &[("ctrl-g", &["inbox; 7 cards, 7 unread; by date; in card 1 of 7, 0% down"])]);
}

#[test]
fn menus_are_read_out_and_followed() {
    check(
        &mut oriented(),
        &[
            (
                "O",
                &[
                    "Open: letter or Enter, Esc closes",
                    "a: Web, https://www.example.org/2026/03/slow-light",
                    "s: Original, https://www.example.org/2026/03/slow-light?utm_source=feed",
                    "d: AMP, https://www.example.org/amp/2026/03/slow-light",
                    "f: CDN-AMP, https://www-example-org.cdn.ampproject.org/c/s/www.example.org/amp/2026/03/slow-light",
                    "g: 1 How a prism sorts colours, https://prism.example.net/sorting/",
                    "h: 2 A short history of the speed of light, https://history.example.com/c",
                    "l: notes, https://www.example.org/notes",
                ],
            ),
            ("j", &["s: Original, https://www.example.org/2026/03/slow-light?utm_source=feed"]),
            ("esc", &[FIRST]),
        ],
    );
}

#[test]
fn pickers_say_what_is_selected_and_what_is_picked() {
    let mut desk = oriented();
    check(
        &mut desk,
        &[
            (
                "g t",
                &[
                    "Topics, any of them: type to narrow, Tab picks, Enter closes, Esc gives up",
                    "Optics, 5 cards",
                    "Spectra, 1 card",
                    "Teaching, 3 cards",
                ],
            ),
            ("down", &["2 of 3: Spectra, 1 card"]),
            ("tab", &["Spectra, picked", "3 of 3: Teaching, 3 cards"]),
            ("ctrl-a", &["Topics, all of them"]),
            ("o", &["1 of 1: Optics, 5 cards"]),
            ("x", &["nothing of that name"]),
        ],
    );
    assert_eq!(desk.typing().unwrap(), "> ox|");
    check(
        &mut desk,
        &[(
            "enter",
            &["inbox: Spectra; 1 of 7 cards; by date", "1 of 1, unread: How a prism sorts colours, Prism, 11 Feb"],
        )],
    );
}

#[test]
fn titles_are_jumped_to_by_ear() {
    check(
        &mut oriented(),
        &[
            ("ctrl-p", &["Jump to a title: type some of its letters, Enter goes there, Esc gives up", FIRST_HIT]),
            ("p", &["1 of 3: How a prism sorts colours, Prism, 11 Feb"]),
            ("r i s", &["1 of 1: How a prism sorts colours, Prism, 11 Feb"]),
            ("enter", &[THIRD]),
        ],
    );
}

const FIRST_HIT: &str = "1 of 7: Slow light in a glass of water, The Example Review, 4 Mar";

#[test]
fn topics_are_said_with_what_is_unread_of_them() {
    check(
        &mut oriented(),
        &[
            ("t", &["Topics", "1 of 15: All, 7 unread of 7, chosen"]),
            ("j", &["2 of 15: Optics, 5 unread of 5"]),
            ("j", &["3 of 15: level 2, Spectra, 1 unread of 1"]),
            ("space", &["inbox: Spectra; 1 of 7 cards; by date", "3 of 15: level 2, Spectra, 1 unread of 1, chosen"]),
            ("q", &["1 of 1, unread: How a prism sorts colours, Prism, 11 Feb"]),
        ],
    );
}

#[test]
fn selecting_says_how_many() {
    check(
        &mut oriented(),
        &[
            ("v", &["1 selected"]),
            (
                "j",
                &[
                    "2 of 7, unread, with problems, selected: 人工知能の未来 and other long titles that do not fit into any narrow column, Example Foundation, 15 Feb",
                    "2 selected",
                ],
            ),
            ("esc", &["Nothing is selected any more"]),
            (
                "v k",
                &[
                    "1 selected",
                    "1 of 7, unread, draft, selected: Slow light in a glass of water, The Example Review, 4 Mar",
                    "2 selected",
                ],
            ),
            ("m", &["Nothing is selected any more", "mark read: 2 cards; u takes it back"]),
        ],
    );
}

#[test]
fn headings_are_said_where_they_change() {
    let mut desk = oriented();
    desk.keys("g S p");
    assert_eq!(
        desk.heard().pop().unwrap(),
        "4 of 7, unread, draft: Slow light in a glass of water, The Example Review, 4 Mar"
    );
    desk.keys("g g");
    let heard = desk.heard();
    assert!(heard[0].starts_with("Heading: ") && heard[1].starts_with("1 of 7, "), "{heard:?}");
}

#[test]
fn the_help_is_said_a_page_at_a_time() {
    let mut desk = oriented();
    desk.keys("?");
    let heard = desk.heard();
    assert_eq!(
        heard[..3],
        ["Help, / searches, q closes", "Heading: Moving", "j, down: next row; in the card, scroll down"]
    );
    assert!(heard.last().unwrap().starts_with("More, "), "{heard:?}");
    check(
        &mut desk,
        &[
            ("/ w a k e", &[]),
            (
                "enter",
                &[
                    "Help, / searches, q closes",
                    "Heading: Deciding",
                    ":wake: bring snoozed cards back now",
                    "End of the help",
                ],
            ),
            ("q", &[FIRST]),
        ],
    );
}

#[test]
fn cells_of_a_table_are_said_one_after_the_other_and_code_as_it_is_indented() {
    let folder = tempfile::tempdir().unwrap();
    let body = "| Name | Price |\n|:--|--:|\n| Loom | 12 |\n| Kiln | 1,200 |\n\n```rust\nfn a() {\n    long(line, of, code, b);\n}\n```\n";
    std::fs::write(folder.path().join("a.md"), format!("---\ntitle: a\n---\n{body}")).unwrap();
    let mut desk = Desk::linear(Sources::find(&[folder.path().to_path_buf()]).unwrap(), 24, 30);
    desk.heard();
    desk.keys("enter");
    let page = [
        "Title: a",
        "",
        "Name: Loom",
        "Price: 12",
        "",
        "Name: Kiln",
        "Price: 1,200",
        "",
        "rust",
        "Code: fn a() {",
        "    long(line, of,",
        "↳ code, b);",
        "}",
        "End of the card",
    ];
    assert_eq!(desk.heard(), page);
}

#[test]
fn what_cannot_be_read_is_said_to_be_so() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a", "b"] {
        std::fs::write(folder.path().join(format!("{name}.md")), format!("---\ntitle: {name}\n---\n")).unwrap();
    }
    let mut desk = Desk::linear(Sources::find(&[folder.path().to_path_buf()]).unwrap(), 80, 24);
    std::fs::remove_file(folder.path().join("b.md")).unwrap();
    desk.keys("j");
    desk.heard();
    desk.keys("enter");
    let heard = desk.heard();
    assert!(heard.len() == 1 && heard[0].starts_with("Error: "), "{heard:?}");
    desk.keys("q r");
    let heard = desk.heard();
    assert_eq!(heard[heard.len() - 2..], ["Read 1 card anew", "1 of 1, unread: a"]);
}

#[test]
fn another_size_says_no_more_than_what_comes_into_the_window() {
    let mut desk = Desk::linear(Sources::find(&[library()]).unwrap(), 80, 14);
    desk.heard();
    desk.send(Msg::Resized(Size::new(40, 10)));
    assert!(desk.heard().is_empty());
    desk.send(Msg::Resized(Size::new(80, 14)));
    desk.keys("enter");
    let first = desk.heard();
    desk.send(Msg::Resized(Size::new(80, 60)));
    let rest = desk.heard();
    assert_eq!(rest.last().unwrap(), "End of the card");
    assert!(rest.iter().all(|line| line.is_empty() || !first.contains(line)), "{rest:?}");
    desk.send(Msg::Resized(Size::new(50, 90)));
    assert!(desk.heard().is_empty(), "all of it was said");
}

#[test]
fn whoever_comes_back_hears_where_they_are() {
    let mut desk = oriented();
    desk.keys(":");
    desk.forget_what_was_said();
    desk.keys("esc");
    assert_eq!(desk.heard(), ["inbox; 7 cards, 7 unread; by date. ? lists the keys, q quits", FIRST]);
}

#[test]
fn no_size_is_too_small() {
    for (width, height) in [(0, 0), (1, 1), (5, 3), (300, 2), (1, 300)] {
        let mut desk = Desk::linear(Sources::find(&[library()]).unwrap(), width, height);
        desk.keys("j enter space J q t j esc q O esc ? space q g t x esc / l enter esc G");
        assert_eq!(desk.heard().pop().unwrap(), "7 of 7, unread, broken: 2026-02-20-broken.md", "{width}x{height}");
    }
}
