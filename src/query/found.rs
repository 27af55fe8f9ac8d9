//! Where in a text that is shown something stands that was looked for. The text is folded on the way, as for searching;
//! what is found is told in the text as it is shown.

use std::ops::Range;

use super::Field;
use super::compile::LookedFor;
use super::matcher::Matcher;
use crate::library::fold_into;

/// Most places that are told of one text.
const PLACES: usize = 256;

/// Ranges of bytes of `text`, which is of this `field`, in order, none in another.
pub(super) fn found_in(looked_for: &[LookedFor], field: Field, text: &str) -> Vec<Range<usize>> {
    let wanted = |wanted: &&LookedFor| wanted.field == Field::Text || wanted.field == field;
    if text.is_empty() || !looked_for.iter().any(|looked_for| wanted(&looked_for)) {
        return Vec::new();
    }
    let folded = Folded::new(text);
    let mut places: Vec<Range<usize>> = Vec::new();
    for LookedFor { matcher, .. } in looked_for.iter().filter(wanted) {
        let add = |range: Range<usize>| folded.shown(range);
        match matcher {
            Matcher::Contains(finder) => {
                let len = finder.needle().len();
                let found = finder.find_iter(folded.text.as_bytes()).take(PLACES);
                places.extend(found.filter_map(|at| add(at..at + len)));
            }
            Matcher::Matches(regex) => {
                places.extend(regex.find_iter(&folded.text).take(PLACES).filter_map(|found| add(found.range())));
            }
            Matcher::Exact(wanted) if *wanted == folded.text => places.extend(add(0..wanted.len())),
            Matcher::Exact(_) | Matcher::Never => {}
        }
    }
    places.sort_unstable_by_key(|place| (place.start, place.end));
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(places.len());
    for place in places {
        match merged.last_mut() {
            Some(last) if place.start <= last.end => last.end = last.end.max(place.end),
            _ => merged.push(place),
        }
    }
    merged
}

/// A folded text, and where each of its bytes comes from.
struct Folded {
    text: String,
    /// For each byte, the range of the shown text that it stands for; `None` while both are the same.
    origins: Option<Vec<(u32, u32)>>,
}

impl Folded {
    fn new(shown: &str) -> Self {
        if is_line(shown) {
            return Self { text: shown.to_ascii_lowercase(), origins: None };
        }
        let mut text = String::with_capacity(shown.len());
        let mut origins: Vec<(u32, u32)> = Vec::with_capacity(shown.len());
        let mut folded = String::new();
        for (at, c) in shown.char_indices() {
            let (start, end) = (narrow(at), narrow(at + c.len_utf8()));
            let before = text.len();
            folded.clear();
            fold_into(c.encode_utf8(&mut [0; 4]), &mut folded);
            for c in folded.chars() {
                if !c.is_whitespace() {
                    text.push(c);
                } else if !text.is_empty() && !text.ends_with(' ') {
                    text.push(' ');
                }
            }
            origins.resize(text.len(), (start, end));
            // A mark that folding drops, and a blank after a blank, belong to what stands before them.
            if text.len() == before
                && let Some(last) = origins.last_mut()
            {
                last.1 = end;
            }
        }
        text.truncate(text.trim_end().len());
        Self { text, origins: Some(origins) }
    }

    /// The same place in the shown text.
    fn shown(&self, place: Range<usize>) -> Option<Range<usize>> {
        if place.is_empty() {
            return None;
        }
        let Some(origins) = &self.origins else { return Some(place) };
        let (start, _) = origins.get(place.start)?;
        let (_, end) = origins.get(place.end - 1)?;
        Some(*start as usize..*end as usize)
    }
}

/// Whether folding changes nothing but the case of letters: ASCII without blanks at its ends, runs of them, or other
/// white space.
fn is_line(shown: &str) -> bool {
    let bytes = shown.as_bytes();
    let is_blank = |byte: Option<&u8>| byte == Some(&b' ');
    !is_blank(bytes.first())
        && !is_blank(bytes.last())
        && bytes.iter().all(|byte| byte.is_ascii() && !(b'\t'..=b'\r').contains(byte))
        && !bytes.windows(2).any(|pair| pair == b"  ")
}

/// Texts that are shown are far shorter.
fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::Test;
    use super::*;

    fn wanted(field: Field, needle: &str) -> LookedFor {
        LookedFor { field, matcher: Matcher::new(&Test::Contains(needle.to_owned())), probe: None }
    }

    fn found<'t>(needles: &[&str], text: &'t str) -> Vec<&'t str> {
        let looked_for: Vec<LookedFor> = needles.iter().map(|needle| wanted(Field::Text, needle)).collect();
        found_in(&looked_for, Field::Title, text).into_iter().map(|place| &text[place]).collect()
    }

    #[test]
    fn places_are_told_in_the_shown_text() {
        assert_eq!(found(&["zurich"], "In Zürich, ZÜRICH and Zu\u{308}rich"), ["Zürich", "ZÜRICH", "Zu\u{308}rich"]);
        assert_eq!(found(&["strasse"], "Die Straße"), ["Straße"]);
        assert_eq!(found(&["s"], "ß"), ["ß"]);
        assert_eq!(found(&["fi"], "ﬁne"), ["ﬁ"]);
        assert_eq!(found(&["工知"], "人工知能"), ["工知"]);
        assert_eq!(found(&["power apps"], "Power  Apps"), ["Power  Apps"]);
        assert_eq!(found(&["ab", "bc"], "xabcx"), ["abc"]);
        assert_eq!(found(&["שלום"], "שָׁלוֹם"), ["שָׁלוֹם"]);
        assert_eq!(found(&["nothing"], "x"), [""; 0]);
        assert_eq!(found(&["power apps"], "Power\nApps"), ["Power\nApps"]);
        assert_eq!(found(&["l ete"], "l ´été"), ["l ´été"]);
    }

    #[test]
    fn a_field_of_its_own_is_looked_for_there_only() {
        let title = [wanted(Field::Title, "x")];
        assert_eq!((found_in(&title, Field::Title, "x").len(), found_in(&title, Field::Body, "x").len()), (1, 0));
    }
}
