//! Names of which the network saw a part: those that it broke, those without a first name or initials, and those that stand
//! whole elsewhere in the text.

use super::gazetteer::Gazetteer;
use super::lexicon::{LINKS, NO_NAMES, TITLES};
use super::names::{ELSEWHERE, Name, taken};
use super::types::{Weights, index};
use super::words::{Words, is_capital};
use crate::analysis::EntityType;
use crate::encoder::WordRange;
use crate::sort;
use crate::text::list::holds;

/// Adds to names what stands right beside them and is theirs.
pub(super) fn complete(words: &Words<'_>, chances: &[Weights], gazetteer: &Gazetteer, names: &mut Vec<Name>) {
    rejoin(words, names);
    with_first_names(words, chances, gazetteer, names);
    with_initials(words, names);
    surname_first(words, names);
}

/// Names that the network broke at a particle, "Monte Claro do Sul", or at a hyphen, "Ana Moss-Lund".
#[inline(never)]
pub(super) fn whole(words: &Words<'_>, spans: Vec<(usize, WordRange)>) -> Vec<(usize, WordRange)> {
    let mut joined: Vec<(usize, WordRange)> = Vec::new();
    for (class, range) in spans {
        let follows = |last: &&mut (usize, WordRange)| {
            let between = last.1.end..range.start;
            let linked = matches!(between.len(), 1 | 2) && between.clone().all(|w| holds(LINKS, words.of(w)));
            let hyphen = between.len() == 1
                && class == index(EntityType::Person)
                && words.of(between.start) == "-"
                && words.touches(between.start)
                && words.touches(range.start);
            last.0 == class
                && (linked || hyphen)
                && is_capital(words.of(last.1.start))
                && !(between.start..=between.end).any(|w| words.starts_paragraph(w))
        };
        match joined.last_mut().filter(follows) {
            Some(last) => last.1.end = range.end,
            None => joined.push((class, range)),
        }
    }
    joined
}

/// Names of people and bodies that go on as they do elsewhere in the text: "Ada Quill" above an article about her.
#[inline(never)]
fn rejoin(words: &Words<'_>, names: &mut Vec<Name>) {
    sort::by_key(names, |name| name.words.start);
    let acts = |name: &Name| matches!(name.kind(), EntityType::Person | EntityType::Organization);
    let several = names.iter().filter(|name| name.words.len() > 1 && acts(name));
    let mut whole: Vec<(&str, usize)> = several.map(|n| (words.text(&n.words), n.words.len())).collect();
    sort::by_key(&mut whole, |whole| *whole);
    for name in names.iter_mut().filter(|name| acts(name)) {
        let start = name.words.start;
        let goes_on = |count: &usize| {
            let range = start..start + count;
            let joined = (start + 1..range.end).all(|w| !words.starts_paragraph(w));
            joined && range.end <= words.len() && whole.binary_search(&(words.text(&range), *count)).is_ok()
        };
        let most = (name.words.len() + 1..=LONGEST_AGAIN).rev().find(goes_on);
        name.words.end = most.map_or(name.words.end, |count| start + count);
    }
    names.dedup_by(|b, a| a.words.end > b.words.start);
}

/// Surnames without the first name that stands before them: "Holloway" of "Derrick Holloway".
#[inline(never)]
fn with_first_names(words: &Words<'_>, chances: &[Weights], gazetteer: &Gazetteer, names: &mut [Name]) {
    let taken = taken(words, names);
    for name in names
        .iter_mut()
        .filter(|name| name.words.len() == 1 && name.kind() == EntityType::Person)
    {
        // "Donald John Trump"
        while let Some(first) = name.words.start.checked_sub(1) {
            let word = words.lower(first);
            let free = !taken[first] && !words.starts_paragraph(first + 1) && is_capital(words.of(first));
            let other = holds(NO_NAMES, &word) || holds(TITLES, &word);
            let likely = chances[first][index(EntityType::Person)] >= ELSEWHERE;
            if !free || !likely || word.len() < 3 || other || gazetteer.gender(&word).is_none() {
                break;
            }
            name.words.start = first;
        }
    }
}

/// Names without the initials that stand before them: "Huber" of "J.M. Huber", "Glenn" behind "R.E".
#[inline(never)]
fn with_initials(words: &Words<'_>, names: &mut Vec<Name>) {
    let initial = |w: usize| {
        let word = words.of(w);
        word.chars().count() == 1 && word.chars().all(char::is_uppercase)
    };
    for at in 0..names.len() {
        let name = &names[at];
        if !matches!(name.kind(), EntityType::Person | EntityType::Organization) {
            continue;
        }
        let mut start = name.words.start;
        while start > 1 && !words.starts_paragraph(start) {
            let stop = words.of(start - 1) == "." && words.touches(start - 1) && !words.starts_paragraph(start - 1);
            if stop && initial(start - 2) {
                start -= 2;
            } else if initial(start - 1) && !matches!(words.of(start - 1), "A" | "I") {
                start -= 1;
            } else {
                break;
            }
        }
        let whole = words.starts_paragraph(start) || !is_capital(words.of(start - 1));
        // "in the U.S. Moss said"
        let before = names[..at].iter().rev().take_while(|other| other.words.end > start);
        let free = before
            .into_iter()
            .all(|other| other.words.start >= start && other.kind() == EntityType::Person);
        if whole && free {
            names[at].words.start = start;
        }
    }
    // From the end on, so that several names within one become that one.
    for at in (1..names.len()).rev() {
        if names[at - 1].words.end > names[at].words.start {
            names[at - 1].words = names[at].words.clone();
        }
    }
    names.dedup_by(|b, a| a.words == b.words);
}

/// "Moss, Ilan" between quotation marks, as letters have whom they are from.
#[inline(never)]
fn surname_first(words: &Words<'_>, names: &mut Vec<Name>) {
    for at in 1..names.len() {
        let (last, first) = (&names[at - 1], &names[at]);
        let people = last.kind() == EntityType::Person && first.kind() == EntityType::Person && last.words.len() == 1;
        let listed = first.words.start == last.words.end + 1 && words.of(last.words.end) == ",";
        if people && listed && words.before(last.words.start) == "\"" && words.after(first.words.end) == "\"" {
            names[at].words.start = last.words.start;
            names[at - 1].words = names[at].words.clone();
        }
    }
    names.dedup_by(|b, a| a.words == b.words);
}

/// Longer names are not looked for where they are cut short; in words.
const LONGEST_AGAIN: usize = 6;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::names::name_of;
    use EntityType::{Geopolitical, Organization, Person};

    /// The names of a text, in its order, after `change` was made to those that are given.
    fn changed<'t>(
        text: &'t str,
        given: &[(&str, EntityType)],
        change: fn(&Words<'_>, &mut Vec<Name>),
    ) -> Vec<&'t str> {
        let words = Words::plain(text);
        let mut from = 0;
        let mut names: Vec<Name> = Vec::new();
        for (name, kind) in given {
            let place = words.place_of(name, from);
            from = words.span(&place).range().end;
            names.push(name_of(place, *kind));
        }
        change(&words, &mut names);
        names.iter().map(|name| words.text(&name.words)).collect()
    }

    #[test]
    fn initials_are_of_the_name_behind_them() {
        for (text, given, names) in [
            (
                "They asked the J.M. Huber Corporation twice.",
                &[("Huber Corporation", Organization)][..],
                &["J.M. Huber Corporation"][..],
            ),
            (
                "Regards, R.E. Moss",
                &[("R.E", Person), ("Moss", Person)],
                &["R.E. Moss"],
            ),
            (
                "Regards, A.B. C.D. Moss",
                &[("A.B", Person), ("C.D", Person), ("Moss", Person)],
                &["A.B. C.D. Moss"],
            ),
            ("It was V K Moss who wrote.", &[("Moss", Person)], &["V K Moss"]),
            (
                "In the U.S. Moss said no.",
                &[("U.S", Geopolitical), ("Moss", Person)],
                &["U.S", "Moss"],
            ),
            ("They took Vitamin C. Moss said so.", &[("Moss", Person)], &["Moss"]),
            ("Was I Moss then?", &[("Moss", Person)], &["Moss"]),
        ] {
            assert_eq!(changed(text, given, with_initials), names, "{text}");
        }
    }

    #[test]
    fn surnames_come_first_in_the_heads_of_letters() {
        let given = [("Moss", Person), ("Ilan", Person)];
        assert_eq!(
            changed("From: \"Moss, Ilan\" <moss@example.org>", &given, surname_first),
            ["Moss, Ilan"]
        );
        assert_eq!(
            changed("They met Moss, Ilan and Ada.", &given, surname_first),
            ["Moss", "Ilan"]
        );
    }

    #[test]
    fn names_go_on_as_they_do_elsewhere() {
        let given = [
            ("Norling Pumps", Organization),
            ("Norling", Organization),
            ("Norling", Organization),
        ];
        let text = "Norling Pumps grew. Then Norling Pumps shrank, and Norling closed.";
        assert_eq!(
            changed(text, &given, rejoin),
            ["Norling Pumps", "Norling Pumps", "Norling"]
        );
    }
}
