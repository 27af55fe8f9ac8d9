//! Reads the YAML of a settings file, with the place of what is wrong in it. What the settings mean is not its affair.

use std::fmt;
use std::path::Path;

use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::super::{ConfigError, PictureChoice};
use super::score::Score;
use super::{BidiChoice, Centering, ColorChoice, FileSettings, Following, TextWidth, Watching, date_name};
use crate::card::SafeText;
use crate::dates::DateStyle;
use crate::library::Sort;
use crate::nearest::nearest;
use crate::query::{ViewError, ViewSource, Views};

/// Something wrong in a settings file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// One sentence without a full stop. It may quote the file.
    pub message: String,
}

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

impl Fault {
    /// The same as an error about a file.
    pub fn in_file(self, path: &Path) -> ConfigError {
        let path = SafeText::line(&path.to_string_lossy());
        ConfigError::Located { path, line: self.line, column: self.column, message: SafeText::line(&self.message) }
    }
}

/// What the YAML parser found, with the place told apart from the words.
pub(in crate::config) fn fault(error: &serde_yaml::Error) -> Fault {
    let message = error.to_string();
    let Some(at) = error.location() else { return Fault { line: 1, column: 1, message } };
    let (line, column) = (at.line(), at.column());
    // The parser says the place too, in its own words.
    let place = format!(" at line {line} column {column}");
    Fault { line, column, message: message.replace(&place, "") }
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
                "dates" => settings.dates = Some(map.next_value::<Dates>()?.0),
                "dwell" => settings.dwell = Some(map.next_value()?),
                "bidi" => settings.bidi = Some(map.next_value::<Bidi>()?.0),
                "cursor" => settings.cursor = Some(Following(map.next_value()?)),
                "watch" => settings.watch = Some(Watching(map.next_value()?)),
                "plain" => settings.plain = Some(map.next_value()?),
                "score" => settings.score = Some(map.next_value::<Score>()?.0),
                "text_width" => settings.text_width = Some(TextWidth(map.next_value()?)),
                "center_text" => settings.center_text = Some(Centering(map.next_value()?)),
                "pictures" => settings.pictures = Some(map.next_value::<Pictures>()?.0),
                "views" => settings.views = Some(map.next_value::<ViewsValue>()?.0),
                _ => {
                    settings.colors = Some(map.next_value::<Colors>()?.0);
                    taken.extend(["colors", "colours"]);
                }
            }
            taken.push(key);
        }
        Ok(settings)
    }
}

/// The name of a setting that was not set before.
pub(super) struct Key<'t> {
    pub(super) candidates: &'t [&'static str],
    pub(super) taken: &'t [&'static str],
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
        let choice = Choice { what: "the name of a setting", candidates: self.candidates, noun: "setting" };
        let key = choice.visit_str(word)?;
        if self.taken.contains(&key) {
            return Err(E::custom(format_args!("`{key}` is set a second time here; keep one of the two")));
        }
        Ok(key)
    }
}

/// One word out of a few.
struct Choice<'c> {
    what: &'static str,
    candidates: &'c [&'static str],
    noun: &'static str,
}

impl Visitor<'_> for Choice<'_> {
    type Value = &'static str;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.what, self.candidates.join(", "))
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<&'static str, E> {
        if let Some(found) = self.candidates.iter().find(|candidate| **candidate == word) {
            return Ok(found);
        }
        let shown: String = word.chars().take(60).collect();
        let Self { candidates, noun, .. } = self;
        match nearest(word, candidates.iter().copied()) {
            Some(meant) => Err(E::custom(format_args!("there is no {noun} `{shown}`; did you mean `{meant}`?"))),
            None => {
                let all = candidates.join(", ");
                Err(E::custom(format_args!("there is no {noun} `{shown}`; there are: {all}")))
            }
        }
    }
}

struct Libraries(Vec<String>);

impl<'de> Deserialize<'de> for Libraries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LibrariesVisitor)
    }
}

struct LibrariesVisitor;

impl<'de> Visitor<'de> for LibrariesVisitor {
    type Value = Libraries;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of folders, each on its own line after `- `")
    }

    fn visit_str<E: de::Error>(self, folder: &str) -> Result<Libraries, E> {
        Ok(Libraries(vec![folder.to_owned()]))
    }

    fn visit_unit<E: de::Error>(self) -> Result<Libraries, E> {
        Ok(Libraries(Vec::new()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Libraries, A::Error> {
        let mut folders = Vec::new();
        while let Some(Folder(folder)) = list.next_element()? {
            folders.push(folder);
        }
        Ok(Libraries(folders))
    }
}

struct Folder(String);

impl<'de> Deserialize<'de> for Folder {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(FolderVisitor)
    }
}

struct FolderVisitor;

impl Visitor<'_> for FolderVisitor {
    type Value = Folder;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the path of a folder")
    }

    fn visit_str<E: de::Error>(self, folder: &str) -> Result<Folder, E> {
        if folder.is_empty() { Err(E::custom("a folder has an empty path")) } else { Ok(Folder(folder.to_owned())) }
    }
}

struct ViewsValue(Vec<(String, String)>);

impl<'de> Deserialize<'de> for ViewsValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ViewsVisitor)
    }
}

struct ViewsVisitor;

impl<'de> Visitor<'de> for ViewsVisitor {
    type Value = ViewsValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("names of views with their queries, such as `Long reads: length>10m`")
    }

    fn visit_unit<E: de::Error>(self) -> Result<ViewsValue, E> {
        Ok(ViewsValue(Vec::new()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ViewsValue, A::Error> {
        let mut written: Vec<(String, String)> = Vec::new();
        while let Some(name) = map.next_key::<String>()? {
            if written.iter().any(|(other, _)| other.to_lowercase() == name.to_lowercase()) {
                return Err(de::Error::custom(format_args!("the view `{name}` is there twice; keep one of the two")));
            }
            written.push((name, map.next_value()?));
        }
        match Views::default().add(&written, ViewSource::Config).first() {
            Some(ViewError { name, reason }) => Err(de::Error::custom(format_args!("the view `{name}`: {reason}"))),
            None => Ok(ViewsValue(written)),
        }
    }
}

struct SortValue(Sort);

impl<'de> Deserialize<'de> for SortValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SortVisitor)
    }
}

struct SortVisitor;

impl<'de> Visitor<'de> for SortVisitor {
    type Value = SortValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an order, such as `date` or `quality,-date`")
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<SortValue, E> {
        name.parse().map(SortValue).map_err(E::custom)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<SortValue, A::Error> {
        let (mut sort, mut reversed) = (Sort::default(), false);
        let mut taken = Vec::new();
        while let Some(key) = map.next_key_seed(Key { candidates: &["key", "reversed"], taken: &taken })? {
            match key {
                "key" => sort = map.next_value::<SortName>()?.0,
                _ => reversed = map.next_value()?,
            }
            taken.push(key);
        }
        Ok(SortValue(if reversed { sort.reversed() } else { sort }))
    }
}

struct SortName(Sort);

impl<'de> Deserialize<'de> for SortName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map(SortName).map_err(de::Error::custom)
    }
}

struct Dates(DateStyle);

impl<'de> Deserialize<'de> for Dates {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let all = [DateStyle::Short, DateStyle::Iso, DateStyle::Relative];
        let names = all.map(date_name);
        let choice = Choice { what: "a form of dates", candidates: &names, noun: "form of dates" };
        let found = deserializer.deserialize_str(choice)?;
        Ok(Self(all.into_iter().find(|style| date_name(*style) == found).unwrap_or_default()))
    }
}

struct Colors(ColorChoice);

impl<'de> Deserialize<'de> for Colors {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let names = ColorChoice::ALL.map(ColorChoice::name);
        let choice = Choice { what: "when to use colors", candidates: &names, noun: "choice of colors" };
        let found = deserializer.deserialize_str(choice)?;
        Ok(Self(ColorChoice::from_name(found).unwrap_or_default()))
    }
}

struct Bidi(BidiChoice);

impl<'de> Deserialize<'de> for Bidi {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let names = BidiChoice::ALL.map(BidiChoice::name);
        let choice = Choice { what: "when to reorder text", candidates: &names, noun: "choice of bidi" };
        let found = deserializer.deserialize_str(choice)?;
        Ok(Self(BidiChoice::ALL.into_iter().find(|choice| choice.name() == found).unwrap_or_default()))
    }
}

struct Pictures(PictureChoice);

impl<'de> Deserialize<'de> for Pictures {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PicturesVisitor)
    }
}

struct PicturesVisitor;

impl Visitor<'_> for PicturesVisitor {
    type Value = Pictures;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = PictureChoice::all().map(PictureChoice::name).collect();
        write!(f, "how to show pictures: {}", names.join(", "))
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<Pictures, E> {
        let names: Vec<&'static str> = PictureChoice::all().map(PictureChoice::name).collect();
        let choice = Choice { what: "how to show pictures", candidates: &names, noun: "way to show pictures" };
        let found = choice.visit_str(word)?;
        Ok(Pictures(PictureChoice::all().find(|choice| choice.name() == found).unwrap_or_default()))
    }

    fn visit_bool<E: de::Error>(self, on: bool) -> Result<Pictures, E> {
        // Readers of YAML disagree whether `off` is a word.
        if on { Err(E::invalid_value(de::Unexpected::Bool(on), &self)) } else { Ok(Pictures(PictureChoice::Off)) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::{DEFAULT, Settings};
    use super::*;
    use crate::picture::Protocol;

    #[test]
    fn the_documented_defaults_are_the_defaults() {
        let file = parse(DEFAULT).unwrap();
        let default = Settings::default();
        assert_eq!(file.libraries, Some(Vec::new()));
        assert!(default.libraries.is_empty());
        assert_eq!(file.sort, Some(default.sort));
        assert_eq!(file.dates, Some(default.dates));
        assert_eq!(file.dwell, Some(default.dwell));
        assert_eq!(file.watch, Some(default.watch));
        assert_eq!(file.score, Some(default.score));
        assert_eq!(file.text_width, Some(default.text_width));
        assert_eq!(file.center_text, Some(default.center_text));
        assert_eq!(file.colors, Some(default.colors));
        assert_eq!(file.plain, Some(default.plain));
        assert_eq!(file.bidi, Some(default.bidi));
        assert_eq!(file.cursor, Some(default.cursor));
        assert_eq!(file.pictures, Some(default.pictures));
    }

    #[test]
    fn every_form_is_read() {
        let by_title = Sort::by(crate::library::SortKey::Title);
        for (text, expected) in [
            ("", FileSettings::default()),
            ("# nothing\n\n", FileSettings::default()),
            ("sort: title", FileSettings { sort: Some(by_title), ..Default::default() }),
            (
                "\u{feff}sort: {key: title, reversed: true}\r\n",
                FileSettings { sort: Some(by_title.reversed()), ..Default::default() },
            ),
            ("colours: never", FileSettings { colors: Some(ColorChoice::Never), ..Default::default() }),
            ("bidi: on", FileSettings { bidi: Some(BidiChoice::On), ..Default::default() }),
            ("cursor: false", FileSettings { cursor: Some(Following(false)), ..Default::default() }),
            ("pictures: off", FileSettings { pictures: Some(PictureChoice::Off), ..Default::default() }),
            ("pictures: false", FileSettings { pictures: Some(PictureChoice::Off), ..Default::default() }),
            (
                "pictures: sixel",
                FileSettings { pictures: Some(PictureChoice::Always(Protocol::Sixel)), ..Default::default() },
            ),
            ("watch: false", FileSettings { watch: Some(Watching(false)), ..Default::default() }),
            ("text_width: 0", FileSettings { text_width: Some(TextWidth(0)), ..Default::default() }),
            ("center_text: false", FileSettings { center_text: Some(Centering(false)), ..Default::default() }),
            ("dates: relative", FileSettings { dates: Some(DateStyle::Relative), ..Default::default() }),
            (
                "libraries:\n  - ~/a\n  - 2026\n",
                FileSettings { libraries: Some(vec!["~/a".into(), "2026".into()]), ..Default::default() },
            ),
            (
                "views: {Long: length>10m, More: view:long OR is:starred}",
                FileSettings {
                    views: Some(vec![
                        ("Long".into(), "length>10m".into()),
                        ("More".into(), "view:long OR is:starred".into()),
                    ]),
                    ..Default::default()
                },
            ),
            ("libraries: ~/a", FileSettings { libraries: Some(vec!["~/a".into()]), ..Default::default() }),
            ("libraries:", FileSettings { libraries: Some(Vec::new()), ..Default::default() }),
        ] {
            assert_eq!(parse(text), Ok(expected), "{text:?}");
        }
    }

    #[test]
    fn what_is_wrong_has_a_place_and_a_remedy() {
        for (text, line, column, message) in [
            ("dates: iso\ncolor: never\n", 2, 1, "there is no setting `color`; did you mean `colors`?"),
            (
                "frobnicate: 1",
                1,
                1,
                "there is no setting `frobnicate`; there are: libraries, sort, dates, dwell, watch, score, text_width, center_text, views, colors, colours, plain, bidi, cursor, pictures",
            ),
            ("\n\ndates: isso\n", 3, 8, "dates: there is no form of dates `isso`; did you mean `iso`?"),
            (
                "views:\n  x: is:reed\n",
                2,
                3,
                "views: the view `x`: column 4: `is:` does not take `reed`; did you mean `read`?",
            ),
            ("text_width: -1", 1, 13, "text_width: invalid type: integer `-1`, expected u16"),
            ("pictures: kity", 1, 11, "pictures: there is no way to show pictures `kity`; did you mean `kitty`?"),
            ("watch: often", 1, 8, "watch: invalid type: string \"often\", expected a boolean"),
            ("sort: dat\n", 1, 7, "sort: there is no order `dat`; did you mean `date`?"),
            ("sort:\n  kex: date\n", 2, 3, "sort: there is no setting `kex`; did you mean `key`?"),
            ("sort:\n  reversed: maybe\n", 2, 13, "sort.reversed: invalid type: string \"maybe\", expected a boolean"),
            ("dates: iso\ndates: iso\n", 2, 1, "`dates` is set a second time here; keep one of the two"),
            ("colors: never\ncolours: never\n", 2, 1, "`colours` is set a second time here; keep one of the two"),
            (
                "dwell: soon",
                1,
                8,
                "dwell: invalid value: string \"soon\", expected a time up to a day, such as `2s` or `1min`, or `off`",
            ),
            (
                "score:\n  heat: 1\n  half-life: 3m\n",
                3,
                14,
                "score.half-life: invalid value: string \"3m\", expected a time up to a hundred years with its unit, such as \
                 `30d`, `2w` or `12h`",
            ),
            ("libraries:\n  - a\n  - ''\n", 3, 5, "libraries[1]: a folder has an empty path"),
        ] {
            assert_eq!(parse(text), Err(Fault { line, column, message: message.to_owned() }), "{text:?}");
        }
        for (text, line, column) in
            [("- a\n", 1, 1), ("dates: \"iso\n", 2, 1), ("dates: [iso]", 1, 8), ("dates: b: c", 1, 8)]
        {
            let fault = parse(text).unwrap_err();
            assert_eq!((fault.line, fault.column), (line, column), "{text:?}: {}", fault.message);
        }
    }
}
