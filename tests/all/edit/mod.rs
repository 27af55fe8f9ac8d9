//! Card files under fire: the process that writes them is killed at each system call, and each system call fails in
//! turn. What may be left is the old file or the new one, whole.

mod driver;
mod scene;
mod strace;
mod under_fire;
mod verbs;

pub(crate) use strace::is_there as strace_is_there;
