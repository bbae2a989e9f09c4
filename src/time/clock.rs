//! Times of day: "8 p.m. Monday", "9.30am", "noon Thursday", "0735 GMT", "10 o'clock", "half past nine".

use crate::analysis::TimeKind;
use crate::time::grammar::{Clock, Match, Meaning};
use crate::time::lexicon;
use crate::time::months;
use crate::time::relative;
use crate::time::tokens::Tokens;
use crate::time::weekdays;

pub(super) fn parse(t: &Tokens, at: usize) -> Option<Match> {
    let (end, clock) = time(t, at)?;
    Some(with_day(t, end, clock))
}

/// The time with the day that follows it.
fn with_day(t: &Tokens, end: usize, clock: Clock) -> Match {
    let end = past_part(t, past_zone(t, end));
    let comma = t.past_comma(end);
    let day = weekdays::parse(t, end)
        .filter(|day| day.clock.is_none() && day.kind == TimeKind::Date)
        .or_else(|| months::dated(t, comma))
        .or_else(|| relative::day(t, end));
    match day {
        Some(day) => Match {
            kind: TimeKind::Time,
            clock: Some(clock),
            ..day
        },
        None => Match {
            end,
            kind: TimeKind::Time,
            meaning: Meaning::SomeDay,
            clock: Some(clock),
        },
    }
}

fn time(t: &Tokens, at: usize) -> Option<(usize, Clock)> {
    named(t, at)
        .or_else(|| half_past(t, at))
        .or_else(|| figures(t, at))
        .or_else(|| spoken(t, at))
        .or_else(|| part(t, at))
}

/// "mid-afternoon", "early evening", with a day or without.
fn part(t: &Tokens, at: usize) -> Option<(usize, Clock)> {
    let end = t.past_hyphen(at + usize::from(t.any(at, &["early", "late", "mid"])));
    let part = lexicon::part_of_day(t.word(end)).filter(|_| end > at)?;
    Some((end + 1, Clock::Part(part)))
}

/// "noon", "midnight", "midday".
fn named(t: &Tokens, at: usize) -> Option<(usize, Clock)> {
    let clock = match t.word(at) {
        "noon" | "midday" => Clock::At(12, 0),
        "midnight" => Clock::At(24, 0),
        _ => return None,
    };
    (!t.capital(at) || t.before(at, 1).is_empty() || t.mark(at - 1, '.')).then_some((at + 1, clock))
}

/// "half past nine", "a quarter to six", "ten past four".
fn half_past(t: &Tokens, at: usize) -> Option<(usize, Clock)> {
    let (end, minutes) = match t.word(at) {
        "half" => (at + 1, 30),
        "quarter" => (at + 1, 15),
        "a" if t.any(at + 1, &["quarter"]) => (at + 2, 15),
        _ => return None,
    };
    let past = t.any(end, &["past"]);
    let to = t.any(end, &["to"]) && minutes == 15;
    let hour = t.small(end + 1).or_else(|| lexicon::numeral(t.word(end + 1)));
    let hour = hour.filter(|hour| (1..=12).contains(hour) && (past || to))?;
    let counted =
        lexicon::unit(t.word(end + 2)).is_some() || t.any(end + 2, &["percent", "million"]) || t.mark(end + 2, '%');
    let (hour, minute) = if past {
        (hour, minutes)
    } else {
        ((hour + 11) % 12, 60 - minutes)
    };
    let (end, hour) = meridiem(t, end + 2, hour).unwrap_or((end + 2, hour));
    (!counted).then_some((end, Clock::At(hour, minute)))
}

/// "8 p.m.", "9.30am", "20:15", "0735 GMT".
fn figures(t: &Tokens, at: usize) -> Option<(usize, Clock)> {
    let digits = t.digits(at);
    if digits.is_empty() || t.glued(at) && !t.mark(at - 1, '(') && !t.mark(at - 1, '-') {
        return None;
    }
    if digits.len() == 4 && !digits.contains(',') {
        let (hour, minute) = (digits[..2].parse().ok()?, digits[2..].parse().ok()?);
        let zone = past_zone(t, at + 1) > at + 1 || t.any(at + 1, &["hrs", "hours"]) && digits.starts_with('0');
        return (zone && hour < 24 && minute < 60).then_some((at + 1, Clock::At(hour, minute)));
    }
    let hour = t.small(at).filter(|hour| *hour <= 24)?;
    let colon = t.mark(at + 1, ':');
    let minute = t.small(at + 2).filter(|minute| {
        (colon || t.mark(at + 1, '.'))
            && t.glued(at + 1)
            && t.glued(at + 2)
            && *minute < 60
            && t.digits(at + 2).len() == 2
    });
    let Some(minute) = minute else {
        return meridiem(t, at + 1, hour).map(|(end, hour)| (end, Clock::At(hour, 0)));
    };
    let mut end = at + 3;
    // "2:05:33" is a runner's time.
    if t.mark(end, ':') && t.glued(end) && t.small(end + 1).is_some() {
        return None;
    }
    if let Some((end, hour)) = meridiem(t, end, hour) {
        return Some((end, Clock::At(hour, minute)));
    }
    let placed = t.any(
        at.wrapping_sub(1),
        &[
            "at", "by", "until", "till", "from", "around", "about", "before", "after", "since", "between",
        ],
    );
    let zone = past_zone(t, end) > end || t.any(end, &["hrs", "hours"]) || past_part(t, end) > end;
    // "at 6.15" may be a price, "at 01.50" hardly.
    let told = if colon {
        placed || zone
    } else {
        zone || placed && digits.starts_with('0')
    };
    if t.any(end, &["hrs", "hours"]) {
        end += 1;
    }
    (told && !t.mark(end, '%')).then_some((end, Clock::At(hour, minute)))
}

/// "10 o'clock", "four in the morning", "8 tonight".
fn spoken(t: &Tokens, at: usize) -> Option<(usize, Clock)> {
    let hour = t.small(at).or_else(|| lexicon::numeral(t.word(at)));
    let hour = hour.filter(|hour| (1..=12).contains(hour) && !t.glued(at))?;
    if t.all(at + 1, &["o", "'", "clock"]) {
        let (end, part) = part_after(t, at + 4).map_or((at + 4, ""), |(end, part)| (end, part));
        return Some((end, Clock::At(in_part(hour, part), 0)));
    }
    if t.any(at + 1, &["tonight"]) && t.any(at.wrapping_sub(1), &["at", "by", "until", "from"]) {
        return Some((at + 1, Clock::At(in_part(hour, "NI"), 0)));
    }
    let (end, part) = part_after(t, at + 1)
        .filter(|_| t.any(at.wrapping_sub(1), &["at", "around", "about", "by", "until", "till"]))?;
    Some((end, Clock::At(in_part(hour, part), 0)))
}

/// "in the morning", "at night", "this evening".
fn part_after(t: &Tokens, at: usize) -> Option<(usize, &'static str)> {
    if t.all(at, &["at", "night"]) {
        return Some((at + 2, "NI"));
    }
    let end = if t.all(at, &["in", "the"]) { at + 2 } else { return None };
    lexicon::part_of_day(t.word(end)).map(|part| (end + 1, part))
}

/// The hour of 24 that an hour of twelve is in a part of the day.
fn in_part(hour: u32, part: &str) -> u32 {
    match part {
        "AF" | "EV" | "NI" if hour < 12 => hour + 12,
        "MO" if hour == 12 => 0,
        _ => hour,
    }
}

/// "a.m.", "PM", "p.m": its end, and the hour of 24.
fn meridiem(t: &Tokens, at: usize, hour: u32) -> Option<(usize, u32)> {
    let (end, after_noon) = match t.word(at) {
        "am" => (at + 1, false),
        "pm" => (at + 1, true),
        word @ ("a" | "p") if t.mark(at + 1, '.') && t.any(at + 2, &["m"]) && t.glued(at + 1) => {
            (t.past_stop(at + 3), word == "p")
        }
        _ => return None,
    };
    let hour = match (hour, after_noon) {
        (12, false) => 0,
        (1..=11, true) => hour + 12,
        (0 | 13.., _) if !after_noon => hour,
        _ => hour,
    };
    (hour <= 24).then_some((end, hour))
}

/// The token after a time zone: "EDT", "GMT", "local time".
fn past_zone(t: &Tokens, at: usize) -> usize {
    const ZONES: [&str; 20] = [
        "bst", "cdt", "cest", "cet", "cst", "ct", "edt", "eest", "est", "et", "gmt", "ist", "jst", "mdt", "mst", "pdt",
        "pst", "pt", "utc", "z",
    ];
    if t.any(at, &ZONES) && t.capital(at) {
        return at + 1;
    }
    let local = at + usize::from(t.any(at, &["local", "eastern", "pacific", "central"]));
    if local > at && t.any(local, &["time"]) {
        local + 1
    } else {
        at
    }
}

/// The token after a part of the day that repeats what the figures say: "02.15 early morning", "6 a.m. this morning".
fn past_part(t: &Tokens, at: usize) -> usize {
    let early = at + usize::from(t.any(at, &["early", "late", "this", "that"]));
    if early > at && lexicon::part_of_day(t.word(early)).is_some() {
        return early + 1;
    }
    part_after(t, at).map_or(at, |(end, _)| end)
}
