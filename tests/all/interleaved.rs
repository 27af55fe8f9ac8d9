//! Files that change, keys, work and answers in any order, one step at a time: whatever comes before what, in the end the
//! reader lists what lies there with what was decided, as it does after a restart.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;

use copydesk::app::{self, Effect, Job, Model, Msg, Timer};
use copydesk::keymap::{Key, keys};
use copydesk::library::Stirred;
use copydesk::store::Sources;
use copydesk::store::state::ViewsFile;
use copydesk::store::texts::Texts;
use copydesk::work::browser::detached::Launcher;
use copydesk::work::browser::{Browser, Surroundings};
use copydesk::work::{Keeper, Services, perform};
use tempfile::TempDir;

use crate::desk::{Desk, NOW, options};
use crate::storm::{Dice, Storm, listed};

/// What works beside the program: each carries out one effect after the other, and its answers come in their order.
#[derive(Default)]
struct Lane {
    effects: VecDeque<Effect>,
    answers: VecDeque<Job>,
}

/// Lanes of [`Bench`]. On the first every effect counts; on the others, the newest.
const DECIDING: usize = 0;
const FILES: usize = 1;
const LOADING: usize = 2;
const SHOWING: usize = 3;
const SEARCHING: usize = 4;

/// A reader whose work is done when the dice say so.
struct Bench {
    model: Model,
    services: Services,
    lanes: [Lane; 5],
    /// What stirred and was not told yet.
    told: VecDeque<PathBuf>,
    alarms: Vec<(Timer, u32)>,
}

impl Bench {
    fn new(sources: Sources, state: &Path) -> Self {
        let browser = Browser::new(Surroundings::default(), Launcher::new(PathBuf::from("/nonexistent")));
        let decisions = Keeper::new(Some(state.to_path_buf()), NOW);
        let texts = Texts::new(Some(state.join("cache")));
        let services = Services::new(sources, browser, decisions, ViewsFile::new(None), texts);
        let (model, effects) = app::start(options(80, 24));
        let mut bench = Self { model, services, lanes: Default::default(), told: VecDeque::new(), alarms: Vec::new() };
        bench.hand_on(effects);
        bench
    }

    fn hand_on(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let lane = match effect {
                Effect::Decide { .. }
                | Effect::ChangeFiles { .. }
                | Effect::Turn(_)
                | Effect::HearNews { .. }
                | Effect::KeepPosition { .. }
                | Effect::KeepNames { .. }
                | Effect::ReadAgain { .. } => DECIDING,
                Effect::LookAtFiles { .. } => FILES,
                Effect::LoadLibrary { .. } => LOADING,
                Effect::ShowCard { .. } => SHOWING,
                Effect::Search { .. } => SEARCHING,
                Effect::Wake { timer, number, .. } => {
                    self.alarms.retain(|(other, _)| *other != timer);
                    self.alarms.push((timer, number));
                    continue;
                }
                // Nothing of these is listed.
                _ => continue,
            };
            let effects = &mut self.lanes[lane].effects;
            if lane != DECIDING {
                effects.clear();
            }
            effects.push_back(effect);
        }
    }

    fn send(&mut self, msg: Msg) {
        let effects = app::update(&mut self.model, msg);
        self.hand_on(effects);
    }

    /// Carries out the next effect of a lane. Returns whether there was one.
    fn work(&mut self, lane: usize) -> bool {
        let lane = &mut self.lanes[lane];
        let Some(effect) = lane.effects.pop_front() else { return false };
        let answers = Mutex::new(&mut lane.answers);
        let answer = |job| answers.lock().unwrap().push_back(job);
        perform(&self.services, effect, &|| false, &AtomicBool::new(false), &answer);
        true
    }

    /// Takes in the next answer of a lane. Returns whether there was one.
    fn answer(&mut self, lane: usize) -> bool {
        let job = self.lanes[lane].answers.pop_front();
        job.map(|job| self.send(Msg::Job(job))).is_some()
    }

    /// Tells of what stirred first.
    fn tell(&mut self) -> bool {
        let Some(path) = self.told.pop_front() else { return false };
        let mut stirred = Stirred::default();
        stirred.add(path);
        self.send(Msg::Job(Job::FilesStirred(stirred)));
        true
    }

    fn ring(&mut self, dice: &mut Dice) -> bool {
        if self.alarms.is_empty() {
            return false;
        }
        let at = usize::try_from(dice.roll(self.alarms.len() as u64)).unwrap();
        let (timer, number) = self.alarms.remove(at);
        self.send(Msg::Rang { timer, number });
        true
    }

    /// Lets everything come to its end.
    fn settle(&mut self, dice: &mut Dice) {
        loop {
            let lanes = 0..self.lanes.len();
            let has_worked = lanes.fold(false, |worked, lane| self.work(lane) | self.answer(lane) | worked);
            if !(self.tell() | has_worked | self.ring(dice)) {
                return;
            }
        }
    }
}

fn script(dice: &mut Dice) -> Key {
    let all = keys("j j s k m G e g g l J h 5 j s j p u u ctrl-r r o esc").unwrap();
    let at = usize::try_from(dice.roll(all.len() as u64)).unwrap();
    all.into_iter().nth(at).unwrap()
}

/// Runs everything in the order that follows from the seed, and compares.
fn run(seed: u64, steps: u64) {
    let (folder, state) = (tempfile::tempdir().unwrap(), Rc::new(TempDir::new().unwrap()));
    let root = folder.path().canonicalize().unwrap();
    let mut dice = Dice(seed);
    let storm = Storm { folder: &root, names: 3, links: 4 };
    storm.begin(&mut dice);
    let sources = Sources::find(std::slice::from_ref(&root)).unwrap();
    let mut bench = Bench::new(sources.clone(), state.path());
    for _ in 0..steps {
        match dice.roll(10) {
            0 => bench.told.extend(storm.stir(&mut dice)),
            1 | 2 => bench.send(Msg::Key(script(&mut dice))),
            3..6 => drop(bench.work(usize::try_from(dice.roll(5)).unwrap())),
            6..8 => drop(bench.answer(usize::try_from(dice.roll(5)).unwrap())),
            8 => drop(bench.tell()),
            _ => drop(bench.ring(&mut dice)),
        }
    }
    bench.settle(&mut dice);
    let Bench { mut model, services, .. } = bench;
    for effect in app::finish(&mut model) {
        perform(&services, effect, &|| false, &AtomicBool::new(false), &|_| {});
    }
    drop(services);
    let fresh = Desk::with_state(sources, state, 80, 24);
    assert_eq!(listed(&model), listed(&fresh.model), "seed {seed:#x}");
}

/// How many orders are tried.
fn runs() -> u64 {
    std::env::var("COPYDESK_CHAOS_RUNS").ok().and_then(|runs| runs.parse().ok()).unwrap_or(30)
}

#[test]
fn whatever_comes_first_the_reader_ends_with_what_lies_there() {
    for number in 1..=runs() {
        run(number.wrapping_mul(0x9e37_79b9_7f4a_7c15), 300);
    }
}
