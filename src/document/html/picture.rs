//! What an `<img>` shows, and whether that is anything: pixels that count readers and pieces of layout are nothing. Where
//! a picture stands in the text is decided by the builder.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::Attributes;
use super::attributes::number;
use crate::card::SafeText;
use crate::card::embed::web_link;
use crate::document::build::PictureSize;
use crate::document::{Picture, PictureSource};

/// Largest side of what only fills space, counts readers or is a sign beside words that say the same, in pixels.
const SIGN: u64 = 48;
/// Smallest side of a picture that stands on lines of its own, in pixels.
const LARGE: u64 = 160;

/// The picture of an element, and its size on the page if that can be told; `None` when there is nothing to see.
pub(super) fn picture(attributes: &Attributes, link: Option<usize>) -> Option<(Picture, Option<PictureSize>)> {
    let said = |name: &str| {
        let words: Vec<&str> = attributes.get(name)?.split_whitespace().collect();
        Some(SafeText::line(&words.join(" "))).filter(|text| !text.is_empty())
    };
    let caption = said("alt").or_else(|| said("title"));
    let sides = || ["width", "height"].into_iter().filter_map(|name| side(attributes, name));
    let size = if sides().any(|side| side <= SIGN) || is_sign(attributes) {
        Some(PictureSize::Sign)
    } else {
        sides().any(|side| side >= LARGE).then_some(PictureSize::Large)
    };
    let source = source(attributes);
    let shows = size != Some(PictureSize::Sign) && source != PictureSource::Nowhere;
    (caption.is_some() || shows).then_some((Picture { source, caption, link }, size))
}

/// Whether a picture is said to be a letter or so large: by its class, or because a letter or two say the same.
fn is_sign(attributes: &Attributes) -> bool {
    let class = attributes.get("class").unwrap_or_default().to_ascii_lowercase();
    let alt = attributes.get("alt").unwrap_or_default();
    ["emoji", "icon", "smiley"].iter().any(|sign| class.contains(sign)) || (1..=2).contains(&alt.chars().count())
}

/// A side in pixels, from the style or the attribute of its name. Parts of the page are no pixels.
fn side(attributes: &Attributes, name: &str) -> Option<u64> {
    let pixels = |value: &str| number(value).filter(|_| !value.contains(['%', 'e', 'v']));
    let styled = attributes.declarations().filter(|(property, _)| property == name).last();
    styled.and_then(|(_, value)| pixels(&value)).or_else(|| pixels(attributes.get(name)?))
}

/// Where the picture is. Pages that load pictures late keep the true place beside a stand-in.
fn source(attributes: &Attributes) -> PictureSource {
    let late = attributes.get("data-src").or_else(|| attributes.get("data-original"));
    let first = || attributes.get("srcset").and_then(|set| set.split_whitespace().next());
    late.or_else(|| attributes.get("src").filter(|src| !src.trim().is_empty()))
        .or_else(first)
        .map_or(PictureSource::Nowhere, place)
}

/// What kind of place a link to a picture is.
pub(in crate::document) fn place(src: &str) -> PictureSource {
    let src = src.trim();
    if let Some(rest) = src.get(..5).filter(|scheme| scheme.eq_ignore_ascii_case("data:")).and_then(|_| src.get(5..)) {
        return data(rest).unwrap_or(PictureSource::Nowhere);
    }
    if let Some(link) = web_link(src) {
        return PictureSource::Web(link);
    }
    let path = src.split(['?', '#']).next().unwrap_or_default();
    // A colon before the first slash ends a scheme.
    let has_scheme = path.split('/').next().is_some_and(|first| first.contains(':'));
    match decoded(path) {
        Some(path) if !has_scheme && !src.starts_with("//") && is_path(&path) => PictureSource::File(path.into_owned()),
        _ => PictureSource::Nowhere,
    }
}

fn data(rest: &str) -> Option<PictureSource> {
    let (kind, data) = rest.split_once(',')?;
    let kind = kind.to_ascii_lowercase();
    (kind.starts_with("image/") && kind.ends_with(";base64") && !data.is_empty())
        .then(|| PictureSource::Data(data.split_ascii_whitespace().collect()))
}

fn is_path(path: &str) -> bool {
    !path.is_empty() && !path.contains(char::is_control) && !path.contains("{{") && !path.contains("{%")
}

/// A path without percent signs that stand for bytes; `None` when they are no text.
fn decoded(path: &str) -> Option<Cow<'_, str>> {
    percent_decode_str(path).decode_utf8().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_pictures_are_told_apart() {
        let file = |path: &str| PictureSource::File(path.to_owned());
        for (src, source) in [
            ("a%20b.png?x=1#y", file("a b.png")),
            ("/assets/%C3%BC.png", file("/assets/ü.png")),
            ("../100%.png", file("../100%.png")),
            ("https://a.example/x.png", PictureSource::Web(web_link("https://a.example/x.png").expect("a link"))),
            ("//a.example/x.png", PictureSource::Web(web_link("https://a.example/x.png").expect("a link"))),
            ("DATA:image/png;base64,aGk=\n aGk=", PictureSource::Data("aGk=aGk=".to_owned())),
            ("data:text/html;base64,aGk=", PictureSource::Nowhere),
            ("data:image/svg+xml,<svg>", PictureSource::Nowhere),
            ("cid:part1@mail", PictureSource::Nowhere),
            ("javascript:x", PictureSource::Nowhere),
            ("{{ site.url }}/x.png", PictureSource::Nowhere),
            ("%ff.png", PictureSource::Nowhere),
            ("%00.png", PictureSource::Nowhere),
            ("//", PictureSource::Nowhere),
            ("", PictureSource::Nowhere),
        ] {
            assert_eq!(place(src), source, "{src:?}");
        }
    }

    #[test]
    fn what_counts_readers_or_fills_space_is_no_picture() {
        use PictureSize::{Large, Sign};
        let image = |attributes: &[(&str, &str)]| {
            let attributes = attributes.iter().fold(Attributes::default(), |all, (name, value)| all.with(name, *value));
            picture(&attributes, None).map(|(picture, size)| (picture.caption.map(|c| c.to_string()), size))
        };
        for (attributes, shown) in [
            (&[("src", "x"), ("width", "1"), ("height", "1")][..], None),
            (&[("src", "x"), ("alt", " "), ("style", "width: 600px; HEIGHT:2px")], None),
            (&[("src", "x"), ("alt", ""), ("width", "35")], None),
            (&[("alt", "")], None),
            (&[("src", "x"), ("width", "96%")], Some((None, None))),
            (&[("src", "x"), ("width", "640"), ("title", "T")], Some((Some("T"), Some(Large)))),
            (&[("src", "x"), ("width", "20"), ("alt", "A"), ("title", "T")], Some((Some("A"), Some(Sign)))),
            (&[("alt", "A  b\nc")], Some((Some("A b c"), None))),
            (&[("alt", "👍"), ("src", "x")], Some((Some("👍"), Some(Sign)))),
            (&[("alt", "happy"), ("class", "x-emoji")], Some((Some("happy"), Some(Sign)))),
        ] {
            let shown = shown.map(|(caption, size)| (caption.map(str::to_owned), size));
            assert_eq!(image(attributes), shown, "{attributes:?}");
        }
    }
}
