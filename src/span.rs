//! Places in a text, and the one conversion of them to what readers of the output count in.
//!
//! Inside the crate every offset is a UTF-8 byte. [`Offsets`] turns bytes into Unicode code points or UTF-16 code units
//! once, when an analysis leaves the crate.

use serde::{Deserialize, Serialize};

/// A half-open range `[start, end)` of UTF-8 bytes, always on character boundaries of the text it belongs to.
///
/// Serialised as `[start, end]`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "[u32; 2]", into = "[u32; 2]")]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl From<[u32; 2]> for Span {
    fn from([start, end]: [u32; 2]) -> Self {
        Self { start, end }
    }
}

impl From<Span> for [u32; 2] {
    fn from(span: Span) -> Self {
        [span.start, span.end]
    }
}

impl Span {
    /// The span from byte `start` to byte `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self {
            start: start as u32,
            end: end as u32,
        }
    }

    /// The span as a range of `usize`, to slice with.
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text under the span; empty if the span does not fit `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds nothing.
    pub const fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// Whether the two spans share a byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies within this span.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// The unit that the spans of an output count in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OffsetUnit {
    /// UTF-8 bytes, as inside the crate.
    Byte,
    /// Unicode code points: what Python's `str` counts.
    #[default]
    CodePoint,
    /// UTF-16 code units: what JavaScript's strings count.
    Utf16,
}

/// Converts byte offsets of one text to another unit, in constant time for each offset.
///
/// Memory: 8 bytes for each 64 bytes of text.
#[derive(Debug)]
pub struct Offsets<'t> {
    text: &'t str,
    unit: OffsetUnit,
    /// Units before every 64th byte, counted from the character that holds the byte.
    marks: Vec<u32>,
}

/// Bytes between two marks.
const STRIDE: usize = 64;

impl<'t> Offsets<'t> {
    /// Prepares the conversion for `text`.
    pub fn new(text: &'t str, unit: OffsetUnit) -> Self {
        let mut marks = Vec::new();
        if unit != OffsetUnit::Byte {
            marks.reserve(text.len() / STRIDE + 1);
            let mut count = 0;
            for (byte, &b) in text.as_bytes().iter().enumerate() {
                if byte % STRIDE == 0 {
                    marks.push(count);
                }
                count += units_begun_by(b, unit);
            }
        }
        Self { text, unit, marks }
    }

    /// The unit this converts to.
    pub const fn unit(&self) -> OffsetUnit {
        self.unit
    }

    /// The offset in the wanted unit of the character that starts at `byte`. A byte past the end counts as the end.
    pub fn at(&self, byte: u32) -> u32 {
        let byte = (byte as usize).min(self.text.len());
        if self.unit == OffsetUnit::Byte {
            return byte as u32;
        }
        let mark = (byte / STRIDE).min(self.marks.len().saturating_sub(1));
        let from = mark * STRIDE;
        let counted = self.text.as_bytes()[from.min(byte)..byte]
            .iter()
            .map(|&b| units_begun_by(b, self.unit))
            .sum::<u32>();
        self.marks.get(mark).copied().unwrap_or(0) + counted
    }

    /// The span in bytes whose ends, in the unit of this, are these; `None` where they lie within a character, past the end
    /// or in the wrong order.
    pub fn bytes(&self, [start, end]: [u32; 2]) -> Option<Span> {
        let (start, end) = (self.byte(start)?, self.byte(end)?);
        (start <= end).then_some(Span { start, end })
    }

    /// The byte that begins the character at an offset in the unit of this.
    fn byte(&self, at: u32) -> Option<u32> {
        if self.unit == OffsetUnit::Byte {
            return self.text.is_char_boundary(at as usize).then_some(at);
        }
        // From the last mark that does not count further, character by character.
        let mark = self.marks.partition_point(|&count| count <= at).saturating_sub(1);
        let mut count = self.marks.get(mark).copied().unwrap_or(0);
        let mut byte = mark * STRIDE;
        // A mark may lie within a character that is counted already.
        while byte < self.text.len() && !self.text.is_char_boundary(byte) {
            byte += 1;
        }
        for character in self.text[byte..].chars() {
            if count >= at {
                break;
            }
            count += units_begun_by(self.text.as_bytes()[byte], self.unit);
            byte += character.len_utf8();
        }
        (count == at).then_some(byte as u32)
    }

    /// Both ends of a span, converted.
    pub fn span(&self, span: Span) -> [u32; 2] {
        [self.at(span.start), self.at(span.end)]
    }
}

/// How many units the character has whose first byte this is; 0 for continuation bytes.
const fn units_begun_by(byte: u8, unit: OffsetUnit) -> u32 {
    match (byte, unit) {
        (0x80..=0xBF, _) => 0,
        (0xF0.., OffsetUnit::Utf16) => 2,
        _ => 1,
    }
}
