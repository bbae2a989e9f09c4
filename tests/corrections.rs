//! Corrections of real analyses: whatever they are, what holds for any analysis still holds; and after any edit of the text
//! every place is of the very words that it was of.

mod spans;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use onrecord::analysis::{Act, Affiliation, Analysis, Attribution, EntityType, Polarity, Quotation, SourceType};
use onrecord::correction::{Action, Anchor, Correction, Corrections, Quote, carry, corrected};
use onrecord::export::{self, json};
use onrecord::{Document, Engine, OffsetUnit, Options, Span};
use proptest::prelude::*;
use spans::check_spans;

const ARTICLES: [&str; 4] = [
    include_str!("../www/example.txt"),
    "The river will not rise again this week, the harbour office said. “We are watching it,” Ines Moreau, its head, told \
     reporters on Tuesday.\n\nThe mayor declined to comment. According to a report by the port authority, citing two \
     engineers, the dam is “in good order” 🙂.",
    "Kim said A. Kim said B. Kim said A.\n\nNo comment, said Kim. No comment, said Kim.",
    "",
];

static ANALYSES: LazyLock<Vec<(Document, Analysis)>> = LazyLock::new(|| {
    let model =
        std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/models/en/onrecord.model")).expect("the model file");
    let engine = Engine::load(&model).expect("a model of this version");
    let documents = ARTICLES.map(Document::from_text).into_iter();
    documents
        .map(|document| {
            let analysis = engine.analyze(&document, &Options::default());
            (document, analysis)
        })
        .collect()
});

static SCHEMA: LazyLock<jsonschema::Validator> = LazyLock::new(|| {
    let schema = serde_json::from_str(include_str!("../schema/onrecord.schema.json")).expect("the schema is JSON");
    jsonschema::draft202012::new(&schema).expect("its references resolve")
});

const ACTIONS: [Action; 15] = [
    Action::AddAttribution,
    Action::ChangeAttribution,
    Action::DeleteAttribution,
    Action::AssignSource,
    Action::ChangeSource,
    Action::MergeSources,
    Action::SplitSource,
    Action::DeleteSource,
    Action::AddEntity,
    Action::AddMention,
    Action::ChangeEntity,
    Action::MergeEntities,
    Action::SplitEntity,
    Action::DeleteEntity,
    Action::DeleteMentions,
];

/// Corrections by chance, most of them about what is there.
struct Chance<'a> {
    text: &'a str,
    analysis: &'a Analysis,
    numbers: &'a [u16],
    taken: usize,
}

impl Chance<'_> {
    fn below(&mut self, n: usize) -> usize {
        self.taken += 1;
        usize::from(self.numbers[self.taken % self.numbers.len()]) % n.max(1)
    }

    fn maybe<T: Copy, const N: usize>(&mut self, values: [T; N]) -> Option<T> {
        let at = self.below(N + 1);
        values.get(at).copied()
    }

    /// Words anywhere, now and then none, past the end or within a character.
    fn words(&mut self) -> Quote {
        let start = self.below(self.text.len() + 2);
        let span = Span::new(start, start + self.below(20));
        self.quote(span)
    }

    fn quote(&mut self, span: Span) -> Quote {
        Quote {
            span,
            quote: span.of(self.text).to_owned(),
        }
    }

    fn attribution(&mut self) -> Anchor {
        let at = self.below(self.analysis.attributions.len() + 1);
        let Some(attribution) = self.analysis.attributions.get(at) else {
            let few = |chance: &mut Self| (0..chance.below(3)).map(|_| chance.words()).collect();
            return Anchor {
                source: few(self),
                cue: few(self),
                content: few(self),
                mention: None,
                nth: 0,
            };
        };
        let mut quotes = |spans: &[Span]| spans.iter().map(|span| self.quote(*span)).collect();
        Anchor {
            source: quotes(&attribution.source),
            cue: quotes(&attribution.cue),
            content: quotes(&attribution.content),
            mention: None,
            nth: 0,
        }
    }

    fn mention(&mut self) -> Anchor {
        let mentions: Vec<Span> = self
            .analysis
            .entities
            .iter()
            .flat_map(|e| e.mentions.iter().map(|m| m.span))
            .collect();
        let at = self.below(mentions.len() + 2);
        let mention = match mentions.get(at) {
            Some(&span) => self.quote(span),
            None => self.words(),
        };
        Anchor {
            mention: Some(mention),
            ..Anchor::default()
        }
    }

    fn correction(&mut self) -> Correction {
        let action = ACTIONS[self.below(ACTIONS.len())];
        let of_entities = ACTIONS[8..].contains(&action);
        let anchor = |chance: &mut Self| {
            if of_entities {
                chance.mention()
            } else {
                chance.attribution()
            }
        };
        let mut correction = Correction::new(action, anchor(self));
        correction.into = (self.below(4) > 0).then(|| anchor(self));
        correction.of = (0..self.below(4)).map(|_| anchor(self)).collect();
        correction.words = (self.below(2) > 0).then(|| self.attribution());
        correction.name = self.maybe(["New name"]).map(str::to_owned);
        correction.source_type = self.maybe([SourceType::Anonymous, SourceType::NamedPerson, SourceType::Document]);
        correction.affiliation = self.maybe([Affiliation::Citizen, Affiliation::Government]);
        correction.entity_type = self.maybe([EntityType::Person, EntityType::Geopolitical, EntityType::Norp]);
        correction.quotation = self.maybe([Quotation::Direct, Quotation::Indirect]);
        correction.polarity = self.maybe([Polarity::Affirmed, Polarity::Denied, Polarity::NoResponse]);
        correction.act = self.maybe([Act::Intention, Act::Statement]);
        correction.unlinked = self.below(3) == 0;
        correction
    }
}

fn corrections(text: &str, analysis: &Analysis, numbers: &[u16]) -> Vec<Correction> {
    let mut chance = Chance {
        text,
        analysis,
        numbers,
        taken: 0,
    };
    (0..=chance.below(8)).map(|_| chance.correction()).collect()
}

/// Fails unless everything holds that holds for any analysis.
fn check(analysis: &Analysis, text: &str) -> Result<(), TestCaseError> {
    let numbered = |letter: &str, ids: Vec<&String>| ids.iter().zip(1..).all(|(id, n)| **id == format!("{letter}{n}"));
    let Analysis {
        attributions,
        sources,
        entities,
        ..
    } = analysis;
    prop_assert!(numbered("a", attributions.iter().map(|a| &a.id).collect()));
    prop_assert!(numbered("s", sources.iter().map(|s| &s.id).collect()));
    prop_assert!(numbered("e", entities.iter().map(|e| &e.id).collect()));
    let first = |a: &Attribution| {
        [&a.source, &a.cue, &a.content]
            .into_iter()
            .flatten()
            .map(|s| s.start)
            .min()
    };
    prop_assert!(attributions.is_sorted_by_key(first));
    let attribution_ids: BTreeSet<&String> = attributions.iter().map(|a| &a.id).collect();
    let entity_ids: BTreeSet<&String> = entities.iter().map(|e| &e.id).collect();
    for attribution in attributions {
        for spans in [&attribution.source, &attribution.cue, &attribution.content] {
            check_spans(text, spans)?;
        }
        if let Some(id) = &attribution.source_id {
            let source = sources.iter().find(|source| source.id == *id);
            prop_assert!(source.is_some_and(|source| source.attribution_ids.contains(&attribution.id)));
        }
        let mut hands = vec![attribution];
        while let Some(outer) = &hands[hands.len() - 1].relayed_by {
            let outer = attributions.iter().find(|a| a.id == *outer);
            prop_assert!(outer.is_some(), "relayed by nobody");
            hands.extend(outer);
            prop_assert!(hands.len() <= attributions.len(), "a chain without an end");
        }
        prop_assert!(
            attribution
                .about
                .iter()
                .all(|about| entity_ids.contains(&about.entity_id))
        );
    }
    for source in sources {
        prop_assert!(!source.attribution_ids.is_empty());
        prop_assert!(source.attribution_ids.iter().all(|id| attribution_ids.contains(id)));
        prop_assert!(source.entity_id.as_ref().is_none_or(|id| entity_ids.contains(id)));
        prop_assert!(source.anonymity_reason.is_none() || source.kind == SourceType::Anonymous);
    }
    let mut places = BTreeSet::new();
    for entity in entities {
        prop_assert!(!entity.mentions.is_empty());
        prop_assert!(entity.mentions.is_sorted_by_key(|m| (m.span.start, m.span.end)));
        for mention in &entity.mentions {
            check_spans(text, &[mention.span])?;
            prop_assert!(places.insert(mention.span), "a place mentions two entities");
            prop_assert!(mention.own_type != Some(entity.kind));
        }
    }
    for statement in &analysis.statements {
        check_spans(text, &statement.span)?;
        prop_assert!(statement.attribution_ids.iter().all(|id| attribution_ids.contains(id)));
        prop_assert!(
            statement
                .source_ids
                .iter()
                .all(|id| sources.iter().any(|s| s.id == *id))
        );
    }
    prop_assert_eq!(analysis.profile.sources as usize, sources.len());
    let in_effect = analysis
        .corrections
        .iter()
        .filter(|correction| !correction.orphaned)
        .count();
    prop_assert_eq!(analysis.profile.corrected as usize, in_effect);
    for correction in &analysis.corrections {
        let known = |id: &String| {
            attribution_ids.contains(id) || entity_ids.contains(id) || sources.iter().any(|s| s.id == *id)
        };
        prop_assert!(correction.ids.iter().all(known));
    }
    Ok(())
}

#[test]
fn without_corrections_an_analysis_stays_as_it_is() {
    for (document, analysis) in ANALYSES.iter() {
        assert_eq!(&corrected(analysis, document, vec![]), analysis);
        // And one that is orphaned changes nothing either: what follows from the lists is what the engine makes of them.
        let gone = Correction::new(Action::DeleteEntity, Anchor::default());
        let after = corrected(analysis, document, vec![gone]);
        assert!(after.corrections[0].orphaned);
        let unmarked = Analysis {
            corrections: vec![],
            ..after
        };
        assert_eq!(&unmarked, analysis);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_corrected_an_analysis_is_sound(
        article in 0..ARTICLES.len(),
        numbers in prop::collection::vec(any::<u16>(), 20..200),
    ) {
        let (document, analysis) = &ANALYSES[article];
        let text = &document.text;
        let list = corrections(text, analysis, &numbers);
        let after = corrected(analysis, document, list.clone());
        check(&after, text)?;
        prop_assert_eq!(after.corrections.len(), list.len());
        for (name, _) in export::FORMATS {
            export::to_string(name, &after, text, OffsetUnit::CodePoint);
        }
        for unit in [OffsetUnit::Byte, OffsetUnit::CodePoint, OffsetUnit::Utf16] {
            let written = json::to_string(&after.clone().with_offsets(text, unit));
            let read: Analysis = serde_json::from_str(&written).expect("an analysis");
            prop_assert_eq!(json::to_string(&read), written);
        }
    }

    /// What is exported is put on the same article again, in any unit, and gives the same.
    #[test]
    fn corrections_are_read_back(
        article in 0..ARTICLES.len(),
        numbers in prop::collection::vec(any::<u16>(), 20..200),
    ) {
        let (document, analysis) = &ANALYSES[article];
        let text = &document.text;
        // Only such as can be understood, and with places that are some.
        let mut list = corrected(analysis, document, corrections(text, analysis, &numbers)).corrections;
        list.retain(|correction| !correction.orphaned);
        // What is no place of the text becomes an empty one when it is read.
        let list = serde_json::to_string(&list).expect("plain data");
        let list = Corrections::from_json(&list, OffsetUnit::Byte).expect("corrections").for_document(document);
        let once = corrected(analysis, document, list);
        for unit in [OffsetUnit::Byte, OffsetUnit::CodePoint, OffsetUnit::Utf16] {
            let exported = once.clone().with_offsets(text, unit);
            let list = serde_json::to_string(&exported.corrections).expect("plain data");
            let read = Corrections::from_json(&list, unit).expect("corrections").for_document(document);
            prop_assert_eq!(&corrected(analysis, document, read), &once);
            if !once.corrections.is_empty() {
                let whole = Corrections::from_json(&json::to_string(&exported), OffsetUnit::Byte).expect("an analysis");
                prop_assert_eq!(&corrected(analysis, document, whole.for_document(document)), &once);
            }
        }
    }

    /// Any edit: every quote that still has a place has its own words there.
    #[test]
    fn places_move_with_their_words(
        article in 0..3_usize,
        numbers in prop::collection::vec(any::<u16>(), 4..40),
    ) {
        let (document, analysis) = &ANALYSES[article];
        let old = &document.text;
        let bounds: Vec<usize> = (0..=old.len()).filter(|&at| old.is_char_boundary(at)).collect();
        let bound = |n: u16| bounds[usize::from(n) % bounds.len()];
        // Several stretches, each replaced by another stretch of the text itself: as alike as can be.
        let mut cuts: Vec<(usize, usize)> = numbers.chunks_exact(2).take(3).map(|pair| {
            let start = bound(pair[0]);
            let end = bounds.iter().copied().find(|&at| at >= start + usize::from(pair[1] % 60)).unwrap_or(old.len());
            (start, end)
        }).collect();
        cuts.sort_unstable();
        let mut new = String::new();
        let mut at = 0;
        for (index, &(start, end)) in cuts.iter().enumerate() {
            if start < at { continue; }
            new += &old[at..start];
            let from = bound(numbers[index % numbers.len()].wrapping_mul(31));
            new += old[from..].split_inclusive(' ').next().unwrap_or("");
            at = end;
        }
        new += &old[at..];
        let mut list: Vec<Correction> = analysis.attributions.iter().map(|attribution| {
            let quotes = |spans: &[Span]| spans.iter().map(|&span| Quote { span, quote: span.of(old).to_owned() }).collect();
            Correction::new(Action::DeleteAttribution, Anchor {
                source: quotes(&attribution.source), cue: quotes(&attribution.cue), content: quotes(&attribution.content), mention: None, nth: 0,
            })
        }).collect();
        let before = list.clone();
        carry(&mut list, old, &new);
        for (now, then) in list.iter().zip(&before) {
            for (now, then) in now.at.content.iter().zip(&then.at.content) {
                if now.span.is_empty() { continue; }
                prop_assert_eq!(now.span.of(&new), then.quote.as_str());
                prop_assert_eq!(&now.quote, &then.quote);
            }
            for cue in now.at.cue.iter().filter(|cue| !cue.span.is_empty()) {
                prop_assert_eq!(cue.span.of(&new), cue.quote.as_str());
            }
        }
        // Carried to the same text nothing moves.
        let mut same = before.clone();
        carry(&mut same, old, old);
        prop_assert_eq!(same, before);
    }
}

#[test]
fn corrected_output_is_what_the_schema_says() {
    let (document, analysis) = &ANALYSES[0];
    let text = &document.text;
    let quotes = |spans: &[Span]| -> Vec<Quote> {
        spans
            .iter()
            .map(|&span| Quote {
                span,
                quote: span.of(text).to_owned(),
            })
            .collect()
    };
    let attribution = |at: usize| Anchor {
        source: quotes(&analysis.attributions[at].source),
        cue: quotes(&analysis.attributions[at].cue),
        content: quotes(&analysis.attributions[at].content),
        mention: None,
        nth: 0,
    };
    let mention = |entity: usize| Anchor {
        mention: quotes(&[analysis.entities[entity].mentions[0].span]).pop(),
        ..Anchor::default()
    };
    let mut list = Vec::new();
    for action in ACTIONS {
        let of_entities = ACTIONS[8..].contains(&action);
        let anchor = |n| if of_entities { mention(n) } else { attribution(n) };
        let mut correction = Correction::new(action, anchor(2));
        if matches!(
            action,
            Action::AssignSource
                | Action::MergeSources
                | Action::AddMention
                | Action::MergeEntities
                | Action::AddAttribution
        ) {
            correction.into = Some(anchor(0));
        }
        if matches!(
            action,
            Action::SplitSource | Action::SplitEntity | Action::DeleteMentions
        ) {
            correction.of = vec![anchor(2)];
        }
        match action {
            Action::ChangeAttribution => {
                correction.words = Some(attribution(2));
                correction.polarity = Some(Polarity::Denied);
            }
            Action::ChangeSource | Action::SplitSource => {
                correction.name = Some("A source".to_owned());
                correction.source_type = Some(SourceType::Anonymous);
                correction.affiliation = Some(Affiliation::Ngo);
            }
            Action::ChangeEntity => correction.unlinked = true,
            _ => {}
        }
        list.push(correction);
    }
    let mut corrected = corrected(analysis, document, list.clone());
    corrected.input = serde_json::from_str(r#"{"format": "text", "text": "The article."}"#).expect("an input");
    let output = serde_json::to_value(corrected.with_offsets(text, OffsetUnit::CodePoint)).expect("plain data");
    let errors: Vec<String> = SCHEMA
        .iter_errors(&output)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    for (place, value) in [
        ("/corrections", serde_json::json!([])),
        ("/corrections/0/action", serde_json::json!("addSource")),
        ("/corrections/0/at", serde_json::json!({})),
        ("/corrections/8/at", output["corrections"][0]["at"].clone()),
        ("/corrections/4/sourceType", serde_json::json!("PER")),
        ("/corrections/3/into", serde_json::Value::Null),
        ("/corrections/6/of", serde_json::json!([])),
        ("/corrections/0/at/cue/0/quote", serde_json::json!(1)),
        ("/input/format", serde_json::json!("pdf")),
        ("/profile/corrected", serde_json::json!(0)),
    ] {
        let mut broken = output.clone();
        *broken.pointer_mut(place).unwrap_or_else(|| panic!("{place}")) = value;
        assert!(!SCHEMA.is_valid(&broken), "{place}");
    }
}

#[test]
fn what_cannot_be_understood_says_what_is_wrong() {
    let at = r#"{"cue": [{"span": [0, 3], "quote": "The"}]}"#;
    for (json, says) in [
        ("", "not JSON"),
        ("3", "neither a list of corrections nor an analysis"),
        (r#"{"schema": "other/1", "corrections": []}"#, "neither a list"),
        (
            r#"{"schema": "onrecord/1", "offsets": "utf16"}"#,
            "an analysis without corrections: export it again",
        ),
        (
            r#"{"schema": "onrecord/1", "offsets": "miles", "corrections": []}"#,
            "\"offsets\"",
        ),
        (
            &format!(r#"[{{"action": "deleteSource", "at": {at}}}, {{"action": "paint", "at": {at}}}]"#),
            "correction 2: unknown variant `paint`",
        ),
        (r#"[{"action": "deleteSource"}]"#, "correction 1: missing field `at`"),
        (
            r#"[{"action": "deleteSource", "at": {}}]"#,
            "correction 1: \"at\" must hold the \"cue\"",
        ),
        (
            r#"[{"action": "deleteEntity", "at": {}}]"#,
            "correction 1: \"at\" must hold a \"mention\"",
        ),
        (
            &format!(r#"[{{"action": "mergeSources", "at": {at}}}]"#),
            "correction 1: \"into\" must say",
        ),
        (
            &format!(r#"[{{"action": "splitSource", "at": {at}}}]"#),
            "correction 1: \"of\" must list",
        ),
        (
            &format!(r#"[{{"action": "deleteSource", "at": {at}, "colour": 1}}]"#),
            "correction 1: unknown field `colour`",
        ),
    ] {
        let error = Corrections::from_json(json, OffsetUnit::CodePoint)
            .expect_err(json)
            .to_string();
        assert!(error.starts_with(says), "{json}: {error}");
    }
}
