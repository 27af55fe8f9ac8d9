//! How a new text is written in YAML: plain where every reader takes it for that text, else between quotes.

use super::list::Quotes;
use crate::card::tree::Tree;
use crate::card::yaml;

/// Words that some YAML reader takes for something other than text. Numbers and dates begin with a digit or a sign.
const WORDS: [&str; 13] = ["true", "false", "yes", "no", "on", "off", "y", "n", "null", "nil", "none", "nan", "inf"];

/// A text as a scalar for a list whose items are quoted like this.
pub(super) fn scalar(text: &str, quotes: Quotes) -> String {
    match quotes {
        Quotes::None if is_plain(text) => text.to_owned(),
        Quotes::Single => format!("'{}'", text.replace('\'', "''")),
        Quotes::None | Quotes::Double => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
    }
}

/// Whether a text needs no quotes, neither on a line of its own nor between brackets.
fn is_plain(text: &str) -> bool {
    let begins = text.starts_with(char::is_alphabetic);
    let ends = !text.ends_with(' ');
    let harmless = |c: char| c.is_alphanumeric() || " -_+/&().'!?;%$@*~".contains(c);
    let known = WORDS.iter().any(|word| text.eq_ignore_ascii_case(word));
    begins && ends && !known && text.chars().all(harmless) && reads_as_itself(text)
}

/// What the parser at hand makes of it, between brackets and outside.
fn reads_as_itself(text: &str) -> bool {
    [format!("- {text}\n"), format!("[{text}]\n")].iter().all(|yaml| {
        let Ok(doc) = yaml::parse(yaml) else { return false };
        matches!(&doc.tree, Tree::List(items) if matches!(items.as_slice(), [Tree::Text(read)] if read == text))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_there_where_they_are_needed() {
        for plain in ["AI", "AI Hardware", "R&D", "C++", "Élan vital", "it's", "人工知能", "a (b)"] {
            assert_eq!(scalar(plain, Quotes::None), plain);
        }
        for quoted in [
            "true",
            "No",
            "2021",
            "2021-04-12",
            "1:30",
            "C#",
            "a: b",
            "a:",
            "-x",
            "@x",
            "x #y",
            "a, b",
            "[a]",
            "{a}",
            "null",
            ".5",
            "&a",
            "*a",
            "!a",
            "%",
            "`",
            "~",
            "=",
            "<<",
            "a|b",
        ] {
            assert_eq!(scalar(quoted, Quotes::None), format!("\"{quoted}\""));
        }
        assert_eq!(scalar("a\\\"b", Quotes::Double), r#""a\\\"b""#);
        assert_eq!(scalar("it's", Quotes::Single), "'it''s'");
    }
}
