//! The evaluator against a plain one: generated libraries, generated queries, and the same answers by both.
//! `COPYDESK_QUERY_CASES` makes these tests longer.

mod agreement;
mod asks;
mod found;
mod orders;
mod reference;
mod reuse;
mod world;

use std::cell::RefCell;
use std::path::PathBuf;

use proptest::prelude::ProptestConfig;

use super::{Answer, Context, Query, Question, Search};
use crate::library::Group;
use world::{World, folders};

/// As many worlds as it takes for that many queries, when `queries` are asked in each.
fn worlds(queries: u32) -> ProptestConfig {
    let cases: u32 = std::env::var("COPYDESK_QUERY_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(1_000);
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases.div_ceil(queries)) }
}

fn question<'q>(
    query: &'q Query,
    group: Group,
    world: &'q World,
    context: &'q Context,
    folders: &'q [PathBuf],
) -> Question<'q> {
    Question { query, group, library: &world.library, flags: &world.flags, context, folders }
}

/// What the answer was before files were asked, if it was given, and the whole of it.
fn ask(search: &Search, query: &Query, group: Group, world: &World, context: &Context) -> (Vec<Answer>, Answer) {
    let (folders, early) = (folders(), RefCell::new(Vec::new()));
    let question = question(query, group, world, context, &folders);
    let answer = search.answer(question, &world.files, &|| false, &|answer| early.borrow_mut().push(answer));
    (early.into_inner(), answer.unwrap())
}
