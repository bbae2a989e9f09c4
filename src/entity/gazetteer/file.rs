//! The gazetteer file.
//!
//! Little-endian throughout: `ONRECGAZ`, the format's version (4 bytes), CRC-32 (IEEE) of what follows the length (4),
//! the length of that (8), and then, column after column, which compresses best:
//!
//! - a count of country codes and two bytes for each,
//! - a count of entries; for each a byte of kind (bits 0-3), whether it is a capital or, of a person, in office (4),
//!   and gender (5-6: unknown, male, female); a byte for the country; a byte for the weight; longitude, 2 bytes, of 180/32767 degrees; latitude, of 90/32767 degrees;
//!   the number of its Wikidata item or 0; its region, an entry's number from 1, or 0,
//! - names in the order of their keys, a byte each for their senses, and the entry for each that is not canonical:
//!   the canonical ones belong to the entries in order,
//! - the keys of first names, sorted, and a byte each for their gender.
//!
//! Counts and numbers without a size are LEB128. Names are a count, the bytes that each shares with the one before, the
//! bytes that follow, and their sum and the bytes themselves.

use crate::sort;
use crate::text::nouns::Gender;

use super::{Entry, EntryId, Gazetteer, GazetteerError, Kind, Name, Sense, key};

/// The version of the format that this crate reads.
pub const VERSION: u32 = 1;
const MAGIC: &[u8; 8] = b"ONRECGAZ";
const HEADER: usize = 24;

/// Checks and reads a file.
pub(super) fn read(file: &[u8]) -> Result<Gazetteer, GazetteerError> {
    if !file.starts_with(MAGIC) {
        return Err(GazetteerError::NotAGazetteer);
    }
    let short = GazetteerError::Length {
        expected: HEADER as u64,
        found: file.len() as u64,
    };
    let mut header = Reader(&file[MAGIC.len()..]);
    let version = header.u32().ok_or_else(|| short.clone())?;
    if version != VERSION {
        return Err(GazetteerError::Version { found: version });
    }
    let checksum = header.u32().ok_or_else(|| short.clone())?;
    let length = u64::from(header.u32().ok_or_else(|| short.clone())?) | u64::from(header.u32().ok_or(short)?) << 32;
    let body = header.0;
    if body.len() as u64 != length {
        return Err(GazetteerError::Length {
            expected: length.saturating_add(HEADER as u64),
            found: file.len() as u64,
        });
    }
    if crc32fast::hash(body) != checksum {
        return Err(GazetteerError::Checksum);
    }
    body_of(Reader(body)).ok_or(GazetteerError::Content)
}

/// The gazetteer of a body; none if it makes no sense.
fn body_of(mut body: Reader<'_>) -> Option<Gazetteer> {
    let countries = body.number()?;
    let countries = body.bytes(countries.checked_mul(2)?)?;
    let count = body.number()?;
    let (flags, country, weight) = (body.bytes(count)?, body.bytes(count)?, body.bytes(count)?);
    let (longitude, latitude) = (body.bytes(count.checked_mul(2)?)?, body.bytes(count.checked_mul(2)?)?);
    let mut entries = Vec::with_capacity(count);
    for at in 0..count {
        let code = countries.get(usize::from(country[at]) * 2..)?.first_chunk::<2>()?;
        let degrees = |column: &[u8]| {
            let value = i16::from_le_bytes([column[2 * at], column[2 * at + 1]]);
            (value != i16::MIN).then_some(value)
        };
        let wikidata = body.number()?;
        let kind = *Kind::ALL.get(usize::from(flags[at] & 15))?;
        let marked = flags[at] & 16 != 0;
        entries.push(Entry {
            kind,
            capital: marked && kind != Kind::Person,
            office: marked && kind == Kind::Person,
            gender: gender(flags[at] >> 5),
            wikidata: (wikidata != 0).then_some(wikidata as u32),
            place: degrees(longitude).zip(degrees(latitude)).map(<[i16; 2]>::from),
            country: (*code != *b"  ").then_some(*code),
            region: None,
            weight: weight[at],
            name: 0,
        });
    }
    for entry in &mut entries {
        let region = body.number()?;
        entry.region = region.checked_sub(1).filter(|&r| r < count).map(|r| EntryId(r as u32));
    }
    let (names, strings) = names_of(&mut body, &mut entries)?;
    let mut spelled = body.names()?;
    let mut first_names = Vec::with_capacity(spelled.count);
    for &number in body.bytes(spelled.count)? {
        let name = spelled.take()?;
        first_names.extend(gender(number).map(|gender| (name.into(), gender)));
    }
    Some(Gazetteer {
        entries,
        names,
        strings,
        first_names,
    })
}

/// The names, with the strings that they lie in; tells the entries their canonical ones.
fn names_of(body: &mut Reader<'_>, entries: &mut [Entry]) -> Option<(Vec<Name>, String)> {
    let mut spelled = body.names()?;
    let senses = body.bytes(spelled.count)?;
    let mut names = Vec::with_capacity(spelled.count);
    let mut strings = String::new();
    // Hardly any key is longer than its name.
    strings.try_reserve_exact(spelled.length.checked_mul(2)?).ok()?;
    let mut add = |text: &str| {
        let start = strings.len() as u32;
        strings.push_str(text);
        [start, strings.len() as u32]
    };
    let mut canonical = 0;
    for sense in senses {
        let name = spelled.take()?;
        let sense = [Sense::Canonical, Sense::Alias, Sense::Demonym, Sense::Weak][usize::from(sense & 3)];
        let entry = if sense == Sense::Canonical {
            entries.get_mut(canonical)?.name = names.len() as u32;
            canonical += 1;
            canonical - 1
        } else {
            body.number().filter(|&e| e < entries.len())?
        };
        names.push(Name {
            key: add(&key(name)),
            spelled: add(name),
            entry: EntryId(entry as u32),
            sense,
        });
    }
    let text = |[start, end]: [u32; 2]| &strings[start as usize..end as usize];
    sort::by_key(&mut names, |name| text(name.key));
    // Sorting is stable and nearly nothing moves; the canonical names are told anew all the same.
    for (at, name) in names.iter().enumerate() {
        if name.sense == Sense::Canonical {
            entries[name.entry.0 as usize].name = at as u32;
        }
    }
    (canonical == entries.len()).then_some((names, strings))
}

const fn gender(number: u8) -> Option<Gender> {
    match number & 3 {
        1 => Some(Gender::Male),
        2 => Some(Gender::Female),
        _ => None,
    }
}

/// Takes from the front of what is left; nothing once that is too short.
struct Reader<'f>(&'f [u8]);

impl<'f> Reader<'f> {
    fn bytes(&mut self, count: usize) -> Option<&'f [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn u32(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(*self.bytes(4)?.first_chunk()?))
    }

    /// A number in LEB128, of 32 bits at most.
    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in [0, 7, 14, 21, 28] {
            let byte = *self.bytes(1)?.first()?;
            number |= usize::from(byte & 127) << shift;
            if byte < 128 {
                return Some(number);
            }
        }
        None
    }

    /// A front-coded list of names.
    fn names(&mut self) -> Option<Names<'f>> {
        let count = self.number()?;
        let mut numbers = || {
            let first = Reader(self.0);
            let mut sum = 0_usize;
            for _ in 0..count {
                sum = sum.checked_add(self.number()?)?;
            }
            Some((first, sum))
        };
        let ((shared, again), (own, new)) = (numbers()?, numbers()?);
        let total = self.number()?;
        Some(Names {
            count,
            length: again.checked_add(new)?,
            shared,
            own,
            bytes: Reader(self.bytes(total)?),
            name: Vec::new(),
        })
    }
}

/// A list of names, read one after the other: so many of them as strings would take more memory than all that is made of
/// them.
struct Names<'f> {
    count: usize,
    /// The sum of their lengths.
    length: usize,
    shared: Reader<'f>,
    own: Reader<'f>,
    bytes: Reader<'f>,
    name: Vec<u8>,
}

impl Names<'_> {
    /// The next of the `count` names.
    fn take(&mut self) -> Option<&str> {
        self.name.truncate(self.shared.number()?);
        let own = self.own.number()?;
        self.name.extend_from_slice(self.bytes.bytes(own)?);
        std::str::from_utf8(&self.name).ok()
    }
}
