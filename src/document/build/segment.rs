//! What of a paragraph is one: where an empty line ends it, and which pictures stand on lines of their own. How its
//! pieces become text is decided in [`super::spaces`].

use super::running::Piece;
use super::spaces::{is_blank, set};
use super::{Drawn, PictureSize};
use crate::document::Run;

/// A part of what was gathered.
#[derive(Debug)]
pub(super) enum Segment {
    /// A paragraph.
    Text(Vec<Run>),
    /// A picture on lines of its own.
    Picture(usize),
}

/// The parts of some lines. Pictures stay in their line where nothing but text may be; a heading is not taken apart by
/// empty lines.
pub(super) fn segments(lines: Vec<Vec<Piece>>, drawn: &[Drawn], only_text: bool, is_heading: bool) -> Vec<Segment> {
    let mut parts = Parts::default();
    for line in lines {
        let says = line.iter().any(|piece| piece.picture.is_none() && !is_blank(&piece.raw));
        if !says && !line.iter().any(|piece| piece.picture.is_some()) {
            if !is_heading {
                parts.end();
            }
            continue;
        }
        let mut current = Vec::new();
        let mut shown = None;
        for mut piece in line {
            let size = piece.picture.and_then(|index| drawn.get(index)).map(|drawn| drawn.size);
            let stands = match size {
                _ if is_blank(&piece.raw) => true,
                Some(PictureSize::Large) => true,
                Some(PictureSize::Unknown) => !says,
                // A logo below a heading is no part of it.
                Some(PictureSize::Sign) => is_heading && !says && !parts.lines.is_empty(),
                None => false,
            };
            match piece.picture {
                Some(index) if stands && !only_text => {
                    parts.lines.push(std::mem::take(&mut current));
                    parts.end();
                    parts.found.push(Segment::Picture(index));
                    shown = drawn.get(index).and_then(|drawn| drawn.picture.caption.as_deref());
                }
                _ => {
                    if let Some(rest) = shown.take().and_then(|caption| after_caption(&piece.raw, caption)) {
                        piece.raw = rest.to_owned();
                    }
                    current.push(piece);
                }
            }
        }
        parts.lines.push(current);
    }
    parts.end();
    parts.found
}

/// What follows when a text repeats the caption of the picture before it, as sites do below their pictures. A sentence
/// that only begins with the same words goes on with a space, or in the middle of a word.
fn after_caption<'t>(text: &'t str, caption: &str) -> Option<&'t str> {
    let words = || caption.split_whitespace();
    let rest = words().try_fold(text, |rest, word| rest.trim_start().strip_prefix(word))?;
    let next_begins = || words().nth(1).is_some() && rest.starts_with(char::is_uppercase);
    (rest.trim().is_empty() || next_begins()).then_some(rest)
}

#[derive(Default)]
struct Parts {
    found: Vec<Segment>,
    /// Lines of the paragraph that is open.
    lines: Vec<Vec<Piece>>,
}

impl Parts {
    fn end(&mut self) {
        let text = set(std::mem::take(&mut self.lines));
        if !text.is_empty() {
            self.found.push(Segment::Text(text));
        }
    }
}
