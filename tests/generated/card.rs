//! Decides what one generated card says: its path, its front matter of about 3 KB, its body. Which words there are is
//! decided in [`super::words`]; how many cards there are, by whoever asks.

use std::fmt::{self, Write as _};
use std::path::PathBuf;

use super::File;
use super::random::Random;
use super::words::{ACCENTED, AUTHORS, EAST_ASIAN, EMOJI, JOINTS, PLAIN, PROVIDERS, RIGHT_TO_LEFT, TOPICS};

/// Kinds of cards, how many of a thousand they are, and where they lie.
const KINDS: &[(&str, &str, u64)] = &[
    ("article", "_news", 760),
    ("video", "_learning/videos", 90),
    ("course", "_learning/courses", 50),
    ("download", "_tools", 40),
    ("book", "_learning/books", 30),
    ("forum", "_communities", 30),
];
/// Days from 2015-01-01 that cards are spread over: ten years.
const DAYS: u64 = 3_650;

/// Card `number` of the library with this seed.
pub(super) fn card(seed: u64, number: u64) -> File {
    let mut random = Random::of(seed, number);
    let (kind, folder) = kind(&mut random);
    let day = Day::of(&mut random);
    let title = title(&mut random);
    let slug = slug(&mut random, number);
    let mut text = String::with_capacity(6 << 10);
    // Writing to a string does not fail.
    let _ = front_matter(&mut text, &mut random, &Facts { kind, day, title: &title, slug: &slug });
    if random.happens(550) {
        body(&mut text, &mut random);
    }
    // Few files are what they should not be.
    if random.happens(2) {
        text = text.replacen("excerpt: \"", "excerpt: 'never ended ", 1);
    } else if random.happens(3) {
        text = text.replacen("quality: ", "quality: much, ", 1);
    } else if random.happens(2) {
        text = format!("# {title}\n\nNotes without front matter.\n");
    }
    if random.happens(40) {
        text = text.replace('\n', "\r\n");
    }
    let folder = if kind == "article" { format!("{folder}/{}", day.year) } else { folder.to_owned() };
    let extension = if random.happens(10) { "markdown" } else { "md" };
    File { path: PathBuf::from(format!("{folder}/{}-{slug}.{extension}", day.date())), bytes: text.into_bytes() }
}

fn kind(random: &mut Random) -> (&'static str, &'static str) {
    let mut left = random.below(1_000);
    for (kind, folder, share) in KINDS {
        match left.checked_sub(*share) {
            Some(rest) => left = rest,
            None => return (kind, folder),
        }
    }
    ("article", "_news")
}

/// A day of a calendar whose months have 28 days: all of them are days of ours.
#[derive(Clone, Copy)]
struct Day {
    year: u64,
    month: u64,
    day: u64,
    hour: u64,
    minute: u64,
}

impl Day {
    /// Later days come more often, as cards do.
    fn of(random: &mut Random) -> Self {
        let days = random.below(DAYS).max(random.below(DAYS)) * 336 / 365;
        Self {
            year: 2015 + days / 336,
            month: 1 + days % 336 / 28,
            day: 1 + days % 28,
            hour: random.below(24),
            minute: random.below(60),
        }
    }

    fn date(self) -> String {
        format!("{}-{:02}-{:02}", self.year, self.month, self.day)
    }

    fn time(self) -> String {
        format!("{}T{:02}:{:02}:00Z", self.date(), self.hour, self.minute)
    }
}

fn words(random: &mut Random, count: u64) -> String {
    let mut text = String::new();
    for at in 0..count {
        if at > 0 {
            text.push(' ');
        }
        text.push_str(match at % 4 {
            2 if random.happens(600) => random.word(JOINTS),
            _ if random.happens(15) => random.word(ACCENTED),
            _ => random.word(PLAIN),
        });
    }
    text
}

/// `text`, which begins like a sentence.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn title(random: &mut Random) -> String {
    let count = random.between(4, 10);
    let title = sentence(&words(random, count));
    match random.below(1_000) {
        0..40 => random.word(EAST_ASIAN).to_owned(),
        40..65 => random.word(RIGHT_TO_LEFT).to_owned(),
        65..105 => format!("{} {title}", random.word(ACCENTED)),
        105..130 => format!("{title} {}", random.word(EMOJI)),
        130..160 => format!("{title}: 'why' and \\\"how\\\""),
        160..170 => format!("{title}  –  part {}", random.between(1, 9)),
        _ => title,
    }
}

fn slug(random: &mut Random, number: u64) -> String {
    format!("{}-{}-{}-{number}", random.word(PLAIN), random.word(PLAIN), random.word(PLAIN))
}

/// What the parts of a card have in common.
struct Facts<'f> {
    kind: &'f str,
    day: Day,
    title: &'f str,
    slug: &'f str,
}

fn front_matter(out: &mut String, random: &mut Random, facts: &Facts<'_>) -> fmt::Result {
    let Facts { kind, day, title, slug } = facts;
    let (provider, domain) = provider(random);
    let category = if *kind == "article" { "news" } else { "learning" };
    let count = random.between(25, 45);
    let excerpt = sentence(&words(random, count));
    writeln!(out, "---\ncategory: {category}\ntitle: \"{title}\"\nexcerpt: \"{excerpt}.\"")?;
    writeln!(out, "publishedDateTime: {}", day.time())?;
    if random.happens(150) {
        writeln!(out, "updatedDateTime: {}", day.time())?;
    }
    // Some cards lead nowhere.
    if !random.happens(15) {
        links(out, random, "", domain, &format!("{}/{:02}/{slug}", day.year, day.month))?;
    }
    writeln!(out, "type: {kind}\nquality: {}", random.between(0, 200))?;
    let heat = if random.happens(700) { "-1".to_owned() } else { random.between(0, 100).to_string() };
    writeln!(out, "heat: {heat}")?;
    match random.below(1_000) {
        0..60 => writeln!(out, "published: false")?,
        60..120 => writeln!(out, "published: true")?,
        120..130 => writeln!(out, "removed: true")?,
        130..135 => writeln!(out, "deleted: true")?,
        _ => {}
    }
    kind_fields(out, random, kind)?;
    writeln!(out, "\nprovider:\n  name: {provider}\n  domain: {domain}")?;
    if random.happens(300) {
        writeln!(out, "  authors:\n    - name: {}", random.word(AUTHORS))?;
    }
    topics(out, random)?;
    images(out, random, "", domain, slug)?;
    related(out, random, slug)?;
    if random.happens(850) {
        let length = random.between(800, 1_400);
        let (text, key) = (random.base64(usize::try_from(length).unwrap_or(0)), random.base64(22));
        writeln!(out, "\nsecured: \"{text}=;{key}==\"")?;
    }
    writeln!(out, "---")
}

fn provider(random: &mut Random) -> (&'static str, &'static str) {
    let at = random.below(PROVIDERS.len() as u64);
    usize::try_from(at).ok().and_then(|at| PROVIDERS.get(at)).copied().unwrap_or_default()
}

fn links(out: &mut String, random: &mut Random, margin: &str, domain: &str, path: &str) -> fmt::Result {
    if margin.is_empty() {
        let tracking = if random.happens(80) { "?utm_source=feed&utm_medium=rss" } else { "" };
        writeln!(out, "originalUrl: \"https://www.{domain}/{path}{tracking}\"")?;
    }
    writeln!(out, "{margin}webUrl: \"https://www.{domain}/{path}\"")?;
    if random.happens(600) {
        writeln!(out, "{margin}ampWebUrl: \"https://www.{domain}/{path}/amp/\"")?;
        let cache = domain.replace('.', "-");
        writeln!(out, "{margin}cdnAmpWebUrl: \"https://{cache}.cdn.example/c/s/www.{domain}/{path}/amp/\"")?;
    }
    Ok(())
}

fn kind_fields(out: &mut String, random: &mut Random, kind: &str) -> fmt::Result {
    match kind {
        "video" => writeln!(out, "length: PT{}M{}S", random.between(1, 59), random.between(0, 59)),
        "course" => writeln!(out, "levels:\n  - Beginner\n  - Advanced\nprice: ${}", random.between(5, 300)),
        "book" => writeln!(out, "ratings:\n  average: 4.{}\n  count: {}", random.below(10), random.between(1, 900)),
        "forum" => writeln!(out, "members: {}", random.between(10, 90_000)),
        _ => Ok(()),
    }
}

fn topics(out: &mut String, random: &mut Random) -> fmt::Result {
    let mut chosen: Vec<&str> = Vec::new();
    for _ in 0..random.between(0, 4) {
        let at = random.below(TOPICS.len() as u64);
        let topic = usize::try_from(at).ok().and_then(|at| TOPICS.get(at)).map(|(topic, _)| *topic);
        chosen.extend(topic.filter(|topic| !chosen.contains(topic)));
    }
    match chosen.as_slice() {
        [] => Ok(()),
        // Hardly anybody writes lists in brackets.
        [one] if random.happens(20) => writeln!(out, "\ntopics: [\"{one}\"]"),
        chosen => {
            writeln!(out, "\ntopics:")?;
            chosen.iter().try_for_each(|topic| writeln!(out, "  - {topic}"))
        }
    }
}

fn images(out: &mut String, random: &mut Random, margin: &str, domain: &str, slug: &str) -> fmt::Result {
    if random.happens(100) {
        return Ok(());
    }
    let (width, height) = (random.between(400, 2_400), random.between(300, 1_600));
    if margin.is_empty() {
        writeln!(out)?;
    }
    writeln!(out, "{margin}images:\n{margin}  - url: \"https://images.{domain}/{slug}.jpg?w={width}\"")?;
    writeln!(out, "{margin}    width: {width}\n{margin}    height: {height}\n{margin}    isCached: true")
}

/// Cards nested in a card: none, mostly one or two, at most four.
fn related(out: &mut String, random: &mut Random, slug: &str) -> fmt::Result {
    let count = random.below(3).min(random.below(6)) + random.below(2) + u64::from(random.happens(60));
    if count == 0 {
        return Ok(());
    }
    writeln!(out, "\nrelated:")?;
    for number in 0..count {
        let (provider, domain) = provider(random);
        let day = Day::of(random);
        let (few, many) = (random.between(4, 9), random.between(15, 35));
        let (title, excerpt) = (sentence(&words(random, few)), sentence(&words(random, many)));
        writeln!(out, "  - title: \"{title}\"\n    excerpt: \"{excerpt} …\"\n    publishedDateTime: {}", day.time())?;
        links(out, random, "    ", domain, &format!("{}/{slug}r{number}", day.year))?;
        writeln!(out, "    type: article\n    provider:\n      name: {provider}\n      domain: {domain}")?;
        writeln!(out, "    quality: {}", random.between(0, 120))?;
        images(out, random, "    ", domain, slug)?;
    }
    Ok(())
}

/// Some paragraphs, in HTML or Markdown.
fn body(out: &mut String, random: &mut Random) {
    let html = random.happens(500);
    out.push('\n');
    for number in 0..random.between(1, 5) {
        let count = random.between(20, 90);
        let text = sentence(&words(random, count));
        let (_, domain) = provider(random);
        let linked = random.word(PLAIN);
        out.push_str(&match (html, number % 3) {
            (true, 1) => {
                format!("<h2>{linked}</h2>\n<p>{text} &amp; <a href=\"https://{domain}/{linked}\">more</a>.</p>\n")
            }
            (true, _) => format!("<p>{text}, <em>{linked}</em>.</p>\n"),
            (false, 1) => {
                format!("## {linked}\n\n{text} [more](https://{domain}/{linked}).\n\n- {linked}\n- *{text}*\n\n")
            }
            (false, _) => format!("{text}, **{linked}**.\n\n"),
        });
    }
}
