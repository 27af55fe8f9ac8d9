//! Where a visit ends and the next one begins: the view, the order and the selected card. Where that is kept is
//! [`crate::store::state`]'s affair.

use super::model::Model;
use super::scope::{Scope, View};
use crate::library::Sort;
use crate::query::Visit;

impl Model {
    /// Where this visit ends, if it ends now.
    pub fn visit(&self) -> Visit {
        let selected = || self.selected().and_then(|slot| self.file(slot));
        // What has not appeared yet may still do so next time.
        let awaited = self.list.awaited.as_ref().filter(|_| self.loading.running && !self.list.touched);
        Visit {
            view: self.scope.view.name().to_owned(),
            topics: self.scope.topics.clone(),
            sort: self.sort_chosen.then_some(self.scope.sort),
            card: awaited.cloned().or_else(selected),
        }
    }
}

impl Scope {
    /// What a visit begins with that goes on after `last`. An order that nobody has chosen is `sort`.
    pub(super) fn after(last: &Visit, sort: Sort) -> Self {
        Self {
            topics: last.topics.clone(),
            view: View::from_name(&last.view).unwrap_or_default(),
            sort: last.sort.unwrap_or(sort),
        }
    }
}
