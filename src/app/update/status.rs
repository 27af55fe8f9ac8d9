//! Saying where the reader is, when that is asked. The words are those of [`Whereabouts`].

use super::super::model::Model;
use super::super::whereabouts::Whereabouts;

/// Says what is listed and where in it the reader is.
pub(super) fn say(model: &mut Model) {
    // Whoever asks twice is answered twice, also where nothing but news is read out.
    model.asked_where = model.asked_where.wrapping_add(1);
    let words = Whereabouts(model).to_string();
    model.say(&words);
}
