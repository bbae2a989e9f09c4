//! What a contributor runs: `cargo xtask <command>`. Each command sets up what it needs, so that every one of them works
//! in a fresh clone.

#[path = "xtask/bench.rs"]
mod bench;
#[path = "xtask/build.rs"]
mod build;
#[path = "xtask/dist.rs"]
mod dist;
#[path = "xtask/pictures.rs"]
mod pictures;
#[path = "xtask/pieces.rs"]
mod pieces;
#[path = "xtask/score.rs"]
mod score;
#[path = "xtask/scripts.rs"]
mod scripts;
#[path = "xtask/serve.rs"]
mod serve;
#[path = "xtask/site.rs"]
mod site;
#[path = "xtask/tags.rs"]
mod tags;
#[path = "xtask/test.rs"]
mod test;
#[path = "xtask/tools.rs"]
mod tools;
#[path = "xtask/train.rs"]
mod train;

use std::process::ExitCode;

/// What commands return: an error is a sentence for the one who ran the command.
type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Its name, its line in the help, and what it does with its arguments.
type Command = (&'static str, &'static str, fn(&[String]) -> Result);

/// Every command, in the order in which the help lists them.
const COMMANDS: &[Command] = &[
    (
        "serve",
        "build the page and serve it on this computer [--port N]",
        serve::run,
    ),
    (
        "dist",
        "build dist/site/ for a static host and dist/onrecord.html, the single file",
        dist::run,
    ),
    (
        "test",
        "every check there is, or the named ones [format lints rust types wasm browser]",
        test::run,
    ),
    (
        "score",
        "agreement with the annotated articles beside the repository [TASK…]",
        score::run,
    ),
    (
        "bench",
        "speed, sizes and memory, each beside a peer, or the named ones [native page long]",
        bench::run,
    ),
    (
        "train",
        "from the annotated articles to models/en/onrecord.model [options of training/train.py]",
        train::run,
    ),
    (
        "pictures",
        "take the picture in the README anew [FOLDER: all views, to look at]",
        pictures::run,
    ),
    (
        "pieces",
        "for training: what the network sees of each document",
        |args| Ok(pieces::run(args)?),
    ),
    (
        "tags",
        "for training: the role tag that a model file gives each word",
        tags::run,
    ),
];

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let Some((_, _, run)) = args
        .first()
        .and_then(|name| COMMANDS.iter().find(|command| command.0 == name))
    else {
        eprintln!("Usage: cargo xtask <command>\n");
        for (name, about, _) in COMMANDS {
            eprintln!("  {name:<10} {about}");
        }
        let asked_for_help = args
            .first()
            .is_some_and(|arg| matches!(arg.as_str(), "help" | "--help" | "-h"));
        return if asked_for_help {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        };
    };
    match run(&args[1..]) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
