//! An [`Analysis`] in other people's formats, one file each.
//!
//! In: an analysis whose spans are in bytes, and its text. Out: a string. A format only shows what the analysis holds: it
//! finds nothing out, knows no files, and never fails.

pub mod brat;
pub mod csv;
pub mod geojson;
pub mod graphml;
pub mod html;
pub mod json;
mod labels;
mod line;
mod marks;
mod markup;
mod story;
#[cfg(feature = "cli")]
pub mod text;
pub mod web_annotation;

use crate::Analysis;
use crate::span::OffsetUnit;

/// What a format is called and how it is written. The terminal's view is not among them, as it depends on the terminal.
pub type Format = (&'static str, fn(&Analysis, &str, OffsetUnit) -> String);

/// Every format by the name that the command line and the page know it by.
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
    ("json", |analysis, text, unit| {
        json::to_string(&analysis.clone().with_offsets(text, unit))
    }),
    ("html", |analysis, text, _| html::to_string(analysis, text)),
    ("web-annotation", |analysis, text, _| {
        web_annotation::to_string(analysis, text)
    }),
    ("brat", |analysis, text, _| brat::to_string(analysis, text)),
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

/// An analysis as one of several, each of an article in a file of its own, to stand below those before it: for JSON a line
/// of JSON Lines that begins with the file's name, for CSV the rows with the name in front, below the header where it is the
/// `first`. `None` where the format writes one article alone, or is no format.
pub fn one_of_several(
    format: &str,
    analysis: &Analysis,
    text: &str,
    unit: OffsetUnit,
    file: &str,
    first: bool,
) -> Option<String> {
    match format {
        "json" => {
            let analysis = analysis.clone().with_offsets(text, unit);
            Some(json::line(json::Origin::File(file), &analysis))
        }
        format if format.starts_with("csv") => {
            let table = to_string(format, analysis, text, unit)?;
            Some(csv::with_file(&table, file, first))
        }
        _ => None,
    }
}
