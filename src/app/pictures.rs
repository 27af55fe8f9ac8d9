//! Pictures as the reader has them: what the terminal is known to show, and those that were painted for it. When one is
//! asked for is decided in [`mod@super::update`].

use std::collections::{HashSet, VecDeque};
use std::sync::Arc;

use ratatui::layout::Size;

use crate::library::FileRef;
use crate::page::{Place, PlacedPicture};
use crate::picture::{CellSize, Measured, Painted, PictureError, Plan, Protocol, Room, TerminalAnswer};

/// Memory for painted pictures, in bytes.
const MEMORY: usize = 16 << 20;
/// Pictures that were painted or could not be: enough for the longest newsletter.
const KEPT: usize = 100;
/// Most rows of a picture: what is higher pushes the text out of sight.
const ROWS: u16 = 24;
/// Panes of fewer rows show text only.
const LEAST_ROWS: u16 = 6;

/// A picture that is to be painted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureOrder {
    /// Number of the question.
    pub question: u32,
    /// The card that it belongs to: paths start there.
    pub card: FileRef,
    /// Which picture.
    pub picture: Arc<Measured>,
    /// How many cells.
    pub size: Size,
    /// How large each is.
    pub cell: CellSize,
    /// How it reaches the terminal.
    pub protocol: Protocol,
}

/// What is known of pictures.
#[derive(Debug)]
pub struct Pictures {
    plan: Plan,
    /// What the terminal understands, once that is known and it is anything.
    protocol: Option<Protocol>,
    /// It said that it takes kitty's protocol.
    takes_kitty: bool,
    cell: Option<CellSize>,
    /// The terminal was asked.
    pub(super) asked: bool,
    kept: VecDeque<Kept>,
    /// What is being painted.
    pub(super) order: Option<PictureOrder>,
    /// Numbers of pictures that the terminal has.
    uploaded: HashSet<u32>,
}

#[derive(Debug)]
struct Kept {
    card: FileRef,
    picture: Arc<Measured>,
    size: Size,
    outcome: Result<Arc<Painted>, PictureError>,
}

impl Pictures {
    /// None yet. `cell` is what the system knows of the terminal.
    pub(super) fn new(plan: Plan, cell: Option<CellSize>) -> Self {
        let protocol = match plan {
            Plan::Fixed(protocol) => Some(protocol),
            Plan::Never | Plan::Ask { .. } => None,
        };
        Self {
            plan,
            protocol,
            takes_kitty: false,
            cell,
            asked: false,
            kept: VecDeque::new(),
            order: None,
            uploaded: HashSet::new(),
        }
    }

    /// Room for pictures on a page in a pane of so many rows; `None` where there are no pictures.
    pub(super) fn room(&self, rows: usize) -> Option<Room> {
        self.protocol?;
        let rows = u16::try_from(rows).unwrap_or(u16::MAX);
        // Text stays in sight, so that a picture can be whole in view with some of it.
        (rows >= LEAST_ROWS).then(|| Room { cell: self.cell(), rows: (rows - rows / 3).min(ROWS) })
    }

    /// The picture in that place: painted, or why it is not shown. `None` while it is being painted.
    pub fn get(&self, place: &Place, placed: &PlacedPicture) -> Option<&Result<Arc<Painted>, PictureError>> {
        let is_it =
            |kept: &&Kept| kept.size == placed.size && kept.card == place.file && kept.picture == placed.picture;
        self.kept.iter().find(is_it).map(|kept| &kept.outcome)
    }

    /// Whether the terminal is to be asked, which happens once, and whether that is about kitty's protocol, too.
    pub(super) fn must_ask(&mut self) -> Option<bool> {
        let asks = self.plan.asks() && !std::mem::replace(&mut self.asked, true);
        asks.then_some(matches!(self.plan, Plan::Ask { kitty: true, .. }))
    }

    /// Takes an answer of the terminal. Returns whether what is shown changes by it.
    pub(super) fn answered(&mut self, answer: TerminalAnswer) -> bool {
        let before = (self.protocol, self.cell());
        match answer {
            TerminalAnswer::Cell(cell) => self.cell = Some(cell),
            TerminalAnswer::Kitty(takes) => self.takes_kitty = takes,
            TerminalAnswer::Attributes { sixel } => self.decide(sixel),
        }
        let changed = before != (self.protocol, self.cell());
        if changed {
            self.kept.clear();
            self.order = None;
        }
        changed && self.protocol.is_some()
    }

    /// Everything that the terminal says has been said. What is decided once stays so: another program may have asked, too.
    fn decide(&mut self, sixel: bool) {
        let Plan::Ask { kitty, otherwise } = self.plan else { return };
        if !self.asked || self.protocol.is_some() {
            return;
        }
        // Pixels cannot be put into cells whose size is not known.
        self.protocol = match self.cell {
            Some(_) if kitty && self.takes_kitty => Some(Protocol::Kitty),
            Some(_) if sixel => Some(Protocol::Sixel),
            _ => otherwise,
        };
        self.plan = self.protocol.map_or(Plan::Never, Plan::Fixed);
    }

    /// How a picture of this card is ordered; `None` where none are shown.
    pub(super) fn order_for(&self, question: u32, place: &Place, placed: &PlacedPicture) -> Option<PictureOrder> {
        Some(PictureOrder {
            question,
            card: place.file.clone(),
            picture: placed.picture.clone(),
            size: placed.size,
            cell: self.cell(),
            protocol: self.protocol?,
        })
    }

    /// Keeps what came of the order, instead of what has been here longest. Returns numbers of pictures that the terminal
    /// may forget; `None` if nobody waits for this answer.
    pub(super) fn keep(&mut self, question: u32, outcome: Result<Arc<Painted>, PictureError>) -> Option<Vec<u32>> {
        let PictureOrder { card, picture, size, .. } = self.order.take_if(|order| order.question == question)?;
        self.kept.push_back(Kept { card, picture, size, outcome });
        let mut forgotten = Vec::new();
        let weight = |kept: &Kept| kept.outcome.as_ref().map_or(0, |painted| painted.weight());
        let mut total: usize = self.kept.iter().map(weight).sum();
        // The newest is on the screen, however large it is.
        while self.kept.len() > 1 && (total > MEMORY || self.kept.len() > KEPT) {
            let Some(oldest) = self.kept.pop_front() else { break };
            total -= weight(&oldest);
            let upload = oldest.outcome.ok().and_then(|painted| Some(painted.upload.as_ref()?.id));
            forgotten.extend(upload.filter(|id| self.uploaded.remove(id)));
        }
        Some(forgotten)
    }

    /// Whether the terminal does not have this picture yet, and has it from now on.
    pub(super) fn must_upload(&mut self, painted: &Painted) -> bool {
        painted.upload.as_ref().is_some_and(|upload| self.uploaded.insert(upload.id))
    }

    /// The screen is another one, or was emptied: what the terminal kept may be gone.
    pub(super) fn screen_is_new(&mut self) {
        self.uploaded.clear();
    }

    fn cell(&self) -> CellSize {
        self.cell.unwrap_or_default()
    }
}
