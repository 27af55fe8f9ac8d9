//! Link kinds of a card, which of them is canonical, and the cleaned form under which two links are the same card.

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

/// Placeholder until the card module lands.
pub fn clean_link(link: &SafeUrl) -> String {
    link.as_str().to_owned()
}
