//! A report as one HTML file: what the article rests on, the article with everything marked, and every list. It needs no
//! script and fetches nothing (its content security policy forbids both), prints well, and follows the reader's light or
//! dark scheme. Sources, cues and contents differ in the line below them as well as in colour.

use std::fmt::Write;

use super::escape::markup;
use super::labels;
use super::marks::{self, Step};
use super::story::{Story, extent};
use crate::analysis::{Analysis, Attribution, Quotation};
use crate::span::Span;

const STYLE: &str = include_str!("report.css");

/// Writes an analysis whose spans are in bytes of `text`.
pub fn to_string(analysis: &Analysis, text: &str) -> String {
    let story = Story { analysis, text };
    let mut out = String::new();
    head(&mut out, story);
    article(&mut out, story);
    sources(&mut out, story);
    attributions(&mut out, story);
    findings(&mut out, story);
    entities(&mut out, story);
    times(&mut out, story);
    out.push_str(
        "<footer><p>On Record counts and shows who says so. It does not say what is true.</p></footer>\n</body>\n</html>\n",
    );
    out
}

fn head(out: &mut String, story: Story<'_>) {
    let document = &story.analysis.document;
    let title = markup(document.title.as_deref().unwrap_or("Annotated article"));
    let origin = [
        &document.byline,
        &document.publisher,
        &document.dateline,
        &document.date,
    ];
    let origin: Vec<String> = origin.into_iter().flatten().map(|fact| markup(fact)).collect();
    let profile: String = labels::profile(story)
        .iter()
        .map(|line| format!("<li>{}</li>\n", markup(line)))
        .collect();
    put(
        out,
        format_args!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{title} – On Record</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
             <header>\n<h1>{title}</h1>\n<p class=\"origin\">{}</p>\n</header>\n\
             <section>\n<h2>What it rests on</h2>\n<ul>\n{profile}</ul>\n</section>\n",
            origin.join(" · "),
        ),
    );
}

/// Formats to a string, which cannot fail.
fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(text);
}

/// What is shown around a stretch of the article.
struct Mark {
    class: &'static str,
    /// Where links lead; nothing where they lead elsewhere.
    id: String,
    /// The attribution that is named after it.
    note: Option<String>,
}

fn article(out: &mut String, story: Story<'_>) {
    let (spans, marks) = all_marks(story);
    out.push_str(
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
                    open.iter().for_each(|_| out.push_str("</span>"));
                    out.push_str("</p>\n<p>");
                    open.iter().for_each(|&mark| begin(out, &marks[mark], false));
                }
                out.push_str(&markup(words.trim_end_matches('\r')));
            }
        }
        Step::Open { mark, first } => {
            begin(out, &marks[mark], first);
            open.push(mark);
        }
        Step::Close { mark, last } => {
            out.push_str("</span>");
            open.pop();
            if let Some(id) = marks[mark].note.as_ref().filter(|_| last) {
                let id = markup(id);
                put(out, format_args!("<sup><a href=\"#entry-{id}\">{id}</a></sup>"));
            }
        }
    });
    out.push_str("</p>\n</article>\n</section>\n");
}

fn begin(out: &mut String, mark: &Mark, first: bool) {
    let id = if first && !mark.id.is_empty() {
        format!(" id=\"{}\"", markup(&mark.id))
    } else {
        String::new()
    };
    put(out, format_args!("<span class=\"{}\"{id}>", mark.class));
}

fn all_marks(story: Story<'_>) -> (Vec<Span>, Vec<Mark>) {
    let mut spans = Vec::new();
    let mut marks = Vec::new();
    let mut add = |span: Span, class, id: String, note: Option<String>| {
        spans.push(span);
        marks.push(Mark { class, id, note });
    };
    for attribution in &story.analysis.attributions {
        let content = match attribution.quotation {
            Quotation::Direct => "content direct",
            Quotation::Mixed => "content mixed",
            Quotation::Indirect => "content indirect",
        };
        let (mut id, anchor) = (attribution.id.as_str(), anchor(attribution));
        let parts = [
            ("source", &attribution.source),
            ("cue", &attribution.cue),
            (content, &attribution.content),
        ];
        for (class, part) in parts {
            for &span in part.iter().filter(|span| !span.is_empty()) {
                let note = (Some(span) == anchor).then(|| attribution.id.clone());
                add(span, class, std::mem::take(&mut id).to_owned(), note);
            }
        }
    }
    for entity in &story.analysis.entities {
        for (index, mention) in entity.mentions.iter().enumerate() {
            add(mention.span, "mention", format!("{}-{}", entity.id, index + 1), None);
        }
    }
    for (index, time) in story.analysis.times.iter().enumerate() {
        add(time.span, "mention", format!("t{}", index + 1), None);
    }
    for (index, damage) in story.analysis.integrity.iter().enumerate() {
        add(damage.span, "damage", format!("d{}", index + 1), None);
    }
    for (index, finding) in story.analysis.findings.iter().enumerate() {
        for (place, &span) in finding.spans.iter().enumerate() {
            add(span, "mention", format!("f{}-{}", index + 1, place + 1), None);
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

fn sources(out: &mut String, story: Story<'_>) {
    out.push_str("<section>\n<h2>Sources</h2>\n");
    if story.analysis.sources.is_empty() {
        out.push_str("<p>No source was found in this text.</p>\n</section>\n");
        return;
    }
    out.push_str(
        "<table>\n<thead><tr><th>Source</th><th>Type</th><th>Belongs to</th><th>Words</th><th>Quoted</th>\
         <th>Attributions</th></tr></thead>\n<tbody>\n",
    );
    for source in &story.analysis.sources {
        let mut name = markup(&source.name);
        if let Some(title) = &source.title {
            put(&mut name, format_args!("<br><small>{}</small>", markup(title)));
        }
        if let Some(why) = labels::why_unnamed(story, source) {
            put(&mut name, format_args!("<br><small>{}</small>", markup(&why)));
        }
        let ids: Vec<String> = source.attribution_ids.iter().map(|id| link("entry-", id)).collect();
        put(
            out,
            format_args!(
                "<tr id=\"{}\"><th scope=\"row\">{name}</th><td>{}</td><td>{}</td><td class=\"n\">{}</td>\
                 <td class=\"n\">{}</td><td>{}</td></tr>\n",
                markup(&source.id),
                labels::source_type(source.kind),
                labels::affiliation(source.affiliation),
                source.words,
                source.quoted_words,
                ids.join(" "),
            ),
        );
    }
    out.push_str("</tbody>\n</table>\n</section>\n");
}

/// A link to the element of this id, which is its text as well.
fn link(prefix: &str, id: &str) -> String {
    let id = markup(id);
    format!("<a href=\"#{prefix}{id}\">{id}</a>")
}

fn attributions(out: &mut String, story: Story<'_>) {
    out.push_str("<section>\n<h2>Attributions</h2>\n");
    if story.analysis.attributions.is_empty() {
        out.push_str("<p>No attribution was found in this text.</p>\n</section>\n");
        return;
    }
    out.push_str("<ol class=\"entries\">\n");
    for attribution in &story.analysis.attributions {
        let speaker = match story.speaker(attribution) {
            name if name.is_empty() => "<i>no source named</i>".to_owned(),
            name => format!("<span class=\"source\">{}</span>", markup(&name)),
        };
        let id = markup(&attribution.id);
        let relayers = story.relayers(attribution);
        let relayers: Vec<String> = relayers
            .iter()
            .map(|a| format!("{} ({})", markup(&story.speaker(a)), link("entry-", &a.id)))
            .collect();
        put(
            out,
            format_args!(
                "<li id=\"entry-{id}\"><p>{id} {speaker} <span class=\"cue\">{}</span></p>\n<blockquote>{}</blockquote>\n<p class=\"facts\">{}",
                markup(&story.words(&attribution.cue)),
                markup(&story.words(&attribution.content)),
                labels::properties(attribution).join(" · "),
            ),
        );
        if let Some(place) = extent(attribution) {
            let sentence = story.sentence(place.start);
            put(out, format_args!(" · <a href=\"#{id}\">sentence {sentence}</a>"));
        }
        out.push_str("</p>\n");
        if !relayers.is_empty() {
            put(
                out,
                format_args!("<p class=\"facts\">Relayed by {}</p>\n", relayers.join(", relayed by ")),
            );
        }
        let about = attribution
            .about
            .iter()
            .filter_map(|about| story.entity(&about.entity_id));
        let about: Vec<String> = about
            .map(|entity| format!("<a href=\"#{}\">{}</a>", markup(&entity.id), markup(&entity.name)))
            .collect();
        if !about.is_empty() {
            put(out, format_args!("<p class=\"facts\">About {}</p>\n", about.join(", ")));
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ol>\n</section>\n");
}

fn findings(out: &mut String, story: Story<'_>) {
    out.push_str("<section>\n<h2>What an editor would raise</h2>\n");
    if story.analysis.findings.is_empty() {
        out.push_str("<p>Nothing was found that a published rule asks about.</p>\n");
    }
    for (index, finding) in story.analysis.findings.iter().enumerate() {
        let number = index + 1;
        put(
            out,
            format_args!(
                "<div class=\"finding\">\n<h3>{}</h3>\n<p>{}</p>\n<ul>\n",
                labels::finding(finding.kind),
                markup(&finding.message)
            ),
        );
        for (place, &span) in finding.spans.iter().enumerate() {
            let words = markup(&story.words(&[span]));
            put(
                out,
                format_args!("<li><a href=\"#f{number}-{}\">“{words}”</a></li>\n", place + 1),
            );
        }
        put(
            out,
            format_args!("</ul>\n<p class=\"facts\">{}</p>\n</div>\n", markup(&finding.standard)),
        );
    }
    out.push_str("</section>\n<section>\n<h2>Damage in the text</h2>\n");
    if story.analysis.integrity.is_empty() {
        out.push_str("<p>No damage in the text was found.</p>\n</section>\n");
        return;
    }
    out.push_str("<ul>\n");
    for (index, damage) in story.analysis.integrity.iter().enumerate() {
        put(
            out,
            format_args!(
                "<li><a href=\"#d{}\">“{}”</a> {}. {}</li>\n",
                index + 1,
                markup(&story.words(&[damage.span])),
                labels::damage(damage.kind),
                markup(&damage.message),
            ),
        );
    }
    out.push_str("</ul>\n</section>\n");
}

fn entities(out: &mut String, story: Story<'_>) {
    out.push_str("<section>\n<h2>Entities</h2>\n");
    if story.analysis.entities.is_empty() {
        out.push_str("<p>No person, organisation or place was found in this text.</p>\n</section>\n");
        return;
    }
    out.push_str(
        "<table>\n<thead><tr><th>Entity</th><th>Type</th><th>Wikidata</th><th>Known</th><th>Mentions</th></tr></thead>\n<tbody>\n",
    );
    for entity in &story.analysis.entities {
        let item = entity.wikidata.as_ref().map_or_else(String::new, |item| {
            let item = markup(item);
            format!("<a href=\"https://www.wikidata.org/wiki/{item}\" rel=\"noreferrer\">{item}</a>")
        });
        let mentions: Vec<String> = (1..=entity.mentions.len())
            .map(|n| format!("<a href=\"#{}-{n}\">{n}</a>", markup(&entity.id)))
            .collect();
        put(
            out,
            format_args!(
                "<tr id=\"{}\"><th scope=\"row\">{}</th><td>{}</td><td>{item}</td><td>{}</td><td>{}</td></tr>\n",
                markup(&entity.id),
                markup(&entity.name),
                labels::entity_type(entity.kind),
                markup(&labels::facts(entity)[1..].join(" · ")),
                mentions.join(" "),
            ),
        );
    }
    out.push_str("</tbody>\n</table>\n</section>\n");
}

fn times(out: &mut String, story: Story<'_>) {
    out.push_str("<section>\n<h2>Times</h2>\n");
    if story.analysis.times.is_empty() {
        out.push_str("<p>No date or time was found in this text.</p>\n</section>\n");
        return;
    }
    out.push_str("<table>\n<thead><tr><th>As written</th><th>Type</th><th>Value (TIMEX3)</th></tr></thead>\n<tbody>\n");
    for (index, time) in story.analysis.times.iter().enumerate() {
        put(
            out,
            format_args!(
                "<tr><th scope=\"row\"><a href=\"#t{}\">{}</a></th><td>{}</td><td>{}</td></tr>\n",
                index + 1,
                markup(&story.words(&[time.span])),
                labels::time_type(time.kind),
                markup(&time.value),
            ),
        );
    }
    out.push_str("</tbody>\n</table>\n</section>\n");
}
