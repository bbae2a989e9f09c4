//! Who writes: the first persons outside quotations of a text that is written in the first person, as opinions, speeches and
//! diaries are.
//!
//! In: the text, its quotations, its author line and its entities. Out: the entities, with the author's "I" and with the "we"
//! of whoever the author speaks for.

use crate::analysis::{Entity, EntityType, Mention, MentionKind, Source, number};
use crate::sort;
use crate::span::Span;
use crate::text::quotes::Quotes;
use crate::text::words;

/// How often a text has to say "I" to be somebody's: reports have a stray one, of somebody whose quotation marks were lost.
const OFTEN_I: usize = 5;
/// The same for "we".
const OFTEN_WE: usize = 6;

/// Whether a word is the first person singular.
pub(crate) fn is_singular(word: &str) -> bool {
    matches!(word, "I" | "me" | "my" | "mine" | "myself" | "Me" | "My" | "Mine")
}

/// Whether a word is the first person plural. "US" in capitals is a country.
pub(crate) fn is_plural(word: &str) -> bool {
    matches!(word, "we" | "us" | "our" | "ours" | "ourselves" | "We" | "Our")
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
        let said = word.of(text).split(['\'', '’']).next().unwrap_or_default();
        let span = Span::new(word.start as usize, word.start as usize + said.len());
        let list = match said {
            _ if is_singular(said) => &mut one,
            _ if is_plural(said) => &mut several,
            _ => continue,
        };
        if quotes.region_at(word.start).is_none() && taken.binary_search(&span).is_err() {
            list.push(span);
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
    number_anew(entities, sources);
}

fn pronoun(span: Span) -> Mention {
    Mention {
        span,
        kind: MentionKind::Pronoun,
        own_type: None,
    }
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

fn number_anew(entities: &mut [Entity], sources: &mut [Source]) {
    sort::by_key(entities, |e| e.mentions.first().map(|m| (m.span.start, m.span.end)));
    let mut ids = vec![String::new(); entities.len()];
    for (index, entity) in entities.iter_mut().enumerate() {
        let id = format!("e{}", index + 1);
        let before = std::mem::replace(&mut entity.id, id.clone());
        if let Some(before) = number(&before) {
            ids[before].clone_from(&id);
        }
    }
    for source in sources {
        let named = source.entity_id.as_deref().and_then(number);
        source.entity_id = named.map(|at| ids[at].clone());
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
