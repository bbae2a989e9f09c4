//! What the network took for one name and is two, and what stands at a name's ends and is no part of it.

use super::context;
use super::gazetteer::{EntryId, Gazetteer, Kind, Sense};
use super::lexicon::{NO_NAMES, PARTICLES, TITLES};
use super::types;
use super::words::{Words, is_capital, is_word};
use crate::analysis::EntityType;
use crate::encoder::WordRange;
use crate::text::list::holds;
use crate::text::nouns::{self, Class};

/// A run of words that the network took for one name, cut where it is two.
#[inline(never)]
pub(super) fn parts(words: &Words<'_>, whole: WordRange, gazetteer: &Gazetteer, kind: EntityType) -> Vec<WordRange> {
    // "Warren, D-Mass.": the party is no part of the state.
    if whole.len() > 2 && context::is_party(words, whole.start) {
        let state = whole.start + 2..whole.end;
        return vec![state];
    }
    let run = Run {
        words,
        gazetteer,
        start: whole.start,
        end: whole.end,
    };
    let of_kind = || match kind {
        EntityType::Person => run.somebody_called().or_else(|| run.at_place("of")),
        EntityType::Organization => run.at_place("in"),
        _ if types::is_place(kind) => run.two_places(),
        _ => None,
    };
    match run.at_noun().or_else(|| run.at_party()).or_else(of_kind) {
        Some(gap) => vec![whole.start..gap.start, gap.end..whole.end],
        None => vec![whole],
    }
}

/// Words that may be two names. Each of its questions finds the words between the two, if any.
struct Run<'a> {
    words: &'a Words<'a>,
    gazetteer: &'a Gazetteer,
    start: usize,
    end: usize,
}

impl Run<'_> {
    fn is_known(&self, range: WordRange) -> bool {
        self.gazetteer.find(self.words.text(&range)).next().is_some()
    }

    /// "Miramar winger Arrieta"
    fn at_noun(&self) -> Option<WordRange> {
        let is_noun = |w: &usize| {
            let word = self.words.of(*w);
            let noun = nouns::at_end(&[word]);
            let person = noun.is_some_and(|noun| matches!(noun.class, Class::Person | Class::Voice));
            person && word.chars().all(char::is_lowercase) && is_capital(self.words.of(w + 1))
        };
        let noun = (self.start + 1..self.end - 1).find(is_noun)?;
        Some(noun..noun + 1)
    }

    /// "a California Democrat"
    fn at_party(&self) -> Option<WordRange> {
        let last = self.end - 1;
        let party = matches!(self.words.of(last), "Democrat" | "Republican");
        (party && self.is_known(self.start..last)).then_some(last..last)
    }

    /// A signature and who is addressed next: "Take care Ada Ada, I have".
    fn somebody_called(&self) -> Option<WordRange> {
        let (words, second) = (self.words, self.start + 1);
        let twice = self.end > second && words.of(self.start) == words.of(second);
        let calls = words.after(self.end) == "," && is_capital(words.of(self.end + 1));
        let first_name = twice && self.gazetteer.gender(words.of(second)).is_some();
        let two = first_name && (self.end > second + 1 || calls) && !self.is_known(self.start..self.end);
        two.then_some(second..second)
    }

    /// "Ilan Moss of Leeds", "Norling Pumps in Oslo"
    fn at_place(&self, preposition: &str) -> Option<WordRange> {
        let at = (self.start + 2..self.end - 1).find(|&w| self.words.of(w) == preposition)?;
        let two = self.is_known(at + 1..self.end) && !self.is_known(self.start..self.end);
        two.then_some(at..at + 1)
    }

    /// "Chiang Mai - Bangkok", "4783 Bay Rd Saginaw", "San Rafael California", "San Rafael Ca"
    fn two_places(&self) -> Option<WordRange> {
        let words = self.words;
        let inner = self.start + 1..self.end;
        let apart = |w: &usize| words.of(*w) == "-" && !words.touches(*w) && !words.touches(w + 1);
        if let Some(dash) = inner.clone().find(apart).filter(|dash| dash + 1 < self.end) {
            return Some(dash..dash + 1);
        }
        let street = |w: &usize| matches!(words.of(*w), "Ave" | "Avenue" | "Blvd" | "Rd" | "Road" | "Street");
        let behind_street = inner.clone().find(street).map(|street| street + 1);
        if let Some(town) = behind_street.filter(|&w| w < self.end && self.is_known(w..self.end)) {
            return Some(town..town);
        }
        let is_region = |w: &usize| {
            let region = |(id, sense): (EntryId, Sense)| {
                let short = sense == Sense::Weak && self.end - w == 1;
                let kind = self.gazetteer.entry(id).kind;
                matches!(kind, Kind::Country | Kind::Region) && (short || sense == Sense::Canonical)
            };
            let text = words.text(&(*w..self.end));
            text.chars().all(|c| c.is_alphabetic() || c == ' ') && self.gazetteer.find(text).any(region)
        };
        let region = inner.into_iter().find(is_region)?;
        let two = self.is_known(self.start..region) && !self.is_known(self.start..self.end);
        two.then_some(region..region)
    }
}

/// A name without what does not belong to it; none if nothing is left.
pub(super) fn clean(words: &Words<'_>, mut range: WordRange, person: bool) -> Option<WordRange> {
    loop {
        let first = words.lower(range.start);
        let next = words.of(range.start + 1);
        let none = first == "no" && next.starts_with(char::is_lowercase);
        let article = (matches!(first.as_str(), "the" | "a" | "an") || none) && range.len() > 1;
        let title = person && range.len() > 1 && holds(TITLES, &first) && (is_capital(next) || next == ".");
        // "Queen Victoria" and "Prince William" are called so; without the title nobody would be.
        let title =
            title && !(matches!(first.as_str(), "queen" | "prince" | "princess" | "king" | "pope") && range.len() == 2);
        if range.is_empty() {
            return None;
        }
        // "Minister of Defense Hazem Shaalan"
        let office = person
            && range.len() > 2
            && words.before(range.start) == "of"
            && range.start > 1
            && matches!(words.before(range.start - 1).as_str(), "minister" | "secretary");
        // "consultancy Barlow Reed", "eastern Congo"
        let common = range.len() > 1
            && is_capital(next)
            && words.of(range.start).chars().all(char::is_lowercase)
            && !holds(PARTICLES, &first);
        // "the state of NY"
        let of = range.len() > 2
            && next == "of"
            && matches!(
                words.of(range.start),
                "city" | "county" | "province" | "state" | "town" | "village"
            );
        if of {
            range.start += 2;
            continue;
        }
        let plural = person && range.len() > 2 && is_capital(next) && are_people(&first);
        if article || title || plural || office || common || !is_word(&first) {
            range.start += 1;
        } else {
            break;
        }
    }
    loop {
        let last = words.lower(range.end - 1);
        let possessive = range.len() > 1 && last == "s" && is_apostrophe(words.of(range.end - 2));
        // "the Schlegel brothers"
        let kin = range.len() > 1 && is_capital(words.of(range.start)) && holds(APPENDED, words.of(range.end - 1));
        if possessive {
            range.end -= 2;
        } else if kin || !(is_word(&last) || last == "." && is_abbreviated(words, &range)) {
            range.end -= 1;
        } else {
            break;
        }
        if range.is_empty() {
            return None;
        }
    }
    let only = words.of(range.start);
    let none = range.len() == 1
        && (only.chars().count() == 1
            || holds(NO_NAMES, only)
            || holds(NOUNS_IN_SHORT, only)
            || words.text(&range).chars().all(char::is_numeric));
    (!none).then_some(range)
}

/// Common nouns and remarks that are written in short.
const NOUNS_IN_SHORT: &str = "CEO CEOs CFO COO CPA DIY FAQ FYI Gov IPO JD LMAO LOL MBA OMG PhD Plz SUV SWAT Thx";

/// Nouns behind names that are no part of them, in small letters.
const APPENDED: &str = "brothers family magazine newspaper sisters website";

/// Whether a word is a noun for several people, in lower case.
pub(super) fn are_people(word: &str) -> bool {
    let noun = nouns::at_end(&[word]);
    noun.is_some_and(|noun| noun.plural && matches!(noun.class, Class::Person | Class::Voice))
}

fn is_apostrophe(word: &str) -> bool {
    matches!(word, "'" | "’" | "‘" | "`" | "´")
}

/// Whether the full stop at the end of a name belongs to it: "U.S.", "Acme Inc.", "Martin Luther King Jr."
fn is_abbreviated(words: &Words<'_>, range: &WordRange) -> bool {
    if range.len() < 2 || !words.touches(range.end - 1) {
        return false;
    }
    let before = words.of(range.end - 2);
    before.chars().count() == 1
        || matches!(
            before.to_lowercase().as_str(),
            "inc" | "co" | "corp" | "ltd" | "jr" | "sr" | "bros" | "st"
        )
        || (range.len() == 2 && before.chars().count() <= 5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::list::assert_is_sorted;
    use EntityType::{Facility, Geopolitical, Organization, Person};

    #[test]
    fn lists_are_sorted() {
        for list in [NOUNS_IN_SHORT, APPENDED] {
            assert_is_sorted(list);
        }
    }

    #[test]
    fn runs_of_two_names_are_cut() {
        let gazetteer = Gazetteer::built_in();
        for (text, run, kind, names) in [
            (
                "Trains from Chiang Mai - Bangkok stop.",
                "Chiang Mai - Bangkok",
                Geopolitical,
                &["Chiang Mai", "Bangkok"][..],
            ),
            (
                "The port of Stratford-upon-Avon slept.",
                "Stratford-upon-Avon",
                Geopolitical,
                &["Stratford-upon-Avon"],
            ),
            (
                "They live in San Rafael Ca now.",
                "San Rafael Ca",
                Geopolitical,
                &["San Rafael", "Ca"],
            ),
            (
                "They live in San Rafael California now.",
                "San Rafael California",
                Geopolitical,
                &["San Rafael", "California"],
            ),
            (
                "It is at 9 Bay Rd Saginaw now.",
                "Bay Rd Saginaw",
                Facility,
                &["Bay Rd", "Saginaw"],
            ),
            ("Take care Ada Ada, I have it.", "Ada Ada", Person, &["Ada", "Ada"]),
            (
                "Regards, Ada Ada Moss Norling",
                "Ada Ada Moss",
                Person,
                &["Ada", "Ada Moss"],
            ),
            ("They asked Ada Ada again.", "Ada Ada", Person, &["Ada Ada"]),
            (
                "The Miramar winger Arrieta scored.",
                "Miramar winger Arrieta",
                Person,
                &["Miramar", "Arrieta"],
            ),
            (
                "A California Democrat voted.",
                "California Democrat",
                Geopolitical,
                &["California", "Democrat"],
            ),
            (
                "It was Ilan Moss of Leeds who left.",
                "Ilan Moss of Leeds",
                Person,
                &["Ilan Moss", "Leeds"],
            ),
            (
                "It was Norling Pumps in Oslo that left.",
                "Norling Pumps in Oslo",
                Organization,
                &["Norling Pumps", "Oslo"],
            ),
            ("Warren, D-Mass., left.", "D-Mass", Geopolitical, &["Mass"]),
        ] {
            let words = Words::plain(text);
            let found: Vec<&str> = parts(&words, words.place_of(run, 0), &gazetteer, kind)
                .iter()
                .map(|range| words.text(range))
                .collect();
            assert_eq!(found, names, "{text}");
        }
    }

    #[test]
    fn names_end_where_common_words_begin() {
        for (text, name) in [
            ("the Schlegel brothers", Some("Schlegel")),
            ("the Vestra magazine", Some("Vestra")),
            ("the state of Varde", Some("Varde")),
            ("Isle of Varde", Some("Isle of Varde")),
            ("CEO", None),
            ("W", None),
            ("Norling's", Some("Norling")),
        ] {
            let words = Words::plain(text);
            let cleaned = clean(&words, 0..words.len(), false);
            assert_eq!(cleaned.map(|range| words.text(&range)), name, "{text}");
        }
    }
}
