//! The help: what it holds, which of it is looked for, and how its rows break into lines. How lines look is decided in
//! [`crate::view`].

use textwrap::WordSplitter::NoHyphenation;
use textwrap::{Options, wrap};
use tui_input::Input;

use crate::columns::width;
use crate::keymap::{HelpGroup, HelpRow, Keymap, help};
use crate::query::language::HELP;

/// The help, and what of it is looked for.
#[derive(Debug, Default)]
pub struct Help {
    /// Everything, generated from the keymap in force.
    pub groups: Vec<HelpGroup>,
    /// Only rows with this text are shown.
    pub filter: Input,
    /// Keys go into the filter.
    pub filtering: bool,
    /// First visible line.
    pub top: usize,
}

/// A line of the help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HelpLine {
    /// Between two groups.
    Blank,
    /// Over a group.
    Title(&'static str),
    /// Keys or an example in the first column, and what they do; nothing in the first where the text goes on.
    Row(String, String),
}

/// The help is read as two columns; wider than this the eye loses the line.
const WIDTH: u16 = 84;
/// Most columns of keys and examples, and most of them as a share of the width.
const KEYS_WIDTH: usize = 26;

/// What stands in front of a title in the list.
const MARKS: [(&str, &str); 13] = [
    ("bold", "unread"),
    ("*", "starred"),
    ("a", "archived"),
    ("z", "snoozed: out of the way for a while"),
    ("+", "selected: the next verb is about it"),
    ("~", "decided, and not on disk yet"),
    ("b", "in the bin"),
    ("d", "draft: the file says `published: false`"),
    ("x", "removed from the site it came from"),
    ("!", "broken: its front matter cannot be read"),
    ("?", "something in it could not be read; the end of the card says what"),
    ("▃▅", "quality and heat, higher is more; nothing when unknown"),
    ("on yellow", "what was searched for, in the list and in the card; underlined without colours"),
];

impl Help {
    /// The help for a keymap.
    pub fn new(keymap: &Keymap) -> Self {
        let mut groups = help(keymap);
        let rows = |rows: &[(&str, &str)]| {
            let row = |(keys, text): &(&str, &str)| HelpRow {
                keys: (*keys).to_owned(),
                place: String::new(),
                text: (*text).to_owned(),
            };
            rows.iter().map(row).collect()
        };
        groups.push(HelpGroup { title: "Queries", rows: rows(HELP) });
        groups.push(HelpGroup { title: "Marks in the list", rows: rows(&MARKS) });
        Self { groups, ..Self::default() }
    }

    /// The groups with the rows that contain every word of the filter, in the title of the group or in themselves.
    pub fn visible(&self) -> Vec<HelpGroup> {
        let words: Vec<String> = self.filter.value().split_whitespace().map(str::to_lowercase).collect();
        let wanted = |text: String| words.iter().all(|word| text.contains(word));
        self.groups
            .iter()
            .filter_map(|group| {
                let mut group = group.clone();
                group.rows.retain(|row| {
                    wanted(format!("{} {} {} {}", group.title, row.keys, row.place, row.text).to_lowercase())
                });
                if group.rows.is_empty() { None } else { Some(group) }
            })
            .collect()
    }

    /// Columns of the help, frame included, on a terminal of that width.
    pub fn width(terminal: u16) -> u16 {
        terminal.min(WIDTH)
    }

    /// Columns of keys and examples, of `columns` inside the frame.
    pub fn keys_width(&self, columns: usize) -> usize {
        let widest = self.visible().iter().flat_map(|group| &group.rows).map(|row| width(&row.keys)).max();
        widest.unwrap_or(0).min(KEYS_WIDTH).min(columns / 2)
    }

    /// The visible groups in lines, for `width` columns inside the frame.
    pub fn lines(&self, width: usize) -> Vec<HelpLine> {
        let keys_width = self.keys_width(width);
        let room = |columns: usize| Options::new(columns.max(1)).word_splitter(NoHyphenation);
        let mut lines = Vec::new();
        for group in self.visible() {
            if !lines.is_empty() {
                lines.push(HelpLine::Blank);
            }
            lines.push(HelpLine::Title(group.title));
            for HelpRow { keys, place, text } in group.rows {
                let text = if place.is_empty() { text } else { format!("{text}  ({place})") };
                let mut keys = wrap(&keys, room(keys_width)).into_iter();
                let mut texts = wrap(&text, room(width.saturating_sub(keys_width + 4))).into_iter();
                loop {
                    let (keys, text) = (keys.next(), texts.next());
                    if keys.is_none() && text.is_none() {
                        break;
                    }
                    let [keys, text] = [keys, text].map(|text| text.unwrap_or_default().into_owned());
                    lines.push(HelpLine::Row(keys, text));
                }
            }
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_cut_and_titles_are_searched_too() {
        let rows = vec![HelpRow { keys: "g g".into(), place: "list".into(), text: "to the very first row".into() }];
        let mut help = Help { groups: vec![HelpGroup { title: "Moving", rows }], ..Help::default() };
        let row = |keys: &str, text: &str| HelpLine::Row(keys.into(), text.into());
        assert_eq!(help.lines(80), [HelpLine::Title("Moving"), row("g g", "to the very first row  (list)")]);
        assert_eq!(
            help.lines(20),
            [HelpLine::Title("Moving"), row("g g", "to the very"), row("", "first row"), row("", "(list)")]
        );
        help.filter = Input::new("MOVING first".to_owned());
        assert_eq!(help.lines(80).len(), 2);
        help.filter = Input::new("moving last".to_owned());
        assert_eq!(help.lines(80), []);
    }
}
