//! The page's scripts and styles as they are shipped, by way of esbuild: those of www/ without comments and indentation,
//! and the libraries as classic scripts.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use crate::tools::{self, root};
use crate::{Result, build};

/// A script of the page that is made of packages.
struct Library {
    /// Its file, of which the stem is what the page calls it.
    file: &'static str,
    /// What names the parts that the page takes.
    entry: &'static str,
    /// The packages within it, whose licences ask to be copied with it.
    within: &'static [&'static str],
}

const LIBRARIES: &[Library] = &[
    Library {
        file: "geo.js",
        entry: "www/map/library.js",
        within: &["d3-geo", "d3-array", "internmap", "topojson-client"],
    },
    Library {
        file: "zip.js",
        entry: "www/readers/library.js",
        within: &["fflate"],
    },
];

/// Whether a file of www/ is one that is made compact.
pub(crate) fn is_source(name: &str) -> bool {
    ["js", "css"]
        .map(Some)
        .contains(&Path::new(name).extension().and_then(|extension| extension.to_str()))
}

/// Scripts and styles of www/ without comments and indentation, which would be a third of what is sent. Names stay, so
/// that whoever looks into the page can read it.
pub(crate) fn compact(names: &[&str]) -> Result<BTreeMap<String, String>> {
    let folder = build::work_folder()?.join("scripts");
    let mut esbuild = esbuild()?;
    esbuild.args(["--minify-whitespace", "--outbase=www"]);
    esbuild.arg(format!("--outdir={}", folder.display()));
    tools::run(esbuild.args(names.iter().map(|name| format!("www/{name}"))))?;
    let read = |name: &&str| Ok(((*name).to_owned(), std::fs::read_to_string(folder.join(name))?));
    names.iter().map(read).collect()
}

/// The words of index.html, by the names that it has for them.
pub(crate) fn page_words() -> Result<BTreeMap<String, String>> {
    let script = "const words = require('node:fs').readFileSync('www/strings.js', 'utf8');\
        console.log(JSON.stringify(require('node:vm').runInNewContext(words + '; PAGE')))";
    let words = tools::output(tools::node()?.args(["--eval", script]))?;
    Ok(serde_json::from_str(&words)?)
}

/// The libraries as classic scripts, by their file names, with their licences.
pub(crate) fn libraries() -> Result<Vec<(String, String)>> {
    LIBRARIES
        .iter()
        .map(|library| Ok((library.file.to_owned(), bundle(library)?)))
        .collect()
}

fn bundle(library: &Library) -> Result<String> {
    let mut script = String::from("/*\n");
    for package in library.within {
        let file = format!("node_modules/{package}/LICENSE");
        let licence = std::fs::read_to_string(root().join(&file)).map_err(|error| format!("{file}: {error}"))?;
        write!(script, "{package}\n\n{}\n\n", licence.trim())?;
    }
    script += "*/\n";
    let mut esbuild = esbuild()?;
    esbuild.args([library.entry, "--bundle", "--minify", "--format=iife"]);
    esbuild.arg(format!("--global-name={}", library.file.trim_end_matches(".js")));
    Ok(script + &tools::output(&mut esbuild)?)
}

fn esbuild() -> Result<Command> {
    let mut node = tools::node()?;
    node.args([
        "node_modules/esbuild/bin/esbuild",
        "--charset=utf8",
        "--log-level=warning",
    ]);
    Ok(node)
}
