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
/// count from 1, figures have four places. What they refer to may not be there.
pub(crate) fn any_analysis() -> impl Strategy<Value = (Analysis, String)> {
    let text = prop::collection::vec(prop::sample::select(PIECES), 1..40).prop_map(|pieces| pieces.concat());
    (text, prop::collection::vec(any::<u16>(), 60..200)).prop_map(|(text, numbers)| {
        let mut choices = Choices {
            text: &text,
            bounds: (0..=text.len()).filter(|&byte| text.is_char_boundary(byte)).collect(),
            numbers,
            taken: 0,
        };
        (choices.analysis(), text)
    })
}

/// Numbers by chance and what they choose.
struct Choices<'t> {
    text: &'t str,
    /// Where its characters begin and end.
    bounds: Vec<usize>,
    numbers: Vec<u16>,
    taken: usize,
}

impl Choices<'_> {
    /// A number below `n`.
    fn below(&mut self, n: usize) -> usize {
        self.taken += 1;
        usize::from(self.numbers[self.taken % self.numbers.len()]) % n
    }

    fn of<T: Copy, const N: usize>(&mut self, values: [T; N]) -> T {
        values[self.below(N)]
    }

    fn maybe<T>(&mut self, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.below(2) == 0).then(|| value(self))
    }

    /// A list of up to `most` items, numbered from 1.
    fn list<T>(&mut self, most: usize, mut item: impl FnMut(&mut Self, usize) -> T) -> Vec<T> {
        let count = self.below(most + 1);
        (1..=count).map(|n| item(self, n)).collect()
    }

    /// A place with something in it.
    fn place(&mut self) -> Span {
        let at = self.below(self.bounds.len() - 1);
        let end = at + 1 + self.below(self.bounds.len() - 1 - at);
        Span::new(self.bounds[at], self.bounds[end])
    }

    /// Places in order and disjoint, with or without anything in them.
    fn spans(&mut self) -> Vec<Span> {
        let mut spans: Vec<Span> = self.list(3, |choices, _| {
            let mut place = choices.place();
            if choices.below(5) == 0 {
                place.end = place.start;
            }
            place
        });
        spans.sort_unstable();
        let mut end = 0;
        spans.retain(|span| {
            let apart = span.start >= end;
            if apart {
                end = span.end;
            }
            apart
        });
        spans
    }

    fn words(&mut self) -> String {
        self.place().of(self.text).to_owned()
    }

    fn id(&mut self, list: &str) -> Option<String> {
        self.maybe(|choices| format!("{list}{}", choices.below(6)))
    }

    fn analysis(&mut self) -> Analysis {
        let entities = self.list(4, Self::entity);
        let attributions = self.list(4, |choices, n| choices.attribution(n, entities.len()));
        Analysis {
            document: DocumentInfo {
                title: self.maybe(Self::words),
                byline: self.maybe(Self::words),
                ..DocumentInfo::default()
            },
            sentences: self.spans(),
            sources: self.list(4, |choices, n| choices.source(n, attributions.len())),
            statements: self.list(2, |choices, _| Statement {
                span: choices.spans(),
                sentence: choices.below(3) as u32,
                source_ids: choices.id("s").into_iter().collect(),
                kind: StatementKind::Implicit,
                attribution_ids: vec![],
            }),
            times: self.list(1, |choices, _| TimeExpression {
                span: choices.place(),
                kind: TimeKind::Set,
                value: "P1D".to_owned(),
            }),
            integrity: self.list(1, |choices, _| Damage {
                kind: DamageKind::StrayFullStop,
                span: choices.place(),
                message: choices.words(),
            }),
            findings: self.list(1, |choices, _| Finding {
                kind: FindingKind::DenialReported,
                message: choices.words(),
                standard: "A standard".to_owned(),
                source_ids: vec![],
                attribution_ids: vec![],
                spans: choices.list(2, |choices, _| choices.place()),
            }),
            attributions,
            entities,
            ..Analysis::default()
        }
    }

    fn attribution(&mut self, n: usize, entities: usize) -> Attribution {
        let mentions: Vec<u32> = (0..entities).map(|_| self.below(3) as u32).collect();
        let about = (1..).zip(mentions).filter(|&(_, mentions)| mentions > 0);
        Attribution {
            id: format!("a{n}"),
            source: self.spans(),
            cue: self.spans(),
            content: self.spans(),
            quotation: self.of([Quotation::Direct, Quotation::Mixed, Quotation::Indirect]),
            polarity: self.of([
                Polarity::Affirmed,
                Polarity::Denied,
                Polarity::Declined,
                Polarity::NoResponse,
            ]),
            act: self.of([Act::Statement, Act::Belief, Act::Intention, Act::Evidence]),
            relayed_by: self.id("a"),
            source_id: self.id("s"),
            about: about
                .map(|(n, mentions)| About {
                    entity_id: format!("e{n}"),
                    mentions,
                })
                .collect(),
            confidence: self.below(101) as f64 / 100.0,
        }
    }

    fn source(&mut self, n: usize, attributions: usize) -> Source {
        Source {
            id: format!("s{n}"),
            name: self.words(),
            kind: self.of([
                SourceType::NamedPerson,
                SourceType::Anonymous,
                SourceType::Document,
                SourceType::UnnamedGroup,
            ]),
            affiliation: self.of([Affiliation::Government, Affiliation::InternationalOrganization]),
            title: self.maybe(Self::words),
            anonymity_reason: self.maybe(Self::place),
            entity_id: self.id("e"),
            attribution_ids: (1..=attributions)
                .filter(|_| self.below(3) == 0)
                .map(|n| format!("a{n}"))
                .collect(),
            words: self.below(90) as u32,
            quoted_words: self.below(9) as u32,
        }
    }

    fn entity(&mut self, n: usize) -> Entity {
        Entity {
            id: format!("e{n}"),
            name: self.words(),
            kind: self.of([
                EntityType::Person,
                EntityType::Geopolitical,
                EntityType::Facility,
                EntityType::Norp,
            ]),
            wikidata: self.maybe(|_| format!("Q{n}")),
            coordinates: self.maybe(|choices| {
                let [longitude, latitude] = [2881, 1441].map(|eighths| choices.below(eighths) as f64 / 8.0);
                [longitude - 180.0, latitude - 90.0]
            }),
            country: self.maybe(|_| "NO".to_owned()),
            mentions: self.list(3, |choices, _| Mention {
                span: choices.place(),
                kind: choices.of([MentionKind::Name, MentionKind::Nominal, MentionKind::Pronoun]),
                own_type: choices.maybe(|_| EntityType::Norp),
            }),
            confidence: 0.5,
        }
    }
}
