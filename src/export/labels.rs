//! What people call the values of the analysis, in the reports made to be read. The page's own words for them are the same.

use super::story::Story;
use crate::analysis::{
    Act, Affiliation, Attribution, DamageKind, Entity, EntityType, FindingKind, Polarity, Quotation, Source,
    SourceType, TimeKind,
};

pub(super) const fn quotation(quotation: Quotation) -> &'static str {
    match quotation {
        Quotation::Direct => "direct",
        Quotation::Mixed => "mixed",
        Quotation::Indirect => "indirect",
    }
}

pub(super) const fn polarity(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Affirmed => "affirmed",
        Polarity::Denied => "denied",
        Polarity::Declined => "declined to comment",
        Polarity::NoResponse => "no response",
    }
}

pub(super) const fn act(act: Act) -> &'static str {
    match act {
        Act::Statement => "statement",
        Act::Belief => "belief",
        Act::Intention => "intention",
        Act::Evidence => "evidence",
    }
}

pub(super) const fn source_type(kind: SourceType) -> &'static str {
    match kind {
        SourceType::NamedPerson => "named person",
        SourceType::NamedOrganization => "named organisation",
        SourceType::Document => "document",
        SourceType::Anonymous => "anonymous",
        SourceType::UnnamedPerson => "unnamed person",
        SourceType::UnnamedGroup => "unnamed group",
    }
}

pub(super) const fn affiliation(affiliation: Affiliation) -> &'static str {
    match affiliation {
        Affiliation::Government => "government",
        Affiliation::Military => "military",
        Affiliation::Police => "police",
        Affiliation::Judiciary => "judiciary",
        Affiliation::PoliticalParty => "political party",
        Affiliation::Business => "business",
        Affiliation::Media => "media",
        Affiliation::Academia => "academia",
        Affiliation::Medical => "medical",
        Affiliation::Ngo => "non-profit",
        Affiliation::InternationalOrganization => "international",
        Affiliation::Citizen => "citizen",
        Affiliation::Sport => "sport",
        Affiliation::Other => "other",
    }
}

pub(super) const fn entity_type(kind: EntityType) -> &'static str {
    match kind {
        EntityType::Person => "person",
        EntityType::Organization => "organisation",
        EntityType::Geopolitical => "country, region or city",
        EntityType::Location => "place",
        EntityType::Facility => "building or site",
        EntityType::Norp => "nationality or group",
        EntityType::Event => "event",
        EntityType::Law => "law or treaty",
        EntityType::Product => "product or work",
    }
}

pub(super) const fn time_type(kind: TimeKind) -> &'static str {
    match kind {
        TimeKind::Date => "date",
        TimeKind::Time => "time",
        TimeKind::Duration => "length of time",
        TimeKind::Set => "recurring",
    }
}

pub(super) const fn finding(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::SingleAnonymousSource => "Rests on one anonymous source",
        FindingKind::MainClaimAnonymous => "Main claim rests on anonymous sources",
        FindingKind::SecondHandOnly => "Known only at second hand",
        FindingKind::NoResponseFromSubject => "Somebody concerned did not answer",
        FindingKind::AllOfficialSources => "Every source is an official",
        FindingKind::AnonymousOpinion => "Opinion from an anonymous source",
        FindingKind::AnonymityReasonMissing => "No reason given for anonymity",
        FindingKind::PluralSourcesVague => "Several unnamed people, one voice",
        FindingKind::NoNamedSource => "No named source",
        FindingKind::DenialReported => "A denial is reported",
        FindingKind::UnverifiedClaims => "Claims that were not verified",
    }
}

pub(super) const fn damage(kind: DamageKind) -> &'static str {
    match kind {
        DamageKind::StrayFullStop => "Stray full stop",
        DamageKind::ScrambledPhrase => "Scrambled words",
        DamageKind::DanglingPronoun => "Pronoun without a person",
        DamageKind::UnbalancedQuote => "Quotation mark without its partner",
        DamageKind::WrongCase => "Wrong capitals or small letters",
        DamageKind::RepeatedWord => "Repeated word",
        DamageKind::Other => "Damaged text",
    }
}

/// Several sources of a type.
const fn source_types(kind: SourceType) -> &'static str {
    match kind {
        SourceType::NamedPerson => "named people",
        SourceType::NamedOrganization => "named organisations",
        SourceType::Document => "documents",
        SourceType::Anonymous => "anonymous",
        SourceType::UnnamedPerson => "unnamed people",
        SourceType::UnnamedGroup => "unnamed groups",
    }
}

/// A number and what it counts: `1 word`, `2 words`.
pub(super) fn counted(number: usize, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{ending}")
}

/// A part of a whole in whole per cent; 0 % of nothing.
pub(super) fn percent(part: u32, whole: u32) -> String {
    let (part, whole) = (u64::from(part), u64::from(whole.max(1)));
    format!("{} %", (200 * part + whole) / (2 * whole))
}

/// A share, 0 to 1, in whole per cent.
fn share(share: f64) -> String {
    percent((share * 1e4).round() as u32, 10_000)
}

/// Degrees to two places, a kilometre, with the letter of their direction.
fn degrees(degrees: f64, positive: char, negative: char) -> String {
    let hundredths = (degrees.abs() * 100.0).round() as u32;
    let direction = if degrees < 0.0 { negative } else { positive };
    format!("{}.{:02}° {direction}", hundredths / 100, hundredths % 100)
}

/// Whether a source is named, and if not, why, in the article's words where it gives any.
pub(super) fn why_unnamed(story: Story<'_>, source: &Source) -> Option<String> {
    match source.kind {
        SourceType::NamedPerson | SourceType::NamedOrganization | SourceType::Document => None,
        _ => Some(match source.anonymity_reason {
            Some(reason) => format!("not named: “{}”", story.words(&[reason])),
            None if source.kind == SourceType::Anonymous => "not named, and no reason given".to_owned(),
            None => "not named".to_owned(),
        }),
    }
}

/// What an attribution is, in a few words.
pub(super) fn properties(attribution: &Attribution) -> [String; 4] {
    [
        quotation(attribution.quotation).to_owned(),
        polarity(attribution.polarity).to_owned(),
        act(attribution.act).to_owned(),
        format!("confidence {}", share(attribution.confidence)),
    ]
}

/// What the article rests on, in a few sentences.
pub(super) fn profile(story: Story<'_>) -> Vec<String> {
    let profile = &story.analysis.profile;
    let mut lines = Vec::new();
    let types: Vec<String> = profile
        .sources_by_type
        .iter()
        .map(|(&kind, &count)| match count {
            1 => format!("1 {}", source_type(kind)),
            count => format!("{count} {}", source_types(kind)),
        })
        .collect();
    let sources = counted(profile.sources as usize, "source");
    lines.push(if types.is_empty() {
        format!("{sources}.")
    } else {
        format!("{sources}: {}.", types.join(", "))
    });
    let (attributed, unattributed) = (profile.attributed_words, profile.unattributed_words);
    lines.push(format!(
        "Of {}, {attributed} ({}) are attributed to somebody, {} of them in quotation marks; nothing attributes {unattributed} ({}).",
        counted(profile.words as usize, "word"),
        percent(attributed, profile.words),
        profile.quoted_words,
        percent(unattributed, profile.words),
    ));
    lines.push(format!(
        "{} of {} sourced.",
        profile.sourced_sentences,
        if profile.sentences == 1 {
            "1 sentence is".to_owned()
        } else {
            format!("{} sentences are", profile.sentences)
        },
    ));
    let name = |id: &Option<String>| Some(story.source(id.as_deref()?)?.name.clone());
    if let Some(first) = name(&profile.first_source_id) {
        lines.push(format!("Speaks first: {first}."));
    }
    if let Some(most) = name(&profile.most_used_source_id) {
        let share = share(profile.most_used_source_share);
        lines.push(format!("Most used: {most}, {share} of the attributed words."));
    }
    if profile.longest_chain > 0 {
        let chain = match profile.longest_chain {
            1 => "every claim is at first hand".to_owned(),
            hands => format!("{hands} hands"),
        };
        lines.push(format!("Longest chain: {chain}."));
    }
    if profile.corrected > 0 {
        lines.push(format!(
            "{} corrected by hand.",
            counted(profile.corrected as usize, "machine finding")
        ));
    }
    lines
}

/// Where an entity is: its country and its place on the map.
pub(super) fn location(entity: &Entity) -> Vec<String> {
    let place = |[longitude, latitude]: [f64; 2]| {
        let (latitude, longitude) = (degrees(latitude, 'N', 'S'), degrees(longitude, 'E', 'W'));
        format!("{latitude}, {longitude}")
    };
    [entity.country.clone(), entity.coordinates.map(place)]
        .into_iter()
        .flatten()
        .collect()
}
