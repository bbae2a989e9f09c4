//! Text in one line.

/// Text in one line: white space as single spaces, control characters as U+FFFD.
#[inline(never)]
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
    use super::one_line;

    #[test]
    fn one_line_has_single_spaces() {
        assert_eq!(one_line(" a\r\n\u{2028}b\t\0c "), "a b \u{fffd}c");
    }
}
