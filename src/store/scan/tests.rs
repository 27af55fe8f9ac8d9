use std::collections::BTreeSet;
use std::fs;
use std::sync::Mutex;

use super::*;
use crate::card::HeadFlags;

/// Everything a scan said.
#[derive(Default, Debug)]
struct Heard {
    titles: BTreeSet<String>,
    cards: usize,
    problems: Vec<FileProblem>,
    taxonomies: usize,
    batches: usize,
    end: Option<(Census, Vec<SafeText>)>,
}

fn listen(paths: &[&Path]) -> Heard {
    let paths: Vec<PathBuf> = paths.iter().map(|path| path.to_path_buf()).collect();
    hear(&Sources::find(&paths).unwrap(), &AtomicBool::new(false))
}

fn hear(sources: &Sources, cancel: &AtomicBool) -> Heard {
    let heard = Mutex::new(Heard::default());
    scan(sources, None, cancel, &|event| {
        let mut heard = heard.lock().unwrap();
        assert_eq!(heard.end, None, "nothing comes after the end");
        match event {
            ScanEvent::Batch { segment, taxonomies, problems, census } => {
                for head in segment.heads() {
                    heard.titles.insert(head.title().to_owned());
                }
                heard.cards += segment.len();
                heard.taxonomies += taxonomies.len();
                heard.problems.extend(problems);
                heard.batches += 1;
                assert_eq!(census.cards, heard.cards);
            }
            ScanEvent::Finished { census, failures, .. } => heard.end = Some((census, failures)),
        }
    });
    heard.into_inner().unwrap()
}

fn card(title: &str) -> String {
    format!("---\ntitle: {title}\n---\n")
}

fn titles<const N: usize>(names: [&str; N]) -> BTreeSet<String> {
    names.into_iter().map(str::to_owned).collect()
}

#[test]
fn every_file_is_listed_or_counted() {
    let dir = tempfile::tempdir().unwrap();
    let at = |path: &str| dir.path().join(path);
    for folder in ["deep/er", "_data/topics", ".git", "folder.md"] {
        fs::create_dir_all(at(folder)).unwrap();
    }
    for (path, text) in [
        ("a.md", card("a")),
        ("deep/er/b.MARKDOWN", card("b")),
        ("deep/c.html", card("c")),
        ("folder.md/d.md", card("d")),
        ("broken.md", "---\ntitle: \"x\n---\n".to_owned()),
        ("plain.md", "text".to_owned()),
        ("notes.txt", card("txt")),
        (".hidden.md", card("hidden")),
        (".git/e.md", card("hidden too")),
        ("_data/topics/t.yaml", "taxonomy: topic\nname: T\n".to_owned()),
        ("_data/topics/site.yaml", "colour: red\n".to_owned()),
        ("_data/o.md", "---\ntaxonomy: organization\nname: O\ndomain: o.example\n---\n".to_owned()),
        ("elsewhere.yaml", "taxonomy: topic\nname: U\n".to_owned()),
    ] {
        fs::write(at(path), text).unwrap();
    }
    let heard = listen(&[dir.path()]);
    assert_eq!(heard.titles, titles(["a", "b", "c", "d", "broken.md"]));
    assert_eq!(heard.taxonomies, 2);
    let (census, failures) = heard.end.unwrap();
    let expected = Census {
        cards: 5,
        broken: 1,
        with_problems: 1,
        taxonomies: 2,
        without_front_matter: 1,
        hidden: 2,
        not_regular: 0,
    };
    assert_eq!((census, failures), (expected, Vec::new()));
    assert_eq!(heard.problems.len(), 1);
    assert_eq!(heard.problems[0].file, FileRef { root: 0, path: "broken.md".into() });
}

#[cfg(unix)]
#[test]
fn links_and_pipes_neither_block_nor_loop() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.md"), card("a")).unwrap();
    std::os::unix::fs::symlink(".", dir.path().join("loop")).unwrap();
    std::os::unix::fs::symlink("a.md", dir.path().join("link.md")).unwrap();
    std::os::unix::fs::symlink("nowhere", dir.path().join("dangling.md")).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(dir.path().join("pipe.md")).status().unwrap().success());
    let heard = listen(&[dir.path()]);
    assert_eq!(heard.cards, 1);
    assert_eq!(heard.end.unwrap().0.not_regular, 4);
}

#[test]
fn what_lies_in_two_sources_is_listed_once() {
    let dir = tempfile::tempdir().unwrap();
    let inner = dir.path().join("inner");
    let hidden = dir.path().join(".hidden");
    fs::create_dir_all(&inner).unwrap();
    fs::create_dir_all(&hidden).unwrap();
    for (folder, name) in [(dir.path(), "a"), (&inner, "b"), (&hidden, "c")] {
        fs::write(folder.join(format!("{name}.md")), card(name)).unwrap();
    }
    fs::write(inner.join("d.txt"), card("d")).unwrap();
    let (file, text) = (inner.join("b.md"), inner.join("d.txt"));
    for sources in [
        [dir.path(), &inner, &hidden, &file, &text],
        [&text, &file, &hidden, &inner, dir.path()],
        [&inner, dir.path(), &file, &text, &hidden],
    ] {
        let heard = listen(&sources);
        assert_eq!(heard.titles, titles(["a", "b", "c", "d"]), "{sources:?}");
        assert_eq!(heard.cards, 4, "{sources:?}");
    }
}

#[test]
fn batches_come_early_and_their_counts_grow() {
    let dir = tempfile::tempdir().unwrap();
    for number in 0..500 {
        fs::write(dir.path().join(format!("{number}.md")), card(&number.to_string())).unwrap();
    }
    let heard = listen(&[dir.path()]);
    assert_eq!(heard.cards, 500);
    assert!(heard.batches >= 2);
    assert_eq!(heard.end.unwrap().0.cards, 500);
}

#[test]
fn a_canceled_scan_falls_silent() {
    let dir = tempfile::tempdir().unwrap();
    for number in 0..500 {
        fs::write(dir.path().join(format!("{number}.md")), card("x")).unwrap();
    }
    let sources = Sources::find(&[dir.path().to_path_buf()]).unwrap();
    let cancel = AtomicBool::new(false);
    let events = Mutex::new(0);
    let outcome = scan(&sources, None, &cancel, &|_| {
        *events.lock().unwrap() += 1;
        cancel.store(true, Ordering::Relaxed);
    });
    assert_eq!((outcome, events.into_inner().unwrap()), (Outcome::Canceled, 1));
}

#[test]
fn long_bodies_are_noticed_and_not_read() {
    let dir = tempfile::tempdir().unwrap();
    let mut text = card("long");
    text.push_str(&"\n".repeat(100_000));
    // The head's reading stops inside a character.
    text.push_str(&"é".repeat(100_000));
    fs::write(dir.path().join("a.md"), text.replace("title: long", "title: longer")).unwrap();
    fs::write(dir.path().join("b.md"), format!("{}{}", card("b"), "é".repeat(100_000))).unwrap();
    fs::write(dir.path().join("c.md"), format!("{}{}", card("bb"), "é".repeat(100_000))).unwrap();
    let mut bytes = card("d").into_bytes();
    bytes.extend(vec![b'x'; 100_000]);
    bytes.push(0xff);
    fs::write(dir.path().join("d.md"), bytes).unwrap();
    let sources = Sources::find(&[dir.path().to_path_buf()]).unwrap();
    let problems = Mutex::new(Vec::new());
    for (whole, expected) in [(false, 0), (true, 1)] {
        let gather = |event| {
            if let ScanEvent::Batch { segment, problems: found, .. } = event {
                assert!(segment.heads().all(|head| head.flags().has(HeadFlags::BODY)));
                problems.lock().unwrap().extend(found);
            }
        };
        let never = AtomicBool::new(false);
        if whole {
            scan_whole(&sources, &never, &gather)
        } else {
            scan(&sources, None, &never, &gather)
        };
        assert_eq!(problems.lock().unwrap().len(), expected, "{problems:?}");
    }
}

#[test]
fn the_tour_is_a_library() {
    let heard = hear(&Sources::tour(), &AtomicBool::new(false));
    let (census, failures) = heard.end.unwrap();
    assert_eq!((census.cards, census.broken, census.taxonomies), (29, 1, 15), "{:?}", heard.problems);
    assert!(failures.is_empty());
    assert!(heard.titles.contains("2026-10-31-a-card-broken-on-purpose.md"));
}

#[cfg(unix)]
#[test]
fn folders_with_files_that_a_program_left_behind_are_told() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().canonicalize().unwrap();
    fs::create_dir(folder.join("news")).unwrap();
    for name in ["a.md", "news/.copydesk-0123456789abcdef.tmp", "news/.copydesk-fedcba9876543210.tmp", ".other.tmp"] {
        fs::write(folder.join(name), "---\n---\n").unwrap();
    }
    let told = Mutex::new(BTreeSet::new());
    let sources = Sources::find(std::slice::from_ref(&folder)).unwrap();
    scan(&sources, None, &AtomicBool::new(false), &|event| {
        if let ScanEvent::Finished { leftovers, .. } = event {
            *told.lock().unwrap() = leftovers;
        }
    });
    assert_eq!(told.into_inner().unwrap(), BTreeSet::from([folder.join("news")]));
}
