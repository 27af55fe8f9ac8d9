//! Settings: what can be set, what it is when it is not, and where the files lie. What a setting does is decided
//! where it is used.

mod environment;
mod error;
mod load;
mod nearest;
mod paths;
mod settings;

pub use environment::Environment;
pub use error::ConfigError;
pub use load::{Config, Flags, Origin, Origins, load};
pub use nearest::nearest;
pub use paths::Places;
pub use settings::{ColorChoice, FileSettings, Settings};

/// The settings as they are by default, with every one explained.
pub const DEFAULT: &str = include_str!("../../assets/config.yaml");
