//! Which bytes of a shown title the letters of its folded form come from. How titles are folded is decided in
//! [`super::super::fold_line`].

use std::ops::Range;

use super::super::fold_into;

/// The ranges of `shown`, in bytes, ascending and apart, that hold the letters of its folded form with the numbers
/// `places`, which ascend; white space does not count, because folding joins runs of it.
///
/// A letter that folds to several is taken whole, and so is what folds to nothing behind it: its combining marks.
pub(super) fn ranges(shown: &str, places: &[usize]) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut places = places.iter().copied().peekable();
    let mut folded = String::new();
    let mut letters = 0;
    // Whether the letter that combining marks belong to was found.
    let mut wanted = false;
    for (at, c) in shown.char_indices() {
        folded.clear();
        fold_into(c.encode_utf8(&mut [0; 4]), &mut folded);
        letters += folded.chars().filter(|c| !c.is_whitespace()).count();
        wanted &= folded.is_empty();
        while places.next_if(|place| *place < letters).is_some() {
            wanted = true;
        }
        if wanted {
            let end = at + c.len_utf8();
            match ranges.last_mut() {
                Some(last) if last.end == at => last.end = end,
                _ => ranges.push(at..end),
            }
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::super::fold_line;
    use super::*;

    fn marked(shown: &str, places: &[usize]) -> Vec<String> {
        ranges(shown, places).into_iter().map(|range| shown[range].to_owned()).collect()
    }

    #[test]
    fn letters_lead_back_to_what_is_shown() {
        for (shown, places, letters) in [
            ("Rust", vec![0, 1, 3], vec!["Ru", "t"]),
            ("Zürich", vec![1, 2], vec!["ür"]),
            ("Zu\u{308}rich", vec![1], vec!["u\u{308}"]),
            ("ﬁne", vec![1, 2], vec!["ﬁn"]),
            ("Straße", vec![4], vec!["ß"]),
            ("Straße", vec![4, 5, 6], vec!["ße"]),
            ("İstanbul", vec![0, 2], vec!["İ", "t"]),
            ("한국", vec![0, 1, 2], vec!["한"]),
            ("a  b c", vec![1, 2], vec!["b", "c"]),
            ("a\u{a0}´ b", vec![1], vec!["b"]),
            ("人工知能", vec![2, 3], vec!["知能"]),
            ("\u{301}a", vec![0], vec!["a"]),
            ("a", vec![], vec![]),
            ("a", vec![7], vec![]),
        ] {
            assert_eq!(marked(shown, &places), letters, "{shown} {places:?}");
        }
    }

    proptest! {
        #[test]
        fn every_letter_is_in_the_range_it_came_from(
            shown in "\\PC{0,12}|[a-zäßﬁİ\u{308} ]{0,12}",
            place in 0_usize..16,
        ) {
            let letters = |text: &str| fold_line(text).chars().filter(|c| *c != ' ').collect::<Vec<char>>();
            let all = letters(&shown);
            let ranges = ranges(&shown, &[place]);
            prop_assert_eq!(ranges.len(), usize::from(place < all.len()));
            for range in ranges {
                let part = letters(&shown[range.clone()]);
                let before = letters(&shown[..range.start]).len();
                prop_assert!((before..before + part.len()).contains(&place));
                prop_assert_eq!(&part[..], &all[before..][..part.len()]);
            }
        }
    }
}
