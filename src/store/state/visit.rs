//! Where the last visit to each library ended: `visit.json` beside the database, replaced as a whole. It can be lost
//! without harm. What is taken up of it is [`crate::app`]'s affair.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::replace::replace;
use super::shown;
use crate::card::SafeText;
use crate::library::{FileRef, Sort};
use crate::query::Visit;
use crate::store::Sources;
use crate::store::file::reason;

/// The layout of the file that is written and read here.
const VERSION: u32 = 1;
/// Libraries that are remembered; those that were not visited for longest are forgotten.
const MOST: usize = 50;
/// Far more than that many take.
const LONGEST: u64 = 1024 * 1024;

/// The file, for one set of libraries.
#[derive(Debug)]
pub struct VisitFile {
    /// `None` when the system has no place for state.
    folder: Option<PathBuf>,
    sources: Sources,
}

/// Why it is not known where the last visit ended.
#[derive(Debug, thiserror::Error)]
#[error("where the last visit ended is forgotten: {path}: {reason}")]
pub struct VisitError {
    path: SafeText,
    reason: SafeText,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Saved {
    version: u32,
    /// The latest first.
    visits: Vec<Entry>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    libraries: Vec<String>,
    view: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    topics: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sort: Option<Order>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    filter: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    queries: Vec<String>,
    /// Its file, absolute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    card: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Order {
    key: String,
    #[serde(default)]
    reversed: bool,
}

impl VisitFile {
    /// The file in this state folder, as far as it is about these sources, in whichever order they are named.
    pub fn new(folder: Option<PathBuf>, sources: Sources) -> Self {
        Self { folder, sources }
    }

    /// Where the last visit ended; `None` when there was none.
    ///
    /// # Errors
    /// When the file cannot be read or is none of ours. It is replaced when this visit ends.
    pub fn last(&self) -> Result<Option<Visit>, VisitError> {
        let Some(path) = self.path() else { return Ok(None) };
        let saved = read(&path).map_err(|reason| VisitError { path: shown(&path), reason: SafeText::line(&reason) })?;
        let own = self.libraries();
        let entry = saved.visits.into_iter().find(|entry| Some(&entry.libraries) == own.as_ref());
        Ok(entry.map(|entry| self.visit(entry)))
    }

    /// This visit has ended here.
    ///
    /// # Errors
    /// When that cannot be written; the file is as it was before.
    pub fn keep(&self, visit: &Visit) -> io::Result<()> {
        let (Some(path), Some(libraries)) = (self.path(), self.libraries()) else { return Ok(()) };
        let mut saved = read(&path).unwrap_or(Saved { version: VERSION, visits: Vec::new() });
        saved.visits.retain(|entry| entry.libraries != libraries);
        saved.visits.insert(0, self.entry(libraries, visit));
        saved.visits.truncate(MOST);
        let text = serde_json::to_string_pretty(&saved).map_err(io::Error::other)?;
        replace(&path, &text)
    }

    fn path(&self) -> Option<PathBuf> {
        Some(self.folder.as_ref()?.join("visit.json"))
    }

    /// The sources by their paths. A path that is no text is not remembered.
    fn libraries(&self) -> Option<Vec<String>> {
        let whole = |(number, folder): (u16, PathBuf)| match self.sources.file_name(number) {
            Some(name) => folder.join(name),
            None => folder,
        };
        let paths = (0..=u16::MAX).zip(self.sources.folders()).map(whole);
        let mut libraries: Vec<String> = paths.map(|path| path.to_str().map(str::to_owned)).collect::<Option<_>>()?;
        libraries.sort_unstable();
        Some(libraries)
    }

    fn entry(&self, libraries: Vec<String>, visit: &Visit) -> Entry {
        let order = |sort: Sort| Order { key: sort.to_string(), reversed: false };
        let card = visit.card.as_ref().and_then(|card| {
            let folder = self.sources.folders().into_iter().nth(usize::from(card.root))?;
            folder.join(&card.path).to_str().map(str::to_owned)
        });
        let topics = visit.topics.iter().map(|topic| topic.as_str().to_owned()).collect();
        let (filter, queries) = (visit.filter.clone(), visit.queries.clone());
        Entry { libraries, view: visit.view.clone(), topics, sort: visit.sort.map(order), filter, queries, card }
    }

    fn visit(&self, entry: Entry) -> Visit {
        let sort = entry.sort.and_then(|order| {
            let sort: Sort = order.key.parse().ok()?;
            Some(if order.reversed { sort.reversed() } else { sort })
        });
        let topics = entry.topics.iter().map(|topic| SafeText::line(topic)).collect();
        let card = entry.card.and_then(|card| self.find(Path::new(&card)));
        let queries = entry.queries.into_iter().map(|query| SafeText::line(&query).to_string()).collect();
        let filter = SafeText::line(&entry.filter).to_string();
        Visit { view: entry.view, topics, sort, filter, queries, card }
    }

    /// Under which source a card's file lies.
    fn find(&self, card: &Path) -> Option<FileRef> {
        (0..=u16::MAX).zip(self.sources.folders()).find_map(|(root, folder)| {
            let path = card.strip_prefix(folder).ok()?;
            let is_here = self.sources.file_name(root).is_none_or(|name| name == path);
            is_here.then(|| FileRef { root, path: path.to_path_buf() })
        })
    }
}

fn read(path: &Path) -> Result<Saved, String> {
    let mut text = String::new();
    let read = fs::File::open(path).and_then(|file| file.take(LONGEST).read_to_string(&mut text));
    match read {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Saved { version: VERSION, visits: Vec::new() }),
        Err(error) => Err(reason(&error)),
        Ok(_) => match serde_json::from_str::<Saved>(&text) {
            Ok(saved) if saved.version == VERSION => Ok(saved),
            Ok(saved) => Err(format!("it is of version {}, and this program knows {VERSION}", saved.version)),
            Err(error) => Err(error.to_string()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::SortKey;

    struct Scene {
        folder: tempfile::TempDir,
    }

    impl Scene {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            for name in ["one", "other"] {
                fs::create_dir(folder.path().join(name)).unwrap();
                fs::write(folder.path().join(name).join("a.md"), "---\n---\n").unwrap();
            }
            Self { folder }
        }

        fn of(&self, names: &[&str]) -> VisitFile {
            let paths: Vec<PathBuf> = names.iter().map(|name| self.folder.path().join(name)).collect();
            VisitFile::new(Some(self.folder.path().join("state")), Sources::find(&paths).unwrap())
        }

        fn file(&self) -> PathBuf {
            self.folder.path().join("state/visit.json")
        }
    }

    fn visit(view: &str, root: u16) -> Visit {
        Visit {
            filter: "is:unread \"a b\"".to_owned(),
            queries: vec!["x".to_owned(), "-y".to_owned()],
            view: view.to_owned(),
            topics: vec![SafeText::line("AI: \"new\" #1")],
            sort: Some(Sort::by(SortKey::Heat).reversed()),
            card: Some(FileRef { root, path: "a.md".into() }),
        }
    }

    #[test]
    fn each_set_of_libraries_has_its_visit() {
        let scene = Scene::new();
        assert_eq!(scene.of(&["one"]).last().unwrap(), None);
        scene.of(&["one"]).keep(&visit("starred", 0)).unwrap();
        scene.of(&["one", "other"]).keep(&visit("all", 1)).unwrap();
        scene.of(&["one/a.md"]).keep(&Visit::default()).unwrap();
        assert_eq!(scene.of(&["one"]).last().unwrap(), Some(visit("starred", 0)));
        assert_eq!(scene.of(&["other"]).last().unwrap(), None);
        // The same libraries named in another order are the same, and the card is where it was.
        assert_eq!(scene.of(&["other", "one"]).last().unwrap(), Some(visit("all", 0)));
        assert_eq!(scene.of(&["one/a.md"]).last().unwrap(), Some(Visit::default()));
        scene.of(&["one"]).keep(&visit("inbox", 0)).unwrap();
        assert_eq!(scene.of(&["one"]).last().unwrap(), Some(visit("inbox", 0)));
        let names: Vec<_> = fs::read_dir(scene.folder.path().join("state")).unwrap().collect();
        assert_eq!(names.len(), 1, "no draft is left");
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_read_it() {
        let scene = Scene::new();
        scene.of(&["one"]).keep(&Visit::default()).unwrap();
        let mode = std::os::unix::fs::PermissionsExt::mode(&scene.file().metadata().unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn what_is_broken_or_newer_is_said_and_replaced() {
        let scene = Scene::new();
        scene.of(&["one"]).keep(&Visit::default()).unwrap();
        for (text, said) in [
            ("{\"version\": 1,", "at line 1 column 14"),
            (r#"{"version": 2, "visits": []}"#, "it is of version 2, and this program knows 1"),
            (r#"{"version": 1, "visits": [], "more": 1}"#, "unknown field `more`"),
            ("{}", "missing field `version`"),
            ("", "at line 1 column 0"),
        ] {
            fs::write(scene.file(), text).unwrap();
            let error = scene.of(&["one"]).last().unwrap_err().to_string();
            assert!(error.contains("visit.json") && error.contains(said), "{error}");
        }
        scene.of(&["one"]).keep(&visit("all", 0)).unwrap();
        assert_eq!(scene.of(&["one"]).last().unwrap(), Some(visit("all", 0)));
    }

    #[test]
    fn a_file_that_is_too_long_is_said_and_replaced() {
        let scene = Scene::new();
        scene.of(&["one"]).keep(&Visit::default()).unwrap();
        let text = fs::read_to_string(scene.file()).unwrap();
        let blanks = " ".repeat(usize::try_from(LONGEST).unwrap());
        fs::write(scene.file(), format!("{blanks}{text}")).unwrap();
        assert!(scene.of(&["one"]).last().is_err());
        scene.of(&["one"]).keep(&visit("all", 0)).unwrap();
        assert_eq!(scene.of(&["one"]).last().unwrap(), Some(visit("all", 0)));
    }

    #[test]
    fn the_form_of_before_is_left_alone() {
        let scene = Scene::new();
        scene.of(&["one"]).keep(&Visit::default()).unwrap();
        fs::remove_file(scene.file()).unwrap();
        let before = scene.file().with_extension("yaml");
        fs::write(&before, "version: 1\nvisits: {").unwrap();
        assert_eq!(scene.of(&["one"]).last().unwrap(), None);
        scene.of(&["one"]).keep(&visit("all", 0)).unwrap();
        assert_eq!(fs::read_to_string(&before).unwrap(), "version: 1\nvisits: {");
    }

    #[test]
    fn what_cannot_be_written_leaves_what_was_there() {
        let scene = Scene::new();
        fs::write(scene.folder.path().join("state"), "a file").unwrap();
        assert!(scene.of(&["one"]).keep(&Visit::default()).is_err());
        assert!(VisitFile::new(None, Sources::tour()).keep(&Visit::default()).is_ok());
    }
}
