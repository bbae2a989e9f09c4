//! Days of the week: "Thursday", "last Friday", "this coming Sunday", "Monday morning", "Tuesdays".

use crate::analysis::TimeKind;
use crate::time::grammar::{Clock, Match, Meaning, Which};
use crate::time::lexicon;
use crate::time::tokens::Tokens;

pub(super) fn parse(t: &Tokens, at: usize) -> Option<Match> {
    recurring(t, at).or_else(|| {
        let (from, which) = which(t, at);
        let (end, day) = name(t, from)?;
        let found = Match::date(end, Meaning::Weekday { day, which });
        Some(with_part(t, found))
    })
}

/// The name of a day at `at`, unless it is part of another name.
fn name(t: &Tokens, at: usize) -> Option<(usize, u32)> {
    let word = t.word(at);
    if let Some(day) = lexicon::weekday(word) {
        let paper = t.capital(at + 1) && t.any(at + 1, &PAPERS);
        let event = t.capital(at) && t.any(at.wrapping_sub(1), &["bloody", "black", "cyber", "sheffield", "super"]);
        return (!paper && !event).then_some((at + 1, day));
    }
    // "Thurs." is a day only where something says so: "Sun" and "Sat" are words of their own.
    let day = lexicon::short_weekday(word)?;
    let said = t.any(at.wrapping_sub(1), &["on", "last", "next", "until", "by"]) && t.mark(at + 1, '.');
    (said && t.capital(at)).then_some((t.past_stop(at + 1), day))
}

/// What follows the day's name in a newspaper or a broadcast.
const PAPERS: [&str; 12] = [
    "business",
    "express",
    "football",
    "herald",
    "independent",
    "mail",
    "mirror",
    "people",
    "post",
    "telegraph",
    "times",
    "world",
];

fn which(t: &Tokens, at: usize) -> (usize, Which) {
    let the = usize::from(t.any(at, &["the"]));
    match t.word(at + the) {
        "last" | "previous" | "past" => (at + the + 1, Which::Last),
        "next" | "following" | "coming" => (at + the + 1, Which::Next),
        "this" if t.any(at + 1, &["past", "last"]) => (at + 2, Which::Last),
        "this" if t.any(at + 1, &["coming", "next"]) => (at + 2, Which::Next),
        "this" => (at + 1, Which::Unsaid),
        _ => (at, Which::Unsaid),
    }
}

/// The day with the part of it that follows: "Thursday night", "Friday lunchtime".
pub(super) fn with_part(t: &Tokens, day: Match) -> Match {
    let mut at = day.end;
    if t.any(at, &["early", "late", "mid"]) {
        at = t.past_hyphen(at + 1);
    }
    match lexicon::part_of_day(t.word(at)) {
        Some(part) => Match {
            end: at + 1,
            kind: TimeKind::Time,
            clock: Some(Clock::Part(part)),
            ..day
        },
        None => day,
    }
}

/// "Tuesdays", "Monday nights", "every Thursday", "each Sunday morning".
fn recurring(t: &Tokens, at: usize) -> Option<Match> {
    let every = usize::from(t.any(at, &["every", "each"]));
    let word = t.word(at + every);
    if every == 0 && word == "weekends" && t.any(at.wrapping_sub(1), &["and", "at", "on", "or", "over"]) {
        return Some(Match::value(at + 1, TimeKind::Set, "XXXX-WXX-WE"));
    }
    let plural = word.strip_suffix('s').and_then(lexicon::weekday);
    let day = plural.or_else(|| lexicon::weekday(word))?;
    let mut end = at + every + 1;
    let mut value = format!("XXXX-WXX-{day}");
    let part = t.word(end);
    let parts = part.strip_suffix('s').and_then(lexicon::part_of_day);
    if let Some(part) = parts.or_else(|| lexicon::part_of_day(part)) {
        value = format!("{value}T{part}");
        end += 1;
    }
    (every == 1 || plural.is_some() || parts.is_some()).then(|| Match::value(end, TimeKind::Set, value))
}
