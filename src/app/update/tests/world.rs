//! A world in memory for one reader: files, decisions about them, somebody else who changes both, and workers as late as
//! a test wants them. What they say goes through one channel, as in the real program; who says what when, the test says.

use std::collections::VecDeque;

use super::*;
use crate::app::{Heard, Kept};
use crate::card::HeadFlags;
use crate::library::{FileRef, HeadRef, Segment, Slot};
use crate::triage::{CardId, Committed, Cursor, Direction, FileChange, Flags, Mark, Standing, Subject, Turn};

/// So many files there are.
pub(super) const FILES: usize = 5;

/// A card file, and what was decided about its card.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct File {
    pub(super) draft: bool,
    /// How often somebody else wrote another title into it.
    edits: usize,
    /// `bin` is set as long as it lies in the bin.
    standing: Standing,
}

/// One entry of the log: which file, and whether somebody else changed or moved it.
type Entry = (usize, bool);

/// What files were before a step.
type Step = Vec<(usize, File)>;

/// Files by their numbers, and the log.
pub(super) struct World {
    pub(super) files: [File; FILES],
    log: Vec<Entry>,
    /// Cards in the order in which something was decided about them first.
    named: Vec<usize>,
    undo: Vec<Step>,
    redo: Vec<Step>,
}

impl File {
    pub(super) fn flags(&self) -> Flags {
        self.standing.flags()
    }

    pub(super) fn title(&self, number: usize) -> String {
        format!("Card {number}, edit {}", self.edits)
    }
}

/// The number in a file's name.
pub(super) fn number(path: &Path) -> usize {
    path.file_stem().unwrap().to_str().unwrap().parse().unwrap()
}

fn id(number: usize) -> CardId {
    CardId::from(u128::try_from(number + 1).unwrap())
}

fn number_of(id: CardId) -> usize {
    usize::try_from(u128::from_be_bytes(id.to_bytes())).unwrap() - 1
}

/// What is wrong with a head in the list, if anything.
pub(super) fn differs(head: HeadRef<'_>, flags: Flags, world: &World) -> Option<String> {
    let number = number(head.path());
    let file = &world.files[number];
    let shown = (head.title().to_owned(), head.flags().has(HeadFlags::DRAFT), flags);
    let real = (file.title(number), file.draft, file.flags());
    (shown != real).then(|| format!("{number} is shown as {shown:?} and is {real:?}"))
}

impl World {
    fn new() -> Self {
        Self { files: Default::default(), log: Vec::new(), named: Vec::new(), undo: Vec::new(), redo: Vec::new() }
    }

    /// The heads of files as they are now.
    fn heads(&self, numbers: &[usize]) -> Vec<Arc<Segment>> {
        let mut builder = SegmentBuilder::default();
        for number in numbers {
            let File { draft, .. } = self.files[*number];
            let title = self.files[*number].title(*number);
            let text = format!("title: {title}\npublishedDateTime: 2026-01-1{number}\npublished: {}", !draft);
            builder.push(&card(&text).head(0, Path::new(&format!("{number}.md")))).unwrap();
        }
        if numbers.is_empty() { Vec::new() } else { vec![Arc::new(builder.finish())] }
    }

    /// As [`Self::heads`], of those that are where they belong.
    fn heads_in_place(&self, numbers: impl IntoIterator<Item = usize>) -> Vec<Arc<Segment>> {
        self.heads(&numbers.into_iter().filter(|number| !self.files[*number].flags().binned).collect::<Vec<_>>())
    }

    fn known(&self) -> Vec<Option<(CardId, Flags)>> {
        let known = |number| self.named.contains(&number).then(|| (id(number), self.files[number].flags()));
        (0..FILES).map(known).collect()
    }

    fn cursor(&self) -> Cursor {
        let end = |len: usize| i64::try_from(len).unwrap();
        Cursor { change: end(self.log.len()), alias: end(self.named.len()) }
    }

    /// Makes something else of files, and logs it.
    fn change(&mut self, step: Step, elsewhere: bool) -> Step {
        let change = |(number, file): (usize, File)| {
            if !self.named.contains(&number) {
                self.named.push(number);
            }
            self.log.push((number, elsewhere));
            (number, std::mem::replace(&mut self.files[number], file))
        };
        step.into_iter().map(change).collect()
    }

    fn decide(&mut self, mark: Mark, slots: &[Slot], library: &Library) -> Kept {
        let subject = |number: usize| (Subject::Known(id(number)), self.files[number].flags());
        let draft = mark.draft(self.numbers(slots, library).into_iter().map(subject));
        let wished = draft.wishes.iter().map(|wish| {
            let Subject::Known(card) = wish.subject else { unreachable!() };
            let mut file = self.files[number_of(card)].clone();
            file.standing.set(wish.field, &wish.new);
            (number_of(card), file)
        });
        let wished = wished.collect();
        self.keep(wished, slots, library)
    }

    fn change_files(&mut self, change: &FileChange, slots: &[Slot], library: &Library) -> Kept {
        let numbers = self.numbers(slots, library);
        let is_binned = |number: &usize| self.files[*number].flags().binned;
        let in_bin: Vec<usize> = numbers.iter().copied().filter(is_binned).collect();
        let in_place: Vec<usize> = numbers.into_iter().filter(|number| !is_binned(number)).collect();
        let with = |numbers: &[usize], change: &dyn Fn(&mut File)| {
            let changed = |number: &usize| {
                let mut file = self.files[*number].clone();
                change(&mut file);
                (*number, file)
            };
            let step: Step = numbers.iter().map(changed).collect();
            step.into_iter().filter(|(number, file)| self.files[*number] != *file).collect::<Step>()
        };
        let step = match change {
            FileChange::Publish(Turn::Toggle) => {
                let publishes = in_place.iter().any(|number| self.files[*number].draft);
                with(&in_place, &|file| file.draft = !publishes)
            }
            FileChange::Publish(Turn::On) => with(&in_place, &|file| file.draft = false),
            FileChange::Bin(Turn::Toggle) if in_place.is_empty() => with(&in_bin, &|file| file.standing.bin = None),
            FileChange::Bin(Turn::Toggle) => with(&in_place, &|file| file.standing.bin = Some("there".into())),
            other => panic!("no key asks for {other:?}"),
        };
        // Also those that are so already.
        let touched = self.numbers(slots, library);
        let kept = self.keep(step, slots, library);
        Kept { heads: self.heads_in_place(touched), ..kept }
    }

    /// Records a step.
    fn keep(&mut self, step: Step, slots: &[Slot], library: &Library) -> Kept {
        let changed: Vec<usize> = step.iter().map(|(number, _)| *number).collect();
        let before = self.change(step, false);
        if !changed.is_empty() {
            self.undo.push(before);
            self.redo.clear();
        }
        let cards = slots.iter().map(|slot| (*slot, number(library.head(*slot).unwrap().path())));
        let cards = cards.filter(|(_, number)| changed.contains(number)).map(|(slot, number)| (slot, id(number)));
        Kept { cards: cards.collect(), ..self.kept(&changed) }
    }

    fn kept(&self, changed: &[usize]) -> Kept {
        let flags = changed.iter().map(|number| (id(*number), self.files[*number].flags())).collect();
        Kept { committed: Committed { changes: changed.len(), flags, ..Committed::default() }, ..Kept::default() }
    }

    fn turn(&mut self, direction: Direction) -> Option<Kept> {
        let undoes = direction == Direction::Undo;
        let step = if undoes { self.undo.pop() } else { self.redo.pop() }?;
        let changed: Vec<usize> = step.iter().map(|(number, _)| *number).collect();
        let before = self.change(step, false);
        if undoes { &mut self.redo } else { &mut self.undo }.push(before);
        Some(Kept { heads: self.heads_in_place(changed.iter().copied()), ..self.kept(&changed) })
    }

    fn news(&self, since: Cursor, library: &Library) -> Heard {
        let at = |number: i64| usize::try_from(number).unwrap();
        let (changes, named) = (&self.log[at(since.change)..], &self.named[at(since.alias)..]);
        let cards = library.heads().map(|(slot, head)| (slot, number(head.path())));
        Heard {
            flags: changes.iter().map(|(number, _)| (id(*number), self.files[*number].flags())).collect(),
            cards: cards.filter(|(_, card)| named.contains(card)).map(|(slot, card)| (slot, id(card))).collect(),
            edited: changes.iter().filter(|(_, elsewhere)| *elsewhere).map(|(number, _)| id(*number)).collect(),
            cursor: self.cursor(),
        }
    }

    fn numbers(&self, slots: &[Slot], library: &Library) -> Vec<usize> {
        slots.iter().map(|slot| number(library.head(*slot).unwrap().path())).collect()
    }

    /// Somebody else does something.
    fn elsewhere(&mut self, what: usize, number: usize) {
        let mut file = self.files[number].clone();
        match what {
            0 => file.standing.starred ^= true,
            1 => file.edits += 1,
            _ => file.standing.bin = if file.flags().binned { None } else { Some("theirs".into()) },
        }
        self.change(vec![(number, file)], what > 0);
    }

    /// Carries out one decision, or what is read in line with decisions.
    fn perform(&mut self, effect: Effect) -> Job {
        let slots = |cards: Vec<(Slot, Flags)>| cards.into_iter().map(|(slot, _)| slot).collect::<Vec<_>>();
        match effect {
            Effect::Decide { mark, cards, library, .. } => Job::Decided(Ok(self.decide(mark, &slots(cards), &library))),
            Effect::ChangeFiles { change, cards, library } => {
                Job::Decided(Ok(self.change_files(&change, &slots(cards), &library)))
            }
            Effect::Turn(direction) => Job::Turned { direction, outcome: Ok(self.turn(direction)) },
            Effect::ReadAgain { files } => {
                Job::HeadsReadAgain(self.heads_in_place(files.iter().map(|file: &FileRef| number(&file.path))))
            }
            Effect::HearNews { generation, since, library } => {
                Job::NewsHeard { generation, outcome: Ok(self.news(since, &library)) }
            }
            other => panic!("nothing to be decided: {other:?}"),
        }
    }
}

/// Reads the files in their order: some are read, and said a while later.
struct Loader {
    generation: u32,
    known: Vec<Option<(CardId, Flags)>>,
    next: usize,
    /// Read, and not said yet.
    read: Vec<Job>,
}

/// A reader in its world, with what its workers have to do.
pub(super) struct Scene {
    pub(super) desk: Desk,
    pub(super) world: World,
    /// What was said and not heard yet.
    said: VecDeque<Job>,
    deciding: VecDeque<Effect>,
    /// Carried out, and not said yet.
    decided: Option<Job>,
    loader: Option<Loader>,
    /// Of each kind the question at hand, and the one that waits.
    questions: [VecDeque<Effect>; 4],
}

impl Scene {
    pub(super) fn new() -> Self {
        let mut scene = Self {
            desk: Desk::empty(120, 40),
            world: World::new(),
            said: VecDeque::new(),
            deciding: VecDeque::new(),
            decided: None,
            loader: None,
            questions: Default::default(),
        };
        scene.hand_out();
        scene
    }

    pub(super) fn press(&mut self, keys: &str) {
        self.desk.press(keys);
        self.hand_out();
    }

    /// Gives effects to those who carry them out.
    fn hand_out(&mut self) {
        for effect in std::mem::take(&mut self.desk.effects) {
            match effect {
                Effect::LoadLibrary { generation } => {
                    self.loader = Some(Loader { generation, known: Vec::new(), next: 0, read: Vec::new() });
                }
                Effect::Search { .. } => put(&mut self.questions[0], effect),
                Effect::CountTopics { .. } => put(&mut self.questions[1], effect),
                Effect::CountUnread { .. } => put(&mut self.questions[2], effect),
                Effect::ShowCard { .. } => put(&mut self.questions[3], effect),
                Effect::Wake { .. } => {}
                effect => self.deciding.push_back(effect),
            }
        }
    }

    /// The one who decides carries out the next thing, or says what came of it. Returns whether there was anything.
    pub(super) fn decide(&mut self) -> bool {
        match self.decided.take() {
            Some(job) => self.said.push_back(job),
            None => self.decided = self.deciding.pop_front().map(|effect| self.world.perform(effect)),
        }
        self.decided.is_some() || !self.said.is_empty()
    }

    /// Answers the question at hand of this kind, or gives it up where a newer one waits. Returns whether there was one.
    pub(super) fn answer(&mut self, kind: usize, gives_up: bool) -> bool {
        let questions = &mut self.questions[kind];
        if gives_up && questions.len() > 1 {
            questions.pop_front();
        }
        let Some(question) = questions.pop_front() else { return false };
        self.said.push_back(match question {
            Effect::ShowCard { question, place, .. } => {
                Job::CardShown { question, place, shown: Err(SafeText::line("not here")) }
            }
            question => answer(question),
        });
        true
    }

    /// The library is read a bit further. Returns whether it was being read.
    pub(super) fn load(&mut self) -> bool {
        let Some(mut loader) = self.loader.take() else { return false };
        if !loader.read.is_empty() {
            let is_last = matches!(loader.read.last(), Some(Job::LibraryLoaded { .. }));
            self.said.extend(loader.read.drain(..));
            self.loader = Some(loader).filter(|_| !is_last);
            return true;
        }
        let Loader { generation, next, .. } = loader;
        if loader.known.is_empty() {
            loader.known = self.world.known();
            loader.read.push(Job::DecisionsRead { generation, cursor: self.world.cursor() });
        } else if next < FILES {
            // Two at once, as far as there are so many.
            loader.next = (next + 2).min(FILES);
            let numbers = (next..loader.next).filter(|number| !self.world.files[*number].flags().binned);
            let numbers: Vec<usize> = numbers.collect();
            let known = numbers.iter().map(|number| loader.known[*number]).collect();
            loader.read.extend(self.heads_loaded(generation, &numbers, known));
        } else {
            let numbers: Vec<usize> = (0..FILES).filter(|number| self.world.files[*number].flags().binned).collect();
            let known = numbers.iter().map(|number| self.world.known()[*number]).collect();
            loader.read.extend(self.heads_loaded(generation, &numbers, known));
            loader.read.push(Job::LibraryLoaded { generation, census: Census::default(), failures: Vec::new() });
        }
        self.loader = Some(loader);
        true
    }

    fn heads_loaded(&self, generation: u32, numbers: &[usize], known: Vec<Option<(CardId, Flags)>>) -> Option<Job> {
        let segment = self.world.heads(numbers).pop()?;
        Some(Job::HeadsLoaded {
            generation,
            segment,
            dead: Vec::new(),
            known,
            taxonomies: Vec::new(),
            census: Census::default(),
        })
    }

    /// The reader hears what was said first. Returns whether there was anything.
    pub(super) fn hear(&mut self) -> bool {
        let Some(job) = self.said.pop_front() else { return false };
        self.desk.job(job);
        self.hand_out();
        true
    }

    /// Somebody else does something, which is noticed.
    pub(super) fn elsewhere(&mut self, what: usize, number: usize) {
        self.world.elsewhere(what, number);
        self.said.push_back(Job::ChangedElsewhere);
    }

    /// Everything is done, said and heard.
    pub(super) fn settle(&mut self) {
        while self.hear() || self.decide() || self.load() || (0..4).any(|kind| self.answer(kind, false)) {}
    }
}

/// A newer question takes the place of one that was not begun.
fn put(questions: &mut VecDeque<Effect>, effect: Effect) {
    questions.truncate(1);
    questions.push_back(effect);
}
