//! Code in the making, in which spaces and line feeds count. What is code is decided by the readers.

use super::Builder;
use crate::card::SafeText;
use crate::document::{Block, Style};

/// Code that is open.
#[derive(Debug, Default)]
pub(super) struct Code {
    language: Option<SafeText>,
    pub(super) text: String,
}

impl Builder {
    /// Begins code, in which spaces and line feeds count.
    pub(in crate::document) fn begin_code(&mut self, language: Option<SafeText>) {
        self.end_block();
        self.code = Some(Code { language, text: String::new() });
    }

    /// Whether code is open.
    pub(in crate::document) fn is_code(&self) -> bool {
        self.code.is_some()
    }

    /// The language of the code that is open, unless it has one.
    pub(in crate::document) fn language(&mut self, language: SafeText) {
        if let Some(code) = &mut self.code {
            code.language.get_or_insert(language);
        }
    }

    /// Ends code.
    pub(in crate::document) fn end_code(&mut self) {
        let Some(code) = self.code.take() else { return };
        // What takes no room may stand after the last line feed.
        let text = SafeText::block(&code.text);
        let text = SafeText::block(text.trim_end().trim_start_matches('\n'));
        if text.trim().is_empty() {
            return;
        }
        if self.is_in_data_table() {
            let style = Style { code: true, ..Style::default() };
            for line in text.lines() {
                self.text(line, style, None);
                self.line_feed();
            }
        } else {
            self.push(Block::Code { language: code.language, text });
        }
    }
}
