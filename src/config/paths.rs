//! Where the program's files lie on each platform. What is in them is decided by those who write them.

use std::path::PathBuf;

use super::Environment;

/// The program's folders. One is unknown when the environment says nothing about a home.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places {
    /// The user's own files; the program never writes here.
    pub config: Option<PathBuf>,
    /// What must survive: decisions, logs, where the last visit ended.
    pub state: Option<PathBuf>,
    /// What can be made again.
    pub cache: Option<PathBuf>,
}

impl Places {
    /// The folders this environment asks for: `COPYDESK_CONFIG_HOME`, else `copydesk` in the absolute XDG folders, else
    /// in `~/.config`, `~/.local/state` and `~/.cache`; on Windows where the system wants them.
    pub fn find(environment: &Environment) -> Self {
        let own = environment.get("COPYDESK_CONFIG_HOME").map(PathBuf::from);
        let places = Self::of_platform(environment);
        Self { config: own.or(places.config), ..places }
    }

    /// The settings.
    pub fn config_file(&self) -> Option<PathBuf> {
        Some(self.config.as_ref()?.join("config.yaml"))
    }

    /// The keys.
    pub fn keymap_file(&self) -> Option<PathBuf> {
        Some(self.config.as_ref()?.join("keymap.yaml"))
    }

    #[cfg(not(windows))]
    fn of_platform(environment: &Environment) -> Self {
        let home = environment.folder("HOME");
        let place = |variable: &str, below_home: &str| {
            let base = environment.folder(variable).or_else(|| Some(home.as_ref()?.join(below_home)))?;
            Some(base.join("copydesk"))
        };
        Self {
            config: place("XDG_CONFIG_HOME", ".config"),
            state: place("XDG_STATE_HOME", ".local/state"),
            cache: place("XDG_CACHE_HOME", ".cache"),
        }
    }

    #[cfg(windows)]
    fn of_platform(_: &Environment) -> Self {
        let Some(folders) = directories::ProjectDirs::from("", "", "copydesk") else { return Self::default() };
        Self {
            config: Some(folders.config_dir().to_path_buf()),
            state: Some(folders.data_local_dir().to_path_buf()),
            cache: Some(folders.cache_dir().to_path_buf()),
        }
    }
}

#[cfg(all(test, not(windows)))]
mod tests {
    use super::*;

    fn places(variables: &[(&str, &str)]) -> [Option<String>; 3] {
        let places = Places::find(&variables.iter().copied().collect());
        [places.config, places.state, places.cache].map(|path| path.map(|path| path.to_str().unwrap().to_owned()))
    }

    fn some(paths: [&str; 3]) -> [Option<String>; 3] {
        paths.map(|path| Some(path.to_owned()))
    }

    #[test]
    fn the_environment_says_where() {
        assert_eq!(
            places(&[("HOME", "/h")]),
            some(["/h/.config/copydesk", "/h/.local/state/copydesk", "/h/.cache/copydesk"])
        );
        assert_eq!(
            places(&[("XDG_CONFIG_HOME", "/c"), ("XDG_STATE_HOME", "/s"), ("XDG_CACHE_HOME", "/k"), ("HOME", "/h")]),
            some(["/c/copydesk", "/s/copydesk", "/k/copydesk"])
        );
        // Relative and empty ones are as good as not set.
        assert_eq!(
            places(&[("XDG_CONFIG_HOME", "c"), ("XDG_STATE_HOME", ""), ("HOME", "/h")]),
            some(["/h/.config/copydesk", "/h/.local/state/copydesk", "/h/.cache/copydesk"])
        );
        assert_eq!(
            places(&[("COPYDESK_CONFIG_HOME", "/mine"), ("XDG_CONFIG_HOME", "/c"), ("HOME", "/h")])[0].as_deref(),
            Some("/mine")
        );
        assert_eq!(places(&[]), [None, None, None]);
    }
}
