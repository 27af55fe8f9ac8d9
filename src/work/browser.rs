//! Decides which program opens a link, and with which arguments: never a shell, and the link is always one argument of its
//! own. That a link may be opened at all was decided when it became a [`SafeUrl`]; how a program is kept away from the
//! terminal is decided in [`detached`].

pub mod detached;

use std::path::Path;

use crate::card::{SafeText, SafeUrl};
use detached::{Failure, Launcher};

/// Programs that want the terminal for themselves.
const TEXT_BROWSERS: [&str; 12] = [
    "lynx",
    "w3m",
    "links",
    "links2",
    "elinks",
    "www-browser",
    "browsh",
    "carbonyl",
    "cha",
    "edbrowse",
    "netrik",
    "retawq",
];
/// Programs that take a text and run it.
const SHELLS: [&str; 9] = ["sh", "bash", "dash", "zsh", "ksh", "mksh", "ash", "fish", "csh"];

/// What of the environment decides how links are opened. Read once, when the program starts.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    /// `BROWSER`: commands separated by colons, tried in turn; `%s` stands for the link.
    pub browser: Option<String>,
    /// Something can be shown: `DISPLAY` or `WAYLAND_DISPLAY`.
    pub display: bool,
    /// The user sits at another machine: `SSH_CONNECTION` or `SSH_TTY`.
    pub ssh: bool,
}

impl Surroundings {
    /// Reads the environment of this process.
    pub fn from_env() -> Self {
        let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        Self {
            browser: std::env::var_os("BROWSER").map(|value| value.to_string_lossy().into_owned()),
            display: set("DISPLAY") || set("WAYLAND_DISPLAY"),
            ssh: set("SSH_CONNECTION") || set("SSH_TTY"),
        }
    }
}

/// Why a link was not opened. One sentence that names the link, and the key that copies it instead.
#[derive(Debug, thiserror::Error)]
#[error("{reason}; press y to copy {url}")]
pub struct OpenError {
    /// The link.
    pub url: SafeUrl,
    /// The reason alone.
    pub reason: Reason,
}

/// Why a link was not opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// An SSH session without a display.
    #[error("there is no browser at this end of the SSH session and BROWSER is not set")]
    NoBrowserHere,
    /// `BROWSER` names a program for the terminal.
    #[error("{0} needs the terminal for itself and cannot share it")]
    TextBrowser(SafeText),
    /// `BROWSER` would put the link where it is more than one argument.
    #[error("BROWSER is not used, because %s must be a word of its own and no script: {0}")]
    Placeholder(SafeText),
    /// `BROWSER` cannot be split into words.
    #[error("BROWSER is not used, because a quote in it is not closed: {0}")]
    Quote(SafeText),
    /// No such program.
    #[error("{0} of BROWSER was not found")]
    NotFound(SafeText),
    /// It failed at once.
    #[error("{program} of BROWSER failed with {status}")]
    Failed {
        /// The program.
        program: SafeText,
        /// What it said.
        status: String,
    },
    /// The desktop has no opener that copydesk knows of.
    #[error("no program that opens links was found, such as xdg-open, and BROWSER is not set")]
    NoOpener,
    /// The desktop's opener failed.
    #[error("the desktop's link opener failed")]
    OpenerFailed,
}

/// Opens links.
#[derive(Debug, Clone)]
pub struct Browser {
    surroundings: Surroundings,
    launcher: Launcher,
}

impl Browser {
    /// Opens links as `surroundings` say, by `launcher`.
    pub fn new(surroundings: Surroundings, launcher: Launcher) -> Self {
        Self { surroundings, launcher }
    }

    /// Opens links as the environment of this process says.
    pub fn from_env() -> Self {
        Self::new(Surroundings::from_env(), Launcher::of_this_process())
    }

    /// Opens `url`. Takes as long as the started programs are watched for failing at once: up to a quarter of a second
    /// for each that is tried. Not for the thread that draws.
    ///
    /// # Errors
    /// When nothing was started, or everything that was failed at once.
    pub fn open(&self, url: &SafeUrl) -> Result<(), OpenError> {
        let Surroundings { browser, display, ssh } = &self.surroundings;
        let reason = match browser.as_deref().filter(|browser| !browser.trim().is_empty()) {
            Some(browser) => self.open_with(browser, url),
            // Elsewhere a display may be reached without a variable, so that trying is the better answer.
            None if *ssh && !display => Err(Reason::NoBrowserHere),
            None => desktop(url),
        };
        reason.map_err(|reason| OpenError { url: url.clone(), reason })
    }

    /// Tries the commands of `BROWSER` in turn. If none works, the first failure is the one that is told.
    fn open_with(&self, browser: &str, url: &SafeUrl) -> Result<(), Reason> {
        let mut first = None;
        for command in commands(browser) {
            match argv(command, url).and_then(|argv| self.launch(&argv)) {
                Ok(()) => return Ok(()),
                Err(reason) => first = first.or(Some(reason)),
            }
        }
        Err(first.unwrap_or(Reason::NoOpener))
    }

    fn launch(&self, argv: &[String]) -> Result<(), Reason> {
        let Some((program, arguments)) = argv.split_first() else { return Err(Reason::NoOpener) };
        let name = SafeText::line(program);
        match self.launcher.launch(program, arguments) {
            Ok(()) => Ok(()),
            Err(Failure::NotFound) => Err(Reason::NotFound(name)),
            Err(Failure::Status(status)) => Err(Reason::Failed { program: name, status: status.to_string() }),
            Err(Failure::Io(error)) => Err(Reason::Failed { program: name, status: error.to_string() }),
        }
    }
}

/// The desktop's own choice. Of the ways that `open` offers only this one keeps the launcher away from the terminal.
fn desktop(url: &SafeUrl) -> Result<(), Reason> {
    open::that_detached(url.as_str()).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Reason::NoOpener,
        _ => Reason::OpenerFailed,
    })
}

/// The commands in a `BROWSER`. A colon is part of every path on Windows.
fn commands(browser: &str) -> impl Iterator<Item = &str> {
    let separator: &[char] = if cfg!(windows) { &[] } else { &[':'] };
    browser.split(separator).filter(|command| !command.trim().is_empty())
}

/// The program and its arguments for a link. The command is split first and the link put in afterwards, so that nothing in
/// the link can become a second argument.
fn argv(command: &str, url: &SafeUrl) -> Result<Vec<String>, Reason> {
    let told = || SafeText::line(command.trim());
    let words = words(command).ok_or_else(|| Reason::Quote(told()))?;
    let name = words.first().map(|program| base_name(program)).unwrap_or_default();
    if TEXT_BROWSERS.contains(&name) {
        return Err(Reason::TextBrowser(SafeText::line(name)));
    }
    let misplaced = |(at, word): (usize, &String)| word.replace("%%", "").contains("%s") && (at == 0 || word != "%s");
    if words.iter().enumerate().any(misplaced) {
        return Err(Reason::Placeholder(told()));
    }
    let mut places: Vec<usize> = words.iter().enumerate().filter(|(_, word)| *word == "%s").map(|(at, _)| at).collect();
    let mut argv: Vec<String> = words.iter().map(|word| word.replace("%%", "%")).collect();
    if places.is_empty() {
        places.push(argv.len());
        argv.push(String::new());
    }
    if places.iter().any(|place| is_script(&words, *place)) {
        return Err(Reason::Placeholder(told()));
    }
    for place in places {
        if let Some(word) = argv.get_mut(place) {
            url.as_str().clone_into(word);
        }
    }
    Ok(argv)
}

/// Whether a shell would run what stands at `place`: `sh -c %s`.
fn is_script(words: &[String], place: usize) -> bool {
    let before = words.get(..place).unwrap_or_default();
    let flag = before.last().is_some_and(|word| word == "--command" || (word.starts_with('-') && word.ends_with('c')));
    flag && before.iter().any(|word| SHELLS.contains(&base_name(word)))
}

/// The name of a program without the way to it.
fn base_name(program: &str) -> &str {
    let name = Path::new(program).file_name().and_then(|name| name.to_str()).unwrap_or(program);
    name.strip_suffix(".exe").unwrap_or(name)
}

/// Splits into words at spaces, except between quotes. Nothing else of a shell is understood. `None`: a quote stays open.
fn words(command: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for c in command.chars() {
        match quote {
            Some(open) if c == open => quote = None,
            None if c == '"' || c == '\'' => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            None if c.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    quote.is_none().then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url() -> SafeUrl {
        SafeUrl::parse("https://example.org/a?b=$(id)&c='%s'").unwrap()
    }

    fn link() -> String {
        url().as_str().to_owned()
    }

    #[test]
    fn the_link_is_one_argument() {
        let link = link();
        let table: &[(&str, &[&str])] = &[
            ("firefox", &["firefox", &link]),
            ("  firefox  --new-tab ", &["firefox", "--new-tab", &link]),
            ("firefox %s", &["firefox", &link]),
            ("firefox %s --new-tab", &["firefox", &link, "--new-tab"]),
            ("'/opt/my browser/run' -p \"a b\"", &["/opt/my browser/run", "-p", "a b", &link]),
            ("firefox --title 100%%", &["firefox", "--title", "100%", &link]),
            ("firefox --title %%s", &["firefox", "--title", "%s", &link]),
            ("firefox ''", &["firefox", "", &link]),
            ("echo $HOME `id` ; x", &["echo", "$HOME", "`id`", ";", "x", &link]),
            ("sh -c 'exec firefox \"$0\"' %s", &["sh", "-c", "exec firefox \"$0\"", &link]),
            ("xterm -e w3m %s", &["xterm", "-e", "w3m", &link]),
        ];
        for (command, expected) in table {
            assert_eq!(argv(command, &url()).unwrap(), *expected, "{command}");
        }
    }

    #[test]
    fn refuses_what_would_make_more_of_the_link() {
        for command in [
            "firefox --url=%s",
            "sh -c 'firefox %s'",
            "sh -c \"firefox '%s'\"",
            "sh -c %s",
            "/bin/bash -lc %s",
            "sh -c",
            "env sh -c %s",
            "firefox %s%s",
            "%s/run",
            "firefox %%%s",
        ] {
            assert!(matches!(argv(command, &url()), Err(Reason::Placeholder(_))), "{command}");
        }
        assert!(matches!(argv("firefox 'x", &url()), Err(Reason::Quote(_))));
    }

    #[test]
    fn text_browsers_are_named() {
        for command in ["w3m", "/usr/bin/lynx %s", "links2 -g"] {
            assert!(matches!(argv(command, &url()), Err(Reason::TextBrowser(_))), "{command}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn several_commands() {
        assert_eq!(commands("a %s: b ::").collect::<Vec<_>>(), ["a %s", " b "]);
    }

    #[test]
    fn ssh_without_a_display_opens_nothing() {
        let surroundings = Surroundings { browser: Some(" ".into()), display: false, ssh: true };
        let browser = Browser::new(surroundings, Launcher::new("/nonexistent".into()));
        let error = browser.open(&url()).unwrap_err();
        assert_eq!(error.reason, Reason::NoBrowserHere);
        let text = error.to_string();
        assert!(text.ends_with(&format!("press y to copy {}", link())), "{text}");
    }
}
