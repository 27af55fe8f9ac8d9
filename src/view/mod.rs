//! Draws the model, and nothing else: `draw` takes `&Model`, touches only rows that are visible and decides no more
//! than how things look. What is shown where is decided in [`crate::app`]; what is said instead of drawn, in [`speech`].

mod cells;
mod detail;
mod found;
mod help;
mod jump;
mod line;
mod list;
mod menu;
mod pane;
mod picker;
mod picture;
mod point;
mod prompt;
pub mod speech;
mod status;
mod text;
mod theme;
mod topics;

use ratatui::Frame;
use ratatui::widgets::{Paragraph, Wrap};

pub use theme::{Look, Theme};

use crate::app::{Layer, Model};

/// What a terminal shows that is too small for anything else. Keys do what they always do.
const TOO_SMALL: &str = "copydesk needs 20 x 5 cells";

/// Draws one frame.
pub fn draw(model: &Model, frame: &mut Frame<'_>) {
    let theme = Theme::new(model.colors);
    let layout = model.layout();
    if layout.too_small {
        let message = Paragraph::new(TOO_SMALL).wrap(Wrap { trim: true }).style(theme.look(Look::Error));
        frame.render_widget(message, frame.area());
        return;
    }
    if let Some(area) = layout.topics {
        topics::draw(model, &layout, &theme, area, frame);
    }
    if let Some(area) = layout.list {
        list::draw(model, &layout, &theme, area, frame);
    }
    if let Some(area) = layout.detail {
        detail::draw(model, &layout, &theme, area, frame);
    }
    status::draw(model, &theme, layout.status, frame);
    status::draw_long_message(model, &theme, layout.status, frame);
    for layer in &model.layers {
        match layer {
            Layer::Help(help) => help::draw(model, help, &theme, frame),
            Layer::Menu(menu) => menu::draw(model, menu, &theme, frame),
            Layer::Jump(jump) => jump::draw(model, jump, &theme, frame),
            Layer::Picker(picker) => picker::draw(model, picker, &theme, frame),
            Layer::Prompt(prompt) => prompt::draw(model, prompt, &theme, layout.status, frame),
        }
    }
    if let Some(area) = layout.detail {
        picture::take_away_covered(model, &layout, area, frame);
    }
}
