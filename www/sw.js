"use strict";

// The service worker: after the first visit the page comes from the cache, whole and of one version.
//
// The shell (page, scripts, styles, icons) is cached under its version. The large parts are named by a hash of their
// bytes, are put into their own cache by the page as it loads them, and are fetched here only when the page has not asked
// for them yet: those that an update brings, the export formats, the map's outlines and pdf.js. A new version waits until
// the reader agrees to reload.

// Its own two files are all that it may run (Trusted Types, where the browser has them).
const POLICY = self.trustedTypes?.createPolicy("onrecord", {
  createScriptURL(url) {
    if (url !== "build.js" && url !== "parts.js") throw new TypeError(`no script of this worker: ${url}`);
    return url;
  },
});
for (const url of ["build.js", "parts.js"]) importScripts(/** @type {string} */ (POLICY?.createScriptURL(url) ?? url));

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
// Caches belong to an origin, which may hold another copy of On Record under another path.
const SHELL_PREFIX = `onrecord-shell ${worker.registration.scope} `;
const SHELL_CACHE = SHELL_PREFIX + BUILD.version;
const PARTS_CACHE = "onrecord-parts";

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("message", (event) => {
  if (event.data === "activate") worker.skipWaiting();
});
worker.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method === "GET" && url.origin === location.origin) event.respondWith(answer(event.request));
});

/** What must be there without a network. */
function partsToKeep() {
  const { formatsWorker, formats, map, pdf, pdfWorker } = BUILD.parts;
  return [...Object.values(neededParts()), formatsWorker, formats, map, pdf, pdfWorker];
}

async function install() {
  const shell = await caches.open(SHELL_CACHE);
  await shell.addAll(BUILD.shell.map((file) => new Request(file, { cache: "no-cache" })));
  const parts = await caches.open(PARTS_CACHE);
  for (const { file } of partsToKeep()) {
    if (!(await parts.match(file))) await parts.add(file);
  }
}

async function activate() {
  for (const name of await caches.keys()) {
    if (name.startsWith(SHELL_PREFIX) && name !== SHELL_CACHE) await caches.delete(name);
  }
  const wanted = new Set(partsToKeep().map(({ file }) => new URL(file, location.href).href));
  const parts = await caches.open(PARTS_CACHE);
  for (const request of await parts.keys()) {
    if (request.url.startsWith(worker.registration.scope) && !wanted.has(request.url)) await parts.delete(request);
  }
  await worker.clients.claim();
}

/** @param {Request} request */
async function answer(request) {
  const shell = await caches.open(SHELL_CACHE);
  const cached = await shell.match(request.mode === "navigate" ? "./" : request);
  // The page takes its other parts from their cache itself, but the scripts among them are the browser's to fetch.
  return cached ?? (await (await caches.open(PARTS_CACHE)).match(request)) ?? fetch(request);
}
