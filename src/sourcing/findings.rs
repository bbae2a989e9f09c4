//! What a standards editor would raise, each with the published rule it rests on and the places that show it.
//!
//! A finding is a question to the article, never a verdict: it says what the rule asks and where the text touches it.

use super::{Article, opinion};
use crate::analysis::{
    Affiliation, Attribution, Finding, FindingKind, Polarity, Quotation, Source, SourceType, Statement,
};
use crate::sort;
use crate::span::Span;
use crate::text::lexicon::is_form_of;
use crate::text::words;

/// Published rules, in short.
mod standard {
    pub(super) const AP_REASON: &str = "AP, News Values and Principles: say why a source asked for anonymity, and describe how it is in a position to know";
    pub(super) const AP_INFORMATION: &str = "AP, News Values and Principles: material from anonymous sources must be information and not opinion or speculation";
    pub(super) const AP_VITAL: &str = "AP, News Values and Principles: anonymous material must be vital to the report and available from no named source";
    pub(super) const AP_ORIGIN: &str =
        "AP, News Values and Principles: attribute facts that others gathered to them, and seek a source of one's own";
    pub(super) const REUTERS_SINGLE: &str = "Reuters, Handbook of Journalism: stories based on a single anonymous source are the exception and need approval";
    pub(super) const NPR_HOW: &str = "NPR, Ethics Handbook: \"officials say\" is not enough; say who they are as closely as possible and how they know";
    pub(super) const SPJ_IDENTIFY: &str =
        "SPJ, Code of Ethics: identify sources clearly; the public is entitled to judge how reliable they are";
    pub(super) const SPJ_RESPOND: &str =
        "SPJ, Code of Ethics: seek out the subjects of coverage and let them respond to criticism";
    pub(super) const SPJ_VERIFY: &str = "SPJ, Code of Ethics: verify information before releasing it";
    pub(super) const BBC_DENIAL: &str = "BBC, Editorial Guidelines: those accused of wrongdoing have a right of reply, and the reply is to be reported fairly";
    pub(super) const BBC_RANGE: &str =
        "BBC, Editorial Guidelines: be reluctant to rely on one kind of source; weigh and check what each says";
}

/// Finds one kind of finding.
type Rule = fn(&Article<'_>, &[Statement]) -> Option<Finding>;

/// The findings about an article, in a fixed order of kinds.
pub fn findings(article: &Article<'_>, statements: &[Statement]) -> Vec<Finding> {
    let rules: [Rule; 11] = [
        single_anonymous_source,
        main_claim_anonymous,
        second_hand_only,
        no_response_from_subject,
        all_official_sources,
        anonymous_opinion,
        anonymity_reason_missing,
        plural_sources_vague,
        no_named_source,
        denial_reported,
        unverified_claims,
    ];
    rules.iter().filter_map(|rule| rule(article, statements)).collect()
}

/// A finding about these attributions.
fn about(
    article: &Article<'_>,
    kind: FindingKind,
    standard: &str,
    attributions: &[usize],
    message: String,
) -> Option<Finding> {
    if attributions.is_empty() {
        return None;
    }
    let mut source_ids: Vec<String> = Vec::new();
    for &at in attributions {
        if let Some(id) = &article.attributions[at].source_id
            && !source_ids.contains(id)
        {
            source_ids.push(id.clone());
        }
    }
    let evidence = |at: &usize| {
        let attribution = &article.attributions[*at];
        let place = if attribution.source.is_empty() {
            &attribution.cue
        } else {
            &attribution.source
        };
        place.first().copied()
    };
    Some(Finding {
        kind,
        message,
        standard: standard.to_owned(),
        source_ids,
        attribution_ids: attributions
            .iter()
            .map(|&at| article.attributions[at].id.clone())
            .collect(),
        spans: attributions.iter().filter_map(evidence).collect(),
    })
}

/// The attributions that pass a test, by their place in the list.
fn attributions(article: &Article<'_>, test: impl Fn(&Attribution, &Source) -> bool) -> Vec<usize> {
    (0..article.attributions.len())
        .filter(|&at| {
            let attribution = &article.attributions[at];
            article
                .source_of(attribution)
                .is_some_and(|source| test(attribution, source))
        })
        .collect()
}

fn speaks(attribution: &Attribution) -> bool {
    super::statements::is_statement(attribution)
}

/// Names of sources for a message: "A, B and 2 more".
fn listed(article: &Article<'_>, attributions: &[usize]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for source in attributions
        .iter()
        .filter_map(|&at| article.source_of(&article.attributions[at]))
    {
        if !names.contains(&source.name.as_str()) {
            names.push(&source.name);
        }
    }
    match names.as_slice() {
        [] => "somebody unnamed".to_owned(),
        [one] => (*one).to_owned(),
        [one, two] => format!("{one} and {two}"),
        [one, two, rest @ ..] => format!("{one}, {two} and {} more", rest.len()),
    }
}

/// Whether one person speaks: the phrase counts nobody and its noun is no plural.
fn is_single(article: &Article<'_>, source: &Source) -> bool {
    let first = source
        .attribution_ids
        .first()
        .and_then(|id| crate::analysis::number(id));
    let phrase = first
        .and_then(|at| article.attributions[at].source.first())
        .map_or("", |s| s.of(&article.document.text));
    let lower = phrase.to_lowercase();
    let head = lower.split([',', '(']).next().unwrap_or_default();
    let mut words = words(head).map(|w| w.of(head));
    matches!(
        words.next(),
        Some("a" | "an" | "one" | "another" | "the" | "unnamed" | "this")
    ) && {
        let counted = ["people", "sources", "officials", "persons", "members", "others"];
        // "one of the people" is one.
        head.starts_with("one of") || !words.any(|w| counted.contains(&w))
    }
}

fn single_anonymous_source(article: &Article<'_>, _: &[Statement]) -> Option<Finding> {
    let found = attributions(article, |a, s| {
        s.kind == SourceType::Anonymous && speaks(a) && is_single(article, s)
    });
    let message = format!("What {} says rests on one anonymous source.", listed(article, &found));
    about(
        article,
        FindingKind::SingleAnonymousSource,
        standard::REUTERS_SINGLE,
        &found,
        message,
    )
}

/// The attributions that the main claim rests on: those of the headline and the first two paragraphs that are sourced,
/// each followed to its origin.
fn lead(article: &Article<'_>) -> Vec<usize> {
    let paragraphs = &article.document.paragraphs;
    let paragraph = |span: &Span| paragraphs.partition_point(|p| p.start <= span.start);
    let first = |a: &Attribution| a.content.first().map(paragraph);
    let Some(start) = article
        .attributions
        .iter()
        .filter(|a| speaks(a))
        .filter_map(first)
        .min()
    else {
        return Vec::new();
    };
    // A headline is a paragraph of its own, and a main claim stands near the top.
    if start > LEAD_PARAGRAPHS {
        return Vec::new();
    }
    (0..article.attributions.len())
        .filter(|&at| {
            let attribution = &article.attributions[at];
            speaks(attribution) && first(attribution).is_some_and(|p| p <= start + usize::from(start <= 1))
        })
        .collect()
}

/// How far down a main claim may stand.
const LEAD_PARAGRAPHS: usize = 3;

/// The attributions of the lead that report no further one, and what the lead's relayers cite shortly after.
fn origins(article: &Article<'_>) -> Vec<usize> {
    let lead = lead(article);
    let mut origins: Vec<usize> = Vec::new();
    for &at in &lead {
        let relayed = |other: &usize| article.relayer(&article.attributions[*other]) == Some(at);
        if !lead.iter().any(relayed) {
            origins.push(at);
        }
    }
    origins
}

fn main_claim_anonymous(article: &Article<'_>, _: &[Statement]) -> Option<Finding> {
    let origins = origins(article);
    let unnamed = |at: &usize| {
        article
            .source_of(&article.attributions[*at])
            .is_some_and(|source| source.kind == SourceType::Anonymous)
    };
    // An outlet that reports the lead and cites an anonymous source for it is no origin itself.
    let cites = |at: &usize| {
        let id = article.attributions[*at].source_id.as_ref();
        id.is_some()
            && (0..article.attributions.len()).any(|inner| {
                let relayer = article.relayer(&article.attributions[inner]);
                unnamed(&inner) && relayer.is_some_and(|outer| article.attributions[outer].source_id.as_ref() == id)
            })
    };
    if origins.is_empty() || !origins.iter().all(|at| unnamed(at) || cites(at)) {
        return None;
    }
    let message = format!(
        "The main claim rests on anonymous sources: {}.",
        listed(article, &origins)
    );
    about(
        article,
        FindingKind::MainClaimAnonymous,
        standard::AP_VITAL,
        &origins,
        message,
    )
}

fn second_hand_only(article: &Article<'_>, _: &[Statement]) -> Option<Finding> {
    let lead = lead(article);
    let own = article.document.publisher.as_deref().unwrap_or_default().to_lowercase();
    let outlet = |at: &usize| {
        article.source_of(&article.attributions[*at]).is_some_and(|source| {
            let name = source.name.to_lowercase();
            source.affiliation == Affiliation::Media
                && matches!(source.kind, SourceType::NamedOrganization | SourceType::Document)
                && (own.is_empty() || !(own.contains(&name) || name.contains(&own)))
        })
    };
    let outer: Vec<usize> = lead
        .iter()
        .copied()
        .filter(|&at| article.relayer(&article.attributions[at]).is_none())
        .collect();
    if outer.is_empty() || !outer.iter().all(outlet) {
        return None;
    }
    let message = format!("The main claim is known only through {}.", listed(article, &outer));
    about(
        article,
        FindingKind::SecondHandOnly,
        standard::AP_ORIGIN,
        &outer,
        message,
    )
}

fn no_response_from_subject(article: &Article<'_>, _: &[Statement]) -> Option<Finding> {
    let found = attributions(article, |a, s| {
        matches!(a.polarity, Polarity::NoResponse | Polarity::Declined)
            && matches!(s.kind, SourceType::NamedPerson | SourceType::NamedOrganization)
    });
    let message = format!("No answer or no comment from {}.", listed(article, &found));
    about(
        article,
        FindingKind::NoResponseFromSubject,
        standard::SPJ_RESPOND,
        &found,
        message,
    )
}

fn all_official_sources(article: &Article<'_>, _: &[Statement]) -> Option<Finding> {
    let speaking = attributions(article, |a, _| speaks(a));
    let official = |at: &usize| {
        article.source_of(&article.attributions[*at]).is_some_and(|source| {
            matches!(
                source.affiliation,
                Affiliation::Government | Affiliation::Military | Affiliation::Police | Affiliation::Judiciary
            )
        })
    };
    let mut ids: Vec<&String> = speaking
        .iter()
        .filter_map(|&at| article.attributions[at].source_id.as_ref())
        .collect();
    sort::by_key(&mut ids, Clone::clone);
    ids.dedup();
    if ids.len() < 2 || !speaking.iter().all(official) {
        return None;
    }
    let message = format!("All {} sources are officials or authorities.", ids.len());
    about(
        article,
        FindingKind::AllOfficialSources,
        standard::BBC_RANGE,
        &speaking,
        message,
    )
}

fn anonymous_opinion(article: &Article<'_>, _: &[Statement]) -> Option<Finding> {
    let found = attributions(article, |a, s| {
        let placed = s.kind == SourceType::Anonymous
            || (matches!(s.kind, SourceType::UnnamedPerson | SourceType::UnnamedGroup)
                && s.affiliation != Affiliation::Citizen
                && s.affiliation != Affiliation::Sport
                && a.quotation != Quotation::Indirect);
        placed && speaks(a) && a.content.iter().any(|c| opinion::judges(c.of(&article.document.text)))
    });
    let message = format!("A judgement comes without a name: {}.", listed(article, &found));
    about(
        article,
        FindingKind::AnonymousOpinion,
        standard::AP_INFORMATION,
        &found,
        message,
    )
}

fn anonymity_reason_missing(article: &Article<'_>, _: &[Statement]) -> Option<Finding> {
    let found = attributions(article, |_, s| {
        s.kind == SourceType::Anonymous && s.anonymity_reason.is_none()
    });
    let message = format!(
        "The text does not say why it names no names: {}.",
        listed(article, &found)
    );
    about(
        article,
        FindingKind::AnonymityReasonMissing,
        standard::AP_REASON,
        &found,
        message,
    )
}

/// Nouns for groups that say neither who nor how many. Sorted.
const VAGUE: &str = "activist adviser aide analyst auditor critic diplomat economist expert insider investigator observer \
    official researcher scientist source";

fn plural_sources_vague(article: &Article<'_>, _: &[Statement]) -> Option<Finding> {
    let text = &article.document.text;
    let found = attributions(article, |a, s| {
        let Some(phrase) = a.source.first().map(|span| span.of(text)) else {
            return false;
        };
        let lower = phrase.to_lowercase();
        let all: Vec<&str> = words(&lower).map(|w| w.of(&lower)).collect();
        // Up to what tells more of them.
        let own = all.iter().position(|w| {
            matches!(
                *w,
                "at" | "from" | "with" | "who" | "in" | "of" | "for" | "on" | "familiar" | "close"
            )
        });
        let own = &all[..own.unwrap_or(all.len())];
        let counted = own.iter().any(|w| w.parse::<u32>().is_ok() || COUNTED.contains(w));
        let vague = own.last().is_some_and(|w| w.ends_with('s') && is_form_of(w, VAGUE));
        matches!(s.kind, SourceType::UnnamedGroup | SourceType::Anonymous) && speaks(a) && vague && !counted
    });
    let message = format!(
        "The text says neither who nor how many they are: {}.",
        listed(article, &found)
    );
    about(
        article,
        FindingKind::PluralSourcesVague,
        standard::NPR_HOW,
        &found,
        message,
    )
}

/// Words that count a group.
const COUNTED: [&str; 14] = [
    "both", "dozen", "eight", "five", "four", "hundred", "nine", "seven", "six", "ten", "three", "two", "the", "these",
];

fn no_named_source(article: &Article<'_>, _: &[Statement]) -> Option<Finding> {
    let speaking = attributions(article, |a, _| speaks(a));
    let named = |at: &usize| {
        article
            .source_of(&article.attributions[*at])
            .is_some_and(|s| matches!(s.kind, SourceType::NamedPerson | SourceType::NamedOrganization))
    };
    if speaking.is_empty() || speaking.iter().any(named) {
        return None;
    }
    let message = "No named person or organisation speaks on the record.".to_owned();
    about(
        article,
        FindingKind::NoNamedSource,
        standard::SPJ_IDENTIFY,
        &speaking,
        message,
    )
}

fn denial_reported(article: &Article<'_>, _: &[Statement]) -> Option<Finding> {
    let found = attributions(article, |a, _| a.polarity == Polarity::Denied);
    let message = format!(
        "A claim in the text is denied or rejected: {}.",
        listed(article, &found)
    );
    about(
        article,
        FindingKind::DenialReported,
        standard::BBC_DENIAL,
        &found,
        message,
    )
}

/// Phrases by which a text says that it could not check a claim.
const UNVERIFIED: [&str; 17] = [
    "been independently confirmed",
    "been independently verified",
    "cannot be independently verified",
    "could not be confirmed",
    "could not be independently confirmed",
    "could not be independently verified",
    "could not be verified",
    "could not confirm",
    "could not immediately be verified",
    "could not immediately confirm",
    "could not immediately verify",
    "could not independently confirm",
    "could not independently verify",
    "could not verify",
    "no independent confirmation",
    "not independently verified",
    "unverified",
];

/// Cues that pass on an accusation as one.
const ALLEGING: &str = "accuse allege";

fn unverified_claims(article: &Article<'_>, _: &[Statement]) -> Option<Finding> {
    let text = &article.document.text;
    let lower = text.to_ascii_lowercase();
    let spans: Vec<Span> = UNVERIFIED
        .iter()
        .flat_map(|phrase| lower.match_indices(phrase))
        .map(|(at, phrase)| Span::new(at, at + phrase.len()))
        .collect();
    let alleged: Vec<usize> = (0..article.attributions.len())
        .filter(|&at| {
            let cue = article.attributions[at].cue.first().map_or("", |cue| cue.of(text));
            crate::text::lexicon::words(cue).iter().any(|w| is_form_of(w, ALLEGING))
        })
        .collect();
    if let Some(first) = spans.iter().min() {
        return Some(Finding {
            kind: FindingKind::UnverifiedClaims,
            message: format!(
                "The text says that something could not be checked: “{}”.",
                first.of(text)
            ),
            standard: standard::SPJ_VERIFY.to_owned(),
            source_ids: Vec::new(),
            attribution_ids: Vec::new(),
            spans,
        });
    }
    let message = format!("The text passes on an accusation: {}.", listed(article, &alleged));
    about(
        article,
        FindingKind::UnverifiedClaims,
        standard::SPJ_VERIFY,
        &alleged,
        message,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::list::assert_is_sorted;

    #[test]
    fn lists_are_sorted() {
        assert_is_sorted(VAGUE);
        assert_is_sorted(ALLEGING);
    }
}
