//! copydesk: a terminal reader and triage desk for a library of cards, Markdown files with YAML front matter.
//!
//! This page is the map. One UI thread owns the state; one channel brings it everything that happens; what it wishes
//! of the outside world leaves it as plain values.
//!
//! ```text
//!  input thread ---- Key, Pasted --+
//!  signal thread --- Resized ------+
//!  state watcher --- Job ----------+
//!  folder watcher -- Job ----------+
//!  alarms ---------- Rang ---------+
//!  workers --------- Job ----------+--> one channel --> term::run   blocks when idle: no tick, no polling
//!                                                          |
//!                        app::update(&mut Model, Msg) -> Vec<Effect>      pure: no I/O, clock, lock, channel
//!                                                          |
//!                        work::Workers::run(Effect) -------+--> search, count, show, load, decide --> store, browser
//!                                                          |
//!                  once per drain, if something changed:  view::draw(&Model, &mut Frame)   only visible rows
//!                                                     or  view::speech::say(&Said, &Model)  only what has changed
//! ```
//!
//! | module | what it decides |
//! |---|---|
//! | [`card`] | what a card file says: front matter to safe values, links, problems; how one value of it is changed |
//! | [`document`] | what a body says: Markdown and HTML as headings, lists, tables, links and pictures |
//! | [`picture`] | what a picture is in a terminal: protocols, sizes in cells, finished cells |
//! | [`triage`] | what is decided about cards: flags, changes and their inverses, names of cards, times |
//! | [`library`] | how heads are held by the hundred thousand: segments, order, topic tree, ways between cards |
//! | [`query`] | which cards are wanted: one value for every way to narrow a list |
//! | [`command`] | everything a user can ask for, by name |
//! | [`nearest`] | what a mistyped name was meant to be |
//! | [`keymap`] | which keys ask for it |
//! | [`columns`] | how text is cut to the width of a terminal |
//! | [`bidi`] | in which order right-to-left text stands on a line |
//! | [`counts`] | how counts are written for people |
//! | [`contain`] | which faults of foreign code are survived |
//! | [`dates`] | how points in time are written for people |
//! | [`page`] | how a card is set in lines of one width, for the screen and for paper |
//! | [`app`] | the program as a pure machine: model, messages, effects |
//! | [`view`] | how that looks, and what of it is said in lines instead |
//! | [`config`] | settings, where files live |
//! | [`store`] | files: finding them, reading them, changing them without losing any, the built-in tour |
//! | [`work`] | on which thread an effect is carried out |
//! | [`term`] | the terminal: taking it, giving it back, the event loop |
//! | [`cli`] | the command line, one file a subcommand |
//!
//! The core (`card`, `document`, `picture`, `triage`, `library`, `query`, `command`, `keymap`, `page`, `app`, `view`) is pure:
//! no file, clock, thread or environment. To follow a key, start at [`app::update`]; to follow a card, at
//! [`card::read()`]; to follow what the list shows of one, at [`card::read_head`].

pub mod app;
pub mod bidi;
pub mod card;
pub mod cli;
pub mod columns;
pub mod command;
pub mod config;
pub mod contain;
pub mod counts;
pub mod dates;
pub mod document;
pub mod keymap;
pub mod library;
pub mod nearest;
pub mod page;
pub mod picture;
pub mod query;
pub mod reader;
pub mod store;
pub mod term;
pub mod triage;
pub mod view;
pub mod work;
