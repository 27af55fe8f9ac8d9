//! The topic tree, from the taxonomies beside the cards, and how many cards each topic has. Which topics narrow the
//! list is decided in [`crate::query`].

use std::collections::{BTreeMap, HashMap};

use super::{Library, Slot, fold};
use crate::card::{SafeText, Topic};

/// Which topic lies under which. Topics that no taxonomy mentions are roots.
#[derive(Debug, Clone, Default)]
pub struct TopicTree {
    /// Folded name to what its taxonomy says.
    entries: BTreeMap<String, Entry>,
}

#[derive(Debug, Clone)]
struct Entry {
    name: SafeText,
    parent: Option<String>,
}

/// Longest way from a topic to its root; guards against taxonomies that run in circles.
const DEPTH_LIMIT: usize = 16;

impl TopicTree {
    /// Adds one topic, or replaces what was said of it.
    pub(super) fn insert(&mut self, topic: &Topic) {
        let parent = topic.parent.as_ref().map(|parent| fold(parent));
        self.entries.insert(fold(&topic.name), Entry { name: topic.name.clone(), parent });
    }

    /// The folded names from `topic` up to its root, beginning with itself.
    pub fn lineage(&self, topic: &str) -> Vec<String> {
        let mut line = vec![fold(topic)];
        while let Some(parent) = line.last().and_then(|last| self.entries.get(last)).and_then(|e| e.parent.clone()) {
            if line.len() >= DEPTH_LIMIT || line.contains(&parent) {
                break;
            }
            line.push(parent);
        }
        line
    }

    /// Whether `topic` is the topic with this folded name, or lies under it.
    pub fn is_within(&self, topic: &str, folded: &str) -> bool {
        self.lineage(topic).iter().any(|name| name == folded)
    }
}

/// One line of the topics pane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicCount {
    /// Name to show and to filter by.
    pub name: SafeText,
    /// 0 for a root.
    pub depth: u16,
    /// Cards with this topic or one under it.
    pub cards: usize,
    /// Those of them that were asked for.
    pub shown: Tally,
}

/// How many cards there are, and how many of them are unread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// All of them.
    pub cards: usize,
    /// The unread ones.
    pub unread: usize,
}

impl Tally {
    /// One more.
    pub fn add(&mut self, unread: bool) {
        self.cards += 1;
        self.unread += usize::from(unread);
    }
}

impl Library {
    /// The topics that occur, as a tree from top to bottom, each with the number of its cards. Siblings are ordered
    /// by that number, then by name. Linear in the number of cards.
    pub fn topic_counts(&self) -> Vec<TopicCount> {
        self.topic_counts_of(&[], |_| false)
    }

    /// The same, with the number of those cards that are among `shown`, which lie there as they do in the library. The
    /// tree and its order are those of all cards, so that no row moves when something is decided.
    pub fn topic_counts_of(&self, shown: &[Slot], is_unread: impl Fn(Slot) -> bool) -> Vec<TopicCount> {
        let mut nodes = Nodes::default();
        let mut shown = shown.iter().copied().peekable();
        for (number, segment) in self.segments() {
            let mut lineages: Vec<Option<Vec<usize>>> = vec![None; segment.names().len()];
            for (row, head) in segment.heads().enumerate() {
                if self.slot(number, row).is_none_or(|slot| !self.is_current(slot)) {
                    continue;
                }
                nodes.card += 1;
                nodes.shown = shown.next_if(|slot| (slot.segment(), slot.row()) == (number, row)).map(&is_unread);
                for number in head.topic_numbers() {
                    let number = usize::from(*number);
                    let (Some(lineage), Some(name)) = (lineages.get_mut(number), segment.names().get(number)) else {
                        continue;
                    };
                    let lineage = lineage.get_or_insert_with(|| nodes.lineage(self.topics(), name));
                    nodes.count(lineage);
                }
            }
        }
        nodes.into_rows()
    }
}

/// The tree while it is counted.
#[derive(Default)]
struct Nodes {
    by_name: HashMap<String, usize>,
    nodes: Vec<Node>,
    /// Number of the card being counted, so that a card counts once for a topic it reaches twice.
    card: usize,
    /// Whether it is unread, if it is shown.
    shown: Option<bool>,
}

struct Node {
    name: SafeText,
    parent: Option<usize>,
    cards: usize,
    shown: Tally,
    last_card: usize,
}

impl Nodes {
    /// Indexes of the nodes from `name` up to its root, which are made where they are missing.
    fn lineage(&mut self, tree: &TopicTree, name: &SafeText) -> Vec<usize> {
        let folded = tree.lineage(name);
        let mut line = Vec::with_capacity(folded.len());
        let mut parent = None;
        for folded in folded.into_iter().rev() {
            let shown = tree.entries.get(&folded).map_or_else(
                // A parent that no taxonomy describes is shown as its child spells it, folded.
                || if fold(name) == folded { name.clone() } else { SafeText::line(&folded) },
                |entry| entry.name.clone(),
            );
            let index = *self.by_name.entry(folded).or_insert_with(|| {
                self.nodes.push(Node { name: shown, parent, cards: 0, shown: Tally::default(), last_card: 0 });
                self.nodes.len() - 1
            });
            line.push(index);
            parent = Some(index);
        }
        line
    }

    fn count(&mut self, lineage: &[usize]) {
        for index in lineage {
            if let Some(node) = self.nodes.get_mut(*index)
                && node.last_card != self.card
            {
                node.last_card = self.card;
                node.cards += 1;
                if let Some(unread) = self.shown {
                    node.shown.add(unread);
                }
            }
        }
    }

    fn into_rows(self) -> Vec<TopicCount> {
        let mut children: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
        for (index, node) in self.nodes.iter().enumerate() {
            children.entry(node.parent).or_default().push(index);
        }
        for siblings in children.values_mut() {
            siblings.sort_by(|a, b| {
                let (a, b) = (self.nodes.get(*a), self.nodes.get(*b));
                b.map(|b| b.cards).cmp(&a.map(|a| a.cards)).then_with(|| a.map(|a| &a.name).cmp(&b.map(|b| &b.name)))
            });
        }
        let mut rows = Vec::with_capacity(self.nodes.len());
        let mut waiting: Vec<(usize, u16)> = Vec::new();
        let roots = children.remove(&None).unwrap_or_default();
        waiting.extend(roots.into_iter().rev().map(|root| (root, 0)));
        while let Some((index, depth)) = waiting.pop() {
            let Some(node) = self.nodes.get(index) else { continue };
            rows.push(TopicCount { name: node.name.clone(), depth, cards: node.cards, shown: node.shown });
            let below = children.remove(&Some(index)).unwrap_or_default();
            waiting.extend(below.into_iter().rev().map(|child| (child, depth + 1)));
        }
        rows
    }
}
