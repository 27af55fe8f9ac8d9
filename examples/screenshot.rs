//! Draws the README's screenshots from the program itself: `cargo run --example screenshot > assets/screenshot.svg`,
//! and with `-- triage` or `-- search` after it `assets/triage.svg` or `assets/search.svg`.
//!
//! The tour is opened and keys are pressed as a user would; what is then on the screen becomes an SVG, cell by cell.

use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};

use copydesk::app::{self, Effect, Model, Msg, Options};
use copydesk::card::{SafeText, Timestamp};
use copydesk::keymap::{Keymap, keys};
use copydesk::store::Sources;
use copydesk::store::state::ViewsFile;
use copydesk::store::texts::Texts;
use copydesk::view;
use copydesk::work::browser::Browser;
use copydesk::work::{Keeper, Services, perform};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Size;
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

const SIZE: Size = Size { width: 132, height: 34 };
/// What is pressed before the picture of a card is taken.
const READING: &str = "9j l ]";
/// What is pressed before the picture of deciding is taken.
const TRIAGE: &str = "3m s 3j s j m j e j Z 3d 2j v j j j Z";
/// What is pressed before the picture of searching is taken.
const SEARCH: &str = "/ l i n k space O R space t o p i c : a m p down down";
/// 2026-11-21T09:00:00Z, the day after the tour's newest card.
const NOW: Timestamp = Timestamp(1_795_251_600);
/// Pixels of a cell.
const CELL: (usize, usize) = (9, 19);
const PAPER: &str = "#1d2026";
const INK: &str = "#d8dee9";

fn main() -> Result<(), Box<dyn Error>> {
    let bindings = serde_yaml::from_str(include_str!("../assets/keymap.yaml"))?;
    let keymap = Keymap::from_bindings(&bindings, None).map_err(|_| "the keymap has mistakes")?;
    let (mut model, effects) =
        app::start(Options { dwell: None, ..Options::new(Arc::new(keymap), SafeText::line("The tour"), SIZE, NOW) });
    let state = tempfile::tempdir()?;
    let decisions = Keeper::new(Some(state.path().to_path_buf()), NOW);
    let texts = Texts::new(Some(state.path().to_path_buf()));
    let services = Services::new(Sources::tour(), Browser::from_env(), decisions, ViewsFile::new(None), texts);
    carry_out(&services, &mut model, effects);
    let pressed = match std::env::args().nth(1).as_deref() {
        None => READING,
        Some("triage") => TRIAGE,
        Some("search") => SEARCH,
        Some(other) => return Err(format!("there is no picture `{other}`: triage, search").into()),
    };
    for key in keys(pressed)? {
        let effects = app::update(&mut model, Msg::Key(key));
        carry_out(&services, &mut model, effects);
    }
    let mut terminal = Terminal::new(TestBackend::new(SIZE.width, SIZE.height))?;
    terminal.draw(|frame| view::draw(&model, frame))?;
    std::io::stdout().lock().write_all(svg(terminal.backend().buffer())?.as_bytes())?;
    Ok(())
}

fn carry_out(services: &Services, model: &mut Model, mut effects: Vec<Effect>) {
    while !effects.is_empty() {
        let jobs = Mutex::new(Vec::new());
        for effect in effects.drain(..) {
            let answer = |job| jobs.lock().unwrap_or_else(PoisonError::into_inner).push(job);
            perform(services, effect, &|| false, &AtomicBool::new(false), &answer);
        }
        for job in jobs.into_inner().unwrap_or_else(PoisonError::into_inner) {
            effects.extend(app::update(model, Msg::Job(job)));
        }
    }
}

fn svg(buffer: &Buffer) -> Result<String, std::fmt::Error> {
    let (cell_width, cell_height) = CELL;
    let area = buffer.area;
    let (width, height) = (usize::from(area.width) * cell_width + 24, usize::from(area.height) * cell_height + 24);
    let mut out = String::new();
    writeln!(out, r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-size="15""#)?;
    writeln!(out, r#" font-family="'DejaVu Sans Mono', Menlo, Consolas, 'Noto Sans Mono CJK JP', monospace">"#)?;
    writeln!(out, r#"<rect width="{width}" height="{height}" rx="8" fill="{PAPER}"/>"#)?;
    for y in area.top()..area.bottom() {
        let mut x = area.left();
        while x < area.right() {
            let cell = &buffer[(x, y)];
            let (left, top) = (usize::from(x) * cell_width + 12, usize::from(y) * cell_height + 12);
            let columns = cell.symbol().width().max(1);
            let (ink, paper) = colors(cell);
            if paper != PAPER {
                let wide = columns * cell_width;
                writeln!(out, r#"<rect x="{left}" y="{top}" width="{wide}" height="{cell_height}" fill="{paper}"/>"#)?;
            }
            if cell.symbol() != " " {
                let style = style(cell.modifier);
                let text = escape(cell.symbol());
                let base = top + 14;
                writeln!(out, r#"<text x="{left}" y="{base}" fill="{ink}"{style}>{text}</text>"#)?;
            }
            x += u16::try_from(columns).unwrap_or(1);
        }
    }
    out.push_str("</svg>\n");
    Ok(out)
}

/// Ink and paper of a cell.
fn colors(cell: &Cell) -> (&'static str, &'static str) {
    if cell.bg == Color::Yellow {
        return (PAPER, "#e5c07b");
    }
    let ink = match cell.fg {
        Color::Red => "#ff7b72",
        Color::Green => "#8cc265",
        Color::Yellow => "#e5c07b",
        Color::Blue => "#79b8ff",
        Color::Cyan => "#56c2d6",
        Color::DarkGray => "#7d8590",
        _ if cell.modifier.contains(Modifier::DIM) => "#9aa3ae",
        _ => INK,
    };
    if cell.modifier.contains(Modifier::REVERSED) { (PAPER, ink) } else { (ink, PAPER) }
}

fn style(modifier: Modifier) -> String {
    let styles = [
        (Modifier::BOLD, r#" font-weight="bold""#),
        (Modifier::ITALIC, r#" font-style="italic""#),
        (Modifier::UNDERLINED, r#" text-decoration="underline""#),
    ];
    styles.into_iter().filter(|(wanted, _)| modifier.contains(*wanted)).map(|(_, style)| style).collect()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
