//! Everything that runs the program or a large part of it. One binary, so that linking is paid for once; each layer
//! has its module.

#[cfg(unix)]
mod browser;
mod desk;
mod flows;
#[cfg(unix)]
mod pty;
mod scale;
mod screens;
