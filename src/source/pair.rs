//! Two people who are spoken of together: "both women", "the couple".

use super::names::{Named, Names};
use super::phrase::Phrase;
use crate::analysis::EntityType;
use crate::span::Span;
use crate::text::nouns::{self, Class};

/// How far back, in bytes, the two may have been named.
const SIGHT: u32 = 2000;

/// The two people, by their entities, that a phrase takes up: those named last as two.
pub(super) fn of(text: &str, phrase: &Phrase, names: &Names<'_>) -> Option<[usize; 2]> {
    let words: Vec<&str> = phrase.words.iter().map(String::as_str).collect();
    let people = |noun: &str| {
        nouns::at_end(&[noun]).is_some_and(|noun| noun.plural && matches!(noun.class, Class::Person | Class::Voice))
    };
    let means_two = match words[..] {
        ["both"] | ["the", "couple" | "duo" | "pair" | "two"] => true,
        ["both", noun] | ["the", "two", noun] => people(noun),
        _ => false,
    };
    if !means_two {
        return None;
    }
    let named = names.names_within(Span {
        start: phrase.span.start.saturating_sub(SIGHT),
        end: phrase.span.start,
    });
    let is_pair = |pair: &&[Named]| {
        let gap = Span {
            start: pair[0].span.end,
            end: pair[1].span.start,
        };
        pair.iter().all(|name| name.what == EntityType::Person)
            && pair[0].entity != pair[1].entity
            && joins_two(gap.of(text))
    };
    let pair = named.windows(2).rev().find(is_pair)?;
    Some([pair[0].entity, pair[1].entity])
}

/// Whether two names with this between them are two people: " and ", ", 38, and her husband, ".
fn joins_two(gap: &str) -> bool {
    let mut words = gap.split([' ', ',']).filter(|word| !word.is_empty());
    let ages = |word: &str| word.chars().all(|c| c.is_ascii_digit());
    let Some("and") = words.find(|word| !ages(word)) else {
        return false;
    };
    let rest: Vec<&str> = words.collect();
    let title = |word: &&str| word.starts_with(char::is_uppercase);
    match rest[..] {
        [] => gap == " and ",
        ["his" | "her" | "their", relation] => nouns::at_end(&[relation]).is_none_or(|noun| !noun.plural),
        _ => rest.len() <= 3 && rest.iter().all(title),
    }
}

#[cfg(test)]
mod tests {
    use super::super::phrase::tests::marked;
    use super::*;

    #[test]
    fn who_the_two_are() {
        for (source, expected) in [
            (
                "{PER Ada Quill} and {PER Bo Lund} left before {PER Al Moss} came. |Both women",
                Some(["Ada Quill", "Bo Lund"]),
            ),
            (
                "{PER Ada Quill}, 38, and her husband, {PER Bo Lund}, moved out. |The couple",
                Some(["Ada Quill", "Bo Lund"]),
            ),
            (
                "Mayor {PER Ada Quill} and Judge {PER Bo Lund} met. |The two",
                Some(["Ada Quill", "Bo Lund"]),
            ),
            ("{PER Ada Quill} met {PER Bo Lund}. |Both women", None),
            ("{PER Ada Quill} and {PER Bo Lund} left. |Both companies", None),
            ("{PER Ada Quill} and {PER Bo Lund} left. |The women", None),
        ] {
            let (marked, mut entities) = marked(source);
            let bar = marked.find('|').expect("a bar stands before the phrase");
            let text = marked.replace('|', "");
            entities.retain(|entity| !entity.mentions.is_empty());
            let names = Names::new(&text, &entities);
            let phrase = Phrase::read(&text, Span::new(bar, text.len()), &names);
            let two = of(&text, &phrase, &names).map(|two| two.map(|entity| entities[entity].name.as_str()));
            assert_eq!(two, expected, "{source}");
        }
    }
}
