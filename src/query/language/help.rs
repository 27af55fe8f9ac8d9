//! The examples of the query language that the help page shows. The whole language is in `docs/query.md`.

/// Examples and what they find, from the simple to the rare.
pub const HELP: &[(&str, &str)] = &[
    ("slow light", "both words, anywhere in title, excerpt, topics, provider or body"),
    ("\"slow light\"", "the phrase"),
    ("slow OR fast", "one of them; AND binds tighter, parentheses group"),
    ("-drone", "not the word; NOT drone is the same"),
    ("/gpt-?[45]/", "a regular expression"),
    ("title:light", "in the title; topic: provider: author: type: body: and others likewise"),
    ("provider:=Nature", "exactly that"),
    ("is:unread", "read starred archived snoozed draft removed broken locked binned likewise"),
    ("has:image", "amp cdn-amp related video body items actions likewise"),
    ("quality>=50", "heat score rating members length price likewise"),
    ("length:10m..1h", "a range; one side may be left open"),
    ("date:7d", "the last 7 days; today, yesterday, 2w, 6mo, 1y likewise"),
    ("date:2024-05..2024-08", "from May to August 2024; updated: likewise"),
    ("related:news/light.md", "cards related to this one"),
    ("like:news/light.md", "cards like this one"),
    ("view:starred", "cards of a view"),
    ("sort:heat,-date limit:20", "an order and a limit, at the end"),
];
