//! Markdown: the prose without its markup.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::Document;
use super::date::Day;
use super::head::{Given, document};
use super::prose::Prose;

/// Reads Markdown: headings, paragraphs, list items and quotations become paragraphs; code, tables, images and raw HTML
/// are left out, links keep their words.
pub(super) fn read(markdown: &str) -> Document {
    let mut given = Given::default();
    let mut prose = Prose::default();
    let mut heading = None;
    // How many elements whose text is no prose are open.
    let mut skipped = 0_u32;
    let options = Options::ENABLE_YAML_STYLE_METADATA_BLOCKS | Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut front_matter = None;
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(Tag::MetadataBlock(_)) => front_matter = Some(String::new()),
            Event::End(TagEnd::MetadataBlock(_)) => {
                read_front_matter(&front_matter.take().unwrap_or_default(), &mut given);
            }
            Event::Start(tag) => {
                skipped += u32::from(is_skipped(&tag));
                if is_block(&tag) {
                    prose.end_paragraph();
                }
                if let Tag::Heading { .. } = tag {
                    heading = heading.or(Some(prose.len()));
                }
            }
            Event::End(end) => {
                skipped -= u32::from(is_skipped_end(end));
                if matches!(
                    end,
                    TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::BlockQuote(_)
                ) {
                    prose.end_paragraph();
                }
                if matches!(end, TagEnd::Heading(_)) && given.title.is_none() && heading == Some(0) {
                    given.title = prose.last().map(str::to_owned);
                }
            }
            Event::Text(text) | Event::Code(text) => match &mut front_matter {
                Some(block) => block.push_str(&text),
                None if skipped == 0 => prose.push(&text),
                None => {}
            },
            Event::SoftBreak | Event::HardBreak => prose.push(" "),
            Event::Rule => prose.end_paragraph(),
            _ => {}
        }
    }
    let (text, blocks) = prose.finish();
    document(text, true, &blocks, given)
}

/// Elements whose text is no prose.
fn is_skipped(tag: &Tag) -> bool {
    matches!(
        tag,
        Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Image { .. } | Tag::Table(_) | Tag::FootnoteDefinition(_)
    )
}

/// The ends of the elements of [`is_skipped`].
fn is_skipped_end(end: TagEnd) -> bool {
    matches!(
        end,
        TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Image | TagEnd::Table | TagEnd::FootnoteDefinition
    )
}

/// Elements that begin a paragraph of their own.
fn is_block(tag: &Tag) -> bool {
    !matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
    )
}

/// Reads the lines `key: value` of a front matter that state title, author, outlet and date.
fn read_front_matter(block: &str, given: &mut Given) {
    for line in block.lines() {
        let Some((key, value)) = line.split_once(':') else {
            continue;
        };
        let value = value.trim().trim_matches(['"', '\'', '[', ']']);
        if value.is_empty() {
            continue;
        }
        match key.trim().to_ascii_lowercase().as_str() {
            "title" | "headline" => given.title = Some(value.to_owned()),
            "author" | "authors" | "byline" => {
                given.byline = Some(value.strip_prefix("By ").unwrap_or(value).to_owned());
            }
            "publisher" | "publication" | "outlet" | "site" => given.publisher = Some(value.to_owned()),
            "date" | "published" | "pubdate" => given.date = Day::from_timestamp(value),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn prose_without_markup() {
        let document = read(
            "# Council closes the *old* bridge\n\nBy Jane Doe\n\nThe council [voted](https://example.com/vote) on\nMonday, \
             `quietly`.\n\n![A bridge](bridge.jpg)\n\n> “Good,” the mayor said.\n\n- One bridge\n- Two roads\n\n```\nlet x = 1;\n```\n\n\
             | a | b |\n|---|---|\n| 1 | 2 |\n\n<div>raw</div>\n\n## What next\n\nNobody&nbsp;knows &amp; nobody asks.\n",
        );
        assert_eq!(
            document.text,
            "Council closes the old bridge\n\nBy Jane Doe\n\nThe council voted on Monday, quietly.\n\n“Good,” the mayor said.\n\n\
             One bridge\n\nTwo roads\n\nWhat next\n\nNobody knows & nobody asks."
        );
        assert_eq!(document.title.as_deref(), Some("Council closes the old bridge"));
        assert_eq!(document.byline.as_deref(), Some("Jane Doe"));
        assert_eq!(document.paragraphs.len(), 7, "all but the author line");
        assert!(document.extracted);
    }

    #[test]
    fn front_matter_wins() {
        let document = read(
            "---\ntitle: \"The bridge\"\nauthor: Jane Doe\ndate: 2023-06-05T10:00:00Z\nlayout: post\n---\n\n# Another heading\n\nText.\n",
        );
        assert_eq!(document.title.as_deref(), Some("The bridge"));
        assert_eq!(document.byline.as_deref(), Some("Jane Doe"));
        assert_eq!(document.date.as_deref(), Some("2023-06-05"));
        assert_eq!(document.text, "Another heading\n\nText.");
    }

    #[test]
    fn any_text_is_markdown() {
        for text in ["", "---", "---\ntitle: x", "#", "```", "[a](", "<b", "\0", "* * *"] {
            let document = read(text);
            assert!(
                document
                    .paragraphs
                    .iter()
                    .all(|span| !span.of(&document.text).is_empty()),
                "{text:?}"
            );
        }
    }
}
