//! Where each setting came from, to be told. Which layer wins is decided in [`mod@super::load`].

#[cfg(doc)]
use super::Settings;

/// Which layer a value came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Origin {
    /// Nobody set it.
    #[default]
    Default,
    /// The settings file.
    File,
    /// This variable.
    Environment(&'static str),
    /// The command line.
    Flag,
}

/// Where each of [`Settings`] came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Origins {
    /// Of [`Settings::libraries`].
    pub libraries: Origin,
    /// Of [`Settings::sort`].
    pub sort: Origin,
    /// Of [`Settings::dates`].
    pub dates: Origin,
    /// Of [`Settings::dwell`].
    pub dwell: Origin,
    /// Of [`Settings::watch`].
    pub watch: Origin,
    /// Of [`Settings::score`].
    pub score: Origin,
    /// Of [`Settings::text_width`].
    pub text_width: Origin,
    /// Of [`Settings::center_text`].
    pub center_text: Origin,
    /// Of [`Settings::views`].
    pub views: Origin,
    /// Of [`Settings::colors`].
    pub colors: Origin,
    /// Of [`Settings::plain`].
    pub plain: Origin,
    /// Of [`Settings::bidi`].
    pub bidi: Origin,
    /// Of [`Settings::cursor`].
    pub cursor: Origin,
    /// Of [`Settings::pictures`].
    pub pictures: Origin,
}
