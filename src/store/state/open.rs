//! From a folder to a database that can be used: locks, version, checks, migrations, repair.

use std::path::Path;

use rusqlite::Connection;

use super::error::damaged;
use super::files::{Claim, Files};
use super::ground::Ground;
use super::meta::Meta;
use super::schema::{self, Version};
use super::{Notice, ReadOnly, State, StateError, backup, check, connect, news, repair, sql};
use crate::card::Timestamp;
use crate::triage::{DeviceId, Ids, SessionId};

/// No database is shorter: the smallest page SQLite knows, in bytes.
const SMALLEST: u64 = 512;

/// Opens the database. `ground` overrules what the folder lies on, for tests.
pub(super) fn open(folder: &Path, now: Timestamp, ground: Option<Ground>) -> Result<(State, Vec<Notice>), StateError> {
    let files = Files::prepare(folder)?;
    let ground = ground.unwrap_or_else(|| Ground::of(folder));
    let _gate = files.gate();
    let mut notices = Vec::new();
    if ground == Ground::Network {
        notices.push(Notice::Network);
    }
    let Claim { held, alone } = files.claim(ground)?;
    let suspect = alone && (files.was_left_open() || files.is_suspect());
    let opened = match attempt(&files, ground, now, suspect) {
        Err(StateError::Damaged(why)) if alone => {
            notices.push(repair::replace(&files, why, now)?);
            attempt(&files, ground, now, false)
        }
        outcome => outcome,
    };
    if matches!(opened, Err(StateError::Damaged(_))) {
        files.set_suspect(true);
    }
    let Opened { db, read_only, device, device_id } = opened?;
    if alone && read_only.is_none() && files.is_suspect() {
        files.set_suspect(false);
    }
    notices.extend(read_only.map(Notice::ReadOnly));
    let millis = u64::try_from(now.0).unwrap_or_default().saturating_mul(1000);
    let session: SessionId = Ids::new(millis, schema::random(&db)?).make();
    let data_version = news::data_version(&db)?;
    let inode = files.inode();
    Ok((
        State { db, held, files, read_only, device, device_id, session, data_version, was_alone: alone, inode },
        notices,
    ))
}

/// A database that was opened, and whose it is.
struct Opened {
    db: Connection,
    read_only: Option<ReadOnly>,
    device: i64,
    device_id: DeviceId,
}

impl Opened {
    fn to_write(db: Connection) -> Result<Self, StateError> {
        let meta = Meta::read(&db)?;
        Ok(Self { db, read_only: None, device: meta.device, device_id: meta.device_id })
    }

    /// A newer schema may keep the ids elsewhere; nothing is written under them anyway.
    fn to_read(db: Connection, why: ReadOnly) -> Self {
        let (device, device_id) = Meta::read(&db).map_or((0, DeviceId::from(0)), |meta| (meta.device, meta.device_id));
        Self { db, read_only: Some(why), device, device_id }
    }
}

fn attempt(files: &Files, ground: Ground, now: Timestamp, suspect: bool) -> Result<Opened, StateError> {
    let path = files.database();
    let length = path.metadata().map_or(0, |found| found.len());
    let mut db = match connect::read_write(&path, ground) {
        Err(StateError::Open { .. } | StateError::ReadOnly(_) | StateError::Io(_)) if path.is_file() => {
            return protected(files, suspect);
        }
        outcome => outcome?,
    };
    if db.is_readonly("main")? {
        drop(db);
        return protected(files, suspect);
    }
    match schema::version(&db)? {
        Version::At(version) if version > schema::newest(sql::MIGRATIONS) => {
            drop(db);
            return Ok(Opened::to_read(connect::read_only(&path, false)?, ReadOnly::Newer(version)));
        }
        Version::At(_) if suspect => check::quick(&db)?,
        Version::At(_) => {}
        // SQLite takes a file that is cut off within its head for an empty database.
        Version::Empty if (1..SMALLEST).contains(&length) => return Err(damaged("it is cut off")),
        Version::Empty if !backup::list(&files.backups()).is_empty() => {
            return Err(damaged("it is empty, but there are backups"));
        }
        Version::Empty => {}
    }
    schema::migrate(&mut db, sql::MIGRATIONS, now, |db, _| backup::make(db, files, now).map(drop))?;
    Opened::to_write(db)
}

/// A database that the system does not let us write to.
fn protected(files: &Files, suspect: bool) -> Result<Opened, StateError> {
    let path = files.database();
    let try_to = |still| {
        let db = connect::read_only(&path, still)?;
        let why = match schema::version(&db)? {
            Version::At(version) if version > schema::newest(sql::MIGRATIONS) => ReadOnly::Newer(version),
            // A damaged head can make SQLite take the file for one that must not be written to.
            Version::At(_) if suspect => check::quick(&db).map(|()| ReadOnly::Protected)?,
            _ => ReadOnly::Protected,
        };
        Ok(Opened::to_read(db, why))
    };
    // A journal that is left must be read too; without one the file is all there is.
    try_to(false).or_else(|error| if files.was_left_open() { Err(error) } else { try_to(true) })
}
