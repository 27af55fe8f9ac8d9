//! What is wrong with a query, where, and what was meant: one clear sentence each. Who finds a mistake is the parser;
//! who shows it, the filter line and the shell.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::{LONGEST, MOST_TERMS, NESTING};
use crate::card::SafeText;
use crate::columns::cut;
use crate::library::Sort;

/// Columns of a mistyped word that are worth repeating.
const QUOTED: usize = 40;

/// One mistake in the text of a query.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("column {column}: {kind}")]
pub struct Mistake {
    /// Where it begins, in characters; the first is 1.
    pub column: usize,
    /// How many characters it takes up; 0 where something is missing at the end.
    pub length: usize,
    /// What it is.
    pub kind: MistakeKind,
}

impl Mistake {
    /// Two lines for the shell: the query `text`, and a mark under what is wrong.
    pub fn pointer(&self, text: &str) -> String {
        // Measured as it is shown: made safe, a control character is wider than its code point.
        let width = |chars: usize| {
            let mut part: String = text.chars().take(chars).collect();
            part.push('|');
            SafeText::line(&part).as_str().width().saturating_sub(1)
        };
        let before = width(self.column.saturating_sub(1));
        let marked = width(self.column.saturating_sub(1) + self.length).saturating_sub(before).max(1);
        let mut out = SafeText::line(text).as_str().to_owned();
        let _ = write!(out, "\n{:before$}{:^<marked$}", "", "");
        out
    }
}

/// What can be wrong with a query.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MistakeKind {
    /// A word before a `:` or a comparison that is no field.
    #[error("there is no field `{}`{}", shown(name), meant(*nearest, "put the word in quotes to look for it as it is"))]
    UnknownField {
        /// What was written.
        name: String,
        /// What was meant.
        nearest: Option<&'static str>,
    },
    /// `is:` or `has:` before a word it does not take.
    #[error("`{field}:` does not take `{}`{}", shown(word), meant(*nearest, &format!("it takes {}", allowed.join(", "))))]
    UnknownWord {
        /// `is` or `has`.
        field: &'static str,
        /// What was written.
        word: String,
        /// What was meant.
        nearest: Option<&'static str>,
        /// What could be written.
        allowed: Vec<&'static str>,
    },
    /// `view:` before a name that no view has.
    #[error("there is no view `{}`{}", shown(name), meant(nearest.as_deref(), &format!("there are {}", some(allowed))))]
    UnknownView {
        /// What was written.
        name: String,
        /// What was meant.
        nearest: Option<String>,
        /// What could be written.
        allowed: Vec<String>,
    },
    /// `sort:` before something that is no order.
    #[error("there is no order `{}`{}", shown(key), meant(*nearest, &format!("it is one of {}", allowed.join(", "))))]
    UnknownSort {
        /// What was written.
        key: String,
        /// What was meant.
        nearest: Option<&'static str>,
        /// What could be written.
        allowed: Vec<&'static str>,
    },
    /// An order with a key twice, or too many of them.
    #[error("`sort:` takes up to {} different keys with commas between them, such as `sort:quality,-date`", Sort::MOST)]
    SortTerms,
    /// A field without a value.
    #[error("`{field}` needs a value right after it, such as `{example}`")]
    NoValue {
        /// The field with its operator.
        field: String,
        /// A whole term.
        example: &'static str,
    },
    /// A comparison with a field that has no order.
    #[error("`{field}` is no number; write `{field}:TEXT` for what contains it or `{field}:=TEXT` for exactly that")]
    NotCompared {
        /// The field.
        field: &'static str,
    },
    /// A value that is no number, length or price.
    #[error("`{field}` does not take `{}`; write it as {allowed}", shown(value))]
    NotNumber {
        /// The field.
        field: &'static str,
        /// What was written.
        value: String,
        /// What could be written.
        allowed: &'static str,
    },
    /// A value that is no date.
    #[error("`{field}` does not take `{}`{}", shown(value), meant(*nearest, &format!("write {allowed}")))]
    NotDate {
        /// The field.
        field: &'static str,
        /// What was written.
        value: String,
        /// What was meant.
        nearest: Option<&'static str>,
        /// What could be written.
        allowed: &'static str,
    },
    /// `limit:` before something that is no count.
    #[error("`limit:` takes a whole number from 1, not `{}`", shown(value))]
    NotLimit {
        /// What was written.
        value: String,
    },
    /// A range whose end lies before its beginning.
    #[error("nothing lies between `{}` and `{}`; the smaller one comes first", shown(low), shown(high))]
    Backwards {
        /// What was written first.
        low: String,
        /// What was written second.
        high: String,
    },
    /// A comparison with the first or the last day there is.
    #[error("no date lies there; the years go from 0001 to 9999")]
    NoSuchDay,
    /// A regular expression that is none.
    #[error("this is no regular expression: {0}")]
    Regex(String),
    /// Something that hangs on to a regular expression.
    #[error("a regular expression ends at this `/`; write `\\/` for one inside it, or put the text in quotes")]
    RegexEnd,
    /// `/` without the other one.
    #[error("the regular expression that begins here is not closed; add a `/`, or put the text in quotes")]
    OpenRegex,
    /// A quote without the other one.
    #[error("the quote that begins here is not closed")]
    OpenQuote,
    /// Quotes around nothing.
    #[error("there is nothing between these quotes")]
    EmptyQuotes,
    /// `(` without `)`.
    #[error("the parenthesis that begins here is not closed")]
    OpenParenthesis,
    /// `)` without `(`.
    #[error("this parenthesis closes nothing; put it in quotes to look for it")]
    StrayParenthesis,
    /// `()`.
    #[error("there is nothing between these parentheses")]
    EmptyParentheses,
    /// `AND`, `OR` or `NOT` without its terms.
    #[error("`{word}` needs a term {}; put it in quotes to look for the word", if *word == "NOT" { "after it" } else { "on each side" })]
    Operator {
        /// Which of them.
        word: &'static str,
    },
    /// `sort:` or `limit:` somewhere else than at the end, or negated.
    #[error("`{field}:` stands at the end of the query, after everything else")]
    NotLast {
        /// Which of them.
        field: &'static str,
    },
    /// `sort:` or `limit:` twice.
    #[error("`{field}:` is there twice; one is enough")]
    Twice {
        /// Which of them.
        field: &'static str,
    },
    /// More text than a query may have.
    #[error("a query has at most {LONGEST} characters")]
    TooLong,
    /// More terms than a query may have.
    #[error("a query has at most {MOST_TERMS} terms")]
    TooMany,
    /// More parentheses inside each other than a query may have.
    #[error("a query has at most {NESTING} parentheses inside each other")]
    TooDeep,
}

/// A word of the query in a message: safe, and not longer than it helps.
fn shown(word: &str) -> String {
    cut(SafeText::line(word).as_str(), QUOTED)
}

/// Names that a library has, as many as one line of a message holds.
fn some(names: &[String]) -> String {
    let mut out = String::new();
    for (index, name) in names.iter().enumerate() {
        let comma = if index == 0 { "" } else { ", " };
        if out.width() + name.width() > 2 * QUOTED {
            out.push_str(", …");
            break;
        }
        let _ = write!(out, "{comma}{}", shown(name));
    }
    if out.is_empty() { "none".to_owned() } else { out }
}

/// The end of a sentence: what was meant, or else what helps.
fn meant(nearest: Option<&str>, otherwise: &str) -> String {
    match nearest {
        Some(nearest) => format!("; did you mean `{}`?", shown(nearest)),
        None => format!("; {otherwise}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pointer_stands_under_what_is_wrong() {
        let at = |column, length| Mistake { column, length, kind: MistakeKind::OpenQuote };
        for (text, mistake, lines) in [
            ("ai titel:x", at(4, 5), "ai titel:x\n   ^^^^^"),
            ("人工 titel:x", at(4, 5), "人工 titel:x\n     ^^^^^"),
            ("a 人工", at(3, 2), "a 人工\n  ^^^^"),
            ("e\u{301}a b:", at(5, 1), "e\u{301}a b:\n   ^"),
            ("a\tb:", at(3, 1), "a b:\n  ^"),
            ("title:", at(7, 0), "title:\n      ^"),
            ("", at(1, 0), "\n^"),
        ] {
            assert_eq!(mistake.pointer(text), lines);
        }
        let hidden = at(2, 1).pointer("a\u{202e}b");
        assert_eq!(hidden, "a<U+202E>b\n ^^^^^^^^");
        assert!(!at(1, 1).pointer("\u{1b}[31mred").contains('\u{1b}'));
    }

    #[test]
    fn messages_repeat_no_more_than_helps_and_nothing_that_a_terminal_obeys() {
        let name = format!("\u{1b}{}", "x".repeat(4_000));
        let message = MistakeKind::UnknownField { name, nearest: None }.to_string();
        assert!(message.len() < 200 && !message.contains('\u{1b}'), "{message}");
    }
}
