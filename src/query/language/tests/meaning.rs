//! Texts and what they mean, and how that is written canonically.

use std::ops::Bound::{Excluded, Included, Unbounded};

use super::*;

fn text(text: &str) -> Filter {
    field(Field::Text, text)
}

fn field(field: Field, text: &str) -> Filter {
    Filter::Field(field, Test::Contains(text.to_owned()))
}

#[test]
fn terms_mean_what_they_say() {
    let exact = |field, text: &str| Filter::Field(field, Test::Exact(text.to_owned()));
    let matches = |field, text: &str| Filter::Field(field, Test::Matches(text.to_owned()));
    let number = |quantity, low, high| Filter::Number(quantity, Range { low, high });
    let days = |first, last| Filter::Date(DateField::Published, Span::Days(first, last));
    let day = |year, month, day| Some(Day { year, month, day });
    for (written, meant) in [
        ("", Filter::Everything),
        (" \t\n", Filter::Everything),
        ("Zürich", text("Zürich")),
        ("\"power  \t Apps \"", text("power Apps")),
        ("-", text("-")),
        ("--plain", text("--plain")),
        (r"/a\/b/", matches(Field::Text, "a/b")),
        ("title:x", field(Field::Title, "x")),
        ("TITLE:-x", field(Field::Title, "-x")),
        ("title:a:b", field(Field::Title, "a:b")),
        ("title:\"a  b\"", field(Field::Title, "a b")),
        ("topic:=AI", exact(Field::Topic, "AI")),
        ("provider:=\"\"", exact(Field::Provider, "")),
        ("body:/x y/", matches(Field::Body, "x y")),
        ("https://a.b/c_(d)?e=f", field(Field::Link, "https://a.b/c_(d)?e=f")),
        ("\"https://a.b\"", text("https://a.b")),
        ("is:unread", Filter::Is(State::Unread)),
        ("IS:Binned", Filter::Is(State::Binned)),
        ("has:cdn-amp", Filter::Has(Part::CdnAmp)),
        ("quality > 50", number(Quantity::Quality, Excluded(50.0), Unbounded)),
        ("quality>=50", number(Quantity::Quality, Included(50.0), Unbounded)),
        ("quality:>=50", number(Quantity::Quality, Included(50.0), Unbounded)),
        ("heat<-1.5", number(Quantity::Heat, Unbounded, Excluded(-1.5))),
        ("heat:-5..-1", number(Quantity::Heat, Included(-5.0), Included(-1.0))),
        ("score:..3", number(Quantity::Score, Unbounded, Included(3.0))),
        ("rating:4..", number(Quantity::Rating, Included(4.0), Unbounded)),
        ("members:7", number(Quantity::Members, Included(7.0), Included(7.0))),
        ("members:..", number(Quantity::Members, Unbounded, Unbounded)),
        ("length<=1h30m", number(Quantity::Length, Unbounded, Included(5_400.0))),
        ("length:90s..10", number(Quantity::Length, Included(90.0), Included(600.0))),
        ("price:free", number(Quantity::Price, Included(0.0), Included(0.0))),
        ("price<$9.99", number(Quantity::Price, Unbounded, Excluded(9.99))),
        ("date:today", Filter::Date(DateField::Published, Span::Today)),
        ("updated:2w", Filter::Date(DateField::Updated, Span::Last(2, Unit::Week))),
        ("date:2024-05", days(day(2024, Some(5), None), day(2024, Some(5), None))),
        ("date:2024..2024-05", days(day(2024, None, None), day(2024, Some(5), None))),
        ("date:..2024", days(None, day(2024, None, None))),
        ("date > 2024-12", days(day(2025, Some(1), None), None)),
        ("date<2024-03-01", days(None, day(2024, Some(2), Some(29)))),
        ("related:news/a.md", Filter::Related("news/a.md".into())),
        ("like:\"my  card.md\"", Filter::Like("my  card.md".into())),
        ("view:BIN", Filter::View("bin".into())),
        ("view:\"to READ\"", Filter::View("To read".into())),
    ] {
        assert_eq!(read(written), Query { filter: meant, ..Query::default() }, "{written}");
    }
}

#[test]
fn terms_hang_together_as_people_expect() {
    let is_not = |filter| Filter::Not(Box::new(filter));
    let (a, b, c) = (|| text("a"), || text("b"), || text("c"));
    for (written, meant) in [
        ("a b", Filter::All(vec![a(), b()])),
        ("a AND b c", Filter::All(vec![a(), b(), c()])),
        ("a (b AND c)", Filter::All(vec![a(), b(), c()])),
        ("a OR b OR c", Filter::Any(vec![a(), b(), c()])),
        ("(a OR b) OR c", Filter::Any(vec![a(), b(), c()])),
        ("a OR b c", Filter::Any(vec![a(), Filter::All(vec![b(), c()])])),
        ("(a OR b) c", Filter::All(vec![Filter::Any(vec![a(), b()]), c()])),
        ("((a))", a()),
        ("NOT a b", Filter::All(vec![is_not(a()), b()])),
        ("NOT(a b)", is_not(Filter::All(vec![a(), b()]))),
        ("-(a OR b)", is_not(Filter::Any(vec![a(), b()]))),
        ("NOT NOT a", a()),
        ("NOT -a", a()),
        ("-(-a)", a()),
        ("a AND NOT b", Filter::All(vec![a(), is_not(b())])),
        ("a - b", Filter::All(vec![a(), text("-"), b()])),
        ("a(b)c", Filter::All(vec![a(), b(), c()])),
        ("\"a\"\"b\"", Filter::All(vec![a(), b()])),
        ("and or not", Filter::All(vec![text("and"), text("or"), text("not")])),
    ] {
        assert_eq!(read(written).filter, meant, "{written}");
    }
}

#[test]
fn the_order_and_the_limit_stand_at_the_end() {
    for (written, filter, sort, limit) in [
        ("sort:quality,-date", Filter::Everything, Some("quality,-date"), None),
        ("a limit:10", text("a"), None, Some(10)),
        ("a limit:10 sort:-Title", text("a"), Some("-title"), Some(10)),
        ("a sort:relevance limit:1", text("a"), Some("relevance"), Some(1)),
    ] {
        let query = Query { filter, sort: sort.map(|sort| sort.parse().unwrap()), limit };
        assert_eq!(read(written), query, "{written}");
    }
}

#[test]
fn the_canonical_text_has_what_is_needed_and_no_more() {
    for (written, canonical) in [
        ("a  AND b", "a b"),
        ("(a b) OR c", "a b OR c"),
        ("(a OR b) AND (c)", "(a OR b) c"),
        ("NOT (a OR b)", "-(a OR b)"),
        ("NOT a", "-a"),
        ("NOT \"-a\"", "-\"-a\""),
        ("NOT -", "-\"-\""),
        ("\"AND\"", "\"AND\""),
        ("\"one\"", "one"),
        ("\"quality\" \">5\"", "\"quality\" >5"),
        ("\"title:x\"", "\"title:x\""),
        ("title:\"one\"", "title:one"),
        ("title:\"a \\\"b\\\" \\\\\"", "title:\"a \\\"b\\\" \\\\\""),
        ("title:\"(x)\"", "title:\"(x)\""),
        ("title:\"=x\"", "title:\"=x\""),
        ("link:https://a.b", "https://a.b"),
        ("text:/a/", "/a/"),
        ("text:a", "a"),
        ("TOPIC:ai", "topic:ai"),
        ("quality:5", "quality=5"),
        ("quality:5..", "quality>=5"),
        ("quality:5..5", "quality=5"),
        ("quality:+5..7.50", "quality:5..7.5"),
        ("length:90", "length=1h30m"),
        ("length<90s", "length<1m30s"),
        ("length=0", "length=0s"),
        ("price=0", "price:free"),
        ("price<=10€", "price<=10"),
        ("date=2024", "date:2024"),
        ("date>2024", "date>=2025"),
        ("date:2024..", "date>=2024"),
        ("date:2024..2025-01-09", "date:2024..2025-01-09"),
        ("date:3D", "date:3d"),
        ("view:INBOX", "view:inbox"),
        ("limit:5 sort:date", "sort:date limit:5"),
        ("a limit:007", "a limit:7"),
    ] {
        assert_eq!(read(written).to_string(), canonical, "{written}");
    }
}

#[test]
fn values_that_no_text_means_are_written_as_ones_that_mean_the_same() {
    let a = || text("a");
    let link = crate::card::SafeUrl::parse("https://example.org/x").unwrap();
    for (filter, written) in [
        (Filter::All(vec![a(), Filter::All(vec![a(), a()])]), "a a a"),
        (Filter::All(vec![Filter::Any(vec![a()])]), "a"),
        (Filter::All(vec![]), "is:read OR is:unread"),
        (Filter::Not(Box::new(Filter::Everything)), "-(is:read OR is:unread)"),
        (Filter::Any(vec![]), "is:read is:unread"),
        (Filter::Not(Box::new(Filter::Not(Box::new(a())))), "-(-a)"),
        (Filter::Number(Quantity::Score, Range { low: Excluded(1.0), high: Included(2.0) }), "score>1 score<=2"),
        (Filter::Link(link), "link:=https://example.org/x"),
        (Filter::File("/a b/c.md".into()), "path:=\"/a b/c.md\""),
    ] {
        assert_eq!(filter.to_string(), written);
        assert!(parse(written, &[]).is_ok(), "{written}");
    }
}
