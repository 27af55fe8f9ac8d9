//! Running text in lines.

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::super::flow::{Piece, broken};
use super::super::{Role, Span};

/// Lines of text in pieces: `|` stands between two of them, `_` for a blank that was left out at the end of a line.
fn lines(texts: &[&str], width: usize) -> Vec<String> {
    let pieces: Vec<Piece<'_>> = texts.iter().map(|text| Piece::plain(text, Role::Text)).collect();
    let line = |spans: Vec<Span>| {
        let gap = if spans.first().is_some_and(|span| span.after_blank) { "_" } else { "" };
        format!("{gap}{}", spans.iter().map(|span| span.text.as_str()).collect::<Vec<_>>().join("|"))
    };
    broken(&pieces, width, usize::MAX).lines.into_iter().map(line).collect()
}

#[test]
fn lines_end_at_blanks_over_all_pieces() {
    assert_eq!(lines(&["Slow  light", " in", " a glass"], 10), ["Slow light", "_in| a glass"]);
    assert_eq!(lines(&["light", "ning and", "\u{a0}thunder"], 11), ["light|ning", "_and|\u{a0}thunder"]);
    assert_eq!(lines(&["one\ntwo", "\n\nthree"], 9), ["one", "_two", "", "_three"]);
    assert_eq!(lines(&[" ", "\n", ""], 9), [""]);
    assert_eq!(lines(&[], 9), [""; 0]);
}

#[test]
fn scripts_without_blanks_are_broken_between_characters_but_not_before_a_full_stop() {
    assert_eq!(lines(&["人工知能の未来。ここ"], 8), ["人工知能", "の未来。", "ここ"]);
    assert_eq!(lines(&["人工知能。未来"], 8), ["人工知", "能。未来"]);
    assert_eq!(lines(&["AI人工 知能"], 6), ["AI人工", "_知能"]);
    assert_eq!(lines(&["인공지능의 미래"], 12), ["인공지능의", "_미래"]);
}

#[test]
fn a_word_that_fits_into_no_line_is_broken_near_its_end() {
    assert_eq!(lines(&["see example.org/a/long-way/home"], 12), ["see example.", "org/a/long-", "way/home"]);
    assert_eq!(lines(&["abcdefghij"], 4), ["abcd", "efgh", "ij"]);
    assert_eq!(lines(&["人"], 1), ["人"]);
    assert_eq!(lines(&["\u{200d}-a。"], 2), ["\u{200d}-", "a", "。"]);
    assert_eq!(lines(&["e\u{301}e\u{301}e\u{301}"], 2), ["e\u{301}e\u{301}", "e\u{301}"]);
}

#[test]
fn no_more_lines_are_made_than_are_wanted() {
    let long = "x".repeat(1 << 20);
    for text in [&long, &"ab ".repeat(1 << 18), &"人".repeat(1 << 18), &"\n".repeat(1 << 20)] {
        let made = broken(&[Piece::plain(text, Role::Text)], 20, 100);
        assert_eq!(made.lines.len(), 100, "{:?}", text.get(..9));
        assert!(made.widest_word <= 20 * 100 + 2, "no more of a word is looked at");
    }
    assert_eq!(broken(&[Piece::plain(&long, Role::Text)], 20, 0).lines.len(), 0);
}

#[test]
fn texts_are_measured() {
    let measured = broken(&[Piece::plain("one three\nfive", Role::Text)], usize::MAX, usize::MAX);
    assert_eq!((measured.widest_line, measured.widest_word), (9, 5));
}

proptest! {
    #[test]
    fn prop_nothing_is_lost_and_nothing_is_too_wide(
        texts in prop::collection::vec("[a-z人。 \u{301}👩\u{200d}/-]{0,12}", 0..8),
        width in 2_usize..20,
    ) {
        let pieces: Vec<Piece<'_>> = texts.iter().map(|text| Piece::plain(text, Role::Text)).collect();
        let set = broken(&pieces, width, usize::MAX);
        let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let shown: String = set.lines.iter().flatten().map(|span| letters(&span.text)).collect();
        prop_assert_eq!(shown, letters(&texts.concat()));
        for line in &set.lines {
            let text: String = line.iter().map(|span| span.text.as_str()).collect();
            // Pieces are measured one by one; a mark at the beginning of one joins what stands before it.
            let is_narrow = line.iter().map(|span| span.text.width()).sum::<usize>() <= width;
            // Nothing is broken inside a character, and with its marks one can be wider than a line.
            prop_assert!(is_narrow || text.graphemes(true).count() == 1, "{text:?}");
        }
    }
}
