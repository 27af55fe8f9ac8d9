//! The folded titles of a library, packed for reading them all. Which of them fit is decided in [`super`].

use super::super::{Library, Slot, Stopped};

/// The folded titles of the current heads, in the order these were read.
#[derive(Debug, Clone, Default)]
pub(super) struct Titles {
    text: String,
    /// Where each title ends, and the slot of its head.
    ends: Vec<(u32, Slot)>,
}

impl Titles {
    /// # Errors
    /// [`Stopped`] when `stop` said so between two segments.
    pub(super) fn of(library: &Library, stop: &dyn Fn() -> bool) -> Result<Self, Stopped> {
        let mut titles = Self { ends: Vec::with_capacity(library.len()), ..Self::default() };
        for (number, segment) in library.segments() {
            if stop() {
                return Err(Stopped);
            }
            for (row, head) in segment.heads().enumerate() {
                let Some(slot) = Slot::new(number, row).filter(|slot| library.is_current(*slot)) else { continue };
                titles.text.push_str(head.folded_title());
                // Four gibibytes of titles are more than a library has slots for.
                let Ok(end) = u32::try_from(titles.text.len()) else { return Ok(titles) };
                titles.ends.push((end, slot));
            }
        }
        Ok(titles)
    }

    pub(super) fn len(&self) -> u32 {
        u32::try_from(self.ends.len()).unwrap_or(u32::MAX)
    }

    pub(super) fn get(&self, number: u32) -> Option<(Slot, &str)> {
        let number = number as usize;
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |(end, _)| *end);
        let (end, slot) = *self.ends.get(number)?;
        Some((slot, self.text.get(start as usize..end as usize)?))
    }
}
