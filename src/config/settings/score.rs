//! How `config.yaml` writes the weights of the score. What the score is made of is decided in [`crate::library::score`].

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};

use super::parse::Key;
use crate::library::Weights;

const KEYS: [&str; 4] = ["quality", "heat", "freshness", "half-life"];
/// A hundred years. What lasts longer says nothing about news.
const MOST_DAYS: f64 = 36_525.0;
/// More than one weight is ever worth of another.
const MOST_WEIGHT: f64 = 1000.0;

/// Weights as `config.yaml` writes them.
pub(in crate::config) fn written(weights: &Weights) -> String {
    let Weights { quality, heat, freshness, half_life_days } = weights;
    format!("{{quality: {quality}, heat: {heat}, freshness: {freshness}, half-life: {half_life_days}d}}")
}

/// Weights in a settings file; what is not said keeps its default.
pub(super) struct Score(pub(super) Weights);

impl<'de> Deserialize<'de> for Score {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ScoreVisitor)
    }
}

struct ScoreVisitor;

impl<'de> Visitor<'de> for ScoreVisitor {
    type Value = Score;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("weights, such as `{quality: 1, heat: 1, freshness: 1, half-life: 30d}`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Score, A::Error> {
        let mut weights = Weights::default();
        let mut taken = Vec::new();
        while let Some(key) = map.next_key_seed(Key { candidates: &KEYS, taken: &taken })? {
            match key {
                "quality" => weights.quality = map.next_value::<Weight>()?.0,
                "heat" => weights.heat = map.next_value::<Weight>()?.0,
                "freshness" => weights.freshness = map.next_value::<Weight>()?.0,
                _ => weights.half_life_days = map.next_value::<HalfLife>()?.0,
            }
            taken.push(key);
        }
        if weights.quality + weights.heat + weights.freshness == 0.0 {
            return Err(de::Error::custom("quality, heat and freshness all weigh 0; at least one must weigh more"));
        }
        Ok(Score(weights))
    }
}

struct Weight(f64);

impl<'de> Deserialize<'de> for Weight {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WeightVisitor)
    }
}

struct WeightVisitor;

impl Visitor<'_> for WeightVisitor {
    type Value = Weight;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number from 0 to 1000")
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Weight, E> {
        let weight = u32::try_from(number).map(f64::from).ok().filter(|weight| *weight <= MOST_WEIGHT);
        weight.map(Weight).ok_or_else(|| E::invalid_value(de::Unexpected::Unsigned(number), &self))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Weight, E> {
        Err(E::invalid_value(de::Unexpected::Signed(number), &self))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Weight, E> {
        let weight = (0.0..=MOST_WEIGHT).contains(&number).then_some(number);
        weight.map(Weight).ok_or_else(|| E::invalid_value(de::Unexpected::Float(number), &self))
    }
}

/// In days.
struct HalfLife(f64);

impl<'de> Deserialize<'de> for HalfLife {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(HalfLifeVisitor)
    }
}

struct HalfLifeVisitor;

impl HalfLifeVisitor {
    fn days(text: &str) -> Option<f64> {
        let text = text.trim().to_ascii_lowercase();
        let units = [("d", 1.0), ("w", 7.0), ("h", 1.0 / 24.0)];
        let (number, long) =
            units.into_iter().find_map(|(unit, long)| Some((text.strip_suffix(unit)?.trim_end(), long)))?;
        // `1e3` and `inf` are numbers too, but not to whoever reads the file next.
        let plain = number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let days = number.parse::<f64>().ok().filter(|_| plain)? * long;
        (days > 0.0 && days <= MOST_DAYS).then_some(days)
    }
}

impl Visitor<'_> for HalfLifeVisitor {
    type Value = HalfLife;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a time up to a hundred years with its unit, such as `30d`, `2w` or `12h`")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<HalfLife, E> {
        let days = Self::days(text).map(HalfLife);
        days.ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_read_and_written() {
        for (text, weights) in [
            ("quality: 2", "{quality: 2, heat: 1, freshness: 1, half-life: 30d}"),
            ("{heat: 0.5, half-life: 2w}", "{quality: 1, heat: 0.5, freshness: 1, half-life: 14d}"),
            ("{freshness: 0, half-life: 12h}", "{quality: 1, heat: 1, freshness: 0, half-life: 0.5d}"),
            ("{half-life: 1.5 D}", "{quality: 1, heat: 1, freshness: 1, half-life: 1.5d}"),
        ] {
            let Score(read) = serde_yaml::from_str(text).unwrap();
            assert_eq!(written(&read), weights, "{text}");
            assert_eq!(serde_yaml::from_str::<Score>(weights).unwrap().0, read);
        }
    }

    #[test]
    fn what_is_no_weight_is_said() {
        for (text, message) in [
            ("quality: -1", "quality: invalid value: integer `-1`, expected a number from 0 to 1000"),
            ("quality: much", "quality: invalid type: string \"much\", expected a number from 0 to 1000"),
            ("heat: .nan", "heat: invalid value: floating point `NaN`, expected a number from 0 to 1000"),
            ("heat: 1001", "heat: invalid value: integer `1001`, expected a number from 0 to 1000"),
            ("heet: 1", "there is no setting `heet`; did you mean `heat`?"),
            ("{heat: 1, heat: 2}", "`heat` is set a second time here; keep one of the two"),
            ("{quality: 0, heat: 0, freshness: 0}", "all weigh 0; at least one must weigh more"),
            ("half-life: 30", "such as `30d`, `2w` or `12h`"),
            ("half-life: 0d", "such as `30d`, `2w` or `12h`"),
            ("half-life: 101y", "such as `30d`, `2w` or `12h`"),
            ("half-life: 1e9d", "such as `30d`, `2w` or `12h`"),
            ("half-life: d", "such as `30d`, `2w` or `12h`"),
            ("score", "expected weights, such as `{quality: 1"),
        ] {
            let Err(error) = serde_yaml::from_str::<Score>(text) else { panic!("{text} was read") };
            assert!(error.to_string().contains(message), "{text}: {error}");
        }
    }
}
