use super::*;

fn card(text: &str) -> CardFile {
    match read(text.as_bytes()) {
        Reading::Card(card) => *card,
        other => panic!("{text:?} is {other:?}"),
    }
}

#[test]
fn a_plain_card_reads_without_problems() {
    let text = "---\ntitle: A\nquality: 59\nheat: -1\npublished: false\ntopics: [AI]\nextra: {a: 1}\n---\nbody\n";
    let read = card(text);
    assert_eq!(read.problems, []);
    assert_eq!(read.card.title.as_deref(), Some("A"));
    assert_eq!((read.card.quality, read.card.heat, read.card.draft), (Some(59.0), None, true));
    assert_eq!(read.card.more.len(), 1);
    assert_eq!(text.get(read.body), Some("body\n"));
}
