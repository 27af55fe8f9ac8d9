//! Reads `keymap.yaml`. What a binding may be is decided in [`crate::keymap`].

use super::load::read;
use super::settings::{Fault, fault};
use super::{ConfigError, Places};
use crate::card::SafeText;
use crate::keymap::{Bindings, Keymap};

/// The keys as they are by default.
pub const DEFAULT_KEYS: &str = include_str!("../../assets/keymap.yaml");

/// The default keys, changed by the user's `keymap.yaml` where there is one.
///
/// # Errors
/// When that file cannot be read, is no YAML of this shape, or binds what cannot be bound.
pub fn keymap(places: &Places) -> Result<Keymap, ConfigError> {
    let default = parse(DEFAULT_KEYS).unwrap_or_default();
    let Some(path) = places.keymap_file() else { return built(&default, None, SafeText::default()) };
    let Some(text) = read(&path, false)? else { return built(&default, None, SafeText::default()) };
    let user = parse(&text).map_err(|fault| fault.in_file(&path))?;
    built(&default, Some(&user), SafeText::path(&path))
}

fn built(default: &Bindings, user: Option<&Bindings>, path: SafeText) -> Result<Keymap, ConfigError> {
    Keymap::from_bindings(default, user).map_err(|errors| {
        let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
        ConfigError::Keys { path, message: SafeText::line(&errors.join("; ")) }
    })
}

fn parse(text: &str) -> Result<Bindings, Fault> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    serde_yaml::from_str::<Option<Bindings>>(text).map(Option::unwrap_or_default).map_err(|error| fault(&error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keymap::{Context, Lookup, keys};

    fn places(text: &str) -> (tempfile::TempDir, Places) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("keymap.yaml"), text).unwrap();
        let places = Places { config: Some(folder.path().to_path_buf()), ..Places::default() };
        (folder, places)
    }

    #[test]
    fn the_defaults_hold_without_a_file() {
        assert!(!parse(DEFAULT_KEYS).unwrap().is_empty());
        keymap(&Places::default()).unwrap();
        let (_folder, places) = places("# nothing yet\n");
        keymap(&places).unwrap();
    }

    #[test]
    fn a_file_changes_them() {
        let (_folder, places) = places("list:\n  j: none\n");
        let keymap = keymap(&places).unwrap();
        assert_eq!(keymap.lookup(Context::List, &keys("j").unwrap()), Lookup::NotFound);
    }

    #[test]
    fn mistakes_are_named() {
        let (_folder, wrong) = places("list:\n  j: [a: 1]\n");
        assert!(keymap(&wrong).unwrap_err().to_string().contains("keymap.yaml:"));
        let (_folder, wrong) = places("list:\n  j: frobnicate\n");
        let message = keymap(&wrong).unwrap_err().to_string();
        assert!(message.contains("keymap.yaml: list: `j`"), "{message}");
    }
}
