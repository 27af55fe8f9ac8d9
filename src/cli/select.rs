//! What QUERY and CARD mean: a card's file, a link, or words. Which cards match words is decided in [`crate::query`].

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use super::decided::Decided;
use super::error::Failure;
use super::library::{self, Loaded};
use super::{World, context};
use crate::card::{SafeText, SafeUrl};
use crate::config::{Config, Origin};
use crate::library::{FileRef, Group, HeadRef, Slot};
use crate::query::{Context, Filter, Query, Question, Search, Views, parse};
use crate::store::{Sources, shown_path};
use crate::work::Files;

/// Cards that were asked for.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Selection {
    /// One file.
    File {
        /// As it was written.
        given: PathBuf,
        /// Absolute, without symbolic links.
        real: PathBuf,
    },
    /// Anything else.
    Cards(Box<Query>),
}

impl Selection {
    /// Reads a QUERY or CARD.
    ///
    /// # Errors
    /// When it is the path of a folder, begins like a link and cannot be one, or is no query.
    pub(super) fn parse(text: &OsStr, views: &Views) -> Result<Self, Failure> {
        let path = Path::new(text);
        if names_a_folder(text) {
            let sentence = format!("`{}` is a folder, and a folder is no QUERY; name it with -L", shown_path(path));
            return Err(Failure::Usage(SafeText::line(&sentence)));
        }
        if names_a_card(path) {
            // `a/../b` and links on the way are taken out, as the library's folders are.
            if let Ok(real) = path.canonicalize()
                && real.is_file()
            {
                return Ok(Self::File { given: path.to_path_buf(), real });
            }
            // Cards of the tour have no file.
            if path.starts_with("tour:") {
                return Ok(Self::of(Filter::File(path.to_path_buf())));
            }
        }
        let text = text.to_string_lossy();
        let trimmed = text.trim();
        let is_link = ["http://", "https://"]
            .iter()
            .any(|scheme| trimmed.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
        if is_link {
            let link = SafeUrl::parse(trimmed)
                .map_err(|error| Failure::Usage(SafeText::line(&format!("{}: {error}", SafeText::line(trimmed)))))?;
            return Ok(Self::of(Filter::Link(link)));
        }
        let query = parse(&text, &views.names()).map_err(|mistake| match missing_file(path) {
            Some(sentence) => Failure::NoMatch(sentence),
            None => Failure::Usage(SafeText::block(&format!("{mistake}\n{}", mistake.pointer(&text)))),
        })?;
        Ok(Self::Cards(Box::new(query)))
    }

    fn of(filter: Filter) -> Self {
        Self::Cards(Box::new(Query::of(filter)))
    }

    /// The cards it means, in which order and how many, if it says so.
    pub(super) fn query(&self) -> Query {
        match self {
            Self::File { real, .. } => Query::of(Filter::File(real.clone())),
            Self::Cards(query) => Query::clone(query),
        }
    }
}

/// A bare word may be the name of some file and is still a word; a path has a folder or a card's extension.
fn names_a_card(path: &Path) -> bool {
    path.components().count() > 1 || has_extension_of_a_card(path)
}

fn has_extension_of_a_card(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| ["md", "markdown", "html"].iter().any(|card| extension.eq_ignore_ascii_case(card)))
}

/// What to say of a path that is no query either: `/news/gone.md` begins like a regular expression.
fn missing_file(path: &Path) -> Option<SafeText> {
    let reason = if path.symlink_metadata().is_ok() { "is not a regular file" } else { "is not there" };
    has_extension_of_a_card(path).then(|| SafeText::line(&format!("`{}` {reason}, so it is no card", shown_path(path))))
}

/// A folder that is there, and that no word names: `.`, `x/` or `a/b`.
fn names_a_folder(text: &OsStr) -> bool {
    let path = Path::new(text);
    let is_word = matches!(path.components().next(), Some(Component::Normal(first)) if first == text);
    !is_word && path.is_dir()
}

impl Selection {
    /// What a QUERY means; without one, every card is meant.
    pub(super) fn of_query(text: Option<&OsStr>, views: &Views) -> Result<Self, Failure> {
        text.map_or(Ok(Self::of(Filter::Everything)), |text| Self::parse(text, views))
    }

    /// What to read: a file that is named needs no library, unless one is named too.
    pub(super) fn sources(&self, config: &Config) -> Result<Sources, Failure> {
        match self {
            Self::File { given, .. } if config.origins.libraries != Origin::Flag => {
                Ok(Sources::find(std::slice::from_ref(given))?)
            }
            _ => library::sources(config),
        }
    }
}

/// The matching cards, in order.
pub(super) fn search(loaded: &Loaded, query: &Query, context: &Context) -> Vec<Slot> {
    let folders = loaded.sources.folders();
    let Loaded { library, flags, .. } = loaded;
    let question = Question { query, group: Group::None, library, flags, context, folders: &folders };
    let files = Files { sources: &loaded.sources, texts: &loaded.texts };
    // Nobody stops it.
    Search::default()
        .answer(question, &files, &|| false, &|_| {})
        .map(|answer| answer.slots.to_vec())
        .unwrap_or_default()
}

/// The one card that CARD means.
pub(super) struct Chosen {
    pub(super) file: FileRef,
    pub(super) loaded: Loaded,
    pub(super) decided: Decided,
}

/// Finds the card that CARD means.
///
/// # Errors
/// When no card or more than one matches; the first matches are listed.
pub(super) fn choose(text: &OsStr, config: &Config, world: &World<'_>) -> Result<Chosen, Failure> {
    let context = context(config);
    let selection = Selection::parse(text, &context.views)?;
    if let Selection::File { given, .. } = &selection {
        return choose_file(&selection, given, config, world);
    }
    let mut query = selection.query();
    query.sort = query.sort.or(Some(config.settings.sort));
    let sources = library::sources(config)?;
    let decided = Decided::read(&sources, config, world);
    let loaded = Loaded::read_decided(sources, &decided, Some(&query), &context.views, config, world);
    let slots = search(&loaded, &query, &context);
    let shown = SafeText::line(&text.to_string_lossy());
    match slots.as_slice() {
        [] => Err(Failure::NoMatch(SafeText::line(&format!("no card matches `{shown}`, and there is no such file")))),
        [slot] => {
            let file = loaded.library.head(*slot).map(HeadRef::file);
            let file = file.ok_or_else(|| Failure::NoMatch(SafeText::line("the card is gone")))?;
            Ok(Chosen { file, loaded, decided })
        }
        many => Err(Failure::NoMatch(matches(&shown, many, &loaded))),
    }
}

/// A file is read as it is, listed in the library or not; the library is only there for what the card refers to.
fn choose_file(selection: &Selection, given: &Path, config: &Config, world: &World<'_>) -> Result<Chosen, Failure> {
    let mut paths = match config.origins.libraries {
        Origin::Flag => config.settings.libraries.clone(),
        _ => Vec::new(),
    };
    let own = u16::try_from(paths.len()).unwrap_or(u16::MAX);
    paths.push(given.to_path_buf());
    let sources = Sources::find(&paths)?;
    let Some(name) = sources.file_name(own) else {
        return Err(Failure::NoMatch(shown_path(given)));
    };
    let file = FileRef { root: own, path: name };
    let decided = Decided::read(&sources, config, world);
    if own == 0 {
        return Ok(Chosen { file, loaded: Loaded::nothing(sources), decided });
    }
    let (query, context) = (selection.query(), context(config));
    let loaded = Loaded::read_decided(sources, &decided, Some(&query), &context.views, config, world);
    let listed = search(&loaded, &query, &context);
    let listed = listed.first().and_then(|slot| loaded.library.head(*slot)).map(HeadRef::file);
    Ok(Chosen { file: listed.unwrap_or(file), loaded, decided })
}

/// How many of the matches are listed.
const LISTED: usize = 20;

fn matches(query: &str, slots: &[Slot], loaded: &Loaded) -> SafeText {
    let mut text = format!("{} cards match `{query}`; name one of them by its path:", slots.len());
    for head in slots.iter().take(LISTED).filter_map(|slot| loaded.library.head(*slot)) {
        text.push_str(&format!("\n  {}  {}", loaded.path(&head.file()), head.title()));
    }
    if slots.len() > LISTED {
        text.push_str(&format!("\n  and {} more", slots.len() - LISTED));
    }
    SafeText::block(&text)
}
