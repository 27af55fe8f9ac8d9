//! The statements of the state database, from `assets/sql`.

macro_rules! sql {
    ($($name:ident = $file:literal),* $(,)?) => {
        $(pub(super) const $name: &str = include_str!(concat!("../../../assets/sql/", $file, ".sql"));)*
    };
}

sql! {
    ALIAS_ADD = "alias-add",
    ALIAS_ALL = "alias-all",
    ALIAS_BY_HASH = "alias-by-hash",
    ALIAS_SINCE = "alias-since",
    ALIAS_TEXTS = "alias-texts",
    CARD_ADD = "card-add",
    CARD_ALL = "card-all",
    CARD_BY_ID = "card-by-id",
    CARD_BY_KEY = "card-by-key",
    CHANGE_ADD = "change-add",
    CHANGE_ALL = "change-all",
    CHANGE_LAST = "change-last",
    CHANGE_OF_STEP = "change-of-step",
    CHANGE_SINCE = "change-since",
    EDITED_SINCE = "edited-since",
    FLAGS_ALL = "flags-all",
    FLAGS_BINNED = "flags-binned",
    FLAGS_READ = "flags-read",
    FLAGS_WRITE = "flags-write",
    META_READ = "meta-read",
    META_WRITE = "meta-write",
    REDO_DEVICE = "redo-device",
    REDO_SESSION = "redo-session",
    SEED_DEVICE = "seed-device",
    SEED_META = "seed-meta",
    STEP_ADD = "step-add",
    STEP_BY_ID = "step-by-id",
    STEP_BY_KEY = "step-by-key",
    STEP_CLOSE = "step-close",
    STEP_HISTORY = "step-history",
    STEP_NEXT = "step-next",
    STEP_TURN = "step-turn",
    UNDO_DEVICE = "undo-device",
    UNDO_SESSION = "undo-session",
}

/// The schema, one step a version: applying the first `n` of them makes a database of version `n`.
pub(super) const MIGRATIONS: &[&str] = &[include_str!("../../../assets/sql/001-state.sql")];
