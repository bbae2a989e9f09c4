//! `cargo xtask pieces VOCABULARY < documents.jsonl`: what the network sees of each document, for training.
//!
//! Training reads this instead of cutting text itself, so that there is one tokenizer and one set of surface features.

use std::io::{BufRead, Write};

use onrecord::encoder::{Input, WordPieces};
use onrecord::text::quotes::Quotes;
use onrecord::text::{sentences, stray};
use onrecord::{Document, OffsetUnit, Span, span::Offsets};

/// Writes a JSON line for each document: `{"id", "pieces": [[id, start, end, startsWord, case, quote, paragraph]…]}`,
/// with offsets in code points.
pub(crate) fn run(args: &[String]) -> Result<(), String> {
    let [vocabulary] = args else {
        return Err("usage: cargo xtask pieces VOCABULARY < documents.jsonl".into());
    };
    let vocabulary = std::fs::read_to_string(vocabulary).map_err(|e| format!("{vocabulary}: {e}"))?;
    let word_pieces = WordPieces::new(&vocabulary).ok_or("the vocabulary has no [UNK]")?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for (number, line) in std::io::stdin().lock().lines().enumerate() {
        let failed = |e: &dyn std::fmt::Display| format!("line {}: {e}", number + 1);
        let record: serde_json::Value = serde_json::from_str(&line.map_err(|e| failed(&e))?).map_err(|e| failed(&e))?;
        let text = record["text"].as_str().ok_or_else(|| failed(&"no \"text\""))?;
        let document = Document::from_text(text);
        let paragraphs: &[Span] = &document.paragraphs;
        let stray = stray::full_stops(text, &sentences::split(text, paragraphs));
        let input = Input::new(text, paragraphs, &stray, &Quotes::find(text, paragraphs), &word_pieces);
        let offsets = Offsets::new(text, OffsetUnit::CodePoint);
        let rows: Vec<[u32; 7]> = std::iter::zip(&input.pieces, &input.surface)
            .map(|(piece, surface)| {
                let [start, end] = offsets.span(piece.span);
                let [case, quote, paragraph] = [surface.case, surface.quote, surface.paragraph].map(u32::from);
                [
                    piece.id,
                    start,
                    end,
                    u32::from(piece.starts_word),
                    case,
                    quote,
                    paragraph,
                ]
            })
            .collect();
        let row = serde_json::json!({ "id": record["id"], "pieces": rows });
        writeln!(out, "{row}").map_err(|e| format!("standard output: {e}"))?;
    }
    out.flush().map_err(|e| format!("standard output: {e}"))
}
