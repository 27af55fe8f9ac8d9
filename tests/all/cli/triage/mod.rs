//! Verbs from the shell, over real files and a real state database.

mod asks;
mod bin;
mod files;
mod marks;
mod refuses;

use std::collections::BTreeMap;

use super::*;

/// A card that is a draft, written as no program would write it anew.
const DRAFT: &str = "---\r\ntitle: Draft   of a plan\r\npublished: false # wait\r\ntopics: [x]\r\n---\r\nBody.\r\n";

/// A library of a few cards, and a home.
struct Scene {
    home: Home,
    folder: tempfile::TempDir,
}

impl Scene {
    fn new() -> Self {
        let scene = Self { home: Home::new(), folder: tempfile::tempdir().unwrap() };
        scene.write("draft.md", DRAFT);
        scene.write("news/plain.md", "---\ntitle: Plain words\n---\n");
        scene.write("news/linked.md", "---\ntitle: Linked words\nwebUrl: https://example.org/linked\n---\n<p>x\n");
        scene
    }

    fn library(&self) -> &Path {
        self.folder.path()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.library().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn state(&self) -> PathBuf {
        self.home.path().join(".local/state/copydesk")
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let library = [OsStr::new("-L"), self.library().as_os_str()];
        self.home.command(arguments.iter().map(OsStr::new).chain(library))
    }

    fn run(&self, arguments: &[&str]) -> Answer {
        Answer::of(self.command(arguments).output().unwrap())
    }

    /// What a verb says when it goes well.
    #[track_caller]
    fn says(&self, arguments: &[&str]) -> String {
        let answer = self.run(arguments);
        assert_eq!((answer.status, answer.err.as_str()), (0, ""), "{answer:?}");
        answer.out.trim_end().to_owned()
    }

    /// The record that `list` gives of a card.
    #[track_caller]
    fn card(&self, query: &str) -> serde_json::Value {
        json(&self.says(&["list", query, "--format", "jsonl"]))
    }

    fn tree(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        tree(self.library())
    }
}

/// Every file below a folder, with its bytes.
fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(tree(&path));
        } else {
            files.insert(path.clone(), std::fs::read(&path).unwrap());
        }
    }
    files
}
