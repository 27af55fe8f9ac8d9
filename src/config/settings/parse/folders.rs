//! How a settings file writes the folders of a library. What their paths mean is decided in [`crate::config`].

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, SeqAccess, Visitor};

/// One folder, or several.
pub(super) struct Libraries(pub(super) Vec<String>);

impl<'de> Deserialize<'de> for Libraries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LibrariesVisitor)
    }
}

struct LibrariesVisitor;

impl<'de> Visitor<'de> for LibrariesVisitor {
    type Value = Libraries;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of folders, each on its own line after `- `")
    }

    fn visit_str<E: de::Error>(self, folder: &str) -> Result<Libraries, E> {
        Ok(Libraries(vec![folder.to_owned()]))
    }

    fn visit_unit<E: de::Error>(self) -> Result<Libraries, E> {
        Ok(Libraries(Vec::new()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Libraries, A::Error> {
        let mut folders = Vec::new();
        while let Some(Folder(folder)) = list.next_element()? {
            folders.push(folder);
        }
        Ok(Libraries(folders))
    }
}

struct Folder(String);

impl<'de> Deserialize<'de> for Folder {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(FolderVisitor)
    }
}

struct FolderVisitor;

impl Visitor<'_> for FolderVisitor {
    type Value = Folder;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the path of a folder")
    }

    fn visit_str<E: de::Error>(self, folder: &str) -> Result<Folder, E> {
        if folder.is_empty() { Err(E::custom("a folder has an empty path")) } else { Ok(Folder(folder.to_owned())) }
    }
}
