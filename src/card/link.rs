//! Link kinds of a card, which of them is canonical, and the cleaned form under which two links are the same card.
//! Whether a link may be opened is decided in [`super::safe_url`].

use std::fmt;
use std::str::FromStr;

use super::SafeUrl;

/// Which of a card's named links is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LinkKind {
    /// `webUrl`, else `originalUrl`, else the first of the others.
    Canonical,
    /// `originalUrl`.
    Original,
    /// `webUrl`.
    Web,
    /// `ampWebUrl`; asked for as "the AMP link", `cdnAmpWebUrl` stands in for it.
    Amp,
    /// `cdnAmpWebUrl`.
    CdnAmp,
}

impl LinkKind {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Canonical, Self::Original, Self::Web, Self::Amp, Self::CdnAmp];

    /// The word for it: `canonical`, `original`, `web`, `amp` or `cdn-amp`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Canonical => "canonical",
            Self::Original => "original",
            Self::Web => "web",
            Self::Amp => "amp",
            Self::CdnAmp => "cdn-amp",
        }
    }
}

impl fmt::Display for LinkKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// No link kind has this name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a link kind is one of canonical, original, web, amp and cdn-amp")]
pub struct UnknownLinkKind;

impl FromStr for LinkKind {
    type Err = UnknownLinkKind;

    fn from_str(name: &str) -> Result<Self, UnknownLinkKind> {
        Self::ALL.into_iter().find(|kind| kind.name() == name).ok_or(UnknownLinkKind)
    }
}

/// The named links of one card.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Links {
    /// `originalUrl`.
    pub original: Option<SafeUrl>,
    /// `webUrl`.
    pub web: Option<SafeUrl>,
    /// `ampWebUrl`.
    pub amp: Option<SafeUrl>,
    /// `cdnAmpWebUrl`.
    pub cdn_amp: Option<SafeUrl>,
}

impl Links {
    /// `webUrl`, else `originalUrl`, else the first of the others.
    pub fn canonical(&self) -> Option<&SafeUrl> {
        self.web.as_ref().or(self.original.as_ref()).or(self.amp.as_ref()).or(self.cdn_amp.as_ref())
    }

    /// `ampWebUrl`, else `cdnAmpWebUrl`.
    pub fn amp(&self) -> Option<&SafeUrl> {
        self.amp.as_ref().or(self.cdn_amp.as_ref())
    }

    /// The link of one kind.
    pub fn get(&self, kind: LinkKind) -> Option<&SafeUrl> {
        match kind {
            LinkKind::Canonical => self.canonical(),
            LinkKind::Original => self.original.as_ref(),
            LinkKind::Web => self.web.as_ref(),
            LinkKind::Amp => self.amp(),
            LinkKind::CdnAmp => self.cdn_amp.as_ref(),
        }
    }
}

/// Query parameters that say who sent the reader and not what is read, in lower case. A name that ends in `*` stands
/// for every name that begins so.
///
/// Version 1 of the rule; a change to this list is a new version, since aliases of cards depend on it.
const TRACKING: &[&str] = &[
    // Web analytics.
    "utm_*",
    "wt.mc_*",
    "_ga",
    "_gl",
    "_openstat",
    "ysclid",
    "yclid",
    // Advertisement clicks: Google, Meta, Microsoft, X, TikTok, LinkedIn, Pinterest, Reddit.
    "gclid",
    "gclsrc",
    "dclid",
    "gbraid",
    "wbraid",
    "srsltid",
    "fbclid",
    "msclkid",
    "twclid",
    "ttclid",
    "li_fat_id",
    "epik",
    "rdt_cid",
    "igshid",
    "igsh",
    // Mailings: Mailchimp, HubSpot, Vero, Omeda, Marketo, MailerLite.
    "mc_cid",
    "mc_eid",
    "_hsenc",
    "_hsmi",
    "__hssc",
    "__hstc",
    "__hsfp",
    "hsctatracking",
    "vero_id",
    "vero_conv",
    "oly_*",
    "mkt_tok",
    "ml_subscriber",
    "ml_subscriber_hash",
    // Consent redirects of Yahoo and its papers.
    "guccounter",
    "guce_referrer",
    "guce_referrer_sig",
];

/// What two links to the same page have in common: no scheme, no tracking parameters, no trailing slash, no fragment
/// but the routes `#/…` and `#!…`. Host case and default ports are gone already. Empty only for an empty host.
///
/// ```
/// use copydesk::card::{SafeUrl, clean_link};
/// let link = SafeUrl::parse("HTTP://Example.org:80/a/?utm_source=x&id=7#top")?;
/// assert_eq!(clean_link(&link), "example.org/a?id=7");
/// # Ok::<(), copydesk::card::UrlError>(())
/// ```
pub fn clean_link(link: &SafeUrl) -> String {
    clean_link_text(link.as_str())
}

/// The same for the text of a [`SafeUrl`], where many are held as text: parsing one again takes ten times as long.
pub(crate) fn clean_link_text(link: &str) -> String {
    let rest = link.split_once("://").map_or(link, |(_, rest)| rest);
    let (rest, fragment) = rest.split_once('#').map_or((rest, ""), |(rest, fragment)| (rest, fragment));
    let (place, query) = rest.split_once('?').map_or((rest, ""), |(place, query)| (place, query));
    let mut clean = String::with_capacity(link.len());
    clean.push_str(place.trim_end_matches('/'));
    let mut mark = '?';
    for parameter in query.split('&').filter(|parameter| !parameter.is_empty() && !is_tracking(parameter)) {
        clean.push(mark);
        clean.push_str(parameter);
        mark = '&';
    }
    let route = fragment.trim_end_matches('/');
    if fragment.starts_with(['/', '!']) && !matches!(route, "" | "!") {
        clean.push('#');
        clean.push_str(route);
    }
    clean
}

fn is_tracking(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or_default().as_bytes();
    TRACKING.iter().any(|known| match known.strip_suffix('*') {
        Some(prefix) => name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix.as_bytes())),
        None => name.eq_ignore_ascii_case(known.as_bytes()),
    })
}

/// Text of an HTML attribute with `&amp;` decoded.
pub(super) fn decode_ampersands(text: &str) -> String {
    const WRITTEN: [&str; 4] = ["&amp;", "&#38;", "&#038;", "&#x26;"];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        out.push('&');
        let is_start = |name: &&&str| tail.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        let width = WRITTEN.iter().find(is_start).map_or(1, |name| name.len());
        rest = tail.get(width..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(raw: &str) -> String {
        clean_link(&SafeUrl::parse(raw).expect(raw))
    }

    #[test]
    fn cleaned_links_keep_what_names_the_page() {
        for (raw, link) in [
            ("http://Example.org", "example.org"),
            ("https://example.org:443/", "example.org"),
            ("http://example.org:80//", "example.org"),
            ("https://example.org:8443/a/", "example.org:8443/a"),
            ("https://example.org/A/b?x=1&utm_source=t&y=2&fbclid=z", "example.org/A/b?x=1&y=2"),
            ("https://example.org/?UTM_Campaign=1&gclid=2&_hsenc=3&oly_anon_id=4&WT.mc_id=5&igshid", "example.org"),
            ("https://example.org/?&b=2&&a=1&", "example.org?b=2&a=1"),
            ("https://example.org/?utmost=1&gclids=2&ref=3", "example.org?utmost=1&gclids=2&ref=3"),
            ("https://example.org/a#top", "example.org/a"),
            ("https://example.org/a/#/route/1/", "example.org/a#/route/1"),
            ("https://example.org/#!x", "example.org#!x"),
            ("https://example.org/#!/", "example.org"),
            ("https://example.org/#/", "example.org"),
            ("https://youtube.com/watch?v=-H4ljf4FuTE", "youtube.com/watch?v=-H4ljf4FuTE"),
            ("https://bücher.example/", "xn--bcher-kva.example"),
            ("https://user@example.org/a", "user@example.org/a"),
        ] {
            assert_eq!(clean(raw), link, "{raw:?}");
        }
    }

    #[test]
    fn kinds_have_names() {
        for kind in LinkKind::ALL {
            assert_eq!(kind.name().parse(), Ok(kind));
        }
        assert_eq!("AMP".parse::<LinkKind>(), Err(UnknownLinkKind));
    }

    #[test]
    fn standing_in_follows_the_order_of_the_kinds() {
        let link = |name: &str| SafeUrl::parse(&format!("https://{name}.example/")).ok();
        let mut links = Links { original: link("o"), web: link("w"), amp: link("a"), cdn_amp: link("c") };
        assert_eq!(
            (links.get(LinkKind::Canonical), links.get(LinkKind::Amp)),
            (link("w").as_ref(), link("a").as_ref())
        );
        (links.web, links.amp) = (None, None);
        assert_eq!(
            (links.get(LinkKind::Canonical), links.get(LinkKind::Amp)),
            (link("o").as_ref(), link("c").as_ref())
        );
        links.original = None;
        assert_eq!(links.canonical(), link("c").as_ref());
    }
}
