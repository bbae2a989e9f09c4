//! An [`Analysis`] in other people's formats, one file each.
//!
//! In: an analysis whose spans are in bytes, and its text. Out: a string. A format only shows what the analysis holds: it
//! finds nothing out, knows no files, and never fails.

#[cfg(feature = "exports")]
pub mod brat;
pub mod csv;
pub mod geojson;
#[cfg(feature = "exports")]
pub mod graphml;
#[cfg(feature = "exports")]
pub mod html;
pub mod json;
#[cfg(feature = "exports")]
mod labels;
mod line;
#[cfg(feature = "exports")]
mod marks;
#[cfg(feature = "exports")]
mod markup;
mod story;
#[cfg(feature = "cli")]
pub mod text;
#[cfg(feature = "exports")]
pub mod web_annotation;

use crate::Analysis;
use crate::span::OffsetUnit;

/// What a format is called and how it is written. The terminal's view is not among them, as it depends on the terminal.
pub type Format = (&'static str, fn(&Analysis, &str, OffsetUnit) -> String);

/// Every format by the name that the command line and the page know it by. All but CSV and `GeoJSON` need the feature
/// `exports`, as the page's module has no room for them.
///
/// Each function takes an analysis whose spans are in bytes of the text, that text, and what the offsets of the output
/// shall count in; `web-annotation` and `brat` count code points whatever is asked for, as their specifications say.
pub const FORMATS: &[Format] = &[
    ("csv", csv::attributions),
    ("csv-sources", csv::sources),
    ("csv-entities", csv::entities),
    ("csv-mentions", csv::mentions),
    ("csv-times", csv::times),
    ("csv-findings", csv::findings),
    ("geojson", geojson::to_string),
    #[cfg(feature = "exports")]
    ("json", |analysis, text, unit| {
        json::to_string(&analysis.clone().with_offsets(text, unit))
    }),
    #[cfg(feature = "exports")]
    ("html", |analysis, text, _| html::to_string(analysis, text)),
    #[cfg(feature = "exports")]
    ("web-annotation", |analysis, text, _| {
        web_annotation::to_string(analysis, text)
    }),
    #[cfg(feature = "exports")]
    ("brat", |analysis, text, _| brat::to_string(analysis, text)),
    #[cfg(feature = "exports")]
    ("graphml", |analysis, text, _| graphml::to_string(analysis, text)),
];

/// An analysis, whose spans are in bytes of `text`, in the format of this name; `None` where there is no such format.
///
/// ```
/// use onrecord::{Analysis, OffsetUnit, export};
///
/// let nothing = export::to_string("geojson", &Analysis::default(), "", OffsetUnit::CodePoint);
/// assert!(nothing.is_some_and(|map| map.contains("\"FeatureCollection\"")));
/// ```
pub fn to_string(format: &str, analysis: &Analysis, text: &str, unit: OffsetUnit) -> Option<String> {
    let (_, write) = FORMATS.iter().find(|(name, _)| *name == format)?;
    Some(write(analysis, text, unit))
}
