//! The one table of what a user can ask for: name, help, argument. Which keys ask for it is decided in
//! [`crate::keymap`], what then happens in [`crate::app`].

use crate::nearest::nearest;

/// Where a command belongs in the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// Moving about.
    Movement,
    /// Panes.
    Panes,
    /// Opening and copying links.
    Links,
    /// From card to card.
    Related,
    /// Deciding about cards.
    Triage,
    /// What the list shows.
    List,
    /// The program itself.
    Program,
}

impl Group {
    /// Heading in the help.
    pub fn title(self) -> &'static str {
        match self {
            Self::Movement => "Moving",
            Self::Panes => "Panes",
            Self::Links => "Opening and copying",
            Self::Related => "From card to card",
            Self::Triage => "Deciding",
            Self::List => "What the list shows",
            Self::Program => "The program",
        }
    }
}

/// What a command takes after its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Argument {
    /// Nothing.
    None,
    /// One of these words, or nothing.
    OneOf(&'static [&'static str]),
    /// An order: some of these words with commas between them, or nothing.
    Order(&'static [&'static str]),
    /// The name of a view, or nothing.
    View,
    /// A query, or nothing.
    Query,
    /// Any text, or nothing.
    Text,
    /// A name for something new.
    Name,
    /// A number from 1.
    Number,
    /// The name of a topic.
    Topic,
    /// A time to come, in words such as these, or nothing.
    Time(&'static [&'static str]),
}

const LINK_KINDS: &[&str] = &["canonical", "original", "web", "amp", "cdn-amp"];
const COPYABLE: &[&str] = &["canonical", "original", "web", "amp", "cdn-amp", "title", "path", "markdown"];
const TIMES: &[&str] = &["1h", "3h", "tomorrow", "3d", "1w", "2w", "1mo"];
const GROUPS: &[&str] = &["none", "day", "topic", "provider"];
const SORT_KEYS: &[&str] = &["date", "updated", "quality", "heat", "score", "title", "provider", "length", "relevance"];

/// Declares the commands: variant, name, group, whether a count repeats it, argument, help.
macro_rules! commands {
    ($($variant:ident $name:literal $group:ident $counted:literal $argument:expr, $help:literal;)*) => {
        /// Something a user can ask for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Command {
            $(#[doc = $help] $variant,)*
        }

        impl Command {
            /// Every command, in the order of the help.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The name users type after `:` and write in a keymap.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What it does, in a few words.
            pub fn help(self) -> &'static str {
                match self { $(Self::$variant => $help,)* }
            }

            /// Where it stands in the help.
            pub fn group(self) -> Group {
                match self { $(Self::$variant => Group::$group,)* }
            }

            /// Whether a number typed before it means anything.
            pub fn takes_count(self) -> bool {
                match self { $(Self::$variant => $counted,)* }
            }

            /// What may follow its name.
            pub fn argument(self) -> Argument {
                match self { $(Self::$variant => $argument,)* }
            }
        }
    };
}

commands! {
    Down "down" Movement true Argument::None, "next row; in the card, scroll down";
    Up "up" Movement true Argument::None, "previous row; in the card, scroll up";
    First "first" Movement true Argument::None, "first row, or the row of the number typed before";
    Last "last" Movement true Argument::None, "last row, or the row of the number typed before";
    HalfPageDown "half-page-down" Movement true Argument::None, "half a page down";
    HalfPageUp "half-page-up" Movement true Argument::None, "half a page up";
    PageDown "page-down" Movement true Argument::None, "a page down";
    PageUp "page-up" Movement true Argument::None, "a page up";
    PageOrNext "page-or-next" Movement true Argument::None, "page through the card, then go to the next one";
    ScrollDetailDown "scroll-detail-down" Movement true Argument::None, "scroll the card down";
    ScrollDetailUp "scroll-detail-up" Movement true Argument::None, "scroll the card up";
    NextCard "next-card" Movement true Argument::None, "next card";
    PreviousCard "previous-card" Movement true Argument::None, "previous card";
    NextMatch "next-match" Movement true Argument::None, "next place or card that was found; with no search, the next unread card";
    PreviousMatch "previous-match" Movement true Argument::None, "previous place or card that was found, or unread card";
    Find "find" Movement false Argument::Text, "find in the card; Esc clears it, Enter keeps it";

    PaneRight "pane-right" Panes false Argument::None, "pane to the right";
    PaneLeft "pane-left" Panes false Argument::None, "pane to the left";
    NextPane "next-pane" Panes false Argument::None, "next pane";
    PreviousPane "previous-pane" Panes false Argument::None, "previous pane";
    Enter "enter" Panes false Argument::None, "into the card; on a selected related card, show it; pick a topic";
    Zoom "zoom" Panes false Argument::None, "only the card, and back";

    Open "open" Links false Argument::OneOf(LINK_KINDS), "open a link of the card in the browser";
    OpenRelated "open-related" Links false Argument::Number, "open that related card in the browser";
    Hints "hints" Links false Argument::None, "open any link of the card by letter";
    Copy "copy" Links false Argument::OneOf(COPYABLE), "copy a link, or another text of the card";
    CopyMenu "copy-menu" Links false Argument::None, "choose what to copy";
    Edit "edit" Links false Argument::None, "edit the card's file in `$VISUAL` or `$EDITOR`";

    NextLink "next-link" Related true Argument::None, "select the next related card or link";
    PreviousLink "previous-link" Related true Argument::None, "select the previous related card or link";
    Back "back" Related false Argument::None, "back to the card visited before";
    Forward "forward" Related false Argument::None, "forward again";

    ToggleRead "toggle-read" Triage true Argument::None, "read, or unread again; a number before it takes as many cards";
    ToggleStar "toggle-star" Triage true Argument::None, "star, or not";
    ToggleArchive "toggle-archive" Triage true Argument::None, "archive, or take back out";
    TogglePublished "toggle-published" Triage true Argument::None, "publish, or make a draft of it; writes the file";
    Publish "publish" Triage true Argument::None, "publish; writes the file";
    Unpublish "unpublish" Triage true Argument::None, "make it a draft; writes the file";
    EditTopics "edit-topics" Triage true Argument::None, "edit its topics, or those several cards share; writes the file";
    AddTopic "add-topic" Triage true Argument::Topic, "give it this topic; writes the file";
    RemoveTopic "remove-topic" Triage true Argument::Topic, "take this topic away; writes the file";
    ToggleBin "toggle-bin" Triage true Argument::None, "into the bin; in the view `bin`, back where it was";
    Snooze "snooze" Triage true Argument::Time(TIMES), "put out of the way for a while";
    Wake "wake" Triage true Argument::None, "bring snoozed cards back now";
    ReadAll "read-all" Triage false Argument::None, "mark everything that is listed as read";
    ReadAbove "read-above" Triage false Argument::None, "mark what is listed above the cursor as read, but not its row";
    ReadBelow "read-below" Triage false Argument::None, "mark what is listed below the cursor as read, but not its row";
    Select "select" Triage false Argument::None, "select cards by moving; the next verb is about all of them";
    SelectOne "select-one" Triage false Argument::None, "select this row, or not; from then on by single rows";
    SelectAll "select-all" Triage false Argument::None, "select everything that is listed";
    InvertSelection "invert-selection" Triage false Argument::None, "select what is not selected, and nothing else";
    LeaveSelection "leave-selection" Triage false Argument::None, "select nothing any more";
    History "history" Triage false Argument::None, "what was done, the newest first";
    Undo "undo" Triage false Argument::None, "take the last decision back, however long ago";
    Redo "redo" Triage false Argument::None, "do again what was taken back";

    View "view" List false Argument::View, "which cards: a query with a name";
    Search "search" List false Argument::Query, "search as you type; Esc clears it, Enter keeps it";
    Filter "filter" List false Argument::Query, "edit the query that narrows the list; Tab completes it";
    ClearQuery "clear-query" List false Argument::None, "the whole view again: no query, nothing picked";
    SaveView "save-view" List false Argument::Name, "keep what the list shows as a view of this name";
    DeleteView "delete-view" List false Argument::View, "forget a view that was saved";
    Like "like" List false Argument::None, "only cards like this one, the most alike first";
    Jump "jump" List false Argument::None, "jump to a card by its title: a few letters are enough";
    Why "why" List false Argument::None, "why the card has its score; on a selected card like it, what both share";
    PickTopics "pick-topics" List false Argument::None, "pick topics by name, any or all of them";
    PickProviders "pick-providers" List false Argument::None, "pick providers by name";
    PickTypes "pick-types" List false Argument::None, "pick types by name";
    Group "group" List false Argument::OneOf(GROUPS), "headings in the list: by day, topic or provider";
    UnreadOnly "unread-only" List false Argument::None, "only unread cards, and back";
    Topics "topics" List false Argument::None, "go to the topics";
    ToggleTopic "toggle-topic" List false Argument::None, "add the topic to the chosen ones, or take it away";
    ClearTopics "clear-topics" List false Argument::None, "choose no topic: every card";
    Sort "sort" List false Argument::Order(SORT_KEYS), "order the list; several keys with commas, - turns one round";
    ReverseSort "reverse-sort" List false Argument::None, "turn the order round";
    Status "status" List false Argument::None, "say what is listed, how many cards, and where in it you are";
    Reload "reload" List false Argument::None, "read the library anew";

    CommandLine "command-line" Program false Argument::None, "type a command by name";
    Messages "messages" Program false Argument::None, "the messages of this visit, to be read again";
    Help "help" Program false Argument::None, "this help";
    Suspend "suspend" Program false Argument::None, "stop, and come back with the shell's `fg`";
    BackOrQuit "back-or-quit" Program false Argument::None, "back; from the list, quit";
    Quit "quit" Program false Argument::None, "quit now";
    Cancel "cancel" Program false Argument::None, "cancel what was begun; never quits";
}

impl Command {
    /// Whether it changes no more than what is seen, at once, so that it can be taken back in passing.
    pub fn only_moves(self) -> bool {
        // Paging may have to wait for its card, and finding asks what for.
        self.group() == Group::Movement && !matches!(self, Self::PageOrNext | Self::Find)
    }

    /// The command of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|command| command.name() == name)
    }
}

/// A command with its argument, and how often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invocation {
    /// What is asked for.
    pub command: Command,
    /// What followed its name; one of the words that [`Command::argument`] allows, or the text of a time.
    pub argument: Option<String>,
    /// The number typed before a key.
    pub count: Option<u32>,
}

impl Invocation {
    /// A command alone.
    pub fn new(command: Command) -> Self {
        Self { command, argument: None, count: None }
    }
}

/// Why a command line cannot be run.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParseError {
    /// Nothing was typed.
    #[error("type the name of a command")]
    Empty,
    /// There is no such command.
    #[error("there is no command `{name}`{}", meant(*.nearest))]
    Unknown {
        /// What was typed.
        name: String,
        /// The command that was probably meant.
        nearest: Option<&'static str>,
    },
    /// The command takes nothing.
    #[error("`{command}` takes nothing after it")]
    Unexpected {
        /// The command.
        command: &'static str,
    },
    /// The argument is not one of those allowed.
    #[error("`{command}` takes {}, not `{argument}`", .allowed.join(", "))]
    NotAllowed {
        /// The command.
        command: &'static str,
        /// What was typed.
        argument: String,
        /// What is allowed.
        allowed: &'static [&'static str],
    },
    /// The topic is missing.
    #[error("`{command}` takes the name of a topic")]
    NoTopic {
        /// The command.
        command: &'static str,
    },
    /// The name is missing.
    #[error("`{command}` takes a name")]
    NoName {
        /// The command.
        command: &'static str,
    },
    /// The argument is missing or no number.
    #[error("`{command}` takes a number from 1")]
    NotANumber {
        /// The command.
        command: &'static str,
    },
}

/// Reads a command line such as `sort date` or `open-related 3`.
///
/// # Errors
/// When there is no such command, or its argument is not allowed.
pub fn parse(line: &str) -> Result<Invocation, ParseError> {
    let line = line.trim();
    let (name, argument) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let argument = argument.trim();
    if name.is_empty() {
        return Err(ParseError::Empty);
    }
    let Some(command) = Command::from_name(name) else {
        return Err(ParseError::Unknown { name: name.to_owned(), nearest: nearest(name, names()) });
    };
    let name = command.name();
    match command.argument() {
        Argument::None if !argument.is_empty() => return Err(ParseError::Unexpected { command: name }),
        Argument::OneOf(allowed) if !argument.is_empty() && !allowed.contains(&argument) => {
            return Err(ParseError::NotAllowed { command: name, argument: argument.to_owned(), allowed });
        }
        Argument::Topic if argument.is_empty() => return Err(ParseError::NoTopic { command: name }),
        Argument::Number if !argument.parse::<u32>().is_ok_and(|number| number > 0) => {
            return Err(ParseError::NotANumber { command: name });
        }
        Argument::Name if argument.is_empty() => return Err(ParseError::NoName { command: name }),
        _ => {}
    }
    let argument = (!argument.is_empty()).then(|| argument.to_owned());
    Ok(Invocation { command, argument, count: None })
}

/// What a line that was begun could become: whole lines, those that begin with it first, then those that contain it.
pub fn complete(begun: &str) -> Vec<String> {
    let begun = begun.trim_start();
    let lines: Vec<String> = match begun.split_once(char::is_whitespace) {
        None => Command::ALL.iter().map(|command| command.name().to_owned()).collect(),
        Some((name, _)) => match Command::from_name(name).map(Command::argument) {
            Some(Argument::OneOf(words) | Argument::Time(words) | Argument::Order(words)) => {
                words.iter().map(|word| format!("{name} {word}")).collect()
            }
            _ => Vec::new(),
        },
    };
    let begins = lines.iter().filter(|line| line.starts_with(begun));
    let contains = lines.iter().filter(|line| !line.starts_with(begun) && line.contains(begun));
    begins.chain(contains).cloned().collect()
}

fn names() -> impl Iterator<Item = &'static str> {
    Command::ALL.iter().map(|command| command.name())
}

fn meant(nearest: Option<&str>) -> String {
    nearest.map_or_else(|| "; `help` lists them".to_owned(), |nearest| format!("; did you mean `{nearest}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_kebab_case_and_found() {
        for command in Command::ALL {
            assert_eq!(Command::from_name(command.name()), Some(*command));
            assert!(command.name().chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", command.name());
            assert!(!command.help().is_empty());
        }
    }

    #[test]
    fn lines_are_read() {
        assert_eq!(parse(" quit ").unwrap(), Invocation::new(Command::Quit));
        assert_eq!(parse("sort  heat").unwrap().argument.as_deref(), Some("heat"));
        assert_eq!(parse("sort").unwrap(), Invocation::new(Command::Sort));
        assert_eq!(parse("snooze 2030-01-31 09:00").unwrap().argument.as_deref(), Some("2030-01-31 09:00"));
        assert_eq!(parse("open-related 3").unwrap().argument.as_deref(), Some("3"));
    }

    #[test]
    fn mistakes_are_explained() {
        for (line, message) in [
            ("", "type the name of a command"),
            ("sotr", "there is no command `sotr`; did you mean `sort`?"),
            ("frobnicate", "there is no command `frobnicate`; `help` lists them"),
            ("quit now", "`quit` takes nothing after it"),
            ("open-related 0", "`open-related` takes a number from 1"),
            ("open-related", "`open-related` takes a number from 1"),
        ] {
            assert_eq!(parse(line).unwrap_err().to_string(), message);
        }
    }

    #[test]
    fn completion_of_names_and_arguments() {
        assert_eq!(complete("sor"), ["sort", "reverse-sort"]);
        assert_eq!(complete("sort h"), ["sort heat"]);
        assert_eq!(complete("snooze t"), ["snooze tomorrow"]);
        assert_eq!(complete("open "), ["open canonical", "open original", "open web", "open amp", "open cdn-amp"]);
        assert!(complete("quit ").is_empty());
        assert!(complete("nonsense").is_empty());
    }
}
