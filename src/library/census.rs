//! What became of the files that were looked at, in numbers. Looking at them is [`crate::store`]'s work.

use std::ops::AddAssign;

/// How many files were looked at, and what became of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Census {
    /// Cards, broken ones included.
    pub cards: usize,
    /// Cards of these whose front matter could not be read at all.
    pub broken: usize,
    /// Cards of these with at least one problem.
    pub with_problems: usize,
    /// Topics and organizations.
    pub taxonomies: usize,
    /// Files without a front matter fence.
    pub without_front_matter: usize,
    /// Hidden files and folders.
    pub hidden: usize,
    /// Symbolic links, pipes, sockets, devices.
    pub not_regular: usize,
}

impl AddAssign for Census {
    fn add_assign(&mut self, more: Self) {
        self.cards += more.cards;
        self.broken += more.broken;
        self.with_problems += more.with_problems;
        self.taxonomies += more.taxonomies;
        self.without_front_matter += more.without_front_matter;
        self.hidden += more.hidden;
        self.not_regular += more.not_regular;
    }
}
