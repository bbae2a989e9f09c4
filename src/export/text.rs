//! A terminal's view: what the article rests on, the article with its attributions marked, and every list of the analysis.
//!
//! With colours, sources are bold blue, cues italic magenta and content underlined green, so that the three differ on
//! a monochrome terminal too. Without, each stands in labelled brackets: `[source a1: the mayor] [cue a1: said]`.

use std::fmt::Write;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::labels::{self, counted};
use super::marks::{self, Step};
use super::story::{Story, extent};
use crate::analysis::{Analysis, Attribution, StatementKind};
use crate::span::{OffsetUnit, Offsets, Span};

/// How to lay the view out.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// Columns to wrap at; a longer word stays whole.
    pub width: usize,
    /// Whether to write ANSI escape sequences.
    pub color: bool,
    /// What the positions in the list count in.
    pub offsets: OffsetUnit,
}

/// Renders an analysis whose spans are in bytes of `text`.
///
/// Control characters of the article are shown as U+FFFD, so that no text can steer the terminal.
pub fn to_string(analysis: &Analysis, text: &str, layout: Layout) -> String {
    let story = Story { analysis, text };
    let mut page = Page::new(layout);
    head(&mut page, story);
    article(&mut page, story);
    sources(&mut page, story);
    attributions(&mut page, story);
    statements(&mut page, story);
    findings(&mut page, story);
    entities(&mut page, story);
    times(&mut page, story);
    page.finish()
}

/// Title, origin and counts, then what the article rests on.
fn head(page: &mut Page, story: Story<'_>) {
    let document = &story.analysis.document;
    if let Some(title) = &document.title {
        page.put(title, Style::TITLE);
        page.end_line();
    }
    let origin = [
        &document.byline,
        &document.publisher,
        &document.dateline,
        &document.date,
    ];
    let origin: Vec<&str> = origin.into_iter().flatten().map(String::as_str).collect();
    if !origin.is_empty() {
        page.put(&origin.join(" · "), Style::FAINT);
        page.end_line();
    }
    let counts = [
        counted(document.words as usize, "word"),
        counted(document.sentences as usize, "sentence"),
        counted(story.analysis.attributions.len(), "attribution"),
    ];
    page.put(&counts.join(", "), Style::FAINT);
    page.end_line();
    if story.analysis.profile.words > 0 {
        heading(page, "What it rests on");
        for line in labels::profile(story) {
            page.put(&line, Style::PLAIN);
            page.end_line();
        }
    }
}

fn heading(page: &mut Page, heading: &str) {
    page.blank_line();
    page.put(&heading.to_uppercase(), Style::TITLE);
    page.end_line();
    page.blank_line();
}

/// The article with its attributions marked.
fn article(page: &mut Page, story: Story<'_>) {
    page.blank_line();
    if page.layout.color && !story.analysis.attributions.is_empty() {
        for role in Role::ALL {
            page.put(role.name(), role.style());
            page.put(" ", Style::PLAIN);
        }
        page.blank_line();
    }
    let all = || {
        story
            .analysis
            .attributions
            .iter()
            .flat_map(|a| spans(a).map(move |(role, span)| (a, role, span)))
    };
    let places: Vec<Span> = all().map(|(.., span)| span).collect();
    let marks: Vec<(&Attribution, Role)> = all().map(|(attribution, role, _)| (attribution, role)).collect();
    let anchor = |mark: usize| {
        let (attribution, _) = marks[mark];
        attribution.cue.last().or(attribution.content.last()) == Some(&places[mark])
    };
    let mut active = ActiveRoles::default();
    marks::walk(story.text, &places, |step| match step {
        Step::Text(words) => {
            let style = if page.layout.color {
                active.style()
            } else {
                Style::PLAIN
            };
            page.put(words, style);
        }
        Step::Open { mark, .. } => {
            let (attribution, role) = marks[mark];
            active.begin(role);
            if !page.layout.color {
                page.put(&format!("[{} {}: ", role.name(), attribution.id), Style::PLAIN);
            }
        }
        Step::Close { mark, last } => {
            let (attribution, role) = marks[mark];
            active.end(role);
            if !page.layout.color {
                page.put("]", Style::PLAIN);
            } else if last && anchor(mark) {
                page.put(&format!("[{}]", attribution.id), Style::FAINT);
            }
        }
    });
    page.end_line();
}

/// The spans of an attribution, none of them empty.
fn spans(attribution: &Attribution) -> impl Iterator<Item = (Role, Span)> {
    Role::ALL
        .into_iter()
        .flat_map(|role| role.spans(attribution).iter().map(move |&span| (role, span)))
        .filter(|(_, span)| !span.is_empty())
}

/// Columns before the lines of an item, but for its id.
const INDENT: usize = 4;

/// Begins an item of a list: its id, then room for its lines.
fn begin_item(page: &mut Page, id: &str) {
    page.put(id, Style::FAINT);
    page.put(" ", Style::FAINT);
    page.skip_to(INDENT);
    page.indent = INDENT;
}

/// Adds a line to an item, if there is something to say.
fn item_line(page: &mut Page, line: &str, style: Style) {
    page.put(line, style);
    page.end_line();
}

fn end_item(page: &mut Page) {
    page.end_line();
    page.indent = 0;
}

/// Who speaks, each once: what kind of source, how much it says, and why it has no name.
fn sources(page: &mut Page, story: Story<'_>) {
    let sources = &story.analysis.sources;
    if !sources.is_empty() {
        heading(page, &format!("Sources ({})", sources.len()));
    }
    for source in sources {
        begin_item(page, &source.id);
        page.put(&source.name, Role::Source.style());
        if let Some(title) = &source.title {
            page.put(&format!(", {title}"), Style::PLAIN);
        }
        page.end_line();
        let facts = [
            labels::source_type(source.kind).to_owned(),
            labels::affiliation(source.affiliation).to_owned(),
            format!(
                "{}, {} quoted",
                counted(source.words as usize, "word"),
                source.quoted_words
            ),
            source.attribution_ids.join(" "),
        ];
        item_line(page, &facts.join(" · "), Style::FAINT);
        if let Some(why) = labels::why_unnamed(story, source) {
            item_line(page, &why, Style::PLAIN);
        }
        end_item(page);
    }
}

/// Who says what with which words, then the properties and the way of the claim.
fn attributions(page: &mut Page, story: Story<'_>) {
    let attributions = &story.analysis.attributions;
    if !attributions.is_empty() {
        heading(page, &format!("Attributions ({})", attributions.len()));
    }
    let offsets = Offsets::new(story.text, page.layout.offsets);
    let limit = 2 * page.layout.width.max(40);
    for attribution in attributions {
        page.blank_line();
        begin_item(page, &attribution.id);
        match excerpt(story.text, &attribution.source, limit) {
            source if source.is_empty() => page.put("(no source named)", Style::FAINT),
            source => page.put(&source, Role::Source.style()),
        }
        if !attribution.cue.is_empty() {
            page.put(" — ", Style::FAINT);
            page.put(&excerpt(story.text, &attribution.cue, limit), Role::Cue.style());
        }
        page.end_line();
        item_line(
            page,
            &excerpt(story.text, &attribution.content, limit),
            Role::Content.style(),
        );
        item_line(page, &properties(attribution, story, &offsets), Style::FAINT);
        for outer in story.relayers(attribution) {
            item_line(
                page,
                &format!("relayed by {} ({})", story.speaker(outer), outer.id),
                Style::PLAIN,
            );
        }
        end_item(page);
    }
}

fn properties(attribution: &Attribution, story: Story<'_>, offsets: &Offsets) -> String {
    let mut line = labels::properties(attribution).join(" · ");
    if let Some(source) = &attribution.source_id {
        // Writing to a string cannot fail.
        let _ = write!(line, " · {source}");
    }
    if let Some(extent) = extent(attribution) {
        let unit = match offsets.unit() {
            OffsetUnit::Byte => "bytes",
            OffsetUnit::CodePoint => "characters",
            OffsetUnit::Utf16 => "UTF-16 units",
        };
        let [start, end] = offsets.span(extent);
        let _ = write!(
            line,
            " · sentence {}, {unit} {start}–{end}",
            story.sentence_number(extent.start)
        );
    }
    line
}

/// The sourced text, one line a statement: its sentence, who says it, how it begins.
fn statements(page: &mut Page, story: Story<'_>) {
    let statements = &story.analysis.statements;
    if !statements.is_empty() {
        heading(page, &format!("Statements ({}), by sentence", statements.len()));
    }
    for statement in statements {
        begin_item(page, &(statement.sentence + 1).to_string());
        let names = statement.source_ids.iter().rev().filter_map(|id| story.source(id));
        let names: Vec<&str> = names.map(|source| source.name.as_str()).collect();
        let who = match names.as_slice() {
            [] => "(no source named)".to_owned(),
            names => names.join(", through "),
        };
        page.put(&who, Role::Source.style());
        if statement.kind == StatementKind::Implicit {
            page.put(" (carried on)", Style::FAINT);
        }
        page.put(": ", Style::FAINT);
        page.end_word();
        let room = page.layout.width.saturating_sub(page.column + 3);
        page.put(&excerpt(story.text, &statement.span, room), Style::PLAIN);
        end_item(page);
    }
}

/// What a standards editor would raise, with the rule and the evidence; then the damage in the text.
fn findings(page: &mut Page, story: Story<'_>) {
    let (findings, integrity) = (&story.analysis.findings, &story.analysis.integrity);
    let limit = page.layout.width.max(40);
    if !findings.is_empty() {
        heading(page, &format!("Findings ({})", findings.len()));
    }
    for (index, finding) in findings.iter().enumerate() {
        page.blank_line();
        begin_item(page, &format!("f{}", index + 1));
        item_line(page, labels::finding(finding.kind), Style::TITLE);
        item_line(page, &finding.message, Style::PLAIN);
        for &span in &finding.spans {
            let words = excerpt(story.text, &[span], limit);
            item_line(
                page,
                &format!("sentence {}: “{words}”", story.sentence_number(span.start)),
                Style::PLAIN,
            );
        }
        item_line(page, &finding.standard, Style::FAINT);
        end_item(page);
    }
    if !integrity.is_empty() {
        heading(page, &format!("Damage in the text ({})", integrity.len()));
    }
    for (index, damage) in integrity.iter().enumerate() {
        begin_item(page, &format!("d{}", index + 1));
        let words = excerpt(story.text, &[damage.span], limit);
        let place = format!(
            "{}, sentence {}: “{words}”",
            labels::damage(damage.kind),
            story.sentence_number(damage.span.start)
        );
        item_line(page, &place, Style::PLAIN);
        item_line(page, &damage.message, Style::FAINT);
        end_item(page);
    }
}

/// Who and what the text is about.
fn entities(page: &mut Page, story: Story<'_>) {
    let entities = &story.analysis.entities;
    if !entities.is_empty() {
        heading(page, &format!("Entities ({})", entities.len()));
    }
    for entity in entities {
        begin_item(page, &entity.id);
        page.put(&entity.name, Style::PLAIN);
        let mut facts = vec![labels::entity_type(entity.kind).to_owned()];
        facts.push(counted(entity.mentions.len(), "mention"));
        facts.extend(labels::location(entity));
        facts.extend(entity.wikidata.as_ref().map(|item| format!("wikidata.org/wiki/{item}")));
        page.put(&format!(" · {}", facts.join(" · ")), Style::FAINT);
        end_item(page);
    }
}

/// Temporal expressions as written and as resolved.
fn times(page: &mut Page, story: Story<'_>) {
    let times = &story.analysis.times;
    if !times.is_empty() {
        heading(page, &format!("Times ({})", times.len()));
    }
    for (index, time) in times.iter().enumerate() {
        begin_item(page, &format!("t{}", index + 1));
        page.put(&time.value, Style::PLAIN);
        let words = excerpt(story.text, &[time.span], page.layout.width.max(40));
        let sentence = story.sentence_number(time.span.start);
        let facts = format!(" · {} · sentence {sentence}: “{words}”", labels::time_type(time.kind));
        page.put(&facts, Style::FAINT);
        end_item(page);
    }
}

/// The words under `spans`, white space as single spaces, cut after `limit` columns.
fn excerpt(text: &str, spans: &[Span], limit: usize) -> String {
    let mut out = String::new();
    let mut width = 0;
    let words = spans.iter().enumerate().flat_map(|(n, span)| {
        let gap = (n > 0).then_some("…");
        gap.into_iter().chain(span.of(text).split_whitespace())
    });
    for word in words {
        width += word.width() + 1;
        if width > limit && !out.is_empty() {
            out.push_str(" …");
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Source,
    Cue,
    Content,
}

impl Role {
    const ALL: [Self; 3] = [Self::Source, Self::Cue, Self::Content];

    const fn name(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Cue => "cue",
            Self::Content => "content",
        }
    }

    const fn style(self) -> Style {
        match self {
            Self::Source => Style {
                weight: Weight::Bold,
                color: 34,
                ..Style::PLAIN
            },
            Self::Cue => Style {
                italic: true,
                color: 35,
                ..Style::PLAIN
            },
            Self::Content => Style {
                underline: true,
                color: 32,
                ..Style::PLAIN
            },
        }
    }

    fn spans(self, attribution: &Attribution) -> &[Span] {
        match self {
            Self::Source => &attribution.source,
            Self::Cue => &attribution.cue,
            Self::Content => &attribution.content,
        }
    }
}

/// How many spans of each role cover the place being written.
#[derive(Default)]
struct ActiveRoles([u32; 3]);

impl ActiveRoles {
    fn begin(&mut self, role: Role) {
        self.0[role as usize] += 1;
    }

    fn end(&mut self, role: Role) {
        self.0[role as usize] = self.0[role as usize].saturating_sub(1);
    }

    /// A source or cue within another's content keeps the content's underline, and its own colour wins.
    fn style(&self) -> Style {
        let active = Role::ALL.into_iter().filter(|&role| self.0[role as usize] > 0);
        active.fold(Style::PLAIN, |sum, role| {
            let style = role.style();
            Style {
                weight: sum.weight.max(style.weight),
                italic: sum.italic || style.italic,
                underline: sum.underline || style.underline,
                color: if sum.color == 0 { style.color } else { sum.color },
            }
        })
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    Normal,
    Faint,
    Bold,
}

/// A look of characters, as ANSI's Select Graphic Rendition knows it.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Style {
    weight: Weight,
    italic: bool,
    underline: bool,
    /// The code of the foreground colour; 0 for the terminal's own.
    color: u8,
}

impl Style {
    const PLAIN: Self = Self {
        weight: Weight::Normal,
        italic: false,
        underline: false,
        color: 0,
    };
    const TITLE: Self = Self {
        weight: Weight::Bold,
        ..Self::PLAIN
    };
    const FAINT: Self = Self {
        weight: Weight::Faint,
        ..Self::PLAIN
    };

    /// The escape sequence from any other look to this one.
    fn sequence(self) -> String {
        let codes = [
            (self.weight == Weight::Bold, 1),
            (self.weight == Weight::Faint, 2),
            (self.italic, 3),
            (self.underline, 4),
            (self.color > 0, self.color),
        ];
        let mut sequence = "\x1b[0".to_owned();
        for (_, code) in codes.into_iter().filter(|(wanted, _)| *wanted) {
            // Writing to a string cannot fail.
            let _ = write!(sequence, ";{code}");
        }
        sequence.push('m');
        sequence
    }
}

/// Lines of styled words, wrapped at a width.
///
/// A look never spans a line's end, as pagers show lines one by one.
struct Page {
    layout: Layout,
    /// Columns left empty at the beginning of each line.
    indent: usize,
    out: String,
    /// Columns already on the line.
    column: usize,
    /// The look that the terminal is left in.
    look: Style,
    /// The space before `word`, if there was one.
    space: Option<Style>,
    /// The word being collected: text with looks.
    word: Vec<(Style, String)>,
    word_width: usize,
}

impl Page {
    fn new(layout: Layout) -> Self {
        Self {
            layout,
            indent: 0,
            out: String::new(),
            column: 0,
            look: Style::PLAIN,
            space: None,
            word: Vec::new(),
            word_width: 0,
        }
    }

    /// Adds text; a line feed in it ends a line.
    fn put(&mut self, text: &str, style: Style) {
        for c in text.chars() {
            match c {
                '\n' if self.column == 0 && self.word.is_empty() => self.blank_line(),
                '\n' => self.end_line(),
                c if c.is_whitespace() => {
                    self.end_word();
                    self.space = Some(style);
                }
                c => {
                    let shown = if c.is_control() { char::REPLACEMENT_CHARACTER } else { c };
                    self.word_width += shown.width().unwrap_or(0);
                    match self.word.last_mut() {
                        Some((last, run)) if *last == style => run.push(shown),
                        _ => self.word.push((style, shown.into())),
                    }
                }
            }
        }
    }

    /// Ends the word being collected and writes it, on a new line if it does not fit.
    fn end_word(&mut self) {
        if self.word.is_empty() {
            return;
        }
        if let Some(style) = self.space.take().filter(|_| self.column > 0) {
            if self.column + 1 + self.word_width > self.layout.width {
                self.break_line();
            } else {
                self.show(style, " ");
                self.column += 1;
            }
        }
        if self.column == 0 {
            self.skip_to(self.indent);
        }
        for (style, run) in std::mem::take(&mut self.word) {
            self.show(style, &run);
        }
        self.column += std::mem::take(&mut self.word_width);
    }

    /// Leaves the line blank up to a column, where what comes next starts.
    fn skip_to(&mut self, column: usize) {
        if self.column < column {
            self.show(Style::PLAIN, &" ".repeat(column - self.column));
            self.column = column;
            self.space = None;
        }
    }

    /// Ends the line if there is something on it.
    fn end_line(&mut self) {
        self.end_word();
        self.space = None;
        if self.column > 0 {
            self.break_line();
        }
    }

    /// Ends the line and leaves one line empty, however often it is called.
    fn blank_line(&mut self) {
        self.end_line();
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.break_line();
        }
    }

    fn break_line(&mut self) {
        self.show(Style::PLAIN, "\n");
        self.column = 0;
    }

    fn show(&mut self, style: Style, text: &str) {
        if self.layout.color && self.look != style {
            self.out.push_str(&style.sequence());
        }
        self.look = style;
        self.out.push_str(text);
    }

    fn finish(mut self) -> String {
        self.end_line();
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::{Layout, to_string};
    use crate::analysis::{Act, Analysis, Attribution, DocumentInfo, Polarity, Quotation};
    use crate::{OffsetUnit, Span};

    const PLAIN: Layout = Layout {
        width: 60,
        color: false,
        offsets: OffsetUnit::CodePoint,
    };

    fn place(text: &str, part: &str) -> Span {
        let start = text.find(part).expect("the part is in the text");
        Span::new(start, start + part.len())
    }

    fn attribution(id: &str, text: &str, source: &[&str], cue: &[&str], content: &[&str]) -> Attribution {
        let places = |parts: &[&str]| parts.iter().map(|part| place(text, part)).collect();
        Attribution {
            id: id.to_owned(),
            source: places(source),
            cue: places(cue),
            content: places(content),
            quotation: Quotation::Indirect,
            polarity: Polarity::Affirmed,
            act: Act::Statement,
            relayed_by: None,
            source_id: None,
            about: vec![],
            confidence: 0.875,
        }
    }

    fn analysis(text: &str, attributions: Vec<Attribution>) -> Analysis {
        Analysis {
            document: DocumentInfo {
                words: 2,
                sentences: 1,
                ..DocumentInfo::default()
            },
            sentences: vec![Span::new(0, text.len())],
            attributions,
            ..Analysis::default()
        }
    }

    #[test]
    fn without_colours_brackets_name_the_roles() {
        let text = "The old ferry is “safe”, the harbour master said.";
        let content = "The old ferry is “safe”";
        let mut found = analysis(
            text,
            vec![attribution("a1", text, &["the harbour master"], &["said"], &[content])],
        );
        found.document.title = Some("Ferry to stay".to_owned());
        found.document.byline = Some("Ada Quill".to_owned());
        found.document.date = Some("2024-05-03".to_owned());
        let expected = "\
Ferry to stay
Ada Quill · 2024-05-03
2 words, 1 sentence, 1 attribution

[content a1: The old ferry is “safe”], [source a1: the
harbour master] [cue a1: said].

ATTRIBUTIONS (1)

a1  the harbour master — said
    The old ferry is “safe”
    indirect · affirmed · statement · confidence 88 % ·
    sentence 1, characters 0–48
";
        assert_eq!(to_string(&found, text, PLAIN), expected);
    }

    #[test]
    fn with_colours_looks_combine_and_end_with_their_line() {
        let text = "Lee said Kim lied.";
        let outer = attribution("a1", text, &["Lee"], &["said"], &["Kim lied"]);
        let inner = attribution("a2", text, &["Kim"], &["lied"], &[]);
        let shown = to_string(
            &analysis(text, vec![outer, inner]),
            text,
            Layout {
                width: 13,
                color: true,
                ..PLAIN
            },
        );
        let (source, cue) = ("\x1b[0;1;34m", "\x1b[0;3;35m");
        let (inner_source, inner_cue) = ("\x1b[0;1;4;34m", "\x1b[0;3;4;35m");
        let (content, faint, plain) = ("\x1b[0;4;32m", "\x1b[0;2m", "\x1b[0m");
        let article = format!(
            "\n{source}Lee{plain} {cue}said{faint}[a1]{plain}\n{inner_source}Kim{content} {inner_cue}lied{faint}[a2]{plain}.\n"
        );
        assert!(shown.contains(&article), "{shown:?}\nshould hold\n{article:?}");
        assert!(shown.ends_with("\x1b[0m\n"), "{shown:?}");
    }

    #[test]
    fn crossing_brackets_are_closed_and_opened_again() {
        let text = "one two three";
        let first = attribution("a1", text, &[], &[], &["one two"]);
        let second = attribution("a2", text, &[], &[], &["two three"]);
        let shown = to_string(
            &analysis(text, vec![first, second]),
            text,
            Layout { width: 80, ..PLAIN },
        );
        assert!(
            shown.contains("\n[content a1: one [content a2: two]][content a2: three]\n"),
            "{shown}"
        );
    }

    #[test]
    fn nested_brackets_have_the_longest_outside() {
        let text = "it rains, they said";
        let inner = attribution("a2", text, &[], &[], &["it rains"]);
        let outer = attribution("a1", text, &[], &[], &["it rains, they said"]);
        let shown = to_string(&analysis(text, vec![inner, outer]), text, Layout { width: 80, ..PLAIN });
        assert!(
            shown.contains("\n[content a1: [content a2: it rains], they said]\n"),
            "{shown}"
        );
    }

    #[test]
    fn brackets_around_the_same_words_nest() {
        let text = "they know";
        let first = attribution("a1", text, &["they"], &[], &[]);
        let second = attribution("a2", text, &["they"], &[], &[]);
        let shown = to_string(
            &analysis(text, vec![first, second]),
            text,
            Layout { width: 80, ..PLAIN },
        );
        assert!(shown.contains("\n[source a1: [source a2: they]] know\n"), "{shown}");
    }

    #[test]
    fn paragraphs_keep_one_empty_line_between_them() {
        let text = "One.\r\n\r\n\n \nTwo.\nThree.";
        assert!(to_string(&analysis(text, vec![]), text, PLAIN).ends_with("\n\nOne.\n\nTwo.\nThree.\n"));
    }

    #[test]
    fn the_article_cannot_steer_the_terminal() {
        let text = "a\u{1b}[31mb\u{9b}c\u{7}\0";
        let shown = to_string(&analysis(text, vec![]), text, PLAIN);
        assert!(
            shown.ends_with("\na\u{fffd}[31mb\u{fffd}c\u{fffd}\u{fffd}\n"),
            "{shown:?}"
        );
    }

    #[test]
    fn lines_are_measured_in_columns() {
        // Twelve characters of two columns each, then one of them with a combining mark.
        let text = "漢字漢字 漢字漢字 漢字漢字 e\u{301}tude";
        let shown = to_string(&analysis(text, vec![]), text, Layout { width: 17, ..PLAIN });
        assert!(
            shown.ends_with("\n\n漢字漢字 漢字漢字\n漢字漢字 e\u{301}tude\n"),
            "{shown}"
        );
    }

    #[test]
    fn an_excerpt_joins_pieces_and_ends_after_two_lines() {
        let text = format!("{} middle {}", "word ".repeat(40), "last");
        let content = [Span::new(0, 9), place(&text, "last")];
        assert_eq!(super::excerpt(&text, &content, 100), "word word … last");
        assert_eq!(super::excerpt(&text, &[Span::new(0, 200)], 17), "word word word …");
    }

    #[test]
    fn missing_parts_are_named() {
        let text = "The bridge was reported closed";
        let found = analysis(text, vec![attribution("a1", text, &[], &["was reported"], &[])]);
        assert!(to_string(&found, text, PLAIN).contains("\na1  (no source named) — was reported\n    indirect"));
    }
}
