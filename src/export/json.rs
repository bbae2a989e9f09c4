//! JSON, the format `onrecord/1` that `schema/onrecord.schema.json` describes.
//!
//! The page exports the same object, with spans in UTF-16 code units, in the layout of `JSON.stringify`.

use std::io::{self, Write};

use serde::Serialize;
#[cfg(feature = "cli")]
use serde_json::ser::CompactFormatter;
use serde_json::ser::{Formatter, Serializer};
#[cfg(feature = "cli")]
use serde_json::value::RawValue;

use crate::Analysis;

/// An analysis as a JSON document to be read by people too: an object's members each on a line, spans in one line.
///
/// Ends with a newline.
pub fn to_string(analysis: &Analysis) -> String {
    document(analysis)
}

/// Any value as a JSON document in the same layout.
pub(super) fn document(value: &impl Serialize) -> String {
    write(value, Layout::default())
}

/// What an analysis in JSON Lines is the analysis of.
#[cfg(feature = "cli")]
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Origin<'a> {
    /// An article of a batch: its id as it was given, a string or a number.
    Id(&'a RawValue),
    /// One of several files, by name.
    File(&'a str),
}

/// A line of JSON Lines: the analysis as an object whose first member is its origin. Ends with a newline.
#[cfg(feature = "cli")]
pub fn line(origin: Origin, analysis: &Analysis) -> String {
    #[derive(Serialize)]
    struct Line<'a> {
        #[serde(flatten)]
        origin: Origin<'a>,
        #[serde(flatten)]
        analysis: &'a Analysis,
    }
    write(&Line { origin, analysis }, CompactFormatter)
}

/// The line of JSON Lines that stands in the place of an article that could not be read. Ends with a newline.
///
/// `line` counts from 1. The article's id is given where it could be made out.
#[cfg(feature = "cli")]
pub fn error_line(id: Option<&RawValue>, line: u64, error: &str) -> String {
    #[derive(Serialize)]
    struct ErrorLine<'a> {
        #[serde(skip_serializing_if = "Option::is_none")]
        id: Option<&'a RawValue>,
        line: u64,
        error: &'a str,
    }
    write(&ErrorLine { id, line, error }, CompactFormatter)
}

fn write(value: &impl Serialize, formatter: impl Formatter) -> String {
    let mut out = Vec::new();
    let written = value.serialize(&mut Serializer::with_formatter(&mut out, formatter));
    written.expect("plain data with string keys, written to memory");
    out.push(b'\n');
    String::from_utf8(out).expect("JSON made of strings is UTF-8")
}

/// Members each on a line, arrays of numbers and of spans in one line, arrays of objects with a line for each bracket.
#[derive(Default)]
struct Layout {
    /// What is open around the place being written, outermost first.
    open: Vec<Container>,
}

enum Container {
    Object,
    Array { holds_objects: bool },
}

impl Layout {
    fn new_line(&self, out: &mut (impl Write + ?Sized)) -> io::Result<()> {
        out.write_all(b"\n")?;
        self.open.iter().try_for_each(|_| out.write_all(b"  "))
    }
}

impl Formatter for Layout {
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open.push(Container::Array { holds_objects: false });
        out.write_all(b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        if let Some(Container::Array { holds_objects: true }) = self.open.pop() {
            self.new_line(out)?;
        }
        out.write_all(b"]")
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        if let Some(Container::Array { holds_objects }) = self.open.last_mut() {
            *holds_objects = true;
            self.new_line(out)?;
        }
        self.open.push(Container::Object);
        out.write_all(b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open.pop();
        self.new_line(out)?;
        out.write_all(b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        if !first {
            out.write_all(b",")?;
        }
        self.new_line(out)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::value::RawValue;

    use super::{Origin, error_line, line, to_string};
    use crate::analysis::{Act, Analysis, Attribution, DocumentInfo, Polarity, Quotation};
    use crate::{OffsetUnit, Span};

    fn analysis() -> Analysis {
        Analysis {
            offsets: OffsetUnit::CodePoint,
            document: DocumentInfo {
                title: Some("A \"test\"".to_owned()),
                words: 4,
                sentences: 1,
                ..DocumentInfo::default()
            },
            sentences: vec![Span::new(0, 9), Span::new(10, 12)],
            attributions: vec![Attribution {
                id: "a1".to_owned(),
                source: vec![],
                cue: vec![Span::new(3, 7)],
                content: vec![Span::new(0, 2), Span::new(8, 9)],
                quotation: Quotation::Mixed,
                polarity: Polarity::NoResponse,
                act: Act::Belief,
                relayed_by: None,
                source_id: None,
                about: vec![],
                confidence: 0.93,
            }],
            ..Analysis::default()
        }
    }

    #[test]
    fn spans_stand_in_one_line_and_members_each_in_their_own() {
        let expected = r#"{
  "schema": "onrecord/1",
  "offsets": "codepoint",
  "document": {
    "title": "A \"test\"",
    "byline": null,
    "publisher": null,
    "dateline": null,
    "date": null,
    "words": 4,
    "sentences": 1
  },
  "sentences": [[0,9],[10,12]],
  "attributions": [
    {
      "id": "a1",
      "source": [],
      "cue": [[3,7]],
      "content": [[0,2],[8,9]],
      "quotation": "mixed",
      "polarity": "noResponse",
      "act": "belief",
      "relayedBy": null,
      "sourceId": null,
      "about": [],
      "confidence": 0.93
    }
  ],
  "sources": [],
  "statements": [],
  "entities": [],
  "times": [],
  "integrity": [],
  "findings": [],
  "profile": {
    "words": 0,
    "attributedWords": 0,
    "quotedWords": 0,
    "unattributedWords": 0,
    "sentences": 0,
    "sourcedSentences": 0,
    "sources": 0,
    "sourcesByType": {
    },
    "sourcesByAffiliation": {
    },
    "wordsByType": {
    },
    "longestChain": 0,
    "firstSourceId": null,
    "mostUsedSourceId": null,
    "mostUsedSourceShare": 0.0
  }
}
"#;
        assert_eq!(to_string(&analysis()), expected);
    }

    #[test]
    fn what_is_written_reads_back_the_same() {
        let written = to_string(&analysis());
        assert_eq!(
            serde_json::from_str::<Analysis>(&written).expect("valid JSON"),
            analysis()
        );
    }

    #[test]
    fn an_analysis_without_attributions_has_an_empty_array() {
        let written = to_string(&Analysis {
            attributions: vec![],
            ..analysis()
        });
        assert!(written.contains("\"attributions\": [],\n"), "{written}");
    }

    #[test]
    fn a_line_begins_with_its_origin_and_holds_the_same_analysis() {
        let id = RawValue::from_string("12345678901234567890.0".to_owned()).expect("a number");
        for (origin, start) in [
            (
                Origin::Id(&id),
                r#"{"id":12345678901234567890.0,"schema":"onrecord/1","#,
            ),
            (Origin::File("a b.txt"), r#"{"file":"a b.txt","schema":"onrecord/1","#),
        ] {
            let written = line(origin, &analysis());
            assert!(written.starts_with(start), "{written}");
            assert_eq!(written.find('\n'), Some(written.len() - 1));
            assert_eq!(
                serde_json::from_str::<Analysis>(&written).expect("valid JSON"),
                analysis()
            );
        }
    }

    #[test]
    fn an_error_line_has_an_id_only_where_there_is_one() {
        let id = RawValue::from_string("\"x\"".to_owned()).expect("a string");
        assert_eq!(
            error_line(Some(&id), 3, "no \"text\""),
            "{\"id\":\"x\",\"line\":3,\"error\":\"no \\\"text\\\"\"}\n"
        );
        assert_eq!(error_line(None, 4, "empty"), "{\"line\":4,\"error\":\"empty\"}\n");
    }
}
