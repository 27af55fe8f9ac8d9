//! How a settings file writes the order of the list. Which orders there are is decided in [`crate::library`].

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};

use super::Key;
use crate::library::Sort;

/// An order by name, or as a key with a direction.
pub(super) struct SortValue(pub(super) Sort);

impl<'de> Deserialize<'de> for SortValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SortVisitor)
    }
}

struct SortVisitor;

impl<'de> Visitor<'de> for SortVisitor {
    type Value = SortValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an order, such as `date` or `quality,-date`")
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<SortValue, E> {
        name.parse().map(SortValue).map_err(E::custom)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<SortValue, A::Error> {
        let (mut sort, mut reversed) = (Sort::default(), false);
        let mut taken = Vec::new();
        while let Some(key) = map.next_key_seed(Key { candidates: &["key", "reversed"], taken: &taken })? {
            match key {
                "key" => sort = map.next_value::<SortName>()?.0,
                _ => reversed = map.next_value()?,
            }
            taken.push(key);
        }
        Ok(SortValue(if reversed { sort.reversed() } else { sort }))
    }
}

struct SortName(Sort);

impl<'de> Deserialize<'de> for SortName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map(SortName).map_err(de::Error::custom)
    }
}
