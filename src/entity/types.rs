//! Probabilities of the nine entity types.

use crate::analysis::EntityType;
use crate::encoder::{NAME_TAGS, exp};

/// The number of entity types.
pub(super) const TYPES: usize = 9;

/// The types in the order of the tags.
pub(super) const ORDER: [EntityType; TYPES] = [
    EntityType::Person,
    EntityType::Organization,
    EntityType::Geopolitical,
    EntityType::Location,
    EntityType::Facility,
    EntityType::Norp,
    EntityType::Event,
    EntityType::Law,
    EntityType::Product,
];

/// A weight for each type, in their order.
pub(super) type Weights = [f32; TYPES];

/// The place of a type in the order.
pub(super) fn index(kind: EntityType) -> usize {
    ORDER.iter().position(|&t| t == kind).unwrap_or(0)
}

/// The type of the greatest weight; the first of equals.
pub(super) fn best(weights: &Weights) -> EntityType {
    let at = (0..TYPES).fold(0, |best, t| if weights[t] > weights[best] { t } else { best });
    ORDER[at]
}

/// What a word's tags say: the probability of each type, whatever the place in a name. What is missing to 1 is outside.
pub(super) fn probabilities(scores: &[f32; NAME_TAGS]) -> Weights {
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mass = scores.map(|s| exp(s - most));
    let sum: f32 = mass.iter().sum();
    std::array::from_fn(|t| mass[1 + 4 * t..][..4].iter().sum::<f32>() / sum)
}

/// Whether it is a place on the map.
pub(super) const fn is_place(kind: EntityType) -> bool {
    matches!(
        kind,
        EntityType::Geopolitical | EntityType::Location | EntityType::Facility
    )
}
