//! Corrections as they are kept in a file: a list of them, or an exported analysis that holds one.

use std::error::Error;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Correction, carry};
use crate::analysis::SCHEMA;
use crate::document::Document;
use crate::span::{OffsetUnit, Offsets};

/// An article as it was given, so that corrections can be put on it again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Input {
    /// What it is written in.
    pub format: Format,
    /// All of it.
    pub text: String,
}

/// What an article is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Format {
    /// Plain text.
    Text,
    /// A web page.
    Html,
    /// Markdown.
    Markdown,
}

impl Input {
    /// The article.
    pub fn document(&self) -> Document {
        match self.format {
            Format::Text => Document::from_text(&self.text),
            Format::Html => Document::from_html(&self.text),
            Format::Markdown => Document::from_markdown(&self.text),
        }
    }
}

/// Corrections with what their places refer to.
#[derive(Clone, Debug, PartialEq)]
pub struct Corrections {
    offsets: OffsetUnit,
    input: Option<Input>,
    list: Vec<Correction>,
}

/// Why something holds no corrections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectionError(String);

impl fmt::Display for CorrectionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for CorrectionError {}

impl Corrections {
    /// Reads corrections from JSON: a list of them, whose places count in `offsets`, or an analysis that was exported with
    /// corrections and says itself what they count in.
    ///
    /// Fails when it is neither, or when a correction cannot be understood; the error says which one and why.
    pub fn from_json(json: &str, offsets: OffsetUnit) -> Result<Self, CorrectionError> {
        let value: Value = serde_json::from_str(json).map_err(|error| CorrectionError(format!("not JSON: {error}")))?;
        let mut read = Self {
            offsets,
            input: None,
            list: Vec::new(),
        };
        let list = match value {
            Value::Array(list) => list,
            Value::Object(mut analysis) if analysis.get("schema").is_some_and(|schema| schema == SCHEMA) => {
                let mut member = |name: &str| analysis.remove(name).unwrap_or_default();
                let broken = |what: &str, error: &serde_json::Error| CorrectionError(format!("{what}: {error}"));
                read.offsets =
                    serde_json::from_value(member("offsets")).map_err(|error| broken("\"offsets\"", &error))?;
                read.input = serde_json::from_value(member("input")).map_err(|error| broken("\"input\"", &error))?;
                match member("corrections") {
                    Value::Array(list) => list,
                    _ => {
                        return Err(CorrectionError(
                            "an analysis without corrections: export it again after correcting something".to_owned(),
                        ));
                    }
                }
            }
            _ => {
                return Err(CorrectionError(format!(
                    "neither a list of corrections nor an analysis ({SCHEMA}) that holds one"
                )));
            }
        };
        for (index, value) in list.into_iter().enumerate() {
            let number = index + 1;
            let correction: Correction = serde_json::from_value(value)
                .map_err(|error| CorrectionError(format!("correction {number}: {error}")))?;
            if let Some(lack) = correction.lacks() {
                return Err(CorrectionError(format!("correction {number}: {lack}")));
            }
            read.list.push(correction);
        }
        Ok(read)
    }

    /// The corrections for a document, their places in bytes of its text, moved with their words where the text is another
    /// than the one that was corrected.
    pub fn for_document(self, document: &Document) -> Vec<Correction> {
        let former = self.input.map(|input| input.document());
        let corrected = former.as_ref().map_or(&document.text, |former| &former.text);
        let offsets = Offsets::new(corrected, self.offsets);
        let mut list = self.list;
        for correction in &mut list {
            correction.for_each_quote(&mut |quote| {
                let place = offsets.bytes([quote.span.start, quote.span.end]);
                quote.span = place.unwrap_or_default();
            });
        }
        if corrected != &document.text {
            carry(&mut list, corrected, &document.text);
        }
        list
    }
}
