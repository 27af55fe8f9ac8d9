//! Looks through the texts of one segment with a bounded buffer. Which segments, and on which threads, is decided in
//! [`crate::work`].

use std::ops::Range;

use super::{Texts, damaged};
use crate::library::{Column, Library, Segment, SlotSet, TextsLost};
use crate::query::{Depth, Probe, Stopped};

/// Texts that are read at once, in bytes, and how often is asked whether to stop. As many as stay in the cache of a
/// core; from 64 KiB to 1 MiB, no difference could be measured.
const CHUNK: u32 = 256 * 1024;
/// Texts that nobody asked for are read along when they are no longer than this, in bytes: copying them takes about as
/// long as another system call.
const GAP: u32 = 16 * 1024;

/// What is looked for; see [`crate::query::Texts::find`].
#[derive(Clone, Copy)]
pub(crate) struct Question<'a> {
    pub(crate) library: &'a Library,
    pub(crate) probes: &'a [Probe<'a>],
    pub(crate) among: Option<&'a SlotSet>,
    pub(crate) stop: &'a (dyn Fn() -> bool + Sync),
}

/// What one thread reads texts into.
#[derive(Debug, Default)]
pub(crate) struct Buffer(Vec<u8>);

/// Why a column was not looked through to its end.
enum Unfinished {
    Stopped,
    Lost(TextsLost),
}

impl Texts {
    /// Looks through the texts of a segment, which has this number in the library, and adds the cards to `found`, a set
    /// for each probe.
    ///
    /// # Errors
    /// [`Stopped`] when it was said to stop.
    pub(crate) fn find_in(
        &self,
        question: Question<'_>,
        (number, segment): (usize, &Segment),
        buffer: &mut Buffer,
        found: &mut [SlotSet],
    ) -> Result<(), Stopped> {
        let Question { library, probes, among, stop } = question;
        let Some(texts) = segment.texts() else { return Ok(()) };
        for depth in [Depth::Body, Depth::Links] {
            if probes.iter().all(|probe| probe.depth != depth) {
                continue;
            }
            let column = match depth {
                Depth::Body => texts.bodies(),
                Depth::Links => texts.links(),
            };
            let slot = |row| library.slot(number, row);
            let is_wanted = |row| among.is_none_or(|among| slot(row).is_some_and(|slot| among.has(slot)));
            let outcome = each(column, is_wanted, stop, buffer, |row, text| {
                for (probe, found) in probes.iter().zip(&mut *found).filter(|(probe, _)| probe.depth == depth) {
                    if (probe.test)(text) {
                        found.extend(slot(row).filter(|slot| library.is_current(*slot)));
                    }
                }
            });
            match outcome {
                Ok(()) => {}
                Err(Unfinished::Stopped) => return Err(Stopped),
                Err(Unfinished::Lost(why)) => self.notices.lost(&why),
            }
        }
        Ok(())
    }
}

/// Hands the text of every wanted row that has one to `look`.
fn each(
    column: Column<'_>,
    is_wanted: impl Fn(usize) -> bool,
    stop: &dyn Fn() -> bool,
    buffer: &mut Buffer,
    mut look: impl FnMut(usize, &str),
) -> Result<(), Unfinished> {
    let ranges = (0..column.rows()).map(|row| (row, column.range(row)));
    let mut wanted = ranges.filter(|(row, range)| !range.is_empty() && is_wanted(*row)).peekable();
    let mut chunk: Vec<(usize, Range<u32>)> = Vec::new();
    while let Some(first) = wanted.next() {
        if stop() {
            return Err(Unfinished::Stopped);
        }
        let Range { start, mut end } = first.1;
        chunk.clear();
        chunk.push(first);
        while let Some(next) = wanted.next_if(|(_, next)| next.end - start <= CHUNK && next.start - end <= GAP) {
            end = next.1.end;
            chunk.push(next);
        }
        let bytes = buffer.of(end - start);
        column.read_at(start, bytes).map_err(Unfinished::Lost)?;
        for (row, range) in &chunk {
            let text = bytes.get((range.start - start) as usize..(range.end - start) as usize).unwrap_or_default();
            let text = std::str::from_utf8(text).map_err(|_| Unfinished::Lost(damaged()))?;
            look(*row, text);
        }
    }
    Ok(())
}

impl Buffer {
    /// So many bytes, of any content. What one large text needed is given back with the next.
    fn of(&mut self, length: u32) -> &mut [u8] {
        let length = length as usize;
        if self.0.len() < length {
            self.0.resize(length, 0);
        } else if self.0.len() > CHUNK as usize {
            self.0.truncate(length.max(CHUNK as usize));
            self.0.shrink_to_fit();
        }
        self.0.get_mut(..length).unwrap_or_default()
    }
}
