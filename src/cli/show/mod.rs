//! `copydesk show`: everything one card says. Which card is meant is decided in [`super::select`].

mod body;
mod record;
mod text;

use super::args::ShowArgs;
use super::error::Failure;
use super::output::ShowFormat;
use super::select::{Chosen, choose};
use super::{World, dates};
use crate::card::{Card, SafeText};
use crate::config::Config;
use crate::library::Library;
use crate::store::{CardText, read_card};
use crate::triage::Flags;

/// A card with what the library knows about it.
struct Shown<'c> {
    path: SafeText,
    text: &'c CardText,
    flags: Flags,
    chosen: &'c Chosen,
}

pub(super) fn run(args: &ShowArgs, config: &Config, world: &mut World<'_>) -> Result<u8, Failure> {
    let chosen = choose(&args.card, config, world)?;
    let text = read_card(&chosen.loaded.sources, &chosen.file)?;
    let flags = chosen.decided.file(&chosen.file, text.file.card.links.canonical());
    let shown = Shown { path: chosen.loaded.path(&chosen.file), text: &text, flags, chosen: &chosen };
    match args.format {
        ShowFormat::Text => text::write(&shown, &dates(config), world)?,
        ShowFormat::Json => {
            serde_json::to_writer_pretty(&mut *world.stdout, &record::CardRecord::of(&shown))?;
            writeln!(world.stdout)?;
        }
        ShowFormat::Yaml => {
            let yaml = serde_yaml::to_string(&record::CardRecord::of(&shown))
                .map_err(|error| Failure::Refused(SafeText::line(&error.to_string())))?;
            world.stdout.write_all(yaml.as_bytes())?;
        }
    }
    Ok(0)
}

/// A card of the library that another card refers to.
struct Known {
    path: SafeText,
    title: SafeText,
}

impl Shown<'_> {
    fn library(&self) -> &Library {
        &self.chosen.loaded.library
    }

    /// The library's own card for a related one.
    fn related(&self, card: &Card) -> Option<Known> {
        self.known(self.library().by_link(card.links.canonical()?)?)
    }

    /// The library's card for an item of a collection.
    fn item(&self, item: &str) -> Option<Known> {
        self.known(self.library().by_item(item)?)
    }

    fn known(&self, slot: crate::library::Slot) -> Option<Known> {
        let head = self.library().head(slot)?;
        Some(Known { path: self.chosen.loaded.path(&head.file()), title: SafeText::line(head.title()) })
    }
}
