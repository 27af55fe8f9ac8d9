//! Reads heads without a YAML parser where a card is written plainly, as nearly all are, and hands every other file to
//! the parser. What a head is made of is decided in [`head`]; what a value means, in [`mod@super::read`].
//!
//! The list needs a dozen values of a card, and the parser spends most of its time on the others: `secured`, `images`,
//! `related`. The scanner passes over those, and only makes sure that the parser would take them without a word.
//! Wherever it is in doubt it declines, which is written as `None` in here, so that whoever asks cannot tell which of
//! the two has read a card:
//!
//! | file | what it answers |
//! |---|---|
//! | [`admit`] | is there any character in the front matter that needs care? |
//! | [`lines`] | which line comes next, and how far is it indented? |
//! | [`scalar`] | what is the one value on this line? |
//! | [`block`] | which entries and items belong together? |
//! | [`checks`] | can a value that the head does not need be a problem? |
//! | [`head`] | what does the head say? |

mod admit;
mod block;
mod checks;
mod head;
mod lines;
mod scalar;
#[cfg(test)]
mod tests;

use super::fence::{self, Split};
use super::read::{first_bad_byte, trim_body};
use super::{HeadFile, HeadFlags, HeadReading, Reading, Skip, read};

/// Reads the head of a file from its bytes, or the beginning of them. It never fails: what cannot be read is a problem
/// of the card. The result is that of [`read()`], without what the list does not need.
pub fn read_head(bytes: &[u8]) -> HeadReading {
    let (front, body) = match fence::split(bytes) {
        Split::None => return HeadReading::Skipped(Skip::NoFrontMatter),
        Split::Broken(_) => return parsed(bytes),
        Split::Found { front, body } => (front, trim_body(bytes, body)),
    };
    match scanned(bytes, front, &body) {
        Some(file) => HeadReading::Card(Box::new(file)),
        None => parsed(bytes),
    }
}

/// The head as the scanner reads it. `None` when it declines.
fn scanned(bytes: &[u8], front: std::ops::Range<usize>, body: &std::ops::Range<usize>) -> Option<HeadFile> {
    let text = admit::text(bytes.get(front)?)?;
    let mut file = head::read(text)?;
    if first_bad_byte(bytes, body).is_some() {
        return None;
    }
    file.head.flags = file.head.flags.with(HeadFlags::BODY, !body.is_empty());
    file.body = body.clone();
    Some(file)
}

/// The head as the parser reads it.
fn parsed(bytes: &[u8]) -> HeadReading {
    match read(bytes) {
        Reading::Card(file) => HeadReading::Card(Box::new((*file).into())),
        Reading::Taxonomy(taxonomy, problems) => HeadReading::Taxonomy(taxonomy, problems),
        Reading::Skipped(skip) => HeadReading::Skipped(skip),
    }
}
