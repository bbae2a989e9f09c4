//! Damage in the text itself, as machine translation, OCR, scraping and bad editing leave it.
//!
//! In: a text with its paragraphs, sentences and quotation marks, and the encoder's vocabulary, which stands for a list
//! of common words; for pronouns the attributions as well. Out: [`Damage`], each with the smallest span that shows it and
//! a sentence that an editor can act on. It never corrects anything, and knows neither documents nor the network.
//!
//! Every rule looks for what edited English does not contain, so that it stays quiet on clean text; what is only unusual
//! (a sentence without a verb, a foreign turn of phrase) is none of its business.

mod articles;
mod broken;
mod capitals;
mod cut;
mod encoding;
mod grammar;
mod letters;
mod names;
mod page;
mod pronouns;
mod repeated;
mod scrambled;
mod stops;
mod unbalanced;

use std::hint::black_box;

use crate::analysis::{Damage, DamageKind};
use crate::encoder::WordPieces;
use crate::sort;
use crate::span::Span;
use crate::text::quotes::Quotes;

pub use pronouns::dangling_pronouns;

use page::Page;

type Rule = fn(&Page<'_>, &mut Vec<Damage>);

/// Where two rules see the same place, the one that knows more about it comes first.
const RULES: [Rule; 12] = [
    encoding::find,
    stops::find,
    scrambled::find,
    repeated::find,
    grammar::find,
    articles::find,
    broken::find,
    letters::find,
    capitals::find,
    names::find,
    unbalanced::find,
    cut::find,
];

/// The damage in a text, in order and disjoint. Linear in the length of the text.
///
/// Without a `vocabulary` the rules that need to know words (misread letters, broken words) find nothing.
pub fn damage(
    text: &str,
    paragraphs: &[Span],
    sentences: &[Span],
    quotes: &Quotes,
    vocabulary: Option<&WordPieces>,
) -> Vec<Damage> {
    let page = Page::new(text, paragraphs, sentences, quotes, vocabulary);
    let mut found = Vec::new();
    // Through pointers that the compiler cannot see through: it puts all rules into this function otherwise, and a browser
    // takes 15 MB to compile that.
    for rule in black_box(RULES) {
        rule(&page, &mut found);
    }
    disjoint(found)
}

/// Sorts damage by place and drops what overlaps an earlier rule's find. An unbalanced quotation is long and may hold
/// other damage.
fn disjoint(found: Vec<Damage>) -> Vec<Damage> {
    let mut order: Vec<usize> = (0..found.len()).collect();
    sort::by_key(&mut order, |&i| (found[i].span.start, found[i].span.end));
    let mut dropped = vec![false; found.len()];
    let mut last: Option<usize> = None;
    for &i in &order {
        if found[i].kind == DamageKind::UnbalancedQuote {
            continue;
        }
        match last {
            Some(l) if found[l].span.overlaps(found[i].span) => {
                // The rules' order is the order of `found`.
                let loser = l.max(i);
                dropped[loser] = true;
                last = Some(l.min(i));
            }
            _ => last = Some(i),
        }
    }
    let mut found: Vec<Damage> = found
        .into_iter()
        .zip(dropped)
        .filter(|(_, dropped)| !dropped)
        .map(|(damage, _)| damage)
        .collect();
    sort::by_key(&mut found, |d| (d.span, d.kind));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Document;
    use crate::text::sentences::split;

    /// Common words, for rules that ask the vocabulary.
    const WORDS: &str = "[UNK] a about and army at be but dark early eggs emergency end fell for from good government had has have he \
        her his home house in into it late law left man men mayor nights not of offer on one plan road said she so term that the their \
        there they this to two under unit was went were which who will with would yesterday";

    /// Runs one rule on texts and compares what it marks: `damaged` with what is found in them, `clean` with nothing.
    pub(super) fn check(rule: Rule, damaged: &[(&str, &[&str])], clean: &[&str]) {
        let vocabulary =
            WordPieces::new(&WORDS.split_whitespace().collect::<Vec<_>>().join("\n")).expect("a vocabulary");
        let clean = clean.iter().map(|text| (*text, &[][..]));
        for (text, expected) in damaged.iter().copied().chain(clean) {
            let paragraphs = Document::from_text(text).paragraphs;
            let sentences = split(text, &paragraphs);
            let quotes = Quotes::find(text, &paragraphs);
            let page = Page::new(text, &paragraphs, &sentences, &quotes, Some(&vocabulary));
            let mut found = Vec::new();
            rule(&page, &mut found);
            found.sort_by_key(|d| d.span);
            let found: Vec<_> = found.iter().map(|d| d.span.of(text)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
