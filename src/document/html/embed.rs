//! Frames and players as links: what they are called and where they lead. Which page is behind a player is decided in
//! [`crate::card::embed`].

use super::Attributes;
use crate::card::embed::{is_video_site, page_of, site, web_link};
use crate::card::{SafeText, SafeUrl};

/// A link to what an element of this name embeds; `None` when it says of nothing where it is.
pub(super) fn embedded(name: &str, attributes: &Attributes) -> Option<(SafeText, Option<SafeUrl>)> {
    let place = ["src", "data-src", "data"].into_iter().find_map(|name| attributes.get(name)).map(str::trim);
    let place = place.filter(|place| !place.is_empty() && *place != "about:blank")?;
    let page = web_link(place).map(page_of);
    let title = attributes.get("title").map(SafeText::line).filter(|title| !title.is_empty());
    let what = match name {
        "audio" => "Audio",
        "video" => "Video",
        _ if page.as_ref().is_some_and(is_video_site) => "Video",
        _ => "Embedded page",
    };
    match (title, page) {
        (Some(title), page) => Some((title, page)),
        (None, Some(page)) => Some((SafeText::line(&format!("{what} on {}", site(&page))), Some(page))),
        // Of a file of the library only its name is known.
        (None, None) if matches!(name, "audio" | "video") => {
            let file = place.rsplit('/').next().unwrap_or_default();
            Some((SafeText::line(&format!("{what}: {file}")), None))
        }
        (None, None) => None,
    }
}
