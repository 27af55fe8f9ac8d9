//! The built-in library: the files of `assets/tour`, embedded in the program. What a card says is decided in
//! [`crate::card`]; the scan reads these bytes as it reads a file's.

/// Each file's path in the tour and its bytes.
macro_rules! embed {
    ($($path:literal,)*) => {
        &[$(($path, include_bytes!(concat!("../../assets/tour/", $path)).as_slice()),)*]
    };
}

/// Every file of the tour, ordered by path.
pub(super) const FILES: &[(&str, &[u8])] = embed! {
    "_communities/rust-users-forum.md",
    "_data/organizations/amp.dev.md",
    "_data/organizations/rust-lang.org.md",
    "_data/organizations/unicode.org.md",
    "_data/organizations/w3.org.md",
    "_data/topics/00-copydesk.yaml",
    "_data/topics/01-moving-around.yaml",
    "_data/topics/02-links.yaml",
    "_data/topics/03-command-line.yaml",
    "_data/topics/04-the-web.yaml",
    "_data/topics/05-html.yaml",
    "_data/topics/06-amp.yaml",
    "_data/topics/07-accessibility.yaml",
    "_data/topics/08-terminals.yaml",
    "_data/topics/09-unicode.yaml",
    "_data/topics/10-rust.yaml",
    "_learning/books/the-rust-programming-language.md",
    "_learning/collections/the-tour-in-short.md",
    "_learning/videos/w3c-introduction-to-web-accessibility.md",
    "_news/2026-10-31-a-card-broken-on-purpose.md",
    "_news/2026-11-01-character-widths.md",
    "_news/2026-11-02-withdrawn.md",
    "_news/2026-11-03-a-draft.md",
    "_news/2026-11-04-your-own-folder.md",
    "_news/2026-11-05-decide-and-take-it-back.md",
    "_news/2026-11-05-the-same-library-from-the-shell.md",
    "_news/2026-11-06-leaving-and-coming-back.md",
    "_news/2026-11-07-commands-and-help.md",
    "_news/2026-11-07-find-anything.md",
    "_news/2026-11-08-sort-order.md",
    "_news/2026-11-09-topics.md",
    "_news/2026-11-10-there-and-back-again.md",
    "_news/2026-11-11-related-cards.md",
    "_news/2026-11-12-copy-a-link.md",
    "_news/2026-11-13-link-hints.md",
    "_news/2026-11-14-the-amp-link.md",
    "_news/2026-11-15-open-the-page.md",
    "_news/2026-11-16-reading-a-card.md",
    "_news/2026-11-17-panes.md",
    "_news/2026-11-18-whole-pages-and-counts.md",
    "_news/2026-11-19-up-and-down.md",
    "_news/2026-11-20-welcome-to-copydesk.md",
    "_people/grace-hopper.md",
    "_samples/unicode-east-asian-width.md",
};

/// The bytes of one file of the tour.
pub(super) fn bytes(path: &std::path::Path) -> Option<&'static [u8]> {
    let path = path.to_str()?;
    FILES.binary_search_by(|(name, _)| (*name).cmp(path)).ok().and_then(|at| FILES.get(at)).map(|(_, bytes)| *bytes)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn names(folder: &Path, below: &str, into: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            let path = if below.is_empty() { name } else { format!("{below}/{name}") };
            if entry.file_type().unwrap().is_dir() {
                names(&entry.path(), &path, into);
            } else {
                into.push(path);
            }
        }
    }

    #[test]
    fn the_table_and_the_folder_agree() {
        let mut on_disk = Vec::new();
        names(&Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/tour"), "", &mut on_disk);
        on_disk.sort();
        let embedded: Vec<&str> = FILES.iter().map(|(path, _)| *path).collect();
        assert_eq!(embedded, on_disk, "add new files of assets/tour to FILES, in order");
    }

    #[test]
    fn files_are_found_by_path() {
        for (path, expected) in FILES {
            assert_eq!(bytes(Path::new(path)), Some(*expected));
        }
        assert_eq!(bytes(Path::new("nothing.md")), None);
    }
}
