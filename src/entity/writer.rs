//! Who writes: the first persons outside quotations of a text that is written in the first person, as opinions, speeches and
//! diaries are.
//!
//! In: the text, its quotations, its author line and its entities. Out: the entities, with the author's "I" and with the "we"
//! of whoever the author speaks for.

use super::number_in_order;
use crate::analysis::{Entity, EntityType, Mention, MentionKind, Source};
use crate::sort;
use crate::span::Span;
use crate::text::quotes::Quotes;
use crate::text::words;

/// How often a text has to say "I" to be somebody's: reports have a stray one, of somebody whose quotation marks were lost.
const OFTEN_I: usize = 5;
/// The same for "we".
const OFTEN_WE: usize = 6;

/// The pronoun that a word of a text is or begins with ("I’m"), if it is a first person, and whether it is singular.
pub(crate) fn first_person(text: &str, word: Span) -> Option<(Span, bool)> {
    let said = word.of(text).split(['\'', '’']).next().unwrap_or_default();
    let singular = matches!(said, "I" | "me" | "my" | "mine" | "myself" | "Me" | "My" | "Mine");
    // "US" in capitals is a country.
    let plural = matches!(said, "we" | "us" | "our" | "ours" | "ourselves" | "We" | "Our");
    let span = Span::new(word.start as usize, word.start as usize + said.len());
    (singular || plural).then_some((span, singular))
}

/// A mention by a pronoun.
pub(crate) fn pronoun(span: Span) -> Mention {
    Mention {
        span,
        kind: MentionKind::Pronoun,
        own_type: None,
    }
}

/// Adds the entities that write. Numbers all of them anew, in the order of their first mentions, also where sources name them.
pub fn writers(text: &str, quotes: &Quotes, byline: Option<&str>, entities: &mut Vec<Entity>, sources: &mut [Source]) {
    let pronouns = entities
        .iter()
        .flat_map(|entity| &entity.mentions)
        .filter(|mention| mention.kind == MentionKind::Pronoun);
    let mut taken: Vec<Span> = pronouns.map(|mention| mention.span).collect();
    sort::by_key(&mut taken, |span| *span);
    let (mut one, mut several): (Vec<Span>, Vec<Span>) = (Vec::new(), Vec::new());
    for word in words(text) {
        let Some((span, singular)) = first_person(text, word) else {
            continue;
        };
        if quotes.region_at(word.start).is_none() && taken.binary_search(&span).is_err() {
            if singular { &mut one } else { &mut several }.push(span);
        }
    }
    if one.len() >= OFTEN_I {
        // Of several authors it is not told who says "I".
        let author = byline.filter(|line| !line.contains([',', '&', ';']) && !line.contains(" and "));
        let is_author = |entity: &Entity| entity.kind == EntityType::Person && Some(entity.name.as_str()) == author;
        match entities.iter_mut().find(|entity| is_author(entity)) {
            Some(entity) => {
                entity.mentions.extend(one.into_iter().map(pronoun));
                sort::by_key(&mut entity.mentions, |m| (m.span.start, m.span.end));
            }
            None => entities.push(writer(author.unwrap_or("I"), one)),
        }
    }
    if several.len() >= OFTEN_WE {
        entities.push(writer("we", several));
    }
    number_in_order(entities, sources);
}

fn writer(name: &str, spans: Vec<Span>) -> Entity {
    Entity {
        id: String::new(),
        name: name.to_owned(),
        kind: EntityType::Person,
        wikidata: None,
        coordinates: None,
        country: None,
        mentions: spans.into_iter().map(pronoun).collect(),
        confidence: 0.5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, byline: Option<&str>) -> Vec<(String, usize)> {
        let quotes = Quotes::find(text, &[Span::new(0, text.len())]);
        let mut entities = Vec::new();
        writers(text, &quotes, byline, &mut entities, &mut []);
        assert!(
            entities
                .iter()
                .enumerate()
                .all(|(at, e)| e.id == format!("e{}", at + 1))
        );
        entities.iter().map(|e| (e.name.clone(), e.mentions.len())).collect()
    }

    #[test]
    fn texts_in_the_first_person_have_a_writer() {
        let opinion =
            "I grew up here. My mother, who taught me, died. I’m sad, and I say so myself. “I am not,” she said.";
        let speech = "We are here. Our work is ours. It is for us, and we thank the US. We can. “We can’t,” they said.";
        for (text, byline, writers) in [
            (opinion, Some("Ada Quill"), &[("Ada Quill", 6)][..]),
            (opinion, Some("Ada Quill and Ilan Moss"), &[("I", 6)]),
            (opinion, None, &[("I", 6)]),
            (speech, Some("Ada Quill"), &[("we", 6)]),
            (
                "I told them. “I did,” she said. “I and my mother and my son saw it myself.”",
                None,
                &[],
            ),
        ] {
            let wanted: Vec<(String, usize)> = writers
                .iter()
                .map(|(name, count)| ((*name).to_owned(), *count))
                .collect();
            assert_eq!(found(text, byline), wanted, "{text}");
        }
    }
}
