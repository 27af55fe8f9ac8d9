//! Figures over large libraries, ignored by default: `COPYDESK_LIBRARY=DIR cargo test --release -- --ignored scale
//! --nocapture`.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use copydesk::app::{self, Job, Msg};
use copydesk::keymap::{Key, keys};
use copydesk::library::{Candidates, Library, Slot, like};
use copydesk::query::{Depth, Probe, Texts as _};
use copydesk::store::state::ViewsFile;
use copydesk::store::texts::{Spool, Texts};
use copydesk::store::{ScanEvent, Sources, scan};
use copydesk::term::EventLoop;
use copydesk::work::browser::detached::Launcher;
use copydesk::work::browser::{Browser, Surroundings};
use copydesk::work::{Keeper, Services, Workers};
use ratatui::backend::TestBackend;
use ratatui::layout::Size;

use crate::desk::{Desk, NOW, options};

#[test]
#[ignore = "prints figures; needs COPYDESK_LIBRARY"]
fn scan_of_a_large_library() {
    let Some(folder) = std::env::var_os("COPYDESK_LIBRARY") else {
        println!("COPYDESK_LIBRARY is not set: nothing measured");
        return;
    };
    let sources = Sources::find(&[PathBuf::from(folder)]).unwrap();
    for _ in 0..3 {
        let started = Instant::now();
        let first = Mutex::new(None);
        let batches = Mutex::new(0);
        scan(&sources, None, &AtomicBool::new(false), &|event| match event {
            ScanEvent::Batch { segment, .. } => {
                *batches.lock().unwrap() += 1;
                first.lock().unwrap().get_or_insert((started.elapsed(), segment.len()));
            }
            ScanEvent::Finished { census, failures, .. } => println!("{census:?} {failures:?}"),
        });
        println!(
            "first batch {:?}, {} batches, all {:?}",
            first.into_inner().unwrap(),
            batches.into_inner().unwrap(),
            started.elapsed()
        );
    }
}

#[test]
#[ignore = "prints figures; needs COPYDESK_LIBRARY"]
fn texts_of_a_large_library() {
    let Some(folder) = std::env::var_os("COPYDESK_LIBRARY") else {
        println!("COPYDESK_LIBRARY is not set: nothing measured");
        return;
    };
    let sources = Sources::find(&[PathBuf::from(folder)]).unwrap();
    let cache = tempfile::tempdir().unwrap();
    let texts = Texts::new(Some(cache.path().to_path_buf()));
    let load = |spool: Option<&Spool>| {
        let library = Mutex::new(Library::default());
        let started = Instant::now();
        scan(&sources, spool, &AtomicBool::new(false), &|event| {
            if let ScanEvent::Batch { segment, .. } = event {
                library.lock().unwrap().push(segment);
            }
        });
        (started.elapsed(), library.into_inner().unwrap())
    };
    for _ in 0..3 {
        println!("heads {:?}, with texts {:?}", load(None).0, load(Some(&texts.begin())).0);
    }
    let library = load(Some(&texts.begin())).1;
    let bytes = |depth| {
        let length = AtomicUsize::new(0);
        let test = |text: &str| length.fetch_add(text.len(), Ordering::Relaxed) == usize::MAX;
        texts.find(&library, &[Probe { depth, test: &test }], None, &|| false).unwrap();
        length.into_inner()
    };
    println!("{} bytes of bodies, {} of links", bytes(Depth::Body), bytes(Depth::Links));
    for (depth, wanted) in [
        (Depth::Body, "a"),
        (Depth::Body, "ai"),
        (Depth::Body, "quantum budget"),
        (Depth::Body, "no such phrase"),
        (Depth::Links, "wired.com"),
    ] {
        let test = |text: &str| text.contains(wanted);
        let find = || {
            let started = Instant::now();
            let found = texts.find(&library, &[Probe { depth, test: &test }], None, &|| false).unwrap();
            (started.elapsed(), found[0].len())
        };
        let mut times: Vec<(Duration, usize)> = (0..9).map(|_| find()).collect();
        times.sort_unstable();
        println!("{depth:?} {wanted:?}: best {:?}, median {:?}, {} cards", times[0].0, times[4].0, times[4].1);
    }
    #[cfg(target_os = "linux")]
    for line in std::fs::read_to_string("/proc/self/status").unwrap().lines().filter(|line| line.starts_with("VmHWM")) {
        println!("{line}");
    }
}

/// Keys that are pressed while the library is read.
const KEYS: usize = 1_000;
const BETWEEN_KEYS: Duration = Duration::from_millis(3);

#[test]
#[ignore = "prints figures; needs COPYDESK_LIBRARY"]
fn keys_while_a_large_library_loads() {
    let Some(folder) = std::env::var_os("COPYDESK_LIBRARY") else {
        println!("COPYDESK_LIBRARY is not set: nothing measured");
        return;
    };
    let sources = Sources::find(&[PathBuf::from(folder)]).unwrap();
    let (sender, inbox) = mpsc::channel();
    let jobs = sender.clone();
    let browser = Browser::new(Surroundings::default(), Launcher::new(PathBuf::from("/nonexistent")));
    let answer = move |job| drop(jobs.send(Msg::Job(job)));
    let cache = tempfile::tempdir().unwrap();
    let (decisions, texts) = (Keeper::new(None, NOW), Texts::new(Some(cache.path().to_path_buf())));
    let mut workers =
        Workers::start(Services::new(sources, browser, decisions, ViewsFile::new(None), texts), answer).unwrap();
    let size = Size { width: 160, height: 50 };
    let (model, effects) = app::start(options(size.width, size.height));
    effects.into_iter().for_each(|effect| workers.run(effect));
    let mut reader = EventLoop::new(model, TestBackend::new(size.width, size.height), size, || NOW).unwrap();

    let script: Vec<Key> = keys("j j j k J ctrl-d j j ctrl-u G k gg 7 j l ] j h S t S d t j k h l").unwrap();
    let (stamp, stamps) = mpsc::channel();
    thread::spawn(move || {
        for key in script.into_iter().cycle().take(KEYS) {
            thread::sleep(BETWEEN_KEYS);
            stamp.send(Instant::now()).unwrap();
            sender.send(Msg::Key(key)).unwrap();
        }
    });
    let started = Instant::now();
    let mut times = Vec::with_capacity(KEYS);
    while times.len() < KEYS {
        let mut pressed = Vec::new();
        let mut waiting = [inbox.recv().unwrap()].into_iter().chain(inbox.try_iter()).inspect(|msg| {
            if matches!(msg, Msg::Key(_)) {
                pressed.push(stamps.recv().unwrap());
            }
        });
        let first = waiting.next().unwrap();
        reader.turn(first, waiting, |effect| workers.run(effect)).unwrap();
        times.extend(pressed.into_iter().map(|pressed| pressed.elapsed()));
    }
    let model = reader.program();
    println!(
        "{KEYS} keys in {:?}, {} cards read by then, loading {}",
        started.elapsed(),
        model.library.len(),
        if model.loading.running { "goes on" } else { "done" }
    );
    times.sort();
    println!(
        "key to drawn frame: p50 {:?}, p99 {:?}, max {:?}",
        times[KEYS / 2],
        times[KEYS * 99 / 100],
        times[KEYS - 1]
    );
    assert!(model.loading.running, "the library is too small for this measurement");
}

#[test]
#[ignore = "prints figures; needs COPYDESK_LIBRARY"]
fn selecting_in_a_large_library() {
    let Some(folder) = std::env::var_os("COPYDESK_LIBRARY") else {
        println!("COPYDESK_LIBRARY is not set: nothing measured");
        return;
    };
    let mut desk = Desk::open(Sources::find(&[PathBuf::from(folder)]).unwrap(), 160, 50);
    println!("{} cards", desk.titles().len());
    for keys in ["v", "j", "G", "k", "space", "*", "!", "*", "v", "gg", "j", "Z", "esc"] {
        let started = Instant::now();
        desk.keys_alone(keys);
        let (key, started) = (started.elapsed(), Instant::now());
        desk.screen();
        println!("{keys:>6}: {key:?}, and {:?} for the frame", started.elapsed());
    }
}

#[test]
#[ignore = "prints figures; needs COPYDESK_LIBRARY"]
fn news_about_a_large_library() {
    let Some(folder) = std::env::var_os("COPYDESK_LIBRARY") else {
        println!("COPYDESK_LIBRARY is not set: nothing measured");
        return;
    };
    let mut here = Desk::open(Sources::find(&[PathBuf::from(folder)]).unwrap(), 120, 40);
    let mut there = here.beside();
    for what in ["new to all", "known by now"] {
        there.keys("m");
        let started = Instant::now();
        assert!(here.stir());
        println!("a decision of another reader about a card that is {what}: {:?}", started.elapsed());
    }
    let started = Instant::now();
    here.keys("s");
    println!("a decision of its own, with all counts: {:?}", started.elapsed());
}

#[test]
#[ignore = "prints figures; needs COPYDESK_LIBRARY"]
fn deciding_about_everything_in_a_large_library() {
    let Some(folder) = std::env::var_os("COPYDESK_LIBRARY") else {
        println!("COPYDESK_LIBRARY is not set: nothing measured");
        return;
    };
    let folder = PathBuf::from(folder).canonicalize().unwrap();
    let mut desk = Desk::open(Sources::find(std::slice::from_ref(&folder)).unwrap(), 120, 40);
    println!("{} cards, none decided about", desk.titles().len());
    // From the key to the counts on the screen, on one thread; in the reader only the first and the last of it are the
    // screen's.
    for keys in ["m", "A", "u", "ctrl-r", "u", "v * e", "u"] {
        let started = Instant::now();
        desk.keys(keys);
        let done = started.elapsed();
        desk.screen();
        println!("{keys:>6}: {done:?}; {}", desk.model.message.as_ref().map_or("", |message| &message.text));
    } // What the screen waits for when the answer to one verb comes, and that to a verb about everything.
    desk.keys("A");
    let slot = desk.model.list.slots[0];
    let (file, flags) = (desk.model.library.head(slot).unwrap().file(), desk.model.decisions.flags.get(slot));
    println!("of a card that is {flags:?}:");
    let heads = copydesk::store::read_heads(&[(file.clone(), folder.join(&file.path))], None);
    let started = Instant::now();
    drop(app::update(&mut desk.model, Msg::Job(Job::HeadsReadAgain(heads))));
    println!("its head, read again, in the place of the old one: {:?}", started.elapsed());
}

/// All heads below `folder`.
fn library(folder: PathBuf) -> Library {
    let library = Mutex::new(Library::default());
    scan(&Sources::find(&[folder]).unwrap(), None, &AtomicBool::new(false), &|event| {
        if let ScanEvent::Batch { segment, .. } = event {
            library.lock().unwrap().push(segment);
        }
    });
    library.into_inner().unwrap()
}

/// Median and longest, in milliseconds.
fn summary(mut times: Vec<Duration>) -> String {
    times.sort();
    let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
    let (median, longest) = (times[times.len() / 2], times[times.len() - 1]);
    format!("p50 {:.1} ms, max {:.1} ms", milliseconds(median), milliseconds(longest))
}

#[test]
#[ignore = "prints figures; needs COPYDESK_LIBRARY"]
fn fuzzy_titles_of_a_large_library() {
    let Some(folder) = std::env::var_os("COPYDESK_LIBRARY") else {
        println!("COPYDESK_LIBRARY is not set: nothing measured");
        return;
    };
    let library = library(folder.into());
    let started = Instant::now();
    let all = Candidates::of(library.clone(), &|| false).unwrap();
    println!("{} titles packed in {:?}", library.len(), started.elapsed());
    for whole in ["quantum", "robot chip", "openai", "ethqtm", "language model fair", "zurich", "人工知能"] {
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
        println!("{whole:>20}: {hits:>2} hits; typed on {}; each on its own {}", summary(kept), summary(alone));
    }
}

#[test]
#[ignore = "prints figures; needs COPYDESK_LIBRARY"]
fn cards_like_one_in_a_large_library() {
    let Some(folder) = std::env::var_os("COPYDESK_LIBRARY") else {
        println!("COPYDESK_LIBRARY is not set: nothing measured");
        return;
    };
    let library = library(folder.into());
    let slots: Vec<Slot> = library.heads().map(|(slot, _)| slot).step_by(library.len() / 20 + 1).collect();
    let times = slots.iter().map(|slot| {
        let started = Instant::now();
        like(&library, *slot, 5, &|| false).unwrap();
        started.elapsed()
    });
    println!("cards like one of {}: {}", library.len(), summary(times.collect()));
}
