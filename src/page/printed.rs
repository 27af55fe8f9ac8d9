//! A body for paper and pipes: the lines of a page without its colours, each link followed by the number of its address,
//! each heading after as many signs as its level.
//! How the parts of a body are set is decided in `body`.

use std::collections::HashMap;

use unicode_segmentation::UnicodeSegmentation;

use super::opening::without_title;
use super::placed::Frame;
use super::setter::Setter;
use super::{Span, body, picture};
use crate::card::{SafeText, SafeUrl};
use crate::document::{Block, Document, Item, Run, Style, Text};
use crate::picture::PictureError;

/// A body in lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Printed {
    /// From top to bottom, in the order in which they are spoken.
    pub lines: Vec<String>,
    /// Where the links lead, each page once. Number `n` in the lines is the one at `n - 1`.
    pub addresses: Vec<SafeUrl>,
}

/// So many characters behind a link are looked at for the end of its last word.
const LONGEST_WORD: usize = 64;

/// Sets a body in lines of at most `width` columns, without a heading at its top that says what `title` says.
pub fn printed(document: &Document, title: &str, width: u16) -> Printed {
    let mut numbers = Numbers { document, addresses: Vec::new(), known: HashMap::new() };
    let blocks = numbers.blocks(without_title(&document.blocks, title));
    let mut setter = Setter::new(width);
    let measure = |_: &_| Err(PictureError::Elsewhere);
    body::set(&mut setter, document, &blocks, Frame { room: None, measure: &measure, lead: None });
    let text = |spans: &[Span]| spans.iter().map(|span| span.text.as_str()).collect();
    let lines = setter.finish().lines.iter().map(|line| text(&line.spans)).collect();
    Printed { lines, addresses: numbers.addresses }
}

/// Writes the numbers of links behind their words.
struct Numbers<'d> {
    document: &'d Document,
    addresses: Vec<SafeUrl>,
    known: HashMap<SafeUrl, usize>,
}

impl Numbers<'_> {
    /// Blocks nest no deeper than a document lets them.
    fn blocks(&mut self, blocks: &[Block]) -> Vec<Block> {
        blocks.iter().map(|block| self.block(block)).collect()
    }

    fn block(&mut self, block: &Block) -> Block {
        match block {
            Block::Paragraph(text) => Block::Paragraph(self.text(text)),
            Block::Heading { level, text } => {
                // Nothing else sets a heading apart here.
                let mark = SafeText::block(&format!("{} ", "#".repeat(usize::from(*level))));
                let mut text = self.text(text);
                text.runs.insert(0, Run { text: mark, ..Run::default() });
                Block::Heading { level: *level, text }
            }
            Block::List { numerals, items } => {
                let item = |item: &Item| Item { blocks: self.blocks(&item.blocks), ..*item };
                Block::List { numerals: *numerals, items: items.iter().map(item).collect() }
            }
            Block::Quote(blocks) => Block::Quote(self.blocks(blocks)),
            Block::Table(table) => {
                let mut table = table.clone();
                for cell in table.head.iter_mut().chain(table.rows.iter_mut().flatten()) {
                    *cell = self.text(cell);
                }
                Block::Table(table)
            }
            // Apart from the numbers of links.
            Block::Footnote { label, blocks } => {
                Block::Footnote { label: SafeText::line(&format!("^{label}")), blocks: self.blocks(blocks) }
            }
            Block::Picture(index) => self.picture(*index).unwrap_or(Block::Picture(*index)),
            // The name of a language would be taken for a line of it.
            Block::Code { text, .. } => Block::Code { language: None, text: text.clone() },
            Block::Rule => Block::Rule,
        }
    }

    fn text(&mut self, text: &Text) -> Text {
        let mut runs: Vec<Run> = Vec::with_capacity(text.runs.len());
        let mut number: Option<Run> = None;
        for (at, run) in text.runs.iter().enumerate() {
            let mut run = run.clone();
            if run.style.note && run.link.is_none() {
                run.text = SafeText::line(&format!("^{}", run.text));
            }
            if let Some(number) = number.take() {
                let before = runs.last().map_or("", |link| link.text.as_str());
                let is_apart = run.style.note || run.picture.is_some() || run.link.is_some();
                let word = if is_apart { 0 } else { rest_of_word(before, &run.text) };
                if let Some((word, rest)) = run.text.split_at_checked(word).filter(|(word, _)| !word.is_empty()) {
                    runs.push(Run { text: SafeText::block(word), ..run.clone() });
                    run.text = SafeText::block(rest);
                }
                runs.push(number);
            }
            let link = run.link.filter(|link| text.runs.get(at + 1).and_then(|next| next.link) != Some(*link));
            runs.push(run);
            number = link.and_then(|link| self.number(link));
        }
        runs.extend(number);
        Text { runs, direction: text.direction }
    }

    /// A picture that is a link, as the words that a page without pictures has for it.
    fn picture(&mut self, index: usize) -> Option<Block> {
        let shown = self.document.pictures.get(index)?;
        let number =
            shown.link.filter(|_| !picture::is_idle(self.document, shown)).and_then(|link| self.number(link))?;
        let words = SafeText::line(&picture::in_words(shown.caption.as_deref().unwrap_or_default()));
        let runs = vec![Run { text: words, ..Run::default() }, number];
        Some(Block::Paragraph(Text { runs, ..Text::default() }))
    }

    fn number(&mut self, link: usize) -> Option<Run> {
        let link = self.document.links.get(link)?;
        let number = *self.known.entry(link.url.clone()).or_insert_with(|| {
            self.addresses.push(link.url.clone());
            self.addresses.len()
        });
        // An address that a number is glued to is no longer one.
        let gap = if link.name.contains("://") { "\u{a0}" } else { "" };
        let text = SafeText::block(&format!("{gap}[{number}]"));
        Some(Run { text, style: Style::default(), link: None, picture: None })
    }
}

/// Bytes of the text after a link that belong to the link's last word, which a number must not part.
fn rest_of_word(link: &str, after: &str) -> usize {
    // Networks link the sign of a tag or a name, and not the word.
    if link.ends_with(['#', '@']) {
        return after.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(after.len());
    }
    let last = link.split_word_bounds().next_back().filter(|last| last.ends_with(char::is_alphanumeric));
    let Some(last) = last else { return 0 };
    let next: String = after.chars().take(LONGEST_WORD).collect();
    let joined = format!("{last}{next}");
    joined.split_word_bounds().next().map_or(0, |word| word.len().saturating_sub(last.len()))
}
