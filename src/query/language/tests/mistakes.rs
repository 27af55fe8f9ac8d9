//! What is wrong with texts, where, and how it is said.

use super::*;

fn said(text: &str) -> String {
    match parse(text, &views()) {
        Ok(query) => format!("{text} means {query:?}"),
        Err(mistake) => mistake.to_string(),
    }
}

#[test]
fn each_mistake_says_where_it_is_and_what_helps() {
    let date =
        "write today, yesterday, 3d, 2w, 6mo, 1y, 2024, 2024-05, 2024-05-01, or a range such as 2024-05..2024-08";
    for (text, sentence) in [
        ("ai titel:x", "column 4: there is no field `titel`; did you mean `title`?"),
        ("-qualty>5", "column 2: there is no field `qualty`; did you mean `quality`?"),
        ("std::io", "column 1: there is no field `std`; put the word in quotes to look for it as it is"),
        ("注:x", "column 1: there is no field `注`; put the word in quotes to look for it as it is"),
        ("is:unred", "column 4: `is:` does not take `unred`; did you mean `unread`?"),
        (
            "has:fun",
            "column 5: `has:` does not take `fun`; it takes amp, cdn-amp, image, related, video, body, items, actions",
        ),
        ("view:stared", "column 6: there is no view `stared`; did you mean `starred`?"),
        ("view:zzz", "column 6: there is no view `zzz`; there are inbox, unread, starred, bin, To read, Ünder \"way\""),
        ("sort:quality,-dat", "column 15: there is no order `dat`; did you mean `date`?"),
        (
            "sort:x",
            "column 6: there is no order `x`; it is one of date, updated, quality, heat, score, title, provider, length, \
             relevance",
        ),
        (
            "sort:date,date",
            "column 6: `sort:` takes up to 3 different keys with commas between them, such as `sort:quality,-date`",
        ),
        (
            "sort:date,heat,score,title",
            "column 6: `sort:` takes up to 3 different keys with commas between them, such as `sort:quality,-date`",
        ),
        ("title:", "column 1: `title:` needs a value right after it, such as `title:\"slow light\"`"),
        ("title: x", "column 1: `title:` needs a value right after it, such as `title:\"slow light\"`"),
        ("title:\"\"", "column 1: `title:` needs a value right after it, such as `title:\"slow light\"`"),
        ("is:", "column 1: `is:` needs a value right after it, such as `is:unread`"),
        ("quality> ", "column 1: `quality>` needs a value right after it, such as `quality>50`"),
        (
            "type=video",
            "column 1: `type` is no number; write `type:TEXT` for what contains it or `type:=TEXT` for exactly that",
        ),
        (
            "quality>high",
            "column 9: `quality` does not take `high`; write it as a number, such as 50, or as a range, such as 10..20",
        ),
        (
            "heat:1..x",
            "column 9: `heat` does not take `x`; write it as a number, such as 50, or as a range, such as 10..20",
        ),
        ("length<5x", "column 8: `length` does not take `5x`; write it as 90s, 10m, 1h, 1h30m or a number of minutes"),
        ("price:cheap", "column 7: `price` does not take `cheap`; write it as free or a number, such as 9.99"),
        ("date:todya", "column 6: `date` does not take `todya`; did you mean `today`?"),
        ("date:2024-02-30", &format!("column 6: `date` does not take `2024-02-30`; {date}")),
        (
            "updated>3d",
            "column 9: `updated` does not take `3d`; write a day, a month or a year here: 2024-05-01, 2024-05 or 2024",
        ),
        ("date>9999", "column 6: no date lies there; the years go from 0001 to 9999"),
        ("heat:5..3", "column 6: nothing lies between `5` and `3`; the smaller one comes first"),
        ("date:2024..2023-05", "column 6: nothing lies between `2024` and `2023-05`; the smaller one comes first"),
        ("a limit:0", "column 9: `limit:` takes a whole number from 1, not `0`"),
        ("limit:+5", "column 7: `limit:` takes a whole number from 1, not `+5`"),
        ("/(a/", "column 1: this is no regular expression: unclosed group"),
        ("title:/(a/", "column 7: this is no regular expression: unclosed group"),
        (
            "/usr/bin",
            "column 5: a regular expression ends at this `/`; write `\\/` for one inside it, or put the text in quotes",
        ),
        (
            "/usr",
            "column 1: the regular expression that begins here is not closed; add a `/`, or put the text in quotes",
        ),
        ("人 \"a", "column 3: the quote that begins here is not closed"),
        ("topic:\"a", "column 7: the quote that begins here is not closed"),
        ("a \" \"", "column 3: there is nothing between these quotes"),
        ("a (b (c)", "column 3: the parenthesis that begins here is not closed"),
        ("a (", "column 3: the parenthesis that begins here is not closed"),
        ("a)", "column 2: this parenthesis closes nothing; put it in quotes to look for it"),
        (")", "column 1: this parenthesis closes nothing; put it in quotes to look for it"),
        ("f( )", "column 2: there is nothing between these parentheses"),
        ("a OR", "column 3: `OR` needs a term on each side; put it in quotes to look for the word"),
        ("OR a", "column 1: `OR` needs a term on each side; put it in quotes to look for the word"),
        ("a OR OR b", "column 3: `OR` needs a term on each side; put it in quotes to look for the word"),
        ("(a OR)", "column 4: `OR` needs a term on each side; put it in quotes to look for the word"),
        ("AND a", "column 1: `AND` needs a term on each side; put it in quotes to look for the word"),
        ("a AND OR b", "column 3: `AND` needs a term on each side; put it in quotes to look for the word"),
        ("a AND AND b", "column 3: `AND` needs a term on each side; put it in quotes to look for the word"),
        ("a NOT", "column 3: `NOT` needs a term after it; put it in quotes to look for the word"),
        ("NOT OR a", "column 1: `NOT` needs a term after it; put it in quotes to look for the word"),
        ("(NOT)", "column 2: `NOT` needs a term after it; put it in quotes to look for the word"),
        ("sort:date a", "column 1: `sort:` stands at the end of the query, after everything else"),
        ("(a sort:date)", "column 4: `sort:` stands at the end of the query, after everything else"),
        ("a -limit:3", "column 4: `limit:` stands at the end of the query, after everything else"),
        ("limit:3 OR a", "column 1: `limit:` stands at the end of the query, after everything else"),
        ("a OR sort:date", "column 3: `OR` needs a term on each side; put it in quotes to look for the word"),
        ("sort:date a sort:heat", "column 1: `sort:` stands at the end of the query, after everything else"),
        ("limit:3 limit:4", "column 9: `limit:` is there twice; one is enough"),
        ("sort:date limit:3 sort:heat", "column 19: `sort:` is there twice; one is enough"),
    ] {
        assert_eq!(said(text), sentence);
    }
}

#[test]
fn a_query_has_bounds() {
    assert!(parse(&"a".repeat(LONGEST), &[]).is_ok());
    assert_eq!(said(&"é".repeat(LONGEST + 1)), "column 4097: a query has at most 4096 characters");
    assert!(parse(&"a ".repeat(MOST_TERMS), &[]).is_ok());
    assert_eq!(said(&"a ".repeat(MOST_TERMS + 1)), "column 513: a query has at most 256 terms");
    let nested = |depth| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
    assert!(parse(&nested(NESTING), &[]).is_ok());
    assert_eq!(said(&nested(NESTING + 1)), "column 65: a query has at most 64 parentheses inside each other");
    assert!(parse(&format!("{}a", "NOT ".repeat(1_000)), &[]).is_ok());
}

#[test]
fn what_is_read_is_short_enough_to_be_stored() {
    // 204 terms that grow by one character each, after a word that fills the text up.
    let terms = " length=90s".repeat(204);
    let text = format!("{}{terms}", "a".repeat(LONGEST - terms.len()));
    assert_eq!(said(&text), "column 4097: a query has at most 4096 characters");
}
