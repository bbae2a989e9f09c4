//! Tables as the csv crate reads them, strictly: every row as long as its header.

use std::collections::BTreeMap;

use onrecord::export;
use onrecord::{Analysis, Span};

use crate::{one_line, slice, written};

/// A table by its columns, read strictly: every row as long as the header.
fn rows(csv: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    reader
        .deserialize()
        .map(|row| row.expect("a row as long as the header"))
        .collect()
}

fn joined(text: &str, spans: &[Span]) -> String {
    spans
        .iter()
        .map(|span| one_line(span.of(text)))
        .collect::<Vec<_>>()
        .join(" … ")
}

/// What a cell shows of words: those that a spreadsheet would run have an apostrophe in front.
fn cell(words: &str) -> String {
    let line = one_line(words);
    if line.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) {
        format!("'{line}")
    } else {
        line
    }
}

pub(crate) fn check(analysis: &Analysis, text: &str) {
    let attributions = rows(&written("csv", analysis, text));
    assert_eq!(attributions.len(), analysis.attributions.len());
    for (row, attribution) in attributions.iter().zip(&analysis.attributions) {
        assert_eq!(row["id"], attribution.id);
        assert_eq!(row["content"], cell(&joined(text, &attribution.content)));
        let spans: Vec<(usize, usize)> = serde_json::from_str(&row["contentSpans"]).expect("spans as in the JSON");
        let words: Vec<String> = spans.iter().map(|&(start, end)| slice(text, start, end)).collect();
        assert!(
            words
                .iter()
                .map(String::as_str)
                .eq(attribution.content.iter().map(|span| span.of(text)))
        );
        assert_eq!(row["confidence"].parse(), Ok(attribution.confidence));
    }
    let sources = rows(&written("csv-sources", analysis, text));
    assert_eq!(sources.len(), analysis.sources.len());
    for (row, source) in sources.iter().zip(&analysis.sources) {
        assert_eq!(
            (&row["name"], &row["attributionIds"]),
            (&cell(&source.name), &source.attribution_ids.join(" "))
        );
    }
    let entities = rows(&written("csv-entities", analysis, text));
    assert_eq!(entities.len(), analysis.entities.len());
    for (row, entity) in entities.iter().zip(&analysis.entities) {
        assert_eq!(row["mentions"].parse(), Ok(entity.mentions.len()));
        let place = entity
            .coordinates
            .map(|at| at.map(|degrees| degrees.to_string().parse::<f64>()));
        let [longitude, latitude] = ["longitude", "latitude"].map(|column| row[column].parse::<f64>());
        assert_eq!(place, longitude.ok().map(|longitude| [Ok(longitude), latitude]));
    }
    let mentions = rows(&written("csv-mentions", analysis, text));
    let all = analysis.entities.iter().flat_map(|entity| &entity.mentions);
    assert_eq!(mentions.len(), all.clone().count());
    for (row, mention) in mentions.iter().zip(all) {
        let [start, end] = ["start", "end"].map(|column| row[column].parse().expect("a number"));
        assert_eq!(slice(text, start, end), mention.span.of(text));
    }
    assert_eq!(rows(&written("csv-times", analysis, text)).len(), analysis.times.len());
    let findings = analysis.findings.len() + analysis.integrity.len();
    assert_eq!(rows(&written("csv-findings", analysis, text)).len(), findings);
    for (format, _) in export::FORMATS.iter().filter(|(name, _)| name.starts_with("csv")) {
        for cell in rows(&written(format, analysis, text)).iter().flat_map(BTreeMap::values) {
            let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
            assert!(!runs, "{format}: {cell:?} would run in a spreadsheet");
        }
    }
}
