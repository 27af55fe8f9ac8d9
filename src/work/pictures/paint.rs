//! Paints a picture into cells: makes it as small as they are, and has it encoded for a protocol. Decoding it is not its
//! affair.

use image::{DynamicImage, Rgba, RgbaImage, imageops};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;
use ratatui_image::protocol::halfblocks::Halfblocks;
use ratatui_image::protocol::iterm2::Iterm2;
use ratatui_image::protocol::kitty::Kitty;
use ratatui_image::protocol::sixel::Sixel;
use ratatui_image::{Image, protocol};

use crate::app::PictureOrder;
use crate::card::SafeText;
use crate::picture::{Painted, PictureError, Pixels, Protocol, Upload};

/// Stands for a part of a picture that the terminal was sent; kitty's protocol reserves it.
const PLACEHOLDER: char = '\u{10eeee}';

/// Paints `image` as it was ordered. The terminal keeps it under the number `id`, if its protocol has such.
pub(super) fn paint(image: DynamicImage, order: &PictureOrder, id: u32) -> Result<Painted, PictureError> {
    let (size, protocol) = (order.size, order.protocol);
    let canvas = canvas(image, order);
    let encoded = match protocol {
        Protocol::Kitty => Kitty::new(canvas, size, id, false, true).map(protocol::Protocol::Kitty),
        Protocol::Iterm2 => Iterm2::new(canvas, size, false).map(protocol::Protocol::ITerm2),
        Protocol::Sixel => Sixel::new(canvas, size, false).map(protocol::Protocol::Sixel),
        Protocol::HalfBlocks => Halfblocks::new(canvas, size).map(protocol::Protocol::Halfblocks),
    };
    let encoded = encoded.map_err(|error| PictureError::Undecodable(SafeText::line(&error.to_string())))?;
    let area = Rect::from(size);
    let mut cells = Buffer::empty(area);
    Image::new(&encoded).render(area, &mut cells);
    let upload = if protocol == Protocol::Kitty { take_upload(&mut cells, id) } else { None };
    Ok(Painted { protocol, cells, upload })
}

/// The picture as large as its cells, at their upper left where it does not fill them.
fn canvas(image: DynamicImage, order: &PictureOrder) -> DynamicImage {
    let room = order.cell.pixels(order.size);
    let Pixels { width, height } = Pixels { width: image.width(), height: image.height() }.fit(room);
    // Averages over the pixels that fall together: quick, and good for making things smaller.
    let is_other = (width, height) != (image.width(), image.height());
    let image = if is_other { image.thumbnail_exact(width, height) } else { image };
    // Half blocks have no transparency; what is behind them is most likely dark.
    let ground = if order.protocol == Protocol::HalfBlocks { Rgba([0, 0, 0, 255]) } else { Rgba([0; 4]) };
    let mut canvas = RgbaImage::from_pixel(room.width, room.height, ground);
    imageops::overlay(&mut canvas, &image.into_rgba8(), 0, 0);
    canvas.into()
}

/// The encoder puts what the terminal must be sent once before the first cell. Sent on its own, it is not sent again when
/// that cell is drawn elsewhere.
fn take_upload(cells: &mut Buffer, id: u32) -> Option<Upload> {
    let first = cells.content.first_mut()?;
    let symbol = first.symbol().to_owned();
    let (sequence, cell) = symbol.split_at_checked(symbol.find(PLACEHOLDER)?)?;
    first.set_symbol(cell);
    Some(Upload { id, sequence: sequence.to_owned() })
}
