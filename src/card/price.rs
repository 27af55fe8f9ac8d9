//! What something costs: the number in `price`. Currencies are not told apart, let alone converted.

/// Words for no price at all.
const FREE: [&str; 3] = ["free", "gratis", "kostenlos"];

/// The amount in a `price`: 0 for `Free`, else the one number in it, with a sign or a name of a currency before or after
/// (`$10`, `9.99 USD`, `EUR 1,299.00`). Commas part thousands, and stand for the point where what follows is no group of
/// three (`9,99 €`). `None` for everything else, such as `from $5 to $10` or `10 per month`.
pub(super) fn amount(text: &str) -> Option<f64> {
    let text = text.trim();
    if FREE.iter().any(|free| text.eq_ignore_ascii_case(free)) {
        return Some(0.0);
    }
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let end = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    let around = [text.get(..start)?.trim(), text.get(end..)?.trim()];
    let has_both = around.iter().all(|part| !part.is_empty());
    (around.into_iter().all(is_currency) && !has_both).then(|| number(text.get(start..end)?)).flatten()
}

/// Nothing, a sign such as `$` or `US$`, or a code of three letters.
fn is_currency(text: &str) -> bool {
    let letters = text.chars().filter(char::is_ascii_alphabetic).count();
    let signs = text.chars().filter(|c| is_sign(*c)).count();
    let is_code = signs == 0 && letters == 3 && text.chars().all(|c| c.is_ascii_uppercase());
    let is_sign = signs == 1 && letters <= 2;
    text.is_empty() || ((is_code || is_sign) && letters + signs == text.chars().count())
}

/// The block of currency signs, and the older ones outside it.
fn is_sign(c: char) -> bool {
    matches!(c, '$' | '£' | '¥' | '\u{20a0}'..='\u{20cf}')
}

fn number(text: &str) -> Option<f64> {
    if text.len() > 24 || !text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',')) {
        return None;
    }
    let (whole, fraction) = match (text.rfind(','), text.rfind('.')) {
        (_, Some(point)) => (text.get(..point)?, text.get(point + 1..)?),
        (Some(comma), None) if text.len() - comma != 4 => (text.get(..comma)?, text.get(comma + 1..)?),
        _ => (text, ""),
    };
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let grouped = rest.is_empty() || (1..=3).contains(&first.len());
    if !grouped || first.contains('.') || fraction.contains(',') || !rest.iter().all(|group| group.len() == 3) {
        return None;
    }
    format!("{first}{}.{fraction}0", rest.concat()).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::amount;

    #[test]
    fn prices_that_people_write() {
        for (text, price) in [
            ("Free", 0.0),
            ("FREE", 0.0),
            ("0", 0.0),
            ("450.00", 450.0),
            ("2392.00", 2_392.0),
            ("$10", 10.0),
            ("$ 10", 10.0),
            ("US$1,299.50", 1_299.5),
            ("9.99 USD", 9.99),
            ("EUR 5", 5.0),
            ("9,99 €", 9.99),
            ("1,299", 1_299.0),
            ("1,000,000 ¥", 1_000_000.0),
            ("₹499", 499.0),
        ] {
            assert_eq!(amount(text), Some(price), "{text}");
        }
    }

    #[test]
    fn what_is_no_price_has_none() {
        for text in [
            "",
            "on request",
            "$",
            "$5 to $10",
            "from 5",
            "10 per month",
            "10/mo",
            "-5",
            "$-5",
            "5%",
            "1.2.3",
            "1,2,3",
            "1.299,00 €",
            "12,34,567",
            "1234,567,890",
            "USD 5 EUR",
            "5 usd later",
            "10-20",
            "2021-04-12",
            "１０",
        ] {
            assert_eq!(amount(text), None, "{text}");
        }
    }
}
