//! Help that is longer than a line. The line about each option stands beside it in the grammar.

pub(super) const EXAMPLES: &str = "\
Examples:
  copydesk                         the configured libraries, else the built-in tour
  copydesk ~/cards                 the reader on a folder of Markdown cards
  copydesk list ethics -L ~/cards  the cards with this word in title, excerpt or topics
  copydesk list 'power -flow' --format jsonl | jq .title
  copydesk show ~/cards/2021-04-12-getting-ai-to-scale.md
  copydesk open ~/cards/2021-04-12-getting-ai-to-scale.md --link amp --print
  copydesk mark 'drones -ethics' --archive --yes
  copydesk publish ~/cards/2021-04-12-getting-ai-to-scale.md
  copydesk topics add Ethics 'ethics bias' --yes
  copydesk undo                    takes the last step back, files included
  copydesk check -L ~/cards        every problem as path:line:col: message

Only the first word can be a subcommand: `copydesk ./list` reads a folder of that name.

Exit status:
  0    done
  1    nothing matched, the answer was no, or problems were found
  2    the command line or the settings are wrong, or --yes is missing
  3    something asked for could not be done
  130  interrupted";

pub(super) const QUERY_HELP: &str = "\
QUERY is one argument, quoted by the shell: words that must all occur in title, excerpt, topics, provider or \
body, \"phrases\", /regular expressions/, OR, -word for what must not occur, and fields such as topic:AI, is:unread, \
quality>50, date:30d or view:starred; sort:quality,-date and limit:20 may stand at its end. The path of a card file, or an http(s) link, stands for exactly \
that card.";

pub(super) const VERB_HELP: &str = "\
QUERY is one argument, quoted by the shell: words that must all occur in title, excerpt, topics, provider or \
body, \"phrases\", /regular expressions/, OR, -word for what must not occur, and fields such as topic:AI, is:unread, \
quality>50, date:30d or view:starred; sort:quality,-date and limit:20 may stand at its end; '' means every card. The path of a card file, or an http(s) link, \
stands for exactly that card. Without such a path, a library has to be named, with -L or in config.yaml. Before more \
than one card is changed you are asked; without a terminal, --yes is needed. Everything can be taken back with \
`copydesk undo`, or in the reader, which may be open meanwhile.";

pub(super) const LIST_HELP: &str = "\
In the table, cards that were decided about are marked in front: * starred, r read, a archived, z snoozed, b binned.";

pub(super) const RESTORE_HELP: &str = "\
QUERY is the path that a card had, or its http(s) link, or words in what it says or in its path; '' means every card in \
the bin, or all of those that came from the folders named with -L. `copydesk bin --list` shows what there is.";

pub(super) const BIN_HELP: &str = "\
What is in the bin can be had back with `copydesk restore` or `copydesk undo`, byte for byte, until it is removed for \
good with --prune.";

pub(super) const SHOW_HELP: &str = "\
The text of the card is set as wide as the terminal, up to 100 columns, or 80 columns where there is none. Links in it \
have numbers, and their addresses stand below it.";

pub(super) const CARD_HELP: &str = "\
CARD is the path of a card file, which needs no library, or an http(s) link, or a query that matches exactly one \
card. When it matches several, they are listed and the exit status is 1.";
