//! A YAML value as this program sees it: no tags, no anchors, keys in the file's order.
//! How YAML becomes such values is decided in [`super::yaml`].

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::SafeText;

/// One value of the front matter.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// `null`, `~` or nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Any other number.
    Float(f64),
    /// Text, decoded but not yet made safe. Whole numbers beyond [`Node::Int`] are here too, digit by digit.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A mapping.
    Map(Vec<(String, Node)>),
}

impl Node {
    /// What one line of a screen shows of a scalar; `None` for null, lists and mappings.
    pub fn scalar(&self) -> Option<SafeText> {
        match self {
            Self::Bool(b) => Some(SafeText::line(&b.to_string())),
            Self::Int(n) => Some(SafeText::line(&n.to_string())),
            Self::Float(n) => Some(SafeText::line(&n.to_string())),
            Self::Text(text) => Some(SafeText::line(text)),
            Self::Null | Self::List(_) | Self::Map(_) => None,
        }
    }
}

/// Text is made safe as [`SafeText::block`], keys as [`SafeText::line`].
impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(b) => serializer.serialize_bool(*b),
            Self::Int(n) => serializer.serialize_i64(*n),
            Self::Float(n) => serializer.serialize_f64(*n),
            Self::Text(text) => SafeText::block(text).serialize(serializer),
            Self::List(items) => serializer.collect_seq(items),
            Self::Map(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(&SafeText::line(key), value)?;
                }
                map.end()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_get_safe_text() {
        let node = Node::Map(vec![
            ("k\u{1b}".to_owned(), Node::Text("a\r\nb\u{202e}\u{1b}".to_owned())),
            (
                "n".to_owned(),
                Node::List(vec![Node::Int(-1), Node::Float(1.5), Node::Float(f64::NAN), Node::Bool(true), Node::Null]),
            ),
        ]);
        let json = serde_json::to_string(&node).expect("JSON");
        assert_eq!(json, r#"{"k␛":"a\nb␛","n":[-1,1.5,null,true,null]}"#);
    }

    #[test]
    fn scalars_fit_on_a_line() {
        assert_eq!(Node::Text("a\nb\u{1b}".to_owned()).scalar(), Some(SafeText::line("a b␛")));
        assert_eq!(Node::Float(1.5).scalar(), Some(SafeText::line("1.5")));
        assert_eq!((Node::Null.scalar(), Node::List(vec![]).scalar()), (None, None));
    }
}
