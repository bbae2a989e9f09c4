//! The report as a browser tokenizes it: elements nest, links lead somewhere, nothing runs or is fetched.

use std::collections::HashSet;

use html5gum::{Token, Tokenizer};
use onrecord::Analysis;

use crate::written;

pub(crate) fn check(analysis: &Analysis, text: &str) {
    const VOID: [&str; 3] = ["meta", "br", "!doctype"];
    let written = written("html", analysis, text);
    let (mut open, mut ids, mut links) = (Vec::<String>::new(), HashSet::new(), Vec::new());
    let mut article = String::new();
    for token in Tokenizer::new(&written).map(|token| token.expect("reading memory cannot fail")) {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                assert!(
                    !["script", "img", "link", "iframe", "form", "b"].contains(&name.as_str()),
                    "<{name}>"
                );
                for (attribute, value) in &tag.attributes {
                    let (attribute, value) = (
                        String::from_utf8_lossy(attribute),
                        String::from_utf8_lossy(value).into_owned(),
                    );
                    match attribute.as_ref() {
                        "id" => assert!(ids.insert(value.clone()), "{value} is there twice"),
                        "href" => links.push(value),
                        "class" | "scope" | "rel" | "lang" | "charset" | "content" | "name" | "http-equiv" => {}
                        other => panic!("<{name} {other}>"),
                    }
                }
                // A paragraph of the article is a line of the text, and the marks in it go with it.
                if name == "p" && open.iter().any(|element| element == "article") {
                    article.push('\n');
                }
                if !VOID.contains(&name.as_str()) {
                    open.push(name);
                }
            }
            Token::EndTag(tag) => assert_eq!(open.pop(), Some(String::from_utf8_lossy(&tag.name).into_owned())),
            Token::String(words) => {
                let in_article = open.iter().any(|element| element == "article");
                if in_article && !open.iter().any(|element| element == "sup") {
                    article.push_str(&String::from_utf8_lossy(&words));
                }
            }
            _ => {}
        }
    }
    assert!(open.is_empty(), "{open:?} is open at the end");
    for link in links {
        match link.strip_prefix('#') {
            Some(id) => assert!(ids.contains(id), "{link} leads nowhere"),
            None => assert!(link.starts_with("https://www.wikidata.org/wiki/"), "{link}"),
        }
    }
    let shown = |text: &str| -> Vec<String> {
        text.split_whitespace()
            .map(|word| {
                word.replace(
                    |c: char| c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'),
                    "\u{fffd}",
                )
            })
            .collect()
    };
    assert_eq!(shown(&article), shown(text), "the report holds the article");
}
