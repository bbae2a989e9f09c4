//! The word pieces are those of the reference tokenizer. `training/fixture.py` wrote the fixture with it.

use onrecord::Span;
use onrecord::encoder::{Encoder, Piece};
use onrecord::span::{OffsetUnit, Offsets};

#[derive(serde::Deserialize)]
struct Row {
    text: String,
    ids: Vec<u32>,
    /// In code points, as the reference counts.
    offsets: Vec<[u32; 2]>,
}

#[test]
fn pieces_are_those_of_the_reference_tokenizer() {
    let model = std::fs::read("models/en/onrecord.model").expect("the model is part of the repository");
    let encoder = Encoder::load(&model).expect("it is whole");
    let fixture = std::fs::read_to_string("tests/fixtures/wordpiece.json").expect("it is part of the repository");
    let rows: Vec<Row> = serde_json::from_str(&fixture).expect("it is JSON");
    assert!(rows.len() > 15);
    for Row { text, ids, offsets } in rows {
        let mut pieces: Vec<Piece> = Vec::new();
        encoder.word_pieces().cut(&text, Span::new(0, text.len()), &mut pieces);
        assert_eq!(pieces.iter().map(|p| p.id).collect::<Vec<_>>(), ids, "{text:?}");
        let code_points = Offsets::new(&text, OffsetUnit::CodePoint);
        let found: Vec<[u32; 2]> = pieces.iter().map(|p| code_points.span(p.span)).collect();
        assert_eq!(found, offsets, "{text:?}");
    }
}
