//! From plain tables of text, as files hold them, to a keymap; mistakes are named with their table and sequence.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::key::{Key, keys, write};
use super::{Context, Keymap, only_move};
use crate::command::parse;

/// A keymap as a file has it: table name (`everywhere`, `list`, `select`, `detail`,
/// `topics`) to sequence to command lines.
pub type Bindings = BTreeMap<String, BTreeMap<String, Binding>>;

/// What a sequence does.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Binding {
    /// One command line, or `none` to take a default away.
    One(String),
    /// Several, one after the other.
    Many(Vec<String>),
}

/// A mistake in a keymap.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeymapError {
    /// There is no such table.
    #[error("there is no pane `{0}`; tables are everywhere, list, select, detail, topics")]
    UnknownContext(String),
    /// A sequence has something that is no key.
    #[error("{context}: {reason}")]
    UnknownKey {
        /// The table.
        context: String,
        /// Which word.
        reason: super::UnknownKey,
    },
    /// A command line cannot be run.
    #[error("{context}: `{sequence}`: {reason}")]
    Command {
        /// The table.
        context: String,
        /// The keys.
        sequence: String,
        /// Why.
        reason: crate::command::ParseError,
    },
    /// Two spellings of one sequence.
    #[error("{context}: `{sequence}` is bound twice")]
    Twice {
        /// The table.
        context: String,
        /// The keys.
        sequence: String,
    },
    /// A sequence could never be finished.
    #[error("{context}: `{longer}` can never be typed, because `{shorter}` is bound too")]
    Unreachable {
        /// The table.
        context: String,
        /// The bound beginning.
        shorter: String,
        /// The sequence behind it.
        longer: String,
    },
}

impl Keymap {
    /// The keymap of `defaults`, changed by what `user` binds. A user's sequence also takes away the defaults of the
    /// same table that begin it or that it begins, because only one of the two can be typed, unless the shorter one only
    /// moves.
    ///
    /// # Errors
    /// Every mistake that was found.
    pub fn from_bindings(defaults: &Bindings, user: Option<&Bindings>) -> Result<Self, Vec<KeymapError>> {
        let mut keymap = Self::default();
        let mut errors = Vec::new();
        for bindings in [Some(defaults), user].into_iter().flatten() {
            keymap.merge(bindings, &mut errors);
        }
        keymap.check(&mut errors);
        if errors.is_empty() { Ok(keymap) } else { Err(errors) }
    }

    fn merge(&mut self, bindings: &Bindings, errors: &mut Vec<KeymapError>) {
        for (name, table) in bindings {
            let context = match name.as_str() {
                "everywhere" => None,
                name => match Context::ALL.into_iter().find(|context| context.name() == name) {
                    Some(context) => Some(context),
                    None => {
                        errors.push(KeymapError::UnknownContext(name.to_owned()));
                        continue;
                    }
                },
            };
            let mut seen = Vec::new();
            for (text, binding) in table {
                let sequence = match keys(text) {
                    Ok(sequence) => sequence,
                    Err(reason) => {
                        errors.push(KeymapError::UnknownKey { context: name.clone(), reason });
                        continue;
                    }
                };
                if seen.contains(&sequence) {
                    errors.push(KeymapError::Twice { context: name.clone(), sequence: text.clone() });
                }
                let mut invocations = Vec::new();
                for line in binding.lines() {
                    match parse(line) {
                        Ok(invocation) => invocations.push(invocation),
                        Err(reason) => {
                            let (context, sequence) = (name.clone(), text.clone());
                            errors.push(KeymapError::Command { context, sequence, reason });
                        }
                    }
                }
                let in_its_way = |other: &[Key], theirs: &[_]| {
                    other == sequence
                        || (other.starts_with(&sequence) && !only_move(&invocations))
                        || (sequence.starts_with(other) && !only_move(theirs))
                };
                let table = self.table(context);
                table.retain(|other, theirs| seen.contains(other) || !in_its_way(other, theirs));
                table.insert(sequence.clone(), invocations);
                seen.push(sequence);
            }
        }
    }

    /// A bound sequence must not be the beginning of another one in the same table, unless it only moves.
    fn check(&self, errors: &mut Vec<KeymapError>) {
        let bound = || self.bindings().filter(|(_, _, commands)| !commands.is_empty());
        for (context, shorter, _) in bound().filter(|(_, _, commands)| !only_move(commands)) {
            for (other, longer, _) in bound() {
                if context == other && longer.len() > shorter.len() && longer.starts_with(shorter) {
                    errors.push(KeymapError::Unreachable {
                        context: context.map_or("everywhere", Context::name).to_owned(),
                        shorter: write(shorter),
                        longer: write(longer),
                    });
                }
            }
        }
    }
}

impl Binding {
    fn lines(&self) -> &[String] {
        match self {
            Self::One(line) if line == "none" => &[],
            Self::One(line) => std::slice::from_ref(line),
            Self::Many(lines) => lines,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errors(text: &str) -> Vec<String> {
        let bindings: Bindings = serde_yaml::from_str(text).unwrap();
        let errors = Keymap::from_bindings(&bindings, None).err().unwrap_or_default();
        errors.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn mistakes_are_named_with_their_table_and_sequence() {
        for (text, message) in [
            ("lists: {j: down}", "there is no pane `lists`; tables are everywhere, list, select, detail, topics"),
            (
                "list: {ctlr-x: down}",
                "list: `ctlr-x` is no key; keys are written like j, G, ctrl-d, alt-x, space, pgdn, f5",
            ),
            ("list: {x: dwon}", "list: `x`: there is no command `dwon`; did you mean `down`?"),
            ("list: {gg: first, g g: last}", "list: `gg` is bound twice"),
            ("list: {g: quit, gg: last}", "list: `gg` can never be typed, because `g` is bound too"),
        ] {
            assert_eq!(errors(text), [message], "{text}");
        }
    }

    #[test]
    fn a_binding_that_was_taken_away_hides_nothing() {
        assert!(errors("list: {g: none, gg: last}").is_empty());
        assert!(errors("list: {g: first, gg: quit}").is_empty(), "nor does one that only moves");
    }
}
