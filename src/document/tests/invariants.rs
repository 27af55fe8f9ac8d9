//! What is true of every document, whatever its body.

use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

use crate::card::SafeText;
use crate::document::build::addresses;
use crate::document::{Block, Document, Text, limits};

/// Limits are kept, numbers lead somewhere, nothing is empty, white space is folded and safe text is safe.
pub(super) fn hold(document: &Document) -> TestCaseResult {
    let mut seen =
        Seen { links: vec![false; document.links.len()], pictures: vec![0; document.pictures.len()], blocks: 0 };
    blocks(document, &document.blocks, 0, &mut seen)?;
    for link in document.pictures.iter().filter_map(|picture| picture.link) {
        prop_assert!(link < document.links.len());
        if let Some(seen) = seen.links.get_mut(link) {
            *seen = true;
        }
    }
    prop_assert!(seen.links.iter().all(|seen| *seen), "a link that is nowhere");
    prop_assert!(seen.pictures.iter().all(|times| *times <= 1), "a picture that is shown twice");
    prop_assert!(seen.blocks <= limits::BLOCKS && document.links.len() <= limits::LINKS);
    prop_assert!(document.pictures.len() <= limits::PICTURES);
    prop_assert!(document.links.iter().all(|link| !link.name.is_empty()));
    Ok(())
}

struct Seen {
    links: Vec<bool>,
    pictures: Vec<usize>,
    blocks: usize,
}

fn blocks(document: &Document, inner: &[Block], depth: usize, seen: &mut Seen) -> TestCaseResult {
    prop_assert!(depth <= limits::DEPTH);
    for block in inner {
        seen.blocks += 1;
        match block {
            Block::Paragraph(whole) | Block::Heading { text: whole, .. } => {
                prop_assert!(!whole.runs.is_empty());
                text(document, whole, seen)?;
            }
            Block::List { items, .. } => {
                prop_assert!(!items.is_empty());
                for item in items {
                    blocks(document, &item.blocks, depth + 2, seen)?;
                }
            }
            Block::Quote(inner) => {
                prop_assert!(!inner.is_empty());
                blocks(document, inner, depth + 1, seen)?;
            }
            Block::Footnote { blocks: inner, .. } => blocks(document, inner, depth + 1, seen)?,
            Block::Code { text, .. } => prop_assert!(!text.trim().is_empty() && !text.ends_with('\n')),
            Block::Table(table) => {
                prop_assert!(!table.columns.is_empty());
                for cell in table.head.iter().chain(table.rows.iter().flatten()) {
                    text(document, cell, seen)?;
                }
            }
            Block::Picture(index) => show(*index, seen)?,
            Block::Rule => {}
        }
    }
    Ok(())
}

fn show(index: usize, seen: &mut Seen) -> TestCaseResult {
    prop_assert!(index < seen.pictures.len());
    if let Some(times) = seen.pictures.get_mut(index) {
        *times += 1;
    }
    Ok(())
}

fn text(document: &Document, text: &Text, seen: &mut Seen) -> TestCaseResult {
    let runs = &text.runs;
    let whole: String = runs.iter().map(|run| run.text.as_str()).collect();
    let is_blank = |c: char| matches!(c, ' ' | '\n' | '\t' | '\u{a0}');
    let blanks = whole.chars().zip(whole.chars().skip(1)).filter(|(a, b)| is_blank(*a) && is_blank(*b));
    prop_assert!(blanks.count() == 0 && !whole.contains('\t'), "{whole:?}");
    prop_assert_eq!(whole.trim_matches(is_blank), &whole);
    for run in runs {
        prop_assert!(!run.text.is_empty());
        prop_assert_eq!(&SafeText::block(&run.text), &run.text);
        let is_prose = run.link.is_none() && run.picture.is_none() && !run.style.code && !run.style.note;
        if is_prose && document.shortened.is_none() {
            prop_assert_eq!(addresses(&run.text).next(), None, "an address that is no link");
        }
        if let Some(link) = run.link {
            prop_assert!(link < document.links.len());
            if let Some(seen) = seen.links.get_mut(link) {
                *seen = true;
            }
        }
        if let Some(index) = run.picture {
            show(index, seen)?;
        }
    }
    Ok(())
}
