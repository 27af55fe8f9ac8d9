//! Everything that runs the program or a large part of it. One binary, so that linking is paid for once; each layer
//! has its module.

// `cfg(test)` tells the lints that even the helpers in here are tests.
#[cfg(test)]
mod bidi;
#[cfg(test)]
#[cfg(unix)]
mod browser;
#[cfg(test)]
#[cfg(unix)]
mod chaos;
#[cfg(test)]
mod cli;
#[cfg(test)]
mod cursor;
#[cfg(test)]
mod decisions;
#[cfg(test)]
mod desk;
#[cfg(test)]
#[cfg(target_os = "linux")]
mod edit;
#[cfg(test)]
mod files;
#[cfg(test)]
mod flows;
#[cfg(test)]
#[path = "../generated/mod.rs"]
mod generated;
#[cfg(test)]
#[cfg(unix)]
mod interleaved;
#[cfg(test)]
mod live;
#[cfg(test)]
mod made;
#[cfg(test)]
mod pages;
#[cfg(test)]
#[cfg(feature = "images")]
mod pictures;
#[cfg(test)]
mod plain;
#[cfg(test)]
#[cfg(unix)]
mod pty;
#[cfg(test)]
mod scale;
#[cfg(test)]
mod screens;
#[cfg(test)]
mod sizes;
#[cfg(test)]
mod state;
#[cfg(test)]
#[cfg(unix)]
mod storm;
#[cfg(test)]
mod texts;
#[cfg(test)]
mod widths;
