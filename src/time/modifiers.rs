//! Words that narrow a time and belong to its expression: "early next year", "the end of 1990", "mid-November",
//! "earlier this month", "later in the week".

use crate::time::grammar::{Match, Meaning};
use crate::time::lexicon;
use crate::time::point::Unit;
use crate::time::tokens::Tokens;
use crate::time::{holidays, months, quarters, relative, seasons, weekdays, years};

pub(super) fn parse(t: &Tokens, at: usize) -> Option<Match> {
    let the = at + usize::from(t.any(at, &["the"]));
    match t.word(the) {
        "early" | "late" | "mid" if the == at => {
            let from = t.past_hyphen(at + 1);
            within(t, from)
        }
        "earlier" | "later" if the == at => {
            let unit = lexicon::unit(t.word(at + 3)).filter(|_| t.all(at + 1, &["in", "the"]));
            if let Some((unit, false)) = unit {
                return Some(Match::date(at + 4, Meaning::FromNow { unit, by: 0 }));
            }
            t.any(
                at + 1,
                &["this", "that", "today", "yesterday", "last", "tomorrow", "next"],
            )
            .then(|| within(t, at + 1))
            .flatten()
            .or_else(|| weekdays::parse(t, at + 1))
        }
        "sometime" => {
            let from = the + 1 + usize::from(t.any(the + 1, &["in"]));
            within(t, from)
        }
        "pre" | "post" => {
            let from = t.past_hyphen(at + 1);
            (from > at + 1).then(|| years::parse(t, from)).flatten()
        }
        "end" | "beginning" | "start" | "middle" | "rest" | "turn" | "close" | "remainder" | "eve" => {
            let of = t.any(the + 1, &["of"]);
            let from = the + 2;
            if !of {
                return None;
            }
            whole(t, from).or_else(|| within(t, from))
        }
        _ => None,
    }
}

/// A time that can be narrowed.
fn within(t: &Tokens, at: usize) -> Option<Match> {
    [
        months::parse,
        years::parse,
        relative::parse,
        weekdays::parse,
        seasons::parse,
        quarters::parse,
        holidays::parse,
    ]
    .into_iter()
    .filter_map(|rule| rule(t, at))
    .reduce(|best, next| if next.end > best.end { next } else { best })
    .filter(|found| !matches!(found.meaning, Meaning::Value(_)))
}

/// "the month", "the year", "the week", of which the end is meant.
fn whole(t: &Tokens, at: usize) -> Option<Match> {
    let the = t.any(at, &["the"]);
    let (unit, plural) = lexicon::unit(t.word(at + 1)).filter(|_| the)?;
    (!plural && unit > Unit::Night).then(|| match unit {
        Unit::Decade | Unit::Century => Match::date(at + 2, Meaning::Named { unit, by: 0 }),
        Unit::Quarter => Match::date(at + 2, Meaning::Period { by: 0 }),
        _ => Match::date(at + 2, Meaning::FromNow { unit, by: 0 }),
    })
}
