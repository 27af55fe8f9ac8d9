//! Sets text in columns.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

pub(super) use crate::columns::{cut, cut_middle};
pub(super) use crate::counts::number;

/// `text` in exactly `width` columns: cut, or filled up with spaces.
pub(super) fn fit(text: &str, width: usize) -> String {
    let mut out = cut(text, width);
    let missing = width.saturating_sub(out.width());
    out.extend(std::iter::repeat_n(' ', missing));
    out
}

/// What is left of `text` after its first `columns` columns.
pub(super) fn after(text: &str, columns: usize) -> &str {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        if used >= columns {
            return text.get(at..).unwrap_or_default();
        }
        used += grapheme.width();
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_up_to_the_width() {
        assert_eq!(fit("ab", 4), "ab  ");
        assert_eq!(fit("人工知能", 4), "人… ");
    }

    #[test]
    fn skips_columns() {
        assert_eq!(after("abc", 0), "abc");
        assert_eq!(after("abc", 2), "c");
        assert_eq!(after("人工知", 2), "工知");
        assert_eq!(after("abc", 3), "");
    }
}
