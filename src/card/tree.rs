//! Grows a tree from any serde source of YAML events, within budgets, and walks such a source to a place in it.
//! Which parser feeds it, and how its errors read, is decided in [`super::yaml`].

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use super::Node;

/// Most values in one front matter, aliases counted each time they are used.
const NODES: usize = 10_000;
/// Deepest nesting.
const DEPTH: usize = 32;
/// Most text, in bytes, aliases counted each time: four times what fits without any.
const TEXT: usize = 256 * 1024;
/// Up to here a mapping is searched for a repeated key by looking at every one.
const FEW_KEYS: usize = 16;

/// Where a value is: the index of an entry or item on every level, from the root. Entries count in the order of the
/// file, repeated keys included.
pub(super) type Path = Vec<u32>;

/// A [`Node`] that borrows from the text it was read from, and keeps both values of a repeated key.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Tree<'t> {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(Cow<'t, str>),
    List(Vec<Tree<'t>>),
    Map(Vec<Entry<'t>>),
}

/// A key and its value.
pub(super) type Entry<'t> = (Cow<'t, str>, Tree<'t>);

impl<'t> Tree<'t> {
    /// The item or value at an index.
    pub(super) fn child(&self, index: u32) -> Option<&Tree<'t>> {
        let index = usize::try_from(index).ok()?;
        match self {
            Self::List(items) => items.get(index),
            Self::Map(entries) => entries.get(index).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The tree as others see it. `path` is where it stands; entries for which `hidden` holds are left out.
    pub(super) fn to_node(&self, path: &mut Path, hidden: &impl Fn(&[u32]) -> bool) -> Node {
        match self {
            Self::Null => Node::Null,
            Self::Bool(b) => Node::Bool(*b),
            Self::Int(n) => Node::Int(*n),
            Self::Float(n) => Node::Float(*n),
            Self::Text(text) => Node::Text(text.clone().into_owned()),
            Self::List(items) => {
                let mut nodes = Vec::with_capacity(items.len());
                for (index, item) in (0..).zip(items) {
                    path.push(index);
                    nodes.push(item.to_node(path, hidden));
                    path.pop();
                }
                Node::List(nodes)
            }
            Self::Map(entries) => {
                let mut nodes = Vec::with_capacity(entries.len());
                for (index, (key, value)) in (0..).zip(entries) {
                    path.push(index);
                    if !hidden(path) {
                        nodes.push((key.clone().into_owned(), value.to_node(path, hidden)));
                    }
                    path.pop();
                }
                Node::Map(nodes)
            }
        }
    }
}

/// A key that one mapping has twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Repeated {
    /// The entry that does not count.
    pub(super) earlier: Path,
    /// The entry after it.
    pub(super) later: Path,
}

/// What is learned while a tree grows, and what of the budgets is used.
#[derive(Debug, Default)]
pub(super) struct Growth {
    /// In the order of the file.
    pub(super) repeated: Vec<Repeated>,
    /// Which budget was exceeded, as a sentence without a full stop.
    pub(super) refusal: Option<&'static str>,
    nodes: usize,
    text: usize,
    path: Path,
}

impl Growth {
    fn refuse<E: Error>(&mut self, why: &'static str) -> E {
        self.refusal = Some(why);
        E::custom(why)
    }

    fn count<E: Error>(&mut self, text: usize) -> Result<(), E> {
        self.nodes += 1;
        self.text = self.text.saturating_add(text);
        if self.nodes > NODES {
            return Err(self.refuse("the front matter holds more than 10,000 values"));
        }
        if self.text > TEXT {
            return Err(self.refuse("the aliases in the front matter repeat more than 256 KiB of text"));
        }
        Ok(())
    }

    fn deepen<E: Error>(&mut self) -> Result<(), E> {
        if self.path.len() >= DEPTH {
            return Err(self.refuse("the front matter is nested more than 32 levels deep"));
        }
        self.path.push(0);
        Ok(())
    }

    fn step_to(&mut self, index: usize) -> u32 {
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        if let Some(last) = self.path.last_mut() {
            *last = index;
        }
        index
    }

    fn repeat(&mut self, earlier: usize) {
        let later = self.path.clone();
        self.step_to(earlier);
        self.repeated.push(Repeated { earlier: self.path.clone(), later: later.clone() });
        self.path = later;
    }
}

/// Grows one value.
pub(super) struct Grow<'g>(pub(super) &'g mut Growth);

impl<'de> DeserializeSeed<'de> for Grow<'_> {
    type Value = Tree<'de>;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Tree<'de>, D::Error> {
        source.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Grow<'_> {
    type Value = Tree<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E: Error>(self) -> Result<Tree<'de>, E> {
        self.0.count(0)?;
        Ok(Tree::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Tree<'de>, E> {
        self.visit_unit()
    }

    fn visit_bool<E: Error>(self, b: bool) -> Result<Tree<'de>, E> {
        self.0.count(0)?;
        Ok(Tree::Bool(b))
    }

    fn visit_i64<E: Error>(self, n: i64) -> Result<Tree<'de>, E> {
        self.0.count(0)?;
        Ok(Tree::Int(n))
    }

    fn visit_u64<E: Error>(self, n: u64) -> Result<Tree<'de>, E> {
        match i64::try_from(n) {
            Ok(n) => self.visit_i64(n),
            Err(_) => self.visit_string(n.to_string()),
        }
    }

    fn visit_i128<E: Error>(self, n: i128) -> Result<Tree<'de>, E> {
        self.visit_string(n.to_string())
    }

    fn visit_u128<E: Error>(self, n: u128) -> Result<Tree<'de>, E> {
        self.visit_string(n.to_string())
    }

    fn visit_f64<E: Error>(self, n: f64) -> Result<Tree<'de>, E> {
        self.0.count(0)?;
        Ok(Tree::Float(n))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Tree<'de>, E> {
        self.0.count(text.len())?;
        Ok(Tree::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Tree<'de>, E> {
        self.0.count(text.len())?;
        Ok(Tree::Text(Cow::Borrowed(text)))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Tree<'de>, E> {
        self.0.count(text.len())?;
        Ok(Tree::Text(Cow::Owned(text)))
    }

    /// A tagged value. The tag says nothing that a card needs.
    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Tree<'de>, A::Error> {
        let (_, value) = tagged.variant::<IgnoredAny>()?;
        value.newtype_variant_seed(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut source: A) -> Result<Tree<'de>, A::Error> {
        self.0.count(0)?;
        self.0.deepen()?;
        let mut items = Vec::new();
        while let Some(item) = source.next_element_seed(Grow(self.0))? {
            items.push(item);
            self.0.step_to(items.len());
        }
        self.0.path.pop();
        Ok(Tree::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut source: A) -> Result<Tree<'de>, A::Error> {
        self.0.count(0)?;
        self.0.deepen()?;
        let mut entries: Vec<Entry<'de>> = Vec::new();
        let mut seen: HashMap<Cow<'de, str>, usize> = HashMap::new();
        while let Some(key) = source.next_key_seed(Key(self.0))? {
            let here = entries.len();
            if here == FEW_KEYS {
                seen = entries.iter().enumerate().map(|(index, (key, _))| (key.clone(), index)).collect();
            }
            let earlier = if here < FEW_KEYS {
                entries.iter().rposition(|(known, _)| *known == key)
            } else {
                seen.insert(key.clone(), here)
            };
            if let Some(earlier) = earlier {
                self.0.repeat(earlier);
            }
            let value = source.next_value_seed(Grow(self.0))?;
            entries.push((key, value));
            self.0.step_to(entries.len());
        }
        self.0.path.pop();
        Ok(Tree::Map(entries))
    }
}

/// A key as text, whatever it was written as.
struct Key<'g>(&'g mut Growth);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Cow<'de, str>, D::Error> {
        Ok(match Grow(self.0).deserialize(source)? {
            Tree::Text(text) => text,
            Tree::Null => "null".into(),
            Tree::Bool(b) => b.to_string().into(),
            Tree::Int(n) => n.to_string().into(),
            Tree::Float(n) => n.to_string().into(),
            Tree::List(_) => "[…]".into(),
            Tree::Map(_) => "{…}".into(),
        })
    }
}

/// Reads the same source again for the exact text of every number, yes and no that a first reading turned into a value.
pub(super) struct Spell<'s, 't>(pub(super) &'s Tree<'t>);

impl<'de> DeserializeSeed<'de> for Spell<'_, '_> {
    type Value = Tree<'de>;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Tree<'de>, D::Error> {
        match self.0 {
            Tree::Null | Tree::Text(_) => source.deserialize_ignored_any(IgnoredAny).map(|_| Tree::Null),
            Tree::Bool(_) | Tree::Int(_) | Tree::Float(_) => source.deserialize_str(self),
            Tree::List(_) => source.deserialize_seq(self),
            Tree::Map(_) => source.deserialize_map(self),
        }
    }
}

impl<'de> Visitor<'de> for Spell<'_, '_> {
    type Value = Tree<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("what was there before")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Tree<'de>, E> {
        Ok(Tree::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Tree<'de>, E> {
        Ok(Tree::Text(Cow::Borrowed(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut source: A) -> Result<Tree<'de>, A::Error> {
        let Tree::List(known) = self.0 else { return Ok(Tree::Null) };
        let mut items = Vec::with_capacity(known.len());
        for item in known {
            items.extend(source.next_element_seed(Spell(item))?);
        }
        Ok(Tree::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut source: A) -> Result<Tree<'de>, A::Error> {
        let Tree::Map(known) = self.0 else { return Ok(Tree::Null) };
        let mut entries = Vec::with_capacity(known.len());
        for (_, value) in known {
            if source.next_key::<IgnoredAny>()?.is_some() {
                entries.push((Cow::Borrowed(""), source.next_value_seed(Spell(value))?));
            }
        }
        Ok(Tree::Map(entries))
    }
}

/// What a walk ends at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot {
    /// The key of the entry.
    Key,
    /// The value itself.
    Value,
}

/// Walks to a place and fails there on purpose: an error is the one thing to which the parser attaches where it is.
pub(super) struct Walk<'p> {
    pub(super) path: &'p [u32],
    pub(super) spot: Spot,
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<(), D::Error> {
        if self.path.is_empty() { source.deserialize_any(Stop) } else { source.deserialize_any(self) }
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list or a mapping")
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<(), A::Error> {
        let (_, value) = tagged.variant::<IgnoredAny>()?;
        value.newtype_variant_seed(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut source: A) -> Result<(), A::Error> {
        let Some((index, path)) = self.path.split_first() else { return Ok(()) };
        for _ in 0..*index {
            source.next_element::<IgnoredAny>()?;
        }
        source.next_element_seed(Walk { path, spot: self.spot })?;
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut source: A) -> Result<(), A::Error> {
        let Some((index, path)) = self.path.split_first() else { return Ok(()) };
        for _ in 0..*index {
            source.next_entry::<IgnoredAny, IgnoredAny>()?;
        }
        if path.is_empty() && self.spot == Spot::Key {
            source.next_key_seed(Walk { path, spot: self.spot })?;
        } else if source.next_key::<IgnoredAny>()?.is_some() {
            source.next_value_seed(Walk { path, spot: self.spot })?;
        }
        Ok(())
    }
}

/// Accepts nothing.
struct Stop;

impl Visitor<'_> for Stop {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("to stop here")
    }
}
