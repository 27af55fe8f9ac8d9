//! When pictures are shown, how `config.yaml` writes that, and what the environment tells about the terminal. What the
//! terminal itself tells is heard in [`crate::app`].

use super::Environment;
use crate::picture::{Plan, Protocol};

/// How pictures are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PictureChoice {
    /// As the terminal can.
    #[default]
    Auto,
    /// By this protocol, whatever the terminal says.
    Always(Protocol),
    /// Not at all.
    Off,
}

impl PictureChoice {
    /// Every choice, in the order help shows them.
    pub fn all() -> impl Iterator<Item = Self> {
        [Self::Auto].into_iter().chain(Protocol::ALL.map(Self::Always)).chain([Self::Off])
    }

    /// The name users type.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Always(protocol) => protocol.name(),
            Self::Off => "off",
        }
    }

    /// How it is found out what the terminal shows. Without colours there are no pictures.
    pub fn plan(self, environment: &Environment, colors: bool) -> Plan {
        if !cfg!(feature = "images") || !colors || environment.get("NO_COLOR").is_some() {
            return Plan::Never;
        }
        match self {
            Self::Auto => guess(environment),
            Self::Always(protocol) => Plan::Fixed(protocol),
            Self::Off => Plan::Never,
        }
    }
}

/// What the environment tells. It is believed where a terminal says it is one that is known; else the terminal is asked.
fn guess(environment: &Environment) -> Plan {
    let is = |name: &str, values: &[&str]| {
        environment.get(name).and_then(|value| value.to_str()).is_some_and(|value| values.contains(&value))
    };
    let has = |name: &str| environment.get(name).is_some();
    let term = environment.get("TERM").and_then(|term| term.to_str()).unwrap_or_default();
    // Every picture would have to come through the connection, again with every line that is scrolled.
    let is_remote = has("SSH_TTY") || has("SSH_CONNECTION");
    if is_remote || ["", "dumb", "linux"].contains(&term) {
        return Plan::Never;
    }
    let has_true_colors = is("COLORTERM", &["truecolor", "24bit"]);
    let otherwise = has_true_colors.then_some(Protocol::HalfBlocks);
    // What is between the terminal and us passes on colours, and no pictures. It may also have been started in another
    // terminal than it is shown in now.
    let is_inside = has("TMUX") || has("STY") || term.starts_with("tmux") || term.starts_with("screen");
    // Konsole draws sixel over what is beside it, and its kitty protocol has no placeholders.
    if is_inside || has("KONSOLE_VERSION") || cfg!(not(unix)) {
        return otherwise.map_or(Plan::Never, Plan::Fixed);
    }
    let is_wezterm = is("TERM_PROGRAM", &["WezTerm"]) || has("WEZTERM_EXECUTABLE");
    if is_wezterm || is("TERM_PROGRAM", &["iTerm.app"]) {
        return Plan::Fixed(Protocol::Iterm2);
    }
    if ["xterm-kitty", "xterm-ghostty"].contains(&term) {
        return Plan::Fixed(Protocol::Kitty);
    }
    Plan::Ask { kitty: true, otherwise }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(choice: PictureChoice, variables: &[(&str, &str)]) -> Plan {
        choice.plan(&[("TERM", "xterm-256color")].iter().chain(variables).copied().collect(), true)
    }

    #[cfg(all(unix, feature = "images"))]
    #[test]
    fn the_environment_tells_what_it_can() {
        let blocks = Plan::Fixed(Protocol::HalfBlocks);
        let colors = ("COLORTERM", "truecolor");
        for (variables, expected) in [
            (&[][..], Plan::Ask { kitty: true, otherwise: None }),
            (&[colors], Plan::Ask { kitty: true, otherwise: Some(Protocol::HalfBlocks) }),
            (&[("TERM", "xterm-kitty")], Plan::Fixed(Protocol::Kitty)),
            (&[("TERM_PROGRAM", "WezTerm")], Plan::Fixed(Protocol::Iterm2)),
            (&[("TERM_PROGRAM", "iTerm.app"), ("SSH_TTY", "/dev/pts/1")], Plan::Never),
            (&[("TERM", "xterm-kitty"), ("TMUX", "/tmp/tmux,1,0")], Plan::Never),
            (&[("TERM", "screen-256color"), colors], blocks),
            (&[("KONSOLE_VERSION", "230804"), colors], blocks),
            (&[("TERM", "linux"), colors], Plan::Never),
            (&[("NO_COLOR", "1"), colors], Plan::Never),
        ] {
            assert_eq!(plan(PictureChoice::Auto, variables), expected, "{variables:?}");
        }
    }

    #[cfg(feature = "images")]
    #[test]
    fn what_is_chosen_is_done_wherever_there_are_colours() {
        let choice = PictureChoice::Always(Protocol::Sixel);
        assert_eq!(plan(choice, &[("SSH_TTY", "/dev/pts/1")]), Plan::Fixed(Protocol::Sixel));
        assert_eq!(plan(choice, &[("NO_COLOR", "1")]), Plan::Never);
        assert_eq!(choice.plan(&Environment::default(), false), Plan::Never);
        assert_eq!(plan(PictureChoice::Off, &[("TERM", "xterm-kitty")]), Plan::Never);
    }

    #[cfg(not(feature = "images"))]
    #[test]
    fn a_program_without_pictures_shows_none() {
        assert!(PictureChoice::all().all(|choice| plan(choice, &[("TERM", "xterm-kitty")]) == Plan::Never));
    }
}
