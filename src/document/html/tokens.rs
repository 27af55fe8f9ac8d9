//! HTML as tokens: tags with the attributes that are wanted, and text with every character reference replaced. Comments,
//! conditional ones too, and what is in scripts and styles are no tokens. What tags mean is decided elsewhere.

use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, ForwardingEmitter, Span, State, Tokenizer};

use super::{Attributes, Tag};

/// A piece of HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// An element begins.
    Open(Tag, Attributes),
    /// An element ends.
    Close(Tag),
    /// Text.
    Text(String),
}

/// The tokens of some HTML, read as the WHATWG standard has it.
pub(super) fn tokens(html: &str) -> impl Iterator<Item = Token> {
    // Reading from a text cannot fail.
    Tokenizer::new_with_emitter(html, Tokens(CallbackEmitter::new(Collector::default()))).map_while(Result::ok)
}

struct Tokens(CallbackEmitter<Collector, Token>);

impl ForwardingEmitter for Tokens {
    type Token = Token;

    fn inner(&mut self) -> &mut impl Emitter<Token = Token> {
        &mut self.0
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        // What it proposes is never asked for.
        let _ = self.0.emit_current_tag();
        let raw = self.0.callback_mut().raw?;
        self.0.init_string();
        Some(match raw.name() {
            "script" => State::ScriptData,
            "style" => State::RawText,
            _ => State::RcData,
        })
    }
}

#[derive(Default)]
struct Collector {
    tag: Option<Tag>,
    attributes: Attributes,
    wants_value: bool,
    /// Its content is not markup, and it is open.
    raw: Option<Tag>,
}

impl Callback<Token, ()> for Collector {
    fn handle_event(&mut self, event: CallbackEvent<'_>, _: Span<()>) -> Option<Token> {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Some(Tag::named(&String::from_utf8_lossy(name)));
                self.attributes = Attributes::default();
                None
            }
            CallbackEvent::AttributeName { name } => {
                self.wants_value = self.tag.is_some() && self.attributes.add(&String::from_utf8_lossy(name));
                None
            }
            CallbackEvent::AttributeValue { value } => {
                if self.wants_value {
                    self.attributes.extend(&String::from_utf8_lossy(value));
                }
                None
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                let tag = self.tag.take()?;
                self.raw = Some(tag).filter(|tag| tag.is_raw());
                let mut attributes = std::mem::take(&mut self.attributes);
                if self_closing {
                    attributes.close();
                }
                Some(Token::Open(tag, attributes))
            }
            CallbackEvent::EndTag { name } => {
                self.raw = None;
                Some(Token::Close(Tag::named(&String::from_utf8_lossy(name))))
            }
            CallbackEvent::String { value } => {
                let is_read = self.raw.is_none_or(|raw| raw.name() == "textarea");
                is_read.then(|| Token::Text(String::from_utf8_lossy(value).into_owned()))
            }
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(html: &str) -> String {
        tokens(html).filter_map(|token| if let Token::Text(text) = token { Some(text) } else { None }).collect()
    }

    #[test]
    fn every_reference_is_replaced_and_what_is_no_text_is_none() {
        assert_eq!(
            text("&lt;&CounterClockwiseContourIntegral;&NotEqualTilde;&#8217;&#x1f600;&#150;&copy 1 & 2"),
            "<∳≂̸’😀–© 1 & 2"
        );
        assert_eq!(text("a<!-- <b>no</b> -->b<!--[if mso]>no<![endif]-->c<![if !mso]>d<![endif]>"), "abcd");
        assert_eq!(text("a<script>if (a < b) '</b>'</script>b<style>p > a {}</STYLE >c<title>no</title>d"), "abcd");
        assert_eq!(text("a < b <3 <textarea><b>&amp;</textarea>"), "a < b <3 <b>&");
    }

    #[test]
    fn of_attributes_with_one_name_the_first_counts() {
        let found: Vec<Token> = tokens("<IMG alt='' SRC=a&amp;b alt=two data-x=1 /></p x=1>").collect();
        let mut attributes = Attributes::default().with("alt", "").with("src", "a&b");
        attributes.close();
        assert_eq!(found, [Token::Open(Tag::named("img"), attributes), Token::Close(Tag::named("p"))]);
    }
}
