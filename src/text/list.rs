//! Closed lists of words, each in one string: sorted by bytes, with a space between two words.
//!
//! As tables of strings they would be 10 kB more of the module for the browser, for the place and length of each word.

use std::cmp::Ordering;

/// Whether a list holds a word.
pub(crate) fn holds(list: &str, word: &str) -> bool {
    let bytes = list.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        let is_space = |b: &u8| *b == b' ';
        let start = bytes[low..middle]
            .iter()
            .rposition(is_space)
            .map_or(low, |at| low + at + 1);
        let end = bytes[middle..high]
            .iter()
            .position(is_space)
            .map_or(high, |at| middle + at);
        match bytes[start..end].cmp(word.as_bytes()) {
            Ordering::Equal => return true,
            Ordering::Less => low = end + 1,
            Ordering::Greater => high = start.saturating_sub(1),
        }
    }
    false
}

/// Checks that a list is as [`holds`] wants it.
#[cfg(test)]
pub(crate) fn assert_is_sorted(list: &str) {
    let words: Vec<&str> = list.split(' ').collect();
    let wrong = words.windows(2).find(|pair| pair[0] >= pair[1] || pair[0].is_empty());
    assert!(wrong.is_none(), "{wrong:?}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_holds_its_words_and_nothing_else() {
        let words = ["a", "ab", "abbot", "an", "b", "o'clock", "été"];
        for count in 1..=words.len() {
            let list = words[..count].join(" ");
            assert_is_sorted(&list);
            for (at, word) in words.iter().enumerate() {
                assert_eq!(holds(&list, word), at < count, "{word:?} in {list:?}");
            }
            for other in ["", " ", "a b", "abb", "abbots", "c", "\u{e9}"] {
                assert!(!holds(&list, other), "{other:?} in {list:?}");
            }
        }
        assert!(!holds("", "a") && !holds("", ""));
    }
}
