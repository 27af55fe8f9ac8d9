//! The language as a whole: what texts mean, that what is printed is read again, and that the document tells the truth.

mod document;
mod meaning;
mod mistakes;
mod properties;

use super::*;

fn views() -> Vec<String> {
    ["inbox", "unread", "starred", "bin", "To read", "Ünder \"way\""].map(str::to_owned).to_vec()
}

fn read(text: &str) -> Query {
    parse(text, &views()).unwrap_or_else(|mistake| panic!("{text}: {mistake}"))
}
