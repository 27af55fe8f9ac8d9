//! Everything that runs the program or a large part of it. One binary, so that linking is paid for once; each layer
//! has its module.

// `cfg(test)` tells the lints that even helpers here are tests.
#[cfg(test)]
#[cfg(unix)]
#[path = "all/browser.rs"]
mod browser;
#[cfg(test)]
#[cfg(unix)]
#[path = "all/pty/mod.rs"]
mod pty;
#[path = "all/scale.rs"]
mod scale;
