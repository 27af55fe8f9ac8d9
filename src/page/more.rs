//! The end of a page: pictures of the card, what can be done elsewhere, exact dates and scores, keys that this program does
//! not know, and what is wrong with the file.

use super::Role;
use super::compose::Composer;
use super::opening::{join, letters};
use crate::card::{Action, CardFile, Image, Node, SafeText};
use crate::columns;
use crate::document::{Picture, PictureSource};

/// Longest value of an unknown key that is shown, in characters.
const MORE_LIMIT: usize = 400;

impl Composer<'_> {
    /// Everything that few look for.
    pub(super) fn more(&mut self) {
        let card = self.card;
        self.images();
        let nowhere: Vec<&Action> = card.actions.iter().filter(|action| action.url.is_none()).collect();
        if !nowhere.is_empty() {
            self.setter.section("Actions on its own site");
            for action in nowhere {
                let words = [&action.title, &action.kind, &action.attribution].into_iter().flatten();
                self.setter.text(&words.map(SafeText::as_str).collect::<Vec<_>>().join(" · "), Role::Dim);
            }
        }
        self.about();
        if !card.more.is_empty() {
            self.setter.section("More");
            for (key, value) in &card.more {
                self.setter.labelled(&format!("{key}:"), " ", &one_line(value), Role::Dim);
            }
        }
    }

    /// Pictures of the card that are not shown above, where they have their captions.
    fn images(&mut self) {
        let outcomes = self.pictures.iter().map(Some).chain(std::iter::repeat(None));
        let images: Vec<_> = self
            .card
            .images
            .iter()
            .zip(outcomes)
            .filter(|(image, seen)| !matches!(seen, Some(Ok(()))) && !self.is_in_text(image))
            .collect();
        if images.is_empty() {
            return;
        }
        self.setter.section(if images.len() == 1 { "Image" } else { "Images" });
        for (image, seen) in images {
            let reason = seen.and_then(|seen| seen.as_ref().err()).filter(|error| error.is_notable());
            let reason = reason.map(|error| format!("not shown: {error}"));
            let caption = image.description().map(|caption| caption.to_string());
            let parts: Vec<String> = caption.into_iter().chain(reason).collect();
            if !parts.is_empty() {
                self.setter.text(&parts.join(" · "), Role::Dim);
            }
        }
    }

    /// Whether the text shows a picture of the card, or says all that is known of it.
    fn is_in_text(&self, image: &Image) -> bool {
        let source = PictureSource::of(image.url.as_deref().unwrap_or_default());
        let is_it = |other: &PictureSource| source.is_same(other, self.folder);
        let is_said = |picture: &Picture| {
            let caption = image.caption().filter(|_| image.attribution.is_none());
            let said = letters(picture.caption.as_deref().unwrap_or_default());
            is_it(&picture.source) && caption.is_some_and(|caption| said.contains(&letters(&caption)))
        };
        self.setter.pictures().iter().any(|placed| is_it(&placed.picture.source))
            || self.document.pictures.iter().any(is_said)
    }

    /// What the top of the page leaves out or rounds.
    fn about(&mut self) {
        let (card, dates) = (self.card, self.dates);
        let provider = card.provider.as_ref();
        let rows = [
            ("Published", card.published_at.map(|at| dates.full(at))),
            ("Updated", card.updated_at.map(|at| dates.full(at))),
            ("Publishers", provider.map(|provider| join(&provider.publishers))),
            ("Site", provider.and_then(|provider| provider.domain.as_ref()).map(SafeText::to_string)),
            ("Quality", card.quality.map(|quality| quality.to_string())),
            ("Heat", card.heat.map(|heat| heat.to_string())),
        ];
        let rows = rows.into_iter().filter_map(|(name, value)| Some((name, value.filter(|value| !value.is_empty())?)));
        let rows: Vec<(&str, String)> = rows.collect();
        if rows.is_empty() {
            return;
        }
        self.setter.section("About");
        let widest = rows.iter().map(|(name, _)| columns::width(name)).max().unwrap_or(0);
        for (name, value) in rows {
            self.setter.labelled(name, &" ".repeat(widest - columns::width(name) + 2), &value, Role::Dim);
        }
    }

    /// What could not be read.
    pub(super) fn problems(&mut self, file: &CardFile) {
        if file.problems.is_empty() {
            return;
        }
        self.setter.section(if file.problems.len() == 1 { "Problem" } else { "Problems" });
        for problem in &file.problems {
            let place = format!("{}:{}", problem.line, problem.column);
            self.setter.labelled(&place, "  ", &problem.message, Role::Problem);
        }
    }
}

/// A value of an unknown key on one line, cut when it is long.
fn one_line(value: &Node) -> String {
    let text = SafeText::line(&brief(value));
    match text.char_indices().nth(MORE_LIMIT) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_string(),
    }
}

/// A value in the flow form of YAML, without quotes; the outermost brackets are left out.
fn brief(value: &Node) -> String {
    let inner = |value: &Node| match value {
        Node::List(_) => format!("[{}]", brief(value)),
        Node::Map(_) => format!("{{{}}}", brief(value)),
        scalar => brief(scalar),
    };
    match value {
        Node::List(values) => values.iter().map(inner).collect::<Vec<_>>().join(", "),
        Node::Map(entries) => {
            let entries = entries.iter().map(|(key, value)| format!("{key}: {}", inner(value)));
            entries.collect::<Vec<_>>().join(", ")
        }
        scalar => scalar.scalar().map(|text| text.to_string()).unwrap_or_default(),
    }
}
