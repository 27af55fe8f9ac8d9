//! Asks before much is changed at once, or something for good. Who cannot be asked has to have said `--yes`.

use super::super::World;
use super::super::error::Failure;
use super::super::library::count;
use crate::card::SafeText;

/// Whether `verb` shall change so many cards. One is changed without a word.
///
/// # Errors
/// When nobody can be asked, or the answer cannot be read.
pub(super) fn change(verb: &str, cards: usize, world: &mut World<'_>) -> Result<bool, Failure> {
    if cards <= 1 {
        return Ok(true);
    }
    ask(&format!("{verb} {}", count(cards, "card", "cards")), "", world)
}

/// Whether so many cards shall be gone for good.
///
/// # Errors
/// As [`change`].
pub(super) fn removal(cards: usize, world: &mut World<'_>) -> Result<bool, Failure> {
    let what = format!("remove {} from the bin for good", count(cards, "card", "cards"));
    let warning = format!(" Undo cannot bring {} back.", if cards == 1 { "it" } else { "them" });
    ask(&what, &warning, world)
}

fn ask(what: &str, warning: &str, world: &mut World<'_>) -> Result<bool, Failure> {
    if world.yes {
        return Ok(true);
    }
    let Some(ask) = world.ask.as_mut() else {
        let sentence = format!("this would {what}; add --yes to have it done without a question.{warning}");
        return Err(Failure::Usage(SafeText::line(&sentence)));
    };
    let answer = ask(&SafeText::line(&format!("{what}?{warning} [y/N]")))?;
    let agreed = ["y", "yes"].iter().any(|yes| answer.trim().eq_ignore_ascii_case(yes));
    if !agreed {
        world.say("nothing was changed");
    }
    Ok(agreed)
}
