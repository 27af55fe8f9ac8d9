//! What the text of a query means: how terms hang together with `AND`, `OR`, `NOT` and parentheses. What one term says
//! is read in `term`, the order and the limit in `tail`, and every mistake is worded in `mistake`.

mod date;
mod lead;
mod scan;
mod tail;
mod term;
mod value;

pub(super) use date::UNITS;
pub(super) use lead::{Lead, is_link, is_value, is_word};
pub(super) use scan::Scan;
pub(super) use value::MOST_SECONDS;

use std::ops::Range;

use super::build::{all, any, not};
use super::filter::Filter;
use super::mistake::{Mistake, MistakeKind};
use super::names::{self, KEYS, Key};
use super::{LONGEST, MOST_TERMS, NESTING, Query};
use scan::Fault;

/// Reads a query. `views` are the names that `view:` may stand before; they are compared without case, and the query
/// holds them as they are written here. Nothing but blanks means every card.
///
/// What is read can be printed and read again, and is the same query then.
///
/// # Errors
/// The first mistake. Somebody who searches while typing goes on with the last query that had none.
pub fn parse(text: &str, views: &[String]) -> Result<Query, Mistake> {
    let end = |(at, _)| Fault { at: at..text.len(), kind: MistakeKind::TooLong };
    let query = match text.char_indices().nth(LONGEST).map(end) {
        Some(fault) => Err(fault),
        None => Parser { scan: Scan::new(text), views, terms: 0 }.query(),
    };
    let query = query.and_then(|query| {
        // What is stored is the canonical form, which is longer for a few terms (`90s` is `1m30s`).
        let printed = query.to_string();
        let too_long = printed.len() > LONGEST && printed.chars().count() > LONGEST;
        if too_long { Err(Fault { at: text.len()..text.len(), kind: MistakeKind::TooLong }) } else { Ok(query) }
    });
    query.map_err(|Fault { at, kind }| {
        let count = |range: Range<usize>| text.get(range).unwrap_or_default().chars().count();
        Mistake { column: count(0..at.start) + 1, length: count(at), kind }
    })
}

/// The query as far as it was read.
struct Parser<'a> {
    scan: Scan<'a>,
    views: &'a [String],
    terms: usize,
}

impl<'a> Parser<'a> {
    fn query(mut self) -> Result<Query, Fault> {
        let filter = match self.ahead().0 {
            None => Filter::Everything,
            Some(lead) if tail_key(lead).is_some() => Filter::Everything,
            Some(_) => self.any(0)?,
        };
        let (sort, limit) = match self.ahead() {
            (Some(Lead::Close), at) => return Err(Fault { at, kind: MistakeKind::StrayParenthesis }),
            _ => tail::read(&mut self.scan)?,
        };
        Ok(Query { filter, sort, limit })
    }

    /// What comes next, without going there, and the bytes it takes up.
    fn ahead(&self) -> (Option<Lead<'a>>, Range<usize>) {
        let mut scan = self.scan;
        scan.skip_blanks();
        let start = scan.at();
        let lead = scan.lead();
        (lead, start..scan.at())
    }

    /// Terms with `OR` between them. `depth` counts the parentheses around them.
    fn any(&mut self, depth: usize) -> Result<Filter, Fault> {
        let mut members = vec![self.all(depth, None)?];
        while let (Some(Lead::Or), at) = self.ahead() {
            self.scan.lead();
            members.push(self.all(depth, Some(lonely("OR", at)))?);
        }
        Ok(any(members))
    }

    /// Terms with `AND` or nothing between them. `missing` says what is wrong when there is none.
    fn all(&mut self, depth: usize, missing: Option<Fault>) -> Result<Filter, Fault> {
        if let (Some(Lead::Or), at) = self.ahead() {
            return Err(missing.unwrap_or(lonely("OR", at)));
        }
        if !self.term_is_next() && self.ahead().0 != Some(Lead::And) {
            return Err(missing.unwrap_or(self.expected_term()));
        }
        let mut members = Vec::new();
        loop {
            if let (Some(Lead::And), at) = self.ahead() {
                self.scan.lead();
                if members.is_empty() || !self.term_is_next() {
                    return Err(lonely("AND", at));
                }
            }
            if !self.term_is_next() {
                return Ok(all(members));
            }
            members.push(self.unary(depth)?);
        }
    }

    fn term_is_next(&self) -> bool {
        match self.ahead().0 {
            None | Some(Lead::Close | Lead::And | Lead::Or) => false,
            Some(lead) => tail_key(lead).is_none(),
        }
    }

    /// What is wrong with what comes next where a term should.
    fn expected_term(&self) -> Fault {
        let (lead, at) = self.ahead();
        let kind = match (lead, lead.and_then(tail_key)) {
            (_, Some(field)) => MistakeKind::NotLast { field },
            (Some(Lead::And), _) => MistakeKind::Operator { word: "AND" },
            (Some(Lead::Or), _) => MistakeKind::Operator { word: "OR" },
            _ => MistakeKind::StrayParenthesis,
        };
        Fault { at, kind }
    }

    /// A term, or what it is not.
    fn unary(&mut self, depth: usize) -> Result<Filter, Fault> {
        let mut negated = false;
        loop {
            match self.ahead() {
                (Some(Lead::Minus), _) => self.scan.lead(),
                (Some(Lead::Not), at) => {
                    self.scan.lead();
                    if !self.term_is_next() {
                        return Err(lonely("NOT", at));
                    }
                    None
                }
                _ => break,
            };
            negated = !negated;
        }
        if !self.term_is_next() {
            return Err(self.expected_term());
        }
        let filter = self.primary(depth)?;
        Ok(if negated { not(filter) } else { filter })
    }

    /// A term, or a query in parentheses.
    fn primary(&mut self, depth: usize) -> Result<Filter, Fault> {
        let (lead, at) = self.ahead();
        if lead != Some(Lead::Open) {
            self.terms += 1;
            let filter = term::read(&mut self.scan, self.views)?;
            let at = at.start..self.scan.at();
            return if self.terms > MOST_TERMS { Err(Fault { at, kind: MistakeKind::TooMany }) } else { Ok(filter) };
        }
        if depth >= NESTING {
            return Err(Fault { at, kind: MistakeKind::TooDeep });
        }
        self.scan.lead();
        let open = Fault { at: at.clone(), kind: MistakeKind::OpenParenthesis };
        match self.ahead() {
            (None, _) => return Err(open),
            (Some(Lead::Close), end) => {
                return Err(Fault { at: at.start..end.end, kind: MistakeKind::EmptyParentheses });
            }
            _ => {}
        }
        let filter = self.any(depth + 1)?;
        match self.ahead() {
            (Some(Lead::Close), _) => self.scan.lead(),
            (None, _) => return Err(open),
            _ => return Err(self.expected_term()),
        };
        Ok(filter)
    }
}

/// The name of what may only stand at the end, if `lead` begins it.
fn tail_key(lead: Lead<'_>) -> Option<&'static str> {
    let Lead::Field(name) = lead else { return None };
    names::find(&KEYS, name).filter(|(_, key)| matches!(key, Key::Sort | Key::Limit)).map(|(name, _)| name)
}

fn lonely(word: &'static str, at: Range<usize>) -> Fault {
    Fault { at, kind: MistakeKind::Operator { word } }
}
