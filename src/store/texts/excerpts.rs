//! Reads back the excerpts of many cards, which no list needs in memory. Of one card that is shown, the file is read.

use crate::card::SafeText;
use crate::library::{Library, Slot, Stretch};

/// The excerpts of a library, a segment's at once: whoever wants one usually wants most of them.
#[derive(Debug)]
pub struct Excerpts<'l> {
    library: &'l Library,
    /// Those of the segments that were asked for, by number.
    read: Vec<Option<Box<[u8]>>>,
}

impl<'l> Excerpts<'l> {
    /// Nothing is read yet.
    pub fn new(library: &'l Library) -> Self {
        Self { library, read: Vec::new() }
    }

    /// The excerpt of a card; empty when it has none, or none can be read back.
    pub fn of(&mut self, slot: Slot) -> SafeText {
        let Some(texts) = self.library.segment(slot.segment()).and_then(|segment| segment.texts()) else {
            return SafeText::default();
        };
        if self.read.len() <= slot.segment() {
            self.read.resize(slot.segment() + 1, None);
        }
        let read = self.read.get_mut(slot.segment()).map(|read| read.get_or_insert_with(|| whole(texts)));
        let range = texts.excerpts().range(slot.row());
        let bytes = read.and_then(|bytes| bytes.get(range.start as usize..range.end as usize)).unwrap_or_default();
        std::str::from_utf8(bytes).map(SafeText::line).unwrap_or_default()
    }
}

fn whole(texts: &Stretch) -> Box<[u8]> {
    let mut bytes = vec![0; texts.excerpts().len() as usize];
    match texts.excerpts().read_at(0, &mut bytes) {
        Ok(()) => bytes.into_boxed_slice(),
        Err(_) => Box::default(),
    }
}
