//! How long something takes: the shapes in which cards write `length`. How a length is written for people is decided in
//! [`crate::dates`].

use jiff::{SpanRelativeTo, Unit};

/// Longest text that is looked at, in bytes. No length is that long, and durations may carry digits without end.
const LONGEST: usize = 32;

/// Seconds of a `length`: an ISO 8601 duration (`PT1H3M`, `P2DT6H`; a day is 24 hours, a week seven days, and months and
/// years have no length), a clock (`3:45`, `1:02:03`), or a number with its unit (`90 min`, `1.5 hours`). `None` for
/// everything else, and for what does not fit 136 years.
pub(super) fn seconds(text: &str) -> Option<u32> {
    let text = text.trim();
    if text.len() > LONGEST || text.starts_with('-') {
        return None;
    }
    iso(text).or_else(|| clock(text)).or_else(|| with_unit(text))
}

fn iso(text: &str) -> Option<u32> {
    // The parser also reads a form of its own, such as `1h 3m`.
    if !text.starts_with(['P', 'p']) {
        return None;
    }
    let span: jiff::Span = text.parse().ok()?;
    whole(span.total((Unit::Second, SpanRelativeTo::days_are_24_hours())).ok()?)
}

/// `mm:ss` or `h:mm:ss`. The first number may be any, as in `90:00`.
fn clock(text: &str) -> Option<u32> {
    let parts: Vec<&str> = text.split(':').collect();
    let (first, rest) = parts.split_first()?;
    if !(1..=2).contains(&rest.len()) || !rest.iter().all(|part| part.len() == 2) {
        return None;
    }
    rest.iter().try_fold(digits(first)?, |total, part| {
        let part = digits(part).filter(|part| *part < 60)?;
        total.checked_mul(60)?.checked_add(part)
    })
}

fn digits(text: &str) -> Option<u32> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }
}

fn with_unit(text: &str) -> Option<u32> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == '.'))?;
    let (number, unit) = text.split_at(end);
    let number: f64 = number.parse().ok()?;
    let unit = unit.trim_start().trim_end_matches('.').to_ascii_lowercase();
    let seconds = match unit.as_str() {
        "s" | "sec" | "secs" | "second" | "seconds" => 1.0,
        "m" | "min" | "mins" | "minute" | "minutes" => 60.0,
        "h" | "hr" | "hrs" | "hour" | "hours" => 3600.0,
        _ => return None,
    };
    whole(number * seconds)
}

/// The nearest whole number of seconds.
fn whole(seconds: f64) -> Option<u32> {
    let seconds = seconds.round();
    (0.0..=f64::from(u32::MAX)).contains(&seconds).then_some(seconds as u32)
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn lengths_that_people_write() {
        for (text, length) in [
            ("PT13M34S", 814),
            ("PT44M", 2_640),
            ("PT2H21M", 8_460),
            ("PT7H9M", 25_740),
            ("pt53s", 53),
            ("PT0S", 0),
            ("PT1.5M", 90),
            ("PT90M", 5_400),
            ("P1DT1H", 90_000),
            ("P2W", 1_209_600),
            ("3:45", 225),
            ("90:00", 5_400),
            ("0:07", 7),
            ("1:02:03", 3_723),
            ("45 min", 2_700),
            ("45min", 2_700),
            ("1 minute", 60),
            ("10 Minutes", 600),
            ("1.5 h", 5_400),
            ("2 hours", 7_200),
            ("3 hrs.", 10_800),
            (" 30 s ", 30),
        ] {
            assert_eq!(seconds(text), Some(length), "{text}");
        }
    }

    #[test]
    fn what_is_no_length_has_none() {
        for text in [
            "",
            "45",
            "long",
            "-PT1M",
            "- 5 min",
            "PT",
            "P1M",
            "P1Y",
            "1h 3m",
            "3:5",
            "3:60",
            "1:60:00",
            "1:2:03",
            ":30",
            "1:2:3:04",
            "+1:30",
            ".",
            "min",
            "1.2.3 min",
            "NaN min",
            "5 parsecs",
            "9999999999999 h",
            "99999999:00",
            "PT99999999999999999999999999999999999999M",
            "１２ min",
            "5 min later",
        ] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }
}
