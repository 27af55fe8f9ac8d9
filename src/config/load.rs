//! Settings from their four layers: defaults, file, environment, flags. Each value remembers which one it came from.

use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use super::settings::{date_name, score_written};
use super::{ColorChoice, ConfigError, Environment, FileSettings, Origin, Origins, Places, Settings};
use crate::card::SafeText;

/// Far more than settings need.
const FILE_LIMIT: u64 = 1024 * 1024;

/// What the command line says.
#[derive(Debug, Clone, Default)]
pub struct Flags {
    /// `--config`: this file instead of the usual one.
    pub config: Option<PathBuf>,
    /// `--state-dir`.
    pub state_dir: Option<PathBuf>,
    /// `--cache-dir`.
    pub cache_dir: Option<PathBuf>,
    /// `--color`.
    pub color: Option<ColorChoice>,
    /// `--plain`.
    pub plain: bool,
    /// Folders and files named, instead of the configured ones.
    pub libraries: Vec<PathBuf>,
}

/// Settings as they hold for this run.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// The values.
    pub settings: Settings,
    /// Where they came from.
    pub origins: Origins,
    /// The program's folders.
    pub places: Places,
    /// The settings file that was read, when there is one.
    pub file: Option<PathBuf>,
}

/// Puts the layers together. Reads the settings file, if there is one, and nothing else.
///
/// # Errors
/// When the file named by `--config` is missing, or a file cannot be read or says something wrong.
pub fn load(environment: &Environment, flags: &Flags) -> Result<Config, ConfigError> {
    let mut config = Config { places: places(environment, flags), ..Config::default() };
    let usual = config.places.config_file();
    if let Some(path) = flags.config.clone().or(usual)
        && let Some(text) = read(&path, flags.config.is_some())?
    {
        let file = FileSettings::parse(&text).map_err(|fault| fault.in_file(&path))?;
        config.apply_file(file, &path, environment)?;
        config.file = Some(path);
    }
    config.apply_environment(environment);
    config.apply_flags(flags);
    Ok(config)
}

/// The folders that hold for this run.
pub(super) fn places(environment: &Environment, flags: &Flags) -> Places {
    let mut places = Places::find(environment);
    places.state = flags.state_dir.clone().or(places.state);
    places.cache = flags.cache_dir.clone().or(places.cache);
    places
}

impl Config {
    /// The places alone, for when the settings are broken.
    pub fn without_settings(environment: &Environment, flags: &Flags) -> Self {
        Self { places: places(environment, flags), ..Self::default() }
    }

    /// Every setting: its name, its value as `config.yaml` would write it, and its origin.
    pub fn rows(&self) -> [(&'static str, String, Origin); 14] {
        let Settings { libraries, sort, dates, dwell, watch, score, text_width, center_text, views, .. } =
            &self.settings;
        let Settings { colors, plain, bidi, cursor, pictures, .. } = &self.settings;
        let quoted = |text: &str| serde_json::Value::from(SafeText::line(text).as_str()).to_string();
        let views: Vec<String> =
            views.iter().map(|(name, query)| format!("{}: {}", quoted(name), quoted(query))).collect();
        let libraries: Vec<String> =
            libraries.iter().map(|path| serde_json::Value::from(SafeText::path(path).as_str()).to_string()).collect();
        let sort = sort.to_string();
        [
            ("libraries", format!("[{}]", libraries.join(", ")), self.origins.libraries),
            ("sort", sort, self.origins.sort),
            ("dates", date_name(*dates).to_owned(), self.origins.dates),
            ("dwell", dwell.to_string(), self.origins.dwell),
            ("watch", watch.0.to_string(), self.origins.watch),
            ("score", score_written(score), self.origins.score),
            ("text_width", text_width.0.to_string(), self.origins.text_width),
            ("center_text", center_text.0.to_string(), self.origins.center_text),
            ("views", format!("{{{}}}", views.join(", ")), self.origins.views),
            ("colors", colors.name().to_owned(), self.origins.colors),
            ("plain", plain.to_string(), self.origins.plain),
            ("bidi", bidi.name().to_owned(), self.origins.bidi),
            ("cursor", cursor.0.to_string(), self.origins.cursor),
            ("pictures", pictures.name().to_owned(), self.origins.pictures),
        ]
    }

    fn apply_file(&mut self, file: FileSettings, path: &Path, environment: &Environment) -> Result<(), ConfigError> {
        let FileSettings { libraries, sort, dates, dwell, watch, score, text_width, center_text, views, .. } = file;
        let FileSettings { colors, plain, bidi, cursor, pictures, .. } = file;
        if let Some(libraries) = libraries {
            let folder = path.parent().unwrap_or(Path::new(""));
            let expanded = libraries.iter().map(|library| expand(library, folder, environment));
            self.settings.libraries = expanded.collect::<Result<_, _>>()?;
            self.origins.libraries = Origin::File;
        }
        if let Some(sort) = sort {
            (self.settings.sort, self.origins.sort) = (sort, Origin::File);
        }
        if let Some(dates) = dates {
            (self.settings.dates, self.origins.dates) = (dates, Origin::File);
        }
        if let Some(dwell) = dwell {
            (self.settings.dwell, self.origins.dwell) = (dwell, Origin::File);
        }
        if let Some(watch) = watch {
            (self.settings.watch, self.origins.watch) = (watch, Origin::File);
        }
        if let Some(score) = score {
            (self.settings.score, self.origins.score) = (score, Origin::File);
        }
        if let Some(text_width) = text_width {
            (self.settings.text_width, self.origins.text_width) = (text_width, Origin::File);
        }
        if let Some(center_text) = center_text {
            (self.settings.center_text, self.origins.center_text) = (center_text, Origin::File);
        }
        if let Some(views) = views {
            (self.settings.views, self.origins.views) = (views, Origin::File);
        }
        if let Some(colors) = colors {
            (self.settings.colors, self.origins.colors) = (colors, Origin::File);
        }
        if let Some(plain) = plain {
            (self.settings.plain, self.origins.plain) = (plain, Origin::File);
        }
        if let Some(bidi) = bidi {
            (self.settings.bidi, self.origins.bidi) = (bidi, Origin::File);
        }
        if let Some(cursor) = cursor {
            (self.settings.cursor, self.origins.cursor) = (cursor, Origin::File);
        }
        if let Some(pictures) = pictures {
            (self.settings.pictures, self.origins.pictures) = (pictures, Origin::File);
        }
        Ok(())
    }

    fn apply_environment(&mut self, environment: &Environment) {
        let forced = environment.get("CLICOLOR_FORCE").is_some_and(|value| value != "0");
        if environment.get("NO_COLOR").is_some() {
            (self.settings.colors, self.origins.colors) = (ColorChoice::Never, Origin::Environment("NO_COLOR"));
        } else if forced {
            (self.settings.colors, self.origins.colors) = (ColorChoice::Always, Origin::Environment("CLICOLOR_FORCE"));
        }
        // Such a terminal can do nothing else.
        if environment.get("TERM").is_some_and(|value| value == "dumb") {
            (self.settings.plain, self.origins.plain) = (true, Origin::Environment("TERM"));
        }
    }

    fn apply_flags(&mut self, flags: &Flags) {
        if let Some(color) = flags.color {
            (self.settings.colors, self.origins.colors) = (color, Origin::Flag);
        }
        if flags.plain {
            (self.settings.plain, self.origins.plain) = (true, Origin::Flag);
        }
        if !flags.libraries.is_empty() {
            self.settings.libraries.clone_from(&flags.libraries);
            self.origins.libraries = Origin::Flag;
        }
    }
}

/// `~` is the home, other relative paths start at the settings file's folder.
fn expand(library: &str, folder: &Path, environment: &Environment) -> Result<PathBuf, ConfigError> {
    let below_home = if library == "~" { Some("") } else { library.strip_prefix("~/") };
    match below_home {
        Some(rest) => {
            let home = environment.folder("HOME").or_else(|| environment.folder("USERPROFILE"));
            home.map(|home| if rest.is_empty() { home } else { home.join(rest) })
                .ok_or_else(|| ConfigError::NoHome(SafeText::line(library)))
        }
        None => Ok(folder.join(library)),
    }
}

/// The text of a file; `None` when there is none and nobody `named` it.
pub(super) fn read(path: &Path, named: bool) -> Result<Option<String>, ConfigError> {
    let unreadable =
        |reason: &str| ConfigError::Unreadable { path: SafeText::path(path), reason: SafeText::line(reason) };
    // A pipe would be waited for.
    let opened = match std::fs::metadata(path) {
        Ok(metadata) if !metadata.is_file() => return Err(unreadable("it is not a regular file")),
        _ => std::fs::File::open(path),
    };
    let file = match opened {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound && named => {
            return Err(ConfigError::Missing(SafeText::path(path)));
        }
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(None),
        Err(error) => return Err(unreadable(&error.kind().to_string())),
    };
    let mut bytes = Vec::new();
    file.take(FILE_LIMIT + 1).read_to_end(&mut bytes).map_err(|error| unreadable(&error.kind().to_string()))?;
    if bytes.len() as u64 > FILE_LIMIT {
        return Err(unreadable("it is larger than 1 MiB, which settings never are"));
    }
    String::from_utf8(bytes).map(Some).map_err(|_| unreadable("it is not UTF-8 text"))
}
#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::DateStyle;
    use crate::library::SortKey;

    fn environment(home: &Path, more: &[(&str, &str)]) -> Environment {
        let home = home.to_str().unwrap();
        [("HOME", home)].iter().chain(more).copied().collect()
    }

    fn home_with(text: &str) -> tempfile::TempDir {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join(".config/copydesk");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("config.yaml"), text).unwrap();
        home
    }

    #[test]
    fn nothing_set_is_the_default() {
        let home = tempfile::tempdir().unwrap();
        let config = load(&environment(home.path(), &[]), &Flags::default()).unwrap();
        assert_eq!((config.settings, config.origins, config.file), Default::default());
    }

    #[test]
    fn later_layers_win() {
        let home = home_with("libraries: [~/cards, more, /abs]\nsort: title\ndates: iso\ncolors: always\n");
        let config = load(&environment(home.path(), &[]), &Flags::default()).unwrap();
        let folder = home.path().join(".config/copydesk");
        assert_eq!(config.settings.libraries, [home.path().join("cards"), folder.join("more"), "/abs".into()]);
        assert_eq!((config.settings.sort.first().key, config.settings.dates), (SortKey::Title, DateStyle::Iso));
        assert_eq!((config.settings.colors, config.origins.colors), (ColorChoice::Always, Origin::File));

        let no_color = environment(home.path(), &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")]);
        let config = load(&no_color, &Flags::default()).unwrap();
        assert_eq!(config.settings.colors, ColorChoice::Never);
        assert_eq!(config.origins.colors, Origin::Environment("NO_COLOR"));

        let flags = Flags { color: Some(ColorChoice::Auto), libraries: vec!["x".into()], ..Flags::default() };
        let config = load(&no_color, &flags).unwrap();
        assert_eq!((config.settings.colors, config.origins.colors), (ColorChoice::Auto, Origin::Flag));
        assert_eq!((config.settings.libraries, config.origins.libraries), (vec!["x".into()], Origin::Flag));
        assert_eq!(config.origins.sort, Origin::File);
    }

    #[test]
    fn lines_are_written_when_asked_for_and_on_a_terminal_that_only_prints() {
        let home = home_with("plain: false");
        let plain = |more: &[(&str, &str)], flags: &Flags| {
            let config = load(&environment(home.path(), more), flags).unwrap();
            (config.settings.plain, config.origins.plain)
        };
        let asked = Flags { plain: true, ..Flags::default() };
        assert_eq!(plain(&[("TERM", "xterm")], &Flags::default()), (false, Origin::File));
        assert_eq!(plain(&[("TERM", "dumb")], &Flags::default()), (true, Origin::Environment("TERM")));
        assert_eq!(plain(&[("TERM", "xterm")], &asked), (true, Origin::Flag));
    }

    #[test]
    fn what_is_wrong_names_the_file() {
        let home = home_with("dates: iso\ncolour: never\n");
        let error = load(&environment(home.path(), &[]), &Flags::default()).unwrap_err().to_string();
        assert!(error.ends_with("config.yaml:2:1: there is no setting `colour`; did you mean `colours`?"), "{error}");
        let named = Flags { config: Some(home.path().join("none.yaml")), ..Flags::default() };
        assert!(matches!(load(&Environment::default(), &named), Err(ConfigError::Missing(_))));
        let home = home_with("libraries: [~/a]");
        let file = home.path().join(".config/copydesk/config.yaml");
        let named = Flags { config: Some(file), ..Flags::default() };
        assert!(matches!(load(&Environment::default(), &named), Err(ConfigError::NoHome(_))));
    }
}
