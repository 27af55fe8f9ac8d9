//! What an `<img>` shows, and whether that is anything: pixels that count readers and pieces of layout are nothing. Where
//! a picture stands in the text is decided by the builder.

use super::Attributes;
use super::attributes::number;
use crate::card::SafeText;
use crate::document::build::PictureSize;
use crate::document::{Picture, PictureSource};

/// Largest side of what only fills space, counts readers or is a sign beside words that say the same, in pixels.
const SIGN: u64 = 48;
/// Words for such signs in classes.
const SIGNS: [&str; 8] = ["emoji", "emojione", "emoticon", "favicon", "icon", "icons", "smiley", "twemoji"];
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
    } else if sides().any(|side| side >= LARGE) {
        Some(PictureSize::Large)
    } else {
        says_a_sign(attributes).then_some(PictureSize::Unknown)
    };
    let source = source(attributes);
    let shows = size != Some(PictureSize::Sign) && source != PictureSource::Nowhere;
    (caption.is_some() || shows).then_some((Picture { source, caption, link }, size))
}

/// Whether a word of its class says that a picture is as large as a letter.
fn is_sign(attributes: &Attributes) -> bool {
    let class = attributes.get("class").unwrap_or_default();
    let mut words = class.split(|c: char| !c.is_ascii_alphanumeric());
    words.any(|word| SIGNS.iter().any(|sign| word.eq_ignore_ascii_case(sign)))
}

/// Whether one or two letters say the same, so that among words it is one of them.
fn says_a_sign(attributes: &Attributes) -> bool {
    (1..=2).contains(&attributes.get("alt").unwrap_or_default().chars().count())
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
        .map_or(PictureSource::Nowhere, PictureSource::of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_counts_readers_or_fills_space_is_no_picture() {
        use PictureSize::{Large, Sign, Unknown};
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
            (&[("alt", "👍"), ("src", "x")], Some((Some("👍"), Some(Unknown)))),
            (&[("alt", "ab"), ("src", "x"), ("height", "200")], Some((Some("ab"), Some(Large)))),
            (&[("alt", "word"), ("class", "lexicon")], Some((Some("word"), None))),
            (&[("alt", "happy"), ("class", "x-emoji")], Some((Some("happy"), Some(Sign)))),
            (&[("alt", "happy"), ("class", "emoticon emoticon-smileyhappy")], Some((Some("happy"), Some(Sign)))),
        ] {
            let shown = shown.map(|(caption, size)| (caption.map(str::to_owned), size));
            assert_eq!(image(attributes), shown, "{attributes:?}");
        }
    }
}
