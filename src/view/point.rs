//! Puts the terminal's cursor on the row that keys are about, so that screen readers, braille displays and magnifiers
//! find it. Where the caret of a line of text is, its drawing decides.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::Model;

/// Puts the cursor on the first column of `row`, unless it is not wanted there. What is drawn later, and so lies above,
/// may put it elsewhere.
pub(super) fn at(model: &Model, row: Rect, frame: &mut Frame<'_>) {
    if model.cursor && !row.is_empty() {
        frame.set_cursor_position(row.as_position());
    }
}
