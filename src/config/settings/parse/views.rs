//! How a settings file writes views: names with queries that are understood. What a query means is decided in
//! [`crate::query`].

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};

use crate::query::{ViewError, ViewSource, Views};

/// Names and queries, in the order of the file.
pub(super) struct ViewsValue(pub(super) Vec<(String, String)>);

impl<'de> Deserialize<'de> for ViewsValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ViewsVisitor)
    }
}

struct ViewsVisitor;

impl<'de> Visitor<'de> for ViewsVisitor {
    type Value = ViewsValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("names of views with their queries, such as `Long reads: length>10m`")
    }

    fn visit_unit<E: de::Error>(self) -> Result<ViewsValue, E> {
        Ok(ViewsValue(Vec::new()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ViewsValue, A::Error> {
        let mut written: Vec<(String, String)> = Vec::new();
        while let Some(name) = map.next_key::<String>()? {
            if written.iter().any(|(other, _)| other.to_lowercase() == name.to_lowercase()) {
                return Err(de::Error::custom(format_args!("the view `{name}` is there twice; keep one of the two")));
            }
            written.push((name, map.next_value()?));
        }
        match Views::default().add(&written, ViewSource::Config).first() {
            Some(ViewError { name, reason }) => Err(de::Error::custom(format_args!("the view `{name}`: {reason}"))),
            None => Ok(ViewsValue(written)),
        }
    }
}
