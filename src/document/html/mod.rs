//! HTML as a document: its tokens are read once, from first to last, and told to the elements that are open. There is no
//! tree. What an element means for the document is decided in [`elements`].

mod attributes;
mod elements;
mod embed;
mod hidden;
mod open;
mod picture;
mod raised;
mod tag;
mod tokens;

pub(super) use self::attributes::Attributes;
pub(super) use self::elements::{Elements, Origin};
pub(super) use self::tag::Tag;
use self::tokens::{Token, interrupted, tokens};

/// Tells the elements what a piece of HTML says.
pub(super) fn read(html: &str, elements: &mut Elements) {
    for token in tokens(&interrupted(html)) {
        if elements.is_full() {
            return;
        }
        match token {
            Token::Open(tag, attributes) => elements.open(tag, &attributes, Origin::Html),
            Token::Close(tag) => elements.close(tag, Origin::Html),
            Token::Text(text) => elements.text(&text),
        }
    }
}
