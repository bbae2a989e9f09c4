//! The command line: articles in files or JSON Lines -> attributions.
//!
//! Exit codes: 0 when everything was analysed, 1 when a file or line could not be read or the output not be written
//! (the rest was still done), 2 when the arguments or the model cannot be used and nothing was done.

#[path = "onrecord/analyze.rs"]
mod analyze;
#[path = "onrecord/batch.rs"]
mod batch;

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use onrecord::{Engine, OffsetUnit};

/// The model that ships with the program.
const MODEL: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/models/en/onrecord.model"));

/// The longest article that is read, in bytes: some 10 million words.
///
/// The bound keeps a stray log file or disk image from filling the memory, and spans within `u32`.
const LONGEST: usize = 64 << 20;

const EXIT_CODES: &str = "\
Exit codes:
  0  everything was analysed
  1  a file or line could not be read, or the output not be written; the rest was still done
  2  the arguments or the model cannot be used; nothing was done";

/// Reads news articles and shows who says so: every attribution with its source, cue and content.
///
/// Everything runs on this machine; nothing is sent anywhere.
#[derive(Parser)]
#[command(version, arg_required_else_help = true, after_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Analyze(analyze::Args),
    Batch(batch::Args),
}

/// What the spans of the output count in.
#[derive(Clone, Copy, ValueEnum)]
enum Offsets {
    /// Unicode code points, as Python counts
    Codepoint,
    /// UTF-16 code units, as JavaScript and Java count
    Utf16,
    /// UTF-8 bytes, as Rust, Go and C count
    Byte,
}

impl From<Offsets> for OffsetUnit {
    fn from(offsets: Offsets) -> Self {
        match offsets {
            Offsets::Codepoint => Self::CodePoint,
            Offsets::Utf16 => Self::Utf16,
            Offsets::Byte => Self::Byte,
        }
    }
}

/// Why a command stopped before its end.
enum Stop {
    /// The arguments or the model cannot be used.
    Unusable(String),
    /// Writing the output failed.
    Output(io::Error),
}

/// Whether everything could be read.
type Outcome = Result<bool, Stop>;

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Analyze(args) => analyze::run(&args),
        Command::Batch(args) => batch::run(&args),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        // Whoever read the output has seen enough, as `head` does.
        Err(Stop::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Stop::Output(error)) => {
            eprintln!("onrecord: the output cannot be written: {error}");
            ExitCode::from(1)
        }
        Err(Stop::Unusable(message)) => {
            eprintln!("onrecord: {message}");
            ExitCode::from(2)
        }
    }
}

/// Loads the model at `path`, or the one that ships with the program.
fn engine(path: Option<&Path>) -> Result<Engine, Stop> {
    let Some(path) = path else {
        return Engine::load(MODEL).map_err(|error| {
            Stop::Unusable(format!(
                "the built-in model: {error}; reinstall the program or name another with --model"
            ))
        });
    };
    let unusable = |error: &dyn std::fmt::Display| Stop::Unusable(format!("model {}: {error}", path.display()));
    let bytes = std::fs::read(path).map_err(|error| unusable(&error))?;
    Engine::load(&bytes).map_err(|error| unusable(&error))
}

/// The text of UTF-8 bytes, or what is wrong with them.
fn utf8(bytes: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let byte = bytes.get(at).copied().unwrap_or_default();
        format!("not UTF-8: byte 0x{byte:02X} at offset {at}")
    })
}

/// The options that both commands share.
#[derive(clap::Args)]
struct Common {
    /// What the spans of the output count in
    #[arg(long, value_enum, value_name = "UNIT", default_value = "codepoint")]
    offsets: Offsets,

    /// Use another model file than the built-in one
    #[arg(long, value_name = "PATH")]
    model: Option<PathBuf>,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::{Cli, utf8};

    #[test]
    fn the_arguments_are_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn an_encoding_error_names_the_byte() {
        assert_eq!(utf8("née".as_bytes()), Ok("née"));
        let error = utf8(b"n\xE9e").expect_err("Latin-1");
        assert!(error == "not UTF-8: byte 0xE9 at offset 1", "{error}");
        assert!(
            utf8(b"cut \xE2\x80")
                .expect_err("cut short")
                .contains("byte 0xE2 at offset 4")
        );
    }
}
