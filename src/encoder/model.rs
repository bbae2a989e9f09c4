//! The model file.
//!
//! Little-endian throughout:
//!
//! | bytes | what |
//! |---|---|
//! | 8 | `ONRECORD` |
//! | 4 | format version, [`VERSION`] |
//! | 4 | CRC-32 (IEEE) of all that follows the length |
//! | 8 | length of what follows |
//! | … | tensors, one after the other |
//!
//! A tensor is its name (one length byte, then UTF-8), a kind (0: 32-bit floats, 1: rows of bytes with a scale each, 2:
//! text), rows and columns (4 bytes each), then the data: `rows * columns` floats; or `rows` floats and `rows * columns`
//! signed bytes; or `columns` bytes of UTF-8.

use std::fmt;

/// The version of the format that this crate reads.
pub const VERSION: u32 = 3;
const MAGIC: &[u8; 8] = b"ONRECORD";
const HEADER: usize = 24;

/// Why a model could not be loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ModelError {
    /// The bytes do not begin like a model file.
    NotAModel,
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
    /// The checksum is right but a tensor is missing or has another shape: the file was made for another network.
    Tensor {
        /// The tensor's name.
        name: String,
        /// What is wrong with it.
        problem: &'static str,
    },
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAModel => write!(f, "not an On Record model file: it does not begin with \"ONRECORD\""),
            Self::Version { found } => {
                write!(
                    f,
                    "the model file is of format version {found}, and this program reads version {VERSION}"
                )
            }
            Self::Length { expected, found } if found < expected => {
                write!(
                    f,
                    "the model file is cut short: {found} of {expected} bytes; fetch or build it again"
                )
            }
            Self::Length { expected, found } => {
                write!(
                    f,
                    "the model file has {found} bytes where it should have {expected}; fetch or build it again"
                )
            }
            Self::Checksum => write!(
                f,
                "the model file was altered: its checksum does not match; fetch or build it again"
            ),
            Self::Tensor { name, problem } => {
                write!(
                    f,
                    "the model file does not fit this program: tensor \"{name}\" {problem}"
                )
            }
        }
    }
}

impl std::error::Error for ModelError {}

/// A model file, taken in piece by piece: each tensor lies in memory once, and none of the file besides.
#[derive(Debug, Default)]
pub struct ModelFile {
    header: Vec<u8>,
    checksum: crc32fast::Hasher,
    /// How many bytes there were behind the header.
    length: u64,
    /// What has come of the next tensor's name, kind and shape.
    start: Vec<u8>,
    /// The tensor whose data is coming, with its name.
    open: Option<(String, Tensor)>,
    tensors: Vec<(String, Tensor)>,
    /// Whether what follows makes no sense any more.
    broken: bool,
}

/// The tensors of a model file, by name.
#[derive(Debug)]
pub(super) struct Tensors {
    tensors: Vec<(String, Tensor)>,
}

/// One tensor, its data still as bytes.
#[derive(Debug)]
struct Tensor {
    kind: u8,
    rows: usize,
    columns: usize,
    /// A float for each row, where the kind has them.
    scales: Part,
    data: Part,
}

/// Bytes of a known number.
#[derive(Debug)]
struct Part {
    bytes: Vec<u8>,
    length: usize,
}

impl Part {
    fn new(length: usize) -> Self {
        let bytes = Vec::with_capacity(length);
        Self { bytes, length }
    }

    /// Takes what is missing off the front.
    fn take(&mut self, piece: &mut &[u8]) {
        let missing = self.length - self.bytes.len();
        let (own, rest) = piece.split_at(missing.min(piece.len()));
        self.bytes.extend_from_slice(own);
        *piece = rest;
    }

    fn is_whole(&self) -> bool {
        self.bytes.len() == self.length
    }
}

impl From<&[u8]> for ModelFile {
    fn from(whole: &[u8]) -> Self {
        let mut file = Self::default();
        file.append(whole);
        file
    }
}

impl ModelFile {
    /// Takes the next bytes of the file.
    pub fn append(&mut self, mut piece: &[u8]) {
        let missing = HEADER - self.header.len();
        let (header, rest) = piece.split_at(missing.min(piece.len()));
        self.header.extend_from_slice(header);
        piece = rest;
        self.checksum.update(piece);
        self.length += piece.len() as u64;
        self.broken |= self.header.len() == HEADER && self.check_header().is_err();
        while !piece.is_empty() && !self.broken {
            self.take(&mut piece);
        }
    }

    /// Takes some bytes off the front.
    fn take(&mut self, piece: &mut &[u8]) {
        if let Some((_, tensor)) = &mut self.open {
            tensor.scales.take(piece);
            tensor.data.take(piece);
        } else {
            self.start.push(piece[0]);
            *piece = &piece[1..];
            if self.start.len() < usize::from(self.start[0]) + 10 {
                return;
            }
            self.open = tensor(&self.start, self.body_length());
            self.broken = self.open.is_none();
            self.start.clear();
        }
        let whole = |(_, tensor): &mut (String, Tensor)| tensor.scales.is_whole() && tensor.data.is_whole();
        self.tensors.extend(self.open.take_if(whole));
    }

    fn check_header(&self) -> Result<(), ModelError> {
        if !self.header.starts_with(MAGIC) {
            return Err(ModelError::NotAModel);
        }
        let found = self.header.len() as u64;
        if self.header.len() < HEADER {
            let expected = HEADER as u64;
            return Err(ModelError::Length { expected, found });
        }
        let version = u32_at(&self.header, 8);
        if version != VERSION {
            return Err(ModelError::Version { found: version });
        }
        Ok(())
    }

    /// How many bytes there should be behind the header.
    fn body_length(&self) -> u64 {
        u64::from(u32_at(&self.header, 16)) | u64::from(u32_at(&self.header, 20)) << 32
    }

    /// The tensors of the whole file, if it is one.
    pub(super) fn tensors(self) -> Result<Tensors, ModelError> {
        self.check_header()?;
        if self.body_length() != self.length {
            return Err(ModelError::Length {
                expected: self.body_length().saturating_add(HEADER as u64),
                found: self.length + HEADER as u64,
            });
        }
        if self.checksum.finalize() != u32_at(&self.header, 12) {
            return Err(ModelError::Checksum);
        }
        if self.broken || self.open.is_some() || !self.start.is_empty() {
            return Err(ModelError::Tensor {
                name: String::new(),
                problem: "runs past the end of the file",
            });
        }
        let tensors = self.tensors;
        Ok(Tensors { tensors })
    }
}

/// A tensor without its data yet, from its name, kind and shape. `None` if it has more than `most` bytes or makes no sense.
fn tensor(start: &[u8], most: u64) -> Option<(String, Tensor)> {
    let (name, rest) = start[1..].split_at(usize::from(start[0]));
    let name = std::str::from_utf8(name).ok()?;
    let (kind, rows, columns) = (rest[0], u32_at(rest, 1) as usize, u32_at(rest, 5) as usize);
    let values = rows.checked_mul(columns)?;
    let (scales, data) = match kind {
        0 => (0, values.checked_mul(4)?),
        1 => (rows.checked_mul(4)?, values),
        2 => (0, values),
        _ => return None,
    };
    if scales.checked_add(data)? as u64 > most {
        return None;
    }
    let (scales, data) = (Part::new(scales), Part::new(data));
    let tensor = Tensor {
        kind,
        rows,
        columns,
        scales,
        data,
    };
    Some((name.to_owned(), tensor))
}

impl Tensors {
    /// The rows and columns of a tensor.
    pub(super) fn shape(&self, name: &str) -> Result<[usize; 2], ModelError> {
        let tensor = &self.tensors[self.place(name)?].1;
        Ok([tensor.rows, tensor.columns])
    }

    /// A tensor of floats with the given shape, `None` for any number.
    pub(super) fn floats(&self, name: &str, shape: [Option<usize>; 2]) -> Result<Vec<f32>, ModelError> {
        Ok(floats(&self.find(name, 0, shape)?.data.bytes))
    }

    /// Takes out a tensor of bytes with a scale for each row.
    pub(super) fn take_bytes(
        &mut self,
        name: &str,
        shape: [Option<usize>; 2],
    ) -> Result<(Vec<i8>, Vec<f32>), ModelError> {
        self.find(name, 1, shape)?;
        let (_, tensor) = self.tensors.swap_remove(self.place(name)?);
        let values = tensor.data.bytes.into_iter().map(|b| b as i8).collect();
        Ok((values, floats(&tensor.scales.bytes)))
    }

    /// A text.
    pub(super) fn text(&self, name: &str) -> Result<&str, ModelError> {
        let tensor = self.find(name, 2, [None, None])?;
        std::str::from_utf8(&tensor.data.bytes).map_err(|_| ModelError::Tensor {
            name: name.into(),
            problem: "is not UTF-8",
        })
    }

    fn place(&self, name: &str) -> Result<usize, ModelError> {
        let place = self.tensors.iter().position(|(own, _)| own == name);
        place.ok_or_else(|| ModelError::Tensor {
            name: name.into(),
            problem: "is missing",
        })
    }

    fn find(&self, name: &str, kind: u8, shape: [Option<usize>; 2]) -> Result<&Tensor, ModelError> {
        let tensor = &self.tensors[self.place(name)?].1;
        let fits = |wanted: Option<usize>, found| wanted.is_none_or(|w| w == found);
        if tensor.kind != kind {
            return Err(ModelError::Tensor {
                name: name.into(),
                problem: "holds another kind of data",
            });
        }
        if !fits(shape[0], tensor.rows) || !fits(shape[1], tensor.columns) {
            return Err(ModelError::Tensor {
                name: name.into(),
                problem: "has another shape",
            });
        }
        Ok(tensor)
    }
}

fn floats(bytes: &[u8]) -> Vec<f32> {
    bytes.chunks_exact(4).map(|b| f32::from_bits(u32_at(b, 0))).collect()
}

/// The four bytes from `at` on; the callers have checked that they are there.
fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> Vec<u8> {
        let mut body = vec![1, b'a', 0];
        body.extend(1_u32.to_le_bytes());
        body.extend(2_u32.to_le_bytes());
        body.extend(1.5_f32.to_le_bytes());
        body.extend((-2_f32).to_le_bytes());
        let mut file = MAGIC.to_vec();
        file.extend(VERSION.to_le_bytes());
        file.extend(crc32fast::hash(&body).to_le_bytes());
        file.extend((body.len() as u64).to_le_bytes());
        file.extend(body);
        file
    }

    /// Reads a file in pieces of every size up to its own.
    fn read(file: &[u8]) -> Result<Tensors, ModelError> {
        let in_pieces = |size: usize| {
            let mut taken = ModelFile::default();
            file.chunks(size).for_each(|piece| taken.append(piece));
            taken.tensors()
        };
        let whole = in_pieces(file.len().max(1));
        for size in 1..file.len() {
            assert_eq!(in_pieces(size).err(), whole.as_ref().err().cloned(), "pieces of {size}");
        }
        whole
    }

    #[test]
    fn a_good_file_is_read() {
        let file = file();
        let tensors = read(&file).expect("it is whole");
        assert_eq!(tensors.floats("a", [Some(1), None]), Ok(vec![1.5, -2.0]));
        assert!(matches!(
            tensors.floats("b", [None, None]),
            Err(ModelError::Tensor {
                problem: "is missing",
                ..
            })
        ));
        assert!(matches!(
            tensors.floats("a", [Some(2), None]),
            Err(ModelError::Tensor { .. })
        ));
    }

    #[test]
    fn a_bad_file_gives_an_error_that_says_how() {
        let good = file();
        let read = |bytes: &[u8]| read(bytes).err();
        assert_eq!(read(b"{\"json\": true}"), Some(ModelError::NotAModel));
        assert_eq!(read(b""), Some(ModelError::NotAModel));
        let mut other = good.clone();
        other[8] = 9;
        assert_eq!(read(&other), Some(ModelError::Version { found: 9 }));
        let whole = good.len() as u64;
        let short = Some(ModelError::Length {
            expected: whole,
            found: whole - 1,
        });
        assert_eq!(read(&good[..good.len() - 1]), short);
        assert!(matches!(read(&good[..10]), Some(ModelError::Length { .. })));
        let mut longer = good.clone();
        longer.push(0);
        assert_eq!(
            read(&longer),
            Some(ModelError::Length {
                expected: whole,
                found: whole + 1
            })
        );
        let endless = {
            let mut file = good.clone();
            file[HEADER + 3..HEADER + 11].fill(255);
            let checksum = crc32fast::hash(&file[HEADER..]);
            file[12..16].copy_from_slice(&checksum.to_le_bytes());
            file
        };
        assert!(matches!(read(&endless), Some(ModelError::Tensor { .. })));
        for at in HEADER..good.len() {
            let mut altered = good.clone();
            altered[at] ^= 1;
            assert_eq!(read(&altered), Some(ModelError::Checksum), "byte {at}");
        }
    }
}
