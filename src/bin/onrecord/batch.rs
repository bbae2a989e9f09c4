//! `onrecord batch`: JSON Lines in, JSON Lines out, in the same order, on every core.
//!
//! One thread reads lines, several analyse them, and the main thread puts the answers in order and writes them. At most
//! a fixed number of lines is on its way between reading and writing, so that memory does not grow with the batch.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufWriter, IsTerminal, Write};
use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;

use indicatif::{ProgressBar, ProgressStyle};
use onrecord::export::json;
use onrecord::{Document, Engine, OffsetUnit, Options};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::{Common, LONGEST, Outcome, Stop};

/// Lines between reading and writing, for each thread: enough that a long article does not hold the others up.
const LINES_PER_THREAD: usize = 8;

const EXAMPLE: &str = "\
Example:
  onrecord batch < articles.jsonl > analyses.jsonl";

/// Analyse many articles: JSON Lines on standard input, JSON Lines on standard output
///
/// Each line of the input is an object with an "id" (a string or a number), a "text" and, where known, a "date" (best as
/// YYYY-MM-DD) and a "title"; other members are ignored, and so are blank lines. For each there is a line of output, in
/// the order of the input: the "id", then the analysis (the format onrecord/1). A line that cannot be read gives
/// {"id", "line", "error"} in its place, with the "id" where it could be made out and the number of the line.
#[derive(clap::Args)]
#[command(after_long_help = format!("{EXAMPLE}\n\n{}", crate::EXIT_CODES))]
pub(crate) struct Args {
    /// Articles analysed at once [default: one for each core]
    #[arg(long, value_name = "N")]
    threads: Option<NonZero<u16>>,

    #[command(flatten)]
    common: Common,
}

/// A line of the input.
struct Job {
    /// Its place among the lines to answer, from 0.
    place: u64,
    /// Its number in the input, from 1.
    line: u64,
    /// Bytes of the input up to its end.
    read: u64,
    bytes: Vec<u8>,
}

/// A line of the output.
struct Answer {
    place: u64,
    read: u64,
    /// Whether it is an analysis, not an error.
    analyzed: bool,
    text: String,
}

pub(crate) fn run(args: &Args) -> Outcome {
    let engine = Arc::new(crate::engine(args.common.model.as_deref())?);
    let offsets = args.common.offsets.into();
    let cores = || thread::available_parallelism().map_or(1, NonZero::get);
    let threads = args.threads.map_or_else(cores, |threads| threads.get().into());

    // A permit is taken for each line read and handed back when its answer is written.
    let (take_permit, permits) = sync_channel::<()>(threads * LINES_PER_THREAD);
    let (send_job, jobs) = channel::<Job>();
    let (send_answer, answers) = channel::<Answer>();
    let reader = thread::spawn(move || {
        read_lines(&mut io::stdin().lock(), |job| {
            take_permit.send(()).is_ok() && send_job.send(job).is_ok()
        })
    });
    let jobs = Arc::new(Mutex::new(jobs));
    for _ in 0..threads {
        let (engine, jobs, send_answer) = (Arc::clone(&engine), Arc::clone(&jobs), Sender::clone(&send_answer));
        thread::spawn(move || work(&engine, offsets, &jobs, &send_answer));
    }
    drop(send_answer);

    let progress = Progress::new();
    let failed = write_in_order(&answers, &permits, &progress).map_err(Stop::Output);
    progress.finish();
    let failed = failed?;
    if failed > 0 {
        let lines = if failed == 1 {
            "1 line"
        } else {
            &format!("{failed} lines")
        };
        eprintln!("onrecord: {lines} could not be analysed; \"error\" in the output says why");
    }
    match reader.join() {
        Ok(Ok(())) => Ok(failed == 0),
        Ok(Err(error)) => {
            eprintln!("onrecord: standard input: {error}; the lines before it were analysed");
            Ok(false)
        }
        Err(panic) => std::panic::resume_unwind(panic),
    }
}

/// Reads lines and hands them on, until the input ends or nobody takes them any more.
fn read_lines(input: &mut impl BufRead, mut hand_on: impl FnMut(Job) -> bool) -> io::Result<()> {
    let (mut place, mut read) = (0, 0);
    for line in 1.. {
        let mut bytes = Vec::new();
        // One byte over the limit shows that the line is too long, and the answer says so.
        read += io::Read::take(&mut *input, LONGEST as u64 + 1).read_until(b'\n', &mut bytes)? as u64;
        if bytes.is_empty() {
            break;
        }
        if bytes.len() > LONGEST && bytes.last() != Some(&b'\n') {
            read += input.skip_until(b'\n')? as u64;
        }
        if bytes.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        if !hand_on(Job {
            place,
            line,
            read,
            bytes,
        }) {
            break;
        }
        place += 1;
    }
    Ok(())
}

/// Answers lines until there are no more.
fn work(engine: &Engine, offsets: OffsetUnit, jobs: &Mutex<Receiver<Job>>, answers: &Sender<Answer>) {
    // The lock is held while waiting for a line and given up before analysing it.
    while let Some(job) = jobs.lock().ok().and_then(|jobs| jobs.recv().ok()) {
        let Job {
            place,
            line,
            read,
            bytes,
        } = job;
        let answer = catch_unwind(AssertUnwindSafe(|| answer(engine, offsets, &bytes)));
        let answer = answer.unwrap_or_else(|_| Err("the analysis failed: this is a bug, please report it".to_owned()));
        let analyzed = answer.is_ok();
        let text = answer.unwrap_or_else(|error| json::error_line(find_id(&bytes).as_deref(), line, &error));
        if answers
            .send(Answer {
                place,
                read,
                analyzed,
                text,
            })
            .is_err()
        {
            return;
        }
    }
}

/// Writes the answers in the order of the input; the number of those that are errors.
fn write_in_order(answers: &Receiver<Answer>, permits: &Receiver<()>, progress: &Progress) -> io::Result<u64> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut early: BTreeMap<u64, Answer> = BTreeMap::new();
    let (mut next, mut failed) = (0, 0);
    loop {
        let answer = match answers.try_recv() {
            Ok(answer) => answer,
            Err(TryRecvError::Disconnected) => break,
            Err(TryRecvError::Empty) => {
                // Nothing more to write for now: whoever reads the output gets what there is.
                out.flush()?;
                match answers.recv() {
                    Ok(answer) => answer,
                    Err(_) => break,
                }
            }
        };
        early.insert(answer.place, answer);
        while let Some(answer) = early.remove(&next) {
            out.write_all(answer.text.as_bytes())?;
            next += 1;
            failed += u64::from(!answer.analyzed);
            progress.show(next, failed, answer.read);
            // Never waits: the permit was there before the line.
            let _ = permits.recv();
        }
    }
    out.flush()?;
    Ok(failed)
}

/// An article of the batch.
#[derive(Deserialize)]
struct Article<'a> {
    #[serde(borrow)]
    id: &'a RawValue,
    text: Text,
    date: Option<String>,
    title: Option<Text>,
}

/// The answer to a line, or why there is none.
fn answer(engine: &Engine, offsets: OffsetUnit, line: &[u8]) -> Result<String, String> {
    if line.len() > LONGEST {
        return Err(format!("longer than {} MiB: split it into articles", LONGEST >> 20));
    }
    let line = crate::utf8(line).map_err(|error| format!("{error} of the line; convert the input, say with iconv"))?;
    let line = line.trim_start_matches('\u{feff}').trim_ascii();
    if !line.starts_with('{') {
        return Err("not a JSON object: write each article as {\"id\": …, \"text\": …} in one line".to_owned());
    }
    let article: Article = serde_json::from_str(line).map_err(|error| describe(&error))?;
    if !is_id(article.id) {
        return Err("\"id\" is neither a string nor a number".to_owned());
    }
    let mut document = Document::from_text(&article.text.0);
    if let Some(date) = article.date {
        document = document.with_timestamp(&date);
    }
    if let Some(title) = article.title {
        document = document.with_title(&title.0);
    }
    let analysis = engine
        .analyze(&document, &Options::default())
        .with_offsets(&document.text, offsets);
    Ok(json::line(json::Origin::Id(article.id), &analysis))
}

/// What is wrong with a line, in terms of that line alone.
fn describe(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let what = message.strip_suffix(&place).unwrap_or(&message).replace('`', "\"");
    match error.classify() {
        serde_json::error::Category::Data => what,
        _ => format!("not JSON: {what} at byte {}", error.column()),
    }
}

/// The id of a line that cannot be read otherwise, if it can be made out.
fn find_id(line: &[u8]) -> Option<Box<RawValue>> {
    #[derive(Deserialize)]
    struct Identified {
        id: Box<RawValue>,
    }
    if line.len() > LONGEST {
        return None;
    }
    let identified: Identified = serde_json::from_str(&String::from_utf8_lossy(line)).ok()?;
    Some(identified.id).filter(|id| is_id(id))
}

/// Whether a value is a string or a number.
fn is_id(value: &RawValue) -> bool {
    value
        .get()
        .starts_with(|c: char| c == '"' || c == '-' || c.is_ascii_digit())
}

/// A JSON string in which a lone surrogate, which JavaScript and Python write, counts as U+FFFD.
///
/// Each is one code point and one UTF-16 code unit as it was in the string the article came from.
struct Text(String);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl serde::de::Visitor<'_> for Visitor {
            type Value = Text;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("a string")
            }

            fn visit_bytes<E: serde::de::Error>(self, bytes: &[u8]) -> Result<Text, E> {
                self.visit_byte_buf(bytes.to_vec())
            }

            fn visit_byte_buf<E: serde::de::Error>(self, mut bytes: Vec<u8>) -> Result<Text, E> {
                // Asked for bytes, serde_json writes a lone surrogate like any character of three bytes: ED A0..BF xx.
                for i in 0..bytes.len().saturating_sub(2) {
                    if bytes[i] == 0xED && bytes[i + 1] >= 0xA0 {
                        bytes[i..i + 3].copy_from_slice("\u{fffd}".as_bytes());
                    }
                }
                String::from_utf8(bytes).map(Text).map_err(E::custom)
            }
        }

        deserializer.deserialize_byte_buf(Visitor)
    }
}

/// The progress on standard error, if that is a terminal and the output is not.
struct Progress(Option<ProgressBar>);

impl Progress {
    fn new() -> Self {
        if !io::stderr().is_terminal() || io::stdout().is_terminal() {
            return Self(None);
        }
        let (bar, template) = match stdin_length() {
            Some(bytes) => (
                ProgressBar::new(bytes),
                "{elapsed_precise} [{wide_bar}] {percent}% {msg}, {eta} to go",
            ),
            None => (ProgressBar::no_length(), "{elapsed_precise} {spinner} {msg}"),
        };
        // The templates are constants; one that did not parse would show in every run.
        let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        Self(Some(bar.with_style(style.progress_chars("=> "))))
    }

    fn show(&self, done: u64, failed: u64, read: u64) {
        let Some(bar) = &self.0 else { return };
        let rate = done as f64 / bar.elapsed().as_secs_f64().max(0.001);
        let failures = if failed == 0 {
            String::new()
        } else {
            format!(", {failed} failed")
        };
        bar.set_message(format!("{done} articles{failures}, {rate:.1}/s"));
        bar.set_position(read);
    }

    fn finish(&self) {
        if let Some(bar) = &self.0 {
            bar.finish();
            // The bar leaves the cursor on its line.
            eprintln!();
        }
    }
}

/// How many bytes standard input holds, where it is a file.
#[cfg(unix)]
fn stdin_length() -> Option<u64> {
    use std::io::Seek;
    use std::os::fd::AsFd;
    let mut file = std::fs::File::from(io::stdin().as_fd().try_clone_to_owned().ok()?);
    let metadata = file.metadata().ok().filter(std::fs::Metadata::is_file)?;
    Some(metadata.len().saturating_sub(file.stream_position().ok()?))
}

/// How many bytes standard input holds: not known here.
#[cfg(not(unix))]
fn stdin_length() -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::{Article, Job, describe, find_id, is_id, read_lines};

    fn jobs(input: &str) -> Vec<Job> {
        let mut jobs = Vec::new();
        let done = read_lines(&mut Cursor::new(input), |job| {
            jobs.push(job);
            true
        });
        done.expect("memory is readable");
        jobs
    }

    #[test]
    fn lines_are_numbered_with_blank_ones_and_placed_without() {
        let jobs = jobs("a\n\n  \r\nbc\r\nd");
        let numbers: Vec<_> = jobs.iter().map(|job| (job.place, job.line, job.read)).collect();
        assert_eq!(numbers, [(0, 1, 2), (1, 4, 11), (2, 5, 12)]);
        assert_eq!(jobs[2].bytes, b"d");
    }

    #[test]
    fn reading_ends_when_nobody_takes_the_lines() {
        let mut input = Cursor::new("a\nb\nc\n");
        read_lines(&mut input, |_| false).expect("memory is readable");
        assert_eq!(input.position(), 2);
    }

    #[test]
    fn lone_surrogates_keep_their_length() {
        let table = [
            (r#""a\ud800b""#, "a\u{fffd}b"),
            (r#""\udc00\ud800""#, "\u{fffd}\u{fffd}"),
            (
                r#""\ud83d\ude00 \u00e9 \ud7ff \ue000""#,
                "\u{1f600} é \u{d7ff} \u{e000}",
            ),
            ("\"퟿한 힣\"", "퟿한 힣"),
        ];
        for (json, text) in table {
            let line = format!(r#"{{"id":1,"text":{json}}}"#);
            let article: Article = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{json}: {error}"));
            assert_eq!(article.text.0, text);
        }
    }

    #[test]
    fn an_error_names_the_byte_of_its_line() {
        let table = [
            ("{\"id\": 1, \"text\": oops}", "not JSON: expected value at byte 19"),
            ("{\"id\": 1", "not JSON: EOF while parsing an object at byte 8"),
            ("{\"id\": 1}", "missing field \"text\""),
            ("{\"text\": \"a\"}", "missing field \"id\""),
            (
                "{\"id\": 1, \"text\": 5}",
                "invalid type: integer \"5\", expected a string",
            ),
            ("{\"id\": 1, \"text\": null}", "invalid type: null, expected a string"),
        ];
        for (line, expected) in table {
            let error = serde_json::from_str::<Article>(line)
                .err()
                .unwrap_or_else(|| panic!("{line} was read"));
            assert_eq!(describe(&error), expected);
        }
    }

    #[test]
    fn an_id_is_found_beside_what_cannot_be_read() {
        let id = |line: &[u8]| find_id(line).map(|id| id.get().to_owned());
        assert_eq!(id(br#"{"id": "a\u00e9", "text": 5}"#).as_deref(), Some(r#""a\u00e9""#));
        assert_eq!(id(b"{\"text\": \"n\xE9e\", \"id\": -7.50}").as_deref(), Some("-7.50"));
        assert_eq!(id(br#"{"id": null, "text": "a"}"#), None);
        assert_eq!(id(br#"{"id": 1, "text": "#), None);
    }

    #[test]
    fn ids_are_strings_and_numbers() {
        for (json, expected) in [
            ("\"\"", true),
            ("0", true),
            ("-1e9", true),
            ("null", false),
            ("true", false),
            ("[1]", false),
        ] {
            let value: &serde_json::value::RawValue = serde_json::from_str(json).expect("valid JSON");
            assert_eq!(is_id(value), expected, "{json}");
        }
    }
}
