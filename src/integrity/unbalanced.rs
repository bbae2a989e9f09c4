//! Quotation marks that have lost their partner.

use super::page::{Page, note};
use crate::analysis::{Damage, DamageKind};
use crate::span::Span;
use crate::text::is_blank;
use crate::text::list::holds;

/// What a double mark can be where it stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Role {
    Opens,
    Closes,
    Either,
}

/// A double quotation mark.
#[derive(Clone, Copy, Debug)]
struct Mark {
    at: usize,
    len: usize,
    role: Role,
}

/// A quotation that is open.
#[derive(Clone, Copy)]
struct Open {
    mark: Mark,
    /// The index of its paragraph.
    paragraph: usize,
}

/// Finds marks without partner. A quotation may go on over paragraphs, each of which opens it again, as a rule; it may
/// hold other quotations in other marks.
///
/// Single marks are left alone: they are apostrophes too often.
pub(super) fn find(page: &Page<'_>, found: &mut Vec<Damage>) {
    let mut lost: Vec<Span> = Vec::new();
    let mut paired = 0_usize;
    let mut open: Option<Open> = None;
    let mut marks = Vec::new();
    let run_together = page.paragraphs.len() == 1 && page.text.len() > PARAGRAPH;
    for (index, paragraph) in page.paragraphs.iter().enumerate() {
        marks.clear();
        collect(page.text, *paragraph, &mut marks);
        // The quotation from before goes on if this paragraph opens it again or closes it.
        let mut carried = None;
        if let Some(before) = open {
            match marks.first() {
                // Nothing to tell from: a paragraph inside a long quotation, perhaps.
                None if index - before.paragraph <= REACH => continue,
                Some(first) if first.role != Role::Closes && is_start(page.text, *paragraph, first.at) => {
                    // Behind the words that say who speaks the quotation does not go on.
                    if is_tagged(page, before) {
                        lost.push(opened(page, before.mark));
                    }
                }
                Some(first) if first.role != Role::Opens => carried = Some(before),
                _ => lost.push(opened(page, before.mark)),
            }
        }
        // What is open, outermost first: writers who quote within a quotation may use the same marks.
        let mut opens: Vec<Open> = carried.into_iter().collect();
        for mark in &marks {
            let this = Open {
                mark: *mark,
                paragraph: index,
            };
            // Paragraphs that were run together open their quotation again.
            let again = run_together && !opens.is_empty() && page.text[..mark.at].trim_end().ends_with(['.', '!', '?']);
            match mark.role {
                Role::Opens if again => {
                    paired += 1;
                    opens.pop();
                    opens.push(this);
                }
                Role::Either if opens.is_empty() => opens.push(this),
                Role::Opens => opens.push(this),
                Role::Closes | Role::Either => match opens.pop() {
                    Some(_) => paired += 1,
                    None => lost.push(closed(page, *paragraph, *mark)),
                },
            }
        }
        open = opens.pop();
        lost.extend(opens.iter().map(|open| opened(page, open.mark)));
    }
    if let Some(last) = open {
        lost.push(opened(page, last.mark));
    }
    // A text in which marks are lost everywhere follows a convention of its own.
    if lost.len() > 2 + paired / 2 {
        return;
    }
    for span in lost {
        let message = if span.of(page.text).starts_with(is_double) {
            "The quotation that opens here is never closed."
        } else {
            "The quotation that closes here was never opened."
        };
        note(found, DamageKind::UnbalancedQuote, span, message);
    }
}

/// A longer text of one paragraph had several once, in bytes.
const PARAGRAPH: usize = 800;
/// How far a quotation is marked, in bytes.
const LONGEST: usize = 1000;
/// Over how many paragraphs without marks a quotation may stay open.
const REACH: usize = 3;

fn is_double(c: char) -> bool {
    matches!(
        c,
        '"' | '＂' | '“' | '”' | '„' | '‟' | '«' | '»' | '〝' | '〞' | '\'' | '`' | '’' | '‘'
    )
}

/// Whether the words that say who speaks follow the open quotation in its paragraph.
fn is_tagged(page: &Page<'_>, open: Open) -> bool {
    let end = page.paragraphs[open.paragraph].end as usize;
    let body = page.text.get(open.mark.at..end).unwrap_or("");
    let tag = body.rfind(", ").map_or("", |comma| &body[comma + 2..]);
    tag.len() < 80 && is_speech_tag(tag)
}

/// Whether nothing but blanks and dashes stands before byte `at` in its paragraph.
fn is_start(text: &str, paragraph: Span, at: usize) -> bool {
    text[paragraph.start as usize..at]
        .chars()
        .all(|c| is_blank(c) || !c.is_alphanumeric())
}

/// From the opening mark to where its partner would stand: before the words that say who speaks, or at the sentence's end.
fn opened(page: &Page<'_>, mark: Mark) -> Span {
    let next = page.sentences.partition_point(|s| s.end as usize <= mark.at);
    let end = page
        .sentences
        .get(next)
        .map_or(mark.at + mark.len, |s| (s.end as usize).max(mark.at + mark.len));
    // A quotation longer than this is marked up to here.
    let reach = page.text.floor_char_boundary(mark.at + mark.len + LONGEST);
    let body = &page.text[mark.at..end.min(reach)];
    let tag = body
        .match_indices(", ")
        .map(|(comma, _)| comma)
        .find(|&comma| is_speech_tag(&body[comma + 2..]));
    Span::new(mark.at, mark.at + tag.unwrap_or(body.len()))
}

/// Whether a clause tells who speaks: a verb of saying among its first words.
fn is_speech_tag(clause: &str) -> bool {
    clause.split_whitespace().take(6).any(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        holds(SPEECH, word)
    })
}

/// Verbs that follow or precede a quotation.
const SPEECH: &str = "added asked concluded continued explained insisted quoted said says stated told wrote";

/// From the start of the sentence (or paragraph) to the closing mark.
fn closed(page: &Page<'_>, paragraph: Span, mark: Mark) -> Span {
    let next = page.sentences.partition_point(|s| s.end as usize <= mark.at);
    let start = page
        .sentences
        .get(next)
        .map_or(paragraph.start, |s| s.start.max(paragraph.start));
    Span::new((start as usize).min(mark.at), mark.at + mark.len)
}

/// Lists the double marks of a paragraph with what each can be, judged by its neighbours.
fn collect(text: &str, paragraph: Span, marks: &mut Vec<Mark>) {
    let base = paragraph.start as usize;
    let mut before: Option<char> = None;
    let mut tag_end = 0;
    let mut chars = paragraph.of(text).char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c == '<' {
            tag_end = at + super::encoding::tag(&paragraph.of(text)[at..]).unwrap_or(0);
        }
        if at < tag_end {
            continue;
        }
        let mut len = c.len_utf8();
        if matches!(c, '\'' | '`' | '’' | '‘') {
            // Two single marks are typed for a double one.
            if chars.peek().is_none_or(|&(_, next)| next != c) {
                before = Some(c);
                continue;
            }
            chars.next();
            len *= 2;
        } else if !is_double(c) {
            before = Some(c);
            continue;
        }
        let after = chars.peek().map(|&(_, next)| next);
        let space_before = before
            .is_none_or(|b| b.is_whitespace() || matches!(b, '(' | '[' | '—' | '–' | '-' | '/' | '…' | '‘' | '\''));
        let space_after = after.is_none_or(|a| {
            !a.is_alphanumeric() && !matches!(a, '$' | '£' | '€' | '#' | '@' | '(' | '[' | '‘' | '\'' | '…')
        });
        let role = match c {
            // „so“ and »so«
            '“' | '«' if space_after && !space_before => Role::Either,
            '“' | '„' | '‟' | '«' | '〝' | '`' | '‘' => Role::Opens,
            '”' | '»' | '〞' if space_before && !space_after => Role::Either,
            '”' | '»' | '〞' => Role::Closes,
            _ if space_before && !space_after => Role::Opens,
            _ if space_after && !space_before => Role::Closes,
            _ => Role::Either,
        };
        // Inches and seconds: 6' 2".
        let measure = matches!(c, '"' | '\'' | '”' | '’') && before.is_some_and(|b| b.is_ascii_digit());
        if !(measure && role != Role::Opens && !is_opened(marks)) {
            marks.push(Mark {
                at: base + at,
                len,
                role,
            });
        }
        before = Some(c);
    }
}

/// Whether the marks so far leave a quotation open.
fn is_opened(marks: &[Mark]) -> bool {
    marks.last().is_some_and(|m| m.role == Role::Opens)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::integrity::tests::check;
    use crate::text::list::assert_is_sorted;

    #[test]
    fn list_is_sorted() {
        assert_is_sorted(SPEECH);
    }

    #[test]
    fn lost_marks() {
        check(
            find,
            &[
                (
                    "“We have done all we can, Smith said.\nThey left.",
                    &["“We have done all we can"],
                ),
                ("\"It is over, he said. \"We go home.\"", &["\"It is over"]),
                ("It is over,\" he said. \"We go home.\"", &["It is over,\""]),
                (
                    "“It is over,” he said. “We go.\nThen they left, “all of them”.",
                    &["“We go."],
                ),
                ("It was the end”, she wrote. They left.", &["It was the end”"]),
            ],
            &[
                "“It is over,” he said. “We go.”",
                "“First.\n“Second,” she said. He said ``so'' and ''so''.",
                "“First.\nSecond.\nThird,” she said.",
                "“It is \"over\",” he said, and “it is ‘so’”.",
                "A 6' 2\" man, 5\" of rain.",
                "„Nein“, »nein«, «non», he said. 'Tis the '90s workers' way.",
                "The film (\"A Trap\") and a \"so-called\"-thing—\"that\".",
            ],
        );
    }
}
