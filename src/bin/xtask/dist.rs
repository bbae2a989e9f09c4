//! `cargo xtask dist`: the page as it is shipped.

use std::path::PathBuf;

use crate::tools::{root, say};
use crate::{Result, build, site};

/// Where `cargo xtask dist` puts the page for a static host.
pub(crate) fn site_folder() -> PathBuf {
    root().join("dist/site")
}

/// Where it puts the single file.
pub(crate) fn single_file() -> PathBuf {
    root().join("dist/onrecord.html")
}

/// What the page's own files are, beside its parts and icons.
const SHELL: &[&str] = &[".js", ".css", ".html", ".webmanifest"];

/// Parts that the service worker fetches once the page is ready.
const LATER: &[&str] = &["formatsWorker", "formats", "map", "pdf", "pdfWorker"];

/// Builds both forms of the page and prints their sizes.
pub(crate) fn run(args: &[String]) -> Result {
    if let Some(arg) = args.first() {
        return Err(format!("dist takes no argument, but got {arg:?}").into());
    }
    let parts = build::parts()?;
    let files = site::folder(&parts)?;
    let folder = site_folder();
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    let (mut first_visit, mut shell) = (0, 0);
    let mut afterwards = 0;
    // A browser fetches one of the engine's two modules.
    let is = |names: &[&str], file: &str| parts.iter().any(|part| part.file == file && names.contains(&part.name));
    for (name, bytes) in &files {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap_or(&folder))?;
        std::fs::write(path, bytes)?;
        let sent = match name {
            name if build::is_packed(name) => bytes.len(),
            _ => build::gzip(bytes)?.len(),
        };
        if is(LATER, name) || site::is_help_picture(name) {
            afterwards += sent;
        } else if !is(&["wasm"], name) {
            first_visit += sent;
        }
        if SHELL.iter().any(|extension| name.ends_with(extension)) && parts.iter().all(|part| part.file != *name) {
            shell += sent;
        }
    }
    let single = site::single_file(&parts)?;
    std::fs::write(single_file(), &single)?;

    for part in &parts {
        say(&format!("{:<13} {:>10} bytes", part.name, part.bytes.len()));
    }
    say(&format!(
        "shell         {shell:>10} bytes of scripts, styles and HTML, gzip"
    ));
    say(&format!(
        "dist/site/          {:.3} MB for a first visit, gzip; {:.3} MB with what is fetched after it: the export formats, the outlines of the map, pdf.js, pictures",
        first_visit as f64 / 1e6,
        (first_visit + afterwards) as f64 / 1e6
    ));
    say(&format!("dist/onrecord.html  {:.2} MB", single.len() as f64 / 1e6));
    Ok(())
}
