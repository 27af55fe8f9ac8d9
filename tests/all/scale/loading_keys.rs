//! How long keys take while a large library is read. Once it is: [`super::budgets`].

use std::path::PathBuf;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use copydesk::app::{self, Msg};
use copydesk::keymap::{Key, keys};
use copydesk::store::state::ViewsFile;
use copydesk::store::texts::Texts;
use copydesk::term::{EventLoop, Frames};
use copydesk::work::browser::detached::Launcher;
use copydesk::work::browser::{Browser, Surroundings};
use copydesk::work::{Keeper, Services, Workers};
use ratatui::backend::TestBackend;
use ratatui::layout::Size;

use super::large::Large;
use crate::desk::{NOW, options};

/// Keys that are pressed while the library is read.
const KEYS: usize = 400;
const BETWEEN_KEYS: Duration = Duration::from_millis(3);

#[test]
#[ignore = "prints figures"]
fn keys_while_a_large_library_loads() {
    let large = Large::open();
    let sources = large.sources();
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
    let frames = Frames::new(TestBackend::new(size.width, size.height), size).unwrap();
    let mut reader = EventLoop::new(model, frames, || NOW);

    let script: Vec<Key> = keys("j j j k J ctrl-d j j ctrl-u G k gg 7 j l ] j h S t S esc t j k h l").unwrap();
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
