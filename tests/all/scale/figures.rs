//! How times are summed up and printed.

use std::time::Duration;

/// The time that this share of the times is not longer than, by the nearest rank; 0.5 is the median.
pub(super) fn quantile(times: &[Duration], share: f64) -> Duration {
    let mut times = times.to_vec();
    times.sort_unstable();
    let rank = ((times.len().saturating_sub(1)) as f64 * share).round() as usize;
    times.get(rank).copied().unwrap_or_default()
}

/// In milliseconds, as precisely as it matters.
pub(super) fn milliseconds(time: Duration) -> String {
    let time = time.as_secs_f64() * 1e3;
    if time < 10.0 { format!("{time:.2} ms") } else { format!("{time:.0} ms") }
}

/// Median, 99 % and longest.
pub(super) fn summary(times: &[Duration]) -> String {
    let at = |share| milliseconds(quantile(times, share));
    format!("p50 {}, p99 {}, max {} (of {})", at(0.5), at(0.99), at(1.0), times.len())
}

/// What is promised beside what was measured.
#[derive(Default)]
pub(super) struct Table(Vec<[String; 4]>);

impl Table {
    /// A time with a budget.
    pub(super) fn time(&mut self, what: &str, budget: Duration, measured: Duration, about: &str) {
        let sign = if measured > budget { "missed" } else { "" };
        let measured = format!("{} {about}", milliseconds(measured));
        self.0.push([what.to_owned(), milliseconds(budget), measured.trim_end().to_owned(), sign.to_owned()]);
    }

    /// Anything without a budget.
    pub(super) fn note(&mut self, what: &str, measured: String) {
        self.0.push([what.to_owned(), String::new(), measured, String::new()]);
    }

    /// Peak memory with a budget, both in KiB.
    pub(super) fn memory(&mut self, what: &str, budget: u64, measured: u64) {
        let sign = if measured > budget { "missed" } else { "" };
        let [budget, measured] = [budget, measured].map(|size| format!("{} MiB", size.div_ceil(1_024)));
        self.0.push([what.to_owned(), budget, measured, sign.to_owned()]);
    }

    pub(super) fn print(&self) {
        println!("| what | budget | measured | |\n|---|---|---|---|");
        for [what, budget, measured, sign] in &self.0 {
            println!("| {what} | {budget} | {measured} | {sign} |");
        }
    }
}
