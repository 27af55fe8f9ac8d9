//! `copydesk publish`, `unpublish`, `topics add` and `topics remove`: what is changed in the files of cards.

use super::super::World;
use super::super::args::{TopicArgs, TopicsWhat, VerbArgs};
use super::super::error::Failure;
use super::super::output::OutcomeFormat;
use super::picked::Picked;
use super::{DECLINED, confirm, finish, watched};
use crate::card::{HeadFlags, SafeText, TopicNameError, topic_name};
use crate::config::Config;
use crate::library::HeadRef;
use crate::triage::Turn;

pub(in crate::cli) fn publish(
    published: bool,
    args: &VerbArgs,
    config: &Config,
    world: &mut World<'_>,
) -> Result<u8, Failure> {
    // Nobody knows what a card is that cannot be read; that it is refused is said.
    let would_change =
        |head: HeadRef<'_>, _| head.flags().has(HeadFlags::DRAFT) == published || head.flags().has(HeadFlags::BROKEN);
    let Picked { mut desk, picks } = Picked::find(&args.query, config, world, would_change)?;
    if !confirm::change(if published { "publish" } else { "unpublish" }, picks.len(), world)? {
        return Ok(DECLINED);
    }
    let turn = if published { Turn::On } else { Turn::Off };
    let done = watched(world, |far| desk.publish(turn, &picks, far))?;
    finish(&desk, &done, args.format, world)
}

/// `usual` is the form where the verb names none.
pub(in crate::cli) fn topics(
    what: &TopicsWhat,
    usual: OutcomeFormat,
    config: &Config,
    world: &mut World<'_>,
) -> Result<u8, Failure> {
    let (adds, TopicArgs { topic, query, format, .. }) = match what {
        TopicsWhat::Add(args) => (true, args),
        TopicsWhat::Remove(args) => (false, args),
    };
    let topic = name(topic, adds)?;
    let has_it = |head: HeadRef<'_>| head.topics().any(|other| other == topic.as_str());
    let would_change = |head: HeadRef<'_>, _| has_it(head) != adds;
    let Picked { mut desk, picks } = Picked::find(query, config, world, would_change)?;
    let verb = if adds { format!("add topic {topic} to") } else { format!("remove topic {topic} from") };
    if !confirm::change(&verb, picks.len(), world)? {
        return Ok(DECLINED);
    }
    let topic = std::slice::from_ref(&topic);
    let (add, remove) = if adds { (topic, &[][..]) } else { (&[][..], topic) };
    let done = watched(world, |far| desk.topics(add, remove, &picks, far))?;
    let format = if *format == OutcomeFormat::Text { usual } else { *format };
    finish(&desk, &done, format, world)
}

/// The topic that is meant. One that goes may have any name, for cards have all kinds.
fn name(topic: &str, adds: bool) -> Result<SafeText, Failure> {
    match topic_name(topic) {
        Err(error) if adds || error == TopicNameError::Empty => Err(Failure::Usage(SafeText::line(&error.to_string()))),
        _ => Ok(SafeText::line(topic)),
    }
}
