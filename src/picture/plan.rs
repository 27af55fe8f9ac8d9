//! Which protocols there are, and how the one is found that a terminal understands. Which of them a user wants is decided
//! in [`crate::config`].

use super::CellSize;

/// How a picture reaches a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Protocol {
    /// The graphics protocol of kitty, with placeholder characters: kitty, Ghostty.
    Kitty,
    /// The inline images of iTerm2: iTerm2, WezTerm, mintty.
    Iterm2,
    /// Sixel, as the VT340 had it: foot, xterm, mlterm and others.
    Sixel,
    /// Two colours to a cell, which every terminal with true colours shows.
    HalfBlocks,
}

impl Protocol {
    /// Every protocol, in the order help shows them.
    pub const ALL: [Self; 4] = [Self::Kitty, Self::Iterm2, Self::Sixel, Self::HalfBlocks];

    /// The name users type.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Kitty => "kitty",
            Self::Iterm2 => "iterm2",
            Self::Sixel => "sixel",
            Self::HalfBlocks => "halfblocks",
        }
    }

    /// Whether a picture is in its cells like text, so that rows of it can be left out and others drawn over.
    pub const fn is_in_cells(self) -> bool {
        matches!(self, Self::Kitty | Self::HalfBlocks)
    }
}

/// How the protocol is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Plan {
    /// There are no pictures.
    #[default]
    Never,
    /// It is known.
    Fixed(Protocol),
    /// The terminal is asked. Until it has answered there are no pictures.
    Ask {
        /// It may be kitty's. Some terminals say so and do not know the placeholders.
        kitty: bool,
        /// When it knows none of the protocols.
        otherwise: Option<Protocol>,
    },
}

impl Plan {
    /// Whether the terminal is to be asked anything.
    pub const fn asks(self) -> bool {
        matches!(self, Self::Ask { .. } | Self::Fixed(Protocol::Kitty | Protocol::Iterm2 | Protocol::Sixel))
    }
}

/// What a terminal says when it is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TerminalAnswer {
    /// It takes compressed pictures by kitty's protocol, or does not.
    Kitty(bool),
    /// How large a cell is.
    Cell(CellSize),
    /// What it can do. Asked last, so that nothing more comes when this came.
    Attributes {
        /// It knows sixel.
        sixel: bool,
    },
}
