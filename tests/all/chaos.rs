//! Files that are renamed, removed, truncated, rewritten and locked a thousand times a second while the reader runs: it
//! goes on, and in the end it lists what lies there.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use copydesk::app::{self, Effect, Job, Model, Msg, Timer};
use copydesk::keymap::{Key, keys};
use copydesk::library::FileRef;
use copydesk::store::Sources;
use copydesk::store::state::ViewsFile;
use copydesk::store::texts::Texts;
use copydesk::term::EventLoop;
use copydesk::triage::Flags;
use copydesk::work::browser::detached::Launcher;
use copydesk::work::browser::{Browser, Surroundings};
use copydesk::work::{Keeper, Services, Workers};
use ratatui::backend::TestBackend;
use ratatui::layout::Size;

use crate::desk::{NOW, options};

const CARDS: u64 = 400;
const A_SECOND: u32 = 1_000;
const SIZE: Size = Size { width: 120, height: 40 };
/// As long as nothing happens for this long, nothing will.
const QUIET: Duration = Duration::from_secs(3);

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
fn listed(model: &Model) -> Vec<(FileRef, String, u16, Flags)> {
    let heads = model.library.heads().map(|(slot, head)| {
        let flags = head.flags();
        let bits = copydesk::card::HeadFlags::BROKEN;
        (head.file(), head.title().to_owned(), u16::from(flags.has(bits)), model.decisions.flags.get(slot))
    });
    let mut heads: Vec<_> = heads.collect();
    heads.sort_by(|one, other| one.0.cmp(&other.0));
    heads
}

/// A reader with real workers, whose alarms ring by the test's own clock.
struct Reader {
    inbox: Receiver<Msg>,
    workers: Workers<Box<dyn Answer>>,
    screen: EventLoop<Model, TestBackend>,
    alarms: Vec<(Instant, Timer, u32)>,
}

trait Answer: Fn(Job) + Send + Sync {}
