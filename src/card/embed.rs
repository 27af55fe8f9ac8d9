//! Where embedded pages lead: what an `<iframe>` loads, and the page that a reader would rather open. How frames are
//! found in HTML is left to those who read it.

use url::Url;

use super::SafeUrl;

/// The link that an attribute holds; a link without a scheme gets https.
pub(crate) fn web_link(attribute: &str) -> Option<SafeUrl> {
    let link = attribute.trim();
    if link.starts_with("//") { SafeUrl::parse(&format!("https:{link}")).ok() } else { SafeUrl::parse(link).ok() }
}

/// The page of the video that a player of YouTube or Vimeo shows, and the page that Embedly shows; any other link as it is.
///
/// The forms are those that the services document: `youtube.com/embed/ID`, `youtube.com/embed/videoseries?list=ID`,
/// `player.vimeo.com/video/ID?h=KEY`, `cdn.embedly.com/widgets/media.html?url=PAGE`.
pub(crate) fn page_of(link: SafeUrl) -> SafeUrl {
    let page = match site(&link) {
        "youtube.com" | "youtube-nocookie.com" => youtube(&link),
        "player.vimeo.com" => vimeo(&link),
        "cdn.embedly.com" => embedly(&link),
        _ => None,
    };
    page.and_then(|page| SafeUrl::parse(&page).ok()).unwrap_or(link)
}

/// Whether a host is known for its videos.
pub(crate) fn is_video_site(link: &SafeUrl) -> bool {
    let known =
        ["youtube.com", "youtu.be", "vimeo.com", "dailymotion.com", "twitch.tv", "ted.com", "channel9.msdn.com"];
    known.iter().any(|known| site(link).strip_suffix(known).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
}

/// The host without `www.`.
pub(crate) fn site(link: &SafeUrl) -> &str {
    link.host().strip_prefix("www.").unwrap_or(link.host())
}

fn youtube(link: &SafeUrl) -> Option<String> {
    let id = id_after(link, "/embed/")?;
    if let Some(list) = parameter(link, "list").filter(|_| id == "videoseries") {
        return Some(format!("https://www.youtube.com/playlist?list={list}"));
    }
    let start = parameter(link, "start").map(|start| format!("&t={start}s")).unwrap_or_default();
    Some(format!("https://www.youtube.com/watch?v={id}{start}"))
}

fn vimeo(link: &SafeUrl) -> Option<String> {
    let id = id_after(link, "/video/")?;
    let key = parameter(link, "h").map(|key| format!("/{key}")).unwrap_or_default();
    Some(format!("https://vimeo.com/{id}{key}"))
}

fn embedly(link: &SafeUrl) -> Option<String> {
    let link = Url::parse(link.as_str()).ok()?;
    link.query_pairs().find(|(name, _)| name == "url").map(|(_, page)| page.into_owned())
}

/// The last part of a path that begins with `folder`.
fn id_after<'l>(link: &'l SafeUrl, folder: &str) -> Option<&'l str> {
    let rest = link.as_str().split_once("://")?.1;
    let path = rest.get(rest.find('/')?..)?.split(['?', '#']).next()?;
    path.strip_prefix(folder).map(|id| id.trim_end_matches('/')).filter(|id| is_id(id))
}

fn parameter<'l>(link: &'l SafeUrl, name: &str) -> Option<&'l str> {
    let query = link.as_str().split_once('?')?.1.split('#').next()?;
    let value = query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
    value.filter(|value| is_id(value))
}

fn is_id(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn players_lead_to_the_page_of_their_video() {
        for (player, page) in [
            ("//www.youtube.com/embed/a_b-9?rel=0&start=90", "https://www.youtube.com/watch?v=a_b-9&t=90s"),
            ("https://www.youtube-nocookie.com/embed/x", "https://www.youtube.com/watch?v=x"),
            ("https://youtube.com/embed/videoseries?list=PL1", "https://www.youtube.com/playlist?list=PL1"),
            ("https://player.vimeo.com/video/12?h=ab&title=0", "https://vimeo.com/12/ab"),
            ("https://player.vimeo.com/video/12", "https://vimeo.com/12"),
            (
                "https://cdn.embedly.com/widgets/media.html?src=x&url=https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3Dx&k=y",
                "https://www.youtube.com/watch?v=x",
            ),
            ("https://cdn.embedly.com/x?url=javascript:x", "https://cdn.embedly.com/x?url=javascript:x"),
            ("https://www.youtube.com/embed/", "https://www.youtube.com/embed/"),
            ("https://www.youtube.com/embed/a/b", "https://www.youtube.com/embed/a/b"),
            ("https://www.youtube.com/embed/a%20b", "https://www.youtube.com/embed/a%20b"),
            ("https://evil.example/embed/x", "https://evil.example/embed/x"),
        ] {
            assert_eq!(web_link(player).map(page_of).as_ref().map(SafeUrl::as_str), Some(page));
        }
        assert_eq!((web_link("/embed/x"), web_link("javascript:x")), (None, None));
    }

    #[test]
    fn sites_of_videos_are_known_by_their_whole_name() {
        for (link, is_video) in [
            ("https://www.youtube.com/watch?v=x", true),
            ("https://player.vimeo.com/x", true),
            ("https://notyoutube.com/x", false),
            ("https://youtube.com.evil.example/x", false),
        ] {
            assert_eq!(web_link(link).is_some_and(|link| is_video_site(&link)), is_video, "{link}");
        }
    }
}
