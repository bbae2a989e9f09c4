//! What holds for the spans of any text.

use onrecord::Span;
use proptest::prelude::*;

/// Fails unless `spans` are in bounds, on character boundaries, not empty, in order and disjoint.
pub(crate) fn check_spans(text: &str, spans: &[Span]) -> Result<(), TestCaseError> {
    let mut end = 0;
    for span in spans {
        prop_assert!(span.start >= end && span.start < span.end, "{spans:?}");
        prop_assert!(
            text.get(span.range()).is_some(),
            "{span:?} cuts a character or the text"
        );
        end = span.end;
    }
    Ok(())
}
