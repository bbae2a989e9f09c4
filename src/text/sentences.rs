//! Sentences of news English, by rule.
//!
//! A candidate is a run of `.`, `!`, `?` or `…` with the quotation marks and brackets that close after it. What stands
//! before it (an abbreviation, an initial, a list number) and after it (a small letter, a number, a comma) decides
//! whether a sentence ends there. Where text is damaged ("Taiwan. and deploy troops") the small letter wins: a sentence
//! cut in two misleads every later step more than two sentences left as one.

use std::sync::LazyLock;

use super::is_blank;
use crate::span::Span;

/// The sentences of `text`: in order, disjoint, each within one of `paragraphs`, without the white space around them.
///
/// The end of a paragraph ends a sentence; text outside the paragraphs gives none, nor does a paragraph without a letter
/// or digit. Takes time linear in the text: every look ahead or back is bounded.
pub fn split(text: &str, paragraphs: &[Span]) -> Vec<Span> {
    let mut sentences = Vec::new();
    for paragraph in paragraphs {
        split_paragraph(paragraph.of(text), paragraph.start as usize, &mut sentences);
    }
    sentences
}

/// Appends the sentences of one paragraph that starts at byte `base`.
fn split_paragraph(paragraph: &str, base: usize, sentences: &mut Vec<Span>) {
    let first = sentences.len();
    let mut start = 0;
    let mut at = 0;
    // Whether the sentence has a letter or digit so far: "…" and "* * *" alone are none.
    let mut worded = false;
    while let Some(stop) = paragraph[at..].find(is_stop).map(|found| at + found) {
        worded = worded || paragraph[at..stop].contains(char::is_alphanumeric);
        let end = stop_end(paragraph, stop);
        let candidate = Candidate {
            before: &paragraph[start..stop],
            stop: &paragraph[stop..end],
            after: &paragraph[end..],
        };
        if worded && candidate.ends_sentence() {
            push(paragraph, start, end, base, sentences);
            start = end;
            worded = false;
        }
        at = end;
    }
    if worded || paragraph[at..].contains(char::is_alphanumeric) {
        push(paragraph, start, paragraph.len(), base, sentences);
    } else if let Some(last) = sentences[first..].last_mut() {
        // What is left is a stray mark; it belongs to the sentence before.
        last.end = (base + paragraph.trim_end_matches(is_blank).len()) as u32;
    }
}

/// Appends `paragraph[start..end]` without the white space around it.
fn push(paragraph: &str, start: usize, end: usize, base: usize, sentences: &mut Vec<Span>) {
    let sentence = &paragraph[start..end];
    let from = start + sentence.len() - sentence.trim_start_matches(is_blank).len();
    let to = start + sentence.trim_end_matches(is_blank).len();
    sentences.push(Span::new(base + from, base + to));
}

/// Characters that may end a sentence.
fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉' | '؟' | '۔' | '।') || is_wide_stop(c)
}

/// Full stops of scripts without spaces between words.
fn is_wide_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？')
}

/// Marks that only ever close.
fn is_closer(c: char) -> bool {
    matches!(c, '”' | ')' | ']' | '}' | '›')
}

/// Quotation marks that close in some places and open in others.
fn is_either_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '’' | '»' | '“' | '‘' | '«' | '‹')
}

/// Marks that may stand before the first word of a sentence.
fn is_opener(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '„' | '‚' | '”' | '›' | '¿' | '¡' | '*' | '_' | '•') || is_either_quote(c)
}

/// The end of the run of stops that begins at `from`, with all that closes after it: `?!`, `. . .`, `.”`, `.")`, `. [3]`.
fn stop_end(text: &str, from: usize) -> usize {
    let mut end = from;
    loop {
        let mut rest = text[end..].chars();
        let Some(c) = rest.next() else { return end };
        let next = rest.next();
        let blank = if is_blank(c) { c.len_utf8() } else { 0 };
        end += if let Some(footnote) = footnote_len(&text[end + blank..]) {
            blank + footnote
        } else if is_stop(c) || is_closer(c) || is_either_quote(c) && closes(c, next) {
            c.len_utf8()
        } else if blank > 0 && next.is_some_and(|next| closes_after_space(next, rest.next())) {
            // Loose marks: ". . .", "states. .", "home . ”".
            blank
        } else {
            return end;
        };
    }
}

/// Whether an ambiguous quotation mark directly after a stop closes, given the character after it.
fn closes(quote: char, next: Option<char>) -> bool {
    match quote {
        // `home."He said`: the space is missing, and `.'s` does not occur.
        '"' | '\'' | '’' => true,
        // These open a quotation when a word follows.
        _ => next.is_none_or(|next| !next.is_alphanumeric()),
    }
}

/// Whether `mark`, a space after a stop, still belongs to that stop, given the character after it.
fn closes_after_space(mark: char, next: Option<char>) -> bool {
    match mark {
        // ".5 million" and ".com" begin something.
        '.' | '!' | '?' | '”' | '›' => next.is_none_or(|next| !next.is_alphanumeric()),
        ')' | ']' | '}' => true,
        _ => false,
    }
}

/// The length of a footnote mark such as `[12]` at the start of `text`.
fn footnote_len(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('[')?;
    let digits = inner.bytes().take(4).take_while(u8::is_ascii_digit).count();
    (digits > 0 && inner.as_bytes().get(digits) == Some(&b']')).then_some(digits + 2)
}

/// A place where a sentence may end.
#[derive(Debug)]
struct Candidate<'t> {
    /// The sentence up to the stop.
    before: &'t str,
    /// The stop and what closes after it.
    stop: &'t str,
    /// The rest of the paragraph.
    after: &'t str,
}

impl Candidate<'_> {
    /// Whether the sentence ends here. Paragraph ends and sentences without a word are the caller's business.
    fn ends_sentence(&self) -> bool {
        if self.stop.contains(is_wide_stop) {
            return true;
        }
        if !self.after.starts_with(is_blank) {
            return self.after.is_empty() || self.lacks_space();
        }
        let next = self.after.trim_start_matches(is_blank);
        let quoted = next.starts_with(['"', '\'', '“', '‘', '«', '„']);
        let next = next.trim_start_matches(|c| is_opener(c) || is_blank(c));
        let mut chars = next.chars();
        let Some(head) = chars.next() else { return true };
        if head.is_lowercase() {
            // "iPhone" and addresses may begin a sentence, other small letters go on with it.
            return chars.next().is_some_and(char::is_uppercase) || is_address(next);
        }
        if matches!(head, ',' | ';' | ':' | '%' | '/' | ')' | ']') {
            return false;
        }
        if head == '-' && chars.next().is_some_and(char::is_alphanumeric) {
            // A hyphen torn off its word: "the states. -United."
            return false;
        }
        let closing_quote = self.stop.contains(['"', '\'', '’', '”', '»', '“', '‘', '«']);
        if closing_quote {
            return !(self.stop.starts_with(['?', '!']) && is_speech_tag(next));
        }
        !self.stop.starts_with('.') || self.full_stop_ends(next, head, quoted)
    }

    /// Whether a full stop, or an ellipsis of full stops, ends the sentence before `next`, which starts with `head` and,
    /// if `quoted`, stood behind a quotation mark.
    fn full_stop_ends(&self, next: &str, head: char, quoted: bool) -> bool {
        if self.is_list_number() {
            return false;
        }
        if self.stop.starts_with("..") {
            return true;
        }
        let word = last_word(self.before);
        let starts = || is_starter(first_word(next)) || quoted && head.is_uppercase();
        match class_of(word) {
            None => true,
            Some(Class::Inner | Class::BeforeName) => false,
            Some(Class::BeforeNumber) => !head.is_numeric(),
            Some(Class::Either) => starts(),
            Some(Class::Initial) => is_starter(first_word(next)),
            Some(Class::Clock) => head.is_uppercase() && !follows_clock(first_word(next)),
        }
    }

    /// Whether all before the stop is the number or letter of a list item: "1. Wash your hands."
    fn is_list_number(&self) -> bool {
        if self.before.len() > REACH {
            return false;
        }
        let item = self.before.trim_start_matches(|c| is_blank(c) || is_opener(c));
        item.len() <= 2 && (item.bytes().all(|b| b.is_ascii_digit()) || item.len() == 1 && item.is_ascii())
    }

    /// Whether a sentence ends although no space follows: "in Taiwan.The army said", but not in addresses.
    fn lacks_space(&self) -> bool {
        let mut chars = self.after.trim_start_matches(['“', '‘', '«', '(']).chars();
        let (Some(head), Some(second)) = (chars.next(), chars.next()) else {
            return false;
        };
        if !head.is_uppercase() || !(second.is_lowercase() || is_starter(first_word(self.after))) {
            return false;
        }
        if self.stop.contains(['"', '’', '”', ')']) {
            return true;
        }
        let word = last_word(self.before);
        let letters = word.chars().filter(|c| c.is_lowercase()).count();
        let next_len = self
            .after
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(self.after.len());
        letters >= 3
            && !word.contains('.')
            && !is_address(token_before(self.before))
            && !self.after[next_len..].starts_with(['.', '/', '@'])
            && (word.chars().all(char::is_lowercase) || is_starter(first_word(self.after)))
    }
}

/// What the stop after an abbreviation tells; the classes of `abbreviations.txt` and those seen by shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// A title or rank: a name follows.
    BeforeName,
    /// A number follows, or the sentence ends.
    BeforeNumber,
    /// Introduces what follows: "vs.", "e.g."
    Inner,
    /// Ends a sentence only before a word that usually starts one.
    Either,
    /// One capital letter.
    Initial,
    /// "a.m.", "p.m."
    Clock,
}

/// Whether the full stop behind a word may mark an abbreviation.
pub(super) fn is_abbreviated(word: &str) -> bool {
    class_of(word).is_some()
}

/// The class of the word before a full stop, `None` if it is no abbreviation.
fn class_of(word: &str) -> Option<Class> {
    if word.contains('.') {
        return class_of_dotted(word);
    }
    let mut chars = word.chars();
    if let (Some(only), None) = (chars.next(), chars.next())
        && only.is_uppercase()
    {
        return Some(Class::Initial);
    }
    listed(word).or_else(|| {
        // Headlines and datelines in capitals: "ST. LOUIS (AP)", "GEN. SMITH".
        let capitals = word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase());
        let titled = || format!("{}{}", &word[..1], word[1..].to_ascii_lowercase());
        capitals.then(titled).and_then(|word| listed(&word))
    })
}

/// The class of a word with full stops inside: "U.S", "a.m", "Ph.D"; none for "example.com" and "3.5".
fn class_of_dotted(word: &str) -> Option<Class> {
    if ["a.m", "p.m"].iter().any(|clock| clock.eq_ignore_ascii_case(word)) {
        return Some(Class::Clock);
    }
    if ["e.g", "i.e"].iter().any(|inner| inner.eq_ignore_ascii_case(word)) {
        return Some(Class::Inner);
    }
    word.split('.')
        .all(|part| (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic))
        .then_some(Class::Either)
}

/// The lines of a word list that are no comments.
fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.starts_with('#'))
}

/// The abbreviations with their classes, sorted by word.
static ABBREVIATIONS: LazyLock<Vec<(&str, Class)>> = LazyLock::new(|| {
    entries(include_str!("abbreviations.txt"))
        .filter_map(|line| {
            let (word, class) = line.split_once(' ')?;
            let class = match class {
                "before-name" => Class::BeforeName,
                "before-number" => Class::BeforeNumber,
                "inner" => Class::Inner,
                "either" => Class::Either,
                _ => return None,
            };
            Some((word, class))
        })
        .collect()
});

/// The words that usually start a sentence, sorted.
static STARTERS: LazyLock<Vec<&str>> = LazyLock::new(|| entries(include_str!("sentence-starters.txt")).collect());

/// The class that the list gives a word.
fn listed(word: &str) -> Option<Class> {
    let found = ABBREVIATIONS.binary_search_by_key(&word, |&(listed, _)| listed).ok()?;
    Some(ABBREVIATIONS[found].1)
}

/// Whether a word is capitalised because a sentence starts with it.
fn is_starter(word: &str) -> bool {
    STARTERS.binary_search(&word).is_ok()
}

/// What stands after a time of day within a sentence: weekdays, months and time zones, as AP writes them.
fn follows_clock(word: &str) -> bool {
    const AFTER: [&str; 38] = [
        "April",
        "Aug",
        "August",
        "BST",
        "CDT",
        "CEST",
        "CET",
        "CST",
        "CT",
        "Central",
        "December",
        "EDT",
        "EST",
        "ET",
        "Eastern",
        "February",
        "Friday",
        "GMT",
        "Jan",
        "January",
        "July",
        "June",
        "March",
        "Monday",
        "Mountain",
        "November",
        "October",
        "PDT",
        "PST",
        "PT",
        "Pacific",
        "Saturday",
        "September",
        "Sunday",
        "Thursday",
        "Tuesday",
        "UTC",
        "Wednesday",
    ];
    AFTER.contains(&word)
}

/// The longest word or address that the rules look at, in bytes.
const REACH: usize = 64;

/// The last word of `text` with its inner full stops and apostrophes: "U.S", "Int'l"; the part after a hyphen of
/// "R-Calif". Cut to [`REACH`].
fn last_word(text: &str) -> &str {
    let tail = tail(text);
    let word = tail.trim_end_matches(|c: char| c.is_alphanumeric() || matches!(c, '.' | '\'' | '’'));
    tail[word.len()..].trim_start_matches(['.', '\'', '’'])
}

/// All after the last blank of `text`, cut to [`REACH`].
fn token_before(text: &str) -> &str {
    let tail = tail(text);
    tail.rsplit(is_blank).next().unwrap_or(tail)
}

/// The last [`REACH`] bytes of `text`, or a few fewer.
fn tail(text: &str) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(REACH))..]
}

/// The first word of `text`, up to anything but a letter or digit; nothing if a full stop makes it an initial ("A.").
fn first_word(text: &str) -> &str {
    let head = &text[..text.floor_char_boundary(REACH)];
    let word = &head[..head.find(|c: char| !c.is_alphanumeric()).unwrap_or(head.len())];
    if word.len() == 1 && head[1..].starts_with('.') {
        ""
    } else {
        word
    }
}

/// Whether `token` starts like an address of the web or of mail.
fn is_address(token: &str) -> bool {
    let token = token.split(is_blank).next().unwrap_or(token);
    let token = &token[..token.floor_char_boundary(REACH)];
    token.starts_with("www.") || token.contains("://") || token.contains('@') || token.contains(".com/")
}

/// Verbs that follow a quoted question or exclamation: `“Why?” Smith asked.`
const SPEECH_VERBS: [&str; 30] = [
    "added",
    "answered",
    "argued",
    "asked",
    "asks",
    "began",
    "concluded",
    "continued",
    "cried",
    "demanded",
    "explained",
    "exclaimed",
    "joked",
    "laughed",
    "noted",
    "posted",
    "quipped",
    "recalled",
    "replied",
    "responded",
    "said",
    "says",
    "screamed",
    "shouted",
    "told",
    "tweeted",
    "urged",
    "wondered",
    "wrote",
    "yelled",
];

/// Whether `text` goes on with up to four capitalised words and then a verb of saying that takes the quotation before it
/// as its object, not a clause of its own ("Smith said he …").
fn is_speech_tag(text: &str) -> bool {
    let head = &text[..text.floor_char_boundary(2 * REACH)];
    let mut words = head.split_whitespace();
    for index in 0..5 {
        let Some(word) = words.next() else { return false };
        let bare = word.trim_end_matches([',', '.', ':', ';']);
        if index > 0 && SPEECH_VERBS.contains(&bare) {
            let clause = ["he", "it", "she", "that", "they", "we", "whether"];
            return bare.len() < word.len() || !words.next().is_some_and(|next| clause.contains(&next));
        }
        if !word.starts_with(char::is_uppercase) || is_starter(word) {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{ABBREVIATIONS, STARTERS, entries, is_starter, split};
    use crate::span::Span;

    /// Splits one paragraph and joins the sentences with `|`.
    fn shown(text: &str) -> String {
        let paragraphs = [Span::new(0, text.len())];
        split(text, &paragraphs)
            .iter()
            .map(|span| span.of(text))
            .collect::<Vec<_>>()
            .join("|")
    }

    /// Each text has `|` where a sentence ends (and a space follows it, unless `¦` is used: no space).
    fn check(cases: &[&str]) {
        for case in cases {
            let text = case.replace('|', " ").replace('¦', "");
            assert_eq!(shown(&text), case.replace('¦', "|"), "{text:?}");
        }
    }

    #[test]
    fn plain_sentences_end() {
        check(&[
            "One sentence without a stop",
            "He came.|She saw!|Who won?|Nobody did.",
            "It was over in 2010.|15 people stayed.",
            "It cost $3.5 million.|$2 million was left.",
            "Really?!|Yes.",
            "They met…|The rest is known.",
        ]);
    }

    #[test]
    fn abbreviations_go_on() {
        check(&[
            "U.S. officials met Sen. J. Smith and Gov. A.B. Jones in St. Louis.|They left at 5 p.m. Monday.",
            "Acme Inc. said on Jan. 5 that No. 5 won.|Acme Corp. President Dana Roe agreed.",
            "Rep. Ann Doe (R-Calif.) and Mr. Roe Jr. met in Washington, D.C. on Tuesday.",
            "OMAHA, Neb. (AP) — Lawmakers passed a bill.",
            "HEMPSTEAD, N.Y., Sept. 26 (UPI) — A candidate was led away.",
            "ST. LOUIS (AP) — The mayor resigned.",
            "Roe vs. Wade, e.g. Section 5, i.e. Title IX, etc. and so on.",
            "J. R. R. Tolkien and George W. Bush never met.",
            "Samuel L. A. Jones won.",
        ]);
    }

    #[test]
    fn abbreviations_end_before_starters() {
        check(&[
            "He moved to the U.S.|The reason is unknown.",
            "She works for Acme Inc.|In May she left.",
            "They left at 5 p.m.|Police came later.",
            "It happened in Sept.|Nobody knew.",
            "We asked John Roe Jr.|He said no.",
            "They chose Plan B.|It failed.",
            "He said no.|The vote was lost.",
            "He lives in the U.S.|“We are glad,” he said.",
        ]);
    }

    #[test]
    fn quotations_keep_their_tags() {
        check(&[
            "\"Go home.\" he said.|He left.",
            "“Why?” she asked.|“Because!” he said.",
            "“Why?” Smith asked.|“Is it over?” Foreign Minister Jane Roe wrote in May.",
            "“Why?”|Smith said he had no idea.|Good.",
            "“Go home.”|Smith said he would.",
            "‘Leave!’|The crowd left.",
            "«Partez.»|Ils sont partis.",
            "„Geht.“|Sie gingen.",
            "(It rained.)|He stayed (as always).|“(It snowed.)”|She left.",
            "“One.|Two.”",
            "He said: \"We go.\"|\"We stay,\" she said.",
            "He said \"we go.|The rest is silence.",
            "She left. \" he said",
            "They went home . ”|She stayed.",
        ]);
    }

    #[test]
    fn damage_does_not_cut() {
        check(&[
            "In case of an emergency in Taiwan. and deploy troops, Kyodo said.|Next.",
            "Close ties with the states. -United.",
            "A 2 + 2 meeting early next year. , the agency said.",
            "But, again … it is unlikely.|So ... we wait.",
            "He went . . . and came back.",
            "It ended. .|Then it began.",
        ]);
    }

    #[test]
    fn missing_spaces_cut_but_addresses_do_not() {
        check(&[
            "The troops left.¦The army said so.|He went home.”¦She stayed.",
            "See www.Example.Com/Page.Html or mail Ann.Roe@example.com now.",
            "Node.js and Amazon.Com fell 3.5 percent.",
            "More at https://example.com/A.B?c=D.|Then go.",
        ]);
    }

    #[test]
    fn lists_and_marks() {
        check(&[
            "1. Wash your hands.|2. Dry them.",
            "A. The first option.",
            "• The first point.|• The second.",
            "… and then he left.",
            "It is known.[12]|It is cited. [7]|It is [sic] true.",
            "He left.|iPhone sales rose.",
        ]);
        assert_eq!(shown("* * *"), "");
        assert_eq!(shown("...\0 !"), "");
    }

    #[test]
    fn other_scripts() {
        check(&["他走了。¦她留下了。", "ذهب.|هل عاد؟|نعم.", "שלום.|להתראות."]);
    }

    #[test]
    fn paragraphs_bound_sentences() {
        let text = "Skip. This\nOne sentence\nAnd U.S.\nofficials too.";
        let paragraphs = [Span::new(11, 23), Span::new(24, 32), Span::new(33, 47)];
        let found: Vec<_> = split(text, &paragraphs).iter().map(|span| span.of(text)).collect();
        assert_eq!(found, ["One sentence", "And U.S.", "officials too."]);
    }

    #[test]
    fn lists_are_sorted_and_classed() {
        let lines = entries(include_str!("abbreviations.txt")).count();
        assert_eq!(ABBREVIATIONS.len(), lines, "a line without a known class");
        assert!(ABBREVIATIONS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(STARTERS.is_sorted_by(|a, b| a < b));
        assert!(is_starter("The") && !is_starter("Smith"));
    }

    #[test]
    fn long_runs_take_linear_time() {
        for unit in [
            ".", ". ", "\" ", "a.", "A. ", "?” A ", " ", "'", "é.", "1. ", "(", "U.S. The",
        ] {
            let text = unit.repeat(1_000_000 / unit.len());
            let sentences = split(&text, &[Span::new(0, text.len())]);
            assert!(sentences.iter().all(|span| !span.is_empty()));
        }
    }
}
