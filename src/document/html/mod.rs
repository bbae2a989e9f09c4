//! Web pages: a tree, what the page states about itself, and the article in it.
//!
//! In: HTML as a string. Out: a [`Document`] whose text is the article's. It never fetches anything and never runs
//! scripts: what a page builds by script is found only where JSON-LD repeats it.

mod article;
mod metadata;
mod tree;

use self::article::{Page, PageBlock};
use self::metadata::Metadata;
use self::tree::Tree;
use super::Document;
use super::byline;
use super::date::date_line;
use super::head::{Given, document};
use super::prose::Prose;

/// Reads a page and extracts its article.
pub(super) fn read(html: &str) -> Document {
    let tree = Tree::parse(html);
    let page = Page::read(&tree);
    let metadata = metadata::collect(&tree);
    let headline = headline(&page, &metadata);
    let node = headline.map(|block| block.node);
    let title = headline
        .map(|block| block.text.clone())
        .or_else(|| stated_title(&metadata));

    let mut paragraphs: Vec<&str> = page.paragraphs(&tree, node);
    if paragraphs.is_empty() {
        paragraphs = page.everything().collect();
    }
    let body = metadata.body.as_deref().map(body_paragraphs).unwrap_or_default();
    let length = |texts: &mut dyn Iterator<Item = &str>| texts.map(str::len).sum::<usize>();
    // A page that shows only the beginning to visitors may state the whole for search engines.
    if length(&mut body.iter().map(String::as_str)) * 2 > length(&mut paragraphs.iter().copied()) * 3 {
        paragraphs = body.iter().map(String::as_str).collect();
    }

    let mut prose = Prose::default();
    let title_text = title.as_deref().unwrap_or("");
    for text in std::iter::once(title_text).chain(paragraphs.into_iter().filter(|text| *text != title_text)) {
        prose.push(text);
        prose.end_paragraph();
    }
    let shown_byline = || {
        page.head_lines(node)
            .find_map(byline::read)
            .map(|line| line.names.to_owned())
    };
    let shown_date = || page.head_lines(node).find_map(|line| date_line(line)?.day);
    let given = Given {
        title,
        byline: metadata.byline.or_else(shown_byline),
        publisher: metadata.publisher,
        date: metadata
            .date
            .or_else(|| metadata::published_time(&tree, node))
            .or_else(shown_date)
            .or(metadata.address_day),
        year_and_month: metadata.year_and_month,
    };
    let (text, blocks) = prose.finish();
    document(text, true, &blocks, given)
}

/// The headline shown on the page: the `h1` that shares the most words with the title that the page states. One that
/// shares less than half of them is the name of the site or section.
fn headline<'p>(page: &'p Page, metadata: &Metadata) -> Option<&'p PageBlock> {
    let Some(stated) = metadata.headline.as_deref().or(metadata.page_title.as_deref()) else {
        return page.headlines().next();
    };
    let stated: Vec<String> = title_words(stated).take(60).collect();
    let shared = |block: &PageBlock| {
        let words: Vec<String> = title_words(&block.text).take(60).collect();
        let common = words.iter().filter(|word| stated.contains(word)).count();
        (common * 2 >= words.len() && common > 0).then_some(common)
    };
    // The first of equals: a second one may head the next story.
    page.headlines()
        .filter_map(|block| Some((shared(block)?, block)))
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map(|(_, block)| block)
}

/// The words of a title, in small letters.
fn title_words(title: &str) -> impl Iterator<Item = String> + '_ {
    title
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

/// The title that the page's metadata states, without the name of the site.
fn stated_title(metadata: &Metadata) -> Option<String> {
    let publisher = metadata.publisher.as_deref();
    let headline = metadata
        .headline
        .as_deref()
        .map(|title| without_site(title, publisher, false));
    headline
        .or_else(|| {
            metadata
                .page_title
                .as_deref()
                .map(|title| without_site(title, publisher, true))
        })
        .map(str::to_owned)
}

/// A title without " - Site" or " | Site" at its end. Unless the site's name is known, only a short last part of a long
/// title is taken for one, and only where `guess` allows it.
fn without_site<'t>(title: &'t str, publisher: Option<&str>, guess: bool) -> &'t str {
    let separators = [" | ", " - ", " – ", " — ", " :: ", " • ", " · "];
    let Some((at, separator)) = separators
        .iter()
        .filter_map(|mark| Some((title.rfind(mark)?, mark)))
        .max()
    else {
        return title;
    };
    let (head, site) = (title[..at].trim(), title[at + separator.len()..].trim());
    let named = publisher.is_some_and(|publisher| publisher.eq_ignore_ascii_case(site));
    let guessed = guess
        && publisher.is_none_or(|_| separator.contains('|'))
        && site.split(' ').count() <= 4
        && head.split(' ').count() >= 4;
    if named || guessed { head } else { title }
}

/// The paragraphs of a text given in JSON-LD, which may be plain or HTML.
fn body_paragraphs(body: &str) -> Vec<String> {
    if body.contains("</") {
        let tree = Tree::parse(body);
        return Page::read(&tree).everything().map(str::to_owned).collect();
    }
    body.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{read, without_site};

    #[test]
    fn site_names_are_cut_off_titles() {
        for (title, publisher, guess, expected) in [
            (
                "Council closes bridge - The Example",
                Some("The Example"),
                false,
                "Council closes bridge",
            ),
            (
                "Council closes bridge - The Example",
                None,
                false,
                "Council closes bridge - The Example",
            ),
            (
                "Council closes the bridge | The Example",
                None,
                true,
                "Council closes the bridge",
            ),
            (
                "Council closes the bridge - a loss for the old town",
                None,
                true,
                "Council closes the bridge - a loss for the old town",
            ),
            ("Bridge | Example", None, true, "Bridge | Example"),
            ("Bridge", Some("Bridge"), true, "Bridge"),
        ] {
            assert_eq!(without_site(title, publisher, guess), expected, "{title:?}");
        }
    }

    #[test]
    fn inline_markup_leaves_no_spaces() {
        for (html, expected) in [
            (
                "<p>The <b>coun</b>cil, <a href=x>which</a>\n  voted&nbsp;&mdash;\tlate<i>.</i></p>",
                "The council, which voted — late.",
            ),
            ("<p>One line<br>and another</p>", "One line and another"),
            (
                "One paragraph of text.<br><br>Another paragraph of text.",
                "One paragraph of text.\n\nAnother paragraph of text.",
            ),
            ("<p>co&shy;operate&#8203;</p>", "cooperate"),
            ("<p>a &lt;b&gt; &amp;amp; c</p>", "a <b> &amp; c"),
            ("<p>Shown.<span style='display: none'>Not.</span></p>", "Shown."),
            ("<p>“Why?”<script>x()</script> she asked.</p>", "“Why?” she asked."),
            ("plain", "plain"),
            ("", ""),
            ("<p>a\0b</p>", "a b"),
        ] {
            assert_eq!(read(html).text, expected, "{html:?}");
        }
    }

    #[test]
    fn a_dateline_takes_its_year_from_the_address() {
        let page = |month: &str| {
            format!(
                "<link rel=canonical href='https://example.com/2023/{month}/story'>\
                 <p>LONDON, June 5 (Reuters) - The premier spoke to members of parliament on Monday.</p>"
            )
        };
        assert_eq!(read(&page("06")).date.as_deref(), Some("2023-06-05"));
        assert_eq!(read(&page("07")).date, None);
    }
}
