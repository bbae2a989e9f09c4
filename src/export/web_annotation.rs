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
    let story = Story { analysis, text };
    let mut page = Page {
        text,
        iri: format!("urn:onrecord:text:{:08x}", crc32fast::hash(text.as_bytes())),
        offsets: Offsets::new(text, OffsetUnit::CodePoint),
        items: Vec::new(),
        bodies: Vec::new(),
    };
    for attribution in &analysis.attributions {
        add_attribution(&mut page, story, attribution);
    }
    for entity in &analysis.entities {
        let of = Of {
            entity: Some(&entity.id),
            ..Of::default()
        };
        for (index, mention) in entity.mentions.iter().enumerate() {
            page.body("identifying", &entity.name);
            page.item(entity.wikidata.as_deref());
            page.body("tagging", &code(&mention_type(entity, mention)));
            page.body("tagging", &code(&mention.kind));
            let id = [entity.id.as_str(), "-", &(index + 1).to_string()];
            page.add(id, "identifying", of, &[mention.span]);
        }
    }
    for (index, time) in analysis.times.iter().enumerate() {
        page.body("tagging", &code(&time.kind));
        page.body("describing", &time.value);
        page.add_numbered("t", index, "describing", &[time.span]);
    }
    for (index, damage) in analysis.integrity.iter().enumerate() {
        page.body("tagging", &code(&damage.kind));
        page.body("commenting", &damage.message);
        page.add_numbered("d", index, "commenting", &[damage.span]);
    }
    for (index, finding) in analysis.findings.iter().enumerate() {
        page.body("tagging", &code(&finding.kind));
        page.body("commenting", &finding.message);
        page.body("commenting", &finding.standard);
        page.add_numbered("f", index, "commenting", &finding.spans);
    }
    json::document(&Collection {
        context: (
            "http://www.w3.org/ns/anno.jsonld",
            Own {
                prefix: "urn:onrecord:1#",
            },
        ),
        id: page.iri.clone() + "#annotations",
        kind: "AnnotationCollection",
        label: analysis.document.title.as_deref(),
        total: page.items.len(),
        first: First {
            id: page.iri.clone() + "#annotations-1",
            kind: "AnnotationPage",
            start_index: 0,
            items: &page.items,
        },
    })
}

fn add_attribution<'a>(page: &mut Page<'a>, story: Story<'a>, attribution: &'a Attribution) {
    let of = Of {
        attribution: Some(&attribution.id),
        source: attribution.source_id.as_deref(),
        relayed_by: attribution.relayed_by.as_deref(),
        entity: None,
        confidence: Some(attribution.confidence),
    };
    let id = |role| [attribution.id.as_str(), "-", role];
    if let Some(source) = story.source_of(attribution) {
        page.body("identifying", &source.name);
        page.item(story.entity_of(source).and_then(|entity| entity.wikidata.as_deref()));
        page.body("tagging", &code(&source.kind));
        page.body("tagging", &code(&source.affiliation));
    }
    page.body("tagging", "source");
    page.add(id("source"), "identifying", of, &attribution.source);
    page.body("tagging", &code(&attribution.act));
    page.body("tagging", "cue");
    page.add(id("cue"), "tagging", of, &attribution.cue);
    page.body("tagging", &code(&attribution.quotation));
    page.body("tagging", &code(&attribution.polarity));
    page.body("tagging", "content");
    page.add(id("content"), "tagging", of, &attribution.content);
}

struct Page<'a> {
    text: &'a str,
    /// Stands for the text.
    iri: String,
    offsets: Offsets<'a>,
    items: Vec<Annotation<'a>>,
    /// Of the annotation that is added next.
    bodies: Vec<Body>,
}

// Not inlined: the page's module would hold each of their many copies.
impl<'a> Page<'a> {
    /// Says something of what is added next.
    #[inline(never)]
    fn body(&mut self, purpose: &'static str, value: &str) {
        self.bodies.push(Body {
            kind: "TextualBody",
            purpose,
            value: Some(value.to_owned()),
            source: None,
        });
    }

    /// Says which Wikidata item it is.
    #[inline(never)]
    fn item(&mut self, item: Option<&str>) {
        self.bodies.extend(item.map(|item| Body {
            kind: "SpecificResource",
            purpose: "identifying",
            value: None,
            source: Some("http://www.wikidata.org/entity/".to_owned() + item),
        }));
    }

    /// Adds an annotation with the bodies so far, unless it is about no place.
    #[inline(never)]
    fn add(&mut self, id: [&str; 3], motivation: &'static str, of: Of<'a>, spans: &[Span]) {
        let spans = spans.iter().filter(|span| !span.is_empty());
        let target: Vec<Target<'a>> = spans.map(|&span| self.target(span)).collect();
        let body = std::mem::take(&mut self.bodies);
        if !target.is_empty() {
            self.items.push(Annotation {
                id: [self.iri.as_str(), "#", &id.concat()].concat(),
                kind: "Annotation",
                motivation,
                of,
                body,
                target,
            });
        }
    }

    /// Adds what has its place in a list for a name.
    fn add_numbered(&mut self, list: &str, index: usize, motivation: &'static str, spans: &[Span]) {
        self.add([list, &(index + 1).to_string(), ""], motivation, Of::default(), spans);
    }

    fn target(&self, span: Span) -> Target<'a> {
        let [start, end] = self.offsets.span(span);
        let before = self.text.get(..span.start as usize).unwrap_or_default();
        let after = self.text.get(span.end as usize..).unwrap_or_default();
        let prefix = before.char_indices().rev().take(AROUND).last();
        let suffix = after.char_indices().nth(AROUND);
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
                    prefix: &before[prefix.map_or(before.len(), |(at, _)| at)..],
                    suffix: &after[..suffix.map_or(after.len(), |(at, _)| at)],
                },
            ),
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
    #[serde(flatten)]
    of: Of<'a>,
    body: Vec<Body>,
    target: Vec<Target<'a>>,
}

/// What an annotation belongs to.
#[derive(Clone, Copy, Default, Serialize)]
struct Of<'a> {
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
