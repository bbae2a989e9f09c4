//! JSON, the format `onrecord/1` that `schema/onrecord.schema.json` describes.

use std::io;

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};
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
    laid_out(&compact(value)) + "\n"
}

/// What an analysis in JSON Lines is the analysis of.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Origin<'a> {
    /// An article of a batch: its id as it was given, a string or a number.
    Id(&'a RawValue),
    /// One of several files, by name.
    File(&'a str),
}

/// A line of JSON Lines: the analysis as an object whose first member is its origin. Ends with a newline.
pub fn line(origin: Origin, analysis: &Analysis) -> String {
    #[derive(Serialize)]
    struct Line<'a> {
        #[serde(flatten)]
        origin: Origin<'a>,
        #[serde(flatten)]
        analysis: &'a Analysis,
    }
    compact(&Line { origin, analysis }) + "\n"
}

/// The line of JSON Lines that stands in the place of an article that could not be read. Ends with a newline.
///
/// `line` counts from 1. The article's id is given where it could be made out.
pub fn error_line(id: Option<&RawValue>, line: u64, error: &str) -> String {
    #[derive(Serialize)]
    struct ErrorLine<'a> {
        #[serde(skip_serializing_if = "Option::is_none")]
        id: Option<&'a RawValue>,
        line: u64,
        error: &'a str,
    }
    compact(&ErrorLine { id, line, error }) + "\n"
}

/// A value as JSON in one line.
fn compact(value: &impl Serialize) -> String {
    let mut out = Vec::new();
    let written = value.serialize(&mut Serializer::with_formatter(&mut out, Decimals));
    written.expect("plain data with string keys, written to memory");
    String::from_utf8(out).expect("JSON made of strings is UTF-8")
}

/// Writes fractions as [`decimal`] has them.
struct Decimals;

impl Formatter for Decimals {
    fn write_f64<W: ?Sized + io::Write>(&mut self, out: &mut W, value: f64) -> io::Result<()> {
        out.write_all(decimal(value).as_bytes())
    }
}

/// A fraction with as many of four places as it needs, at least one: no figure of an analysis has more.
///
/// For those it is the shortest that reads back the same, which the usual algorithms find for any fraction with tables of
/// ten kilobytes that hardly compress; the page would download them.
pub(super) fn decimal(value: f64) -> String {
    let ten_thousandths = (value.abs() * 1e4).round() as u64;
    let sign = if value < 0.0 && ten_thousandths > 0 { "-" } else { "" };
    let digits = format!("{sign}{}.{:04}", ten_thousandths / 10_000, ten_thousandths % 10_000);
    let shortest = digits.trim_end_matches('0');
    let needed = if shortest.ends_with('.') {
        shortest.len() + 1
    } else {
        shortest.len()
    };
    digits[..needed].to_owned()
}

/// Lays JSON in one line out: members each on a line, arrays of numbers and of spans in one line, arrays of objects with a
/// line for each bracket.
///
/// A pass of its own: a formatter of serde's would be compiled into the code of every type.
fn laid_out(compact: &str) -> String {
    let mut out = String::with_capacity(compact.len() * 2);
    // What is open around the place, outermost first.
    let mut open: Vec<Container> = Vec::new();
    let new_line = |out: &mut String, depth: usize| {
        out.push('\n');
        out.extend(std::iter::repeat_n("  ", depth));
    };
    let mut rest = compact;
    while let Some(sign) = rest.find(['"', '{', '}', '[', ']', ',', ':']) {
        out.push_str(&rest[..sign]);
        let depth = open.len();
        match rest.as_bytes()[sign] {
            b'{' => {
                if let Some(Container::Array { holds_objects }) = open.last_mut() {
                    *holds_objects = true;
                    new_line(&mut out, depth);
                }
                open.push(Container::Object);
                out.push('{');
                if !rest[sign + 1..].starts_with('}') {
                    new_line(&mut out, depth + 1);
                }
            }
            b'}' => {
                open.pop();
                new_line(&mut out, depth.saturating_sub(1));
                out.push('}');
            }
            b'[' => {
                open.push(Container::Array { holds_objects: false });
                out.push('[');
            }
            b']' => {
                if let Some(Container::Array { holds_objects: true }) = open.pop() {
                    new_line(&mut out, depth - 1);
                }
                out.push(']');
            }
            b',' => {
                out.push(',');
                if let Some(Container::Object) = open.last() {
                    new_line(&mut out, depth);
                }
            }
            b':' => out.push_str(": "),
            _ => {
                let end = sign + string_length(&rest[sign..]);
                out.push_str(&rest[sign..end]);
                rest = &rest[end..];
                continue;
            }
        }
        rest = &rest[sign + 1..];
    }
    out.push_str(rest);
    out
}

/// The length of the JSON string at the beginning of `json`, quotation marks included, in bytes.
fn string_length(json: &str) -> usize {
    let mut escaped = true;
    let end = json.bytes().position(|byte| {
        let ends = byte == b'"' && !escaped;
        // The first quotation mark counts as escaped.
        escaped = byte == b'\\' && !escaped;
        ends
    });
    end.map_or(json.len(), |end| end + 1)
}

enum Container {
    Object,
    Array { holds_objects: bool },
}

#[cfg(test)]
mod tests {
    use serde_json::value::RawValue;

    use super::{Origin, decimal, error_line, laid_out, line, to_string};
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
    fn figures_of_four_places_are_written_as_serde_writes_them() {
        let whole = (0..=10_000).chain([1_234_567, 1_800_000, 999_999]);
        for ten_thousandths in whole {
            for value in [
                f64::from(ten_thousandths) / 1e4,
                f64::from(-ten_thousandths) / 1e4 + 0.0,
            ] {
                assert_eq!(decimal(value), serde_json::to_string(&value).expect("a number"));
            }
        }
        assert_eq!([decimal(-0.000_01), decimal(0.123_456)], ["0.0", "0.1235"]);
    }

    #[test]
    fn signs_within_strings_are_left_alone() {
        let value = r#"{"a{,":"\\\"}[:,","b":[],"c":[[1,2],[]],"d":[{"e":"\\"},{"f":{}}],"g":[1,"x"]}"#;
        let laid_out = laid_out(value);
        let parse = |json: &str| serde_json::from_str::<serde_json::Value>(json).expect("JSON");
        assert_eq!(parse(&laid_out), parse(value));
        assert!(
            laid_out.starts_with("{\n  \"a{,\": \"\\\\\\\"}[:,\",\n  \"b\": [],\n  \"c\": [[1,2],[]],\n"),
            "{laid_out}"
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
