//! The section of a page that offers cards like its own: it comes later than the page, and goes below it. Which cards
//! those are is decided in [`super::offered`].

use std::sync::Arc;

use super::offered::AlikeCard;
use super::setter::Setter;
use super::shown::Shown;
use super::{Line, Role, Target, TargetKind};
use crate::dates::Dates;
use crate::library::Library;

/// The section as it stands on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct AlikeSection {
    /// The cards, most alike first.
    pub cards: Arc<[AlikeCard]>,
    /// The page's own lines; those of the section follow.
    pub first_line: usize,
    /// The page's own targets; those of the section follow.
    pub first_target: usize,
}

/// Puts a section with `cards` below the page, in place of the one that was there. Cards that `library` does not know are
/// left out, and without any card there is no section.
pub fn set_alike(shown: &mut Shown, cards: Arc<[AlikeCard]>, library: &Library, dates: &Dates) {
    let page = &mut shown.page;
    if let Some(section) = shown.alike.take() {
        page.lines.truncate(section.first_line);
        page.targets.truncate(section.first_target);
        page.text.truncate(section.first_line);
    }
    let mut setter = Setter::new(page.width);
    setter.section("More like this");
    let mut is_empty = true;
    for (index, card) in cards.iter().enumerate() {
        let slot = library.by_path(card.file.root, &card.file.path);
        let Some(head) = slot.and_then(|slot| library.head(slot)) else { continue };
        let mut about = vec![library.provider_name(head.provider()).to_owned()];
        about.extend(head.published_at().map(|at| dates.ago(at)));
        about.retain(|part| !part.is_empty());
        is_empty = false;
        setter.target(TargetKind::Alike(index), |setter| {
            setter.labelled("  ", "  ", head.title(), Role::Link);
            if !about.is_empty() {
                setter.labelled("  ", "  ", &about.join(" · "), Role::Dim);
            }
        });
    }
    if is_empty {
        return;
    }
    let section = setter.finish();
    shown.alike = Some(AlikeSection { cards, first_line: page.lines.len(), first_target: page.targets.len() });
    if !page.lines.is_empty() {
        page.lines.push(Line::default());
    }
    let above = page.lines.len();
    page.lines.extend(section.lines.into_iter().map(|line| numbered_from(line, page.flows)));
    page.flows += section.flows;
    page.text.append(&page.lines, above);
    let moved = |target: Target| Target { first: target.first + above, end: target.end + above, ..target };
    page.targets.extend(section.targets.into_iter().map(moved));
}

/// A line whose running texts follow those that there are.
fn numbered_from(mut line: Line, flows: u32) -> Line {
    line.spans.iter_mut().filter_map(|span| span.flow.as_mut()).for_each(|flow| *flow += flows);
    line
}
