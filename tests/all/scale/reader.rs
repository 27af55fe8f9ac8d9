//! A reader with real workers, index and watcher, that draws into memory. It is the loop of the terminal without one:
//! answers come when they come.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use copydesk::app::{self, Effect, Model, Msg, Pane, Timer};
use copydesk::keymap::{Key, keys};
use copydesk::store::state::ViewsFile;
use copydesk::store::texts::Texts;
use copydesk::store::{Index, Sources};
use copydesk::view;
use copydesk::work::browser::detached::Launcher;
use copydesk::work::browser::{Browser, Surroundings};
use copydesk::work::{Keeper, Services, Workers};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use tempfile::TempDir;

use crate::desk::{NOW, options};

/// Longest wait for something that has to come.
const PATIENCE: Duration = Duration::from_secs(120);
/// When nothing has come for so long, what came of a key has come: answers take less where budgets are met.
const QUIET: Duration = Duration::from_millis(40);

pub(super) struct Reader {
    pub(super) model: Model,
    terminal: Terminal<TestBackend>,
    inbox: Receiver<Msg>,
    carry_out: Box<dyn FnMut(Effect)>,
    alarms: Vec<(Instant, Timer, u32)>,
    /// When the last frame was finished.
    drawn: Instant,
    revision: Option<u64>,
    _state: TempDir,
}

impl Reader {
    /// A reader that has asked for its library, whose index is in `cache`.
    pub(super) fn open(sources: Sources, cache: &Path, width: u16, height: u16) -> Self {
        let state = tempfile::tempdir().unwrap();
        let browser = Browser::new(Surroundings::default(), Launcher::new(PathBuf::from("/nonexistent")));
        let decisions = Keeper::new(Some(state.path().to_path_buf()), NOW);
        let texts = Texts::new(Some(cache.to_path_buf()));
        let mut services = Services::new(sources, browser, decisions, ViewsFile::new(None), texts);
        services.index = Index::new(Some(cache.to_path_buf()));
        let (sender, inbox) = mpsc::channel();
        let mut workers = Workers::start(services, move |job| drop(sender.send(Msg::Job(job)))).unwrap();
        let (model, effects) = app::start(options(width, height));
        let mut reader = Self {
            model,
            terminal: Terminal::new(TestBackend::new(width, height)).unwrap(),
            inbox,
            carry_out: Box::new(move |effect| workers.run(effect)),
            alarms: Vec::new(),
            drawn: Instant::now(),
            revision: None,
            _state: state,
        };
        reader.wish(effects);
        reader
    }

    fn wish(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Wake { timer, number, after } => {
                    self.alarms.retain(|(_, other, _)| *other != timer);
                    self.alarms.push((Instant::now() + after, timer, number));
                }
                effect => (self.carry_out)(effect),
            }
        }
    }

    fn take_in(&mut self, msg: Msg) {
        let effects = app::update(&mut self.model, msg);
        self.wish(effects);
    }

    fn draw(&mut self) {
        if self.revision != Some(self.model.revision()) {
            let Self { model, terminal, .. } = self;
            terminal.draw(|frame| view::draw(model, frame)).unwrap();
            self.revision = Some(self.model.revision());
            self.drawn = Instant::now();
        }
    }

    /// Takes in what comes within so much time, or rings, and draws. Returns whether anything came.
    fn turn(&mut self, patience: Duration) -> bool {
        let now = Instant::now();
        let ring = self.alarms.iter().map(|(at, ..)| *at).min();
        let until = ring.map_or(now + patience, |ring| ring.min(now + patience));
        let first = self.inbox.recv_timeout(until.saturating_duration_since(now)).ok().or_else(|| self.rung());
        let Some(first) = first else { return false };
        self.take_in(first);
        while let Ok(next) = self.inbox.try_recv() {
            self.take_in(next);
        }
        self.draw();
        true
    }

    fn rung(&mut self) -> Option<Msg> {
        let at = self.alarms.iter().position(|(at, ..)| *at <= Instant::now())?;
        let (_, timer, number) = self.alarms.swap_remove(at);
        Some(Msg::Rang { timer, number })
    }

    /// Goes on until the program is as wanted.
    pub(super) fn wait_until(&mut self, wanted: impl Fn(&Model) -> bool) {
        let started = Instant::now();
        while !wanted(&self.model) {
            self.turn(Duration::from_millis(100));
            assert!(started.elapsed() < PATIENCE, "what was waited for did not come");
        }
    }

    /// Goes on until nothing has come for so long.
    pub(super) fn rest(&mut self, quiet: Duration) {
        while self.turn(quiet) {}
    }

    /// Presses what leads back to the list from wherever the keys before have led.
    pub(super) fn go_to_list(&mut self) {
        let [esc, left, right] = <[Key; 3]>::try_from(keys("esc h l").unwrap()).unwrap();
        while !self.model.layers.is_empty() {
            self.press(esc);
        }
        while self.model.focus != Pane::List {
            self.press(if self.model.focus == Pane::Topics { right } else { left });
        }
    }

    /// Presses a key. Returns the time to the frame that follows at once, and the time to the last one that comes of it:
    /// with the card, the cards that were found, the counts.
    pub(super) fn press(&mut self, key: Key) -> (Duration, Duration) {
        let started = Instant::now();
        self.take_in(Msg::Key(key));
        self.draw();
        let first = started.elapsed();
        // What a clock brings later is not what the key has brought.
        self.alarms.clear();
        self.rest(QUIET);
        (first, self.drawn.saturating_duration_since(started))
    }
}
