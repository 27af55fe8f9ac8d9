//! Views: entering, saving and forgetting them, and what narrows them meanwhile.

use super::*;
use crate::query::ViewSource;

/// The name of the view, and its query.
fn view(desk: &Desk) -> (&str, String) {
    (&desk.model.scope.view.name, desk.model.scope.view.query.to_string())
}

/// What was kept, as names and queries.
fn kept(desk: &mut Desk) -> Vec<String> {
    desk.take(|effect| match effect {
        Effect::KeepView { name, query } => Some(format!("{name}={}", query.as_deref().unwrap_or("-"))),
        _ => None,
    })
}

fn save(desk: &mut Desk, name: &str) {
    desk.keys(": s a v e - v i e w space");
    let effects = update(&mut desk.model, Msg::Pasted(name.to_owned()));
    desk.effects.extend(effects);
    desk.keys("enter");
}

#[test]
fn a_view_is_picked_by_letter_and_by_name_and_keeps_the_filter() {
    let mut desk = Desk::new();
    desk.keys("f r u s t enter");
    for (keys, name) in
        [("' l", "all"), ("' d", "drafts"), (": v i e w space I N B O X enter", "inbox"), ("U", "unread")]
    {
        desk.keys(keys);
        assert_eq!((view(&desk).0, desk.model.scope.filter.text.as_str()), (name, "rust"), "after {keys}");
    }
    assert_eq!(desk.titles(), ["Bravo", "Charlie"]);
    desk.keys("U");
    assert_eq!(view(&desk).0, "inbox", "back where U was pressed");
    desk.keys(": v i e w space n o n e enter");
    assert_eq!((view(&desk).0, desk.message()), ("inbox", "There is no view `none`; ' lists them"));
}

#[test]
fn what_the_list_shows_is_saved_and_entered() {
    let mut desk = Desk::new();
    desk.keys("t j enter f - c h enter / b enter S u");
    save(&mut desk, "Mine");
    let query = "view:inbox topic:=Rust -ch b sort:quality";
    assert_eq!(kept(&mut desk), [format!("Mine={query}")]);
    assert_eq!((view(&desk), desk.titles()), (("Mine", query.to_owned()), vec!["Bravo"]));
    assert!(!desk.model.scope.is_narrowed(), "from now on it is the view that narrows");
    assert_eq!(desk.model.views.get("mine").unwrap().source, ViewSource::Saved);
    // It is in the menu, and the completion knows it.
    desk.keys("' i");
    assert_eq!(desk.titles().len(), 5);
    desk.keys("' c");
    assert_eq!(view(&desk).0, "Mine");
    desk.keys("' l f v i e w : m tab enter");
    assert_eq!((desk.titles(), desk.model.scope.filter.text.as_str()), (vec!["Bravo"], "view:Mine"));
}

#[test]
fn a_view_is_refined_under_its_own_name() {
    let mut desk = Desk::new();
    desk.keys("f r u s t space s o r t : t i t l e space l i m i t : 9 enter");
    save(&mut desk, "mine");
    desk.keys("f - c h enter");
    save(&mut desk, "Mine");
    assert_eq!(
        kept(&mut desk),
        ["mine=view:inbox rust sort:title limit:9", "Mine=view:inbox rust -ch sort:title limit:9"],
        "its query, order and limit, not itself"
    );
    assert_eq!((desk.titles(), desk.message()), (vec!["Bravo"], ""));
    assert_eq!(desk.model.views.iter().filter(|view| view.name.eq_ignore_ascii_case("mine")).count(), 1);
    // The same under another name: the view by its name, with what it has besides.
    save(&mut desk, "other");
    assert_eq!(kept(&mut desk), ["other=view:Mine sort:title limit:9"]);
}

#[test]
fn a_view_that_cannot_be_is_not_saved() {
    let mut desk = Desk::new();
    desk.keys("f r u s t enter");
    save(&mut desk, "a");
    desk.keys("f c h enter");
    save(&mut desk, "b");
    kept(&mut desk);
    for (keys, name, reason) in [
        ("' l", " ", "its name is empty"),
        ("' i", &"x".repeat(65), "its name is longer than 64 characters"),
        (": v i e w space b enter", "a", "it leads back to itself"),
    ] {
        let before = desk.model.views.clone();
        desk.keys(keys);
        save(&mut desk, name);
        let said = desk.message().to_owned()
            + desk
                .model
                .layers
                .last()
                .and_then(|layer| match layer {
                    Layer::Prompt(prompt) => prompt.error.as_ref().map(SafeText::as_str),
                    _ => None,
                })
                .unwrap_or_default();
        assert!(said.contains(reason) || name == " ", "{said}");
        assert!(kept(&mut desk).is_empty() && desk.model.views == before, "{name}");
        desk.keys("esc");
    }
}

#[test]
fn only_saved_views_are_forgotten() {
    let mut desk = Desk::new();
    desk.keys("f r u s t enter");
    save(&mut desk, "inbox");
    assert_eq!((view(&desk).0, desk.titles()), ("inbox", vec!["Bravo", "Charlie"]), "a built-in one gives way");
    kept(&mut desk);
    desk.keys(": d e l e t e - v i e w enter");
    assert_eq!(kept(&mut desk), ["inbox=-"]);
    assert_eq!((view(&desk).0, desk.titles().len()), ("inbox", 5), "and comes back");
    assert_eq!(desk.message(), "The view `inbox` is forgotten");
    for (name, why) in [("all", "it is part of the program"), ("none", "there is none of that name")] {
        desk.keys(": d e l e t e - v i e w space");
        update(&mut desk.model, Msg::Pasted(name.to_owned()));
        desk.keys("enter");
        assert_eq!(desk.message(), format!("The view `{name}` is not forgotten: {why}"));
    }
    let errors = desk.model.views.add(&[("conf".to_owned(), "rust".to_owned())], ViewSource::Config);
    assert!(errors.is_empty());
    desk.keys(": d e l e t e - v i e w space c o n f enter");
    assert_eq!(desk.message(), "The view `conf` is not forgotten: it stands in config.yaml; take it out there");
    assert!(kept(&mut desk).is_empty());
}

#[test]
fn a_view_that_could_not_be_kept_is_said() {
    let mut desk = Desk::new();
    desk.job(Job::ViewKept(Err(SafeText::line("disk full"))));
    assert_eq!(desk.message(), "disk full");
}

#[test]
fn a_saved_view_is_where_the_next_visit_begins() {
    let mut desk = Desk::new();
    desk.keys("f r u s t enter");
    save(&mut desk, "mine");
    let (visit, views) = (desk.model.visit(), desk.model.views.clone());
    let mut desk = Desk::empty(120, 40);
    desk.model.views = views.clone();
    desk.model.scope = super::super::super::scope::Scope::after(&visit, Sort::default(), &views);
    desk.load();
    assert_eq!((view(&desk).0, desk.titles()), ("mine", vec!["Bravo", "Charlie"]));
}

#[test]
fn the_views_stand_under_the_topics() {
    let mut desk = Desk::new();
    // Two topics were counted; so are the views now.
    desk.model.topics.views = vec![Tally::default(); desk.model.views.iter().count()].into();
    desk.keys("t j j j");
    assert_eq!(desk.model.topics.row(desk.model.topics.cursor.at), Some(crate::app::Row::View(0)), "past the heading");
    desk.keys("j space");
    assert_eq!((view(&desk).0, desk.message()), ("inbox", "One view at a time: Enter shows it"));
    desk.keys("enter");
    assert_eq!((view(&desk).0, desk.model.focus), ("all", Pane::List));
}
