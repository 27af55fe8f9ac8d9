//! From what something is to how it looks. Only the terminal's own sixteen colours are used, so that the reader's
//! palette decides; without colours, bold, dim, underline and reverse still tell everything apart.

use ratatui::style::{Color, Modifier, Style};

use crate::document::Style as Words;
use crate::page::Role;

/// What a part of the screen is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// A piece of a page, and how it says what it says.
    Page(Role, Words),
    /// The frame of a pane.
    Frame,
    /// The frame of the pane that keys go to.
    FocusedFrame,
    /// The title in a frame.
    PaneTitle,
    /// Ordinary text of a list.
    Row,
    /// The title of an unread card.
    Unread,
    /// The title of a card that does not belong to the view any more.
    Gone,
    /// The sign of a starred card.
    Star,
    /// What is added to the title of a card that a verb will be about.
    Picked,
    /// The sign of a card whose decision is not on disk yet.
    Unsaved,
    /// The selected row of the pane that keys go to.
    Selected,
    /// The selected row of another pane.
    SelectedElsewhere,
    /// Providers, dates and counts beside a row.
    Aside,
    /// What sets a card apart: draft, removed, broken.
    Marker,
    /// The quality bar.
    Quality,
    /// The heat bar.
    Heat,
    /// A chosen topic.
    Chosen,
    /// The status line.
    Status,
    /// A message in the status line.
    Message,
    /// A message that something went wrong.
    Error,
    /// Keys of a sequence that is not finished.
    Pending,
    /// What is added to a text where something was found in it.
    Found,
    /// The same where the reader has gone from place to place.
    FoundHere,
}

/// Looks for every role.
#[derive(Debug, Clone, Copy)]
pub struct Theme {
    colors: bool,
}

impl Theme {
    /// The theme, with or without colours.
    pub fn new(colors: bool) -> Self {
        Self { colors }
    }

    /// How `look` looks.
    pub fn look(self, look: Look) -> Style {
        let (color, modifier) = match look {
            Look::Page(role, words) => return self.page(role, words),
            Look::Row => (None, Modifier::empty()),
            Look::Unread => (None, Modifier::BOLD),
            Look::Gone => (Some(Color::DarkGray), Modifier::DIM.union(Modifier::CROSSED_OUT)),
            Look::Star => (Some(Color::Yellow), Modifier::BOLD),
            Look::Picked if self.colors => (Some(Color::Magenta), Modifier::empty()),
            Look::Picked => (None, Modifier::UNDERLINED),
            Look::Unsaved => (Some(Color::Yellow), Modifier::BOLD),
            Look::Frame => (Some(Color::DarkGray), Modifier::DIM),
            Look::FocusedFrame => (Some(Color::Cyan), Modifier::empty()),
            Look::PaneTitle => (None, Modifier::BOLD),
            Look::Selected => (None, Modifier::REVERSED),
            Look::SelectedElsewhere if self.colors => (Some(Color::Cyan), Modifier::BOLD),
            Look::SelectedElsewhere => (None, Modifier::BOLD.union(Modifier::UNDERLINED)),
            Look::Aside => (Some(Color::DarkGray), Modifier::DIM),
            Look::Marker => (Some(Color::Yellow), Modifier::BOLD),
            Look::Quality => (Some(Color::Cyan), Modifier::empty()),
            Look::Heat => (Some(Color::Red), Modifier::empty()),
            Look::Chosen => (Some(Color::Green), Modifier::BOLD),
            Look::Status => (None, Modifier::DIM),
            Look::Message => (Some(Color::Green), Modifier::empty()),
            Look::Error => (Some(Color::Red), Modifier::BOLD),
            Look::Pending => (Some(Color::Yellow), Modifier::BOLD),
            Look::Found if self.colors => return Style::new().fg(Color::Black).bg(Color::Yellow),
            Look::Found => (None, Modifier::UNDERLINED.union(Modifier::BOLD)),
            Look::FoundHere if self.colors => return Style::new().fg(Color::Black).bg(Color::Magenta),
            Look::FoundHere => (None, Modifier::REVERSED.union(Modifier::BOLD)),
        };
        self.style(color, modifier)
    }

    fn page(self, role: Role, words: Words) -> Style {
        let (color, modifier) = match role {
            Role::Text => (None, Modifier::empty()),
            Role::Title => (None, Modifier::BOLD),
            Role::Section => (Some(Color::Cyan), Modifier::empty()),
            Role::Heading if self.colors => (Some(Color::Cyan), Modifier::BOLD),
            Role::Heading => (None, Modifier::BOLD.union(Modifier::UNDERLINED)),
            Role::Subheading => (None, Modifier::BOLD),
            Role::Dim | Role::Rule => (Some(Color::DarkGray), Modifier::DIM),
            Role::State => (Some(Color::Yellow), Modifier::BOLD),
            Role::Lead | Role::Quote => (None, Modifier::ITALIC),
            Role::Topic => (Some(Color::Green), Modifier::empty()),
            Role::Link => (Some(Color::Blue), Modifier::UNDERLINED),
            Role::Key | Role::Bullet | Role::Note => (Some(Color::Yellow), Modifier::empty()),
            Role::Code => (Some(Color::Green), Modifier::empty()),
            Role::TableHead => (None, Modifier::BOLD),
            Role::Picture => (Some(Color::Magenta), Modifier::ITALIC),
            Role::Problem => (Some(Color::Red), Modifier::empty()),
        };
        // Without colours, code inside a line is told by being dim.
        let (color, code) = match color {
            None if words.code => (Some(Color::Green), Modifier::DIM),
            color => (color, Modifier::empty()),
        };
        let said = [
            (words.strong, Modifier::BOLD),
            (words.emphasis, Modifier::ITALIC),
            (words.struck, Modifier::CROSSED_OUT),
            (words.code, code),
        ];
        let said = said.into_iter().filter(|(is_so, _)| *is_so).map(|(_, modifier)| modifier);
        self.style(color, said.fold(modifier, Modifier::union))
    }

    fn style(self, color: Option<Color>, modifier: Modifier) -> Style {
        match color.filter(|_| self.colors) {
            // Where a colour says it, dimming on top would make it hard to read.
            Some(color) => Style::new().fg(color).add_modifier(modifier.difference(Modifier::DIM)),
            None => Style::new().add_modifier(modifier),
        }
    }
}
