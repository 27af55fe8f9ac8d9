//! Whether values that no head needs are surely no problems, and the values that it does need where that is the same
//! question. Which fields there are is decided as in the reader of whole cards; what they come to, in [`super::head`].

use super::block::{Scanner, Value};
use super::scalar::Scalar;
use crate::card::read::fit;
use crate::card::tree::Tree;
use crate::card::{SafeText, SafeUrl, Timestamp};

impl<'t> Value<'t> {
    /// A value that is no list and no mapping.
    pub(super) fn scalar(self) -> Option<Scalar<'t>> {
        match self {
            Self::Scalar(scalar) => Some(scalar),
            Self::Flow(_) | Self::List(_) | Self::Map(_) => None,
        }
    }

    /// Where the keys of a mapping stand, if there is one.
    pub(super) fn map(self) -> Option<Option<usize>> {
        match self {
            Self::Map(column) => Some(Some(column)),
            Self::Scalar(Scalar { tree: Tree::Null, .. }) => Some(None),
            Self::Scalar(_) | Self::Flow(_) | Self::List(_) => None,
        }
    }

    /// A text, if there is one.
    pub(super) fn text(self) -> Option<Option<SafeText>> {
        Some(self.scalar()?.text())
    }

    pub(super) fn date(self) -> Option<Option<Timestamp>> {
        self.scalar()?.exact().map_or(Some(None), |exact| fit::date(exact).ok())
    }

    pub(super) fn number(self) -> Option<Option<f64>> {
        fit::number(&self.scalar()?.tree).ok()
    }

    pub(super) fn count(self) -> Option<Option<u64>> {
        fit::count(&self.scalar()?.tree).ok()
    }

    pub(super) fn yes(self) -> Option<Option<bool>> {
        fit::yes(&self.scalar()?.tree).ok()
    }

    pub(super) fn link(self) -> Option<Option<SafeUrl>> {
        match &self.scalar()?.tree {
            Tree::Null => Some(None),
            Tree::Text(text) => fit::link(text).ok(),
            _ => None,
        }
    }

    /// HTML, if there is any.
    pub(super) fn html(self) -> Option<Option<std::borrow::Cow<'t, str>>> {
        match self.scalar()?.tree {
            Tree::Null => Some(None),
            Tree::Text(text) => Some(Some(text)),
            _ => None,
        }
    }

    /// A link, or none, that is not needed.
    fn any_link(self) -> Option<()> {
        match &self.scalar()?.tree {
            Tree::Null => Some(()),
            Tree::Text(text) => SafeUrl::is_fine(text).then_some(()),
            _ => None,
        }
    }
}

impl<'t> Scanner<'t> {
    /// A list of scalars, as texts.
    pub(super) fn texts(&mut self, value: Value<'t>) -> Option<Vec<SafeText>> {
        let mut texts = Vec::new();
        self.list(value, |_, item| {
            texts.extend(item.text()?);
            Some(())
        })?;
        Some(texts)
    }

    /// Calls `item` for every item of a list. No value is an empty list.
    pub(super) fn list(
        &mut self,
        value: Value<'t>,
        item: impl FnMut(&mut Self, Value<'t>) -> Option<()>,
    ) -> Option<()> {
        match value {
            Value::Scalar(scalar) => fit::is_blank(&scalar.tree).then_some(()),
            _ => self.items(value, item),
        }
    }

    /// Whether a list has an item that comes to something.
    pub(super) fn any(
        &mut self,
        value: Value<'t>,
        mut item: impl FnMut(&mut Self, Value<'t>) -> Option<bool>,
    ) -> Option<bool> {
        let mut any = false;
        self.list(value, |scanner, value| {
            any |= item(scanner, value)?;
            Some(())
        })?;
        Some(any)
    }

    /// An author or publisher: a mapping with a name, or just the name.
    pub(super) fn name(&mut self, value: Value<'t>) -> Option<Option<SafeText>> {
        let Value::Map(column) = value else { return value.text() };
        let mut name = None;
        self.entries(column, |scanner, key, value| match key {
            "name" => {
                name = value.text()?;
                Some(())
            }
            _ => scanner.pass_over(value),
        })?;
        Some(name)
    }

    /// The names in a list of authors or publishers.
    pub(super) fn names(&mut self, value: Value<'t>) -> Option<Vec<SafeText>> {
        let mut names = Vec::new();
        self.list(value, |scanner, item| {
            names.extend(scanner.name(item)?);
            Some(())
        })?;
        Some(names)
    }

    /// Whether an image says anything.
    pub(super) fn image(&mut self, value: Value<'t>) -> Option<bool> {
        let column = match value {
            Value::Map(column) => column,
            Value::Scalar(Scalar { tree: Tree::Null, .. }) => return Some(false),
            Value::Scalar(scalar) => return matches!(scalar.tree, Tree::Text(_)).then(|| scalar.shows()),
            Value::Flow(_) | Value::List(_) => return None,
        };
        let mut any = false;
        self.entries(column, |scanner, key, value| {
            any |= match key {
                "url" => value.scalar()?.shows(),
                "title" | "attribution" => value.scalar()?.shows_prose(),
                "width" | "height" => value.count()?.is_some(),
                "isCached" => value.yes()? == Some(true),
                _ => scanner.pass_over(value).map(|()| false)?,
            };
            Some(())
        })?;
        Some(any)
    }

    /// Whether an action says anything.
    pub(super) fn action(&mut self, value: Value<'t>) -> Option<bool> {
        let Some(column) = value.map()? else { return Some(false) };
        let mut any = false;
        self.entries(column, |scanner, key, value| {
            any |= match key {
                "url" => match &value.scalar()?.tree {
                    Tree::Null => false,
                    Tree::Text(text) => fit::action_link(text).ok()?.is_some(),
                    _ => return None,
                },
                "type" => value.scalar()?.shows(),
                "title" | "attribution" => value.scalar()?.shows_prose(),
                _ => scanner.pass_over(value).map(|()| false)?,
            };
            Some(())
        })?;
        Some(any)
    }

    /// Whether an item of `related` is a card.
    pub(super) fn related(&mut self, value: Value<'t>) -> Option<bool> {
        let Some(column) = value.map()? else { return Some(false) };
        self.entries(column, |scanner, key, value| match key {
            "title" | "name" | "excerpt" | "bio" | "category" | "type" | "price" | "length" | "secured" => {
                value.scalar().map(drop)
            }
            "publishedDateTime" | "updatedDateTime" => value.date().map(drop),
            "originalUrl" | "webUrl" | "ampWebUrl" | "cdnAmpWebUrl" => value.any_link(),
            "provider" => scanner.provider_is_fine(value),
            "topics" | "levels" | "items" => scanner.list(value, |_, item| item.scalar().map(drop)),
            "members" => value.count().map(drop),
            "ratings" => scanner.ratings(value).map(drop),
            "quality" | "heat" => value.number().map(drop),
            "published" | "removed" | "deleted" => value.yes().map(drop),
            "images" => scanner.list(value, |scanner, image| scanner.image(image).map(drop)),
            "actions" => scanner.list(value, |scanner, action| scanner.action(action).map(drop)),
            "featuredContent" => value.html().map(drop),
            // Real cards do not nest them any deeper, and what stands in for the provider depends on it.
            "related" | "affiliation" => None,
            _ => scanner.pass_over(value),
        })?;
        Some(true)
    }

    /// The mean of `ratings`.
    pub(super) fn ratings(&mut self, value: Value<'t>) -> Option<Option<f64>> {
        let column = match value {
            Value::Map(column) => column,
            Value::Scalar(scalar) => return fit::is_blank(&scalar.tree).then_some(None),
            Value::Flow(_) | Value::List(_) => return None,
        };
        let mut average = None;
        self.entries(column, |scanner, key, value| match key {
            "count" => value.count().map(drop),
            "average" => {
                average = value.number()?;
                Some(())
            }
            _ => scanner.pass_over(value),
        })?;
        Some(average)
    }

    fn provider_is_fine(&mut self, value: Value<'t>) -> Option<()> {
        let Some(column) = value.map()? else { return Some(()) };
        self.entries(column, |scanner, key, value| match key {
            "name" | "domain" => value.scalar().map(drop),
            "publishers" | "authors" => scanner.list(value, |scanner, item| scanner.name(item).map(drop)),
            "images" => scanner.list(value, |scanner, image| scanner.image(image).map(drop)),
            _ => scanner.pass_over(value),
        })
    }
}
