//! How the numbers of a list are written: in digits, letters or Roman numerals. Which number an item has is decided by
//! the builder.

/// A way to write numbers, as `type` of `<ol>` names it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Numerals {
    /// 1, 2, 3.
    #[default]
    Digits,
    /// a, b, c.
    SmallLetters,
    /// A, B, C.
    Letters,
    /// i, ii, iii.
    SmallRoman,
    /// I, II, III.
    Roman,
}

/// Roman numerals by value, with those that are written as a difference.
const ROMAN: [(i64, &str); 13] = [
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

impl Numerals {
    /// A number in ASCII, within the ranges of CSS Counter Styles Level 3; in digits where it has no other form.
    pub fn write(self, number: i64) -> String {
        let written = match self {
            Self::Digits => None,
            Self::SmallLetters | Self::Letters => letters(number),
            Self::SmallRoman | Self::Roman => roman(number),
        };
        match (self, written) {
            (_, None) => number.to_string(),
            (Self::SmallLetters | Self::SmallRoman, Some(written)) => written.to_ascii_lowercase(),
            (_, Some(written)) => written,
        }
    }
}

/// A to Z, then AA, AB and so on.
fn letters(number: i64) -> Option<String> {
    let mut rest = u64::try_from(number).ok().filter(|number| *number > 0)?;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).ok()?));
        rest /= 26;
    }
    Some(letters.into_iter().rev().collect())
}

fn roman(number: i64) -> Option<String> {
    let mut rest = Some(number).filter(|number| (1..=3999).contains(number))?;
    let mut written = String::new();
    for (value, numeral) in ROMAN {
        while rest >= value {
            written.push_str(numeral);
            rest -= value;
        }
    }
    Some(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_browsers_do() {
        for (numerals, number, written) in [
            (Numerals::Digits, -12, "-12"),
            (Numerals::SmallLetters, 1, "a"),
            (Numerals::Letters, 26, "Z"),
            (Numerals::Letters, 27, "AA"),
            (Numerals::SmallLetters, 703, "aaa"),
            (Numerals::SmallLetters, 0, "0"),
            (Numerals::Letters, i64::MAX, "CRPXNLSKVLJFHG"),
            (Numerals::SmallRoman, 1994, "mcmxciv"),
            (Numerals::Roman, 3999, "MMMCMXCIX"),
            (Numerals::Roman, 4000, "4000"),
            (Numerals::Roman, i64::MIN, "-9223372036854775808"),
        ] {
            assert_eq!(numerals.write(number), written, "{numerals:?} {number}");
        }
    }
}
