//! What happens to the files of a library while it is read, from numbers that can be told again, and what a reader lists
//! in the end.

use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use copydesk::app::Model;
use copydesk::card::HeadFlags;
use copydesk::library::FileRef;
use copydesk::triage::Flags;

/// A small generator of numbers (xorshift64), so that a run can be told from its seed.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }
}

/// The folders of the library that files come to lie in.
pub(crate) const FOLDERS: [&str; 5] = ["", "news", "news/deep", "other", ".hidden"];

/// A library's folder, and how many names and links there are for the files in it.
pub(crate) struct Storm<'f> {
    pub(crate) folder: &'f Path,
    pub(crate) names: u64,
    pub(crate) links: u64,
}

impl Storm<'_> {
    /// Lays out a file for each name, some of them twice in one place.
    pub(crate) fn begin(&self, dice: &mut Dice) {
        for below in FOLDERS {
            fs::create_dir_all(self.folder.join(below)).unwrap();
        }
        for _ in 0..self.names {
            fs::write(self.place(dice), self.text(dice)).unwrap();
        }
    }

    fn text(&self, dice: &mut Dice) -> String {
        let (number, day) = (dice.roll(1_000_000), 1 + dice.roll(28));
        let has_link = number % 3 != 0;
        let link =
            if has_link { format!("webUrl: https://example.org/{}\n", number % self.links) } else { String::new() };
        format!("---\ntitle: Card {number}\npublishedDateTime: 2026-01-{day:02}\n{link}---\nBody {number}\n")
    }

    fn place(&self, dice: &mut Dice) -> PathBuf {
        let below = FOLDERS[usize::try_from(dice.roll(5)).unwrap()];
        self.folder.join(below).join(format!("{}.md", dice.roll(self.names)))
    }

    /// Does one thing to some file, and tells which paths a watcher would. What fails because the file is not there is a
    /// thing, too.
    pub(crate) fn stir(&self, dice: &mut Dice) -> Vec<PathBuf> {
        let (folder, path) = (self.folder, self.place(dice));
        match dice.roll(12) {
            0..3 => {
                let to = self.place(dice);
                let _ = fs::rename(&path, &to);
                vec![path, to]
            }
            6 if dice.roll(20) == 0 => {
                let _ = self.move_folders();
                vec![folder.join("news"), folder.join("other")]
            }
            kind => {
                let _ = self.change(kind, &path, dice);
                vec![path]
            }
        }
    }

    fn change(&self, kind: u64, path: &Path, dice: &mut Dice) -> io::Result<()> {
        match kind {
            3 => fs::remove_file(path),
            4 => fs::File::options().write(true).open(path)?.set_len(dice.roll(80)),
            5 => fs::set_permissions(path, Permissions::from_mode(if dice.roll(2) == 0 { 0o600 } else { 0o644 })),
            7 => {
                let draft = self.folder.join(".new");
                fs::write(&draft, self.text(dice))?;
                fs::rename(draft, path)
            }
            _ => fs::write(path, self.text(dice)),
        }
    }

    fn move_folders(&self) -> io::Result<()> {
        let [news, other, moved] = ["news", "other", "moved"].map(|name| self.folder.join(name));
        fs::rename(&news, &moved)?;
        fs::create_dir_all(news.join("deep"))?;
        fs::remove_dir_all(&other)?;
        fs::rename(moved, other)
    }
}

/// What a reader lists: files, titles, what is wrong with them, and what was decided.
pub(crate) fn listed(model: &Model) -> Vec<(FileRef, String, bool, Flags)> {
    let heads = model.library.heads().map(|(slot, head)| {
        let is_broken = head.flags().has(HeadFlags::BROKEN);
        (head.file(), head.title().to_owned(), is_broken, model.decisions.flags.get(slot))
    });
    let mut heads: Vec<_> = heads.collect();
    heads.sort_by(|one, other| one.0.cmp(&other.0));
    heads
}
