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

use std::collections::HashMap;
use std::fmt;

/// The version of the format that this crate reads.
pub const VERSION: u32 = 2;
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

/// The tensors of a model file, by name.
pub(super) struct Tensors<'f> {
    tensors: HashMap<&'f str, Tensor<'f>>,
}

/// One tensor, its data still as bytes.
struct Tensor<'f> {
    kind: u8,
    rows: usize,
    columns: usize,
    data: &'f [u8],
}

impl<'f> Tensors<'f> {
    /// Checks the file and lists its tensors.
    pub(super) fn read(file: &'f [u8]) -> Result<Self, ModelError> {
        if !file.starts_with(MAGIC) {
            return Err(ModelError::NotAModel);
        }
        let short = ModelError::Length {
            expected: HEADER as u64,
            found: file.len() as u64,
        };
        let Some((header, body)) = file.split_at_checked(HEADER) else {
            return Err(short);
        };
        let version = u32_at(header, 8);
        if version != VERSION {
            return Err(ModelError::Version { found: version });
        }
        let length = u64::from(u32_at(header, 16)) | u64::from(u32_at(header, 20)) << 32;
        if length != body.len() as u64 {
            let expected = length.saturating_add(HEADER as u64);
            return Err(ModelError::Length {
                expected,
                found: file.len() as u64,
            });
        }
        if crc32fast::hash(body) != u32_at(header, 12) {
            return Err(ModelError::Checksum);
        }
        let mut tensors = HashMap::new();
        let mut rest = body;
        while !rest.is_empty() {
            let (name, tensor) = next_tensor(&mut rest).ok_or(ModelError::Tensor {
                name: String::new(),
                problem: "runs past the end of the file",
            })?;
            tensors.insert(name, tensor);
        }
        Ok(Self { tensors })
    }

    /// The rows and columns of a tensor.
    pub(super) fn shape(&self, name: &str) -> Result<[usize; 2], ModelError> {
        self.tensors
            .get(name)
            .map(|t| [t.rows, t.columns])
            .ok_or_else(|| missing(name))
    }

    /// A tensor of floats with the given shape, `None` for any number.
    pub(super) fn floats(&self, name: &str, shape: [Option<usize>; 2]) -> Result<Vec<f32>, ModelError> {
        Ok(self
            .find(name, 0, shape)?
            .data
            .chunks_exact(4)
            .map(|b| f32::from_bits(u32_at(b, 0)))
            .collect())
    }

    /// A tensor of bytes with a scale for each row.
    pub(super) fn bytes(&self, name: &str, shape: [Option<usize>; 2]) -> Result<(Vec<i8>, Vec<f32>), ModelError> {
        let tensor = self.find(name, 1, shape)?;
        let (scales, values) = tensor.data.split_at(tensor.rows * 4);
        let scales = scales.chunks_exact(4).map(|b| f32::from_bits(u32_at(b, 0))).collect();
        Ok((values.iter().map(|&b| b as i8).collect(), scales))
    }

    /// A text.
    pub(super) fn text(&self, name: &str) -> Result<&'f str, ModelError> {
        let tensor = self.find(name, 2, [None, None])?;
        std::str::from_utf8(tensor.data).map_err(|_| ModelError::Tensor {
            name: name.into(),
            problem: "is not UTF-8",
        })
    }

    fn find(&self, name: &str, kind: u8, shape: [Option<usize>; 2]) -> Result<&Tensor<'f>, ModelError> {
        let tensor = self.tensors.get(name).ok_or_else(|| missing(name))?;
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

fn missing(name: &str) -> ModelError {
    ModelError::Tensor {
        name: name.into(),
        problem: "is missing",
    }
}

/// Takes one tensor off the front. `None` if the bytes end too early or make no sense.
fn next_tensor<'f>(rest: &mut &'f [u8]) -> Option<(&'f str, Tensor<'f>)> {
    let mut take = |count: usize| {
        let (taken, left) = rest.split_at_checked(count)?;
        *rest = left;
        Some(taken)
    };
    let name_length = take(1)?[0];
    let name = std::str::from_utf8(take(name_length.into())?).ok()?;
    let kind = take(1)?[0];
    let shape = take(8)?;
    let (rows, columns) = (u32_at(shape, 0) as usize, u32_at(shape, 4) as usize);
    let values = rows.checked_mul(columns)?;
    let length = match kind {
        0 => values.checked_mul(4)?,
        1 => values.checked_add(rows.checked_mul(4)?)?,
        2 => values,
        _ => return None,
    };
    Some((
        name,
        Tensor {
            kind,
            rows,
            columns,
            data: take(length)?,
        },
    ))
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

    #[test]
    fn a_good_file_is_read() {
        let file = file();
        let tensors = Tensors::read(&file).expect("it is whole");
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
        let read = |bytes: &[u8]| Tensors::read(bytes).err();
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
        for at in HEADER..good.len() {
            let mut altered = good.clone();
            altered[at] ^= 1;
            assert_eq!(read(&altered), Some(ModelError::Checksum), "byte {at}");
        }
    }
}
