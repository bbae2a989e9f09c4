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
const SURE: f64 = 0.6;
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
    found.extend(listed(article, explicit, &cued));
    found
}

/// The items of a list that a sourced sentence introduces: "Among the findings of the report: - Rents rose. - …". Whatever
/// nobody else is said to have said in them is its source's.
fn listed(article: &Article<'_>, explicit: &[Statement], cued: &[bool]) -> Vec<Statement> {
    let text = &article.document.text;
    let paragraph = |sentence: &Span| {
        article
            .document
            .paragraphs
            .partition_point(|p| p.start <= sentence.start)
    };
    let is_item = |paragraph: &Span| {
        let start = paragraph.of(text).trim_start();
        ["- ", "– ", "• ", "* ", "· "]
            .iter()
            .any(|mark| start.starts_with(mark))
    };
    let mut found = Vec::new();
    // The last statement before each sentence, and the list that it introduces, if any.
    let mut next = 0;
    let mut last: Option<&Statement> = None;
    let mut introduced: Option<&Statement> = None;
    for (at, sentence) in article.sentences.iter().enumerate() {
        let item = paragraph(sentence)
            .checked_sub(1)
            .is_some_and(|p| is_item(&article.document.paragraphs[p]));
        if let Some(statement) = introduced.filter(|_| item) {
            let words = sentence.of(text).split_whitespace().count();
            if !cued[at] && words > 2 {
                found.push(Statement {
                    span: vec![*sentence],
                    sentence: at as u32,
                    kind: StatementKind::Implicit,
                    ..statement.clone()
                });
            }
        } else {
            introduced = None;
        }
        while explicit.get(next).is_some_and(|s| s.sentence as usize <= at) {
            last = explicit.get(next);
            next += 1;
        }
        let sourced = last.filter(|s| !s.source_ids.is_empty());
        if !item && sentence.of(text).trim_end().ends_with(':') {
            let here = sourced.filter(|s| s.sentence as usize == at);
            introduced = here.or_else(|| sourced.filter(|_| announces(sentence.of(text))));
        }
    }
    found
}

/// Whether a line before a list says that it holds what was found, said or asked for.
fn announces(line: &str) -> bool {
    let words: Vec<String> = words(line).map(|w| w.of(line).to_lowercase()).collect();
    let list = [
        "allegations",
        "claims",
        "conclusions",
        "demands",
        "findings",
        "points",
        "proposals",
        "recommendations",
        "takeaways",
    ];
    words.iter().any(|w| list.contains(&w.as_str()))
}

/// Whether a statement is one that a next sentence may draw on: reported, not quoted, and surely somebody's.
fn leans(article: &Article<'_>, statement: &Statement) -> bool {
    let own = statement
        .attribution_ids
        .iter()
        .filter_map(|id| crate::analysis::number(id));
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
    let source = statement.source_ids.last().and_then(|id| crate::analysis::number(id));
    let records =
        source.is_some_and(|s| matches!(article.sources[s].kind, SourceType::Document | SourceType::Anonymous));
    takes_up || foretells || records
}
