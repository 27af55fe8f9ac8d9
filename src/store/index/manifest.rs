//! Which segments an index consists of, and what it knows of files that are no cards. How it gets to disk is decided in
//! [`super`].

use std::io::Read;

use serde::{Deserialize, Serialize};

use super::{Doubt, sealed};
use crate::card::{Organization, SafeText, Taxonomy, Topic};
use crate::library::{Census, FileRef, Stamp, path_of_bytes};
use crate::store::source::Source;
use crate::store::{OtherFile, OtherKind, Sources};

/// What the index of one library says, apart from the heads.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// The sources it was made of, so that no other library's is taken for it.
    pub(super) library: Vec<Vec<u8>>,
    /// Newest cards first.
    pub(super) segments: Vec<SegmentEntry>,
    /// Files that were looked at and are no cards.
    others: Vec<OtherEntry>,
    /// Hidden files and folders, and what is no regular file.
    skipped: [u64; 2],
}

/// One segment of the index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct SegmentEntry {
    /// The name of its file.
    pub(super) name: String,
    /// Rows whose files have changed since, or are gone.
    pub(super) dead: Vec<u16>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct OtherEntry {
    root: u16,
    path: Vec<u8>,
    stamp: Stamp,
    kind: OtherEntryKind,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum OtherEntryKind {
    NoFrontMatter,
    NoTaxonomy,
    OtherTaxonomy,
    Topic { name: String, short_name: Option<String>, parent: Option<String>, keywords: Vec<String> },
    Organization { name: String, domain: String },
}

/// The sources as a manifest names them.
pub(super) fn key(sources: &Sources) -> Vec<Vec<u8>> {
    let part = |source: &Source| match source {
        Source::Folder(folder) => [b"folder:", folder.as_os_str().as_encoded_bytes()].concat(),
        Source::File(file) => [b"file:", file.as_os_str().as_encoded_bytes()].concat(),
        Source::Tour => b"tour".to_vec(),
    };
    sources.iter().map(part).collect()
}

impl Manifest {
    pub(super) fn new(
        library: Vec<Vec<u8>>,
        segments: Vec<SegmentEntry>,
        others: &[OtherFile],
        census: Census,
    ) -> Self {
        let skipped = [census.hidden, census.not_regular].map(|count| count as u64);
        Self { library, segments, others: others.iter().map(OtherEntry::new).collect(), skipped }
    }

    /// Files that were looked at and are no cards.
    pub(super) fn others(&self) -> Vec<OtherFile> {
        self.others.iter().map(OtherEntry::file).collect()
    }

    /// What was counted, the cards apart.
    pub(super) fn census(&self) -> Census {
        let count = |is_it: fn(&OtherEntryKind) -> bool| self.others.iter().filter(|other| is_it(&other.kind)).count();
        let [hidden, not_regular] = self.skipped.map(|count| usize::try_from(count).unwrap_or(usize::MAX));
        let without_front_matter = count(|kind| matches!(kind, OtherEntryKind::NoFrontMatter));
        let no_taxonomies = count(|kind| matches!(kind, OtherEntryKind::NoTaxonomy));
        let taxonomies = self.others.len() - without_front_matter - no_taxonomies;
        Census { taxonomies, without_front_matter, hidden, not_regular, ..Census::default() }
    }

    /// The manifest as bytes.
    pub(super) fn to_bytes(&self) -> Option<Vec<u8>> {
        let block = postcard::to_stdvec(self).ok()?;
        Some([sealed::header([block.as_slice()]), block].concat())
    }

    /// Reads a manifest from a file of so many bytes.
    pub(super) fn read(from: &mut impl Read, available: u64) -> Result<Self, Doubt> {
        let [block] = sealed::read(from, available)?;
        postcard::from_bytes(&block).map_err(|_| Doubt::Damaged)
    }
}

impl OtherEntry {
    fn new(file: &OtherFile) -> Self {
        let text = |text: &SafeText| text.as_str().to_owned();
        let kind = match &file.kind {
            OtherKind::NoFrontMatter => OtherEntryKind::NoFrontMatter,
            OtherKind::NoTaxonomy => OtherEntryKind::NoTaxonomy,
            OtherKind::Taxonomy(Taxonomy::Other) => OtherEntryKind::OtherTaxonomy,
            OtherKind::Taxonomy(Taxonomy::Topic(topic)) => OtherEntryKind::Topic {
                name: text(&topic.name),
                short_name: topic.short_name.as_ref().map(text),
                parent: topic.parent.as_ref().map(text),
                keywords: topic.keywords.iter().map(text).collect(),
            },
            OtherKind::Taxonomy(Taxonomy::Organization(organization)) => {
                OtherEntryKind::Organization { name: text(&organization.name), domain: text(&organization.domain) }
            }
        };
        let path = file.file.path.as_os_str().as_encoded_bytes().to_vec();
        Self { root: file.file.root, path, stamp: file.stamp, kind }
    }

    fn file(&self) -> OtherFile {
        let line = |text: &String| SafeText::line(text);
        let kind = match &self.kind {
            OtherEntryKind::NoFrontMatter => OtherKind::NoFrontMatter,
            OtherEntryKind::NoTaxonomy => OtherKind::NoTaxonomy,
            OtherEntryKind::OtherTaxonomy => OtherKind::Taxonomy(Taxonomy::Other),
            OtherEntryKind::Topic { name, short_name, parent, keywords } => {
                OtherKind::Taxonomy(Taxonomy::Topic(Topic {
                    name: line(name),
                    short_name: short_name.as_ref().map(line),
                    parent: parent.as_ref().map(line),
                    keywords: keywords.iter().map(line).collect(),
                }))
            }
            OtherEntryKind::Organization { name, domain } => {
                OtherKind::Taxonomy(Taxonomy::Organization(Organization { name: line(name), domain: line(domain) }))
            }
        };
        // A path that cannot be had back is that of no file, so its file is looked at again.
        let file = FileRef { root: self.root, path: path_of_bytes(&self.path).to_path_buf() };
        OtherFile { file, stamp: self.stamp, kind }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_card_comes_back_as_it_was() {
        let line = SafeText::line;
        let topic = Topic { name: line("A"), short_name: None, parent: Some(line("B")), keywords: vec![line("c")] };
        let organization = Organization { name: line("O"), domain: line("o.example") };
        let kinds = [
            OtherKind::NoFrontMatter,
            OtherKind::NoTaxonomy,
            OtherKind::Taxonomy(Taxonomy::Other),
            OtherKind::Taxonomy(Taxonomy::Topic(topic)),
            OtherKind::Taxonomy(Taxonomy::Organization(organization)),
        ];
        let file = |kind| OtherFile {
            file: FileRef { root: 1, path: "a/b.md".into() },
            stamp: Stamp::new(Some(4), None),
            kind,
        };
        let others: Vec<OtherFile> = kinds.into_iter().map(file).collect();
        let census = Census { hidden: 2, not_regular: 5, ..Census::default() };
        let segments = vec![SegmentEntry { name: "x".to_owned(), dead: vec![3] }];
        let manifest = Manifest::new(key(&Sources::tour()), segments, &others, census);
        let read = Manifest::read(&mut manifest.to_bytes().unwrap().as_slice(), 1_000).unwrap();
        assert_eq!(read, manifest);
        assert_eq!(read.others(), others);
        assert_eq!(read.census(), Census { taxonomies: 3, without_front_matter: 1, ..census });
        assert_eq!(Manifest::read(&mut b"other bytes".as_slice(), 11), Err(Doubt::Damaged));
    }
}
