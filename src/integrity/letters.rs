//! Letters that OCR has misread: "tbe", "g0vernment", "wbich".

use super::page::{Page, Word, note};
use crate::analysis::{Damage, DamageKind};
use crate::text::list::holds;

/// Finds words that the vocabulary does not know and of which one confusion of similar shapes makes a word it does.
pub(super) fn find(page: &Page<'_>, found: &mut Vec<Damage>) {
    for at in 0..page.words.len() {
        let word = &page.words[at];
        if word.text.len() > LONGEST || page.in_address(word.span) {
            continue;
        }
        if is_mixed(word.text) {
            let message = format!("“{}” mixes letters of two alphabets.", word.text);
            note(found, DamageKind::Other, word.span, message);
            continue;
        }
        let meant = if word.text.contains(|c: char| c.is_ascii_digit()) {
            misread_number(word.text).or_else(|| with_digits(page, word))
        } else {
            misread(page, at)
        };
        if let Some(meant) = meant {
            let message = format!("“{}” looks like a misread “{meant}”.", word.text);
            note(found, DamageKind::Other, word.span, message);
        }
    }
}

/// Latin letters with Cyrillic or Greek ones that look alike, in one word. Compounds with a hyphen are none.
fn is_mixed(text: &str) -> bool {
    let latin = text.bytes().any(|b| b.is_ascii_alphabetic());
    latin
        && !text.contains('-')
        && text
            .chars()
            .any(|c| matches!(c, 'А'..='я' | 'ё' | 'і' | 'Α'..='Ω' | 'α'..='ο'))
        && !text.contains(['μ', 'Ω', 'α', 'β', 'γ'])
}

/// Longer words are no words, in bytes.
const LONGEST: usize = 30;

/// "1O0", "19O5", "l00": letters that stand for digits. Litres ("5l") are none.
fn misread_number(text: &str) -> Option<String> {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let only = text
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'O' | b'o' | b'I' | b'l' | b','));
    let capital = text.starts_with(['O', 'o', 'I']);
    let whole =
        digits == text.len() || text.ends_with('l') && text[..text.len() - 1].bytes().all(|b| b.is_ascii_digit());
    let commas = text.bytes().filter(|&b| b == b',').count();
    (only && digits > 0 && !capital && !whole && digits + commas < text.len())
        .then(|| text.replace(['O', 'o'], "0").replace(['I', 'l'], "1"))
}

/// "g0vernment", "1aw": digits that stand for letters.
fn with_digits(page: &Page<'_>, word: &Word<'_>) -> Option<String> {
    let text = word.text;
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let letters = text.trim_matches(|c: char| c.is_ascii_digit());
    if !text.bytes().all(|b| b.is_ascii_alphanumeric()) || digits > 2 || text.len() < 3 || digits * 2 > text.len() {
        return None;
    }
    let small = text
        .chars()
        .skip(1)
        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    // "5pm", "10th", "2nd", "100m", "U2", "mp3": numbers with a unit, names of models.
    let unit = text.starts_with(|c: char| c.is_ascii_digit())
        && (letters.len() < 3 && text.len() - letters.len() > 0 && holds(UNITS, letters));
    let model = text.ends_with(|c: char| c.is_ascii_digit()) && !text.ends_with(['0', '1']);
    if !small || unit || model || !text.bytes().any(|b| matches!(b, b'0' | b'1' | b'5')) {
        return None;
    }
    ["l", "i"].iter().find_map(|one| {
        let meant = text
            .to_ascii_lowercase()
            .replace('0', "o")
            .replace('1', one)
            .replace('5', "s")
            .replace('6', "b");
        (meant.bytes().all(|b| b.is_ascii_lowercase())
            && (meant.len() > 3 && page.is_word(&meant) || holds(SHORT, meant.as_str())))
        .then_some(meant)
    })
}

/// What follows a number without a space.
const UNITS: &str = "am b bn cm ft gb hr kg km lb m mm mn mph nd pm rd s st th";

/// Words of three letters that digits may stand in.
const SHORT: &str =
    "all are did for had has him his how its law led let lot low not now old one our out two was who you";

/// "nigbts", "govemment": a word that nobody knows and a shape away from one that everybody does. Short words must be close
/// to a function word, and a word that the text uses again is taken for one.
fn misread(page: &Page<'_>, at: usize) -> Option<String> {
    let word = &page.words[at];
    let small = word.is_small() || word.first && word.is_title_case();
    if !small || !word.lower.is_ascii() || word.lower.len() < 3 || page.knows(&word.lower) != Some(false) {
        return None;
    }
    // Between two other unknown words it is a foreign language's.
    let unknown = |w: &Word<'_>| w.is_small() && page.knows(&w.lower) == Some(false) && !is_derived(page, &w.lower);
    if page.previous(at).is_some_and(unknown) && page.next(at).is_some_and(unknown) {
        return None;
    }
    let lower = word.lower.as_str();
    let long = lower.len() >= 4 && word.is_small();
    // An inflected or derived form of a known word is a word.
    if long && is_derived(page, lower) {
        return None;
    }
    for (seen, meant) in SHAPES {
        for (place, _) in lower.match_indices(seen) {
            let candidate = format!("{}{meant}{}", &lower[..place], &lower[place + seen.len()..]);
            // Strokes that run together or fall apart change a word's length and make another one seldom; a letter taken for
            // another one does so often, and must leave something that looks like no word at all.
            let telling = seen.len() != meant.len() && candidate.len() >= 6 || page.is_unlike_words(lower);
            let fits = holds(FUNCTION_WORDS, candidate.as_str())
                || long && candidate.len() >= 4 && page.is_word(&candidate) && telling;
            if fits {
                return Some(candidate);
            }
        }
    }
    None
}

/// Shapes that OCR takes for each other: what it read, and what was printed. Source: the usual tables of OCR confusions.
const SHAPES: [(&str, &str); 23] = [
    ("b", "h"),
    ("c", "e"),
    ("cl", "d"),
    ("d", "cl"),
    ("e", "c"),
    ("f", "t"),
    ("h", "b"),
    ("i", "l"),
    ("ii", "n"),
    ("ii", "u"),
    ("in", "m"),
    ("l", "i"),
    ("l", "t"),
    ("li", "h"),
    ("m", "in"),
    ("m", "rn"),
    ("n", "u"),
    ("o", "e"),
    ("rn", "m"),
    ("t", "f"),
    ("u", "n"),
    ("vv", "w"),
    ("w", "vv"),
];

/// Function words that are often misread and whose misreadings are no words.
const FUNCTION_WORDS: &str = "about after all and another are because been before between but could first from had has have her his into \
    its more most new not now one only other our out over people said she some such than that the their then \
    there these they this those two under was were what when where which who will with would years you";

/// Whether a known word is left without a common ending or beginning.
pub(super) fn is_derived(page: &Page<'_>, word: &str) -> bool {
    if word.len() > LONGEST {
        return false;
    }
    let stem = |rest: &str| {
        rest.len() >= 2
            && (rest.len() > 2 && page.is_word(rest)
                || page.is_word(&format!("{rest}e"))
                || page.is_word(&format!("{rest}y"))
                || rest.strip_suffix('i').is_some_and(|r| page.is_word(&format!("{r}y")))
                || is_doubled(rest) && page.is_word(&rest[..rest.len() - 1]))
    };
    let without_end = |w: &str| ENDINGS.iter().any(|e| w.strip_suffix(e).is_some_and(stem));
    without_end(word)
        || BEGINNINGS.iter().any(|b| {
            word.strip_prefix(b)
                .is_some_and(|rest| rest.len() >= 3 && (page.is_word(rest) || without_end(rest)))
        })
        || (3..word.len().saturating_sub(2)).any(|cut| {
            word.split_at_checked(cut)
                .is_some_and(|(one, two)| page.is_word(one) && page.is_word(two))
        })
}

/// Whether a stem ends in a double letter: "planned".
fn is_doubled(stem: &str) -> bool {
    stem.bytes()
        .last()
        .is_some_and(|b| b.is_ascii_lowercase() && stem.as_bytes()[stem.len() - 2] == b)
}

/// Endings that make new words.
const ENDINGS: [&str; 32] = [
    "able", "al", "ally", "ance", "ation", "ed", "ence", "er", "ers", "es", "est", "ful", "fully", "ian", "ible", "ic",
    "ing", "ings", "ion", "ish", "ism", "ist", "ists", "ities", "ity", "ization", "less", "like", "ly", "ness", "s",
    "y",
];
/// Beginnings that make new words.
const BEGINNINGS: [&str; 20] = [
    "anti", "co", "counter", "de", "dis", "fore", "im", "in", "inter", "mid", "mis", "non", "out", "over", "pre", "re",
    "sub", "super", "un", "under",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::integrity::tests::check;
    use crate::text::list::assert_is_sorted;

    #[test]
    fn lists_are_sorted() {
        assert_is_sorted(UNITS);
        assert!(SHAPES.is_sorted());
        assert_is_sorted(SHORT);
        assert_is_sorted(FUNCTION_WORDS);
        assert!(ENDINGS.is_sorted());
        assert!(BEGINNINGS.is_sorted());
    }

    #[test]
    fn misread_letters() {
        check(
            find,
            &[
                ("One of tbe men fled.", &["tbe"]),
                ("Tbe house is dark.", &["Tbe"]),
                ("They parked for two nigbts.", &["nigbts"]),
                ("The govemment fell.", &["govemment"]),
                ("It cost 8,4OO in l905, and 1O0 more.", &["8,4OO", "l905", "1O0"]),
                ("The mаyor left.", &["mаyor"]),
                ("The g0vernment and the 1aw.", &["g0vernment", "1aw"]),
            ],
            &[
                "At 5pm on the 10th and 1st, a 100m race in the 1980s, MP3 and mp3, H1N1 and G20.",
                "A 5l bottle of O2 on the I5, 1,000 of 300.",
                "The nights of the governments. Mr Tbe said no.",
                "See tbe.example.com and #tbe.",
            ],
        );
    }
}
