//! The forms that reports have: tables for people, JSON and CSV for programs. Which fields there are is decided by each
//! report; `docs/formats.md` promises them.

mod table;

use std::io::Write;

use clap::ValueEnum;
use serde::{Serialize, Serializer};

pub(super) use table::{Column, Table};

use super::error::Failure;
use crate::card::Timestamp;

/// The form of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Format {
    /// Columns, cut to the terminal.
    #[default]
    Table,
    /// One JSON array.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// Comma-separated values with a header line.
    Csv,
}

/// The form of one card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum ShowFormat {
    /// For reading.
    #[default]
    Text,
    /// One JSON object.
    Json,
    /// One YAML document.
    Yaml,
}

/// The form of what a verb says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum OutcomeFormat {
    /// One line.
    #[default]
    Text,
    /// One JSON object.
    Json,
}

/// One row of a report, for programs.
pub(super) trait Record: Serialize {
    /// Names of the fields, as in JSON.
    const FIELDS: &'static [&'static str];

    /// The same fields as text; several values are separated by `; `.
    fn fields(&self) -> Vec<String>;
}

/// Writes records as JSON, JSON lines or CSV.
pub(super) fn records<R: Record>(
    out: &mut dyn Write,
    format: Format,
    records: impl Iterator<Item = R>,
) -> Result<(), Failure> {
    match format {
        Format::Csv => {
            let mut csv = csv::Writer::from_writer(out);
            csv.write_record(R::FIELDS)?;
            for record in records {
                csv.write_record(record.fields())?;
            }
            csv.flush()?;
        }
        Format::Json => {
            let mut before = "[\n";
            for record in records {
                write!(out, "{before}{}", serde_json::to_string(&record)?)?;
                before = ",\n";
            }
            out.write_all(if before == "[\n" { b"[]\n" } else { b"\n]\n" })?;
        }
        Format::Jsonl | Format::Table => {
            // A record is written in some sixty pieces, which go to a vector in half the time.
            let mut line = Vec::new();
            for record in records {
                line.clear();
                serde_json::to_writer(&mut line, &record)?;
                line.push(b'\n');
                out.write_all(&line)?;
            }
        }
    }
    Ok(())
}

/// RFC 3339 in UTC; nothing for a time beyond the year 9999.
pub(super) fn rfc3339(at: Option<Timestamp>) -> Option<String> {
    Some(jiff::Timestamp::from_second(at?.0).ok()?.to_string())
}

/// A score: whole ones without a fraction.
pub(super) fn score<S: Serializer>(score: &Option<f32>, serializer: S) -> Result<S::Ok, S::Error> {
    match score {
        None => serializer.serialize_none(),
        Some(whole) if whole.fract() == 0.0 && whole.abs() < 1e15 => serializer.serialize_i64(*whole as i64),
        Some(score) => serializer.serialize_f32(*score),
    }
}

/// A score of twice the precision.
pub(super) fn wide_score<S: Serializer>(score: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    match score {
        None => serializer.serialize_none(),
        Some(whole) if whole.fract() == 0.0 && whole.abs() < 1e15 => serializer.serialize_i64(*whole as i64),
        Some(score) => serializer.serialize_f64(*score),
    }
}
