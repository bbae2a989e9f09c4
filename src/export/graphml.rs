//! `GraphML`, for Gephi, igraph and `NetworkX`: who relays whom, who speaks of whom, and who appears beside whom.
//!
//! A node is an entity or a source; a source that is one of the entities is one node with it, under the entity's id. Every
//! edge is directed, since `NetworkX` refuses a graph that mixes both kinds, and says its `relation`:
//!
//! - `relays`: from who reports to whom they cite; `weight` counts the attributions.
//! - `about`: from a source to an entity that its contents mention, maybe itself; `weight` counts the attributions,
//!   `mentions` the mentions in them.
//! - `cooccurs`: two entities in one sentence, from the earlier in the list to the later and to be read both ways;
//!   `weight` counts the sentences.

use super::json::decimal;
use super::markup::Markup;
use super::story::{Story, code};
use crate::analysis::{Analysis, Entity, Source, number};
use crate::sort;

/// A sentence with more entities than this is a list and says nothing of any two of them.
const LISTED: usize = 40;

/// What nodes and edges can say: for which of them, the name, the type.
const KEYS: [[&str; 3]; 21] = [
    ["node", "label", "string"],
    ["node", "kind", "string"],
    ["node", "sourceId", "string"],
    ["node", "sourceType", "string"],
    ["node", "affiliation", "string"],
    ["node", "title", "string"],
    ["node", "attributions", "int"],
    ["node", "words", "int"],
    ["node", "quotedWords", "int"],
    ["node", "entityId", "string"],
    ["node", "entityType", "string"],
    ["node", "wikidata", "string"],
    ["node", "country", "string"],
    ["node", "longitude", "double"],
    ["node", "latitude", "double"],
    ["node", "mentions", "int"],
    ["edge", "relation", "string"],
    ["edge", "weight", "int"],
    ["edge", "mentions", "int"],
    ["edge", "attributionIds", "string"],
    ["edge", "sentences", "string"],
];

/// Writes an analysis whose spans are in bytes of `text`. Lists of ids and of sentences, counted from 0 as in the JSON,
/// are separated by spaces.
pub fn to_string(analysis: &Analysis, text: &str) -> String {
    let story = Story { analysis, text };
    let mut out = Markup::default();
    out.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n");
    for [of, name, kind] in KEYS {
        out.raw("  <key id=\"")
            .raw(of)
            .raw("-")
            .raw(name)
            .raw("\" for=\"")
            .raw(of);
        out.raw("\" attr.name=\"")
            .raw(name)
            .raw("\" attr.type=\"")
            .raw(kind)
            .raw("\"/>\n");
    }
    out.raw("  <graph edgedefault=\"directed\">\n");
    let mut speaking = vec![None; analysis.entities.len()];
    for source in &analysis.sources {
        let entity = source.entity_id.as_deref().and_then(number);
        if let Some(entity) = entity.and_then(|at| speaking.get_mut(at)) {
            *entity = Some(source);
        }
    }
    for (entity, source) in analysis.entities.iter().zip(speaking) {
        node(&mut out, &entity.id, source, Some(entity));
    }
    for source in &analysis.sources {
        if story.entity_of(source).is_none() {
            node(&mut out, &source.id, Some(source), None);
        }
    }
    edges(&mut out, story);
    out.raw("  </graph>\n</graphml>\n");
    out.out
}

fn node(out: &mut Markup, id: &str, source: Option<&Source>, entity: Option<&Entity>) {
    out.raw("    <node id=\"").text(id).raw("\">\n");
    let label = entity.map(|e| &e.name).or(source.map(|s| &s.name));
    data(out, "node-label", label.map_or("", String::as_str));
    let kind = match (source, entity) {
        (Some(_), Some(_)) => "both",
        (Some(_), None) => "source",
        _ => "entity",
    };
    data(out, "node-kind", kind);
    if let Some(source) = source {
        data(out, "node-sourceId", &source.id);
        data(out, "node-sourceType", &code(&source.kind));
        data(out, "node-affiliation", &code(&source.affiliation));
        if let Some(title) = &source.title {
            data(out, "node-title", title);
        }
        count_data(out, "node-attributions", source.attribution_ids.len());
        count_data(out, "node-words", source.words as usize);
        count_data(out, "node-quotedWords", source.quoted_words as usize);
    }
    if let Some(entity) = entity {
        data(out, "node-entityId", &entity.id);
        data(out, "node-entityType", &code(&entity.kind));
        if let Some(item) = &entity.wikidata {
            data(out, "node-wikidata", item);
        }
        if let Some(country) = &entity.country {
            data(out, "node-country", country);
        }
        if let Some([longitude, latitude]) = entity.coordinates {
            data(out, "node-longitude", &decimal(longitude));
            data(out, "node-latitude", &decimal(latitude));
        }
        count_data(out, "node-mentions", entity.mentions.len());
    }
    out.raw("    </node>\n");
}

/// Something that makes an edge, once for each place where it is so.
#[derive(Clone, Copy)]
struct Link {
    /// Entities by their places in the list, then sources.
    from: usize,
    to: usize,
    /// The attribution or the sentence.
    place: usize,
    mentions: u32,
}

fn edges(out: &mut Markup, story: Story<'_>) {
    let analysis = story.analysis;
    let speakers = speakers(analysis);
    let node_of = |source: usize| {
        let entity = analysis.sources[source].entity_id.as_deref().and_then(number);
        let entity = entity.filter(|&at| at < analysis.entities.len());
        entity.unwrap_or(analysis.entities.len() + source)
    };
    let (mut relays, mut about) = (Vec::new(), Vec::new());
    for (place, attribution) in analysis.attributions.iter().enumerate() {
        let outer = attribution.relayed_by.as_deref().and_then(number);
        for &speaker in &speakers[place] {
            let speaker = node_of(speaker);
            for &relayer in outer.and_then(|outer| speakers.get(outer)).into_iter().flatten() {
                relays.push(Link {
                    from: node_of(relayer),
                    to: speaker,
                    place,
                    mentions: 0,
                });
            }
            for whom in &attribution.about {
                if let Some(to) = number(&whom.entity_id).filter(|&at| at < analysis.entities.len()) {
                    about.push(Link {
                        from: speaker,
                        to,
                        place,
                        mentions: whom.mentions,
                    });
                }
            }
        }
    }
    let mut count = 0;
    for (relation, links) in [("relays", relays), ("about", about), ("cooccurs", cooccurrences(story))] {
        for links in sorted(links).chunk_by(|a, b| (a.from, a.to) == (b.from, b.to)) {
            edge(out, story, count, relation, links);
            count += 1;
        }
    }
}

/// The sources of each attribution: several where it names several, none where it names nobody.
fn speakers(analysis: &Analysis) -> Vec<Vec<usize>> {
    let mut speakers = vec![Vec::new(); analysis.attributions.len()];
    for (index, source) in analysis.sources.iter().enumerate() {
        for id in &source.attribution_ids {
            if let Some(own) = number(id).and_then(|at| speakers.get_mut(at)) {
                own.push(index);
            }
        }
    }
    speakers
}

/// The links by their ends, those of an edge in the order of the text.
fn sorted(mut links: Vec<Link>) -> Vec<Link> {
    sort::by_key(&mut links, |link| (link.from, link.to));
    links
}

/// Pairs of entities in one sentence, in the order of the text.
fn cooccurrences(story: Story<'_>) -> Vec<Link> {
    // From a sentence to an entity.
    let mut found = Vec::new();
    for (to, entity) in story.analysis.entities.iter().enumerate() {
        for mention in &entity.mentions {
            found.extend(story.sentence(mention.span.start).map(|from| Link {
                from,
                to,
                place: 0,
                mentions: 0,
            }));
        }
    }
    found = sorted(found);
    found.dedup_by_key(|link| (link.from, link.to));
    let mut pairs = Vec::new();
    for together in found.chunk_by(|a, b| a.from == b.from) {
        if together.len() > LISTED {
            continue;
        }
        for (index, one) in together.iter().enumerate() {
            pairs.extend(together[index + 1..].iter().map(|other| Link {
                from: one.to,
                to: other.to,
                place: one.from,
                mentions: 0,
            }));
        }
    }
    pairs
}

fn edge(out: &mut Markup, story: Story<'_>, count: usize, relation: &str, links: &[Link]) {
    let entities = &story.analysis.entities;
    let id = |node: usize| match entities.get(node) {
        Some(entity) => &entity.id,
        None => &story.analysis.sources[node - entities.len()].id,
    };
    out.raw("    <edge id=\"edge")
        .number(count)
        .raw("\" source=\"")
        .text(id(links[0].from));
    out.raw("\" target=\"").text(id(links[0].to)).raw("\">\n");
    data(out, "edge-relation", relation);
    count_data(out, "edge-weight", links.len());
    let mentions: u32 = links.iter().map(|link| link.mentions).sum();
    if mentions > 0 {
        count_data(out, "edge-mentions", mentions as usize);
    }
    let mut places = String::new();
    for link in links {
        if !places.is_empty() {
            places.push(' ');
        }
        if relation == "cooccurs" {
            places.push_str(&link.place.to_string());
        } else {
            places.push_str(&story.analysis.attributions[link.place].id);
        }
    }
    let key = if relation == "cooccurs" {
        "edge-sentences"
    } else {
        "edge-attributionIds"
    };
    data(out, key, &places);
    out.raw("    </edge>\n");
}

fn data(out: &mut Markup, key: &str, value: &str) {
    out.raw("      <data key=\"")
        .raw(key)
        .raw("\">")
        .text(value)
        .raw("</data>\n");
}

fn count_data(out: &mut Markup, key: &str, count: usize) {
    data(out, key, &count.to_string());
}
