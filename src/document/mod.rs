//! What the reader brings -> [`Document`]: the text to analyse and what is known about the article.
//!
//! In: plain text, HTML or Markdown as a string. Out: one text that all later offsets refer to, its paragraphs, and the
//! title, byline, publisher, dateline and date where they can be found. It never looks at sentences or meaning.

mod byline;
#[cfg(feature = "cli")]
mod charset;
mod date;
mod dateline;
mod furniture;
mod head;
mod html;
mod markdown;
mod plain;
mod prose;

use std::error::Error;
use std::fmt;

use crate::span::Span;

/// An article ready for analysis.
///
/// Reading one is total: any string is a document, if need be one without paragraphs.
///
/// ```
/// use onrecord::Document;
///
/// let article = Document::from_text("date 2021-12-24\n\nSEATTLE (AP) — A man was charged, police said.");
/// assert_eq!(article.date.as_deref(), Some("2021-12-24"));
/// assert_eq!(article.dateline.as_deref(), Some("SEATTLE"));
/// assert_eq!(article.paragraphs.len(), 1, "the date line is no prose");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The text that every span of the analysis refers to. For plain text it is the input itself, byte for byte.
    pub text: String,
    /// Whether `text` was extracted (HTML, Markdown) and so differs from the input.
    pub extracted: bool,
    /// The headline.
    pub title: Option<String>,
    /// The author line without "By".
    pub byline: Option<String>,
    /// The outlet or agency.
    pub publisher: Option<String>,
    /// The place of the dateline as written.
    pub dateline: Option<String>,
    /// Day of publication, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// The paragraphs of `text` that belong to the article's prose, headline included, in order and disjoint.
    pub paragraphs: Vec<Span>,
}

impl Document {
    /// Reads plain text. Lines are paragraphs, or blocks of lines where the text was wrapped by hand; labels, dates and
    /// author lines above the article, and buttons and credits in it, belong to none.
    pub fn from_text(text: &str) -> Self {
        plain::read(text)
    }

    /// Reads a web page and extracts its article: headline, paragraphs, subheads, quotations and lists, without menus,
    /// share bars, links to other stories, captions and comments. What the page states in its metadata wins over what
    /// its text shows.
    pub fn from_html(html: &str) -> Self {
        html::read(html)
    }

    /// Reads Markdown, with or without a YAML front matter. Code, tables and images are left out.
    pub fn from_markdown(markdown: &str) -> Self {
        markdown::read(markdown)
    }

    /// Decodes a file's bytes to the string that the readers take: by its byte order mark, as UTF-8, by the encoding
    /// that an HTML page names, or else as windows-1252. The browser has `TextDecoder` for this.
    #[cfg(feature = "cli")]
    pub fn decode(bytes: &[u8]) -> String {
        charset::decode(bytes)
    }

    /// The same document under a title known from elsewhere.
    #[must_use]
    pub fn with_title(mut self, title: &str) -> Self {
        self.title = Some(title.to_owned());
        self
    }

    /// The same document with a day of publication known from elsewhere.
    ///
    /// Fails when `date` is not a day of the calendar written `YYYY-MM-DD`.
    pub fn with_date(mut self, date: &str) -> Result<Self, DateError> {
        let day = date::Day::from_iso(date).ok_or_else(|| DateError {
            given: date.chars().take(40).collect(),
        })?;
        self.date = Some(day.to_string());
        Ok(self)
    }

    /// The same document with the day of a time of publication known from elsewhere, in any form that pages give it:
    /// `2023-06-05T14:38:06Z`, `June 5, 2023`. One that names no day of the calendar changes nothing.
    #[must_use]
    pub fn with_timestamp(mut self, timestamp: &str) -> Self {
        self.date = date::Day::from_timestamp(timestamp)
            .map(|day| day.to_string())
            .or(self.date);
        self
    }
}

/// A date that is no day of the calendar in the form `YYYY-MM-DD`; returned by [`Document::with_date`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateError {
    /// What was given, cut to 40 characters.
    given: String,
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:?} is not a date: write a day of the calendar as YYYY-MM-DD, such as 2024-04-11",
            self.given
        )
    }
}

impl Error for DateError {}

#[cfg(test)]
mod tests {
    use super::Document;

    #[test]
    fn dates_from_outside_are_checked() {
        let document = Document::from_text("Text.")
            .with_title("Title")
            .with_date("2024-02-29")
            .expect("a leap day");
        assert_eq!(document.date.as_deref(), Some("2024-02-29"));
        assert_eq!(document.title.as_deref(), Some("Title"));
        let error = Document::from_text("Text.")
            .with_date("2023-02-29")
            .expect_err("no leap year");
        assert!(error.to_string().starts_with("\"2023-02-29\" is not a date"), "{error}");
    }

    #[test]
    fn times_from_outside_are_read_where_they_can_be() {
        let article = "date 2021-12-24\n\nNobody came, police said.";
        let table = [
            ("2023-06-05T14:38:06Z", "2023-06-05"),
            ("2023-06-05 14:38:06+00:00", "2023-06-05"),
            ("April 11, 2025", "2025-04-11"),
            ("", "2021-12-24"),
            ("some day", "2021-12-24"),
        ];
        for (timestamp, date) in table {
            let document = Document::from_text(article).with_timestamp(timestamp);
            assert_eq!(document.date.as_deref(), Some(date), "{timestamp:?}");
        }
    }
}
