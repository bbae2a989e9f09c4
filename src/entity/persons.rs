//! Which names of people are the same person's.

use std::collections::BTreeMap;

use super::form::Form;
use super::gazetteer::Gazetteer;
use super::lexicon::{FEMALE_TITLES, MALE_TITLES};
use super::names::{Name, title_before};
use super::words::Words;
use crate::analysis::EntityType;
use crate::sort;
use crate::text::list::holds;
use crate::text::nouns::Gender;

/// A person with the names that mean them.
#[derive(Debug, Default)]
pub(super) struct Person {
    /// Among the names, in the order of the text.
    pub(super) names: Vec<usize>,
    /// As titles show it.
    pub(super) gender: Option<Gender>,
    /// As first names let expect it.
    pub(super) likely: Option<Gender>,
    /// The words of the fullest name.
    tokens: Vec<String>,
    /// Whether they come into the text as somebody's relative: "his wife, Ana Moss".
    is_relative: bool,
}

/// The people of a text.
///
/// Full names are one person's if their first and last words agree and nothing between them disagrees. A single word is
/// the person's of whose name it is the last word or, failing that, the first; of several such people it is the one last
/// spoken of, unless a title rules that one out, or they came in as a relative: "Moss" is not "his wife, Ana Moss".
pub(super) fn persons(gazetteer: &Gazetteer, words: &Words<'_>, names: &[Name], forms: &[Form<'_>]) -> Vec<Person> {
    let mut persons: Vec<Person> = Vec::new();
    let mut by_word: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut single = Vec::new();
    for form in forms.iter().filter(|f| f.kind() == EntityType::Person) {
        let tokens = tokens(&form.key);
        if tokens.len() < 2 {
            single.extend(form.names.iter().map(|&n| (n, form.key.clone())));
            continue;
        }
        let last = tokens.last().cloned().unwrap_or_default();
        let known = by_word.get(&last).into_iter().flatten().copied();
        let same = known.take(32).find(|&p| agree(&persons[p].tokens, &tokens));
        let person = same.unwrap_or(persons.len());
        if same.is_none() {
            persons.push(Person::default());
            for word in [tokens.first(), tokens.last()].into_iter().flatten() {
                let list = by_word.entry(word.clone()).or_default();
                if !list.contains(&person) {
                    list.push(person);
                }
            }
        }
        let person = &mut persons[person];
        person.is_relative |= form.names.iter().any(|&n| is_relative(words, names[n].words.start));
        person.names.extend(&form.names);
        person.gender = person.gender.or_else(|| gender(gazetteer, words, names, form));
        person.likely = person.likely.or_else(|| gazetteer.gender(&form.key));
        if tokens.len() > person.tokens.len() {
            person.tokens = tokens;
        }
    }
    assign(gazetteer, words, names, single, &mut persons, &mut by_word);
    for person in &mut persons {
        sort::by_key(&mut person.names, Clone::clone);
    }
    persons
}

/// Gives names of one word to people.
fn assign(
    gazetteer: &Gazetteer,
    words: &Words<'_>,
    names: &[Name],
    mut single: Vec<(usize, String)>,
    persons: &mut Vec<Person>,
    by_word: &mut BTreeMap<String, Vec<usize>>,
) {
    sort::by_key(&mut single, |(name, _)| *name);
    let full = persons.len();
    // Where each person was last spoken of: their names in order, and how far they were passed.
    let mut passed: Vec<(usize, Option<usize>)> = Vec::new();
    let order: Vec<Vec<usize>> = persons
        .iter()
        .map(|p| {
            let mut names = p.names.clone();
            sort::by_key(&mut names, Clone::clone);
            names
        })
        .collect();
    passed.resize(full, (0, None));
    for (name, word) in single {
        let title = title_before(words, &names[name].words).and_then(|t| gender_of_title(&t));
        // "Sir Keir" has his first name behind the title, "Mr Starmer" his last.
        let knighted = title_before(words, &names[name].words).is_some_and(|t| matches!(t.as_str(), "sir" | "dame"));
        let known: Vec<usize> = by_word.get(&word).into_iter().flatten().copied().take(32).collect();
        let is_last = |p: &usize| persons[*p].tokens.last() == Some(&word);
        let fits = |p: &usize| {
            let shown = persons[*p].gender.or(persons[*p].likely);
            title.is_none() || shown.is_none() || shown == title
        };
        let surnames: Vec<usize> = known.iter().copied().filter(|p| is_last(p) && fits(p)).collect();
        let others = || {
            known
                .iter()
                .copied()
                .filter(|p| !is_last(p) && fits(p) && title.is_none_or(|_| knighted))
                .collect()
        };
        let met = |p: &usize| !persons[*p].is_relative && persons[*p].names.iter().any(|&n| n < name);
        let head = surnames.iter().copied().filter(met).collect::<Vec<_>>();
        let surnames = if head.is_empty() { surnames } else { head };
        let choice: Vec<usize> = if surnames.is_empty() { others() } else { surnames };
        let mut best: Option<(Option<usize>, usize)> = None;
        for p in choice {
            if let (Some(state), Some(order)) = (passed.get_mut(p), order.get(p)) {
                while state.0 < order.len() && order[state.0] < name {
                    state.1 = Some(order[state.0]);
                    state.0 += 1;
                }
            }
            let last = passed[p].1;
            if best.is_none_or(|(l, _)| last > l) {
                best = Some((last, p));
            }
        }
        let person = if let Some((_, person)) = best {
            person
        } else {
            persons.push(Person {
                tokens: vec![word.clone()],
                likely: gazetteer.gender(&word),
                ..Person::default()
            });
            passed.push((0, None));
            by_word.entry(word).or_default().push(persons.len() - 1);
            persons.len() - 1
        };
        persons[person].names.push(name);
        persons[person].gender = persons[person].gender.or(title);
        passed[person].1 = passed[person].1.max(Some(name));
    }
}

/// Whether the noun before a name, perhaps with a comma between, is one of kinship.
fn is_relative(words: &Words<'_>, name: usize) -> bool {
    let comma = words.before(name) == ",";
    let behind = name.saturating_sub(usize::from(comma));
    // "Father Michael" is a priest.
    let noun = behind.checked_sub(1).filter(|_| !words.starts_paragraph(behind));
    noun.is_some_and(|noun| holds(KIN, words.of(noun)))
}

/// Nouns of kinship.
const KIN: &str = "aunt brother cousin daughter father granddaughter grandfather grandmother grandson husband mother nephew \
    niece sister son stepson uncle widow wife";

/// The words of a name without initials and "Jr.".
fn tokens(key: &str) -> Vec<String> {
    let all: Vec<&str> = key.split(' ').collect();
    let kept = all
        .iter()
        .filter(|t| t.chars().count() > 1 && !matches!(**t, "jr" | "sr" | "ii" | "iii"));
    let kept: Vec<String> = kept.map(|t| (*t).to_owned()).collect();
    if kept.is_empty() { vec![key.to_owned()] } else { kept }
}

/// Whether two full names can be one person's: one has all the words of the other, in order, and the last agrees.
fn agree(a: &[String], b: &[String]) -> bool {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let mut rest = long.iter();
    long.last() == short.last() && short.iter().all(|word| rest.any(|w| w == word))
}

/// The gender that a title before one of the names shows, or that somebody known by the name has.
fn gender(gazetteer: &Gazetteer, words: &Words<'_>, names: &[Name], form: &Form<'_>) -> Option<Gender> {
    let titles = form
        .names
        .iter()
        .take(8)
        .filter_map(|&n| title_before(words, &names[n].words));
    let mut titled = titles.filter_map(|t| gender_of_title(&t));
    let known = || {
        let mut entries = gazetteer.find_key(&form.key);
        entries.find_map(|(id, _)| gazetteer.entry(id).gender)
    };
    titled.next().or_else(known)
}

fn gender_of_title(title: &str) -> Option<Gender> {
    if holds(MALE_TITLES, title) {
        Some(Gender::Male)
    } else if holds(FEMALE_TITLES, title) {
        Some(Gender::Female)
    } else {
        None
    }
}
