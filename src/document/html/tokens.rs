//! HTML as tokens: tags with the attributes that are wanted, and text with every character reference replaced. Comments,
//! conditional ones too, and what is in scripts and styles are no tokens. What tags mean is decided elsewhere.

use std::borrow::Cow;

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

/// So many quotes in a row may end values of attributes.
const QUOTES: usize = 64;
/// A character that is nothing in text, and after a value the name of an attribute that nobody asks for.
const NOTHING: char = '\u{feff}';

/// HTML that [`tokens`] can read without calling itself too often: the tokenizer goes from each quoted value that is
/// followed by a blank to the next one by calling itself, and with some 260 of them in one tag its stack was full. Something
/// else after every 64th such quote, wherever it stands, lets it return.
pub(super) fn interrupted(html: &str) -> Cow<'_, str> {
    let bytes = html.as_bytes();
    let goes_on = |at: &usize| {
        matches!(bytes.get(*at), Some(b'"' | b'\''))
            && bytes.get(at + 1).is_some_and(|next| next.is_ascii_whitespace() || matches!(next, b'/' | b'>'))
    };
    let places = (0..bytes.len()).filter(goes_on).skip(QUOTES - 1).step_by(QUOTES);
    let (mut out, mut done) = (String::new(), 0);
    for at in places {
        out.push_str(html.get(done..=at).unwrap_or_default());
        out.push(NOTHING);
        done = at + 1;
    }
    if done == 0 {
        return Cow::Borrowed(html);
    }
    out.push_str(html.get(done..).unwrap_or_default());
    Cow::Owned(out)
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

    #[test]
    fn no_number_of_attributes_fills_the_stack_and_none_of_them_is_lost() {
        for attribute in [" b=\"c\"", " b='c'", " b=c", " b", " b=\"c\" /", " b = \"c\"\n", " b=\"\"", " =\"c\""] {
            let html = format!("<img{} alt=\"seen\" src='x'>after", attribute.repeat(100_000));
            let found: Vec<Token> = tokens(&interrupted(&html)).collect();
            let attributes = Attributes::default().with("alt", "seen").with("src", "x");
            let text = Token::Text("after".to_owned());
            assert_eq!(found, [Token::Open(Tag::named("img"), attributes), text], "{attribute}");
        }
    }

    #[test]
    fn what_lets_the_tokenizer_return_is_not_seen() {
        let html = "\"a\" ".repeat(200);
        let seen = crate::card::SafeText::block(&text(&interrupted(&html)));
        assert_eq!(seen.as_str(), html);
    }
}
