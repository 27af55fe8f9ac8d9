//! Lines as they stand on the screen.

use super::*;

fn line(text: &str) -> String {
    shown(text, is_rtl(text))
}

#[test]
fn lines_stand_as_they_are_read() {
    for (spoken, seen) in [
        ("", ""),
        ("plain (text)", "plain (text)"),
        ("שלום", "םולש"),
        ("שלום world", "world םולש"),
        ("read שלום עולם now", "read םלוע םולש now"),
        // Numbers keep their order, in Arabic digits too.
        ("عام 2026 جديد", "ديدج 2026 ماع"),
        ("سعر ١٢٣ ريال", "لاير ١٢٣ رعس"),
        // Brackets open where the reader comes from; those of a left-to-right word stay with it.
        ("שלום (עולם)", "(םלוע) םולש"),
        ("see (שלום) here", "see (םולש) here"),
        ("ספר [Rust] חדש", "שדח [Rust] רפס"),
        // Marks stay behind their letters.
        ("שָׁלוֹם", "םוֹלשָׁ"),
        ("«كتاب» 5 < 7", "7 > 5 «باتك»"),
    ] {
        assert_eq!(line(spoken), seen, "{spoken:?}");
    }
}

#[test]
fn the_first_strong_letter_gives_the_direction() {
    for (text, rtl) in [("", false), ("12 ...", false), ("12 שלום a", true), ("a שלום", false), ("«عام", true)]
    {
        assert_eq!(is_rtl(text), rtl, "{text:?}");
    }
}

#[test]
fn looks_go_with_their_letters() {
    let found = reorder(&[("של", 'a'), ("ום", 'b'), (" x", 'a')], true).unwrap();
    assert_eq!(found, [("x ".to_owned(), 'a'), ("םו".to_owned(), 'b'), ("לש".to_owned(), 'a')]);
    assert_eq!(reorder(&[("ab", 'a'), ("人工", 'b')], false), None);
}

#[test]
fn the_caret_is_where_the_next_letter_will_be() {
    assert_eq!(typed("abc", 3), ("abc ".into(), 3));
    assert_eq!(typed("abc", 1), ("abc ".into(), 1));
    assert_eq!(typed("שלום", "שלום".len()), (" םולש".into(), 0));
    assert_eq!(typed("שלום", 0), (" םולש".into(), 4));
    assert_eq!(typed("is של", 3), ("is לש ".into(), 4));
    assert_eq!(typed("", 0), (" ".into(), 0));
}
