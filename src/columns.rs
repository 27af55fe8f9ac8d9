//! Measures text in the columns of a terminal and cuts it to them, for the screen and for tables. How much room there is,
//! the caller knows.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns that `text` takes: those of its graphemes, one by one, because each is put into cells of its own. Taken as a
/// whole, some have fewer: Arabic lam and alef are drawn as one letter where a font does so, and take two cells all the same.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.width();
    }
    text.graphemes(true).map(grapheme_width).sum()
}

/// Columns of one grapheme, as they are drawn: the marks of half-width katakana get a cell more from ratatui 0.30 than
/// terminals give them, and what follows stands behind that.
fn grapheme_width(grapheme: &str) -> usize {
    let marks = grapheme.chars().filter(|c| matches!(c, '\u{ff9e}' | '\u{ff9f}')).count();
    grapheme.width() + marks
}

/// `text` in at most `columns` columns; what does not fit ends in `…`. Never cuts inside a grapheme.
pub fn cut(text: &str, columns: usize) -> String {
    // Text that is short in bytes is short in columns, and most is.
    if text.len() <= columns || width(text) <= columns {
        return text.to_owned();
    }
    let mut out = String::with_capacity(columns + 3);
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        let wide = grapheme_width(grapheme);
        if used + wide + 1 > columns {
            break;
        }
        used += wide;
        out.push_str(grapheme);
    }
    if columns > 0 {
        out.push('…');
    }
    out
}

/// `text` in at most `columns` columns, with `…` in the place of its middle where it does not fit. Never cuts inside a
/// grapheme.
pub fn cut_middle(text: &str, columns: usize) -> String {
    if text.len() <= columns || width(text) <= columns {
        return text.to_owned();
    }
    let Some(room) = columns.checked_sub(1) else { return String::new() };
    // As many as fit, from one side.
    fn piece<'t>(graphemes: impl Iterator<Item = &'t str>, room: usize) -> Vec<&'t str> {
        let mut left = room;
        graphemes
            .map_while(|grapheme| {
                left = left.checked_sub(grapheme_width(grapheme))?;
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
    fn each_grapheme_has_cells_of_its_own() {
        for (text, columns) in
            [("abc", 3), ("人工", 4), ("e\u{301}", 1), ("لا", 2), ("ﾊﾟ", 3), ("👩‍👩‍👧‍👦", 2), ("1\u{fe0f}\u{20e3}", 2)]
        {
            assert_eq!(width(text), columns, "{text}");
        }
    }

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
        assert_eq!(cut("لالالا", 4), "لال…");
        assert_eq!(cut("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}…");
    }
}
