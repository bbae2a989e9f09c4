//! Seasons: "last fall", "the summer of 1996", "spring 2016", "this past winter".

use crate::time::grammar::{Match, Meaning, Which};
use crate::time::lexicon;
use crate::time::tokens::Tokens;
use crate::time::years;

pub(super) fn parse(t: &Tokens, at: usize) -> Option<Match> {
    let the = usize::from(t.any(at, &["the"]));
    let mut from = at + the;
    if the == 1 && t.any(from, &["early", "late", "mid"]) {
        from = t.past_hyphen(from + 1);
    }
    let (name, which) = match t.word(from) {
        "last" | "past" | "previous" => (from + 1, Which::Last),
        "next" | "coming" | "following" => (from + 1, Which::Next),
        "this" if t.any(from + 1, &["past", "last"]) => (from + 2, Which::Last),
        "this" if t.any(from + 1, &["coming"]) => (from + 2, Which::Next),
        "this" => (from + 1, Which::This),
        _ => (from, Which::Unsaid),
    };
    let season = lexicon::season(t.word(name))?;
    let found = |end: usize, which: Which| Some(Match::date(end, Meaning::Season { season, which }));
    let of = name + 1 + usize::from(t.any(name + 1, &["of"]));
    if let Some((end, year)) = years::after_month(t, of) {
        return found(end, Which::Of(year));
    }
    if t.any(of + 1, &["year"]) && t.any(of, &["last", "next", "this"]) {
        let by = match t.word(of) {
            "last" => -1,
            "next" => 1,
            _ => 0,
        };
        return found(of + 2, Which::YearsFromNow(by));
    }
    if name > from {
        return found(name + 1, which);
    }
    // "the fall of the wall" and "a spring" are no seasons, nor are the Olympic Games.
    let before = t.before(at, 1);
    let placed = matches!(
        before,
        "in" | "during" | "by" | "over" | "since" | "until" | "till" | "through" | "throughout"
    ) || matches!(before, "early" | "late" | "mid")
        || before == "-" && t.any(at.wrapping_sub(2), &["mid"]);
    let season_only = matches!(t.word(name), "summer" | "winter" | "autumn") || the == 1 && before == "in";
    let other = t.any(name + 1, &["of", "from", "olympics", "games", "in", "olympic", "'"]) || t.capital(name + 1);
    (placed && season_only && !other)
        .then(|| found(name + 1, Which::Unsaid))
        .flatten()
}
