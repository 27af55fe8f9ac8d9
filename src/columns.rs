//! Cuts text to the columns of a terminal, for the screen and for tables. How much room there is, the caller knows.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// `text` in at most `width` columns; what does not fit ends in `…`. Never cuts inside a grapheme.
pub fn cut(text: &str, width: usize) -> String {
    // Text that is short in bytes is short in columns, and most is.
    if text.len() <= width || text.width() <= width {
        return text.to_owned();
    }
    let mut out = String::with_capacity(width + 3);
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        let wide = grapheme.width();
        if used + wide + 1 > width {
            break;
        }
        used += wide;
        out.push_str(grapheme);
    }
    if width > 0 {
        out.push('…');
    }
    out
}

/// `text` in at most `width` columns, with `…` in the place of its middle where it does not fit. Never cuts inside a
/// grapheme.
pub fn cut_middle(text: &str, width: usize) -> String {
    if text.len() <= width || text.width() <= width {
        return text.to_owned();
    }
    let Some(room) = width.checked_sub(1) else { return String::new() };
    // As many as fit, from one side.
    fn piece<'t>(graphemes: impl Iterator<Item = &'t str>, room: usize) -> Vec<&'t str> {
        let mut left = room;
        graphemes
            .map_while(|grapheme| {
                left = left.checked_sub(grapheme.width())?;
                Some(grapheme)
            })
            .collect()
    }
    let mut end = piece(text.graphemes(true).rev(), room / 2);
    end.reverse();
    format!("{}…{}", piece(text.graphemes(true), room - room / 2).concat(), end.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_goes_first() {
        assert_eq!(cut_middle("short", 5), "short");
        assert_eq!(cut_middle("a longer text", 8), "a lo…ext");
        assert_eq!(cut_middle("人工知能の未来", 7), "人…来");
        assert_eq!(
            (cut_middle("abc", 2), cut_middle("abc", 1), cut_middle("abc", 0)),
            ("a…".into(), "…".into(), String::new())
        );
    }

    #[test]
    fn cuts_by_columns_and_not_inside_a_grapheme() {
        assert_eq!(cut("short", 10), "short");
        assert_eq!(cut("a longer text", 8), "a longe…");
        assert_eq!(cut("人工知能の未来", 6), "人工…");
        assert_eq!(cut("人工知能の未来", 7), "人工知…");
        assert_eq!(cut("abc", 0), "");
        assert_eq!(cut("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}…");
    }
}
