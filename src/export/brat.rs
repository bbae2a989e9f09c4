//! brat standoff (`.ann`), beside the analysed text as `.txt`: the text file itself, or `document.text` of the JSON for
//! pages and Markdown. `schema/brat/annotation.conf` declares what is written here.
//!
//! - An attribution is an event `Attribution` whose trigger is the cue (or, without one, the content), with the arguments
//!   `Source`, `Content` and `RelayedBy`, the attributes `Quotation`, `Polarity` and `Act`, and its confidence in a note.
//! - Its source phrase has the attributes `SourceType` and `Affiliation`, and the source's id and name in a note.
//! - A mention has the entity's type or its own and the attribute `Mention`; `Equiv` lines join the mentions of an entity,
//!   and a normalisation leads to Wikidata.
//! - A temporal expression has its TIMEX3 type, with the value in a note; damage has its kind, with a note.
//!
//! Offsets count code points, as brat does. brat allows no line break within an annotation: a span that has one becomes
//! a discontinuous annotation, without the white space around the break. Statements, findings and the profile follow from
//! these and are left out.

use std::fmt::Write;

use super::json::decimal;
use super::line::one_line;
use super::story::{Story, code, mention_type};
use crate::analysis::{Analysis, Attribution, Source, number};
use crate::span::{OffsetUnit, Offsets, Span};

/// Writes an analysis whose spans are in bytes of `text`.
pub fn to_string(analysis: &Analysis, text: &str) -> String {
    let story = Story { analysis, text };
    let mut file = File {
        text,
        offsets: Offsets::new(text, OffsetUnit::CodePoint),
        out: String::new(),
        counts: [0; KINDS.len()],
    };
    // Triggers first: an event may be relayed by a later one.
    let triggers: Vec<Option<usize>> = analysis
        .attributions
        .iter()
        .map(|a| {
            [&a.cue, &a.content, &a.source]
                .into_iter()
                .find_map(|spans| file.textbound("Attribution", spans))
        })
        .collect();
    let mut events = triggers.iter().scan(0, |count, trigger| {
        *count += usize::from(trigger.is_some());
        Some(trigger.map(|_| *count))
    });
    let events: Vec<Option<usize>> = events.by_ref().collect();
    for (attribution, trigger) in analysis.attributions.iter().zip(&triggers) {
        if let Some(trigger) = trigger {
            event(&mut file, attribution, story.source_of(attribution), *trigger, &events);
        }
    }
    for source in &analysis.sources {
        if let Some(reason) = source.anonymity_reason {
            file.textbound("AnonymityReason", &[reason]);
        }
    }
    for entity in &analysis.entities {
        let mut same = Vec::new();
        for mention in &entity.mentions {
            let Some(t) = file.textbound(&code(&mention_type(entity, mention)), &[mention.span]) else {
                continue;
            };
            file.attribute("Mention", &format!("T{t}"), &pascal(code(&mention.kind)));
            if let Some(item) = &entity.wikidata {
                let n = file.next(Kind::Normalization);
                file.line(&format!(
                    "N{n}\tReference T{t} Wikidata:{item}\t{}",
                    one_line(&entity.name)
                ));
            }
            same.push(format!("T{t}"));
        }
        if same.len() > 1 {
            file.line(&format!("*\tEquiv {}", same.join(" ")));
        }
    }
    for time in &analysis.times {
        if let Some(t) = file.textbound(&code(&time.kind), &[time.span]) {
            file.note(&format!("T{t}"), &time.value);
        }
    }
    for damage in &analysis.integrity {
        if let Some(t) = file.textbound(&pascal(code(&damage.kind)), &[damage.span]) {
            file.note(&format!("T{t}"), &damage.message);
        }
    }
    file.out
}

fn event(
    file: &mut File,
    attribution: &Attribution,
    source: Option<&Source>,
    trigger: usize,
    events: &[Option<usize>],
) {
    let mut arguments = String::new();
    // Writing to a string cannot fail.
    if let Some(t) = file.textbound("Source", &attribution.source) {
        let _ = write!(arguments, " Source:T{t}");
        if let Some(source) = source {
            let target = format!("T{t}");
            file.attribute("SourceType", &target, &pascal(code(&source.kind)));
            file.attribute("Affiliation", &target, &pascal(code(&source.affiliation)));
            file.note(&target, &format!("{} {}", source.id, source.name));
        }
    }
    if let Some(t) = file.textbound("Content", &attribution.content) {
        let _ = write!(arguments, " Content:T{t}");
    }
    let relayer = attribution.relayed_by.as_deref().and_then(number);
    if let Some(relayer) = relayer.and_then(|at| *events.get(at)?) {
        let _ = write!(arguments, " RelayedBy:E{relayer}");
    }
    let event = format!("E{}", file.next(Kind::Event));
    file.line(&format!("{event}\tAttribution:T{trigger}{arguments}"));
    file.attribute("Quotation", &event, &pascal(code(&attribution.quotation)));
    file.attribute("Polarity", &event, &pascal(code(&attribution.polarity)));
    file.attribute("Act", &event, &pascal(code(&attribution.act)));
    file.note(&event, &format!("confidence {}", decimal(attribution.confidence)));
}

/// What brat numbers from 1, each kind on its own.
#[derive(Clone, Copy)]
enum Kind {
    Textbound,
    Event,
    Attribute,
    Normalization,
    Note,
}

const KINDS: [Kind; 5] = [
    Kind::Textbound,
    Kind::Event,
    Kind::Attribute,
    Kind::Normalization,
    Kind::Note,
];

struct File<'t> {
    text: &'t str,
    offsets: Offsets<'t>,
    out: String,
    counts: [usize; KINDS.len()],
}

impl File<'_> {
    fn next(&mut self, kind: Kind) -> usize {
        self.counts[kind as usize] += 1;
        self.counts[kind as usize]
    }

    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    /// A text-bound annotation and its number; none where the spans hold nothing to see.
    fn textbound(&mut self, kind: &str, spans: &[Span]) -> Option<usize> {
        let fragments = fragments(self.text, spans);
        if fragments.is_empty() {
            return None;
        }
        let places: Vec<String> = fragments
            .iter()
            .map(|&fragment| self.offsets.span(fragment))
            .map(|[start, end]| format!("{start} {end}"))
            .collect();
        let words: Vec<&str> = fragments.iter().map(|fragment| fragment.of(self.text)).collect();
        let t = self.next(Kind::Textbound);
        self.line(&format!("T{t}\t{kind} {}\t{}", places.join(";"), words.join(" ")));
        Some(t)
    }

    fn attribute(&mut self, name: &str, target: &str, value: &str) {
        let a = self.next(Kind::Attribute);
        self.line(&format!("A{a}\t{name} {target} {value}"));
    }

    fn note(&mut self, target: &str, note: &str) {
        let n = self.next(Kind::Note);
        self.line(&format!("#{n}\tAnnotatorNotes {target}\t{}", one_line(note)));
    }
}

/// The spans in the order of the text, disjoint, cut at whatever Python or brat may take for the end of a line or a
/// field, and without white space at their ends.
fn fragments(text: &str, spans: &[Span]) -> Vec<Span> {
    let mut spans = spans.to_vec();
    spans.sort_unstable();
    let mut fragments = Vec::new();
    let mut end = 0;
    for span in spans {
        let start = span.start.max(end);
        end = end.max(span.end);
        let rest = Span { start, end };
        let mut at = start as usize;
        for line in rest
            .of(text)
            .split(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'))
        {
            let words = line.trim();
            if !words.is_empty() {
                let start = at + (line.len() - line.trim_start().len());
                fragments.push(Span::new(start, start + words.len()));
            }
            // The separator's own length differs: found again from what follows.
            at += line.len();
            at += text
                .get(at..)
                .and_then(|rest| rest.chars().next())
                .map_or(0, char::len_utf8);
        }
    }
    fragments
}

/// The name of a value as brat's configuration likes it: `NoResponse` for `noResponse`.
fn pascal(mut code: String) -> String {
    if let Some(first) = code.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    code
}

#[cfg(test)]
mod tests {
    use super::fragments;
    use crate::span::Span;

    #[test]
    fn fragments_hold_no_line_break_and_no_outer_space() {
        let text = "one two\r\n\r\n  three\u{2028}é\tfour \u{85}five";
        let all = [Span::new(0, text.len())];
        let table: [(&[Span], &[&str]); 5] = [
            (&all, &["one two", "three", "é", "four", "five"]),
            (&[Span::new(3, 8)], &["two"]),
            (&[Span::new(4, 7), Span::new(0, 3)], &["one", "two"]),
            (&[Span::new(0, 5), Span::new(4, 7)], &["one t", "wo"]),
            (&[Span::new(7, 11), Span::new(3, 3)], &[]),
        ];
        for (spans, expected) in table {
            let found: Vec<&str> = fragments(text, spans).iter().map(|f| f.of(text)).collect();
            assert_eq!(found, expected);
        }
    }
}
