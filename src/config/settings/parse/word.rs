//! Settings whose value is one word out of a few, and the names of settings, which are such words too. What the words mean
//! is decided in [`crate::config`].

use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, Visitor};

use super::super::super::PictureChoice;
use super::super::{BidiChoice, ColorChoice, date_name};
use crate::dates::DateStyle;
use crate::nearest::nearest;

/// A setting that is one word out of a few.
pub(super) trait Word: Copy {
    /// What it says, such as `when to use colors`.
    const WHAT: &'static str;
    /// What one of the words is called.
    const NOUN: &'static str;

    /// Every value with its word, in the order in which they are told.
    fn all() -> Vec<(&'static str, Self)>;

    /// What a YAML boolean means. Readers of YAML disagree whether `on` and `off` are words.
    fn switched(_on: bool) -> Option<Self> {
        None
    }
}

impl Word for DateStyle {
    const WHAT: &'static str = "a form of dates";
    const NOUN: &'static str = "form of dates";

    fn all() -> Vec<(&'static str, Self)> {
        [Self::Short, Self::Iso, Self::Relative].map(|style| (date_name(style), style)).into()
    }
}

impl Word for ColorChoice {
    const WHAT: &'static str = "when to use colors";
    const NOUN: &'static str = "choice of colors";

    fn all() -> Vec<(&'static str, Self)> {
        Self::ALL.map(|choice| (choice.name(), choice)).into()
    }
}

impl Word for BidiChoice {
    const WHAT: &'static str = "when to reorder text";
    const NOUN: &'static str = "choice of bidi";

    fn all() -> Vec<(&'static str, Self)> {
        Self::ALL.map(|choice| (choice.name(), choice)).into()
    }

    fn switched(on: bool) -> Option<Self> {
        Some(if on { Self::On } else { Self::Off })
    }
}

impl Word for PictureChoice {
    const WHAT: &'static str = "how to show pictures";
    const NOUN: &'static str = "way to show pictures";

    fn all() -> Vec<(&'static str, Self)> {
        PictureChoice::all().map(|choice| (choice.name(), choice)).collect()
    }

    fn switched(on: bool) -> Option<Self> {
        (!on).then_some(Self::Off)
    }
}

/// The value of such a setting.
pub(super) struct Worded<W>(pub(super) W);

impl<'de, W: Word> Deserialize<'de> for Worded<W> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WordVisitor(PhantomData))
    }
}

struct WordVisitor<W>(PhantomData<W>);

impl<W: Word> Visitor<'_> for WordVisitor<W> {
    type Value = Worded<W>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = W::all().into_iter().map(|(name, _)| name).collect();
        write!(f, "{}: {}", W::WHAT, names.join(", "))
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<Worded<W>, E> {
        let all = W::all();
        match all.iter().find(|(name, _)| *name == word) {
            Some((_, value)) => Ok(Worded(*value)),
            None => {
                let names: Vec<&'static str> = all.iter().map(|(name, _)| *name).collect();
                Err(unknown(&names, W::NOUN, word))
            }
        }
    }

    fn visit_bool<E: de::Error>(self, on: bool) -> Result<Worded<W>, E> {
        W::switched(on).map(Worded).ok_or_else(|| E::invalid_value(de::Unexpected::Bool(on), &self))
    }
}

/// The name of a setting that was not set before.
pub(in crate::config::settings) struct Key<'t> {
    pub(in crate::config::settings) candidates: &'t [&'static str],
    pub(in crate::config::settings) taken: &'t [&'static str],
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = &'static str;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<&'static str, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = &'static str;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the name of a setting: {}", self.candidates.join(", "))
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<&'static str, E> {
        let found = self.candidates.iter().copied().find(|candidate| *candidate == word);
        let key = found.ok_or_else(|| unknown(self.candidates, "setting", word))?;
        if self.taken.contains(&key) {
            return Err(E::custom(format_args!("`{key}` is set a second time here; keep one of the two")));
        }
        Ok(key)
    }
}

/// That there is no such word, and which was meant.
fn unknown<E: de::Error>(candidates: &[&'static str], noun: &str, word: &str) -> E {
    let shown: String = word.chars().take(60).collect();
    match nearest(word, candidates.iter().copied()) {
        Some(meant) => E::custom(format_args!("there is no {noun} `{shown}`; did you mean `{meant}`?")),
        None => {
            let all = candidates.join(", ");
            E::custom(format_args!("there is no {noun} `{shown}`; there are: {all}"))
        }
    }
}
