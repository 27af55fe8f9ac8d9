//! Which elements there are and what each of them is for a reader. What that does to a document is decided in
//! [`super::elements`].

use crate::document::build::Raised;

/// An element's name, and what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::document) struct Tag {
    name: &'static str,
    kind: Kind,
}

/// What an element is for a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::document) enum Kind {
    /// Running text on lines of its own.
    Paragraph,
    /// Anything else on lines of its own.
    Block,
    Heading(u8),
    List,
    Item,
    Terms,
    Term,
    Definition,
    Quote,
    Pre,
    Table,
    /// A part of a table: head, body or foot.
    Rows,
    Row,
    Cell,
    TableCaption,
    Figure,
    FigureCaption,
    Summary,
    Anchor,
    Strong,
    Emphasis,
    Struck,
    Code,
    /// Superscript, subscript, or how a word is read aloud.
    Raised(Raised),
    /// Words in quotation marks.
    Quoted,
    /// Words of their own in a line, such as those of a button.
    Apart,
    /// One of those among which readers of the page choose.
    Choice,
    /// Anything else in a line.
    Inline,
    /// A page or a player in the page; what is inside is for programs that have none.
    Frame,
    Media,
    /// Its content is not for reading.
    Unread,
    /// The head of a page.
    Head,
    /// Begins and ends nothing.
    Void(Void),
    /// The page, of which there is one whatever the tags say.
    Page,
    /// A footnote; Markdown has them.
    Note,
}

/// An element without content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::document) enum Void {
    Break,
    Rule,
    Image,
    Input,
    Source,
    Embed,
    /// Says nothing to a reader.
    Silent,
}

/// In the order of their names, so that they are found by halves.
const TAGS: &[(&str, Kind)] = &[
    ("a", Kind::Anchor),
    ("address", Kind::Block),
    ("area", Kind::Void(Void::Silent)),
    ("article", Kind::Block),
    ("aside", Kind::Block),
    ("audio", Kind::Media),
    ("b", Kind::Strong),
    ("base", Kind::Void(Void::Silent)),
    ("basefont", Kind::Void(Void::Silent)),
    ("bgsound", Kind::Void(Void::Silent)),
    ("big", Kind::Inline),
    ("blockquote", Kind::Quote),
    ("body", Kind::Page),
    ("br", Kind::Void(Void::Break)),
    ("button", Kind::Apart),
    ("caption", Kind::TableCaption),
    ("center", Kind::Block),
    ("cite", Kind::Emphasis),
    ("code", Kind::Code),
    ("col", Kind::Void(Void::Silent)),
    ("datalist", Kind::Unread),
    ("dd", Kind::Definition),
    ("del", Kind::Struck),
    ("details", Kind::Block),
    ("dfn", Kind::Emphasis),
    ("dialog", Kind::Block),
    ("dir", Kind::List),
    ("div", Kind::Block),
    ("dl", Kind::Terms),
    ("dt", Kind::Term),
    ("em", Kind::Emphasis),
    ("embed", Kind::Void(Void::Embed)),
    ("fieldset", Kind::Block),
    ("figcaption", Kind::FigureCaption),
    ("figure", Kind::Figure),
    ("font", Kind::Inline),
    ("footer", Kind::Block),
    ("form", Kind::Block),
    ("frame", Kind::Void(Void::Embed)),
    ("h1", Kind::Heading(1)),
    ("h2", Kind::Heading(2)),
    ("h3", Kind::Heading(3)),
    ("h4", Kind::Heading(4)),
    ("h5", Kind::Heading(5)),
    ("h6", Kind::Heading(6)),
    ("head", Kind::Head),
    ("header", Kind::Block),
    ("hgroup", Kind::Block),
    ("hr", Kind::Void(Void::Rule)),
    ("html", Kind::Page),
    ("i", Kind::Emphasis),
    ("iframe", Kind::Frame),
    ("image", Kind::Void(Void::Image)),
    ("img", Kind::Void(Void::Image)),
    ("input", Kind::Void(Void::Input)),
    ("kbd", Kind::Code),
    ("legend", Kind::Block),
    ("li", Kind::Item),
    ("link", Kind::Void(Void::Silent)),
    ("listing", Kind::Pre),
    ("main", Kind::Block),
    ("menu", Kind::List),
    ("meta", Kind::Void(Void::Silent)),
    ("nav", Kind::Block),
    ("noembed", Kind::Unread),
    ("noframes", Kind::Unread),
    ("noscript", Kind::Unread),
    ("ol", Kind::List),
    ("optgroup", Kind::Apart),
    ("option", Kind::Choice),
    ("p", Kind::Paragraph),
    ("param", Kind::Void(Void::Silent)),
    ("pre", Kind::Pre),
    ("q", Kind::Quoted),
    ("rp", Kind::Unread),
    ("rt", Kind::Raised(Raised::Beside)),
    ("rtc", Kind::Raised(Raised::Beside)),
    ("ruby", Kind::Inline),
    ("s", Kind::Struck),
    ("samp", Kind::Code),
    ("script", Kind::Unread),
    ("search", Kind::Block),
    ("section", Kind::Block),
    ("select", Kind::Apart),
    ("source", Kind::Void(Void::Source)),
    ("span", Kind::Inline),
    ("strike", Kind::Struck),
    ("strong", Kind::Strong),
    ("style", Kind::Unread),
    ("sub", Kind::Raised(Raised::Below)),
    ("summary", Kind::Summary),
    ("sup", Kind::Raised(Raised::Above)),
    ("svg", Kind::Unread),
    ("table", Kind::Table),
    ("tbody", Kind::Rows),
    ("td", Kind::Cell),
    ("template", Kind::Unread),
    ("textarea", Kind::Block),
    ("tfoot", Kind::Rows),
    ("th", Kind::Cell),
    ("thead", Kind::Rows),
    ("title", Kind::Unread),
    ("tr", Kind::Row),
    ("track", Kind::Void(Void::Silent)),
    ("tt", Kind::Code),
    ("ul", Kind::List),
    ("var", Kind::Emphasis),
    ("video", Kind::Media),
    ("wbr", Kind::Void(Void::Silent)),
    ("xmp", Kind::Pre),
];

impl Tag {
    /// A footnote. No tag of HTML is called so.
    pub(in crate::document) const NOTE: Self = Self { name: "a footnote", kind: Kind::Note };

    /// The element of a name in lower case. An unknown one is like a `<span>`.
    pub(in crate::document) fn named(name: &str) -> Self {
        match TAGS.binary_search_by(|(known, _)| (*known).cmp(name)).ok().and_then(|at| TAGS.get(at)) {
            Some((name, kind)) => Self { name, kind: *kind },
            None => Self { name: "", kind: Kind::Inline },
        }
    }

    /// Its name, empty if it is unknown.
    pub(super) fn name(self) -> &'static str {
        self.name
    }

    /// What it is.
    pub(super) fn kind(self) -> Kind {
        self.kind
    }

    /// Whether an end tag of this name ends the other element: headings end each other.
    pub(super) fn ends(self, other: Self) -> bool {
        self.name == other.name || matches!((self.kind, other.kind), (Kind::Heading(_), Kind::Heading(_)))
    }

    /// The names of elements in a line that cannot go on when it begins, and of the one around them all.
    pub(super) fn follows(self) -> Option<(&'static [&'static str], &'static str)> {
        match self.name {
            "option" => Some((&["option"], "select")),
            "optgroup" => Some((&["option", "optgroup"], "select")),
            "rt" | "rp" => Some((&["rt", "rp"], "ruby")),
            _ => None,
        }
    }

    /// Whether it may stand in the head of a page. Programs put elements of their own there.
    pub(super) fn is_of_head(self) -> bool {
        matches!(self.kind, Kind::Unread | Kind::Void(Void::Silent)) || self.name.is_empty()
    }

    /// Whether its content is not markup.
    pub(super) fn is_raw(self) -> bool {
        matches!(self.name, "script" | "style" | "title" | "textarea")
    }
}

impl Kind {
    /// Whether it is part of a line.
    pub(super) fn is_inline(self) -> bool {
        matches!(
            self,
            Self::Anchor
                | Self::Strong
                | Self::Emphasis
                | Self::Struck
                | Self::Code
                | Self::Raised(_)
                | Self::Quoted
                | Self::Apart
                | Self::Choice
                | Self::Inline
                | Self::Frame
                | Self::Media
                | Self::Unread
                | Self::Head
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_element_is_found_by_its_name() {
        assert!(TAGS.is_sorted_by(|a, b| a.0 < b.0));
        for (name, kind) in TAGS {
            assert_eq!((Tag::named(name).name(), Tag::named(name).kind()), (*name, *kind));
        }
        assert_eq!(Tag::named("o:p").kind(), Kind::Inline);
    }
}
