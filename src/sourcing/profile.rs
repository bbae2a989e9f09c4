//! Counts and shares, each derivable from the lists of the analysis.

use super::Article;
use crate::analysis::{Profile, Statement};
use crate::sort;
use crate::span::Span;
use crate::text::quotes::Place;
use crate::text::words;

/// The profile of an article with these statements.
pub fn profile(article: &Article<'_>, statements: &[Statement]) -> Profile {
    let prose: Vec<Span> = article.document.paragraphs.clone();
    let words = count(article, &prose).0;
    let contents = article
        .attributions
        .iter()
        .filter(|attribution| super::statements::is_statement(attribution));
    let (attributed_words, quoted_words) = count(article, &merged(contents.flat_map(|a| a.content.iter().copied())));
    let implicit = statements.iter().flat_map(|statement| statement.span.iter().copied());
    let sourced = merged(implicit.chain(article.attributions.iter().flat_map(|a| a.content.iter().copied())));
    let unattributed_words = words.saturating_sub(count(article, &sourced).0);
    let mut sourced_sentences: Vec<u32> = statements.iter().map(|s| s.sentence).collect();
    sourced_sentences.dedup();
    let mut profile = Profile {
        words,
        attributed_words,
        quoted_words,
        unattributed_words,
        sentences: article.sentences.len() as u32,
        sourced_sentences: sourced_sentences.len() as u32,
        sources: article.sources.len() as u32,
        longest_chain: (0..article.attributions.len())
            .map(|at| article.chain(at).len() as u32)
            .max()
            .unwrap_or(0),
        first_source_id: article.sources.first().map(|source| source.id.clone()),
        ..Profile::default()
    };
    let mut most = 0;
    for source in article.sources {
        *profile.sources_by_type.entry(source.kind).or_default() += 1;
        *profile.sources_by_affiliation.entry(source.affiliation).or_default() += 1;
        if source.words > 0 {
            *profile.words_by_type.entry(source.kind).or_default() += source.words;
        }
        // The first of equals.
        if source.words > most {
            most = source.words;
            profile.most_used_source_id = Some(source.id.clone());
        }
    }
    if most > 0 {
        let all: u32 = article.sources.iter().map(|source| source.words).sum();
        // Two places, as a share of a text of some hundred words supports no more.
        let hundredths = (200 * u64::from(most) + u64::from(all)) / (2 * u64::from(all));
        profile.most_used_source_share = hundredths as f64 / 100.0;
    }
    profile
}

/// The spans in order, those that overlap as one.
fn merged(spans: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut spans: Vec<Span> = spans.collect();
    sort::by_key(&mut spans, Clone::clone);
    let mut merged: Vec<Span> = Vec::new();
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => merged.push(span),
        }
    }
    merged
}

/// Words in the spans, and those in quotation marks.
fn count(article: &Article<'_>, spans: &[Span]) -> (u32, u32) {
    let (mut all, mut quoted) = (0, 0);
    for span in spans {
        for word in words(span.of(&article.document.text)) {
            all += 1;
            quoted += u32::from(article.quotes.place(span.start + word.start) != Place::Outside);
        }
    }
    (all, quoted)
}
