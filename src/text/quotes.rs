//! Quotation marks: which bytes stand inside them.
//!
//! Every style that news English uses: straight, curly, low-high, guillemets, doubled apostrophes (`''so''`), single
//! marks told from apostrophes, marks left open at a paragraph's end (the quote goes on in the next one), and marks whose
//! partner was lost.

use crate::span::Span;

/// The quoted stretches of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quotes {
    regions: Vec<Region>,
}

/// One quoted stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// From the first byte of the opening mark to the last of the closing one, or to the end of the paragraph.
    pub span: Span,
    /// Bytes of the opening mark.
    pub open: u32,
    /// Bytes of the closing mark; 0 where it is missing.
    pub close: u32,
}

/// Where a byte stands with regard to quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Not quoted.
    Outside,
    /// Between the marks.
    Inside,
    /// Part of an opening mark.
    Opening,
    /// Part of a closing mark.
    Closing,
}

/// A mark found in a paragraph.
#[derive(Clone, Copy)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "what a mark could be, which is more than one thing"
)]
struct Mark {
    at: usize,
    len: usize,
    single: bool,
    can_open: bool,
    can_close: bool,
    /// Whether it closes a sentence or clause: a full stop or comma stands before it.
    after_stop: bool,
    /// Whether it opens a sentence: it stands first or behind a colon or comma, before a capital.
    begins: bool,
}

/// How many paragraphs a quotation may take that only its first and its last paragraph mark.
const UNMARKED: usize = 6;

impl Quotes {
    /// Finds the outermost quoted stretches in each paragraph. Linear in the length of the text.
    pub fn find(text: &str, paragraphs: &[Span]) -> Self {
        let mut regions = Vec::new();
        let mut marks = Vec::new();
        // A single mark that nothing has closed yet, and the paragraphs since.
        let mut pending: Option<(Mark, Vec<Span>)> = None;
        for paragraph in paragraphs {
            marks.clear();
            collect_marks(text, *paragraph, &mut marks);
            if let Some((first, since)) = pending.take() {
                let first_mark = marks.first().filter(|mark| mark.single);
                let goes_on = first_mark.is_some_and(|mark| mark.can_open && mark.at == paragraph.start as usize);
                let end = paragraph.end as usize;
                let closes = |mark: &&Mark| mark.single && mark.after_stop && mark.at + mark.len == end;
                let unmarked = !marks.iter().any(|mark| mark.can_open);
                if goes_on {
                    continued(&first, &since[..1], &mut regions);
                } else if let Some(last) = marks.last().filter(closes).filter(|_| unmarked) {
                    continued(&first, &since, &mut regions);
                    regions.push(Region {
                        span: *paragraph,
                        open: 0,
                        close: last.len as u32,
                    });
                    continue;
                } else if unmarked && since.len() < UNMARKED {
                    let mut since = since;
                    since.push(*paragraph);
                    pending = Some((first, since));
                    continue;
                }
            }
            let open = pair(&marks, *paragraph, &mut regions);
            pending = open.map(|mark| (mark, vec![*paragraph]));
        }
        Self { regions }
    }

    /// The stretches, in order and disjoint.
    pub fn regions(&self) -> &[Region] {
        &self.regions
    }

    /// The stretch that holds the byte, if any.
    pub fn region_at(&self, byte: u32) -> Option<&Region> {
        let next = self.regions.partition_point(|r| r.span.start <= byte);
        self.regions[..next].last().filter(|r| byte < r.span.end)
    }

    /// Where the byte stands.
    pub fn place(&self, byte: u32) -> Place {
        match self.region_at(byte) {
            None => Place::Outside,
            Some(r) if byte < r.span.start + r.open => Place::Opening,
            Some(r) if byte >= r.span.end - r.close => Place::Closing,
            Some(_) => Place::Inside,
        }
    }
}

/// The stretch from an opening mark to its paragraph's end, and the paragraphs behind it.
fn continued(first: &Mark, paragraphs: &[Span], regions: &mut Vec<Region>) {
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let own = if index == 0 { first.at } else { paragraph.start as usize };
        regions.push(Region {
            span: Span::new(own, paragraph.end as usize),
            open: if index == 0 { first.len as u32 } else { 0 },
            close: 0,
        });
    }
}

/// Lists the marks of one paragraph with what each could be, judged by its neighbours.
fn collect_marks(text: &str, paragraph: Span, marks: &mut Vec<Mark>) {
    let body = paragraph.of(text);
    let base = paragraph.start as usize;
    let mut before: Option<char> = None;
    let mut chars = body.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let mut len = c.len_utf8();
        // Two apostrophes or two grave accents are typed for one double mark.
        let doubled = matches!(c, '\'' | '`' | '’' | '‘') && chars.peek().is_some_and(|&(_, next)| next == c);
        if doubled {
            chars.next();
            len *= 2;
        }
        let after = chars.peek().map(|&(_, next)| next);
        let opens_here = before.is_none_or(|b| !b.is_alphanumeric() && !matches!(b, '.' | ',' | '!' | '?' | '…' | '%'))
            && after.is_some_and(|a| !a.is_whitespace());
        let closes_here = before.is_some_and(|b| !b.is_whitespace()) && after.is_none_or(|a| !a.is_alphanumeric());
        let (single, can_open, can_close) = match c {
            '“' | '„' | '‟' | '«' | '〝' => (false, true, false),
            '”' | '»' | '〞' => (false, false, true),
            '"' | '＂' => (
                false,
                opens_here || before.is_none_or(char::is_whitespace),
                closes_here || !opens_here,
            ),
            '\'' | '`' | '’' | '‘' if doubled => (false, opens_here, closes_here || !opens_here),
            '‘' | '‚' | '‹' | '`' => (true, opens_here, false),
            '’' | '›' | '´' => (true, false, closes_here),
            '\'' => (
                true,
                opens_here && before.is_none_or(|b| !b.is_ascii_digit()),
                closes_here,
            ),
            _ => {
                before = Some(c);
                continue;
            }
        };
        marks.push(Mark {
            at: base + at,
            len,
            single,
            can_open,
            can_close,
            after_stop: before.is_some_and(|b| matches!(b, '.' | ',' | '!' | '?' | '…')),
            begins: after.is_some_and(char::is_uppercase)
                && body[..at]
                    .trim_end()
                    .chars()
                    .next_back()
                    .is_none_or(|b| matches!(b, ':' | ',')),
        });
        // An opening mark is no reason for the next mark not to open ("‘ inside “).
        before = Some(c);
    }
}

/// Pairs the marks of one paragraph into outermost regions. Returns a single mark that begins a quotation and that
/// nothing closes here.
fn pair(marks: &[Mark], paragraph: Span, regions: &mut Vec<Region>) -> Option<Mark> {
    // How many single closing marks are still to come: a single mark opens only if one can close it.
    let mut singles_left = marks.iter().filter(|m| m.single && m.can_close).count();
    let mut open: Option<Mark> = None;
    for mark in marks {
        if mark.single && mark.can_close {
            singles_left -= 1;
        }
        match open {
            None if mark.can_open && (!mark.single || singles_left > 0) => open = Some(*mark),
            Some(first) if first.single == mark.single && mark.can_close => {
                let span = Span::new(first.at, mark.at + mark.len);
                regions.push(Region {
                    span,
                    open: first.len as u32,
                    close: mark.len as u32,
                });
                open = None;
            }
            _ => {}
        }
    }
    if let Some(first) = open.filter(|m| !m.single) {
        let span = Span::new(first.at, paragraph.end as usize);
        regions.push(Region {
            span,
            open: first.len as u32,
            close: 0,
        });
    }
    let done = regions.last().map_or(0, |region| region.span.end as usize);
    let begins = |mark: &&Mark| mark.single && mark.can_open && mark.begins && mark.at >= done;
    marks
        .iter()
        .find(begins)
        .copied()
        .filter(|mark| mark.at >= paragraph.start as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The quoted stretches of a text of one paragraph for each line.
    fn quoted(text: &str) -> Vec<&str> {
        let mut start = 0;
        let mut paragraphs = Vec::new();
        for line in text.split_inclusive('\n') {
            paragraphs.push(Span::new(start, start + line.trim_end().len()));
            start += line.len();
        }
        Quotes::find(text, &paragraphs)
            .regions()
            .iter()
            .map(|r| r.span.of(text))
            .collect()
    }

    #[test]
    fn every_style_is_found() {
        for (text, expected) in [
            ("She said \"no\" twice.", vec!["\"no\""]),
            ("She said “no” and “yes”.", vec!["“no”", "“yes”"]),
            ("He wrote „nein“ there.", vec!["„nein“ there."]),
            ("Elle dit «non».", vec!["«non»"]),
            ("He said ''we go'' then.", vec!["''we go''"]),
            ("She called it 'a farce' again.", vec!["'a farce'"]),
            ("She called it ‘a farce’ again.", vec!["‘a farce’"]),
            ("The workers' plan isn't Bob's.", vec![]),
            ("The class of '68 was Smith's.", vec![]),
            ("“It is ‘over’,” she said.", vec!["“It is ‘over’,”"]),
            (
                "\"It's theirs,\" he said, \"not ours.\"",
                vec!["\"It's theirs,\"", "\"not ours.\""],
            ),
            ("He spoke of (\"a trap\").", vec!["\"a trap\""]),
            (
                "“First part.\n“Second part,” she said.",
                vec!["“First part.", "“Second part,”"],
            ),
            (
                "Lost \"its end. Then on.\nNext “one” here.",
                vec!["\"its end. Then on.", "“one”"],
            ),
            ("a 6' 2\" man", vec![]),
            ("It was `on their side´ now.", vec!["`on their side´"]),
            (
                "She said: 'We will go.\nThen we come back.\nWho knows.'\nHe left.",
                vec!["'We will go.", "Then we come back.", "Who knows.'"],
            ),
            (
                "She said: 'We will go.\n'Or stay,' she said.",
                vec!["'We will go.", "'Or stay,'"],
            ),
            ("He wrote: 'Twas late.\nThen he slept.", vec![]),
        ] {
            assert_eq!(quoted(text), expected, "{text}");
        }
    }

    #[test]
    fn places_tell_marks_from_what_they_hold() {
        let text = "Say “no”.";
        let quotes = Quotes::find(text, &[Span::new(0, text.len())]);
        assert_eq!(quotes.place(0), Place::Outside);
        assert_eq!(quotes.place(4), Place::Opening);
        assert_eq!(quotes.place(7), Place::Inside);
        assert_eq!(quotes.place(9), Place::Closing);
        assert_eq!(quotes.place(12), Place::Outside);
    }
}
