//! Brings a database to the newest version, and says whether it is ours at all.

use rusqlite::{Connection, TransactionBehavior};

use super::StateError;
use super::error::damaged;
use super::sql;
use crate::card::Timestamp;
use crate::triage::{DeviceId, Ids};

/// "cpdk", so that nobody takes the file for another program's.
const APPLICATION: i64 = 0x6370_646b;

/// What the head of the file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    /// Nothing is in it.
    Empty,
    /// How many migrations it has seen.
    At(i64),
}

/// The version of the database.
///
/// # Errors
/// When it is another program's, or no database.
pub(super) fn version(db: &Connection) -> Result<Version, StateError> {
    let number = |pragma: &str| db.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
    let (application, version) = (number("application_id")?, number("user_version")?);
    let tables: i64 = db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    match (application, version, tables) {
        (0, 0, 0) => Ok(Version::Empty),
        (APPLICATION, 1.., 1..) => Ok(Version::At(version)),
        _ => Err(damaged("it is not a state database of copydesk")),
    }
}

/// The version that `migrations` lead to.
pub(super) fn newest(migrations: &[&str]) -> i64 {
    i64::try_from(migrations.len()).unwrap_or(i64::MAX)
}

/// Applies the migrations that are missing, all or none. `before` is called once before that, unless the database is
/// empty.
pub(super) fn migrate(
    db: &mut Connection,
    migrations: &[&str],
    now: Timestamp,
    before: impl FnOnce(&Connection, i64) -> Result<(), StateError>,
) -> Result<(), StateError> {
    match version(db)? {
        Version::At(version) if version >= newest(migrations) => return Ok(()),
        Version::At(version) => before(db, version)?,
        Version::Empty => {}
    }
    let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Somebody else may have been faster.
    let done = match version(&transaction)? {
        Version::Empty => 0,
        Version::At(version) => version,
    };
    for (number, migration) in (1i64..).zip(migrations) {
        if number > done {
            transaction.execute_batch(migration)?;
        }
    }
    if done == 0 {
        let millis = u64::try_from(now.0).unwrap_or_default().saturating_mul(1000);
        let device: DeviceId = Ids::new(millis, random(&transaction)?).make();
        transaction.execute(sql::SEED_DEVICE, [device.to_bytes()])?;
        transaction.execute(sql::SEED_META, [now.0])?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", newest(migrations).max(done))?;
    transaction.commit()?;
    Ok(())
}

/// Random bits, from the generator that SQLite seeds from the system.
pub(super) fn random(db: &Connection) -> Result<u128, StateError> {
    let bytes: [u8; 16] = db.prepare_cached("SELECT randomblob(16)")?.query_row([], |row| row.get(0))?;
    Ok(u128::from_be_bytes(bytes))
}
