//! Words as readers count them.

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use crate::span::Span;

/// The words of `text`, in order and disjoint.
///
/// A word is a run of letters, digits and their combining marks. Apostrophes, hyphens and `&` join what they stand
/// between (`don't`, `80-year-old`, `AT&T`), full stops, commas and colons do so between digits (`1,000.5`, `10:30`),
/// and full stops within abbreviations and addresses (`U.S`, `p.m`, `example.com`). So "U.S. officials" is two words, as
/// a reader would count, where Unicode's word boundaries (UAX #29) would make "80-year-old" three.
///
/// Takes time linear in the text and looks at most one character ahead.
pub fn words(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text.get(from..)?.find(char::is_alphanumeric)?;
        from = word_end(text, start);
        Some(Span::new(start, from))
    })
}

/// The end of the word that starts at `start`.
fn word_end(text: &str, start: usize) -> usize {
    let mut chars = text[start..].char_indices().peekable();
    let mut previous = ' ';
    // Letters since the last joining character: one or two of them before a full stop make an abbreviation.
    let mut run = 0;
    while let Some((at, c)) = chars.next() {
        if c.is_alphanumeric() {
            run += 1;
            previous = c;
        } else if is_mark(c) {
            // Belongs to the letter before it.
        } else if chars.peek().is_some_and(|&(_, next)| joins(c, previous, run, next)) {
            run = 0;
        } else {
            return start + at;
        }
    }
    text.len()
}

/// Whether `c` joins the characters on its two sides into one word.
fn joins(c: char, before: char, run: usize, after: char) -> bool {
    let numeric = before.is_numeric() && after.is_numeric();
    match c {
        '\'' | '’' | '-' | '\u{2010}' | '\u{2011}' | '&' => after.is_alphanumeric(),
        ',' | ':' => numeric,
        // Three letters and a capital after the stop are a missing space: "said.The".
        '.' => numeric || (after.is_lowercase() || run <= 2) && after.is_alphabetic() && before.is_alphabetic(),
        _ => false,
    }
}

/// Combining marks and the invisible characters that stand within words.
fn is_mark(c: char) -> bool {
    match c {
        '\0'..='\u{AC}' => false,
        // Soft hyphen, zero-width non-joiner and joiner.
        '\u{AD}' | '\u{200C}' | '\u{200D}' => true,
        _ => c.general_category_group() == GeneralCategoryGroup::Mark,
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_are_what_readers_count() {
        for (text, expected) in [
            ("", ""),
            ("Plain words, here.", "Plain|words|here"),
            (
                "The U.S. officials left at 5 p.m. sharp",
                "The|U.S|officials|left|at|5|p.m|sharp",
            ),
            ("an 80-year-old's dog", "an|80-year-old's|dog"),
            ("They don’t—won’t – go", "They|don’t|won’t|go"),
            ("$1,000.50 at 10:30, not 1,", "1,000.50|at|10:30|not|1"),
            ("AT&T & co", "AT&T|co"),
            ("a 2 + 2 meeting", "a|2|2|meeting"),
            ("see www.example.com.", "see|www.example.com"),
            ("he said.The rest", "he|said|The|rest"),
            ("‘quoted’ \"words\" 'too'", "quoted|words|too"),
            ("cafe\u{301}s na\u{308}ive", "cafe\u{301}s|na\u{308}ive"),
            ("👩‍👩‍👧 smiled 🎉", "smiled"),
            ("שלום עולם", "שלום|עולם"),
            ("trailing- dash' ", "trailing|dash"),
            ("nul\0byte", "nul|byte"),
        ] {
            let found: Vec<_> = words(text).map(|span| span.of(text)).collect();
            assert_eq!(found.join("|"), expected, "{text:?}");
        }
    }
}
