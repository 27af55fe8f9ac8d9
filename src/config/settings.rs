//! Which settings there are, and how `config.yaml` writes them. Where values come from is decided in [`mod@super::load`].

mod parse;
mod score;

use std::path::PathBuf;

pub use parse::Fault;
pub(super) use parse::fault;
pub(super) use score::written as score_written;

use super::{Dwell, PictureChoice};
use crate::bidi::Order;
use crate::dates::DateStyle;
use crate::library::{Sort, Weights};

/// Everything that can be set.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Settings {
    /// What to open when nothing is named: folders and card files, absolute.
    pub libraries: Vec<PathBuf>,
    /// The order of the list.
    pub sort: Sort,
    /// How the list writes dates.
    pub dates: DateStyle,
    /// When an open card counts as read.
    pub dwell: Dwell,
    /// Whether the reader shows changes of files at once.
    pub watch: Watching,
    /// How much each part of the score counts.
    pub score: Weights,
    /// How wide the text of a card may become.
    pub text_width: TextWidth,
    /// Whether a page that is narrower than its pane stands in the middle of it.
    pub center_text: Centering,
    /// The user's own views: names and queries. Those that name each other are all here.
    pub views: Vec<(String, String)>,
    /// When to use colours.
    pub colors: ColorChoice,
    /// Whether the reader writes lines, one after the other, instead of drawing its screen.
    pub plain: bool,
    /// Who puts right-to-left text into visual order.
    pub bidi: BidiChoice,
    /// Whether the terminal's cursor follows the selected row.
    pub cursor: Following,
    /// How pictures are shown.
    pub pictures: PictureChoice,
}

/// Whether the reader hears of files that others change, or looks at them when it is asked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Watching(
    /// It hears of them.
    pub bool,
);

impl Default for Watching {
    fn default() -> Self {
        Self(true)
    }
}

/// Most columns of a card's text; 0 for no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextWidth(
    /// Columns.
    pub u16,
);

impl Default for TextWidth {
    fn default() -> Self {
        // Longer lines are hard to follow with the eye.
        Self(80)
    }
}

/// Whether a page that is narrower than its pane stands in the middle of it, or at the left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Centering(
    /// In the middle.
    pub bool,
);

impl Default for Centering {
    fn default() -> Self {
        Self(true)
    }
}

/// Whether the terminal's cursor follows the selected row, or shows in lines of text only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Following(
    /// It follows.
    pub bool,
);

impl Default for Following {
    fn default() -> Self {
        Self(true)
    }
}

/// Whether the reader puts right-to-left text into visual order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BidiChoice {
    /// Where the terminal does not.
    #[default]
    Auto,
    /// Always.
    On,
    /// Never.
    Off,
}

impl BidiChoice {
    /// Every choice.
    pub(super) const ALL: [Self; 3] = [Self::Auto, Self::On, Self::Off];

    /// The name users type.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::On => "on",
            Self::Off => "off",
        }
    }

    /// Who does it, in a terminal that does it by itself or not.
    pub const fn order(self, terminal_does: bool) -> Order {
        match self {
            Self::Auto if terminal_does => Order::Logical,
            Self::Auto | Self::On => Order::Visual,
            Self::Off => Order::Logical,
        }
    }
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ColorChoice {
    /// On a terminal.
    #[default]
    Auto,
    /// Even into a pipe.
    Always,
    /// Not at all.
    Never,
}

impl ColorChoice {
    /// Every choice, in the order help shows them.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Always, Self::Never];

    /// The name users type.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Always => "always",
            Self::Never => "never",
        }
    }

    /// The choice of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.name() == name)
    }

    /// Whether to use colours for an output that is, or is not, a terminal.
    pub const fn on(self, terminal: bool) -> bool {
        match self {
            Self::Auto => terminal,
            Self::Always => true,
            Self::Never => false,
        }
    }
}

/// What a settings file says; `None` where it says nothing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FileSettings {
    /// As written: `~` is not expanded yet.
    pub libraries: Option<Vec<String>>,
    /// See [`Settings::sort`].
    pub sort: Option<Sort>,
    /// See [`Settings::dates`].
    pub dates: Option<DateStyle>,
    /// See [`Settings::dwell`].
    pub dwell: Option<Dwell>,
    /// See [`Settings::watch`].
    pub watch: Option<Watching>,
    /// See [`Settings::score`].
    pub score: Option<Weights>,
    /// See [`Settings::text_width`].
    pub text_width: Option<TextWidth>,
    /// See [`Settings::center_text`].
    pub center_text: Option<Centering>,
    /// See [`Settings::views`].
    pub views: Option<Vec<(String, String)>>,
    /// See [`Settings::colors`].
    pub colors: Option<ColorChoice>,
    /// See [`Settings::plain`].
    pub plain: Option<bool>,
    /// See [`Settings::bidi`].
    pub bidi: Option<BidiChoice>,
    /// See [`Settings::cursor`].
    pub cursor: Option<Following>,
    /// See [`Settings::pictures`].
    pub pictures: Option<PictureChoice>,
}

impl FileSettings {
    /// Reads the text of a settings file.
    ///
    /// # Errors
    /// The first thing that is wrong, and where.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        parse::parse(text)
    }
}

/// The name of a date style in settings.
pub(super) const fn date_name(style: DateStyle) -> &'static str {
    match style {
        DateStyle::Short => "short",
        DateStyle::Iso => "iso",
        DateStyle::Relative => "relative",
    }
}
