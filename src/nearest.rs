//! What somebody meant who mistyped a name. Where that is said is decided by the caller.

/// The candidate that takes the fewest slips to become `word`: letters wrong, missing, too many or swapped, case not
/// counted. None when even that one needs more than a third of its letters changed.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Nobody mistypes a name into something this long.
    if word.len() > 64 {
        return None;
    }
    let word = word.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (distance(&word, &candidate.to_lowercase()), candidate))
        .filter(|(slips, candidate)| *slips <= candidate.chars().count().div_ceil(3))
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, candidate)| candidate)
}

/// Optimal string alignment distance.
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let at = |line: &[usize], index: usize| line.get(index).copied().unwrap_or(usize::MAX / 2);
            let mut slips = (at(&above, j) + usize::from(x != y)).min(at(&above, j + 1) + 1).min(at(&row, j) + 1);
            if i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x) {
                slips = slips.min(at(&before, j - 1) + 1);
            }
            row.push(slips);
        }
        before = above;
        above = row;
    }
    above.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_forgiven_and_strangers_are_not() {
        let names = ["list", "count", "show", "topics", "providers", "completions"];
        for (word, meant) in [
            ("lsit", Some("list")),
            ("lits", Some("list")),
            ("LIST", Some("list")),
            ("coutn", Some("count")),
            ("topcis", Some("topics")),
            ("provider", Some("providers")),
            ("compltion", Some("completions")),
            ("frobnicate", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, names), meant, "{word}");
        }
    }
}
