//! Corrections as they are kept in a file: a list of them, or an exported analysis that holds one.

use std::error::Error;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Value, from_value};

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
    /// The headline, where it was given by hand; empty to say that there is none.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub title: Option<String>,
    /// The author line, likewise.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub byline: Option<String>,
    /// The day of publication, likewise.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub date: Option<String>,
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
        let value = serde_json::from_str(json).map_err(|error| CorrectionError(format!("not JSON: {error}")))?;
        let mut read = Self {
            offsets,
            input: None,
            list: Vec::new(),
        };
        read.take(value).map_err(CorrectionError)?;
        Ok(read)
    }

    fn take(&mut self, value: Value) -> Result<(), String> {
        let list = match value {
            Value::Array(list) => list,
            Value::Object(mut analysis) if analysis.get("schema").and_then(Value::as_str) == Some(SCHEMA) => {
                let mut member = |name: &str| analysis.remove(name).unwrap_or_default();
                let (offsets, input) = (member("offsets"), member("input"));
                self.offsets = from_value(offsets).map_err(|error| format!("\"offsets\": {error}"))?;
                self.input = from_value(input).map_err(|error| format!("\"input\": {error}"))?;
                let Some(Value::Array(list)) = analysis.remove("corrections") else {
                    return Err(
                        "an analysis without corrections: export it again after correcting something".to_owned(),
                    );
                };
                list
            }
            _ => {
                return Err(format!(
                    "neither a list of corrections nor an analysis ({SCHEMA}) that holds one"
                ));
            }
        };
        for (index, value) in list.into_iter().enumerate() {
            let number = index + 1;
            let mut correction: Correction =
                from_value(value).map_err(|error| format!("correction {number}: {error}"))?;
            if let Some(lack) = correction.lacks() {
                return Err(format!("correction {number}: {lack}"));
            }
            // What it changed in another analysis says nothing here.
            correction.ids.clear();
            correction.orphaned = false;
            self.list.push(correction);
        }
        Ok(())
    }

    /// The corrections for a document, their places in bytes of its text, moved with their words where the text is another
    /// than the one that was corrected.
    pub fn for_document(self, document: &Document) -> Vec<Correction> {
        let former = self.input.map(|input| input.document());
        let corrected = former.as_ref().map_or(&document.text, |former| &former.text);
        let mut list = self.list;
        in_bytes(&mut list, corrected, self.offsets);
        if corrected != &document.text {
            carry(&mut list, corrected, &document.text);
        }
        list
    }
}

/// Turns the places of corrections of `text` from `unit` into bytes; what is no place becomes empty.
pub fn in_bytes(corrections: &mut [Correction], text: &str, unit: OffsetUnit) {
    let offsets = Offsets::new(text, unit);
    for correction in corrections {
        correction.for_each_quote(&mut |quote| {
            let place = offsets.bytes([quote.span.start, quote.span.end]);
            quote.span = place.unwrap_or_default();
        });
    }
}
