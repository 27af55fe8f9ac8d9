//! What a card or a frame costs in instructions, which do not depend on what else the machine does: does it so many times
//! that the difference of two runs tells. `cost heads N` reads the heads of 1,000 cards N times, `cost frame N` moves to
//! the next card, reads it and draws it at 100x30, 10,000 cards listed, N times; `cost draw N` only draws, `cost key N` only
//! moves. `cost document PATTERN SIZE` reads a body of about so many bytes that is hard on readers; without a pattern it
//! names them all.
//!
//! ```text
//! cargo build --release --example cost
//! for n in 1 11; do valgrind --tool=callgrind --callgrind-out-file=/dev/null target/release/examples/cost heads $n; done
//! ```
//!
//! The instructions of the second run less those of the first, by 10, by 1,000, are what a head costs. Of bodies, those of
//! one size and of twice that size tell whether reading takes longer than the body is: less what size 0 takes, the second
//! are to be at most 2.5 times the first.

use std::error::Error;
use std::hint::black_box;

use copydesk::app::{Msg, update};
use copydesk::card::read_head;
use copydesk::document::read_document;
use copydesk::keymap::keys;

#[path = "../tests/generated/bodies.rs"]
mod bodies;
#[path = "../tests/generated/mod.rs"]
mod generated;
#[path = "../benches/all/reader.rs"]
mod reader;
#[path = "../benches/all/segments.rs"]
mod segments;

const HEADS: u64 = 1_000;
const LISTED: u64 = 10_000;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    if let ["document", rest @ ..] = arguments.as_slice() {
        return document(rest);
    }
    let (what, times) = (arguments.first(), arguments.get(1).and_then(|times| times.parse::<usize>().ok()));
    match (what.copied(), times) {
        (Some("heads"), Some(times)) => {
            let cards: Vec<_> = generated::cards(segments::SEED, HEADS).collect();
            for card in cards.iter().cycle().take(cards.len() * times) {
                black_box(read_head(&card.bytes));
            }
        }
        (Some(what @ ("frame" | "draw" | "key")), Some(times)) => {
            let mut reader = reader::Reader::of(LISTED, 100, 30)?;
            let down = keys("j")?;
            for key in down.iter().cycle().take(times) {
                match what {
                    "key" => drop(black_box(update(reader.model(), Msg::Key(*key)))),
                    "draw" => drop(black_box(reader.draw()?)),
                    _ => {
                        reader.press(*key);
                        black_box(reader.draw()?);
                    }
                }
            }
        }
        _ => return Err("usage: cost heads|frame|draw|key TIMES, or cost document PATTERN SIZE".into()),
    }
    Ok(())
}

fn document(arguments: &[&str]) -> Result<(), Box<dyn Error>> {
    let patterns = || bodies::PATTERNS.join(" ");
    let [pattern, size] = arguments else { return Err(patterns().into()) };
    let body = bodies::body(pattern, size.parse()?).ok_or_else(patterns)?;
    black_box(read_document(&body));
    Ok(())
}
