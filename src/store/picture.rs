//! Opens the file of a picture that a card names, if it is inside the library. What is in it is decided in [`crate::work`].

use std::fs::File;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::Sources;
use super::file::{self, Fault, open_regular};
use super::source::Source;
use crate::card::SafeText;
use crate::library::FileRef;
use crate::picture::PictureError;

/// Longest file of a picture, in MiB.
const LIMIT: u64 = 20;

/// A file that was opened to be decoded.
#[derive(Debug)]
pub struct PictureFile {
    /// The file, at its beginning.
    pub file: File,
    /// Another number once the file was written anew.
    pub version: u64,
}

/// Opens a picture of a card. `path` is relative to the card's folder or, with a slash in front, to the library's.
///
/// # Errors
/// When the file is not there, is not a regular file inside the library, or has more than 20 MiB.
pub fn open_picture(sources: &Sources, card: &FileRef, path: &str) -> Result<PictureFile, PictureError> {
    let root = sources.root(card.root).filter(|root| root.source != Source::Tour).ok_or(PictureError::Missing)?;
    let inside = inside(&card.path, path).ok_or(PictureError::Outside)?;
    // Links on the way are followed here, so that where they lead is known before anything is opened.
    let real = root.folder.join(inside).canonicalize().map_err(|error| match error.kind() {
        ErrorKind::NotADirectory => PictureError::Missing,
        _ => told(file::fault(error)),
    })?;
    if !real.starts_with(&root.folder) {
        return Err(PictureError::Outside);
    }
    let (file, metadata) = open_regular(&real).map_err(told)?;
    if metadata.len() > LIMIT * 1024 * 1024 {
        return Err(PictureError::TooLong(LIMIT));
    }
    let written = metadata.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
    let version = written.as_nanos() ^ (u128::from(metadata.len()) << 32);
    Ok(PictureFile { file, version: u64::try_from(version & u128::from(u64::MAX)).unwrap_or_default() })
}

/// The path under the folder of the library; `None` when it leads out of it.
fn inside(card: &Path, path: &str) -> Option<PathBuf> {
    let mut inside = match path.strip_prefix('/') {
        Some(_) => PathBuf::new(),
        None => card.parent().map(Path::to_path_buf).unwrap_or_default(),
    };
    for component in Path::new(path.trim_start_matches('/')).components() {
        match component {
            Component::Normal(name) => inside.push(name),
            Component::CurDir => {}
            Component::ParentDir if inside.pop() => {}
            _ => return None,
        }
    }
    Some(inside)
}

fn told(fault: Fault) -> PictureError {
    match fault {
        Fault::Gone => PictureError::Missing,
        Fault::NotRegular => PictureError::NotRegular,
        Fault::Io(error) => PictureError::Unreadable(SafeText::line(&file::reason(&error))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_start_at_the_cards_folder_or_the_librarys_and_stay_inside() {
        let inside = |path: &str| inside(Path::new("_news/card.md"), path);
        assert_eq!(inside("a.png"), Some("_news/a.png".into()));
        assert_eq!(inside("./img/../a.png"), Some("_news/a.png".into()));
        assert_eq!(inside("../media/a.png"), Some("media/a.png".into()));
        assert_eq!(inside("/media/a.png"), Some("media/a.png".into()));
        assert_eq!(inside("//etc/a.png"), Some("etc/a.png".into()));
        assert_eq!([inside("../../a.png"), inside("/../a.png")], [None, None]);
    }

    #[cfg(unix)]
    #[test]
    fn only_regular_files_inside_the_library_are_opened() {
        let dir = tempfile::tempdir().unwrap();
        let library = dir.path().join("library");
        std::fs::create_dir_all(library.join("media")).unwrap();
        std::fs::write(dir.path().join("secret.png"), "secret").unwrap();
        std::fs::write(library.join("media/a.png"), "picture").unwrap();
        let link = |to: &str, name: &str| std::os::unix::fs::symlink(to, library.join(name)).unwrap();
        link("../secret.png", "out.png");
        link("..", "up");
        link("media/a.png", "in.png");
        let pipe = library.join("pipe.png");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        File::create(library.join("long.png")).unwrap().set_len(LIMIT * 1024 * 1024 + 1).unwrap();
        let sources = Sources::find(&[library]).unwrap();
        let card = FileRef { root: 0, path: "card.md".into() };
        let open = |path: &str| open_picture(&sources, &card, path).map(|_| ());
        assert_eq!(open("media/a.png"), Ok(()));
        assert_eq!(open("in.png"), Ok(()), "a link that stays inside");
        assert_eq!(open("out.png"), Err(PictureError::Outside));
        assert_eq!(open("up/secret.png"), Err(PictureError::Outside));
        assert_eq!(open("pipe.png"), Err(PictureError::NotRegular));
        assert_eq!(open("media"), Err(PictureError::NotRegular));
        assert_eq!(open("gone.png"), Err(PictureError::Missing));
        assert_eq!(open("media/a.png/b.png"), Err(PictureError::Missing));
        assert_eq!(open("long.png"), Err(PictureError::TooLong(20)));
    }
}
