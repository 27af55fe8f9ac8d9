//! What can be searched of bodies and links follows the files, through every way in which a head is read again.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;

use copydesk::app::{Effect, Job, Msg};
use copydesk::query::{Depth, Probe, Texts as _};
use copydesk::store::Sources;
use copydesk::store::state::ViewsFile;
use copydesk::store::texts::Texts;
use copydesk::work::browser::detached::Launcher;
use copydesk::work::browser::{Browser, Surroundings};
use copydesk::work::{Keeper, Services, perform};
use tempfile::TempDir;

use crate::desk::{Desk, NOW};

fn library() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("a.md", "---\ntitle: A\npublishedDateTime: 2026-01-03\npublished: false\n---\nLong  Words\n"),
        ("b.md", "---\ntitle: B\npublishedDateTime: 2026-01-02\nwebUrl: https://example.org/B\n---\nwords\n"),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

/// Titles of the cards with this in a text.
fn found(desk: &Desk, depth: Depth, wanted: &str) -> String {
    let library = &desk.model.library;
    let test = |text: &str| text.contains(wanted);
    let found = desk.texts().find(library, &[Probe { depth, test: &test }], None, &|| false).unwrap();
    let titles: BTreeSet<&str> = found[0].iter().map(|slot| library.head(slot).unwrap().title()).collect();
    titles.into_iter().collect()
}

#[test]
fn what_is_written_can_be_found_and_what_was_there_before_cannot() {
    let library = library();
    let mut desk = Desk::open(Sources::find(&[library.path().to_path_buf()]).unwrap(), 120, 40);
    assert_eq!(
        (found(&desk, Depth::Body, "words"), found(&desk, Depth::Body, "long words")),
        ("AB".into(), "A".into())
    );
    assert_eq!(found(&desk, Depth::Links, "example.org/b"), "B");
    // Verbs that write files, and what takes them back.
    for keys in ["p", "u", "d", "u", "d"] {
        desk.keys("g g");
        desk.keys(keys);
        assert_eq!(found(&desk, Depth::Body, "long words"), "A", "{keys}");
    }
    // Cards in the bin are searched too, also by who comes later.
    let mut desk = desk.restart();
    assert_eq!(found(&desk, Depth::Body, "long words"), "A");
    desk.keys("u");
    // A file that an editor changed.
    let path = library.path().join("a.md");
    let text = fs::read_to_string(&path).unwrap();
    desk.keys("g g E");
    let Some(Effect::RunEditor { file, .. }) = desk.left.pop() else { panic!("no editor") };
    fs::write(&path, text.replace("Long  Words", "other")).unwrap();
    desk.send(Msg::Edited { file, outcome: Ok(()) });
    assert_eq!(
        (found(&desk, Depth::Body, "long words"), found(&desk, Depth::Body, "other")),
        (String::new(), "A".into())
    );
    // Another reader takes that back.
    let mut there = desk.beside();
    there.keys("u");
    assert!(desk.stir());
    assert_eq!(
        (found(&desk, Depth::Body, "long words"), found(&desk, Depth::Body, "other")),
        ("A".into(), String::new())
    );
    // The whole library is read once more.
    fs::write(&path, text.replace("Long  Words", "third")).unwrap();
    desk.keys("r");
    assert_eq!(
        (found(&desk, Depth::Body, "long words"), found(&desk, Depth::Body, "other")),
        (String::new(), String::new())
    );
    assert_eq!(found(&desk, Depth::Body, "third"), "A");
}

#[test]
fn a_cache_that_cannot_be_written_is_told_once() {
    let library = library();
    let file = library.path().join("a.md");
    let services = |cache: &Path| {
        Services::new(
            Sources::find(&[library.path().to_path_buf()]).unwrap(),
            Browser::new(Surroundings::default(), Launcher::new("/nonexistent".into())),
            Keeper::new(Some(library.path().join(".state")), NOW),
            ViewsFile::new(None),
            Texts::new(Some(cache.to_path_buf())),
        )
    };
    for (cache, expected) in [(file, 1), (library.path().join(".cache"), 0)] {
        let services = services(&cache);
        let told = Mutex::new(Vec::new());
        for generation in 0..2 {
            perform(&services, Effect::LoadLibrary { generation }, &|| false, &AtomicBool::new(false), &|job| {
                if let Job::Noticed(notice) = job {
                    told.lock().unwrap().push(notice);
                }
            });
        }
        let told = told.into_inner().unwrap();
        assert_eq!(told.len(), expected, "{told:?}");
        assert!(told.iter().all(|notice| notice.contains("kept in memory")), "{told:?}");
    }
}
