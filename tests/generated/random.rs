//! Decides which numbers come by chance: the same ones for the same seed, on every machine and in every version. What is
//! made of them is the other files' affair.

/// SplitMix64, by Guy L. Steele, Doug Lea and Christine H. Flood, "Fast splittable pseudorandom number generators" (2014).
#[derive(Debug, Clone)]
pub(super) struct Random(u64);

impl Random {
    /// The numbers of card `number` in a library of this seed. Neighbours have nothing in common.
    pub(super) fn of(seed: u64, number: u64) -> Self {
        let mut random = Self(seed);
        let mixed = random.next() ^ number;
        Self(Self(mixed).next())
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to `below`, which is not among them; 0 if there is nothing below it.
    pub(super) fn below(&mut self, below: u64) -> u64 {
        let wide = u128::from(self.next()) * u128::from(below);
        u64::try_from(wide >> 64).unwrap_or(0)
    }

    /// From the first to the last, both among them.
    pub(super) fn between(&mut self, first: u64, last: u64) -> u64 {
        first + self.below(last.saturating_sub(first) + 1)
    }

    /// Whether something happens that happens so many times in a thousand.
    pub(super) fn happens(&mut self, per_thousand: u64) -> bool {
        self.below(1_000) < per_thousand
    }

    /// One of these, each as often as the others.
    pub(super) fn one_of<'a, T: ?Sized>(&mut self, choice: &[&'a T]) -> Option<&'a T> {
        let at = self.below(choice.len() as u64);
        usize::try_from(at).ok().and_then(|at| choice.get(at)).copied()
    }

    /// One of these words.
    pub(super) fn word(&mut self, words: &'static [&'static str]) -> &'static str {
        self.one_of(words).unwrap_or_default()
    }

    /// So many characters of base64.
    pub(super) fn base64(&mut self, length: usize) -> String {
        const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut text = String::with_capacity(length);
        while text.len() < length {
            let bits = self.next();
            let digits = (0..10).filter_map(|digit| DIGITS.get((bits >> (6 * digit)) as usize & 63));
            text.extend(digits.take(length - text.len()).map(|digit| char::from(*digit)));
        }
        text
    }
}
