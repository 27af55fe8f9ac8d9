//! What users type as a query: for now words that must all occur, `"phrases"`, and `-` before what must not.

use super::Filter;
use crate::library::fold;

/// Reads a query. Every text is one: there is nothing yet that could be wrong.
pub fn parse(text: &str) -> Filter {
    let mut conditions = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (negated, after) = match rest.strip_prefix('-') {
            Some(after) if after.starts_with(|c: char| !c.is_whitespace()) => (true, after),
            _ => (false, rest),
        };
        let (word, remaining) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => after.split_once(char::is_whitespace).unwrap_or((after, "")),
        };
        let folded = fold(word);
        if !folded.is_empty() {
            let text = Filter::Text(folded);
            conditions.push(if negated { Filter::Not(Box::new(text)) } else { text });
        }
        rest = remaining.trim_start();
    }
    match conditions.len() {
        0 => Filter::Everything,
        1 => conditions.remove(0),
        _ => Filter::All(conditions),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Filter {
        Filter::Text(text.into())
    }

    #[test]
    fn words_phrases_and_exclusions() {
        assert_eq!(parse("  "), Filter::Everything);
        assert_eq!(parse("Zürich"), text("zurich"));
        assert_eq!(parse("power \"canvas  Apps\""), Filter::All(vec![text("power"), text("canvas  apps")]));
        assert_eq!(parse("ai -drones"), Filter::All(vec![text("ai"), Filter::Not(Box::new(text("drones")))]));
        assert_eq!(parse("a - b"), Filter::All(vec![text("a"), text("-"), text("b")]));
        assert_eq!(parse("\"never closed"), text("never closed"));
    }
}
