//! What holds for every text: nothing panics, and every span can be trusted.

mod spans;

use onrecord::span::Offsets;
use onrecord::text::{sentences, words};
use onrecord::{Document, OffsetUnit};
use proptest::prelude::*;
use spans::check_spans;

/// Pieces that the readers treat specially, and characters of one to four bytes.
const PIECES: &[&str] = &[
    "<p>",
    "</p>",
    "<div class='share'>",
    "</div>",
    "<article>",
    "</article>",
    "<h1>",
    "</h1>",
    "<table><tr><td>",
    "</td>",
    "<li>",
    "<ul>",
    "</ul>",
    "<a href=x>",
    "</a>",
    "<br>",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<title>",
    "</title>",
    "<script type='application/ld+json'>",
    "{\"@type\":\"NewsArticle\",\"headline\":\"",
    "\",\"articleBody\":\"",
    "\"}",
    "<meta property='og:title' content='",
    "'>",
    "<time datetime='2023-06-05'>",
    "&amp;",
    "&#0;",
    "&nbsp",
    "<",
    ">",
    "\"",
    "---\n",
    "title: x\n",
    "# ",
    "> ",
    "- ",
    "```\n",
    "[a](b)",
    "|",
    "* * *",
    "\n",
    "\r\n",
    "\n\n",
    "\r",
    "\t",
    " ",
    "\0",
    "\u{FEFF}",
    "\u{2028}",
    "\u{AD}",
    "\u{200B}",
    "\u{202E}",
    "e\u{301}",
    "é",
    "שלום",
    "你好。",
    "🎉",
    "👩\u{200D}👧",
    "\u{10FFFF}",
    "Headline: ",
    "By Jane Doe",
    "date 2021-12-24",
    "June 5, 2023",
    "SEATTLE (AP) — ",
    "Share",
    "RELATED: ",
    "U.S. ",
    "Mr. ",
    "J. ",
    "p.m. ",
    "No. ",
    "...",
    ". . .",
    "?!",
    "said",
    "She ",
    "word ",
    "3.5",
    "“",
    "”",
    "‘",
    "’",
    "«",
    "»",
    "(",
    ")",
    ".",
    ",",
];

/// Texts made of the pieces, and texts of any characters.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
    ]
}

/// Fails unless a document and what is read from its text are sound.
fn check_document(document: &Document) -> Result<(), TestCaseError> {
    let text = &document.text;
    check_spans(text, &document.paragraphs)?;
    for paragraph in &document.paragraphs {
        let paragraph = paragraph.of(text);
        prop_assert_eq!(paragraph.trim(), paragraph);
    }
    let found = sentences::split(text, &document.paragraphs);
    check_spans(text, &found)?;
    for sentence in &found {
        prop_assert!(
            document
                .paragraphs
                .iter()
                .any(|paragraph| paragraph.contains(*sentence))
        );
        prop_assert!(sentence.of(text).contains(char::is_alphanumeric));
    }
    check_spans(text, &words(text).collect::<Vec<_>>())?;
    if let Some(date) = &document.date {
        prop_assert!(document.clone().with_date(date).is_ok(), "{date}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn plain_text_is_kept(text in any_text()) {
        let document = Document::from_text(&text);
        prop_assert_eq!(&document.text, &text);
        prop_assert!(!document.extracted);
        check_document(&document)?;
    }

    #[test]
    fn html_is_read(text in any_text()) {
        check_document(&Document::from_html(&text))?;
    }

    #[test]
    fn markdown_is_read(text in any_text()) {
        check_document(&Document::from_markdown(&text))?;
    }

    #[test]
    fn sentences_cover_the_prose(text in any_text()) {
        // Every word of a paragraph is in a sentence.
        let document = Document::from_text(&text);
        let found = sentences::split(&text, &document.paragraphs);
        for word in words(&text).filter(|word| document.paragraphs.iter().any(|paragraph| paragraph.contains(*word))) {
            prop_assert!(found.iter().any(|sentence| sentence.overlaps(word)), "{:?}", word.of(&text));
        }
    }

    #[test]
    fn bytes_are_decoded(bytes in prop::collection::vec(any::<u8>(), 0..200), text in any::<String>()) {
        Document::decode(&bytes);
        let decoded = Document::decode(text.as_bytes());
        prop_assert_eq!(decoded, text.strip_prefix('\u{FEFF}').unwrap_or(&text));
    }

    #[test]
    fn offsets_count_what_they_say(text in any_text()) {
        for unit in [OffsetUnit::Byte, OffsetUnit::CodePoint, OffsetUnit::Utf16] {
            let offsets = Offsets::new(&text, unit);
            for byte in (0..=text.len()).filter(|&byte| text.is_char_boundary(byte)) {
                let before = &text[..byte];
                let naive = match unit {
                    OffsetUnit::Byte => byte,
                    OffsetUnit::CodePoint => before.chars().count(),
                    OffsetUnit::Utf16 => before.encode_utf16().count(),
                };
                prop_assert_eq!(offsets.at(byte as u32), naive as u32, "byte {} as {:?}", byte, unit);
            }
        }
    }
}

#[test]
fn one_line_of_five_megabytes() {
    let line = "Officials said on Monday, June 5, that the U.S. “might act.” Or <b>not</b>: see example.com. ";
    let text = line.repeat(5_000_000 / line.len());
    let document = Document::from_text(&text);
    assert_eq!(document.paragraphs.len(), 1);
    let found = sentences::split(&text, &document.paragraphs);
    assert!(found.len() > 100_000);
    assert!(words(&text).count() > 500_000);
    let offsets = Offsets::new(&text, OffsetUnit::CodePoint);
    let characters = text.chars().count() as u32;
    assert_eq!(offsets.at(text.len() as u32), characters);
    assert!(!Document::from_html(&text).paragraphs.is_empty());
    assert!(!Document::from_markdown(&text).paragraphs.is_empty());
}
