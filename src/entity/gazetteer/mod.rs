//! What names there are in the world, and what they may mean.
//!
//! In: the bytes of a gazetteer file. Out: for a name as written the entries that go by it, each with its kind, its
//! Wikidata item, place and country; for a first name its usual gender. It never looks at a text: which of the entries
//! is meant is decided elsewhere.

mod file;
mod key;

use std::fmt;

pub use file::VERSION;
pub(super) use key::key;

use crate::analysis::EntityType;
use crate::text::nouns::Gender;

/// The entries of a gazetteer file.
#[derive(Clone, Default)]
pub struct Gazetteer {
    entries: Vec<Entry>,
    /// Names in the order of their keys.
    names: Vec<Name>,
    /// All names and keys, one after the other.
    strings: String,
    /// First names in lower case, sorted.
    first_names: Vec<(Box<str>, Gender)>,
}

impl fmt::Debug for Gazetteer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gazetteer")
            .field("entries", &self.entries.len())
            .field("names", &self.names.len())
            .finish_non_exhaustive()
    }
}

/// An entry, by its place in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct EntryId(pub(super) u32);

/// Something that has a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    /// What it is.
    pub(super) kind: Kind,
    /// Whether it is the capital of its country.
    pub(super) capital: bool,
    /// Whether it is a person who holds or held a public office.
    pub(super) office: bool,
    /// Of a person.
    pub(super) gender: Option<Gender>,
    /// The number of its Wikidata item.
    pub(super) wikidata: Option<u32>,
    /// Longitude and latitude as the file has them: there are many entries, and hardly any is asked for its place.
    place: Option<[i16; 2]>,
    /// ISO 3166-1 alpha-2.
    pub(super) country: Option<[u8; 2]>,
    /// The region that a city lies in.
    pub(super) region: Option<EntryId>,
    /// How much of it there is to be named: eight times the binary logarithm of its population, or a guess at its fame.
    pub(super) weight: u8,
    /// Its canonical name, among the names.
    name: u32,
}

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Country,
    /// A state, province or county.
    Region,
    City,
    /// Land and water without a government.
    Location,
    Facility,
    Person,
    Organization,
    /// News agencies, newspapers, broadcasters.
    Media,
    Event,
    Law,
    Product,
    /// Religions and peoples.
    Norp,
    /// Known by name and item alone.
    Unknown,
}

impl Entry {
    /// Longitude and latitude in degrees.
    pub(super) fn coordinates(&self) -> Option<[f64; 2]> {
        let [longitude, latitude] = self.place?.map(f64::from);
        Some([longitude * 180.0 / 32767.0, latitude * 90.0 / 32767.0])
    }
}

impl Kind {
    /// The kinds in the order of their numbers in the file.
    const ALL: [Self; 13] = [
        Self::Country,
        Self::Region,
        Self::City,
        Self::Location,
        Self::Facility,
        Self::Person,
        Self::Organization,
        Self::Media,
        Self::Event,
        Self::Law,
        Self::Product,
        Self::Norp,
        Self::Unknown,
    ];

    /// The type of an entity of this kind, where it tells.
    pub(super) const fn entity_type(self) -> Option<EntityType> {
        Some(match self {
            Self::Country | Self::Region | Self::City => EntityType::Geopolitical,
            Self::Location => EntityType::Location,
            Self::Facility => EntityType::Facility,
            Self::Person => EntityType::Person,
            Self::Organization | Self::Media => EntityType::Organization,
            Self::Event => EntityType::Event,
            Self::Law => EntityType::Law,
            Self::Product => EntityType::Product,
            Self::Norp => EntityType::Norp,
            Self::Unknown => return None,
        })
    }

    /// Whether it has a place on the map.
    pub(super) const fn is_place(self) -> bool {
        matches!(
            self,
            Self::Country | Self::Region | Self::City | Self::Location | Self::Facility
        )
    }
}

/// How a name belongs to an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// It is the entry's first name.
    Canonical,
    /// It is another name.
    Alias,
    /// It is what people and things from there are called: "Japanese".
    Demonym,
    /// An abbreviation that means it only behind a place within it: "Springfield, Ill."
    Weak,
}

/// A name of an entry.
#[derive(Clone, Copy, Debug)]
struct Name {
    /// Its key and the name itself, among the strings.
    key: [u32; 2],
    spelled: [u32; 2],
    entry: EntryId,
    sense: Sense,
}

impl Gazetteer {
    /// Reads a gazetteer file.
    ///
    /// Fails when the bytes are not a gazetteer of this version, are cut short or were altered; the error says which.
    pub fn load(file: &[u8]) -> Result<Self, GazetteerError> {
        file::read(file)
    }

    /// The gazetteer that is part of the crate; on WebAssembly, where bytes are dear, an empty one.
    pub fn built_in() -> Self {
        #[cfg(target_arch = "wasm32")]
        return Self::default();
        #[cfg(not(target_arch = "wasm32"))]
        Self::load(include_bytes!("../../../models/en/gazetteer.bin"))
            .expect("the repository's own file, which a test loads")
    }

    /// The entries that go by a name, with the sense in which they do. The name may be written in any case, with or
    /// without accents and full stops.
    pub(super) fn find(&self, name: &str) -> impl Iterator<Item = (EntryId, Sense)> + '_ {
        self.find_key(&key(name))
    }

    /// The entries that go by a name of this key.
    pub(super) fn find_key<'g>(&'g self, key: &str) -> impl Iterator<Item = (EntryId, Sense)> + use<'g> {
        self.with_key(key).iter().map(|n| (n.entry, n.sense))
    }

    /// The entries that go by a name written like this, or all in capitals.
    #[inline(never)]
    pub(super) fn find_written(&self, name: &str) -> Vec<(EntryId, Sense)> {
        // No upper case of what is spelled: the tables for it would weigh five kilobytes in the browser.
        let lower = (!name.chars().any(char::is_lowercase)).then(|| name.to_lowercase());
        let mut found = Vec::new();
        for n in self.with_key(&key(name)) {
            let spelled = self.slice(n.spelled);
            if spelled == name || lower.as_ref().is_some_and(|lower| spelled.to_lowercase() == *lower) {
                found.push((n.entry, n.sense));
            }
        }
        found
    }

    /// The names of a key.
    #[inline(never)]
    fn with_key(&self, key: &str) -> &[Name] {
        let from = &self.names[self.names.partition_point(|n| self.slice(n.key) < key)..];
        &from[..from.iter().take_while(|n| self.slice(n.key) == key).count()]
    }

    /// Whether some name begins with the words of this key or is it.
    #[cfg(test)]
    fn knows(&self, name: &str) -> bool {
        self.find(name).next().is_some()
    }

    /// An entry.
    pub(super) fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.0 as usize]
    }

    /// The canonical name of an entry.
    pub(super) fn name(&self, id: EntryId) -> &str {
        self.slice(self.names[self.entry(id).name as usize].spelled)
    }

    /// The country of an ISO code.
    pub(super) fn country(&self, code: [u8; 2]) -> Option<EntryId> {
        let is = |e: &Entry| e.kind == Kind::Country && e.country == Some(code);
        self.entries.iter().position(is).map(|at| EntryId(at as u32))
    }

    /// Whether a newspaper, broadcaster or agency goes by a name.
    pub(crate) fn has_medium(&self, name: &str) -> bool {
        self.find_written(name)
            .into_iter()
            .any(|(id, _)| self.entry(id).kind == Kind::Media)
    }

    /// Whether a person, of this name and with this item if that is known, holds or held a public office; of namesakes
    /// without an item nobody can tell.
    pub(crate) fn is_officeholder(&self, name: &str, wikidata: Option<&str>) -> bool {
        let item = wikidata.and_then(|item| item.strip_prefix('Q')?.parse::<u32>().ok());
        let mut called = self
            .find(name)
            .map(|(id, _)| self.entry(id))
            .filter(|entry| entry.kind == Kind::Person);
        match item {
            Some(item) => called.any(|entry| entry.wikidata == Some(item) && entry.office),
            None => called.next().is_some_and(|entry| entry.office) && called.next().is_none(),
        }
    }

    /// The usual gender of those with the first name of a full one: "Jean-Claude Moreau", "J. Edgar Moss", "Kim Jong-un".
    pub(crate) fn gender(&self, name: &str) -> Option<Gender> {
        let key = key(name);
        let initials = key.split_inclusive(' ').take_while(|word| word.len() == 2);
        let named = &key[initials.map(str::len).sum()..];
        let first = |count: usize| {
            let end = named
                .match_indices(' ')
                .nth(count - 1)
                .map_or(named.len(), |(at, _)| at);
            self.first_name(&named[..end])
        };
        let given = || {
            named
                .split_once(' ')
                .and_then(|(family, given)| FAMILY_FIRST.contains(&family).then_some(given))
        };
        first(2).or_else(|| first(1)).or_else(|| self.first_name(given()?))
    }

    /// The gender of a first name by its key.
    fn first_name(&self, key: &str) -> Option<Gender> {
        let found = self.first_names.binary_search_by(|(name, _)| (**name).cmp(key));
        found.ok().map(|at| self.first_names[at].1)
    }

    fn slice(&self, [start, end]: [u32; 2]) -> &str {
        &self.strings[start as usize..end as usize]
    }
}

/// Family names that stand before the given name in East Asia.
const FAMILY_FIRST: [&str; 30] = [
    "ban", "chen", "cho", "choi", "deng", "han", "hu", "jang", "jiang", "kang", "kim", "lee", "li", "lin", "liu", "ma",
    "mao", "moon", "nguyen", "park", "roh", "shin", "tsai", "wang", "wen", "xi", "yoon", "zhang", "zhao", "zhou",
];

/// Why a gazetteer could not be loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum GazetteerError {
    /// The bytes do not begin like a gazetteer file.
    NotAGazetteer,
    /// The file is of another version of the format.
    Version {
        /// The file's version.
        found: u32,
    },
    /// The file is shorter or longer than it says.
    Length {
        /// Bytes it should have.
        expected: u64,
        /// Bytes it has.
        found: u64,
    },
    /// The file has the right length but other content than when it was written.
    Checksum,
    /// The checksum is right but the content makes no sense: the file was made by another program.
    Content,
}

impl fmt::Display for GazetteerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAGazetteer => write!(f, "not an On Record gazetteer: it does not begin with \"ONRECGAZ\""),
            Self::Version { found } => write!(
                f,
                "the gazetteer is of format version {found}, and this program reads version {VERSION}"
            ),
            Self::Length { expected, found } => write!(
                f,
                "the gazetteer has {found} bytes where it should have {expected}; fetch or build it again"
            ),
            Self::Checksum => write!(
                f,
                "the gazetteer was altered: its checksum does not match; fetch or build it again"
            ),
            Self::Content => write!(f, "the gazetteer does not fit this program; fetch or build it again"),
        }
    }
}

impl std::error::Error for GazetteerError {}

#[cfg(test)]
mod tests {
    use super::{Gazetteer, GazetteerError, Kind, Sense};
    use crate::text::nouns::Gender;

    const FILE: &[u8] = include_bytes!("../../../models/en/gazetteer.bin");

    #[test]
    fn names_lead_to_what_they_mean() {
        let gazetteer = Gazetteer::built_in();
        let table = [
            ("U.S.", Kind::Country, Some(30)),
            ("japanese", Kind::Country, Some(17)),
            ("Kyiv", Kind::City, Some(1899)),
            ("Kiev", Kind::City, Some(1899)),
            ("Sao Paulo", Kind::City, Some(174)),
            ("the Guardian", Kind::Media, None),
            ("Ill.", Kind::Region, Some(1204)),
            ("Barack Obama", Kind::Person, Some(76)),
            ("FBI", Kind::Organization, Some(8333)),
        ];
        for (name, kind, wikidata) in table {
            let found = gazetteer.find(name).map(|(id, _)| gazetteer.entry(id));
            let found = found.filter(|e| e.kind == kind && (wikidata.is_none() || e.wikidata == wikidata));
            assert_eq!(found.count().min(1), 1, "{name}");
        }
        let demonym = gazetteer.find("Japanese").find(|(_, sense)| *sense == Sense::Demonym);
        assert_eq!(demonym.map(|(id, _)| gazetteer.name(id)), Some("Japan"));
        assert!(!gazetteer.knows("Qwrtzkl"));
        assert_eq!(gazetteer.gender("Mary"), Some(Gender::Female));
        assert_eq!(gazetteer.gender("JOHN"), Some(Gender::Male));
        assert_eq!(gazetteer.gender("Leslie"), None);
        assert_eq!(gazetteer.gender("Mary Quill"), Some(Gender::Female));
        assert_eq!(gazetteer.gender("J. John Quill"), Some(Gender::Male));
        assert_eq!(gazetteer.gender("Xi Mary"), Some(Gender::Female));
        assert_eq!(gazetteer.gender("Quill Mary"), None);
    }

    #[test]
    fn broken_files_are_told_apart() {
        let error = |bytes: &[u8]| Gazetteer::load(bytes).expect_err("a broken file");
        assert_eq!(error(b"no"), GazetteerError::NotAGazetteer);
        assert_eq!(
            error(b"ONRECGAZ")
                .to_string()
                .split(' ')
                .take(4)
                .collect::<Vec<_>>()
                .join(" "),
            "the gazetteer has 8"
        );
        let mut file = FILE.to_vec();
        file[8] = 9;
        assert_eq!(error(&file), GazetteerError::Version { found: 9 });
        let mut file = FILE.to_vec();
        file[100] ^= 1;
        assert_eq!(error(&file), GazetteerError::Checksum);
        let whole = FILE.len() as u64;
        let cut = GazetteerError::Length {
            expected: whole,
            found: whole - 1,
        };
        assert_eq!(error(&FILE[..FILE.len() - 1]), cut);
    }
}
