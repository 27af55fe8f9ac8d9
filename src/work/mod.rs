//! Carries out effects on worker threads and sends what comes of them. What an effect does is in `perform`; what the
//! answers mean is [`crate::app`]'s.

mod background;
pub mod browser;
mod decisions;
mod files;
mod live;
mod load;
mod mailbox;
mod news;
mod perform;
#[cfg(feature = "images")]
mod pictures;
#[cfg(not(feature = "images"))]
#[path = "pictures_left_out.rs"]
mod pictures;
mod texts;
mod watch;

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::thread::{self, JoinHandle};
use std::time::Duration;

pub use decisions::Keeper;
pub use files::Files;
pub use perform::{Services, perform};

use crate::app::{Effect, Job};
use crate::card::SafeText;
use crate::library::Census;
use crate::store::state::Watch;
use mailbox::{Receiver, Sender, mailbox};

/// Longest wait before the program stops itself: a step over 100,000 cards takes 1.2 s.
const PATIENCE: Duration = Duration::from_secs(5);

/// What the thread that decides is told.
#[derive(Debug)]
enum Order {
    /// To carry this out.
    Do(Effect),
    /// To say when everything before is done.
    Tell(mpsc::Sender<()>),
}

/// The worker threads. Searching, counting, showing, painting and finding cards alike have a thread each, on which the newest
/// request wins; loading and opening get a thread for as long as they last.
#[derive(Debug)]
pub struct Workers<S> {
    services: Arc<Services>,
    send: S,
    search: Sender<Effect>,
    count: Sender<Effect>,
    show: Sender<Effect>,
    unread: Sender<Effect>,
    jump: Sender<Effect>,
    alike: Sender<Effect>,
    files: Sender<Effect>,
    pictures: Sender<Effect>,
    /// Every decision is carried out, one after the other.
    decide: mpsc::Sender<Order>,
    deciding: JoinHandle<()>,
    /// Tells of what others decide.
    _watch: Option<Watch>,
    /// Tells of what others do to files.
    _listening: Option<watch::Listening>,
    /// Whether reading the library has begun.
    begun: Arc<AtomicBool>,
    /// Ends the loading that goes on.
    loading: Arc<AtomicBool>,
}

impl<S: Fn(Job) + Send + Sync + Clone + 'static> Workers<S> {
    /// Starts the threads. `send` gets every answer; it must not block for long.
    ///
    /// # Errors
    /// When the system has no thread left.
    pub fn start(services: Services, send: S) -> io::Result<Self> {
        let services = Arc::new(services);
        let worker = |name: &str, begin: fn()| -> io::Result<Sender<Effect>> {
            let (sender, receiver) = mailbox();
            let (services, send) = (services.clone(), send.clone());
            let work = move || {
                begin();
                serve(&services, &receiver, &send);
            };
            thread::Builder::new().name(name.to_owned()).spawn(work)?;
            Ok(sender)
        };
        // The card is a part of the frame that is waited for.
        let show = worker("show", || {})?;
        let behind = |name: &str| worker(name, background::step_back);
        let (search, jump) = (behind("search")?, behind("jump")?);
        let (count, unread) = (behind("count")?, behind("unread")?);
        let (alike, files, pictures) = (behind("alike")?, behind("files")?, behind("pictures")?);
        let (decide, decisions) = mpsc::channel();
        let (keeper, answer) = (services.clone(), send.clone());
        let deciding = thread::Builder::new().name("decide".to_owned()).spawn(move || {
            let cancel = AtomicBool::new(false);
            for order in decisions {
                match order {
                    Order::Do(effect) => perform(&keeper, effect, &|| false, &cancel, &answer),
                    // Who has stopped waiting needs no answer.
                    Order::Tell(settled) => drop(settled.send(())),
                }
            }
        })?;
        let watch = news::listen(&services, &send)?;
        let begun = Arc::new(AtomicBool::new(false));
        let listening = watch::listen(&services, &begun, &send)?;
        Ok(Self {
            services,
            send,
            search,
            count,
            show,
            unread,
            jump,
            alike,
            files,
            pictures,
            decide,
            deciding,
            _watch: watch,
            _listening: listening,
            begun,
            loading: Arc::default(),
        })
    }

    /// Has one effect carried out.
    pub fn run(&mut self, effect: Effect) {
        match effect {
            Effect::Search { .. } => self.search.put(effect),
            Effect::CountTopics { .. } => self.count.put(effect),
            Effect::ShowCard { .. } | Effect::ReadAhead { .. } => self.show.put(effect),
            Effect::CountUnread { .. } => self.unread.put(effect),
            Effect::Jump { .. } => self.jump.put(effect),
            Effect::FindAlike { .. } => self.alike.put(effect),
            Effect::LookAtFiles { .. } => self.files.put(effect),
            Effect::LoadPicture(_) => self.pictures.put(effect),
            // The thread ends with the sender, so it takes what is sent.
            Effect::Decide { .. }
            | Effect::ChangeFiles { .. }
            | Effect::Turn(_)
            | Effect::HearNews { .. }
            | Effect::KeepPosition { .. }
            | Effect::KeepNames { .. }
            // What an editor finds is what the decisions before it left.
            | Effect::PrepareEdit { .. }
            | Effect::RecordEdit { .. }
            | Effect::ReadAgain { .. }
            // One view after the other, too.
            | Effect::KeepView { .. }
            | Effect::ReadHistory => drop(self.decide.send(Order::Do(effect))),
            Effect::LoadLibrary { .. } => {
                self.loading.store(true, Ordering::Relaxed);
                self.loading = Arc::default();
                self.begun.store(true, Ordering::Release);
                self.spawn("load", effect);
            }
            Effect::Open(_) => self.spawn("open", effect),
            // Whoever stops must not keep others from deciding.
            Effect::Suspend => self.settle(),
            Effect::RunEditor { .. }
            | Effect::Copy(_)
            | Effect::Upload(_)
            | Effect::RemoveUpload(_)
            | Effect::AskTerminal { .. }
            | Effect::Repaint
            | Effect::Wake { .. }
            | Effect::Quit => {}
        }
    }

    /// Waits until what was decided so far is on disk, but not for ever.
    fn settle(&self) {
        let (settled, told) = mpsc::channel();
        // The thread ends with the sender, so it takes what is sent.
        drop(self.decide.send(Order::Tell(settled)));
        // One that takes longer is not waited for.
        let _ = told.recv_timeout(PATIENCE);
    }

    /// Ends the workers. Returns when everything that was decided is on disk, or was said not to be.
    pub fn finish(self) {
        self.loading.store(true, Ordering::Relaxed);
        drop(self.decide);
        // A thread that panicked has said so and ended the program.
        drop(self.deciding.join());
    }

    fn spawn(&self, name: &str, effect: Effect) {
        let (services, send, cancel) = (self.services.clone(), self.send.clone(), self.loading.clone());
        let undone = effect.clone();
        let run = move || perform(&services, effect, &|| false, &cancel, &send);
        if let Err(error) = thread::Builder::new().name(name.to_owned()).spawn(run) {
            let reason = SafeText::line(&format!("the system has no thread left: {error}"));
            match undone {
                Effect::LoadLibrary { generation } => {
                    let (census, failures) = (Census::default(), vec![reason]);
                    (self.send)(Job::LibraryLoaded { generation, census, failures });
                }
                Effect::Open(url) => (self.send)(Job::Opened { url, outcome: Err(reason) }),
                _ => {}
            }
        }
    }
}

fn serve<S: Fn(Job) + Sync>(services: &Services, requests: &Receiver<Effect>, send: &S) {
    let cancel = AtomicBool::new(false);
    while let Some(effect) = requests.take() {
        perform(services, effect, &|| requests.is_waiting(), &cancel, send);
    }
}
