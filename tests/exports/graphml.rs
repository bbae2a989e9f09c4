//! The network as an XML parser reads it.

use std::collections::BTreeMap;

use onrecord::Analysis;

use crate::written;

pub(crate) fn check(analysis: &Analysis, text: &str) {
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
