//! Attributions within the content of others, which the encoder marks with tags of their own.

use super::join::{self, Joined};
use super::tags::{self, Roles};
use crate::encoder::{Reading, WordRange};

/// The attributions within contents: whole ones, and sources cited in passing, which have no content of their own. A span
/// that an outermost attribution has already is none of them.
pub(super) fn find(reading: &Reading<'_>, outer: &Roles) -> Vec<Joined> {
    let mut roles = tags::inner(reading);
    let free = |spans: &[WordRange]| {
        let taken = spans.to_vec();
        move |own: &WordRange| !overlaps(&taken, own)
    };
    roles.cues.retain(free(&outer.cues));
    roles.sources.retain(free(&outer.sources));
    let within = |own: &WordRange| {
        let next = outer.contents.partition_point(|content| content.start <= own.start);
        outer.contents[..next]
            .last()
            .is_some_and(|content| own.end <= content.end)
    };
    let joined = join::join(reading, &roles);
    joined.into_iter().filter(|j| within(&j.cue)).collect()
}

/// Whether a range shares a word with one of the ranges, which are in order and disjoint.
fn overlaps(ranges: &[WordRange], own: &WordRange) -> bool {
    let next = ranges.partition_point(|range| range.end <= own.start);
    ranges.get(next).is_some_and(|range| range.start < own.end)
}
