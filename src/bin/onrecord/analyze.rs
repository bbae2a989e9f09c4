//! `onrecord analyze`: articles in files, one after the other.

use std::ffi::OsStr;
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use onrecord::correction::{self, Corrections};
use onrecord::document::DateError;
use onrecord::export::{self, text};
use onrecord::{Analysis, Document, Engine, OffsetUnit, Options};

use crate::{Common, LONGEST, Outcome, Stop};

/// Columns of a text that goes to no terminal.
const WIDTH: usize = 80;

const EXAMPLES: &str = "\
Examples:
  onrecord analyze draft.txt                          read it at the terminal
  onrecord analyze page.html | jq '.attributions[]'   as data
  onrecord analyze --format text < story.md | less    marked with brackets
  onrecord analyze --format html draft.txt > r.html   a report to print or pass on
  onrecord analyze --format csv *.txt > table.csv     one table of many articles
  onrecord analyze --corrections c.json draft.txt     with what was corrected by hand in the page";

/// Analyse articles in files or from standard input
///
/// One article gives one JSON document (the format onrecord/1). Several give JSON Lines: one line for each article, with
/// its "file" before the rest; or one CSV table with a column "file"; or one text after the other. The other formats write
/// one document and take one article. A file that cannot be read is reported, and the others are still analysed.
#[derive(clap::Args)]
#[command(after_long_help = format!("{EXAMPLES}\n\n{}", crate::EXIT_CODES))]
pub(crate) struct Args {
    /// Articles to read; "-" or none is standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// How to write the result [default: text at a terminal, json elsewhere]
    #[arg(long, value_enum)]
    format: Option<Format>,

    /// How to read the articles [default: by the file's name, else html if it begins like HTML, else text]
    #[arg(long, value_enum)]
    input: Option<Input>,

    /// The day of publication, where it is known better than from the article
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    date: Option<String>,

    /// The headline, where it is known better than from the article
    #[arg(long)]
    title: Option<String>,

    /// Corrections by hand to put on the analysis: a list in JSON, or the page's JSON of the corrected article
    #[arg(long, value_name = "PATH")]
    corrections: Option<PathBuf>,

    /// Whether the text format is coloured; auto is yes at a terminal, unless `NO_COLOR` is set
    #[arg(long, value_enum, value_name = "WHEN", default_value = "auto")]
    color: Color,

    #[command(flatten)]
    common: Common,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The analysis as data; spans refer to the input, or to "document.text" where that is given
    Json,
    /// A report to be read at a terminal: the article with its attributions marked, then every list
    Text,
    /// The same report as one file for a browser or a printer
    Html,
    /// A table of the attributions, each with its source, for spreadsheets and pandas
    Csv,
    /// A table of the sources
    CsvSources,
    /// A table of the entities
    CsvEntities,
    /// A table of the mentions of entities
    CsvMentions,
    /// A table of the times
    CsvTimes,
    /// A table of the findings and of damage in the text
    CsvFindings,
    /// W3C Web Annotations (JSON-LD)
    WebAnnotation,
    /// brat standoff (.ann) beside the text
    Brat,
    /// The places as a map (RFC 7946)
    Geojson,
    /// The network of who relays whom and who speaks of whom, for Gephi, igraph and networkx
    Graphml,
}

impl Format {
    /// The name of the format, here and in the library.
    fn name(self) -> String {
        let value = self.to_possible_value().expect("no format is hidden");
        value.get_name().to_owned()
    }

    fn is_csv(self) -> bool {
        self.name().starts_with("csv")
    }

    /// Whether it has a form for several articles.
    fn takes_several(self) -> bool {
        matches!(self, Self::Json | Self::Text) || self.is_csv()
    }

    /// Whether its specification says what offsets count in.
    fn counts_code_points(self) -> bool {
        matches!(self, Self::WebAnnotation | Self::Brat)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Input {
    /// Plain text; a paragraph is a line
    Text,
    /// A web page, of which the article is analysed
    Html,
    /// Markdown
    Markdown,
}

#[derive(Clone, Copy, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

pub(crate) fn run(args: &Args) -> Outcome {
    if args.title.is_some() && args.files.len() > 1 {
        return Err(Stop::Unusable(
            "--title is the headline of one article: give one FILE".to_owned(),
        ));
    }
    if args.corrections.is_some() && args.files.len() > 1 {
        return Err(Stop::Unusable(
            "--corrections are those of one article: give one FILE".to_owned(),
        ));
    }
    let writer = Writer::new(args, args.files.len() > 1);
    if args.files.len() > 1 && !writer.format.takes_several() {
        return Err(Stop::Unusable(format!(
            "--format {} writes one document: give one FILE",
            writer.format.name()
        )));
    }
    if writer.format.counts_code_points() && writer.layout.offsets != OffsetUnit::CodePoint {
        return Err(Stop::Unusable(format!(
            "--format {} counts code points, as its specification says: leave --offsets out",
            writer.format.name()
        )));
    }
    let corrections = match &args.corrections {
        Some(path) => Some(corrections(path, args.common.offsets.into())?),
        None => None,
    };
    let engine = crate::engine(args.common.model.as_deref())?;
    let files = match args.files.as_slice() {
        [] => &[PathBuf::from("-")],
        files => files,
    };
    let mut all_read = true;
    let mut first = true;
    let mut out = io::stdout().lock();
    for file in files {
        match read(file) {
            Ok(article) => {
                let analyzed = analyze(&engine, args, corrections.as_ref(), file, &article);
                let shown = writer.write(analyzed, file, first);
                first = false;
                out.write_all(shown.as_bytes())
                    .and_then(|()| out.flush())
                    .map_err(Stop::Output)?;
            }
            Err(message) => {
                eprintln!("onrecord: {}: {message}", file.display());
                all_read = false;
            }
        }
    }
    Ok(all_read)
}

/// Checks that a text is a day of the calendar, `YYYY-MM-DD`.
fn date(text: &str) -> Result<String, DateError> {
    Document::default().with_date(text).map(|_| text.to_owned())
}

/// The text of a file or, for `-`, of standard input.
fn read(file: &Path) -> Result<String, String> {
    let mut bytes = Vec::new();
    let limit = LONGEST as u64 + 1;
    let read = if is_stdin(file) {
        let stdin = io::stdin();
        if stdin.is_terminal() {
            eprintln!("onrecord: reading the article from the keyboard; Ctrl-D on a line of its own ends it");
        }
        stdin.lock().take(limit).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(file).and_then(|opened| opened.take(limit).read_to_end(&mut bytes))
    };
    read.map_err(|error| error.to_string())?;
    if bytes.len() > LONGEST {
        return Err(format!("longer than {} MiB: split it into articles", LONGEST >> 20));
    }
    // Not decoded where it need not be: offsets count a byte order mark as the reader's own tools do.
    Ok(match crate::utf8(&bytes) {
        Ok(text) => text.to_owned(),
        Err(error) => {
            let name = file.display();
            eprintln!("onrecord: {name}: {error}; read in the encoding that the file names, or else as windows-1252");
            Document::decode(&bytes)
        }
    })
}

fn is_stdin(file: &Path) -> bool {
    file == Path::new("-")
}

/// An article and its analysis, with spans in bytes of the article's text.
struct Analyzed {
    document: Document,
    analysis: Analysis,
}

fn analyze(engine: &Engine, args: &Args, corrections: Option<&Corrections>, file: &Path, article: &str) -> Analyzed {
    let input = correction::Input {
        format: match args.input.unwrap_or_else(|| input_kind(file, article)) {
            Input::Text => correction::Format::Text,
            Input::Html => correction::Format::Html,
            Input::Markdown => correction::Format::Markdown,
        },
        text: article.to_owned(),
        title: args.title.clone(),
        byline: None,
        date: args.date.clone(),
    };
    let mut document = input.document();
    if let Some(title) = &args.title {
        document = document.with_title(title);
    }
    document.date = args.date.clone().or(document.date);
    let mut analysis = engine.analyze(&document, &Options::default());
    if let Some(corrections) = corrections {
        let corrections = corrections.clone().for_document(&document);
        analysis = correction::corrected(&analysis, &document, corrections);
        analysis.input = (!analysis.corrections.is_empty()).then_some(input);
        for (index, correction) in analysis.corrections.iter().enumerate() {
            if correction.orphaned {
                eprintln!(
                    "onrecord: {}: correction {} is orphaned and changes nothing: its words{} were changed or removed, or \
                     nothing is found in them any more",
                    file.display(),
                    index + 1,
                    correction
                        .excerpt()
                        .map(|words| format!(" (“{words}”)"))
                        .unwrap_or_default(),
                );
            }
        }
    }
    Analyzed { document, analysis }
}

/// The corrections in a file.
fn corrections(path: &Path, offsets: OffsetUnit) -> Result<Corrections, Stop> {
    let unusable = |error: &dyn std::fmt::Display| Stop::Unusable(format!("corrections {}: {error}", path.display()));
    let bytes = std::fs::read(path).map_err(|error| unusable(&error))?;
    let json = crate::utf8(&bytes).map_err(|error| unusable(&error))?;
    Corrections::from_json(json, offsets).map_err(|error| unusable(&error))
}

/// What an article is written in, by its file's name or else its beginning.
fn input_kind(file: &Path, article: &str) -> Input {
    let extension = file.extension().and_then(OsStr::to_str).map(str::to_ascii_lowercase);
    match extension.as_deref() {
        Some("html" | "htm" | "xhtml") => Input::Html,
        Some("md" | "markdown") => Input::Markdown,
        Some("txt" | "text") => Input::Text,
        _ => {
            let start = article.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
            let begins = |tag: &str| start.get(..tag.len()).is_some_and(|s| s.eq_ignore_ascii_case(tag));
            if begins("<!doctype html") || begins("<html") {
                Input::Html
            } else {
                Input::Text
            }
        }
    }
}

/// How the results are written.
struct Writer {
    format: Format,
    /// Whether each result says which file it belongs to.
    name_files: bool,
    layout: text::Layout,
}

impl Writer {
    fn new(args: &Args, name_files: bool) -> Self {
        let terminal = io::stdout().is_terminal();
        let color = match args.color {
            Color::Always => true,
            Color::Never => false,
            // https://no-color.org: any value but the empty one.
            Color::Auto => terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()) && !is_dumb(),
        };
        let width = terminal_size::terminal_size()
            .filter(|_| terminal)
            .map_or(WIDTH, |(width, _)| width.0.into());
        Self {
            format: args
                .format
                .unwrap_or(if terminal { Format::Text } else { Format::Json }),
            name_files,
            layout: text::Layout {
                width,
                color,
                offsets: args.common.offsets.into(),
            },
        }
    }

    /// The result for a file; `first` if there is none before it.
    fn write(&self, analyzed: Analyzed, file: &Path, first: bool) -> String {
        let Analyzed { document, analysis } = analyzed;
        match self.format {
            Format::Text => {
                let shown = text::to_string(&analysis, &document.text, self.layout);
                if self.name_files {
                    format!("==> {} <==\n{shown}\n", file.display())
                } else {
                    shown
                }
            }
            format => {
                let (format, unit) = (format.name(), self.layout.offsets);
                let written = if self.name_files {
                    let file = file.to_string_lossy();
                    export::one_of_several(&format, &analysis, &document.text, unit, &file, first)
                } else {
                    export::to_string(&format, &analysis, &document.text, unit)
                };
                written.expect("the library has every format by its name here, and those for several articles")
            }
        }
    }
}

/// Whether the terminal says that it knows no escape sequences.
fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use clap::ValueEnum;
    use onrecord::export::FORMATS;

    use super::{Format, Input, input_kind};

    #[test]
    fn the_library_has_every_format_but_the_terminal_s() {
        let here = Format::value_variants().iter().map(|format| format.name());
        let mut here: Vec<String> = here.filter(|name| name != "text").collect();
        let mut library: Vec<&str> = FORMATS.iter().map(|(name, _)| *name).collect();
        here.sort();
        library.sort_unstable();
        assert_eq!(here, library);
    }

    #[test]
    fn the_name_or_else_the_beginning_tells_the_kind() {
        let table = [
            ("page.html", "", Input::Html),
            ("PAGE.HTM", "", Input::Html),
            ("notes.md", "<html>", Input::Markdown),
            ("draft.txt", "<!doctype html>", Input::Text),
            ("-", "The mayor said no.", Input::Text),
            ("-", "<!DOCTYPE HTML><p>", Input::Html),
            ("-", "\u{feff}\r\n <html lang=en>", Input::Html),
            ("-", "<p>Hello", Input::Text),
            ("story", "<!doctype html>", Input::Html),
            ("story.v2", "é", Input::Text),
        ];
        for (file, article, kind) in table {
            assert_eq!(input_kind(Path::new(file), article), kind, "{file} {article:?}");
        }
    }
}
