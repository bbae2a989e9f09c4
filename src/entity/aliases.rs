//! Which names other than people's mean the same: abbreviations, short forms, and names that link to the same entry.

use std::collections::BTreeMap;

use super::form::Form;
use super::gazetteer::{EntryId, Gazetteer, Kind, Sense};
use super::lexicon::{COMPANY_FORMS, GENERIC};
use super::link::Link;
use super::names::Name;
use super::words::Words;
use crate::analysis::EntityType;
use crate::text::list::holds;

/// Sets of forms that grow together.
pub(super) struct Sets(Vec<usize>);

impl Sets {
    pub(super) fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    /// The first of the forms in the set.
    pub(super) fn first(&mut self, form: usize) -> usize {
        let mut at = form;
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.first(a), self.first(b));
        self.0[a.max(b)] = a.min(b);
    }
}

/// Joins the forms that mean the same. Forms of people are left alone. An abbreviation loses an item that its long name
/// cannot mean: "the Republican People's Party (CHP)" is no highway patrol.
pub(super) fn join(
    gazetteer: &Gazetteer,
    words: &Words<'_>,
    names: &[Name],
    forms: &[Form<'_>],
    form_of: &[usize],
    links: &mut [Option<Link>],
) -> Sets {
    let mut short_for: Vec<(usize, usize)> = Vec::new();
    bracketed(words, names, form_of, |long, short| {
        // "the World Health Organization (AFP)": whose picture it is.
        let credit = links[short].is_some_and(|link| gazetteer.entry(link.entry).kind == Kind::Media);
        if shortens(&forms[short], &forms[long]) && !credit {
            short_for.push((long, short));
        }
    });
    for &(long, short) in &short_for {
        if links[short].is_some_and(|link| !shares_word(gazetteer.name(link.entry), &forms[long])) {
            links[short] = links[long];
        }
    }
    let mut sets = Sets::new(forms.len());
    let person = |f: usize| forms[f].kind() == EntityType::Person;
    let mut by_entry: BTreeMap<EntryId, usize> = BTreeMap::new();
    for (form, link) in links.iter().enumerate().filter(|(f, _)| !person(*f)) {
        if let Some(link) = link {
            let first = *by_entry.entry(link.entry).or_insert(form);
            sets.join(first, form);
        }
    }
    bracketed(words, names, form_of, |a, b| {
        if !person(a) && !person(b) && abbreviates(&forms[b], &forms[a]) {
            sets.join(a, b);
        }
    });
    for (long, short) in short_for {
        sets.join(long, short);
    }
    let index = Index::new(forms, &person);
    for (at, form) in forms.iter().enumerate().filter(|(at, _)| !person(*at)) {
        if let Some(other) = index.longer(gazetteer, forms, at) {
            let clash = match (&links[at], &links[other]) {
                (Some(a), Some(b)) => a.entry != b.entry,
                _ => false,
            };
            if !clash && compatible(form, &forms[other]) {
                sets.join(at, other);
            }
        }
    }
    sets
}

/// Calls for each name and the one in brackets right behind it.
fn bracketed(words: &Words<'_>, names: &[Name], form_of: &[usize], mut call: impl FnMut(usize, usize)) {
    for (at, pair) in names.windows(2).enumerate() {
        let (long, short) = (&pair[0].words, &pair[1].words);
        if short.start == long.end + 1 && words.of(long.end) == "(" && words.of(short.end) == ")" {
            call(form_of[at], form_of[at + 1]);
        }
    }
}

/// Whether what stands in brackets behind the name of a body is short for it, whatever its letters stand for: "(AFAD)".
fn shortens(short: &Form<'_>, long: &Form<'_>) -> bool {
    let capitals = short.text.chars().filter(|c| c.is_uppercase()).count();
    let one = capitals > 1 && short.text.chars().all(char::is_alphanumeric);
    let body = matches!(long.kind(), EntityType::Organization | EntityType::Law);
    let named = matches!(short.kind(), EntityType::Organization | EntityType::Law);
    one && body && named && long.key.contains(' ')
}

/// Whether the name of an item has a word of a form that says something.
fn shares_word(name: &str, form: &Form<'_>) -> bool {
    let key = super::gazetteer::key(name);
    let said = |token: &str| token.len() > 2 && !matches!(token, "and" | "for" | "the");
    form.key
        .split(' ')
        .any(|token| said(token) && key.split(' ').any(|word| word == token))
}

/// Whether two forms are of types that names of the same thing may have. Places share first words without being the same.
fn compatible(a: &Form<'_>, b: &Form<'_>) -> bool {
    let shared: f32 = std::iter::zip(a.types, b.types).map(|(x, y)| x.min(y)).sum();
    let place = matches!(
        a.kind(),
        EntityType::Geopolitical | EntityType::Location | EntityType::Norp
    );
    !place && (a.kind() == b.kind() || shared > 0.25)
}

/// Whether the letters of a short form begin words of the long one, in order: "CWC" for "Central Water Commission".
fn abbreviates(short: &Form<'_>, long: &Form<'_>) -> bool {
    let letters: String = short.text.chars().filter(|c| c.is_alphanumeric()).collect();
    let capitals = letters.chars().filter(|c| c.is_uppercase()).count();
    if letters.chars().count() > 8 || capitals < 2 || !long.key.contains(' ') {
        return false;
    }
    let mut rest = letters
        .to_lowercase()
        .chars()
        .collect::<Vec<_>>()
        .into_iter()
        .peekable();
    for token in long.tokens() {
        for c in token.chars().take(3) {
            if rest.peek() != Some(&c) {
                break;
            }
            rest.next();
        }
    }
    rest.peek().is_none()
}

/// Forms by what shorter names of the same thing look like.
struct Index<'f> {
    /// By initials.
    initials: BTreeMap<String, usize>,
    /// By first word.
    beginnings: BTreeMap<&'f str, Vec<usize>>,
    /// By last word.
    endings: BTreeMap<&'f str, Vec<usize>>,
}

/// How many names with the same first or last word are looked at.
const NAMESAKES: usize = 32;

impl<'f> Index<'f> {
    fn new(forms: &'f [Form<'_>], person: &impl Fn(usize) -> bool) -> Self {
        let mut index = Self {
            initials: BTreeMap::new(),
            beginnings: BTreeMap::new(),
            endings: BTreeMap::new(),
        };
        for (at, form) in forms.iter().enumerate().filter(|(at, _)| !person(*at)) {
            let mut tokens = form.key.split(' ');
            let Some(first) = tokens.next() else { continue };
            let Some(last) = tokens.next_back() else { continue };
            for (map, word) in [(&mut index.beginnings, first), (&mut index.endings, last)] {
                let list = map.entry(word).or_default();
                if list.len() < NAMESAKES {
                    list.push(at);
                }
            }
            for all in [true, false] {
                let small = |t: &&str| all || !matches!(*t, "of" | "the" | "and" | "for" | "on" | "in" | "de");
                let initials: String = form
                    .key
                    .split(' ')
                    .filter(small)
                    .filter_map(|t| t.chars().next())
                    .collect();
                index.initials.entry(initials).or_insert(at);
            }
        }
        index
    }

    /// The longer form that a form is short for, if there is one.
    fn longer(&self, gazetteer: &Gazetteer, forms: &[Form<'_>], at: usize) -> Option<usize> {
        let form = &forms[at];
        let capitals = form.text.chars().filter(|c| c.is_uppercase()).count();
        if !form.key.contains(' ')
            && capitals >= 2
            && !form.text.chars().any(char::is_lowercase)
            && let Some(&long) = self.initials.get(&form.key).filter(|&&l| l != at)
        {
            return Some(long);
        }
        let tokens = form.tokens();
        let base = without_company_form(&tokens);
        if base.iter().all(|t| holds(GENERIC, t)) {
            return None;
        }
        let begins = self
            .beginnings
            .get(tokens[0])
            .into_iter()
            .flatten()
            .copied()
            .find(|&other| {
                let long = forms[other].tokens();
                other != at && long.len() > base.len() && long.starts_with(base) && is_short_for(base, &long)
            });
        let ends = || {
            let last = tokens[tokens.len() - 1];
            self.endings
                .get(last)
                .into_iter()
                .flatten()
                .copied()
                .filter(|&f| f != at)
        };
        let whose = |&other: &usize| {
            let long = &forms[other].key;
            let before = long.strip_suffix(&form.key).and_then(|rest| rest.strip_suffix(' '));
            tokens.len() > 1 && before.is_some_and(|b| is_country(gazetteer, b))
        };
        // "Villa" for "Aston Villa", if nothing else ends so.
        let body = |f: usize| forms[f].kind() == EntityType::Organization;
        let only = || {
            let mut longer = ends();
            let (other, more) = (longer.next()?, longer.next());
            // "Labour" is no short form of "Scottish Labour".
            let known = |(id, sense): (EntryId, Sense)| !gazetteer.entry(id).kind.is_place() && sense != Sense::Weak;
            let itself = gazetteer.find_key(&form.key).any(known);
            let one = tokens.len() == 1 && more.is_none() && body(at) && body(other) && !itself;
            (one && !forms[other].key.contains(" of ")).then_some(other)
        };
        begins.or_else(|| ends().find(whose)).or_else(only)
    }
}

/// Whether the first words of a name can stand for all of it: "Kyodo" for "Kyodo News", but not "New" for "New Delhi".
fn is_short_for(short: &[&str], long: &[&str]) -> bool {
    let rest = &long[short.len()..];
    let of = matches!(rest[0], "of" | "for" | "and");
    !of && (short.len() > 1 || short[0].chars().count() > 2)
}

fn without_company_form<'a, 't>(tokens: &'a [&'t str]) -> &'a [&'t str] {
    match tokens {
        [rest @ .., last] if !rest.is_empty() && holds(COMPANY_FORMS, last) => rest,
        _ => tokens,
    }
}

/// Whether it is the name of a country or of its people.
fn is_country(gazetteer: &Gazetteer, key: &str) -> bool {
    let mut meanings = gazetteer.find_key(key);
    meanings.any(|(id, sense)| gazetteer.entry(id).kind == Kind::Country && sense != Sense::Weak)
}
