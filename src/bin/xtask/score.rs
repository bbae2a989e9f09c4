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

const TASKS: [Task; 2] = [
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
        name: "stories",
        gold: "stories",
        rows: &[
            Row("token micro", None),
            Row("exact content", None),
            Row("relation", None),
            Row("relation exact", None),
            Row("chain links (relayedBy)", None),
            Row("polarity accuracy", None),
            Row("quotation type accuracy", None),
        ],
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
        let names = TASKS.map(|task| task.name).join(" and ");
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
        println!("  {name:26}{figures}{}", verdict.unwrap_or_default());
    }
    Ok(())
}

/// The figures of a row as printed, and the first of them, which is the one that counts.
fn row<'s>(scored: &'s str, name: &str) -> Option<(&'s str, f64)> {
    let figures = scored
        .lines()
        .find_map(|line| line.strip_prefix(name).filter(|rest| rest.starts_with("  ")))?
        .trim();
    let value = figures
        .trim_start_matches("F1")
        .split_whitespace()
        .next()?
        .parse()
        .ok()?;
    Some((figures, value))
}
