//! `cargo xtask bench [native] [page] [long]`: speed, size and memory, each figure beside a peer in the same run, and what a
//! long document costs its reader.
//!
//! Run it on a machine that does nothing else: what is compared is wall-clock time.

use std::fmt::Write;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Instant;

use crate::tools::{self, CHROMIUM, root, say};
use crate::{Result, dist, score};

/// Threads of product and peer where both may have several.
const THREADS: &str = "2";
/// Runs of the product of which the best counts, as it does for the peer.
const RUNS: usize = 3;
/// Words of the article that the page is measured with.
const WORDS: usize = 800;
/// Words of the long document that it is scrolled with.
const LONG: usize = 20_000;
/// Articles of the batch, where there are no real ones.
const ARTICLES: usize = 50;

/// Its name, and what it measures, given the command line and a folder for what it needs.
type Group = (&'static str, fn(&Path, &Path) -> Result);

const GROUPS: [Group; 3] = [("native", native), ("page", page), ("long", long)];

/// Runs the named groups, or all of them.
pub(crate) fn run(args: &[String]) -> Result {
    if let Some(unknown) = args.iter().find(|arg| GROUPS.iter().all(|(name, _)| name != arg)) {
        return Err(format!("there is no bench {unknown:?}, only native, page and long").into());
    }
    let program = tools::command_line()?;
    let folder = program.with_file_name("bench");
    std::fs::create_dir_all(&folder)?;
    for (_, measure) in GROUPS
        .iter()
        .filter(|(name, _)| args.is_empty() || args.iter().any(|arg| arg == name))
    {
        measure(&program, &folder)?;
    }
    Ok(())
}

/// The batch against the same weights in `PyTorch`.
fn native(program: &Path, folder: &Path) -> Result {
    let real = score::shared().join("data/polnear/dev.jsonl");
    let articles = if real.exists() { real } else { own_articles(folder)? };
    let number = std::fs::read_to_string(&articles)?.lines().count();
    say("Measuring onrecord batch");
    let mut seconds = f64::INFINITY;
    for _ in 0..RUNS {
        let mut batch = tools::command(program);
        batch.args(["batch", "--threads", THREADS]);
        batch.stdin(File::open(&articles)?).stdout(Stdio::null());
        let started = Instant::now();
        tools::run(&mut batch)?;
        seconds = seconds.min(started.elapsed().as_secs_f64());
    }
    let ours = number as f64 / seconds;
    let mut torch = tools::python("requirements.txt")?;
    torch.arg(root().join("training/bench_torch.py")).arg(model());
    torch
        .arg(std::env::current_exe()?)
        .arg(&articles)
        .args(["--threads", THREADS]);
    say("Measuring PyTorch");
    let theirs: f64 = tools::output(&mut torch)?.trim().parse()?;
    println!("{number} articles, {THREADS} threads, articles in a second");
    println!("  onrecord batch, from JSON to JSON    {ours:7.2}");
    println!("  PyTorch, the network alone           {theirs:7.2}");
    println!(
        "  onrecord's speed by PyTorch's        {:7.2} x   asked 1.5",
        ours / theirs
    );
    Ok(())
}

/// The page against the same weights in onnxruntime-web, and against its budgets.
fn page(_: &Path, folder: &Path) -> Result {
    dist::run(&[])?;
    let article = folder.join("article.txt");
    std::fs::write(&article, example_of(WORDS)?)?;
    let peer = folder.join("peer");
    let mut export = tools::python("requirements-bench.txt")?;
    export.arg(root().join("training/export_onnx.py")).arg(model());
    export.arg(std::env::current_exe()?).arg(&article).arg(&peer);
    say("Quantising the network for onnxruntime-web");
    // It reports each of its steps.
    tools::run(export.stdout(Stdio::null()).stderr(Stdio::null()))?;
    tools::install_packages(&root().join("tests/bench"))?;
    let mut node = tools::node()?;
    node.arg(root().join("tests/bench/page.mjs")).arg(&article).arg(&peer);
    node.env(CHROMIUM.variable(), CHROMIUM.find()?)
        .env("ONRECORD_XTASK", std::env::current_exe()?);
    say("Measuring the page (a minute)");
    tools::run(&mut node)
}

/// A long document in the page, against what a reader can wait for.
fn long(_: &Path, folder: &Path) -> Result {
    dist::run(&[])?;
    let document = folder.join("long.txt");
    std::fs::write(&document, example_of(LONG)?)?;
    let mut node = tools::node()?;
    node.arg(root().join("tests/bench/long.mjs")).arg(&document);
    node.env(CHROMIUM.variable(), CHROMIUM.find()?)
        .env("ONRECORD_XTASK", std::env::current_exe()?);
    say("Measuring a long document (a minute)");
    tools::run(&mut node)
}

fn model() -> PathBuf {
    root().join("models/en/onrecord.model")
}

/// The example of the page, again and again until it has so many words.
fn example_of(words: usize) -> Result<String> {
    let example = std::fs::read_to_string(root().join("www/example.txt"))?;
    let mut text = String::new();
    let mut count = 0;
    for line in example.lines().cycle() {
        let left = words - count;
        let taken: Vec<&str> = line.split_whitespace().take(left).collect();
        count += taken.len();
        writeln!(text, "{}", taken.join(" "))?;
        if count == words {
            break;
        }
    }
    Ok(text)
}

/// A batch of the page's example in several lengths.
fn own_articles(folder: &Path) -> Result<PathBuf> {
    let path = folder.join("articles.jsonl");
    let mut lines = String::new();
    for id in 0..ARTICLES {
        writeln!(
            lines,
            "{}",
            serde_json::json!({ "id": id, "text": example_of(200 + 40 * id)? })
        )?;
    }
    std::fs::write(&path, lines)?;
    Ok(path)
}
