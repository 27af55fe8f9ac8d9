//! Files that others create, change, rename and remove while the reader is open, over real files and without a thread:
//! what stirs is told by the test.

use std::fs;
use std::path::{Path, PathBuf};

use copydesk::app::{Job, Msg, Timer};
use copydesk::library::Stirred;
use copydesk::store::Sources;

use crate::desk::Desk;

/// A library with cards, and its reader. Card number 0 is the newest.
struct Scene {
    folder: tempfile::TempDir,
    desk: Desk,
}

const NAMES: [&str; 5] = ["alpha.md", "bravo.md", "news/charlie.md", "news/delta.md", "echo.md"];

fn text(title: &str, day: usize) -> String {
    format!("---\ntitle: {title}\npublishedDateTime: 2026-01-{day:02}\n---\nBody of {title}\n")
}

impl Scene {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("news")).unwrap();
        for (number, name) in NAMES.iter().enumerate() {
            fs::write(folder.path().join(name), text(name, 20 - number)).unwrap();
        }
        let desk = Desk::open(Sources::find(&[folder.path().to_path_buf()]).unwrap(), 120, 30);
        Self { folder, desk }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().canonicalize().unwrap().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    fn stirs(&mut self, names: &[&str]) {
        let paths: Vec<PathBuf> = names.iter().map(|name| self.path(name)).collect();
        self.desk.stirs(&paths.iter().map(PathBuf::as_path).collect::<Vec<_>>());
        self.check();
    }

    /// The list holds what a reader that begins now would list, with the same flags, and knows nothing else.
    fn check(&self) {
        let listed = |desk: &Desk| {
            let library = &desk.model.library;
            assert_eq!(library.heads().count(), library.len());
            let mut heads: Vec<_> = library
                .heads()
                .map(|(slot, head)| {
                    assert_eq!(library.by_path(head.root(), head.path()), Some(slot));
                    (head.file(), head.title().to_owned(), head.flags(), desk.model.decisions.flags.get(slot))
                })
                .collect();
            heads.sort_by(|one, other| one.0.cmp(&other.0));
            heads
        };
        if !self.desk.waits_for(Timer::Unfinished) {
            assert_eq!(listed(&self.desk), listed(&self.desk.beside()));
        }
    }

    fn selected(&self) -> &str {
        self.desk.model.selected_head().unwrap().title()
    }

    fn shown(&self) -> &str {
        self.desk.model.current().unwrap().title.as_str()
    }
}

#[test]
fn a_new_card_appears_at_its_place_and_the_selection_stays() {
    let mut scene = Scene::new();
    scene.desk.keys("j j");
    scene.write("new.md", &text("New", 21));
    scene.stirs(&["new.md"]);
    assert_eq!(scene.desk.titles(), ["New", "alpha.md", "bravo.md", "news/charlie.md", "news/delta.md", "echo.md"]);
    assert_eq!(
        (scene.selected(), scene.shown(), scene.desk.model.list.cursor.at),
        ("news/charlie.md", "news/charlie.md", 3)
    );
    assert!(scene.desk.model.message.is_none(), "the list says it");
    assert_eq!(scene.desk.model.list.unread, Some(6));
}

#[test]
fn a_changed_card_shows_what_it_says_now() {
    let mut scene = Scene::new();
    scene.desk.keys("j s");
    scene.write("bravo.md", &text("Bravo, rewritten", 19));
    scene.stirs(&["bravo.md"]);
    assert_eq!((scene.selected(), scene.shown()), ("Bravo, rewritten", "Bravo, rewritten"));
    let slot = scene.desk.model.selected().unwrap();
    assert!(scene.desk.model.decisions.flags.get(slot).starred);
    assert!(scene.desk.screen().contains("Body of Bravo, rewritten"));
    // Another date is another place.
    scene.write("bravo.md", &text("Bravo, older", 2));
    scene.stirs(&["bravo.md"]);
    assert_eq!(scene.desk.titles().last(), Some(&"Bravo, older"));
    assert_eq!((scene.selected(), scene.desk.model.library.len()), ("Bravo, older", 5));
}

#[test]
fn a_card_that_is_gone_leaves_its_place_to_the_next_one() {
    let mut scene = Scene::new();
    scene.desk.keys("j");
    fs::remove_file(scene.path("bravo.md")).unwrap();
    scene.stirs(&["bravo.md"]);
    assert_eq!(scene.desk.titles(), ["alpha.md", "news/charlie.md", "news/delta.md", "echo.md"]);
    assert_eq!((scene.selected(), scene.shown()), ("news/charlie.md", "news/charlie.md"));
    fs::remove_dir_all(scene.path("news")).unwrap();
    scene.stirs(&["news"]);
    assert_eq!((scene.desk.titles(), scene.selected()), (vec!["alpha.md", "echo.md"], "echo.md"));
    assert_eq!(scene.desk.model.library.len(), 2);
}

#[test]
fn a_card_that_goes_away_from_under_its_reader_is_said_to_be_gone() {
    let mut scene = Scene::new();
    scene.desk.keys("j l");
    fs::remove_file(scene.path("bravo.md")).unwrap();
    scene.stirs(&["bravo.md"]);
    assert!(scene.desk.model.failure().unwrap().contains("is not there any more"));
    assert_eq!(scene.selected(), "news/charlie.md");
    scene.write("bravo.md", &text("Back again", 19));
    scene.stirs(&["bravo.md"]);
    assert!(scene.desk.screen().contains("Body of Back again"), "{}", scene.desk.screen());
}

#[test]
fn a_selection_forgets_what_is_gone_and_keeps_what_changed() {
    let mut scene = Scene::new();
    scene.desk.keys("v j j");
    scene.write("alpha.md", &text("Alpha, rewritten", 20));
    fs::remove_file(scene.path("bravo.md")).unwrap();
    scene.stirs(&["alpha.md", "bravo.md"]);
    assert_eq!(scene.desk.model.list.selection.as_ref().unwrap().count(), 2);
    scene.desk.keys("s");
    let starred = |row: usize| scene.desk.model.decisions.flags.get(scene.desk.model.list.slots[row]).starred;
    assert!(starred(0) && starred(1) && !starred(2));
}

#[test]
fn a_renamed_card_stays_what_it_was() {
    let mut scene = Scene::new();
    scene.desk.keys("j s l");
    fs::rename(scene.path("bravo.md"), scene.path("news/renamed.md")).unwrap();
    scene.stirs(&["bravo.md", "news/renamed.md"]);
    assert_eq!((scene.selected(), scene.shown()), ("bravo.md", "bravo.md"));
    let slot = scene.desk.model.selected().unwrap();
    assert!(scene.desk.model.decisions.flags.get(slot).starred, "it has no link, and is known by its content");
    assert_eq!(scene.desk.model.library.head(slot).unwrap().path(), Path::new("news/renamed.md"));
    assert_eq!(scene.desk.titles().len(), 5);
    // And so does every card of a folder.
    scene.desk.keys("h j s");
    fs::rename(scene.path("news"), scene.path("old")).unwrap();
    scene.stirs(&["news", "old"]);
    assert_eq!(scene.selected(), "news/charlie.md");
    assert_eq!(scene.desk.titles().len(), 5);
}

#[test]
fn a_new_folder_brings_what_is_in_it() {
    let mut scene = Scene::new();
    fs::create_dir_all(scene.path("more/deep/.hidden")).unwrap();
    for name in ["more/one.md", "more/deep/two.md", "more/deep/.hidden/three.md", "more/notes.txt"] {
        scene.write(name, &text(name, 1));
    }
    scene.stirs(&["more"]);
    assert_eq!(scene.desk.titles().len(), 7);
    fs::rename(scene.path("more/deep"), scene.path("more/.deep")).unwrap();
    scene.stirs(&["more/deep", "more/.deep"]);
    assert_eq!(scene.desk.titles().len(), 6);
}

#[test]
fn a_half_written_card_stays_as_it_was_until_it_is_whole() {
    let mut scene = Scene::new();
    for half in ["", "---\ntitle: Half", "---\ntitle: \"Half\n---\n"] {
        scene.write("alpha.md", half);
        scene.stirs(&["alpha.md"]);
        assert_eq!(scene.desk.titles()[0], "alpha.md", "{half:?}");
        scene.write("alpha.md", &text("Whole", 20));
        scene.stirs(&["alpha.md"]);
        assert_eq!(scene.desk.titles()[0], "Whole");
        scene.desk.ring_for(Timer::Unfinished);
        scene.desk.ring_for(Timer::Unfinished);
        scene.write("alpha.md", &text("alpha.md", 20));
        scene.stirs(&["alpha.md"]);
        assert_eq!((scene.desk.titles()[0], scene.desk.waits_for(Timer::Unfinished)), ("alpha.md", false));
    }
}

#[test]
fn what_stays_half_written_is_taken_as_it_is() {
    let mut scene = Scene::new();
    scene.write("alpha.md", "---\ntitle: Half");
    scene.write("bravo.md", "");
    scene.write("new.md", "---\ntitle: Half");
    scene.stirs(&["alpha.md", "bravo.md", "new.md"]);
    assert_eq!(scene.desk.titles()[..2], ["alpha.md", "bravo.md"]);
    scene.desk.ring_for(Timer::Unfinished);
    assert_eq!(scene.desk.titles().len(), 5);
    scene.desk.ring_for(Timer::Unfinished);
    scene.check();
    assert_eq!(scene.desk.titles().len(), 5, "one is gone, one is new, one is broken");
    assert!(!scene.desk.waits_for(Timer::Unfinished));
}

#[test]
fn the_ways_in_which_editors_save_all_end_in_the_same_list() {
    let mut scene = Scene::new();
    scene.desk.keys("s");
    type Save = fn(&Scene, &str);
    let ways: [(&str, Save); 4] = [
        ("write a new file and rename it", |scene, new| {
            scene.write(".alpha.md.swp", new);
            fs::rename(scene.path(".alpha.md.swp"), scene.path("alpha.md")).unwrap();
        }),
        ("truncate and write", |scene, new| scene.write("alpha.md", new)),
        ("rename the old one and write", |scene, new| {
            fs::rename(scene.path("alpha.md"), scene.path("alpha.md~")).unwrap();
            scene.write("alpha.md", new);
        }),
        ("keep the old one as another card", |scene, new| {
            fs::rename(scene.path("alpha.md"), scene.path("alpha.orig.md")).unwrap();
            scene.write("alpha.md", new);
            fs::remove_file(scene.path("alpha.orig.md")).unwrap();
        }),
    ];
    for (way, save) in ways {
        save(&scene, &text(way, 20));
        scene.stirs(&["alpha.md", "alpha.md~", ".alpha.md.swp", "alpha.orig.md"]);
        assert_eq!((scene.selected(), scene.shown(), scene.desk.titles().len()), (way, way, 5));
        let slot = scene.desk.model.selected().unwrap();
        assert!(scene.desk.model.decisions.flags.get(slot).starred, "{way}");
    }
}

#[test]
fn what_the_reader_does_itself_does_not_echo() {
    let mut scene = Scene::new();
    for keys in ["p", "j d", "u", "d", ": v i e w space b i n enter"] {
        scene.desk.keys(keys);
        let before = scene.desk.model.library.clone();
        scene.stirs(&["alpha.md", "bravo.md"]);
        assert!(scene.desk.model.library.is_same(&before), "after {keys}");
    }
    assert_eq!(scene.desk.titles(), ["bravo.md"], "its file is in the bin");
}

#[test]
fn sources_that_overlap_list_each_card_once() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("news/.drafts")).unwrap();
    let at = |name: &str| folder.path().canonicalize().unwrap().join(name);
    for name in ["alone.md", "news/a.md", "news/.drafts/d.md"] {
        fs::write(at(name), text(name, 1)).unwrap();
    }
    let sources = [at("alone.md"), at("news"), at(""), at("news/.drafts")];
    let mut scene = Scene { desk: Desk::open(Sources::find(&sources).unwrap(), 120, 30), folder };
    assert_eq!(scene.desk.titles().len(), 3);
    for name in ["alone.md", "news/a.md", "news/.drafts/d.md", "news/b.md", "top.md", "news/.drafts/e.md"] {
        scene.write(name, &text("Changed", 2));
        scene.stirs(&[name]);
    }
    assert_eq!(scene.desk.titles(), ["Changed"; 6]);
    for name in ["alone.md", "news/a.md", "news/.drafts/d.md"] {
        fs::remove_file(scene.path(name)).unwrap();
    }
    scene.stirs(&["alone.md", "news", "news/.drafts"]);
    assert_eq!(scene.desk.titles().len(), 3);
}

#[test]
fn when_nobody_knows_where_it_stirred_everything_is_looked_at() {
    let mut scene = Scene::new();
    scene.desk.keys("j j s");
    scene.write("alpha.md", &text("Changed", 20));
    scene.write("news/new.md", &text("New", 1));
    fs::remove_file(scene.path("bravo.md")).unwrap();
    fs::rename(scene.path("news/charlie.md"), scene.path("charlie.md")).unwrap();
    scene.desk.send(Msg::Job(Job::FilesStirred(Stirred::Everything)));
    scene.desk.ring_for(Timer::Files);
    scene.check();
    assert_eq!(scene.desk.titles(), ["Changed", "news/charlie.md", "news/delta.md", "echo.md", "New"]);
    assert_eq!(scene.selected(), "news/charlie.md");
}

#[test]
fn many_small_changes_become_one_segment() {
    let mut scene = Scene::new();
    for round in 0..100 {
        scene.write(NAMES[round % 5], &text(&format!("Round {round}"), 20 - round % 5));
        scene.write(&format!("{round}.md"), &text(&format!("New {round}"), 1));
        scene.stirs(&[NAMES[round % 5], &format!("{round}.md")]);
    }
    assert_eq!(scene.desk.titles().len(), 105);
    let full = scene.desk.model.library.segments().filter(|(_, segment)| !segment.is_empty());
    assert!(full.count() <= 34);
}

#[test]
fn what_was_decided_stays_in_its_place_while_files_change() {
    let mut scene = Scene::new();
    // Unread cards only, and two that are read now.
    scene.desk.keys("U j m j j m");
    assert_eq!(scene.desk.titles(), ["alpha.md", "bravo.md", "news/charlie.md", "news/delta.md", "echo.md"]);
    scene.write("new.md", &text("New", 21));
    scene.stirs(&["new.md"]);
    let all = ["New", "alpha.md", "bravo.md", "news/charlie.md", "news/delta.md", "echo.md"];
    assert_eq!(scene.desk.titles(), all);
    assert_eq!((scene.selected(), scene.desk.model.list.unread), ("news/delta.md", Some(4)));
    // What is gone goes, even if it was decided about.
    fs::remove_file(scene.path("bravo.md")).unwrap();
    scene.stirs(&["bravo.md"]);
    assert_eq!(scene.desk.titles(), ["New", "alpha.md", "news/charlie.md", "news/delta.md", "echo.md"]);
    // Entered again, the view shows what belongs to it.
    scene.desk.keys("U U");
    assert_eq!(scene.desk.titles(), ["New", "alpha.md", "news/charlie.md", "echo.md"]);
}

#[test]
fn headings_count_what_stays_under_them() {
    let mut scene = Scene::new();
    scene.desk.keys(": g r o u p space d a y enter U m j j m");
    let headings = |scene: &Scene| {
        let headings = &scene.desk.model.list.answer.headings;
        headings.iter().map(|heading| (heading.row, heading.cards)).collect::<Vec<_>>()
    };
    let each: Vec<(usize, usize)> = (0..5).map(|row| (row, 1)).collect();
    assert_eq!(headings(&scene), each);
    scene.write("new.md", &text("New", 1));
    scene.stirs(&["new.md"]);
    assert_eq!(scene.desk.titles().len(), 6);
    // The first card stays above what it was above; the third has come under the day before it.
    assert_eq!(headings(&scene), [(0, 3), (3, 1), (4, 1), (5, 1)]);
}
