//! Overlapping stretches of a text as brackets or elements that nest.

use crate::sort;
use crate::span::Span;

/// What comes next on the way through a text. Marks are meant by their places in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step<'t> {
    /// Text under the marks that are open.
    Text(&'t str),
    /// A mark begins here, or goes on after another that it crosses.
    Open {
        mark: usize,
        /// Whether it begins.
        first: bool,
    },
    /// A mark ends here, or breaks off where another ends that it crosses. It is the mark opened last.
    Close {
        mark: usize,
        /// Whether it ends.
        last: bool,
    },
}

/// Goes through the text once. What opens last closes first: a mark that crosses the end of another is closed with it and
/// opened again. Of marks that begin at one place the longest is outside, of equal ones the first. Empty marks are left
/// out.
pub(super) fn walk<'t>(text: &'t str, marks: &[Span], mut visit: impl FnMut(Step<'t>)) {
    // Ends before beginnings, and so that they nest.
    let mut edges: Vec<(u32, (bool, u32, usize), usize)> = Vec::new();
    for (mark, span) in marks.iter().enumerate().filter(|(_, span)| !span.is_empty()) {
        edges.push((span.end, (false, u32::MAX - span.start, usize::MAX - mark), mark));
        edges.push((span.start, (true, u32::MAX - span.end, mark), mark));
    }
    sort::by_key(&mut edges, |&(at, order, _)| (at, order));
    let mut open: Vec<usize> = Vec::new();
    let mut written = 0;
    for (at, (begins, ..), mark) in edges {
        let at = (at as usize).clamp(written, text.len());
        if let Some(between) = text.get(written..at).filter(|between| !between.is_empty()) {
            visit(Step::Text(between));
        }
        written = at;
        if begins {
            open.push(mark);
            visit(Step::Open { mark, first: true });
            continue;
        }
        let Some(depth) = open.iter().rposition(|&other| other == mark) else {
            continue;
        };
        let crossing = open.split_off(depth + 1);
        open.pop();
        for &crossed in crossing.iter().rev() {
            visit(Step::Close {
                mark: crossed,
                last: false,
            });
        }
        visit(Step::Close { mark, last: true });
        for crossed in crossing {
            visit(Step::Open {
                mark: crossed,
                first: false,
            });
            open.push(crossed);
        }
    }
    if let Some(rest) = text.get(written..).filter(|rest| !rest.is_empty()) {
        visit(Step::Text(rest));
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::{Step, walk};
    use crate::span::Span;

    fn brackets(text: &str, marks: &[(usize, usize)]) -> String {
        let marks: Vec<Span> = marks.iter().map(|&(start, end)| Span::new(start, end)).collect();
        let mut out = String::new();
        walk(text, &marks, |step| {
            // Writing to a string cannot fail.
            let _ = match step {
                Step::Text(text) => write!(out, "{text}"),
                Step::Open { mark, first } => write!(out, "{}{mark}(", if first { "" } else { "~" }),
                Step::Close { mark, last } => write!(out, "){mark}{}", if last { "" } else { "~" }),
            };
        });
        out
    }

    #[test]
    fn marks_nest_and_crossing_ones_are_split() {
        type Marks = &'static [(usize, usize)];
        let table: [(Marks, &str); 8] = [
            (&[], "abcdef"),
            (&[(0, 6)], "0(abcdef)0"),
            (&[(1, 2), (0, 6)], "1(a0(b)0cdef)1"),
            (&[(0, 3), (0, 3)], "0(1(abc)1)0def"),
            (&[(0, 3), (3, 6)], "0(abc)01(def)1"),
            (&[(0, 4), (2, 6)], "0(ab1(cd)1~)0~1(ef)1"),
            (&[(2, 2), (5, 3)], "abcdef"),
            (&[(4, 99)], "abcd0(ef)0"),
        ];
        for (marks, expected) in table {
            assert_eq!(brackets("abcdef", marks), expected, "{marks:?}");
        }
    }
}
