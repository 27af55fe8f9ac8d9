use std::ffi::OsString;
use std::io;

use copydesk::cli::{Action, Failure, World, run};

use super::*;

/// Runs a verb in this process, with somebody who answers. Gives back the outcome, what was said, and the questions.
fn answered(scene: &Scene, arguments: &[&str], answer: &str) -> (Result<Action, Failure>, String, Vec<String>) {
    let (mut out, mut questions) = (Vec::new(), Vec::new());
    let mut world = World {
        environment: [(OsString::from("HOME"), OsString::from(scene.home.path()))].into_iter().collect(),
        folder: None,
        stdout: &mut out,
        width: None,
        stderr_is_terminal: false,
        open: Box::new(|_| Ok(())),
        ask: Some(Box::new(|question: &str| -> io::Result<String> {
            questions.push(question.to_owned());
            Ok(answer.to_owned())
        })),
        yes: false,
        quiet: true,
        verbose: false,
    };
    let library = scene.library().to_str().unwrap();
    let words = [&["copydesk"], arguments, &["-q", "-L", library]].concat();
    let outcome = run(words.into_iter().map(OsString::from), &mut world);
    drop(world);
    (outcome, String::from_utf8(out).unwrap(), questions)
}

#[test]
fn somebody_who_is_there_is_asked() {
    let scene = Scene::new();
    let before = scene.tree();
    for no in ["", "\n", "n\n", "no\n", "yess\n", "q"] {
        let (outcome, out, questions) = answered(&scene, &["mark", "", "--archive"], no);
        assert!(matches!(outcome, Ok(Action::Done(1))), "{no:?}: {outcome:?}");
        assert_eq!((out.as_str(), questions), ("", vec!["archive 3 cards? [y/N]".to_owned()]));
    }
    assert_eq!(scene.run(&["history"]).status, 1);
    for (arguments, question, line) in [
        (&["mark", "words", "--read"][..], "mark read 2 cards? [y/N]", "mark read: 2 cards\n"),
        (&["unpublish", ""], "unpublish 2 cards? [y/N]", "unpublish: 2 cards\n"),
        (&["topics", "add", "T", ""], "add topic T to 3 cards? [y/N]", "add topic T: 3 cards\n"),
        (&["topics", "remove", "T", ""], "remove topic T from 3 cards? [y/N]", "remove topic T: 3 cards\n"),
        (&["bin", ""], "bin 3 cards? [y/N]", "bin: 3 cards\n"),
        (&["restore", ""], "restore 3 cards? [y/N]", "restore: 3 cards\n"),
    ] {
        let (outcome, out, questions) = answered(&scene, arguments, " Yes\n");
        assert!(matches!(outcome, Ok(Action::Done(0))), "{arguments:?}: {outcome:?}");
        assert_eq!((out.as_str(), questions), (line, vec![question.to_owned()]));
    }
    for _ in 0..6 {
        let (outcome, _, questions) = answered(&scene, &["undo"], "");
        assert!(matches!(outcome, Ok(Action::Done(0))));
        assert_eq!(questions, [] as [String; 0]);
    }
    assert_eq!(scene.tree(), before);
}

#[test]
fn one_card_is_no_question_but_its_end_is() {
    let scene = Scene::new();
    let (outcome, out, questions) = answered(&scene, &["bin", "plain"], "");
    assert!(matches!(outcome, Ok(Action::Done(0))));
    assert_eq!((out.as_str(), questions.len()), ("bin: 1 card\n", 0));
    let question = "remove 1 card from the bin for good? Undo cannot bring it back. [y/N]";
    for (answer, status, said) in [("n\n", 1, ""), ("y\n", 0, "prune: 1 card\n")] {
        let (outcome, out, questions) = answered(&scene, &["bin", "--prune", "0d"], answer);
        assert!(matches!(outcome, Ok(Action::Done(found)) if found == status), "{outcome:?}");
        assert_eq!((out.as_str(), questions), (said, vec![question.to_owned()]));
    }
}

#[test]
fn without_a_terminal_several_cards_need_yes() {
    let scene = Scene::new();
    let before = scene.tree();
    for (arguments, what) in [
        (&["mark", "", "--archive"][..], "archive 3 cards"),
        (&["unpublish", ""], "unpublish 2 cards"),
        (&["topics", "add", "T", ""], "add topic T to 3 cards"),
        (&["bin", ""], "bin 3 cards"),
    ] {
        assert_eq!(
            scene.run(arguments).complaint(2),
            format!("copydesk: this would {what}; add --yes to have it done without a question.")
        );
    }
    assert_eq!((scene.tree(), scene.run(&["history"]).status), (before, 1));
    // It may stand anywhere.
    let library = scene.library().to_str().unwrap();
    assert_eq!(scene.home.run(["--yes", "-L", library, "mark", "", "--read"]).data(), "mark read: 3 cards\n");
}
