//! Where the words of a folded text are. What they are worth is decided in [`super::like()`].

/// The words of `folded`, a text as [`super::fold()`] makes it, in their order: runs of letters and digits. Scripts that
/// are written without blanks, such as Chinese, Japanese and Thai, give each two characters that stand together as a
/// word, and a character alone as one.
pub fn words(folded: &str) -> impl Iterator<Item = &str> {
    Words { text: folded, at: 0, in_run: false }
}

struct Words<'a> {
    text: &'a str,
    /// Byte to go on at.
    at: usize,
    /// Whether the character there ended the word before.
    in_run: bool,
}

impl<'a> Iterator for Words<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        loop {
            let bytes = self.text.as_bytes().get(self.at..)?;
            // Nearly all text is ASCII, where bytes will do: 68 instead of 168 ms for 31 MB.
            let before = bytes.iter().position(|byte| kind(*byte) != Kind::Between)?;
            let start = self.at + before;
            let in_run = std::mem::take(&mut self.in_run);
            let letters = bytes.iter().skip(before).position(|byte| kind(*byte) != Kind::Letter);
            let end = letters.map_or(self.text.len(), |letters| start + letters);
            if end > start && bytes.get(end - self.at).is_none_or(|byte| kind(*byte) == Kind::Between) {
                self.at = end;
                return self.text.get(start..end);
            }
            self.at = start;
            let first = self.step()?;
            if is_written_without_blanks(first) {
                let after = self.at;
                if self.step().is_some_and(is_written_without_blanks) {
                    let end = std::mem::replace(&mut self.at, after);
                    self.in_run = true;
                    return self.text.get(start..end);
                }
                self.at = after;
                if in_run {
                    continue;
                }
                return self.text.get(start..after);
            }
            if is_letter(first) {
                self.skip_letters();
                return self.text.get(start..self.at);
            }
        }
    }
}

impl Words<'_> {
    /// Takes one character.
    fn step(&mut self) -> Option<char> {
        let c = self.text.get(self.at..)?.chars().next()?;
        self.at += c.len_utf8();
        Some(c)
    }

    /// Goes on to where the word ends.
    fn skip_letters(&mut self) {
        loop {
            let end = self.at;
            if self.step().is_none_or(|c| !is_letter(c) || is_written_without_blanks(c)) {
                self.at = end;
                return;
            }
        }
    }
}

/// What a byte of a text is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Between,
    Letter,
    /// Part of a character that is not ASCII.
    Part,
}

/// Looked up: computed, it makes the pass over a library take half as long again.
fn kind(byte: u8) -> Kind {
    KINDS.get(usize::from(byte)).copied().unwrap_or(Kind::Part)
}

const KINDS: [Kind; 256] = {
    let mut kinds = [Kind::Part; 256];
    let mut byte = 0;
    while byte < 128 {
        kinds[byte] = if (byte as u8).is_ascii_alphanumeric() { Kind::Letter } else { Kind::Between };
        byte += 1;
    }
    kinds
};

fn is_letter(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() }
}

/// Letters of the scripts that do not tell words apart: Thai, Lao, Burmese, Khmer, kana and Han.
fn is_written_without_blanks(c: char) -> bool {
    let in_script = matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{3029}' | '\u{3040}'..='\u{30ff}'
        | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
    in_script && c.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::fold;
    use super::*;

    #[test]
    fn words_are_what_people_take_for_words() {
        for (text, expected) in [
            ("", vec![]),
            (" - ", vec![]),
            ("GPT-4: it's here", vec!["gpt", "4", "it", "s", "here"]),
            ("Zürich, Straße", vec!["zurich", "strasse"]),
            ("人工知能", vec!["人工", "工知", "知能"]),
            ("人", vec!["人"]),
            ("AI人工x", vec!["ai", "人工", "x"]),
            ("人。工知", vec!["人", "工知"]),
            ("カタカナ", vec!["カタ", "タカ", "カナ"]),
            ("مستقبل الذكاء", vec!["مستقبل", "الذكاء"]),
            ("עתיד הבינה", vec!["עתיד", "הבינה"]),
            ("नमस्ते", vec!["नमसत"]),
        ] {
            assert_eq!(words(&fold(text)).collect::<Vec<_>>(), expected, "{text}");
        }
        assert_eq!(words(&fold("한국 미래")).count(), 2, "Korean has blanks");
    }

    proptest! {
        #[test]
        fn no_letter_is_lost_and_nothing_else_is_kept(text in "\\PC{0,20}|[a人工 é.]{0,20}") {
            let words: Vec<&str> = words(&text).collect();
            let mut covered = vec![false; text.len()];
            for word in &words {
                prop_assert!(!word.is_empty() && word.chars().all(is_letter));
                let start = word.as_ptr() as usize - text.as_ptr() as usize;
                covered[start..start + word.len()].fill(true);
            }
            for (at, c) in text.char_indices() {
                prop_assert_eq!(covered[at], is_letter(c), "{:?} in {:?}", c, text);
            }
        }
    }
}
