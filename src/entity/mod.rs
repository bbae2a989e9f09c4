//! Word scores -> entities.
//!
//! In: a document, the encoder's [`Reading`] and a [`Gazetteer`]. Out: every [`Entity`] with all its
//! mentions, its type and, where the gazetteer knows it, its Wikidata item and its place on the map. It never looks at
//! attributions or at other documents.
//!
//! Names come first: what words they are, which of them mean the same, and what they mean in the world. Descriptions and
//! pronouns are then given to the entities that they speak of.

mod aliases;
mod beside;
mod complete;
mod context;
mod coreference;
mod cut;
mod definition;
mod form;
mod gazetteer;
mod known;
mod lexicon;
mod link;
mod mention;
mod metonym;
mod names;
mod nominal;
mod persons;
mod pronoun;
mod types;
mod words;
mod writer;

use crate::sort;
use std::collections::BTreeMap;

pub use gazetteer::{Gazetteer, GazetteerError, VERSION as GAZETTEER_VERSION};
pub use writer::writers;
pub(crate) use writer::{first_person, pronoun};

use crate::analysis::{Entity, EntityType, Mention, MentionKind, Source, number};
use crate::document::Document;
use crate::encoder::{NAME_TAGS, Reading};
use crate::text::list::holds;
use crate::text::nouns::Gender;
use beside::{Beside, Named};
use gazetteer::{Entry, EntryId, Kind};
use lexicon::LINKS;
use link::Link;
use names::Name;
use types::{TYPES, Weights};
use words::Words;

/// The entities of a document, in the order of their first mentions.
pub fn entities(document: &Document, reading: &Reading<'_>, gazetteer: &Gazetteer) -> Vec<Entity> {
    let words = Words::new(&document.text, reading);
    let scores: Vec<&[f32; NAME_TAGS]> = (0..reading.words()).map(|w| reading.name_scores(w)).collect();
    let names = names::find(&words, &scores, gazetteer);
    let groups = groups(&words, &names, gazetteer, document.dateline.as_deref());
    let mut entities: Vec<Entity> = groups
        .iter()
        .map(|group| entity(&words, &names, gazetteer, group))
        .collect();
    refer(&words, reading, gazetteer, &names, &groups, &mut entities);
    number_in_order(&mut entities, &mut []);
    entities
}

/// Numbers entities in the order of their first mentions, also where sources name them by the numbers they had.
fn number_in_order(entities: &mut [Entity], sources: &mut [Source]) {
    sort::by_key(entities, |e| e.mentions.first().map(|m| (m.span.start, m.span.end)));
    let mut ids = vec![String::new(); entities.len()];
    for (index, entity) in entities.iter_mut().enumerate() {
        let id = format!("e{}", index + 1);
        let before = std::mem::replace(&mut entity.id, id.clone());
        if let Some(before) = number(&before) {
            ids[before] = id;
        }
    }
    for source in sources {
        let named = source.entity_id.as_deref().and_then(number);
        source.entity_id = named.map(|at| ids[at].clone());
    }
}

/// Adds the descriptions and pronouns of the entities, which are in the order of the groups.
fn refer(
    words: &Words<'_>,
    reading: &Reading<'_>,
    gazetteer: &Gazetteer,
    names: &[Name],
    groups: &[Group],
    entities: &mut Vec<Entity>,
) {
    let mut entity_of = vec![None; names.len()];
    for (index, group) in groups.iter().enumerate() {
        for &name in &group.names {
            entity_of[name] = Some(index);
        }
    }
    let known: Vec<Named> = groups
        .iter()
        .map(|group| Named {
            country: group.link.and_then(|link| gazetteer.entry(link.entry).country),
            kind: group.kind,
            gender: group.gender,
            likely: group.likely,
            known: group.link.map(|link| gazetteer.entry(link.entry).kind),
        })
        .collect();
    let beside = Beside::new(words, names, &entity_of, &known);
    let (referring, unnamed) = coreference::referring(&beside, &known, reading);
    entities.extend(unnamed.into_iter().map(Entity::unnamed));
    for found in referring {
        let entity = &mut entities[found.entity];
        if entity.name.is_empty() && !found.is_pronoun {
            words.text(&found.words).clone_into(&mut entity.name);
        }
        entity.mentions.push(Mention {
            span: words.span(&found.words),
            kind: if found.is_pronoun {
                MentionKind::Pronoun
            } else {
                MentionKind::Nominal
            },
            own_type: None,
        });
    }
    for entity in entities {
        sort::by_key(&mut entity.mentions, |m| (m.span.start, m.span.end));
        entity.mentions.dedup_by_key(|m| m.span);
    }
}

impl Entity {
    /// An entity that descriptions alone speak of, before they are known.
    fn unnamed(kind: EntityType) -> Self {
        Self {
            id: String::new(),
            name: String::new(),
            kind,
            wikidata: None,
            coordinates: None,
            country: None,
            mentions: Vec::new(),
            confidence: 0.5,
        }
    }
}

/// Names of one thing.
#[derive(Debug)]
struct Group {
    /// Among the names, in the order of the text.
    names: Vec<usize>,
    kind: EntityType,
    link: Option<Link>,
    /// The region or country that it is said to lie in.
    outer: Option<EntryId>,
    gender: Option<Gender>,
    /// As first names let expect it.
    likely: Option<Gender>,
}

/// The names of the text by what they mean.
fn groups(words: &Words<'_>, names: &[Name], gazetteer: &Gazetteer, dateline: Option<&str>) -> Vec<Group> {
    let forms = form::forms(words, names);
    let mut form_of = vec![0; names.len()];
    for (index, form) in forms.iter().enumerate() {
        for &name in &form.names {
            form_of[name] = index;
        }
    }
    let links = link::links(gazetteer, words, names, &forms, &form_of, dateline);
    let outer = links.outer;
    let mut links = links.of;
    let mut groups: Vec<Group> = Vec::new();
    let mut sets = aliases::join(gazetteer, words, names, &forms, &form_of, &mut links);
    for person in persons::persons(gazetteer, words, names, &forms) {
        let link = person.names.iter().filter_map(|&n| links[form_of[n]]);
        groups.push(Group {
            kind: EntityType::Person,
            outer: None,
            link: link.reduce(|a, b| if b.certain && !a.certain { b } else { a }),
            gender: person.gender,
            likely: person.likely,
            names: person.names,
        });
    }
    let mut by_set: Vec<Vec<usize>> = vec![Vec::new(); forms.len()];
    for (index, form) in forms.iter().enumerate() {
        if form.kind() != EntityType::Person {
            by_set[sets.first(index)].push(index);
        }
    }
    let mut by_entry: BTreeMap<EntryId, usize> = BTreeMap::new();
    for set in by_set.iter().filter(|set| !set.is_empty()) {
        let link = set.iter().filter_map(|&f| links[f]);
        let link = link.reduce(|a, b| if b.certain && !a.certain { b } else { a });
        let mut weights: Weights = [0.0; TYPES];
        for &form in set {
            for (sum, weight) in std::iter::zip(&mut weights, forms[form].types) {
                *sum += weight * forms[form].names.len() as f32;
            }
        }
        let mut of_set: Vec<usize> = set.iter().flat_map(|&f| forms[f].names.iter().copied()).collect();
        sort::by_key(&mut of_set, Clone::clone);
        let kind = kind(gazetteer, link, types::best(&weights));
        // "The Sun" that reports is no star.
        let body = matches!(kind, EntityType::Organization | EntityType::Product);
        let link = link.filter(|link| !(body && gazetteer.entry(link.entry).kind == Kind::Location));
        if let Some(link) = link {
            by_entry.insert(link.entry, groups.len());
        }
        groups.push(Group {
            names: of_set,
            kind,
            outer: set.iter().find_map(|&f| outer[f]),
            link,
            gender: None,
            likely: None,
        });
    }
    move_governments(words, names, gazetteer, &mut groups, &mut by_entry);
    groups.retain(|g| !g.names.is_empty());
    groups
}

/// The type of an entity: a linked place is what the gazetteer says, and so is the country of a people; else the names
/// tell.
fn kind(gazetteer: &Gazetteer, link: Option<Link>, named: EntityType) -> EntityType {
    let linked = link.and_then(|l| Some((l, gazetteer.entry(l.entry).kind.entity_type()?)));
    match linked {
        Some((link, kind)) if link.demonym || types::is_place(named) && types::is_place(kind) => kind,
        Some((_, kind)) if named == EntityType::Norp => kind,
        _ => named,
    }
}

/// Gives the names of capitals that mean governments to their countries.
fn move_governments(
    words: &Words<'_>,
    names: &[Name],
    gazetteer: &Gazetteer,
    groups: &mut Vec<Group>,
    by_entry: &mut BTreeMap<EntryId, usize>,
) {
    for at in 0..groups.len() {
        let Some(link) = groups[at].link else { continue };
        let city = gazetteer.entry(link.entry);
        if !city.capital {
            continue;
        }
        let acts = |n: &usize| metonym::is_government(words, &names[*n].words);
        let (moved, kept): (Vec<usize>, Vec<usize>) = groups[at].names.iter().partition(|n| acts(n));
        let Some(country) = city
            .country
            .filter(|_| !moved.is_empty())
            .and_then(|c| gazetteer.country(c))
        else {
            continue;
        };
        groups[at].names = kept;
        let to = *by_entry.entry(country).or_insert(groups.len());
        if to == groups.len() {
            groups.push(Group {
                names: Vec::new(),
                kind: EntityType::Geopolitical,
                outer: None,
                link: Some(Link {
                    entry: country,
                    demonym: false,
                    certain: true,
                }),
                gender: None,
                likely: None,
            });
        }
        groups[to].names.extend(moved);
        sort::by_key(&mut groups[to].names, Clone::clone);
    }
}

/// An entity without its number.
fn entity(words: &Words<'_>, names: &[Name], gazetteer: &Gazetteer, group: &Group) -> Entity {
    let entry = group.link.map(|l| (l, gazetteer.entry(l.entry)));
    let certain = entry.filter(|(l, _)| l.certain);
    // A place that the gazetteer lacks lies where its region does.
    let lies = entry
        .map(|(_, e)| e)
        .or(group.outer.map(|outer| gazetteer.entry(outer)));
    let place = lies.filter(|e| types::is_place(group.kind) && e.kind.is_place());
    let fullest = group.names.iter().map(|&n| words.text(&names[n].words));
    let fullest = fullest.reduce(|a, b| if b.chars().count() > a.chars().count() { b } else { a });
    let known = certain.map(|(l, _)| gazetteer.name(l.entry).to_owned());
    let name = known.unwrap_or_else(|| quietened(fullest.unwrap_or(""), group.kind));
    let sure: f32 = group.names.iter().map(|&n| names[n].sure).sum();
    Entity {
        id: String::new(),
        name,
        kind: group.kind,
        wikidata: certain.and_then(|(_, e)| e.wikidata).map(|q| format!("Q{q}")),
        coordinates: place.and_then(Entry::coordinates).map(|at| at.map(rounded)),
        country: place
            .and_then(|e| e.country)
            .and_then(|c| String::from_utf8(c.to_vec()).ok()),
        mentions: group.names.iter().map(|&n| mention(words, &names[n], group)).collect(),
        confidence: rounded(f64::from(sure / group.names.len().max(1) as f32)),
    }
}

/// The name of a place or person that stands in capitals alone, as in a dateline, in small letters; short ones may be
/// abbreviations: "PORT ELLERY", "USSR".
fn quietened(name: &str, kind: EntityType) -> String {
    let spelled = types::is_place(kind) || kind == EntityType::Person;
    let loud = !name.contains(char::is_lowercase) && name.split(' ').any(|word| word.chars().count() > 4);
    if !(spelled && loud) {
        return name.to_owned();
    }
    let mut quiet = String::with_capacity(name.len());
    for c in name.chars() {
        if quiet.ends_with(char::is_alphabetic) {
            quiet.extend(c.to_lowercase());
        } else {
            quiet.push(c);
        }
    }
    // "St. John’s", "Rio de Janeiro"
    let words = quiet.split(' ').enumerate().map(|(at, word)| {
        let small = word.to_lowercase();
        match word.strip_suffix("’S").or_else(|| word.strip_suffix("'S")) {
            Some(owner) => format!("{owner}’s"),
            None if at > 0 && holds(LINKS, &small) => small,
            None => word.to_owned(),
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// To four places: ten metres in degrees, and more than a probability is good for.
fn rounded(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}

fn mention(words: &Words<'_>, name: &Name, group: &Group) -> Mention {
    let own = name.kind();
    Mention {
        span: words.span(&name.words),
        kind: MentionKind::Name,
        own_type: (own != group.kind).then_some(own),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_capitals_are_spelled_small() {
        for (name, kind, shown) in [
            ("PORT ELLERY", EntityType::Geopolitical, "Port Ellery"),
            ("ANA O’HARA-LUND", EntityType::Person, "Ana O’Hara-Lund"),
            ("ÅSA LINDBLOM", EntityType::Person, "Åsa Lindblom"),
            ("ST. JOHN’S", EntityType::Geopolitical, "St. John’s"),
            ("RIO DE JANEIRO", EntityType::Geopolitical, "Rio de Janeiro"),
            ("USSR", EntityType::Geopolitical, "USSR"),
            ("NORLING", EntityType::Organization, "NORLING"),
            ("Port ELLERY", EntityType::Geopolitical, "Port ELLERY"),
        ] {
            assert_eq!(quietened(name, kind), shown);
        }
    }
}
