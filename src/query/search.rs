//! Answers queries one after the other: first from the heads, then with what only files know, and from earlier answers
//! as far as they hold. On which thread that happens is [`crate::work`]'s affair.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use super::eval::Beyond as Known;
use super::matcher::Matcher;
use super::narrow::narrows;
use super::{Answer, Beyond, Compiled, Context, Depth, Filter, FlagTable, Probe, Query, Stopped, relevance};
use crate::card::Timestamp;
use crate::library::{Group, HeadRef, Library, Ranks, Slot, SlotSet, Sort, SortKey, Weights, arrange, group, score};

/// How many answers are kept: as many keys as people take back. Each is 800 KB at 100,000 cards.
const KEPT: usize = 8;
/// For how long, in seconds, an answer may be taken for one of now: snoozes end and days begin meanwhile.
const FRESH: i64 = 30;
/// A result of less than one card in so many is ordered by itself; of more, the order of the whole library is kept.
const FEW: usize = 32;

/// What can be kept from one question to the next.
#[derive(Debug, Default)]
pub struct Search {
    memory: Mutex<Memory>,
}

#[derive(Debug, Default)]
struct Memory {
    /// Complete answers, the newest last.
    answers: Vec<Remembered>,
    order: Option<Order>,
}

#[derive(Debug)]
struct Remembered {
    library: Library,
    flags: FlagTable,
    filter: Filter,
    context: Context,
    answer: Answer,
}

impl Remembered {
    /// Whether nothing that the answer depends on is different now.
    fn holds(&self, question: &Question<'_>) -> bool {
        let (context, now) = (&self.context, question.context);
        (0..FRESH).contains(&now.now.0.saturating_sub(context.now.0))
            && self.library.is_same(question.library)
            && self.flags.is_same(question.flags)
            && context.views == now.views
            && context.weights == now.weights
            && context.zone == now.zone
    }
}

/// Every card of a library in one order.
#[derive(Debug, Clone)]
struct Order {
    library: Library,
    sort: Sort,
    weights: Weights,
    at: Timestamp,
    slots: Arc<[Slot]>,
}

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct Question<'q> {
    /// Which cards, and in which order: by date where it does not say.
    pub query: &'q Query,
    /// Under which headings.
    pub group: Group,
    /// The cards.
    pub library: &'q Library,
    /// How they stand.
    pub flags: &'q FlagTable,
    /// What the query depends on.
    pub context: &'q Context,
    /// The library's folders.
    pub folders: &'q [PathBuf],
}

impl Search {
    /// Answers a question. `early` gets what the heads tell where files must be asked for the rest.
    ///
    /// # Errors
    /// [`Stopped`] when `stop` said so.
    pub fn answer(
        &self,
        question: Question<'_>,
        beyond: &dyn Beyond,
        stop: &(dyn Fn() -> bool + Sync),
        early: &dyn Fn(Answer),
    ) -> Result<Answer, Stopped> {
        let early = |answer| {
            early(self.ordered(answer, &question, stop)?);
            Ok(())
        };
        let answer = self.matching(question, beyond, stop, &early)?;
        self.ordered(answer, &question, stop)
    }

    /// The cards that match, as they lie in the library: nothing is ordered, and there is no limit.
    ///
    /// # Errors
    /// [`Stopped`] when `stop` said so.
    pub fn select(
        &self,
        question: Question<'_>,
        beyond: &dyn Beyond,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Result<Arc<[Slot]>, Stopped> {
        Ok(self.matching(question, beyond, stop, &|_| Ok(()))?.matching)
    }

    fn matching(
        &self,
        question: Question<'_>,
        beyond: &dyn Beyond,
        stop: &(dyn Fn() -> bool + Sync),
        early: &dyn Fn(Answer) -> Result<(), Stopped>,
    ) -> Result<Answer, Stopped> {
        let Question { query, library, flags, context, folders, .. } = question;
        if let Some(answer) = self.recall(&question) {
            return Ok(answer);
        }
        let compiled = Arc::new(Compiled::new(&query.filter, context, library, folders, beyond));
        let wider = self.wider(&question, &compiled);
        let select = |known: Known<'_>| match &wider {
            Some(wider) => compiled.select_among(library, flags, known, wider.matching.iter().copied(), stop),
            None => compiled.select(library, flags, known, stop),
        };
        let mut hits: Vec<SlotSet> = Vec::new();
        if compiled.needs_files() {
            let monotone = compiled.is_monotone();
            // Where files may take cards away again, what the heads tell is no beginning of the answer.
            let sure = if monotone { Some(select(Known::Supposed(false))?) } else { None };
            if let Some(sure) = &sure {
                let answer =
                    Answer { matching: sure.as_slice().into(), compiled: compiled.clone(), ..Answer::default() };
                early(answer)?;
            }
            let among = match &sure {
                // The rank of a card depends on whether its body has the words, too.
                Some(_) if self.ranks(&question) => {
                    wider.as_ref().map(|wider| wider.matching.iter().copied().collect())
                }
                Some(sure) => {
                    let sure: SlotSet = sure.iter().copied().collect();
                    Some(select(Known::Supposed(true))?.into_iter().filter(|slot| !sure.has(*slot)).collect())
                }
                None => None,
            };
            let passes = |(depth, matcher): &(Depth, Matcher), text: &str| match depth {
                Depth::Body => matcher.is_match(text),
                Depth::Links => text.trim_end_matches('\n').split('\n').any(|link| matcher.is_match(link)),
            };
            let tests: Vec<_> = compiled.probes.iter().map(|probe| move |text: &str| passes(probe, text)).collect();
            let probes: Vec<Probe<'_>> =
                compiled.probes.iter().zip(&tests).map(|((depth, _), test)| Probe { depth: *depth, test }).collect();
            hits = beyond.find(library, &probes, among.as_ref(), stop)?;
        }
        let matching = select(Known::Known(&hits))?;
        let answer =
            Answer { matching: matching.into(), compiled, hits: hits.into(), is_complete: true, ..Answer::default() };
        self.keep(&question, answer.clone());
        Ok(answer)
    }

    fn ranks(&self, question: &Question<'_>) -> bool {
        question.query.sort.unwrap_or_default().uses(SortKey::Relevance)
    }

    /// The answer to this very question.
    fn recall(&self, question: &Question<'_>) -> Option<Answer> {
        let memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        let mut kept = memory.answers.iter().rev();
        // Bodies that decide nothing were not asked, but they count for ranks.
        let is_whole = |answer: &Answer| answer.compiled.probes.is_empty() || !self.ranks(question);
        let is_it =
            |kept: &&Remembered| kept.filter == question.query.filter && kept.holds(question) && is_whole(&kept.answer);
        kept.find(is_it).map(|kept| kept.answer.clone())
    }

    /// The smallest answer that is known to hold every card of this one.
    fn wider(&self, question: &Question<'_>, compiled: &Compiled) -> Option<Answer> {
        let memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        let is_wider = |kept: &&Remembered| {
            (kept.answer.compiled.asks_bin || !compiled.asks_bin)
                && kept.holds(question)
                && narrows(&kept.filter, &question.query.filter)
        };
        let wider = memory.answers.iter().filter(is_wider);
        wider.min_by_key(|kept| kept.answer.matching.len()).map(|kept| kept.answer.clone())
    }

    fn keep(&self, question: &Question<'_>, answer: Answer) {
        let mut memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        // Those of another library or before a decision are of no use to anybody.
        memory.answers.retain(|kept| kept.library.is_same(question.library) && kept.flags.is_same(question.flags));
        if memory.answers.len() >= KEPT {
            memory.answers.remove(0);
        }
        memory.answers.push(Remembered {
            library: question.library.clone(),
            flags: question.flags.clone(),
            filter: question.query.filter.clone(),
            context: question.context.clone(),
            answer,
        });
    }

    /// Puts the matching cards in order.
    fn ordered(
        &self,
        mut answer: Answer,
        question: &Question<'_>,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Result<Answer, Stopped> {
        let Question { query, library, context, .. } = *question;
        if stop() {
            return Err(Stopped);
        }
        let sort = query.sort.unwrap_or_default();
        let score = |head: HeadRef<'_>| score(head, context.now, &context.weights);
        let arranged = |relevance: Option<&dyn Fn(Slot) -> Option<f32>>| {
            let mut slots = answer.matching.to_vec();
            arrange(library, &mut slots, sort, Ranks { score: Some(&score), relevance });
            slots
        };
        let mut slots = if sort.uses(SortKey::Relevance) {
            let ranks = relevance::ranks(&answer, library, context.now);
            arranged(Some(&|slot| ranks.get(slot)))
        } else if answer.matching.len() < library.len() / FEW {
            arranged(None)
        } else {
            let order = self.order(question, sort, &score);
            let matching: SlotSet = answer.matching.iter().copied().collect();
            order.iter().copied().filter(|slot| matching.has(*slot)).collect()
        };
        slots.truncate(query.limit.unwrap_or(usize::MAX));
        answer.headings = group(library, &mut slots, question.group, &context.zone);
        answer.slots = slots.into();
        Ok(answer)
    }

    /// The order of the whole library: ordering 100,000 cards takes 20 ms, picking the matching ones 0.4.
    fn order(&self, question: &Question<'_>, sort: Sort, score: &dyn Fn(HeadRef<'_>) -> Option<f64>) -> Arc<[Slot]> {
        let now = question.context.now;
        let is_it = |order: &&Order| {
            let age = now.0.saturating_sub(order.at.0);
            order.sort == sort
                && order.library.is_same(question.library)
                && order.weights == question.context.weights
                && (0..3600).contains(&age)
        };
        let memory = || self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(order) = memory().order.as_ref().filter(is_it) {
            return order.slots.clone();
        }
        let mut slots: Vec<Slot> = question.library.heads().map(|(slot, _)| slot).collect();
        arrange(question.library, &mut slots, sort, Ranks { score: Some(score), relevance: None });
        let slots: Arc<[Slot]> = slots.into();
        let weights = question.context.weights;
        let library = question.library.clone();
        memory().order = Some(Order { library, sort, weights, at: now, slots: slots.clone() });
        slots
    }
}
