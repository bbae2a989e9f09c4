//! Corrections of attributions and of their sources.

use super::desk::Desk;
use super::{Action, Anchor, Correction};
use crate::analysis::{Attribution, Polarity, Source, SourceType};
use crate::span::Span;
use crate::{attribution, source};

/// Corrects an attribution or a source: the ids of what it changed, or `None` if what it is about is not there.
pub(super) fn correct(desk: &mut Desk<'_>, correction: &Correction) -> Option<Vec<String>> {
    match correction.action {
        Action::AddAttribution => add(desk, correction),
        Action::ChangeAttribution => change(desk, correction),
        Action::DeleteAttribution => {
            let at = desk.attribution(&correction.at)?;
            let source = desk.attributions[at].source_id.clone();
            let id = desk.attributions[at].id.clone();
            delete(desk, &[id]);
            Some(source.into_iter().collect())
        }
        Action::AssignSource => {
            let at = desk.attribution(&correction.at)?;
            let to = desk.source(correction.into.as_ref()?)?;
            let id = desk.attributions[at].id.clone();
            let to = desk.sources[to].id.clone();
            assign(desk, &id, &to);
            Some(vec![id, to])
        }
        Action::ChangeSource => {
            let at = desk.source(&correction.at)?;
            let source = &mut desk.sources[at];
            if let Some(name) = &correction.name {
                source.name.clone_from(name);
            }
            set_type(source, correction.source_type);
            source.affiliation = correction.affiliation.unwrap_or(source.affiliation);
            Some(vec![source.id.clone()])
        }
        Action::MergeSources => {
            let from = desk.source(&correction.at)?;
            let into = desk.source(correction.into.as_ref()?)?;
            if from == into {
                return None;
            }
            let into = desk.sources[into].id.clone();
            let gone = desk.sources.remove(from);
            for id in &gone.attribution_ids {
                assign(desk, id, &into);
            }
            let into = desk.sources.iter_mut().find(|source| source.id == into)?;
            into.title = into.title.take().or(gone.title);
            into.entity_id = into.entity_id.take().or(gone.entity_id);
            if into.kind == SourceType::Anonymous {
                into.anonymity_reason = into.anonymity_reason.or(gone.anonymity_reason);
            }
            Some(vec![into.id.clone()])
        }
        Action::SplitSource => split(desk, correction),
        Action::DeleteSource => {
            let at = desk.source(&correction.at)?;
            let gone = desk.sources[at].attribution_ids.clone();
            delete(desk, &gone);
            desk.sources.remove(at);
            Some(Vec::new())
        }
        _ => None,
    }
}

/// The words of an attribution that still stand where they did: source, cue, content.
fn words(desk: &Desk<'_>, anchor: &Anchor) -> Option<[Vec<Span>; 3]> {
    let [source, cue, content] = [&anchor.source, &anchor.cue, &anchor.content].map(|quotes| desk.places(quotes));
    Some([source?, cue?, content?])
}

fn add(desk: &mut Desk<'_>, correction: &Correction) -> Option<Vec<String>> {
    let [source, cue, content] = words(desk, &correction.at)?;
    let to = match &correction.into {
        Some(into) => Some(desk.source(into)?),
        None => None,
    };
    let to = to.map(|to| desk.sources[to].id.clone());
    let id = desk.new_id('a');
    let (quotation, polarity, act) = attribution::surface(desk.text, desk.quotes, &source, &cue, &content);
    let added = Attribution {
        id: id.clone(),
        quotation: correction.quotation.unwrap_or(quotation),
        polarity: correction.polarity.unwrap_or(polarity),
        act: correction.act.unwrap_or(act),
        relayed_by: around(desk, &source, &cue, &content),
        source_id: None,
        about: Vec::new(),
        confidence: 1.0,
        source,
        cue,
        content,
    };
    let described = to.is_none().then(|| describe(desk, &[&added])).flatten();
    desk.attributions.push(added);
    let to = to.or_else(|| described.map(|described| same_or_new(desk, described)));
    if let Some(to) = &to {
        assign(desk, &id, to);
    }
    Some(std::iter::once(id).chain(to).collect())
}

/// The attribution within whose content another one stands; of several the innermost.
fn around(desk: &Desk<'_>, source: &[Span], cue: &[Span], content: &[Span]) -> Option<String> {
    let all: Vec<&Span> = source.iter().chain(cue).chain(content).collect();
    let holds = |attribution: &&Attribution| {
        let within = |span: &Span| {
            attribution
                .content
                .iter()
                .any(|content| content.contains(*span) && content != span)
        };
        attribution.polarity == Polarity::Affirmed && all.iter().all(|span| within(span))
    };
    let length = |attribution: &&Attribution| attribution.content.iter().map(|span| span.len()).sum::<usize>();
    let innermost = desk.attributions.iter().filter(holds).min_by_key(length)?;
    Some(innermost.id.clone())
}

fn change(desk: &mut Desk<'_>, correction: &Correction) -> Option<Vec<String>> {
    let at = desk.attribution(&correction.at)?;
    let words = match &correction.words {
        Some(anchor) => Some(words(desk, anchor)?),
        None => None,
    };
    let (text, quotes) = (desk.text, desk.quotes);
    let attribution = &mut desk.attributions[at];
    if let Some([source, cue, content]) = words {
        (attribution.quotation, attribution.polarity, attribution.act) =
            attribution::surface(text, quotes, &source, &cue, &content);
        (attribution.source, attribution.cue, attribution.content) = (source, cue, content);
    }
    attribution.quotation = correction.quotation.unwrap_or(attribution.quotation);
    attribution.polarity = correction.polarity.unwrap_or(attribution.polarity);
    attribution.act = correction.act.unwrap_or(attribution.act);
    attribution.confidence = 1.0;
    let id = attribution.id.clone();
    // Whoever is named only now is found by the rules.
    if desk.attributions[at].source_id.is_none()
        && let Some(described) = describe(desk, &[&desk.attributions[at]])
    {
        let source = same_or_new(desk, described);
        assign(desk, &id, &source);
        return Some(vec![id, source]);
    }
    Some(vec![id])
}

fn split(desk: &mut Desk<'_>, correction: &Correction) -> Option<Vec<String>> {
    let from = desk.source(&correction.at)?;
    let mut leaving = Vec::with_capacity(correction.of.len());
    for anchor in &correction.of {
        let at = desk.attribution(anchor)?;
        if desk.attributions[at].source_id.as_ref() != Some(&desk.sources[from].id) {
            return None;
        }
        leaving.push(at);
    }
    let ids: Vec<String> = leaving.iter().map(|&at| desk.attributions[at].id.clone()).collect();
    // All of them leaving is no split.
    if desk.sources[from].attribution_ids.iter().all(|id| ids.contains(id)) {
        return None;
    }
    let attributions: Vec<&Attribution> = leaving.iter().map(|&at| &desk.attributions[at]).collect();
    let mut new = describe(desk, &attributions)?;
    // They were taken for one, so that what the one is known to be says nothing of the other.
    if new.entity_id == desk.sources[from].entity_id {
        new.entity_id = None;
    }
    if let Some(name) = &correction.name {
        new.name.clone_from(name);
    }
    set_type(&mut new, correction.source_type);
    new.affiliation = correction.affiliation.unwrap_or(new.affiliation);
    let old = desk.sources[from].id.clone();
    new.id = desk.new_id('s');
    let id = new.id.clone();
    desk.sources.push(new);
    for attribution in &ids {
        assign(desk, attribution, &id);
    }
    Some(vec![old, id])
}

/// What the rules for sources make of some attributions' own words: the source that most of them have, without any of them
/// yet. `None` where no words say who it is.
fn describe(desk: &Desk<'_>, attributions: &[&Attribution]) -> Option<Source> {
    let mut alone: Vec<Attribution> = attributions
        .iter()
        .map(|&attribution| Attribution {
            relayed_by: None,
            ..attribution.clone()
        })
        .collect();
    let found = source::sources(desk.text, desk.sentences, desk.quotes, &desk.entities, &mut alone);
    let mut most: Option<Source> = None;
    for source in found {
        if most
            .as_ref()
            .is_none_or(|most| source.attribution_ids.len() > most.attribution_ids.len())
        {
            most = Some(source);
        }
    }
    let mut source = most?;
    source.attribution_ids.clear();
    Some(source)
}

/// The source that is the same entity or has the same name, or else this one as a new one; its id.
fn same_or_new(desk: &mut Desk<'_>, mut new: Source) -> String {
    let same = |source: &&Source| match &new.entity_id {
        Some(entity) => source.entity_id.as_ref() == Some(entity),
        None => source.entity_id.is_none() && source.kind == new.kind && source.name == new.name,
    };
    if let Some(source) = desk.sources.iter().find(same) {
        return source.id.clone();
    }
    new.id = desk.new_id('s');
    let id = new.id.clone();
    desk.sources.push(new);
    id
}

/// Gives an attribution one source.
fn assign(desk: &mut Desk<'_>, attribution: &str, source: &str) {
    for other in &mut desk.sources {
        other.attribution_ids.retain(|id| id != attribution);
        if other.id == source {
            other.attribution_ids.push(attribution.to_owned());
        }
    }
    for one in &mut desk.attributions {
        if one.id == attribution {
            one.source_id = Some(source.to_owned());
        }
    }
}

/// Removes attributions; what they relay is relayed by whoever relays them.
fn delete(desk: &mut Desk<'_>, ids: &[String]) {
    for id in ids {
        let Some(at) = desk.attributions.iter().position(|attribution| attribution.id == *id) else {
            continue;
        };
        let gone = desk.attributions.remove(at);
        for attribution in &mut desk.attributions {
            if attribution.relayed_by.as_ref() == Some(id) {
                attribution.relayed_by = gone.relayed_by.clone().filter(|outer| *outer != attribution.id);
            }
        }
        for source in &mut desk.sources {
            source.attribution_ids.retain(|own| own != id);
        }
    }
}

fn set_type(source: &mut Source, kind: Option<SourceType>) {
    source.kind = kind.unwrap_or(source.kind);
    if source.kind != SourceType::Anonymous {
        source.anonymity_reason = None;
    }
    if source.kind != SourceType::NamedPerson {
        source.title = None;
    }
}
