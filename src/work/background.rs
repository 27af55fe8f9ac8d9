//! Lets threads step back where one that is waited for more wants a processor. Which threads those are is decided in
//! [`super::Workers`].

/// What the system counts against a thread that has stepped back. A worker that a key has woken up takes the processor
/// away from the thread that draws the frame of that key, unless it stands behind it: on two cores, one frame in a
/// hundred took 5 ms instead of 3. Higher figures would leave workers less beside other programs.
#[cfg(target_os = "linux")]
const NICENESS: i32 = 3;

/// The calling thread, and threads that it starts from now on, step back, by as much again each time. On systems where
/// this is said of whole processes, nothing happens.
pub(super) fn step_back() {
    // Where it is refused, others wait as long as before.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::nice(NICENESS);
}
