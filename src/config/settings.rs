//! Which settings there are, and how `config.yaml` writes them. Where values come from is decided in [`mod@super::load`].

mod parse;
mod score;

use std::path::PathBuf;

pub use parse::Fault;
pub(super) use parse::fault;
pub(super) use score::written as score_written;

use super::{Dwell, PictureChoice};
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
    /// The user's own views: names and queries. Those that name each other are all here.
    pub views: Vec<(String, String)>,
    /// When to use colours.
    pub colors: ColorChoice,
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
    /// See [`Settings::views`].
    pub views: Option<Vec<(String, String)>>,
    /// See [`Settings::colors`].
    pub colors: Option<ColorChoice>,
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
