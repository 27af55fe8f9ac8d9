//! How an element says by its attributes that it is not to be seen, how it changes the letters, and which way they run.
//! Style sheets are not read, so classes tell nothing. What that does to the elements inside is decided in [`super::open`].

use super::Attributes;
use super::attributes::number;
use crate::document::Direction;

/// What the attributes of an element say about its look; `None` where they leave it as it is around.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// Nothing in it is seen.
    pub(super) hidden: bool,
    /// Its letters and pictures are seen, unless elements in it say otherwise.
    pub(super) visible: Option<bool>,
    /// Its letters are too small to be seen, unless elements in it say otherwise.
    pub(super) tiny: Option<bool>,
    /// What it shows says nothing: programs that read aloud leave it out.
    pub(super) decoration: bool,
    /// Its letters are bold.
    pub(super) strong: Option<bool>,
    /// Its letters are slanted.
    pub(super) emphasis: Option<bool>,
    /// Its letters are struck out.
    pub(super) struck: Option<bool>,
    /// Which way paragraphs and tables run.
    pub(super) direction: Option<Direction>,
}

/// Reads it. `mso-hide` is no sign: it hides from one program what all others show.
pub(super) fn look(attributes: &Attributes) -> Look {
    let mut look = Look {
        hidden: attributes.has("hidden") && !attributes.is("hidden", "until-found"),
        decoration: attributes.is("aria-hidden", "true"),
        // A style sheet may give it letters of another size.
        tiny: attributes.has("class").then_some(false),
        direction: direction(attributes.get("dir").unwrap_or_default()),
        ..Look::default()
    };
    let (mut no_room, mut cut) = (false, false);
    for (property, value) in attributes.declarations() {
        let value = value.as_str();
        match property.as_str() {
            "display" => look.hidden |= value == "none",
            "visibility" if is_as_around(value) => look.visible = None,
            "visibility" => look.visible = Some(!matches!(value, "hidden" | "collapse")),
            "opacity" => look.hidden |= is_zero(value),
            "font-size" if is_tiny(value) => look.tiny = Some(true),
            "font-size" => look.tiny = (!is_relative(value)).then_some(false),
            "direction" => look.direction = direction(value).or(look.direction),
            "max-height" => look.hidden |= is_zero(value),
            "height" | "width" | "max-width" => no_room |= is_zero(value),
            "overflow" => cut |= value == "hidden",
            "font-weight" => {
                look.strong =
                    Some(matches!(value, "bold" | "bolder") || number(value).is_some_and(|weight| weight >= 600));
            }
            "font-style" => look.emphasis = Some(matches!(value, "italic" | "oblique")),
            "text-decoration" | "text-decoration-line" => {
                look.struck = value.contains("line-through").then_some(true);
            }
            _ => {}
        }
    }
    look.hidden |= no_room && cut;
    look
}

fn direction(value: &str) -> Option<Direction> {
    let named = [("ltr", Direction::LeftToRight), ("rtl", Direction::RightToLeft), ("auto", Direction::Own)];
    named.into_iter().find(|(name, _)| value.trim().eq_ignore_ascii_case(name)).map(|(_, direction)| direction)
}

/// A value that leaves an inherited property as it is around.
fn is_as_around(value: &str) -> bool {
    matches!(value, "inherit" | "unset" | "revert" | "revert-layer")
}

/// A size of letters that is told by the size around: nothing times anything is nothing.
fn is_relative(size: &str) -> bool {
    let unit = size.trim_start_matches(|c: char| c.is_ascii_digit() || "+-.".contains(c));
    matches!(unit, "em" | "ex" | "ch" | "%" | "larger" | "smaller") || is_as_around(size)
}

/// A length that is nothing in whatever unit.
fn is_zero(length: &str) -> bool {
    let digits = length.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    digits.parse() == Ok(0.0_f32)
}

/// Hidden first lines of e-mail are often one pixel high.
fn is_tiny(size: &str) -> bool {
    let pixels = size.strip_suffix("px").or_else(|| size.strip_suffix("pt"));
    is_zero(size) || pixels.and_then(|pixels| pixels.trim_end().parse().ok()).is_some_and(|size: f32| size <= 1.0)
}
