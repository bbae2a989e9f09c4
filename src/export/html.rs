//! A report as one HTML file: what the article rests on, the article with everything marked, and every list. It needs no
//! script and fetches nothing (its content security policy forbids both), prints well, and follows the reader's light or
//! dark scheme. Sources, cues and contents differ in the line below them as well as in colour.

use super::labels;
use super::marks::{self, Step};
use super::markup::Markup;
use super::story::{Story, extent};
use crate::analysis::{Analysis, Attribution, Quotation, number};
use crate::span::Span;

const STYLE: &str = include_str!("report.css");

/// Writes an analysis whose spans are in bytes of `text`.
pub fn to_string(analysis: &Analysis, text: &str) -> String {
    let story = Story { analysis, text };
    let mut out = Markup::default();
    head(&mut out, story);
    article(&mut out, story);
    sources(&mut out, story);
    attributions(&mut out, story);
    findings(&mut out, story);
    damage(&mut out, story);
    entities(&mut out, story);
    times(&mut out, story);
    out.raw("<footer><p>On Record counts and shows who says so. It does not say what is true.</p></footer>\n</body>\n</html>\n");
    out.out
}

fn head(out: &mut Markup, story: Story<'_>) {
    let document = &story.analysis.document;
    let title = document.title.as_deref().unwrap_or("Annotated article");
    out.raw(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
    );
    out.text(title).raw(" – On Record</title>\n<style>\n").raw(STYLE);
    out.raw("</style>\n</head>\n<body>\n<header>\n<h1>")
        .text(title)
        .raw("</h1>\n<p class=\"origin\">");
    let origin = [
        &document.byline,
        &document.publisher,
        &document.dateline,
        &document.date,
    ];
    listed(out, origin.into_iter().flatten(), " · ", |out, fact| {
        out.text(fact);
    });
    out.raw("</p>\n</header>\n<section>\n<h2>What it rests on</h2>\n<ul>\n");
    for line in labels::profile(story) {
        out.raw("<li>").text(&line).raw("</li>\n");
    }
    out.raw("</ul>\n</section>\n");
}

/// Writes items with a separator between them.
fn listed<T>(out: &mut Markup, items: impl Iterator<Item = T>, separator: &str, mut write: impl FnMut(&mut Markup, T)) {
    for (index, item) in items.enumerate() {
        if index > 0 {
            out.raw(separator);
        }
        write(out, item);
    }
}

/// The name of an element: the letter of a list, the number of an item in it and, where the item has several places in the
/// text, that of the place; both from 1, 0 for none.
#[derive(Clone, Copy)]
struct Id(&'static str, usize, usize);

impl Id {
    fn write(self, out: &mut Markup) {
        out.raw(self.0).number(self.1);
        if self.2 > 0 {
            out.raw("-").number(self.2);
        }
    }

    /// Begins a link to the element.
    fn link(self, out: &mut Markup) {
        out.raw("<a href=\"#");
        self.write(out);
        out.raw("\">");
    }
}

/// What is shown around a stretch of the article.
struct Mark {
    class: &'static str,
    /// Where links lead, if they lead here.
    id: Option<Id>,
    /// The attribution whose number stands after it.
    note: Option<usize>,
}

fn article(out: &mut Markup, story: Story<'_>) {
    let (spans, marks) = all_marks(story);
    out.raw(
        "<section>\n<h2>The article</h2>\n<p class=\"key\"><span class=\"source\">source</span> \
         <span class=\"cue\">cue</span> <span class=\"content direct\">content, direct</span> \
         <span class=\"content mixed\">mixed</span> <span class=\"content indirect\">indirect</span> \
         <span class=\"damage\">damage</span></p>\n<article>\n<p>",
    );
    let mut open: Vec<usize> = Vec::new();
    marks::walk(story.text, &spans, |step| match step {
        Step::Text(text) => {
            for (line, words) in text.split('\n').enumerate() {
                if line > 0 {
                    // No element reaches over the end of a paragraph.
                    for _ in &open {
                        close(out);
                    }
                    out.raw("</p>\n<p>");
                    for &mark in &open {
                        begin(out, &marks[mark], false);
                    }
                }
                out.text(words.trim_end_matches('\r'));
            }
        }
        Step::Open { mark, first } => {
            begin(out, &marks[mark], first);
            open.push(mark);
        }
        Step::Close { mark, last } => {
            close(out);
            open.pop();
            if let Some(note) = marks[mark].note.filter(|_| last) {
                out.raw("<sup>");
                entry_link(out, note);
                out.raw("</sup>");
            }
        }
    });
    out.raw("</p>\n</article>\n</section>\n");
}

fn begin(out: &mut Markup, mark: &Mark, first: bool) {
    out.raw("<span class=\"").raw(mark.class);
    if let Some(id) = mark.id.filter(|_| first) {
        out.raw("\" id=\"");
        id.write(out);
    }
    out.raw("\">");
}

fn close(out: &mut Markup) {
    out.raw("</span>");
}

/// A link to the entry of an attribution, by its number.
fn entry_link(out: &mut Markup, number: usize) {
    out.raw("<a href=\"#entry-a")
        .number(number)
        .raw("\">a")
        .number(number)
        .raw("</a>");
}

fn all_marks(story: Story<'_>) -> (Vec<Span>, Vec<Mark>) {
    let mut spans = Vec::new();
    let mut marks = Vec::new();
    let mut add = |span: Span, class, id, note| {
        spans.push(span);
        marks.push(Mark { class, id, note });
    };
    for (index, attribution) in story.analysis.attributions.iter().enumerate() {
        let content = match attribution.quotation {
            Quotation::Direct => "content direct",
            Quotation::Mixed => "content mixed",
            Quotation::Indirect => "content indirect",
        };
        let mut id = Some(Id("a", index + 1, 0));
        let anchor = anchor(attribution);
        let parts = [
            ("source", &attribution.source),
            ("cue", &attribution.cue),
            (content, &attribution.content),
        ];
        for (class, part) in parts {
            for &span in part.iter().filter(|span| !span.is_empty()) {
                add(span, class, id.take(), (Some(span) == anchor).then_some(index + 1));
            }
        }
    }
    for (index, entity) in story.analysis.entities.iter().enumerate() {
        for (place, mention) in entity.mentions.iter().enumerate() {
            add(mention.span, "mention", Some(Id("e", index + 1, place + 1)), None);
        }
    }
    for (index, time) in story.analysis.times.iter().enumerate() {
        add(time.span, "mention", Some(Id("t", index + 1, 0)), None);
    }
    for (index, damage) in story.analysis.integrity.iter().enumerate() {
        add(damage.span, "damage", Some(Id("d", index + 1, 0)), None);
    }
    for (index, finding) in story.analysis.findings.iter().enumerate() {
        for (place, &span) in finding.spans.iter().enumerate() {
            add(span, "mention", Some(Id("f", index + 1, place + 1)), None);
        }
    }
    (spans, marks)
}

/// The span after which an attribution's number stands.
fn anchor(attribution: &Attribution) -> Option<Span> {
    let parts = [&attribution.cue, &attribution.content, &attribution.source];
    parts
        .into_iter()
        .find_map(|part| part.iter().rfind(|span| !span.is_empty()).copied())
}

/// Begins a section; where it has nothing to show, says so and ends it.
fn begin_section(out: &mut Markup, heading: &str, items: usize, nothing: &str) -> bool {
    out.raw("<section>\n<h2>").raw(heading).raw("</h2>\n");
    if items == 0 {
        out.raw("<p>").raw(nothing).raw("</p>\n");
        end_section(out);
    }
    items > 0
}

fn end_section(out: &mut Markup) {
    out.raw("</section>\n");
}

fn begin_table(out: &mut Markup, columns: &[&str]) {
    out.raw("<table>\n<thead><tr>");
    for column in columns {
        out.raw("<th scope=\"col\">").raw(column).raw("</th>");
    }
    out.raw("</tr></thead>\n<tbody>\n");
}

fn end_table(out: &mut Markup) {
    out.raw("</tbody>\n</table>\n");
    end_section(out);
}

fn cell(out: &mut Markup, text: &str) {
    out.raw("<td>").text(text).raw("</td>");
}

fn number_cell(out: &mut Markup, number: u32) {
    out.raw("<td class=\"n\">").number(number as usize).raw("</td>");
}

fn sources(out: &mut Markup, story: Story<'_>) {
    let sources = &story.analysis.sources;
    if !begin_section(out, "Sources", sources.len(), "No source was found in this text.") {
        return;
    }
    begin_table(
        out,
        &["Source", "Type", "Belongs to", "Words", "Quoted", "Attributions"],
    );
    for source in sources {
        out.raw("<tr><th scope=\"row\">").text(&source.name);
        for more in [source.title.clone(), labels::why_unnamed(story, source)]
            .iter()
            .flatten()
        {
            out.raw("<br><small>").text(more).raw("</small>");
        }
        out.raw("</th>");
        cell(out, labels::source_type(source.kind));
        cell(out, labels::affiliation(source.affiliation));
        number_cell(out, source.words);
        number_cell(out, source.quoted_words);
        out.raw("<td>");
        let attributions = source.attribution_ids.iter().filter_map(|id| number(id));
        listed(out, attributions, " ", |out, at| entry_link(out, at + 1));
        out.raw("</td></tr>\n");
    }
    end_table(out);
}

fn attributions(out: &mut Markup, story: Story<'_>) {
    let attributions = &story.analysis.attributions;
    if !begin_section(
        out,
        "Attributions",
        attributions.len(),
        "No attribution was found in this text.",
    ) {
        return;
    }
    out.raw("<ol class=\"entries\">\n");
    for (index, attribution) in attributions.iter().enumerate() {
        let id = Id("a", index + 1, 0);
        out.raw("<li id=\"entry-");
        id.write(out);
        out.raw("\"><p>");
        id.write(out);
        match story.speaker(attribution) {
            name if name.is_empty() => out.raw(" <i>no source named</i>"),
            name => out.raw(" <span class=\"source\">").text(&name).raw("</span>"),
        };
        out.raw(" <span class=\"cue\">")
            .text(&story.words(&attribution.cue))
            .raw("</span></p>\n<blockquote>");
        out.text(&story.words(&attribution.content))
            .raw("</blockquote>\n<p class=\"facts\">");
        listed(out, labels::properties(attribution).iter(), " · ", |out, property| {
            out.text(property);
        });
        if let Some(place) = extent(attribution) {
            out.raw(" · ");
            id.link(out);
            out.raw("sentence ")
                .number(story.sentence_number(place.start))
                .raw("</a>");
        }
        for outer in story.relayers(attribution) {
            out.raw("<br>\nRelayed by ").text(&story.speaker(outer)).raw(" ");
            entry_link(out, number(&outer.id).map_or(0, |at| at + 1));
        }
        if !attribution.about.is_empty() {
            out.raw("<br>\nAbout ");
            let about = attribution.about.iter().filter_map(|about| number(&about.entity_id));
            let about = about.filter(|&at| at < story.analysis.entities.len());
            listed(out, about, ", ", |out, at| {
                Id("e", at + 1, 0).link(out);
                out.text(&story.analysis.entities[at].name).raw("</a>");
            });
        }
        out.raw("</p></li>\n");
    }
    out.raw("</ol>\n");
    end_section(out);
}

fn findings(out: &mut Markup, story: Story<'_>) {
    let findings = &story.analysis.findings;
    let nothing = "Nothing was found that a published rule asks about.";
    if !begin_section(out, "What an editor would raise", findings.len(), nothing) {
        return;
    }
    for (index, finding) in findings.iter().enumerate() {
        out.raw("<div class=\"finding\">\n<h3>")
            .raw(labels::finding(finding.kind))
            .raw("</h3>\n<p>");
        out.text(&finding.message).raw("</p>\n<ul>\n");
        for (place, &span) in finding.spans.iter().enumerate() {
            out.raw("<li>");
            Id("f", index + 1, place + 1).link(out);
            out.raw("“").text(&story.words(&[span])).raw("”</a></li>\n");
        }
        out.raw("</ul>\n<p class=\"facts\">")
            .text(&finding.standard)
            .raw("</p>\n</div>\n");
    }
    end_section(out);
}

fn damage(out: &mut Markup, story: Story<'_>) {
    let integrity = &story.analysis.integrity;
    if !begin_section(
        out,
        "Damage in the text",
        integrity.len(),
        "No damage in the text was found.",
    ) {
        return;
    }
    out.raw("<ul>\n");
    for (index, damage) in integrity.iter().enumerate() {
        out.raw("<li>");
        Id("d", index + 1, 0).link(out);
        out.raw("“").text(&story.words(&[damage.span])).raw("”</a> ");
        out.raw(labels::damage(damage.kind))
            .raw(". ")
            .text(&damage.message)
            .raw("</li>\n");
    }
    out.raw("</ul>\n");
    end_section(out);
}

fn entities(out: &mut Markup, story: Story<'_>) {
    let entities = &story.analysis.entities;
    let nothing = "No person, organisation or place was found in this text.";
    if !begin_section(out, "Entities", entities.len(), nothing) {
        return;
    }
    begin_table(out, &["Entity", "Type", "Wikidata", "On the map", "Mentions"]);
    for (index, entity) in entities.iter().enumerate() {
        out.raw("<tr id=\"");
        Id("e", index + 1, 0).write(out);
        out.raw("\"><th scope=\"row\">").text(&entity.name).raw("</th>");
        cell(out, labels::entity_type(entity.kind));
        out.raw("<td>");
        if let Some(item) = &entity.wikidata {
            out.raw("<a href=\"https://www.wikidata.org/wiki/")
                .text(item)
                .raw("\" rel=\"noreferrer\">");
            out.text(item).raw("</a>");
        }
        out.raw("</td>");
        cell(out, &labels::location(entity).join(" · "));
        out.raw("<td>");
        listed(out, 1..=entity.mentions.len(), " ", |out, place| {
            Id("e", index + 1, place).link(out);
            out.number(place).raw("</a>");
        });
        out.raw("</td></tr>\n");
    }
    end_table(out);
}

fn times(out: &mut Markup, story: Story<'_>) {
    let times = &story.analysis.times;
    if !begin_section(out, "Times", times.len(), "No date or time was found in this text.") {
        return;
    }
    begin_table(out, &["As written", "Type", "Value (TIMEX3)"]);
    for (index, time) in times.iter().enumerate() {
        out.raw("<tr><th scope=\"row\">");
        Id("t", index + 1, 0).link(out);
        out.text(&story.words(&[time.span])).raw("</a></th>");
        cell(out, labels::time_type(time.kind));
        cell(out, &time.value);
        out.raw("</tr>\n");
    }
    end_table(out);
}
