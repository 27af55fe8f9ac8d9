//! Writes a library of generated cards: `cargo run --release --example make-library -- 100000 DIR`, and a number after it
//! for another seed.
//!
//! What the cards say is decided in `tests/generated`; this file decides what is asked on the command line.

use std::error::Error;
use std::path::PathBuf;

#[path = "../tests/generated/mod.rs"]
mod generated;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1);
    let number = |argument: std::ffi::OsString| argument.to_str().and_then(|text| text.parse::<u64>().ok());
    let (Some(count), Some(folder)) = (arguments.next().and_then(number), arguments.next().map(PathBuf::from)) else {
        return Err("usage: make-library COUNT DIR [SEED]".into());
    };
    let seed = arguments.next().map_or(Some(1), number).ok_or("the seed is not a number")?;
    Ok(generated::write(&folder, seed, count)?)
}
