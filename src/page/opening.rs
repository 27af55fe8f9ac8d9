//! The top of a page: title, who and when, what sets the card apart, topics, and the excerpt unless the body says the same.

use super::Role;
use super::compose::Composer;
use crate::card::{Card, SafeText};
use crate::columns;
use crate::dates::duration;
use crate::document::{Block, Text};
use crate::library::{Library, fold};

/// Words that people read in a minute: Brysbaert, "How many words do we read per minute?", Journal of Memory and Language
/// 109 (2019), for silent reading of non-fiction.
const WORDS_PER_MINUTE: usize = 238;
const BETWEEN: &str = " · ";
/// A text of fewer words is seen at a glance.
const GLANCE: usize = 60;

impl Composer<'_> {
    /// Everything above the excerpt. The body has `words` words.
    pub(super) fn opening(&mut self, title: &SafeText, words: usize, broken: bool) {
        let card = self.card;
        self.setter.text(title, Role::Title);
        let mut meta: Vec<String> = provider(card, self.library).into_iter().collect();
        meta.extend(card.published_at.map(|at| self.dates.day_and_age(at)));
        meta.extend(card.length.as_ref().map(|length| duration(length)));
        meta.extend((words >= GLANCE).then(|| format!("{}\u{a0}min\u{a0}read", words.div_ceil(WORDS_PER_MINUTE))));
        let authors = card.provider.as_ref().map(|provider| join(&provider.authors)).unwrap_or_default();
        let mut about: Vec<String> = Vec::new();
        about.extend((!authors.is_empty()).then(|| format!("by {authors}")));
        about.extend(facts(card));
        // One line if that is enough.
        if columns::width(&joined(&meta)) + columns::width(BETWEEN) + columns::width(&joined(&about))
            <= self.setter.room()
        {
            meta.append(&mut about);
        }
        self.remark(&meta, Role::Dim);
        self.remark(&about, Role::Dim);
        if broken {
            self.setter.text("broken: its front matter cannot be read", Role::Problem);
        }
        self.remark(&states(card), Role::State);
        let topics: Vec<String> = card.topics.iter().map(SafeText::to_string).collect();
        self.remark(&topics, Role::Topic);
    }

    /// The excerpt, unless `body` begins with it.
    pub(super) fn lead(&mut self, body: &[Block]) {
        let excerpt = self.card.excerpt.as_ref();
        if let Some(excerpt) = excerpt.filter(|excerpt| !begins_with(body, excerpt)) {
            self.setter.space();
            self.setter.text(excerpt, Role::Lead);
        }
    }

    fn remark(&mut self, parts: &[String], role: Role) {
        self.setter.text(&joined(parts), role);
    }
}

pub(super) fn joined(parts: &[String]) -> String {
    parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(BETWEEN)
}

/// Who published a card, by the name that people know.
pub(super) fn provider(card: &Card, library: &Library) -> Option<String> {
    let provider = card.provider.as_ref()?;
    let domain = provider.domain.as_deref();
    provider.name.as_deref().or(domain.map(|domain| library.provider_name(domain))).map(str::to_owned)
}

/// The body without a heading at its top that says what the title says.
pub(super) fn without_title<'b>(blocks: &'b [Block], title: &str) -> &'b [Block] {
    match blocks {
        [Block::Heading { text, .. }, rest @ ..] if letters_of(text) == letters(title) => rest,
        all => all,
    }
}

/// What is known of a card in a few words each.
fn facts(card: &Card) -> Vec<String> {
    let mut facts = Vec::new();
    facts.extend(card.kind.as_ref().or(card.category.as_ref()).map(SafeText::to_string));
    facts.extend(card.price.as_ref().map(SafeText::to_string));
    facts.push(join(&card.levels));
    if let Some(ratings) = card.ratings {
        let average = ratings.average.map(|average| format!("rated {average:.1}"));
        let count = ratings.count.map(|count| format!("by {count}"));
        facts.push(average.into_iter().chain(count).collect::<Vec<_>>().join(" "));
    }
    facts.extend(card.members.map(|members| format!("{members} members")));
    facts
}

/// What sets a card apart.
fn states(card: &Card) -> Vec<String> {
    let mut states = Vec::new();
    states.extend(card.draft.then(|| "draft".to_owned()));
    states.extend(card.removed.then(|| "removed".to_owned()));
    states.extend(card.locked.map(|bytes| format!("locked, {bytes} bytes")));
    states
}

/// Names one after the other.
pub(crate) fn join(texts: &[SafeText]) -> String {
    texts.iter().map(SafeText::as_str).collect::<Vec<_>>().join(", ")
}

/// Whether running text begins with `excerpt`, however either is punctuated. Excerpts are often the beginning of a body, cut
/// somewhere.
fn begins_with(blocks: &[Block], excerpt: &str) -> bool {
    let wanted = letters(excerpt);
    let mut begins = String::new();
    add_letters(blocks, wanted.len(), &mut begins);
    !wanted.is_empty() && begins.starts_with(&wanted)
}

fn add_letters(blocks: &[Block], enough: usize, out: &mut String) {
    for block in blocks {
        if out.len() >= enough {
            return;
        }
        match block {
            Block::Paragraph(text) | Block::Heading { text, .. } => out.push_str(&letters_of(text)),
            Block::Quote(blocks) => add_letters(blocks, enough, out),
            Block::Rule | Block::Picture(_) => {}
            Block::List { .. } | Block::Code { .. } | Block::Table(_) | Block::Footnote { .. } => return,
        }
    }
}

fn letters_of(text: &Text) -> String {
    text.runs.iter().filter(|run| run.picture.is_none()).map(|run| letters(&run.text)).collect()
}

/// Letters and digits, folded.
pub(super) fn letters(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::read_document;

    #[test]
    fn what_the_body_begins_with_is_not_said_before_it() {
        let body = read_document("Slow *light* in the\nright company. More of it.");
        for (excerpt, says_the_same) in [
            ("Slow light in the right company…", true),
            ("slow light — in the right", true),
            ("Slow light in glass", false),
            ("Slow light in the right company. More of it. And more.", false),
            ("", false),
            ("…", false),
        ] {
            assert_eq!(begins_with(&body.blocks, excerpt), says_the_same, "{excerpt}");
        }
        let quoted = read_document("> Slow light\n\n---\n\nand more");
        assert!(begins_with(&quoted.blocks, "Slow light and more"));
        assert!(!begins_with(&read_document("- Slow light").blocks, "Slow light"), "an item is no running text");
    }

    #[test]
    fn a_heading_that_is_the_title_is_left_out() {
        let body = read_document("# Slow Light!\n\nIt is slow.");
        assert_eq!(without_title(&body.blocks, "Slow light").len(), 1);
        assert_eq!(without_title(&body.blocks, "Light").len(), 2);
        assert_eq!(without_title(&body.blocks[1..], "It is slow").len(), 1, "a paragraph stays");
    }
}
