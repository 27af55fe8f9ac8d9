//! The scanner reads what the parser reads, or declines.

mod corpus;
mod properties;
mod shapes;
mod speed;

use super::*;

/// The head as the scanner reads it, after it was compared with the parser's. `None` when it declined.
#[track_caller]
fn agreed(bytes: &[u8]) -> Option<HeadFile> {
    let Split::Found { front, body } = fence::split(bytes) else {
        assert_eq!(read_head(bytes), parsed(bytes));
        return None;
    };
    let file = scanned(bytes, front, &trim_body(bytes, body))?;
    let reading = HeadReading::Card(Box::new(file));
    assert_eq!(reading, parsed(bytes), "{}", String::from_utf8_lossy(bytes));
    let HeadReading::Card(file) = reading else { return None };
    Some(*file)
}
