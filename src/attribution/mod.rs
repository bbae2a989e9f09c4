//! Word scores -> attributions.
//!
//! In: a text, its quotation marks and the encoder's [`Reading`]. Out: [`Attribution`]s, each with its source, cue and
//! content spans, how it is quoted, its polarity, its act and a calibrated confidence. It never looks at other documents
//! and never changes a span for what the words mean: meaning is the encoder's business, the surface is decided here.

mod act;
mod clauses;
mod confidence;
mod content;
mod headings;
mod headline;
mod inner;
mod interview;
mod join;
mod lines;
mod opinion;
mod passive;
mod polarity;
mod quotation;
mod quoted;
mod relay;
mod repair;
mod silence;
mod subject;
mod tags;

use crate::sort;

use crate::analysis::{Act, Attribution, Polarity, Quotation};
use crate::encoder::{Reading, WordRange};
use crate::span::Span;
use crate::text::quotes::Quotes;

/// The attributions of a text in the order of their first word.
pub fn attributions(text: &str, sentences: &[Span], quotes: &Quotes, reading: &Reading<'_>) -> Vec<Attribution> {
    let mut roles = tags::roles(reading);
    let silences = silence::add(text, sentences, quotes, reading, &mut roles);
    let lines = lines::Lines::new(text, sentences, quotes, reading);
    headings::without_idle_cues(&lines, &mut roles);
    let mut joined = join::join(reading, &roles, false);
    for found in &mut joined {
        found.confidence = confidence::confidence(reading, found);
    }
    content::preposed(&lines, &roles, &mut joined);
    joined.retain(|j| !j.content.is_empty());
    let mut inner = inner::find(reading, sentences, &roles, &joined);
    for found in &mut inner {
        found.confidence = confidence::confidence(reading, found);
    }
    repair::repair(&lines, &roles, &mut joined);
    quoted::whole(&lines, &mut joined);
    clauses::relative(&lines, &mut joined);
    clauses::coordinated(&lines, &mut joined, &mut inner);
    joined.retain(|j| !j.content.is_empty());
    repair::repair(&lines, &roles, &mut inner);
    for cited in &mut inner {
        if let Some(host) = cited
            .cited_by
            .as_ref()
            .and_then(|cue| joined.iter().find(|j| j.cue == *cue))
        {
            cited.content.clone_from(&host.content);
        }
    }
    // "The office said it did not comment on leaks" tells it once where nobody else is told to, and "declined to be
    // interviewed, citing a lawsuit" gives a reason, which is nobody's words.
    let declines = |j: &join::Joined, cue: &WordRange| {
        let content = j.content.first().map_or(Span::default(), |c| reading.span(c));
        polarity::polarity(reading.span(cue).of(text), content.of(text)) == Polarity::Declined
    };
    inner.retain(|j| {
        let silent = j.source.is_none() && declines(j, &j.cue);
        !silent && j.cited_by.as_ref().is_none_or(|cue| !declines(j, cue))
    });
    headline::add(&lines, &mut joined);
    opinion::add(&lines, &roles, &mut joined);
    joined.extend(silences);
    joined.extend(inner);
    passive::add(&lines, &roles, &mut joined);
    interview::add(&lines, &mut joined);
    joined.retain(|j| {
        let content = j.content.first().map_or(Span::default(), |c| reading.span(c));
        !act::is_deed(reading.span(&j.cue).of(text), content.of(text))
    });
    sort::by_key(&mut joined, |j| j.parts().map(|part| part.start).min());
    joined.retain(|j| j.confidence >= confidence::LEAST);
    let attribute = |(index, joined): (usize, &join::Joined)| {
        let content = spans(&joined.content, reading, quotes);
        let source: Vec<Span> = joined.source.iter().map(|s| reading.span(s)).collect();
        let cue = reading.span(&joined.cue);
        let (quotation, polarity, act) = surface(text, quotes, &source, &[cue], &content);
        Attribution {
            id: format!("a{}", index + 1),
            quotation: if joined.is_turn { Quotation::Direct } else { quotation },
            polarity,
            act,
            relayed_by: None,
            source_id: None,
            about: vec![],
            confidence: joined.confidence,
            source,
            cue: vec![cue],
            content,
        }
    };
    let cited: Vec<Option<Span>> = joined
        .iter()
        .map(|j| j.cited_by.as_ref().map(|cue| reading.span(cue)))
        .collect();
    let mut attributions: Vec<Attribution> = joined.iter().enumerate().map(attribute).collect();
    for (at, cue) in cited.into_iter().enumerate().filter_map(|(at, cue)| Some((at, cue?))) {
        let relayer = attributions.iter().position(|a| a.cue.first() == Some(&cue));
        attributions[at].relayed_by = relayer.filter(|&r| r != at).map(|r| attributions[r].id.clone());
    }
    relay::add(text, sentences, quotes, &mut attributions);
    numbered(attributions)
}

/// Whether a cue tells of saying, showing or thinking, and not of doing.
pub(crate) fn tells(cue: &str) -> bool {
    act::tells(cue)
}

/// What the words of an attribution say of it: quotation, polarity, act.
pub(crate) fn surface(
    text: &str,
    quotes: &Quotes,
    source: &[Span],
    cue: &[Span],
    content: &[Span],
) -> (Quotation, Polarity, Act) {
    let first = |spans: &[Span]| spans.first().map_or("", |span| span.of(text));
    (
        quotation::quotation(text, content, quotes),
        polarity::within(text, cue.first().copied().unwrap_or_default(), first(content)),
        act::act(first(cue), first(source)),
    )
}

/// Where an attribution begins.
pub(crate) fn first_place(attribution: &Attribution) -> Option<u32> {
    let spans = [&attribution.source, &attribution.cue, &attribution.content];
    spans.into_iter().flatten().map(|span| span.start).min()
}

/// The attributions in the order of the text, with the ids of that order.
fn numbered(mut attributions: Vec<Attribution>) -> Vec<Attribution> {
    sort::by_key(&mut attributions, first_place);
    let mut ids: Vec<(String, String)> = attributions
        .iter()
        .enumerate()
        .map(|(index, a)| (a.id.clone(), format!("a{}", index + 1)))
        .collect();
    sort::by_key(&mut ids, |(old, _)| old.clone());
    let new = |id: &String| {
        let at = ids.binary_search_by(|(old, _)| old.cmp(id));
        at.map_or_else(|_| id.clone(), |at| ids[at].1.clone())
    };
    for attribution in &mut attributions {
        attribution.id = new(&attribution.id);
        attribution.relayed_by = attribution.relayed_by.as_ref().map(new);
    }
    attributions
}

/// The bytes of content pieces; pieces that touch become one, and a quotation keeps both its marks.
fn spans(pieces: &[WordRange], reading: &Reading<'_>, quotes: &Quotes) -> Vec<Span> {
    let mut merged: Vec<WordRange> = Vec::new();
    for piece in pieces {
        match merged.last_mut() {
            Some(last) if last.end == piece.start && !reading.starts_paragraph(piece.start) => last.end = piece.end,
            _ => merged.push(piece.clone()),
        }
    }
    merged
        .iter()
        .map(|piece| quotation::with_marks(reading.span(piece), quotes))
        .collect()
}
