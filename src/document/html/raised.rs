//! Superscripts and subscripts in characters of their own, where Unicode has them: `x²` must not become `x2`.

use super::tag::Level;

/// The characters of both, and what they are above and below the line.
const RAISED: [(char, char, char); 16] = [
    ('0', '⁰', '₀'),
    ('1', '¹', '₁'),
    ('2', '²', '₂'),
    ('3', '³', '₃'),
    ('4', '⁴', '₄'),
    ('5', '⁵', '₅'),
    ('6', '⁶', '₆'),
    ('7', '⁷', '₇'),
    ('8', '⁸', '₈'),
    ('9', '⁹', '₉'),
    ('+', '⁺', '₊'),
    ('-', '⁻', '₋'),
    ('−', '⁻', '₋'),
    ('=', '⁼', '₌'),
    ('(', '⁽', '₍'),
    (')', '⁾', '₎'),
];

/// The text above or below the line; as it is when not all of it can be.
pub(super) fn raised(text: &str, level: Level) -> String {
    let raise = |c: char| {
        let (_, above, below) = RAISED.iter().find(|(plain, _, _)| *plain == c)?;
        Some(if level == Level::Above { *above } else { *below })
    };
    text.chars().map(raise).collect::<Option<String>>().unwrap_or_else(|| text.to_owned())
}
