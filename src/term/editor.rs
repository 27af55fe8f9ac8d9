//! Decides which program edits a file, and how it is run: the user's own, word by word, never through a shell. Whose the
//! terminal is meanwhile is decided in [`super::guard`].

use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::process::{Command, ExitStatus};

use crate::card::SafeText;

/// The user's editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editor {
    program: OsString,
    arguments: Vec<OsString>,
}

impl Default for Editor {
    fn default() -> Self {
        Self { program: "vi".into(), arguments: Vec::new() }
    }
}

impl Editor {
    /// The first of these that says anything, such as `code --wait`; else vi. Words end at blanks, and nothing else means
    /// anything.
    pub fn choose(said: impl IntoIterator<Item = Option<OsString>>) -> Self {
        said.into_iter().flatten().find_map(|said| Self::parse(&said)).unwrap_or_default()
    }

    fn parse(said: &OsString) -> Option<Self> {
        // What is no text is taken as it is: the path of a program.
        let Some(text) = said.to_str() else { return Some(Self { program: said.clone(), arguments: Vec::new() }) };
        let mut words = text.split_whitespace().map(OsString::from);
        Some(Self { program: words.next()?, arguments: words.collect() })
    }

    /// Edits the file at this absolute path, and returns when the editor was left.
    pub(super) fn edit(&self, path: &Path) -> Result<(), SafeText> {
        let status = Command::new(&self.program).args(&self.arguments).arg(path).status();
        self.judge(status).map_or(Ok(()), |sentence| Err(SafeText::line(&sentence)))
    }

    /// What went wrong.
    fn judge(&self, status: io::Result<ExitStatus>) -> Option<String> {
        let name = SafeText::path(Path::new(&self.program));
        let status = match status {
            Ok(status) if status.success() => return None,
            Ok(status) => status,
            Err(error) => {
                let reason = match error.kind() {
                    io::ErrorKind::NotFound => "there is no such program".to_owned(),
                    kind => kind.to_string(),
                };
                return Some(format!(
                    "the editor {name} cannot be started: {reason}; $VISUAL or $EDITOR names another"
                ));
            }
        };
        let how = status.code().map_or_else(|| "a signal".to_owned(), |code| format!("status {code}"));
        Some(format!("the editor {name} ended with {how}; the card is shown as its file is now"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(visual: Option<&str>, editor: Option<&str>) -> Vec<String> {
        let editor = Editor::choose([visual, editor].map(|said| said.map(OsString::from)));
        let words = std::iter::once(editor.program).chain(editor.arguments);
        words.map(|word| word.into_string().unwrap()).collect()
    }

    #[test]
    fn the_first_that_says_anything_is_taken_word_by_word() {
        assert_eq!(chosen(Some("code --wait"), Some("nano")), ["code", "--wait"]);
        assert_eq!(chosen(Some(""), Some("nano")), ["nano"]);
        assert_eq!(chosen(Some("  "), None), ["vi"]);
        assert_eq!(chosen(None, None), ["vi"]);
        assert_eq!(chosen(Some("ed; rm $(x) '*'"), None), ["ed;", "rm", "$(x)", "'*'"]);
    }

    #[test]
    fn what_goes_wrong_is_said() {
        let failing = |text: &str| Editor::choose([Some(text.into())]).edit(Path::new("/dev/null")).unwrap_err();
        let missing = failing("/no/such/editor -x");
        assert!(missing.contains("/no/such/editor cannot be started: there is no such program"), "{missing}");
        #[cfg(unix)]
        assert!(failing("false").contains("ended with status 1"));
        #[cfg(unix)]
        assert!(Editor::choose([Some("true".into())]).edit(Path::new("/dev/null")).is_ok());
    }
}
