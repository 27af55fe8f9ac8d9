//! Files in temporary folders: what a write keeps, what it refuses, whom it notices.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::sync::atomic::{AtomicBool, Ordering};

use super::*;
use crate::card::{Reading, SafeText};

const CARD: &str = "---\ntitle: x\npublished: true\ntopics:\n  - A\n---\nbody\n";
const DRAFT: &str = "---\ntitle: x\npublished: false\ntopics:\n  - A\n---\nbody\n";
const UNPUBLISH: Edit = Edit::SetPublished(false);

struct Desk {
    dir: tempfile::TempDir,
    writer: Writer,
}

impl Desk {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("lib")).unwrap();
        let desk = Self { writer: Writer::open(&dir.path().join("state")).unwrap(), dir };
        desk.put("a.md", CARD);
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().canonicalize().unwrap().join("lib").join(name)
    }

    fn put(&self, name: &str, text: &str) {
        fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        fs::write(self.path(name), text).unwrap();
    }

    fn get(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn place(&self, name: &str) -> Place {
        Place { root: self.path(""), path: name.into() }
    }

    /// Names in the library and records in the state folder that should not be there.
    fn left(&self) -> Vec<String> {
        let names =
            |folder: PathBuf| fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
        let lib = names(self.path("")).filter(|name| name.contains("copydesk") || name.contains("conflict"));
        lib.chain(names(self.dir.path().join("state/edits"))).collect()
    }
}

#[test]
fn an_edit_is_written_and_undone_and_redone() {
    let desk = Desk::new();
    let saved = desk.writer.edit(&desk.place("a.md"), &[UNPUBLISH]).unwrap();
    assert_eq!((saved.changed, desk.get("a.md").as_str()), (true, DRAFT));
    assert_eq!((saved.before, saved.after), (Fingerprint::of(CARD.as_bytes()), Fingerprint::of(DRAFT.as_bytes())));
    let undone = desk.writer.undo(&desk.place("a.md"), &saved).unwrap();
    assert_eq!(desk.get("a.md"), CARD);
    desk.writer.undo(&desk.place("a.md"), &undone).unwrap();
    assert_eq!(desk.get("a.md"), DRAFT);
    let shown = desk.place("a.md").shown();
    assert!(!desk.writer.undo(&desk.place("a.md"), &undone).unwrap().changed, "it is taken back already");
    desk.put("a.md", &DRAFT.replace("body", "more"));
    assert_eq!(desk.writer.undo(&desk.place("a.md"), &saved), Err(SaveError::Changed(shown)));
    assert_eq!(desk.get("a.md"), DRAFT.replace("body", "more"));
    assert_eq!(desk.left(), [""; 0]);
}

#[test]
fn a_rewrite_wants_the_content_it_was_made_for() {
    let desk = Desk::new();
    let place = desk.place("a.md");
    let refused = desk.writer.rewrite(&place, Fingerprint::of(b"other"), b"new");
    assert_eq!(refused, Err(SaveError::Changed(place.shown())));
    assert_eq!(desk.get("a.md"), CARD);
    let saved = desk.writer.rewrite(&place, Fingerprint::of(CARD.as_bytes()), b"new").unwrap();
    assert_eq!(desk.get("a.md"), "new");
    desk.writer.undo(&place, &saved).unwrap();
    assert_eq!(desk.get("a.md"), CARD);
}

#[test]
fn what_is_as_wanted_is_not_touched() {
    let desk = Desk::new();
    let before = fs::metadata(desk.path("a.md")).unwrap();
    let saved = desk.writer.edit(&desk.place("a.md"), &[Edit::SetPublished(true)]).unwrap();
    assert!(!saved.changed);
    let after = fs::metadata(desk.path("a.md")).unwrap();
    let known = |m: &fs::Metadata| (m.ino(), m.mtime(), m.mtime_nsec(), m.ctime(), m.ctime_nsec());
    assert_eq!(known(&before), known(&after));
}

#[test]
fn mode_owner_and_attributes_are_kept() {
    let desk = Desk::new();
    let path = desk.path("a.md");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    let attribute =
        |value: &[u8]| rustix::fs::setxattr(&path, "user.copydesk.test", value, rustix::fs::XattrFlags::empty());
    let has_attributes = attribute(b"kept").is_ok();
    if !has_attributes {
        println!("the temporary folder holds no extended attributes: their keeping was not tested");
    }
    // Only root may give files away.
    let given = std::os::unix::fs::chown(&path, Some(12_345), Some(54_321)).is_ok();
    let before = fs::metadata(&path).unwrap();
    desk.writer.edit(&desk.place("a.md"), &[UNPUBLISH]).unwrap();
    let after = fs::metadata(&path).unwrap();
    assert_eq!(desk.get("a.md"), DRAFT);
    assert_ne!(before.ino(), after.ino());
    assert_eq!((after.mode() & 0o7777, after.uid(), after.gid()), (0o640, before.uid(), before.gid()));
    assert_eq!(given, after.uid() == 12_345);
    if has_attributes {
        let mut value = [0; 16];
        let length = rustix::fs::getxattr(&path, "user.copydesk.test", &mut value).unwrap();
        assert_eq!(&value[..length], b"kept");
    }
}

#[test]
fn links_are_followed_inside_the_library_only() {
    let desk = Desk::new();
    desk.put("below/b.md", CARD);
    symlink("below/b.md", desk.path("link.md")).unwrap();
    symlink(desk.path("below"), desk.path("folder")).unwrap();
    desk.writer.edit(&desk.place("link.md"), &[UNPUBLISH]).unwrap();
    assert!(fs::symlink_metadata(desk.path("link.md")).unwrap().is_symlink());
    assert_eq!(desk.get("below/b.md"), DRAFT);
    desk.writer.edit(&desk.place("folder/b.md"), &[Edit::SetPublished(true)]).unwrap();
    assert_eq!(desk.get("below/b.md"), CARD);

    let outside = desk.dir.path().join("outside.md");
    fs::write(&outside, CARD).unwrap();
    symlink(&outside, desk.path("out.md")).unwrap();
    symlink(desk.dir.path(), desk.path("up")).unwrap();
    for name in ["out.md", "up/outside.md", "../outside.md"] {
        let refused = desk.writer.edit(&desk.place(name), &[UNPUBLISH]);
        assert_eq!(refused, Err(SaveError::Outside(desk.place(name).shown())), "{name}");
    }
    assert_eq!(fs::read_to_string(&outside).unwrap(), CARD);
}

#[test]
fn what_is_no_file_is_refused() {
    let desk = Desk::new();
    fs::create_dir(desk.path("folder.md")).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(desk.path("pipe.md")).status().unwrap().success());
    for (name, wanted) in [
        ("folder.md", SaveError::NotRegular(desk.place("folder.md").shown())),
        ("pipe.md", SaveError::NotRegular(desk.place("pipe.md").shown())),
        ("none.md", SaveError::Gone(desk.place("none.md").shown())),
    ] {
        assert_eq!(desk.writer.edit(&desk.place(name), &[UNPUBLISH]), Err(wanted), "{name}");
    }
    desk.put("text.md", "no card");
    let refused = desk.writer.edit(&desk.place("text.md"), &[UNPUBLISH]).unwrap_err().to_string();
    assert!(
        refused.starts_with("not saved: ") && refused.ends_with("is not a card; edit the file by hand"),
        "{refused}"
    );
}

#[test]
fn names_that_are_no_text_are_names() {
    use std::os::unix::ffi::OsStrExt;
    let desk = Desk::new();
    let name = std::ffi::OsStr::from_bytes(b"\xff\n-rf.md");
    let place = Place { root: desk.path(""), path: name.into() };
    fs::write(place.absolute(), CARD).unwrap();
    desk.writer.edit(&place, &[UNPUBLISH]).unwrap();
    assert_eq!(fs::read_to_string(place.absolute()).unwrap(), DRAFT);
    let long = "é".repeat(126) + ".md";
    desk.put(&long, CARD);
    desk.writer.edit(&desk.place(&long), &[UNPUBLISH]).unwrap();
    let binned = desk.writer.plan_bin(&desk.place(&long), &desk.dir.path().join("bin")).unwrap();
    desk.writer.bin(&binned).unwrap();
    assert!(binned.name.len() <= 217 && binned.name.to_str().unwrap().ends_with(".md"));
    desk.writer.restore(&binned).unwrap();
    assert_eq!(desk.get(&long), DRAFT);
}

#[test]
fn a_second_name_stays_a_name_of_the_same_file() {
    let desk = Desk::new();
    fs::hard_link(desk.path("a.md"), desk.path("b.md")).unwrap();
    let saved = desk.writer.edit(&desk.place("a.md"), &[UNPUBLISH]).unwrap();
    assert_eq!((desk.get("a.md").as_str(), desk.get("b.md").as_str()), (DRAFT, DRAFT));
    desk.writer.undo(&desk.place("b.md"), &saved).unwrap();
    assert_eq!(desk.get("a.md"), CARD);
    assert_eq!(fs::metadata(desk.path("a.md")).unwrap().nlink(), 2);
    assert_eq!(desk.left(), [""; 0]);
}

#[test]
fn what_was_cut_short_in_place_is_put_back() {
    let desk = Desk::new();
    let (old, new) = (CARD.as_bytes(), DRAFT.as_bytes());
    for cut in 0..=new.len() {
        // As a kill after `cut` bytes leaves it: then, too, with the disk still holding nothing beyond the old end.
        let torn = [&new[..cut], old.get(cut..).unwrap_or_default()].concat();
        let record = record::Record {
            kind: record::Kind::InPlace,
            path: desk.path("a.md"),
            temp: "".into(),
            before: Fingerprint::of(old),
            after: Fingerprint::of(new),
            old: old.to_vec(),
            new: new.to_vec(),
        };
        fs::write(desk.path("a.md"), &torn).unwrap();
        let _kept = record.write(&desk.writer.edits()).unwrap();
        let recovered = desk.writer.recover().unwrap();
        let now = desk.get("a.md").into_bytes();
        assert!(now == old || now == new, "{cut}");
        assert_eq!(!recovered.is_empty(), torn != old && torn != new, "{cut}");
        assert_eq!(desk.left(), [""; 0]);
    }
    // Somebody else's version is left alone.
    let record = record::Record {
        kind: record::Kind::InPlace,
        path: desk.path("a.md"),
        temp: "".into(),
        before: Fingerprint::of(old),
        after: Fingerprint::of(new),
        old: old.to_vec(),
        new: new.to_vec(),
    };
    fs::write(desk.path("a.md"), "---\nelse: 1\n---\n").unwrap();
    let _kept = record.write(&desk.writer.edits()).unwrap();
    assert_eq!(desk.writer.recover().unwrap(), []);
    assert_eq!(desk.get("a.md"), "---\nelse: 1\n---\n");
}

#[test]
fn what_a_swap_left_is_put_in_order() {
    let desk = Desk::new();
    let temp = ".copydesk-0123456789abcdef.tmp";
    let record = record::Record {
        kind: record::Kind::Swap,
        path: desk.path("a.md"),
        temp: temp.into(),
        before: Fingerprint::of(CARD.as_bytes()),
        after: Fingerprint::of(DRAFT.as_bytes()),
        old: Vec::new(),
        new: Vec::new(),
    };
    let swept = || vec![Recovered::Swept(desk.path(temp))];
    let put_back = || vec![Recovered::PutBack(desk.path("a.md"))];
    for (live, left, after, found) in [
        (Some(CARD), Some(DRAFT), Some(CARD), swept()),
        (Some(CARD), Some("---\npart"), Some(CARD), swept()),
        (Some(CARD), Some(""), Some(CARD), swept()),
        (Some(DRAFT), Some(CARD), Some(DRAFT), swept()),
        (Some("theirs"), Some(CARD), Some("theirs"), swept()),
        (Some(DRAFT), None, Some(DRAFT), vec![]),
        (Some(DRAFT), Some("theirs"), Some("theirs"), put_back()),
        (None, Some(CARD), Some(CARD), put_back()),
        (None, None, None, vec![]),
    ] {
        let _ = fs::remove_file(desk.path("a.md"));
        if let Some(live) = live {
            desk.put("a.md", live);
        }
        if let Some(left) = left {
            desk.put(temp, left);
        }
        let _kept = record.write(&desk.writer.edits()).unwrap();
        assert_eq!(desk.writer.recover().unwrap(), found, "{live:?} {left:?}");
        assert_eq!(fs::read_to_string(desk.path("a.md")).ok().as_deref(), after);
        assert_eq!(desk.left(), [""; 0]);
    }
    // Two versions that nobody knows: both are kept.
    desk.put("a.md", "theirs");
    desk.put(temp, "theirs too");
    let _kept = record.write(&desk.writer.edits()).unwrap();
    let found = desk.writer.recover().unwrap();
    let [Recovered::Kept(kept)] = found.as_slice() else { panic!("{found:?}") };
    assert!(kept.file_name().unwrap().to_str().unwrap().starts_with("a.md.conflict-"));
    assert_eq!((fs::read_to_string(kept).unwrap().as_str(), desk.get("a.md").as_str()), ("theirs too", "theirs"));
}

#[test]
fn old_files_of_ours_are_swept_and_nothing_else() {
    let desk = Desk::new();
    let names = [
        ".copydesk-0000000000000001.tmp",
        ".copydesk-0000000000000002.tmp",
        ".copydesk-0000000000000003.tmp",
        ".copydesk-short.tmp",
    ];
    for (name, text) in names.iter().zip([CARD, "", "unknown", CARD]) {
        desk.put(name, text);
    }
    let known = |print: &Fingerprint| *print == Fingerprint::of(CARD.as_bytes());
    // They are young; their age is when they last changed in any way, which nobody can set back.
    assert_eq!(desk.writer.sweep(&desk.path(""), known).unwrap(), []);
    assert_eq!(desk.left().len(), 4);
    let held = fs::File::open(desk.path(names[0])).unwrap();
    held.lock().unwrap();
    let sweep = || {
        let mut found = desk.writer.sweep_older(&desk.path(""), std::time::Duration::ZERO, known).unwrap();
        found.sort_by_key(|found| format!("{found:?}"));
        found
    };
    let found = sweep();
    let [Recovered::Kept(kept), Recovered::Swept(swept)] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((swept, fs::read_to_string(kept).unwrap().as_str()), (&desk.path(names[1]), "unknown"));
    assert!(kept.file_name().unwrap().to_str().unwrap().starts_with("copydesk-0000000000000003.conflict-"));
    drop(held);
    assert_eq!(sweep(), [Recovered::Swept(desk.path(names[0]))]);
    assert_eq!((desk.get(names[3]).as_str(), desk.get("a.md").as_str()), (CARD, CARD));
}

/// A foreign program that saves in the ways editors do.
fn save_like_an_editor(path: &Path, text: &str, rename: bool) {
    if rename {
        let beside = path.with_extension("swp");
        fs::write(&beside, text).unwrap();
        fs::rename(&beside, path).unwrap();
    } else {
        fs::write(path, text).unwrap();
    }
}

#[test]
fn two_writers_of_ours_lose_nothing() {
    let desk = Desk::new();
    let rounds = std::env::var("COPYDESK_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(1_000usize);
    std::thread::scope(|scope| {
        for who in ["x", "y"] {
            let (writer, place) = (desk.writer.clone(), desk.place("a.md"));
            scope.spawn(move || {
                for round in 0..rounds {
                    let topic = SafeText::line(&format!("{who}{}", round / 2));
                    let edit = if round % 2 == 0 { Edit::AddTopic(topic) } else { Edit::RemoveTopic(topic) };
                    let edit = if round + 1 == rounds { Edit::AddTopic(SafeText::line(who)) } else { edit };
                    assert!(writer.edit(&place, std::slice::from_ref(&edit)).unwrap().changed, "{who} {round}");
                }
            });
        }
    });
    let Reading::Card(card) = crate::card::read(desk.get("a.md").as_bytes()) else { panic!() };
    let mut topics: Vec<&str> = card.card.topics.iter().map(|topic| topic.as_str()).collect();
    topics.sort_unstable();
    let last = format!("x{}", (rounds - 1) / 2);
    let kept: Vec<&str> = topics.iter().copied().filter(|topic| ["A", "x", "y"].contains(topic)).collect();
    assert_eq!(kept, ["A", "x", "y"], "{last}");
    assert_eq!(desk.left(), [""; 0]);
}

#[test]
fn a_foreign_writer_is_never_overwritten_unseen() {
    let desk = Desk::new();
    let (writer, place, path) = (desk.writer.clone(), desk.place("a.md"), desk.path("a.md"));
    let rounds = std::env::var("COPYDESK_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(1_000usize);
    let over = AtomicBool::new(false);
    let (mut saved, mut conflicts, mut refused) = (0, 0, 0);
    let text = |round: usize| CARD.replace("body", &format!("body {round}"));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for round in 0..rounds {
                save_like_an_editor(&path, &text(round), round % 2 == 0);
                // What was just saved is there until the next save, perhaps with our one value changed.
                // (For a moment, until it notices, the other one may have a version in place that it takes back.)
                let drafted = text(round).replace("published: true", "published: false");
                let start = std::time::Instant::now();
                loop {
                    let now = fs::read_to_string(&path).unwrap();
                    if now == text(round) || now == drafted {
                        break;
                    }
                    assert!(start.elapsed().as_secs() < 5, "round {round}: {now:?}");
                    std::thread::yield_now();
                }
            }
            over.store(true, Ordering::Relaxed);
        });
        let mut published = false;
        while !over.load(Ordering::Relaxed) {
            match writer.edit(&place, &[Edit::SetPublished(published)]) {
                Ok(_) => saved += 1,
                Err(SaveError::Changed(_)) => conflicts += 1,
                Err(SaveError::Refused { .. }) => refused += 1,
                Err(error) => panic!("{error}"),
            }
            published = !published;
        }
    });
    println!("against {rounds} foreign saves: {saved} saved, {conflicts} conflicts, {refused} half-written refused");
    let last = text(rounds - 1);
    let drafted = last.replace("published: true", "published: false");
    assert!([last, drafted].contains(&desk.get("a.md")), "{}", desk.get("a.md"));
}

#[test]
fn the_bin_takes_cards_and_gives_them_back() {
    let other = Path::new("/dev/shm");
    let desk = Desk::new();
    let same = desk.dir.path().join("bin");
    let mut bins = vec![same];
    let elsewhere = tempfile::tempdir_in(other)
        .ok()
        .filter(|bin| fs::metadata(bin.path()).unwrap().dev() != fs::metadata(desk.dir.path()).unwrap().dev());
    match &elsewhere {
        Some(bin) => bins.push(bin.path().join("bin")),
        None => println!("/dev/shm is no other file system: moving across file systems was not tested"),
    }
    desk.put("below/b.md", CARD);
    fs::set_permissions(desk.path("below/b.md"), fs::Permissions::from_mode(0o640)).unwrap();
    let place = desk.place("below/b.md");
    let modified = || fs::metadata(desk.path("below/b.md")).unwrap().modified().unwrap();
    let since = modified();
    for bin in bins {
        let binned = desk.writer.plan_bin(&place, &bin).unwrap();
        desk.writer.bin(&binned).unwrap();
        assert!(!desk.path("below/b.md").exists());
        assert_eq!(fs::read_to_string(binned.path()).unwrap(), CARD);
        assert_eq!(desk.writer.bin(&binned), Err(SaveError::Gone(place.shown())));
        // Something has its name.
        desk.put("below/b.md", "other");
        assert_eq!(desk.writer.restore(&binned), Err(SaveError::Occupied(place.shown())));
        assert_eq!((desk.get("below/b.md").as_str(), binned.path().exists()), ("other", true));
        // Its folder is gone.
        fs::remove_dir_all(desk.path("below")).unwrap();
        desk.writer.restore(&binned).unwrap();
        assert_eq!(desk.get("below/b.md"), CARD);
        assert!(!binned.path().exists());
        assert_eq!(fs::metadata(desk.path("below/b.md")).unwrap().mode() & 0o777, 0o640);
        assert_eq!(modified(), since);
        // Changed since it was planned.
        let binned = desk.writer.plan_bin(&place, &bin).unwrap();
        desk.put("below/b.md", DRAFT);
        assert_eq!(desk.writer.bin(&binned), Err(SaveError::Changed(place.shown())));
        assert_eq!(desk.get("below/b.md"), DRAFT);
        // Gone for good.
        let binned = desk.writer.plan_bin(&place, &bin).unwrap();
        desk.writer.bin(&binned).unwrap();
        desk.writer.purge(&binned).unwrap();
        assert!(matches!(desk.writer.restore(&binned), Err(SaveError::Gone(_))));
        desk.put("below/b.md", CARD);
        fs::set_permissions(desk.path("below/b.md"), fs::Permissions::from_mode(0o640)).unwrap();
        fs::File::options().write(true).open(desk.path("below/b.md")).unwrap().set_modified(since).unwrap();
        assert_eq!(fs::read_dir(&bin).unwrap().count(), 0);
        assert_eq!(desk.left(), [""; 0]);
    }
}
