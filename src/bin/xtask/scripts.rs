//! The page's scripts and styles as they are shipped, by way of esbuild: those of www/ without comments and indentation,
//! and the libraries behind the map as one classic script.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use crate::tools::{self, root};
use crate::{Result, build};

/// The packages within `geo.js`, whose licences ask to be copied with it.
const WITHIN: &[&str] = &["d3-geo", "d3-array", "internmap", "topojson-client"];

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

/// The script `geo.js`: the parts of d3-geo and topojson-client that `www/map/library.js` names, with their licences.
pub(crate) fn library() -> Result<String> {
    let mut script = String::from("/*\n");
    for package in WITHIN {
        let file = format!("node_modules/{package}/LICENSE");
        let licence = std::fs::read_to_string(root().join(&file)).map_err(|error| format!("{file}: {error}"))?;
        write!(script, "{package}\n\n{}\n\n", licence.trim())?;
    }
    script += "*/\n";
    let mut esbuild = esbuild()?;
    esbuild.args([
        "www/map/library.js",
        "--bundle",
        "--minify",
        "--format=iife",
        "--global-name=geo",
    ]);
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
