//! Pictures on a page: finished cells over the rows that the page keeps free. Which pictures there are is decided in
//! [`crate::app`].

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use super::{Look, Theme};
use crate::app::{Layout, Model};
use crate::document::Style;
use crate::page::{PlacedPicture, Role, Shown};
use crate::picture::Painted;

/// Draws the pictures of `shown` into `area`, the part of the pane that holds text.
pub(super) fn draw(model: &Model, shown: &Shown, theme: &Theme, area: Rect, frame: &mut Frame<'_>) {
    for placed in &shown.page.pictures {
        let Some(visible) = Visible::of(placed, model.detail.top, area) else { continue };
        match model.pictures.get(&shown.place, placed) {
            Some(Ok(painted)) if visible.is_whole || painted.protocol.is_in_cells() => {
                for (cell, at) in visible.cells(painted) {
                    if let (Some(target), Some(cell)) = (frame.buffer_mut().cell_mut(at), painted.cells.cell(cell)) {
                        target.clone_from(cell);
                    }
                }
            }
            Some(Err(error)) => {
                let text = format!("not shown: {error}");
                let line = Line::styled(text, theme.look(Look::Page(Role::Dim, Style::default())));
                // Where the caption is.
                let row = Rect { y: visible.area.bottom().saturating_sub(1), height: 1, ..visible.area };
                let (row, line) = match placed.rtl {
                    true => {
                        (Rect { x: area.x, width: row.right().saturating_sub(area.x), ..row }, line.right_aligned())
                    }
                    false => (Rect { width: area.right().saturating_sub(row.x), ..row }, line),
                };
                frame.render_widget(line, row);
            }
            Some(Ok(_)) | None => {}
        }
    }
}

/// Takes pictures away that something was drawn over. They are one thing to the terminal, which would show the rest of it,
/// and not draw what was covered when it is free again.
pub(super) fn take_away_covered(model: &Model, layout: &Layout, area: Rect, frame: &mut Frame<'_>) {
    let Some(shown) = model.detail.shown.as_ref().filter(|_| !model.is_card_late()) else { return };
    let area = super::detail::page_area(model, &shown.page, layout, area);
    for placed in &shown.page.pictures {
        let Some(visible) = Visible::of(placed, model.detail.top, area).filter(|visible| visible.is_whole) else {
            continue;
        };
        let Some(Ok(painted)) = model.pictures.get(&shown.place, placed) else { continue };
        if painted.protocol.is_in_cells() {
            continue;
        }
        let buffer = frame.buffer_mut();
        let is_own = |buffer: &ratatui::buffer::Buffer, cell: Position, at: Position| {
            buffer.cell(at).is_some_and(|drawn| Some(drawn) == painted.cells.cell(cell))
        };
        if visible.cells(painted).all(|(cell, at)| is_own(buffer, cell, at)) {
            continue;
        }
        for (cell, at) in visible.cells(painted) {
            if is_own(buffer, cell, at)
                && let Some(cell) = buffer.cell_mut(at)
            {
                cell.reset();
            }
        }
    }
}

/// The part of a picture that is in view.
struct Visible {
    /// Where it is on the screen.
    area: Rect,
    /// Rows above it that are out of view.
    above: u16,
    /// Nothing is out of view.
    is_whole: bool,
}

impl Visible {
    /// `None` when nothing is in view.
    fn of(placed: &PlacedPicture, top: usize, area: Rect) -> Option<Self> {
        let (first, end) = (placed.first.max(top), placed.end().min(top + usize::from(area.height)));
        let rows = u16::try_from(end.checked_sub(first)?).ok().filter(|rows| *rows > 0)?;
        let x = area.x.saturating_add(placed.column);
        let y = area.y.saturating_add(u16::try_from(first - top).ok()?);
        let on_screen = Rect { x, y, width: placed.size.width, height: rows };
        let seen = on_screen.intersection(area);
        let above = u16::try_from(first - placed.first).ok()?;
        Some(Self { area: seen, above, is_whole: seen.as_size() == placed.size })
    }

    /// Cells of the picture, with their places on the screen.
    fn cells(&self, painted: &Painted) -> impl Iterator<Item = (Position, Position)> + use<> {
        let (area, above) = (Rect { width: self.area.width.min(painted.size().width), ..self.area }, self.above);
        area.positions().map(move |at| (Position { x: at.x - area.x, y: at.y - area.y + above }, at))
    }
}
