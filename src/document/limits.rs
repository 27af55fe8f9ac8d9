//! How much of a body is read and how much a document may hold. What is done beyond a limit is decided where the limit is
//! met.

/// Most of a body that is read, in bytes.
pub(super) const BODY: usize = 1 << 20;
/// Quotes, lists, items and footnotes that are open around a block at most. What is nested deeper stays, less nested.
pub(super) const DEPTH: usize = 24;
/// Blocks of a document, those inside others and those in cells included.
pub(super) const BLOCKS: usize = 20_000;
/// Pieces of running text; from there on text goes on without styles.
pub(super) const RUNS: usize = 50_000;
/// Links; what would be one more is text.
pub(super) const LINKS: usize = 2_000;
/// Pictures; what would be one more is its caption.
pub(super) const PICTURES: usize = 1_000;
/// Cells of all tables.
pub(super) const CELLS: usize = 20_000;
/// Columns and rows that one cell may reach over.
pub(super) const SPAN: usize = 50;
/// Elements that are open at once. Looking for the one that a tag closes takes no more steps than that.
pub(super) const OPEN: usize = 200;
/// Longest name of a link, in characters.
pub(super) const NAME: usize = 160;
/// Most marks of footnotes in Markdown, whose parser takes a time that grows faster than their number.
pub(super) const NOTES: usize = 2_000;
