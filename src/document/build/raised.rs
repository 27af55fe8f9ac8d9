//! What is set above, below or beside the line in print, written in one line: in characters of its own where Unicode has
//! them, else so that it is not taken for the word before it: `x²` must not become `x2`, nor `xᵃᵇ` `xab`. Which elements
//! say so is decided by the readers.

use super::running::Piece;

/// Where in print a piece stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::document) enum Raised {
    /// A superscript.
    Above,
    /// A subscript.
    Below,
    /// How what is before it is read aloud.
    Beside,
}

/// The characters of both scripts, and what they are above and below the line.
const RAISED: [(char, char, char); 19] = [
    ('0', '⁰', '₀'),
    ('1', '¹', '₁'),
    ('2', '²', '₂'),
    ('3', '³', '₃'),
    ('4', '⁴', '₄'),
    ('5', '⁵', '₅'),
    ('6', '⁶', '₆'),
    ('7', '⁷', '₇'),
    ('8', '⁸', '₈'),
    ('9', '⁹', '₉'),
    ('+', '⁺', '₊'),
    ('-', '⁻', '₋'),
    ('−', '⁻', '₋'),
    ('–', '⁻', '₋'),
    ('=', '⁼', '₌'),
    ('(', '⁽', '₍'),
    (')', '⁾', '₎'),
    ('n', 'ⁿ', 'ₙ'),
    ('i', 'ⁱ', 'ᵢ'),
];
/// Ends of numbers that are raised in print and read as well in the line.
const ORDINALS: [&str; 10] = ["st", "nd", "rd", "th", "e", "er", "re", "ère", "ème", "eme"];

/// How a text is written in the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    AsItIs,
    /// In characters of its own.
    Raised(Raised),
    /// Between these marks.
    Between(&'static str, &'static str),
    /// As this sign.
    Sign(&'static str),
}

/// Writes what is raised in some lines, each of which is pieces.
pub(super) fn lower(lines: &mut [Vec<Piece>]) {
    for line in lines.iter_mut().filter(|line| line.iter().any(|piece| piece.level.is_some())) {
        let groups = || line.chunk_by(|a, b| a.level == b.level);
        let texts: Vec<(Option<Raised>, String)> = groups()
            .map(|group| (group.first().and_then(|piece| piece.level), group.iter().map(|p| p.raw.as_str()).collect()))
            .collect();
        let forms: Vec<Form> = (0..texts.len())
            .map(|at| {
                let before = at.checked_sub(1).and_then(|at| texts.get(at)?.1.chars().next_back());
                let after = texts.get(at + 1).and_then(|(_, text)| text.chars().next());
                let Some((Some(level), text)) = texts.get(at) else { return Form::AsItIs };
                form(text, *level, before, after)
            })
            .collect();
        for (group, form) in line.chunk_by_mut(|a, b| a.level == b.level).zip(forms) {
            write(group, form);
        }
        // From here on it is text like any other.
        for mut piece in std::mem::take(line) {
            piece.level = None;
            match line.last_mut() {
                Some(last) if last.goes_on_in(&piece) => last.raw.push_str(&piece.raw),
                _ => line.push(piece),
            }
        }
    }
}

/// The characters of a text above or below the line, if all of it has some.
pub(super) fn in_characters(text: &str, level: Raised) -> Option<String> {
    let raise = |c: char| {
        let (_, above, below) = RAISED.iter().find(|(plain, _, _)| *plain == c)?;
        match level {
            Raised::Above => Some(*above),
            Raised::Below => Some(*below),
            Raised::Beside => None,
        }
    };
    // Numbers of notes stay apart; of two letters in a row few would see that they are raised.
    let is_between = |c: char| c == ',' || c.is_whitespace();
    let letters = text.chars().map(char::is_alphabetic);
    let has_word = letters.clone().zip(letters.skip(1)).any(|pair| pair == (true, true));
    let raised = text.chars().map(|c| raise(c).or_else(|| is_between(c).then_some(c))).collect::<Option<String>>();
    raised.filter(|_| !has_word && !text.chars().all(is_between))
}

fn form(text: &str, level: Raised, before: Option<char>, after: Option<char>) -> Form {
    let said = text.trim();
    let goes_on = !text.ends_with(char::is_whitespace) && after.is_some_and(char::is_alphanumeric);
    let is_word = said.chars().all(char::is_alphanumeric) && !goes_on;
    let has_signs = said.contains(|c: char| c.is_ascii_digit() || "+-−*/=<>".contains(c));
    match level {
        _ if said.is_empty() => Form::AsItIs,
        Raised::Beside => Form::Between("(", ")"),
        _ if in_characters(said, level).is_some() => Form::Raised(level),
        // Small print, unless a word follows that it would be a part of.
        _ if !goes_on && (text.starts_with(char::is_whitespace) || before.is_none_or(char::is_whitespace)) => {
            Form::AsItIs
        }
        Raised::Above if said.eq_ignore_ascii_case("tm") => Form::Sign("™"),
        Raised::Above if said.eq_ignore_ascii_case("sm") => Form::Sign("℠"),
        _ if is_mark(said) || (level == Raised::Above && is_ordinal(said, before)) => Form::AsItIs,
        _ if said.contains(char::is_whitespace) && !has_signs => Form::Between(" (", ")"),
        Raised::Above if is_word => Form::Between("^", ""),
        Raised::Below if is_word => Form::Between("_", ""),
        Raised::Above => Form::Between("^(", ")"),
        Raised::Below => Form::Between("_(", ")"),
    }
}

/// The mark of a note, or a sign that nobody takes for a part of the word.
fn is_mark(said: &str) -> bool {
    let is_in = |open, close| said.starts_with(open) && said.ends_with(close);
    is_in('[', ']') || is_in('(', ')') || !said.contains(char::is_alphanumeric)
}

/// Whether it makes a number, a Roman one too, an ordinal.
fn is_ordinal(said: &str, before: Option<char>) -> bool {
    before.is_some_and(|c| c.is_ascii_digit() || "IVXLCDM".contains(c)) && ORDINALS.contains(&said)
}

fn write(group: &mut [Piece], form: Form) {
    match form {
        Form::AsItIs => {}
        Form::Raised(level) => {
            for piece in group {
                piece.raw = in_characters(&piece.raw, level).unwrap_or_else(|| std::mem::take(&mut piece.raw));
            }
        }
        Form::Between(open, close) => {
            let says = |piece: &&mut Piece| !piece.raw.trim().is_empty();
            if let Some(first) = group.iter_mut().find(says) {
                let at = first.raw.len() - first.raw.trim_start().len();
                first.raw.insert_str(at, open);
            }
            if let Some(last) = group.iter_mut().rfind(says) {
                last.raw.insert_str(last.raw.trim_end().len(), close);
            }
        }
        Form::Sign(sign) => {
            for (at, piece) in group.iter_mut().enumerate() {
                piece.raw = if at == 0 { sign.to_owned() } else { String::new() };
            }
        }
    }
}
