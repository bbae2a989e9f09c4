//! Corrections of attributions and of their sources.

use super::desk::{self, Changed, Desk};
use super::{Action, Correction};
use crate::analysis::{Act, Attribution, Polarity, Quotation, Source, SourceType, number};
use crate::entity::Gazetteer;
use crate::span::Span;
use crate::{attribution, source};

/// Corrects an attribution or a source: what it changed, or `None` if what it is about is not there.
pub(super) fn correct(desk: &mut Desk<'_>, correction: &Correction) -> Option<Changed> {
    let into = match &correction.into {
        Some(into) => Some(desk.source(into)?),
        None => None,
    };
    if correction.action == Action::AddAttribution {
        return add(desk, correction, into);
    }
    let at = desk.attribution(&correction.at)?;
    match correction.action {
        Action::ChangeAttribution => return change(desk, correction, at),
        Action::DeleteAttribution => {
            let voice = desk.voice[at];
            delete(desk, at);
            return Some(voice.into_iter().map(desk::source).collect());
        }
        Action::AssignSource => {
            assign(desk, at, into?);
            return Some(vec![desk::attribution(at), desk::source(into?)]);
        }
        _ => {}
    }
    let source = desk.source(&correction.at)?;
    match correction.action {
        Action::ChangeSource => describe_as(&mut desk.sources[source], correction),
        Action::MergeSources => {
            let into = into.filter(|&into| into != source)?;
            for attribution in desk.spoken[source].clone() {
                pass(desk, attribution, source, into);
            }
            let (title, reason) = (desk.sources[source].title.take(), desk.sources[source].anonymity_reason);
            let merged = &mut desk.sources[into];
            if merged.kind == SourceType::NamedPerson {
                merged.title = merged.title.take().or(title);
            }
            if merged.kind == SourceType::Anonymous {
                merged.anonymity_reason = merged.anonymity_reason.or(reason);
            }
            desk.being[into] = desk.being[into].or(desk.being[source]);
            return Some(vec![desk::source(into)]);
        }
        Action::SplitSource => return split(desk, correction, source),
        _ => {
            for attribution in desk.spoken[source].clone() {
                // What others say as well stays theirs.
                let others = |&other: &usize| other != source && desk.spoken[other].contains(&attribution);
                match (0..desk.sources.len()).find(others) {
                    Some(other) => pass(desk, attribution, source, other),
                    None => delete(desk, attribution),
                }
            }
        }
    }
    Some(vec![desk::source(source)])
}

/// Gives an attribution the words of an anchor, and what they say of it.
fn put_words(desk: &Desk<'_>, anchor: &super::Anchor, attribution: &mut Attribution) -> Option<()> {
    attribution.source = desk.places(&anchor.source)?;
    attribution.cue = desk.places(&anchor.cue)?;
    attribution.content = desk.places(&anchor.content)?;
    (attribution.quotation, attribution.polarity, attribution.act) = attribution::surface(
        desk.text,
        desk.quotes,
        &attribution.source,
        &attribution.cue,
        &attribution.content,
    );
    Some(())
}

/// Gives an attribution what a correction says of it; whoever corrects it is sure of it.
fn put_surface(correction: &Correction, attribution: &mut Attribution) {
    attribution.quotation = correction.quotation.unwrap_or(attribution.quotation);
    attribution.polarity = correction.polarity.unwrap_or(attribution.polarity);
    attribution.act = correction.act.unwrap_or(attribution.act);
    attribution.confidence = 1.0;
}

fn add(desk: &mut Desk<'_>, correction: &Correction, into: Option<usize>) -> Option<Changed> {
    let mut added = Attribution {
        id: String::new(),
        source: Vec::new(),
        cue: Vec::new(),
        content: Vec::new(),
        quotation: Quotation::Indirect,
        polarity: Polarity::Affirmed,
        act: Act::Statement,
        relayed_by: None,
        source_id: None,
        about: Vec::new(),
        confidence: 1.0,
    };
    put_words(desk, &correction.at, &mut added)?;
    put_surface(correction, &mut added);
    for (at, other) in desk.attributions.iter().enumerate() {
        if !desk.gone[at] && other.source == added.source && other.cue == added.cue && other.content == added.content {
            return None;
        }
    }
    let at = desk.attributions.len();
    desk.relayer.push(around(desk, &added));
    desk.attributions.push(added);
    desk.gone.push(false);
    desk.voice.push(None);
    match into {
        Some(into) => assign(desk, at, into),
        None => name(desk, at),
    }
    Some(changed(desk, at))
}

fn change(desk: &mut Desk<'_>, correction: &Correction, at: usize) -> Option<Changed> {
    let mut attribution = desk.attributions[at].clone();
    if let Some(words) = &correction.words {
        put_words(desk, words, &mut attribution)?;
    }
    put_surface(correction, &mut attribution);
    desk.attributions[at] = attribution;
    // Whoever is named only now is found by the rules.
    if desk.voice[at].is_none() {
        name(desk, at);
    }
    Some(changed(desk, at))
}

/// An attribution and its source.
fn changed(desk: &Desk<'_>, at: usize) -> Changed {
    let voice = desk.voice[at].map(desk::source);
    std::iter::once(desk::attribution(at)).chain(voice).collect()
}

/// The attribution within whose content another one stands; of several the innermost.
fn around(desk: &Desk<'_>, inner: &Attribution) -> Option<usize> {
    let mut innermost: Option<(usize, usize)> = None;
    for (at, outer) in desk.attributions.iter().enumerate() {
        let holds = |span: &Span| {
            outer
                .content
                .iter()
                .any(|content| content.contains(*span) && content != span)
        };
        let mut words = inner.source.iter().chain(&inner.cue).chain(&inner.content);
        if !desk.gone[at] && outer.polarity == Polarity::Affirmed && words.all(holds) {
            let length = outer.content.iter().map(|content| content.len()).sum();
            if innermost.is_none_or(|(least, _)| length < least) {
                innermost = Some((length, at));
            }
        }
    }
    innermost.map(|(_, at)| at)
}

/// Gives an attribution the source that its own words name, if they name one: one that is there already or a new one.
fn name(desk: &mut Desk<'_>, at: usize) {
    let Some((described, being)) = describe(desk, &[at]) else {
        return;
    };
    let is_it = |&other: &usize| {
        let source = &desk.sources[other];
        let same = source.kind == described.kind && source.name == described.name;
        !desk.spoken[other].is_empty() && desk.being[other] == being && (being.is_some() || same)
    };
    let source = (0..desk.sources.len()).find(is_it);
    let source = source.unwrap_or_else(|| add_source(desk, described, being));
    assign(desk, at, source);
}

fn split(desk: &mut Desk<'_>, correction: &Correction, from: usize) -> Option<Changed> {
    let mut leaving = Vec::with_capacity(correction.of.len());
    for anchor in &correction.of {
        let at = desk.attribution(anchor)?;
        if !desk.spoken[from].contains(&at) {
            return None;
        }
        leaving.push(at);
    }
    // All of them leaving is no split.
    if desk.spoken[from].iter().all(|at| leaving.contains(at)) {
        return None;
    }
    let (mut described, being) = describe(desk, &leaving)?;
    describe_as(&mut described, correction);
    // They were taken for one, so that what the one is known to be says nothing of the other.
    let being = being.filter(|&being| Some(being) != desk.being[from]);
    let new = add_source(desk, described, being);
    for at in leaving {
        pass(desk, at, from, new);
    }
    Some(vec![desk::source(from), desk::source(new)])
}

/// What the rules for sources make of the words of some attributions alone, and the entity that it is: of several sources
/// the one that has most of them. `None` where no words say who it is.
fn describe(desk: &Desk<'_>, attributions: &[usize]) -> Option<(Source, Option<usize>)> {
    let mut alone: Vec<Attribution> = Vec::with_capacity(attributions.len());
    for &at in attributions {
        let mut attribution = desk.attributions[at].clone();
        attribution.relayed_by = None;
        alone.push(attribution);
    }
    // The entities' ids say their places on the desk.
    let mut entities = desk.entities.clone();
    for (at, entity) in entities.iter_mut().enumerate() {
        entity.id = format!("e{}", at + 1);
    }
    // First names, which a gazetteer knows, tell people apart whom pronouns may mean: here none do.
    let no_names = Gazetteer::default();
    let found = source::sources(desk.text, desk.sentences, desk.quotes, &entities, &no_names, &mut alone);
    let mut most: Option<Source> = None;
    for source in found {
        if most
            .as_ref()
            .is_none_or(|most| source.attribution_ids.len() > most.attribution_ids.len())
        {
            most = Some(source);
        }
    }
    let source = most?;
    let being = source.entity_id.as_deref().and_then(number);
    Some((source, being))
}

fn add_source(desk: &mut Desk<'_>, source: Source, being: Option<usize>) -> usize {
    desk.sources.push(source);
    desk.spoken.push(Vec::new());
    desk.being.push(being);
    desk.sources.len() - 1
}

/// Gives an attribution one source.
fn assign(desk: &mut Desk<'_>, attribution: usize, source: usize) {
    for spoken in &mut desk.spoken {
        spoken.retain(|&at| at != attribution);
    }
    desk.spoken[source].push(attribution);
    desk.voice[attribution] = Some(source);
}

/// Passes an attribution from one of its sources to another.
fn pass(desk: &mut Desk<'_>, attribution: usize, from: usize, to: usize) {
    desk.spoken[from].retain(|&at| at != attribution);
    if !desk.spoken[to].contains(&attribution) {
        desk.spoken[to].push(attribution);
    }
    if desk.voice[attribution] == Some(from) {
        desk.voice[attribution] = Some(to);
    }
}

/// Removes an attribution; what it relays is relayed by whoever relays it.
fn delete(desk: &mut Desk<'_>, gone: usize) {
    desk.gone[gone] = true;
    let outer = desk.relayer[gone];
    for (at, relayer) in desk.relayer.iter_mut().enumerate() {
        if *relayer == Some(gone) {
            *relayer = outer.filter(|&outer| outer != at);
        }
    }
    for spoken in &mut desk.spoken {
        spoken.retain(|&at| at != gone);
    }
}

/// Gives a source what a correction says of it; what goes with another type goes.
fn describe_as(source: &mut Source, correction: &Correction) {
    if let Some(name) = &correction.name {
        source.name.clone_from(name);
    }
    source.kind = correction.source_type.unwrap_or(source.kind);
    source.affiliation = correction.affiliation.unwrap_or(source.affiliation);
    if source.kind != SourceType::Anonymous {
        source.anonymity_reason = None;
    }
    if source.kind != SourceType::NamedPerson {
        source.title = None;
    }
}
