//! What of a paragraph is one: where an empty line ends it, and which pictures stand on lines of their own. How its
//! pieces become text is decided in [`super::spaces`].

use super::Drawn;
use super::running::Piece;
use super::spaces::{is_blank, set};
use crate::document::Text;

/// A part of what was gathered.
#[derive(Debug)]
pub(super) enum Segment {
    /// A paragraph.
    Text(Text),
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
        for piece in line {
            let large = piece.picture.and_then(|index| drawn.get(index)).is_some_and(|drawn| drawn.large);
            match piece.picture {
                Some(index) if !only_text && (!says || large || is_blank(&piece.raw)) => {
                    parts.lines.push(std::mem::take(&mut current));
                    parts.end();
                    parts.found.push(Segment::Picture(index));
                }
                _ => current.push(piece),
            }
        }
        parts.lines.push(current);
    }
    parts.end();
    parts.found
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
