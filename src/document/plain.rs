//! Plain text: paragraphs are lines, or blocks of lines where the text was wrapped by hand.

use super::Document;
use super::head::{Block, Given, document};
use crate::sort;
use crate::span::Span;
use crate::text::is_blank;

/// Reads plain text. The document's text is the input, byte for byte.
pub(super) fn read(text: &str) -> Document {
    let lines = lines(text);
    let blocks = match wrap_width(&lines, text) {
        Some(width) => joined(&lines, text, width),
        None => lines,
    };
    document(text.to_owned(), false, &blocks, Given::default())
}

/// The lines that are not blank, each a block.
fn lines(text: &str) -> Vec<Block> {
    let mut lines: Vec<Block> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive(is_line_end) {
        let from = start + line.len() - line.trim_start_matches(is_blank).len();
        let to = start + line.trim_end_matches(is_blank).len();
        if from < to {
            lines.push(Block {
                span: Span::new(from, to),
                apart: false,
            });
        } else if !line.starts_with('\n') || !text[..start].ends_with('\r') {
            // A blank line; the second half of CRLF is none.
            if let Some(last) = lines.last_mut() {
                last.apart = true;
            }
        }
        start += line.len();
    }
    if let Some(last) = lines.last_mut() {
        last.apart = true;
    }
    lines
}

/// What ends a line; CRLF is two of them with nothing between.
fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The width of a hard-wrapped text, or nothing if its lines are paragraphs.
///
/// A text is wrapped if lines of some 40 to 120 characters break off in the middle of a sentence (the next one starts
/// with a small letter) often: a third of the lines that have a neighbour.
fn wrap_width(lines: &[Block], text: &str) -> Option<usize> {
    let neighbours = lines.windows(2).filter(|pair| !pair[0].apart).count();
    let mut broken: Vec<usize> = lines
        .windows(2)
        .filter(|pair| !pair[0].apart && breaks_off(pair[0].span.of(text), pair[1].span.of(text)))
        .map(|pair| width(pair[0].span.of(text)))
        .collect();
    if broken.len() < 2.min(neighbours) || broken.len() * 3 < neighbours {
        return None;
    }
    sort::by_key(&mut broken, Clone::clone);
    let width = *broken.get(broken.len() * 9 / 10)?;
    (40..=120).contains(&width).then_some(width)
}

/// Whether a sentence goes on from `line` to `next`.
fn breaks_off(line: &str, next: &str) -> bool {
    line.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '-' | '’' | '\'' | '”' | '"' | ')'))
        && next
            .trim_start_matches(['“', '"', '‘', '\'', '('])
            .starts_with(char::is_lowercase)
}

/// Characters in a line, up to more than any wrapped line has.
fn width(line: &str) -> usize {
    line.chars().take(200).count()
}

/// Joins the lines of a wrapped text. A line that had room for the next one's first word was ended on purpose.
fn joined(lines: &[Block], text: &str, full: usize) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    for (index, line) in lines.iter().enumerate() {
        match blocks.last_mut().filter(|_| open) {
            Some(block) => {
                *block = Block {
                    span: Span {
                        start: block.span.start,
                        end: line.span.end,
                    },
                    apart: line.apart,
                }
            }
            None => blocks.push(*line),
        }
        open = !line.apart
            && lines
                .get(index + 1)
                .is_some_and(|next| is_full(line.span.of(text), next.span.of(text), full));
    }
    blocks
}

/// Whether `line` of a text wrapped at some `full` characters had no room for the first word of `next`.
fn is_full(line: &str, next: &str, full: usize) -> bool {
    let word = next.split(is_blank).next().unwrap_or(next);
    // Proportional type is wrapped by its width on the page, so that lines differ by a sixth in characters.
    (width(line) + 1 + width(word)) * 6 > full * 5
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::document::Document;

    fn paragraphs(document: &Document) -> Vec<&str> {
        document.paragraphs.iter().map(|span| span.of(&document.text)).collect()
    }

    #[test]
    fn lines_are_paragraphs() {
        for text in [
            "One.\nTwo.",
            "One.\r\nTwo.\r\n",
            "\u{FEFF}One.\n\n\n\tTwo. \n",
            "One.\u{2028}Two.",
            "One.\rTwo.",
        ] {
            let document = read(text);
            assert_eq!(paragraphs(&document), ["One.", "Two."], "{text:?}");
            assert_eq!(document.text, text);
        }
        for text in ["", " \n\t\n", "\u{FEFF}", "\0\n"] {
            assert!(read(text).paragraphs.is_empty(), "{text:?}");
        }
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let text = "The council voted on Monday to close the old bridge, which had been in\n\
                    use for ninety years, and to build a new one two miles up the river,\n\
                    the mayor said.\n\
                    Nobody objected.\n\
                    \n\
                    Work will begin in spring and take three years if the state pays its\n\
                    share of the costs.\n";
        assert_eq!(
            paragraphs(&read(text))
                .iter()
                .map(|text| &text[..8])
                .collect::<Vec<_>>(),
            ["The coun", "Nobody o", "Work wil"]
        );
        let crlf = text.replace('\n', "\r\n");
        assert_eq!(paragraphs(&read(&crlf)).len(), 3);
    }

    #[test]
    fn long_lines_are_not_joined() {
        let line = "the quick brown fox jumps over the lazy dog and ".repeat(4);
        let text = format!("{line}\n{line}\n{line}");
        assert_eq!(read(&text).paragraphs.len(), 3);
    }

    #[test]
    fn lists_are_not_joined() {
        assert_eq!(read("They need:\nbread\nwater\nmedicine").paragraphs.len(), 4);
    }

    #[test]
    fn the_head_is_read() {
        let document = read(
            "Council closes the old bridge\n\nBy JANE DOE and JOHN ROE, Associated Press\nJune 5, 2023\n\n\
             SEATTLE (AP) — The council voted on Monday.\n\nNobody objected.\n\nShare\n",
        );
        assert_eq!(document.title.as_deref(), Some("Council closes the old bridge"));
        assert_eq!(
            document.byline.as_deref(),
            Some("JANE DOE and JOHN ROE, Associated Press")
        );
        assert_eq!(document.date.as_deref(), Some("2023-06-05"));
        assert_eq!(document.dateline.as_deref(), Some("SEATTLE"));
        assert_eq!(document.publisher.as_deref(), Some("AP"));
        assert_eq!(
            paragraphs(&document),
            [
                "Council closes the old bridge",
                "SEATTLE (AP) — The council voted on Monday.",
                "Nobody objected."
            ]
        );
    }

    #[test]
    fn labels_are_left_out_of_the_prose() {
        let document = read(
            "Headline: Council closes the old bridge\nSubtitle: It stood for ninety years.\nDate: 2024-04-11\n\
             Publisher: The Example\n\nThe council voted.\nThe mayor said: “Good.”\n",
        );
        assert_eq!(document.title.as_deref(), Some("Council closes the old bridge"));
        assert_eq!(document.date.as_deref(), Some("2024-04-11"));
        assert_eq!(document.publisher.as_deref(), Some("The Example"));
        assert_eq!(
            paragraphs(&document),
            [
                "Council closes the old bridge",
                "It stood for ninety years.",
                "The council voted.",
                "The mayor said: “Good.”"
            ]
        );
    }

    #[test]
    fn a_first_paragraph_is_no_title() {
        for text in [
            " date 2021-12-24 \n\n\n\nThe council voted on Monday, the mayor said.\n\nNobody objected.",
            "The council voted.\n\nNobody objected.",
            "One line without a stop",
            "and so it went on\n\nNobody objected.",
            "They need\nbread.",
        ] {
            assert_eq!(read(text).title, None, "{text:?}");
        }
        assert_eq!(
            read(" date 2021-12-24 \n\nThe council voted.").date.as_deref(),
            Some("2021-12-24")
        );
    }

    #[test]
    fn a_dateline_without_a_year_gives_no_date() {
        let document = read("LONDON, June 5 (Reuters) - The premier spoke.\nHe left.");
        assert_eq!(document.dateline.as_deref(), Some("LONDON"));
        assert_eq!(document.publisher.as_deref(), Some("Reuters"));
        assert_eq!(document.date, None);
    }
}
