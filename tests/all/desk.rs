//! A reader without a terminal: real files, real effects, carried out on the test's own thread until none is left.

use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};

use copydesk::app::{self, Effect, Job, Model, Msg, Options, Timer};
use copydesk::card::{SafeText, Timestamp};
use copydesk::keymap::{Keymap, keys};
use copydesk::library::Stirred;
use copydesk::picture::{CellSize, Plan};
use copydesk::store::state::{ViewsFile, VisitFile};
use copydesk::store::texts::Texts;
use copydesk::store::{self, Sources};
use copydesk::view;
use copydesk::view::speech::{self, Said};
use copydesk::work::browser::Browser;
use copydesk::work::browser::Surroundings;
use copydesk::work::browser::detached::Launcher;
use copydesk::work::{Keeper, Services, perform};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Size;
use tempfile::TempDir;

/// A Wednesday morning.
pub(crate) const NOW: Timestamp = Timestamp(1_773_216_000);

/// The folder of cards that these tests read. Relative, because paths are on the screen.
pub(crate) fn library() -> PathBuf {
    PathBuf::from("tests/fixtures/library")
}

/// A reader's options for a terminal of this size, with the default keys.
pub(crate) fn options(width: u16, height: u16) -> Options {
    let bindings = serde_yaml::from_str(include_str!("../../assets/keymap.yaml")).unwrap();
    let keymap = Arc::new(Keymap::from_bindings(&bindings, None).unwrap());
    Options::new(keymap, SafeText::line("library"), Size { width, height }, NOW)
}

/// The program, and the effects that are not the workers'.
pub(crate) struct Desk {
    pub(crate) model: Model,
    pub(crate) left: Vec<Effect>,
    /// How far decisions about files came, as it was told: files, and of how many.
    pub(crate) came_on: Vec<(usize, usize)>,
    /// Alarms that have not rung yet.
    alarms: Vec<(Timer, u32)>,
    services: Services,
    /// Where decisions are kept.
    state: Rc<TempDir>,
    /// What a reader heard who listens, and what of it was not asked for yet.
    said: Said,
    heard: Vec<String>,
}

impl Desk {
    /// A reader of `sources` in a terminal of this size, with everything read.
    pub(crate) fn open(sources: Sources, width: u16, height: u16) -> Self {
        Self::with_state(sources, Rc::new(tempfile::tempdir().unwrap()), width, height)
    }

    /// The same reader after a restart.
    pub(crate) fn restart(mut self) -> Self {
        let last = app::finish(&mut self.model);
        self.carry_out(last);
        let Size { width, height } = self.model.size;
        let Self { model, services, state, .. } = self;
        let Services { sources, decisions, .. } = services;
        VisitFile::new(Some(state.path().to_path_buf()), sources.clone()).keep(&model.visit()).unwrap();
        // The database is closed before it is opened again.
        drop(decisions);
        Self::with_state(sources, state, width, height)
    }

    /// The same reader with a file where its state folder should be.
    pub(crate) fn without_state(mut self, file: &Path) -> Self {
        self.services.decisions = Keeper::new(Some(file.to_path_buf()), NOW);
        self
    }

    /// A reader in a terminal that shows pictures.
    #[cfg_attr(not(feature = "images"), expect(dead_code, reason = "there are no pictures"))]
    pub(crate) fn showing(sources: Sources, pictures: Plan, cell: CellSize, width: u16, height: u16) -> Self {
        let options = Options { pictures, cell: Some(cell), ..options(width, height) };
        Self::with_options(sources, Rc::new(tempfile::tempdir().unwrap()), options)
    }

    /// A reader with what is kept in `state`.
    pub(crate) fn with_state(sources: Sources, state: Rc<TempDir>, width: u16, height: u16) -> Self {
        Self::with_options(sources, state, options(width, height))
    }

    fn with_options(sources: Sources, state: Rc<TempDir>, options: Options) -> Self {
        // Links are opened in other tests, with a browser of their own.
        let browser = Browser::new(Surroundings::default(), Launcher::new(PathBuf::from("/nonexistent")));
        let decisions = Keeper::new(Some(state.path().to_path_buf()), NOW);
        let texts = Texts::new(Some(state.path().join("cache")));
        let services = Services::new(sources, browser, decisions, ViewsFile::new(None), texts);
        let last_visit = VisitFile::new(Some(state.path().to_path_buf()), services.sources.clone()).last().unwrap();
        Self::with_services(services, state, Options { last_visit, ..options })
    }

    fn with_services(services: Services, state: Rc<TempDir>, options: Options) -> Self {
        let (model, effects) = app::start(options);
        let (left, came_on, alarms, said, heard) = Default::default();
        let mut desk = Self { model, left, came_on, alarms, services, state, said, heard };
        desk.listen();
        desk.carry_out(effects);
        desk
    }

    /// A reader who listens, with everything read.
    pub(crate) fn linear(sources: Sources, width: u16, height: u16) -> Self {
        let Self { services, state, .. } = Self::open(sources, width, height);
        Self::with_services(services, state, Options { linear: true, ..options(width, height) })
    }

    /// What was said since the last call.
    pub(crate) fn heard(&mut self) -> Vec<String> {
        std::mem::take(&mut self.heard)
    }

    /// The line that is being typed, with `|` for the cursor.
    pub(crate) fn typing(&self) -> Option<String> {
        self.said.typing().map(|typing| format!("{}|{}", typing.before, typing.behind))
    }

    /// Everything that is shown anew after others had the terminal.
    pub(crate) fn forget_what_was_said(&mut self) {
        self.said = Said::default();
        self.listen();
    }

    fn listen(&mut self) {
        let (said, lines) = speech::say(&self.said, &self.model);
        self.said = said;
        self.heard.extend(lines);
    }

    /// A reader of the fixture library.
    pub(crate) fn of_fixtures(width: u16, height: u16) -> Self {
        Self::open(Sources::find(&[library()]).unwrap(), width, height)
    }

    /// Another reader of the same cards with the same state, in another process as far as either can tell.
    pub(crate) fn beside(&self) -> Self {
        let Size { width, height } = self.model.size;
        Self::with_state(self.services.sources.clone(), self.state.clone(), width, height)
    }

    /// The folder where decisions are kept.
    pub(crate) fn state(&self) -> &Path {
        self.state.path()
    }

    /// Another process removes everything from the bin for good.
    pub(crate) fn prune(&self) {
        let (mut desk, notices) = store::desk::Desk::open(self.state.path(), NOW).unwrap();
        assert!(notices.is_empty(), "{notices:?}");
        // Cards go to the bin by the clock of the computer.
        desk.prune(Timestamp(i64::MAX)).unwrap();
    }

    /// Something stirs in the state folder: does what the watcher does then. Returns whether there is news.
    pub(crate) fn stir(&mut self) -> bool {
        let changed = self.services.decisions.changed_elsewhere();
        if changed {
            self.send(Msg::Job(Job::ChangedElsewhere));
        }
        changed
    }

    /// Something stirs at these paths, and comes to rest.
    pub(crate) fn stirs(&mut self, paths: &[&Path]) {
        let mut stirred = Stirred::default();
        paths.iter().for_each(|path| stirred.add(path.to_path_buf()));
        self.send(Msg::Job(Job::FilesStirred(stirred)));
        self.ring_for(Timer::Files);
    }

    /// Lets the time pass that this timer waits for, once and for what comes of it at once.
    pub(crate) fn ring_for(&mut self, wanted: Timer) {
        while let Some(at) = self.alarms.iter().position(|(timer, _)| *timer == wanted) {
            let (timer, number) = self.alarms.remove(at);
            self.send(Msg::Rang { timer, number });
            if wanted != Timer::Files {
                return;
            }
        }
    }

    /// Whether the program waits for that.
    pub(crate) fn waits_for(&self, wanted: Timer) -> bool {
        self.alarms.iter().any(|(timer, _)| *timer == wanted)
    }

    /// Bodies and links, for search.
    pub(crate) fn texts(&self) -> &Texts {
        &self.services.texts
    }

    /// Takes in one message and carries out what follows.
    pub(crate) fn send(&mut self, msg: Msg) {
        let effects = app::update(&mut self.model, msg);
        self.listen();
        self.carry_out(effects);
    }

    /// Presses keys written as in a keymap.
    pub(crate) fn keys(&mut self, text: &str) {
        for key in keys(text).unwrap() {
            self.send(Msg::Key(key));
        }
    }

    /// Presses keys, and lets nothing come of them yet.
    pub(crate) fn keys_alone(&mut self, text: &str) {
        for key in keys(text).unwrap() {
            app::update(&mut self.model, Msg::Key(key));
        }
    }

    /// Lets all the time pass that the program waits for.
    pub(crate) fn ring(&mut self) {
        for (timer, number) in std::mem::take(&mut self.alarms) {
            self.send(Msg::Rang { timer, number });
        }
    }

    fn carry_out(&mut self, mut effects: Vec<Effect>) {
        while !effects.is_empty() {
            let jobs = Mutex::new(Vec::new());
            for effect in effects.drain(..) {
                match effect {
                    Effect::RunEditor { .. }
                    | Effect::Open(_)
                    | Effect::Copy(_)
                    | Effect::Suspend
                    | Effect::Repaint
                    | Effect::Quit => {
                        self.left.push(effect);
                    }
                    Effect::Wake { timer, number, .. } => {
                        self.alarms.retain(|(other, _)| *other != timer);
                        self.alarms.push((timer, number));
                    }
                    effect => {
                        let answer = |job| jobs.lock().unwrap().push(job);
                        perform(&self.services, effect, &|| false, &AtomicBool::new(false), &answer);
                    }
                }
            }
            for job in jobs.into_inner().unwrap() {
                if let Job::DecisionCameOn { done, of } = job {
                    self.came_on.push((done, of));
                }
                effects.extend(app::update(&mut self.model, Msg::Job(job)));
                self.listen();
            }
        }
    }

    /// What a person would see.
    pub(crate) fn screen(&self) -> String {
        let Size { width, height } = self.model.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal.draw(|frame| view::draw(&self.model, frame)).unwrap();
        // The backend cannot be printed at width 0.
        if width == 0 { String::new() } else { terminal.backend().to_string() }
    }

    /// Titles of the list, in order.
    pub(crate) fn titles(&self) -> Vec<&str> {
        let title = |slot| self.model.library.head(slot).unwrap().title();
        self.model.list.slots.iter().map(|slot| title(*slot)).collect()
    }

    /// Links that were to be opened since the last call.
    pub(crate) fn opened(&mut self) -> Vec<String> {
        let link = |effect| match effect {
            Effect::Open(url) => Some(url.to_string()),
            _ => None,
        };
        self.left.drain(..).filter_map(link).collect()
    }
}
