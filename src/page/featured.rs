//! What the page that a card features is called. Which page that is, is read in [`crate::card`].

use super::links::NamedLink;
use crate::card::embed::{is_video_site, site};
use crate::card::{Card, SafeText};

/// The featured page of a card, by name.
pub(super) fn featured(card: &Card) -> Option<NamedLink> {
    let url = card.featured.clone()?;
    let is_video = is_video_site(&url) || card.kind.as_ref().is_some_and(|kind| kind.eq_ignore_ascii_case("video"));
    let name = SafeText::line(&format!("{} on {}", if is_video { "Video" } else { "Featured" }, site(&url)));
    Some(NamedLink { name, url })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::SafeUrl;

    #[test]
    fn a_featured_page_is_called_after_its_site() {
        for (url, kind, name) in [
            ("https://www.youtube.com/watch?v=x", "article", "Video on youtube.com"),
            ("https://talks.example.org/7", "Video", "Video on talks.example.org"),
            ("https://radio.example.org/e/7", "podcast", "Featured on radio.example.org"),
        ] {
            let kind = Some(SafeText::line(kind));
            let card = Card { featured: SafeUrl::parse(url).ok(), kind, ..Card::default() };
            assert_eq!(featured(&card).unwrap().name, name);
        }
    }
}
