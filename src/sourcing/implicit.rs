//! Sentences that plainly draw on the source of the sentence before them, without saying so.
//!
//! "A spokesperson of the railway said 11 trains have been cancelled. Two more will be short-terminated." The rule is
//! narrow on purpose: most sentences behind a reported one are the reporter's own.

use super::Article;
use crate::analysis::{Act, Quotation, SourceType, Statement, StatementKind};
use crate::span::Span;
use crate::text::quotes::Place;
use crate::text::words;

/// How sure an attribution must be for the next sentence to lean on it.
const SURE: f64 = 0.7;
/// Longer sentences than this are the reporter's own account more often than not; in words.
const LONGEST: usize = 25;

/// The implicit statements, given the explicit ones in the order of their sentences.
pub(super) fn statements(article: &Article<'_>, explicit: &[Statement]) -> Vec<Statement> {
    let text = &article.document.text;
    let mut cued = vec![false; article.sentences.len()];
    for span in article.attributions.iter().flat_map(|a| a.cue.iter().chain(&a.content)) {
        let first = article.sentences.partition_point(|s| s.end <= span.start);
        for (offset, sentence) in article.sentences[first..].iter().enumerate() {
            if sentence.start >= span.end {
                break;
            }
            cued[first + offset] = true;
        }
    }
    let mut found = Vec::new();
    for (index, statement) in explicit.iter().enumerate() {
        let at = statement.sentence as usize;
        // Of several statements in a sentence the last one is leant on.
        if explicit
            .get(index + 1)
            .is_some_and(|next| next.sentence == statement.sentence)
        {
            continue;
        }
        let Some(next) = article.sentences.get(at + 1).filter(|_| !cued[at + 1]) else {
            continue;
        };
        let between = Span {
            start: article.sentences[at].end,
            end: next.start,
        };
        if between.of(text).contains('\n') || article.quotes.place(next.start) != Place::Outside {
            continue;
        }
        if leans(article, statement) && goes_on(article, statement, next.of(text)) {
            found.push(Statement {
                span: vec![*next],
                sentence: statement.sentence + 1,
                kind: StatementKind::Implicit,
                ..statement.clone()
            });
        }
    }
    found
}

/// Whether a statement is one that a next sentence may draw on: reported, not quoted, and surely somebody's.
fn leans(article: &Article<'_>, statement: &Statement) -> bool {
    let own = statement.attribution_ids.iter().filter_map(|id| super::number(id));
    let mut own = own.map(|at| &article.attributions[at]);
    !statement.source_ids.is_empty()
        && own.all(|a| {
            a.confidence >= SURE
                && a.quotation == Quotation::Indirect
                && matches!(a.act, Act::Statement | Act::Evidence)
        })
}

/// Whether a sentence plainly goes on with what the source says: it takes up its subject, or tells of more of the same.
fn goes_on(article: &Article<'_>, statement: &Statement, sentence: &str) -> bool {
    let all: Vec<String> = words(sentence).map(|w| w.of(sentence).to_lowercase()).collect();
    if all.len() > LONGEST {
        return false;
    }
    let Some(first) = all.first() else { return false };
    let takes_up = matches!(
        first.as_str(),
        "it" | "its"
            | "they"
            | "their"
            | "these"
            | "those"
            | "such"
            | "another"
            | "two"
            | "three"
            | "four"
            | "five"
            | "several"
            | "others"
    );
    let foretells = all.iter().take(12).any(|w| matches!(w.as_str(), "will" | "would"));
    let source = statement.source_ids.last().and_then(|id| super::number(id));
    let records =
        source.is_some_and(|s| matches!(article.sources[s].kind, SourceType::Document | SourceType::Anonymous));
    takes_up || foretells || records
}
