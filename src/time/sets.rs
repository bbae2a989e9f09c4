//! Times that recur: "every day", "each July", "weekly", "$50 a year", "per day".

use crate::analysis::TimeKind;
use crate::time::grammar::{Match, amount, month, ordinal};
use crate::time::lexicon;
use crate::time::point::{Amount, Unit, duration};
use crate::time::tokens::Tokens;

pub(super) fn parse(t: &Tokens, at: usize) -> Option<Match> {
    adverb(t, at).or_else(|| every(t, at)).or_else(|| rate(t, at))
}

/// "daily", "annually", "bi-weekly".
fn adverb(t: &Tokens, at: usize) -> Option<Match> {
    let word = t.word(at);
    let value = match word {
        "hourly" => "PT1H",
        "daily" | "nightly" => "P1D",
        "weekly" => "P1W",
        "fortnightly" => "P2W",
        "monthly" => "P1M",
        "yearly" | "annually" => "P1Y",
        _ => return None,
    };
    // "the Daily Mail", "Publishers Weekly".
    let title = t.capital(at) && !t.shouted(at) && (at > 0 || t.capital(at + 1));
    // "the Italian daily La Voce": a newspaper.
    let paper = t.capital(at + 1) || t.mark(at + 1, '“') || t.mark(at + 1, '"');
    let paper = paper && matches!(word, "daily" | "weekly" | "monthly");
    (!title && !paper).then(|| Match::value(at + 1, TimeKind::Set, value))
}

/// "every day", "each year", "every other week", "every two years", "each July", "every morning".
fn every(t: &Tokens, at: usize) -> Option<Match> {
    if !t.any(at, &["every", "each"]) {
        return None;
    }
    let set = |end: usize, value: String| Some(Match::value(end, TimeKind::Set, value));
    let mut end = at + 1;
    if t.any(end, &["and"]) && t.any(end + 1, &["every"]) {
        end += 2;
    }
    end += usize::from(t.any(end, &["single"]));
    if t.any(end, &["other"]) {
        let (unit, _) = lexicon::unit(t.word(end + 1))?;
        return set(end + 2, duration(Amount::Tenths(20), unit));
    }
    if let Some((next, number)) = ordinal(t, end)
        && let Some((unit, false)) = lexicon::unit(t.word(next))
    {
        return set(next + 1, duration(Amount::Tenths(u64::from(number) * 10), unit));
    }
    if let Some((unit, false)) = lexicon::unit(t.word(end)) {
        return (unit != Unit::Second)
            .then(|| set(end + 1, duration(Amount::ONE, unit)))
            .flatten();
    }
    if let Some((next, amount)) = amount(t, end)
        && let Some((unit, true)) = lexicon::unit(t.word(next))
    {
        return set(next + 1, duration(amount, unit));
    }
    if let Some((end, month)) = month(t, end).filter(|_| t.capital(end)) {
        return set(end, format!("XXXX-{month:02}"));
    }
    if let Some(part) = lexicon::part_of_day(t.word(end)) {
        return set(end + 1, format!("XXXX-XX-XXT{part}"));
    }
    let season = lexicon::season(t.word(end))?;
    set(end + 1, format!("XXXX-{season}"))
}

/// "per day", and "a day" after what is counted: "$50 a day", "twice a week", "barrels a day".
fn rate(t: &Tokens, at: usize) -> Option<Match> {
    let (unit, plural) = lexicon::unit(t.word(at + 1))?;
    let before = t.before(at, 1);
    let speed = matches!(
        before,
        "miles" | "kilometers" | "kilometres" | "km" | "kilowatt" | "meters" | "metres" | "feet" | "mile"
    );
    let age = t.any(
        at + 2,
        &["old", "ago", "earlier", "later", "and", "after", "before", "or"],
    ) || t.mark(at + 2, '-');
    if plural || speed || unit == Unit::Second || unit == Unit::Quarter {
        return None;
    }
    let per = t.any(at, &["per"]);
    let counted = t.any(at, &["a", "an"])
        && !age
        && unit != Unit::Decade
        && unit != Unit::Century
        && (t.mark(at.wrapping_sub(1), '%')
            || !t.digits(at.wrapping_sub(1)).is_empty()
            || matches!(
                before,
                "percent"
                    | "million"
                    | "billion"
                    | "thousand"
                    | "once"
                    | "twice"
                    | "people"
                    | "hundred"
                    | "cents"
                    | "pay"
                    | "rent"
                    | "night"
                    | "women"
                    | "men"
                    | "children"
                    | "tonnes"
                    | "apiece"
                    | "each"
                    | "much"
                    | "person"
                    | "trillion"
            )
            || before.len() > 3 && before.ends_with('s') && !before.ends_with("ss") && !VERBS.contains(&before));
    (per || counted).then(|| Match::value(at + 2, TimeKind::Set, duration(Amount::ONE, unit)))
}

/// Verbs, conjunctions and pronouns in "s" before which "a day" is no rate.
const VERBS: [&str; 34] = [
    "across",
    "allows",
    "always",
    "becomes",
    "begins",
    "besides",
    "brings",
    "comes",
    "costs",
    "gets",
    "gives",
    "goes",
    "includes",
    "involves",
    "knows",
    "lasts",
    "leaves",
    "makes",
    "marks",
    "means",
    "minus",
    "needs",
    "perhaps",
    "plus",
    "remains",
    "represents",
    "requires",
    "says",
    "seems",
    "spends",
    "starts",
    "takes",
    "towards",
    "wants",
];
