//! The first person within quotations: "I" is whoever is quoted, "we" the body that is.

use crate::analysis::{Attribution, Entity, EntityType, Mention, Quotation, Source, number};
use crate::entity::{first_person, pronoun};
use crate::sort;
use crate::span::Span;
use crate::text::quotes::Quotes;
use crate::text::words;

/// Gives the first persons in quotations to the entities that the sources are, whatever they were taken for before.
pub fn first_persons(
    text: &str,
    quotes: &Quotes,
    attributions: &[Attribution],
    sources: &[Source],
    entities: &mut [Entity],
) {
    let speaker = |attribution: &Attribution| {
        let source = sources.get(number(attribution.source_id.as_deref()?)?)?;
        number(source.entity_id.as_deref()?).filter(|&entity| entity < entities.len())
    };
    // The longest first, so that what is quoted within a quotation is its own speaker's.
    let mut quoted: Vec<(Span, usize, bool)> = attributions
        .iter()
        .filter_map(|attribution| Some((attribution, speaker(attribution)?)))
        .flat_map(|(attribution, entity)| {
            let direct = attribution.quotation == Quotation::Direct;
            attribution.content.iter().map(move |span| (*span, entity, direct))
        })
        .collect();
    sort::by_key(&mut quoted, |(span, ..)| std::cmp::Reverse(span.len()));
    // None: a person's "we", of which the text does not tell who else is meant.
    let mut owner: Vec<(Span, Option<usize>)> = Vec::new();
    for (content, entity, direct) in quoted {
        for word in words(content.of(text)) {
            let word = Span::new(
                (content.start + word.start) as usize,
                (content.start + word.end) as usize,
            );
            let Some((said, singular)) = first_person(text, word) else {
                continue;
            };
            let person = entities[entity].kind == EntityType::Person;
            let body = entities[entity].kind == EntityType::Organization;
            let speaks = person || body && !singular;
            if speaks && (direct || quotes.region_at(word.start).is_some()) {
                owner.push((said, (person == singular).then_some(entity)));
            }
        }
    }
    // Of several the last, who is quoted within the others.
    owner.reverse();
    sort::by_key(&mut owner, |(span, _)| *span);
    owner.dedup_by_key(|(span, _)| *span);
    for entity in entities.iter_mut() {
        let is_free = |m: &Mention| owner.binary_search_by_key(&m.span, |(span, _)| *span).is_err();
        entity.mentions.retain(is_free);
    }
    for (span, index) in owner.into_iter().filter_map(|(span, index)| Some((span, index?))) {
        entities[index].mentions.push(pronoun(span));
    }
    for entity in entities {
        sort::by_key(&mut entity.mentions, |m| (m.span.start, m.span.end));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Act, Affiliation, MentionKind, Polarity, SourceType};

    fn entity(id: &str, kind: EntityType, mentions: &[Span]) -> Entity {
        let mention = |&span: &Span| Mention {
            span,
            kind: MentionKind::Name,
            own_type: None,
        };
        Entity {
            id: id.to_owned(),
            name: String::new(),
            kind,
            wikidata: None,
            coordinates: None,
            country: None,
            mentions: mentions.iter().map(mention).collect(),
            confidence: 1.0,
        }
    }

    #[test]
    fn the_first_person_is_who_is_quoted() {
        for (text, kind, own) in [
            (
                "“I’m sure my team will win,” Moss said. I doubt it.",
                EntityType::Person,
                &["I", "my"][..],
            ),
            (
                "“We regret that our pumps failed the US,” Moss said.",
                EntityType::Organization,
                &["We", "our"],
            ),
            ("“We regret it,” Moss said.", EntityType::Person, &[]),
            ("I regret it, Moss said.", EntityType::Person, &[]),
        ] {
            let name = text.find("Moss").expect("who speaks is named");
            let mut entities = [
                entity("e1", kind, &[Span::new(name, name + 4)]),
                entity("e2", EntityType::Person, &[Span::new(3, 4)]),
            ];
            let source = Source {
                id: "s1".to_owned(),
                name: String::new(),
                kind: SourceType::NamedPerson,
                affiliation: Affiliation::Other,
                title: None,
                anonymity_reason: None,
                entity_id: Some("e1".to_owned()),
                attribution_ids: Vec::new(),
                words: 0,
                quoted_words: 0,
            };
            let attribution = Attribution {
                content: vec![Span::new(0, name)],
                source_id: Some("s1".to_owned()),
                id: "a1".to_owned(),
                source: Vec::new(),
                cue: Vec::new(),
                quotation: if text.contains('“') {
                    Quotation::Direct
                } else {
                    Quotation::Indirect
                },
                polarity: Polarity::Affirmed,
                act: Act::Statement,
                relayed_by: None,
                about: Vec::new(),
                confidence: 1.0,
            };
            let paragraphs = [Span::new(0, text.len())];
            let quotes = Quotes::find(text, &paragraphs);
            first_persons(text, &quotes, &[attribution], &[source], &mut entities);
            let pronouns = entities[0].mentions.iter().filter(|m| m.kind == MentionKind::Pronoun);
            assert_eq!(pronouns.map(|m| m.span.of(text)).collect::<Vec<_>>(), own, "{text}");
        }
    }
}
