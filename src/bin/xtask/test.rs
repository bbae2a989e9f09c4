//! `cargo xtask test`: every check there is, and one line at the end that sums them up.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use crate::tools::{self, CHROMIUM, FIREFOX, say};
use crate::{Result, build, dist};

/// A group of checks that can be run alone.
struct Group {
    name: &'static str,
    run: fn() -> Result<Tally>,
}

/// Every group, the quick ones first.
const GROUPS: &[Group] = &[
    Group {
        name: "format",
        run: || one(tools::cargo().args(["fmt", "--check"])),
    },
    Group {
        name: "lints",
        run: lints,
    },
    Group {
        name: "rust",
        run: rust,
    },
    Group {
        name: "types",
        run: types,
    },
    Group {
        name: "wasm",
        run: wasm,
    },
    Group {
        name: "browser",
        run: browser,
    },
];

/// How many checks passed and failed.
#[derive(Clone, Copy, Default)]
struct Tally {
    passed: u64,
    failed: u64,
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// Runs the named groups, or all of them.
pub(crate) fn run(args: &[String]) -> Result {
    if let Some(unknown) = args.iter().find(|arg| GROUPS.iter().all(|group| group.name != **arg)) {
        let names: Vec<_> = GROUPS.iter().map(|group| group.name).collect();
        return Err(format!("there are no tests {unknown:?}, only {}", names.join(", ")).into());
    }
    let mut summary = Vec::new();
    let mut total = Tally::default();
    for group in GROUPS
        .iter()
        .filter(|group| args.is_empty() || args.iter().any(|arg| arg == group.name))
    {
        say(&format!("Tests: {}", group.name));
        let tally = (group.run)().unwrap_or_else(|error| {
            eprintln!("error: {error}");
            Tally { passed: 0, failed: 1 }
        });
        summary.push(format!("{:<8} {tally}", group.name));
        total += tally;
    }
    println!("\n{}\n\n{total}", summary.join("\n"));
    if total.failed > 0 {
        return Err("a test failed; its message stands above".into());
    }
    Ok(())
}

/// A command that is one check.
fn one(command: &mut Command) -> Result<Tally> {
    match tools::run(command) {
        Ok(()) => Ok(Tally { passed: 1, failed: 0 }),
        Err(error) => Err(error),
    }
}

fn lints() -> Result<Tally> {
    let mut tally = one(tools::cargo().args(["clippy", "--all-targets", "--all-features", "--", "-D", "warnings"]))?;
    tools::ensure_wasm_target()?;
    // The two modules for the browser: the engine's and that of the export formats.
    for features in ["", "exports"] {
        let mut wasm = tools::cargo();
        wasm.args(["clippy", "--lib", "--no-default-features", "--features", features]);
        wasm.args(["--target", build::TARGET, "--", "-D", "warnings"]);
        tally += one(&mut wasm)?;
    }
    Ok(tally)
}

/// Unit, integration and documentation tests.
fn rust() -> Result<Tally> {
    // One line for each test binary: "test result: ok. 12 passed; 0 failed; …"
    counted(tools::cargo().args(["test", "--no-fail-fast"]), |line| {
        let counts = line.trim_start().strip_prefix("test result: ")?;
        Some(Tally {
            passed: number_before(counts, " passed")?,
            failed: number_before(counts, " failed")?,
        })
    })
}

/// The types of the page's scripts.
fn types() -> Result<Tally> {
    let mut tally = Tally::default();
    for project in [
        "www/tsconfig.json",
        "www/tsconfig.worker.json",
        "www/tsconfig.formats.json",
    ] {
        tally += one(tools::node()?.args(["node_modules/typescript/bin/tsc", "--project", project]))?;
    }
    Ok(tally)
}

/// The module as it is shipped, in Node, against the command line.
fn wasm() -> Result<Tally> {
    dist::run(&[])?;
    node_tests(
        tools::node()?.env("ONRECORD_CLI", tools::command_line()?),
        "tests/wasm/*.test.mjs",
    )
}

/// The page in real browsers.
fn browser() -> Result<Tally> {
    let (chromium, firefox) = (CHROMIUM.find()?, FIREFOX.find()?);
    dist::run(&[])?;
    let mut node = tools::node()?;
    node.env(CHROMIUM.variable(), chromium).env(FIREFOX.variable(), firefox);
    node.env("ONRECORD_CLI", tools::command_line()?)
        .env("ONRECORD_XTASK", std::env::current_exe()?);
    node_tests(&mut node, "tests/browser/*.test.mjs")
}

/// Runs Node's test runner over the files of a pattern.
fn node_tests(node: &mut Command, pattern: &str) -> Result<Tally> {
    // The files share the machine's cores with the browsers: one after the other.
    node.args(["--test", "--test-concurrency=1", "--test-reporter=spec"])
        .args(files(pattern)?);
    // The reporter ends with "ℹ pass 12" and "ℹ fail 0", each on its own line.
    counted(node, |line| {
        let count = line.strip_prefix("ℹ ")?;
        let passed = count.strip_prefix("pass ").and_then(|n| n.trim().parse().ok());
        let failed = ["fail ", "cancelled "]
            .iter()
            .find_map(|name| count.strip_prefix(name)?.trim().parse().ok());
        (passed.is_some() || failed.is_some()).then(|| Tally {
            passed: passed.unwrap_or(0),
            failed: failed.unwrap_or(0),
        })
    })
}

/// The files of `folder/*suffix`, sorted.
fn files(pattern: &str) -> Result<Vec<std::path::PathBuf>> {
    let (folder, suffix) = pattern.split_once('*').ok_or("a pattern without a star")?;
    let mut files = Vec::new();
    for entry in std::fs::read_dir(tools::root().join(folder))? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(suffix) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Runs a command, shows its output and adds up the counts that `read` finds in its lines. A command that fails without
/// counting a failure (a test that does not compile) is one failure.
fn counted(command: &mut Command, read: impl Fn(&str) -> Option<Tally>) -> Result<Tally> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| tools::cannot_start(command, &error))?;
    let mut tally = Tally::default();
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).lines() {
            let line = line?;
            println!("{line}");
            tally += read(&line).unwrap_or_default();
        }
    }
    if !child.wait()?.success() && tally.failed == 0 {
        tally.failed = 1;
    }
    if tally.passed + tally.failed == 0 {
        return Err("no test was run".into());
    }
    Ok(tally)
}

/// The number that ends where `word` begins.
fn number_before(text: &str, word: &str) -> Option<u64> {
    let before = &text[..text.find(word)?];
    before[before.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1)..]
        .parse()
        .ok()
}
