//! Decides how long the loop may wait for a message: for ever, or until the next alarm that the program has set. What
//! an alarm means is the program's affair.

use std::sync::mpsc::{Receiver, RecvError, RecvTimeoutError};
use std::time::{Duration, Instant};

use crate::app::{Msg, Timer};

/// Alarms that have not rung yet, at most one for each timer.
#[derive(Debug, Default)]
pub(super) struct Alarms(Vec<Alarm>);

#[derive(Debug, Clone, Copy)]
struct Alarm {
    timer: Timer,
    number: u32,
    at: Instant,
}

impl Alarms {
    /// Lets `timer` ring `after` some time, and not when it was to ring before.
    pub(super) fn set(&mut self, timer: Timer, number: u32, after: Duration) {
        self.0.retain(|alarm| alarm.timer != timer);
        // A time beyond the clock never comes.
        if let Some(at) = Instant::now().checked_add(after) {
            self.0.push(Alarm { timer, number, at });
        }
    }

    /// Waits for a message or the next alarm. A message that waits comes before an alarm that is due: it was sent in
    /// time, and only the loop was late.
    pub(super) fn wait(&mut self, inbox: &Receiver<Msg>) -> Result<Msg, RecvError> {
        let next = self.0.iter().enumerate().min_by_key(|(_, alarm)| alarm.at);
        let Some((index, alarm)) = next.map(|(index, alarm)| (index, *alarm)) else { return inbox.recv() };
        match inbox.recv_timeout(alarm.at.saturating_duration_since(Instant::now())) {
            Ok(msg) => Ok(msg),
            Err(RecvTimeoutError::Disconnected) => Err(RecvError),
            Err(RecvTimeoutError::Timeout) => {
                self.0.swap_remove(index);
                Ok(Msg::Rang { timer: alarm.timer, number: alarm.number })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;
    use crate::keymap::Key;

    fn rang(msg: Result<Msg, RecvError>) -> Option<(Timer, u32)> {
        match msg.unwrap() {
            Msg::Rang { timer, number } => Some((timer, number)),
            _ => None,
        }
    }

    #[test]
    fn the_earliest_rings_first_and_a_new_alarm_replaces_the_old_one_of_its_timer() {
        let (_sender, inbox) = channel();
        let mut alarms = Alarms::default();
        alarms.set(Timer::Dwell, 1, Duration::ZERO);
        alarms.set(Timer::Sequence, 2, Duration::ZERO);
        alarms.set(Timer::Dwell, 3, Duration::from_nanos(1));
        assert_eq!(rang(alarms.wait(&inbox)), Some((Timer::Sequence, 2)));
        assert_eq!(rang(alarms.wait(&inbox)), Some((Timer::Dwell, 3)));
        assert!(alarms.0.is_empty());
        alarms.set(Timer::Dwell, 4, Duration::MAX);
        assert!(alarms.0.is_empty(), "it never comes");
    }

    #[test]
    fn a_message_that_waits_comes_before_an_alarm_that_is_due() {
        let (sender, inbox) = channel();
        let mut alarms = Alarms::default();
        alarms.set(Timer::Sequence, 1, Duration::ZERO);
        sender.send(Msg::Key(Key::char('A'))).unwrap();
        assert_eq!(rang(alarms.wait(&inbox)), None);
        assert_eq!(rang(alarms.wait(&inbox)), Some((Timer::Sequence, 1)));
        drop(sender);
        assert!(alarms.wait(&inbox).is_err());
    }
}
