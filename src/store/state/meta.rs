//! The one row of `meta`: whose database it is, the clock, and the sums.

use rusqlite::Connection;

use super::sums::Sum;
use super::{StateError, sql};
use crate::triage::{DeviceId, HybridTime};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Meta {
    pub(super) device: i64,
    pub(super) device_id: DeviceId,
    pub(super) time: HybridTime,
    pub(super) cards: Sum,
    pub(super) aliases: Sum,
    pub(super) flags: Sum,
}

impl Meta {
    pub(super) fn read(db: &Connection) -> Result<Self, StateError> {
        let meta = db.prepare_cached(sql::META_READ)?.query_row([], |row| {
            Ok(Self {
                device: row.get(0)?,
                device_id: DeviceId::from_bytes(row.get(1)?),
                time: HybridTime::from_number(row.get(2)?),
                cards: Sum(row.get(3)?),
                aliases: Sum(row.get(4)?),
                flags: Sum(row.get(5)?),
            })
        })?;
        Ok(meta)
    }

    pub(super) fn write(&self, db: &Connection) -> Result<(), StateError> {
        let values = (self.time.to_number(), self.cards.0, self.aliases.0, self.flags.0);
        db.prepare_cached(sql::META_WRITE)?.execute(values)?;
        Ok(())
    }
}
