//! Elements without content: breaks, pictures, boxes to tick, and what is embedded. Which picture is worth showing is
//! decided in [`super::super::picture`].

use super::super::Attributes;
use super::super::embed::embedded;
use super::super::hidden::{Look, look};
use super::super::picture::picture;
use super::super::tag::Void;
use super::{Elements, Origin};
use crate::document::Style;
use crate::document::build::PictureSize;

impl Elements {
    pub(super) fn void(&mut self, void: Void, attributes: &Attributes, origin: Origin) {
        let inside = self.open.inside();
        if void == Void::Source && self.open.take_unplayed() {
            let name = self.open.last().map_or("", |entry| entry.tag.name());
            self.embed(name, attributes);
        }
        let Look { hidden, visible, .. } = look(attributes);
        if inside.hidden || hidden {
            return;
        }
        let is_seen = visible.unwrap_or(!inside.invisible) && !inside.decoration;
        match void {
            Void::Break => self.builder.line_feed(),
            Void::Rule => self.builder.rule(),
            Void::Image if is_seen => {
                if let Some((picture, size)) = picture(attributes, inside.link) {
                    // In HTML a picture among words that is none of them is said to be small; Markdown cannot say it.
                    let usual = if origin == Origin::Html { PictureSize::Large } else { PictureSize::Unknown };
                    let size = size.unwrap_or(usual);
                    self.builder.picture(picture, size, inside.style);
                }
            }
            Void::Input if is_seen && attributes.is("type", "checkbox") => {
                let done = attributes.has("checked");
                if !self.builder.tick(done) {
                    self.text(if done { "[x] " } else { "[ ] " });
                }
            }
            Void::Embed if is_seen => {
                self.embed("embed", attributes);
            }
            Void::Image | Void::Input | Void::Embed | Void::Source | Void::Silent => {}
        }
    }

    /// A link to what is embedded, on a line of its own. `false` when nothing is.
    pub(super) fn embed(&mut self, name: &str, attributes: &Attributes) -> bool {
        let Some((name, page)) = embedded(name, attributes) else { return false };
        let link = page.and_then(|page| self.builder.link(page));
        self.builder.end_block();
        self.builder.text(&name, Style::default(), link);
        self.builder.end_block();
        true
    }
}
