//! The hands that a claim went through.

use super::Article;
use crate::analysis::{Attribution, number};

impl Article<'_> {
    /// The attribution that reports this one, if one does.
    pub(super) fn relayer(&self, attribution: &Attribution) -> Option<usize> {
        number(attribution.relayed_by.as_ref()?).filter(|&at| at < self.attributions.len())
    }

    /// From the outermost attribution, which the article itself makes, to this one.
    pub(super) fn chain(&self, at: usize) -> Vec<usize> {
        let mut chain = vec![at];
        while let Some(relayer) = chain.last().and_then(|&at| self.relayer(&self.attributions[at])) {
            // Nothing relays itself, and no chain is longer than the list.
            if chain.contains(&relayer) {
                break;
            }
            chain.push(relayer);
        }
        chain.reverse();
        chain
    }

    /// The attributions that a relayed attribution takes the content of, from the outermost one on: those with the same
    /// content, or with a part of it.
    pub(super) fn relayed(&self) -> Vec<Vec<usize>> {
        let mut relayed = vec![Vec::new(); self.attributions.len()];
        for at in 0..self.attributions.len() {
            for &outer in self.chain(at).iter().rev().skip(1) {
                relayed[outer].push(at);
            }
        }
        relayed
    }
}
