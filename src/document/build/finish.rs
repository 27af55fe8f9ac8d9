//! The last pass over a document: links get the words that they have in the text, links that are the same become one,
//! lines between nothing and nothing go, and words are counted. What is in a document is decided before.

use std::collections::HashMap;

use crate::card::{SafeText, SafeUrl};
use crate::document::{Block, Document, Link, Picture, Run, Shortened, Text, limits};

/// The document of what was gathered; links and pictures are still numbered as they were found.
pub(super) fn finish(
    mut blocks: Vec<Block>,
    urls: Vec<SafeUrl>,
    mut pictures: Vec<Picture>,
    shortened: Option<Shortened>,
) -> Document {
    tidy(&mut blocks);
    let mut names = vec![Name::default(); urls.len()];
    let mut words = Words::default();
    each_text(&mut blocks, &mut |text| {
        words.end();
        for run in &text.runs {
            words.count(&run.text);
            if let Some(name) = run.link.and_then(|link| names.get_mut(link)) {
                name.add(&run.text);
            }
        }
        names_end(text, &mut names);
    });
    each_code(&blocks, &mut |code| words.count(code));
    for picture in &pictures {
        if let Some(name) = picture.link.and_then(|link| names.get_mut(link)) {
            name.caption = name.caption.take().or_else(|| picture.caption.clone());
        }
    }
    let (links, numbers) = unite(urls, &names, &in_order(&blocks, &pictures));
    let number = |link: Option<usize>| link.and_then(|link| numbers.get(link).copied().flatten());
    each_text(&mut blocks, &mut |text| {
        for run in &mut text.runs {
            run.link = number(run.link);
        }
    });
    for picture in &mut pictures {
        picture.link = number(picture.link);
    }
    Document { blocks, links, pictures, words: words.total(), shortened }
}

/// The words of a link as they are found.
#[derive(Debug, Clone, Default)]
struct Name {
    words: String,
    caption: Option<SafeText>,
}

impl Name {
    fn add(&mut self, text: &str) {
        // A link that is never closed has all of the text after it.
        if self.words.len() <= 4 * limits::NAME {
            self.words.push_str(text);
        }
    }

    /// The words, else what the picture of the link says.
    fn said(&self) -> Option<SafeText> {
        let words: Vec<&str> = self.words.split_whitespace().collect();
        let words = Some(SafeText::line(&words.join(" "))).filter(|words| !words.is_empty());
        let name = words.or_else(|| self.caption.clone()).filter(|name| !name.is_empty())?;
        Some(match name.char_indices().nth(limits::NAME) {
            Some((end, _)) => SafeText::line(&format!("{}…", name.get(..end).unwrap_or_default())),
            None => name,
        })
    }
}

/// What a link says in one block and in the next are different words.
fn names_end(text: &Text, names: &mut [Name]) {
    if let Some(name) = text.runs.last().and_then(|run| run.link).and_then(|link| names.get_mut(link)) {
        name.add(" ");
    }
}

/// Host and path of a link.
fn place(url: &SafeUrl) -> SafeText {
    let rest = url.as_str().split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let path = rest.split_once('/').map_or("", |(_, path)| path).trim_end_matches('/');
    let place = if path.is_empty() { url.host().to_owned() } else { format!("{}/{path}", url.host()) };
    SafeText::line(&place)
}

/// The links of what is said and shown, from top to bottom.
fn in_order(blocks: &[Block], pictures: &[Picture]) -> Vec<usize> {
    let mut order = Vec::new();
    let shown = |index: usize| pictures.get(index).and_then(|picture| picture.link);
    each_part(blocks, &mut |part| match part {
        Part::Run(run) => order.extend(run.link.into_iter().chain(run.picture.and_then(shown))),
        Part::Picture(index) => order.extend(shown(index)),
    });
    order
}

/// The links in `order`, each once, and for each that was found its number among them. A picture that says nothing leads
/// where words beside it lead, mostly: then both are one link.
fn unite(urls: Vec<SafeUrl>, names: &[Name], order: &[usize]) -> (Vec<Link>, Vec<Option<usize>>) {
    let said: Vec<Option<SafeText>> = names.iter().map(Name::said).collect();
    let mut words: HashMap<SafeUrl, SafeText> = HashMap::new();
    for (url, said) in urls.iter().zip(&said) {
        if let Some(said) = said {
            words.entry(url.clone()).or_insert_with(|| said.clone());
        }
    }
    let mut links: Vec<Link> = Vec::new();
    let mut known = HashMap::new();
    let mut number = |url: SafeUrl, said: Option<SafeText>| {
        let name = said.or_else(|| words.get(&url).cloned()).unwrap_or_else(|| place(&url));
        *known.entry((url.clone(), name.clone())).or_insert_with(|| {
            links.push(Link { name, url });
            links.len() - 1
        })
    };
    let mut found: Vec<Option<(SafeUrl, Option<SafeText>)>> = urls.into_iter().zip(said).map(Some).collect();
    let mut numbers = vec![None; found.len()];
    for index in order {
        if let (Some((url, said)), Some(slot)) = (found.get_mut(*index).and_then(Option::take), numbers.get_mut(*index))
        {
            *slot = Some(number(url, said));
        }
    }
    (links, numbers)
}

/// Drops lines that are between nothing and nothing.
fn tidy(blocks: &mut Vec<Block>) {
    let mut after_text = false;
    blocks.retain(|block| {
        let is_rule = *block == Block::Rule;
        let keeps = !is_rule || after_text;
        after_text = !is_rule && !matches!(block, Block::Footnote { .. });
        keeps
    });
    let before_notes = blocks.iter().rposition(|block| !matches!(block, Block::Footnote { .. }));
    if let Some(last) = before_notes.filter(|last| blocks.get(*last) == Some(&Block::Rule)) {
        blocks.remove(last);
    }
}

/// Calls `f` with every running text, from top to bottom. Blocks nest no deeper than [`limits::DEPTH`].
fn each_text(blocks: &mut [Block], f: &mut impl FnMut(&mut Text)) {
    for block in blocks {
        match block {
            Block::Paragraph(text) | Block::Heading { text, .. } => f(text),
            Block::List { items, .. } => items.iter_mut().for_each(|item| each_text(&mut item.blocks, f)),
            Block::Quote(blocks) | Block::Footnote { blocks, .. } => each_text(blocks, f),
            Block::Table(table) => table.head.iter_mut().chain(table.rows.iter_mut().flatten()).for_each(&mut *f),
            Block::Code { .. } | Block::Picture(_) | Block::Rule => {}
        }
    }
}

/// Something that may be a link.
enum Part<'b> {
    Run(&'b Run),
    Picture(usize),
}

/// Calls `f` with every piece of running text and every picture between, from top to bottom.
fn each_part<'b>(blocks: &'b [Block], f: &mut impl FnMut(Part<'b>)) {
    for block in blocks {
        match block {
            Block::Paragraph(text) | Block::Heading { text, .. } => text.runs.iter().map(Part::Run).for_each(&mut *f),
            Block::List { items, .. } => items.iter().for_each(|item| each_part(&item.blocks, f)),
            Block::Quote(blocks) | Block::Footnote { blocks, .. } => each_part(blocks, f),
            Block::Table(table) => {
                table
                    .head
                    .iter()
                    .chain(table.rows.iter().flatten())
                    .flat_map(|text| &text.runs)
                    .map(Part::Run)
                    .for_each(&mut *f);
            }
            Block::Picture(index) => f(Part::Picture(*index)),
            Block::Code { .. } | Block::Rule => {}
        }
    }
}

fn each_code(blocks: &[Block], f: &mut impl FnMut(&str)) {
    for block in blocks {
        match block {
            Block::Code { text, .. } => f(text),
            Block::List { items, .. } => items.iter().for_each(|item| each_code(&item.blocks, f)),
            Block::Quote(blocks) | Block::Footnote { blocks, .. } => each_code(blocks, f),
            _ => {}
        }
    }
}

/// Counts words. Where words are not apart, two ideographs or kana count as one: that is about what they are read at.
#[derive(Debug, Default)]
struct Words {
    words: usize,
    ideographs: usize,
    in_word: bool,
}

impl Words {
    fn count(&mut self, text: &str) {
        for c in text.chars() {
            if matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
            {
                self.ideographs += 1;
                self.in_word = false;
            } else if c.is_whitespace() {
                self.in_word = false;
            } else if c.is_alphanumeric() && !self.in_word {
                self.in_word = true;
                self.words += 1;
            }
        }
    }

    /// What comes now is not part of the word before it.
    fn end(&mut self) {
        self.in_word = false;
    }

    fn total(&self) -> usize {
        self.words + self.ideographs.div_ceil(2)
    }
}
