//! One query, one answer: from `list`, from `count`, as a view, and from both lines of the reader.

use copydesk::app::Msg;
use copydesk::store::Sources;

use super::*;
use crate::desk::Desk;

/// Each needs something else of a query.
const CARDS: [(&str, &str); 13] = [
    (
        "_news/01.md",
        "title: Slow light in Zürich\nexcerpt: \"A pulse  of light\"\ncategory: news\ntype: article\n\
         publishedDateTime: 2024-02-29T18:00:00Z\nupdatedDateTime: 2024-03-02\nquality: 59.1\nheat: 0.3\n\
         provider: {name: Mango Press, domain: example.org, authors: [{name: Ada Moore}]}\ntopics: [Optics]\n\
         webUrl: https://www.example.org/light\nampWebUrl: https://www.example.org/amp/light",
    ),
    (
        "_news/02.md",
        "title: Flight\ntopics: [Lenses]\nprovider: {domain: example.org}\npublishedDateTime: 2024-12-31T23:59:59Z",
    ),
    ("_news/03.md", "title: 人工知能の未来\ntopics: [AI  Law]\nquality: 50\ncdnAmpWebUrl: https://cdn.example.net/x"),
    (
        "_news/04.md",
        "title: Straße\ntype: video\nlength: PT13M34S\nquality: 0\nheat: -2\npublishedDateTime: 2025-01-01",
    ),
    (
        "_learning/05.md",
        "title: A course\ncategory: learning\nprice: Free\nratings: {count: 3, average: 4.7}\nitems: [news/01]",
    ),
    ("_learning/06.md", "title: A book\ncategory: learning\nprice: 9.99 USD\nmembers: 22000\nratings: {average: 2}"),
    ("_learning/07.md", "title: Draft of a plan\npublished: false\nimages: [{url: /a.png}]"),
    ("_learning/08.md", "title: Taken down\nremoved: true\nactions: [{url: \"https://example.org/do\", title: Do}]"),
    (
        "_learning/09.md",
        "title: Locked\nsecured: \"AAEC;AAEC\"\nrelated: [{title: r, webUrl: \"https://www.example.org/light\"}]",
    ),
    ("broken.md", "title: [broken"),
    ("C++.md", "title: \"C++ & <b>AT&T</b> (OR)\"\nupdatedDateTime: 1999-12-31"),
    ("plain.md", "title: Plain light words\nauthors: nobody"),
    ("bin.md", "title: A bin"),
];

/// Each finds some of the cards, and not all.
const OF_HEADS: [&str; 74] = [
    "slow",
    "slow light",
    "slow OR flight",
    "light -slow",
    "NOT light",
    "(slow OR plain) light",
    "-(slow OR flight)",
    "\"pulse of light\"",
    "zurich",
    "STRASSE",
    "人工",
    "C++",
    "AT&T",
    "\"OR\"",
    "/l.?ght$/",
    "/^slow/",
    "-/light/",
    "title:flight",
    "title:=\"plain light words\"",
    "title:/^a (course|book)$/",
    "text:optics",
    "topic:optics",
    "topic:=\"ai law\"",
    "topic:lens",
    "provider:mango",
    "provider:=\"\"",
    "domain:example.org",
    "domain:cdn.example.net",
    "author:moore",
    "type:video",
    "category:=learning",
    "path:_news/",
    "path:c++",
    "is:unread",
    "is:read",
    "is:starred",
    "is:archived",
    "is:snoozed",
    "-is:binned -is:read",
    "is:published",
    "is:draft",
    "is:removed",
    "is:broken",
    "is:locked",
    "has:amp",
    "has:cdn-amp",
    "has:image",
    "has:related",
    "has:video",
    "has:body",
    "has:items",
    "has:actions",
    "quality>50",
    "quality=59.1",
    "quality:0..50",
    "-quality<50",
    "heat<=0.3",
    "heat:..",
    "rating>=4",
    "members>1000",
    "length>10m",
    "price:free",
    "price<$20",
    "date:2024",
    "date:2024-02-29",
    "date:2024-03..2024-12",
    "date>2024",
    "date<2025",
    "-date:..",
    "updated:1999",
    "updated:2000..",
    "view:starred OR slow",
    "view:inbox -light",
    "related:_learning/05.md OR title:flight",
];

/// The reader reads the files in the bin, the shell does not yet.
const OF_THE_BIN: [&str; 2] = ["is:binned", "view:bin OR slow"];

/// Bodies and links, which the program does not search yet, and the cards that a card names.
const OF_FILES: [&str; 6] =
    ["forty", "light -forty", "body:forty OR slow", "body:/tank\\b/", "link:amp/light", "related:_learning/05.md"];

/// A library, and what was decided about its cards.
struct Scene {
    home: Home,
    folder: tempfile::TempDir,
    desk: Desk,
}

impl Scene {
    fn new(queries: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        for (at, (path, front)) in CARDS.iter().enumerate() {
            let body = if at % 3 == 0 { "The tank holds *forty litres* of water.\n" } else { "" };
            write(path, &format!("---\n{front}\n---\n{body}"));
        }
        write("_data/topics/a.yaml", "taxonomy: topic\nname: Lenses\nparent: Optics\n");
        write(
            "_data/organizations/a.md",
            "---\ntaxonomy: organization\nname: The Example Review\ndomain: example.org\n---\n",
        );

        let mut views = String::from("views:\n");
        for (at, query) in queries.iter().enumerate() {
            views.push_str(&format!("  query {at}: {}\n", serde_json::to_string(query).unwrap()));
        }
        let mut desk = Desk::open(Sources::find(&[folder.path().to_path_buf()]).unwrap(), 120, 40);
        line(&mut desk, ":", "sort title");
        desk.keys("g g d j m s j m e j s j");
        line(&mut desk, ":", "snooze 2999-01-01");
        line(&mut desk, ":", "view all");
        Self { home: Home::with_settings(&views), folder, desk }
    }

    fn run(&self, arguments: &[&str]) -> Answer {
        let places = [
            OsStr::new("-L"),
            self.folder.path().as_os_str(),
            OsStr::new("--state-dir"),
            self.desk.state().as_os_str(),
        ];
        self.home.run(arguments.iter().map(OsStr::new).chain(places))
    }

    /// The titles that `list` gives.
    fn listed(&self, query: &str) -> Vec<String> {
        let answer = self.run(&["list", query, "--format", "jsonl"]);
        assert!(answer.status <= 1 && answer.err.is_empty(), "{query}: {answer:?}");
        let titles = answer.out.lines().map(|line| json(line)["title"].as_str().unwrap().to_owned());
        sorted(titles)
    }

    /// The titles that the reader lists after this was written into the line that `key` opens.
    fn read(&mut self, key: &str, query: &str) -> Vec<String> {
        line(&mut self.desk, key, query);
        let titles = sorted(self.desk.titles().into_iter().map(str::to_owned));
        line(&mut self.desk, ":", "clear-query");
        titles
    }
}

fn line(desk: &mut Desk, key: &str, text: &str) {
    desk.keys(key);
    desk.send(Msg::Pasted(text.to_owned()));
    desk.keys("enter");
    assert!(desk.model.layers.is_empty(), "{text}: {}", desk.screen());
}

fn sorted(titles: impl Iterator<Item = String>) -> Vec<String> {
    let mut titles: Vec<String> = titles.collect();
    titles.sort_unstable();
    titles
}

fn agree(queries: &[&str]) {
    let mut scene = Scene::new(queries);
    let mut wrong = Vec::new();
    for (at, query) in queries.iter().enumerate() {
        let listed = scene.listed(query);
        if listed.is_empty() || listed.len() >= CARDS.len() {
            wrong.push(format!("{query} finds {listed:?}"));
        }
        let counted = scene.run(&["count", query]).out;
        if counted != format!("{}\n", listed.len()) {
            wrong.push(format!("{query} lists {} and counts {counted}", listed.len()));
        }
        let view = scene.listed(&format!("view:\"query {at}\""));
        for (way, found) in [("view", view), ("filter", scene.read("f", query)), ("search", scene.read("/", query))] {
            if found != listed {
                wrong.push(format!("{query} as a {way}: {found:?}, listed: {listed:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn one_query_has_one_answer_wherever_it_is_asked() {
    agree(&OF_HEADS);
}

#[test]
fn what_only_files_know_has_one_answer_too() {
    agree(&OF_FILES);
}

#[test]
fn the_bin_has_one_answer_too() {
    agree(&OF_THE_BIN);
}

#[test]
fn a_mistake_is_pointed_at() {
    let home = Home::new();
    for subcommand in ["list", "count"] {
        for (query, place) in [("light is:reed", 9..13), ("(light", 0..1), ("quality>much", 8..12)] {
            let answer = home.run([subcommand, query, "-L", "tests/fixtures/library"]);
            let complaint = answer.complaint(2);
            let lines: Vec<&str> = complaint.lines().collect();
            let quoted = lines.iter().position(|line| line.trim() == query);
            let at = quoted.unwrap_or_else(|| panic!("{query} is not repeated: {complaint}"));
            let indent = lines[at].find(query).unwrap();
            let pointer = lines.get(at + 1).copied().unwrap_or_default();
            let under = pointer.find('^').map(|start| start - indent..pointer.rfind('^').unwrap() + 1 - indent);
            assert_eq!(under, Some(place), "{complaint}");
        }
    }
}
