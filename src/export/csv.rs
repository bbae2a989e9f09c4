//! CSV (RFC 4180) for pandas, R and spreadsheets: one table a file, one row for each attribution, source, entity, mention,
//! time or finding, a header first.
//!
//! - UTF-8 without a byte order mark, lines end with CR LF. Excel reads it by Data > From Text/CSV.
//! - The words of the text stand in one line: white space is one space, " … " parts the pieces of a span.
//! - Sentences count from 0, as in the JSON. `country` may be `NA`, Namibia, which pandas reads as nothing unless it is told
//!   `keep_default_na=False`.
//! - Ids in one cell are separated by spaces. Spans are written as in the JSON, `[[18,30]]`, which no spreadsheet takes for
//!   a date.
//! - Words that a spreadsheet would run as a formula, those that begin with `=`, `+`, `-` or `@`, get an apostrophe in
//!   front, as OWASP advises. Numbers are left as they are.
//!
//! Every function takes an analysis whose spans are in bytes of `text`, and what the spans in the table count in.

use super::json::decimal;
use super::line::one_line;
use super::story::{Story, code, extent, mention_type};
use crate::analysis::{Analysis, SourceType, number};
use crate::sourcing::said_about;
use crate::span::{OffsetUnit, Offsets, Span};

/// Who says what with which words: everything about an attribution and its source in one row.
pub fn attributions(analysis: &Analysis, text: &str, unit: OffsetUnit) -> String {
    let story = Story { analysis, text };
    let offsets = Offsets::new(text, unit);
    let mut table = Table::new(&[
        "id",
        "sentence",
        "source",
        "cue",
        "content",
        "quotation",
        "polarity",
        "act",
        "confidence",
        "sourceId",
        "sourceName",
        "sourceType",
        "affiliation",
        "relayedBy",
        "relayedByName",
        "about",
        "entityIds",
        "sourceSpans",
        "cueSpans",
        "contentSpans",
        "corrected",
    ]);
    for attribution in &analysis.attributions {
        let source = story.source_of(attribution);
        let relayer = attribution.relayed_by.as_deref().and_then(|id| story.attribution(id));
        let about = attribution.about.iter().filter_map(|a| story.entity(&a.entity_id));
        let ids = attribution.about.iter().map(|about| about.entity_id.as_str());
        table.words(&attribution.id);
        table.number(extent(attribution).and_then(|span| story.sentence(span.start)));
        table.words(&story.words(&attribution.source));
        table.words(&story.words(&attribution.cue));
        table.words(&story.words(&attribution.content));
        table.words(&code(&attribution.quotation));
        table.words(&code(&attribution.polarity));
        table.words(&code(&attribution.act));
        table.fraction(Some(attribution.confidence));
        table.words(source.map_or("", |s| &s.id));
        table.words(source.map_or("", |s| &s.name));
        table.words(&source.map_or_else(String::new, |s| code(&s.kind)));
        table.words(&source.map_or_else(String::new, |s| code(&s.affiliation)));
        table.words(attribution.relayed_by.as_deref().unwrap_or_default());
        table.words(&relayer.map_or_else(String::new, |a| story.speaker(a)));
        table.words(&joined(about.map(|entity| entity.name.as_str()), "; "));
        table.words(&joined(ids, " "));
        for spans in [&attribution.source, &attribution.cue, &attribution.content] {
            table.spans(spans, &offsets);
        }
        table.truth(story.is_corrected(&attribution.id));
        table.end_row();
    }
    table.out
}

/// Who speaks, each once.
pub fn sources(analysis: &Analysis, text: &str, unit: OffsetUnit) -> String {
    let story = Story { analysis, text };
    let offsets = Offsets::new(text, unit);
    let mut table = Table::new(&[
        "id",
        "name",
        "type",
        "affiliation",
        "title",
        "named",
        "anonymityReason",
        "attributions",
        "words",
        "quotedWords",
        "entityId",
        "wikidata",
        "firstSentence",
        "attributionIds",
        "anonymityReasonSpans",
        "corrected",
    ]);
    for source in &analysis.sources {
        let first = source.attribution_ids.first().and_then(|id| story.attribution(id));
        let reason: Vec<Span> = source.anonymity_reason.into_iter().collect();
        table.words(&source.id);
        table.words(&source.name);
        table.words(&code(&source.kind));
        table.words(&code(&source.affiliation));
        table.words(source.title.as_deref().unwrap_or_default());
        table.truth(is_named(source.kind));
        table.words(&story.words(&reason));
        table.number(Some(source.attribution_ids.len()));
        table.number(Some(source.words as usize));
        table.number(Some(source.quoted_words as usize));
        table.words(source.entity_id.as_deref().unwrap_or_default());
        table.words(
            story
                .entity_of(source)
                .and_then(|e| e.wikidata.as_deref())
                .unwrap_or_default(),
        );
        table.number(first.and_then(extent).and_then(|span| story.sentence(span.start)));
        table.words(&joined(source.attribution_ids.iter().map(String::as_str), " "));
        table.spans(&reason, &offsets);
        table.truth(story.is_corrected(&source.id));
        table.end_row();
    }
    table.out
}

/// Who and what the text is about, each once.
pub fn entities(analysis: &Analysis, text: &str, _: OffsetUnit) -> String {
    let story = Story { analysis, text };
    let said = said_about(analysis);
    let mut table = Table::new(&[
        "id",
        "name",
        "type",
        "wikidata",
        "longitude",
        "latitude",
        "country",
        "mentions",
        "confidence",
        "firstSentence",
        "sourceId",
        "attributionIds",
        "corrected",
    ]);
    let mut speaking = vec![""; analysis.entities.len()];
    for source in &analysis.sources {
        let entity = source.entity_id.as_deref().and_then(number);
        if let Some(id) = entity.and_then(|at| speaking.get_mut(at)) {
            *id = &source.id;
        }
    }
    for ((entity, said), source_id) in analysis.entities.iter().zip(&said).zip(speaking) {
        table.words(&entity.id);
        table.words(&entity.name);
        table.words(&code(&entity.kind));
        table.words(entity.wikidata.as_deref().unwrap_or_default());
        table.fraction(entity.coordinates.map(|[longitude, _]| longitude));
        table.fraction(entity.coordinates.map(|[_, latitude]| latitude));
        table.words(entity.country.as_deref().unwrap_or_default());
        table.number(Some(entity.mentions.len()));
        table.fraction(Some(entity.confidence));
        table.number(entity.mentions.first().and_then(|m| story.sentence(m.span.start)));
        table.words(source_id);
        table.words(&joined(
            said.iter().map(|&at| analysis.attributions[at].id.as_str()),
            " ",
        ));
        table.truth(story.is_corrected(&entity.id));
        table.end_row();
    }
    table.out
}

/// Every place where the text speaks of an entity, in the order of the entities.
pub fn mentions(analysis: &Analysis, text: &str, unit: OffsetUnit) -> String {
    let story = Story { analysis, text };
    let offsets = Offsets::new(text, unit);
    let mut table = Table::new(&["entityId", "name", "type", "kind", "text", "sentence", "start", "end"]);
    for entity in &analysis.entities {
        for mention in &entity.mentions {
            table.words(&entity.id);
            table.words(&entity.name);
            table.words(&code(&mention_type(entity, mention)));
            table.words(&code(&mention.kind));
            table.place(story, mention.span, &offsets);
            table.end_row();
        }
    }
    table.out
}

/// Temporal expressions with their TIMEX3 values.
pub fn times(analysis: &Analysis, text: &str, unit: OffsetUnit) -> String {
    let story = Story { analysis, text };
    let offsets = Offsets::new(text, unit);
    let mut table = Table::new(&["type", "value", "text", "sentence", "start", "end"]);
    for time in &analysis.times {
        table.words(&code(&time.kind));
        table.words(&time.value);
        table.place(story, time.span, &offsets);
        table.end_row();
    }
    table.out
}

/// What a standards editor would raise, with its evidence; then the damage in the text.
pub fn findings(analysis: &Analysis, text: &str, unit: OffsetUnit) -> String {
    let story = Story { analysis, text };
    let offsets = Offsets::new(text, unit);
    let mut table = Table::new(&[
        "list",
        "kind",
        "message",
        "standard",
        "evidence",
        "sourceIds",
        "attributionIds",
        "spans",
    ]);
    for finding in &analysis.findings {
        let evidence: Vec<String> = finding.spans.iter().map(|&span| story.words(&[span])).collect();
        table.words("findings");
        table.words(&code(&finding.kind));
        table.words(&finding.message);
        table.words(&finding.standard);
        table.words(&evidence.join("; "));
        table.words(&joined(finding.source_ids.iter().map(String::as_str), " "));
        table.words(&joined(finding.attribution_ids.iter().map(String::as_str), " "));
        table.spans(&finding.spans, &offsets);
        table.end_row();
    }
    for damage in &analysis.integrity {
        table.words("integrity");
        table.words(&code(&damage.kind));
        table.words(&damage.message);
        table.words("");
        table.words(&story.words(&[damage.span]));
        table.words("");
        table.words("");
        table.spans(&[damage.span], &offsets);
        table.end_row();
    }
    table.out
}

/// The rows of a table with the article's file in front, to stand below those of other articles; `header` if none are
/// above.
pub fn with_file(table: &str, file: &str, header: bool) -> String {
    let mut out = Table::default();
    // No cell holds the end of a line.
    for (index, row) in table.split_terminator("\r\n").enumerate() {
        match index {
            0 if header => out.words("file"),
            0 => continue,
            _ => out.words(file),
        }
        out.separate();
        out.out.push_str(row);
        out.end_row();
    }
    out.out
}

fn is_named(kind: SourceType) -> bool {
    matches!(
        kind,
        SourceType::NamedPerson | SourceType::NamedOrganization | SourceType::Document
    )
}

fn joined<'a>(items: impl Iterator<Item = &'a str>, separator: &str) -> String {
    items.collect::<Vec<_>>().join(separator)
}

/// Rows of cells. Its functions are called for every column, hence not inlined.
#[derive(Default)]
struct Table {
    out: String,
    /// Whether the row has a cell.
    begun: bool,
}

impl Table {
    fn new(columns: &[&str]) -> Self {
        let mut table = Self::default();
        for column in columns {
            table.words(column);
        }
        table.end_row();
        table
    }

    fn separate(&mut self) {
        if self.begun {
            self.out.push(',');
        }
        self.begun = true;
    }

    /// Yes or no.
    fn truth(&mut self, value: bool) {
        self.words(if value { "true" } else { "false" });
    }

    /// A cell of text.
    #[inline(never)]
    fn words(&mut self, text: &str) {
        self.separate();
        let line = one_line(text);
        // The full-width signs run as well where the spreadsheet's language is Japanese or Chinese.
        let runs = line.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
        let line = if runs { format!("'{line}") } else { line };
        if line.contains(['"', ',', ';', '\'']) {
            self.out.push('"');
            self.out.push_str(&line.replace('"', "\"\""));
            self.out.push('"');
        } else {
            self.out.push_str(&line);
        }
    }

    /// A cell with a number or nothing.
    #[inline(never)]
    fn number(&mut self, number: Option<usize>) {
        self.separate();
        if let Some(number) = number {
            self.out.push_str(&number.to_string());
        }
    }

    /// A cell with a fraction or nothing.
    #[inline(never)]
    fn fraction(&mut self, value: Option<f64>) {
        self.separate();
        if let Some(value) = value {
            self.out.push_str(&decimal(value));
        }
    }

    #[inline(never)]
    fn spans(&mut self, spans: &[Span], offsets: &Offsets) {
        let pairs: Vec<String> = spans
            .iter()
            .map(|&span| offsets.span(span))
            .map(|[start, end]| format!("[{start},{end}]"))
            .collect();
        self.words(&format!("[{}]", pairs.join(",")));
    }

    /// The cells of one place: its words, its sentence, its start and end.
    #[inline(never)]
    fn place(&mut self, story: Story<'_>, span: Span, offsets: &Offsets) {
        self.words(&story.words(&[span]));
        self.number(story.sentence(span.start));
        for end in offsets.span(span) {
            self.number(Some(end as usize));
        }
    }

    #[inline(never)]
    fn end_row(&mut self) {
        self.out.push_str("\r\n");
        self.begun = false;
    }
}

#[cfg(test)]
mod tests {
    use super::{Table, with_file};

    #[test]
    fn cells_are_quoted_and_formulas_defused() {
        let table = [
            ("plain words", "plain words"),
            ("a, b", "\"a, b\""),
            ("say \"no\"", "\"say \"\"no\"\"\""),
            (" two\r\n\tlines ", "two lines"),
            ("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\""),
            ("\t=1+1", "\"'=1+1\""),
            ("+1", "\"'+1\""),
            ("- no", "\"'- no\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            ("＝1", "\"'＝1\""),
            ("x=1", "x=1"),
        ];
        for (text, cell) in table {
            let mut row = Table::new(&[]);
            row.out.clear();
            row.words(text);
            assert_eq!(row.out, cell, "{text:?}");
        }
    }

    #[test]
    fn tables_of_several_articles_have_one_header() {
        let table = "id,n\r\na1,2\r\na2,3\r\n";
        assert_eq!(
            with_file(table, "a,b.txt", true),
            "file,id,n\r\n\"a,b.txt\",a1,2\r\n\"a,b.txt\",a2,3\r\n"
        );
        assert_eq!(with_file(table, "c.txt", false), "c.txt,a1,2\r\nc.txt,a2,3\r\n");
        assert_eq!(with_file("id\r\n", "c.txt", false), "");
    }

    #[test]
    fn numbers_stay_numbers() {
        let mut row = Table::new(&["a", "b"]);
        row.fraction(Some(-0.1276));
        row.number(None);
        row.end_row();
        assert_eq!(row.out, "a,b\r\n-0.1276,\r\n");
    }
}
