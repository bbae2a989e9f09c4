//! Standoff read back to attributions, as strictly as brat does, and held against its configuration.

use std::collections::BTreeMap;

use onrecord::analysis::Attribution;
use onrecord::{Analysis, Span};

use crate::{one_line, slice, written};

const CONFIG: &str = include_str!("../../schema/brat/annotation.conf");

/// The line of the configuration that declares a name.
fn declaration(name: &str) -> &'static str {
    let found = CONFIG.lines().find(|line| line.split('\t').next() == Some(name));
    found.unwrap_or_else(|| panic!("{name} is not in annotation.conf"))
}

/// A file by the ids of its lines: the fields after them.
struct Standoff<'a> {
    text: &'a str,
    lines: BTreeMap<&'a str, Vec<&'a str>>,
}

impl<'a> Standoff<'a> {
    fn read(written: &'a str, text: &'a str) -> Self {
        // Python's splitlines() ends lines at all of these.
        assert!(!written.contains(['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']));
        let mut lines = BTreeMap::new();
        let mut same = Vec::new();
        for line in written.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            if let Some(ids) = line.strip_prefix("*\tEquiv ") {
                same.extend(ids.split(' '));
                continue;
            }
            let expected = if line.starts_with(['E', 'A']) { 2 } else { 3 };
            assert_eq!(fields.len(), expected, "{line}");
            let first = lines.insert(fields[0], fields[1..].to_vec());
            assert!(first.is_none(), "{} is there twice", fields[0]);
        }
        for id in same {
            assert!(lines.contains_key(id), "{id}");
        }
        Self { text, lines }
    }

    /// The type and the words of a text-bound annotation, which brat compares with the text.
    fn textbound(&self, id: &str) -> (&'a str, &'a str) {
        let [place, words] = self.lines[id].as_slice() else {
            panic!("{id}")
        };
        let (kind, places) = place.split_once(' ').expect("a type");
        let fragments: Vec<String> = places
            .split(';')
            .map(|place| {
                let (start, end) = place.split_once(' ').expect("two offsets");
                let [start, end] = [start, end].map(|offset| offset.parse().expect("a number"));
                assert!(start < end);
                slice(self.text, start, end)
            })
            .collect();
        assert_eq!(fragments.join(" "), *words);
        (kind, words)
    }

    /// The arguments of an event.
    fn arguments(&self, id: &str) -> BTreeMap<&'a str, &'a str> {
        let arguments = self.lines[id][0].split(' ');
        arguments
            .map(|argument| argument.split_once(':').expect("role:id"))
            .collect()
    }

    fn check_line(&self, id: &str) {
        let fields = &self.lines[id];
        match &id[..1] {
            "T" => {
                declaration(self.textbound(id).0);
            }
            "E" => {
                for (role, target) in self.arguments(id) {
                    assert!(self.lines.contains_key(target), "{role}:{target}");
                    assert_eq!(target.starts_with('E'), role == "RelayedBy");
                }
            }
            "A" => {
                let [name, target, value] = fields[0].split(' ').collect::<Vec<_>>()[..] else {
                    panic!("{fields:?}")
                };
                assert!(self.lines.contains_key(target));
                let values = declaration(name).split("Value:").nth(1).expect("values");
                assert!(values.split('|').any(|other| other == value), "{name} {value}");
            }
            "N" | "#" => {
                let target = fields[0].split(' ').nth(1).expect("a target");
                assert!(self.lines.contains_key(target));
            }
            other => panic!("{other}"),
        }
    }

    /// What is seen of an argument of an event.
    fn visible_argument(&self, event: &str, role: &str) -> String {
        let id = self.arguments(event).get(role).copied();
        id.map_or_else(String::new, |id| visible(&one_line(self.textbound(id).1)))
    }
}

/// The characters to be seen.
fn visible(text: &str) -> String {
    text.replace(|c: char| c.is_whitespace() || c.is_control(), "")
}

fn visible_spans(text: &str, spans: &[Span]) -> String {
    spans.iter().map(|span| visible(span.of(text))).collect()
}

pub(crate) fn check(analysis: &Analysis, text: &str) {
    let written = written("brat", analysis, text);
    let file = Standoff::read(&written, text);
    for id in file.lines.keys() {
        file.check_line(id);
    }
    let is_seen = |attribution: &&Attribution| {
        let parts = [&attribution.source, &attribution.cue, &attribution.content];
        parts.iter().any(|spans| !visible_spans(text, spans).is_empty())
    };
    let seen: Vec<&Attribution> = analysis.attributions.iter().filter(is_seen).collect();
    let events = file.lines.keys().filter(|id| id.starts_with('E')).count();
    assert_eq!(events, seen.len());
    for (index, attribution) in seen.iter().enumerate() {
        let event = format!("E{}", index + 1);
        for (role, spans) in [("Source", &attribution.source), ("Content", &attribution.content)] {
            assert_eq!(file.visible_argument(&event, role), visible_spans(text, spans));
        }
        let cue = visible_spans(text, &attribution.cue);
        assert!(cue.is_empty() || file.visible_argument(&event, "Attribution") == cue);
    }
}
