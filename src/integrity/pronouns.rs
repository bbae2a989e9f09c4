//! "Kyodo said … he said": a pronoun for a source that is no person, as translation from languages that give every noun a
//! gender leaves.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::names;
use crate::analysis::{Attribution, Damage, DamageKind};
use crate::sort;
use crate::span::Span;
use crate::text::list::holds;
use crate::text::quotes::{Place, Quotes};
use crate::text::words;

/// Finds the sources "he" and "she" behind which nobody can stand: all before them, or all of their paragraph if it begins
/// with an organisation that speaks, holds organisations and groups but no person. Attributions must be in the order of
/// the text.
///
/// What could be a person is taken for one, so that the rule is silent where it does not know.
pub fn dangling_pronouns(
    text: &str,
    paragraphs: &[Span],
    quotes: &Quotes,
    attributions: &[Attribution],
) -> Vec<Damage> {
    let mut found: Vec<Damage> = Vec::new();
    let mut people = People::default();
    // Where the text has been searched for people to, and what spoke before.
    let mut searched = 0;
    let mut spoke = false;
    let mut sources: Vec<Span> = attributions
        .iter()
        .filter(|a| a.source.len() == 1)
        .map(|a| a.source[0])
        .collect();
    sort::by_key(&mut sources, Clone::clone);
    sources.dedup();
    let organisations = organisations(text);
    for (index, source) in sources.iter().enumerate() {
        let pronoun = source.of(text);
        if !is_pronoun(pronoun) {
            if !is_group(pronoun, &organisations) {
                people.seen = true;
                people.last = source.end as usize;
            }
            spoke = true;
            continue;
        }
        people.search(text, searched, source.start as usize, &organisations);
        searched = source.end as usize;
        if quotes.place(source.start) != Place::Outside {
            continue;
        }
        let paragraph = paragraphs[..paragraphs.partition_point(|p| p.start <= source.start)].last();
        let start = paragraph.map_or(0, |p| p.start as usize);
        // The paragraph begins with an organisation's statement, and nobody has come in since.
        let speaker = sources[..index]
            .last()
            .filter(|s| s.start as usize == start && is_organisation(s.of(text), &organisations));
        if spoke && !people.seen || speaker.is_some() && people.last < start {
            let message = match speaker {
                Some(speaker) => format!("“{pronoun}” stands for “{}”, which is no person.", speaker.of(text)),
                None => format!("No person has been named that “{pronoun}” could stand for."),
            };
            found.push(Damage {
                kind: DamageKind::DanglingPronoun,
                span: *source,
                message,
            });
        }
    }
    found
}

/// Where people were mentioned.
#[derive(Default)]
struct People {
    seen: bool,
    /// The end of the last mention.
    last: usize,
}

impl People {
    /// Looks for people in `text[from..to]`.
    fn search(&mut self, text: &str, from: usize, to: usize, organisations: &BTreeSet<String>) {
        let Some(body) = text.get(from..to) else { return };
        let mut run: Vec<Span> = Vec::new();
        let mut before = "";
        for word in words(body) {
            let this = word.of(body);
            let lower = this.to_lowercase();
            let joins = run
                .last()
                .is_some_and(|last| &body[last.range().end..word.range().start] == " ");
            if !this.starts_with(char::is_uppercase) || !joins {
                self.note(body, from, &run, before, organisations);
                if let Some(last) = run.last() {
                    before = last.of(body);
                }
                run.clear();
            }
            if this.starts_with(char::is_uppercase) {
                run.push(word);
            } else {
                before = this;
            }
            if PERSONS.binary_search(&lower.as_str()).is_ok() {
                self.seen = true;
                self.last = from + word.range().end;
            }
        }
        self.note(body, from, &run, before, organisations);
    }

    /// Takes a run of capitalised words for a person's name unless it is surely none.
    fn note(&mut self, body: &str, from: usize, run: &[Span], before: &str, organisations: &BTreeSet<String>) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else {
            return;
        };
        let name = Span {
            start: first.start,
            end: last.end,
        }
        .of(body);
        let titled = holds(TITLES, first.of(body));
        if titled || run.len() > 1 && !before.eq_ignore_ascii_case("the") && !is_organisation(name, organisations) {
            self.seen = true;
            self.last = from + last.range().end;
        }
    }
}

/// Whether a source is a pronoun for one person.
fn is_pronoun(source: &str) -> bool {
    matches!(source, "he" | "she" | "He" | "She")
}

/// Whether a source is surely not one person: an organisation, several people, or another pronoun.
fn is_group(source: &str, organisations: &BTreeSet<String>) -> bool {
    is_organisation(source, organisations)
        || words(source).any(|w| {
            let word = w.of(source).to_lowercase();
            holds(GROUPS, word.as_str())
        })
}

/// Whether a source is surely an organisation or a country.
fn is_organisation(source: &str, organisations: &BTreeSet<String>) -> bool {
    let mut count = 0;
    let mut institution = false;
    let mut places = 0;
    for word in words(source) {
        let word = word.of(source);
        let lower = word.trim_end_matches("'s").trim_end_matches("’s").to_lowercase();
        // "the agency's spokesman"
        if PERSONS.binary_search(&lower.as_str()).is_ok() {
            return false;
        }
        count += 1;
        institution |= holds(INSTITUTIONS, lower.as_str()) || organisations.contains(word) || holds(AGENCIES, word);
        places += usize::from(lower == "the" || names::is_place(&lower));
    }
    count > 0 && count <= 12 && (institution || places == count)
}

/// The capitalised words that the text itself calls an agency: "news agency Kyodo", "the Interfax agency".
fn organisations(text: &str) -> BTreeSet<String> {
    let all: Vec<Span> = words(text).collect();
    let mut found = BTreeSet::new();
    for pair in all.windows(2) {
        let (one, two) = (pair[0].of(text), pair[1].of(text));
        if &text[pair[0].range().end..pair[1].range().start] != " " {
            continue;
        }
        for (name, noun) in [(one, two), (two, one)] {
            if matches!(
                noun,
                "agency" | "broadcaster" | "channel" | "daily" | "newspaper" | "portal"
            ) && name.starts_with(char::is_uppercase)
            {
                found.insert(name.to_owned());
            }
        }
    }
    found
}

/// News agencies and outlets of one word.
const AGENCIES: &str = "AFP ANSA AP Anadolu Antara BBC Bernama Bloomberg CNA CNN DPA EFE IRNA Interfax KCNA Kyodo NHK PTI RIA \
    Reuters TASS UPI Xinhua Yonhap";

/// Nouns that make a source an organisation.
const INSTITUTIONS: &str = "administration agency airline army association authority bank board broadcaster bureau cabinet channel \
    commission committee company corps council court daily defence defense department embassy federation firm \
    foundation government guard institute magazine military ministry navy newspaper office organisation \
    organization parliament party police regulator statement union university";

/// Nouns and pronouns that make a source several people.
const GROUPS: &str = "analysts authorities countries documents experts forces governments it officials others people reports \
    residents rivals scientists soldiers sources states they troops we which witnesses workers";

/// Words that bring a person in, sorted.
static PERSONS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    include_str!("persons.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect()
});

/// Titles before a name.
const TITLES: &str = "Dr Gen Gov Judge Miss Mr Mrs Ms President Prof Rep Sen";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Act, Polarity, Quotation};
    use crate::text::list::assert_is_sorted;

    #[test]
    fn lists_are_sorted() {
        for list in [AGENCIES, INSTITUTIONS, GROUPS, TITLES] {
            assert_is_sorted(list);
        }
        assert!(PERSONS.is_sorted());
    }

    /// An attribution for each source, at its next place in the text.
    fn attributions(text: &str, sources: &[&str]) -> Vec<Attribution> {
        let mut at = 0;
        let mut next = |source: &&str| {
            let start = at + text[at..].find(*source).expect("a source of the text");
            at = start + source.len();
            Attribution {
                id: String::new(),
                source: vec![Span::new(start, at)],
                cue: Vec::new(),
                content: Vec::new(),
                quotation: Quotation::Indirect,
                polarity: Polarity::Affirmed,
                act: Act::Statement,
                relayed_by: None,
                source_id: None,
                about: vec![],
                confidence: 1.0,
            }
        };
        sources.iter().map(&mut next).collect()
    }

    #[test]
    fn pronouns_without_a_person() {
        for (text, sources, expected) in [
            (
                "The ships left port, the news agency Orfex said.\nThe crew would return soon, he said.",
                &["the news agency Orfex", "he"][..],
                &["he"][..],
            ),
            (
                "Troops left, the ministry said. They will return, she said.",
                &["the ministry", "she"],
                &["she"],
            ),
            (
                "Ann Long said it was late.\nThe Harbour Agency denied that. “It was early”, he wrote.",
                &["Ann Long", "The Harbour Agency", "he"],
                &["he"],
            ),
            (
                "The ministry said so. Its spokesman left. He said it again.",
                &["The ministry", "He"],
                &[],
            ),
            (
                "Rob Short left, the ministry said. He said it again.",
                &["the ministry", "He"],
                &[],
            ),
            (
                "The ministry denied what Long said. He said it again.",
                &["The ministry", "Long", "He"],
                &[],
            ),
            ("It was late, he said.", &["he"], &[]),
        ] {
            let paragraphs: Vec<Span> = crate::Document::from_text(text).paragraphs;
            let quotes = Quotes::find(text, &paragraphs);
            let found = dangling_pronouns(text, &paragraphs, &quotes, &attributions(text, sources));
            let found: Vec<_> = found.iter().map(|d| d.span.of(text)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
