//! `schema/onrecord.schema.json` describes what the program writes: real output is valid, and output with any one thing
//! wrong is not.

use onrecord::export::json;
use onrecord::{Analysis, Document, Engine, OffsetUnit, Options};
use serde_json::{Value, json};

const ARTICLES: [&str; 3] = [
    "",
    "Nothing is attributed here. The river rose by two metres overnight.",
    "The river will not rise again this week, the harbour office said. “We are watching it,” Ines Moreau, its head, told \
     reporters on Tuesday.\n\nThe mayor declined to comment. According to a report by the port authority, citing two \
     engineers, the dam is “in good order” 🙂.",
];

fn validator() -> jsonschema::Validator {
    let schema: Value =
        serde_json::from_str(include_str!("../schema/onrecord.schema.json")).expect("the schema is JSON");
    jsonschema::draft202012::meta::validate(&schema).expect("the schema is a JSON Schema");
    jsonschema::draft202012::new(&schema).expect("its references resolve")
}

fn analyses() -> Vec<Analysis> {
    let model =
        std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/models/en/onrecord.model")).expect("the model file");
    let engine = Engine::load(&model).expect("a model of this version");
    let mut documents: Vec<Document> = ARTICLES.map(Document::from_text).into();
    documents.push(Document::from_html(
        "<!doctype html><title>Dam</title><p>The dam holds, the mayor said.</p>",
    ));
    let analyze = |document: &Document| {
        engine
            .analyze(document, &Options::default())
            .with_offsets(&document.text, OffsetUnit::CodePoint)
    };
    documents.iter().map(analyze).collect()
}

/// An analysis with an attribution, as JSON.
fn sample() -> Value {
    let analysis = analyses()
        .into_iter()
        .find(|analysis| !analysis.attributions.is_empty());
    serde_json::to_value(analysis.expect("an article with attributions")).expect("plain data")
}

fn assert_valid(validator: &jsonschema::Validator, output: &str) {
    let output: Value = serde_json::from_str(output).expect("the output is JSON");
    let errors: Vec<String> = validator
        .iter_errors(&output)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}\nin {output:#}");
}

#[test]
fn what_the_program_writes_is_valid() {
    let validator = validator();
    let id = serde_json::value::RawValue::from_string("17".to_owned()).expect("a number");
    for analysis in analyses() {
        assert_valid(&validator, &json::to_string(&analysis));
        assert_valid(&validator, &json::line(json::Origin::Id(&id), &analysis));
        assert_valid(&validator, &json::line(json::Origin::File("draft.txt"), &analysis));
    }
    assert_valid(&validator, &json::error_line(Some(&id), 3, "missing field `text`"));
    assert_valid(&validator, &json::error_line(None, 3, "not JSON"));
}

#[test]
fn every_member_is_required_and_no_other_allowed() {
    let validator = validator();
    let sample = sample();
    assert!(validator.is_valid(&sample));
    for object in ["", "/document", "/attributions/0"] {
        let members = sample.pointer(object).and_then(Value::as_object).expect("an object");
        for member in members.keys() {
            let mut broken = sample.clone();
            broken
                .pointer_mut(object)
                .and_then(Value::as_object_mut)
                .expect("an object")
                .remove(member);
            assert!(!validator.is_valid(&broken), "{object} without {member}");
        }
        let mut broken = sample.clone();
        broken.pointer_mut(object).expect("an object")["extra"] = json!(1);
        assert!(!validator.is_valid(&broken), "{object} with another member");
    }
}

#[test]
fn wrong_values_are_rejected() {
    let validator = validator();
    let table = [
        ("/schema", json!("onrecord/2")),
        ("/offsets", json!("utf8")),
        ("/document/date", json!("24 December 2021")),
        ("/document/date", json!("2021-13-24")),
        ("/document/words", json!(-1)),
        ("/sentences/0", json!([0])),
        ("/sentences/0", json!([0, 1, 2])),
        ("/sentences/0", json!([-1, 2])),
        ("/sentences/0", json!({"start": 0, "end": 1})),
        ("/attributions/0/id", json!("a0")),
        ("/attributions/0/source", json!([0, 3])),
        ("/attributions/0/quotation", json!("Direct")),
        ("/attributions/0/polarity", json!(null)),
        ("/attributions/0/act", json!("speech")),
        ("/attributions/0/relayedBy", json!(1)),
        ("/attributions/0/about", json!(["e1"])),
        ("/attributions/0/about", json!([{"entityId": "s1", "mentions": 1}])),
        ("/attributions/0/about", json!([{"entityId": "e1", "mentions": 0}])),
        ("/attributions/0/about", json!([{"entityId": "e1"}])),
        ("/attributions/0/confidence", json!(1.01)),
        ("/attributions/0/confidence", json!("0.9")),
    ];
    let sample = sample();
    for (place, value) in table {
        let mut broken = sample.clone();
        *broken
            .pointer_mut(place)
            .unwrap_or_else(|| panic!("{place} in the sample")) = value.clone();
        assert!(!validator.is_valid(&broken), "{place} = {value}");
    }
    for broken in [
        json!([]),
        json!({"line": 0, "error": "x"}),
        json!({"error": "x"}),
        json!({"id": null, "line": 1, "error": "x"}),
    ] {
        assert!(!validator.is_valid(&broken), "{broken}");
    }
}
