//! A place to read: a card of the library, or a card nested in one.

use crate::library::FileRef;

/// What the detail pane shows. It survives a reload of the library, as slots do not.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// The file.
    pub file: FileRef,
    /// The way into nested related cards: `[2, 0]` is the first related card of the third. Empty: the card itself.
    pub nested: Vec<usize>,
}

impl Place {
    /// The card that `file` holds.
    pub fn card(file: FileRef) -> Self {
        Self { file, nested: Vec::new() }
    }

    /// The related card number `index` of this one.
    pub fn related(&self, index: usize) -> Self {
        let mut nested = self.nested.clone();
        nested.push(index);
        Self { file: self.file.clone(), nested }
    }
}
