//! How a `/regex/` of a query becomes a regular expression over folded text, and when it is refused. The parser asks
//! whether it is one, the evaluator runs it.

use regex::{Regex, RegexBuilder};

use crate::library::fold;

/// The largest program a pattern may become, in bytes: `\w{40}` fits. One that does not is refused after 10 ms.
const LARGEST: usize = 2 << 20;

/// The regular expression that `pattern` means. Case does not count, and its letters are folded as the text is that it
/// runs over, so `/Zürich/` finds what a bare `Zürich` finds; escapes and classes stay as they are.
///
/// # Errors
/// One clause that says why it is none.
pub fn pattern(pattern: &str) -> Result<Regex, String> {
    let mut folded = String::with_capacity(pattern.len());
    let mut escaped = false;
    for c in pattern.chars() {
        // What is no escape must stay none: `\（` would become an escaped backslash and a group.
        if c.is_ascii() || escaped {
            folded.push(c);
            escaped = c == '\\' && !escaped;
        } else {
            let plain = fold(c.encode_utf8(&mut [0; 4]));
            // A full-width `（` folds into a parenthesis that would group.
            folded.push_str(&regex::escape(&plain));
        }
    }
    RegexBuilder::new(&folded).case_insensitive(true).size_limit(LARGEST).build().map_err(|error| reason(&error))
}

fn reason(error: &regex::Error) -> String {
    match error {
        regex::Error::CompiledTooBig(_) => "it is too large".to_owned(),
        error => {
            let text = error.to_string();
            let last = text.lines().last().unwrap_or_default().trim();
            last.strip_prefix("error: ").unwrap_or(last).to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_meet_folded_text() {
        for (written, text, found) in [
            ("zürich", "zurich", true),
            ("ZÜRICH", "zurich", true),
            ("^gpt-?4", "gpt4 is here", true),
            ("^here", "gpt4 is here", false),
            ("[à-ü]x", "bx", true),
            (r"\w+\W\d", "gpt 4", true),
            ("（ai）", "(ai)", true),
            ("人工", "人工知能", true),
            (r"^\w{40}$", &"ab".repeat(20), true),
            ("", "", true),
        ] {
            assert_eq!(pattern(written).unwrap().is_match(text), found, "{written}");
        }
    }

    #[test]
    fn what_is_none_says_why_in_one_clause() {
        for (written, reason) in [
            ("(a", "unclosed group"),
            ("a{2", "unclosed counted repetition"),
            ("[b-a]", "invalid character class range, the start must be <= the end"),
            (r"\w{9}{9}{9}", "it is too large"),
            ("\\（a）", "unrecognized escape sequence"),
            ("\\", "incomplete escape sequence, reached end of pattern prematurely"),
        ] {
            assert_eq!(pattern(written).unwrap_err(), reason, "{written}");
        }
    }
}
