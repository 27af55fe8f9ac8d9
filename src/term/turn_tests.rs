use std::cell::Cell;

use ratatui::backend::TestBackend;
use ratatui::widgets::Paragraph;

use super::*;
use crate::keymap::Key;

/// Notes what it is told, and wishes for something at some keys.
#[derive(Default)]
struct Notes {
    told: Vec<String>,
    revision: u64,
    frames: Cell<usize>,
}

impl Program for Notes {
    fn update(&mut self, msg: Msg) -> Vec<Effect> {
        self.told.push(match &msg {
            Msg::Key(key) => key.to_string(),
            Msg::Woke(now) => format!("woke {}", now.0),
            Msg::Resized(size) => size.to_string(),
            other => format!("{other:?}"),
        });
        let Msg::Key(key) = msg else { return Vec::new() };
        self.revision += u64::from(key != Key::char('.'));
        match key {
            key if key == Key::char('q') => vec![Effect::Quit],
            key if key == Key::char('y') => vec![Effect::Copy(SafeText::line("text")), Effect::Suspend],
            key if key == Key::char('e') => {
                vec![Effect::RunEditor { file: file(), path: "/cards/a.md".into() }]
            }
            key if key == Key::ctrl('l') => vec![Effect::Repaint],
            key if key == Key::char('r') => vec![Effect::LoadLibrary { generation: 7 }],
            _ => Vec::new(),
        }
    }

    fn revision(&self) -> u64 {
        self.revision
    }

    fn draw(&self, frame: &mut Frame<'_>) {
        self.frames.set(self.frames.get() + 1);
        frame.render_widget(Paragraph::new(format!("frame {}", self.frames.get())), frame.area());
    }

    fn say(&self, before: &Said) -> (Said, Vec<String>) {
        (before.clone(), vec![format!("heard {}", self.told.join(" "))])
    }
}

fn file() -> FileRef {
    FileRef { root: 0, path: "a.md".into() }
}

type Turning<'a> = EventLoop<Notes, Frames<TestBackend>, Box<dyn FnMut() -> Timestamp + 'a>>;

fn turning(clock: &Cell<i64>) -> Turning<'_> {
    let clock = Box::new(|| Timestamp(clock.get()));
    let frames = Frames::new(TestBackend::new(12, 2), Size::new(12, 2)).unwrap();
    EventLoop::new(Notes::default(), frames, clock as Box<_>)
}

fn keys(text: &str) -> impl Iterator<Item = Msg> {
    text.chars().map(|c| Msg::Key(Key::char(c))).collect::<Vec<_>>().into_iter()
}

/// One turn over these keys: the wishes, and how many effects went elsewhere.
fn turn(turning: &mut Turning<'_>, text: &str) -> (Vec<Wish>, usize) {
    let mut keys = keys(text);
    let mut elsewhere = 0;
    let wishes = turning.turn(keys.next().unwrap(), keys, |_| elsewhere += 1).unwrap();
    (wishes, elsewhere)
}

#[test]
fn draws_once_for_all_that_waits() {
    let clock = Cell::new(5);
    let mut turning = turning(&clock);
    turn(&mut turning, "abc");
    assert_eq!(turning.program().told, ["woke 5", "a", "b", "c"]);
    assert_eq!(turning.program().frames.get(), 1);
    turning.backend().assert_buffer_lines(["frame 1     ", "            "]);
}

#[test]
fn draws_nothing_if_nothing_changed() {
    let clock = Cell::new(5);
    let mut turning = turning(&clock);
    turn(&mut turning, "a");
    turn(&mut turning, "..");
    assert_eq!(turning.program().frames.get(), 1);
    turning.repaint();
    turn(&mut turning, ".");
    assert_eq!(turning.program().frames.get(), 2);
}

#[test]
fn tells_the_time_first_and_once_a_second() {
    let clock = Cell::new(5);
    let mut turning = turning(&clock);
    turn(&mut turning, "a");
    turn(&mut turning, "b");
    clock.set(6);
    // Whoever wakes the loop by the time does not tell it twice.
    turning.turn(Msg::Woke(Timestamp(6)), keys("c"), |_| {}).unwrap();
    assert_eq!(turning.program().told, ["woke 5", "a", "b", "woke 6", "c"]);
}

#[test]
fn passes_effects_on_and_returns_the_terminals_own() {
    let clock = Cell::new(5);
    let mut turning = turning(&clock);
    assert_eq!(
        turn(&mut turning, "ryr"),
        (vec![Wish::Copy(SafeText::line("text")), Wish::Suspend], 3),
        "others are told before it stops"
    );
    let edit = Wish::Edit { file: file(), path: "/cards/a.md".into() };
    assert_eq!(turn(&mut turning, "e"), (vec![edit], 0));
}

#[test]
fn nothing_happens_after_quitting() {
    let clock = Cell::new(5);
    let mut turning = turning(&clock);
    assert_eq!(turn(&mut turning, "aqrb"), (vec![Wish::Quit], 0));
    assert_eq!(turning.program().told, ["woke 5", "a", "q"]);
    assert_eq!(turning.program().frames.get(), 0);
}

#[test]
fn a_flood_does_not_keep_the_screen_from_changing() {
    let clock = Cell::new(5);
    let mut turning = turning(&clock);
    let endless = std::iter::repeat_with(|| Msg::Key(Key::char('a')));
    turning.turn(Msg::Key(Key::char('a')), endless, |_| {}).unwrap();
    assert_eq!(turning.program().frames.get(), 1);
}

#[test]
fn draws_everything_anew_in_another_size() {
    let clock = Cell::new(5);
    let mut turning = turning(&clock);
    turn(&mut turning, "a");
    turning.stage.backend_mut().resize(9, 1);
    turning.turn(Msg::Resized(Size::new(9, 1)), std::iter::empty(), |_| {}).unwrap();
    turning.backend().assert_buffer_lines(["frame 2  "]);
    for size in [Size::new(0, 0), Size::new(1, 1), Size::new(300, 1)] {
        turning.stage.backend_mut().resize(size.width, size.height);
        turning.turn(Msg::Resized(size), std::iter::empty(), |_| {}).unwrap();
    }
}

#[test]
fn repaints_when_asked_to() {
    let clock = Cell::new(5);
    let mut turning = turning(&clock);
    turn(&mut turning, "a");
    turning.turn(Msg::Key(Key::ctrl('l')), std::iter::empty(), |_| {}).unwrap();
    assert_eq!(turning.program().frames.get(), 2);
    assert!(!turning.stale);
}
