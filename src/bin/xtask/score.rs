//! `cargo xtask score [TASK…]`: what the product reaches on the annotated articles that lie beside the repository.
//!
//! The articles may not be copied into the repository; where they are missing there is nothing to measure and that is
//! no error.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::Result;
use crate::tools::{self, root};

/// A set of annotated articles, and what `score.py` says about them that the product speaks of by now.
struct Task {
    /// As `score.py` calls it.
    name: &'static str,
    gold: &'static str,
    rows: &'static [Row],
}

/// A row of `score.py`, by its name, and the F1 that the issue asks for: at least, and at best.
struct Row(&'static str, Option<[f64; 2]>);

const TASKS: [Task; 10] = [
    Task {
        name: "attribution",
        gold: "polnear/dev.jsonl",
        rows: &[
            Row("token source", None),
            Row("token cue", None),
            Row("token content", None),
            Row("token micro", Some([88.0, 90.0])),
            Row("exact source", None),
            Row("exact cue", None),
            Row("exact content", Some([64.0, 69.0])),
            Row("relation", Some([72.0, 76.0])),
            Row("relation exact", Some([52.0, 60.0])),
        ],
    },
    Task {
        name: "statements",
        gold: "sourcing-articles/dev.jsonl",
        rows: &[
            Row("sourced sentences", Some([86.0, 92.0])),
            Row("statement recall", None),
            Row("statement precision", None),
            Row("source type accuracy", Some([86.0, 94.0])),
            Row("source name accuracy", Some([93.0, 98.0])),
            Row("unnamed sources (of matched)", Some([80.0, 90.0])),
        ],
    },
    Task {
        name: "speakers",
        gold: "speakers/dev.jsonl",
        rows: &[
            Row("utterances found", None),
            Row("speaker accuracy (of found)", None),
            Row("quotation type accuracy", Some([88.0, 95.0])),
            Row("found and rightly attributed", Some([85.0, 95.0])),
        ],
    },
    Task {
        name: "stories",
        gold: "stories",
        rows: &[
            Row("token micro", None),
            Row("exact content", None),
            Row("relation", None),
            Row("relation exact", None),
            Row("chain links (relayedBy)", Some([75.0, 90.0])),
            Row("anonymous sources", Some([88.0, 95.0])),
            Row("anonymity reason", Some([80.0, 90.0])),
            Row("sourced sentences", None),
            Row("polarity accuracy", None),
            Row("quotation type accuracy", None),
            Row("source type accuracy", Some([88.0, 95.0])),
            Row("affiliation accuracy", Some([80.0, 90.0])),
            Row("same source kept together", None),
            Row("entity type accuracy", Some([88.0, 94.0])),
            Row("mentions", Some([80.0, 88.0])),
            Row("linked mentions", Some([70.0, 85.0])),
            Row("dates with value", Some([80.0, 90.0])),
            Row("text damage", Some([60.0, 80.0])),
            Row("findings", Some([70.0, 85.0])),
            Row("false damage alarms on clean stories", None),
            Row("CoNLL average", None),
        ],
    },
    Task {
        name: "entities",
        gold: "eval/entities-ewt-dev.jsonl",
        rows: &[
            Row("PER", None),
            Row("ORG", None),
            Row("LOC", None),
            Row("PER+ORG+LOC", Some([80.0, 85.0])),
        ],
    },
    Task {
        name: "times",
        gold: "eval/times-timebank.jsonl",
        rows: &[
            Row("relaxed span", Some([88.0, 92.0])),
            Row("strict span", Some([79.0, 84.0])),
            Row("value", Some([74.0, 80.0])),
        ],
    },
    Task {
        name: "coref",
        gold: "eval/coref-gum-dev.jsonl",
        rows: &[
            Row("MUC", None),
            Row("B3", None),
            Row("CEAFe", None),
            Row("CoNLL average", Some([50.0, 60.0])),
        ],
    },
    Task {
        name: "pronouns",
        gold: "eval/pronouns-gap-dev.jsonl",
        rows: &[
            Row("masculine", None),
            Row("feminine", None),
            Row("all", Some([75.0, 85.0])),
        ],
    },
    Task {
        name: "places",
        gold: "eval/places-lgl.jsonl",
        rows: &[
            Row("places found", Some([70.0, 78.0])),
            Row("within 161 km (of found)", None),
            Row("found and within 161 km", Some([55.0, 70.0])),
        ],
    },
    Task {
        name: "links",
        gold: "eval/links-msnbc.jsonl",
        rows: &[Row("linked names", Some([60.0, 72.0]))],
    },
];

/// Where the annotated articles and their scorer lie.
pub(crate) fn shared() -> PathBuf {
    root().join("../shared")
}

/// The scorer.
pub(crate) fn script() -> PathBuf {
    shared().join("score/score.py")
}

pub(crate) fn run(args: &[String]) -> Result {
    if let Some(unknown) = args.iter().find(|name| TASKS.iter().all(|task| task.name != **name)) {
        let names = TASKS.map(|task| task.name).join(", ");
        return Err(format!("there is no task {unknown:?}, only {names}").into());
    }
    if !script().exists() {
        println!("There are no annotated articles in ../shared: nothing to score.");
        return Ok(());
    }
    let program = tools::command_line()?;
    let folder = program.with_file_name("score");
    std::fs::create_dir_all(&folder)?;
    for task in TASKS
        .iter()
        .filter(|task| args.is_empty() || args.iter().any(|name| name == task.name))
    {
        let gold = shared().join("data").join(task.gold);
        let articles = if gold.is_dir() {
            joined(&gold, &folder.join(format!("{}.jsonl", task.name)))?
        } else {
            gold.clone()
        };
        let predicted = folder.join(format!("{}.out.jsonl", task.name));
        let mut batch = tools::command(&program);
        batch.args(["batch", "--offsets", "codepoint"]);
        tools::run(batch.stdin(open(&articles)?).stdout(File::create(&predicted)?))?;
        println!("{}, {}", task.name, task.gold);
        let mut scorer = tools::command("python3");
        scorer.arg(script()).arg(task.name).arg(&gold).arg(&predicted);
        report(task, &tools::output(&mut scorer)?)?;
        if task.name == "attribution" {
            println!("confidence, {}", task.gold);
            let mut calibration = tools::command("python3");
            calibration
                .arg(root().join("training/calibration.py"))
                .arg(script())
                .arg(&gold)
                .arg(&predicted);
            print!("{}", tools::output(&mut calibration)?);
        }
    }
    Ok(())
}

fn open(path: &Path) -> Result<File> {
    File::open(path).map_err(|error| format!("{}: {error}", path.display()).into())
}

/// Writes the JSON files of a folder as JSON Lines, in the order of their names.
fn joined(folder: &Path, lines: &Path) -> Result<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            files.push(path);
        }
    }
    files.sort();
    let mut out = BufWriter::new(File::create(lines)?);
    for file in files {
        let record: serde_json::Value = serde_json::from_reader(open(&file)?)?;
        writeln!(out, "{record}")?;
    }
    out.flush()?;
    Ok(lines.to_owned())
}

/// Prints the rows of `score.py` that the task is about, each beside what it should reach.
fn report(task: &Task, scored: &str) -> Result {
    for Row(name, goals) in task.rows {
        let (figures, value) =
            row(scored, name).ok_or_else(|| format!("score.py printed no row {name:?}:\n{scored}"))?;
        let verdict = goals.map(|[least, best]| match value {
            value if value >= best => format!("   asked {least}, at best {best}: reached both"),
            value if value >= least => format!("   asked {least}: reached; {:.1} short of {best}", best - value),
            value => format!("   asked {least}: {:.1} SHORT", least - value),
        });
        println!("  {name:38}{figures}{}", verdict.unwrap_or_default());
    }
    Ok(())
}

/// Whether a row's name ends here: a figure follows, and not another word of a longer name.
fn is_value(rest: &str) -> bool {
    rest.starts_with("  ") || rest.trim_start().starts_with(|c: char| c.is_ascii_digit())
}

/// The figures of a row as printed, and the first of them, which is the one that counts.
fn row<'s>(scored: &'s str, name: &str) -> Option<(&'s str, f64)> {
    let figures = scored
        .lines()
        .find_map(|line| line.strip_prefix(name).filter(|rest| is_value(rest)))?
        .trim();
    let value = figures
        .trim_start_matches("F1")
        .split_whitespace()
        .next()?
        .parse()
        .ok()?;
    Some((figures, value))
}
