//! `GeoJSON` (RFC 7946): the places that the text speaks of, for QGIS, Leaflet and whoever reads maps.
//!
//! A feature is a place entity, under its id. One that could not be put on the map has a null geometry, as RFC 7946 asks
//! for features without a place. `offsets` says what the mentions' spans count in.

use serde::Serialize;

use super::json;
use super::story::{Story, is_place};
use crate::analysis::{Analysis, Entity, EntityType, MentionKind};
use crate::sourcing;
use crate::span::{OffsetUnit, Offsets};

/// Writes an analysis whose spans are in bytes of `text`. Coordinates are longitude and latitude in degrees (WGS 84).
pub fn to_string(analysis: &Analysis, text: &str, unit: OffsetUnit) -> String {
    let story = Story { analysis, text };
    let offsets = Offsets::new(text, unit);
    let said = sourcing::said_about(analysis);
    let places = analysis
        .entities
        .iter()
        .zip(&said)
        .filter(|(entity, _)| is_place(entity));
    json::document(&Collection {
        kind: "FeatureCollection",
        offsets: unit,
        features: places
            .map(|(entity, said)| feature(story, &offsets, entity, said))
            .collect(),
    })
}

fn feature<'a>(story: Story<'a>, offsets: &Offsets, entity: &'a Entity, said: &[usize]) -> Feature<'a> {
    let said: Vec<_> = said.iter().map(|&at| &story.analysis.attributions[at]).collect();
    let mut said_by: Vec<String> = Vec::new();
    for name in said.iter().map(|attribution| story.speaker(attribution)) {
        if !name.is_empty() && !said_by.contains(&name) {
            said_by.push(name);
        }
    }
    Feature {
        kind: "Feature",
        id: &entity.id,
        geometry: entity.coordinates.map(|coordinates| Point {
            kind: "Point",
            coordinates,
        }),
        properties: Properties {
            name: &entity.name,
            kind: entity.kind,
            wikidata: entity.wikidata.as_deref(),
            country: entity.country.as_deref(),
            confidence: entity.confidence,
            mention_count: entity.mentions.len(),
            said_by,
            attribution_ids: said.iter().map(|attribution| attribution.id.as_str()).collect(),
            mentions: entity
                .mentions
                .iter()
                .map(|mention| Mention {
                    span: offsets.span(mention.span),
                    text: mention.span.of(story.text),
                    kind: mention.kind,
                    own_type: mention.own_type,
                })
                .collect(),
        },
    }
}

#[derive(Serialize)]
struct Collection<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    offsets: OffsetUnit,
    features: Vec<Feature<'a>>,
}

#[derive(Serialize)]
struct Feature<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    id: &'a str,
    geometry: Option<Point>,
    properties: Properties<'a>,
}

#[derive(Serialize)]
struct Point {
    #[serde(rename = "type")]
    kind: &'static str,
    coordinates: [f64; 2],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Properties<'a> {
    name: &'a str,
    #[serde(rename = "type")]
    kind: EntityType,
    wikidata: Option<&'a str>,
    country: Option<&'a str>,
    confidence: f64,
    mention_count: usize,
    /// Who speaks of the place.
    said_by: Vec<String>,
    /// The attributions in whose content it is mentioned.
    attribution_ids: Vec<&'a str>,
    mentions: Vec<Mention<'a>>,
}

#[derive(Serialize)]
struct Mention<'a> {
    span: [u32; 2],
    text: &'a str,
    kind: MentionKind,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    own_type: Option<EntityType>,
}
