//! Opens the database file and sets how SQLite treats it.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::files::make_own;
use super::ground::Ground;
use super::{StateError, shown};
use crate::card::SafeText;
use crate::store::file::reason;

/// How long a call waits for others that write.
const PATIENCE: Duration = Duration::from_secs(5);
/// The first SQLite whose WAL mode cannot damage a database: <https://sqlite.org/wal.html#walresetbug>.
const SAFE_SQLITE: i32 = 3_051_003;

/// Opens for reading and writing, making the file if need be.
pub(super) fn read_write(path: &Path, ground: Ground) -> Result<Connection, StateError> {
    make_own(path).map_err(|error| StateError::Open { file: shown(path), reason: SafeText::line(&reason(&error)) })?;
    let db = open(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let mode = match ground {
        Ground::Local => "WAL",
        Ground::Network => "TRUNCATE",
    };
    if ground == Ground::Network {
        db.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    }
    // Answers with the mode there is; a database that cannot be written to keeps the one it has.
    db.pragma_update_and_check(None, "journal_mode", mode, |row| row.get::<_, String>(0))?;
    // Every commit is on disk before it is acknowledged.
    db.pragma_update(None, "synchronous", "FULL")?;
    db.pragma_update(None, "fullfsync", true)?;
    db.pragma_update(None, "checkpoint_fullfsync", true)?;
    Ok(db)
}

/// Opens for reading; `still` when nobody can be writing and no file can be made beside it.
pub(super) fn read_only(path: &Path, still: bool) -> Result<Connection, StateError> {
    if !still {
        return open(path, OpenFlags::SQLITE_OPEN_READ_ONLY);
    }
    let mut uri = "file:".to_owned();
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'.' | b'_' | b'-' => uri.push(char::from(*byte)),
            _ => uri.push_str(&format!("%{byte:02x}")),
        }
    }
    uri.push_str("?immutable=1");
    open(Path::new(&uri), OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI)
}

fn open(path: &Path, flags: OpenFlags) -> Result<Connection, StateError> {
    if rusqlite::version_number() < SAFE_SQLITE {
        return Err(StateError::OldSqlite(rusqlite::version()));
    }
    // One thread at a time uses a connection; the borrow checker sees to that.
    let db = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(|error| {
        match StateError::from(error) {
            StateError::Io(reason) => StateError::Open { file: shown(path), reason },
            other => other,
        }
    })?;
    db.busy_timeout(PATIENCE)?;
    db.set_prepared_statement_cache_capacity(64);
    db.pragma_update(None, "foreign_keys", true)?;
    db.pragma_update(None, "trusted_schema", false)?;
    db.pragma_update(None, "cell_size_check", true)?;
    db.pragma_update(None, "mmap_size", 0)?;
    db.pragma_update(None, "temp_store", "MEMORY")?;
    // Kibibytes, taken as they are needed: a step over 100,000 cards touches as much.
    db.pragma_update(None, "cache_size", -24_576)?;
    Ok(db)
}
