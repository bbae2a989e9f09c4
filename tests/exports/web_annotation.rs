//! Annotations held against the text: both selectors of a target select the same words.

use std::collections::{BTreeMap, BTreeSet};

use onrecord::Analysis;
use serde_json::Value;

use crate::{slice, written};

pub(crate) fn check(analysis: &Analysis, text: &str) {
    let collection: Value = serde_json::from_str(&written("web-annotation", analysis, text)).expect("JSON");
    assert_eq!(collection["@context"][0], "http://www.w3.org/ns/anno.jsonld");
    let annotations = collection["first"]["items"].as_array().expect("a list");
    assert_eq!(collection["total"], annotations.len());
    let ids: BTreeSet<&str> = annotations
        .iter()
        .filter_map(|annotation| annotation["id"].as_str())
        .collect();
    assert_eq!(ids.len(), annotations.len(), "ids are unique");
    // https://www.w3.org/TR/annotation-vocab/#named-individuals
    let motivations = [
        "assessing",
        "bookmarking",
        "classifying",
        "commenting",
        "describing",
        "editing",
        "highlighting",
        "identifying",
        "linking",
        "moderating",
        "questioning",
        "replying",
        "tagging",
    ];
    let mut exact: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for annotation in annotations {
        assert_eq!(annotation["type"], "Annotation");
        for body in annotation["body"].as_array().expect("a list") {
            assert!(motivations.contains(&body["purpose"].as_str().expect("a purpose")));
        }
        for target in annotation["target"].as_array().expect("a list") {
            let [position, quote] = target["selector"].as_array().expect("a list").as_slice() else {
                panic!("two selectors")
            };
            assert_eq!(
                (&position["type"], &quote["type"]),
                (&"TextPositionSelector".into(), &"TextQuoteSelector".into())
            );
            let [start, end] = ["start", "end"].map(|end| position[end].as_u64().expect("a number") as usize);
            let [before, words, after] =
                ["prefix", "exact", "suffix"].map(|part| quote[part].as_str().expect("a string"));
            assert_eq!(slice(text, start, end), words);
            let [before_length, after_length] = [before, after].map(|part| part.chars().count());
            assert_eq!(
                slice(text, start - before_length, end + after_length),
                format!("{before}{words}{after}")
            );
            assert!(before_length == 32 || before_length == start, "{before:?}");
            exact
                .entry(annotation["id"].as_str().expect("an id"))
                .or_default()
                .push(words.to_owned());
        }
    }
    let iri = collection["id"]
        .as_str()
        .and_then(|id| id.strip_suffix("#annotations"))
        .expect("the text's IRI");
    for attribution in &analysis.attributions {
        let contents = attribution
            .content
            .iter()
            .filter(|span| !span.is_empty())
            .map(|span| span.of(text).to_owned());
        let id = format!("{iri}#{}-content", attribution.id);
        assert_eq!(
            exact.get(id.as_str()).cloned().unwrap_or_default(),
            contents.collect::<Vec<_>>()
        );
    }
}
