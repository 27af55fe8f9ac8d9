//! Laws of the state database that need its insides: damage, versions, network ground.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use rusqlite::Connection;

use super::ground::Ground;
use super::*;
use crate::card::SafeUrl;
use crate::triage::{Field, Flags, LibraryId, Mark, Subject, Value, Wish};

const NOW: Timestamp = Timestamp(1_795_521_600);

fn identity(number: usize) -> Identity {
    let link = SafeUrl::parse(&format!("https://example.org/{number}")).unwrap();
    Identity::new(LibraryId::of(Path::new("/library")), Path::new(&format!("news/{number}.md")), Some(&link))
}

fn open(folder: &Path) -> State {
    let (state, notices) = State::open(folder, NOW).unwrap();
    assert_eq!(notices, []);
    state
}

fn star(state: &mut State, numbers: impl IntoIterator<Item = usize>) -> Committed {
    let cards = numbers.into_iter().map(|number| (Subject::New(identity(number)), Flags::default()));
    state.commit(&Mark::Star(crate::triage::Turn::On).draft(cards)).unwrap()
}

fn flags(state: &State) -> BTreeMap<CardId, Flags> {
    state.known().unwrap().cards().iter().copied().collect()
}

#[cfg(unix)]
fn mode(path: &Path) -> u32 {
    std::os::unix::fs::PermissionsExt::mode(&fs::metadata(path).unwrap().permissions()) & 0o777
}

#[test]
fn sqlite_is_set_as_promised() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("deep/state");
    let mut state = open(&folder);
    star(&mut state, [1]);
    assert!(state.back_up_daily(NOW).unwrap());
    let pragma = |name: &str| -> String {
        state.db.pragma_query_value(None, name, |row| row.get_ref(0).map(|v| format!("{v:?}"))).unwrap()
    };
    for (name, value) in [
        ("synchronous", "Integer(2)"),
        ("foreign_keys", "Integer(1)"),
        ("trusted_schema", "Integer(0)"),
        ("cell_size_check", "Integer(1)"),
        ("busy_timeout", "Integer(5000)"),
        ("mmap_size", "Integer(0)"),
        ("user_version", "Integer(1)"),
    ] {
        assert_eq!(pragma(name), value, "{name}");
    }
    let mode_name: String = state.db.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
    assert_eq!(mode_name, "wal");
    assert!(rusqlite::version_number() >= 3_051_003);
    #[cfg(unix)]
    {
        assert_eq!(mode(&folder), 0o700);
        assert_eq!(mode(&folder.join("backups")), 0o700);
        let backup = backup::list(&folder.join("backups")).remove(0);
        for file in ["state.db", "state.db-wal", "state.db-shm", "state.lock"].map(|name| folder.join(name)) {
            assert_eq!(mode(&file), 0o600, "{}", file.display());
        }
        assert_eq!(mode(&backup), 0o600);
    }
}

#[test]
fn the_log_only_grows() {
    let dir = tempfile::tempdir().unwrap();
    let mut state = open(dir.path());
    star(&mut state, [1]);
    for statement in ["DELETE FROM change", "UPDATE change SET new = 0"] {
        assert!(state.db.execute(statement, []).unwrap_err().to_string().contains("the log only grows"));
    }
    let logged = state.db.query_row("SELECT * FROM log", [], |row| Ok((row.get(5)?, row.get(6)?, row.get(7)?)));
    assert_eq!(logged, Ok((2, 0, 1)), "starred went from off to on");
    state.check().unwrap();
}

#[test]
fn an_older_schema_is_brought_up_to_date_after_a_backup() {
    let dir = tempfile::tempdir().unwrap();
    let files = Files::prepare(dir.path()).unwrap();
    let mut state = open(dir.path());
    star(&mut state, [1, 2]);
    let before = flags(&state);
    let mut backups = 0;
    let newer: Vec<&str> = sql::MIGRATIONS.iter().copied().chain(["CREATE TABLE later (x INTEGER) STRICT;"]).collect();
    schema::migrate(&mut state.db, &newer, NOW, |db, version| {
        backups += 1;
        assert_eq!(version, 1);
        backup::make(db, &files, NOW).map(drop)
    })
    .unwrap();
    assert_eq!(backups, 1);
    assert_eq!(schema::version(&state.db).unwrap(), schema::Version::At(2));
    state.db.execute("INSERT INTO later VALUES (1)", []).unwrap();
    assert_eq!(flags(&state), before);
    // The backup is the older version, whole.
    let backup = backup::list(&files.backups()).remove(0);
    let old = connect::read_only(&backup, true).unwrap();
    assert_eq!(schema::version(&old).unwrap(), schema::Version::At(1));
    check::thorough(&old).unwrap();
    // Nothing is done twice.
    schema::migrate(&mut state.db, &newer, NOW, |_, _| panic!("nothing to do")).unwrap();
}

#[test]
fn a_migration_that_fails_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let mut state = open(dir.path());
    let broken = [sql::MIGRATIONS[0], "CREATE TABLE later (x INTEGER) STRICT; SELECT no such thing;"];
    assert!(schema::migrate(&mut state.db, &broken, NOW, |_, _| Ok(())).is_err());
    assert_eq!(schema::version(&state.db).unwrap(), schema::Version::At(1));
    assert!(state.db.execute("INSERT INTO later VALUES (1)", []).is_err());
    star(&mut state, [1]);
}

#[test]
fn a_newer_schema_is_only_read() {
    let dir = tempfile::tempdir().unwrap();
    let mut state = open(dir.path());
    star(&mut state, [1, 2]);
    let before = flags(&state);
    state.db.pragma_update(None, "user_version", 2).unwrap();
    // A program that was running when the newer one came stops writing.
    let draft = Mark::Read(crate::triage::Turn::On).draft([(Subject::New(identity(1)), Flags::default())]);
    assert_eq!(state.commit(&draft), Err(StateError::ReadOnly(ReadOnly::Newer(2))));
    drop(state);
    let bytes = fs::read(dir.path().join("state.db")).unwrap();
    let (mut state, notices) = State::open(dir.path(), NOW).unwrap();
    assert_eq!(notices, [Notice::ReadOnly(ReadOnly::Newer(2))]);
    assert_eq!(flags(&state), before);
    let refused = Err(StateError::ReadOnly(ReadOnly::Newer(2)));
    assert_eq!(state.commit(&draft), refused);
    assert_eq!(state.undo(Scope::Device).map(drop), Err(StateError::ReadOnly(ReadOnly::Newer(2))));
    assert_eq!(state.back_up_daily(NOW), Ok(false));
    drop(state);
    assert_eq!(fs::read(dir.path().join("state.db")).unwrap(), bytes);
}

#[test]
fn a_full_disk_is_said_and_nothing_is_half_kept() {
    let dir = tempfile::tempdir().unwrap();
    let mut state = open(dir.path());
    star(&mut state, [1]);
    let before = (flags(&state), state.history(9).unwrap());
    let pages: i64 = state.db.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
    state.db.pragma_update(None, "max_page_count", pages + 10).unwrap();
    let cards = (0..1_000).map(|number| (Subject::New(identity(number)), Flags::default()));
    let draft = Mark::Read(crate::triage::Turn::On).draft(cards);
    assert_eq!(state.commit(&draft), Err(StateError::DiskFull));
    assert_eq!((flags(&state), state.history(9).unwrap()), before);
    state.check().unwrap();
    state.db.pragma_update(None, "max_page_count", 1 << 30).unwrap();
    assert_eq!(state.commit(&draft).unwrap().changes, 1_000);
}

#[test]
fn a_network_file_system_has_one_user_and_a_rollback_journal() {
    let dir = tempfile::tempdir().unwrap();
    let (mut state, notices) = open::open(dir.path(), NOW, Some(Ground::Network)).unwrap();
    assert_eq!(notices, [Notice::Network]);
    let journal: String = state.db.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
    assert_eq!(journal, "truncate");
    star(&mut state, [1]);
    assert!(!dir.path().join("state.db-wal").exists());
    let second = open::open(dir.path(), NOW, Some(Ground::Network)).map(drop);
    assert_eq!(second, Err(StateError::InUse(shown(dir.path()))));
    drop(state);
    assert_eq!(flags(&open(dir.path())).len(), 1);
}

#[test]
fn the_newest_seven_backups_are_kept_one_a_day() {
    let dir = tempfile::tempdir().unwrap();
    let mut state = open(dir.path());
    star(&mut state, [1]);
    for hour in 0..24 * 10 {
        let made = state.back_up_daily(Timestamp(NOW.0 + hour * 3600)).unwrap();
        assert_eq!(made, hour % 24 == 0, "hour {hour}");
    }
    let backups = backup::list(&dir.path().join("backups"));
    assert_eq!(backups.len(), 7);
    assert!(backups[0] > backups[6]);
    assert_eq!(fs::read_dir(dir.path().join("backups")).unwrap().count(), 7);
}

#[test]
fn whatever_stands_in_its_place_is_moved_aside_or_said() {
    let dir = tempfile::tempdir().unwrap();
    for (name, bytes) in [("text", &b"# not a database, and long enough to be none"[..]), ("zeros", &[0; 8192])] {
        let folder = dir.path().join(name);
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("state.db"), bytes).unwrap();
        let (mut state, notices) = State::open(&folder, NOW).unwrap();
        let [Notice::StartedEmpty { moved_to, .. }] = &notices[..] else { panic!("{notices:?}") };
        assert_eq!(fs::read(folder.join(moved_to.as_str())).unwrap(), bytes);
        star(&mut state, [1]);
    }
    let folder = dir.path().join("folder");
    fs::create_dir_all(folder.join("state.db")).unwrap();
    let error = State::open(&folder, NOW).map(drop).unwrap_err();
    assert!(matches!(error, StateError::Open { .. }), "{error:?}");
    let error = State::open(&dir.path().join("text/state.db/x"), NOW).map(drop).unwrap_err();
    assert!(matches!(error, StateError::Folder { .. }), "{error:?}");
}

#[test]
fn damage_is_left_alone_while_others_use_the_database() {
    let dir = tempfile::tempdir().unwrap();
    let mut state = open(dir.path());
    star(&mut state, 0..200);
    state.back_up_daily(NOW).unwrap();
    state.db.execute("UPDATE flags SET read = 1 WHERE card = 7", []).unwrap();
    assert!(matches!(State::open_known(dir.path(), NOW).map(drop), Err(StateError::Damaged(_))));
    assert!(state.files.is_suspect());
    assert!(dir.path().join("state.db").exists());
    assert!(matches!(state.back_up_daily(Timestamp(NOW.0 + 100_000)), Err(StateError::Damaged(_))));
    drop(state);
    let (state, known, notices) = State::open_known(dir.path(), NOW).unwrap();
    assert!(matches!(&notices[..], [Notice::Restored { .. }]), "{notices:?}");
    assert!(known.cards().iter().all(|(_, flags)| flags.starred && !flags.read));
    assert!(!state.files.is_suspect());
}

#[test]
fn what_is_wrong_in_the_log_or_the_flags_is_found() {
    for fault in [
        "UPDATE flags SET topics = 'x' WHERE card = 3",
        "DELETE FROM flags WHERE card = 3",
        "UPDATE card SET id = randomblob(16) WHERE key = 3",
        "UPDATE alias SET card = 4 WHERE key = 3",
        "UPDATE alias SET alias = 'x' WHERE key = 3",
        "UPDATE step SET verb = 'x'",
        "DROP TRIGGER change_stays; UPDATE change SET new = 0 WHERE seq = 3",
        "DROP TRIGGER change_is_kept; DELETE FROM change WHERE seq = 3",
    ] {
        let dir = tempfile::tempdir().unwrap();
        let mut state = open(dir.path());
        star(&mut state, 0..10);
        state.check().unwrap();
        state.db.pragma_update(None, "foreign_keys", false).unwrap();
        state.db.execute_batch(fault).unwrap();
        assert!(matches!(state.check(), Err(StateError::Damaged(_))), "{fault}");
    }
}

/// A database with some history and a backup of it, closed.
fn filled(folder: &Path) -> BTreeMap<CardId, Flags> {
    let mut state = open(folder);
    star(&mut state, 0..300);
    for number in 0..30 {
        let wish = |field, new| Wish { subject: Subject::New(identity(number)), field, old: Value::Nothing, new };
        let wishes = vec![
            wish(Field::Snoozed, Value::At(Timestamp(5))),
            wish(Field::Bin, Value::text(Some("bin/x"))),
            wish(Field::Topics, Value::text(Some("[a, b]"))),
        ];
        state.commit(&Draft::new("try", wishes)).unwrap();
    }
    state.undo(Scope::Session).unwrap();
    state.back_up_daily(NOW).unwrap();
    flags(&state)
}

/// Opens what was damaged, and compares it with what was there before: the same, or said to be something else.
fn opens_or_says(folder: &Path, before: &BTreeMap<CardId, Flags>, what: &str) {
    match State::open_known(folder, NOW) {
        Ok((mut state, known, notices)) => {
            let after: BTreeMap<CardId, Flags> = known.cards().iter().copied().collect();
            if notices.is_empty() {
                assert!(&after == before, "{what}: changed without a word");
            }
            if notices.iter().any(|notice| matches!(notice, Notice::Restored { .. })) {
                assert!(&after == before, "{what}: the backup is as good");
            }
            // What is damaged beyond what is read at the start must not bring the program down either.
            let _ = (state.undo(Scope::Device), state.history(100), state.check(), state.binned());
        }
        // The damage hit the version too, and what a newer program wrote is not repaired by this one.
        Err(StateError::TooNew(_)) => {}
        Err(error) => panic!("{what}: {error}"),
    }
}

fn damage_rounds() -> usize {
    std::env::var("COPYDESK_DAMAGE_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(300)
}

#[test]
fn flipped_bytes_are_survived_and_never_silent() {
    let dir = tempfile::tempdir().unwrap();
    let before = filled(dir.path());
    let database = dir.path().join("state.db");
    let whole = fs::read(&database).unwrap();
    let backups = backup::list(&dir.path().join("backups"));
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    for round in 0..damage_rounds() {
        let mut random = || {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            usize::try_from(seed >> 1).unwrap()
        };
        let mut bytes = whole.clone();
        let flips = 1 + random() % 4;
        for _ in 0..flips {
            // Every other flip goes to the first page, where the schema is.
            let reach = if random() % 2 == 0 { 4096 } else { whole.len() };
            bytes[random() % reach] ^= u8::try_from(1 + random() % 255).unwrap();
        }
        fs::write(&database, &bytes).unwrap();
        opens_or_says(dir.path(), &before, &format!("round {round}"));
        for entry in fs::read_dir(dir.path()).unwrap().flatten() {
            if entry.file_type().unwrap().is_file() {
                fs::remove_file(entry.path()).unwrap();
            }
        }
        assert_eq!(backup::list(&dir.path().join("backups")), backups);
    }
}

#[test]
fn cut_databases_are_survived_and_never_silent() {
    let dir = tempfile::tempdir().unwrap();
    let before = filled(dir.path());
    let database = dir.path().join("state.db");
    let whole = fs::read(&database).unwrap();
    let lengths = (0..whole.len()).step_by(4096).chain([1, 15, 16, 99, 100, 511, whole.len() - 1]);
    for length in lengths {
        fs::write(&database, &whole[..length]).unwrap();
        opens_or_says(dir.path(), &before, &format!("{length} bytes"));
        fs::remove_file(&database).unwrap();
    }
}

/// What a user may do.
#[derive(Debug, Clone)]
enum Act {
    Do(usize, u8, u8),
    Undo,
    Redo,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (0usize..6, 1u8..9, 0u8..3).prop_map(|(card, field, value)| Act::Do(card, field, value)),
        2 => Just(Act::Undo),
        1 => Just(Act::Redo),
    ]
}

fn wish(card: usize, field: u8, value: u8, truth: &BTreeMap<(usize, u8), Value>) -> Wish {
    let kind = Field::from_number(i64::from(field)).unwrap();
    let new = match (kind.unset(), kind, value) {
        (Value::Flag(_), _, _) => Value::Flag(value % 2 == 1),
        (_, _, 0) => Value::Nothing,
        (_, Field::Snoozed, _) => Value::At(Timestamp(i64::from(value))),
        (_, Field::Position, _) => Value::Number(i64::from(value)),
        _ => Value::text(Some(&value.to_string())),
    };
    let old = truth.get(&(card, field)).cloned().unwrap_or_else(|| kind.unset());
    Wish { subject: Subject::New(identity(card)), field: kind, old, new }
}

/// How every card stands, as the database has it.
fn standings(db: &Connection) -> BTreeMap<i64, crate::triage::Standing> {
    let mut statement = db.prepare(sql::FLAGS_ALL).unwrap();
    let mut rows = statement.query([]).unwrap();
    let mut all = BTreeMap::new();
    while let Some(row) = rows.next().unwrap() {
        let standing = row::standing(row).unwrap();
        if standing != crate::triage::Standing::default() {
            all.insert(row.get(8).unwrap(), standing);
        }
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn prop_undoing_everything_gives_the_beginning_and_redoing_the_end(
        acts in prop::collection::vec(act(), 0..25), whole_device in any::<bool>(),
    ) {
        let dir = tempfile::tempdir().unwrap();
        let mut state = open(dir.path());
        state.db.pragma_update(None, "synchronous", "OFF").unwrap();
        let scope = if whole_device { Scope::Device } else { Scope::Session };
        let mut truth = BTreeMap::new();
        // The model: what an editor does with its two stacks.
        let (mut done, mut undone) = (vec![standings(&state.db)], Vec::new());
        for act in acts {
            match act {
                Act::Do(card, field, value) => {
                    let wish = wish(card, field, value, &truth);
                    let committed = state.commit(&Draft::new("try", vec![wish])).unwrap();
                    if committed.step.is_some() {
                        done.push(standings(&state.db));
                        undone.clear();
                    }
                }
                Act::Undo => {
                    let turned = state.undo(scope).unwrap();
                    prop_assert_eq!(turned.is_some(), done.len() > 1);
                    if let Some(turned) = turned {
                        prop_assert_eq!(turned.conflicts, []);
                        undone.extend(done.pop());
                    }
                }
                Act::Redo => {
                    prop_assert_eq!(state.redo(scope).unwrap().is_some(), !undone.is_empty());
                    done.extend(undone.pop());
                }
            }
            prop_assert_eq!(&standings(&state.db), done.last().unwrap());
            // Files follow the log.
            truth.clear();
            for number in 0..6 {
                let card = names::find(&state.db, &identity(number)).unwrap().0;
                if let Some(standing) = card.and_then(|card| standings(&state.db).remove(&card)) {
                    truth.extend(Field::ALL.map(|field| ((number, field.number()), standing.get(field))));
                }
            }
        }
        let end = standings(&state.db);
        let mut steps = 0;
        while state.undo(scope).unwrap().is_some() {
            steps += 1;
        }
        prop_assert_eq!(steps, done.len() - 1);
        prop_assert_eq!(standings(&state.db), BTreeMap::new());
        for _ in 0..steps {
            prop_assert!(state.redo(scope).unwrap().is_some());
        }
        prop_assert_eq!(standings(&state.db), end);
        state.check().unwrap();
    }
}
