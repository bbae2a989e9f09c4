//! The map as the geojson crate reads it.

use geojson::GeoJson;
use onrecord::Analysis;
use onrecord::analysis::EntityType;
use serde_json::Value;

use crate::{slice, written};

pub(crate) fn check(analysis: &Analysis, text: &str) {
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
