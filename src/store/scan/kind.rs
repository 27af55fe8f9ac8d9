//! Which files are worth opening, by name alone. Whether an opened file is a card, its front matter says.

use std::ffi::OsStr;
use std::path::Path;

/// What a file may hold, going by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum FileKind {
    /// Markdown or HTML.
    Card,
    /// YAML below a folder `_data`.
    Taxonomy,
    /// Nothing for us.
    Other,
}

impl FileKind {
    /// The kind of the file at `path`, which starts at its library folder.
    pub(in crate::store) fn of(path: &Path) -> Self {
        let Some(extension) = path.extension() else { return Self::Other };
        if ["md", "markdown", "html"].iter().any(|card| extension.eq_ignore_ascii_case(card)) {
            Self::Card
        } else if ["yaml", "yml"].iter().any(|yaml| extension.eq_ignore_ascii_case(yaml))
            && path.parent().is_some_and(|folders| folders.iter().any(|folder| folder == "_data"))
        {
            Self::Taxonomy
        } else {
            Self::Other
        }
    }
}

/// Whether a file or folder of this name is hidden.
pub(in crate::store) fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().first() == Some(&b'.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_decide() {
        for (path, kind) in [
            ("a.md", FileKind::Card),
            ("x/a.MARKDOWN", FileKind::Card),
            ("a.Html", FileKind::Card),
            ("_data/a.md", FileKind::Card),
            ("_data/topics/a.yaml", FileKind::Taxonomy),
            ("x/_data/a.YML", FileKind::Taxonomy),
            ("data/a.yaml", FileKind::Other),
            ("_data.yaml", FileKind::Other),
            ("a.htm", FileKind::Other),
            ("md", FileKind::Other),
        ] {
            assert_eq!(FileKind::of(Path::new(path)), kind, "{path}");
        }
    }
}
