use std::borrow::Cow;
use std::time::Instant;

use proptest::prelude::*;

use super::*;
use crate::card::Node;
use crate::card::fence::position;
use crate::card::tree::Path;

fn node(text: &str) -> Node {
    parse(text).expect(text).tree.to_node(&mut Path::new(), &|_| false)
}

fn text(text: &str) -> Node {
    Node::Text(text.to_owned())
}

/// Line, column and message of what is wrong.
fn wrong(text: &str) -> (usize, usize, String) {
    let fault = parse(text).expect_err(text);
    let (line, column) = position(text.as_bytes(), fault.offset);
    (line, column, fault.message)
}

/// The way to a value, by keys and indices.
fn path(tree: &Tree<'_>, steps: &[&str]) -> Path {
    let mut path = Path::new();
    let mut here = tree;
    for step in steps {
        let index = match here {
            Tree::Map(entries) => entries.iter().rposition(|(key, _)| key == step).expect(step),
            _ => step.parse().expect(step),
        };
        path.push(u32::try_from(index).expect(step));
        here = here.child(*path.last().expect(step)).expect(step);
    }
    path
}

#[test]
fn values_have_the_types_of_yaml_1_2() {
    for (yaml, value) in [
        ("", Node::Null),
        ("# only a comment\n", Node::Null),
        ("~", Node::Null),
        ("true", Node::Bool(true)),
        ("yes", text("yes")),
        ("014", text("014")),
        ("0x1f", Node::Int(31)),
        ("-1", Node::Int(-1)),
        ("1.20", Node::Float(1.2)),
        ("1_000", text("1_000")),
        ("99999999999999999999", text("99999999999999999999")),
        ("2021-04-12T18:00:00Z", text("2021-04-12T18:00:00Z")),
        ("'it''s'", text("it's")),
        (r#""a\tb\u00e9\e""#, text("a\tbé\u{1b}")),
        ("|\n  a\n  b\n", text("a\nb\n")),
        (">\n  a\n  b\n", text("a b\n")),
        ("!tag x", text("x")),
        ("!tag 12", Node::Int(12)),
        ("!!str 12", text("12")),
        ("!!python/object/apply:os.system [id]", Node::List(vec![text("id")])),
    ] {
        assert_eq!(node(yaml), value, "{yaml:?}");
    }
}

#[test]
fn mappings_keep_their_order_and_any_key() {
    let Node::Map(entries) = node("b: 1\na: 2\n3: x\ntrue: y\n~: z\n? [k]\n: v\n<<: {m: 1}\n") else {
        panic!("not a mapping")
    };
    let keys: Vec<_> = entries.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys, ["b", "a", "3", "true", "null", "[…]", "<<"]);
}

#[test]
fn aliases_are_followed() {
    let Node::Map(entries) = node("a: &x [1, 2]\nb: *x\n") else { panic!("not a mapping") };
    assert_eq!(entries.first().map(|(_, value)| value), entries.last().map(|(_, value)| value));
}

#[test]
fn repeated_keys_are_found_in_small_and_large_mappings() {
    let doc = parse("a: 1\nb: {c: 1, c: 2, c: 3}\na: 2\n").expect("valid");
    let found: Vec<_> = doc.repeated.iter().map(|r| (r.earlier.clone(), r.later.clone())).collect();
    assert_eq!(found, [(vec![1, 0], vec![1, 1]), (vec![1, 1], vec![1, 2]), (vec![0], vec![2])]);
    let many: String = (0..40).map(|n| format!("k{n}: 1\n")).collect();
    let many = format!("{many}k3: 2\nk30: 2\nk3: 3\n");
    let doc = parse(&many).expect("valid");
    let found: Vec<_> = doc.repeated.iter().map(|r| (r.earlier.clone(), r.later.clone())).collect();
    assert_eq!(found, [(vec![3], vec![40]), (vec![30], vec![41]), (vec![40], vec![42])]);
}

#[test]
fn what_is_not_yaml_is_located() {
    for (yaml, line, column, message) in [
        ("title: a: b: c\n", 1, 9, "a value that holds a colon and a blank needs quotes"),
        ("a: 1\n\ttitle: x\n", 2, 1, "tab"),
        ("a: 1\nb: @x\n", 2, 4, "a value that begins with @ needs quotes"),
        ("a: 1\nb: \"x\nc: 2\n", 2, 4, "a quoted text that begins here is not closed"),
        ("a: 1\n b: 2\n", 2, 3, "not valid YAML"),
        ("a: [1\nb: 2\n", 2, 2, "not valid YAML"),
        ("a: *x\n", 1, 4, "unknown anchor"),
        ("a: 1\nb: \"\u{0}\"\n", 2, 5, "the control character U+0000"),
        ("é: 1\nü: é\u{1b}\n", 2, 5, "the control character U+001B"),
        ("a: 1\n--- \nb: 2\n", 2, 1, "a second YAML document"),
        ("a: 1\nb: !!int x\n", 2, 4, "not valid YAML"),
    ] {
        let (at_line, at_column, why) = wrong(yaml);
        assert!(why.contains(message), "{yaml:?}: {why}");
        assert_eq!((at_line, at_column), (line, column), "{yaml:?}: {why}");
        assert!(!why.contains("line") && !why.contains("position"), "{why}");
    }
}

#[test]
fn the_same_lines_are_named_with_other_line_ends() {
    let yaml = "a: 1\nb: é @\nc: \"x\nd: 2\n";
    for end in ["\n", "\r\n", "\r"] {
        let (line, column, why) = wrong(&yaml.replace('\n', end));
        assert_eq!((line, column), (3, 4), "{end:?}: {why}");
    }
}

#[test]
fn any_value_and_key_can_be_located() {
    let yaml = "plain: x\n\"quoted\": \"y\"\nesc: \"\\t\"\nblock: |\n  z\nlist:\n- a\n- é: 1\n  ü: [b, {c: d}]\nmap:\n  in: 1.5\ntag: !t {a: b}\nanchored: &k kk\nnull_one:\n";
    let cases: &[(&[&str], Spot, (usize, usize))] = &[
        (&[], Spot::Value, (1, 1)),
        (&["plain"], Spot::Value, (1, 8)),
        (&["plain"], Spot::Key, (1, 1)),
        (&["quoted"], Spot::Value, (2, 11)),
        (&["quoted"], Spot::Key, (2, 1)),
        (&["esc"], Spot::Value, (3, 6)),
        (&["block"], Spot::Value, (4, 8)),
        (&["list"], Spot::Value, (7, 1)),
        (&["list", "0"], Spot::Value, (7, 3)),
        (&["list", "1"], Spot::Value, (8, 3)),
        (&["list", "1", "é"], Spot::Value, (8, 6)),
        (&["list", "1", "ü"], Spot::Key, (9, 3)),
        (&["list", "1", "ü"], Spot::Value, (9, 6)),
        (&["list", "1", "ü", "1", "c"], Spot::Value, (9, 14)),
        (&["list", "1", "ü", "1", "c"], Spot::Key, (9, 11)),
        (&["map"], Spot::Value, (11, 3)),
        (&["map", "in"], Spot::Value, (11, 7)),
        (&["tag"], Spot::Value, (12, 6)),
        (&["tag", "a"], Spot::Value, (12, 13)),
        (&["anchored"], Spot::Value, (13, 11)),
    ];
    for end in ["\n", "\r\n", "\r"] {
        let yaml = yaml.replace('\n', end);
        let doc = parse(&yaml).expect("valid");
        for (steps, spot, expected) in cases {
            let at = locate(&yaml, &path(&doc.tree, steps), *spot).expect("found");
            assert_eq!(position(yaml.as_bytes(), at), *expected, "{end:?} {steps:?} {spot:?}");
        }
    }
    assert_eq!(locate(yaml, &[99], Spot::Value), None);
    assert_eq!(locate(yaml, &[0, 0], Spot::Value).map(|at| position(yaml.as_bytes(), at)), Some((1, 8)));
}

#[test]
fn numbers_can_be_spelled_as_written() {
    let yaml = "a: 1.20\nb: &x [0x1F, 2020, !t 007.50, yes, True]\nc: *x\nd: {e: 1e3, e: +5}\n? [k]\n: 9.90\n";
    let doc = parse(yaml).expect("valid");
    let spelled = spell(&doc).expect("spelled");
    for (steps, exact) in [
        (&["a"][..], "1.20"),
        (&["b", "0"], "0x1F"),
        (&["b", "1"], "2020"),
        (&["b", "2"], "007.50"),
        (&["b", "4"], "True"),
        (&["c", "0"], "0x1F"),
        (&["d", "e"], "+5"),
        (&["[…]"], "9.90"),
    ] {
        let found = path(&doc.tree, steps).iter().try_fold(&spelled, |tree, step| tree.child(*step)).expect(exact);
        assert_eq!(*found, Tree::Text(Cow::Borrowed(exact)), "{steps:?}");
    }
}

#[test]
fn bombs_are_refused_with_the_budget_they_break() {
    let laughs = |levels: u8| {
        let mut yaml = "a: &a [lol,lol,lol,lol,lol,lol,lol,lol,lol]\n".to_owned();
        for level in 1..levels {
            let (name, before) = (char::from(b'a' + level), char::from(b'a' + level - 1));
            yaml.push_str(&format!("{name}: &{name} [{}]\n", vec![format!("*{before}"); 9].join(",")));
        }
        yaml
    };
    let long = format!("a: &a \"\\t{}\"\nb: [{}]\n", "x".repeat(30_000), vec!["*a"; 5_000].join(","));
    for (yaml, why) in [
        ("[".repeat(60_000), "brackets are nested more than 64 deep"),
        ("x: {a: ".repeat(9_000), "brackets are nested more than 64 deep"),
        ("[\"]\", ".repeat(9_000), "more than 2000 opening brackets"),
        (laughs(6), "more than 10,000 values"),
        (laughs(9), "more than 10,000 values"),
        ("x: &x [*x]\n".to_owned(), "more than 32 levels"),
        ("- ".repeat(30_000) + "x", "more than 32 levels"),
        ("? ".repeat(30_000) + "x", "more than 32 levels"),
        ((0..300).map(|n| format!("{}a:\n", " ".repeat(n))).collect(), "more than 32 levels"),
        ((0..9_000).map(|n| format!("{n}:\n")).collect(), "more than 10,000 values"),
        (long, "more than 256 KiB"),
    ] {
        let start = Instant::now();
        let (.., message) = wrong(&yaml);
        assert!(message.contains(why), "{message}");
        assert!(start.elapsed().as_millis() < 1_000, "{why}: {:?}", start.elapsed());
    }
}

proptest! {
    #[test]
    fn prop_any_text_has_one_verdict(
        soup in "([-?:,\\[\\]{}#&*!|>'\"%@` \n\t]|a|b|: |- |\\? |\n  |&x |\\*x|!t |<<|---|\\.\\.\\.|\u{e9}|\r|\u{85}|\u{2028}|\u{feff}|~|1.0|true){0,60}",
        any in any::<String>(),
        steps in prop::collection::vec(0u32..4, 0..4),
    ) {
        for text in [soup.as_str(), any.as_str()] {
            let (once, twice) = (parse(text), parse(text));
            let _ = locate(text, &steps, Spot::Value).or_else(|| locate(text, &steps, Spot::Key));
            match (once, twice) {
                (Ok(once), Ok(twice)) => {
                    // NaN is not equal to itself.
                    prop_assert_eq!(format!("{:?}", once.tree), format!("{:?}", twice.tree));
                    prop_assert!(spell(&once).is_some(), "{:?}", text);
                }
                (Err(once), Err(twice)) => {
                    prop_assert!(once.offset <= text.len() && text.is_char_boundary(once.offset), "{:?} {:?}", text, once);
                    prop_assert_eq!(once, twice);
                }
                _ => prop_assert!(false, "{:?}", text),
            }
        }
    }
}
