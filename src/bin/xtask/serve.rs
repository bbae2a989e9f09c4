//! `cargo xtask serve`: dist/site/ on this computer, as a careful static host would serve it.

use std::path::{Component, Path, PathBuf};

use tiny_http::{Header, Method, Request, Response, Server, StatusCode};

use crate::{Result, build, dist, site};

/// The first port to try.
const PORT: u16 = 8000;
/// How many ports after it are tried when they are taken.
const PORTS: u16 = 20;

/// Builds the page and serves it until it is stopped. `--port N` asks for one port (0: any free one), `--built` serves
/// what the last build left.
pub(crate) fn run(args: &[String]) -> Result {
    let mut port = None;
    let mut built = false;
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--port" => port = Some(args.next().ok_or("--port needs a number")?.parse::<u16>()?),
            "--built" => built = true,
            other => return Err(format!("serve does not know {other:?}").into()),
        }
    }
    if !built {
        dist::run(&[])?;
    }
    let server = listen(port)?;
    let address = server.server_addr().to_ip().ok_or("the server has no address")?;
    // On stdout, for the one who reads it and for the tests.
    println!(
        "On Record is at http://localhost:{}/  (stop with Ctrl+C)",
        address.port()
    );

    let folder = dist::site_folder();
    let index = std::fs::read_to_string(folder.join("index.html"))?;
    // A policy in the page cannot say who may frame it.
    let policy = format!("{}; frame-ancestors 'none'", site::csp(&index)?);
    loop {
        let request = server.recv()?;
        // A reader who leaves before the end is no failure of the server.
        let _ = answer(request, &folder, &policy);
    }
}

/// A server on the wanted port, or else on the first free one.
fn listen(port: Option<u16>) -> Result<Server> {
    let candidates = port.map_or(PORT..=PORT + PORTS, |port| port..=port);
    for candidate in candidates.clone() {
        match Server::http(("127.0.0.1", candidate)) {
            Ok(server) => return Ok(server),
            Err(error) if candidate == *candidates.end() => return Err(format!("port {candidate}: {error}").into()),
            Err(_) => {}
        }
    }
    Err("no port to try".into())
}

/// Answers one request with a file of the folder.
fn answer(request: Request, folder: &Path, policy: &str) -> Result {
    let file = file_of(request.url(), folder);
    let Some(mut bytes) = file.as_ref().and_then(|file| std::fs::read(file).ok()) else {
        return Ok(request.respond(Response::from_string("Not found\n").with_status_code(StatusCode(404)))?);
    };
    if !matches!(request.method(), Method::Get | Method::Head) {
        return Ok(request.respond(Response::from_string("Only GET\n").with_status_code(StatusCode(405)))?);
    }
    let name = file
        .as_deref()
        .and_then(Path::file_name)
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let (media_type, compressible) = media_type(&name);
    // Packed parts carry a hash of their bytes in their name.
    let lasting = build::is_packed(&name);
    let mut headers = vec![
        ("Content-Type", media_type),
        (
            "Cache-Control",
            if lasting {
                "public, max-age=31536000, immutable"
            } else {
                "no-cache"
            },
        ),
        ("Content-Security-Policy", policy),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
    ];
    if compressible && accepts_gzip(&request) {
        bytes = build::gzip(&bytes)?;
        headers.push(("Content-Encoding", "gzip"));
    }
    let mut response = Response::from_data(bytes);
    // tiny_http would send larger bodies in chunks, without the length that progress is measured by.
    response = response.with_chunked_threshold(usize::MAX);
    for (name, value) in headers {
        let header = Header::from_bytes(name, value).map_err(|()| format!("header {name}: {value}"))?;
        response.add_header(header);
    }
    Ok(request.respond(response)?)
}

/// The file that an address stands for; none outside the folder.
fn file_of(url: &str, folder: &Path) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next().unwrap_or_default().trim_start_matches('/');
    let path = Path::new(if path.is_empty() { "index.html" } else { path });
    path.components()
        .all(|part| matches!(part, Component::Normal(_)))
        .then(|| folder.join(path))
}

/// The media type of a file, and whether compressing it is worth while.
fn media_type(name: &str) -> (&'static str, bool) {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => ("text/html; charset=utf-8", true),
        "js" => ("text/javascript; charset=utf-8", true),
        "css" => ("text/css; charset=utf-8", true),
        "svg" => ("image/svg+xml", true),
        "webmanifest" => ("application/manifest+json", true),
        "png" => ("image/png", false),
        "gz" => ("application/gzip", false),
        _ => ("application/octet-stream", false),
    }
}

/// Whether the browser takes gzip.
fn accepts_gzip(request: &Request) -> bool {
    let accepts = request
        .headers()
        .iter()
        .find(|header| header.field.equiv("Accept-Encoding"));
    accepts.is_some_and(|header| header.value.as_str().contains("gzip"))
}
