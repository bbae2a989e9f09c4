//! Standoff read back to attributions, as strictly as brat does, and held against its configuration.

use std::collections::BTreeMap;

use onrecord::analysis::Attribution;
use onrecord::{Analysis, Span};

use crate::{one_line, slice, written};

pub(crate) fn check(analysis: &Analysis, text: &str) {
    let written = written("brat", analysis, text);
    let config = include_str!("../../schema/brat/annotation.conf");
    let mut lines: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut equivalent: Vec<Vec<&str>> = Vec::new();
    // Python's splitlines() ends lines at all of these.
    assert!(!written.contains(['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']));
    for line in written.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        if let Some(same) = line.strip_prefix("*\tEquiv ") {
            equivalent.push(same.split(' ').collect());
            continue;
        }
        assert_eq!(fields.len(), if line.starts_with(['E', 'A']) { 2 } else { 3 }, "{line}");
        assert!(
            lines.insert(fields[0], fields[1..].to_vec()).is_none(),
            "{} is there twice",
            fields[0]
        );
    }
    // The type of a text-bound annotation, and the fragments it names.
    let textbound = |id: &str| {
        let [place, words] = lines[id].as_slice() else {
            panic!("{id}")
        };
        let (kind, places) = place.split_once(' ').expect("a type");
        let fragments: Vec<String> = places
            .split(';')
            .map(|place| {
                let (start, end) = place.split_once(' ').expect("two offsets");
                let [start, end] = [start, end].map(|offset| offset.parse().expect("a number"));
                assert!(start < end);
                slice(text, start, end)
            })
            .collect();
        assert_eq!(fragments.join(" "), *words, "brat compares the words with the text");
        (kind.to_owned(), one_line(words))
    };
    let mut events = 0;
    for id in lines.keys().copied().collect::<Vec<_>>() {
        let fields = &lines[id];
        match &id[..1] {
            "T" => {
                let (kind, _) = textbound(id);
                let declared = config
                    .lines()
                    .any(|line| line.split('\t').next() == Some(kind.as_str()));
                assert!(declared, "{kind} is not in annotation.conf");
            }
            "E" => {
                events += 1;
                let arguments: BTreeMap<&str, &str> = fields[0]
                    .split(' ')
                    .map(|argument| argument.split_once(':').expect("role:id"))
                    .collect();
                assert!(lines.contains_key(arguments["Attribution"]));
                for (role, target) in &arguments {
                    assert!(lines.contains_key(target), "{role}:{target}");
                    assert_eq!(target.starts_with('E'), *role == "RelayedBy");
                }
            }
            "A" => {
                let [name, target, value] = fields[0].split(' ').collect::<Vec<_>>()[..] else {
                    panic!("{fields:?}")
                };
                assert!(lines.contains_key(target));
                let declared = config.lines().find(|line| line.split('\t').next() == Some(name));
                let values = declared
                    .and_then(|line| line.split("Value:").nth(1))
                    .expect("an attribute with values");
                assert!(
                    values.split('|').any(|other| other == value),
                    "{name} {value} is not in annotation.conf"
                );
            }
            "N" | "#" => assert!(lines.contains_key(fields[0].split(' ').nth(1).expect("a target"))),
            other => panic!("{other}"),
        }
    }
    // Back to attributions: what is seen of their spans, without the breaks of lines.
    let visible = |spans: &[Span]| {
        let mut spans = spans.to_vec();
        spans.sort_unstable();
        let (mut end, mut words) = (0, String::new());
        for span in spans {
            let rest = Span {
                start: span.start.max(end),
                end: span.end.max(end),
            };
            end = rest.end;
            words += rest.of(text);
        }
        words.replace(|c: char| c.is_whitespace() || c.is_control(), "")
    };
    let seen: Vec<&Attribution> = analysis
        .attributions
        .iter()
        .filter(|a| {
            [&a.source, &a.cue, &a.content]
                .iter()
                .any(|spans| !visible(spans).is_empty())
        })
        .collect();
    assert_eq!(events, seen.len());
    for (index, attribution) in seen.iter().enumerate() {
        let event = lines[format!("E{}", index + 1).as_str()][0];
        let argument = |role: &str| {
            let found = event
                .split(' ')
                .filter_map(|argument| argument.split_once(':'))
                .find(|(name, _)| *name == role);
            found.map_or(String::new(), |(_, id)| {
                textbound(id).1.replace(|c: char| c.is_whitespace(), "")
            })
        };
        assert_eq!(argument("Source"), visible(&attribution.source));
        assert_eq!(argument("Content"), visible(&attribution.content));
        if !visible(&attribution.cue).is_empty() {
            assert_eq!(argument("Attribution"), visible(&attribution.cue));
        }
    }
    for same in equivalent {
        same.iter().for_each(|id| assert!(lines.contains_key(id)));
    }
}
