//! Decides what happens when the program has a fault: the terminal is restored first, then the fault is told. Where faults
//! come from is nobody's decision.

use std::any::Any;
use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::{self, Write};
use std::panic::{self, PanicHookInfo};
use std::thread;

use super::guard::restore;
use crate::card::SafeText;
use crate::contain::is_contained;

/// Installs the hook. To be called on the main thread, before the terminal is taken.
///
/// A fault on another thread ends the process with status 101: a program whose worker is gone would wait for ever for its
/// answers. On the main thread the unwinding does that. A fault that is contained is nobody's affair but of whoever contains
/// it.
pub fn install_panic_hook() {
    let main_thread = thread::current().id();
    panic::set_hook(Box::new(move |info| {
        if is_contained() {
            return;
        }
        restore();
        tell(info);
        if thread::current().id() != main_thread {
            std::process::exit(101);
        }
    }));
}

/// Writes to standard error without the macros, which would panic again when it is closed.
fn tell(info: &PanicHookInfo<'_>) {
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    let what = message(info.payload());
    let backtrace = Backtrace::capture();
    let mut text = format!(
        "copydesk stopped because of a fault of its own. Nothing that was saved is lost.\n  {what}\n  at {place}, thread \
         {}\n",
        thread::current().name().unwrap_or("unnamed")
    );
    if backtrace.status() == BacktraceStatus::Captured {
        text.push_str(&format!("{backtrace}\n"));
    }
    io::stderr().write_all(text.as_bytes()).ok();
}

/// The message of a panic may quote a card, so it is as untrusted as one.
fn message(payload: &(dyn Any + Send)) -> SafeText {
    let raw = payload.downcast_ref::<&str>().copied().or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    SafeText::block(raw.unwrap_or("a fault without a message"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_message() {
        assert_eq!(message(&"text").as_str(), "text");
        assert_eq!(message(&"owned".to_owned()).as_str(), "owned");
        assert_eq!(message(&7).as_str(), "a fault without a message");
    }
}
