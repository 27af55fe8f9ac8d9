//! Gathers heads that were read into segments, each with the head that it takes the place of. Which files are read is
//! decided in [`super`].

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::card::Head;
use crate::library::{Fresh, Library, SegmentBuilder, Slot, Stamp};
use crate::store::texts::{Gathered, MOST_TEXT, Spool};

/// Heads that were read.
pub(super) struct Heads<'a> {
    spool: Option<&'a Spool>,
    fresh: Vec<Fresh>,
    builder: SegmentBuilder,
    texts: Gathered,
    before: Vec<Option<Slot>>,
}

impl<'a> Heads<'a> {
    pub(super) fn new(spool: Option<&'a Spool>) -> Self {
        Self {
            spool,
            fresh: Vec::new(),
            builder: SegmentBuilder::default(),
            texts: Gathered::default(),
            before: Vec::new(),
        }
    }

    /// Takes a head, and what `add_texts` adds if anybody wants it.
    pub(super) fn push(
        &mut self,
        head: &Head,
        stamp: Stamp,
        before: Option<Slot>,
        add_texts: impl FnOnce(&mut Gathered),
    ) {
        if self.builder.is_full() || self.texts.len() > MOST_TEXT {
            self.send();
        }
        // A head too large for an empty segment cannot be: heads are cut when they are read.
        if self.builder.push_stamped(head, stamp).is_ok() {
            self.before.push(before);
            if self.spool.is_some() {
                add_texts(&mut self.texts);
            }
        }
    }

    /// The segments, and what is gone for good: a head whose content came back under another name was renamed.
    pub(super) fn finish(mut self, library: &Library, gone: Vec<Slot>) -> (Vec<Fresh>, Vec<Slot>) {
        self.send();
        let content = |slot: Slot| library.head(slot).map(|head| head.stamp().hashes()[1]).filter(|hash| *hash != 0);
        let mut lost: HashMap<u64, Vec<Slot>> = HashMap::new();
        for slot in gone.iter().rev() {
            if let Some(content) = content(*slot) {
                lost.entry(content).or_default().push(*slot);
            }
        }
        let mut renamed = HashSet::new();
        for fresh in &mut self.fresh {
            for (head, before) in fresh.segment.heads().zip(&mut fresh.before).filter(|(_, before)| before.is_none()) {
                *before = lost.get_mut(&head.stamp().hashes()[1]).and_then(Vec::pop);
                renamed.extend(*before);
            }
        }
        let gone = gone.into_iter().filter(|slot| !renamed.contains(slot)).collect();
        (self.fresh, gone)
    }

    fn send(&mut self) {
        if !self.builder.is_empty() {
            let texts = std::mem::take(&mut self.texts);
            let texts = self.spool.and_then(|spool| spool.keep(texts));
            let segment = Arc::new(std::mem::take(&mut self.builder).finish().with_texts(texts));
            self.fresh.push(Fresh { segment, before: std::mem::take(&mut self.before) });
        }
    }
}
