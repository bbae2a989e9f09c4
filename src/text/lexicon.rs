//! Words in their base form: what the rules about cues look up.

use super::list::holds;

/// The words of a phrase, lower-cased, without punctuation at their edges. Curly apostrophes become straight.
pub(crate) fn words(phrase: &str) -> Vec<String> {
    phrase
        .split(|c: char| c.is_whitespace() || matches!(c, '—' | '–'))
        .map(|w| {
            w.trim_matches(|c: char| !c.is_alphanumeric())
                .replace('’', "'")
                .to_lowercase()
        })
        .filter(|w| !w.is_empty())
        .collect()
}

/// The lines of a word list, "word: what it says" each; lines that start with `#` are comments.
pub(crate) fn entries(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    list.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(": "))
}

/// The base forms that a word may be an inflected form of, the word itself first.
pub(crate) fn bases(word: &str) -> Vec<String> {
    let mut bases = vec![word.to_owned()];
    if let Some((_, base)) = IRREGULAR.iter().find(|(form, _)| *form == word) {
        bases.push((*base).to_owned());
    }
    for (ending, replacements) in [
        ("ies", &["y"][..]),
        ("ied", &["y"]),
        ("es", &["", "e"]),
        ("s", &[""]),
        ("ed", &["", "e"]),
        ("ing", &["", "e"]),
    ] {
        if let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() > 1) {
            bases.extend(replacements.iter().map(|r| format!("{stem}{r}")));
            // "planned", "begging": the doubled consonant.
            let mut ends = stem.chars().rev();
            if ending != "s" && ends.next().is_some_and(|c| Some(c) == ends.next()) {
                bases.push(stem[..stem.len() - 1].to_owned());
            }
        }
    }
    bases
}

/// Whether a word is a form of one of the base forms of a list.
pub(crate) fn is_form_of(word: &str, list: &str) -> bool {
    bases(word).iter().any(|base| holds(list, base))
}

/// Whether a word in small letters is a verb in the past, or its participle.
pub(crate) fn is_past(word: &str) -> bool {
    word.len() > 3 && word.ends_with("ed") && !holds(NOT_VERBS, word) || holds(PAST, word)
}

/// Past forms without "-ed".
const PAST: &str = "arose ate became been began begun bit blew bore bought broke broken brought built came caught chose chosen \
    cut dealt did done drew drove fell felt fled flew fought found froze gave given got grew had has have heard \
    held hit hung hurt kept knew laid led left lent lit lost made meant met paid put quit ran rang read rode \
    rose said sang sank sat saw seen sent set shook shot shown shut slept slid sold spent split spoke spread \
    stole stood struck sued swept swore taken taught thought threw told took was went were won wore wrote";

/// Words in "-ed" that are no past, or say nothing of when.
const NOT_VERBS: &str = "aged based breed embed exceed feed hundred indeed need proceed related sacred seed so-called speed succeed \
    unnamed weed";

/// Forms of English verbs of saying, thinking and wanting that no ending explains. Source: any English grammar.
const IRREGULAR: [(&str, &str); 43] = [
    ("began", "begin"),
    ("bought", "buy"),
    ("chose", "choose"),
    ("chosen", "choose"),
    ("did", "do"),
    ("dreamt", "dream"),
    ("felt", "feel"),
    ("forbade", "forbid"),
    ("forbidden", "forbid"),
    ("foresaw", "foresee"),
    ("foreseen", "foresee"),
    ("forgot", "forget"),
    ("forgotten", "forget"),
    ("found", "find"),
    ("gave", "give"),
    ("given", "give"),
    ("heard", "hear"),
    ("held", "hold"),
    ("kept", "keep"),
    ("knew", "know"),
    ("known", "know"),
    ("laid", "lay"),
    ("learnt", "learn"),
    ("made", "make"),
    ("meant", "mean"),
    ("misunderstood", "misunderstand"),
    ("put", "put"),
    ("said", "say"),
    ("saw", "see"),
    ("seen", "see"),
    ("shown", "show"),
    ("sought", "seek"),
    ("spoke", "speak"),
    ("spoken", "speak"),
    ("swore", "swear"),
    ("sworn", "swear"),
    ("taught", "teach"),
    ("thought", "think"),
    ("told", "tell"),
    ("took", "take"),
    ("understood", "understand"),
    ("wrote", "write"),
    ("written", "write"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::list::assert_is_sorted;

    #[test]
    fn lists_are_sorted() {
        assert_is_sorted(PAST);
        assert_is_sorted(NOT_VERBS);
    }

    #[test]
    fn inflected_forms_find_their_base() {
        let list = "believe deny plan say think write";
        for (word, expected) in [
            ("denied", true),
            ("denies", true),
            ("denying", true),
            ("planned", true),
            ("planning", true),
            ("plans", true),
            ("believes", true),
            ("believing", true),
            ("thought", true),
            ("written", true),
            ("said", true),
            ("plain", false),
        ] {
            assert_eq!(is_form_of(word, list), expected, "{word}");
        }
    }

    #[test]
    fn words_of_a_phrase() {
        assert_eq!(words("“Didn’t — say,” No-one"), ["didn't", "say", "no-one"]);
    }
}
