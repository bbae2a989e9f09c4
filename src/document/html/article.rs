//! Finding the article in a page.
//!
//! The page becomes a list of blocks (paragraphs, headings, list items) in document order. Blocks in what is never an
//! article (scripts, menus, captions, hidden parts) are not even listed; blocks in elements whose class names them as
//! share bars, teasers and the like are, but count only if they hold much of the page's prose, since class names lie.
//! The article is the innermost element with most of the prose; marks such as `<article>` add weight to theirs.

use std::ops::Range;
use std::sync::LazyLock;

use super::tree::{Element, Kind, Tree, is_block};
use crate::document::furniture::is_furniture;
use crate::document::head::is_head_line;
use crate::document::prose::collapse;

/// What kind of element a block's text stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BlockKind {
    /// `h1` to `h6`, by its number.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    Item,
    /// All of a table's cell: a figure or label. Cells that hold more are a layout and their text is loose.
    Cell,
    /// Text directly in a division.
    Loose,
}

/// A run of text between two block boundaries.
#[derive(Debug)]
pub(super) struct PageBlock {
    /// The node of its first text.
    pub(super) node: usize,
    pub(super) kind: BlockKind,
    /// White space collapsed.
    pub(super) text: String,
    /// Bytes of `text` inside links.
    linked: usize,
    /// Whether it stands in an article, main or articleBody element.
    marked: bool,
    /// Whether it stands in an element that is no part of the article by its class.
    aside: bool,
}

impl PageBlock {
    /// How much this block counts as prose: its length without links, nothing for labels and link lists.
    fn weight(&self) -> usize {
        let prose = self.text.len().saturating_sub(self.linked);
        if self.aside
            || self.text.len() < 50
            || prose * 2 < self.text.len()
            || matches!(self.kind, BlockKind::Heading(_))
        {
            0
        } else if self.marked {
            prose * 4
        } else {
            prose
        }
    }

    /// Whether the block is little more than links: "READ MORE: …", tags, teasers.
    fn is_links(&self) -> bool {
        self.linked * 5 > self.text.len() * 4 && self.text.len() < 200
    }
}

/// The blocks of a page and the range of nodes that holds the article.
pub(super) struct Page {
    blocks: Vec<PageBlock>,
    /// First node of the article and one past its last.
    article: (usize, usize),
}

impl Page {
    /// Finds the article of a page.
    pub(super) fn read(tree: &Tree) -> Self {
        let mut blocks = Flattener::flatten(tree);
        mark_asides(tree, &mut blocks);
        let article = find(tree, &blocks);
        Self {
            blocks,
            article: (article, tree.nodes[article].end),
        }
    }

    /// All text of the page that is not in an aside, for pages in which no article can be told apart.
    pub(super) fn everything(&self) -> impl Iterator<Item = &str> {
        self.blocks
            .iter()
            .filter(|block| !block.aside && !is_furniture(&block.text))
            .map(|block| block.text.as_str())
    }

    /// The headlines outside asides: the blocks of `h1` elements.
    pub(super) fn headlines(&self) -> impl Iterator<Item = &PageBlock> {
        self.blocks
            .iter()
            .filter(|block| block.kind == BlockKind::Heading(1) && !block.aside)
    }

    /// The lines between headline and first prose, asides included: where author and date stand.
    pub(super) fn head_lines(&self, headline: Option<usize>) -> impl Iterator<Item = &str> {
        let start = headline.unwrap_or(self.article.0);
        let lines = self
            .blocks
            .iter()
            .filter(move |block| block.node > start)
            .take_while(|block| !self.is_first_prose(block));
        lines.map(|block| block.text.as_str())
    }

    /// Whether a block is the first of the article's prose, after any summary.
    fn is_first_prose(&self, block: &PageBlock) -> bool {
        block.node >= self.article.0 && block.weight() > 0 && block.text.len() >= 100
    }

    /// The article's paragraphs, without its headline. `headline` is the node where that stands: a summary between it
    /// and the text belongs to the article.
    pub(super) fn paragraphs(&self, tree: &Tree, headline: Option<usize>) -> Vec<&str> {
        let (start, end) = self.article;
        let above = headline.filter(|&headline| headline < start);
        let decks = above.map_or_else(Vec::new, |headline| decks(tree, headline..start));
        let is_inside = |block: &&PageBlock| {
            let deck = || block.text.len() >= 40 && is_in(&decks, block.node);
            !block.aside && Some(block.node) != headline && ((start..end).contains(&block.node) || deck())
        };
        let blocks: Vec<&PageBlock> = self.blocks.iter().filter(is_inside).collect();
        let first = blocks
            .iter()
            .position(|block| block.weight() > 0)
            .unwrap_or(blocks.len());
        let mut paragraphs = Vec::new();
        // Backwards, since a heading is worth what follows it.
        let mut follows = Follows::Nothing;
        for (index, block) in blocks.into_iter().enumerate().rev() {
            let heading = matches!(block.kind, BlockKind::Heading(_));
            if block.is_links() {
                follows = Follows::Links;
            } else if heading && follows != Follows::Prose {
                // A heading over links, or over nothing.
            } else if is_prose(block) || index < first && is_head_line(&block.text) {
                follows = Follows::Prose;
                paragraphs.push(block.text.as_str());
            }
        }
        paragraphs.reverse();
        paragraphs
    }
}

/// What comes after a block.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Follows {
    Nothing,
    Links,
    Prose,
}

/// Whether a block of the article is read as part of it.
fn is_prose(block: &PageBlock) -> bool {
    let ends = block.text.ends_with(['.', '!', '?', '"', '”', '’', ':']);
    match block.kind {
        // Labels of buttons and sections, table figures.
        BlockKind::Loose if block.text.len() < 25 && !ends => false,
        BlockKind::Cell if block.text.len() < 80 && !ends => false,
        _ => !is_furniture(&block.text),
    }
}

/// The outermost summary elements that start in `range`, as ranges of nodes.
fn decks(tree: &Tree, range: Range<usize>) -> Vec<Range<usize>> {
    let mut decks: Vec<Range<usize>> = Vec::new();
    for index in range {
        let is_deck = |element: &Element| hints(element).any(|hint| hint == Hint::Deck);
        if decks.last().is_none_or(|deck| index >= deck.end) && tree.element(index).is_some_and(is_deck) {
            decks.push(index..tree.nodes[index].end);
        }
    }
    decks
}

/// Whether a node lies in one of `ranges`, which are sorted and disjoint.
fn is_in(ranges: &[Range<usize>], node: usize) -> bool {
    let found = ranges.partition_point(|range| range.end <= node);
    ranges.get(found).is_some_and(|range| range.contains(&node))
}

/// The weights of a page's blocks, summed up so that a subtree's weight is the difference of two entries.
struct Weights(Vec<usize>);

impl Weights {
    fn of(tree: &Tree, blocks: &[PageBlock]) -> Self {
        let mut sums = vec![0; tree.nodes.len() + 1];
        for block in blocks {
            sums[block.node + 1] += block.weight();
        }
        for index in 1..sums.len() {
            sums[index] += sums[index - 1];
        }
        Self(sums)
    }

    /// The weight of a node's subtree.
    fn subtree(&self, tree: &Tree, node: usize) -> usize {
        self.0[tree.nodes[node].end] - self.0[node]
    }
}

/// The blocks in the subtree of a node.
fn blocks_in(tree: &Tree, blocks: &[PageBlock], node: usize) -> Range<usize> {
    let end = tree.nodes[node].end;
    blocks.partition_point(|block| block.node < node)..blocks.partition_point(|block| block.node < end)
}

/// Marks the blocks that stand in share bars, teasers, comments and the like.
fn mark_asides(tree: &Tree, blocks: &mut [PageBlock]) {
    let weights = Weights::of(tree, blocks);
    let total = weights.subtree(tree, 0);
    let mut index = 0;
    while index < tree.nodes.len() {
        let element = tree.element(index);
        let hinted = |wanted| element.is_some_and(|element| hints(element).any(|hint| hint == wanted));
        let comments = hinted(Hint::Comments);
        if comments || hinted(Hint::Aside) {
            let range = blocks_in(tree, blocks, index);
            let weight = weights.subtree(tree, index);
            let headed = blocks[range.clone()]
                .iter()
                .any(|block| block.kind == BlockKind::Heading(1));
            // Class names lie: "page-with-sidebar" holds the article, and so does what holds headline and prose.
            let article = weight * 10 >= total * 3 && !comments || headed && weight * 10 >= total;
            if !article || weight == 0 {
                blocks[range].iter_mut().for_each(|block| block.aside = true);
                index = tree.nodes[index].end;
                continue;
            }
        }
        index += 1;
    }
}

/// The node that holds the article: from the root down as long as one child holds four fifths of the prose.
fn find(tree: &Tree, blocks: &[PageBlock]) -> usize {
    let weights = Weights::of(tree, blocks);
    let mut node = 0;
    while let Some(child) = tree.children(node).max_by_key(|&child| weights.subtree(tree, child)) {
        let most = weights.subtree(tree, child) * 5 >= weights.subtree(tree, node) * 4;
        // A single paragraph is no container.
        if !most || weights.subtree(tree, child) == 0 || blocks_in(tree, blocks, child).len() < 2 {
            break;
        }
        node = child;
    }
    first_of_several(tree, blocks, node).unwrap_or(node)
}

/// Pages that go on with the next stories: the first of several articles that each have a headline.
fn first_of_several(tree: &Tree, blocks: &[PageBlock], node: usize) -> Option<usize> {
    let mut first = None;
    let mut index = node + 1;
    while index < tree.nodes[node].end {
        let headline = |block: &PageBlock| block.kind == BlockKind::Heading(1) && !block.aside;
        if tree.element(index).is_some_and(|element| element.name == "article")
            && blocks[blocks_in(tree, blocks, index)].iter().any(headline)
        {
            if first.is_some() {
                return first;
            }
            first = Some(index);
            index = tree.nodes[index].end;
        } else {
            index += 1;
        }
    }
    None
}

/// What a class name or id tells about its element; the roles of `hints.txt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hint {
    Aside,
    Body,
    Comments,
    Deck,
    Story,
    Text,
}

/// The words with their hints, sorted by word.
static HINTS: LazyLock<Vec<(&str, Hint)>> = LazyLock::new(|| {
    let entries = include_str!("hints.txt").lines().filter(|line| !line.starts_with('#'));
    entries
        .filter_map(|line| {
            let (word, role) = line.split_once(' ')?;
            let hint = match role {
                "aside" => Hint::Aside,
                "body" => Hint::Body,
                "comments" => Hint::Comments,
                "deck" => Hint::Deck,
                "story" => Hint::Story,
                "text" => Hint::Text,
                _ => return None,
            };
            Some((word, hint))
        })
        .collect()
});

/// The hints in an element's class names and id.
fn hints(element: &Element) -> impl Iterator<Item = Hint> + '_ {
    let names = ["class", "id"].into_iter().filter_map(|key| element.attribute(key));
    names
        .flat_map(|names| names.split(|c: char| !c.is_ascii_alphanumeric()))
        .flat_map(camel_words)
        .filter_map(|word| {
            let word = word.to_ascii_lowercase();
            let found = HINTS.binary_search_by_key(&word.as_str(), |&(known, _)| known).ok()?;
            Some(HINTS[found].1)
        })
}

/// The words of "articleBody".
fn camel_words(name: &str) -> impl Iterator<Item = &str> {
    let mut rest = name;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let bytes = rest.as_bytes();
        let cut = (1..bytes.len()).find(|&at| bytes[at - 1].is_ascii_lowercase() && bytes[at].is_ascii_uppercase());
        let (word, after) = rest.split_at(cut.unwrap_or(rest.len()));
        rest = after;
        Some(word)
    })
}

/// Elements that are never part of an article's text.
const NEVER_PROSE: [&str; 27] = [
    "aside",
    "audio",
    "button",
    "canvas",
    "datalist",
    "dialog",
    "embed",
    "figcaption",
    "figure",
    "footer",
    "iframe",
    "input",
    "math",
    "menu",
    "nav",
    "noscript",
    "object",
    "option",
    "picture",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
    "video",
];

/// Roles of elements that are never part of an article's text.
const NEVER_PROSE_ROLES: [&str; 12] = [
    "alert",
    "alertdialog",
    "banner",
    "complementary",
    "contentinfo",
    "dialog",
    "menu",
    "menubar",
    "navigation",
    "search",
    "tablist",
    "toolbar",
];

/// Whether an element is never part of an article's text.
fn is_never_prose(element: &Element) -> bool {
    let role = || {
        element
            .attribute("role")
            .is_some_and(|role| NEVER_PROSE_ROLES.contains(&role))
    };
    NEVER_PROSE.contains(&element.name.as_str()) || role() || is_hidden(element)
}

/// Whether an element is the raised number of a footnote: `<sup><a href="#n1">1</a></sup>`.
fn is_note_mark(tree: &Tree, index: usize, element: &Element) -> bool {
    element.name == "sup"
        && tree
            .children(index)
            .any(|child| tree.element(child).is_some_and(|child| child.name == "a"))
}

/// Whether the page hides the element.
fn is_hidden(element: &Element) -> bool {
    let styled = || {
        let style: String = element
            .attribute("style")
            .unwrap_or("")
            .split_ascii_whitespace()
            .collect();
        style.contains("display:none") || style.contains("visibility:hidden")
    };
    element.attribute("hidden").is_some() || element.attribute("aria-hidden") == Some("true") || styled()
}

/// Whether an element is marked as the article or its text.
fn is_marked(element: &Element) -> bool {
    if matches!(element.name.as_str(), "html" | "body") {
        return false;
    }
    let role = element
        .attribute("role")
        .is_some_and(|role| matches!(role, "main" | "article"));
    let (mut story, mut text, mut body) = (false, false, false);
    for hint in hints(element) {
        story |= hint == Hint::Story;
        text |= hint == Hint::Text;
        body |= hint == Hint::Body;
    }
    matches!(element.name.as_str(), "article" | "main")
        || role
        || element.has_word("itemprop", "articleBody")
        || body
        || story && text
}

/// Turns a tree into blocks.
#[derive(Default)]
struct Flattener {
    blocks: Vec<PageBlock>,
    /// The open elements, outermost first.
    open: Vec<Open>,
    /// The open block: its text, its first node, its bytes within links.
    text: String,
    node: usize,
    linked: usize,
    /// Whether white space is due before the next character.
    spaced: bool,
    /// Line breaks since the last text.
    breaks: usize,
}

/// An element that is open while flattening.
struct Open {
    end: usize,
    block: bool,
    /// A table's cell, and how many blocks stand before it.
    cell: Option<usize>,
    /// What the text in it is; inherited by elements that do not say.
    kind: BlockKind,
    link: bool,
    marked: bool,
}

impl Flattener {
    fn flatten(tree: &Tree) -> Vec<PageBlock> {
        let mut this = Self::default();
        let mut index = 1;
        while index < tree.nodes.len() {
            while this.open.last().is_some_and(|open| open.end <= index) {
                this.close();
            }
            let node = &tree.nodes[index];
            match &node.kind {
                Kind::Element(element) if is_never_prose(element) || is_note_mark(tree, index, element) => {
                    // A figure between two texts parts them, a script does not.
                    if is_block(&element.name) {
                        this.flush();
                    }
                    index = node.end;
                    continue;
                }
                Kind::Element(element) => this.open(element, node.end),
                Kind::Text(text) => this.text(index, text),
            }
            index += 1;
        }
        while !this.open.is_empty() {
            this.close();
        }
        this.flush();
        this.blocks
    }

    fn open(&mut self, element: &Element, end: usize) {
        if element.name == "br" {
            self.breaks += 1;
            self.spaced = true;
            if self.breaks == 2 {
                self.flush();
            }
            return;
        }
        let block = is_block(&element.name);
        if block {
            self.flush();
        }
        let (kind, link, marked) = self.open.last().map_or((BlockKind::Loose, false, false), |open| {
            (open.kind, open.link, open.marked)
        });
        let kind = match element.name.as_bytes() {
            [b'h', digit @ b'1'..=b'6'] => BlockKind::Heading(digit - b'0'),
            b"p" | b"pre" | b"blockquote" => BlockKind::Paragraph,
            b"li" | b"dd" | b"dt" => BlockKind::Item,
            _ if block && !matches!(kind, BlockKind::Item | BlockKind::Heading(_)) => BlockKind::Loose,
            _ => kind,
        };
        let cell = matches!(element.name.as_str(), "td" | "th").then_some(self.blocks.len());
        let link = link || element.name == "a" && element.attribute("href").is_some();
        self.open.push(Open {
            end,
            block,
            cell,
            kind,
            link,
            marked: marked || is_marked(element),
        });
    }

    fn close(&mut self) {
        if self.open.last().is_some_and(|open| open.block) {
            self.flush();
        }
        let closed = self.open.pop();
        if let Some(before) = closed.and_then(|open| open.cell)
            && let [only] = &mut self.blocks[before..]
            && only.kind == BlockKind::Loose
        {
            only.kind = BlockKind::Cell;
        }
    }

    fn text(&mut self, node: usize, text: &str) {
        let before = self.text.len();
        collapse(&mut self.text, 0, &mut self.spaced, text);
        if self.text.len() > before {
            self.breaks = 0;
            if before == 0 {
                self.node = node;
            }
            if self.open.last().is_some_and(|open| open.link) {
                self.linked += self.text.len() - before;
            }
        }
    }

    /// Ends the open block.
    fn flush(&mut self) {
        self.spaced = false;
        self.breaks = 0;
        if self.text.is_empty() {
            return;
        }
        let (kind, marked) = self
            .open
            .last()
            .map_or((BlockKind::Loose, false), |open| (open.kind, open.marked));
        let text = std::mem::take(&mut self.text);
        let linked = std::mem::take(&mut self.linked);
        self.blocks.push(PageBlock {
            node: self.node,
            kind,
            text,
            linked,
            marked,
            aside: false,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::{HINTS, Hint, hints};
    use crate::document::html::tree::Tree;

    #[test]
    fn class_names_are_read_by_words() {
        for (class, expected) in [
            ("story-body__text", vec![Hint::Story, Hint::Text, Hint::Text]),
            ("articleBody", vec![Hint::Story, Hint::Text]),
            ("SocialShare", vec![Hint::Aside, Hint::Aside]),
            ("shareholders navigator", vec![]),
            ("", vec![]),
        ] {
            let tree = Tree::parse(&format!("<div class='{class}'>"));
            let element = tree.element(1).expect("the division");
            assert_eq!(hints(element).collect::<Vec<_>>(), expected, "{class:?}");
        }
    }

    #[test]
    fn hints_are_sorted_and_known() {
        let lines = include_str!("hints.txt")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .count();
        assert_eq!(HINTS.len(), lines, "a line without a known role");
        assert!(HINTS.is_sorted_by(|a, b| a.0 < b.0));
    }
}
