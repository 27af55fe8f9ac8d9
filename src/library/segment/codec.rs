//! A segment as bytes, and back. Where they are kept, and how they are protected against damage, is decided in
//! [`crate::store`].

use super::Segment;
use crate::card::SafeText;

/// Bytes that no segment was made into.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NotASegment(&'static str);

impl Segment {
    /// The heads as bytes, without bodies and links. They mean something to this version of the program only.
    ///
    /// # Errors
    /// None that is known of: all of a segment can be encoded.
    pub fn to_bytes(&self) -> Result<Vec<u8>, NotASegment> {
        postcard::to_stdvec(self).map_err(|_| NotASegment("it cannot be encoded"))
    }

    /// The heads that [`Self::to_bytes`] made these bytes of.
    ///
    /// # Errors
    /// When no segment has such bytes. Bytes of another segment, or damaged ones, may be taken for a segment; the cards
    /// are then others, but nothing panics, and what they show is safe.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, NotASegment> {
        let (segment, rest) =
            postcard::take_from_bytes::<Self>(bytes).map_err(|_| NotASegment("it cannot be decoded"))?;
        if !rest.is_empty() || segment.len() > super::SEGMENT_ROWS {
            return Err(NotASegment("it is longer than a segment is"));
        }
        // What a terminal obeys begins with one of these. Nobody puts them there; but the bytes come from a file.
        if segment.text.bytes().any(|byte| byte.is_ascii_control()) || segment.text.contains(is_c1) {
            return Err(NotASegment("it holds control characters"));
        }
        Ok(segment)
    }
}

fn is_c1(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{9f}')
}

/// Names are made safe once more when they are read: few as they are, it costs nothing.
pub(super) mod names {
    use serde::{Deserialize, Deserializer, Serializer};

    use super::SafeText;

    pub(in super::super) fn serialize<S: Serializer>(names: &[SafeText], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(names.iter().map(SafeText::as_str))
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<SafeText>, D::Error> {
        let names = Vec::<&str>::deserialize(deserializer)?;
        Ok(names.into_iter().map(SafeText::line).collect())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::card::{Head, HeadFlags, Reading, Timestamp, read};
    use crate::library::{SegmentBuilder, Stamp};

    fn heads() -> Vec<Head> {
        let card = |front: &str, path: &str| match read(format!("---\n{front}\n---\nbody").as_bytes()) {
            Reading::Card(card) => card.head(1, std::path::Path::new(path)),
            other => panic!("{other:?}"),
        };
        let full = "title: Zürich\nexcerpt: a b\nwebUrl: https://a.example/x\ntopics: [A, B]\nprovider: {name: P, \
                    domain: p.example, authors: [{name: Q}]}\nquality: 3\nheat: 5\nmembers: 7\nlength: PT1M\n\
                    price: Free\nratings: {average: 4.5}\npublishedDateTime: 2021-01-01T00:00:00Z";
        vec![card(full, "_news/a.md"), card("topics: [B]", "b.md"), card("title: c", "deep/er/c.md")]
    }

    fn segment() -> Segment {
        let mut builder = SegmentBuilder::default();
        for (number, head) in heads().iter().enumerate() {
            builder.push_stamped(head, Stamp::new(Some(number as u64), None)).unwrap();
        }
        builder.finish()
    }

    #[test]
    fn every_column_comes_back() {
        let before = segment();
        let after = Segment::from_bytes(&before.to_bytes().unwrap()).unwrap();
        assert_eq!(after.len(), 3);
        for (row, head) in heads().iter().enumerate() {
            let (one, other) = (before.head(row).unwrap(), after.head(row).unwrap());
            assert_eq!(other.title(), head.title.as_str());
            assert_eq!(other.path(), head.path);
            assert_eq!(format!("{:?}", facts(one)), format!("{:?}", facts(other)));
            assert!(after.rows_by_path(1, &head.path).eq([row]));
        }
        let first = after.head(0).unwrap();
        assert_eq!(
            (first.published_at(), after.head(1).unwrap().published_at()),
            (Some(Timestamp(1_609_459_200)), None)
        );
        assert!(first.flags().has(HeadFlags::BODY));
        assert!(after.rows_by_link(&first.cleaned_link().unwrap()).eq([0]));
    }

    /// Everything that is asked of a head.
    fn facts(head: crate::library::HeadRef<'_>) -> impl std::fmt::Debug + '_ {
        let texts = [head.title(), head.provider(), head.kind(), head.category(), head.domain(), head.folded()];
        let lists: Vec<&str> = head.topics().chain(head.authors()).collect();
        let numbers = (head.rating(), head.members(), head.length(), head.price(), head.quality(), head.heat());
        (texts, lists, numbers, head.canonical(), head.flags(), head.root(), head.updated_at(), head.stamp())
    }

    #[test]
    fn control_characters_are_refused() {
        for bad in ["\u{1b}", "\u{9b}", "\n"] {
            let mut segment = segment();
            segment.text.push_str(bad);
            assert!(Segment::from_bytes(&segment.to_bytes().unwrap()).is_err(), "{bad:?}");
        }
    }

    proptest! {
            #[test]
            fn prop_damaged_bytes_never_panic(at in any::<prop::sample::Index>(), value in any::<u8>(), end in any::<prop::sample::Index>()) {
                let mut bytes = segment().to_bytes().unwrap();
                let place = at.index(bytes.len());
                bytes[place] = value;
                bytes.truncate(end.index(bytes.len() * 4).min(bytes.len()));
                if let Ok(segment) = Segment::from_bytes(&bytes) {
                    for head in segment.heads() {
    let asked = format!("{:?} {:?}", facts(head), head.path());
                        prop_assert_ne!(asked, "");
                    }
                    prop_assert!(segment.rows_by_link("https://a.example/x").count() < 9);
                }
            }
        }
}
