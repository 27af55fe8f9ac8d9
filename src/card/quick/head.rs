//! What of a card's front matter goes into its head. What the values may look like is decided as for whole cards, in
//! [`mod@crate::card::read`].

use super::block::{Scanner, Value};
use super::scalar::Scalar;
use crate::card::read::{embed, fit};
use crate::card::{Head, HeadFile, HeadFlags, Links, SafeText, length, price};

/// What is known only when all entries have been read.
#[derive(Default)]
struct Draft<'t> {
    file: HeadFile,
    title: Option<Scalar<'t>>,
    name: Option<Scalar<'t>>,
    excerpt: Option<Scalar<'t>>,
    bio: Option<Scalar<'t>>,
    provider_name: Option<SafeText>,
    has_provider: bool,
    is_video: bool,
}

/// Reads front matter. `None` when the scanner declines. Nothing is known of the body.
pub(super) fn read(text: &str) -> Option<HeadFile> {
    let mut draft = Draft::default();
    Scanner::new(text).whole(|scanner, key, value| draft.entry(scanner, key, value))?;
    Some(draft.finish())
}

impl<'t> Draft<'t> {
    fn entry(&mut self, scanner: &mut Scanner<'t>, key: &str, value: Value<'t>) -> Option<()> {
        let Self { file: HeadFile { head, links, .. }, .. } = self;
        match key {
            "title" => self.title = Some(value.scalar()?),
            "name" => self.name = Some(value.scalar()?),
            "excerpt" => self.excerpt = Some(value.scalar()?),
            "bio" => self.bio = Some(value.scalar()?),
            "category" => head.category = value.text()?.unwrap_or_default(),
            "type" => head.kind = value.text()?.unwrap_or_default(),
            "publishedDateTime" => head.published_at = value.date()?,
            "updatedDateTime" => head.updated_at = value.date()?,
            "originalUrl" => links.original = value.link()?,
            "webUrl" => links.web = value.link()?,
            "ampWebUrl" => links.amp = value.link()?,
            "cdnAmpWebUrl" => links.cdn_amp = value.link()?,
            "provider" | "affiliation" => self.provider(scanner, value)?,
            "topics" => head.topics = scanner.texts(value)?,
            "levels" => scanner.texts(value).map(drop)?,
            "price" => head.price = value.text()?.as_deref().and_then(price::amount),
            "length" => head.length = value.text()?.as_deref().and_then(length::seconds),
            "members" => head.members = value.count()?,
            "ratings" => head.rating = scanner.ratings(value)?,
            "quality" => head.quality = fit::known(value.number()?),
            "heat" => head.heat = fit::known(value.number()?),
            "published" => self.flag(HeadFlags::DRAFT, value.yes()? == Some(false)),
            "removed" | "deleted" => self.flag(HeadFlags::REMOVED, value.yes()? == Some(true)),
            "images" => {
                let any = scanner.any(value, Scanner::image)?;
                self.flag(HeadFlags::IMAGE, any);
            }
            "related" => {
                let any = scanner.any(value, Scanner::related)?;
                self.flag(HeadFlags::RELATED, any);
            }
            "items" => {
                let any = scanner.any(value, |_, item| Some(item.scalar()?.shows()))?;
                self.flag(HeadFlags::ITEMS, any);
            }
            "actions" => {
                let any = scanner.any(value, Scanner::action)?;
                self.flag(HeadFlags::ACTIONS, any);
            }
            "featuredContent" => self.is_video = value.html()?.is_some_and(|html| embed::first_frame(&html).is_some()),
            "secured" => {
                let locked = value.scalar()?.exact().is_some_and(|text| !text.is_empty());
                self.flag(HeadFlags::LOCKED, locked);
            }
            "taxonomy" => return None,
            _ => scanner.pass_over(value)?,
        }
        Some(())
    }

    fn flag(&mut self, flag: HeadFlags, yes: bool) {
        let flags = &mut self.file.head.flags;
        *flags = flags.with(flag, yes);
    }

    /// Of two, the parser knows which one counts.
    fn provider(&mut self, scanner: &mut Scanner<'t>, value: Value<'t>) -> Option<()> {
        if std::mem::replace(&mut self.has_provider, true) {
            return None;
        }
        let Some(column) = value.map()? else { return Some(()) };
        let Self { file: HeadFile { head, .. }, provider_name, .. } = self;
        scanner.entries(column, |scanner, key, value| {
            match key {
                "name" => *provider_name = value.text()?,
                "domain" => head.domain = value.text()?.unwrap_or_default(),
                "authors" => head.authors = scanner.names(value)?,
                "publishers" => scanner.names(value).map(drop)?,
                "images" => scanner.any(value, Scanner::image).map(drop)?,
                _ => scanner.pass_over(value)?,
            }
            Some(())
        })
    }

    fn finish(self) -> HeadFile {
        let HeadFile { head, links, .. } = self.file;
        let provider = self.provider_name.unwrap_or_else(|| head.domain.clone());
        let is_video = self.is_video || head.kind.eq_ignore_ascii_case("video");
        let flags = head
            .flags
            .with(HeadFlags::AMP, links.amp().is_some())
            .with(HeadFlags::CDN_AMP, links.cdn_amp.is_some())
            .with(HeadFlags::VIDEO, is_video);
        let head = Head {
            title: either(self.title, self.name),
            excerpt: either(self.excerpt, self.bio),
            provider,
            canonical: Links::canonical(&links).cloned(),
            flags,
            ..head
        };
        HeadFile { head, links, ..HeadFile::default() }
    }
}

/// A text, else what stands in for it where there is none.
fn either(text: Option<Scalar<'_>>, other: Option<Scalar<'_>>) -> SafeText {
    let wanted = text.filter(|text| !fit::is_blank(&text.tree)).or(other);
    wanted.and_then(|text| text.prose()).unwrap_or_default()
}
