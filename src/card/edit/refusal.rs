//! Why an edit of front matter is refused. What is offered instead is the caller's affair.

/// Why a file is left as it is. Each says in one sentence what stands in the way; none says what to do instead, which
/// is always the same: edit the file by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is no front matter, or it describes a topic or an organization.
    #[error("the file is not a card")]
    NotACard,
    /// The front matter has no end, is too long, or is no valid YAML.
    #[error("the front matter cannot be read; `check` says why")]
    Broken,
    /// The front matter holds bytes that are no UTF-8.
    #[error("the front matter is not valid UTF-8")]
    NotUtf8,
    /// A mapping has a key twice, so that readers disagree about which one counts.
    #[error("a name stands twice in the front matter")]
    Repeated,
    /// Tabs before or between values: parsers disagree about them.
    #[error("line {0} is indented or spaced with tabs")]
    Tab(usize),
    /// U+0085, U+2028 or U+2029, which end a line for some parsers and not for others.
    #[error("the front matter holds a line separator that not every program takes for one")]
    Separator,
    /// A line at the left margin that is not surely a name and a colon: a merge key, an anchor, a tag, a question mark.
    #[error("line {0} is written in a way that is not followed")]
    Line(usize),
    /// The value to change has an anchor, an alias or a tag, spans several lines, or is nested.
    #[error("the value of {0} is written in a way that is not changed safely")]
    Value(&'static str),
    /// `topics` holds something else.
    #[error("topics is not a list")]
    NotAList,
    /// A topic without text.
    #[error("a topic needs a name")]
    EmptyTopic,
    /// The file would change in more than the one value. This is a fault of this program, which the proof has caught.
    #[error("it could not be proved that only {0} would change")]
    Unproven(&'static str),
}
