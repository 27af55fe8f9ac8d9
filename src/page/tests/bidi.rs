//! Right-to-left text on a page: levels of whole paragraphs, tables, what is on the right.

use std::ops::Range;

use proptest::prelude::*;
use unicode_bidi::{BidiClass, Level, ParagraphBidiInfo, bidi_class};

use super::super::flow::{Piece, broken};
use super::super::levels::resolve;
use super::super::{Role, Span};
use super::*;
use crate::bidi::reorder_resolved;
use crate::document::Direction;

/// Running text as it stands on the screen.
fn seen(spans: &[Span]) -> String {
    let pieces: Vec<_> = spans.iter().map(|span| (span.text.as_str(), span.level, ())).collect();
    match reorder_resolved(&pieces) {
        Some(pieces) => pieces.into_iter().map(|(text, ())| text).collect(),
        None => spans.iter().map(|span| span.text.as_str()).collect(),
    }
}

/// The lines of a text as they are spoken and as they stand.
fn set(texts: &[&str], width: usize, direction: Direction) -> (Vec<(String, String)>, bool) {
    let pieces: Vec<Piece<'_>> = texts.iter().map(|text| Piece::plain(text, Role::Text)).collect();
    let mut text = broken(&pieces, width, usize::MAX);
    let rtl = resolve(&mut text, direction);
    let spoken = |line: &[Span]| line.iter().map(|span| span.text.as_str()).collect();
    (text.lines.iter().map(|line| (spoken(line), seen(line))).collect(), rtl)
}

fn lines_of(text: &str, width: usize) -> Vec<String> {
    set(&[text], width, Direction::Own).0.into_iter().map(|(_, seen)| seen).collect()
}

#[test]
fn what_decides_about_a_line_may_stand_on_another() {
    // The bracket pairs with one of the line above, so it runs as the words do that both are around.
    assert_eq!(lines_of("ספר (גדול and small) text סוף", 15), ["and לודג) רפס", "ףוס text (small"]);
    // After an Arabic word, numbers of two parts stand as they are spoken.
    assert_eq!(lines_of("كلمة 12-34", 5), ["ةملك", "34-12"]);
    // The comma is inside the phrase.
    assert_eq!(lines_of("שלום read the, book עולם", 14), ["read the, םולש", "םלוע book"]);
    // A line feed ends what is looked at.
    assert_eq!(lines_of("ספר (גדול and\nsmall) text סוף", 30), ["and לודג) רפס", "ףוס small) text"]);
}

#[test]
fn blanks_at_the_end_of_a_line_of_code_stand_at_its_end() {
    let page = page(&read_document("```\na = \"אב  גד\"\n```"), 11);
    let lines: Vec<String> = page.lines.iter().map(|line| seen(&line.spans)).collect();
    assert_eq!(lines, ["  a = \"בא  ", "  ↳ דג\""]);
}

/// Lines of a body as they are spoken, with the marks that stand on the right in front of those that begin there.
fn spoken(body: &str, width: u16) -> Vec<String> {
    let page = page(&read_document(body), width);
    page.lines.iter().map(|line| format!("{}{}", if line.rtl { "←" } else { "" }, text_of(line))).collect()
}

#[test]
fn html_says_which_way_a_paragraph_runs() {
    assert_eq!(spoken("<p dir=rtl>a b</p><p dir=ltr>אב</p><p>אב</p>", 20), ["←a b", "", "אב", "", "←אב"]);
    assert_eq!(spoken("<ul dir=rtl><li>a<li dir=auto>b</ul>", 20), ["←• a", "• b"]);
}

#[test]
fn the_bar_of_a_quote_goes_on_where_it_stands() {
    assert_eq!(spoken("> אב\n>\n> גד\n>\n> a\n>\n> b", 20), ["←│ אב", "←│", "←│ גד", "←│", "│ a", "│", "│ b"]);
    assert_eq!(spoken("אב\n\n> a\n\nגד", 20), ["←אב", "", "│ a", "", "←גד"]);
}

#[test]
fn cells_that_run_from_right_to_left_stand_on_the_right() {
    assert_eq!(
        spoken("| Name | שם |\n|--|--|\n| Loom | נול |\n| קן | a nest |", 30),
        ["Name      שם", "────  ──────", "Loom     נול", "  קן  a nest"],
    );
}

#[test]
fn a_table_that_runs_from_right_to_left_begins_on_the_right() {
    let table = "<table dir=rtl><tr><th>שם<th>Name<tr><td>נול<td>12<tr><td dir=ltr>ab<td>1,200</table>";
    // Where a row begins is its right side.
    assert_eq!(spoken(table, 30), ["←שם   Name", "←───  ─────", "←נול  12", "← ab  1,200"]);
}

/// The visual order that the crate gives for a line of a paragraph, with brackets that face the other way.
fn expected(info: &ParagraphBidiInfo<'_>, line: Range<usize>) -> String {
    if line.is_empty() {
        return String::new();
    }
    let (levels, runs) = info.visual_runs(line);
    let turned = |c| match c {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        other => other,
    };
    let run = |run: Range<usize>| -> String {
        let is_rtl = levels[run.start].is_rtl();
        let text = info.text[run].chars();
        if is_rtl { text.rev().map(turned).collect() } else { text.collect() }
    };
    runs.into_iter().map(run).collect()
}

proptest! {
    #[test]
    fn prop_lines_stand_as_those_of_the_whole_paragraph(
        texts in prop::collection::vec("([a-c]|[א-ד]|[ابت]|[0-3]|[٠-٣]|[ \n]|[()\\[\\].,:%/+-]|人){0,24}", 0..4),
        width in 1_usize..12,
        direction in prop::sample::select(vec![Direction::Own, Direction::LeftToRight, Direction::RightToLeft]),
    ) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let (lines, rtl) = set(&texts, width, direction);
        let whole = texts.concat();
        let strong = whole.chars().find_map(|c| match bidi_class(c) {
            BidiClass::L => Some(false),
            BidiClass::R | BidiClass::AL => Some(true),
            _ => None,
        });
        let is_rtl = match direction {
            Direction::Own => strong == Some(true),
            other => other == Direction::RightToLeft,
        };
        prop_assert_eq!(rtl, is_rtl);
        let base = if is_rtl { Level::rtl() } else { Level::ltr() };
        let mut lines = lines.iter();
        for paragraph in whole.split('\n') {
            let text = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
            let info = ParagraphBidiInfo::new(&text, Some(base));
            let mut at = 0;
            for (spoken, seen) in lines.by_ref() {
                at += usize::from(!spoken.is_empty() && text[at..].starts_with(' '));
                prop_assert!(text[at..].starts_with(spoken.as_str()), "{spoken:?} in {text:?}");
                let line = at..at + spoken.len();
                at = line.end;
                prop_assert_eq!(seen, &expected(&info, line), "{:?} of {:?}", spoken, text);
                if at == text.len() {
                    break;
                }
            }
            prop_assert_eq!(at, text.len());
        }
        prop_assert!(lines.next().is_none());
    }
}
