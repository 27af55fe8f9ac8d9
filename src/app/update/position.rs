//! How far a card was read: kept when the reader goes on to another one, and taken up when they come back. What is not at
//! its top was left in the middle.

use super::super::effect::Effect;
use super::super::model::Model;
use super::detail;
use crate::page::Shown;

/// The card that was asked for last is left. A nested one is read within another, and nothing is kept of it.
pub(super) fn leave(model: &mut Model) -> Option<Effect> {
    let asked = model.detail.asked.as_ref()?;
    let shown = model.detail.shown.as_ref().filter(|shown| shown.place == asked.place)?;
    if !shown.place.nested.is_empty() {
        return None;
    }
    let (before, now) = (model.detail.kept, position(model.detail.top, shown.own_lines()));
    if before == now {
        return None;
    }
    let file = shown.place.file.clone();
    model.detail.kept = now;
    model.detail.positions.insert(file.clone(), now);
    Some(Effect::KeepPosition { file, before, now, library: model.library.clone() })
}

/// A card was shown that is another one than before: goes on where it was left.
pub(super) fn resume(model: &mut Model, shown: &Shown) {
    let own = Some(&shown.place.file).filter(|_| shown.place.nested.is_empty());
    let left = own.and_then(|file| model.detail.positions.get(file)).copied();
    model.detail.kept = left.unwrap_or(shown.position);
    let lines = shown.own_lines();
    let top = model.detail.kept.map_or(0, |position| line(position, lines));
    model.detail.top = top.min(lines.saturating_sub(detail::height(model)));
}

/// The first visible line in thousandths of all lines, rounded up, so that pages of up to a thousand lines give their
/// line back exactly.
fn position(top: usize, lines: usize) -> Option<i64> {
    let share = (top * 1000).div_ceil(lines.max(1));
    i64::try_from(share).ok().filter(|share| *share > 0)
}

fn line(position: i64, lines: usize) -> usize {
    usize::try_from(position.clamp(0, 1000)).unwrap_or_default() * lines / 1000
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn positions_are_shares() {
        assert_eq!((position(0, 50), position(25, 50), position(1, 4000)), (None, Some(500), Some(1)));
        assert_eq!((line(500, 50), line(500, 90), line(-3, 90), line(i64::MAX, 90)), (25, 45, 0, 90));
        assert_eq!(position(0, 0), None);
    }

    proptest! {
        #[test]
        fn prop_a_line_comes_back(lines in 1_usize..=1000, top in 0_usize..1000) {
            let top = top % lines;
            prop_assert_eq!(position(top, lines).map_or(0, |position| line(position, lines)), top);
        }
    }
}
