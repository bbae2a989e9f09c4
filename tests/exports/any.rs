//! Any analysis of any text.

use onrecord::Span;
use onrecord::analysis::{
    About, Act, Affiliation, Analysis, Attribution, Damage, DamageKind, DocumentInfo, Entity, EntityType, Finding,
    FindingKind, Mention, MentionKind, Polarity, Quotation, Source, SourceType, Statement, StatementKind,
    TimeExpression, TimeKind,
};
use proptest::prelude::*;

/// Pieces that some format treats specially.
const PIECES: &[&str] = &[
    "word",
    " ",
    " ",
    "said",
    "\n",
    "\r\n",
    "\n\n",
    "\t",
    "\0",
    "\u{1b}[31m",
    "\u{85}",
    "\u{2028}",
    "\u{c}",
    "é",
    "e\u{301}",
    "🚢",
    "你好",
    "\u{ffff}",
    "<b>",
    "</p>",
    "&amp;",
    "]]>",
    "\"",
    "'",
    ",",
    ";",
    "=1+1",
    "@",
    "-",
    "+",
    "|",
    "“",
    "”",
    "<!--",
    "\u{feff}",
    "\u{a0}",
];

/// An analysis of a text in which everything that a format relies on holds, and nothing else: spans lie on characters, ids
/// count from 1. What they refer to may not be there.
pub(crate) fn any_analysis() -> impl Strategy<Value = (Analysis, String)> {
    let text = prop::collection::vec(prop::sample::select(PIECES), 1..40).prop_map(|pieces| pieces.concat());
    (text, prop::collection::vec(any::<u16>(), 60..200)).prop_map(|(text, numbers)| {
        let mut numbers = numbers.into_iter().map(usize::from).cycle();
        let mut pick = |n: usize| numbers.next().map_or(0, |number| number % n.max(1));
        (analysis_of(&text, &mut pick), text)
    })
}

fn analysis_of(text: &str, pick: &mut impl FnMut(usize) -> usize) -> Analysis {
    let bounds: Vec<usize> = (0..=text.len()).filter(|&byte| text.is_char_boundary(byte)).collect();
    macro_rules! span {
        () => {{
            let (a, b) = (bounds[pick(bounds.len())], bounds[pick(bounds.len())]);
            Span::new(a.min(b), a.max(b))
        }};
    }
    // A place with something in it.
    macro_rules! place {
        () => {{
            let at = pick(bounds.len() - 1);
            Span::new(bounds[at], bounds[at + 1 + pick(bounds.len() - 1 - at)])
        }};
    }
    macro_rules! spans {
        () => {{
            let mut spans: Vec<Span> = Vec::new();
            for _ in 0..pick(4) {
                let span = span!();
                if spans.last().is_none_or(|last| last.end <= span.start) {
                    spans.push(span);
                }
            }
            spans
        }};
    }
    macro_rules! some_id {
        ($letter:literal) => {
            (pick(2) == 0).then(|| format!("{}{}", $letter, pick(6)))
        };
    }
    let count = pick(5);
    let entity_count = pick(5);
    let attributions = (1..=count)
        .map(|n| Attribution {
            id: format!("a{n}"),
            source: spans!(),
            cue: spans!(),
            content: spans!(),
            quotation: [Quotation::Direct, Quotation::Mixed, Quotation::Indirect][pick(3)],
            polarity: [
                Polarity::Affirmed,
                Polarity::Denied,
                Polarity::Declined,
                Polarity::NoResponse,
            ][pick(4)],
            act: [Act::Statement, Act::Belief, Act::Intention, Act::Evidence][pick(4)],
            relayed_by: some_id!("a"),
            source_id: some_id!("s"),
            about: (1..=entity_count)
                .filter_map(|n| {
                    let mentions = pick(3) as u32;
                    (mentions > 0).then(|| About {
                        entity_id: format!("e{n}"),
                        mentions,
                    })
                })
                .collect(),
            confidence: pick(101) as f64 / 100.0,
        })
        .collect();
    let sources = (1..=pick(5))
        .map(|n| Source {
            id: format!("s{n}"),
            name: span!().of(text).to_owned(),
            kind: [
                SourceType::NamedPerson,
                SourceType::Anonymous,
                SourceType::Document,
                SourceType::UnnamedGroup,
            ][pick(4)],
            affiliation: [Affiliation::Government, Affiliation::InternationalOrganization][pick(2)],
            title: (pick(2) == 0).then(|| span!().of(text).to_owned()),
            anonymity_reason: (pick(2) == 0).then(|| place!()),
            entity_id: some_id!("e"),
            attribution_ids: (1..=count).filter(|_| pick(3) == 0).map(|n| format!("a{n}")).collect(),
            words: pick(90) as u32,
            quoted_words: pick(9) as u32,
        })
        .collect();
    let entities = (1..=entity_count)
        .map(|n| Entity {
            id: format!("e{n}"),
            name: span!().of(text).to_owned(),
            kind: [
                EntityType::Person,
                EntityType::Geopolitical,
                EntityType::Facility,
                EntityType::Norp,
            ][pick(4)],
            wikidata: (pick(2) == 0).then(|| format!("Q{n}")),
            coordinates: (pick(2) == 0).then(|| [pick(2881) as f64 / 8.0 - 180.0, pick(181) as f64 - 90.0]),
            country: (pick(2) == 0).then(|| "NO".to_owned()),
            mentions: (0..pick(4))
                .map(|_| Mention {
                    span: place!(),
                    kind: [MentionKind::Name, MentionKind::Nominal, MentionKind::Pronoun][pick(3)],
                    own_type: (pick(3) == 0).then_some(EntityType::Norp),
                })
                .collect(),
            confidence: 0.5,
        })
        .collect();
    Analysis {
        document: DocumentInfo {
            title: (pick(2) == 0).then(|| span!().of(text).to_owned()),
            byline: (pick(2) == 0).then(|| span!().of(text).to_owned()),
            ..DocumentInfo::default()
        },
        sentences: spans!(),
        statements: (0..pick(3))
            .map(|_| Statement {
                span: spans!(),
                sentence: pick(3) as u32,
                source_ids: some_id!("s").into_iter().collect(),
                kind: StatementKind::Implicit,
                attribution_ids: vec![],
            })
            .collect(),
        times: vec![TimeExpression {
            span: place!(),
            kind: TimeKind::Set,
            value: "P1D".to_owned(),
        }],
        integrity: vec![Damage {
            kind: DamageKind::StrayFullStop,
            span: place!(),
            message: span!().of(text).to_owned(),
        }],
        findings: vec![Finding {
            kind: FindingKind::DenialReported,
            message: span!().of(text).to_owned(),
            standard: "A standard".to_owned(),
            source_ids: vec![],
            attribution_ids: vec![],
            spans: vec![place!(), place!()],
        }],
        attributions,
        sources,
        entities,
        ..Analysis::default()
    }
}
