// What the page costs, each figure beside its peer or budget: `cargo xtask bench` starts this.
//
//   node tests/bench/page.mjs ARTICLE PEER
//
// ARTICLE is a text of some 800 words. PEER is the folder that training/export_onnx.py writes: the same weights for
// onnxruntime-web, and what the network is given for the article. The peer only runs the network; the product also cuts
// the text, decodes and joins.

import { createServer } from "node:http";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { fromRoot, launch, serve } from "../browser/support.mjs";

/** Runs that are timed, after those that warm the code up. */
const ROUNDS = 7;
const WARM_UP = 3;
/** How often the memory is looked at, in milliseconds. */
const SAMPLING = 5;

const [articleFile, peerFolder] = process.argv.slice(2);
const article = await readFile(articleFile, "utf8");

/** @param {number[]} values */
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** @param {string} what @param {string} value @param {string} [note] */
const row = (what, value, note = "") => console.log(`  ${what.padEnd(46)} ${value.padStart(9)}   ${note}`.trimEnd());

/** A server of the peer's files: the runtime, the network and a page without a content security policy. */
async function servePeer() {
  const runtime = fromRoot("tests/bench/node_modules/onnxruntime-web/dist");
  const types = { html: "text/html", js: "text/javascript", mjs: "text/javascript", wasm: "application/wasm" };
  const server = createServer(async (request, response) => {
    const name = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname).slice(1);
    const own = { "": "peer.html", "peer.html": "peer.html", "peer-worker.js": "peer-worker.js" }[name];
    const path = own ? fromRoot(`tests/bench/${own}`) : join(name.startsWith("ort") ? runtime : peerFolder, name);
    try {
      const bytes = await readFile(path);
      const type = types[path.split(".").at(-1) ?? ""] ?? "application/octet-stream";
      response.writeHead(200, { "content-type": type }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", () => listening(undefined)));
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("the server has no port");
  return { address: `http://127.0.0.1:${address.port}/`, stop: () => server.close() };
}

/** Product and peer in one browser, one after the other in each round. @param {string} address */
async function speed(address) {
  const peer = await servePeer();
  const browser = await launch("chromium");
  try {
    const ours = await browser.newPage();
    await ours.goto(address);
    // Engine is the page's own class: each call goes through the worker, as for a reader.
    await ours.evaluate(async () => {
      globalThis.benched = new Engine(() => {});
      await globalThis.benched.ready();
    });
    const theirs = await browser.newPage();
    await theirs.goto(peer.address);
    await theirs.waitForFunction(() => globalThis.ready, { timeout: 60_000 });

    // Another text each time: the engine keeps what it made of the last one.
    let runs = 0;
    const timeOurs = () =>
      ours.evaluate(async (text) => {
        const started = performance.now();
        await globalThis.benched.analyze({ text, format: "text" });
        return performance.now() - started;
      }, article + " ".repeat(++runs));
    const timeTheirs = () => theirs.evaluate(() => globalThis.run());
    const times = { ours: [], theirs: [] };
    for (let round = -WARM_UP; round < ROUNDS; round++) {
      // A page in the background gets less of the processor.
      await ours.bringToFront();
      const own = await timeOurs();
      await theirs.bringToFront();
      const other = await timeTheirs();
      if (round >= 0) {
        times.ours.push(own);
        times.theirs.push(other);
      }
    }
    return { ours: median(times.ours), theirs: median(times.theirs) };
  } finally {
    await browser.close();
    peer.stop();
  }
}

/** Private memory of a process in bytes, as Linux counts it. @param {number} pid */
async function privateMemory(pid) {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const kib = (/** @type {string} */ field) => Number(new RegExp(`^${field}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0);
  return 1024 * (kib("RssAnon") + kib("RssShmem"));
}

/**
 * The peak of the page's process, from before it loads until the article's analysis is there.
 * @param {string} address @param {(page: import("puppeteer-core").Page) => Promise<void>} use
 */
async function peakMemory(address, use) {
  const browser = await launch("chromium");
  const peaks = new Map();
  let sampling = true;
  try {
    const page = (await browser.pages())[0];
    const session = await browser.target().createCDPSession();
    const sample = async () => {
      while (sampling) {
        const { processInfo } = await session.send("SystemInfo.getProcessInfo");
        for (let i = 0; i < 20; i++) {
          for (const { id } of processInfo.filter(({ type }) => type === "renderer")) {
            peaks.set(id, Math.max(peaks.get(id) ?? 0, await privateMemory(id)));
          }
          await new Promise((wake) => setTimeout(wake, SAMPLING));
        }
      }
    };
    const sampler = sample();
    await page.goto(address);
    await use(page);
    sampling = false;
    await sampler;
    // The page's process is the largest; Chromium keeps a spare one.
    return Math.max(...peaks.values());
  } finally {
    sampling = false;
    await browser.close();
  }
}

/** What a first visit downloads: every file as a host sends it that compresses. */
async function sizes() {
  const site = fromRoot("dist/site");
  const files = (await readdir(site, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const rows = await Promise.all(
    files.map(async (file) => {
      const path = join(file.parentPath, file.name);
      const bytes = await readFile(path);
      const sent = file.name.endsWith(".gz") ? bytes.length : gzipSync(bytes, { level: 9 }).length;
      return { name: path.slice(site.length + 1), sent };
    }),
  );
  return rows.toSorted((a, b) => b.sent - a.sent);
}

const mb = (/** @type {number} */ bytes) => `${(bytes / 1e6).toFixed(2)} MB`;

const files = await sizes();
console.log("first visit, gzip");
for (const { name, sent } of files.filter(({ sent }) => sent >= 10_000)) row(name, mb(sent));
row(`${files.filter(({ sent }) => sent < 10_000).length} smaller files`, mb(files.reduce((sum, { sent }) => sum + (sent < 10_000 ? sent : 0), 0)));
// A browser fetches one of the two modules.
const visited = files.filter(({ name }) => !name.startsWith("wasm-"));
row("everything", mb(visited.reduce((sum, { sent }) => sum + sent, 0)), "asked 16 MB, on the way to 8");
row("of which the module", mb(files.find(({ name }) => name.endsWith(".wasm.gz"))?.sent ?? 0), "asked 0.6 MB");

const server = await serve();
try {
  const { ours, theirs } = await speed(server.address);
  const words = article.split(/\s+/).filter(Boolean).length;
  console.log(`an article of ${words} words in Chromium, one thread, warm, median of ${ROUNDS}`);
  row("On Record, text to attributions", `${ours.toFixed(0)} ms`, "asked 600 ms, on the way to 250");
  row("onnxruntime-web, the network alone", `${theirs.toFixed(0)} ms`);
  row("On Record's speed by the peer's", `${(theirs / ours).toFixed(2)} x`, "asked 1.0, later 1.5");

  if (process.platform === "linux") {
    const blank = await peakMemory("about:blank", async () => {});
    const peak = await peakMemory(server.address, async (page) => {
      await page.evaluate((text) => {
        const field = document.querySelector("#article-input");
        field.value = text;
        document.querySelector("#analyze").click();
      }, article);
      await page.waitForFunction(() => document.body.dataset.view === "result", { timeout: 60_000 });
    });
    console.log("peak of the page's private memory, from loading to the marked article");
    row("On Record", mb(peak), "asked 150 MB");
    row("an empty page", mb(blank));
  }
} finally {
  await server.stop();
}
