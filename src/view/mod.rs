//! Draws the model, and nothing else: `draw` takes `&Model`, touches only rows that are visible and decides no more
//! than how things look. What is shown where is decided in [`crate::app`].

mod detail;
mod found;
mod help;
mod jump;
mod list;
mod menu;
mod pane;
mod picker;
mod picture;
mod prompt;
mod status;
mod text;
mod theme;
mod topics;

use ratatui::Frame;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

pub use theme::{Look, Theme};

use crate::app::{Layer, Model};

/// Draws one frame.
pub fn draw(model: &Model, frame: &mut Frame<'_>) {
    let theme = Theme::new(model.colors);
    let layout = model.layout();
    if layout.too_small {
        let message = Paragraph::new(Line::from("copydesk needs 20x5")).style(theme.look(Look::Error));
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
            Layer::Help(help) => help::draw(help, &theme, frame),
            Layer::Menu(menu) => menu::draw(menu, &theme, frame),
            Layer::Jump(jump) => jump::draw(model, jump, &theme, frame),
            Layer::Picker(picker) => picker::draw(picker, &theme, frame),
            Layer::Prompt(prompt) => prompt::draw(model, prompt, &theme, layout.status, frame),
        }
    }
    if let Some(area) = layout.detail {
        picture::take_away_covered(model, &layout, area, frame);
    }
}
