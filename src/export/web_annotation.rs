//! W3C Web Annotations (JSON-LD): a collection with one page of annotations, for Hypothesis, Recogito and whoever reads
//! the model.
//!
//! In this order: for each attribution its source, cue and content (`a1-source`, `a1-cue`, `a1-content`); for each entity
//! its mentions (`e1-1`, `e1-2`, …); times (`t1`), damage (`d1`), findings (`f1`). Several pieces are several targets.
//! Each target has two selectors for the same words: a position in code points, as the model asks, and the quotation
//! with some characters before and after.
//!
//! The targets' `source` stands for the analysed text: `urn:onrecord:text:` and the CRC-32 of its UTF-8. Properties that
//! the model has no word for begin with `onrecord:` and mean what the JSON format says.

use serde::Serialize;

use super::json;
use super::story::{Story, code, mention_type};
use crate::analysis::{Analysis, Attribution};
use crate::span::{OffsetUnit, Offsets, Span};

/// Characters of the text before and after a quotation.
const AROUND: usize = 32;

/// Writes an analysis whose spans are in bytes of `text`.
pub fn to_string(analysis: &Analysis, text: &str) -> String {
    let mut page = Page {
        text,
        iri: format!("urn:onrecord:text:{:08x}", crc32fast::hash(text.as_bytes())),
        offsets: Offsets::new(text, OffsetUnit::CodePoint),
        items: Vec::new(),
    };
    let story = Story { analysis, text };
    for attribution in &analysis.attributions {
        add_attribution(&mut page, story, attribution);
    }
    for entity in &analysis.entities {
        for (index, mention) in entity.mentions.iter().enumerate() {
            let mut bodies = vec![Body::text("identifying", &entity.name)];
            if let Some(item) = &entity.wikidata {
                bodies.push(Body::link(
                    "identifying",
                    format!("http://www.wikidata.org/entity/{item}"),
                ));
            }
            bodies.push(Body::text("tagging", code(&mention_type(entity, mention))));
            bodies.push(Body::text("tagging", code(&mention.kind)));
            let id = format!("{}-{}", entity.id, index + 1);
            let mut annotation = page.annotation(&id, "identifying", bodies, &[mention.span]);
            annotation.entity = Some(&entity.id);
            page.add(annotation);
        }
    }
    for (index, time) in analysis.times.iter().enumerate() {
        let bodies = vec![
            Body::text("tagging", code(&time.kind)),
            Body::text("describing", &time.value),
        ];
        page.add(page.annotation(&format!("t{}", index + 1), "describing", bodies, &[time.span]));
    }
    for (index, damage) in analysis.integrity.iter().enumerate() {
        let bodies = vec![
            Body::text("tagging", code(&damage.kind)),
            Body::text("commenting", &damage.message),
        ];
        page.add(page.annotation(&format!("d{}", index + 1), "commenting", bodies, &[damage.span]));
    }
    for (index, finding) in analysis.findings.iter().enumerate() {
        let bodies = vec![
            Body::text("tagging", code(&finding.kind)),
            Body::text("commenting", &finding.message),
            Body::text("commenting", &finding.standard),
        ];
        page.add(page.annotation(&format!("f{}", index + 1), "commenting", bodies, &finding.spans));
    }
    json::document(&Collection {
        context: (
            "http://www.w3.org/ns/anno.jsonld",
            Own {
                prefix: "urn:onrecord:1#",
            },
        ),
        id: format!("{}#annotations", page.iri),
        kind: "AnnotationCollection",
        label: analysis.document.title.as_deref(),
        total: page.items.len(),
        first: First {
            id: format!("{}#annotations-1", page.iri),
            kind: "AnnotationPage",
            start_index: 0,
            items: &page.items,
        },
    })
}

fn add_attribution<'a>(page: &mut Page<'a>, story: Story<'a>, attribution: &'a Attribution) {
    let source = story.source_of(attribution);
    let mut who = Vec::new();
    if let Some(source) = source {
        who.push(Body::text("identifying", &source.name));
        if let Some(item) = story.entity_of(source).and_then(|entity| entity.wikidata.as_ref()) {
            who.push(Body::link(
                "identifying",
                format!("http://www.wikidata.org/entity/{item}"),
            ));
        }
        who.push(Body::text("tagging", code(&source.kind)));
        who.push(Body::text("tagging", code(&source.affiliation)));
    }
    let act = Body::text("tagging", code(&attribution.act));
    let content = vec![
        Body::text("tagging", code(&attribution.quotation)),
        Body::text("tagging", code(&attribution.polarity)),
    ];
    let roles = [
        ("source", "identifying", who, &attribution.source),
        ("cue", "tagging", vec![act], &attribution.cue),
        ("content", "tagging", content, &attribution.content),
    ];
    for (role, motivation, mut bodies, spans) in roles {
        bodies.push(Body::text("tagging", role));
        let mut annotation = page.annotation(&format!("{}-{role}", attribution.id), motivation, bodies, spans);
        annotation.attribution = Some(&attribution.id);
        annotation.source = attribution.source_id.as_deref();
        annotation.relayed_by = attribution.relayed_by.as_deref();
        annotation.confidence = Some(attribution.confidence);
        page.add(annotation);
    }
}

struct Page<'a> {
    text: &'a str,
    /// Stands for the text.
    iri: String,
    offsets: Offsets<'a>,
    items: Vec<Annotation<'a>>,
}

impl<'a> Page<'a> {
    fn annotation(&self, id: &str, motivation: &'static str, body: Vec<Body>, spans: &[Span]) -> Annotation<'a> {
        let spans = spans.iter().filter(|span| !span.is_empty());
        Annotation {
            id: format!("{}#{id}", self.iri),
            kind: "Annotation",
            motivation,
            attribution: None,
            source: None,
            relayed_by: None,
            entity: None,
            confidence: None,
            body,
            target: spans.map(|&span| self.target(span)).collect(),
        }
    }

    fn target(&self, span: Span) -> Target<'a> {
        let [start, end] = self.offsets.span(span);
        let before = self.text.get(..span.start as usize).unwrap_or_default();
        let after = self.text.get(span.end as usize..).unwrap_or_default();
        let prefix = before
            .char_indices()
            .rev()
            .take(AROUND)
            .last()
            .map_or(0, |(at, _)| span.start as usize - at);
        let suffix = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
        Target {
            source: self.iri.clone(),
            selector: (
                Position {
                    kind: "TextPositionSelector",
                    start,
                    end,
                },
                Quote {
                    kind: "TextQuoteSelector",
                    exact: span.of(self.text),
                    prefix: &before[before.len() - prefix..],
                    suffix: &after[..suffix],
                },
            ),
        }
    }

    /// Adds an annotation, unless it is about no place.
    fn add(&mut self, annotation: Annotation<'a>) {
        if !annotation.target.is_empty() {
            self.items.push(annotation);
        }
    }
}

#[derive(Serialize)]
struct Collection<'a> {
    #[serde(rename = "@context")]
    context: (&'static str, Own),
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
    total: usize,
    first: First<'a>,
}

/// What the prefix of our own properties stands for.
#[derive(Serialize)]
struct Own {
    #[serde(rename = "onrecord")]
    prefix: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct First<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    start_index: u32,
    items: &'a [Annotation<'a>],
}

#[derive(Serialize)]
struct Annotation<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    motivation: &'static str,
    #[serde(rename = "onrecord:attribution", skip_serializing_if = "Option::is_none")]
    attribution: Option<&'a str>,
    #[serde(rename = "onrecord:source", skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    #[serde(rename = "onrecord:relayedBy", skip_serializing_if = "Option::is_none")]
    relayed_by: Option<&'a str>,
    #[serde(rename = "onrecord:entity", skip_serializing_if = "Option::is_none")]
    entity: Option<&'a str>,
    #[serde(rename = "onrecord:confidence", skip_serializing_if = "Option::is_none")]
    confidence: Option<f64>,
    body: Vec<Body>,
    target: Vec<Target<'a>>,
}

#[derive(Serialize)]
struct Body {
    #[serde(rename = "type")]
    kind: &'static str,
    purpose: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
}

impl Body {
    fn text(purpose: &'static str, value: impl Into<String>) -> Self {
        Self {
            kind: "TextualBody",
            purpose,
            value: Some(value.into()),
            source: None,
        }
    }

    fn link(purpose: &'static str, iri: String) -> Self {
        Self {
            kind: "SpecificResource",
            purpose,
            value: None,
            source: Some(iri),
        }
    }
}

#[derive(Serialize)]
struct Target<'a> {
    source: String,
    selector: (Position, Quote<'a>),
}

#[derive(Serialize)]
struct Position {
    #[serde(rename = "type")]
    kind: &'static str,
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct Quote<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    exact: &'a str,
    prefix: &'a str,
    suffix: &'a str,
}
