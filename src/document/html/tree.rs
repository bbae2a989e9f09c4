//! From tag soup to a tree.
//!
//! The tokenizer follows the HTML standard to the letter; the tree does so as far as an article needs: void elements,
//! end tags that may be left out, and end tags that match nothing. Nodes lie in document order, so a subtree is a range.

use std::convert::Infallible;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Readable, Reader, StringReader, Token, Tokenizer};

/// Deeper elements become children of the deepest one allowed, as in browsers; keeps every search short.
const MAX_DEPTH: usize = 256;

/// The nodes of a page in document order. Node 0 is a root without a name.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
}

/// An element or a text.
#[derive(Debug)]
pub(super) struct Node {
    /// One past the last node of this node's subtree.
    pub(super) end: usize,
    pub(super) kind: Kind,
}

/// What a node is.
#[derive(Debug)]
pub(super) enum Kind {
    Element(Element),
    Text(String),
}

/// An element with the attributes that this crate reads.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// In small letters.
    pub(super) name: String,
    attributes: Vec<(&'static str, String)>,
}

/// The attributes kept.
const ATTRIBUTES: [&str; 15] = [
    "aria-hidden",
    "class",
    "content",
    "datetime",
    "hidden",
    "href",
    "id",
    "itemprop",
    "name",
    "property",
    "pubdate",
    "rel",
    "role",
    "style",
    "type",
];

impl Element {
    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value.as_str())
    }

    /// Whether an attribute that holds a list of words has `word`.
    pub(super) fn has_word(&self, attribute: &str, word: &str) -> bool {
        self.attribute(attribute).is_some_and(|list| {
            list.split_ascii_whitespace()
                .any(|item| item.eq_ignore_ascii_case(word))
        })
    }
}

/// The tokenizer's own reader of strings, with its functions apart: it has them inlined in each of eighty states.
struct Apart<'a>(StringReader<'a>);

impl Reader for Apart<'_> {
    type Error = Infallible;

    #[inline(never)]
    fn read_byte(&mut self) -> Result<Option<u8>, Infallible> {
        self.0.read_byte()
    }

    #[inline(never)]
    fn read_until<'b>(&'b mut self, needle: &[u8], buffer: &'b mut [u8; 4]) -> Result<Option<&'b [u8]>, Infallible> {
        self.0.read_until(needle, buffer)
    }

    #[inline(never)]
    fn try_read_string(&mut self, wanted: &[u8], case_sensitive: bool) -> Result<bool, Infallible> {
        self.0.try_read_string(wanted, case_sensitive)
    }
}

impl Tree {
    /// Parses a page or a piece of one.
    pub(super) fn parse(html: &str) -> Self {
        let mut builder = Builder::default();
        let mut emitter = DefaultEmitter::default();
        // Otherwise the text of scripts would be read as tags.
        emitter.naively_switch_states(true);
        for Ok(token) in Tokenizer::new_with_emitter(Apart(html.to_reader()), emitter) {
            match token {
                Token::StartTag(tag) => {
                    let mut element = Element {
                        name: lossy(&tag.name),
                        attributes: Vec::new(),
                    };
                    for (name, value) in &tag.attributes {
                        if let Some(known) = ATTRIBUTES.iter().find(|known| known.as_bytes() == name.as_slice()) {
                            element.attributes.push((known, lossy(value)));
                        }
                    }
                    builder.open(element);
                }
                Token::EndTag(tag) => builder.close(&lossy(&tag.name)),
                Token::String(text) => builder.text(lossy(&text)),
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        builder.finish()
    }

    /// The element at `index`, if it is one.
    pub(super) fn element(&self, index: usize) -> Option<&Element> {
        match &self.nodes.get(index)?.kind {
            Kind::Element(element) => Some(element),
            Kind::Text(_) => None,
        }
    }

    /// All elements with their indexes, in document order.
    pub(super) fn elements(&self) -> impl Iterator<Item = (usize, &Element)> {
        (0..self.nodes.len()).filter_map(|index| Some((index, self.element(index)?)))
    }

    /// The text of a subtree, white space collapsed.
    pub(super) fn text(&self, index: usize) -> String {
        let mut text = String::new();
        for node in &self.nodes[index..self.nodes[index].end] {
            if let Kind::Text(piece) = &node.kind {
                text.push_str(piece);
            }
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The children of a node.
    pub(super) fn children(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.nodes[index].end;
        let mut next = index + 1;
        std::iter::from_fn(move || {
            let child = next;
            if child >= end {
                return None;
            }
            next = self.nodes[child].end;
            Some(child)
        })
    }
}

/// The tokenizer's bytes are UTF-8, since its input is.
fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Builds the tree from tags.
#[derive(Debug)]
struct Builder {
    nodes: Vec<Node>,
    /// The open elements, outermost first; never empty.
    open: Vec<usize>,
    /// Open elements beyond [`MAX_DEPTH`].
    deeper: usize,
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            nodes: vec![Node {
                end: 1,
                kind: Kind::Element(Element::default()),
            }],
            open: vec![0],
            deeper: 0,
        }
    }
}

impl Builder {
    fn name(&self, index: usize) -> &str {
        match &self.nodes[index].kind {
            Kind::Element(element) => &element.name,
            Kind::Text(_) => "",
        }
    }

    /// Closes the open elements from position `depth` of the stack on.
    fn close_from(&mut self, depth: usize) {
        for index in self.open.drain(depth.max(1)..) {
            self.nodes[index].end = self.nodes.len();
        }
        self.deeper = 0;
    }

    /// Closes the nearest open element named one of `names`, unless one of `walls` stands before it.
    fn close_nearest(&mut self, names: &[&str], walls: &[&str]) {
        for depth in (1..self.open.len()).rev() {
            let name = self.name(self.open[depth]);
            if names.contains(&name) {
                self.close_from(depth);
                return;
            }
            if walls.contains(&name) {
                return;
            }
        }
    }

    fn open(&mut self, element: Element) {
        const CELL: [&str; 3] = ["td", "th", "table"];
        match element.name.as_str() {
            "li" => self.close_nearest(&["li"], &["ul", "ol", "menu"]),
            "dt" | "dd" => self.close_nearest(&["dt", "dd"], &["dl"]),
            "tr" => self.close_nearest(&["tr"], &["table"]),
            "td" | "th" => self.close_nearest(&["td", "th"], &["tr", "table"]),
            "option" => self.close_nearest(&["option"], &["select"]),
            "a" => self.close_nearest(&["a"], &CELL),
            name if is_block(name) => self.close_nearest(&["p"], &["td", "th", "table", "button", "li"]),
            _ => {}
        }
        let void = VOID.contains(&element.name.as_str());
        let index = self.nodes.len();
        self.nodes.push(Node {
            end: index + 1,
            kind: Kind::Element(element),
        });
        if void {
        } else if self.open.len() < MAX_DEPTH {
            self.open.push(index);
        } else {
            self.deeper += 1;
        }
    }

    fn close(&mut self, name: &str) {
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        let walls: &[&str] = match name {
            "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" | "table" | "body" | "html" => &["table"],
            _ => &["td", "th", "table"],
        };
        // A table's own end tag must get past the wall that it is.
        self.close_nearest(&[name], walls);
    }

    fn text(&mut self, text: String) {
        let index = self.nodes.len();
        self.nodes.push(Node {
            end: index + 1,
            kind: Kind::Text(text),
        });
    }

    fn finish(mut self) -> Tree {
        self.close_from(1);
        self.nodes[0].end = self.nodes.len();
        Tree { nodes: self.nodes }
    }
}

/// Elements without content or end tag.
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
];

/// Elements that stand apart from the text around them.
const BLOCKS: [&str; 44] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
];

/// Whether an element stands apart from the text around it.
pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::{Kind, Tree};

    /// The tree as nested brackets.
    fn shown(html: &str) -> String {
        fn show(tree: &Tree, index: usize, out: &mut String) {
            match &tree.nodes[index].kind {
                Kind::Text(text) => out.push_str(text),
                Kind::Element(element) => {
                    out.push_str(&element.name);
                    out.push('[');
                    tree.children(index).for_each(|child| show(tree, child, out));
                    out.push(']');
                }
            }
        }
        let mut out = String::new();
        let tree = Tree::parse(html);
        tree.children(0).for_each(|child| show(&tree, child, &mut out));
        out
    }

    #[test]
    fn soup_becomes_a_tree() {
        for (html, expected) in [
            ("<p>a<p>b", "p[a]p[b]"),
            ("<p>a<b>b</p>c", "p[ab[b]]c"),
            ("<ul><li>a<li>b<ul><li>c</ul></ul>d", "ul[li[a]li[bul[li[c]]]]d"),
            ("<div>a</span>b</div>", "div[ab]"),
            ("a<br>b<img>c</br>", "abr[]bimg[]c"),
            (
                "<table><tr><td>a<td>b</div><tr><td>c</table>d",
                "table[tr[td[a]td[b]]tr[td[c]]]d",
            ),
            ("<P CLASS=x>a &amp; &eacute; &#8212;</P>", "p[a & é —]"),
            (
                "<script>if (a < b) { '<p>' }</script>a",
                "script[if (a < b) { '<p>' }]a",
            ),
            ("<a href=x>a<a href=y>b</a>", "a[a]a[b]"),
            ("<p>a<div>b</div>", "p[a]div[b]"),
            ("</p><", "<"),
            ("a<!-- <p> -->b", "ab"),
        ] {
            assert_eq!(shown(html), expected, "{html:?}");
        }
    }

    #[test]
    fn depth_is_bounded_and_linear() {
        for unit in ["<div>", "<p><b>", "<a>", "<li>", "</x>", "<table><td>", "<b>a</i>"] {
            let tree = Tree::parse(&unit.repeat(50_000));
            assert_eq!(tree.nodes[0].end, tree.nodes.len());
        }
    }
}
