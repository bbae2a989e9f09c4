//! GraphML, for Gephi, igraph and `NetworkX`: who relays whom, who speaks of whom, and who appears beside whom.
//!
//! A node is an entity or a source; a source that is one of the entities is one node with it, under the entity's id. Every
//! edge is directed, since `NetworkX` refuses a graph that mixes both kinds, and says its `relation`:
//!
//! - `relays`: from who reports to whom they cite; `weight` counts the attributions.
//! - `about`: from a source to an entity that its contents mention, maybe itself; `weight` counts the attributions,
//!   `mentions` the mentions in them.
//! - `cooccurs`: two entities in one sentence, from the earlier in the list to the later and to be read both ways;
//!   `weight` counts the sentences.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Display, Write};

use super::escape::markup;
use super::story::{Story, code};
use crate::analysis::{Analysis, Entity, Source};
use crate::sourcing::number;

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
    let mut out = Xml(String::new());
    out.line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    out.line("<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">");
    for [of, name, kind] in KEYS {
        out.line(&format!(
            "  <key id=\"{of}-{name}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>"
        ));
    }
    out.line("  <graph edgedefault=\"directed\">");
    let speaking = analysis.sources.iter();
    let speaking: BTreeMap<_, _> = speaking.filter_map(|s| Some((s.entity_id.as_ref()?, s))).collect();
    for entity in &analysis.entities {
        node(&mut out, &entity.id, speaking.get(&entity.id).copied(), Some(entity));
    }
    for source in &analysis.sources {
        if story.entity_of(source).is_none() {
            node(&mut out, &source.id, Some(source), None);
        }
    }
    edges(&mut out, story);
    out.line("  </graph>");
    out.line("</graphml>");
    out.0
}

fn node(out: &mut Xml, id: &str, source: Option<&Source>, entity: Option<&Entity>) {
    out.line(&format!("    <node id=\"{}\">", markup(id)));
    let mut data = |name, value: &dyn Display| out.data("node", name, value);
    let label = entity.map(|e| &e.name).or(source.map(|s| &s.name));
    data("label", &label.map_or("", String::as_str));
    data(
        "kind",
        match (source, entity) {
            (Some(_), Some(_)) => &"both",
            (Some(_), None) => &"source",
            _ => &"entity",
        },
    );
    if let Some(source) = source {
        data("sourceId", &source.id);
        data("sourceType", &code(&source.kind));
        data("affiliation", &code(&source.affiliation));
        if let Some(title) = &source.title {
            data("title", title);
        }
        data("attributions", &source.attribution_ids.len());
        data("words", &source.words);
        data("quotedWords", &source.quoted_words);
    }
    if let Some(entity) = entity {
        data("entityId", &entity.id);
        data("entityType", &code(&entity.kind));
        if let Some(item) = &entity.wikidata {
            data("wikidata", item);
        }
        if let Some(country) = &entity.country {
            data("country", country);
        }
        if let Some([longitude, latitude]) = &entity.coordinates {
            data("longitude", &code(longitude));
            data("latitude", &code(latitude));
        }
        data("mentions", &entity.mentions.len());
    }
    out.line("    </node>");
}

/// From node to node, with the attributions that say so and the mentions in them.
type Said<'a> = BTreeMap<(&'a str, &'a str), (Vec<&'a str>, u32)>;

fn edges(out: &mut Xml, story: Story<'_>) {
    let speakers = story.speakers();
    let node_of = |source: usize| {
        let source = &story.analysis.sources[source];
        story.entity_of(source).map_or(source.id.as_str(), |entity| &entity.id)
    };
    let (mut relays, mut about) = (Said::new(), Said::new());
    for (at, attribution) in story.analysis.attributions.iter().enumerate() {
        let outer = attribution.relayed_by.as_deref().and_then(number);
        for &speaker in &speakers[at] {
            for &relayer in outer.and_then(|outer| speakers.get(outer)).into_iter().flatten() {
                let edge = relays.entry((node_of(relayer), node_of(speaker))).or_default();
                edge.0.push(&attribution.id);
            }
            for whom in &attribution.about {
                if let Some(entity) = story.entity(&whom.entity_id) {
                    let edge = about.entry((node_of(speaker), &entity.id)).or_default();
                    edge.0.push(&attribution.id);
                    edge.1 += whom.mentions;
                }
            }
        }
    }
    let mut count = 0;
    for (relation, said) in [("relays", relays), ("about", about)] {
        for ((from, to), (ids, mentions)) in said {
            out.begin_edge(&mut count, from, to, relation, ids.len());
            if mentions > 0 {
                out.data("edge", "mentions", &mentions);
            }
            out.data("edge", "attributionIds", &ids.join(" "));
            out.line("    </edge>");
        }
    }
    for ((a, b), sentences) in cooccurrences(story) {
        let [from, to] = [a, b].map(|at| story.analysis.entities[at].id.as_str());
        out.begin_edge(&mut count, from, to, "cooccurs", sentences.len());
        let sentences: Vec<String> = sentences.iter().map(ToString::to_string).collect();
        out.data("edge", "sentences", &sentences.join(" "));
        out.line("    </edge>");
    }
}

/// Pairs of entities, by their places in the list, with the sentences that mention both.
fn cooccurrences(story: Story<'_>) -> BTreeMap<(usize, usize), Vec<usize>> {
    let mut in_sentence: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); story.analysis.sentences.len()];
    for (at, entity) in story.analysis.entities.iter().enumerate() {
        for mention in &entity.mentions {
            let sentence = story.sentence(mention.span.start).checked_sub(1);
            if let Some(found) = sentence.and_then(|sentence| in_sentence.get_mut(sentence)) {
                found.insert(at);
            }
        }
    }
    let mut pairs: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (sentence, entities) in in_sentence.iter().enumerate() {
        if entities.len() > LISTED {
            continue;
        }
        for &a in entities {
            for &b in entities.range(a + 1..) {
                pairs.entry((a, b)).or_default().push(sentence);
            }
        }
    }
    pairs
}

struct Xml(String);

impl Xml {
    fn line(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    fn begin_edge(&mut self, count: &mut usize, from: &str, to: &str, relation: &str, weight: usize) {
        let (from, to) = (markup(from), markup(to));
        self.line(&format!(
            "    <edge id=\"edge{count}\" source=\"{from}\" target=\"{to}\">"
        ));
        *count += 1;
        self.data("edge", "relation", &relation);
        self.data("edge", "weight", &weight);
    }

    fn data(&mut self, of: &str, name: &str, value: &dyn Display) {
        let value = markup(&value.to_string());
        // Writing to a string cannot fail.
        let _ = writeln!(self.0, "      <data key=\"{of}-{name}\">{value}</data>");
    }
}
