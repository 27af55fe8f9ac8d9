//! `copydesk list`: one line for each card that matches. Which match is decided in [`crate::query`].

use serde::Serialize;

use super::args::ListArgs;
use super::decided::Decided;
use super::error::Failure;
use super::library::Loaded;
use super::output::{self, Column, Format, Record, Table};
use super::select::{Selection, search};
use super::{World, context, dates, now};
use crate::card::{HeadFlags, SafeText, Timestamp};
use crate::config::Config;
use crate::library::HeadRef;
use crate::store::Freshness;
use crate::store::texts::Excerpts;
use crate::triage::Flags;

pub(super) fn run(args: &ListArgs, config: &Config, world: &mut World<'_>) -> Result<u8, Failure> {
    let context = context(config);
    let selection = Selection::of_query(args.query.as_deref(), &context.views)?;
    let mut query = selection.query();
    let sources = selection.sources(config)?;
    let decided = Decided::read(&sources, config, world);
    let freshness = if args.cached { Freshness::Cached } else { Freshness::Verified };
    let loaded = Loaded::read_as(freshness, sources, &decided, Some(&query), &context.views, config, world);
    let sort = args.sort.or(query.sort).unwrap_or(config.settings.sort);
    query.sort = Some(if args.reverse { sort.reversed() } else { sort });
    let mut slots = search(&loaded, &query, &context);
    let matched = slots.len();
    slots.truncate(args.limit.unwrap_or(usize::MAX));
    let heads = slots.iter().filter_map(|slot| Some((*slot, loaded.library.head(*slot)?, loaded.flags.get(*slot))));
    if args.format == Format::Table {
        let dates = dates(config);
        let mut table = Table::new(&[
            Column::fixed(""),
            Column::fixed("date"),
            Column::text("title"),
            Column::text("provider"),
            Column::text("topics"),
        ]);
        for (_, head, decided) in heads {
            table.push(vec![
                marks(decided, dates.now),
                head.published_at().map(|at| dates.brief(at)).unwrap_or_default(),
                head.title().to_owned(),
                loaded.library.provider_name(head.provider()).to_owned(),
                join(head.topics(), ", "),
            ]);
        }
        table.write(world.stdout, world.width.map(usize::from))?;
    } else {
        let now = now();
        let mut excerpts = Excerpts::new(&loaded.library);
        let records =
            heads.map(|(slot, head, decided)| CardRecord::new(head, excerpts.of(slot), decided, now, &loaded));
        output::records(world.stdout, args.format, records)?;
    }
    Ok(u8::from(matched == 0))
}

/// What was decided about a card, a letter each; nothing when nothing was.
fn marks(decided: Flags, now: Timestamp) -> String {
    let marks = [
        (decided.starred, '*'),
        (decided.read, 'r'),
        (decided.archived, 'a'),
        (decided.is_snoozed(now), 'z'),
        (decided.binned, 'b'),
    ];
    marks.into_iter().filter(|(is_so, _)| *is_so).map(|(_, mark)| mark).collect()
}

/// What a list says of a card. `docs/formats.md` promises these fields.
#[derive(Serialize)]
struct CardRecord<'l> {
    path: SafeText,
    title: &'l str,
    excerpt: SafeText,
    r#type: &'l str,
    provider: &'l str,
    topics: Vec<&'l str>,
    published_at: Option<String>,
    updated_at: Option<String>,
    #[serde(serialize_with = "output::score")]
    quality: Option<f32>,
    #[serde(serialize_with = "output::score")]
    heat: Option<f32>,
    link: Option<&'l str>,
    draft: bool,
    removed: bool,
    broken: bool,
    problems: bool,
    locked: bool,
    amp: bool,
    video: bool,
    has_images: bool,
    has_related: bool,
    has_items: bool,
    has_actions: bool,
    has_body: bool,
    read: bool,
    starred: bool,
    archived: bool,
    snoozed_until: Option<String>,
    binned: bool,
}

impl<'l> CardRecord<'l> {
    fn new(head: HeadRef<'l>, excerpt: SafeText, decided: Flags, now: Timestamp, loaded: &'l Loaded) -> Self {
        let flags = head.flags();
        Self {
            path: loaded.path(&head.file()),
            title: head.title(),
            excerpt,
            r#type: head.kind(),
            provider: loaded.library.provider_name(head.provider()),
            topics: head.topics().collect(),
            published_at: output::rfc3339(head.published_at()),
            updated_at: output::rfc3339(head.updated_at()),
            quality: head.quality(),
            heat: head.heat(),
            link: head.canonical(),
            draft: flags.has(HeadFlags::DRAFT),
            removed: flags.has(HeadFlags::REMOVED),
            broken: flags.has(HeadFlags::BROKEN),
            problems: flags.has(HeadFlags::PROBLEMS),
            locked: flags.has(HeadFlags::LOCKED),
            amp: flags.has(HeadFlags::AMP),
            video: flags.has(HeadFlags::VIDEO),
            has_images: flags.has(HeadFlags::IMAGE),
            has_related: flags.has(HeadFlags::RELATED),
            has_items: flags.has(HeadFlags::ITEMS),
            has_actions: flags.has(HeadFlags::ACTIONS),
            has_body: flags.has(HeadFlags::BODY),
            read: decided.read,
            starred: decided.starred,
            archived: decided.archived,
            snoozed_until: output::rfc3339(decided.snoozed_until.filter(|until| *until > now)),
            binned: decided.binned,
        }
    }
}

impl Record for CardRecord<'_> {
    const FIELDS: &'static [&'static str] = &[
        "path",
        "title",
        "excerpt",
        "type",
        "provider",
        "topics",
        "published_at",
        "updated_at",
        "quality",
        "heat",
        "link",
        "draft",
        "removed",
        "broken",
        "problems",
        "locked",
        "amp",
        "video",
        "has_images",
        "has_related",
        "has_items",
        "has_actions",
        "has_body",
        "read",
        "starred",
        "archived",
        "snoozed_until",
        "binned",
    ];

    fn fields(&self) -> Vec<String> {
        let mut fields = vec![
            self.path.to_string(),
            self.title.to_owned(),
            self.excerpt.to_string(),
            self.r#type.to_owned(),
            self.provider.to_owned(),
            join(self.topics.iter().copied(), "; "),
            self.published_at.clone().unwrap_or_default(),
            self.updated_at.clone().unwrap_or_default(),
            self.quality.map(|score| score.to_string()).unwrap_or_default(),
            self.heat.map(|score| score.to_string()).unwrap_or_default(),
            self.link.unwrap_or_default().to_owned(),
        ];
        let facts = [
            self.draft,
            self.removed,
            self.broken,
            self.problems,
            self.locked,
            self.amp,
            self.video,
            self.has_images,
            self.has_related,
            self.has_items,
            self.has_actions,
            self.has_body,
            self.read,
            self.starred,
            self.archived,
        ];
        fields.extend(facts.map(|fact| fact.to_string()));
        fields.push(self.snoozed_until.clone().unwrap_or_default());
        fields.push(self.binned.to_string());
        fields
    }
}

fn join<'a>(texts: impl Iterator<Item = &'a str>, between: &str) -> String {
    texts.collect::<Vec<_>>().join(between)
}
