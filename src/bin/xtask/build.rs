//! Source -> the page's large parts: the engine's worker script, module, model and gazetteer, the export formats' worker script
//! and module, the map's outlines, and pdf.js.
//!
//! Steps whose input has not changed are skipped; their results lie in the target directory.

use std::path::{Path, PathBuf};

use libdeflater::{CompressionLvl, Compressor};
use sha2::{Digest, Sha256};

use crate::Result;
use crate::tools::{self, root, say};

/// The browser, as Rust calls it.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// The model, relative to the root.
const MODEL: &str = "models/en/onrecord.model";

/// The gazetteer, likewise.
const GAZETTEER: &str = "models/en/gazetteer.bin";

/// What writes the outlines of the map, likewise.
const OUTLINES: &str = "www/map/outlines.mjs";

/// pdf.js and its worker, likewise: the build for older browsers, as the other asks for functions that not every browser
/// in use has.
const PDF: [&str; 2] = [
    "node_modules/pdfjs-dist/legacy/build/pdf.min.mjs",
    "node_modules/pdfjs-dist/legacy/build/pdf.worker.min.mjs",
];

/// What `wasm-opt` may meet: SIMD, and what every browser has that has SIMD.
const WASM_FEATURES: &[&str] = &[
    "--enable-simd",
    "--enable-relaxed-simd",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// How `wasm-opt` optimises. Its -O3 alone inlines every function that is called once, whatever its size: the whole analysis
/// becomes one function of 270 kB, on which the browser's compiler spends 65 MB more.
/// Functions that are called most have the shortest numbers, which is 2 kB of what is shipped.
/// The first KiB of memory is the far end of the stack, which nothing reaches that has not overflowed, and memory starts
/// as zeros.
const OPTIMISE: &[&str] = &[
    "-O3",
    "--one-caller-inline-max-function-size=300",
    "--low-memory-unused",
    "--zero-filled-memory",
    "--converge",
    "--reorder-functions",
];

/// A large file as it is shipped.
pub(crate) struct Part {
    /// What www/ calls it.
    pub(crate) name: &'static str,
    /// File name with a hash of the bytes, so that a cached copy is never stale.
    pub(crate) file: String,
    pub(crate) bytes: Vec<u8>,
}

/// Builds the parts.
pub(crate) fn parts() -> Result<Vec<Part>> {
    let read = |file: &str| std::fs::read(root().join(file)).map_err(|error| format!("{file}: {error}"));
    let (model, gazetteer) = (read(MODEL)?, read(GAZETTEER)?);
    tools::ensure_wasm_target()?;
    // Not needed before wasm-opt, but better missed now than minutes later.
    tools::node()?;
    let work = work_folder()?;
    let (glue, wasm) = module(&work, Kind::Engine)?;
    let (relaxed_glue, relaxed) = module(&work, Kind::RelaxedEngine)?;
    if glue != relaxed_glue {
        return Err("the engine's two modules need different JavaScript glue, but the worker holds one".into());
    }
    let (formats_glue, formats) = module(&work, Kind::Formats)?;
    let worker = [read("www/pack.js")?, read("www/worker.js")?, glue].concat();
    let formats_worker = [read("www/formats-worker.js")?, formats_glue].concat();
    let outlines = tools::output(tools::node()?.arg(OUTLINES))?;
    let [pdf, pdf_worker] = PDF;
    // Gzip here and not on the server: not every static host compresses unknown types.
    Ok(vec![
        part("worker", "js", worker),
        part("wasm", "wasm.gz", cached(&work, "wasm.gz", &[&wasm], || gzip(&wasm))?),
        part(
            "wasmRelaxed",
            "wasm.gz",
            cached(&work, "relaxed.wasm.gz", &[&relaxed], || gzip(&relaxed))?,
        ),
        part(
            "model",
            "model.gz",
            cached(&work, "model.gz", &[&model], || gzip(&model))?,
        ),
        part(
            "gazetteer",
            "gazetteer.gz",
            cached(&work, "gazetteer.gz", &[&gazetteer], || gzip(&gazetteer))?,
        ),
        part("formatsWorker", "js", formats_worker),
        part(
            "formats",
            "wasm.gz",
            cached(&work, "formats.wasm.gz", &[&formats], || gzip(&formats))?,
        ),
        part("map", "json.gz", gzip(outlines.as_bytes())?),
        part("pdf", "js", read(pdf)?),
        part("pdfWorker", "js", read(pdf_worker)?),
    ])
}

fn part(name: &'static str, extension: &str, bytes: Vec<u8>) -> Part {
    Part {
        name,
        file: format!("{name}-{}.{extension}", &hash(&[&bytes])[..12]),
        bytes,
    }
}

/// The modules that the crate is compiled to for the browser.
#[derive(Clone, Copy)]
enum Kind {
    /// The engine, with SIMD of fixed width.
    Engine,
    /// The engine, with relaxed SIMD.
    RelaxedEngine,
    /// The export formats.
    Formats,
}

impl Kind {
    /// The folder in which it is made. Each has its own: in a common one, cargo would compile everything anew whenever the
    /// flags change.
    const fn folder(self) -> &'static str {
        match self {
            Self::Engine => "engine",
            Self::RelaxedEngine => "relaxed-engine",
            Self::Formats => "formats",
        }
    }

    const fn features(self) -> &'static str {
        match self {
            Self::Engine | Self::RelaxedEngine => "",
            Self::Formats => "exports",
        }
    }

    /// Takes the place of the flags in `.cargo/config.toml`.
    const fn rustc_flags(self) -> &'static str {
        match self {
            Self::Engine | Self::Formats => "-C target-feature=+simd128 -C llvm-args=-inline-threshold=10",
            Self::RelaxedEngine => "-C target-feature=+simd128,+relaxed-simd -C llvm-args=-inline-threshold=10",
        }
    }
}

/// Compiles and binds a module: its glue and itself.
fn module(work: &Path, kind: Kind) -> Result<(Vec<u8>, Vec<u8>)> {
    let folder = work.join(kind.folder());
    say(&format!(
        "Compiling the {} for the browser (about a minute the first time)",
        kind.folder()
    ));
    let mut cargo = tools::cargo();
    // Smaller than with level 3 and its inlining by a seventh; what must be fast is inlined by its own word.
    cargo.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "2");
    cargo.env("RUSTFLAGS", kind.rustc_flags());
    cargo.args([
        "build",
        "--release",
        "--lib",
        "--no-default-features",
        "--target",
        TARGET,
    ]);
    cargo.args(["--features", kind.features()]);
    tools::run(cargo.arg("--target-dir").arg(&folder))?;
    bind(&folder.join(TARGET).join("release/onrecord.wasm"), &folder)
}

/// The folder for what is made on the way: beside what cargo makes.
pub(crate) fn work_folder() -> Result<PathBuf> {
    // target/debug/xtask -> target/page
    let program = std::env::current_exe()?;
    let target = program
        .ancestors()
        .nth(2)
        .ok_or("this program stands outside of cargo's target folder")?;
    let folder = target.join("page");
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// The JavaScript glue of a compiled module, and the module itself, optimised.
fn bind(wasm: &Path, work: &Path) -> Result<(Vec<u8>, Vec<u8>)> {
    let compiled = std::fs::read(wasm)?;
    let optimised = cached(work, "optimised.wasm", &[&compiled], || {
        say("Writing the JavaScript glue and optimising the module (about a minute)");
        let mut bindgen = wasm_bindgen_cli_support::Bindgen::new();
        // Classic scripts alone work from file:// as well.
        bindgen
            .no_modules(true)?
            .typescript(false)
            .input_path(wasm)
            .out_name("bound")
            .generate(work)?;
        let output = work.join("wasm-opt.wasm");
        let mut wasm_opt = tools::node()?;
        wasm_opt
            .arg("node_modules/binaryen/bin/wasm-opt")
            .args(WASM_FEATURES)
            .args(OPTIMISE);
        tools::run(wasm_opt.arg(work.join("bound_bg.wasm")).arg("-o").arg(&output))?;
        Ok(std::fs::read(output)?)
    })?;
    Ok((std::fs::read(work.join("bound.js"))?, optimised))
}

/// The file `name` in `work`, made anew if `inputs` are not what it was made of.
fn cached(work: &Path, name: &str, inputs: &[&[u8]], make: impl FnOnce() -> Result<Vec<u8>>) -> Result<Vec<u8>> {
    let (file, stamp) = (work.join(name), work.join(format!("{name}.made-of")));
    // The options and tools count as input: this program holds the first and the lockfile names the second.
    let tools = std::fs::read(root().join("package-lock.json"))?;
    let made_of = hash(
        &[
            inputs,
            &[
                WASM_FEATURES.join(" ").as_bytes(),
                OPTIMISE.join(" ").as_bytes(),
                &tools,
            ],
        ]
        .concat(),
    );
    if std::fs::read_to_string(&stamp).is_ok_and(|old| old == made_of)
        && let Ok(bytes) = std::fs::read(&file)
    {
        return Ok(bytes);
    }
    let bytes = make()?;
    std::fs::write(&file, &bytes)?;
    std::fs::write(&stamp, made_of)?;
    Ok(bytes)
}

/// The bytes as gzip, as small as it gets: a twentieth smaller than by zlib's best level.
pub(crate) fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut compressor = Compressor::new(CompressionLvl::best());
    let mut packed = vec![0; compressor.gzip_compress_bound(bytes.len())];
    let length = compressor.gzip_compress(bytes, &mut packed)?;
    packed.truncate(length);
    Ok(packed)
}

/// Whether a file of the page is one of the parts that are stored as gzip.
pub(crate) fn is_packed(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "gz")
}

/// SHA-256 in hexadecimal of several pieces, each with its length so that their borders count.
pub(crate) fn hash(pieces: &[&[u8]]) -> String {
    let mut sha = Sha256::new();
    for piece in pieces {
        sha.update((piece.len() as u64).to_le_bytes());
        sha.update(piece);
    }
    format!("{:x}", sha.finalize())
}
