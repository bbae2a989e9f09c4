//! Expressions of time and their TIMEX3 values, by rules.
//!
//! In: a text, its paragraphs and sentences, and the day it was published, if known. Out: dates, times of day, lengths
//! of time and recurring times, each with its span and value, in the order of the text and disjoint. It knows neither
//! the model nor what the document layer does with dates: it is told the day.
//!
//! A paragraph is cut into [`tokens`]; at every token each rule of the grammar (one file for each family) may find an
//! expression, of which the longest counts; [`resolve`] turns what it says into a value, with the [`tense`] of its
//! sentence deciding which Thursday or which October is meant. Spans follow `TimeBank`: an article that belongs to the
//! expression and words that narrow it ("early next year", "the past two years") are inside, prepositions outside.

mod clock;
mod durations;
mod fuzzy;
mod grammar;
mod holidays;
mod lexicon;
mod modifiers;
mod months;
mod numeric;
mod point;
mod quarters;
mod relative;
mod resolve;
mod seasons;
mod sets;
mod tense;
mod tokens;
mod weekdays;
mod years;

use std::ops::Range;

use crate::analysis::TimeExpression;
use crate::calendar::Day;
use crate::span::Span;

use grammar::{Match, Meaning};
use resolve::Resolver;
use tokens::Tokens;

/// A family of the grammar: the expression of its kind that begins at a token.
type Rule = fn(&Tokens, usize) -> Option<Match>;

/// The families; of two expressions of one length, that of the former counts.
const RULES: [Rule; 13] = [
    numeric::parse,
    clock::parse,
    months::parse,
    weekdays::parse,
    quarters::parse,
    holidays::parse,
    seasons::parse,
    years::parse,
    relative::parse,
    modifiers::parse,
    sets::parse,
    fuzzy::parse,
    durations::parse,
];

/// The expressions of time in `text`, in order and disjoint.
///
/// `date` is the day of publication, `YYYY-MM-DD`; without it, or with anything else, values that hang on it stay as
/// open as TIMEX3 lets them: `XXXX-WXX-4` for "Thursday".
pub fn times(text: &str, paragraphs: &[Span], sentences: &[Span], date: Option<&str>) -> Vec<TimeExpression> {
    let mut resolver = Resolver::new(date.and_then(Day::from_iso));
    let mut found = Vec::new();
    for paragraph in paragraphs {
        let tokens = Tokens::new(text, *paragraph);
        let matches = matches(&tokens);
        for (index, (start, expression)) in matches.iter().enumerate() {
            let sentence = sentence_around(&tokens, *start, sentences);
            let tense = tense::around(&tokens, &(*start..expression.end), &sentence);
            let day = day_nearby(&matches, index, &tokens, &sentence, &resolver);
            found.push(TimeExpression {
                span: tokens.span(*start, expression.end),
                kind: expression.kind,
                value: resolver.value(expression, tense, day),
            });
        }
    }
    found
}

/// The expressions of a paragraph with their first tokens: at each place the longest, from left to right.
fn matches(tokens: &Tokens) -> Vec<(usize, Match)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !tokens.may_begin(at) {
            at += 1;
            continue;
        }
        let longest = RULES
            .iter()
            .filter_map(|rule| rule(tokens, at))
            .reduce(|best, next| if next.end > best.end { next } else { best });
        match longest {
            Some(longest) if longest.end > at => {
                let end = longest.end;
                found.push((at, longest));
                at = end;
            }
            _ => at += 1,
        }
    }
    found
}

/// The tokens of the sentence that the token `at` is in, as far as they matter for the tense.
fn sentence_around(tokens: &Tokens, at: usize, sentences: &[Span]) -> Range<usize> {
    const REACH: usize = 40;
    let place = tokens.span(at, at + 1).start;
    let index = sentences.partition_point(|sentence| sentence.end <= place);
    let Some(sentence) = sentences.get(index) else {
        return at.saturating_sub(REACH)..(at + REACH).min(tokens.len());
    };
    let inside = |at: usize| {
        let token = tokens.span(at, at + 1);
        sentence.start <= token.start && token.end <= sentence.end
    };
    let start = (at.saturating_sub(REACH)..at)
        .rev()
        .take_while(|at| inside(*at))
        .last()
        .unwrap_or(at);
    let end = (at..(at + REACH).min(tokens.len()))
        .take_while(|at| inside(*at))
        .last()
        .unwrap_or(at)
        + 1;
    start..end
}

/// The day that a bare time of day belongs to: named next to it, "10:35 a.m. (0735 GMT) Friday", or earlier in the
/// paragraph.
fn day_nearby(
    matches: &[(usize, Match)],
    index: usize,
    tokens: &Tokens,
    sentence: &Range<usize>,
    resolver: &Resolver,
) -> Option<Day> {
    const REACH: usize = 8;
    let (_, expression) = &matches[index];
    if expression.meaning != Meaning::SomeDay {
        return None;
    }
    let day = |(start, other): &(usize, Match)| {
        let tense = tense::around(tokens, &(*start..other.end), sentence);
        resolver.day(other, tense)
    };
    let near = |(start, _): &&(usize, Match)| *start < expression.end + REACH && sentence.contains(start);
    let next = matches[index + 1..].iter().take(2).take_while(near).find_map(day);
    next.or_else(|| matches[..index].iter().rev().take(3).find_map(day))
}

#[cfg(test)]
mod tests {
    use super::times;
    use crate::span::Span;
    use crate::text::sentences;

    /// The expressions of a text of Friday, 24 December 2021, each with its value.
    fn read(text: &str, date: Option<&str>) -> String {
        let paragraphs = [Span::new(0, text.len())];
        let found = times(text, &paragraphs, &sentences::split(text, &paragraphs), date);
        let rows = found
            .iter()
            .map(|time| format!("{} = {}", time.span.of(text), time.value));
        rows.collect::<Vec<_>>().join(" | ")
    }

    /// Holds each text of a table against its expressions.
    pub(super) fn check(table: &[(&str, &str)]) {
        for (text, expected) in table {
            assert_eq!(read(text, Some("2021-12-24")), *expected, "{text:?}");
        }
    }

    #[test]
    fn values_stay_open_without_a_date() {
        for (text, expected) in [
            ("He left on Thursday.", "Thursday = XXXX-WXX-4"),
            ("In October and on Oct. 24.", "October = XXXX-10 | Oct. 24 = XXXX-10-24"),
            (
                "Last week, last month, last year, yesterday.",
                "Last week = XXXX-WXX | last month = XXXX-XX | last year = XXXX | yesterday = XXXX-XX-XX",
            ),
            (
                "Today at 8 p.m. he left.",
                "Today = PRESENT_REF | 8 p.m. = XXXX-XX-XXT20:00",
            ),
            (
                "The third quarter, last fall, the weekend.",
                "The third quarter = XXXX-Q3 | last fall = XXXX-FA | the weekend = XXXX-WXX-WE",
            ),
            ("On Thursday night.", "Thursday night = XXXX-WXX-4TNI"),
            (
                "Two years ago, this decade.",
                "Two years ago = XXXX | this decade = XXX",
            ),
            (
                "On May 5, 2020, for three days.",
                "May 5, 2020 = 2020-05-05 | three days = P3D",
            ),
        ] {
            assert_eq!(read(text, None), expected, "{text:?}");
        }
    }
}
