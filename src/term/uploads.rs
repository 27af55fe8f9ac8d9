//! Decides which pictures the terminal is made to forget when it is given back: all that it was sent. Which ones it is sent is
//! decided in [`crate::app`].

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::screen;
use crate::picture::{Painted, Upload};

/// Numbers of the pictures that the terminal has.
static SENT: Mutex<Vec<u32>> = Mutex::new(Vec::new());

/// Sends a picture. A terminal that takes no output is noticed with the next frame.
pub(super) fn send(picture: &Painted) {
    let Some(upload) = &picture.upload else { return };
    let mut ids = sent();
    if !ids.contains(&upload.id) {
        ids.push(upload.id);
    }
    drop(ids);
    screen::send(upload.sequence.as_bytes()).ok();
}

/// Has a picture forgotten.
pub(super) fn remove(id: u32) {
    sent().retain(|sent| *sent != id);
    screen::send(Upload::removal(id).as_bytes()).ok();
}

/// What has all of them forgotten. Whoever gives the terminal back waits for nobody.
pub(super) fn removal_of_all() -> String {
    let Ok(mut sent) = SENT.try_lock() else { return String::new() };
    std::mem::take(&mut *sent).into_iter().map(Upload::removal).collect()
}

fn sent() -> MutexGuard<'static, Vec<u32>> {
    SENT.lock().unwrap_or_else(PoisonError::into_inner)
}
