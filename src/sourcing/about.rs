//! Who says what about whom: the entities that each attribution's content mentions.

use crate::analysis::{About, Analysis, Attribution, Entity};
use crate::sort;
use crate::span::Span;

/// Tells each attribution the entities that it is about, in the order of their first mentions in its content. A mention
/// counts that lies within one piece of the content, be it a name, a description or a pronoun; the speaker counts too.
pub fn about(attributions: &mut [Attribution], entities: &[Entity]) {
    let mut mentions: Vec<(Span, usize)> = entities
        .iter()
        .enumerate()
        .flat_map(|(at, entity)| entity.mentions.iter().map(move |mention| (mention.span, at)))
        .collect();
    sort::by_key(&mut mentions, |&mention| mention);
    // For each entity its place among those found in a content.
    let mut place_of: Vec<Option<usize>> = vec![None; entities.len()];
    for attribution in attributions {
        let mut found: Vec<About> = Vec::new();
        for piece in &attribution.content {
            let first = mentions.partition_point(|(span, _)| span.start < piece.start);
            let begun = mentions[first..].iter().take_while(|(span, _)| span.start < piece.end);
            for &(_, at) in begun.filter(|(span, _)| piece.contains(*span)) {
                let place = *place_of[at].get_or_insert(found.len());
                if place == found.len() {
                    found.push(About {
                        entity_id: entities[at].id.clone(),
                        mentions: 0,
                    });
                }
                found[place].mentions += 1;
            }
        }
        for about in &found {
            if let Some(at) = crate::analysis::number(&about.entity_id) {
                place_of[at] = None;
            }
        }
        attribution.about = found;
    }
}

/// For each entity the attributions that are about it, by their places in the list.
pub fn said_about(analysis: &Analysis) -> Vec<Vec<usize>> {
    let mut said = vec![Vec::new(); analysis.entities.len()];
    for (at, attribution) in analysis.attributions.iter().enumerate() {
        for about in &attribution.about {
            if let Some(said) = crate::analysis::number(&about.entity_id).and_then(|entity| said.get_mut(entity)) {
                said.push(at);
            }
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::{about, said_about};
    use crate::analysis::{Act, Analysis, Attribution, Entity, EntityType, Mention, MentionKind, Polarity, Quotation};
    use crate::span::Span;

    const TEXT: &str = "Norway denied it. Kim said Norway's army and Lee would leave, “and he,” Kim said, “knows”.";

    fn places(word: &str) -> Vec<Span> {
        TEXT.match_indices(word)
            .map(|(start, _)| Span::new(start, start + word.len()))
            .collect()
    }

    fn entity(id: &str, words: &[&str]) -> Entity {
        let spans = words.iter().flat_map(|word| places(word));
        Entity {
            id: id.to_owned(),
            name: words[0].to_owned(),
            kind: EntityType::Person,
            wikidata: None,
            coordinates: None,
            country: None,
            mentions: spans
                .map(|span| Mention {
                    span,
                    kind: MentionKind::Name,
                    own_type: None,
                })
                .collect(),
            confidence: 1.0,
        }
    }

    fn attribution(id: &str, content: &[&str]) -> Attribution {
        Attribution {
            id: id.to_owned(),
            source: vec![],
            cue: vec![],
            content: content.iter().map(|words| places(words)[0]).collect(),
            quotation: Quotation::Indirect,
            polarity: Polarity::Affirmed,
            act: Act::Statement,
            relayed_by: None,
            source_id: None,
            about: vec![],
            confidence: 1.0,
        }
    }

    #[test]
    fn entities_count_within_every_piece_of_the_content() {
        let entities = vec![
            entity("e1", &["Norway"]),
            entity("e2", &["Kim"]),
            entity("e3", &["Norway's army"]),
            entity("e4", &["Lee", " he,"]),
        ];
        let mut attributions = vec![
            attribution("a1", &["it"]),
            attribution("a2", &["Norway's army and Lee would leave", "“and he,”", "“knows”"]),
            attribution("a3", &["Norway's ar"]),
        ];
        about(&mut attributions, &entities);
        let found: Vec<Vec<(&str, u32)>> = attributions
            .iter()
            .map(|a| a.about.iter().map(|e| (e.entity_id.as_str(), e.mentions)).collect())
            .collect();
        assert_eq!(
            found,
            [vec![], vec![("e1", 1), ("e3", 1), ("e4", 2)], vec![("e1", 1)]],
            "a mention that only begins in the content is not in it"
        );
        let analysis = Analysis {
            attributions,
            entities,
            ..Analysis::default()
        };
        assert_eq!(said_about(&analysis), [vec![1, 2], vec![], vec![1], vec![1]]);
    }
}
