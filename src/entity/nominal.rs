//! Descriptions: what a phrase without a name says of what it means, and where descriptions stand beside names.

use super::gazetteer::Kind;

use super::words::{Words, is_capital};
use crate::analysis::{Affiliation, EntityType};
use crate::encoder::WordRange;
use crate::text::list::holds;
use crate::text::nouns::{self, Class};

/// How a description begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Determiner {
    /// "the", "this": what was spoken of.
    Definite,
    /// "a", "another": something new, unless a name stands beside it.
    Indefinite,
    /// "my", "their": somebody else than whose it is.
    Possessive,
    /// Anything else, or nothing.
    Other,
}

/// What the noun of a description stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Person,
    /// A body that can act.
    Body,
    /// A body of a state, by which the state itself may be meant.
    Government,
    City,
    Region,
    Country,
    /// Land and water.
    Land,
    Facility,
    /// Something written.
    Document,
    Unknown,
}

/// A description, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Description {
    pub(super) determiner: Determiner,
    pub(super) sort: Sort,
    /// The noun as listed, or else the head word, in lower case.
    pub(super) noun: String,
    pub(super) plural: bool,
}

const CITIES: &str = "capital city hamlet municipality port settlement suburb town township village";
const REGIONS: &str = "county district governorate prefecture province region state territory";
const COUNTRIES: &str = "country kingdom nation republic";
const LAND: &str =
    "archipelago bay coast desert island islands lake mountain peninsula river sea strait valley volcano";
const FACILITIES: &str =
    "airport base bridge building camp dam factory hotel mine pipeline plant port prison stadium station tower";
/// Nouns that say of a company no more than that it is one.
const COMPANIES: &str = "business company firm group";

/// What ends the part of a noun phrase that its head is in.
const BEHIND_HEAD: &str = "( , about as at based between by called for founded from in including known located named near of off \
    on outside owned that to under where which who whose with";

/// Takes a phrase apart.
pub(super) fn describe(words: &Words<'_>, range: &WordRange) -> Description {
    let determiner = match words.lower(range.start).as_str() {
        "the" | "this" | "that" | "these" | "those" => Determiner::Definite,
        "a" | "an" | "another" | "some" | "any" | "one" | "no" => Determiner::Indefinite,
        "my" | "your" | "his" | "her" | "its" | "our" | "their" => Determiner::Possessive,
        _ => Determiner::Other,
    };
    let ends = |w: &usize| holds(BEHIND_HEAD, &words.lower(*w));
    let mut end = (range.start + 1..range.end).find(ends).unwrap_or(range.end);
    if end > range.start + 2 && words.lower(end - 1) == "s" && matches!(words.of(end - 2), "'" | "’") {
        end -= 2;
    }
    let lower: Vec<String> = (range.start..end).map(|w| words.lower(w)).collect();
    let all: Vec<&str> = lower.iter().map(String::as_str).collect();
    let head = all.last().copied().unwrap_or_default();
    let place = [
        (CITIES, Sort::City),
        (REGIONS, Sort::Region),
        (COUNTRIES, Sort::Country),
        (LAND, Sort::Land),
        (FACILITIES, Sort::Facility),
    ];
    if let Some((_, sort)) = place.into_iter().find(|(list, _)| holds(list, head)) {
        return Description {
            determiner,
            sort,
            noun: head.to_owned(),
            plural: false,
        };
    }
    let noun = nouns::at_end(&all);
    let sort = noun.map_or(Sort::Unknown, |noun| match noun.class {
        Class::Person | Class::Voice => Sort::Person,
        Class::Institution if noun.affiliation == Some(Affiliation::Government) => Sort::Government,
        Class::Institution => Sort::Body,
        Class::Document => Sort::Document,
    });
    Description {
        determiner,
        sort,
        noun: noun.map_or(head, |noun| noun.name).to_owned(),
        plural: noun.is_some_and(|noun| noun.plural),
    }
}

impl Sort {
    /// The type of an entity that is described so.
    pub(super) const fn entity_type(self) -> Option<EntityType> {
        Some(match self {
            Self::Person => EntityType::Person,
            Self::Body | Self::Government => EntityType::Organization,
            Self::City | Self::Region | Self::Country => EntityType::Geopolitical,
            Self::Land => EntityType::Location,
            Self::Facility => EntityType::Facility,
            Self::Document => EntityType::Product,
            Self::Unknown => return None,
        })
    }
}

impl Description {
    /// Whether it can describe an entity of this type, which the gazetteer may know to be of a kind.
    pub(super) fn fits(&self, kind: EntityType, known: Option<Kind>) -> bool {
        use EntityType::{Facility, Geopolitical, Law, Location, Organization, Person, Product};
        let is = |kinds: &[Kind]| known.is_none_or(|known| kinds.contains(&known));
        match self.sort {
            Sort::Person => kind == Person && !self.plural,
            Sort::Body => matches!(kind, Organization | Facility) && !self.plural,
            Sort::Government => matches!(kind, Organization | Geopolitical | Facility) && !self.plural,
            Sort::City => matches!(kind, Geopolitical | Location) && is(&[Kind::City]),
            Sort::Region => matches!(kind, Geopolitical | Location) && is(&[Kind::Region, Kind::Location]),
            Sort::Country => kind == Geopolitical && is(&[Kind::Country]),
            Sort::Land => matches!(kind, Geopolitical | Location),
            Sort::Facility => matches!(kind, Facility | Organization),
            Sort::Document => matches!(kind, Product | Law) && !self.plural,
            Sort::Unknown => true,
        }
    }

    /// Whether it is a kind of company or club, of which a country has many: "the German carmaker".
    pub(super) fn is_trade(&self) -> bool {
        let noun = nouns::at_end(&[&self.noun]);
        let affiliation = noun
            .filter(|noun| noun.class == Class::Institution && !noun.plural)
            .and_then(|noun| noun.affiliation);
        matches!(affiliation, Some(Affiliation::Business | Affiliation::Sport))
    }

    /// Whether it is said of whatever fits and was spoken of last: "the company", "the town".
    pub(super) fn is_generic(&self) -> bool {
        holds(COMPANIES, &self.noun) || matches!(self.sort, Sort::City | Sort::Region | Sort::Country)
    }
}

/// The definite descriptions of one listed noun, with or without one adjective: "the ministry", "the Danish company".
pub(super) fn definite<'a>(words: &'a Words<'a>) -> impl Iterator<Item = WordRange> + 'a {
    let letters = |w: usize| !words.starts_paragraph(w) && words.of(w).chars().all(char::is_alphabetic);
    (0..words.len()).filter_map(move |start| {
        if words.lower(start) != "the" {
            return None;
        }
        let range = (start + 2..=start + 3).find_map(|end| {
            let inside = end <= words.len() && (start + 1..end).all(letters);
            let known = inside && {
                let told = describe(words, &(start..end));
                told.sort != Sort::Unknown && !told.plural
            };
            known.then_some(start..end)
        })?;
        let noun = words.of(range.end - 1);
        // "the company secretary", "the city of", "the state television": the noun only begins something longer.
        let next = words.after(range.end);
        let goes_on = next == "of"
            || (is_capital(words.of(range.end)) && !next.is_empty())
            || (!next.is_empty() && describe(words, &(range.start..range.end + 1)).sort != Sort::Unknown);
        (!goes_on && !is_capital(noun)).then_some(range)
    })
}

/// The description in apposition behind a name that ends here: ", a geriatrician in Toronto" of "…, a geriatrician in
/// Toronto who was not involved".
pub(super) fn apposed(words: &Words<'_>, end: usize) -> Option<WordRange> {
    const LONGEST: usize = 12;
    let start = end + 1;
    let opens = words.after(end) == "," && matches!(words.after(start).as_str(), "a" | "an" | "the");
    if !opens {
        return None;
    }
    let stops = |w: &usize| {
        matches!(
            words.after(*w).as_str(),
            "" | "," | "." | ";" | "(" | ")" | "who" | "which" | "that" | "whose" | "where" | "—" | "–" | "-"
        )
    };
    let to = (start + 1..=start + LONGEST).find(stops)?;
    (to > start + 1).then_some(start..to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::list::assert_is_sorted;

    #[test]
    fn lists_are_sorted() {
        for list in [CITIES, REGIONS, COUNTRIES, LAND, FACILITIES, COMPANIES, BEHIND_HEAD] {
            assert_is_sorted(list);
        }
    }

    #[test]
    fn phrases_are_taken_apart() {
        for (text, sort, noun, plural) in [
            ("the ministry", Sort::Government, "ministry", false),
            ("a spokesman for Vestra", Sort::Person, "spokesman", false),
            ("the two officials", Sort::Person, "official", true),
            ("the Danish company", Sort::Body, "company", false),
            ("the town’s only hospital", Sort::Body, "hospital", false),
            ("the town’s", Sort::City, "town", false),
            ("this island", Sort::Land, "island", false),
            ("the report", Sort::Document, "report", false),
            ("the weather", Sort::Unknown, "weather", false),
        ] {
            let words = Words::plain(text);
            let told = describe(&words, &(0..words.len()));
            assert_eq!(
                (told.sort, told.noun.as_str(), told.plural),
                (sort, noun, plural),
                "{text}"
            );
        }
    }

    #[test]
    fn definite_descriptions_stand_alone() {
        let text = "The company said the city of Varde and the Danish firm had told the company secretary, the minister \
                    Ilan Moss and the police.";
        let words = Words::plain(text);
        let found: Vec<&str> = definite(&words).map(|range| words.text(&range)).collect();
        assert_eq!(found, ["The company", "the Danish firm", "the police"]);
    }

    #[test]
    fn appositions_end_before_what_only_adds_to_them() {
        for (text, wanted) in [
            (
                "Moss, a geologist in Varde who was away, said so",
                Some("a geologist in Varde"),
            ),
            ("Moss, the head of the union, said so", Some("the head of the union")),
            ("Moss, a widower.", Some("a widower")),
            ("Moss, who said so", None),
            ("Moss and a friend", None),
        ] {
            let words = Words::plain(text);
            assert_eq!(apposed(&words, 1).map(|range| words.text(&range)), wanted, "{text}");
        }
    }
}
