//! HTML and XML, piece by piece: what is markup and what is text is said at every piece.

/// A document being written. Its functions are never inlined: they are called hundreds of times, and the page would
/// download each copy.
#[derive(Default)]
pub(super) struct Markup {
    pub(super) out: String,
}

impl Markup {
    /// Adds markup as it is.
    #[inline(never)]
    pub(super) fn raw(&mut self, markup: &str) -> &mut Self {
        self.out.push_str(markup);
        self
    }

    /// Adds text as the content of an element or, within quotation marks, of an attribute. Characters that XML 1.0 cannot
    /// hold become U+FFFD, or a space where they are one.
    #[inline(never)]
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                '\'' => self.out.push_str("&#39;"),
                // A bare carriage return would be read as a line feed.
                '\r' => self.out.push_str("&#13;"),
                '\t' | '\n' => self.out.push(c),
                '\u{fffe}' | '\u{ffff}' => self.out.push(char::REPLACEMENT_CHARACTER),
                // Form feeds and the like.
                c if c.is_control() && c.is_whitespace() => self.out.push(' '),
                c if c.is_control() => self.out.push(char::REPLACEMENT_CHARACTER),
                c => self.out.push(c),
            }
        }
        self
    }

    /// Adds a number.
    #[inline(never)]
    pub(super) fn number(&mut self, number: usize) -> &mut Self {
        self.raw(&number.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::Markup;

    #[test]
    fn text_is_escaped_and_impossible_characters_are_replaced() {
        let table = [
            (
                "<b a='1' c=\"2\">&amp;",
                "&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;amp;",
            ),
            ("a\tb\nc\r\n", "a\tb\nc&#13;\n"),
            ("\0\u{1b}[31m\u{c}x\u{ffff}", "\u{fffd}\u{fffd}[31m x\u{fffd}"),
            ("“é” 🙂", "“é” 🙂"),
        ];
        for (text, expected) in table {
            assert_eq!(Markup::default().text(text).out, expected);
        }
        assert_eq!(Markup::default().raw("<p>").number(12).raw("</p>").out, "<p>12</p>");
    }
}
