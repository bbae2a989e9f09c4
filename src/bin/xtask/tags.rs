//! `cargo xtask tags MODEL < documents.jsonl`: the role tag of each word, to compare with the network in `PyTorch`.

use std::io::{BufRead, Write};

use onrecord::Document;
use onrecord::encoder::{Encoder, TAGS};
use onrecord::text::quotes::Quotes;
use onrecord::text::{sentences, stray};

use crate::Result;

/// Writes a JSON line for each document: `{"id", "tags": [tag…]}`, the tag of the highest score for each word.
pub(crate) fn run(args: &[String]) -> Result {
    let [model] = args else {
        return Err("usage: cargo xtask tags MODEL < documents.jsonl".into());
    };
    let encoder = Encoder::load(&std::fs::read(model).map_err(|error| format!("{model}: {error}"))?)?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for (number, line) in std::io::stdin().lock().lines().enumerate() {
        let record: serde_json::Value =
            serde_json::from_str(&line?).map_err(|e| format!("line {}: {e}", number + 1))?;
        let text = record["text"]
            .as_str()
            .ok_or_else(|| format!("line {}: no \"text\"", number + 1))?;
        let paragraphs = Document::from_text(text).paragraphs;
        let stray = stray::full_stops(text, &sentences::split(text, &paragraphs));
        let reading = encoder.read(text, &paragraphs, &stray, &Quotes::find(text, &paragraphs));
        let best = |word: usize| {
            let scores = reading.tag_scores(word);
            (0..TAGS).fold(0, |best, tag| if scores[tag] > scores[best] { tag } else { best })
        };
        let tags: Vec<usize> = (0..reading.words()).map(best).collect();
        writeln!(out, "{}", serde_json::json!({ "id": record["id"], "tags": tags }))?;
    }
    Ok(out.flush()?)
}
