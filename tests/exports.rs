//! Every export, read back by what its users read it with: real articles, and any analysis of any text.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use geojson::GeoJson;
use html5gum::{Token, Tokenizer};
use onrecord::analysis::{
    About, Act, Affiliation, Analysis, Attribution, Damage, DamageKind, DocumentInfo, Entity, EntityType, Finding,
    FindingKind, Mention, MentionKind, Polarity, Quotation, Source, SourceType, Statement, StatementKind,
    TimeExpression, TimeKind,
};
use onrecord::export::{self, text};
use onrecord::{Document, Engine, OffsetUnit, Options, Span};
use proptest::prelude::*;
use serde_json::Value;

const EXAMPLE: &str = include_str!("../www/example.txt");

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
        Document::from_html(include_str!("fixtures/html/wire.html")),
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

fn joined(text: &str, spans: &[Span]) -> String {
    spans
        .iter()
        .map(|span| one_line(span.of(text)))
        .collect::<Vec<_>>()
        .join(" … ")
}

/// A table by its columns, read strictly: every row as long as the header.
fn rows(csv: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    reader
        .deserialize()
        .map(|row| row.expect("a row as long as the header"))
        .collect()
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

fn check_csv(analysis: &Analysis, text: &str) {
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

fn check_geojson(analysis: &Analysis, text: &str) {
    let map: GeoJson = written("geojson", analysis, text).parse().expect("GeoJSON");
    let GeoJson::FeatureCollection(map) = map else {
        panic!("no FeatureCollection")
    };
    let places = analysis.entities.iter().filter(|entity| {
        matches!(
            entity.kind,
            EntityType::Geopolitical | EntityType::Location | EntityType::Facility
        ) || entity.coordinates.is_some()
    });
    assert_eq!(map.features.len(), places.clone().count());
    for (feature, entity) in map.features.iter().zip(places) {
        assert_eq!(feature.id, Some(geojson::feature::Id::String(entity.id.clone())));
        let point = feature.geometry.as_ref().map(|geometry| match &geometry.value {
            geojson::GeometryValue::Point { coordinates } => coordinates.as_slice().to_vec(),
            other => panic!("{other:?} is no point"),
        });
        assert_eq!(point, entity.coordinates.map(Vec::from));
        let mentions = feature.property("mentions").and_then(Value::as_array).expect("a list");
        assert_eq!(mentions.len(), entity.mentions.len());
        for (mention, expected) in mentions.iter().zip(&entity.mentions) {
            let (start, end): (usize, usize) = serde_json::from_value(mention["span"].clone()).expect("a span");
            assert_eq!(slice(text, start, end), expected.span.of(text));
            assert_eq!(mention["text"], expected.span.of(text));
        }
    }
}

fn check_graphml(analysis: &Analysis, text: &str) {
    let written = written("graphml", analysis, text);
    let document = roxmltree::Document::parse(&written).expect("XML");
    let named = |name: &'static str| {
        document
            .descendants()
            .filter(move |node| node.has_tag_name(("http://graphml.graphdrawing.org/xmlns", name)))
    };
    let keys: BTreeMap<&str, &str> = named("key")
        .map(|key| {
            (
                key.attribute("id").expect("an id"),
                key.attribute("for").expect("what it is for"),
            )
        })
        .collect();
    let data = |node: roxmltree::Node, name: &str| {
        let key = format!("{}-{name}", node.tag_name().name());
        let found = node
            .children()
            .find(|child| child.attribute("key") == Some(key.as_str()));
        found.map(|child| child.text().unwrap_or_default().to_owned())
    };
    for value in named("data") {
        let owner = value.parent().expect("a node or edge").tag_name().name().to_owned();
        assert_eq!(keys.get(value.attribute("key").expect("a key")), Some(&owner.as_str()));
    }
    let nodes: BTreeMap<&str, roxmltree::Node> = named("node")
        .map(|node| (node.attribute("id").expect("an id"), node))
        .collect();
    assert_eq!(nodes.len(), named("node").count(), "ids are unique");
    for entity in &analysis.entities {
        assert_eq!(
            data(nodes[entity.id.as_str()], "entityType"),
            Some(
                serde_json::to_value(entity.kind)
                    .expect("a name")
                    .as_str()
                    .expect("a string")
                    .to_owned()
            )
        );
    }
    let mut about: BTreeMap<String, u32> = BTreeMap::new();
    for edge in named("edge") {
        for end in ["source", "target"] {
            assert!(
                nodes.contains_key(edge.attribute(end).expect("an end")),
                "an edge leads to a node"
            );
        }
        if data(edge, "relation").as_deref() == Some("about") {
            for id in data(edge, "attributionIds").expect("evidence").split(' ') {
                *about.entry(id.to_owned()).or_default() += 1;
            }
        }
    }
    for attribution in &analysis.attributions {
        let speakers = analysis
            .sources
            .iter()
            .filter(|source| source.attribution_ids.contains(&attribution.id));
        let edges = speakers.count() * attribution.about.len();
        assert_eq!(
            about.get(&attribution.id).copied().unwrap_or(0) as usize,
            edges,
            "{}",
            attribution.id
        );
    }
}

/// brat's file, by id: the rest of the line after the id.
fn check_brat(analysis: &Analysis, text: &str) {
    let written = written("brat", analysis, text);
    let config = include_str!("../schema/brat/annotation.conf");
    let mut lines: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut equivalent: Vec<Vec<&str>> = Vec::new();
    // Python's splitlines() ends lines at all of these.
    assert!(!written.contains(['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']));
    for line in written.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        if let Some(same) = line.strip_prefix("*\tEquiv ") {
            equivalent.push(same.split(' ').collect());
            continue;
        }
        assert_eq!(fields.len(), if line.starts_with(['E', 'A']) { 2 } else { 3 }, "{line}");
        assert!(
            lines.insert(fields[0], fields[1..].to_vec()).is_none(),
            "{} is there twice",
            fields[0]
        );
    }
    // The type of a text-bound annotation, and the fragments it names.
    let textbound = |id: &str| {
        let [place, words] = lines[id].as_slice() else {
            panic!("{id}")
        };
        let (kind, places) = place.split_once(' ').expect("a type");
        let fragments: Vec<String> = places
            .split(';')
            .map(|place| {
                let (start, end) = place.split_once(' ').expect("two offsets");
                let [start, end] = [start, end].map(|offset| offset.parse().expect("a number"));
                assert!(start < end);
                slice(text, start, end)
            })
            .collect();
        assert_eq!(fragments.join(" "), *words, "brat compares the words with the text");
        (kind.to_owned(), one_line(words))
    };
    let mut events = 0;
    for id in lines.keys().copied().collect::<Vec<_>>() {
        let fields = &lines[id];
        match &id[..1] {
            "T" => {
                let (kind, _) = textbound(id);
                let declared = config
                    .lines()
                    .any(|line| line.split('\t').next() == Some(kind.as_str()));
                assert!(declared, "{kind} is not in annotation.conf");
            }
            "E" => {
                events += 1;
                let arguments: BTreeMap<&str, &str> = fields[0]
                    .split(' ')
                    .map(|argument| argument.split_once(':').expect("role:id"))
                    .collect();
                assert!(lines.contains_key(arguments["Attribution"]));
                for (role, target) in &arguments {
                    assert!(lines.contains_key(target), "{role}:{target}");
                    assert_eq!(target.starts_with('E'), *role == "RelayedBy");
                }
            }
            "A" => {
                let [name, target, value] = fields[0].split(' ').collect::<Vec<_>>()[..] else {
                    panic!("{fields:?}")
                };
                assert!(lines.contains_key(target));
                let declared = config.lines().find(|line| line.split('\t').next() == Some(name));
                let values = declared
                    .and_then(|line| line.split("Value:").nth(1))
                    .expect("an attribute with values");
                assert!(
                    values.split('|').any(|other| other == value),
                    "{name} {value} is not in annotation.conf"
                );
            }
            "N" | "#" => assert!(lines.contains_key(fields[0].split(' ').nth(1).expect("a target"))),
            other => panic!("{other}"),
        }
    }
    // Back to attributions: what is seen of their spans, without the breaks of lines.
    let visible = |spans: &[Span]| {
        let mut spans = spans.to_vec();
        spans.sort_unstable();
        let (mut end, mut words) = (0, String::new());
        for span in spans {
            let rest = Span {
                start: span.start.max(end),
                end: span.end.max(end),
            };
            end = rest.end;
            words += rest.of(text);
        }
        words.replace(|c: char| c.is_whitespace() || c.is_control(), "")
    };
    let seen: Vec<&Attribution> = analysis
        .attributions
        .iter()
        .filter(|a| {
            [&a.source, &a.cue, &a.content]
                .iter()
                .any(|spans| !visible(spans).is_empty())
        })
        .collect();
    assert_eq!(events, seen.len());
    for (index, attribution) in seen.iter().enumerate() {
        let event = lines[format!("E{}", index + 1).as_str()][0];
        let argument = |role: &str| {
            let found = event
                .split(' ')
                .filter_map(|argument| argument.split_once(':'))
                .find(|(name, _)| *name == role);
            found.map_or(String::new(), |(_, id)| {
                textbound(id).1.replace(|c: char| c.is_whitespace(), "")
            })
        };
        assert_eq!(argument("Source"), visible(&attribution.source));
        assert_eq!(argument("Content"), visible(&attribution.content));
        if !visible(&attribution.cue).is_empty() {
            assert_eq!(argument("Attribution"), visible(&attribution.cue));
        }
    }
    for same in equivalent {
        same.iter().for_each(|id| assert!(lines.contains_key(id)));
    }
}

fn check_web_annotation(analysis: &Analysis, text: &str) {
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

/// The report as a browser's tokenizer reads it.
fn check_html(analysis: &Analysis, text: &str) {
    const VOID: [&str; 3] = ["meta", "br", "!doctype"];
    let written = written("html", analysis, text);
    let (mut open, mut ids, mut links) = (Vec::<String>::new(), HashSet::new(), Vec::new());
    let mut article = String::new();
    for token in Tokenizer::new(&written).map(|token| token.expect("reading memory cannot fail")) {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                assert!(
                    !["script", "img", "link", "iframe", "form", "b"].contains(&name.as_str()),
                    "<{name}>"
                );
                for (attribute, value) in &tag.attributes {
                    let (attribute, value) = (
                        String::from_utf8_lossy(attribute),
                        String::from_utf8_lossy(value).into_owned(),
                    );
                    match attribute.as_ref() {
                        "id" => assert!(ids.insert(value.clone()), "{value} is there twice"),
                        "href" => links.push(value),
                        "class" | "scope" | "rel" | "lang" | "charset" | "content" | "name" | "http-equiv" => {}
                        other => panic!("<{name} {other}>"),
                    }
                }
                // A paragraph of the article is a line of the text, and the marks in it go with it.
                if name == "p" && open.iter().any(|element| element == "article") {
                    article.push('\n');
                }
                if !VOID.contains(&name.as_str()) {
                    open.push(name);
                }
            }
            Token::EndTag(tag) => assert_eq!(open.pop(), Some(String::from_utf8_lossy(&tag.name).into_owned())),
            Token::String(words) => {
                let in_article = open.iter().any(|element| element == "article");
                if in_article && !open.iter().any(|element| element == "sup") {
                    article.push_str(&String::from_utf8_lossy(&words));
                }
            }
            _ => {}
        }
    }
    assert!(open.is_empty(), "{open:?} is open at the end");
    for link in links {
        match link.strip_prefix('#') {
            Some(id) => assert!(ids.contains(id), "{link} leads nowhere"),
            None => assert!(link.starts_with("https://www.wikidata.org/wiki/"), "{link}"),
        }
    }
    let shown = |text: &str| -> Vec<String> {
        text.split_whitespace()
            .map(|word| {
                word.replace(
                    |c: char| c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'),
                    "\u{fffd}",
                )
            })
            .collect()
    };
    assert_eq!(shown(&article), shown(text), "the report holds the article");
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
    check_csv(analysis, text);
    check_geojson(analysis, text);
    check_graphml(analysis, text);
    check_brat(analysis, text);
    check_web_annotation(analysis, text);
    check_html(analysis, text);
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

/// Pieces that some format treats specially.
const PIECES: &[&str] = &[
    "word",
    " ",
    " ",
    "said",
    "\n",
    "\r\n",
    "\n\n",
    "\t",
    "\0",
    "\u{1b}[31m",
    "\u{85}",
    "\u{2028}",
    "\u{c}",
    "é",
    "e\u{301}",
    "🚢",
    "你好",
    "\u{ffff}",
    "<b>",
    "</p>",
    "&amp;",
    "]]>",
    "\"",
    "'",
    ",",
    ";",
    "=1+1",
    "@",
    "-",
    "+",
    "|",
    "“",
    "”",
    "<!--",
    "\u{feff}",
    "\u{a0}",
];

/// An analysis of a text in which everything that a format relies on holds, and nothing else: spans lie on characters, ids
/// count from 1. What they refer to may not be there.
fn any_analysis() -> impl Strategy<Value = (Analysis, String)> {
    let text = prop::collection::vec(prop::sample::select(PIECES), 1..40).prop_map(|pieces| pieces.concat());
    (text, prop::collection::vec(any::<u16>(), 60..200)).prop_map(|(text, numbers)| {
        let mut numbers = numbers.into_iter().map(usize::from).cycle();
        let mut pick = |n: usize| numbers.next().map_or(0, |number| number % n.max(1));
        (analysis_of(&text, &mut pick), text)
    })
}

fn analysis_of(text: &str, pick: &mut impl FnMut(usize) -> usize) -> Analysis {
    let bounds: Vec<usize> = (0..=text.len()).filter(|&byte| text.is_char_boundary(byte)).collect();
    macro_rules! span {
        () => {{
            let (a, b) = (bounds[pick(bounds.len())], bounds[pick(bounds.len())]);
            Span::new(a.min(b), a.max(b))
        }};
    }
    // A place with something in it.
    macro_rules! place {
        () => {{
            let at = pick(bounds.len() - 1);
            Span::new(bounds[at], bounds[at + 1 + pick(bounds.len() - 1 - at)])
        }};
    }
    macro_rules! spans {
        () => {{
            let mut spans: Vec<Span> = Vec::new();
            for _ in 0..pick(4) {
                let span = span!();
                if spans.last().is_none_or(|last| last.end <= span.start) {
                    spans.push(span);
                }
            }
            spans
        }};
    }
    macro_rules! some_id {
        ($letter:literal) => {
            (pick(2) == 0).then(|| format!("{}{}", $letter, pick(6)))
        };
    }
    let count = pick(5);
    let entity_count = pick(5);
    let attributions = (1..=count)
        .map(|n| Attribution {
            id: format!("a{n}"),
            source: spans!(),
            cue: spans!(),
            content: spans!(),
            quotation: [Quotation::Direct, Quotation::Mixed, Quotation::Indirect][pick(3)],
            polarity: [
                Polarity::Affirmed,
                Polarity::Denied,
                Polarity::Declined,
                Polarity::NoResponse,
            ][pick(4)],
            act: [Act::Statement, Act::Belief, Act::Intention, Act::Evidence][pick(4)],
            relayed_by: some_id!("a"),
            source_id: some_id!("s"),
            about: (1..=entity_count)
                .filter_map(|n| {
                    let mentions = pick(3) as u32;
                    (mentions > 0).then(|| About {
                        entity_id: format!("e{n}"),
                        mentions,
                    })
                })
                .collect(),
            confidence: pick(101) as f64 / 100.0,
        })
        .collect();
    let sources = (1..=pick(5))
        .map(|n| Source {
            id: format!("s{n}"),
            name: span!().of(text).to_owned(),
            kind: [
                SourceType::NamedPerson,
                SourceType::Anonymous,
                SourceType::Document,
                SourceType::UnnamedGroup,
            ][pick(4)],
            affiliation: [Affiliation::Government, Affiliation::InternationalOrganization][pick(2)],
            title: (pick(2) == 0).then(|| span!().of(text).to_owned()),
            anonymity_reason: (pick(2) == 0).then(|| place!()),
            entity_id: some_id!("e"),
            attribution_ids: (1..=count).filter(|_| pick(3) == 0).map(|n| format!("a{n}")).collect(),
            words: pick(90) as u32,
            quoted_words: pick(9) as u32,
        })
        .collect();
    let entities = (1..=entity_count)
        .map(|n| Entity {
            id: format!("e{n}"),
            name: span!().of(text).to_owned(),
            kind: [
                EntityType::Person,
                EntityType::Geopolitical,
                EntityType::Facility,
                EntityType::Norp,
            ][pick(4)],
            wikidata: (pick(2) == 0).then(|| format!("Q{n}")),
            coordinates: (pick(2) == 0).then(|| [pick(360) as f64 / 7.0 - 180.0, pick(180) as f64 - 90.0]),
            country: (pick(2) == 0).then(|| "NO".to_owned()),
            mentions: (0..pick(4))
                .map(|_| Mention {
                    span: place!(),
                    kind: [MentionKind::Name, MentionKind::Nominal, MentionKind::Pronoun][pick(3)],
                    own_type: (pick(3) == 0).then_some(EntityType::Norp),
                })
                .collect(),
            confidence: 0.5,
        })
        .collect();
    Analysis {
        document: DocumentInfo {
            title: (pick(2) == 0).then(|| span!().of(text).to_owned()),
            byline: (pick(2) == 0).then(|| span!().of(text).to_owned()),
            ..DocumentInfo::default()
        },
        sentences: spans!(),
        statements: (0..pick(3))
            .map(|_| Statement {
                span: spans!(),
                sentence: pick(3) as u32,
                source_ids: some_id!("s").into_iter().collect(),
                kind: StatementKind::Implicit,
                attribution_ids: vec![],
            })
            .collect(),
        times: vec![TimeExpression {
            span: place!(),
            kind: TimeKind::Set,
            value: "P1D".to_owned(),
        }],
        integrity: vec![Damage {
            kind: DamageKind::StrayFullStop,
            span: place!(),
            message: span!().of(text).to_owned(),
        }],
        findings: vec![Finding {
            kind: FindingKind::DenialReported,
            message: span!().of(text).to_owned(),
            standard: "A standard".to_owned(),
            source_ids: vec![],
            attribution_ids: vec![],
            spans: vec![place!(), place!()],
        }],
        attributions,
        sources,
        entities,
        ..Analysis::default()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_analysis_reads_back((analysis, text) in any_analysis()) {
        check_all(&analysis, &text);
    }
}
