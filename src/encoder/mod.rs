//! Text -> what the network makes of each word.
//!
//! In: a text, its paragraphs and quotation marks. Out: a [`Reading`]: for every word the scores of its tags (roles,
//! roles within others' contents, names, mentions), and on demand the scores that tell which spans belong together. It knows
//! neither attributions nor documents, only pieces and numbers.

mod input;
mod link;
mod math;
mod matrix;
mod mention;
mod model;
mod network;
mod reading;
pub mod sequence;
mod simd;
mod window;
mod wordpiece;

pub use input::{Input, SURFACE_ROWS, Surface};
pub use math::{exp, sigmoid};
pub use mention::MentionKind;
pub use model::{ModelError, ModelFile, VERSION};
pub use reading::{Antecedents, Encoder, LAYERS, Link, MENTION_TAGS, NAME_TAGS, NAME_TYPES, Reading, TAGS, WordRange};
pub use wordpiece::{Piece, WordPieces};
