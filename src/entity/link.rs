//! What the names of a text mean in the world: an entry of the gazetteer for each that has one.
//!
//! A name is looked up, entries that do not fit its type are left out, and the rest is weighed: how much there is to be
//! named, what stands right behind it ("Springfield, Ill."), and where the other places of the text lie.

use super::form::Form;
use super::gazetteer::{Entry, EntryId, Gazetteer, Kind, Sense};
use super::lexicon::GENERIC;
use super::names::Name;
use super::types::{ORDER, is_place};
use super::words::Words;
use crate::analysis::EntityType;
use crate::sort;
use crate::text::list::holds;

/// What the forms of a text mean.
pub(super) struct Links {
    /// The entry of each form, if it has one.
    pub(super) of: Vec<Option<Link>>,
    /// Where each form lies that is a place without an entry: the region or country named right behind it ("Elm Fork,
    /// Ill."), or the town that it is a part of or beside ("South Charleston").
    pub(super) outer: Vec<Option<EntryId>>,
}

/// What a form means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Link {
    pub(super) entry: EntryId,
    /// Whether the name is what people from there are called.
    pub(super) demonym: bool,
    /// Whether it is certain enough to be told.
    pub(super) certain: bool,
}

/// What an entry has to lead by, on the scale of binary logarithms of populations, to be certain.
const CERTAIN_LEAD: f32 = 2.0;
/// How much speaks for a place that lies in what is named right behind it.
const WITHIN: f32 = 14.0;
/// How much speaks for a place in the country, and in the region, that all other places of the text lie in.
const SAME_COUNTRY: f32 = 5.0;
const SAME_REGION: f32 = 7.0;
/// Names of a text to whose places others may be near, the places that each may mean, and how far away near is.
const LANDMARKS: usize = 30;
const MEANINGS: usize = 12;
const NEAR: f64 = 150.0;
/// How much speaks for a place near one that another name means, or could mean, and by how many of them at most.
const NEAR_MEANT: f32 = 3.0;
const NEAR_POSSIBLE: f32 = 2.0;
const NEAR_MOST: f32 = 10.0;

/// How often the names are weighed, each time by what the others seemed to mean the time before.
const ROUNDS: usize = 2;

/// An entry that a form may mean.
struct Candidate {
    entry: EntryId,
    demonym: bool,
    score: f32,
}

/// The entries that the forms mean.
pub(super) fn links(
    gazetteer: &Gazetteer,
    words: &Words<'_>,
    names: &[Name],
    forms: &[Form<'_>],
    form_of: &[usize],
    dateline: Option<&str>,
) -> Links {
    let behind = behind(gazetteer, words, names, forms, form_of);
    let mut candidates: Vec<Vec<Candidate>> = Vec::with_capacity(forms.len());
    let mut aside: Vec<bool> = Vec::with_capacity(forms.len());
    for (form, behind) in std::iter::zip(forms, &behind) {
        let mut found = meanings(gazetteer, words, names, form, behind);
        let beside = beside(form).filter(|_| found.is_empty());
        aside.push(beside.is_some());
        if let Some(key) = beside {
            found = candidates_of(gazetteer, form, &key, false, behind);
        }
        candidates.push(found);
    }
    let alone: Vec<Vec<f32>> = candidates.iter().map(|c| c.iter().map(|c| c.score).collect()).collect();
    for _ in 0..ROUNDS {
        let surroundings = Surroundings::of(gazetteer, forms, &candidates, dateline);
        for (index, (form, candidates)) in std::iter::zip(forms, &mut candidates).enumerate() {
            let own = best(candidates).map(|c| c.entry);
            for (candidate, alone) in std::iter::zip(candidates.iter_mut(), &alone[index]) {
                candidate.score = alone
                    + surroundings.favour(gazetteer, candidate.entry, own, form.names.len())
                    + surroundings.nearness(gazetteer, candidate.entry, index);
            }
        }
    }
    let surroundings = Surroundings::of(gazetteer, forms, &candidates, dateline);
    let of: Vec<Option<Link>> = std::iter::zip(forms, &candidates)
        .map(|(form, candidates)| {
            let link = decide(gazetteer, form, candidates)?;
            (!surroundings.are_foreign_to(gazetteer, form, link.entry)).then_some(link)
        })
        .collect();
    let place = |index: usize| match of[index] {
        None => behind[index].first().copied(),
        Some(link) => aside[index].then_some(link.entry),
    };
    Links {
        outer: (0..forms.len()).map(place).collect(),
        of: std::iter::zip(&of, &aside)
            .map(|(link, &aside)| link.filter(|_| !aside))
            .collect(),
    }
}

/// The candidate of the highest score; the first of equals.
fn best(candidates: &[Candidate]) -> Option<&Candidate> {
    candidates
        .iter()
        .reduce(|best, c| if c.score > best.score { c } else { best })
}

/// The best candidate, and whether it leads clearly.
fn decide(gazetteer: &Gazetteer, form: &Form<'_>, candidates: &[Candidate]) -> Option<Link> {
    let best = best(candidates)?;
    let entry = gazetteer.entry(best.entry);
    // Of a region around a city of the same name ("Oslo") little is known, unless it has an item of its own ("New York").
    let around = |c: &Candidate| entry.region == Some(c.entry) && gazetteer.entry(c.entry).wikidata.is_none();
    let rest = candidates.iter().filter(|c| c.entry != best.entry && !around(c));
    let second = rest.map(|c| c.score).fold(f32::NEG_INFINITY, f32::max);
    let one_word = !form.key.contains(' ');
    let certain = match entry.kind {
        Kind::Person => form.types[0] > 0.5,
        Kind::Unknown => !one_word,
        _ => best.score - second >= CERTAIN_LEAD,
    };
    Some(Link {
        entry: best.entry,
        demonym: best.demonym,
        certain,
    })
}

/// The entries named right behind each form: "Springfield, Ill.", "Paris (Texas)".
fn behind(
    gazetteer: &Gazetteer,
    words: &Words<'_>,
    names: &[Name],
    forms: &[Form<'_>],
    form_of: &[usize],
) -> Vec<Vec<EntryId>> {
    let mut behind: Vec<Vec<EntryId>> = forms.iter().map(|_| Vec::new()).collect();
    for (index, name) in names.iter().enumerate() {
        let end = name.words.end;
        let mark = words.of(end);
        if !is_place(name.kind()) || !matches!(mark, "," | "(") || words.starts_paragraph(end) {
            continue;
        }
        let next = names.get(index + 1).filter(|n| n.words.start == end + 1);
        let key = match next {
            Some(_) => forms[form_of[index + 1]].key.clone(),
            None => words.lower(end + 1),
        };
        let places = gazetteer.find_key(&key).map(|(id, _)| id);
        let places = places.filter(|&id| matches!(gazetteer.entry(id).kind, Kind::Country | Kind::Region));
        let list = &mut behind[form_of[index]];
        for place in places {
            if list.len() < 8 && !list.contains(&place) {
                list.push(place);
            }
        }
    }
    behind
}

/// The entries that a form may mean, under its key or the next best one.
fn meanings(
    gazetteer: &Gazetteer,
    words: &Words<'_>,
    names: &[Name],
    form: &Form<'_>,
    behind: &[EntryId],
) -> Vec<Candidate> {
    let any = |is: &dyn Fn(usize) -> bool| form.names.iter().any(|&name| is(name));
    let outer = any(&|name| words.before(names[name].words.start) == ",");
    let listed = any(&|name| is_one_of_counties(words, names, name));
    let own = Some(form.key.clone()).filter(|_| !listed);
    own.into_iter()
        .chain(others(form))
        .map(|key| candidates_of(gazetteer, form, &key, outer, behind))
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

/// Keys under which a place may be known if not under its own: counties go without their noun at times, and towns with it.
fn others(form: &Form<'_>) -> Vec<String> {
    if !is_place(form.kind()) {
        return Vec::new();
    }
    let town = ["city of ", "town of ", "village of "]
        .iter()
        .find_map(|noun| form.key.strip_prefix(noun));
    let with = |noun: &str| format!("{} {noun}", form.key);
    let mut keys = vec![with("county"), with("parish")];
    keys.extend(town.map(str::to_owned));
    keys
}

/// The key of the town that a place is a part of or beside.
fn beside(form: &Form<'_>) -> Option<String> {
    const SIDES: [&str; 8] = ["north", "south", "east", "west", "n", "s", "e", "w"];
    let (side, town) = form.key.split_once(' ')?;
    // "W. Va." is a whole name.
    let place = is_place(form.kind()) && SIDES.contains(&side) && town.len() > 3;
    place.then(|| town.to_owned())
}

/// Whether a name stands in a list of counties: "in Barrow, Jackson and Madison counties".
fn is_one_of_counties(words: &Words<'_>, names: &[Name], name: usize) -> bool {
    let mut end = names[name].words.end;
    for next in &names[name + 1..] {
        let between = end..next.words.start;
        if between.is_empty() || between.len() > 2 || !between.clone().all(|w| matches!(words.of(w), "," | "and")) {
            break;
        }
        end = next.words.end;
    }
    words.lower(end) == "counties"
}

/// The entries that fit a form under a key, with what speaks for each without regard to the rest of the text.
/// `outer` is whether the form stands behind a comma, as "Ky." does in "Danville, Ky."
fn candidates_of(gazetteer: &Gazetteer, form: &Form<'_>, key: &str, outer: bool, behind: &[EntryId]) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = Vec::new();
    for (id, sense) in gazetteer.find_key(key) {
        let entry = gazetteer.entry(id);
        let fit: f32 = ORDER
            .iter()
            .zip(form.types)
            .filter(|(kind, _)| fits(**kind, entry.kind, sense))
            .map(|(_, weight)| weight)
            .sum();
        let short = form.text.len() <= 2 && !outer && !form.text.chars().all(char::is_uppercase);
        let weak = sense == Sense::Weak && short;
        // "La." is Louisiana, "LA" the town.
        let letters = form.text.chars().filter(|c| c.is_alphabetic()).count();
        let abbreviated = sense != Sense::Canonical && entry.kind == Kind::City && letters == 2;
        let small = form.text.contains(char::is_lowercase);
        if fit < 0.25 || weak || abbreviated && small {
            continue;
        }
        let mut score = f32::from(entry.weight) / 8.0 + 6.0 * fit;
        if sense == Sense::Weak {
            score -= 4.0;
        }
        if entry.kind.is_place() && !behind.is_empty() {
            let within = behind.iter().any(|&outer| lies_in(gazetteer, entry, outer));
            score += if within { WITHIN } else { -WITHIN / 2.0 };
        }
        candidates.push(Candidate {
            entry: id,
            demonym: sense == Sense::Demonym,
            score,
        });
    }
    candidates
}

/// Whether the place lies in the other one, a region or a country.
fn lies_in(gazetteer: &Gazetteer, place: &Entry, outer: EntryId) -> bool {
    match gazetteer.entry(outer).kind {
        Kind::Region => place.region == Some(outer),
        Kind::Country => place.kind != Kind::Country && place.country == gazetteer.entry(outer).country,
        _ => false,
    }
}

/// Whether a name of this type can be one of an entry of this kind.
fn fits(name: EntityType, kind: Kind, sense: Sense) -> bool {
    match name {
        EntityType::Person => matches!(kind, Kind::Person | Kind::Unknown),
        EntityType::Organization => matches!(kind, Kind::Organization | Kind::Media | Kind::Unknown),
        EntityType::Geopolitical => {
            matches!(kind, Kind::Country | Kind::Region | Kind::City | Kind::Location) && sense != Sense::Demonym
        }
        EntityType::Location | EntityType::Facility => kind.is_place() && sense != Sense::Demonym,
        EntityType::Norp => kind == Kind::Norp || sense == Sense::Demonym || kind == Kind::Organization,
        EntityType::Event => matches!(kind, Kind::Event | Kind::Unknown),
        EntityType::Law => matches!(kind, Kind::Law | Kind::Unknown),
        EntityType::Product => matches!(kind, Kind::Product | Kind::Media | Kind::Organization | Kind::Unknown),
    }
}

/// Where the places of the text lie.
#[derive(Default)]
struct Surroundings {
    countries: Votes<[u8; 2]>,
    regions: Votes<EntryId>,
    landmarks: Vec<Landmark>,
}

/// How often each was named; a text lies in few.
struct Votes<K>(Vec<(K, f32)>);

impl<K: Copy + Ord> Votes<K> {
    fn add(&mut self, to: K, votes: f32) {
        let at = self.0.partition_point(|(other, _)| *other < to);
        match self.0.get_mut(at).filter(|(other, _)| *other == to) {
            Some((_, sum)) => *sum += votes,
            None => self.0.insert(at, (to, votes)),
        }
    }

    fn of(&self, key: K) -> f32 {
        let found = self.0.iter().find(|(other, _)| *other == key);
        found.map_or(0.0, |(_, votes)| *votes)
    }

    fn sum(&self) -> f32 {
        self.0.iter().map(|(_, votes)| votes).sum()
    }
}

impl<K> Default for Votes<K> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

/// What a name may mean on the map.
struct Landmark {
    form: usize,
    votes: f32,
    /// What it most likely means first.
    places: Vec<[f64; 2]>,
}

impl Surroundings {
    /// What the names most likely mean, and the dateline.
    fn of(gazetteer: &Gazetteer, forms: &[Form<'_>], candidates: &[Vec<Candidate>], dateline: Option<&str>) -> Self {
        let mut surroundings = Self::default();
        for (index, (form, candidates)) in std::iter::zip(forms, candidates).enumerate() {
            if let Some(best) = best(candidates) {
                surroundings.add(gazetteer, best.entry, form.names.len());
            }
            surroundings.add_landmark(gazetteer, index, form.names.len(), candidates);
        }
        if let Some(place) = dateline {
            let places = gazetteer.find(place).map(|(id, _)| id);
            let largest = places
                .filter(|&id| gazetteer.entry(id).kind.is_place())
                .max_by_key(|&id| gazetteer.entry(id).weight);
            if let Some(place) = largest {
                surroundings.add(gazetteer, place, 1);
            }
        }
        surroundings.choose_landmarks();
        surroundings
    }

    /// Counts a place that is named so often.
    fn add(&mut self, gazetteer: &Gazetteer, place: EntryId, times: usize) {
        let entry = gazetteer.entry(place);
        if !entry.kind.is_place() {
            return;
        }
        let votes = votes(times);
        if let Some(country) = entry.country {
            self.countries.add(country, votes);
        }
        if let Some(region) = state(place, entry) {
            self.regions.add(region, votes);
        }
    }

    /// Whether a body that is called as every country's is ("the Senate") is one of a country that the text does not name
    /// or lie in, while it names others.
    fn are_foreign_to(&self, gazetteer: &Gazetteer, form: &Form<'_>, body: EntryId) -> bool {
        let entry = gazetteer.entry(body);
        let shared = entry.kind == Kind::Organization && form.tokens().iter().all(|token| holds(GENERIC, token));
        let elsewhere = |country| self.countries.sum() > 0.0 && self.countries.of(country) == 0.0;
        shared && entry.country.is_some_and(elsewhere)
    }

    /// Notes the towns that a form may mean.
    fn add_landmark(&mut self, gazetteer: &Gazetteer, form: usize, times: usize, candidates: &[Candidate]) {
        let mut towns: Vec<(f32, EntryId, [f64; 2])> = candidates
            .iter()
            .filter_map(|c| {
                let entry = gazetteer.entry(c.entry);
                let town = matches!(entry.kind, Kind::City | Kind::Region);
                Some((c.score, c.entry, entry.coordinates().filter(|_| town)?))
            })
            .collect();
        sort::by_key(&mut towns, |&(score, id, _)| {
            (std::cmp::Reverse(score.max(0.0).to_bits()), id)
        });
        let places: Vec<[f64; 2]> = towns.into_iter().map(|(.., at)| at).take(MEANINGS).collect();
        if !places.is_empty() {
            self.landmarks.push(Landmark {
                form,
                votes: votes(times),
                places,
            });
        }
    }

    /// Keeps the names that stand most often. Votes are not negative: their bits are in the order of the numbers.
    fn choose_landmarks(&mut self) {
        sort::by_key(&mut self.landmarks, |l| (std::cmp::Reverse(l.votes.to_bits()), l.form));
        self.landmarks.truncate(LANDMARKS);
    }

    /// What speaks for a town or a county because of the towns and counties that the other names mean or could mean.
    fn nearness(&self, gazetteer: &Gazetteer, id: EntryId, form: usize) -> f32 {
        let entry = gazetteer.entry(id);
        let small = entry.kind == Kind::City || (entry.kind == Kind::Region && entry.region.is_some());
        let Some(at) = entry.coordinates().filter(|_| small) else {
            return 0.0;
        };
        let others = self.landmarks.iter().filter(|landmark| landmark.form != form);
        let near =
            others.map(
                |landmark| match landmark.places.iter().position(|&place| kilometres(place, at) < NEAR) {
                    Some(0) => NEAR_MEANT,
                    Some(_) => NEAR_POSSIBLE,
                    None => 0.0,
                },
            );
        near.sum::<f32>().min(NEAR_MOST)
    }

    /// What speaks for an entry because of the others; `own` is the one that its name itself has counted for.
    fn favour(&self, gazetteer: &Gazetteer, id: EntryId, own: Option<EntryId>, times: usize) -> f32 {
        let entry = gazetteer.entry(id);
        if !entry.kind.is_place() {
            return 0.0;
        }
        let mine = own.map(|own| gazetteer.entry(own));
        let own_votes = votes(times);
        let share = |all: f32, votes: f32, counted: bool| {
            let less = if counted { own_votes } else { 0.0 };
            (votes - less).max(0.0) / (all - own_votes).max(1.0)
        };
        let all = self.countries.sum();
        let country = entry.country.map_or(0.0, |c| {
            share(
                all,
                self.countries.of(c),
                mine.is_some_and(|m| m.country == entry.country),
            )
        });
        let region = state(id, entry).map_or(0.0, |r| {
            let counted = own.is_some_and(|o| state(o, gazetteer.entry(o)) == Some(r));
            share(self.regions.sum(), self.regions.of(r), counted)
        });
        SAME_COUNTRY * country + SAME_REGION * region
    }
}

/// The region of the first level that a place lies in, or is.
fn state(place: EntryId, entry: &Entry) -> Option<EntryId> {
    entry.region.or((entry.kind == Kind::Region).then_some(place))
}

/// A name that stands often counts more, but not in proportion.
fn votes(times: usize) -> f32 {
    (times.min(16) as f32).sqrt()
}

/// A distance good enough for what is near: degrees of latitude have 111 km, those of longitude less by the cosine.
pub(super) fn kilometres(a: [f64; 2], b: [f64; 2]) -> f64 {
    let latitude = f64::midpoint(a[1], b[1]) * std::f64::consts::PI / 180.0;
    // The cosine's series, the same on every platform; good to a thousandth below 60 degrees.
    let square = latitude * latitude;
    let cosine = 1.0 - square / 2.0 + square * square / 24.0 - square * square * square / 720.0;
    let east = (a[0] - b[0]).abs();
    let east = if east > 180.0 { 360.0 - east } else { east } * cosine;
    let north = a[1] - b[1];
    111.2 * (east * east + north * north).sqrt()
}
