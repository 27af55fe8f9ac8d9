//! Stand-in.
use super::{Field, Filter, Query, Test};
/// Mistake.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Mistake(pub String);
impl Mistake {
    /// Pointer.
    pub fn pointer(&self, _: &str) -> String {
        String::new()
    }
}
/// Parse.
pub fn parse(text: &str, _views: &[String]) -> Result<Query, Mistake> {
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
        if !word.is_empty() {
            let text = Filter::Field(Field::Text, Test::Contains(word.to_owned()));
            conditions.push(if negated { Filter::Not(Box::new(text)) } else { text });
        }
        rest = remaining.trim_start();
    }
    Ok(Query::of(match conditions.len() {
        0 => Filter::Everything,
        1 => conditions.remove(0),
        _ => Filter::All(conditions),
    }))
}
