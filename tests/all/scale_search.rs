//! How long searches of a large library take, as they are typed and deleted again. Prints figures; ignored by default.

use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use copydesk::library::{Group, Library, Sort, SortKey, Weights};
use copydesk::query::{Context, FlagTable, Query, Question, Search, Views, parse};
use copydesk::store::texts::Texts;
use copydesk::store::{ScanEvent, Sources, scan};
use copydesk::work::Files;

use crate::desk::NOW;

/// What is typed, a letter at a time, and deleted again.
const TYPED: [&str; 8] =
    ["ai e", "quantum budget", "zurich", "人工知能", "ethique de", "-ai quantum", "topic:ai is:unread chip", "xyzzy"];

#[test]
#[ignore = "prints figures; needs COPYDESK_LIBRARY"]
fn searches_of_a_large_library() {
    let Some(folder) = std::env::var_os("COPYDESK_LIBRARY") else {
        println!("COPYDESK_LIBRARY is not set: nothing measured");
        return;
    };
    let sources = Sources::find(&[PathBuf::from(folder)]).unwrap();
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
    let library = library.into_inner().unwrap();
    let context =
        Context { now: NOW, zone: jiff::tz::TimeZone::UTC, views: Views::default(), weights: Weights::default() };
    let (flags, folders, files) = (FlagTable::default(), sources.folders(), Files { sources: &sources, texts: &texts });
    for sort in [SortKey::Date, SortKey::Title, SortKey::Score, SortKey::Relevance] {
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
                    library: &library,
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
        println!("by {}: first {}; with bodies {}", sort.name(), summary(first), summary(whole));
    }
}

fn summary(mut times: Vec<Duration>) -> String {
    times.sort();
    let at = |share: f64| times[((times.len() - 1) as f64 * share).round() as usize].as_secs_f64() * 1e3;
    format!("p50 {:.1} ms, p99 {:.1} ms, max {:.1} ms ({} searches)", at(0.5), at(0.99), at(1.0), times.len())
}
