use std::fs;
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, SystemTime};

use super::*;
use crate::library::Census;
use crate::store::scan::verify_at;
use crate::store::texts::Texts;
use crate::store::{Contents, Indexed, Known, OtherFile, ScanEvent};

/// A library in a folder, and where its index goes.
struct Bench {
    cards: tempfile::TempDir,
    cache: tempfile::TempDir,
}

/// What one start found.
#[derive(Debug, Default)]
struct Start {
    /// Titles from the index, those of dead rows left out.
    indexed: Vec<String>,
    /// Titles that were read from files.
    read: Vec<String>,
    gone: usize,
    taxonomies: usize,
    census: Census,
    doubts: Vec<Doubt>,
    segments: usize,
    kept: Option<IndexError>,
}

impl Bench {
    fn new() -> Self {
        Self { cards: tempfile::tempdir().unwrap(), cache: tempfile::tempdir().unwrap() }
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.cards.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
    }

    fn card(&self, name: &str, title: &str) {
        self.write(
            name,
            &format!("---\ntitle: {title}\npublishedDateTime: 2021-01-0{}T00:00:00Z\n---\nbody of {title}", name.len()),
        );
    }

    fn index(&self) -> Index {
        Index::new(Some(self.cache.path().to_path_buf()))
    }

    fn sources(&self) -> Sources {
        Sources::find(&[self.cards.path().to_path_buf()]).unwrap()
    }

    /// What a start does: reads the index, compares, and writes it anew.
    fn start(&self) -> Start {
        let (sources, index, cancel) = (self.sources(), self.index(), AtomicBool::new(false));
        let mut start = Start::default();
        let opened = index.open(&sources).map_err(|doubt| start.doubts.push(doubt)).ok();
        let (indexed, others): (Vec<Indexed>, Vec<OtherFile>) = match &opened {
            Some(opened) => {
                let (indexed, doubt) = opened.segments(&cancel, &|_| {});
                start.doubts.extend(doubt);
                start.taxonomies = OtherFile::taxonomies(&opened.others()).len();
                (indexed, opened.others())
            }
            None => Default::default(),
        };
        for Indexed { segment, dead, .. } in &indexed {
            let live = segment.heads().zip(0_u16..).filter(|(_, row)| !dead.contains(row));
            start.indexed.extend(live.map(|(head, _)| head.title().to_owned()));
        }
        start.segments = indexed.len();
        let known = Known::new(&indexed, others);
        let (new, end) = (Mutex::new(Vec::new()), Mutex::new(None));
        let texts = Texts::new(None);
        let spool = texts.begin();
        // Files that changed a moment ago are not trusted to stay as they are.
        let later = SystemTime::now() + Duration::from_secs(60);
        verify_at(&sources, &known, Some(&spool), later, &cancel, &|event| match event {
            ScanEvent::Batch { segment, .. } if segment.is_empty() => {}
            ScanEvent::Batch { segment, .. } => new.lock().unwrap().push(segment),
            ScanEvent::Finished { census, others, .. } => *end.lock().unwrap() = Some((census, others)),
        });
        let (new, (census, others)) = (new.into_inner().unwrap(), end.into_inner().unwrap().unwrap());
        start.read = new.iter().flat_map(|segment| segment.heads().map(|head| head.title().to_owned())).collect();
        start.gone = known.gone().len();
        start.census = census;
        let contents =
            Contents { opened: opened.as_ref(), indexed: &known.still_good(), new: &new, others: &others, census };
        start.kept = index.keep(&sources, contents).err();
        start.indexed.sort_unstable();
        start.read.sort_unstable();
        start
    }

    fn folder(&self) -> std::path::PathBuf {
        self.index().folder_of(&self.sources()).unwrap()
    }

    fn files(&self) -> Vec<std::path::PathBuf> {
        let entries = fs::read_dir(self.folder()).unwrap().map(|entry| entry.unwrap().path());
        entries.filter(|path| path.extension().is_some_and(|ending| ending == SEGMENT)).collect()
    }
}

fn sorted<const N: usize>(titles: [&str; N]) -> Vec<String> {
    titles.map(str::to_owned).to_vec()
}

#[test]
fn a_second_start_reads_no_card() {
    let bench = Bench::new();
    bench.card("a.md", "a");
    bench.card("deep/b.md", "b");
    bench.write("plain.md", "no front matter");
    bench.write("_data/topics/t.yaml", "taxonomy: topic\nname: T\nparent: P\n");
    bench.write("_data/site.yaml", "colour: red\n");
    let first = bench.start();
    assert_eq!((first.doubts, first.read), (vec![Doubt::Missing], sorted(["a", "b"])));
    let second = bench.start();
    assert_eq!((second.indexed, second.read, second.gone), (sorted(["a", "b"]), vec![], 0));
    assert_eq!((second.taxonomies, second.census, second.doubts), (1, first.census, vec![]));
    assert_eq!(second.census.without_front_matter, 1);
}

#[test]
fn a_change_costs_a_small_segment() {
    let bench = Bench::new();
    for number in 0..200 {
        bench.card(&format!("{number}.md"), &format!("card {number}"));
    }
    bench.start();
    let large = bench.files();
    assert_eq!(large.len(), 1);
    bench.card("7.md", "another");
    bench.card("new.md", "new");
    fs::remove_file(bench.cards.path().join("8.md")).unwrap();
    let changed = bench.start();
    assert_eq!((changed.indexed.len(), changed.read), (200, sorted(["another", "new"])));
    assert_eq!(changed.gone, 1);
    let after = bench.files();
    assert!(after.len() == 2 && after.contains(&large[0]), "{after:?}");
    let size = |path: &std::path::PathBuf| fs::metadata(path).unwrap().len();
    assert!(after.iter().filter(|path| **path != large[0]).all(|small| size(small) * 10 < size(&large[0])));
    let next = bench.start();
    assert_eq!((next.indexed.len(), next.read, next.gone), (200, vec![], 0));
    assert!(next.indexed.contains(&"another".to_owned()) && !next.indexed.contains(&"card 8".to_owned()));
}

#[test]
fn many_small_segments_are_joined() {
    let bench = Bench::new();
    for number in 0..100 {
        bench.card(&format!("{number}.md"), "x");
    }
    for round in 0..12 {
        bench.card("1.md", &format!("round {round}"));
        let start = bench.start();
        assert!(start.segments <= plan::MANY, "round {round}: {}", start.segments);
    }
    let last = bench.start();
    assert_eq!((last.indexed.len(), last.read), (100, vec![]));
    assert_eq!(bench.files().len(), last.segments, "what is not referred to is removed");
}

#[test]
fn what_is_damaged_is_read_from_the_cards() {
    let all = sorted(["a", "b", "c"]);
    for (name, damage) in [
        ("a bit", (|bytes| bytes[60] ^= 4) as fn(&mut Vec<u8>)),
        ("cut", |bytes| bytes.truncate(bytes.len() - 1)),
        ("longer", |bytes| bytes.push(0)),
        ("empty", Vec::clear),
        ("text", |bytes| *bytes = b"a text\n".to_vec()),
        ("older", |bytes| bytes[8] ^= 1),
        // In a segment that is the last letter of an excerpt or a link.
        ("last byte", |bytes| *bytes.last_mut().unwrap() ^= 1),
    ] {
        for what in ["manifest", "segment"] {
            let bench = Bench::new();
            for title in &all {
                bench.card(&format!("{title}.md"), title);
            }
            bench.start();
            let path = if what == "manifest" { bench.folder().join(MANIFEST) } else { bench.files().remove(0) };
            let mut bytes = fs::read(&path).unwrap();
            damage(&mut bytes);
            fs::write(&path, bytes).unwrap();
            let start = bench.start();
            let found: Vec<String> = [start.indexed, start.read].concat();
            // What follows a sealed manifest is not looked at.
            let expected = if (name, what) == ("longer", "manifest") { 0 } else { 1 };
            assert_eq!((found, start.doubts.len()), (all.clone(), expected), "{name} {what}");
            let next = bench.start();
            assert_eq!((next.indexed, next.doubts), (all.clone(), vec![]), "{name} {what}");
        }
    }
}

#[test]
fn another_librarys_index_is_not_taken() {
    let (one, other) = (Bench::new(), Bench::new());
    one.card("a.md", "a");
    other.card("b.md", "b");
    one.start();
    other.start();
    fs::copy(one.folder().join(MANIFEST), other.folder().join(MANIFEST)).unwrap();
    let start = other.start();
    assert_eq!((start.doubts, start.read), (vec![Doubt::OtherLibrary], sorted(["b"])));
}

#[test]
fn bodies_and_links_are_searched_from_the_index() {
    let bench = Bench::new();
    bench.card("a.md", "a");
    bench.card("bb.md", "b");
    bench.start();
    let opened = bench.index().open(&bench.sources()).unwrap();
    let (indexed, _) = opened.segments(&AtomicBool::new(false), &|_| {});
    // The newest comes first: the longer the name, the later its date.
    let titles: Vec<&str> = indexed[0].segment.heads().map(|head| head.title()).collect();
    assert_eq!(titles, ["b", "a"]);
    fs::remove_dir_all(bench.folder()).unwrap();
    let bodies = indexed[0].segment.texts().unwrap().bodies();
    let mut bytes = vec![0; bodies.range(1).len()];
    bodies.read_at(bodies.range(1).start, &mut bytes).unwrap();
    assert_eq!(bytes, b"body of a");
}

#[test]
fn an_index_that_cannot_be_written_is_told() {
    let bench = Bench::new();
    bench.card("a.md", "a");
    fs::write(bench.cache.path().join("index"), "in the way").unwrap();
    let start = bench.start();
    assert_eq!(start.read, sorted(["a"]));
    let told = start.kept.unwrap().to_string();
    assert!(told.contains("cannot be written, so the next start reads every card again: "), "{told}");
}

#[test]
fn who_comes_second_leaves_the_writing_to_the_first() {
    let bench = Bench::new();
    bench.card("a.md", "a");
    bench.start();
    let lock = fs::File::create(bench.folder().join("lock")).unwrap();
    lock.lock().unwrap();
    bench.card("b.md", "b");
    let second = bench.start();
    assert_eq!((second.read, second.kept), (sorted(["b"]), None));
    drop(lock);
    assert_eq!(bench.start().read, sorted(["b"]), "nothing was written");
    assert_eq!(bench.start().read, sorted([]));
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_no_index() {
    for name in [MANIFEST, "segment"] {
        let bench = Bench::new();
        bench.card("a.md", "a");
        bench.start();
        let path = if name == MANIFEST { bench.folder().join(MANIFEST) } else { bench.files().remove(0) };
        fs::remove_file(&path).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
        let start = bench.start();
        assert_eq!((start.read, start.doubts), (sorted(["a"]), vec![Doubt::Damaged]), "{name}");
    }
}

#[test]
fn a_topic_whose_file_is_gone_is_gone() {
    use crate::store::{Freshness, LoadEvent, load};

    let bench = Bench::new();
    bench.card("a.md", "a");
    bench.write("_data/topics/t.yaml", "taxonomy: topic\nname: T\n");
    bench.write("_data/topics/u.yaml", "taxonomy: topic\nname: U\n");
    bench.start();
    let told = |bench: &Bench| {
        let all = Mutex::new(None);
        load(&bench.sources(), &bench.index(), Freshness::Verified, None, &AtomicBool::new(false), &|event| {
            if let LoadEvent::Finished { taxonomies, .. } = event {
                *all.lock().unwrap() = taxonomies.map(|taxonomies| taxonomies.len());
            }
        });
        all.into_inner().unwrap()
    };
    assert_eq!(told(&bench), None, "the index told of them");
    fs::remove_file(bench.cards.path().join("_data/topics/t.yaml")).unwrap();
    assert_eq!(told(&bench), Some(1));
}
