//! The help, generated from the keymap in force: what a user has bound is what they read.

use super::key::write;
use super::{Context, Keymap};
use crate::command::{Command, Group, Invocation};

/// Commands that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpGroup {
    /// Heading.
    pub title: &'static str,
    /// One for each command, or for each of its arguments that has keys of its own.
    pub rows: Vec<HelpRow>,
}

/// One line of the help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpRow {
    /// The keys, or `:name` where there are none.
    pub keys: String,
    /// Panes where they work; empty for all of them.
    pub place: String,
    /// What they do.
    pub text: String,
}

/// The help for `keymap`.
pub fn help(keymap: &Keymap) -> Vec<HelpGroup> {
    let mut groups: Vec<(Group, HelpGroup)> = Vec::new();
    for command in Command::ALL {
        let rows = rows(keymap, *command);
        match groups.iter_mut().find(|(group, _)| *group == command.group()) {
            Some((_, group)) => group.rows.extend(rows),
            None => groups.push((command.group(), HelpGroup { title: command.group().title(), rows })),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// The lines of one command: its keys, pane by pane and argument by argument.
fn rows(keymap: &Keymap, command: Command) -> Vec<HelpRow> {
    // What one line is about: the argument, and the panes in which the same keys ask for it.
    let mut lines: Vec<(Option<&str>, Vec<String>, Vec<Context>)> = Vec::new();
    let places = Context::ALL.into_iter().map(Some).chain([None]);
    for place in places {
        let mut own: Vec<(Option<&str>, Vec<String>)> = Vec::new();
        let here = keymap.bindings().filter(|(context, _, _)| *context == place);
        // Several commands on one key are listed under each.
        let asked = here.flat_map(|(_, keys, all)| all.iter().map(move |invocation| (keys, invocation)));
        for (keys, Invocation { argument, .. }) in asked.filter(|(_, invocation)| invocation.command == command) {
            // Digits 1 to 9 are one thing to a reader.
            let argument = argument.as_deref().filter(|argument| argument.parse::<u32>().is_err());
            match own.iter_mut().find(|(other, _)| *other == argument) {
                Some((_, all)) => all.push(write(keys)),
                None => own.push((argument, vec![write(keys)])),
            }
        }
        for (argument, keys) in own {
            match (place, lines.iter_mut().find(|(other, all, _)| *other == argument && *all == keys)) {
                (Some(place), Some((_, _, contexts))) => contexts.push(place),
                _ => lines.push((argument, keys, place.into_iter().collect())),
            }
        }
    }
    if lines.is_empty() {
        let keys = format!(":{}", command.name());
        return vec![HelpRow { keys, place: String::new(), text: command.help().to_owned() }];
    }
    lines.sort_by_key(|(argument, _, contexts)| (argument.is_some(), !contexts.is_empty()));
    let row = |(argument, keys, contexts): (Option<&str>, Vec<String>, Vec<Context>)| HelpRow {
        keys: shorten(&keys),
        place: contexts.iter().map(|context| context.name()).collect::<Vec<_>>().join(", "),
        text: match argument {
            Some(argument) => format!("{}: {argument}", command.help()),
            None => command.help().to_owned(),
        },
    };
    lines.into_iter().map(row).collect()
}

/// `1, 2, … 9` as `1-9`, anything else as it is.
fn shorten(keys: &[String]) -> String {
    let digits =
        keys.len() > 2 && keys.iter().all(|key| key.len() == 1 && key.as_bytes().iter().all(u8::is_ascii_digit));
    match (keys.first(), keys.last()) {
        (Some(first), Some(last)) if digits => format!("{first}-{last}"),
        _ => keys.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keymap::Bindings;

    fn rows_of(user: Option<&str>, text: &str) -> Vec<(String, String)> {
        let read = |text: &str| serde_yaml::from_str::<Bindings>(text).unwrap();
        let defaults = read(include_str!("../../assets/keymap.yaml"));
        let keymap = Keymap::from_bindings(&defaults, user.map(read).as_ref()).unwrap();
        let groups = help(&keymap);
        let rows = groups.into_iter().flat_map(|group| group.rows);
        rows.filter(|row| row.text.contains(text)).map(|row| (row.keys, row.place)).collect()
    }

    fn row(keys: &str, place: &str) -> (String, String) {
        (keys.to_owned(), place.to_owned())
    }

    #[test]
    fn keys_of_one_command_are_together_and_panes_are_named() {
        assert_eq!(rows_of(None, "next row"), [row("j, down", "")]);
        assert_eq!(rows_of(None, "that related card in the browser"), [row("1-9", "detail")]);
        assert_eq!(rows_of(None, "scroll the card down"), [row("J", "list")]);
        assert_eq!(rows_of(None, "in the browser: amp"), [row("a", "")]);
    }

    #[test]
    fn commands_without_a_key_are_listed_by_name() {
        assert_eq!(rows_of(None, "turn the order round"), [row(":reverse-sort", "")]);
    }

    #[test]
    fn what_a_user_binds_shows() {
        assert_eq!(rows_of(Some("everywhere: {x: reverse-sort}"), "turn the order round"), [row("x", "")]);
        assert_eq!(rows_of(Some("everywhere: {z: none}"), "only the card"), [row(":zoom", "")]);
        let both = Some("everywhere: {x: [reverse-sort, zoom]}");
        assert_eq!(rows_of(both, "turn the order round"), [row("x", "")]);
        assert_eq!(rows_of(both, "only the card"), [row("x, z", "")]);
    }

    #[test]
    fn every_command_is_there() {
        let defaults = serde_yaml::from_str(include_str!("../../assets/keymap.yaml")).unwrap();
        let groups = help(&Keymap::from_bindings(&defaults, None).unwrap());
        for command in Command::ALL {
            assert!(groups.iter().flat_map(|group| &group.rows).any(|row| row.text.starts_with(command.help())));
        }
    }
}
