//! The program as its users run it.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use onrecord::export::{FORMATS, json};
use onrecord::{Document, Engine, OffsetUnit, Options};
use serde_json::{Value, json};

const ARTICLE: &str =
    "🚢 The old ferry is safe, the harbour master said.\n\n“Not one bolt is loose,” Zoë Quill told reporters.\n";

fn onrecord(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command
        .args(args)
        .env_remove("NO_COLOR")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Runs the program on an input that it may leave unread.
fn run(args: &[&str], input: impl AsRef<[u8]>) -> Output {
    let mut child = onrecord(args).spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let input = input.as_ref().to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().expect("the program ends");
    // It fails where the program rejects its arguments first.
    let _ = writer.join().expect("writing does not panic");
    output
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("UTF-8")
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("UTF-8")
}

fn json_lines(output: &Output) -> Vec<Value> {
    stdout(output)
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line of JSON"))
        .collect()
}

/// A file that goes away at the end of the test.
struct TempFile(PathBuf);

impl TempFile {
    fn new(name: &str, content: impl AsRef<[u8]>) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let path = folder.join(format!("{}-{name}", std::process::id()));
        std::fs::write(&path, content).expect("the target folder is writable");
        Self(path)
    }

    fn path(&self) -> &str {
        self.0.to_str().expect("a path in UTF-8")
    }
}

impl Drop for TempFile {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

fn analysis(document: &Document, unit: OffsetUnit) -> String {
    let model =
        std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/models/en/onrecord.model")).expect("the model file");
    let engine = Engine::load(&model).expect("a model of this version");
    json::to_string(
        &engine
            .analyze(document, &Options::default())
            .with_offsets(&document.text, unit),
    )
}

#[test]
fn analyze_writes_what_the_library_says_in_every_unit() {
    for (name, unit) in [
        ("codepoint", OffsetUnit::CodePoint),
        ("utf16", OffsetUnit::Utf16),
        ("byte", OffsetUnit::Byte),
    ] {
        let output = run(&["analyze", "--offsets", name], ARTICLE);
        assert!(output.status.success(), "{}", stderr(&output));
        assert_eq!(stdout(&output), analysis(&Document::from_text(ARTICLE), unit), "{name}");
    }
}

/// A correction that makes another source of the harbour master, of `article`.
fn retyping(article: &str) -> Value {
    let quote = |words: &str| {
        let start = article[..article.find(words).expect("the words")].chars().count();
        json!([{"span": [start, start + words.chars().count()], "quote": words}])
    };
    json!({
        "action": "changeSource",
        "at": {"source": quote("the harbour master"), "cue": quote("said"), "content": quote("The old ferry is safe")},
        "name": "Captain Roe",
        "sourceType": "namedPerson",
    })
}

#[test]
fn corrections_are_put_on_and_counted() {
    let list = TempFile::new("corrections.json", json!([retyping(ARTICLE)]).to_string());
    let output = run(&["analyze", "--corrections", list.path()], ARTICLE);
    assert!(
        output.status.success() && stderr(&output).is_empty(),
        "{}",
        stderr(&output)
    );
    let corrected: Value = serde_json::from_str(stdout(&output)).expect("JSON");
    assert_eq!(corrected["sources"][0]["name"], "Captain Roe");
    assert_eq!(corrected["sources"][0]["type"], "namedPerson");
    assert_eq!(corrected["corrections"][0]["ids"], json!(["s1"]));
    assert_eq!(corrected["profile"]["corrected"], 1);
    assert_eq!(corrected["input"], json!({"format": "text", "text": ARTICLE}));
    for (format, says) in [
        ("text", "1 machine finding corrected by hand."),
        ("html", "1 machine finding corrected by hand."),
        ("csv-sources", "Captain Roe,namedPerson,"),
    ] {
        let output = run(&["analyze", "--format", format, "--corrections", list.path()], ARTICLE);
        assert!(stdout(&output).contains(says), "{format}: {}", stdout(&output));
        let without = run(&["analyze", "--format", format], ARTICLE);
        assert!(
            !stdout(&without).contains(says) && !stdout(&without).contains("by hand"),
            "{format}"
        );
    }
}

#[test]
fn corrections_move_with_their_words_or_are_orphaned() {
    let list = TempFile::new("moving.json", json!([retyping(ARTICLE)]).to_string());
    let exported = run(&["analyze", "--corrections", list.path()], ARTICLE);
    let exported = TempFile::new("corrected.json", &exported.stdout);
    let edited = format!("It rained.\n\n{ARTICLE}");
    let output = run(&["analyze", "--corrections", exported.path()], &edited);
    assert!(stderr(&output).is_empty(), "{}", stderr(&output));
    let moved: Value = serde_json::from_str(stdout(&output)).expect("JSON");
    assert_eq!(moved["sources"][0]["name"], "Captain Roe");
    assert_eq!(moved["corrections"][0]["at"], retyping(&edited)["at"]);
    // Other words in their place: it is told, and nothing is changed.
    let other = ARTICLE.replace("the harbour master said", "the harbour office said");
    let output = run(&["analyze", "--corrections", exported.path()], &other);
    assert!(output.status.success());
    assert!(
        stderr(&output).contains(
            "correction 1 is orphaned and changes nothing: its words (“the harbour master said The old ferry is safe”)"
        ),
        "{}",
        stderr(&output)
    );
    let orphaned: Value = serde_json::from_str(stdout(&output)).expect("JSON");
    assert_eq!(orphaned["corrections"][0]["orphaned"], true);
    assert!(orphaned["profile"].get("corrected").is_none());
    assert_ne!(orphaned["sources"][0]["name"], "Captain Roe");
}

#[test]
fn corrections_that_cannot_be_used_stop_the_program() {
    let broken = TempFile::new("broken.json", r#"[{"action": "paint", "at": {}}]"#);
    let article = TempFile::new("article.txt", ARTICLE);
    for (args, says) in [
        (
            vec!["analyze", "--corrections", broken.path()],
            "broken.json: correction 1: unknown variant `paint`",
        ),
        (
            vec!["analyze", "--corrections", "no such file"],
            "corrections no such file: ",
        ),
        (
            vec![
                "analyze",
                "--corrections",
                broken.path(),
                article.path(),
                article.path(),
            ],
            "--corrections are those of one article: give one FILE",
        ),
    ] {
        let output = run(&args, ARTICLE);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains(says), "{}", stderr(&output));
        assert!(stdout(&output).is_empty());
    }
}

#[test]
fn analyze_tells_the_kind_of_input() {
    let page = "<!doctype html><html><body><article><p>The ferry is safe, she said.</p></article></body></html>";
    let html = analysis(&Document::from_html(page), OffsetUnit::CodePoint);
    let file = TempFile::new("page.html", page);
    assert_eq!(stdout(&run(&["analyze", file.path()], "")), html);
    assert_eq!(stdout(&run(&["analyze", "-"], page)), html);
    assert_eq!(
        stdout(&run(&["analyze", "--input", "text"], page)),
        analysis(&Document::from_text(page), OffsetUnit::CodePoint)
    );
    let notes = "# Ferry\n\nThe ferry is *safe*, she said.\n";
    let file = TempFile::new("notes.md", notes);
    assert_eq!(
        stdout(&run(&["analyze", file.path()], "")),
        analysis(&Document::from_markdown(notes), OffsetUnit::CodePoint)
    );
}

#[test]
fn analyze_takes_title_and_date() {
    let output = run(&["analyze", "--title", "Safe", "--date", "2024-02-29"], ARTICLE);
    let analysis: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(analysis["document"]["title"], "Safe");
    assert_eq!(analysis["document"]["date"], "2024-02-29");
}

#[test]
fn several_files_give_a_line_each_and_a_missing_one_an_error() {
    let file = TempFile::new("one.txt", ARTICLE);
    let output = run(&["analyze", file.path(), "no such file", "-"], ARTICLE);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stderr(&output).starts_with("onrecord: no such file: "),
        "{}",
        stderr(&output)
    );
    let lines = json_lines(&output);
    assert_eq!(
        lines.iter().map(|line| &line["file"]).collect::<Vec<_>>(),
        [file.path(), "-"]
    );
    assert_eq!(lines[0]["sentences"], lines[1]["sentences"]);
}

#[test]
fn a_file_that_is_not_utf8_is_decoded_and_named() {
    let file = TempFile::new("latin1.txt", b"Caf\xE9 owners said no.");
    let output = run(&["analyze", file.path()], "");
    assert!(output.status.success());
    let expected = format!("onrecord: {}: not UTF-8: byte 0xE9 at offset 3;", file.path());
    assert!(stderr(&output).starts_with(&expected), "{}", stderr(&output));
    let decoded = Document::from_text("Café owners said no.");
    assert_eq!(stdout(&output), analysis(&decoded, OffsetUnit::CodePoint));
}

#[test]
fn offsets_count_a_byte_order_mark() {
    let marked = Document::from_text("\u{feff}The ferry is safe, she said.");
    let output = run(&["analyze"], &marked.text);
    assert_eq!(stderr(&output), "");
    assert_eq!(stdout(&output), analysis(&marked, OffsetUnit::CodePoint));
}

#[test]
fn colours_are_for_terminals_or_on_demand() {
    let article = "The ferry is safe, she said.";
    let plain = run(&["analyze", "--format", "text"], article);
    assert!(stdout(&plain).contains("[cue a1: said]"), "{}", stdout(&plain));
    assert!(!stdout(&plain).contains('\x1b'));
    let coloured = run(&["analyze", "--format", "text", "--color", "always"], article);
    assert!(stdout(&coloured).contains("\x1b[0;3;35msaid"), "{}", stdout(&coloured));
}

#[test]
fn every_format_is_what_the_library_writes() {
    let document = Document::from_text(ARTICLE);
    let model =
        std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/models/en/onrecord.model")).expect("the model file");
    let engine = Engine::load(&model).expect("a model of this version");
    let analysis = engine.analyze(&document, &Options::default());
    for (name, write) in FORMATS {
        let output = run(&["analyze", "--format", name], ARTICLE);
        assert!(output.status.success(), "{name}: {}", stderr(&output));
        assert_eq!(
            stdout(&output),
            write(&analysis, ARTICLE, OffsetUnit::CodePoint),
            "{name}"
        );
    }
    let output = run(&["analyze", "--format", "csv-mentions", "--offsets", "utf16"], ARTICLE);
    assert_eq!(
        Some(stdout(&output)),
        onrecord::export::to_string("csv-mentions", &analysis, ARTICLE, OffsetUnit::Utf16).as_deref()
    );
}

#[test]
fn several_files_give_one_table() {
    let [one, two] = ["one.txt", "two.txt"].map(|name| TempFile::new(&format!("table-{name}"), ARTICLE));
    let output = run(
        &["analyze", "--format", "csv", one.path(), "no such file", two.path()],
        "",
    );
    assert_eq!(output.status.code(), Some(1));
    let mut table = csv::Reader::from_reader(output.stdout.as_slice());
    assert_eq!(
        table.headers().expect("a header").iter().take(2).collect::<Vec<_>>(),
        ["file", "id"]
    );
    let files: Vec<String> = table
        .records()
        .map(|row| row.expect("a row as long as the header")[0].to_owned())
        .collect();
    let expected = [one.path(), one.path(), two.path(), two.path()];
    assert_eq!(files, expected);
}

#[test]
fn unusable_arguments_and_models_end_with_2() {
    let model = TempFile::new("no.model", "not a model");
    let table: [(&[&str], &str); 9] = [
        (&["batch", "--model", model.path()], model.path()),
        (&["analyze", "--model", "missing.model"], "missing.model"),
        (&["analyze", "--date", "2023-02-29"], "2023-02-29"),
        (&["analyze", "--title", "T", "a.txt", "b.txt"], "--title"),
        (&["analyze", "--format", "pdf"], "web-annotation"),
        (&["analyze", "--format", "brat", "a.txt", "b.txt"], "one FILE"),
        (
            &["analyze", "--format", "web-annotation", "--offsets", "byte"],
            "code points",
        ),
        (&["batch", "--threads", "0"], "--threads"),
        (&["annotate"], "annotate"),
    ];
    for (args, named) in table {
        let output = run(args, "");
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(stderr(&output).contains(named), "{args:?}: {}", stderr(&output));
        assert!(output.stdout.is_empty(), "{args:?}");
    }
}

#[test]
fn batch_answers_in_order_with_the_ids_as_given() {
    let ids = [json!("b"), json!(2), json!("é \" 3"), json!(-4.5)];
    let mut input = String::new();
    for n in 0..24 {
        let record = json!({"id": ids[n % 4], "text": ARTICLE.repeat(1 + n % 2), "publisher": {"unknown": [n]}});
        input += &record.to_string();
        input += "\r\n";
    }
    let output = run(&["batch", "--threads", "4"], input);
    assert!(output.status.success(), "{}", stderr(&output));
    let lines = json_lines(&output);
    assert_eq!(lines.len(), 24);
    let single: Value =
        serde_json::from_str(&analysis(&Document::from_text(ARTICLE), OffsetUnit::CodePoint)).expect("JSON");
    for (n, line) in lines.iter().enumerate() {
        assert_eq!(line["id"], ids[n % 4]);
        assert_eq!(
            line["document"]["words"],
            json!((1 + n % 2) as u64 * single["document"]["words"].as_u64().expect("a number"))
        );
        if n % 2 == 0 {
            let mut alone = line.clone();
            alone.as_object_mut().expect("an object").remove("id");
            assert_eq!(alone, single);
        }
    }
}

#[test]
fn batch_answers_each_bad_line_in_its_place() {
    let input =
        b"\xEF\xBB\xBF{\"id\": 1, \"text\": \"Yes, she said.\", \"date\": \"2024-02-29 10:00\", \"title\": \"T\"}\n\
        {\"id\": 2, \"text\": \n\
        \n\
        {\"id\": 4, \"text\": \"caf\xE9\"}\n\
        {\"id\": 5, \"text\": [\"a\"]}\n\
        {\"id\": null, \"text\": \"a\"}\n\
        [7, \"a\"]\n\
        {\"id\": \"8\", \"text\": \"\\ud800 Yes, she said.\", \"date\": null}";
    let output = run(&["batch"], input);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stderr(&output).contains("5 lines could not be analysed"),
        "{}",
        stderr(&output)
    );
    let lines = json_lines(&output);
    let places: Vec<Value> = lines.iter().map(|line| json!([line["id"], line["line"]])).collect();
    let expected = json!([[1, null], [null, 2], [4, 4], [5, 5], [null, 6], [null, 7], ["8", null]]);
    assert_eq!(Value::from(places), expected);
    let errors = [
        "at byte",
        "byte 0xE9 at offset 22",
        "expected a string",
        "\"id\"",
        "not a JSON object",
    ];
    for (line, error) in lines[1..6].iter().zip(errors) {
        assert!(
            line["error"].as_str().is_some_and(|message| message.contains(error)),
            "{line}"
        );
    }
    assert_eq!(lines[0]["document"]["date"], "2024-02-29");
    assert_eq!(lines[0]["document"]["title"], "T");
    assert_eq!(
        lines[6]["sentences"].as_array().and_then(|sentences| sentences.last()),
        Some(&json!([0, 16]))
    );
}

#[test]
fn batch_takes_long_lines_and_refuses_endless_ones() {
    let long = json!({"id": 1, "text": "Yes, she said.", "raw": "x".repeat(5 << 20)}).to_string();
    let endless = format!("{{\"id\": 2, \"text\": \"{}\"}}", "x".repeat(64 << 20));
    let output = run(&["batch"], format!("{long}\n{endless}\n{long}\n"));
    assert_eq!(output.status.code(), Some(1));
    let lines = json_lines(&output);
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0], lines[2]);
    assert_eq!(
        lines[1],
        json!({"line": 2, "error": "longer than 64 MiB: split it into articles"})
    );
}

#[test]
fn batch_answers_before_the_input_ends() {
    let mut child = onrecord(&["batch"]).spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let mut answers = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    for id in 0..3 {
        writeln!(stdin, "{}", json!({"id": id, "text": "Yes, she said."})).expect("the program reads");
        let answer: Value =
            serde_json::from_str(&answers.next().expect("an answer").expect("readable")).expect("a line of JSON");
        assert_eq!(answer["id"], id);
    }
    drop(stdin);
    assert!(answers.next().is_none());
    assert!(child.wait().expect("the program ends").success());
}

#[test]
fn a_reader_that_leaves_ends_the_program_quietly() {
    for args in [&["batch"][..], &["analyze", "--format", "text"]] {
        let mut child = onrecord(args).spawn().expect("the program starts");
        drop(child.stdout.take());
        let mut stdin = child.stdin.take().expect("a pipe");
        // The program may end before it has read everything.
        let _ = stdin.write_all(format!("{}\n", json!({"id": 1, "text": "Yes, she said."})).as_bytes());
        drop(stdin);
        let output = child.wait_with_output().expect("the program ends");
        assert!(output.status.success(), "{args:?}");
        assert_eq!(stderr(&output), "", "{args:?}");
    }
}

/// Nobody reads the answers: the program must stop reading lines instead of keeping their answers.
#[test]
fn batch_holds_a_bounded_number_of_lines() {
    const LINE: usize = 4096;
    const OFFERED: usize = 64 << 20;
    let mut child: Child = onrecord(&["batch", "--threads", "2"])
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let taken = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&taken);
    let writer = std::thread::spawn(move || {
        let line = format!("{:x<1$}\n", "", LINE - 1);
        // Writing fails when the program ends.
        while counter.load(Ordering::Relaxed) < OFFERED && stdin.write_all(line.as_bytes()).is_ok() {
            counter.fetch_add(LINE, Ordering::Relaxed);
        }
    });
    let mut before = usize::MAX;
    while before != taken.load(Ordering::Relaxed) {
        before = taken.load(Ordering::Relaxed);
        std::thread::sleep(Duration::from_secs(1));
    }
    // Two full pipes, the second of them holding short errors for long lines, and the lines on their way.
    assert!((LINE..OFFERED / 4).contains(&before), "{before} bytes were taken");
    let mut rest = Vec::new();
    child
        .stdout
        .take()
        .expect("a pipe")
        .read_to_end(&mut rest)
        .expect("readable");
    writer.join().expect("writing does not panic");
    assert_eq!(rest.lines().count(), OFFERED / LINE);
    assert_eq!(child.wait().expect("the program ends").code(), Some(1));
}
