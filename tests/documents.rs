//! Whole pages: every `tests/fixtures/html/NAME.html` gives exactly the text of `NAME.txt`, and the facts below.

use std::fs;
use std::path::Path;

use onrecord::Document;

/// What a page says about its article: title, byline, publisher, dateline, date.
type Facts = [Option<&'static str>; 5];

const PAGES: [(&str, Facts); 7] = [
    (
        "wire",
        [
            Some("Port of Verrin to close for a month after storm damage"),
            Some("Mara Lind and Tomas Okafor"),
            Some("The Verrin Courier"),
            Some("VERRIN"),
            Some("2024-03-12"),
        ],
    ),
    (
        "table-layout",
        [
            Some("Miners end strike after nine weeks"),
            Some("Peter Hollis"),
            None,
            Some("GRANTHAM"),
            Some("2004-09-03"),
        ],
    ),
    (
        "paywall",
        [
            Some("Regulator fines bank over hidden fees"),
            Some("Ines Falk"),
            Some("Market Post"),
            None,
            Some("2022-11-02"),
        ],
    ),
    (
        "endless",
        [
            Some("Council bans cars from old town"),
            Some("Leo Marsh"),
            None,
            None,
            Some("2023-09-14"),
        ],
    ),
    (
        "blog",
        [
            Some("Why the dam failed"),
            Some("Grete Holm"),
            None,
            None,
            Some("2021-05-09"),
        ],
    ),
    (
        "live",
        [
            Some("Election live: count under way in Marn"),
            None,
            Some("Marn Broadcasting"),
            None,
            Some("2020-10-18"),
        ],
    ),
    ("fragment", [Some("Ministers deny rift"), None, None, None, None]),
];

fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/html")
        .join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn the_article_is_all_that_is_left_of_a_page() {
    for (name, facts) in PAGES {
        let document = Document::from_html(&fixture(&format!("{name}.html")));
        assert_eq!(document.text, fixture(&format!("{name}.txt")).trim_end(), "{name}");
        let Document {
            title,
            byline,
            publisher,
            dateline,
            date,
            ..
        } = &document;
        assert_eq!(
            [title, byline, publisher, dateline, date].map(Option::as_deref),
            facts,
            "{name}"
        );
        assert!(document.extracted);
    }
}

#[test]
fn the_prose_is_the_text_without_author_and_date_lines() {
    let document = Document::from_html(&fixture("table-layout.html"));
    let prose: Vec<&str> = document.paragraphs.iter().map(|span| span.of(&document.text)).collect();
    let text = fixture("table-layout.txt");
    let expected: Vec<&str> = text
        .trim_end()
        .split("\n\n")
        .filter(|line| !["By Peter Hollis", "September 3, 2004"].contains(line))
        .collect();
    assert_eq!(prose, expected);
}
