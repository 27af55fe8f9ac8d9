//! Files that are renamed, removed, truncated, rewritten and locked a thousand times a second while the reader runs: it
//! goes on, and in the end it lists what lies there.

use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::{Duration, Instant};

use copydesk::app::{self, Job, Msg};
use copydesk::keymap::{Key, keys};
use copydesk::store::Sources;
use copydesk::store::state::ViewsFile;
use copydesk::store::texts::Texts;
use copydesk::term::{EventLoop, Frames, Wish};
use copydesk::work::browser::detached::Launcher;
use copydesk::work::browser::{Browser, Surroundings};
use copydesk::work::{Keeper, Services, Workers};
use ratatui::backend::TestBackend;
use ratatui::layout::Size;

use crate::desk::{Desk, NOW, options};
use crate::storm::{Dice, Storm, listed};

const CARDS: u64 = 400;
const A_SECOND: u32 = 1_000;
const SIZE: Size = Size { width: 120, height: 40 };
/// After this long, files that were left half-written are taken as they are.
const QUIET: Duration = Duration::from_secs(6);

/// How long it goes on, and with which numbers.
fn seconds() -> u64 {
    std::env::var("COPYDESK_CHAOS_SECONDS").ok().and_then(|seconds| seconds.parse().ok()).unwrap_or(10)
}

fn storm_in(folder: &Path) -> Storm<'_> {
    Storm { folder, names: CARDS, links: 500 }
}

/// Stirs files and presses keys for a while, leaves them alone, and leaves the reader.
fn storm(folder: &Path, sender: &Sender<Msg>, seed: u64) -> u32 {
    let mut dice = Dice(seed);
    let storm = storm_in(folder);
    // No card goes to the bin: where two files are one card, whether the other one still is it depends on who asks first.
    let script: Vec<Key> = keys("j j s k m G e gg j l J h 5 j s j p u u ctrl-r r").unwrap();
    let mut script = script.into_iter().cycle();
    let (start, length) = (Instant::now(), Duration::from_secs(seconds()));
    let mut done = 0;
    while start.elapsed() < length {
        storm.stir(&mut dice);
        done += 1;
        if done % 20 == 0 {
            script.by_ref().take(1).for_each(|key| sender.send(Msg::Key(key)).unwrap());
        }
        let due = start + Duration::from_secs(1) * done / A_SECOND;
        thread::sleep(due.saturating_duration_since(Instant::now()));
    }
    thread::sleep(QUIET);
    // The last key may be the first of a sequence.
    keys("esc Q").unwrap().into_iter().for_each(|key| sender.send(Msg::Key(key)).unwrap());
    done
}

#[test]
fn a_storm_of_changes_ends_in_what_lies_there() {
    let (folder, state) = (tempfile::tempdir().unwrap(), Rc::new(tempfile::tempdir().unwrap()));
    let root = folder.path().canonicalize().unwrap();
    let seed = 0x5eed_0000 + u64::from(std::process::id());
    storm_in(&root).begin(&mut Dice(seed));
    let sources = Sources::find(std::slice::from_ref(&root)).unwrap();
    let (sender, inbox) = mpsc::channel();
    let jobs = sender.clone();
    let browser = Browser::new(Surroundings::default(), Launcher::new(PathBuf::from("/nonexistent")));
    let decisions = Keeper::new(Some(state.path().to_path_buf()), NOW);
    let texts = Texts::new(Some(state.path().join("cache")));
    let services = Services::new(sources.clone(), browser, decisions, ViewsFile::new(None), texts);
    let mut workers = Workers::start(services, move |job: Job| drop(jobs.send(Msg::Job(job)))).unwrap();
    let (model, effects) = app::start(options(SIZE.width, SIZE.height));
    effects.into_iter().for_each(|effect| workers.run(effect));
    let frames = Frames::new(TestBackend::new(SIZE.width, SIZE.height), SIZE).unwrap();
    let mut reader = EventLoop::new(model, frames, || NOW);
    let storm = thread::spawn(move || storm(&root, &sender, seed));
    let (mut turns, mut longest) = (0, Duration::ZERO);
    loop {
        let first = reader.wait(&inbox).unwrap();
        let began = Instant::now();
        let wishes = reader.turn(first, inbox.try_iter(), |effect| workers.run(effect)).unwrap();
        (turns, longest) = (turns + 1, longest.max(began.elapsed()));
        if wishes.contains(&Wish::Quit) {
            break;
        }
    }
    let done = storm.join().unwrap();
    let mut model = reader.into_program();
    app::finish(&mut model).into_iter().for_each(|effect| workers.run(effect));
    workers.finish();
    println!("{done} changes, {turns} turns, the longest {longest:?}, {} segments", model.library.segments().count());
    let fresh = Desk::with_state(sources, state, SIZE.width, SIZE.height);
    let (kept, fresh) = (listed(&model), listed(&fresh.model));
    for (one, other) in kept.iter().zip(&fresh) {
        assert_eq!(one, other, "seed {seed:#x}");
    }
    assert_eq!(kept.len(), fresh.len(), "seed {seed:#x}");
    assert_eq!(model.library.len(), kept.len());
}
