//! Everything that runs the program or a large part of it. One binary, so that linking is paid for once; each layer
//! has its module.

mod desk;
mod flows;
mod scale;
mod screens;
