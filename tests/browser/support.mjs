// What the browser tests share: the browsers, the server, and the page's moves as a reader would make them.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";

/** @param {string} path from the root of the repository */
export const fromRoot = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Milliseconds to wait for anything: what fails late is no worse, and a busy machine is no failure. */
const PATIENCE = 90_000;

const needed = (variable) => {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set: run these tests with \`cargo xtask test browser\``);
  return value;
};

/** How to start each browser; `downloads` is the folder for what it downloads, `scheme` the colours that the reader prefers. */
export const BROWSERS = {
  chromium: (downloads, scheme) => ({
    browser: "chrome",
    executablePath: needed("ONRECORD_CHROMIUM"),
    downloadBehavior: { policy: "allow", downloadPath: downloads },
    // Chromium's sandbox refuses to run as root, as in a container.
    args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), `--blink-settings=preferredColorScheme=${scheme === "dark" ? 0 : 1}`],
  }),
  firefox: (downloads, scheme, preferences) => ({
    browser: "firefox",
    executablePath: needed("ONRECORD_FIREFOX"),
    extraPrefsFirefox: {
      ...preferences,
      "browser.download.folderList": 2,
      "browser.download.dir": downloads,
      "layout.css.prefers-color-scheme.content-override": scheme === "dark" ? 0 : 1,
      "browser.helperApps.neverAsk.saveToDisk": "application/json,text/csv,application/geo+json",
    },
  }),
};

/**
 * Starts a browser; it downloads into the folder `browser.downloads`, which goes when it closes.
 * @param {keyof typeof BROWSERS} name @param {"light" | "dark"} [scheme] @param {Record<string, unknown>} [preferences] of Firefox
 */
export async function launch(name, scheme = "light", preferences = {}) {
  const downloads = mkdtempSync(join(tmpdir(), "onrecord-"));
  const browser = await puppeteer.launch({ headless: true, ...BROWSERS[name](downloads, scheme, preferences) });
  const close = browser.close.bind(browser);
  return Object.assign(browser, {
    downloads,
    close: async () => {
      await close();
      rmSync(downloads, { recursive: true, force: true });
    },
  });
}

/**
 * Starts `cargo xtask serve` over what the last build left, behind a door that notes every request, can be shut, and can
 * change what passes.
 */
export async function serve() {
  const server = spawn(needed("ONRECORD_XTASK"), ["serve", "--built", "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
  let behind;
  for await (const line of createInterface({ input: server.stdout })) {
    behind = /http:\S+/.exec(line)?.[0];
    if (behind) break;
  }
  if (!behind) throw new Error("the server ended before it said where it is");

  const site = {
    address: "",
    /** The path of every request that arrived. @type {string[]} */
    requests: [],
    /** Changes the body of an answer. @type {(path: string, body: Buffer) => Buffer} */
    rewrite: (_path, body) => body,
    /** Whether the connection breaks in the middle of an answer. @type {(path: string) => boolean} */
    breaks: () => false,
    async stop() {
      door.closeAllConnections();
      if (door.listening) await new Promise((done) => door.close(done));
      if (server.exitCode === null && server.signalCode === null) {
        const gone = once(server, "exit");
        server.kill();
        await gone;
      }
    },
  };
  const door = createServer(async (request, response) => {
    site.requests.push(request.url);
    const answer = await fetch(new URL(request.url, behind), { headers: { "accept-encoding": "identity" } }).catch(() => undefined);
    // The server has been stopped, and a browser still asks.
    if (!answer) return response.destroy();
    const body = site.rewrite(request.url, Buffer.from(await answer.arrayBuffer()));
    const headers = { ...Object.fromEntries(answer.headers), "content-length": body.length };
    response.writeHead(answer.status, headers);
    if (site.breaks(request.url)) response.write(body.subarray(0, body.length >> 1), () => response.destroy());
    else response.end(body);
  });
  await new Promise((done) => door.listen(0, "127.0.0.1", done));
  site.address = `http://localhost:${door.address().port}/`;
  return site;
}

/**
 * Waits until a function gives something true in the page. Puppeteer's own way calls `Function` in the page, which its
 * policy forbids and not every browser exempts.
 * @template {unknown[]} Args
 * @param {import("puppeteer-core").Page} page @param {(...args: Args) => unknown} isTrue @param {{timeout?: number}} [options] @param {...Args} args
 */
export async function until(page, isTrue, { timeout = PATIENCE } = {}, ...args) {
  for (const end = Date.now() + timeout; !(await page.evaluate(isTrue, ...args)); await sleep(50)) {
    if (Date.now() > end) throw new Error(`still not true after ${timeout} ms: ${isTrue}`);
  }
}

/** Gives the page a size. @param {import("puppeteer-core").Page} page @param {{width: number, height: number}} size */
export async function resize(page, size) {
  try {
    await page.setViewport(size);
  } catch (error) {
    // Puppeteer asks for an orientation as well, which Firefox before 144 does not know; the size is set all the same.
    if (!/setScreenOrientationOverride/.test(String(error))) throw error;
    await until(page, ({ width }) => innerWidth === width, {}, size);
  }
}

/** Waits until the page shows a view. @param {import("puppeteer-core").Page} page @param {string} view */
export async function untilView(page, view, timeout = PATIENCE) {
  await until(page, (view) => document.body.dataset.view === view, { timeout }, view);
}

/** Waits until nothing in the panel moves any more: a click aims at where its target was. @param {import("puppeteer-core").Page} page */
export async function untilStill(page) {
  await until(page, () => {
    const top = document.querySelector("#panel-body").scrollTop;
    const isStill = globalThis.lastTop === top;
    globalThis.lastTop = top;
    return isStill;
  });
}

/** Waits until the engine has loaded its model. @param {import("puppeteer-core").Page} page */
export async function untilReady(page, timeout = PATIENCE) {
  await until(page, () => document.querySelector("#engine-status")?.textContent === "Ready", { timeout });
}

/** Waits until the page can do without a network. @param {import("puppeteer-core").Page} page */
export async function untilOffline(page) {
  await until(page, () => document.querySelector("#offline-status")?.textContent !== "", {});
}

/** Back to an empty start view. @param {import("puppeteer-core").Page} page */
export async function startAgain(page) {
  await page.evaluate(() => newArticle());
  await untilView(page, "start");
}

/** Opens the example. @param {import("puppeteer-core").Page} page */
export async function openExample(page) {
  await page.click("#try-example");
  await untilView(page, "result");
}

/** Chooses a tab of the panel. @param {import("puppeteer-core").Page} page @param {string} view */
export async function showView(page, view) {
  await page.click(`#tab-${view}`);
  await until(page, (view) => !document.querySelector(`#view-${view}`).hidden, {}, view);
}

/** Shows an article with an analysis that no engine made. @param {import("puppeteer-core").Page} page */
export async function showAnalysis(page, text, analysis) {
  await page.evaluate((text, analysis) => showResult({ name: "story", format: "text", text }, analysis), text, analysis);
  await untilView(page, "result");
}

/** Exports what is shown; the text of the file, which is taken away again. @param {import("puppeteer-core").Page} page @param {string} downloads folder @param {string} format @param {string} name of the file */
export async function exportAs(page, downloads, format, name) {
  await page.click("#export");
  await page.click(`[data-export="${format}"]`);
  await until(page, () => !document.querySelector("#export-menu").matches(":popover-open"));
  const file = join(downloads, name);
  // Firefox makes an empty file first, and writes into another beside it.
  const isThere = () => readdirSync(downloads).includes(name) && !readdirSync(downloads).some((other) => other.endsWith(".part")) && statSync(file).size > 0;
  for (const end = Date.now() + PATIENCE; !isThere(); await sleep(50)) {
    if (Date.now() > end) throw new Error(`${name} was not downloaded`);
  }
  const text = readFileSync(file, "utf8");
  rmSync(file);
  return text;
}

/** Copies a text and pastes it into the empty field, with the keyboard. @param {import("puppeteer-core").Page} page */
export async function paste(page, text) {
  const press = async (key) => {
    await page.keyboard.down("Control");
    await page.keyboard.press(key);
    await page.keyboard.up("Control");
  };
  const input = await page.$("#article-input");
  await input.evaluate((input, text) => {
    input.value = text;
    input.select();
  }, text);
  await press("c");
  await input.evaluate((input) => (input.value = ""));
  await press("v");
}

/** Drops a file on the page. @param {import("puppeteer-core").Page} page @param {string} name @param {string | Buffer} contents */
export async function drop(page, name, contents) {
  await dropAll(page, { [name]: contents });
}

/** Drops files on the page, all at once. @param {import("puppeteer-core").Page} page @param {Record<string, string | Buffer>} files */
export async function dropAll(page, files) {
  const coded = Object.entries(files).map(([name, contents]) => [name, Buffer.from(contents).toString("base64")]);
  await page.evaluate((files) => {
    const dataTransfer = new DataTransfer();
    for (const [name, base64] of files) {
      dataTransfer.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
    }
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, coded);
}

/** Pastes what a program put on the clipboard, into the empty field. @param {import("puppeteer-core").Page} page @param {Record<string, string>} flavours by media type */
export async function pasteAs(page, flavours) {
  await page.evaluate((flavours) => {
    const clipboardData = new DataTransfer();
    for (const [type, data] of Object.entries(flavours)) clipboardData.setData(type, data);
    const event = new ClipboardEvent("paste", { bubbles: true, cancelable: true });
    // Firefox takes no data along with the event.
    Object.defineProperty(event, "clipboardData", { value: clipboardData });
    document.querySelector("#article-input").dispatchEvent(event);
  }, flavours);
}

/** The attributions that the page shows: the text of each part, put together from the marks in the article. */
export function marked(page) {
  return page.evaluate(() =>
    shown.analysis.attributions.map(({ id }) =>
      Object.fromEntries(
        ["source", "cue", "content"].map((role) => [
          role,
          [...document.querySelectorAll(`#article-view .${role}[data-key="${id}"]`)].map((mark) => mark.textContent).join(""),
        ]),
      ),
    ),
  );
}

/** The same from the spans of an analysis. */
export function expected(text, analysis) {
  return analysis.attributions.map((attribution) =>
    Object.fromEntries(
      ["source", "cue", "content"].map((role) => [role, attribution[role].map(([start, end]) => text.slice(start, end)).join("")]),
    ),
  );
}

/**
 * Makes the page's workers obey words in a text that no article holds: a real trap, an analysis without an end, and a
 * request to another origin. Call before the page is opened.
 * @param {import("puppeteer-core").Page} page
 */
export function forceWorkers(page) {
  return page.evaluateOnNewDocument(() => {
    const inWorker = () => {
      // The export formats' worker reads no article.
      if (!wasm_bindgen.Engine) return;
      // The module keeps an article's words to itself.
      const { Article, Engine: { prototype } } = wasm_bindgen;
      const texts = new WeakMap();
      wasm_bindgen.Article = class extends Article {
        constructor(text, format) {
          super(text, format);
          texts.set(this, text);
        }
      };
      const { analyze } = prototype;
      // (module (func (export "f") unreachable))
      const trap = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11];
      prototype.analyze = function (article, ...others) {
        const text = texts.get(article);
        if (text.includes("FORCED TRAP")) {
          new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(trap))).exports.f();
        }
        while (text.includes("FORCED WAIT"));
        const leak = /FORCED LEAK (\S+)/.exec(text)?.[1];
        if (leak) {
          const request = new XMLHttpRequest();
          request.open("GET", leak, false);
          try {
            request.send();
          } catch {
            // What the policy forbids throws.
          }
        }
        return analyze.call(this, article, ...others);
      };
    };
    const { Blob } = window;
    window.Blob = class extends Blob {
      constructor(parts, options) {
        super(options?.type === "text/javascript" ? [...parts, `\n(${inWorker})();`] : parts, options);
      }
    };
  });
}

/** Collects what a page must never do: errors, and violations of its policy. @param {import("puppeteer-core").Page} page */
export function watch(page) {
  /** @type {string[]} */
  const trouble = [];
  page.on("pageerror", (error) => trouble.push(String(error)));
  page.on("console", (message) => {
    if (["error", "warn"].includes(message.type()) || /content.security.policy/i.test(message.text())) trouble.push(message.text());
  });
  return trouble;
}
