//! Whether every card of one filter is among those of another, as far as their form tells: what is typed on narrows what
//! was typed before. Saying no is never wrong, it only costs time.

use super::{Filter, Test};
use crate::library::fold_line;

/// Whether each card that matches `narrow` is known to match `wide`, the bin left aside: who asks for it has more cards to
/// choose from, and the caller knows who does.
pub(super) fn narrows(wide: &Filter, narrow: &Filter) -> bool {
    if wide == narrow || *wide == Filter::Everything {
        return true;
    }
    match (wide, narrow) {
        (Filter::All(wide), narrow) => wide.iter().all(|wide| narrows(wide, narrow)),
        (wide, Filter::Any(narrow)) => narrow.iter().all(|narrow| narrows(wide, narrow)),
        (wide, Filter::All(narrow)) => narrow.iter().any(|narrow| narrows(wide, narrow)),
        (Filter::Any(wide), narrow) => wide.iter().any(|wide| narrows(wide, narrow)),
        (Filter::Not(wide), Filter::Not(narrow)) => narrows(narrow, wide),
        (Filter::Field(of, Test::Contains(part)), Filter::Field(other, Test::Contains(whole))) => {
            of == other && fold_line(whole).contains(&fold_line(part))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Field, State};
    use super::*;

    fn word(text: &str) -> Filter {
        Filter::Field(Field::Text, Test::Contains(text.into()))
    }

    #[test]
    fn what_is_typed_on_narrows() {
        let not = |filter| Filter::Not(Box::new(filter));
        let all = Filter::All;
        for (wide, narrow, yes) in [
            (word("a"), word("AI"), true),
            (word("ai"), word("a"), false),
            (Filter::Everything, word("a"), true),
            (word("a"), Filter::Everything, false),
            (word("ai"), all(vec![word("ai"), word("e")]), true),
            (all(vec![word("ai"), word("e")]), all(vec![word("ai"), word("ethics")]), true),
            (all(vec![word("ai"), word("e")]), word("ai"), false),
            (all(vec![word("a"), word("i")]), word("ai"), true),
            (not(word("ai")), not(word("a")), true),
            (not(word("a")), not(word("ai")), false),
            (Filter::Any(vec![word("a"), word("b")]), word("bc"), true),
            (word("a"), Filter::Any(vec![word("ax"), word("b")]), false),
            (Filter::Is(State::Read), all(vec![Filter::Is(State::Read), word("x")]), true),
            (Filter::Field(Field::Title, Test::Contains("a".into())), word("a"), false),
        ] {
            assert_eq!(narrows(&wide, &narrow), yes, "{wide:?} {narrow:?}");
        }
    }
}
