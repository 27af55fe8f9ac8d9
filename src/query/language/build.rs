//! How conditions are put together so that what means the same by its form is the same value. Everybody who combines
//! conditions, the parser first, does it here; which cards a condition finds is decided by the evaluator.

use super::filter::Filter;

/// All of `filters`: nested ones are flattened, those that every card passes are left out, and one alone stands for
/// itself.
pub fn all(filters: impl IntoIterator<Item = Filter>) -> Filter {
    let mut members = Vec::new();
    for filter in filters {
        match filter {
            Filter::Everything => {}
            Filter::All(nested) => members.extend(nested),
            filter => members.push(filter),
        }
    }
    match members.len() {
        0 => Filter::Everything,
        1 => members.remove(0),
        _ => Filter::All(members),
    }
}

/// At least one of `filters`: nested ones are flattened, and one alone stands for itself. Of none, none holds.
pub fn any(filters: impl IntoIterator<Item = Filter>) -> Filter {
    let mut members = Vec::new();
    for filter in filters {
        match filter {
            Filter::Everything => return Filter::Everything,
            Filter::Any(nested) => members.extend(nested),
            filter => members.push(filter),
        }
    }
    if members.len() == 1 { members.remove(0) } else { Filter::Any(members) }
}

/// What `filter` is not; twice is not at all.
pub fn not(filter: Filter) -> Filter {
    match filter {
        Filter::Not(inner) => *inner,
        filter => Filter::Not(Box::new(filter)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::filter::State;
    use super::*;

    #[test]
    fn forms_with_one_meaning_are_one_value() {
        let is = Filter::Is;
        let (read, starred, binned) = (State::Read, State::Starred, State::Binned);
        assert_eq!(all([]), Filter::Everything);
        assert_eq!(all([Filter::Everything, is(read)]), is(read));
        assert_eq!(
            all([all([is(read), is(starred)]), is(binned)]),
            Filter::All(vec![is(read), is(starred), is(binned)])
        );
        assert_eq!(any([]), Filter::Any(vec![]));
        assert_eq!(any([is(read)]), is(read));
        assert_eq!(any([is(read), Filter::Everything]), Filter::Everything);
        assert_eq!(
            any([is(read), any([is(starred), is(binned)])]),
            Filter::Any(vec![is(read), is(starred), is(binned)])
        );
        assert_eq!(not(not(is(read))), is(read));
    }
}
