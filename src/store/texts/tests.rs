use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::*;
use crate::card::{HeadReading, Reading, SafeText, body_text, plain_text, read, read_head};
use crate::library::{FileRef, Library, SegmentBuilder, SlotSet, fold, fold_line};
use crate::query::{Depth, Probe, Stopped, Texts as _, TextsInMemory};
use crate::store::{ScanEvent, Sources, read_heads, scan};

fn load(sources: &Sources, spool: &Spool) -> Library {
    let library = Mutex::new(Library::default());
    scan(sources, Some(spool), &AtomicBool::new(false), &|event| {
        if let ScanEvent::Batch { segment, .. } = event {
            library.lock().unwrap().push(segment);
        }
    });
    library.into_inner().unwrap()
}

/// A folder of cards, and the library in it.
struct Scene {
    cards: tempfile::TempDir,
    cache: tempfile::TempDir,
    texts: Texts,
    library: Library,
}

impl Scene {
    fn new(cards: &[(&str, String)]) -> Self {
        let cache = tempfile::tempdir().unwrap();
        Self::with_cache(cards, Some(cache.path().join("texts")), cache)
    }

    fn with_cache(cards: &[(&str, String)], folder: Option<PathBuf>, cache: tempfile::TempDir) -> Self {
        let dir = tempfile::tempdir().unwrap();
        for (path, text) in cards {
            fs::write(dir.path().join(path), text).unwrap();
        }
        let texts = Texts::new(folder);
        let library = load(&Sources::find(&[dir.path().to_path_buf()]).unwrap(), &texts.begin());
        assert_eq!(library.len(), cards.len());
        Self { cards: dir, cache, texts, library }
    }

    /// The names of the cards with a text that has this in it.
    fn found(&self, depth: Depth, wanted: &str) -> String {
        let test = |text: &str| text.contains(wanted);
        let found = self.texts.find(&self.library, &[Probe { depth, test: &test }], None, &|| false).unwrap();
        names(&self.library, &found[0])
    }

    fn body(&self, wanted: &str) -> String {
        self.found(Depth::Body, wanted)
    }
}

fn names(library: &Library, found: &SlotSet) -> String {
    let name = |slot| library.head(slot).unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned();
    let names: BTreeSet<String> = found.iter().map(name).collect();
    names.into_iter().collect::<Vec<_>>().join(" ")
}

fn card(front: &str, body: &str) -> String {
    format!("---\n{front}\n---\n{body}")
}

#[test]
fn what_is_seen_is_what_is_found() {
    let scene = Scene::new(&[
        (
            "markdown.md",
            card("title: Markdown", "# Ein  Café\n\nThe lines of a\nparagraph, [linked](https://x.example/Y).\n"),
        ),
        (
            "html.html",
            card(
                "title: HTML",
                "<p class=\"hidden\">Caf&eacute; &amp; <b>bar</b>,\n  two\twords</p><style>x{}</style>",
            ),
        ),
        ("crlf.md", card("title: CRLF", "One line\r\nof a paragraph.\r\n\r\nAnother.\r\n").replace('\n', "\r\n")),
        ("hidden.html", card("title: Hidden", "<p>pay&#8203;pal</p>")),
        ("empty.md", card("title: Empty words", "")),
        ("blank.md", card("title: Blank", "\n \n")),
    ]);
    for (wanted, cards) in [
        ("ein cafe the lines of a paragraph, [linked](https://x.example/y).", "markdown"),
        ("& bar, two words", "html"),
        ("one line of a paragraph. another.", "crlf"),
        ("paypal", "hidden"),
        ("paragraph", "crlf markdown"),
        ("class", ""),
        ("x{}", ""),
        ("Ein", ""),
        ("  ", ""),
        ("\n", ""),
        ("title", ""),
        ("words", "html"),
        ("", "crlf hidden html markdown"),
    ] {
        assert_eq!(scene.body(wanted), cards, "{wanted:?}");
    }
    assert!(scene.texts.take_notices().is_empty());
}

#[test]
fn links_are_lines_each_once() {
    let scene = Scene::new(&[
        (
            "all.md",
            card(
                "originalUrl: https://o.example/A\nwebUrl: https://w.example/B\nampWebUrl: https://w.example/B\n\
                 cdnAmpWebUrl: https://cdn.example/c",
                "https://body.example",
            ),
        ),
        ("one.md", card("webUrl: https://O.example/other", "")),
        ("none.md", card("title: https://w.example/b", "")),
    ]);
    for (wanted, cards) in [
        ("https://o.example/a\nhttps://w.example/b\nhttps://cdn.example/c", "all"),
        ("o.example", "all one"),
        ("body.example", ""),
        ("/B", ""),
        ("", "all one"),
    ] {
        assert_eq!(scene.found(Depth::Links, wanted), cards, "{wanted:?}");
    }
}

#[test]
fn bodies_are_read_to_their_end() {
    let long = format!("{} needle {}", "hay ".repeat(40_000), "é".repeat(600_000));
    let front = format!("title: x\nexcerpt: {}", "e".repeat(70_000));
    let scene = Scene::new(&[
        ("long.md", card("title: Long", &format!("{long} END"))),
        ("blank.md", card("title: Blank", &format!("{}late", "\n".repeat(100_000)))),
        ("broken.md", card(&front, "never found, because its front matter is too long")),
        ("short.md", card("title: Short", "end")),
    ]);
    assert_eq!(scene.body("needle"), "long");
    assert_eq!(scene.body("end"), "long short");
    assert_eq!(scene.body("late"), "blank");
    assert_eq!(scene.body("never"), "");
}

/// Several probes of both depths, over more text than fits one chunk, agree with the same texts in memory.
#[test]
fn probes_find_what_they_would_find_in_memory() {
    let body = |number: usize| match number % 5 {
        0 => String::new(),
        _ => format!("card {number} {}", "lorem ipsum ".repeat(number * 7 % 400)),
    };
    let name = |number: usize| format!("{number}.md");
    let front = |number: usize| match number % 3 {
        0 => "title: x".to_owned(),
        _ => format!("webUrl: https://example.org/{number}"),
    };
    let names: Vec<String> = (0..700).map(name).collect();
    let cards: Vec<(&str, String)> =
        names.iter().enumerate().map(|(number, name)| (name.as_str(), card(&front(number), &body(number)))).collect();
    let scene = Scene::new(&cards);
    let slots = scene
        .library
        .heads()
        .map(|(slot, head)| (slot, head.path().file_stem().unwrap().to_str().unwrap().parse::<usize>().unwrap()));
    let slots: Vec<_> = slots.collect();
    let memory = slots.iter().flat_map(|(slot, number)| {
        let link = if number % 3 == 0 { String::new() } else { format!("https://example.org/{number}") };
        [(*slot, Depth::Body, fold_line(&body(*number))), (*slot, Depth::Links, link)]
    });
    let memory = TextsInMemory(memory.collect());
    let few: SlotSet = slots.iter().filter(|(_, number)| number % 97 == 3).map(|(slot, _)| *slot).collect();
    let most: SlotSet = slots.iter().filter(|(_, number)| number % 9 != 0).map(|(slot, _)| *slot).collect();
    let (seven, long, link) =
        (|text: &str| text.contains('7'), |text: &str| text.len() > 4_000, |text: &str| text.ends_with('1'));
    let probes = [
        Probe { depth: Depth::Body, test: &seven },
        Probe { depth: Depth::Links, test: &link },
        Probe { depth: Depth::Body, test: &long },
    ];
    for among in [None, Some(&few), Some(&most), Some(&SlotSet::default())] {
        let found = scene.texts.find(&scene.library, &probes, among, &|| false).unwrap();
        assert_eq!(found, memory.find(&scene.library, &probes, among, &|| false).unwrap());
        assert_eq!(found.iter().all(SlotSet::is_empty), among.is_some_and(SlotSet::is_empty));
    }
    assert_eq!(scene.texts.find(&scene.library, &[], None, &|| false), Ok(Vec::new()));
}

#[test]
fn texts_of_heads_that_were_replaced_are_left_out() {
    let mut scene = Scene::new(&[("a.md", card("title: A", "before")), ("b.md", card("title: B", "before"))]);
    let path = scene.cards.path().join("a.md");
    fs::write(&path, card("title: A", "after")).unwrap();
    let file = FileRef { root: 0, path: "a.md".into() };
    for segment in read_heads(&[(file, path)], Some(&scene.texts.spool())) {
        scene.library.replace(segment);
    }
    assert_eq!((scene.body("before"), scene.body("after")), ("b".to_owned(), "a".to_owned()));
}

#[test]
fn whoever_asks_to_stop_gets_no_answer() {
    let scene = Scene::new(&[("a.md", card("title: A", &"x".repeat(10_000))), ("b.md", card("title: B", "x"))]);
    let tested = AtomicUsize::new(0);
    let test = |_: &str| {
        tested.fetch_add(1, Ordering::Relaxed);
        true
    };
    let probes = [Probe { depth: Depth::Body, test: &test }];
    assert_eq!(scene.texts.find(&scene.library, &probes, None, &|| true), Err(Stopped));
    assert_eq!(tested.into_inner(), 0);
}

#[test]
fn a_long_segment_is_given_up_in_the_middle() {
    let cards: Vec<(String, String)> =
        (0..64).map(|number| (format!("{number}.md"), card("title: x", &"word ".repeat(8_000)))).collect();
    let cards: Vec<(&str, String)> = cards.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    let scene = Scene::new(&cards);
    let tested = AtomicUsize::new(0);
    let test = |text: &str| {
        tested.fetch_add(text.len(), Ordering::Relaxed);
        false
    };
    // Each thread may have looked at a chunk before it asks.
    let stop = || tested.load(Ordering::Relaxed) > 0;
    let found = scene.texts.find(&scene.library, &[Probe { depth: Depth::Body, test: &test }], None, &stop);
    let cores = std::thread::available_parallelism().unwrap().get();
    assert_eq!(found, Err(Stopped));
    assert!(tested.into_inner() <= cores * 1024 * 1024);
}

#[test]
fn a_cache_that_cannot_be_written_is_said_once_and_nothing_is_lost() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("file");
    fs::write(&file, "").unwrap();
    let cards = [("a.md", card("title: A\nwebUrl: https://a.example", "body")), ("b.md", card("title: B", "body"))];
    for (folder, reason) in [(Some(file), "cannot be written"), (None, "no folder for caches")] {
        let scene = Scene::with_cache(&cards, folder, tempfile::tempdir().unwrap());
        load(&Sources::find(&[scene.cards.path().to_path_buf()]).unwrap(), &scene.texts.begin());
        assert_eq!((scene.body("body"), scene.found(Depth::Links, "a.example")), ("a b".to_owned(), "a".to_owned()));
        let notices = scene.texts.take_notices();
        assert_eq!(notices.len(), 1);
        assert!(notices[0].contains(reason), "{notices:?}");
        assert!(scene.texts.take_notices().is_empty());
    }
}

fn gathered(body: &str) -> Gathered {
    let mut texts = Gathered::default();
    let text = card("title: x\nwebUrl: https://a.example/", body);
    let HeadReading::Card(file) = read_head(text.as_bytes()) else { panic!("no card") };
    texts.push(&file, text.as_bytes(), None);
    texts
}

fn library_of(texts: impl IntoIterator<Item = Option<crate::library::Stretch>>) -> Library {
    let mut library = Library::default();
    for texts in texts {
        let Reading::Card(file) = read(b"---\ntitle: x\n---\n") else { panic!("no card") };
        let mut builder = SegmentBuilder::default();
        builder.push(&file.head(0, Path::new("a.md"))).unwrap();
        library.push(Arc::new(builder.finish().with_texts(texts)));
    }
    library
}

fn bodies_with(texts: &Texts, library: &Library, wanted: &str) -> usize {
    let test = |text: &str| text.contains(wanted);
    texts.find(library, &[Probe { depth: Depth::Body, test: &test }], None, &|| false).unwrap()[0].len()
}

#[cfg(target_os = "linux")]
#[test]
fn texts_stay_in_memory_once_the_disk_is_full() {
    let texts = Texts::new(None);
    // Reads as zeros, and takes no byte.
    let full = fs::OpenOptions::new().read(true).write(true).open("/dev/full").unwrap();
    let spool = Spool::refusing(texts.notices.clone(), full);
    let library = library_of([spool.keep(gathered("first")), spool.keep(gathered("second"))]);
    assert_eq!((bodies_with(&texts, &library, "first"), bodies_with(&texts, &library, "second")), (1, 1));
    let notices = texts.take_notices();
    assert!(notices.len() == 1 && notices[0].contains("/cache cannot be written"), "{notices:?}");
}

#[test]
fn texts_that_cannot_be_read_back_match_nothing_and_are_said_once() {
    let dir = tempfile::tempdir().unwrap();
    let texts = Texts::new(Some(dir.path().to_path_buf()));
    let file = tempfile::tempfile().unwrap();
    let spool = Spool::refusing(texts.notices.clone(), file.try_clone().unwrap());
    let library = library_of([spool.keep(gathered("lost")), texts.spool().keep(gathered("kept"))]);
    file.set_len(2).unwrap();
    assert_eq!((bodies_with(&texts, &library, "lost"), bodies_with(&texts, &library, "kept")), (0, 1));
    let notices = texts.take_notices();
    assert!(notices.len() == 1 && notices[0].contains("reload"), "{notices:?}");
    // Something that is no text.
    file.set_len(0).unwrap();
    unnamed::write_at(&file, &[0xff; 64], 0).unwrap();
    assert_eq!(bodies_with(&texts, &library, ""), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn the_space_of_a_library_is_given_back_with_it() {
    let scene = Scene::new(&[("a.md", card("title: A", "body"))]);
    let folder = scene.cache.path().join("texts");
    // Files that are open and have no name any more.
    let open = || {
        let links = fs::read_dir("/proc/self/fd").unwrap().filter_map(|entry| fs::read_link(entry.ok()?.path()).ok());
        links.filter(|path| path.starts_with(&folder)).count()
    };
    assert_eq!((open(), fs::read_dir(&folder).unwrap().count()), (1, 0));
    let again = load(&Sources::find(&[scene.cards.path().to_path_buf()]).unwrap(), &scene.texts.begin());
    assert_eq!((open(), scene.body("body")), (2, "a".to_owned()), "a search in the old library goes on");
    let Scene { library, texts, cards, .. } = scene;
    drop(library);
    assert_eq!(open(), 1);
    assert_eq!(bodies_with(&texts, &again, "body"), 1);
    drop((texts, again, cards));
    assert_eq!(open(), 0);
}

#[test]
fn the_tour_can_be_searched() {
    let texts = Texts::new(None);
    let library = load(&Sources::tour(), &texts.begin());
    assert!(bodies_with(&texts, &library, "") > 10);
    assert!(texts.take_notices().len() == 1);
}

#[test]
fn without_a_spool_there_are_no_texts() {
    let scene = Scene::new(&[("a.md", card("title: A", "body"))]);
    let heads = read_heads(&[(FileRef { root: 0, path: "a.md".into() }, scene.cards.path().join("a.md"))], None);
    assert!(heads[0].texts().is_none());
    scan(&Sources::find(&[scene.cards.path().to_path_buf()]).unwrap(), None, &AtomicBool::new(false), &|event| {
        if let ScanEvent::Batch { segment, .. } = event {
            assert!(segment.texts().is_none());
        }
    });
}

#[test]
fn every_word_of_a_real_card_is_found_in_it() {
    let Some(folder) = std::env::var_os("COPYDESK_CARDS").map(PathBuf::from) else {
        println!("COPYDESK_CARDS is not set: nothing was tested");
        return;
    };
    let cache = tempfile::tempdir().unwrap();
    let texts = Texts::new(Some(cache.path().to_path_buf()));
    let library = load(&Sources::find(std::slice::from_ref(&folder)).unwrap(), &texts.begin());
    let mut bodies = 0;
    for (slot, head) in library.heads() {
        let bytes = fs::read(folder.join(head.path())).unwrap();
        let Reading::Card(file) = read(&bytes) else { panic!("{:?} is no card", head.path()) };
        let shown = SafeText::block(&plain_text(&body_text(&bytes, &file.body)));
        let words: Vec<String> = shown.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect();
        let phrase = words.join(" ");
        let test = |text: &str| text == phrase && words.iter().all(|word| text.contains(word));
        let among: SlotSet = [slot].into_iter().collect();
        let probes = [Probe { depth: Depth::Body, test: &test }];
        let found = texts.find(&library, &probes, Some(&among), &|| false).unwrap();
        assert_eq!(found[0].len(), usize::from(!phrase.is_empty()), "{:?}", head.path());
        bodies += usize::from(!phrase.is_empty());
    }
    assert!(bodies > 50 && texts.take_notices().is_empty(), "{bodies} bodies");
}
