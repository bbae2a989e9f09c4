//! Sentences that plainly draw on the source of the sentence before them, without saying so.

use super::Article;
use crate::analysis::Statement;

/// The implicit statements, given the explicit ones in the order of their sentences.
pub(super) fn statements(_article: &Article<'_>, _explicit: &[Statement]) -> Vec<Statement> {
    Vec::new()
}
