//! The programs that the commands call, found or set up: cargo, Node with the packages of package.json, browsers.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::Result;

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Tells what is being done, on stderr.
pub(crate) fn say(message: &str) {
    eprintln!("\x1b[1m» {message}\x1b[0m");
}

/// A command that runs in the root of the repository.
pub(crate) fn command(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    command
}

/// The cargo that runs this program.
pub(crate) fn cargo() -> Command {
    command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs a command to its end; its failure is an error that names it.
pub(crate) fn run(command: &mut Command) -> Result {
    let status = command.status().map_err(|error| cannot_start(command, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{} ended with {status}", describe(command)).into())
    }
}

/// The sentence for a command that could not be started.
pub(crate) fn cannot_start(command: &Command, error: &std::io::Error) -> String {
    format!("cannot run {}: {error}", describe(command))
}

/// The command as one would type it.
fn describe(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

/// Makes sure that Rust can build for the browser.
pub(crate) fn ensure_wasm_target() -> Result {
    let mut query = command("rustc");
    query.args(["--print", "target-libdir", "--target", crate::build::TARGET]);
    let output = query.output().map_err(|error| cannot_start(&query, &error))?;
    if Path::new(String::from_utf8_lossy(&output.stdout).trim()).exists() {
        return Ok(());
    }
    say("Adding Rust's WebAssembly target");
    run(command("rustup").args(["target", "add", crate::build::TARGET])).map_err(|error| {
        format!(
            "{error}. Rust's target {} is missing; install it with rustup or your package manager",
            crate::build::TARGET
        )
        .into()
    })
}

/// Builds the command line and returns its path.
pub(crate) fn command_line() -> Result<PathBuf> {
    say("Building the command line (about a minute the first time)");
    let mut cargo = cargo();
    cargo.args([
        "build",
        "--release",
        "--bin",
        "onrecord",
        "--message-format",
        "json-render-diagnostics",
    ]);
    output(&mut cargo)?
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .find_map(|message| Some(message["executable"].as_str()?.into()))
        .ok_or_else(|| "cargo built no command line".into())
}

/// The oldest Node that the packages of package.json run on.
const OLDEST_NODE: u32 = 20;

/// Node, with the packages of package.json installed.
pub(crate) fn node() -> Result<Command> {
    let mut query = command("node");
    let Ok(output) = query.arg("--version").output() else {
        return Err(format!("Node is missing: install version {OLDEST_NODE} or newer, with npm").into());
    };
    let version = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    let major = version
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|major| major.parse::<u32>().ok());
    if major.is_none_or(|major| major < OLDEST_NODE) {
        return Err(format!("Node is {version}: version {OLDEST_NODE} or newer is needed").into());
    }
    install_packages(root())?;
    Ok(command("node"))
}

/// Runs `npm ci` in a folder with a package.json, unless what it would install is there.
pub(crate) fn install_packages(folder: &Path) -> Result {
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let stamp = folder.join("node_modules/.installed-lock.json");
    once_for(&folder.join("package-lock.json"), &stamp, || {
        say(&format!(
            "Installing the packages of {}",
            folder.join("package.json").display()
        ));
        // Its errors go to stderr; its summary would stand in the middle of our own output.
        let mut npm = command(npm);
        run(npm
            .args(["ci", "--no-progress"])
            .current_dir(folder)
            .stdout(Stdio::null()))
    })
}

/// Python with the packages of a file of training/, in an environment of its own.
pub(crate) fn python(requirements: &str) -> Result<Command> {
    let training = root().join("training");
    let environment = training.join(".venv");
    let program = environment.join(if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    });
    let wanted = training.join(requirements);
    once_for(&wanted, &environment.join(format!(".installed-{requirements}")), || {
        say(&format!(
            "Installing the packages of training/{requirements} (some minutes)"
        ));
        if !program.exists() {
            run(command("python3").args(["-m", "venv"]).arg(&environment))?;
        }
        run(command(&program)
            .args(["-m", "pip", "install", "--quiet", "--requirement"])
            .arg(&wanted))
    })?;
    Ok(command(program))
}

/// Installs what a file asks for, unless `stamp` holds the same as the file: then that was done before.
fn once_for(wanted: &Path, stamp: &Path, install: impl FnOnce() -> Result) -> Result {
    let asked = std::fs::read(wanted).map_err(|error| format!("{}: {error}", wanted.display()))?;
    if std::fs::read(stamp).is_ok_and(|installed| installed == asked) {
        return Ok(());
    }
    install()?;
    Ok(std::fs::write(stamp, asked)?)
}

/// A browser to test in.
pub(crate) struct Browser {
    /// Its name in messages, and the value of `ONRECORD_<NAME>` that overrides the search.
    name: &'static str,
    variable: &'static str,
    /// What Debian and Ubuntu call it.
    package: &'static str,
    /// Programs to look for on the PATH.
    programs: &'static [&'static str],
    /// Where it stands on systems that do not put it on the PATH.
    places: &'static [&'static str],
}

pub(crate) const CHROMIUM: Browser = Browser {
    name: "Chromium or Chrome",
    variable: "ONRECORD_CHROMIUM",
    package: "chromium",
    programs: &[
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "chrome",
        "msedge",
    ],
    places: &[
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
        r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ],
};

pub(crate) const FIREFOX: Browser = Browser {
    name: "Firefox",
    variable: "ONRECORD_FIREFOX",
    package: "firefox-esr",
    programs: &["firefox", "firefox-esr"],
    places: &[
        "/Applications/Firefox.app/Contents/MacOS/firefox",
        r"C:\Program Files\Mozilla Firefox\firefox.exe",
    ],
};

impl Browser {
    /// The environment variable that names the program: for the one who has it elsewhere, and for the tests.
    pub(crate) const fn variable(&self) -> &'static str {
        self.variable
    }

    /// The program, or an error that says how to get it.
    pub(crate) fn find(&self) -> Result<PathBuf> {
        if let Some(path) = std::env::var_os(self.variable) {
            return Ok(path.into());
        }
        let path = std::env::var_os("PATH").unwrap_or_default();
        let on_path = std::env::split_paths(&path).flat_map(|folder| {
            self.programs
                .iter()
                .map(move |program| folder.join(program).with_extension(std::env::consts::EXE_EXTENSION))
        });
        on_path
            .chain(self.places.iter().map(PathBuf::from))
            .find(|candidate| candidate.is_file())
            .ok_or_else(|| {
                format!(
                    "{} is missing. Install it (Debian and Ubuntu: apt install {}), or set {} to its program",
                    self.name, self.package, self.variable
                )
                .into()
            })
    }
}

/// A command whose output is wanted as text; stderr goes where this program's goes.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| cannot_start(command, &error))?;
    if !output.status.success() {
        return Err(format!("{} ended with {}", describe(command), output.status).into());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
