//! Files that are renamed, removed, truncated, rewritten and locked a thousand times a second while the reader runs: it
//! goes on, and in the end it lists what lies there.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::{Duration, Instant};

use copydesk::app::{self, Job, Model, Msg};
use copydesk::card::HeadFlags;
use copydesk::keymap::{Key, keys};
use copydesk::library::FileRef;
use copydesk::store::Sources;
use copydesk::store::state::ViewsFile;
use copydesk::store::texts::Texts;
use copydesk::term::{EventLoop, Frames, Wish};
use copydesk::triage::Flags;
use copydesk::work::browser::detached::Launcher;
use copydesk::work::browser::{Browser, Surroundings};
use copydesk::work::{Keeper, Services, Workers};
use ratatui::backend::TestBackend;
use ratatui::layout::Size;

use crate::desk::{Desk, NOW, options};

const CARDS: u64 = 400;
const A_SECOND: u32 = 1_000;
const SIZE: Size = Size { width: 120, height: 40 };
/// After this long, files that were left half-written are taken as they are.
const QUIET: Duration = Duration::from_secs(6);

/// A small generator of numbers (xorshift64), so that a run can be told from its seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }
}

fn text(dice: &mut Dice) -> String {
    let (number, day) = (dice.roll(1_000_000), 1 + dice.roll(28));
    let link = if number % 3 == 0 { String::new() } else { format!("webUrl: https://example.org/{}\n", number % 500) };
    format!("---\ntitle: Card {number}\npublishedDateTime: 2026-01-{day:02}\n{link}---\nBody {number}\n")
}

fn place(dice: &mut Dice, folder: &Path) -> PathBuf {
    let below = ["", "news", "news/deep", "other", ".hidden"][usize::try_from(dice.roll(5)).unwrap()];
    folder.join(below).join(format!("{}.md", dice.roll(CARDS)))
}

/// Does one thing to some file. What fails because the file is not there is a thing, too.
fn stir(dice: &mut Dice, folder: &Path) {
    let path = place(dice, folder);
    let _ = match dice.roll(12) {
        0..3 => fs::rename(&path, place(dice, folder)),
        3 => fs::remove_file(&path),
        4 => fs::File::options().write(true).open(&path).and_then(|file| file.set_len(dice.roll(80))),
        5 => fs::set_permissions(&path, Permissions::from_mode(if dice.roll(2) == 0 { 0o600 } else { 0o644 })),
        6 if dice.roll(20) == 0 => fs::rename(folder.join("news"), folder.join("moved")).and_then(|()| {
            fs::create_dir_all(folder.join("news/deep"))?;
            fs::remove_dir_all(folder.join("other"))?;
            fs::rename(folder.join("moved"), folder.join("other"))
        }),
        7 => fs::write(folder.join(".new"), text(dice)).and_then(|()| fs::rename(folder.join(".new"), &path)),
        _ => fs::write(&path, text(dice)),
    };
}

/// What a reader lists: files, titles, what is wrong with them, and what was decided.
fn listed(model: &Model) -> Vec<(FileRef, String, bool, Flags)> {
    let heads = model.library.heads().map(|(slot, head)| {
        let is_broken = head.flags().has(HeadFlags::BROKEN);
        (head.file(), head.title().to_owned(), is_broken, model.decisions.flags.get(slot))
    });
    let mut heads: Vec<_> = heads.collect();
    heads.sort_by(|one, other| one.0.cmp(&other.0));
    heads
}

/// How long it goes on, and with which numbers.
fn seconds() -> u64 {
    std::env::var("COPYDESK_CHAOS_SECONDS").ok().and_then(|seconds| seconds.parse().ok()).unwrap_or(10)
}

/// Stirs files and presses keys for a while, leaves them alone, and leaves the reader.
fn storm(folder: &Path, sender: &Sender<Msg>, seed: u64) -> u32 {
    let mut dice = Dice(seed);
    // No card goes to the bin: where two files are one card, whether the other one still is it depends on who asks first.
    let script: Vec<Key> = keys("j j s k m G e gg j l J h 5 j s j p u u ctrl-r r").unwrap();
    let mut script = script.into_iter().cycle();
    let (start, length) = (Instant::now(), Duration::from_secs(seconds()));
    let mut done = 0;
    while start.elapsed() < length {
        stir(&mut dice, folder);
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
    for below in ["news/deep", "other", ".hidden"] {
        fs::create_dir_all(root.join(below)).unwrap();
    }
    let seed = 0x5eed_0000 + u64::from(std::process::id());
    let mut dice = Dice(seed);
    for _ in 0..CARDS {
        fs::write(place(&mut dice, &root), text(&mut dice)).unwrap();
    }
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
