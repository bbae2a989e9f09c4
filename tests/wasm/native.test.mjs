// The module and the worker as they are shipped, in Node: the same article gives the same analysis here as on the
// command line, and what goes wrong is told in words.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import vm from "node:vm";
import { gunzipSync } from "node:zlib";

const root = new URL("../../", import.meta.url);
const read = (path) => readFileSync(new URL(path, root));
const build = vm.runInNewContext(`${read("dist/site/build.js")}; BUILD`);
/** A part as the page hands it to the worker. */
function part(name) {
  const bytes = read(`dist/site/${build.parts[name].file}`);
  return new Blob([build.parts[name].file.endsWith(".gz") ? gunzipSync(bytes) : bytes]);
}

/** What a worker is given to load. */
const parts = () => ({ wasm: part("wasm"), model: part("model"), gazetteer: part("gazetteer") });

const cli = process.env.ONRECORD_CLI;
assert(cli, "run these tests with `cargo xtask test wasm`");

/** A worker without a thread: what its script calls its own. @param {(reply: any) => void} receive */
async function startScript(name, receive) {
  const { Response, TextDecoder, TextEncoder, URL, WebAssembly } = globalThis;
  const scope = { Response, TextDecoder, TextEncoder, URL, WebAssembly };
  scope.self = scope;
  scope.postMessage = (reply) => receive(structuredClone(reply));
  vm.runInNewContext(await part(name).text(), scope);
  return scope;
}

/** The engine's worker: posts a message to it and resolves with its reply. */
async function startWorker() {
  const waiting = new Map();
  const scope = await startScript("worker", (reply) => waiting.get(reply.id)(reply));
  let id = 0;
  return (message) =>
    new Promise((resolve) => {
      waiting.set(++id, resolve);
      scope.onmessage({ data: { id, ...message } });
    });
}

/** What the formats' worker makes of articles. @param {{name: string, text: string, analysis: object}[]} articles */
function write(to, articles, isOneOfSeveral = false) {
  return new Promise(async (resolve) => {
    const scope = await startScript("formatsWorker", resolve);
    scope.onmessage({ data: structuredClone({ wasm: part("formats"), to, articles, isOneOfSeveral }) });
  });
}

/** What the command line writes. @param {string[]} args */
function commandLine(...args) {
  return execFileSync(cli, ["analyze", ...args], { encoding: "utf8", cwd: folder, maxBuffer: 1 << 26 });
}

/** The analysis of the command line. @param {string | Buffer} text */
function native(text, extension) {
  const file = join(folder, `article.${extension}`);
  writeFileSync(file, text);
  return JSON.parse(commandLine("--format", "json", "--offsets", "utf16", file));
}

let folder;
let ask;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "onrecord-"));
  ask = await startWorker();
  const loaded = await ask({ type: "load", ...parts() });
  assert.deepEqual(loaded, { id: 1, ok: true });
});
after(() => rmSync(folder, { recursive: true, force: true }));

const example = read("www/example.txt").toString();
const ARTICLES = [
  ["the example", "txt", "text", example],
  ["nothing", "txt", "text", ""],
  ["emoji and combining marks", "txt", "text", "“Fine 👩🏽‍🚒👍,” Zoe\u0301 said. “A 🦀 costs 5 €,” he added, citing the café 🏪."],
  ["Windows line ends", "txt", "text", example.replaceAll("\n", "\r\n")],
  ["control characters", "txt", "text", "The minister\0 said\u0001 that it\u200b was\u00ad over.\u2028The chief denied it."],
  ["right to left", "txt", "text", "“שלום לכולם,” said the mayor. قال الوزير إن “الأمر انتهى,” the agency reported."],
  ["an unbalanced quotation", "txt", "text", "“It is over, the coach said. “Or is it?"],
  ["one long line", "txt", "text", "The mayor said that it would rain. ".repeat(400)],
  ["a web page", "html", "html", `<!doctype html><title>Storm nears &amp; grows</title><nav>Home Sport</nav><article><h1>Storm nears &amp; grows</h1>${example.split("\n\n").slice(2).map((p) => `<p>${p}</p>`).join("\n")}</article>`],
  ["Markdown", "md", "markdown", "# Storm nears\n\n“We are *ready*,” the [mayor](https://example.com) **said** 🌪.\n\n- The chief denied it.\n"],
];

for (const [name, extension, format, text] of ARTICLES) {
  test(`${name}: the same as on the command line, byte for byte`, async () => {
    const reply = await ask({ type: "analyze", text, format });
    assert.equal(reply.ok, true, reply.message);
    assert.equal(JSON.stringify(reply.analysis), JSON.stringify(native(text, extension)));
  });
}

const FORMATS = [
  "json", "html", "csv", "csv-sources", "csv-entities", "csv-mentions", "csv-times", "csv-findings", "web-annotation", "brat", "geojson",
  "graphml",
];

for (const to of FORMATS) {
  test(`${to}: the page's file is the command line's, byte for byte`, async () => {
    for (const [name, extension, format, text] of ARTICLES) {
      const { analysis } = await ask({ type: "analyze", text, format });
      const reply = await write(to, [{ name, text: analysis.document.text ?? text, analysis }]);
      const file = join(folder, `exported.${extension}`);
      writeFileSync(file, text);
      assert.equal(reply.written, commandLine("--format", to, file), `${name}: ${reply.failed}`);
    }
  });
}

test("several articles in one file are the command line's", async () => {
  const texts = { "=first.txt": example, "second, later.txt": "The chief denied it." };
  const articles = [];
  for (const [name, text] of Object.entries(texts)) {
    writeFileSync(join(folder, name), text);
    const { analysis } = await ask({ type: "analyze", text, format: "text" });
    articles.push({ name, text, analysis });
  }
  for (const to of FORMATS) {
    const { written, failed } = await write(to, articles, true);
    if (to === "json" || to.startsWith("csv")) {
      assert.equal(written, commandLine("--format", to, ...Object.keys(texts)), failed);
    } else {
      assert.match(failed, /for several articles/);
    }
  }
});

test("a correction does not wait for the network, and gives what the command line gives", async () => {
  const { analysis } = await ask({ type: "analyze", text: example, format: "text" });
  const quotes = (spans) => spans.map((span) => ({ span, quote: example.slice(...span) }));
  const [{ source, cue, content }] = analysis.attributions;
  const at = { source: quotes(source), cue: quotes(cue), content: quotes(content) };
  const corrections = [{ action: "changeSource", at, name: "Somebody", sourceType: "anonymous" }];
  const start = performance.now();
  const reply = await ask({ type: "analyze", text: example, format: "text", corrections });
  const took = performance.now() - start;
  assert.equal(reply.ok, true, reply.message);
  assert(took < 200, `${took} ms`);
  assert.equal(reply.analysis.sources[0].name, "Somebody");
  assert.deepEqual([reply.analysis.profile.corrected, reply.analysis.corrections[0].ids], [1, ["s1"]]);
  const file = join(folder, "corrections.json");
  const former = { schema: "onrecord/1", offsets: "utf16", corrections, input: { format: "text", text: example } };
  writeFileSync(file, JSON.stringify(former));
  writeFileSync(join(folder, "article.txt"), example);
  const exported = { ...reply.analysis, input: former.input };
  for (const to of FORMATS) {
    const { written, failed } = await write(to, [{ name: "article.txt", text: example, analysis: exported }]);
    assert.equal(written, commandLine("--format", to, "--corrections", file, "article.txt"), failed);
  }
  // To an edited text it moves with its words; what is no correction is told, and the module goes on.
  const { carried } = await ask({ type: "carry", text: `${example}\n\nIt rained.`, format: "text", former });
  assert.deepEqual(carried, corrections);
  const broken = await ask({ type: "carry", text: example, format: "text", former: { ...former, corrections: [{ action: "paint" }] } });
  assert.deepEqual([broken.kind, broken.message], ["corrections", 'correction 1: "paint" is no "action"']);
  assert.equal((await ask({ type: "analyze", text: "x", format: "text" })).ok, true);
});

test("a date by hand is the command line's --date; what the file states counts only where the text is silent", async () => {
  const silent = "The mayor said on Thursday that the bridge is shut.";
  const dated = `date 2026-03-04\n\n${silent}`;
  const analyze = async (article) => {
    const reply = await ask({ type: "analyze", format: "text", ...article });
    assert.equal(reply.ok, true, reply.message);
    return reply.analysis;
  };
  const file = join(folder, "dated.txt");
  writeFileSync(file, dated);
  const told = commandLine("--format", "json", "--offsets", "utf16", "--date", "2026-03-11", file);
  assert.equal(JSON.stringify(await analyze({ text: dated, header: { date: "2026-03-11" } })), JSON.stringify(JSON.parse(told)));
  const head = ({ document, times }) => [document.title, document.byline, document.date, times.at(-1).value];
  const stated = { title: "File", byline: "Machine", date: "2026-01-01" };
  assert.deepEqual(head(await analyze({ text: silent, stated })), ["File", "Machine", "2026-01-01", "2026-01-01"]);
  assert.deepEqual(head(await analyze({ text: dated, stated })), ["File", "Machine", "2026-03-04", "2026-02-26"]);
  // Empty says that there is none.
  assert.deepEqual(head(await analyze({ text: dated, stated, header: { title: "", byline: "Ana Petrescu", date: "" } })), [null, "Ana Petrescu", null, "XXXX-WXX-4"]);
  const refused = await ask({ type: "analyze", text: silent, format: "text", header: { date: "2026-02-30" } });
  assert.match(refused.message, /is not a date/);
});

test("the example shows every kind of quotation, stance and act", async () => {
  const { analysis } = await ask({ type: "analyze", text: example, format: "text" });
  const kinds = (field) => [...new Set(analysis.attributions.map((attribution) => attribution[field]))].sort();
  assert.deepEqual(kinds("quotation"), ["direct", "indirect", "mixed"]);
  assert.deepEqual(kinds("polarity"), ["affirmed", "declined", "denied", "noResponse"]);
  assert.deepEqual(kinds("act"), ["belief", "evidence", "intention", "statement"]);
});

test("a lone surrogate counts as one unit and disturbs nothing", async () => {
  const text = (odd) => `${odd} The mayor said${odd} that the bridge ${odd}is safe.`;
  const [lone, replaced] = await Promise.all(
    ["\ud83d", "\ufffd"].map((odd) => ask({ type: "analyze", text: text(odd), format: "text" })),
  );
  assert.deepEqual(lone.analysis, replaced.analysis);
  const [{ source }] = lone.analysis.attributions;
  assert.equal(text("\ud83d").slice(...source[0]), "The mayor");
});

test("the text of a span is what slice gives", async () => {
  const text = "🚒🚒 Ana Petrescu said 👍 the shop 🏪 is open.";
  const { analysis } = await ask({ type: "analyze", text, format: "text" });
  const [{ source, cue }] = analysis.attributions;
  assert.deepEqual([source, cue].map(([span]) => text.slice(...span)), ["Ana Petrescu", "said"]);
});

test("a damaged or missing model is told apart from a crash", async () => {
  const model = new Uint8Array(await part("model").arrayBuffer());
  const altered = model.slice();
  altered[altered.length >> 1] ^= 1;
  for (const bytes of [model.slice(0, model.length >> 1), altered, new Uint8Array(), new Uint8Array(100)]) {
    const fresh = await startWorker();
    const reply = await fresh({ type: "load", wasm: part("wasm"), model: new Blob([bytes]) });
    assert.equal(reply.ok, false);
    assert.equal(reply.kind, "model");
    assert.match(reply.message, /model/i);
  }
});

test("a browser without what the module needs is told so", async () => {
  const fresh = await startWorker();
  const reply = await fresh({ type: "load", wasm: new Blob(["no module at all"]), model: part("model") });
  assert.deepEqual([reply.ok, reply.kind], [false, "unsupported"]);
});

test("an unknown format is an error, not a trap", async () => {
  const reply = await ask({ type: "analyze", text: "x", format: "pdf" });
  assert.match(reply.message, /unknown format "pdf"/);
  const { analysis } = await ask({ type: "analyze", text: "x", format: "text" });
  assert.match((await write("pdf", [{ name: "x", text: "x", analysis }])).failed, /unknown export format "pdf"/);
  const broken = await write("csv", [{ name: "x", text: "x", analysis: { ...analysis, sources: 7 } }]);
  assert.deepEqual(Object.keys(broken), ["failed"]);
  assert.equal((await ask({ type: "analyze", text: "x", format: "text" })).ok, true);
});
