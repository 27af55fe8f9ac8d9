//! Where the picture is that a link of front matter names. What is there is found out in [`crate::store`].

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use crate::card::SafeUrl;
use crate::document::PictureSource;

/// Where a link leads, as cards write links to pictures: on the network, relative to a site or a folder, or the picture
/// itself as a `data:` link.
pub fn source_of(link: &str) -> PictureSource {
    let link = link.trim();
    if let Some(data) = strip_scheme(link, "data:") {
        let encoded = data.split_once(',').filter(|(kind, _)| kind.to_ascii_lowercase().ends_with(";base64"));
        return encoded.map_or(PictureSource::Nowhere, |(_, data)| PictureSource::Data(data.to_owned()));
    }
    if let Ok(url) = SafeUrl::parse(link) {
        return PictureSource::Web(url);
    }
    // A colon before the first slash ends a scheme; two slashes begin a host.
    let scheme = link.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'));
    let path = link.split(['?', '#']).next().unwrap_or_default();
    if scheme || link.starts_with("//") || path.is_empty() {
        return PictureSource::Nowhere;
    }
    PictureSource::File(decoded(path))
}

fn strip_scheme<'l>(link: &'l str, scheme: &str) -> Option<&'l str> {
    let (start, rest) = link.split_at_checked(scheme.len())?;
    start.eq_ignore_ascii_case(scheme).then_some(rest)
}

/// The path with its `%20` and the like as characters; what is no UTF-8 then stays as it is.
fn decoded(path: &str) -> String {
    percent_decode_str(path).decode_utf8().map_or_else(|_| path.to_owned(), Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_files_to_themselves_to_the_network_or_nowhere() {
        let file = |path: &str| PictureSource::File(path.to_owned());
        for (link, source) in [
            ("/media/a.png", file("/media/a.png")),
            ("a%20b%C3%A9.png?v=2#x", file("a bé.png")),
            ("../100%.png", file("../100%.png")),
            ("%ff.png", file("%ff.png")),
            ("%+1.png", file("%+1.png")),
            ("DATA:image/png;base64,AAAA", PictureSource::Data("AAAA".to_owned())),
            ("data:image/svg+xml,<svg/>", PictureSource::Nowhere),
            ("javascript:alert(1)", PictureSource::Nowhere),
            ("file:///etc/passwd", PictureSource::Nowhere),
            ("//cdn.example/a.png", PictureSource::Nowhere),
            ("C:\\a.png", PictureSource::Nowhere),
            ("", PictureSource::Nowhere),
            ("#top", PictureSource::Nowhere),
        ] {
            assert_eq!(source_of(link), source, "{link:?}");
        }
        assert!(matches!(source_of("https://example.org/a.png"), PictureSource::Web(_)));
    }
}
