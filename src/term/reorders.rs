//! Decides from the environment whether the terminal puts right-to-left text into visual order by itself. What follows
//! from it is a setting.

/// The first VTE that does, 0.58, as `VTE_VERSION` writes it.
const VTE: u32 = 5_800;

/// Whether the terminal is one that is known to: those on VTE (GNOME's and many others), Konsole, mlterm, Terminal of
/// macOS and PuTTY. `variable` looks up a variable of the environment.
pub fn reorders(variable: impl Fn(&str) -> Option<String>) -> bool {
    let vte = variable("VTE_VERSION").and_then(|version| version.parse::<u32>().ok());
    let term = variable("TERM").unwrap_or_default();
    vte.is_some_and(|version| version >= VTE)
        || variable("KONSOLE_VERSION").is_some()
        || variable("MLTERM").is_some()
        || variable("TERM_PROGRAM").as_deref() == Some("Apple_Terminal")
        || term.starts_with("mlterm")
        || term.starts_with("putty")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terminals_are_known_by_what_they_set() {
        let with = |name: &str, value: &str| {
            reorders(|asked| match asked {
                _ if asked == name => Some(value.to_owned()),
                "TERM" => Some("xterm-256color".to_owned()),
                _ => None,
            })
        };
        for (name, value, does) in [
            ("VTE_VERSION", "7600", true),
            ("VTE_VERSION", "5204", false),
            ("KONSOLE_VERSION", "230805", true),
            ("MLTERM", "3.9.3", true),
            ("TERM_PROGRAM", "Apple_Terminal", true),
            ("TERM_PROGRAM", "WezTerm", false),
            ("TERM", "putty-256color", true),
            ("TERM", "xterm-kitty", false),
        ] {
            assert_eq!(with(name, value), does, "{name}={value}");
        }
    }
}
