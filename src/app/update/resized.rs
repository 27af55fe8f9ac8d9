//! The terminal has another size, or the page another shape: what the reader has put in sight stays there, and is where
//! it was when the size is what it was. How panes are laid out is decided in [`crate::app::Layout`].

use ratatui::layout::Size;

use super::super::anchor::Anchor;
use super::super::layer::Layer;
use super::super::model::Model;
use super::super::scroll::Left;
use super::{detail, list, topics};
use crate::page::Page;

/// Takes the new size.
pub(super) fn take(model: &mut Model, size: Size) {
    model.size = size;
    model.pictures.screen_is_new();
    let (list, topics) = (model.list.left.cursor(model.list.cursor), model.topics.left.cursor(model.topics.cursor));
    (model.list.cursor, model.topics.cursor) = (list, topics);
    list::keep_in_view(model);
    topics::keep_in_view(model);
    model.list.left = Left { by_reader: list, by_size: model.list.cursor };
    model.topics.left = Left { by_reader: topics, by_size: model.topics.cursor };
    for layer in &mut model.layers {
        if let Layer::Menu(menu) = layer {
            menu.follow(size);
        }
    }
    let anchor = model.detail.shown.as_ref().and_then(|shown| anchor(model, &shown.page));
    settle(model, anchor);
}

/// What the reader has at the top of the pane, where they have left the beginning of `page`.
pub(super) fn anchor(model: &Model, page: &Page) -> Option<Anchor> {
    let top = model.detail.top;
    let kept = model.detail.anchor.filter(|anchor| anchor.holds(top));
    kept.or_else(|| Anchor::at(page, top).filter(|_| top > 0))
}

/// The page has got another end, and stays where it is. If it stood there only because it was at its end, what is at the
/// top now is what the reader has.
pub(super) fn end_moved(model: &mut Model) {
    let (top, last) = (model.detail.top, detail::last_top(model));
    let Some(shown) = &model.detail.shown else { return };
    model.detail.anchor.take_if(|anchor| {
        let mut now = *anchor;
        now.settle(&shown.page, last) != top
    });
}

/// Puts what is at `anchor` at the top of the pane, as far as the page goes on below it.
pub(super) fn settle(model: &mut Model, mut anchor: Option<Anchor>) {
    let last = detail::last_top(model);
    model.detail.top = match (&mut anchor, &model.detail.shown) {
        (Some(anchor), Some(shown)) => anchor.settle(&shown.page, last),
        _ => model.detail.top.min(last),
    };
    model.detail.anchor = anchor;
}
