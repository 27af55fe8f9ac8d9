//! Where the picture is that a link in a body or in front matter names. What is there is found out in [`crate::store`].

use std::path::{Component, Path, PathBuf};

use percent_encoding::percent_decode_str;

use crate::card::SafeUrl;
use crate::card::embed::web_link;

/// Where a picture is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PictureSource {
    /// A file of the library: a path as the card has it, decoded, relative to the card's folder or, with a slash in front, to
    /// the library's. Whether there is such a file, and whether it is inside the library, is not known.
    File(String),
    /// In the card itself: the bytes of a file, in Base64 as the `data:` link has them.
    Data(String),
    /// On the network, where nobody asks for it.
    Web(SafeUrl),
    /// Nowhere that could be shown.
    Nowhere,
}

impl PictureSource {
    /// Where a link leads, as cards write links to pictures. Templates that no generator has filled in, and names whose
    /// percent signs stand for bytes that are no text, lead nowhere.
    pub fn of(link: &str) -> Self {
        let link = link.trim();
        if let Some(data) = strip_scheme(link, "data:") {
            return data_of(data).map_or(Self::Nowhere, Self::Data);
        }
        if let Some(url) = web_link(link) {
            return Self::Web(url);
        }
        let path = link.split(['?', '#']).next().unwrap_or_default();
        // A colon before the first slash ends a scheme; two slashes begin a host.
        let has_scheme = path.split('/').next().is_some_and(|first| first.contains(':'));
        match percent_decode_str(path).decode_utf8() {
            Ok(path) if !has_scheme && !link.starts_with("//") && is_path(&path) => Self::File(path.into_owned()),
            _ => Self::Nowhere,
        }
    }

    /// Whether it is the same picture as another of a card in `folder`, which is a path from the library's own folder.
    pub fn is_same(&self, other: &Self, folder: &Path) -> bool {
        let is_file = |file: PathBuf| other.file(folder).is_some_and(|other| other == file);
        (self == other && *self != Self::Nowhere) || self.file(folder).is_some_and(is_file)
    }

    /// The path of a file from the library's own folder, if it is inside.
    fn file(&self, folder: &Path) -> Option<PathBuf> {
        let Self::File(path) = self else { return None };
        let mut file = if path.starts_with('/') { PathBuf::new() } else { folder.to_path_buf() };
        for part in Path::new(path).components() {
            match part {
                Component::Normal(name) => file.push(name),
                Component::ParentDir if !file.pop() => return None,
                _ => {}
            }
        }
        Some(file)
    }
}

fn strip_scheme<'l>(link: &'l str, scheme: &str) -> Option<&'l str> {
    let (start, rest) = link.split_at_checked(scheme.len())?;
    start.eq_ignore_ascii_case(scheme).then_some(rest)
}

/// The Base64 of a `data:` link that says that it is a picture.
fn data_of(rest: &str) -> Option<String> {
    let (kind, data) = rest.split_once(',')?;
    let kind = kind.to_ascii_lowercase();
    let data: String = data.split_ascii_whitespace().collect();
    (kind.starts_with("image/") && kind.ends_with(";base64") && !data.is_empty()).then_some(data)
}

fn is_path(path: &str) -> bool {
    !path.is_empty() && !path.contains(char::is_control) && !path.contains("{{") && !path.contains("{%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_picture_may_be_written_in_several_ways() {
        let is_same =
            |one: &str, other: &str| PictureSource::of(one).is_same(&PictureSource::of(other), Path::new("_news/2026"));
        for (one, other) in [
            ("a.png", "./a.png?v=2"),
            ("a%20b.png", "/_news/2026/a b.png"),
            ("../../media/a.png", "/media/a.png"),
            ("//a.example/a.png", "https://A.example/a.png"),
            ("data:image/png;base64,AA", "data:image/png;base64,A A"),
        ] {
            assert!(is_same(one, other) && is_same(other, one), "{one} {other}");
        }
        for (one, other) in [
            ("a.png", "/a.png"),
            ("a.png", "a-300x200.png"),
            ("../../../a.png", "/a.png"),
            ("https://a.example/a.png?v=1", "https://a.example/a.png?v=2"),
            ("", ""),
        ] {
            assert!(!is_same(one, other), "{one} {other}");
        }
    }

    #[test]
    fn links_lead_to_files_to_themselves_to_the_network_or_nowhere() {
        let file = |path: &str| PictureSource::File(path.to_owned());
        let web = |link: &str| PictureSource::Web(SafeUrl::parse(link).expect(link));
        for (link, source) in [
            ("/media/a.png", file("/media/a.png")),
            (" a%20b%C3%A9.png?v=2#x\n", file("a bé.png")),
            ("../100%.png", file("../100%.png")),
            ("%+1.png", file("%+1.png")),
            ("https://a.example/x.png", web("https://a.example/x.png")),
            ("//a.example/x.png", web("https://a.example/x.png")),
            ("DATA:image/png;base64,aGk=\n aGk=", PictureSource::Data("aGk=aGk=".to_owned())),
            ("data:image/png;base64, ", PictureSource::Nowhere),
            ("data:text/html;base64,aGk=", PictureSource::Nowhere),
            ("data:image/svg+xml,<svg/>", PictureSource::Nowhere),
            ("cid:part1@mail", PictureSource::Nowhere),
            ("javascript:alert(1)", PictureSource::Nowhere),
            ("file:///etc/passwd", PictureSource::Nowhere),
            ("C:\\a.png", PictureSource::Nowhere),
            ("{{ site.url }}/x.png", PictureSource::Nowhere),
            ("/{% asset x.png %}", PictureSource::Nowhere),
            ("%ff.png", PictureSource::Nowhere),
            ("%00.png", PictureSource::Nowhere),
            ("//", PictureSource::Nowhere),
            ("", PictureSource::Nowhere),
            ("#top", PictureSource::Nowhere),
        ] {
            assert_eq!(PictureSource::of(link), source, "{link:?}");
        }
    }
}
