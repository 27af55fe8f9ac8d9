//! Markdown as a document: CommonMark with tables, footnotes, task lists, struck text and GitHub's alerts. Each mark is
//! told as the element of HTML that it stands for, and HTML between the marks is read as such. What elements are in a
//! document is decided in [`super::html`].

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, Options, Parser, Tag as Mark, TagEnd};

use super::html::{self, Attributes, Elements, Origin, Tag};
use super::{Style, limits};

/// Whether reading a text as Markdown would take a time that grows faster than the text.
pub(super) fn is_costly(text: &str) -> bool {
    text.matches("[^").nth(limits::NOTES).is_some()
}

/// Tells the elements what some Markdown says.
pub(super) fn read(text: &str, elements: &mut Elements) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM;
    let mut reader = Reader { elements, image: None, html: None, columns: Vec::new(), column: 0, in_head: false };
    for event in Parser::new_ext(text, options) {
        if reader.elements.is_full() {
            return;
        }
        reader.event(event);
    }
}

struct Reader<'e> {
    elements: &'e mut Elements,
    image: Option<Image>,
    /// A block of HTML as far as it was read.
    html: Option<String>,
    /// How the columns of the table are aligned, and which comes next.
    columns: Vec<Alignment>,
    column: usize,
    in_head: bool,
}

/// A picture whose words are being read.
struct Image {
    attributes: Attributes,
    words: String,
    /// Pictures in its words that are open.
    nested: usize,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>) {
        if self.image.is_some() {
            return self.in_image(event);
        }
        match event {
            Event::Start(mark) => self.start(mark),
            Event::End(mark) => self.end(mark),
            Event::Text(text) => self.elements.text(&text),
            Event::Code(text) => {
                self.open("code");
                self.elements.text(&text);
                self.close("code");
            }
            Event::Html(piece) => match &mut self.html {
                Some(html) => html.push_str(&piece),
                None => html::read(&piece, self.elements),
            },
            Event::InlineHtml(piece) => html::read(&piece, self.elements),
            Event::FootnoteReference(label) => {
                self.elements.builder().text(&label, Style { note: true, ..Style::default() }, None);
            }
            Event::SoftBreak => self.elements.text("\n"),
            Event::HardBreak => self.open("br"),
            Event::Rule => self.open("hr"),
            Event::TaskListMarker(done) => {
                let attributes = Attributes::default().with("type", "checkbox");
                self.open_with("input", &if done { attributes.with("checked", "") } else { attributes });
            }
            // The options do not ask for formulas.
            Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    /// What a picture says is text, whatever marks are in it.
    fn in_image(&mut self, event: Event<'_>) {
        let Some(image) = &mut self.image else { return };
        match event {
            Event::Start(Mark::Image { .. }) => image.nested += 1,
            Event::End(TagEnd::Image) if image.nested > 0 => image.nested -= 1,
            Event::End(TagEnd::Image) => {
                if let Some(Image { attributes, words, .. }) = self.image.take() {
                    let attributes = if words.trim().is_empty() { attributes } else { attributes.with("alt", words) };
                    self.open_with("img", &attributes);
                }
            }
            Event::Text(text) | Event::Code(text) => image.words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => image.words.push(' '),
            _ => {}
        }
    }

    fn start(&mut self, mark: Mark<'_>) {
        match mark {
            Mark::Paragraph => self.open("p"),
            Mark::Heading { level, .. } => self.open(heading(level as usize)),
            Mark::BlockQuote(kind) => {
                self.open("blockquote");
                if let Some(kind) = kind {
                    self.alert(kind);
                }
            }
            Mark::CodeBlock(kind) => {
                let language = match &kind {
                    CodeBlockKind::Fenced(info) => info.split([' ', ',', '{']).next().filter(|word| !word.is_empty()),
                    CodeBlockKind::Indented => None,
                };
                let class = language.map(|language| format!("language-{language}")).unwrap_or_default();
                self.open_with("pre", &Attributes::default().with("class", class));
            }
            Mark::HtmlBlock => self.html = Some(String::new()),
            Mark::List(None) => self.open("ul"),
            Mark::List(Some(first)) => self.open_with("ol", &Attributes::default().with("start", first.to_string())),
            Mark::Item => self.open("li"),
            Mark::FootnoteDefinition(label) => {
                let attributes = Attributes::default().with("title", label.to_string());
                self.elements.open(Tag::NOTE, &attributes, Origin::Markdown);
            }
            Mark::Table(columns) => {
                self.columns = columns;
                self.open("table");
            }
            Mark::TableHead => {
                (self.in_head, self.column) = (true, 0);
                self.open("tr");
            }
            Mark::TableRow => {
                self.column = 0;
                self.open("tr");
            }
            Mark::TableCell => self.cell(),
            Mark::Emphasis => self.open("em"),
            Mark::Strong => self.open("strong"),
            Mark::Strikethrough => self.open("del"),
            Mark::Link { dest_url, .. } => {
                self.open_with("a", &Attributes::default().with("href", dest_url.to_string()))
            }
            Mark::Image { dest_url, title, .. } => self.image = Some(image(&dest_url, &title)),
            // The options ask for no other.
            _ => {}
        }
    }

    fn end(&mut self, mark: TagEnd) {
        match mark {
            TagEnd::Paragraph => self.close("p"),
            TagEnd::Heading(level) => self.close(heading(level as usize)),
            TagEnd::BlockQuote(_) => self.close("blockquote"),
            TagEnd::CodeBlock => self.close("pre"),
            TagEnd::HtmlBlock => {
                if let Some(html) = self.html.take() {
                    html::read(&html, self.elements);
                }
            }
            TagEnd::List(true) => self.close("ol"),
            TagEnd::List(false) => self.close("ul"),
            TagEnd::Item => self.close("li"),
            TagEnd::FootnoteDefinition => self.elements.close(Tag::NOTE, Origin::Markdown),
            TagEnd::Table => self.close("table"),
            TagEnd::TableHead => {
                self.in_head = false;
                self.close("tr");
            }
            TagEnd::TableRow => self.close("tr"),
            TagEnd::TableCell => self.close(if self.in_head { "th" } else { "td" }),
            TagEnd::Emphasis => self.close("em"),
            TagEnd::Strong => self.close("strong"),
            TagEnd::Strikethrough => self.close("del"),
            TagEnd::Link => self.close("a"),
            _ => {}
        }
    }

    fn cell(&mut self) {
        let align = match self.columns.get(self.column) {
            Some(Alignment::Center) => "center",
            Some(Alignment::Right) => "right",
            _ => "left",
        };
        self.column += 1;
        let name = if self.in_head { "th" } else { "td" };
        self.open_with(name, &Attributes::default().with("align", align));
    }

    fn alert(&mut self, kind: BlockQuoteKind) {
        self.open("p");
        self.open("strong");
        self.elements.text(match kind {
            BlockQuoteKind::Note => "Note",
            BlockQuoteKind::Tip => "Tip",
            BlockQuoteKind::Important => "Important",
            BlockQuoteKind::Warning => "Warning",
            BlockQuoteKind::Caution => "Caution",
        });
        self.close("strong");
        self.close("p");
    }

    fn open(&mut self, name: &str) {
        self.open_with(name, &Attributes::default());
    }

    fn open_with(&mut self, name: &str, attributes: &Attributes) {
        self.elements.open(Tag::named(name), attributes, Origin::Markdown);
    }

    fn close(&mut self, name: &str) {
        self.elements.close(Tag::named(name), Origin::Markdown);
    }
}

fn heading(level: usize) -> &'static str {
    ["h1", "h2", "h3", "h4", "h5", "h6"].get(level.saturating_sub(1)).copied().unwrap_or("h6")
}

fn image(place: &CowStr<'_>, title: &CowStr<'_>) -> Image {
    let attributes = Attributes::default().with("src", place.to_string());
    let attributes = if title.is_empty() { attributes } else { attributes.with("title", title.to_string()) };
    Image { attributes, words: String::new(), nested: 0 }
}
