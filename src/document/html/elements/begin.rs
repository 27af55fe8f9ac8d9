//! What an element is in a document when it begins, and what is done when it ends. Which elements a tag begins and ends is
//! decided in [`super`].

use super::super::Attributes;
use super::super::open::{Adds, End, Entry};
use super::super::tag::{Kind, Tag};
use super::{Elements, Origin};
use crate::card::SafeText;
use crate::card::embed::web_link;
use crate::document::build::{CellShape, Container, Numbering, TableKind};
use crate::document::{Align, Numerals, Style};

impl Elements {
    /// Begins what an element is in the document, and says what is to be done when it ends.
    pub(super) fn begin(&mut self, tag: Tag, attributes: &Attributes, adds: &mut Adds, origin: Origin) -> End {
        let contained = |is_open: bool| if is_open { End::Container } else { End::Block };
        let Style { strong, emphasis, struck, code, .. } = &mut adds.style;
        match tag.kind() {
            Kind::Paragraph | Kind::Block | Kind::Figure | Kind::TableCaption => return self.begin_block(),
            Kind::Heading(level) => return End::Heading(self.builder.heading(Some(level))),
            Kind::List => {
                let numbering = (tag.name() == "ol").then(|| numbering(attributes));
                return contained(self.builder.open(Container::List(numbering)));
            }
            Kind::Item => {
                let is_open = self.builder.open(Container::Item(attributes.integer("value")));
                if !is_open {
                    self.builder.text("• ", Style::default(), None);
                }
                return contained(is_open);
            }
            Kind::Terms => return if self.builder.open(Container::Terms) { End::Terms } else { End::Block },
            Kind::Term => {
                *strong = true;
                self.builder.begin_term();
                return End::Block;
            }
            Kind::Definition => {
                self.builder.begin_definition();
                return End::Block;
            }
            Kind::Quote => return contained(self.builder.open(Container::Quote)),
            Kind::Note => {
                let label = SafeText::line(attributes.get("title").unwrap_or_default());
                return contained(self.builder.open(Container::Note(label)));
            }
            Kind::Pre if self.builder.is_code() => return self.begin_block(),
            Kind::Pre => {
                self.builder.begin_code(language(attributes));
                return End::Code;
            }
            Kind::Table => {
                let direction = adds.look.direction.unwrap_or(self.open.inside().direction);
                self.builder.begin_table(table_kind(attributes, origin), direction);
                return End::Table;
            }
            Kind::Row => {
                self.builder.row();
                return End::Cell;
            }
            Kind::Cell => {
                self.builder.cell(self.cell_shape(tag, attributes));
                return End::Cell;
            }
            Kind::FigureCaption => {
                self.builder.caption(true);
                return End::Caption;
            }
            Kind::Summary => {
                *strong = true;
                return self.begin_block();
            }
            Kind::Anchor => {
                if let Some(at) = self.open.find(|entry| entry.tag == tag && entry.origin == origin, is_cell) {
                    self.open.remove(at);
                }
                let url = attributes.get("href").and_then(web_link);
                adds.link = url.and_then(|url| self.builder.link(url));
            }
            Kind::Strong => *strong = true,
            Kind::Emphasis => *emphasis = true,
            Kind::Struck => *struck = true,
            Kind::Code => {
                *code = true;
                if let Some(language) = language(attributes) {
                    self.builder.language(language);
                }
            }
            Kind::Raised(level) => adds.raised = Some(level),
            Kind::Quoted => {
                let inside = self.open.inside();
                self.builder.text("“", inside.style, inside.link);
                return End::Quotation;
            }
            Kind::Apart | Kind::Choice => {
                self.builder.text(if tag.kind() == Kind::Choice { " • " } else { " " }, Style::default(), None);
                return End::Apart;
            }
            Kind::Frame | Kind::Media => {
                adds.look.hidden = true;
                if !self.embed(tag.name(), attributes) && tag.kind() == Kind::Media {
                    return End::Unplayed;
                }
            }
            Kind::Inline | Kind::Unread | Kind::Head | Kind::Rows | Kind::Page | Kind::Void(_) => {}
        }
        End::Nothing
    }

    fn begin_block(&mut self) -> End {
        self.builder.end_block();
        End::Block
    }

    pub(super) fn end(&mut self, end: End) {
        match end {
            End::Nothing | End::Unplayed => {}
            End::Block => self.builder.end_block(),
            End::Container => self.builder.close(),
            End::Terms => self.builder.end_terms(),
            End::Heading(before) => {
                self.builder.heading(before);
            }
            End::Code => self.builder.end_code(),
            End::Table => self.builder.end_table(),
            End::Cell => self.builder.end_cell(),
            End::Caption => self.builder.caption(false),
            End::Apart => self.builder.text(" ", Style::default(), None),
            End::Quotation => {
                let inside = self.open.inside();
                self.builder.text("”", inside.style, inside.link);
            }
        }
    }

    fn cell_shape(&self, tag: Tag, attributes: &Attributes) -> CellShape {
        let rows = self.open.find(|entry| entry.tag.kind() == Kind::Rows, |entry| entry.tag.kind() == Kind::Table);
        let in_head = rows.is_some_and(|at| self.open.name(at) == "thead");
        let span = |name| attributes.number(name).and_then(|span| usize::try_from(span).ok()).unwrap_or(1);
        let styled = attributes.declarations().find(|(property, _)| property == "text-align").map(|(_, value)| value);
        let align = match styled.as_deref().or_else(|| attributes.get("align")).unwrap_or_default() {
            "center" | "middle" => Align::Middle,
            "right" | "end" => Align::End,
            _ => Align::Start,
        };
        CellShape { head: in_head || tag.name() == "th", align, columns: span("colspan"), rows: span("rowspan") }
    }
}

fn is_cell(entry: &Entry) -> bool {
    entry.tag.kind() == Kind::Cell
}

fn numbering(attributes: &Attributes) -> Numbering {
    let numerals = match attributes.get("type").unwrap_or_default() {
        "a" => Numerals::SmallLetters,
        "A" => Numerals::Letters,
        "i" => Numerals::SmallRoman,
        "I" => Numerals::Roman,
        _ => Numerals::Digits,
    };
    Numbering { numerals, first: attributes.integer("start"), reversed: attributes.has("reversed") }
}

fn table_kind(attributes: &Attributes, origin: Origin) -> TableKind {
    match attributes.get("role").unwrap_or_default() {
        "presentation" | "none" => TableKind::Layout,
        "table" | "grid" => TableKind::Headed,
        _ if origin == Origin::Markdown => TableKind::Data,
        _ => TableKind::Unknown,
    }
}

/// The language that a class names, as the HTML standard recommends and sites do.
fn language(attributes: &Attributes) -> Option<SafeText> {
    let classes = attributes.get("class")?.split_ascii_whitespace();
    let named = |class: &str| {
        ["language-", "lang-", "highlight-source-"]
            .iter()
            .find_map(|start| class.strip_prefix(start))
            .map(SafeText::line)
    };
    classes.filter_map(named).find(|language| !language.is_empty())
}
