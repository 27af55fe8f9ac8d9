//! Where something may have changed on disk, as whoever watches it tells. What is true there now is found out in
//! [`crate::store`].

use std::collections::BTreeSet;
use std::path::PathBuf;

/// So many paths are looked at one by one; of more, everything is.
const MOST: usize = 4_096;

/// Files and folders that something stirred at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stirred {
    /// These: absolute, without symbolic links, of files and folders alike. They need not be there any more.
    Paths(BTreeSet<PathBuf>),
    /// Nobody knows where: everything has to be looked at.
    Everything,
}

impl Default for Stirred {
    fn default() -> Self {
        Self::Paths(BTreeSet::new())
    }
}

impl Stirred {
    /// Whether nothing stirred.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Paths(paths) if paths.is_empty())
    }

    /// Something stirred there, too.
    pub fn add(&mut self, path: PathBuf) {
        if let Self::Paths(paths) = self {
            paths.insert(path);
            if paths.len() > MOST {
                *self = Self::Everything;
            }
        }
    }

    /// All of both.
    pub fn join(&mut self, other: Self) {
        match other {
            Self::Everything => *self = Self::Everything,
            Self::Paths(paths) => paths.into_iter().for_each(|path| self.add(path)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_many_paths_are_everything_and_stay_it() {
        let mut stirred = Stirred::default();
        assert!(stirred.is_empty());
        for number in 0..MOST {
            stirred.add(format!("/cards/{number}.md").into());
            stirred.add("/cards/0.md".into());
        }
        assert!(matches!(&stirred, Stirred::Paths(paths) if paths.len() == MOST));
        stirred.add("/cards/one-more.md".into());
        assert_eq!(stirred, Stirred::Everything);
        stirred.join(Stirred::default());
        assert!(stirred == Stirred::Everything && !stirred.is_empty());
    }
}
