//! The distinct names of a text.

use std::collections::BTreeMap;

use super::gazetteer::key;
use super::names::Name;
use super::types::{TYPES, Weights, best};
use super::words::Words;
use crate::analysis::EntityType;

/// A name however often it stands: "U.S." and "US" are one form.
#[derive(Debug)]
pub(super) struct Form<'t> {
    /// Under which it is looked up.
    pub(super) key: String,
    /// As it is first written.
    pub(super) text: &'t str,
    /// Where it stands, among the names.
    pub(super) names: Vec<usize>,
    /// How much speaks for each type.
    pub(super) types: Weights,
}

impl Form<'_> {
    /// The type that most speaks for.
    pub(super) fn kind(&self) -> EntityType {
        best(&self.types)
    }

    /// The words of the key.
    pub(super) fn tokens(&self) -> Vec<&str> {
        self.key.split(' ').collect()
    }
}

/// The forms of the names, in the order in which they first stand in the text.
pub(super) fn forms<'t>(words: &Words<'t>, names: &[Name]) -> Vec<Form<'t>> {
    let mut at: BTreeMap<String, usize> = BTreeMap::new();
    let mut forms: Vec<Form<'t>> = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let text = words.text(&name.words);
        let key = key(text);
        let form = *at.entry(key.clone()).or_insert(forms.len());
        if form == forms.len() {
            forms.push(Form {
                key,
                text,
                names: Vec::new(),
                types: [0.0; TYPES],
            });
        }
        forms[form].names.push(index);
        for (sum, weight) in std::iter::zip(&mut forms[form].types, name.types) {
            *sum += weight;
        }
    }
    for form in &mut forms {
        let total: f32 = form.types.iter().sum();
        if total > 0.0 {
            form.types = form.types.map(|w| w / total);
        }
    }
    forms
}
