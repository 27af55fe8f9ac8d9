//! Where a visit ends and the next one begins: the view, the order and the selected card. Where that is kept is
//! [`crate::store::state`]'s affair.

use super::model::Model;
use super::scope::{Scope, Written};
use crate::library::Sort;
use crate::query::{Views, Visit};

impl Model {
    /// Where this visit ends, if it ends now.
    pub fn visit(&self) -> Visit {
        let selected = || self.selected().and_then(|slot| self.file(slot));
        // What has not appeared yet may still do so next time.
        let awaited = self.list.awaited.as_ref().filter(|_| self.loading.running && !self.list.touched);
        Visit {
            view: self.scope.view.name.to_string(),
            filter: self.scope.filter.text.clone(),
            queries: self.query_history.clone(),
            topics: self.scope.picks.topics.clone(),
            sort: self.sort_chosen.then_some(self.scope.sort),
            card: awaited.cloned().or_else(selected),
        }
    }
}

impl Scope {
    /// What a visit begins with that goes on after `last`. An order that nobody has chosen is `sort`.
    pub(super) fn after(last: &Visit, sort: Sort, views: &Views) -> Self {
        let view = views.get(&last.view).cloned().unwrap_or_else(|| views.first());
        let mut scope = Self::of(view, last.sort.unwrap_or(sort));
        scope.picks.topics.clone_from(&last.topics);
        // A query that was one then, and is none any more, is left out.
        scope.filter = Written::new(&last.filter, views).unwrap_or_default();
        scope
    }
}
