//! The keymap: which sequences of keys ask for which commands, in each pane. What commands do is decided in
//! [`crate::app`]; reading the user's file is [`crate::config`]'s.

mod help;
mod key;
mod load;

use std::collections::BTreeMap;
use std::ops::Bound;

pub use help::{HelpGroup, HelpRow, help};
pub use key::{Key, KeyCode, UnknownKey, keys, write};
pub use load::{Binding, Bindings, KeymapError};

use crate::command::Invocation;

/// The pane that keys go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Context {
    /// The list.
    List,
    /// The list, while cards are selected in it.
    Select,
    /// The card.
    Detail,
    /// The topics.
    Topics,
}

impl Context {
    /// Every context, in the order of the help.
    pub const ALL: [Self; 4] = [Self::List, Self::Select, Self::Detail, Self::Topics];

    /// The name users write in a keymap.
    pub fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Select => "select",
            Self::Detail => "detail",
            Self::Topics => "topics",
        }
    }

    /// The tables that apply in it before that of every pane, the first of them first.
    fn tables(self) -> &'static [Self] {
        match self {
            Self::List => &[Self::List],
            Self::Select => &[Self::Select, Self::List],
            Self::Detail => &[Self::Detail],
            Self::Topics => &[Self::Topics],
        }
    }
}

/// Sequences of one table, in the order of their keys.
type Table = BTreeMap<Vec<Key>, Vec<Invocation>>;

/// What every key does.
#[derive(Debug, Clone, Default)]
pub struct Keymap {
    /// Bindings of every pane.
    everywhere: Table,
    /// Bindings of one pane; they win over those of every pane.
    panes: BTreeMap<Context, Table>,
}

/// What a sequence of keys means so far.
#[derive(Debug, PartialEq, Eq)]
pub enum Lookup<'a> {
    /// It asks for these commands, one after the other.
    Found(&'a [Invocation]),
    /// It asks for these commands, which only move; with more keys it is something else.
    Begun(&'a [Invocation]),
    /// More keys must follow.
    Pending,
    /// It means nothing.
    NotFound,
}

impl Keymap {
    /// What `keys` mean in a pane. A pane's own bindings win, finished or not; where it has none, those of every pane
    /// apply.
    pub fn lookup(&self, context: Context, keys: &[Key]) -> Lookup<'_> {
        let mut goes_on = false;
        let own = context.tables().iter().filter_map(|context| self.panes.get(context));
        for table in own.chain([&self.everywhere]) {
            goes_on |= goes_on_in(table, keys);
            match table.get(keys) {
                Some(commands) if !goes_on && !commands.is_empty() => return Lookup::Found(commands),
                Some(commands) if only_move(commands) => return Lookup::Begun(commands),
                // A binding that was taken away, or that the longer one of a pane wins over.
                Some(_) => break,
                None => {}
            }
        }
        if goes_on { Lookup::Pending } else { Lookup::NotFound }
    }

    fn table(&mut self, context: Option<Context>) -> &mut Table {
        match context {
            Some(context) => self.panes.entry(context).or_default(),
            None => &mut self.everywhere,
        }
    }

    /// Every binding with its pane; `None` is every pane.
    fn bindings(&self) -> impl Iterator<Item = (Option<Context>, &Vec<Key>, &Vec<Invocation>)> {
        let panes = self.panes.iter().map(|(context, table)| (Some(*context), table));
        let tables = [(None, &self.everywhere)].into_iter().chain(panes);
        tables.flat_map(|(context, table)| table.iter().map(move |(keys, commands)| (context, keys, commands)))
    }
}

/// Whether a longer sequence than `keys` is bound.
fn goes_on_in(table: &Table, keys: &[Key]) -> bool {
    let longer = (Bound::Excluded(keys), Bound::Unbounded);
    let mut behind = table.range::<[Key], _>(longer).take_while(|(sequence, _)| sequence.starts_with(keys));
    behind.any(|(_, commands)| !commands.is_empty())
}

/// Whether nothing but movements are asked for, so that a longer sequence may begin with them.
fn only_move(commands: &[Invocation]) -> bool {
    !commands.is_empty() && commands.iter().all(|invocation| invocation.command.only_moves())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::{Command, parse};

    fn keymap(defaults: &str, user: Option<&str>) -> Keymap {
        let read = |text: &str| serde_yaml::from_str::<Bindings>(text).unwrap();
        Keymap::from_bindings(&read(defaults), user.map(read).as_ref()).unwrap()
    }

    fn found<'a>(keymap: &'a Keymap, context: Context, text: &str) -> Vec<&'a str> {
        match keymap.lookup(context, &keys(text).unwrap()) {
            Lookup::Found(invocations) => invocations.iter().map(|invocation| invocation.command.name()).collect(),
            Lookup::Begun(invocations) => {
                invocations.iter().map(|invocation| invocation.command.name()).chain(["…"]).collect()
            }
            Lookup::Pending => vec!["…"],
            Lookup::NotFound => vec![],
        }
    }

    #[test]
    fn a_pane_wins_over_every_pane() {
        let keymap = keymap("everywhere: {j: down, q: quit}\ndetail: {j: next-card}", None);
        assert_eq!(found(&keymap, Context::List, "j"), ["down"]);
        assert_eq!(found(&keymap, Context::Detail, "j"), ["next-card"]);
        assert_eq!(found(&keymap, Context::Detail, "q"), ["quit"]);
        assert!(found(&keymap, Context::Detail, "x").is_empty());
    }

    #[test]
    fn sequences_wait_for_their_end() {
        let keymap = keymap("everywhere: {gg: first, g e: last}", None);
        assert_eq!(found(&keymap, Context::List, "g"), ["…"]);
        assert_eq!(found(&keymap, Context::List, "gg"), ["first"]);
        assert_eq!(found(&keymap, Context::List, "ge"), ["last"]);
        assert!(found(&keymap, Context::List, "gx").is_empty());
    }

    #[test]
    fn users_add_replace_and_take_away() {
        let user = "everywhere: {gg: none, x: [first, next-card], q: quit}";
        let keymap = keymap("everywhere: {gg: first, q: back-or-quit, j: down}", Some(user));
        assert!(found(&keymap, Context::List, "gg").is_empty());
        assert!(found(&keymap, Context::List, "g").is_empty(), "nothing begins with it any more");
        assert_eq!(found(&keymap, Context::List, "x"), ["first", "next-card"]);
        assert_eq!(found(&keymap, Context::List, "q"), ["quit"]);
        assert_eq!(found(&keymap, Context::List, "j"), ["down"]);
    }

    #[test]
    fn a_pane_s_sequence_wins_over_every_pane_s_key() {
        let keymap = keymap("everywhere: {g: quit, x y: quit}\ndetail: {gg: last, x: down}", None);
        assert_eq!(found(&keymap, Context::List, "g"), ["quit"]);
        assert_eq!(found(&keymap, Context::Detail, "g"), ["…"]);
        assert_eq!(found(&keymap, Context::Detail, "gg"), ["last"]);
        assert_eq!(found(&keymap, Context::Detail, "x"), ["down"]);
        assert_eq!(found(&keymap, Context::List, "xy"), ["quit"]);
    }

    #[test]
    fn a_key_that_only_moves_may_begin_a_sequence() {
        let keymap = keymap("everywhere: {G: last, GA: read-below}\ndetail: {G: none}\ntopics: {G x: quit}", None);
        assert_eq!(found(&keymap, Context::List, "G"), ["last", "…"]);
        assert_eq!(found(&keymap, Context::List, "GA"), ["read-below"]);
        assert!(found(&keymap, Context::List, "Gx").is_empty());
        assert!(found(&keymap, Context::Detail, "G").is_empty());
        assert_eq!(found(&keymap, Context::Topics, "G"), ["last", "…"]);
        assert_eq!(found(&keymap, Context::Topics, "Gx"), ["quit"]);
        assert_eq!(found(&keymap, Context::Topics, "GA"), ["read-below"]);
    }

    #[test]
    fn users_may_bind_behind_a_movement_and_a_movement_before_a_sequence() {
        let defaults = "everywhere: {G: last, GA: read-below, x: quit}";
        let longer = keymap(defaults, Some("everywhere: {G G: quit}"));
        assert_eq!(found(&longer, Context::List, "G"), ["last", "…"]);
        assert_eq!(found(&longer, Context::List, "GG"), ["quit"]);
        let moves = keymap(defaults, Some("everywhere: {G: [last, up], x x: up}"));
        assert_eq!(found(&moves, Context::List, "GA"), ["read-below"]);
        assert_eq!(found(&moves, Context::List, "x"), ["…"], "it did more than move");
        let other = keymap(defaults, Some("everywhere: {G: quit}"));
        assert_eq!(found(&other, Context::List, "G"), ["quit"]);
    }

    #[test]
    fn what_a_user_binds_replaces_the_defaults_in_its_way() {
        let keymap = keymap("everywhere: {gg: first, g e: last, q: quit}", Some("everywhere: {g: zoom, q q: up}"));
        assert_eq!(found(&keymap, Context::List, "g"), ["zoom"]);
        assert_eq!(found(&keymap, Context::List, "q"), ["…"]);
        assert_eq!(found(&keymap, Context::List, "qq"), ["up"]);
    }

    #[test]
    fn the_defaults_load_and_bind_the_table_of_keys() {
        let keymap = keymap(include_str!("../../assets/keymap.yaml"), None);
        for (context, text, command) in [
            (Context::List, "j", "down"),
            (Context::List, "up", "up"),
            (Context::List, "J", "scroll-detail-down"),
            (Context::List, "/", "search"),
            (Context::Detail, "ctrl-p", "jump"),
            (Context::Detail, "f", "filter"),
            (Context::List, "n", "next-match"),
            (Context::Detail, "N", "previous-match"),
            (Context::Detail, "J", "next-card"),
            (Context::Detail, "K", "previous-card"),
            (Context::List, "gg", "first"),
            (Context::List, "end", "last"),
            (Context::List, "gA", "read-above"),
            (Context::List, "GA", "read-below"),
            (Context::Detail, "gw", "why"),
            (Context::Detail, "ctrl-d", "half-page-down"),
            (Context::Detail, "pgup", "page-up"),
            (Context::List, "h", "pane-left"),
            (Context::List, "right", "pane-right"),
            (Context::List, "tab", "next-pane"),
            (Context::List, "shift-tab", "previous-pane"),
            (Context::Detail, "enter", "enter"),
            (Context::List, "space", "page-or-next"),
            (Context::Topics, "space", "toggle-topic"),
            (Context::Detail, "o", "open"),
            (Context::List, "a", "open"),
            (Context::List, "O", "hints"),
            (Context::List, "y", "copy"),
            (Context::List, "Y", "copy-menu"),
            (Context::Detail, "9", "open-related"),
            (Context::Detail, "]", "next-link"),
            (Context::Detail, "[", "previous-link"),
            (Context::List, "H", "back"),
            (Context::Detail, "L", "forward"),
            (Context::Detail, "Z", "snooze"),
            (Context::List, "v", "select"),
            (Context::Select, "v", "select"),
            (Context::Select, "space", "select-one"),
            (Context::Select, "*", "select-all"),
            (Context::Select, "!", "invert-selection"),
            (Context::Select, "esc", "leave-selection"),
            (Context::Select, "q", "leave-selection"),
            (Context::Select, "J", "scroll-detail-down"),
            (Context::Select, "m", "toggle-read"),
            (Context::List, "t", "topics"),
            (Context::List, "S", "sort"),
            (Context::List, ":", "command-line"),
            (Context::List, "z", "zoom"),
            (Context::List, "r", "reload"),
            (Context::List, "?", "help"),
            (Context::List, "q", "back-or-quit"),
            (Context::List, "Q", "quit"),
            (Context::Topics, "ctrl-c", "quit"),
            (Context::List, "ctrl-z", "suspend"),
            (Context::Topics, "esc", "clear-topics"),
            (Context::List, "esc", "cancel"),
        ] {
            assert_eq!(found(&keymap, context, text), [command], "{text} in the {} pane", context.name());
        }
        let amp = keymap.lookup(Context::List, &keys("a").unwrap());
        assert_eq!(amp, Lookup::Found(&[parse("open amp").unwrap()]));
        assert!(found(&keymap, Context::List, "1").is_empty(), "digits count in the list");
    }

    #[test]
    fn every_command_but_a_few_has_a_key() {
        let keymap = keymap(include_str!("../../assets/keymap.yaml"), None);
        let bound = |command| keymap.bindings().any(|(_, _, all)| all.iter().any(|one| one.command == command));
        let without: Vec<&str> = Command::ALL.iter().filter(|command| !bound(**command)).map(|c| c.name()).collect();
        assert_eq!(
            without,
            [
                "publish",
                "unpublish",
                "add-topic",
                "remove-topic",
                "wake",
                "clear-query",
                "save-view",
                "delete-view",
                "reverse-sort"
            ]
        );
    }
}
