//! A reader without a terminal over generated cards. Effects are carried out on the caller's thread, so that every run
//! does the same; decisions are kept nowhere.

use std::error::Error;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};

use copydesk::app::{self, Effect, Job, Model, Msg, Options};
use copydesk::card::{SafeText, Timestamp};
use copydesk::keymap::{Key, Keymap};
use copydesk::library::Census;
use copydesk::store::Sources;
use copydesk::store::state::ViewsFile;
use copydesk::store::texts::Texts;
use copydesk::view;
use copydesk::work::browser::detached::Launcher;
use copydesk::work::browser::{Browser, Surroundings};
use copydesk::work::{Keeper, Services, perform};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Size;

use crate::generated;
use crate::segments::{SEED, segments, taxonomies};

/// 2026-01-01T00:00:00Z, after the newest card.
const NOW: Timestamp = Timestamp(1_767_225_600);
/// Cards whose files are written: what is shown is read from there. The first screen's are among them only in a library
/// that is no larger.
const FILES: u64 = 10_000;

/// The reader, with everything read.
pub(crate) struct Reader {
    model: Model,
    terminal: Terminal<TestBackend>,
    services: Services,
    _folder: tempfile::TempDir,
}

impl Reader {
    /// A reader of `count` cards in a terminal of so many columns and rows.
    ///
    /// # Errors
    /// When there is no room for the cards.
    pub(crate) fn of(count: u64, width: u16, height: u16) -> Result<Self, Box<dyn Error>> {
        let folder = tempfile::tempdir()?;
        generated::write(folder.path(), SEED, count.min(FILES))?;
        let bindings = serde_yaml::from_str(include_str!("../../assets/keymap.yaml"))?;
        let keymap = Keymap::from_bindings(&bindings, None).map_err(|_| "the keymap has mistakes")?;
        let (model, effects) = app::start(Options {
            dwell: None,
            ..Options::new(Arc::new(keymap), SafeText::line("generated"), Size { width, height }, NOW)
        });
        let services = Services::new(
            Sources::find(&[folder.path().to_path_buf()])?,
            Browser::new(Surroundings::default(), Launcher::new("/nonexistent".into())),
            Keeper::new(None, NOW),
            ViewsFile::new(None),
            Texts::new(None),
        );
        let terminal = Terminal::new(TestBackend::new(width, height))?;
        let mut reader = Self { model, terminal, services, _folder: folder };
        for effect in effects {
            match effect {
                Effect::LoadLibrary { generation } => reader.load(generation, count)?,
                other => reader.carry_out(vec![other]),
            }
        }
        Ok(reader)
    }

    fn load(&mut self, generation: u32, count: u64) -> Result<(), Box<dyn Error>> {
        let mut census = Census::default();
        let mut taxonomies = taxonomies();
        for segment in segments(count)? {
            census.cards += segment.len();
            let (dead, known, taxonomies) = (Vec::new(), Vec::new(), std::mem::take(&mut taxonomies));
            self.take_in(Msg::Job(Job::HeadsLoaded { generation, segment, dead, known, taxonomies, census }));
        }
        self.take_in(Msg::Job(Job::LibraryLoaded { generation, census, failures: Vec::new() }));
        Ok(())
    }

    /// Takes in a message and carries out what follows.
    fn take_in(&mut self, msg: Msg) {
        let effects = app::update(&mut self.model, msg);
        self.carry_out(effects);
    }

    fn carry_out(&mut self, mut effects: Vec<Effect>) {
        while !effects.is_empty() {
            let jobs = Mutex::new(Vec::new());
            for effect in effects.drain(..) {
                let answer = |job| jobs.lock().unwrap_or_else(PoisonError::into_inner).push(job);
                perform(&self.services, effect, &|| false, &AtomicBool::new(false), &answer);
            }
            for job in jobs.into_inner().unwrap_or_else(PoisonError::into_inner) {
                effects.extend(app::update(&mut self.model, Msg::Job(job)));
            }
        }
    }

    /// Presses a key, and lets come of it whatever comes.
    pub(crate) fn press(&mut self, key: Key) {
        self.take_in(Msg::Key(key));
    }

    /// Draws a frame. Returns how many cells there are.
    ///
    /// # Errors
    /// None that is known of: the terminal is in memory.
    pub(crate) fn draw(&mut self) -> Result<usize, Box<dyn Error>> {
        let Self { model, terminal, .. } = self;
        let frame = terminal.draw(|frame| view::draw(model, frame))?;
        Ok(frame.buffer.content.len())
    }

    /// The program.
    pub(crate) fn model(&mut self) -> &mut Model {
        &mut self.model
    }
}
