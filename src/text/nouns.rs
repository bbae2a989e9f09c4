//! Nouns by which news speaks of sources, looked up in `nouns.txt`.

use std::sync::LazyLock;

use super::lexicon::{bases, entries};
use crate::analysis::Affiliation;
use crate::text::list::holds;

/// What a noun stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// A person who speaks for the organisation that is named beside it.
    Voice,
    /// A person, or people.
    Person,
    /// A body that can speak itself.
    Institution,
    /// Something written or recorded.
    Document,
}

/// The gender of a person, as names, nouns and pronouns show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gender {
    Male,
    Female,
}

/// A listed noun at the end of a run of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Noun {
    /// The noun as listed.
    pub(crate) name: &'static str,
    pub(crate) class: Class,
    /// Where such a source belongs; `None` where the noun does not say.
    pub(crate) affiliation: Option<Affiliation>,
    pub(crate) plural: bool,
}

/// Plurals that no ending shows, and nouns that are plural as they stand.
const PLURALS: [(&str, &str); 13] = [
    ("authorities", "authority"),
    ("children", "child"),
    ("figures", "figure"),
    ("men", "man"),
    ("minutes", "minutes"),
    ("people", "people"),
    ("policemen", "policeman"),
    ("policewomen", "policewoman"),
    ("spokesmen", "spokesman"),
    ("spokespeople", "spokespeople"),
    ("spokeswomen", "spokeswoman"),
    ("staff", "staff"),
    ("women", "woman"),
];

/// What a noun for a person shows: "spokesman", "policewoman", "grandmother".
pub(crate) fn gender(noun: &str) -> Option<Gender> {
    const FEMALE: [&str; 8] = ["daughter", "girl", "mom", "mother", "mum", "sister", "wife", "woman"];
    const MALE: [&str; 7] = ["boy", "brother", "dad", "father", "husband", "man", "son"];
    let ends = |list: &[&str]| list.iter().any(|end| noun.ends_with(end)) && !noun.ends_with("person");
    if ends(&FEMALE) {
        Some(Gender::Female)
    } else if ends(&MALE) {
        Some(Gender::Male)
    } else {
        None
    }
}

/// What one of a people is called that names of people or things may be as well. Sorted.
const COUNTRYMEN: &str =
    "basque briton catalan croat dane finn frenchman kurd pole scot serb slovak spaniard swede turk";

/// Whether a word in small letters is one of a people: "the Scot said".
pub(crate) fn is_countryman(word: &str) -> bool {
    holds(COUNTRYMEN, word)
}

/// Whether a noun stands behind the name of a body and says what that is: "the Anadolu news agency".
pub(crate) fn follows_name(noun: &Noun) -> bool {
    let says = noun.affiliation == Some(Affiliation::Media) || noun.name == "agency";
    says && noun.class == Class::Institution && !noun.plural
}

/// The longest listed noun that ends the words, which are in small letters.
pub(crate) fn at_end(words: &[&str]) -> Option<Noun> {
    (1..=words.len().min(3))
        .rev()
        .find_map(|count| phrase(&words[words.len() - count..]))
}

fn phrase(words: &[&str]) -> Option<Noun> {
    let (last, first) = words.split_last()?;
    let last = last.strip_suffix("'s").unwrap_or(last);
    let joined = |last: &str| {
        let mut all = first.join(" ");
        if !all.is_empty() {
            all.push(' ');
        }
        all + last
    };
    if let Some((_, singular)) = PLURALS.iter().find(|(plural, _)| *plural == last) {
        return found(&joined(singular), true);
    }
    found(&joined(last), false).or_else(|| {
        let inflected = last.len() > 3 && last.ends_with('s');
        let mut singulars = bases(last).into_iter().skip(1);
        inflected.then(|| singulars.find_map(|base| found(&joined(&base), true)))?
    })
}

fn found(noun: &str, plural: bool) -> Option<Noun> {
    let at = NOUNS.binary_search_by_key(&noun, |(name, ..)| name).ok()?;
    let (name, class, affiliation) = NOUNS[at];
    Some(Noun {
        name,
        class,
        affiliation,
        plural,
    })
}

/// The list, sorted by noun.
static NOUNS: LazyLock<Vec<(&str, Class, Option<Affiliation>)>> = LazyLock::new(|| {
    let row = |(noun, says): (&'static str, &str)| {
        let (class, affiliation) = says.split_once(' ')?;
        let class = match class {
            "voice" => Class::Voice,
            "person" => Class::Person,
            "institution" => Class::Institution,
            "document" => Class::Document,
            _ => return None,
        };
        Some((noun, class, Affiliation::named(affiliation)))
    };
    entries(include_str!("nouns.txt")).filter_map(row).collect()
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::list::assert_is_sorted;

    #[test]
    fn lists_are_sorted() {
        assert_is_sorted(COUNTRYMEN);
    }

    #[test]
    fn the_list_is_sorted_and_every_line_is_understood() {
        let lines = entries(include_str!("nouns.txt")).count();
        assert_eq!(NOUNS.len(), lines);
        assert!(NOUNS.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn nouns_for_men_and_women() {
        for (noun, expected) in [
            ("spokeswoman", Some(Gender::Female)),
            ("grandmother", Some(Gender::Female)),
            ("spokesman", Some(Gender::Male)),
            ("brother", Some(Gender::Male)),
            ("spokesperson", None),
            ("official", None),
        ] {
            assert_eq!(gender(noun), expected, "{noun}");
        }
    }

    #[test]
    fn the_longest_noun_at_the_end_counts() {
        for (words, name, class, plural) in [
            (&["two", "officials"][..], "official", Class::Voice, true),
            (&["the", "news", "agency"], "news agency", Class::Institution, false),
            (&["the", "agency"], "agency", Class::Institution, false),
            (&["witnesses"], "witness", Class::Person, true),
            (&["local", "authorities"], "authority", Class::Institution, true),
            (&["a", "study"], "study", Class::Document, false),
            (&["studies"], "study", Class::Document, true),
            (&["police"], "police", Class::Institution, false),
        ] {
            let noun = at_end(words).unwrap_or_else(|| panic!("{words:?} ends in a listed noun"));
            assert_eq!((noun.name, noun.class, noun.plural), (name, class, plural), "{words:?}");
        }
        assert_eq!(at_end(&["the", "river"]), None);
        assert_eq!(at_end(&[]), None);
    }
}
