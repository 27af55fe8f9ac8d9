//! Where the reader has been: back and forward as in a browser.

use crate::page::Place;

/// Cards that were opened or jumped to, in order.
#[derive(Debug, Default)]
pub struct Visits {
    places: Vec<Place>,
    /// Index of the place the reader is at; meaningless while there are none.
    at: usize,
}

/// Older visits are forgotten.
const LIMIT: usize = 1_000;

impl Visits {
    /// Notes that the reader went to `place`. What lay forward is forgotten, unless this is where they are already.
    pub fn visit(&mut self, place: &Place) {
        if self.places.get(self.at) == Some(place) {
            return;
        }
        self.places.truncate(self.at + 1);
        self.places.push(place.clone());
        if self.places.len() > LIMIT {
            self.places.remove(0);
        }
        self.at = self.places.len() - 1;
    }

    /// One place back from where the reader is. `here` is what they look at: when they wandered off by other means,
    /// going back first returns to the last visit.
    pub fn back(&mut self, here: Option<&Place>) -> Option<Place> {
        let last = self.places.get(self.at)?;
        if here.is_some_and(|here| here != last) {
            return Some(last.clone());
        }
        self.at = self.at.checked_sub(1)?;
        self.places.get(self.at).cloned()
    }

    /// One place forward.
    pub fn forward(&mut self) -> Option<Place> {
        let next = self.places.get(self.at + 1)?.clone();
        self.at += 1;
        Some(next)
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::library::FileRef;

    fn place(name: &str) -> Place {
        Place::card(FileRef { root: 0, path: PathBuf::from(name) })
    }

    #[test]
    fn back_and_forward() {
        let mut visits = Visits::default();
        assert_eq!(visits.back(None), None);
        for name in ["a", "b", "c"] {
            visits.visit(&place(name));
        }
        assert_eq!(visits.back(Some(&place("c"))), Some(place("b")));
        assert_eq!(visits.back(Some(&place("b"))), Some(place("a")));
        assert_eq!(visits.back(Some(&place("a"))), None);
        assert_eq!(visits.forward(), Some(place("b")));
        visits.visit(&place("d"));
        assert_eq!(visits.forward(), None);
        assert_eq!(visits.back(Some(&place("d"))), Some(place("b")));
    }

    #[test]
    fn going_back_after_wandering_off_returns_to_the_last_visit() {
        let mut visits = Visits::default();
        visits.visit(&place("a"));
        visits.visit(&place("b"));
        assert_eq!(visits.back(Some(&place("elsewhere"))), Some(place("b")));
    }
}
