//! What the words right around a name say of its type: "the weekly O Farol", "winger Tomás Arrieta", "Halvard Pumps A/S".

use super::lexicon::COMPANY_FORMS;
use super::names::{Name, title_before};
use super::types::index;
use super::words::{Words, is_capital};
use crate::analysis::{Affiliation, EntityType};
use crate::encoder::WordRange;
use crate::text::list::holds;
use crate::text::nouns::{self, Class};

/// What such words weigh beside the network's probabilities, which sum to 1 at most.
const WEIGHT: f32 = 1.2;

/// Nouns of people that organisations are called by as well: "broadcaster RTP".
const BODIES: &str = "broadcaster builder carrier developer lender maker manufacturer operator pollster producer provider \
    publisher retailer supplier";
/// Nouns of people that anyone and anything may be: "its partner Toyota".
const ANYBODY: &str = "ally buyer client competitor creditor customer investor leader member neighbor neighbour opponent owner \
    parent partner rival shareholder sponsor supporter winner";
/// Nouns of bodies that are places as well.
const PLACES: &str = "city country nation region state town";
/// What organisations have and people do not.
const BELONGINGS: &str = "candidate candidates employees executives headquarters shareholders shares stock subsidiary";
/// What parties are called behind their names.
const CAMPS: &str = "bloc coalition faction movement party";
/// What parties are called before their names.
const POLITICAL: &str = "conservative leftist liberal nationalist opposition populist rightist ruling socialist";
/// What clubs are called, last in their names.
const CLUBS: &str = "afc albion athletic fc hotspur rangers rovers united wanderers";
/// What businesses are called, last in their names.
const TRADES: &str = "airlines airways associates bakery bank beverages books brands breweries capital chemicals electric \
    electronics energy entertainment foods futures gas healthcare homes hotels industries insurance investments \
    laboratories labs logistics management media metals mining motor motors motorsports networks oil partners \
    petroleum pharma pharmaceuticals platforms press properties publishers publishing pumps records resources \
    securities semiconductor shipping software solutions steel stores studios systems technologies technology \
    telecom therapeutics ventures";
/// What newspapers are called, last in their names.
const PAPERS: &str = "chronicle courier dispatch enquirer examiner gazette globe guardian herald inquirer journal ledger mercury \
    mirror observer post sentinel standard telegraph times tribune";
/// What halls and grounds are called, last in their names.
const VENUES: &str = "arena center centre dome field forum garden gardens park stadium";
/// What parts of countries are called, first in their names.
const DISTRICTS: &str = "borough kingdom municipality province republic township village";
/// What halls and grounds alone are called, last in their names.
const HALLS: &str = "gym gymnasium pavilion stadium";
/// What events are called, last in their names.
const OCCASIONS: &str = "award awards enlightenment olympics plebiscite plebiscites referendum renaissance";
/// What stands before nothing but the name of a person.
const HONORIFICS: &str = "capt col dame dr gen gov lt mr mrs ms prof rep rev sen sgt sir";
/// Where people post what is then quoted.
const PLATFORMS: &str = "Bluesky Facebook Instagram LinkedIn Mastodon Reddit Snapchat Telegram Threads TikTok Twitter WeChat Weibo \
    WhatsApp X YouTube";

/// Adds the weight of the words around them to the types of names.
#[inline(never)]
pub(super) fn weigh(words: &Words<'_>, names: &mut [Name]) {
    for name in names {
        if let Some(kind) = told(words, &name.words, name.kind()) {
            name.types[index(kind)] += WEIGHT;
        }
    }
}

/// The type that the words in and around a name tell.
fn told(words: &Words<'_>, name: &WordRange, seen: EntityType) -> Option<EntityType> {
    let last = words.lower(name.end.saturating_sub(1));
    let club = holds(CLUBS, &last) && (name.len() > 1 || seen == EntityType::Person);
    // "Malcolm Moss Motorsports"
    let trade = seen == EntityType::Person && name.len() > 1 && last != "steel" && holds(TRADES, &last);
    if club || trade || is_company(words, name) {
        return Some(EntityType::Organization);
    }
    if is_storm(words, name) {
        return Some(EntityType::Event);
    }
    // "the Scot said": nobody's name has an article.
    let article = matches!(words.before(name.start).as_str(), "a" | "an" | "the");
    let adjective = name.len() == 1 && matches!(last.as_str(), "european" | "europeans");
    if adjective || article && name.len() == 1 && nouns::is_countryman(&last) {
        return Some(EntityType::Norp);
    }
    let next = words.after(name.end);
    // Whoever is addressed so has a name: "Dr. Levin", "Rev. Paris"; not "MS Estonia", nor "Dr Pepper shares".
    let addressed = title_before(words, name).is_some_and(|title| holds(HONORIFICS, &title));
    let ship = name.start > 0 && words.of(name.start - 1) == "MS";
    if addressed && !ship && !holds(BELONGINGS, &next) {
        return Some(EntityType::Person);
    }
    // "OSLO (Coastal News) —"
    if words.before(name.start) == "(" && next == ")" && is_dash(&words.after(name.end + 1)) {
        return Some(EntityType::Organization);
    }
    // Events have an article there: "at the World Economic Forum", "at Varde Forum".
    if seen == EntityType::Event && name.len() > 1 && holds(VENUES, &last) && words.before(name.start) == "at" {
        return Some(EntityType::Facility);
    }
    let district = name.len() > 1 && matches!(last.as_str(), "county" | "township" | "province" | "prefecture");
    let state = name.start > 1 && is_party(words, name.start - 2);
    if district || state || is_dateline(words, name) {
        return Some(EntityType::Geopolitical);
    }
    // "Moss coach" is no person's: clubs and parties have coaches and candidates.
    let member = || {
        let noun = nouns::at_end(&[&next]);
        noun.is_some_and(|noun| noun.class == Class::Person && matches!(noun.affiliation, Some(Affiliation::Sport)))
    };
    let which = || next == "," && words.after(name.end + 1) == "which";
    let paper = || is_paper(words, name) && words.before(name.start) == "the";
    let owner = || paper() || holds(BELONGINGS, &next) || member() || which() || is_camp(words, name);
    if holds(CAMPS, &next) && seen != EntityType::Norp || seen == EntityType::Person && owner() {
        return Some(EntityType::Organization);
    }
    let body = seen == EntityType::Organization && name.len() > 1;
    if body && holds(HALLS, &last) {
        return Some(EntityType::Facility);
    }
    if body && holds(OCCASIONS, &last) {
        return Some(EntityType::Event);
    }
    if body && words.of(name.start + 1) == "of" && holds(DISTRICTS, &words.lower(name.start)) {
        return Some(EntityType::Geopolitical);
    }
    // "the militant Lebanese group"
    described(words, name.start).filter(|kind| seen != EntityType::Norp || *kind != EntityType::Person)
}

/// The name with the capitals before it, if the story was written there: "PORT ELLERY (Coastal News) — The".
pub(super) fn whole_dateline(words: &Words<'_>, name: WordRange) -> WordRange {
    let mut start = name.start;
    while !words.starts_paragraph(start) && !words.of(start - 1).chars().any(char::is_lowercase) {
        start -= 1;
    }
    let whole = start..name.end;
    if is_dateline(words, &whole) { whole } else { name }
}

/// Whether the name is where the story was written: "VARDE (Coastal News) — The". Stories in a roundup have one each.
pub(super) fn is_dateline(words: &Words<'_>, name: &WordRange) -> bool {
    let capitals = words.text(name).chars().all(|c| !c.is_lowercase());
    let next = words.after(name.end);
    if words.starts_paragraph(name.start) {
        return capitals && (is_dash(&next) || matches!(next.as_str(), "(" | ","));
    }
    let ends = matches!(words.of(name.start - 1), "." | "!" | "?" | "\"" | "”" | ")");
    capitals && ends && is_dash(&next) && words.text(name).len() > 3
}

/// Whether the party of somebody in the US Congress stands here, before the state: "D-Mass."
pub(super) fn is_party(words: &Words<'_>, at: usize) -> bool {
    matches!(words.of(at), "D" | "DFL" | "I" | "R") && words.touches(at + 1) && words.after(at + 1) == "-"
}

fn is_dash(word: &str) -> bool {
    matches!(word, "—" | "–" | "-" | "--")
}

/// Whether a name of one word is told to be a party's by the adjective before it: "the far-right Ordem".
fn is_camp(words: &Words<'_>, name: &WordRange) -> bool {
    let adjective = words.before(name.start);
    let compound = adjective == "right" || adjective == "left";
    let article = if compound { 3 } else { 1 };
    let the = name.start > article && words.lower(name.start - 1 - article) == "the";
    name.len() == 1 && the && (compound || holds(POLITICAL, &adjective))
}

/// Whether a name ends like a newspaper's.
pub(super) fn is_paper(words: &Words<'_>, name: &WordRange) -> bool {
    name.len() > 1 && holds(PAPERS, &words.lower(name.end - 1))
}

/// Whether a name ends in a legal form.
pub(super) fn is_company(words: &Words<'_>, name: &WordRange) -> bool {
    company_form(words, name.end, name.start + 1) > 0
}

/// Whether a name is a business's: by its legal form, or by the trade at its end.
pub(super) fn is_business(words: &Words<'_>, name: &WordRange) -> bool {
    is_company(words, name) || name.len() > 1 && holds(TRADES, &words.lower(name.end - 1))
}

/// How many words before `end`, of those from `start`, are a legal form: "Inc", "A/S".
fn company_form(words: &Words<'_>, end: usize, start: usize) -> usize {
    let last = end.saturating_sub(1);
    let of = |back: usize| last.checked_sub(back).filter(|w| *w >= start).map(|w| words.of(w));
    match (of(2), of(1), of(0)) {
        (Some("A" | "K"), Some("/"), Some("S")) => 3,
        (_, Some(stop), Some(".")) if is_form(stop) => 2,
        (.., Some(form)) if is_form(form) => 1,
        _ => 0,
    }
}

fn is_form(word: &str) -> bool {
    is_capital(word) && holds(COMPANY_FORMS, &word.to_lowercase())
}

/// Whether a name is a storm's: "Cyclone Varde".
pub(super) fn is_storm(words: &Words<'_>, name: &WordRange) -> bool {
    let storm = |at: usize| matches!(words.of(at), "Cyclone" | "Hurricane" | "Typhoon");
    let behind = name.len() == 1 && name.start > 0 && !words.starts_paragraph(name.start) && storm(name.start - 1);
    name.len() == 2 && storm(name.start) || behind
}

/// The end of a name with the legal form that follows it, also behind a comma: "Norling, Inc."
/// A trade counts as one behind the first word of a name, and behind its second if it is a body's (`is_body`): "Putin Cuts
/// Gas" is no company.
pub(super) fn end_of_company(words: &Words<'_>, end: usize, is_body: bool) -> usize {
    let same = |to: usize| (end..to).all(|w| w < words.len() && !words.starts_paragraph(w));
    let form = |from: usize| {
        let to = (1..=3).rev().map(|count| from + count);
        to.into_iter()
            .find(|&to| same(to) && company_form(words, to, from) == to - from)
    };
    // What is written out begins something else there: "Norling, Group leader".
    let short = words.of(end + 1).len() < 5;
    let behind_comma = || (short && words.after(end) == ",").then(|| form(end + 1))?;
    // The network may have seen no more than the beginning: "Halvard" of "Halvard Pumps A/S".
    let in_name = |w: usize| is_capital(words.of(w)) && words.of(w).chars().all(char::is_alphabetic);
    let behind_names = || {
        let count = (1..=2)
            .take_while(|&count| same(end + count) && in_name(end + count - 1))
            .count();
        let whole = words.starts_paragraph(end + count) || !is_capital(words.of(end + count));
        let trade = |count: &usize| whole && holds(TRADES, &words.lower(end + count - 1));
        let forms = (1..=count).find_map(|count| form(end + count));
        let longest = if is_body || count == 1 { count } else { 0 };
        forms.or_else(|| (1..=longest).rev().find(trade).map(|count| end + count))
    };
    form(end).or_else(behind_comma).or_else(behind_names).unwrap_or(end)
}

/// The type that the noun before a name tells: "the centre-left coalition …", "director …".
fn described(words: &Words<'_>, start: usize) -> Option<EntityType> {
    let mut before: Vec<String> = Vec::new();
    let mut at = start;
    while before.len() < 3 && at > 0 && !words.starts_paragraph(at) {
        let word = words.of(at - 1);
        if !word.chars().all(char::is_alphabetic) || is_capital(word) {
            break;
        }
        before.insert(0, word.to_lowercase());
        at -= 1;
    }
    let all: Vec<&str> = before.iter().map(String::as_str).collect();
    let noun = nouns::at_end(&all).filter(|noun| !noun.plural)?;
    let determined = (1..=4).any(|back| {
        at + 1 >= back && {
            let word = words.lower(at + 1 - back);
            matches!(
                word.as_str(),
                "the" | "a" | "an" | "its" | "their" | "his" | "her" | "s"
            )
        }
    }) || all
        .iter()
        .any(|word| matches!(*word, "the" | "a" | "an" | "its" | "their" | "his" | "her"));
    match noun.class {
        _ if holds(ANYBODY, noun.name) => None,
        _ if holds(BODIES, noun.name) => Some(EntityType::Organization),
        Class::Person | Class::Voice => Some(EntityType::Person),
        // "in court Smith said": bodies without an article are not named by what follows.
        Class::Institution if determined && holds(PLACES, noun.name) => Some(EntityType::Geopolitical),
        Class::Institution if determined => Some(EntityType::Organization),
        Class::Institution | Class::Document => None,
    }
}

/// The places where people post, named behind "on": those of them that are no name yet.
pub(super) fn platforms<'a>(words: &'a Words<'a>) -> impl Iterator<Item = WordRange> + 'a {
    (1..words.len())
        .filter(|&w| words.before(w) == "on" && holds(PLATFORMS, words.of(w)))
        // "on X Factor"
        .filter(|&w| {
            !is_capital(&words.of(w + 1).replace(|c: char| c.is_numeric(), "")) || words.starts_paragraph(w + 1)
        })
        .map(|w| w..w + 1)
}

/// The laws that are called so: "the Digital Markets Act (DMA)", "the Proceeds of Crime Act". Their names are capitals from
/// the article on.
pub(super) fn laws(words: &Words<'_>) -> Vec<WordRange> {
    let is_name = |word: &str| is_capital(word) && word.starts_with(char::is_alphabetic);
    let mut found = Vec::new();
    for last in 2..words.len() {
        if !holds(LAWS, words.of(last)) {
            continue;
        }
        let within = |w: &usize| {
            let small = matches!(words.of(*w), "of" | "and");
            !words.starts_paragraph(*w + 1) && (is_name(words.of(*w)) || small)
        };
        let Some(first) = (0..last).rev().take(LONGEST_LAW).take_while(within).last() else {
            continue;
        };
        // Where a sentence starts, "The" is a capital, too.
        let first = first + usize::from(words.of(first) == "The");
        // "the 1964 Civil Rights Act"
        let year = first > 1 && words.of(first - 1).bytes().all(|b| b.is_ascii_digit());
        let article = first - usize::from(year);
        let named = article > 0 && words.lower(article - 1) == "the" && !words.starts_paragraph(article);
        let next = words.of(last + 1);
        // "the Harvard Law professor"
        let person = nouns::at_end(&[next]).is_some_and(|noun| matches!(noun.class, Class::Person | Class::Voice));
        let goes_on = !words.starts_paragraph(last + 1) && (is_name(next) || person);
        if named && first < last && is_name(words.of(first)) && !goes_on {
            found.push(first..last + 1);
            let short = words.of(last + 2);
            let bracketed = words.after(last + 1) == "(" && words.after(last + 3) == ")";
            if bracketed && short.len() > 1 && short.chars().all(char::is_uppercase) {
                found.push(last + 2..last + 3);
            }
        }
    }
    found
}

/// "Department for Levelling Up, Housing and Communities": the end of a department's name with the rest of the list of what
/// it is for.
pub(super) fn end_of_department(words: &Words<'_>, name: &WordRange) -> usize {
    let department = holds(DEPARTMENTS, &words.lower(name.start)) && matches!(words.of(name.start + 1), "for" | "of");
    if !department {
        return name.end;
    }
    let item = |w: usize| holds(REMITS, &words.lower(w)) && is_capital(words.of(w)) && !words.starts_paragraph(w);
    let items = |from: usize| {
        let count = (from..words.len()).take_while(|&w| item(w)).count();
        // "and Energy Secretary Ada Quill"
        let goes_on = is_capital(words.of(from + count)) && !words.starts_paragraph(from + count);
        if goes_on { 0 } else { count }
    };
    let mut end = name.end;
    while words.after(end) == "," && items(end + 1) > 0 {
        end += 1 + items(end + 1);
    }
    let and = if words.after(end) == "and" { items(end + 1) } else { 0 };
    let listed = end > name.end && and > 0;
    // "Ministry of Health and Welfare"
    let pair = end == name.end && and > 0;
    if listed || pair { end + 1 + and } else { name.end }
}

/// What departments of governments are called, first in their names.
const DEPARTMENTS: &str = "department ministry office secretariat";

/// What departments are for.
const REMITS: &str = "affairs agriculture arts business care children citizenship climate commerce communications communities \
    culture defence defense development digital economy education employment energy environment family finance \
    fisheries food forestry government health heritage housing immigration industry information infrastructure \
    innovation justice labor labour local media natural pensions planning regional resources rural science \
    security skills social sport sports technology tourism trade transport urban water welfare women youth";

/// What laws are called, last in their names.
const LAWS: &str = "Act Acts Bill Code Directive Law Ordinance Statute Treaty";

/// How many words the name of a law has at most.
const LONGEST_LAW: usize = 12;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::list::assert_is_sorted;

    #[test]
    fn lists_are_sorted() {
        for list in [
            BODIES,
            ANYBODY,
            PLACES,
            BELONGINGS,
            CAMPS,
            POLITICAL,
            CLUBS,
            TRADES,
            PAPERS,
            VENUES,
            DISTRICTS,
            HALLS,
            OCCASIONS,
            HONORIFICS,
            PLATFORMS,
            DEPARTMENTS,
            REMITS,
        ] {
            assert_is_sorted(list);
        }
    }

    #[test]
    fn the_words_around_tell() {
        use EntityType::{Geopolitical, Organization, Person};
        for (text, name, kind) in [
            (
                "He joined the centre-left coalition Ponte Nova in May.",
                "Ponte Nova",
                Some(Organization),
            ),
            (
                "A poll for the weekly O Barco put it first.",
                "O Barco",
                Some(Organization),
            ),
            (
                "He told broadcaster Kanal Sju that it was over.",
                "Kanal Sju",
                Some(Organization),
            ),
            ("The club sold winger Ilan Moss to Ghent.", "Ilan Moss", Some(Person)),
            ("They met in the port city of Varde.", "Varde", None),
            ("They met in the port city Varde.", "Varde", Some(Geopolitical)),
            ("In court Smith said nothing.", "Smith", None),
            ("Its partner Vestra agreed.", "Vestra", None),
            ("Norling A/S declined.", "Norling A/S", Some(Organization)),
            ("Norling Inc. declined.", "Norling Inc.", Some(Organization)),
            ("Vestra shares fell.", "Vestra", Some(Organization)),
            ("Vestra shared a photo.", "Vestra", None),
            ("Vestra, which sells pumps, declined.", "Vestra", Some(Organization)),
            ("VARDE (Coastal News) — It rained.", "VARDE", Some(Geopolitical)),
            ("Varde Rovers lost.", "Varde Rovers", Some(Organization)),
            ("It rained. VARDE — A yard closed.", "VARDE", Some(Geopolitical)),
            ("They met Rev. Varde twice.", "Varde", Some(Person)),
            ("The MS Varde sank.", "Varde", None),
            (
                "They feared Hurricane Varde.",
                "Hurricane Varde",
                Some(EntityType::Event),
            ),
            ("VARDE IS CLOSED", "VARDE", None),
            ("Sen. Ilan Moss, R-Wis., left.", "Wis", Some(Geopolitical)),
            ("VARDE (Norling) — It rained.", "Norling", Some(Organization)),
            ("They asked Moss (Norling) twice.", "Norling", None),
            ("Mason County is dry.", "Mason County", Some(Geopolitical)),
            ("The far-right Vestra won.", "Vestra", Some(Organization)),
            ("The ruling Vestra won.", "Vestra", Some(Organization)),
            ("The Varde Courier said so.", "Varde Courier", Some(Organization)),
            ("Ilan Courier said so.", "Ilan Courier", None),
            ("The Vestra bloc won.", "Vestra", Some(Organization)),
            ("On Monday Vestra coach Ilan Moss left.", "Vestra", Some(Organization)),
        ] {
            let words = Words::plain(text);
            assert_eq!(told(&words, &words.place_of(name, 0), Person), kind, "{text}");
        }
    }

    #[test]
    fn companies_end_with_their_form() {
        for (text, words_of_name, whole) in [
            ("Norling A/S said so.", 1, 4),
            ("Norling Oy said so.", 1, 2),
            ("Norling, Inc. said so.", 1, 4),
            ("Norling, Group leader", 1, 1),
            ("Norling Pumps A/S said so.", 1, 5),
            ("Norling Capital Partners said so.", 1, 1),
            ("Norling Energy Pumps A/S said so.", 1, 6),
            ("Norling Cuts Gas to Varde", 1, 1),
            ("Norling Capital said so.", 1, 2),
            ("Norling told Vestra Inc. so.", 1, 1),
            ("Norling Inc. said so.", 1, 3),
            ("Norling said so.", 1, 1),
        ] {
            assert_eq!(
                end_of_company(&Words::plain(text), words_of_name, false),
                whole,
                "{text}"
            );
        }
    }

    #[test]
    fn departments_are_for_several_things() {
        for (text, name, whole) in [
            ("Department for Levelling Up, Housing and Communities said", 4, 8),
            ("Ministry of Housing, Communities and Local Government said", 3, 8),
            ("Ministry of Health and Social Welfare said", 3, 6),
            ("Ministry of Health and Apple said", 3, 3),
            ("Ministry of Health and Energy Secretary Ada Quill said", 3, 3),
            ("Department of Health and Social Care said", 3, 6),
            ("Ministry of Trade, Housing said", 3, 3),
        ] {
            assert_eq!(end_of_department(&Words::plain(text), &(0..name)), whole, "{text}");
        }
    }

    #[test]
    fn laws_are_called_so() {
        let found = |text: &str| {
            let words = Words::plain(text);
            let names = laws(&words);
            names
                .iter()
                .map(|range| words.text(range).to_owned())
                .collect::<Vec<_>>()
        };
        let text = "The Quill Act 2010 binds the 1964 Varde Markets and Ports Act (VMPA). Jude Law saw the Buffalo Bill Museum and the \
                    Harvard Law professor. The Act ends.";
        assert_eq!(found(text), ["Quill Act", "Varde Markets and Ports Act", "VMPA"]);
    }

    #[test]
    fn posts_stand_on_platforms() {
        let found = |text: &str| {
            let words = Words::plain(text);
            platforms(&words)
                .map(|range| words.text(&range).to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(found("In a post on X, she said on Telegram that"), ["X", "Telegram"]);
        assert!(found("She sang on X Factor. X marks the spot.").is_empty());
    }
}
