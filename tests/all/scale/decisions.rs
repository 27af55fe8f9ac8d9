//! How long selecting and deciding take in a large library, and hearing of what others decide.

use std::time::Instant;

use copydesk::app::{self, Job, Msg};
use copydesk::store::Sources;

use super::large::Large;
use crate::desk::Desk;

#[test]
#[ignore = "prints figures"]
fn selecting_in_a_large_library() {
    let large = Large::open();
    let mut desk = Desk::open(large.sources(), 160, 50);
    println!("{} cards", desk.titles().len());
    for keys in ["v", "j", "G", "k", "space", "*", "!", "*", "v", "gg", "j", "Z", "esc"] {
        let started = Instant::now();
        desk.keys_alone(keys);
        let (key, started) = (started.elapsed(), Instant::now());
        desk.screen();
        println!("{keys:>6}: {key:?}, and {:?} for the frame", started.elapsed());
    }
}

#[test]
#[ignore = "prints figures"]
fn news_about_a_large_library() {
    let large = Large::open();
    let mut here = Desk::open(large.sources(), 120, 40);
    let mut there = here.beside();
    for what in ["new to all", "known by now"] {
        there.keys("m");
        let started = Instant::now();
        assert!(here.stir());
        println!("a decision of another reader about a card that is {what}: {:?}", started.elapsed());
    }
    let started = Instant::now();
    here.keys("s");
    println!("a decision of its own, with all counts: {:?}", started.elapsed());
}

#[test]
#[ignore = "prints figures"]
fn deciding_about_everything_in_a_large_library() {
    let large = Large::open();
    let folder = large.folder().canonicalize().unwrap();
    let mut desk = Desk::open(Sources::find(std::slice::from_ref(&folder)).unwrap(), 120, 40);
    println!("{} cards, none decided about", desk.titles().len());
    // From the key to the counts on the screen, on one thread; in the reader only the first and the last of it are the
    // screen's.
    for keys in ["m", "A", "u", "ctrl-r", "u", "v * e", "u"] {
        let started = Instant::now();
        desk.keys(keys);
        let done = started.elapsed();
        desk.screen();
        println!("{keys:>6}: {done:?}; {}", desk.model.message.as_ref().map_or("", |message| &message.text));
    } // What the screen waits for when the answer to one verb comes, and that to a verb about everything.
    desk.keys("A");
    let slot = desk.model.list.slots[0];
    let (file, flags) = (desk.model.library.head(slot).unwrap().file(), desk.model.decisions.flags.get(slot));
    println!("of a card that is {flags:?}:");
    let heads = copydesk::store::read_heads(&[(file.clone(), folder.join(&file.path))], None);
    let started = Instant::now();
    drop(app::update(&mut desk.model, Msg::Job(Job::HeadsReadAgain(heads))));
    println!("its head, read again, in the place of the old one: {:?}", started.elapsed());
}
