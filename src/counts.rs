//! How counts are written for people: thousands apart, and one card is no cards.

/// A number with its thousands apart: `12,345`.
pub fn number(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// So many cards: `1 card`, `2 cards`.
pub fn cards(count: usize) -> String {
    if count == 1 { "1 card".to_owned() } else { format!("{} cards", number(count)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_card_is_no_cards_and_thousands_are_apart() {
        for (count, written) in
            [(0, "0 cards"), (1, "1 card"), (2, "2 cards"), (999, "999 cards"), (1_000, "1,000 cards")]
        {
            assert_eq!(cards(count), written);
        }
        assert_eq!(number(12_345_678), "12,345,678");
    }
}
