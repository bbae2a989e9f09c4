//! Every export, read back by what its users read it with: real articles, and any analysis of any text.

mod any;
mod brat;
mod csv;
mod geojson;
mod graphml;
mod html;
mod web_annotation;

use ::geojson::GeoJson;
use onrecord::export::{self, text};
use onrecord::{Analysis, Document, Engine, OffsetUnit, Options};
use proptest::prelude::*;
use serde_json::Value;

const EXAMPLE: &str = include_str!("../../www/example.txt");

/// Names that are on the map and one that is not, a relayed claim, a denial, signs that formats treat specially.
const ABROAD: &str = "OSLO (Nordic Wire) — Norway’s navy will leave the port of Grindavask on 3 May, the daily \
    Kystavisen reported on Monday, citing two officials in Japan who asked not to be named.\n\n“=1+1 <b>& more</b>,” \
    Inga Dahl said.\r\n\"Norway and Japan\twill not\u{2028}agree,\" she said 🚢. Norway denied it.\n\n- Tokyo said it \
    had no comment on Grindavask.\n";

fn analyses() -> Vec<(Analysis, String)> {
    let model =
        std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/models/en/onrecord.model")).expect("the model file");
    let engine = Engine::load(&model).expect("a model of this version");
    let documents = [
        Document::from_text(""),
        Document::from_text("Nothing is attributed here. The river rose by two metres overnight."),
        Document::from_text(EXAMPLE),
        Document::from_text(&EXAMPLE.replace('\n', "\r\n")),
        Document::from_text(ABROAD),
        Document::from_html(include_str!("../fixtures/html/wire.html")),
    ];
    let analyze = |document: Document| (engine.analyze(&document, &Options::default()), document.text);
    documents.map(analyze).into()
}

fn written(format: &str, analysis: &Analysis, text: &str) -> String {
    export::to_string(format, analysis, text, OffsetUnit::CodePoint).expect("a format of this name")
}

/// The text between two code points.
fn slice(text: &str, start: usize, end: usize) -> String {
    text.chars().skip(start).take(end - start).collect()
}

/// The words as exports show them: in one line.
fn one_line(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.replace(|c: char| c.is_control(), "\u{fffd}")
}

fn check_text(analysis: &Analysis, text: &str) {
    let layout = text::Layout {
        width: 80,
        color: false,
        offsets: OffsetUnit::CodePoint,
    };
    let report = text::to_string(analysis, text, layout);
    assert!(!report.contains(|c: char| c.is_control() && c != '\n'));
    for source in &analysis.sources {
        assert!(report.contains(&source.id));
    }
}

fn check_all(analysis: &Analysis, text: &str) {
    csv::check(analysis, text);
    geojson::check(analysis, text);
    graphml::check(analysis, text);
    brat::check(analysis, text);
    web_annotation::check(analysis, text);
    html::check(analysis, text);
    check_text(analysis, text);
}

#[test]
fn real_articles_read_back() {
    for (analysis, text) in analyses() {
        check_all(&analysis, &text);
        let layout = text::Layout {
            width: 80,
            color: false,
            offsets: OffsetUnit::CodePoint,
        };
        for line in text::to_string(&analysis, &text, layout).lines() {
            assert!(line.chars().count() <= 80, "wider than 80 columns: {line:?}");
        }
    }
}

#[test]
fn real_articles_have_places_relays_and_people_spoken_of() {
    let (analysis, text) = &analyses()[4];
    let map: GeoJson = written("geojson", analysis, text).parse().expect("GeoJSON");
    let GeoJson::FeatureCollection(map) = map else {
        panic!("no FeatureCollection")
    };
    let place = |name: &str| {
        let found = map
            .features
            .iter()
            .find(|feature| feature.property("name") == Some(&name.into()));
        found.unwrap_or_else(|| panic!("{name} is on no list: {map}"))
    };
    assert!(place("Norway").geometry.is_some());
    assert!(
        place("Grindavask").geometry.is_none(),
        "a place that nobody knows stays in the list"
    );
    let spoken_of = place("Norway")
        .property("attributionIds")
        .and_then(Value::as_array)
        .expect("a list");
    assert!(!spoken_of.is_empty());
    let network = written("graphml", analysis, text);
    for relation in ["relays", "about", "cooccurs"] {
        assert!(
            network.contains(&format!("<data key=\"edge-relation\">{relation}</data>")),
            "{relation}: {network}"
        );
    }
    assert!(written("brat", analysis, text).contains(" RelayedBy:E"));
    assert!(written("html", analysis, text).contains("Relayed by Kystavisen"));
}

#[test]
fn a_reporter_reads_every_list_in_the_terminal() {
    let (analysis, text) = &analyses()[2];
    let layout = text::Layout {
        width: 80,
        color: false,
        offsets: OffsetUnit::CodePoint,
    };
    let report = text::to_string(analysis, text, layout);
    for heading in [
        "WHAT IT RESTS ON",
        "SOURCES (",
        "ATTRIBUTIONS (",
        "STATEMENTS (",
        "FINDINGS (",
        "ENTITIES (",
        "TIMES (",
    ] {
        assert!(report.contains(&format!("\n{heading}")), "{heading}\n{report}");
    }
    for words in [
        "not named: “because they had signed confidentiality agreements”",
        "relayed by",
        "Reuters, Handbook of Journalism",
        "PT20M · length of time",
    ] {
        assert!(report.contains(words), "{words}\n{report}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_analysis_reads_back((analysis, text) in any::any_analysis()) {
        check_all(&analysis, &text);
    }
}
