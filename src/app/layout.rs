//! Where the panes are: pure geometry from the size of the terminal and what is open. What panes show is the view's.

use ratatui::layout::{Rect, Size};

/// The three panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Pane {
    /// The topic tree.
    Topics,
    /// The cards.
    #[default]
    List,
    /// One card.
    Detail,
}

/// Terminals from this width on show all three panes.
const WIDE: u16 = 120;
/// Narrower or lower ones show one pane at a time.
const SMALL_WIDTH: u16 = 60;
const SMALL_HEIGHT: u16 = 16;
/// Below this nothing useful fits.
const LEAST: Size = Size { width: 20, height: 5 };
const TOPICS_WIDTH: u16 = 26;

/// Rectangles of what is visible. A pane that is not there is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Layout {
    /// The topic tree.
    pub topics: Option<Rect>,
    /// The cards.
    pub list: Option<Rect>,
    /// One card.
    pub detail: Option<Rect>,
    /// The last line.
    pub status: Rect,
    /// Panes have a frame; without, they have a title line only.
    pub framed: bool,
    /// The terminal is too small for anything but saying so.
    pub too_small: bool,
}

impl Layout {
    /// The layout of a terminal of `size` with `focus` on one pane. `topics_open` asks for the topics pane where it
    /// is not always there; `zoomed` leaves only the detail.
    pub fn new(size: Size, focus: Pane, topics_open: bool, zoomed: bool) -> Self {
        let mut layout = Self::default();
        if size.width < LEAST.width || size.height < LEAST.height {
            layout.too_small = true;
            return layout;
        }
        let body = Rect::new(0, 0, size.width, size.height - 1);
        layout.status = Rect::new(0, size.height - 1, size.width, 1);
        if zoomed || size.width < SMALL_WIDTH || size.height < SMALL_HEIGHT {
            let only = if zoomed { Pane::Detail } else { focus };
            *layout.pane(only) = Some(body);
            return layout;
        }
        layout.framed = true;
        let mut rest = body;
        if size.width >= WIDE || topics_open {
            let topics = TOPICS_WIDTH.min(size.width / 3);
            layout.topics = Some(Rect { width: topics, ..rest });
            rest = Rect { x: rest.x + topics, width: rest.width - topics, ..rest };
        }
        if size.width < WIDE && topics_open {
            layout.list = Some(rest);
            return layout;
        }
        let list = rest.width / 2;
        layout.list = Some(Rect { width: list, ..rest });
        layout.detail = Some(Rect { x: rest.x + list, width: rest.width - list, ..rest });
        layout
    }

    /// The layout for reading line by line: the pane with the `focus` alone, with room for one more line below what it
    /// shows at once. No terminal is too small, since it need not hold anything in its place.
    pub fn linear(size: Size, focus: Pane) -> Self {
        let (width, height) = (size.width.max(LEAST.width), size.height.max(LEAST.height));
        let mut layout = Self { status: Rect::new(0, height - 1, width, 1), ..Self::default() };
        *layout.pane(focus) = Some(Rect::new(0, 0, width, height - 1));
        layout
    }

    fn pane(&mut self, pane: Pane) -> &mut Option<Rect> {
        match pane {
            Pane::Topics => &mut self.topics,
            Pane::List => &mut self.list,
            Pane::Detail => &mut self.detail,
        }
    }

    /// The part of a pane that holds its content: inside the frame, or under the title line.
    pub fn inner(&self, pane: Rect) -> Rect {
        if self.framed {
            Rect {
                x: pane.x + 1,
                y: pane.y + 1,
                width: pane.width.saturating_sub(2),
                height: pane.height.saturating_sub(2),
            }
        } else {
            Rect { y: pane.y + 1, height: pane.height.saturating_sub(1), ..pane }
        }
    }

    /// Content rows of a pane; 0 while it is hidden.
    pub fn rows(&self, pane: Pane) -> usize {
        let rect = match pane {
            Pane::Topics => self.topics,
            Pane::List => self.list,
            Pane::Detail => self.detail,
        };
        rect.map_or(0, |rect| usize::from(self.inner(rect).height))
    }

    /// Columns of text on a page, at most `limit` of them if that is not 0.
    pub fn page_width(&self, size: Size, limit: u16) -> u16 {
        let pane = self.detail.map_or(size.width, |rect| self.inner(rect).width);
        // One column of air on each side.
        pane.saturating_sub(2).min(if limit == 0 { u16::MAX } else { limit })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(width: u16, height: u16, focus: Pane, topics_open: bool) -> Layout {
        Layout::new(Size { width, height }, focus, topics_open, false)
    }

    #[test]
    fn three_two_and_one_pane() {
        let wide = layout(120, 40, Pane::List, false);
        assert!(wide.topics.is_some() && wide.list.is_some() && wide.detail.is_some());
        let medium = layout(119, 40, Pane::List, false);
        assert!(medium.topics.is_none() && medium.list.is_some() && medium.detail.is_some());
        let medium = layout(60, 16, Pane::Topics, true);
        assert!(medium.topics.is_some() && medium.list.is_some() && medium.detail.is_none());
        for (width, height) in [(59, 40), (200, 15), (20, 5)] {
            let small = layout(width, height, Pane::Detail, false);
            assert!(small.topics.is_none() && small.list.is_none() && small.detail.is_some());
        }
        assert!(layout(19, 40, Pane::List, false).too_small);
    }

    #[test]
    fn panes_stay_inside_the_terminal_at_any_size() {
        for width in 0..300 {
            for height in [0, 1, 4, 5, 6, 15, 16, 17, 80] {
                for focus in [Pane::Topics, Pane::List, Pane::Detail] {
                    for (open, zoomed) in [(false, false), (true, false), (false, true)] {
                        let size = Size { width, height };
                        let layout = Layout::new(size, focus, open, zoomed);
                        let whole = Rect::new(0, 0, width, height);
                        for rect in [layout.topics, layout.list, layout.detail].into_iter().flatten() {
                            assert_eq!(rect.intersection(whole), rect);
                            assert_eq!(layout.inner(rect).intersection(rect), layout.inner(rect));
                        }
                        assert!(layout.page_width(size, 0) <= width);
                    }
                }
            }
        }
    }
}
