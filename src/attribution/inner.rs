//! Attributions that others relay: within the content of another, or cited by another for the same content. The encoder
//! marks them with tags of their own.

use super::join::{self, Joined};
use super::tags::{self, Roles, meets};
use crate::encoder::{Reading, WordRange};
use crate::sort;
use crate::span::Span;

/// The attributions within the contents of the `outer` ones, and those that share the content of one that cites them.
/// `roles` are the spans of the outer ones: what is one of those is not taken again.
pub(super) fn find(reading: &Reading<'_>, sentences: &[Span], roles: &Roles, outer: &[Joined]) -> Vec<Joined> {
    let mut own = tags::inner(reading);
    own.cues.retain(|cue| !meets(&roles.cues, cue));
    own.sources.retain(|source| !meets(&roles.sources, source));
    let within = |own: &WordRange| {
        let next = roles.contents.partition_point(|content| content.start <= own.start);
        let around = roles.contents[..next].last();
        around.is_some_and(|content| own.end <= content.end)
    };
    let sentence = |cue: &WordRange| sentences.partition_point(|s| s.start <= reading.span(cue).start);
    let mut cues: Vec<(&WordRange, &[WordRange])> = outer.iter().map(|j| (&j.cue, j.content.as_slice())).collect();
    sort::by_key(&mut cues, |(cue, _)| cue.start);
    let mut found: Vec<Joined> = Vec::new();
    for mut joined in join::join(reading, &own, true) {
        if !joined.content.is_empty() {
            if within(&joined.cue) {
                found.push(joined);
            }
            continue;
        }
        // Whoever is cited is so outside what is told.
        if joined.source.is_none() || within(&joined.cue) {
            continue;
        }
        // Whoever is cited last cites the next one: "according to the radio, which cited a report quoting a source".
        let here = |cue: &WordRange| sentence(cue) == sentence(&joined.cue);
        let cited = found.last().filter(|last| last.cited_by.is_some() && here(&last.cue));
        let next = cues.partition_point(|(cue, _)| cue.start < joined.cue.start);
        let before = cues[..next].last().filter(|(cue, _)| here(cue));
        let after = cues.get(next).filter(|(cue, _)| here(cue));
        let host = match (cited, before.or(after)) {
            (Some(last), Some((cue, _))) if last.cue.start < cue.start && cue.start < joined.cue.start => {
                before.copied()
            }
            (Some(last), _) => Some((&last.cue, last.content.as_slice())),
            (None, host) => host.copied(),
        };
        if let Some((cue, content)) = host {
            joined.content = content.to_vec();
            joined.cited_by = Some(cue.clone());
            found.push(joined);
        }
    }
    found
}
