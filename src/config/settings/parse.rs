//! Reads the YAML of a settings file: which settings there are, and how each is written. How values of one kind are written
//! is decided in the files beside this one, what they mean elsewhere.

mod fault;
mod folders;
mod order;
mod views;
mod word;

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

use self::folders::Libraries;
use self::order::SortValue;
use self::views::ViewsValue;
use self::word::Worded;
use super::score::Score;
use super::{Centering, FileSettings, Following, TextWidth, Watching};

pub use fault::Fault;
pub(in crate::config) use fault::fault;
pub(super) use word::Key;

const KEYS: [&str; 15] = [
    "libraries",
    "sort",
    "dates",
    "dwell",
    "watch",
    "score",
    "text_width",
    "center_text",
    "views",
    "colors",
    "colours",
    "plain",
    "bidi",
    "cursor",
    "pictures",
];

pub(super) fn parse(text: &str) -> Result<FileSettings, Fault> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // A file of comments has no document at all.
    let empty = text.lines().all(|line| {
        let line = line.trim();
        line.is_empty() || line.starts_with('#')
    });
    if empty {
        return Ok(FileSettings::default());
    }
    serde_yaml::from_str(text).map_err(|error| fault(&error))
}

impl<'de> Deserialize<'de> for FileSettings {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(FileVisitor)
    }
}

struct FileVisitor;

impl<'de> Visitor<'de> for FileVisitor {
    type Value = FileSettings;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("settings, one a line, such as `dates: iso`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<FileSettings, A::Error> {
        let mut settings = FileSettings::default();
        let mut taken = Vec::new();
        while let Some(key) = map.next_key_seed(Key { candidates: &KEYS, taken: &taken })? {
            match key {
                "libraries" => settings.libraries = Some(map.next_value::<Libraries>()?.0),
                "sort" => settings.sort = Some(map.next_value::<SortValue>()?.0),
                "dates" => settings.dates = Some(map.next_value::<Worded<_>>()?.0),
                "dwell" => settings.dwell = Some(map.next_value()?),
                "bidi" => settings.bidi = Some(map.next_value::<Worded<_>>()?.0),
                "cursor" => settings.cursor = Some(Following(map.next_value()?)),
                "watch" => settings.watch = Some(Watching(map.next_value()?)),
                "plain" => settings.plain = Some(map.next_value()?),
                "score" => settings.score = Some(map.next_value::<Score>()?.0),
                "text_width" => settings.text_width = Some(TextWidth(map.next_value()?)),
                "center_text" => settings.center_text = Some(Centering(map.next_value()?)),
                "pictures" => settings.pictures = Some(map.next_value::<Worded<_>>()?.0),
                "views" => settings.views = Some(map.next_value::<ViewsValue>()?.0),
                _ => {
                    settings.colors = Some(map.next_value::<Worded<_>>()?.0);
                    taken.extend(["colors", "colours"]);
                }
            }
            taken.push(key);
        }
        Ok(settings)
    }
}

#[cfg(test)]
mod tests;
