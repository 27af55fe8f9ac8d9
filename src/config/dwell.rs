//! How long a card is open before it counts as read, and how `config.yaml` writes that.

use std::fmt;
use std::time::Duration;

use serde::de::{self, Deserialize, Deserializer, Visitor};

/// Longer than anybody looks at a card.
const LONGEST: f64 = 86_400.0;

/// How long a card is open in the detail pane before it is marked read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dwell(
    /// `None`: it never is by itself.
    pub Option<Duration>,
);

impl Default for Dwell {
    fn default() -> Self {
        Self(Some(Duration::from_secs(2)))
    }
}

impl Dwell {
    fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_lowercase();
        if ["off", "never"].contains(&text.as_str()) {
            return Some(Self(None));
        }
        let units = [("min", 60.0), ("m", 60.0), ("s", 1.0)];
        let with_unit = units.into_iter().find_map(|(unit, long)| Some((text.strip_suffix(unit)?.trim_end(), long)));
        let (number, long) = with_unit.unwrap_or((text.as_str(), 1.0));
        // `1e3` and `inf` are numbers too, but not to whoever reads the file next.
        let plain = number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        number.parse::<f64>().ok().filter(|_| plain).and_then(|number| Self::of(number * long))
    }

    fn of(seconds: f64) -> Option<Self> {
        (0.0..=LONGEST).contains(&seconds).then(|| Self(Some(Duration::from_secs_f64(seconds))))
    }
}

impl fmt::Display for Dwell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(after) => write!(f, "{}s", after.as_secs_f64()),
            None => f.write_str("off"),
        }
    }
}

impl<'de> Deserialize<'de> for Dwell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(DwellVisitor)
    }
}

struct DwellVisitor;

impl Visitor<'_> for DwellVisitor {
    type Value = Dwell;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a time up to a day, such as `2s` or `1min`, or `off`")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Dwell, E> {
        Dwell::parse(text).ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
    }

    fn visit_bool<E: de::Error>(self, on: bool) -> Result<Dwell, E> {
        // Readers of YAML disagree whether `off` is a word.
        if on { Err(E::invalid_value(de::Unexpected::Bool(on), &self)) } else { Ok(Dwell(None)) }
    }

    fn visit_u64<E: de::Error>(self, seconds: u64) -> Result<Dwell, E> {
        let of = u32::try_from(seconds).ok().and_then(|seconds| Dwell::of(f64::from(seconds)));
        of.ok_or_else(|| E::invalid_value(de::Unexpected::Unsigned(seconds), &self))
    }

    fn visit_f64<E: de::Error>(self, seconds: f64) -> Result<Dwell, E> {
        Dwell::of(seconds).ok_or_else(|| E::invalid_value(de::Unexpected::Float(seconds), &self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_off_are_read_and_written() {
        for (text, written) in [
            ("2s", "2s"),
            ("2", "2s"),
            ("0", "0s"),
            ("1.5s", "1.5s"),
            ("0.25", "0.25s"),
            ("10 s", "10s"),
            ("1m", "60s"),
            ("1.5 min", "90s"),
            ("2S", "2s"),
            ("1440min", "86400s"),
            ("off", "off"),
            ("OFF", "off"),
            ("Never", "off"),
            ("false", "off"),
        ] {
            let dwell: Dwell = serde_yaml::from_str(text).unwrap();
            assert_eq!(dwell.to_string(), written, "{text}");
            assert_eq!(serde_yaml::from_str::<Dwell>(written).unwrap(), dwell);
        }
        assert_eq!(Dwell::default().to_string(), "2s");
    }

    #[test]
    fn what_is_no_time_is_said() {
        for text in [
            "on", "true", "-1", "-1m", "2h", "1441min", "min", "m", "1mins", "1e3s", "infs", ".inf", "s", "86401",
            "[2]",
        ] {
            let error = serde_yaml::from_str::<Dwell>(text).unwrap_err().to_string();
            assert!(error.contains("such as `2s` or `1min`, or `off`"), "{text}: {error}");
        }
    }
}
