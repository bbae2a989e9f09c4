//! The parts and www/ -> the page in its two forms: a folder for a static host, and one file for a double click.

use std::fmt::Write;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::build::{Part, hash};
use crate::tools::root;
use crate::{Result, scripts};

/// Files of www/ that are not shipped as they are: for the type checker, or built into another file.
const NOT_SHIPPED: &[&str] = &[
    "screenshot.webp",
    "tsconfig.formats.json",
    "tsconfig.json",
    "tsconfig.worker.json",
    "types.d.ts",
    "worker.d.ts",
    "pack.js",
    "worker.js",
    "formats-worker.js",
    "formats-worker.d.ts",
    "example.txt",
    "index.html",
    "map/library.js",
    "map/outlines.mjs",
    "readers/library.js",
];

/// Parts that the single file does without: pdf.js would make it a tenth larger for one kind of file.
const NOT_EMBEDDED: &[&str] = &["pdf", "pdfWorker"];

/// Whether a file of the page is a picture of its help, which nobody waits for.
pub(crate) fn is_help_picture(name: &str) -> bool {
    name.starts_with("help/")
}

/// The page for a static host: file names relative to its root, with their contents.
pub(crate) fn folder(parts: &[Part]) -> Result<Vec<(String, Vec<u8>)>> {
    let mut files = shipped()?;
    for (name, script) in scripts::libraries()? {
        files.push((name, script.into_bytes()));
    }
    let names = files
        .iter()
        .map(|(name, _)| name.as_str())
        .filter(|&name| name != "sw.js");
    let shell: Vec<&str> = names.chain(["./", "build.js"]).collect();
    let build = build_js(&parts.iter().collect::<Vec<_>>(), &shell, false)?;
    files.push(("index.html".into(), index()?.into_bytes()));
    files.push(("build.js".into(), build.into_bytes()));
    files.extend(parts.iter().map(|part| (part.file.clone(), part.bytes.clone())));
    Ok(files)
}

/// The page as one HTML file that needs nothing else.
pub(crate) fn single_file(parts: &[Part]) -> Result<String> {
    let parts: Vec<&Part> = parts.iter().filter(|part| !NOT_EMBEDDED.contains(&part.name)).collect();
    let libraries = scripts::libraries()?;
    let files = shipped()?;
    let read = |name: &str| {
        let file = files.iter().find(|(file, _)| file == name);
        let (_, bytes) = file.ok_or_else(|| format!("www/{name} is not there"))?;
        std::str::from_utf8(bytes).map_err(|error| format!("www/{name}: {error}"))
    };
    let index = index()?;
    let style = read("style.css")?;
    let icon = BASE64.encode(read("icons/icon.svg")?);
    let mut html = index.clone();
    for (from, to) in [
        (
            r#"<link rel="stylesheet" href="style.css">"#,
            format!("<style>{style}</style>"),
        ),
        (
            r#"href="icons/icon.svg""#,
            format!("href=\"data:image/svg+xml;base64,{icon}\""),
        ),
        (
            "  <link rel=\"apple-touch-icon\" href=\"icons/icon-180.png\">\n",
            String::new(),
        ),
        (
            "  <link rel=\"manifest\" href=\"manifest.webmanifest\">\n",
            String::new(),
        ),
    ] {
        html = replace_once(&html, from, &to)?;
    }

    let mut hashes = String::new();
    while let Some((before, rest)) = html.split_once("<script src=\"") {
        let (name, after) = rest
            .split_once("\"></script>")
            .ok_or("index.html: a script element of another shape")?;
        let library = libraries.iter().find(|(file, _)| file == name);
        let script = match (name, library) {
            ("build.js", _) => build_js(&parts, &[], true)?,
            (_, Some((_, library))) => library.clone(),
            _ => read(name)?.to_owned(),
        };
        if script.to_ascii_lowercase().contains("</script") {
            return Err(format!("www/{name} holds a closing script tag and cannot stand inside a page").into());
        }
        write!(hashes, " {}", csp_hash(&script))?;
        html = format!("{before}<script>{script}</script>{after}");
    }
    let policy = format!(
        "default-src 'none'; script-src{hashes} 'wasm-unsafe-eval'; style-src {}; img-src data:; worker-src blob:; \
         base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types onrecord",
        csp_hash(style)
    );
    html = replace_once(&html, &csp(&index)?, &policy)?;

    let mut carried = String::new();
    let pictures = files.iter().filter(|(name, _)| is_help_picture(name));
    let pictures = pictures.map(|(name, bytes)| (name, bytes));
    for (name, bytes) in parts.iter().map(|part| (&part.file, &part.bytes)).chain(pictures) {
        let base64 = BASE64.encode(bytes);
        writeln!(carried, "<script type=\"text/plain\" id=\"{name}\">{base64}</script>")?;
    }
    let example = r#"<script type="text/plain" id="example">"#;
    replace_once(&html, example, &format!("{carried}{example}"))
}

/// The content security policy that a page states.
pub(crate) fn csp(html: &str) -> Result<String> {
    let policy = html
        .split_once("http-equiv=\"Content-Security-Policy\" content=\"")
        .and_then(|(_, rest)| rest.split_once('"'));
    Ok(policy
        .ok_or("index.html states no content security policy")?
        .0
        .to_owned())
}

/// index.html with its words, which stand in strings.js, and the example in it.
fn index() -> Result<String> {
    let html = std::fs::read_to_string(root().join("www/index.html"))?;
    let words = scripts::page_words()?;
    let mut parts = html.split("{{");
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, after) = part.split_once("}}").ok_or("index.html: {{ without }}")?;
        if name == "example.txt" {
            filled.push_str(&std::fs::read_to_string(root().join("www/example.txt"))?);
        } else {
            let word = words
                .get(name)
                .ok_or_else(|| format!("index.html asks for {name:?}, but PAGE in www/strings.js has no such words"))?;
            filled.push_str(&word.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;"));
        }
        filled.push_str(after);
    }
    Ok(filled)
}

/// build.js: what the page must know about this build.
fn build_js(parts: &[&Part], shell: &[&str], embedded: bool) -> Result<String> {
    let www = www()?;
    let contents = www
        .iter()
        .map(|(_, bytes)| bytes)
        .chain(parts.iter().map(|part| &part.bytes));
    let contents: Vec<&[u8]> = contents.map(Vec::as_slice).collect();
    let part = |part: &&Part| {
        let about = json!({ "file": part.file, "bytes": part.bytes.len() });
        (part.name.to_owned(), about)
    };
    let build = json!({
        "version": format!("{}+{}", env!("CARGO_PKG_VERSION"), &hash(&contents)[..8]),
        "embedded": embedded,
        "shell": shell,
        "parts": parts.iter().map(part).collect::<serde_json::Map<_, _>>(),
    });
    Ok(format!(
        "\"use strict\";\n\n/** What this build is made of. */\nconst BUILD = Object.freeze({build:#});\n"
    ))
}

/// The source expression that allows one inline script or style.
fn csp_hash(content: &str) -> String {
    format!("'sha256-{}'", BASE64.encode(Sha256::digest(content)))
}

/// Replaces the one occurrence of `from`; an error if there is none or another.
fn replace_once(text: &str, from: &str, to: &str) -> Result<String> {
    match text.matches(from).count() {
        1 => Ok(text.replacen(from, to, 1)),
        count => Err(format!("index.html: {from:?} occurs {count} times instead of once").into()),
    }
}

/// The files of www/ that are shipped, scripts and styles made compact.
fn shipped() -> Result<Vec<(String, Vec<u8>)>> {
    let mut files = www()?;
    files.retain(|(name, _)| !NOT_SHIPPED.contains(&name.as_str()));
    let names = files.iter().map(|(name, _)| name.as_str());
    let names: Vec<_> = names.filter(|name| scripts::is_source(name)).collect();
    let mut compact = scripts::compact(&names)?;
    for (name, bytes) in &mut files {
        if let Some(text) = compact.remove(name) {
            *bytes = text.into_bytes();
        }
    }
    Ok(files)
}

/// The files of www/, sorted.
fn www() -> Result<Vec<(String, Vec<u8>)>> {
    let mut files = Vec::new();
    collect(&root().join("www"), "", &mut files)?;
    files.sort();
    Ok(files)
}

/// The files below `folder`, by their path from it with forward slashes; hidden ones are not ours.
fn collect(folder: &Path, prefix: &str, files: &mut Vec<(String, Vec<u8>)>) -> Result {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let name = format!("{prefix}{name}");
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{name}/"), files)?;
        } else {
            files.push((name, std::fs::read(entry.path())?));
        }
    }
    Ok(())
}
