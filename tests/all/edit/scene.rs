//! A card in a folder of its own, with a state folder and a bin, made anew for every shot.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::driver::{BINNED, CARD};

/// The card before.
pub(super) const OLD: &str = "---\ntitle: \"x\"\npublished: true # yes\n\ntopics:\n  - A\n---\nbody\n";
/// The card after `unpublish`.
pub(super) const NEW: &str = "---\ntitle: \"x\"\npublished: false # yes\n\ntopics:\n  - A\n---\nbody\n";

/// A scene; its folders go when it is dropped.
pub(super) struct Scene {
    dir: tempfile::TempDir,
    _elsewhere: Option<tempfile::TempDir>,
}

impl Scene {
    /// A card in the library.
    pub(super) fn plain() -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        for folder in ["lib", "state", "bin"] {
            fs::create_dir(dir.path().join(folder)).expect("a folder");
        }
        let scene = Self { dir, _elsewhere: None };
        fs::write(scene.card(), OLD).expect("a card");
        scene
    }

    /// A card that has a second name, so that it has to be written in place.
    pub(super) fn hard_link() -> Self {
        let scene = Self::plain();
        fs::hard_link(scene.card(), scene.folder().join("second")).expect("a link");
        scene
    }

    /// The bin is on another file system, where there is one.
    pub(super) fn far_bin() -> Option<Self> {
        let mut scene = Self::plain();
        let far = tempfile::tempdir_in("/dev/shm").ok()?;
        if fs::metadata(far.path()).ok()?.dev() == fs::metadata(scene.folder()).ok()?.dev() {
            return None;
        }
        let bin = scene.folder().join("bin");
        fs::remove_dir(&bin).expect("an empty folder");
        std::os::unix::fs::symlink(far.path(), &bin).expect("a link");
        scene._elsewhere = Some(far);
        Some(scene)
    }

    /// The card is in the bin already.
    pub(super) fn with_card_in_bin(self) -> Self {
        fs::write(self.binned(), OLD).expect("a card");
        fs::remove_file(self.card()).expect("a card");
        self
    }

    pub(super) fn folder(&self) -> &Path {
        self.dir.path()
    }

    pub(super) fn card(&self) -> PathBuf {
        self.folder().join("lib").join(CARD)
    }

    pub(super) fn binned(&self) -> PathBuf {
        self.folder().join("bin").join(BINNED)
    }

    /// What the card is, and what lies in the bin.
    pub(super) fn now(&self) -> (Option<String>, Option<String>) {
        (fs::read_to_string(self.card()).ok(), fs::read_to_string(self.binned()).ok())
    }

    /// Everything in the three folders that is neither a card nor the lock.
    pub(super) fn left(&self) -> Vec<String> {
        let folders = ["lib", "bin", "state/edits"].map(|name| self.folder().join(name));
        let names = folders.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten();
        let names = names.map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"));
        names.filter(|name| ![CARD, BINNED, "second"].contains(&name.as_str())).collect()
    }
}
