//! Which card a name leads to.

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use super::{StateError, row, sql};
use crate::triage::{Alias, Identity};

/// Key of the card that `alias` leads to.
pub(super) fn card_of(db: &Connection, alias: &Alias) -> Result<Option<i64>, StateError> {
    let mut statement = db.prepare_cached(sql::ALIAS_BY_HASH)?;
    let mut rows = statement.query([alias.hash().cast_signed()])?;
    while let Some(row) = rows.next()? {
        if row.get_ref(1)? == ValueRef::Text(alias.as_str().as_bytes()) {
            return Ok(Some(row.get(0)?));
        }
    }
    Ok(None)
}

/// Key of the card with these names, and the names that lead nowhere yet. The first name that leads somewhere counts.
pub(super) fn find<'i>(db: &Connection, identity: &'i Identity) -> Result<(Option<i64>, Vec<&'i Alias>), StateError> {
    let mut found = None;
    let mut missing = Vec::new();
    for (rank, alias) in identity.aliases().iter().enumerate() {
        match card_of(db, alias)? {
            // Where the file of a card in the bin was, one with another link is another card.
            Some(card) if found.is_none() && rank > 0 && is_binned(db, card)? => {}
            Some(card) => found = found.or(Some(card)),
            None => missing.push(alias),
        }
    }
    Ok((found, missing))
}

fn is_binned(db: &Connection, card: i64) -> Result<bool, StateError> {
    Ok(row::standing_of(db, card)?.is_some_and(|standing| standing.bin.is_some()))
}
