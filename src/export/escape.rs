//! Text within HTML and XML.

/// Text as the content of an element or, within quotation marks, of an attribute. Characters that XML 1.0 cannot hold
/// become U+FFFD, or a space where they are one.
pub(super) fn markup(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // A bare carriage return would be read as a line feed.
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' => out.push(c),
            '\u{fffe}' | '\u{ffff}' => out.push(char::REPLACEMENT_CHARACTER),
            // Form feeds and the like.
            c if c.is_control() && c.is_whitespace() => out.push(' '),
            c if c.is_control() => out.push(char::REPLACEMENT_CHARACTER),
            c => out.push(c),
        }
    }
    out
}

/// Text in one line: white space as single spaces, control characters as U+FFFD.
pub(super) fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        let shown = |c: char| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c };
        out.extend(word.chars().map(shown));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{markup, one_line};

    #[test]
    fn markup_is_escaped_and_impossible_characters_are_replaced() {
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
            assert_eq!(markup(text), expected);
        }
    }

    #[test]
    fn one_line_has_single_spaces() {
        assert_eq!(one_line(" a\r\n\u{2028}b\t\0c "), "a b \u{fffd}c");
    }
}
