//! copydesk: a terminal reader and triage desk for a library of cards.

pub mod card;
pub mod library;
pub mod query;
pub mod store;
