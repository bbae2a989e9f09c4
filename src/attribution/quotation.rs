//! How much of a content stands in quotation marks.

use crate::analysis::Quotation;
use crate::span::Span;
use crate::text::quotes::{Place, Quotes};
use crate::text::words;

/// Direct if all words of the content are quoted, indirect if none is, else mixed.
pub(super) fn quotation(text: &str, content: &[Span], quotes: &Quotes) -> Quotation {
    let (mut inside, mut outside) = (0_usize, 0_usize);
    for piece in content {
        for word in words(piece.of(text)) {
            match quotes.place(piece.start + word.start) {
                // The conjunction is the reporter's: "he said that “…”".
                Place::Outside if word.start == 0 && word.of(piece.of(text)) == "that" => {}
                Place::Outside => outside += 1,
                _ => inside += 1,
            }
        }
    }
    match (inside, outside) {
        (0, _) => Quotation::Indirect,
        (_, 0) => Quotation::Direct,
        _ => Quotation::Mixed,
    }
}

/// The span with the marks of a quotation that it holds but for its marks.
pub(super) fn with_marks(mut span: Span, quotes: &Quotes) -> Span {
    if let Some(region) = quotes.region_at(span.start)
        && span.start == region.span.start + region.open
        && span.end >= region.span.end - region.close
    {
        span.start = region.span.start;
    }
    if let Some(region) = span.end.checked_sub(1).and_then(|last| quotes.region_at(last))
        && span.end == region.span.end - region.close
        && span.start <= region.span.start + region.open
    {
        span.end = region.span.end;
    }
    span
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surface_of_contents() {
        for (text, content, expected) in [
            ("“We will go,” he said.", "“We will go,”", Quotation::Direct),
            ("He said he would go.", "he would go", Quotation::Indirect),
            ("He said it was “a trap”.", "it was “a trap”", Quotation::Mixed),
            ("He spoke of 'a trap'.", "'a trap'", Quotation::Direct),
            ("He said that “we lost”.", "that “we lost”", Quotation::Direct),
            ("He said that we “lost”.", "that we “lost”", Quotation::Mixed),
            (
                "She said the workers' union agreed.",
                "the workers' union agreed",
                Quotation::Indirect,
            ),
        ] {
            let at = text.find(content).expect("the content is part of the text");
            let quotes = Quotes::find(text, &[Span::new(0, text.len())]);
            let span = Span::new(at, at + content.len());
            assert_eq!(quotation(text, &[span], &quotes), expected, "{text}");
        }
    }

    #[test]
    fn marks_go_with_what_they_hold() {
        let text = "“We will go,” he said.";
        let quotes = Quotes::find(text, &[Span::new(0, text.len())]);
        let whole = "“We will go,”";
        for (start, end, expected) in [
            ("We", "go,", whole),
            ("“We", "go,", whole),
            ("We", "go,”", whole),
            ("will", "go,", "will go,"),
        ] {
            let span = Span::new(
                text.find(start).expect("it is there"),
                text.find(end).expect("it is there") + end.len(),
            );
            assert_eq!(with_marks(span, &quotes).of(text), expected, "{start} … {end}");
        }
    }
}
