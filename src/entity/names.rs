//! Names: which words they are and of what type.

use crate::sort;
use std::collections::BTreeMap;

use super::complete;
use super::context;
use super::cut::{self, are_people};
use super::definition;
use super::gazetteer::Gazetteer;
use super::known;
use super::lexicon::{FEMALE_TITLES, GENERIC, TITLES};
use super::types::{self, ORDER, TYPES, Weights, best, index, probabilities};
use super::words::{Words, is_capital, is_word};
use crate::analysis::EntityType;
use crate::encoder::{NAME_TAGS, WordRange, sequence};
use crate::text::list::holds;

/// A name in the text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Name {
    /// Its words, without article, title, possessive and marks around it.
    pub(super) words: WordRange,
    /// How much speaks for each type.
    pub(super) types: Weights,
    /// The probability that it is a name of its type, as the network sees it.
    pub(super) sure: f32,
}

impl Name {
    /// The type that most speaks for.
    pub(super) fn kind(&self) -> EntityType {
        best(&self.types)
    }
}

/// The probability of being part of a name that a word needs where the same word is a name elsewhere in the text.
pub(super) const ELSEWHERE: f32 = 0.15;

/// The probability of being a name that words without a capital need, unless the gazetteer has them: "empanadas", "altough".
const SMALL: f32 = 0.65;

/// The names of a text, by the scores of each word's name tags; in order and disjoint.
///
/// Its steps stay functions of their own: the compiler makes one of them otherwise, and a browser takes 9 MB to compile that.
pub(super) fn find(words: &Words<'_>, scores: &[&[f32; NAME_TAGS]], gazetteer: &Gazetteer) -> Vec<Name> {
    let chances: Vec<Weights> = scores.iter().map(|s| probabilities(s)).collect();
    let spans = complete::whole(words, sequence::spans(scores, |word| words.starts_paragraph(word)));
    let mut names: Vec<Name> = Vec::new();
    for (class, whole) in spans {
        for part in cut::parts(words, whole, gazetteer, ORDER[class]) {
            let Some(mut range) = cut::clean(words, part, class == index(EntityType::Person)) else {
                continue;
            };
            let company = [EntityType::Person, EntityType::Organization, EntityType::Geopolitical];
            if company.contains(&ORDER[class]) {
                range.end = context::end_of_company(words, range.end, ORDER[class] == EntityType::Organization);
                range.end = context::end_of_department(words, &range);
            }
            if types::is_place(ORDER[class]) {
                range = context::whole_dateline(words, range);
            }
            let types = mean(&chances[range.clone()]);
            let sure = types[class];
            let small = !range.clone().any(|w| is_capital(words.of(w)));
            let nobody =
                small && ORDER[class] == EntityType::Person && gazetteer.gender(words.of(range.start)).is_none();
            if small && (sure < SMALL || nobody) && gazetteer.find(words.text(&range)).next().is_none() {
                continue;
            }
            names.push(Name {
                sure,
                types,
                words: range,
            });
        }
    }
    names.retain(|name| !is_common(words, &name.words, name.kind(), gazetteer));
    names.extend(mangled(words));
    names.extend(context::platforms(words).map(|words| name_of(words, EntityType::Product)));
    let laws = context::laws(words);
    names.retain(|name| {
        !laws
            .iter()
            .any(|law| law.start < name.words.end && name.words.start < law.end)
    });
    names.extend(laws.into_iter().map(|law| name_of(law, EntityType::Law)));
    sort::by_key(&mut names, |n| (n.words.start, n.words.end));
    names.dedup_by(|b, a| a.words.end > b.words.start);
    known::lengthen(words, gazetteer, &mut names);
    known::add(words, &chances, gazetteer, &mut names);
    complete::complete(words, &chances, gazetteer, &mut names);
    again(words, &chances, &mut names);
    context::weigh(words, &mut names);
    known::weigh(words, gazetteer, &mut names);
    agree(words, &mut names);
    definition::apply(words, gazetteer, &mut names);
    without_degrees(words, &mut names);
    shorten(words, &mut names, gazetteer);
    names
}

/// A name of which there is no doubt.
pub(super) fn name_of(words: WordRange, kind: EntityType) -> Name {
    let mut types = [0.0; TYPES];
    types[index(kind)] = 1.0;
    Name {
        words,
        types,
        sure: 1.0,
    }
}

/// The mean of the words' chances.
fn mean(chances: &[Weights]) -> Weights {
    let share = 1.0 / chances.len().max(1) as f32;
    std::array::from_fn(|t| chances.iter().map(|c| c[t]).sum::<f32>() * share)
}

/// Whether a word is no name: it has its capital from the sentence that it begins ("University officials"), it is the title of
/// several people ("Councilmembers Moss and Quill", "the Senators"), or one that nobody is called by ("the Secretary").
fn is_common(words: &Words<'_>, range: &WordRange, kind: EntityType, gazetteer: &Gazetteer) -> bool {
    if range.len() > 1 {
        return false;
    }
    let word = words.lower(range.start);
    let before = words.before(range.start);
    if kind == EntityType::Person {
        let titled = holds(OFFICES, &word) || (before == "the" && holds(TITLES, &word));
        let several = are_people(&word) && gazetteer.find_written(words.of(range.start)).is_empty();
        if titled || several {
            return true;
        }
    }
    if words.starts_paragraph(range.end) {
        return false;
    }
    let next = words.of(range.end);
    let begins = before.is_empty() || !is_word(&before) && before != ",";
    (begins && holds(GENERIC, &word) && are_people(next)) || (are_people(&word) && is_capital(next))
}

/// Drops what stands behind people's names for what they are: "Ilan Moss, QC," and "Ada Quill, MD,".
#[inline(never)]
fn without_degrees(words: &Words<'_>, names: &mut Vec<Name>) {
    let is_degree = |at: usize| {
        let Some(person) = at.checked_sub(1).map(|before| &names[before]) else {
            return false;
        };
        let name = &names[at].words;
        let behind = person.kind() == EntityType::Person && name.start == person.words.end + 1;
        behind && words.before(name.start) == "," && name.len() == 1 && holds(DEGREES, words.of(name.start))
    };
    let mut degrees = (0..names.len()).map(is_degree).collect::<Vec<_>>().into_iter();
    names.retain(|_| !degrees.next().unwrap_or(false));
}

/// Degrees, honours and ranks behind a person's name.
const DEGREES: &str = "BA CBE DDS DMD DO DVM JD KBE KC MA MBA MBE MD MEP MLA MP MSP OBE PE PhD QC RN SC SJ";

/// Titles that are no surnames.
const OFFICES: &str = "admiral ambassador attorney ayatollah brigadier chairman chairwoman colonel commander commissioner congressman \
    congresswoman councillor emperor general governor inspector lieutenant minister premier president professor representative \
    secretary senator sergeant sheriff";

/// "the states. -United": what machine translation leaves of "the United States".
fn mangled(words: &Words<'_>) -> Vec<Name> {
    let mut found = Vec::new();
    for end in 1..words.len() {
        if words.of(end) != "United" || words.starts_paragraph(end) {
            continue;
        }
        let mut start = end;
        while start > 0 && end - start < 4 && !is_word(words.of(start - 1)) && !words.starts_paragraph(start) {
            start -= 1;
        }
        if start < end && start > 0 && words.lower(start - 1) == "states" && words.of(end - 1) == "-" {
            found.push(name_of(start - 1..end + 1, EntityType::Geopolitical));
        }
    }
    found
}

/// Which words are part of a name.
#[inline(never)]
pub(super) fn taken(words: &Words<'_>, names: &[Name]) -> Vec<bool> {
    let mut taken = vec![false; words.len()];
    for name in names {
        taken[name.words.clone()].fill(true);
    }
    taken
}

/// Adds the places where the very words of a name stand again and the network was not sure enough.
#[inline(never)]
fn again(words: &Words<'_>, chances: &[Weights], names: &mut Vec<Name>) {
    let mut known: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let text_of = |name: &Name| words.text(&name.words);
    for (at, name) in names.iter().enumerate() {
        let list = known.entry(words.of(name.words.start)).or_default();
        let text = text_of(name);
        if list.len() < 8 && is_capital(text) && !list.iter().any(|&other| text_of(&names[other]) == text) {
            list.push(at);
        }
    }
    for list in known.values_mut() {
        sort::by_key(list, |&at| std::cmp::Reverse(text_of(&names[at]).len()));
    }
    let mut taken = taken(words, names);
    let mut added = Vec::new();
    for start in 0..words.len() {
        if taken[start] {
            continue;
        }
        for &at in known.get(words.of(start)).into_iter().flatten() {
            let (text, types) = (text_of(&names[at]), names[at].types);
            let from = words.spans[start].start as usize;
            let Some(range) = words.text[from..]
                .starts_with(text)
                .then(|| start..word_at(words, start, from + text.len()))
            else {
                continue;
            };
            let whole = range.end > start && words.span(&range).range().end == from + text.len();
            let free = whole && range.clone().all(|w| !taken[w]);
            let sure = |c: &Weights| c.iter().sum::<f32>() >= ELSEWHERE;
            if free && chances[range.clone()].iter().all(sure) {
                taken[range.clone()].fill(true);
                added.push(Name {
                    sure: ELSEWHERE,
                    words: range,
                    types,
                });
                break;
            }
        }
    }
    names.extend(added);
    sort::by_key(names, |n| n.words.start);
}

/// The word after the one that ends at this byte, counted from `start`.
fn word_at(words: &Words<'_>, start: usize, end: usize) -> usize {
    let mut word = start;
    while word < words.len() && (words.spans[word].end as usize) <= end {
        word += 1;
    }
    word
}

/// Gives the same words the same type throughout the text: the one that most speaks for.
#[inline(never)]
fn agree(words: &Words<'_>, names: &mut [Name]) {
    let mut same: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, name) in names.iter().enumerate() {
        same.entry(words.text(&name.words)).or_default().push(at);
    }
    for places in same.values() {
        let mut sums = [0.0; TYPES];
        for &at in places {
            for (sum, weight) in std::iter::zip(&mut sums, names[at].types) {
                *sum += weight;
            }
        }
        let total: f32 = sums.iter().sum();
        if total > 0.0 {
            sums = sums.map(|w| w / total);
        }
        for &at in places {
            names[at].types = sums;
        }
    }
}

/// Gives a name of one word the type of the longer name that it is short for: "Halvard" beside "Halvard Pumps A/S" is no
/// person and no place, "Moss" beside "Ilan Moss" no organisation, and "Phailin" is the storm where it is "Cyclone Phailin".
#[inline(never)]
fn shorten(words: &Words<'_>, names: &mut [Name], gazetteer: &Gazetteer) {
    let mut bodies: Vec<(String, Weights)> = Vec::new();
    let mut companies: Vec<(String, Weights)> = Vec::new();
    let mut surnames: Vec<(String, Weights)> = Vec::new();
    let mut storms: Vec<(String, Weights)> = Vec::new();
    for name in names.iter() {
        if context::is_storm(words, &name.words) {
            let event = name_of(name.words.clone(), EntityType::Event).types;
            storms.push((words.lower(name.words.end - 1), event));
        }
    }
    // "Hurricane Lee" beside "Bill Lee", but not beside "T C Lee".
    storms.retain(|(word, _)| {
        let called = |name: &Name| {
            let full = name.words.len() > 1 && words.of(name.words.start).chars().count() > 1;
            full && name.kind() == EntityType::Person && words.lower(name.words.end - 1) == *word
        };
        !names.iter().any(called)
    });
    for name in names.iter().filter(|name| name.words.len() > 1) {
        let (first, last) = (words.lower(name.words.start), words.lower(name.words.end - 1));
        match name.kind() {
            EntityType::Organization if context::is_business(words, &name.words) => companies.push((first, name.types)),
            EntityType::Organization => bodies.push((first, name.types)),
            EntityType::Person => surnames.push((last, name.types)),
            _ => {}
        }
    }
    for list in [&mut bodies, &mut companies, &mut surnames, &mut storms] {
        sort::by_key(list, word_of);
    }
    let people = words_of_people(words, names);
    for name in names.iter_mut().filter(|name| name.words.len() == 1) {
        let word = words.lower(name.words.start);
        let company = longer(&companies, &word);
        let body = company.or_else(|| longer(&bodies, &word));
        let known = || gazetteer.find(&word).next().is_some();
        let is_persons = || people.binary_search(&word).is_ok();
        let types = match name.kind() {
            EntityType::Person if is_persons() => None,
            EntityType::Person if company.is_some() || gazetteer.gender(&word).is_none() => body,
            // "Biden" beside "Joe Biden" is no town.
            EntityType::Geopolitical if !known() => longer(&surnames, &word).or(company),
            EntityType::Organization if body.is_none() => longer(&surnames, &word),
            _ => None,
        };
        name.types = longer(&storms, &word).or(types).unwrap_or(name.types);
    }
}

/// The words of people's names of several words, in lower case and sorted.
#[inline(never)]
pub(super) fn words_of_people(words: &Words<'_>, names: &[Name]) -> Vec<String> {
    let mut people: Vec<String> = Vec::new();
    for name in names {
        if name.words.len() > 1 && name.kind() == EntityType::Person {
            people.extend(name.words.clone().map(|w| words.lower(w)));
        }
    }
    sort::by_key(&mut people, Clone::clone);
    people
}

fn word_of((word, _): &(String, Weights)) -> String {
    word.clone()
}

/// The types of the longer name that has this word, among names in the order of theirs.
fn longer(names: &[(String, Weights)], word: &str) -> Option<Weights> {
    let found = names.binary_search_by(|(of, _)| of.as_str().cmp(word)).ok()?;
    Some(names[found].1)
}

/// The title right before a name, in lower case: "Mrs. Clinton".
pub(super) fn title_before(words: &Words<'_>, name: &WordRange) -> Option<String> {
    let mut at = name.start;
    if at > 0 && words.of(at - 1) == "." && !words.starts_paragraph(at) {
        at -= 1;
    }
    let title = words.before(at);
    (holds(TITLES, &title) || holds(FEMALE_TITLES, &title)).then_some(title)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::list::assert_is_sorted;
    use EntityType::{Organization, Person};

    #[test]
    fn lists_are_sorted() {
        assert_is_sorted(DEGREES);
        assert_is_sorted(OFFICES);
    }

    #[test]
    fn titles_and_nouns_are_no_names() {
        let gazetteer = Gazetteer::built_in();
        for (text, word, kind, common) in [
            ("They asked the Secretary twice.", "Secretary", Person, true),
            ("General, is this a waiver?", "General", Person, true),
            ("They asked the Queen twice.", "Queen", Person, true),
            ("The oath Councillors swore was new.", "Councillors", Person, true),
            (
                "Councilmembers Moss and Quill agreed.",
                "Councilmembers",
                Organization,
                true,
            ),
            ("University officials agreed.", "University", Organization, true),
            ("They asked King twice.", "King", Person, false),
            ("The Rangers won.", "Rangers", Person, false),
            ("They asked Moss twice.", "Moss", Person, false),
        ] {
            let words = Words::plain(text);
            let place = words.place_of(word, 0);
            assert_eq!(is_common(&words, &place, kind, &gazetteer), common, "{text}");
        }
    }

    #[test]
    fn degrees_are_no_names() {
        let words = Words::plain("They asked Ilan Moss, QC, and Ada Quill, MD, about Charleston, SC.");
        let given = [
            ("Ilan Moss", Person),
            ("QC", Person),
            ("Ada Quill", Person),
            ("MD", EntityType::Geopolitical),
        ];
        let places = [
            ("Charleston", EntityType::Geopolitical),
            ("SC", EntityType::Geopolitical),
        ];
        let named = |&(name, kind): &(&str, EntityType)| name_of(words.place_of(name, 0), kind);
        let mut names: Vec<Name> = given.iter().chain(&places).map(named).collect();
        without_degrees(&words, &mut names);
        let left: Vec<&str> = names.iter().map(|name| words.text(&name.words)).collect();
        assert_eq!(left, ["Ilan Moss", "Ada Quill", "Charleston", "SC"]);
    }
}
