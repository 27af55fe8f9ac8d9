//! What is asked of texts that do not lie in memory: bodies and links. Where they are kept and how they are read is
//! [`crate::store::texts`]'s affair.

use std::fmt;

use super::Stopped;
use crate::library::{Library, SlotSet};

/// Which text of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Depth {
    /// The body as [`crate::card::plain_text`] shows it, as [`crate::library::fold_line`] folds it.
    Body,
    /// The card's own links, original, web, AMP and AMP on a cache, each once, one a line and in lower case.
    Links,
}

/// A test of one text. It is called from several threads, and never with an empty text.
#[derive(Clone, Copy)]
pub struct Probe<'a> {
    /// Which text.
    pub depth: Depth,
    /// Whether a text passes.
    pub test: &'a (dyn Fn(&str) -> bool + Sync),
}

impl fmt::Debug for Probe<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Probe").field("depth", &self.depth).finish_non_exhaustive()
    }
}

/// The texts of a library's cards, wherever they are kept.
pub trait Texts {
    /// For each probe the current cards whose text passes. `among`: only these are looked at. A text that cannot be
    /// read passes no test.
    ///
    /// # Errors
    /// [`Stopped`] when `stop` said so. It is asked at least once a MiB, from several threads.
    fn find(
        &self,
        library: &Library,
        probes: &[Probe<'_>],
        among: Option<&SlotSet>,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Result<Vec<SlotSet>, Stopped>;
}

/// Texts that tests give to cards.
#[cfg(test)]
pub(crate) struct TextsInMemory(pub(crate) Vec<(crate::library::Slot, Depth, String)>);

#[cfg(test)]
impl Texts for TextsInMemory {
    fn find(
        &self,
        library: &Library,
        probes: &[Probe<'_>],
        among: Option<&SlotSet>,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Result<Vec<SlotSet>, Stopped> {
        let pass = |probe: &Probe<'_>| {
            let texts = self.0.iter().filter(|(slot, depth, text)| {
                *depth == probe.depth
                    && library.is_current(*slot)
                    && among.is_none_or(|among| among.has(*slot))
                    && !text.is_empty()
                    && (probe.test)(text)
            });
            texts.map(|(slot, ..)| *slot).collect()
        };
        if stop() { Err(Stopped) } else { Ok(probes.iter().map(pass).collect()) }
    }
}
