//! Link kinds of a card, which of them is canonical, the cleaned form under which two links are the same card, and the
//! links in running text. Whether a link may be opened is decided in [`super::safe_url`].

use std::collections::HashSet;
use std::fmt;
use std::str::FromStr;

use super::SafeUrl;
use super::characters::{Kind, kind};

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

/// The http(s) links in Markdown, HTML or plain text, each once, in the order of the text, at most `limit` of them.
/// Brackets, quotes and punctuation around a link are not part of it. The time grows with the length of the text.
pub fn links_in_text(text: &str, limit: usize) -> Vec<SafeUrl> {
    let mut links = Vec::new();
    let mut seen = HashSet::new();
    let mut from = 0;
    while links.len() < limit {
        let Some(found) = text.get(from..).and_then(|rest| rest.find("://")) else { break };
        let colon = from + found;
        from = colon + 3;
        let Some(start) = scheme_start(text, colon) else { continue };
        let (link, end) = link_at(text, start, from);
        from = end;
        if let Ok(link) = SafeUrl::parse(&link)
            && seen.insert(link.clone())
        {
            links.push(link);
        }
    }
    links
}

/// Where the `http` or `https` before the colon begins.
fn scheme_start(text: &str, colon: usize) -> Option<usize> {
    let before = text.as_bytes().get(..colon)?;
    let start = ["https", "http"].into_iter().find_map(|scheme| {
        let start = colon.checked_sub(scheme.len())?;
        before.get(start..)?.eq_ignore_ascii_case(scheme.as_bytes()).then_some(start)
    })?;
    let glued = start.checked_sub(1).and_then(|at| before.get(at)).is_some_and(|b| b.is_ascii_alphanumeric());
    (!glued).then_some(start)
}

/// The link that starts at `start`, and where the text goes on. Everything before `from` belongs to it.
fn link_at(text: &str, start: usize, from: usize) -> (String, usize) {
    let quote = start.checked_sub(1).and_then(|at| text.as_bytes().get(at)).copied();
    let mut link = text.get(start..from).unwrap_or_default().to_owned();
    let mut open = Vec::new();
    let mut at = from;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..).unwrap_or_default();
        let mut width = c.len_utf8();
        match c {
            '&' => match entity(rest) {
                Some((Some(decoded), length)) => {
                    link.push(decoded);
                    width = length;
                }
                Some((None, _)) => break,
                None => link.push('&'),
            },
            '(' | '[' => {
                open.push(if c == '(' { ')' } else { ']' });
                link.push(c);
            }
            ')' | ']' => {
                if open.last() != Some(&c) {
                    break;
                }
                open.pop();
                link.push(c);
            }
            '\'' if quote == Some(b'\'') => break,
            // Markdown escapes punctuation with a backslash; a link has no other use for one.
            '\\' if !rest.get(1..2).is_some_and(|next| next.starts_with(|c: char| c.is_ascii_punctuation())) => break,
            '\\' => {}
            '<' | '>' | '"' | '`' | '|' | '{' | '}' | '^' => break,
            '“' | '”' | '„' | '‘' | '’' | '«' | '»' | '。' | '，' | '、' | '（' | '）' | '「' | '」' =>
            {
                break;
            }
            _ if c.is_whitespace() => break,
            _ if !matches!(kind(c), Kind::Plain | Kind::Joiner | Kind::Selector) => break,
            _ => link.push(c),
        }
        at += width;
    }
    let kept = link.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~', '(', '[', '…']).len();
    link.truncate(kept);
    (link, at)
}

/// The HTML character reference that `text` begins with: what it stands for, or nothing when that ends a link, and its
/// length in bytes.
fn entity(text: &str) -> Option<(Option<char>, usize)> {
    const ENTITIES: &[(&str, Option<char>)] = &[
        ("&amp;", Some('&')),
        ("&#38;", Some('&')),
        ("&#038;", Some('&')),
        ("&#x26;", Some('&')),
        ("&quot;", None),
        ("&#34;", None),
        ("&#39;", None),
        ("&#x27;", None),
        ("&apos;", None),
        ("&lt;", None),
        ("&gt;", None),
        ("&nbsp;", None),
    ];
    ENTITIES.iter().find_map(|(name, meaning)| {
        text.get(..name.len()).filter(|start| start.eq_ignore_ascii_case(name)).map(|_| (*meaning, name.len()))
    })
}

/// Text of an HTML attribute with `&amp;` decoded.
pub(super) fn decode_ampersands(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(rest.get(..at).unwrap_or_default());
        let tail = rest.get(at..).unwrap_or_default();
        let width = match entity(tail) {
            Some((Some(decoded), width)) => {
                out.push(decoded);
                width
            }
            _ => {
                out.push('&');
                1
            }
        };
        rest = tail.get(width..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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

    fn found(text: &str) -> Vec<String> {
        links_in_text(text, 100).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn links_end_where_the_text_around_them_goes_on() {
        for (text, links) in [
            ("see https://a.example/x.", &["https://a.example/x"][..]),
            (
                "(https://a.example/x), [t](https://b.example/y \"title\")",
                &["https://a.example/x", "https://b.example/y"],
            ),
            ("[t](https://en.example/wiki/A_(b))", &["https://en.example/wiki/A_(b)"]),
            ("<https://a.example/x> `https://b.example/`", &["https://a.example/x", "https://b.example/"]),
            ("<a href=\"https://a.example/?x=1&amp;y=2\">t</a>", &["https://a.example/?x=1&y=2"]),
            ("<a href='https://a.example/'>t</a>", &["https://a.example/"]),
            ("&lt;a href=&quot;https://a.example/&quot;&gt;", &["https://a.example/"]),
            ("**https://a.example/x** _https://b.example/_", &["https://a.example/x", "https://b.example/"]),
            ("HTTPS://A.example xhttps://b.example ftp://c.example", &["https://a.example/"]),
            ("https://a.example/ https://a.example/", &["https://a.example/"]),
            (
                "https://web.archive.example/web/https://b.example/x",
                &["https://web.archive.example/web/https://b.example/x"],
            ),
            ("[1]: https://a.example/x\n| https://b.example/y|", &["https://a.example/x", "https://b.example/y"]),
            (
                "“https://a.example/x”, https://b.example/人工。",
                &["https://a.example/x", "https://b.example/%E4%BA%BA%E5%B7%A5"],
            ),
            ("https://a.example/snake\\_case", &["https://a.example/snake_case"]),
            ("https:// http://[ https://", &[]),
            ("https://a.example/\u{202e}x", &["https://a.example/"]),
        ] {
            assert_eq!(found(text), links, "{text:?}");
        }
        assert_eq!(links_in_text("https://a.example https://b.example", 1).len(), 1);
    }

    proptest! {
        #[test]
        fn prop_any_text_can_be_searched(
            text in "(https?://|&amp;|&quot;|\\\\|[a-z./?#()\\[\\]<>\"'| ]|\\PC){0,60}",
            limit in 0usize..5,
        ) {
            let links = links_in_text(&text, limit);
            prop_assert!(links.len() <= limit);
            for link in links {
                prop_assert!(!clean_link(&link).contains("://") || link.as_str().matches("://").count() > 1);
            }
        }
    }

    #[test]
    fn hostile_text_costs_no_more_than_its_length() {
        for pattern in ["https://", "https://a.example/(", "https://a.example/?&", "https://a\\", "://", "&amp;"] {
            let start = std::time::Instant::now();
            let _ = links_in_text(&pattern.repeat((1 << 20) / pattern.len()), 1000);
            assert!(start.elapsed().as_millis() < 2000, "{pattern:?} took {:?}", start.elapsed());
        }
    }
}
