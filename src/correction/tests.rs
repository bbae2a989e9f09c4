//! Every kind of correction, on an analysis made by hand.

use super::{Action, Anchor, Correction, Quote, corrected};
use crate::analysis::{Act, Affiliation, Analysis, Entity, EntityType, Mention, MentionKind, Polarity, SourceType};
use crate::document::Document;
use crate::engine::concluded;
use crate::entity::Gazetteer;
use crate::span::Span;
use crate::text::quotes::Quotes;
use crate::{attribution, source};

const TEXT: &str = "Mayor Ana Petrescu said the bridge is shut. The mayor said it was safe in May. Officials denied that. \
                    She told Lee Falk that the ferry runs. According to a report, Kim Ore said the Japanese paid.";

/// The nth place of some words, from 0.
fn place(words: &str, nth: usize) -> Span {
    let (start, _) = TEXT.match_indices(words).nth(nth).unwrap_or_else(|| panic!("{words}"));
    Span::new(start, start + words.len())
}

fn quote(words: &str, nth: usize) -> Quote {
    Quote {
        span: place(words, nth),
        quote: words.to_owned(),
    }
}

fn mention(words: &str) -> Anchor {
    Anchor {
        mention: Some(quote(words, 0)),
        ..Anchor::default()
    }
}

/// An attribution by its words; "said#1" is the second "said".
fn words(source: &str, cue: &str, content: &str) -> Anchor {
    let quotes = |words: &str| {
        let (words, nth) = words.split_once('#').unwrap_or((words, "0"));
        let nth = nth.parse().expect("a number");
        Vec::from_iter((!words.is_empty()).then(|| quote(words, nth)))
    };
    Anchor {
        source: quotes(source),
        cue: quotes(cue),
        content: quotes(content),
        mention: None,
        nth: 0,
    }
}

fn first() -> Anchor {
    words("Mayor Ana Petrescu", "said", "the bridge is shut")
}

fn second() -> Anchor {
    words("The mayor", "said#1", "it was safe in May")
}

fn officials() -> Anchor {
    words("Officials", "denied", "that")
}

fn she() -> Anchor {
    words("She", "told", "that the ferry runs")
}

fn report() -> Anchor {
    words("a report", "According to", "Kim Ore said the Japanese paid")
}

fn kim() -> Anchor {
    words("Kim Ore", "said#2", "the Japanese paid")
}

/// An analysis made by hand, in which the mayor has three attributions.
fn analysis() -> (Document, Analysis) {
    let document = Document::from_text(TEXT);
    let sentences = crate::text::sentences::split(TEXT, &document.paragraphs);
    let quotes = Quotes::find(TEXT, &document.paragraphs);
    let entity = |n: usize, name: &str, kind, mentions: &[(&str, usize, MentionKind)]| Entity {
        id: format!("e{n}"),
        name: name.to_owned(),
        kind,
        wikidata: Some(format!("Q{n}")),
        coordinates: Some([1.0, 2.0]),
        country: Some("NO".to_owned()),
        mentions: mentions
            .iter()
            .map(|&(words, nth, kind)| Mention {
                span: place(words, nth),
                kind,
                own_type: None,
            })
            .collect(),
        confidence: 0.5,
    };
    let entities = vec![
        entity(
            1,
            "Ana Petrescu",
            EntityType::Person,
            &[
                ("Ana Petrescu", 0, MentionKind::Name),
                ("The mayor", 0, MentionKind::Nominal),
                ("She", 0, MentionKind::Pronoun),
            ],
        ),
        entity(2, "Lee Falk", EntityType::Person, &[("Lee Falk", 0, MentionKind::Name)]),
        entity(3, "Kim Ore", EntityType::Person, &[("Kim Ore", 0, MentionKind::Name)]),
        entity(
            4,
            "Japan",
            EntityType::Geopolitical,
            &[("Japanese", 0, MentionKind::Name)],
        ),
    ];
    let mut attributions: Vec<_> = [first(), second(), officials(), she(), report(), kim()]
        .into_iter()
        .enumerate()
        .map(|(index, anchor)| {
            let [source, cue, content] = [anchor.source, anchor.cue, anchor.content]
                .map(|quotes| quotes.into_iter().map(|quote| quote.span).collect::<Vec<_>>());
            let (quotation, polarity, act) = attribution::surface(TEXT, &quotes, &source, &cue, &content);
            crate::analysis::Attribution {
                id: format!("a{}", index + 1),
                quotation,
                polarity,
                act,
                relayed_by: (index == 5).then(|| "a5".to_owned()),
                source_id: None,
                about: vec![],
                confidence: 0.9,
                source,
                cue,
                content,
            }
        })
        .collect();
    let sources = source::sources(
        TEXT,
        &sentences,
        &quotes,
        &entities,
        &Gazetteer::default(),
        &mut attributions,
    );
    let found = Analysis {
        sentences,
        attributions,
        sources,
        entities,
        ..Analysis::default()
    };
    let analysis = concluded(found, &document, &quotes);
    (document, analysis)
}

/// The sources with their attributions, and the entities with their mentions, in a line each.
fn shown(analysis: &Analysis) -> Vec<String> {
    let sources = analysis.sources.iter().map(|source| {
        format!(
            "{} {:?}: {}",
            source.name,
            source.kind,
            source.attribution_ids.join(" ")
        )
    });
    let entities = analysis.entities.iter().map(|entity| {
        let mentions: Vec<&str> = entity.mentions.iter().map(|mention| mention.span.of(TEXT)).collect();
        format!("{} {:?}: {}", entity.name, entity.kind, mentions.join(", "))
    });
    sources.chain(entities).collect()
}

fn after(corrections: &[Correction]) -> Analysis {
    let (document, analysis) = analysis();
    let corrected = corrected(&analysis, &document, corrections.to_vec());
    assert_eq!(corrected.corrections.len(), corrections.len());
    corrected
}

/// The lines of `shown` that a correction takes away and brings.
fn changes(correction: Correction) -> (Vec<String>, Vec<String>) {
    let (before, corrected) = (shown(&after(&[])), after(&[correction]));
    assert!(!corrected.corrections[0].orphaned, "{:?}", corrected.corrections);
    assert_eq!(corrected.profile.corrected, 1);
    let after = shown(&corrected);
    let gone = before.iter().filter(|line| !after.contains(line)).cloned();
    (
        gone.collect(),
        after.iter().filter(|line| !before.contains(line)).cloned().collect(),
    )
}

#[test]
fn the_analysis_to_be_corrected() {
    assert_eq!(
        shown(&after(&[])),
        [
            "Ana Petrescu NamedPerson: a1 a2 a4",
            "Officials UnnamedGroup: a3",
            "report Document: a5",
            "Kim Ore NamedPerson: a6",
            "Ana Petrescu Person: Ana Petrescu, The mayor, She",
            "Lee Falk Person: Lee Falk",
            "Kim Ore Person: Kim Ore",
            "Japan Geopolitical: Japanese",
        ]
    );
}

#[test]
#[allow(clippy::too_many_lines, reason = "a table")]
fn every_action_does_what_it_says_and_nothing_else() {
    use Action as A;
    let new = Correction::new;
    let table: Vec<(Correction, &[&str], &[&str])> = vec![
        (
            Correction {
                name: Some("Ana P.".to_owned()),
                source_type: Some(SourceType::Anonymous),
                affiliation: Some(Affiliation::Citizen),
                ..new(A::ChangeSource, second())
            },
            &["Ana Petrescu NamedPerson: a1 a2 a4"],
            &["Ana P. Anonymous: a1 a2 a4"],
        ),
        (
            Correction {
                into: Some(first()),
                ..new(A::MergeSources, officials())
            },
            &["Ana Petrescu NamedPerson: a1 a2 a4", "Officials UnnamedGroup: a3"],
            &["Ana Petrescu NamedPerson: a1 a2 a3 a4"],
        ),
        (
            Correction {
                of: vec![second()],
                ..new(A::SplitSource, first())
            },
            &["Ana Petrescu NamedPerson: a1 a2 a4"],
            &["Ana Petrescu NamedPerson: a1 a4", "Ana Petrescu NamedPerson: a2"],
        ),
        (
            Correction {
                of: vec![she()],
                name: Some("the harbour master".to_owned()),
                source_type: Some(SourceType::UnnamedPerson),
                ..new(A::SplitSource, first())
            },
            &["Ana Petrescu NamedPerson: a1 a2 a4"],
            &[
                "Ana Petrescu NamedPerson: a1 a2",
                "the harbour master UnnamedPerson: a4",
            ],
        ),
        (
            new(A::DeleteSource, she()),
            // Ids are counted anew.
            &[
                "Ana Petrescu NamedPerson: a1 a2 a4",
                "Officials UnnamedGroup: a3",
                "report Document: a5",
                "Kim Ore NamedPerson: a6",
            ],
            &[
                "Officials UnnamedGroup: a1",
                "report Document: a2",
                "Kim Ore NamedPerson: a3",
            ],
        ),
        (
            Correction {
                into: Some(kim()),
                ..new(A::AssignSource, she())
            },
            &["Ana Petrescu NamedPerson: a1 a2 a4", "Kim Ore NamedPerson: a6"],
            &["Ana Petrescu NamedPerson: a1 a2", "Kim Ore NamedPerson: a4 a6"],
        ),
        (
            new(A::DeleteAttribution, report()),
            &["report Document: a5", "Kim Ore NamedPerson: a6"],
            &["Kim Ore NamedPerson: a5"],
        ),
        (
            new(A::AddAttribution, words("Lee Falk", "", "the ferry runs")),
            &["report Document: a5", "Kim Ore NamedPerson: a6"],
            &[
                "Lee Falk NamedPerson: a5",
                "report Document: a6",
                "Kim Ore NamedPerson: a7",
            ],
        ),
        (
            Correction {
                into: Some(first()),
                ..new(A::AddAttribution, words("", "", "Officials denied that."))
            },
            &[
                "Ana Petrescu NamedPerson: a1 a2 a4",
                "report Document: a5",
                "Kim Ore NamedPerson: a6",
            ],
            &[
                "Ana Petrescu NamedPerson: a1 a2 a4 a5",
                "report Document: a6",
                "Kim Ore NamedPerson: a7",
            ],
        ),
        (
            Correction {
                name: Some("A. Petrescu".to_owned()),
                entity_type: Some(EntityType::Organization),
                ..new(A::ChangeEntity, mention("She"))
            },
            &["Ana Petrescu Person: Ana Petrescu, The mayor, She"],
            &["A. Petrescu Organization: Ana Petrescu, The mayor, She"],
        ),
        (
            Correction {
                into: Some(mention("Ana Petrescu")),
                ..new(A::MergeEntities, mention("Lee Falk"))
            },
            &[
                "Ana Petrescu Person: Ana Petrescu, The mayor, She",
                "Lee Falk Person: Lee Falk",
            ],
            &["Ana Petrescu Person: Ana Petrescu, The mayor, She, Lee Falk"],
        ),
        (
            Correction {
                of: vec![mention("The mayor"), mention("She")],
                ..new(A::SplitEntity, mention("Ana Petrescu"))
            },
            &["Ana Petrescu Person: Ana Petrescu, The mayor, She"],
            &["Ana Petrescu Person: Ana Petrescu", "The mayor Person: The mayor, She"],
        ),
        (
            new(A::DeleteEntity, mention("Lee Falk")),
            &["Lee Falk Person: Lee Falk"],
            &[],
        ),
        (
            Correction {
                of: vec![mention("She")],
                ..new(A::DeleteMentions, mention("Ana Petrescu"))
            },
            &["Ana Petrescu Person: Ana Petrescu, The mayor, She"],
            &["Ana Petrescu Person: Ana Petrescu, The mayor"],
        ),
        (
            Correction {
                entity_type: Some(EntityType::Product),
                ..new(A::AddEntity, mention("the ferry"))
            },
            &[],
            &["the ferry Product: the ferry"],
        ),
        (
            Correction {
                into: Some(mention("Ana Petrescu")),
                ..new(A::AddMention, mention("Lee Falk"))
            },
            &[
                "Ana Petrescu Person: Ana Petrescu, The mayor, She",
                "Lee Falk Person: Lee Falk",
            ],
            &["Ana Petrescu Person: Ana Petrescu, The mayor, She, Lee Falk"],
        ),
    ];
    for (correction, gone, come) in table {
        let action = correction.action;
        let (found_gone, found_come) = changes(correction);
        assert_eq!(
            (found_gone, found_come),
            (
                gone.iter().map(ToString::to_string).collect(),
                come.iter().map(ToString::to_string).collect()
            ),
            "{action:?}"
        );
    }
}

#[test]
fn what_a_source_was_known_by_goes_with_its_type() {
    let retyped = after(&[Correction {
        source_type: Some(SourceType::UnnamedPerson),
        affiliation: Some(Affiliation::Citizen),
        ..Correction::new(Action::ChangeSource, first())
    }]);
    let source = &retyped.sources[0];
    assert_eq!(
        (source.kind, source.affiliation, &source.title),
        (SourceType::UnnamedPerson, Affiliation::Citizen, &None)
    );
    // She and Kim Ore, of whom the text says nothing.
    assert_eq!(retyped.profile.sources_by_affiliation[&Affiliation::Citizen], 2);
    assert_eq!(retyped.corrections[0].ids, ["s1"]);
}

#[test]
fn entities_lose_what_does_not_go_with_their_type() {
    let unlinked = after(&[Correction {
        unlinked: true,
        ..Correction::new(Action::ChangeEntity, mention("Japanese"))
    }]);
    let entity = &unlinked.entities[3];
    assert_eq!(
        (&entity.wikidata, entity.coordinates, &entity.country),
        (&None, None, &None)
    );
    let person = after(&[Correction {
        entity_type: Some(EntityType::Person),
        ..Correction::new(Action::ChangeEntity, mention("Japanese"))
    }]);
    let entity = &person.entities[3];
    assert_eq!((entity.wikidata.as_deref(), entity.coordinates), (Some("Q4"), None));
}

#[test]
fn an_attribution_takes_other_words() {
    let changed = after(&[Correction {
        words: Some(words("Mayor Ana Petrescu", "said", "the bridge is")),
        act: Some(Act::Belief),
        polarity: Some(Polarity::Denied),
        ..Correction::new(Action::ChangeAttribution, first())
    }]);
    let attribution = &changed.attributions[0];
    assert_eq!(attribution.content, [place("the bridge is", 0)]);
    assert_eq!((attribution.act, attribution.polarity), (Act::Belief, Polarity::Denied));
    assert_eq!(changed.statements[0].source_ids, ["s1"]);
    assert_eq!(changed.sources[0].words, after(&[]).sources[0].words - 1);
}

#[test]
fn what_was_passed_on_is_at_first_hand_without_who_passed_it_on() {
    assert_eq!(after(&[]).profile.longest_chain, 2);
    let deleted = after(&[Correction::new(Action::DeleteAttribution, report())]);
    assert_eq!(deleted.profile.longest_chain, 1);
    assert_eq!(deleted.attributions[4].relayed_by, None);
    // And what is added within a content is passed on.
    let added = after(&[Correction::new(
        Action::AddAttribution,
        words("the Japanese", "paid", ""),
    )]);
    assert!(added.corrections[0].orphaned == added.attributions.len().eq(&6));
    let added = after(&[Correction::new(Action::AddAttribution, words("Japanese", "", "paid"))]);
    assert_eq!((added.attributions.len(), added.profile.longest_chain), (7, 3));
}

#[test]
fn several_corrections_build_on_each_other_in_order() {
    let list = [
        Correction {
            of: vec![she()],
            ..Correction::new(Action::SplitSource, first())
        },
        Correction {
            name: Some("Lee".to_owned()),
            ..Correction::new(Action::ChangeSource, she())
        },
        Correction {
            into: Some(she()),
            ..Correction::new(Action::MergeSources, kim())
        },
    ];
    let corrected = after(&list);
    assert_eq!(corrected.sources[2].name, "Lee");
    assert_eq!(corrected.sources[2].attribution_ids, ["a4", "a6"]);
    assert_eq!(corrected.corrections[1].ids, ["s3"]);
    assert_eq!(corrected.profile.corrected, 3);
    // Without the first, the others are about the mayor as a whole.
    assert_eq!(after(&list[1..]).sources[0].name, "Lee");
}

#[test]
fn what_is_not_there_is_orphaned_and_nothing_else_is_changed() {
    let (_, before) = analysis();
    let moved = |mut anchor: Anchor| {
        for quote in anchor.quotes() {
            quote.span.start += 1;
            quote.span.end += 1;
        }
        anchor
    };
    let gone = |mut anchor: Anchor| {
        for quote in anchor.quotes() {
            quote.span = Span::default();
        }
        anchor
    };
    for correction in [
        Correction::new(Action::DeleteAttribution, moved(first())),
        Correction::new(Action::DeleteAttribution, gone(first())),
        // An attribution of these words, but none that was found.
        Correction::new(Action::DeleteAttribution, words("Lee Falk", "", "the ferry runs")),
        Correction::new(Action::DeleteEntity, mention("the ferry")),
        Correction::new(Action::AddEntity, gone(mention("the ferry"))),
        Correction::new(Action::AddAttribution, gone(words("Lee Falk", "", "the ferry runs"))),
        // No other one.
        Correction::new(Action::MergeSources, first()),
        Correction {
            into: Some(second()),
            ..Correction::new(Action::MergeSources, first())
        },
        // Not its own, or all of them.
        Correction {
            of: vec![officials()],
            ..Correction::new(Action::SplitSource, first())
        },
        Correction {
            of: vec![first(), second(), she()],
            ..Correction::new(Action::SplitSource, first())
        },
        Correction {
            of: vec![mention("Lee Falk")],
            ..Correction::new(Action::SplitEntity, mention("Lee Falk"))
        },
    ] {
        let after = after(std::slice::from_ref(&correction));
        assert!(after.corrections[0].orphaned, "{correction:?}");
        let unmarked = Analysis {
            corrections: vec![],
            ..after
        };
        assert_eq!(unmarked, before, "{correction:?}");
    }
    // A changed content does not hide an attribution that its source and cue still show.
    let mut anchor = first();
    anchor.content[0].span = Span::default();
    assert!(!after(&[Correction::new(Action::DeleteAttribution, anchor)]).corrections[0].orphaned);
}
