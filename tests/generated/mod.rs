//! Libraries as large as wanted, the same for the same seed, for benches, scale tests and `examples/make-library.rs`.
//! This file decides which files there are; what a card says is decided in [`card`].
//!
//! Cards have the shapes that news hubs write, with words of our own: front matter of about 3 KB, of which the list needs a
//! third; bodies in HTML, in Markdown or none; titles in several scripts; line ends of two kinds; drafts, removed cards and
//! some that are broken.

mod card;
mod random;
mod words;

use std::io;
use std::path::{Path, PathBuf};
use std::{fs, iter};

/// A file of a library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct File {
    /// Where it lies in the library's folder.
    pub(crate) path: PathBuf,
    /// What it says.
    pub(crate) bytes: Vec<u8>,
}

/// The cards number 0 to `count`, which is not among them, of the library with this seed. A library of more cards begins
/// with the same ones.
pub(crate) fn cards(seed: u64, count: u64) -> impl Iterator<Item = File> {
    (0..count).map(move |number| card::card(seed, number))
}

/// The topic tree and the names of providers: `_data`.
pub(crate) fn taxonomies() -> impl Iterator<Item = File> {
    let topics = words::TOPICS.iter().enumerate().map(|(number, (name, parent))| {
        let parent = parent.map_or_else(String::new, |parent| format!("parent: {parent}\n"));
        let text = format!("taxonomy: topic\n_id: topic-{number}\nname: {name}\n{parent}");
        File { path: format!("_data/topics/{number:02}.yaml").into(), bytes: text.into_bytes() }
    });
    let organizations = words::PROVIDERS.iter().enumerate().map(|(number, (name, domain))| {
        let text = format!("---\ntaxonomy: organization\nname: {name}\ndomain: {domain}\n---\n");
        File { path: format!("_data/organizations/{number:02}.md").into(), bytes: text.into_bytes() }
    });
    topics.chain(organizations)
}

/// Writes a library of `count` cards into `folder`, which is made if it is not there.
///
/// # Errors
/// When the system does not let a file or a folder be made.
pub(crate) fn write(folder: &Path, seed: u64, count: u64) -> io::Result<()> {
    let mut made = PathBuf::new();
    for File { path, bytes } in taxonomies().chain(cards(seed, count)).chain(iter::once(hidden())) {
        let path = folder.join(path);
        if let Some(parent) = path.parent().filter(|parent| *parent != made) {
            fs::create_dir_all(parent)?;
            parent.clone_into(&mut made);
        }
        fs::write(path, bytes)?;
    }
    Ok(())
}

/// A file that is no card, as version control leaves them.
fn hidden() -> File {
    File { path: ".git/description".into(), bytes: b"A generated library.\n".to_vec() }
}
