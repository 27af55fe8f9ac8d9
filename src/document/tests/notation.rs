//! A document in a few lines of text, for tests to compare and people to read.

use crate::document::{Align, Block, Direction, Document, Item, PictureSource, Run, Table, Text};

/// Every block on lines of its own, what is inside one further in; then pictures, links and what was given up.
pub(super) fn written(document: &Document) -> String {
    let mut lines = Vec::new();
    blocks(&document.blocks, "", &mut lines);
    for (index, picture) in document.pictures.iter().enumerate() {
        let source = match &picture.source {
            PictureSource::File(path) => path.clone(),
            PictureSource::Data(data) => format!("data {data}"),
            PictureSource::Web(url) => url.to_string(),
            PictureSource::Nowhere => "nowhere".to_owned(),
        };
        let link = picture.link.map(|link| format!(" @{link}")).unwrap_or_default();
        lines.push(format!("picture {index}: {} = {source}{link}", picture.caption.as_deref().unwrap_or("?")));
    }
    for (index, link) in document.links.iter().enumerate() {
        lines.push(format!("link {index}: {} = {}", link.name, link.url));
    }
    lines.extend(document.shortened.map(|shortened| format!("{shortened:?}")));
    lines.join("\n")
}

fn blocks(blocks: &[Block], indent: &str, lines: &mut Vec<String>) {
    let further = format!("{indent}  ");
    for block in blocks {
        match block {
            Block::Paragraph(runs) => lines.push(format!("{indent}{}", text(runs))),
            Block::Heading { level, text: runs } => lines.push(format!("{indent}h{level} {}", text(runs))),
            Block::List { numerals, items } => {
                let number = |item: &Item| numerals.zip(item.number).map(|(numerals, number)| numerals.write(number));
                let first = items.first().and_then(number).map(|first| format!(" {first}"));
                lines.push(format!("{indent}list{}", first.unwrap_or_default()));
                for (index, entry) in items.iter().enumerate() {
                    // Only a number that is no more than the next one goes without saying.
                    let above = index.checked_sub(1).and_then(|above| items.get(above)?.number);
                    let own = number(entry).filter(|_| above.is_some_and(|above| entry.number != Some(above + 1)));
                    item(entry, own, &further, lines);
                }
            }
            Block::Quote(inner) => {
                lines.push(format!("{indent}quote"));
                self::blocks(inner, &further, lines);
            }
            Block::Code { language, text } => {
                lines.push(format!("{indent}code {} {:?}", language.as_deref().unwrap_or("?"), text.as_str()));
            }
            Block::Table(table) => rows(table, indent, lines),
            Block::Picture(index) => lines.push(format!("{indent}picture {index}")),
            Block::Rule => lines.push(format!("{indent}rule")),
            Block::Footnote { label, blocks: inner } => {
                lines.push(format!("{indent}note {label}"));
                self::blocks(inner, &further, lines);
            }
        }
    }
}

fn item(item: &Item, number: Option<String>, indent: &str, lines: &mut Vec<String>) {
    let tick = item.done.map_or("", |done| if done { " [x]" } else { " [ ]" });
    lines.push(format!("{indent}-{tick}{}", number.map(|number| format!(" {number}")).unwrap_or_default()));
    blocks(&item.blocks, &format!("{indent}  "), lines);
}

fn rows(table: &Table, indent: &str, lines: &mut Vec<String>) {
    let sign = |align: &Align| match align {
        Align::Start => '<',
        Align::Middle => '^',
        Align::End => '>',
    };
    let side = if table.direction == Direction::RightToLeft { "← " } else { "" };
    lines.push(format!("{indent}table {side}{}", table.columns.iter().map(sign).collect::<String>()));
    let cells = |row: &[Text]| row.iter().map(|cell| format!(" {} |", text(cell))).collect::<String>();
    if !table.head.is_empty() {
        lines.push(format!("{indent}head |{}", cells(&table.head)));
    }
    lines.extend(table.rows.iter().map(|row| format!("{indent}|{}", cells(row))));
}

fn text(text: &Text) -> String {
    let sign = match text.direction {
        Direction::Own => "",
        Direction::LeftToRight => "→ ",
        Direction::RightToLeft => "← ",
    };
    format!("{sign}{}", text.runs.iter().map(run).collect::<String>())
}

fn run(run: &Run) -> String {
    let mut text = run.text.replace('\n', "⏎");
    let style = run.style;
    for (is_set, mark) in
        [(style.code, "`"), (style.struck, "~"), (style.emphasis, "/"), (style.strong, "*"), (style.note, "^")]
    {
        if is_set {
            text = format!("{mark}{text}{mark}");
        }
    }
    if let Some(picture) = run.picture {
        text = format!("!{picture}({text})");
    }
    if let Some(link) = run.link {
        text = format!("[{text}]{link}");
    }
    text
}

/// Everything that a document says, captions in their places, without any form.
pub(super) fn said(document: &Document) -> String {
    let mut words = Vec::new();
    say(document, &document.blocks, &mut words);
    words.join("\n")
}

fn say(document: &Document, blocks: &[Block], words: &mut Vec<String>) {
    let whole = |text: &Text| text.runs.iter().map(|run| run.text.as_str()).collect::<String>();
    for block in blocks {
        match block {
            Block::Paragraph(runs) | Block::Heading { text: runs, .. } => words.push(whole(runs)),
            Block::List { items, .. } => items.iter().for_each(|item| say(document, &item.blocks, words)),
            Block::Quote(inner) | Block::Footnote { blocks: inner, .. } => say(document, inner, words),
            Block::Code { text, .. } => words.push(text.to_string()),
            Block::Table(table) => words.extend(table.head.iter().chain(table.rows.iter().flatten()).map(whole)),
            Block::Picture(index) => {
                let caption = document.pictures.get(*index).and_then(|picture| picture.caption.as_ref());
                words.extend(caption.map(ToString::to_string));
            }
            Block::Rule => {}
        }
    }
}
