//! The attributes of an element that anything here asks for. What they mean is decided by those who ask.

/// Their names.
const WANTED: [&str; 29] = [
    "align",
    "alt",
    "aria-hidden",
    "border",
    "checked",
    "class",
    "colspan",
    "data",
    "data-src",
    "data-original",
    "dir",
    "height",
    "hidden",
    "href",
    "label",
    "open",
    "role",
    "rowspan",
    "scope",
    "src",
    "srcset",
    "start",
    "style",
    "summary",
    "title",
    "type",
    "value",
    "width",
    "reversed",
];

/// Attributes by name. Of two with one name the first counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::document) struct Attributes {
    values: Vec<(&'static str, String)>,
    closes: bool,
}

impl Attributes {
    /// With one more, if anything asks for it and there is none of its name.
    pub(in crate::document) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        if self.add(name)
            && let Some((_, known)) = self.values.last_mut()
        {
            *known = value.into();
        }
        self
    }

    /// Begins an attribute without a value. `false` when its value is not wanted.
    pub(super) fn add(&mut self, name: &str) -> bool {
        let Some(wanted) = WANTED.iter().find(|wanted| **wanted == name) else { return false };
        let is_new = self.get(wanted).is_none();
        if is_new {
            self.values.push((wanted, String::new()));
        }
        is_new
    }

    /// Adds to the value of the attribute that was begun last.
    pub(super) fn extend(&mut self, value: &str) {
        if let Some((_, last)) = self.values.last_mut() {
            last.push_str(value);
        }
    }

    /// The tag ends in `/>`.
    pub(super) fn close(&mut self) {
        self.closes = true;
    }

    /// Whether the tag ends in `/>`.
    pub(super) fn is_closed(&self) -> bool {
        self.closes
    }

    /// The value of one, empty when it has none.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.values.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// Whether it is there.
    pub(super) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Whether its value is this word, in whatever case.
    pub(super) fn is(&self, name: &str, word: &str) -> bool {
        self.get(name).is_some_and(|value| value.trim().eq_ignore_ascii_case(word))
    }

    /// The number that its value begins with.
    pub(super) fn number(&self, name: &str) -> Option<u64> {
        number(self.get(name)?)
    }

    /// The number that its value begins with, which may be negative.
    pub(super) fn integer(&self, name: &str) -> Option<i64> {
        let value = self.get(name)?.trim_start();
        let digits = value.strip_prefix(['-', '+']).unwrap_or(value);
        let number = i64::try_from(number(digits)?).ok()?;
        Some(if value.starts_with('-') { -number } else { number })
    }

    /// The declarations of the `style` attribute: property in lower case, value in lower case without `!important`.
    pub(super) fn declarations(&self) -> impl Iterator<Item = (String, String)> + '_ {
        self.get("style").unwrap_or_default().split(';').filter_map(|declaration| {
            let (property, value) = declaration.split_once(':')?;
            let value = value.trim().to_ascii_lowercase();
            let value = value.split('!').next().unwrap_or_default().trim_end();
            Some((property.trim().to_ascii_lowercase(), value.to_owned()))
        })
    }
}

/// The whole number that a text begins with; what is behind its point is left out.
pub(super) fn number(text: &str) -> Option<u64> {
    let text = text.trim_start();
    text.get(..text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()))?.parse().ok()
}
