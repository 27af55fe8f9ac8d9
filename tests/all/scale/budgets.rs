//! Prints what is promised beside what is measured, as `docs/performance.md` has it. Nothing fails when a budget is
//! missed: the machine may be another one, and the library smaller or larger than the 100,000 cards that are promised.

use std::cmp::Reverse;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use copydesk::keymap::keys;
use copydesk::library::SortKey;
use copydesk::store::{Found, Freshness, Index, LoadEvent, Sources, load};

use super::figures::{Table, milliseconds, quantile, summary};
use super::large::Large;
use super::reader::Reader;
use super::search::Searched;

/// How often what is quick is measured: the best of them counts, because others use the machine, too.
const ROUNDS: usize = 5;
/// At least so many keys of each kind.
const KEYS: usize = 200;
/// What is pressed in the list, by kind, again and again.
const KINDS: [(&str, &str); 6] = [
    ("moving", "j j j k ctrl-d j ctrl-u G k gg 7 j k"),
    ("in the card and from pane to pane", "l j j k ] [ h J K t j k t z z l h"),
    ("searching", "/ l i n k space q u backspace backspace backspace esc esc"),
    ("lists over the panes", "g t a esc esc ? p a g e esc esc ' j esc S j esc ctrl-p w i n d esc"),
    ("deciding", "m s j e u j m s s u u u"),
    ("sorting and narrowing", "U U S t S esc U U"),
];

fn ms(count: u64) -> Duration {
    Duration::from_millis(count)
}

#[test]
#[ignore = "prints figures"]
fn budgets() {
    let large = Large::open();
    let mut table = Table::default();
    reading(&large, &mut table);
    pressing(&mut table);
    searching(&large, &mut table);
    changing(&mut table);
    listing(&large, &mut table);
    #[cfg(target_os = "linux")]
    memory(&large, &mut table);
    table.print();
}

/// When something came, since the reading began.
#[derive(Default, Clone, Copy)]
struct Times {
    first: Option<Duration>,
    indexed: Option<Duration>,
    finished: Option<Duration>,
    cards: usize,
}

fn read(sources: &Sources, index: &Index) -> (Times, Found) {
    let times = Mutex::new(Times::default());
    let started = Instant::now();
    let found = load(sources, index, Freshness::Verified, None, &AtomicBool::new(false), &|event| {
        let (mut times, now) = (times.lock().unwrap(), Some(started.elapsed()));
        match event {
            LoadEvent::Indexed { .. } => times.indexed = now,
            LoadEvent::IndexRead | LoadEvent::Read { .. } => {}
            LoadEvent::Finished { census, .. } => (times.finished, times.cards) = (now, census.cards),
        }
        times.first = times.first.or(now);
    });
    (times.into_inner().unwrap(), found)
}

fn reading(large: &Large, table: &mut Table) {
    let (sources, cache) = (large.sources(), tempfile::tempdir().unwrap());
    let without: Vec<Times> = (0..3).map(|_| read(&sources, &Index::new(None)).0).collect();
    let index = Index::new(Some(cache.path().to_path_buf()));
    let found = read(&sources, &index).1;
    let started = Instant::now();
    found.keep(&index, &sources).unwrap();
    let written = started.elapsed();
    drop(found);
    let with: Vec<Times> = (0..ROUNDS).map(|_| read(&sources, &index).0).collect();
    let best = |times: &[Times], which: fn(&Times) -> Option<Duration>| {
        times.iter().filter_map(which).min().unwrap_or_default()
    };
    let cards = with.first().map(|times| times.cards).unwrap_or_default();
    table.note("cards", cards.to_string());
    table.time("first heads, with an index", ms(50), best(&with, |times| times.first), "");
    table.time("first heads, without", ms(150), best(&without, |times| times.first), "");
    table.time("all heads, with an index", ms(150), best(&with, |times| times.indexed), "");
    table.time("all of them verified", ms(600), best(&with, |times| times.finished), "");
    let first = without.first().and_then(|times| times.finished).unwrap_or_default();
    table.time("all read without an index, the first time", ms(2_000), first, "");
    table.time("all read without an index, again", ms(1_000), best(&without, |times| times.finished), "");
    table.note("index written", summary(&[written]));
}

/// Keys of all kinds, on a library that may be thrown away: a key that is taken for another may bin a card.
fn pressing(table: &mut Table) {
    let (large, cache) = (Large::made(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(large.sources(), cache.path(), 160, 50);
    reader.wait_until(|model| !model.loading.running && !model.list.slots.is_empty());
    reader.rest(ms(500));
    let mut all = Vec::new();
    for (kind, script) in KINDS {
        let script = keys(script).unwrap();
        let mut times = Vec::new();
        for _ in 0..KEYS.div_ceil(script.len()) {
            reader.go_to_list();
            times.extend(script.iter().map(|key| (*key, reader.press(*key))));
        }
        times.sort_unstable_by_key(|(_, (first, _))| Reverse(*first));
        let slowest: Vec<String> =
            times.iter().take(3).map(|(key, (first, _))| format!("{key} {}", milliseconds(*first))).collect();
        let (first, whole): (Vec<_>, Vec<_>) = times.into_iter().map(|(_, times)| times).unzip();
        println!("{kind}: to its frame {}, slowest {}", summary(&first), slowest.join(", "));
        println!("{kind}: to all that comes of it {}", summary(&whole));
        let about = [0.5, 0.99].map(|share| milliseconds(quantile(&whole, share)));
        let about = format!("(to all that comes of it: p50 {}, p99 {})", about[0], about[1]);
        table.time(&format!("{kind}: a key to its frame, p99"), ms(4), quantile(&first, 0.99), &about);
        all.extend(first);
    }
    table.time("any key to its frame, p50", ms(4), quantile(&all, 0.5), &format!("(of {})", all.len()));
    table.time("any key to its frame, p99", ms(4), quantile(&all, 0.99), "");
}

fn searching(large: &Large, table: &mut Table) {
    let searched = Searched::read(large);
    let (heads, bodies) = searched.type_queries(SortKey::Date);
    table.time("a letter of a search, heads, p99", ms(16), quantile(&heads, 0.99), "");
    table.time("a letter of a search, bodies added, p99", ms(300), quantile(&bodies, 0.99), "");
    table.time("a letter of a fuzzy title, p99", ms(30), quantile(&searched.type_jumps(), 0.99), "");
}

/// A file that changes in a generated library, with the watcher on.
fn changing(table: &mut Table) {
    let (large, cache) = (Large::made(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(large.sources(), cache.path(), 120, 40);
    reader.wait_until(|model| !model.loading.running && !model.list.slots.is_empty());
    reader.rest(ms(1_500));
    let mut times = Vec::new();
    for round in 0..2 * ROUNDS {
        let file = reader.model.library.head(reader.model.list.slots[round]).unwrap().file();
        let title = format!("Changed {round}");
        fs::write(large.folder().join(&file.path), format!("---\ntitle: {title}\n---\n")).unwrap();
        let started = Instant::now();
        reader.wait_until(|model| {
            let slot = model.library.by_path(file.root, &file.path);
            slot.and_then(|slot| model.library.head(slot)).is_some_and(|head| head.title() == title)
        });
        times.push(started.elapsed());
        reader.rest(ms(300));
    }
    let about = format!("(max of {}; {} cards)", times.len(), reader.model.library.len());
    table.time("a changed file to its head on the screen", ms(300), quantile(&times, 1.0), &about);
}

fn listing(large: &Large, table: &mut Table) {
    let home = tempfile::tempdir().unwrap();
    let list = |how: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
        command.args(["list", "--format", "jsonl"]).args(how).arg("-L").arg(large.folder());
        command.env_clear().env("HOME", home.path()).env("TZ", "UTC").stdin(Stdio::null()).stdout(Stdio::null());
        let started = Instant::now();
        assert!(command.status().unwrap().success());
        started.elapsed()
    };
    list(&[]);
    let best = |how: &[&str]| (0..ROUNDS).map(|_| list(how)).min().unwrap_or_default();
    table.time("`list --format jsonl`, cached", ms(300), best(&["--cached"]), "");
    table.time("`list --format jsonl`, verified", ms(800), best(&[]), "");
}

/// Peak memory of the real program: when it has read the library, and when it has searched it, too.
#[cfg(target_os = "linux")]
fn memory(large: &Large, table: &mut Table) {
    use crate::pty::terminal::Start;

    let cache = tempfile::tempdir().unwrap();
    let library = large.folder().canonicalize().unwrap();
    let promised = 120 * 1_024;
    for with in ["without an index", "with an index"] {
        let start = Start::shell("exec \"$copydesk\" \"$large\"").env("large", &library.display().to_string());
        // Nothing can be decided without a place for it, whatever a key is taken for: the library is somebody's.
        let start = start.env("XDG_STATE_HOME", "/dev/null/nowhere");
        let mut terminal = start.env("XDG_CACHE_HOME", &cache.path().display().to_string()).run();
        // The place of the first card among all of them.
        terminal.wait_for(" 1/");
        // The index is written when everything has been read.
        std::thread::sleep(ms(3_000));
        let pid = terminal.pid();
        table.memory(&format!("peak memory, read {with}"), promised, peak(pid.as_raw_nonzero().get()));
        terminal.send("/quantum\r");
        std::thread::sleep(ms(2_000));
        // An escape that is followed by a letter at once is another key.
        for keys in ["G", "\u{1b}", "\u{1b}", "\u{10}", "wind"] {
            terminal.send(keys);
            std::thread::sleep(ms(500));
        }
        table.memory(&format!("peak memory, read {with} and searched"), promised, peak(pid.as_raw_nonzero().get()));
    }
}

/// In KiB: `VmHWM`, the most that was resident.
#[cfg(target_os = "linux")]
fn peak(pid: i32) -> u64 {
    let status = fs::read_to_string(Path::new("/proc").join(pid.to_string()).join("status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}
