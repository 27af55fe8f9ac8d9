//! `copydesk open`: one of a card's links, in the browser or on standard output. How a browser is started is decided
//! elsewhere.

use super::World;
use super::args::OpenArgs;
use super::error::Failure;
use super::select::choose;
use crate::card::{LinkKind, SafeText};
use crate::config::Config;
use crate::store::read_card;

pub(super) fn run(args: &OpenArgs, config: &Config, world: &mut World<'_>) -> Result<u8, Failure> {
    let chosen = choose(&args.card, config, world)?;
    let links = read_card(&chosen.loaded.sources, &chosen.file)?.file.card.links;
    let Some(link) = links.get(args.link) else {
        let path = chosen.loaded.path(&chosen.file);
        let others: Vec<&str> = LinkKind::ALL
            .into_iter()
            .filter(|kind| *kind != LinkKind::Canonical && links.get(*kind).is_some())
            .map(LinkKind::name)
            .collect();
        let message = match (args.link, others.as_slice()) {
            (_, []) => format!("{path} has no link"),
            (kind, others) => format!("{path} has no {} link, only: {}", kind.name(), others.join(", ")),
        };
        return Err(Failure::Refused(SafeText::line(&message)));
    };
    if args.print {
        writeln!(world.stdout, "{link}")?;
        return Ok(0);
    }
    let opener = std::mem::replace(&mut world.open, Box::new(|_| Ok(())));
    opener(link).map_err(|reason| Failure::Refused(SafeText::line(&format!("{link} was not opened: {reason}"))))?;
    world.say(&format!("opened {link}"));
    Ok(0)
}
