//! Temporary: a program to try the terminal with.
use copydesk::app::*;
use copydesk::keymap::{Bindings, Keymap};
use copydesk::store::Sources;
use copydesk::term::*;
use copydesk::work::browser::{Browser, detached};
use copydesk::work::{Services, Workers};
use std::sync::{Arc, mpsc};
fn main() {
    detached::become_if_asked();
    install_panic_hook();
    let (tx, rx) = mpsc::channel();
    let bindings: Bindings = serde_yaml::from_str(include_str!("../assets/keymap.yaml")).unwrap();
    let dir = std::env::args_os().nth(1).map(std::path::PathBuf::from).into_iter().collect::<Vec<_>>();
    let sources = if dir.is_empty() { Sources::tour() } else { Sources::find(&dir).unwrap() };
    let options = Options {
        keymap: Arc::new(Keymap::from_bindings(&bindings, None).unwrap()),
        sort: Default::default(),
        dates: DateStyle::Iso,
        zone: jiff::tz::TimeZone::UTC,
        library_name: copydesk::card::SafeText::line("x"),
        size: size(),
        now: now(),
        colors: true,
    };
    let send = tx.clone();
    let mut workers =
        Workers::start(Services { sources, browser: Browser::from_env() }, move |job| drop(send.send(Msg::Job(job))))
            .unwrap();
    let (model, effects) = start(options);
    for e in effects {
        workers.run(e);
    }
    match run(model, &tx, &rx, &Edge::from_env(), |e| workers.run(e)) {
        Ok(e) => std::process::exit(e.status()),
        Err(e) => {
            eprintln!("copydesk: {e}");
            std::process::exit(if e.is_usage() { 2 } else { 3 })
        }
    }
}
