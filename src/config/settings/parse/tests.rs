//! What a settings file may say, and what is said about one that is wrong.

use super::super::super::{DEFAULT, PictureChoice, Settings};
use super::super::{BidiChoice, ColorChoice};
use super::*;
use crate::dates::DateStyle;
use crate::library::Sort;
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
        ("bidi: false", FileSettings { bidi: Some(BidiChoice::Off), ..Default::default() }),
        ("bidi: true", FileSettings { bidi: Some(BidiChoice::On), ..Default::default() }),
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
        (
            "pictures: true",
            1,
            11,
            "pictures: invalid value: boolean `true`, expected how to show pictures: auto, kitty, iterm2, sixel, halfblocks, off",
        ),
        (
            "colors: false",
            1,
            9,
            "colors: invalid value: boolean `false`, expected when to use colors: auto, always, never",
        ),
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
