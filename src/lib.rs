//! On Record reads a news article and shows who says so: every attribution with its source, cue and content.
//!
//! ```no_run
//! use onrecord::{Document, Engine, Options};
//!
//! let model = std::fs::read("models/en/onrecord.model")?;
//! let engine = Engine::load(&model)?;
//! let article = Document::from_text("The plan is dead, the minister said.");
//! let analysis = engine.analyze(&article, &Options::default());
//! for attribution in &analysis.attributions {
//!     println!("{:?}", attribution.source.iter().map(|s| s.of(&article.text)).collect::<Vec<_>>());
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Data flows one way: [`document`] -> [`text`] -> [`encoder`] -> [`attribution`] -> [`Analysis`]. Only `wasm` knows
//! JavaScript and only the binaries know files.

pub mod analysis;
pub mod attribution;
mod calendar;
pub mod correction;
pub mod document;
pub mod encoder;
mod engine;
pub mod entity;
#[cfg(feature = "exports")]
pub mod export;
pub mod integrity;
mod sort;
pub mod source;
pub mod sourcing;
pub mod span;
pub mod text;
pub mod time;
#[cfg(target_arch = "wasm32")]
mod wasm;

pub use analysis::Analysis;
pub use document::Document;
pub use encoder::{ModelError, ModelFile};
pub use engine::{Engine, Options};
pub use entity::{Gazetteer, GazetteerError};
pub use span::{OffsetUnit, Span};
