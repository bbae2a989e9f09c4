//! The top of an article: from its blocks to the finished [`Document`].
//!
//! Every format ends here. What the format itself states ([`Given`]) wins; the lines above the first paragraphs fill
//! the gaps and, where they are labels, dates or author lines, are left out of the prose.

use super::date::{Day, date_line};
use super::{Document, byline, dateline, furniture};
use crate::span::Span;

/// What a format states about the article, before its text is read.
#[derive(Debug, Default)]
pub(super) struct Given {
    /// The headline.
    pub(super) title: Option<String>,
    /// The authors, without "By".
    pub(super) byline: Option<String>,
    /// The outlet.
    pub(super) publisher: Option<String>,
    /// The day of publication.
    pub(super) date: Option<Day>,
    /// Year and month where only they are known: addresses such as `/2023/06/`.
    pub(super) year_and_month: Option<(u32, u32)>,
}

/// A line or paragraph of the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    /// Its place, without the white space around it.
    pub(super) span: Span,
    /// Whether it stands apart from the next one: a blank line, a new element.
    pub(super) apart: bool,
}

/// Lines looked at for labels, dates and author lines.
const HEAD_LINES: usize = 12;

/// Running paragraphs after which the head is over; the first may be a summary above the author line.
const HEAD_PARAGRAPHS: usize = 2;

/// Makes the document of a text and its blocks.
pub(super) fn document(text: String, extracted: bool, blocks: &[Block], mut given: Given) -> Document {
    let mut paragraphs = Vec::with_capacity(blocks.len());
    let mut place = None;
    let mut running = 0;
    for (index, block) in blocks.iter().enumerate() {
        let line = block.span.of(&text);
        let in_head = index < HEAD_LINES && running < HEAD_PARAGRAPHS;
        if in_head {
            match Line::read(line) {
                Line::Label(label, value) => {
                    label.note(value, &mut given);
                    if label.is_prose() && !value.is_empty() {
                        let end = block.span.end as usize;
                        paragraphs.push(Span::new(end - value.len(), end));
                    }
                    continue;
                }
                Line::Date(day) => {
                    given.date = given.date.or(day);
                    continue;
                }
                Line::Byline(line) => {
                    given.byline.get_or_insert_with(|| line.names.to_owned());
                    given.date = given.date.or(line.date.and_then(|line| line.day));
                    continue;
                }
                Line::Text => {}
            }
        }
        if furniture::is_furniture(line) {
            continue;
        }
        if paragraphs.is_empty()
            && given.title.is_none()
            && is_headline(line, block.apart, next_line(&text, blocks, index))
        {
            given.title = Some(line.to_owned());
        } else if in_head && is_running(line) {
            running += 1;
            if let Some(line) = dateline::read(line) {
                place = line.place.map(str::to_owned);
                given.publisher = given.publisher.or_else(|| line.agency.map(str::to_owned));
                let year = given
                    .year_and_month
                    .zip(line.month_and_day)
                    .filter(|(known, found)| known.1 == found.0);
                given.date = given
                    .date
                    .or(year.and_then(|((year, month), (_, day))| Day::new(year, month, day)));
                running = HEAD_PARAGRAPHS;
            }
        }
        paragraphs.push(block.span);
    }
    Document {
        text,
        extracted,
        title: given.title,
        byline: given.byline,
        publisher: given.publisher,
        dateline: place,
        date: given.date.map(|day| day.to_string()),
        paragraphs,
    }
}

/// The line after block `index`, or nothing.
fn next_line<'t>(text: &'t str, blocks: &[Block], index: usize) -> &'t str {
    blocks.get(index + 1).map_or("", |block| block.span.of(text))
}

/// Whether the first line of a text reads like its headline.
fn is_headline(line: &str, apart: bool, next: &str) -> bool {
    let words = if line.len() <= 200 {
        line.split_whitespace().count()
    } else {
        usize::MAX
    };
    let heads = apart || dateline::read(next).is_some() || is_head_line(next);
    (2..=25).contains(&words)
        && !next.is_empty()
        && heads
        && line.starts_with(|c: char| !c.is_lowercase() && c != '-' && c != '•')
        && !line
            .trim_end_matches(['"', '\'', '”', '’'])
            .ends_with(['.', ',', ';', ':'])
}

/// Whether a line is an author line, a date or another label of an article's head.
pub(super) fn is_head_line(line: &str) -> bool {
    !matches!(Line::read(line), Line::Text)
}

/// Whether a line is a paragraph of running text, not a subhead or caption.
fn is_running(line: &str) -> bool {
    line.len() > 150 || line.trim_end_matches(['"', '”', '’', ')']).ends_with(['.', '!', '?'])
}

/// A line of the head, read.
enum Line<'t> {
    /// "Headline: …".
    Label(Label, &'t str),
    /// A date alone.
    Date(Option<Day>),
    /// An author line.
    Byline(byline::Byline<'t>),
    /// Anything else.
    Text,
}

impl<'t> Line<'t> {
    /// Reads a line of the head.
    fn read(line: &'t str) -> Self {
        let bare = line.trim_start_matches(['-', '–', '•', '*', '_', ' ']);
        if let Some(found) = date_line(bare) {
            Self::Date(found.day)
        } else if let Some(found) = byline::read(bare.trim_end_matches(['*', '_'])) {
            Self::Byline(found)
        } else if let Some((label, value)) = Label::split(bare) {
            Self::Label(label, value)
        } else {
            Self::Text
        }
    }
}

/// The labels of a metadata header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    Headline,
    Summary,
    Date,
    Byline,
    Publisher,
    Other,
}

impl Label {
    /// Splits "Publisher: AP News" into its label and value.
    fn split(line: &str) -> Option<(Self, &str)> {
        let (label, value) = line.split_once(':')?;
        let label = match label.to_ascii_lowercase().as_str() {
            "headline" | "title" => Self::Headline,
            "subtitle" | "subhead" | "subheadline" | "summary" | "standfirst" | "deck" | "dek" => Self::Summary,
            "date" | "published" | "publication date" => Self::Date,
            "byline" | "author" | "authors" => Self::Byline,
            "publisher" | "outlet" | "publication" | "source" => Self::Publisher,
            "url" | "link" | "section" | "category" | "keywords" | "tags" => Self::Other,
            _ => return None,
        };
        let value = value.trim_start();
        let value = if label == Self::Byline {
            value.strip_prefix("By ").unwrap_or(value)
        } else {
            value
        };
        Some((label, value))
    }

    /// Whether the value is read by readers as part of the article.
    fn is_prose(self) -> bool {
        matches!(self, Self::Headline | Self::Summary)
    }

    /// Takes the value over, unless it is known already.
    fn note(self, value: &str, given: &mut Given) {
        if value.is_empty() {
            return;
        }
        let stated = || Some(value.to_owned());
        match self {
            Self::Headline => given.title = given.title.take().or_else(stated),
            Self::Byline => given.byline = given.byline.take().or_else(stated),
            Self::Publisher => given.publisher = given.publisher.take().or_else(stated),
            Self::Date => given.date = given.date.or_else(|| Day::from_timestamp(value)),
            Self::Summary | Self::Other => {}
        }
    }
}
