//! Figures over large libraries, ignored by default. [`budgets`] prints a table of what is promised beside what is
//! measured; the others look closer at a part of it. [`large`] says which library that is.
//!
//! ```text
//! cargo test --release --test all -- --ignored scale::budgets --nocapture
//! COPYDESK_LIBRARY=DIR cargo test --release --test all -- --ignored scale --nocapture --test-threads 1
//! ```

mod budgets;
mod decisions;
mod figures;
mod large;
mod loading;
mod loading_keys;
mod reader;
mod search;
