//! Looks through texts on all cores, a segment at a time on each. How one is looked through is decided in
//! [`crate::store::texts`].

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::library::{Library, Segment, SlotSet};
use crate::query::{self, Probe, Stopped};
use crate::store::texts::{Buffer, Question, Texts};

impl query::Texts for Texts {
    fn find(
        &self,
        library: &Library,
        probes: &[Probe<'_>],
        among: Option<&SlotSet>,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Result<Vec<SlotSet>, Stopped> {
        let segments: Vec<(usize, &Segment)> =
            library.segments().filter(|(_, segment)| segment.texts().is_some()).collect();
        let question = Question { library, probes, among, stop };
        let next = AtomicUsize::new(0);
        let look = || {
            let (mut found, mut buffer) = (vec![SlotSet::default(); probes.len()], Buffer::default());
            while let Some(segment) = segments.get(next.fetch_add(1, Ordering::Relaxed)) {
                self.find_in(question, *segment, &mut buffer, &mut found)?;
            }
            Ok(found)
        };
        let cores = thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let parts = thread::scope(|scope| {
            // Without another thread it takes longer.
            let other = |_| thread::Builder::new().name("texts".to_owned()).spawn_scoped(scope, look).ok();
            let others: Vec<_> = (1..cores.min(segments.len())).filter_map(other).collect();
            let own = look();
            // One that panicked has ended the program.
            std::iter::once(own).chain(others.into_iter().filter_map(|other| other.join().ok())).collect::<Vec<_>>()
        });
        parts.into_iter().reduce(|all, part| Ok(joined(all?, part?))).unwrap_or_else(|| Ok(Vec::new()))
    }
}

fn joined(mut all: Vec<SlotSet>, part: Vec<SlotSet>) -> Vec<SlotSet> {
    for (all, part) in all.iter_mut().zip(part) {
        all.extend(part.iter());
    }
    all
}
