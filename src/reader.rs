//! Joins the parts of the reader: the machine of [`crate::app`], its looks, its workers and the terminal. Nothing is
//! decided here.

use std::io;
use std::sync::mpsc;

use ratatui::Frame;

use crate::app::{self, Effect, Job, Model, Msg, Options};
use crate::card::SafeText;
use crate::store::state::VisitFile;
use crate::term::{self, Edge, Ended, Program, TermError};
use crate::view;
use crate::view::speech::{self, Said};
use crate::work::{Services, Workers};

/// Why the reader could not run.
#[derive(Debug, thiserror::Error)]
pub enum ReaderError {
    /// The terminal cannot be used.
    #[error(transparent)]
    Terminal(#[from] TermError),
    /// The system has no thread left.
    #[error("the reader cannot start its workers: {0}")]
    Workers(#[from] io::Error),
}

impl ReaderError {
    /// The exit status: 2 when there is no terminal to read on, 3 when the system refused.
    pub fn status(&self) -> u8 {
        match self {
            Self::Terminal(error) if error.is_usage() => 2,
            Self::Terminal(_) | Self::Workers(_) => 3,
        }
    }
}

impl Program for Model {
    fn update(&mut self, msg: Msg) -> Vec<Effect> {
        app::update(self, msg)
    }

    fn revision(&self) -> u64 {
        Self::revision(self)
    }

    fn draw(&self, frame: &mut Frame<'_>) {
        view::draw(self, frame);
    }

    fn say(&self, before: &Said) -> (Said, Vec<String>) {
        speech::say(before, self)
    }
}

/// Runs the reader until the user leaves, from where the last visit ended. `notices` are what it says first.
///
/// # Errors
/// When there is no terminal that could be used, or the workers cannot be started.
pub fn run(
    mut options: Options,
    notices: Vec<SafeText>,
    services: Services,
    visits: &VisitFile,
    edge: &Edge,
) -> Result<Ended, ReaderError> {
    let (sender, inbox) = mpsc::channel();
    let jobs = sender.clone();
    // Once the loop has ended nobody takes answers any more, and none is missed.
    let answer = move |job: Job| drop(jobs.send(Msg::Job(job)));
    let mut workers = Workers::start(services, answer)?;
    match visits.last() {
        Ok(visit) => options.last_visit = visit,
        // Nobody can have left before the loop began.
        Err(error) => drop(sender.send(Msg::Job(Job::Noticed(SafeText::line(&error.to_string()))))),
    }
    for notice in notices {
        drop(sender.send(Msg::Job(Job::Noticed(notice))));
    }
    let (model, effects) = app::start(options);
    for effect in effects {
        workers.run(effect);
    }
    let ended = term::run(model, &sender, &inbox, edge, |effect| workers.run(effect));
    // The terminal is given back already; a decision that was asked for is still kept.
    let ended = ended.map(|(ended, mut model)| {
        app::finish(&mut model).into_iter().for_each(|effect| workers.run(effect));
        (ended, model.visit())
    });
    workers.finish();
    let (ended, visit) = ended?;
    // The next visit begins as if this had not been; there is nobody left to tell.
    visits.keep(&visit).ok();
    Ok(ended)
}
