use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::*;
use crate::app::PictureOrder;
use crate::picture::{CellSize, Painted, Protocol, TerminalAnswer, Upload};

const ASK: Plan = Plan::Ask { kitty: true, otherwise: Some(Protocol::HalfBlocks) };
const CELL: CellSize = CellSize { width: 8, height: 16 };

/// A reader on the card that has a picture, with the effects of its start still there.
fn desk(pictures: Plan, cell: Option<CellSize>) -> Desk {
    let mut desk = Desk::with(Options { pictures, cell, ..Desk::options(120, 40) });
    desk.load();
    desk.keys("G");
    assert_eq!(desk.model.current().unwrap().title.as_str(), "Echo");
    desk
}

fn answered(desk: &mut Desk, answers: &[TerminalAnswer]) {
    for answer in answers {
        let effects = update(&mut desk.model, Msg::TerminalAnswered(*answer));
        desk.effects.extend(effects);
    }
    desk.settle();
}

/// Takes the orders of pictures.
fn orders(desk: &mut Desk) -> Vec<PictureOrder> {
    let orders = desk.effects.extract_if(.., |effect| matches!(effect, Effect::LoadPicture(_)));
    orders.map(|effect| if let Effect::LoadPicture(order) = effect { order } else { unreachable!() }).collect()
}

/// Takes the numbers of pictures that the terminal is sent.
fn uploads(desk: &mut Desk) -> Vec<u32> {
    let uploads = desk.effects.extract_if(.., |effect| matches!(effect, Effect::Upload(_)));
    let id = |effect| if let Effect::Upload(painted) = effect { painted.upload.as_ref().unwrap().id } else { 0 };
    uploads.map(id).collect()
}

fn paint(order: &PictureOrder) -> Job {
    let upload = Upload { id: order.question, sequence: "sent".to_owned() };
    let upload = (order.protocol == Protocol::Kitty).then_some(upload);
    let painted = Painted { protocol: order.protocol, cells: Buffer::empty(Rect::from(order.size)), upload };
    Job::PictureReady { question: order.question, outcome: Ok(Arc::new(painted)) }
}

/// Whether the picture of the shown card is there to be drawn.
fn is_painted(desk: &Desk) -> bool {
    let shown = desk.model.current().unwrap();
    desk.model.pictures.get(&shown.place, &shown.page.pictures[0]).is_some_and(Result::is_ok)
}

#[test]
fn the_terminal_is_asked_once_and_its_first_answers_count() {
    let kitty = [TerminalAnswer::Kitty(true), TerminalAnswer::Cell(CELL), TerminalAnswer::Attributes { sixel: true }];
    let sixel = [TerminalAnswer::Kitty(false), TerminalAnswer::Cell(CELL), TerminalAnswer::Attributes { sixel: true }];
    let no_cell = [TerminalAnswer::Kitty(true), TerminalAnswer::Attributes { sixel: true }];
    let nothing = [TerminalAnswer::Cell(CELL), TerminalAnswer::Attributes { sixel: false }];
    for (answers, protocol) in [
        (&kitty[..], Protocol::Kitty),
        (&sixel, Protocol::Sixel),
        (&no_cell, Protocol::HalfBlocks),
        (&nothing, Protocol::HalfBlocks),
    ] {
        let mut desk = desk(ASK, None);
        let asks = desk.effects.iter().filter(|effect| matches!(effect, Effect::AskTerminal { kitty: true })).count();
        assert_eq!((asks, orders(&mut desk)), (1, Vec::new()), "nothing is painted before it has answered");
        answered(&mut desk, answers);
        assert_eq!(orders(&mut desk)[0].protocol, protocol, "{answers:?}");
        // Another program has asked, and its answer comes to us.
        answered(&mut desk, &[TerminalAnswer::Kitty(false), TerminalAnswer::Attributes { sixel: false }]);
        assert!(orders(&mut desk).is_empty());
    }
}

#[test]
fn without_pictures_nothing_is_asked_and_the_page_has_their_captions() {
    let mut desk = desk(Plan::Never, Some(CELL));
    answered(&mut desk, &[TerminalAnswer::Kitty(true), TerminalAnswer::Attributes { sixel: true }]);
    assert!(desk.effects.iter().all(|effect| !matches!(effect, Effect::AskTerminal { .. } | Effect::LoadPicture(_))));
    let page = &desk.model.current().unwrap().page;
    assert!(page.pictures.is_empty());
    assert!(page.lines.iter().any(|line| line.spans.iter().any(|span| span.text == "Waves")));
}

#[test]
fn the_rows_of_a_picture_are_free_before_it_is_painted() {
    let mut desk = desk(Plan::Fixed(Protocol::Sixel), Some(CELL));
    let shown = desk.model.current().unwrap().clone();
    let [placed] = &shown.page.pictures[..] else { panic!("one picture") };
    assert_eq!((placed.size, placed.column), (Size::new(38, 13), 0), "300x200 pixels in cells of 8x16");
    let [order] = &orders(&mut desk)[..] else { panic!("one order") };
    assert_eq!((order.size, order.cell, order.protocol), (placed.size, CELL, Protocol::Sixel));
    assert!(!is_painted(&desk));
    desk.job(paint(order));
    assert!(is_painted(&desk));
    assert_eq!(desk.model.current().unwrap().page, shown.page, "no line moves");
    assert!(orders(&mut desk).is_empty(), "painted once");
}

#[test]
fn other_cells_mean_another_picture_and_late_ones_are_dropped() {
    let mut desk = desk(Plan::Fixed(Protocol::HalfBlocks), Some(CELL));
    let first = orders(&mut desk).remove(0);
    answered(&mut desk, &[TerminalAnswer::Cell(CellSize { width: 16, height: 32 })]);
    let second = orders(&mut desk).remove(0);
    assert_ne!(first.size, second.size);
    desk.job(paint(&first));
    assert!(!is_painted(&desk));
    desk.job(paint(&second));
    assert!(is_painted(&desk));
    answered(&mut desk, &[TerminalAnswer::Cell(CellSize { width: 16, height: 32 })]);
    assert!(orders(&mut desk).is_empty(), "the same again is no news");
}

#[test]
fn a_terminal_is_sent_a_picture_before_it_is_in_view_and_again_when_its_screen_is_new() {
    let mut desk = desk(Plan::Fixed(Protocol::Kitty), Some(CELL));
    let order = orders(&mut desk).remove(0);
    desk.job(paint(&order));
    assert_eq!(uploads(&mut desk), [order.question]);
    desk.keys("k G");
    assert!(uploads(&mut desk).is_empty(), "it has it");
    for msg in [Msg::Resumed, Msg::Resized(Size::new(121, 40))] {
        let effects = update(&mut desk.model, msg);
        desk.effects.extend(effects);
        desk.settle();
        for order in orders(&mut desk) {
            desk.job(paint(&order));
        }
        assert_eq!(uploads(&mut desk).len(), 1);
    }
}

#[test]
fn what_cannot_be_painted_is_not_asked_for_again() {
    let mut desk = desk(Plan::Fixed(Protocol::Sixel), Some(CELL));
    let order = orders(&mut desk).remove(0);
    desk.job(Job::PictureReady { question: order.question, outcome: Err(PictureError::Outside) });
    let shown = desk.model.current().unwrap().clone();
    let outcome = desk.model.pictures.get(&shown.place, &shown.page.pictures[0]);
    assert_eq!(outcome, Some(&Err(PictureError::Outside)));
    desk.keys("k G");
    assert!(orders(&mut desk).is_empty());
}

#[test]
fn a_low_pane_has_no_room_for_pictures() {
    let options = Options { pictures: Plan::Fixed(Protocol::Sixel), cell: Some(CELL), ..Desk::options(40, 6) };
    let mut desk = Desk::with(options);
    desk.load();
    desk.keys("G Enter");
    assert!(desk.model.current().unwrap().page.pictures.is_empty());
}
