//! Settings: what can be set, what it is when it is not, and where the files lie. What a setting does is decided
//! where it is used.

mod dwell;
mod environment;
mod error;
mod keys;
mod load;
mod origin;
mod paths;
mod pictures;
mod settings;

pub use dwell::Dwell;
pub use environment::Environment;
pub use error::ConfigError;
pub use keys::{DEFAULT_KEYS, keymap};
pub use load::{Config, Flags, load};
pub use origin::{Origin, Origins};
pub use paths::Places;
pub use pictures::PictureChoice;
pub use settings::{BidiChoice, ColorChoice, Fault, FileSettings, Following, Settings, Watching};

/// The settings as they are by default, with every one explained.
pub const DEFAULT: &str = include_str!("../../assets/config.yaml");
