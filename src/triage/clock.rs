//! Hybrid logical time: wall-clock time as long as that moves on, a counter where it stands still or runs backwards.
//! So decisions keep their order whatever the clock does, also across devices once those exchange them.
//!
//! Source: Kulkarni et al., "Logical Physical Clocks", 2014.

/// A moment: 48 bits of milliseconds since 1970 over 16 bits of counter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct HybridTime(u64);

const COUNTER_BITS: u32 = 16;
/// The largest moment that a signed column can hold.
const LATEST: u64 = i64::MAX as u64;

impl HybridTime {
    /// The moment after this one, at wall-clock time `millis`.
    #[must_use]
    pub fn next(self, millis: u64) -> Self {
        let wall = millis.min(LATEST >> COUNTER_BITS) << COUNTER_BITS;
        Self(wall.max(self.0.saturating_add(1)).min(LATEST))
    }

    /// The later of two moments: what is known after hearing of `other`.
    #[must_use]
    pub fn heard(self, other: Self) -> Self {
        self.max(other)
    }

    /// Milliseconds since 1970.
    pub fn millis(self) -> u64 {
        self.0 >> COUNTER_BITS
    }

    /// As a number whose order is that of the moments.
    pub fn to_number(self) -> i64 {
        self.0.cast_signed()
    }

    /// The moment that [`Self::to_number`] wrote; the beginning of time for a negative number.
    pub fn from_number(number: i64) -> Self {
        Self(u64::try_from(number).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn time_goes_on_when_the_clock_does_not() {
        let first = HybridTime::default().next(1_000);
        assert_eq!(first.millis(), 1_000);
        let second = first.next(1_000);
        let third = second.next(10);
        assert!(first < second && second < third);
        assert_eq!(third.millis(), 1_000);
        assert_eq!(third.next(2_000), HybridTime::default().next(2_000));
        assert_eq!(first.heard(third), third);
    }

    proptest! {
        #[test]
        fn prop_always_later(start in 0..i64::MAX, millis in any::<u64>()) {
            let before = HybridTime::from_number(start);
            let after = before.next(millis);
            prop_assert!(after > before);
            prop_assert_eq!(HybridTime::from_number(after.to_number()), after);
        }
    }
}
