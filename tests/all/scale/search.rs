//! How long searches of a large library take, as they are typed and deleted again: queries, letters of a title, and cards
//! like one. Drawing what was found is not in it.

use std::sync::Mutex;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use copydesk::library::{Candidates, Group, Library, Slot, Sort, SortKey, Weights, like};
use copydesk::query::{Context, FlagTable, Query, Question, Search, Views, parse};
use copydesk::store::texts::Texts;
use copydesk::store::{ScanEvent, Sources, scan};
use copydesk::work::Files;

use super::figures::summary;
use super::large::Large;
use crate::desk::NOW;

/// What is typed, a letter at a time, and deleted again.
const TYPED: [&str; 8] =
    ["ai e", "quantum budget", "zurich", "人工知能", "ethique de", "-ai quantum", "topic:ai is:unread chip", "xyzzy"];
/// Letters of titles, typed on.
const JUMPED: [&str; 7] = ["quantum", "robot chip", "openai", "ethqtm", "language model fair", "zurich", "人工知能"];

/// A library whose bodies can be searched.
pub(super) struct Searched {
    pub(super) library: Library,
    sources: Sources,
    texts: Texts,
    _cache: tempfile::TempDir,
}

impl Searched {
    pub(super) fn read(large: &Large) -> Self {
        let sources = large.sources();
        let cache = tempfile::tempdir().unwrap();
        let texts = Texts::new(Some(cache.path().to_path_buf()));
        let spool = texts.begin();
        let library = Mutex::new(Library::default());
        scan(&sources, Some(&spool), &AtomicBool::new(false), &|event| {
            if let ScanEvent::Batch { segment, taxonomies, .. } = event {
                let mut library = library.lock().unwrap();
                library.push(segment);
                library.learn(taxonomies);
            }
        });
        Self { library: library.into_inner().unwrap(), sources, texts, _cache: cache }
    }

    /// The times to what the heads tell, and to everything, for each letter of [`TYPED`].
    pub(super) fn type_queries(&self, sort: SortKey) -> (Vec<Duration>, Vec<Duration>) {
        let context =
            Context { now: NOW, zone: jiff::tz::TimeZone::UTC, views: Views::default(), weights: Weights::default() };
        let (flags, folders) = (FlagTable::default(), self.sources.folders());
        let files = Files { sources: &self.sources, texts: &self.texts };
        let search = Search::default();
        let (mut first, mut whole) = (Vec::new(), Vec::new());
        for typed in TYPED {
            let ends: Vec<usize> = typed.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
            for end in ends.iter().chain(ends.iter().rev().skip(1)) {
                let Ok(query) = parse(&typed[..*end], &[]) else { continue };
                let query = Query { sort: Some(Sort::by(sort)), ..query };
                let question = Question {
                    query: &query,
                    group: Group::None,
                    library: &self.library,
                    flags: &flags,
                    context: &context,
                    folders: &folders,
                };
                let (started, early) = (Instant::now(), Mutex::new(None));
                search
                    .answer(question, &files, &|| false, &|_| *early.lock().unwrap() = Some(started.elapsed()))
                    .unwrap();
                whole.push(started.elapsed());
                first.push(early.into_inner().unwrap().unwrap_or_else(|| started.elapsed()));
            }
        }
        (first, whole)
    }

    /// The times for each letter of [`JUMPED`], typed on.
    pub(super) fn type_jumps(&self) -> Vec<Duration> {
        let all = Candidates::of(self.library.clone(), &|| false).unwrap();
        let type_on = |whole: &'static str| {
            let mut growing = all.clone();
            whole.char_indices().map(move |(start, letter)| {
                let started = Instant::now();
                growing.search(&whole[..start + letter.len_utf8()], 50, &|| false).unwrap();
                started.elapsed()
            })
        };
        JUMPED.into_iter().flat_map(type_on).collect()
    }
}

#[test]
#[ignore = "prints figures"]
fn searches_of_a_large_library() {
    let searched = Searched::read(&Large::open());
    for sort in [SortKey::Date, SortKey::Title, SortKey::Score, SortKey::Relevance] {
        let (first, whole) = searched.type_queries(sort);
        println!("by {}: first {}; with bodies {}", sort.name(), summary(&first), summary(&whole));
    }
}

#[test]
#[ignore = "prints figures"]
fn fuzzy_titles_of_a_large_library() {
    let large = Large::open();
    let library = large.library();
    let started = Instant::now();
    let all = Candidates::of(library.clone(), &|| false).unwrap();
    println!("{} titles packed in {:?}", library.len(), started.elapsed());
    for whole in JUMPED {
        let (mut growing, mut kept) = (all.clone(), Vec::new());
        let (mut alone, mut hits) = (Vec::new(), 0);
        for (start, letter) in whole.char_indices() {
            let typed = &whole[..start + letter.len_utf8()];
            let started = Instant::now();
            hits = growing.search(typed, 50, &|| false).unwrap().len();
            kept.push(started.elapsed());
            let mut all = all.clone();
            let started = Instant::now();
            assert_eq!(all.search(typed, 50, &|| false).unwrap().len(), hits);
            alone.push(started.elapsed());
        }
        println!("{whole:>20}: {hits:>2} hits; typed on {}; each on its own {}", summary(&kept), summary(&alone));
    }
}

#[test]
#[ignore = "prints figures"]
fn cards_like_one_in_a_large_library() {
    let large = Large::open();
    let library = large.library();
    let slots: Vec<Slot> = library.heads().map(|(slot, _)| slot).step_by(library.len() / 20 + 1).collect();
    let times = slots.iter().map(|slot| {
        let started = Instant::now();
        like(&library, *slot, 5, &|| false).unwrap();
        started.elapsed()
    });
    println!("cards like one of {}: {}", library.len(), summary(&times.collect::<Vec<_>>()));
}
