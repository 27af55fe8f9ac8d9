//! How a link is written where there is little room: its host, and as much of its end as fits. Copying and opening take the
//! whole link, wherever it is shown.

use crate::card::SafeUrl;
use crate::columns::{self, cut_middle};

/// A link in at most `width` columns, if its host fits. `https://` and a slash at the end go without saying; a name before
/// the host, which may be there to deceive, does not.
pub fn short(url: &SafeUrl, width: usize) -> String {
    let whole = url.as_str();
    let bare = whole.strip_prefix("https://").unwrap_or(whole);
    let bare = bare.strip_suffix('/').unwrap_or(bare);
    if columns::width(bare) <= width || url.has_userinfo() {
        return bare.to_owned();
    }
    let host_end = bare.find(url.host()).map_or(0, |at| at + url.host().len());
    let (host, rest) = bare.split_at(host_end);
    match width.checked_sub(columns::width(host)).filter(|room| *room > 4) {
        // The end says more of a page than the folders that lead to it.
        Some(room) => format!("{host}…{}", end(rest, room - 1)),
        None => format!("{host}{}", cut_middle(rest, width.saturating_sub(columns::width(host)).max(1))),
    }
}

/// Whether words are the whole address of `url`, in whatever case and with what a browser would add to them. Words that are
/// another address are not: they say what the author wanted to be read.
pub(super) fn is_address_of(words: &str, url: &SafeUrl) -> bool {
    let has_scheme = words.get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http")) && words.contains("://");
    has_scheme && !words.contains(char::is_whitespace) && SafeUrl::parse(words).is_ok_and(|said| said == *url)
}

/// Whether a name says no more of a link than its beginning, with or without what stands before the host.
pub(super) fn is_beginning_of(name: &str, url: &SafeUrl) -> bool {
    let (name, url, host) = (name.trim_end_matches('…'), url.as_str(), url.host());
    let bare = url.find(host).and_then(|at| url.get(at..)).unwrap_or(url);
    url.starts_with(name) || bare.starts_with(name)
}

/// The last `width` columns of a path, which is ASCII, from a slash on if one is near.
fn end(path: &str, width: usize) -> &str {
    let tail = path.get(path.len().saturating_sub(width)..).unwrap_or(path);
    tail.find('/').filter(|at| *at * 2 < tail.len()).and_then(|at| tail.get(at..)).unwrap_or(tail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_stays_and_the_middle_goes() {
        let short = |url: &str, width| short(&SafeUrl::parse(url).unwrap(), width);
        assert_eq!(short("https://example.org/", 40), "example.org");
        assert_eq!(short("http://example.org/a", 40), "http://example.org/a");
        let long = "https://example.org/2026/03/a-long-way/to-slow-light.html";
        assert_eq!(short(long, 60), "example.org/2026/03/a-long-way/to-slow-light.html");
        assert_eq!(short(long, 40), "example.org…/to-slow-light.html");
        assert_eq!(short(long, 24), "example.org…w-light.html");
        assert_eq!(short(long, 12), "example.org…");
        assert_eq!(short("https://bank.example@evil.example/x", 12), "bank.example@evil.example/x");
    }
}
