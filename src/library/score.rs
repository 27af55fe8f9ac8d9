//! The score of a card: one number over quality, heat and freshness, and the sum that it is. What the score is used for
//! is decided by those who ask.

use super::HeadRef;
use crate::card::Timestamp;

/// A quality that counts half. No unit; the median of 90 cards from a news hub is 72.
const HALF_QUALITY: f64 = 70.0;
/// A heat that counts half. No unit; the median of 394 cards from a news hub is 53.
const HALF_HEAT: f64 = 50.0;
const SECONDS_PER_DAY: f64 = 86_400.0;

/// How much each part counts, compared with the others. Weights are 0 or more; only their proportions matter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weights {
    /// Of quality.
    pub quality: f64,
    /// Of heat.
    pub heat: f64,
    /// Of freshness.
    pub freshness: f64,
    /// Days after which a card is half as fresh; more than 0.
    pub half_life_days: f64,
}

impl Default for Weights {
    fn default() -> Self {
        Self { quality: 1.0, heat: 1.0, freshness: 1.0, half_life_days: 30.0 }
    }
}

/// What a score is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScorePart {
    /// See [`crate::card::Head::quality`].
    Quality,
    /// See [`crate::card::Head::heat`].
    Heat,
    /// How long ago the card was published, else updated.
    Freshness,
}

/// One term of the sum.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScoreTerm {
    /// What it is about.
    pub part: ScorePart,
    /// What the card says: quality and heat without a unit, for freshness the age in days. `None` when it says nothing.
    pub value: Option<f64>,
    /// The value brought to 0..1; 0 when there is none.
    pub normalised: f64,
    /// Share of the weights that count, 0..1; 0 when there is no value.
    pub weight: f64,
    /// Points that it adds to the score, 0..100.
    pub contribution: f64,
}

/// The score of a card, 0 to 100, larger is better; `None` when nothing that counts is known of it.
///
/// With weights *w* and values brought to 0..1, it is 100 · Σ *w·x* / Σ *w* over the parts that are known: what is
/// unknown is left out, and does not make a card worse.
///
/// | part | *x* |
/// |---|---|
/// | quality | 1 − 2^(−quality / 70) |
/// | heat | 1 − 2^(−heat / 50) |
/// | freshness | 2^(−age / half-life), age from `now`, 0 for what is still to come |
///
/// The first two grow without end and are worth less and less the more there is of them; a negative one counts as 0.
pub fn score(head: HeadRef<'_>, now: Timestamp, weights: &Weights) -> Option<f64> {
    let terms = explain_score(head, now, weights);
    let counts = terms.iter().any(|term| term.weight > 0.0);
    // A sum of shares may pass 1 by a rounding error.
    counts.then(|| terms.iter().map(|term| term.contribution).sum::<f64>().min(100.0))
}

/// The terms of the sum that [`score`] is, whether they are known or not.
pub fn explain_score(head: HeadRef<'_>, now: Timestamp, weights: &Weights) -> [ScoreTerm; 3] {
    let quality = head.quality().map(f64::from);
    let heat = head.heat().map(f64::from);
    let published_at = head.published_at().or(head.updated_at());
    let age = published_at.map(|at| now.0.saturating_sub(at.0).max(0) as f64 / SECONDS_PER_DAY);
    let freshness = age.map_or(0.0, |age| (-age / weights.half_life_days).exp2());
    let known = |weight: f64, value: Option<f64>| if value.is_some() { weight.max(0.0) } else { 0.0 };
    let (of_quality, of_heat) = (known(weights.quality, quality), known(weights.heat, heat));
    let of_freshness = known(weights.freshness, age);
    let all = of_quality + of_heat + of_freshness;
    let term = |part, value, normalised: f64, weight: f64| {
        let weight = if all > 0.0 { weight / all } else { 0.0 };
        ScoreTerm { part, value, normalised, weight, contribution: 100.0 * weight * normalised }
    };
    [
        term(ScorePart::Quality, quality, saturated(quality, HALF_QUALITY), of_quality),
        term(ScorePart::Heat, heat, saturated(heat, HALF_HEAT), of_heat),
        term(ScorePart::Freshness, age, freshness, of_freshness),
    ]
}

/// 0 for nothing, a half at `half`, and towards 1 from there.
fn saturated(value: Option<f64>, half: f64) -> f64 {
    value.map_or(0.0, |value| 1.0 - (-value.max(0.0) / half).exp2())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::library;
    use super::*;

    /// 2026-03-01.
    const NOW: Timestamp = Timestamp(1_772_323_200);

    fn scored(front_matter: &str, weights: &Weights) -> Option<f64> {
        let library = library(&[("a.md", front_matter)]);
        let (_, head) = library.heads().next().unwrap();
        score(head, NOW, weights)
    }

    #[test]
    fn the_formula_holds() {
        let even = Weights::default();
        let heavy = Weights { quality: 3.0, ..even };
        for (front_matter, weights, expected) in [
            ("title: a", even, None),
            ("quality: -1\nheat: -1", even, None),
            ("quality: 70", even, Some(50.0)),
            ("quality: 70\nheat: -1", even, Some(50.0)),
            ("heat: 50", even, Some(50.0)),
            ("heat: 100", even, Some(75.0)),
            ("quality: 0", even, Some(0.0)),
            ("quality: -5", even, Some(0.0)),
            ("publishedDateTime: 2026-03-01", even, Some(100.0)),
            ("publishedDateTime: 2027-03-01", even, Some(100.0)),
            ("publishedDateTime: 2026-01-30", even, Some(50.0)),
            ("updatedDateTime: 2026-01-30", even, Some(50.0)),
            ("publishedDateTime: 2026-01-30\nupdatedDateTime: 2026-03-01", even, Some(50.0)),
            ("quality: 70\nheat: 100\npublishedDateTime: 2025-12-31", even, Some(50.0)),
            ("quality: 70\nheat: 100", heavy, Some(56.25)),
            ("quality: 70", Weights { quality: 0.0, ..even }, None),
            ("quality: 70\nheat: 100", Weights { quality: 0.0, ..even }, Some(75.0)),
            ("publishedDateTime: 2026-02-28", Weights { half_life_days: 1.0, ..even }, Some(50.0)),
        ] {
            let scored = scored(front_matter, &weights);
            let difference = scored.zip(expected).map_or(0.0, |(scored, expected): (f64, f64)| scored - expected);
            assert_eq!(scored.is_some(), expected.is_some(), "{front_matter:?} {weights:?}");
            assert!(difference.abs() < 1e-9, "{front_matter:?} {weights:?}: {scored:?}");
        }
    }

    #[test]
    fn the_sum_is_explained() {
        let library = library(&[("a.md", "quality: 70\npublishedDateTime: 2026-01-30")]);
        let (_, head) = library.heads().next().unwrap();
        let terms = explain_score(head, NOW, &Weights { quality: 3.0, ..Weights::default() });
        let of =
            |part, value, normalised, weight, contribution| ScoreTerm { part, value, normalised, weight, contribution };
        assert_eq!(
            terms,
            [
                of(ScorePart::Quality, Some(70.0), 0.5, 0.75, 37.5),
                of(ScorePart::Heat, None, 0.0, 0.0, 0.0),
                of(ScorePart::Freshness, Some(30.0), 0.5, 0.25, 12.5),
            ]
        );
    }

    proptest! {
        #[test]
        fn a_score_is_a_percentage_and_grows_with_each_part(
            quality in prop::option::of(0_u32..2000), heat in prop::option::of(0_u32..2000),
            age in prop::option::of(0_i64..5000), more in 1_u32..100,
            w in prop::array::uniform3(0.01_f64..9.0), half_life_days in 0.01_f64..1e5,
        ) {
            let weights = Weights { quality: w[0], heat: w[1], freshness: w[2], half_life_days };
            let of = |quality: Option<u32>, heat: Option<u32>, age: Option<i64>| {
                let line = |name: &str, value: Option<String>| value.map_or(String::new(), |value| format!("{name}: {value}\n"));
                let date = age.map(|age| jiff::Timestamp::from_second(NOW.0 - age * 86_400).unwrap().to_string());
                let text = line("quality", quality.map(|n| n.to_string())) + &line("heat", heat.map(|n| n.to_string()));
                scored(&format!("title: a\n{text}{}", line("publishedDateTime", date)), &weights)
            };
            let score = of(quality, heat, age);
            prop_assert_eq!(score.is_some(), quality.or(heat).is_some() || age.is_some());
            prop_assert!(score.is_none_or(|score| (0.0..=100.0).contains(&score)));
            let close = |less: Option<f64>, more: Option<f64>| less.zip(more).is_none_or(|(less, more)| less <= more + 1e-9);
            prop_assert!(close(score, of(quality.map(|n| n + more), heat, age)));
            prop_assert!(close(score, of(quality, heat.map(|n| n + more), age)));
            prop_assert!(close(of(quality, heat, age.map(|n| n + i64::from(more))), score));
        }
    }
}
