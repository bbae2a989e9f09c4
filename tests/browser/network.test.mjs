// Nothing leaves: what the page asks the network for, offline use, and updates.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { draft, pdf, printedPages, printedText } from "../fixtures/documents.mjs";
import { analysis, text } from "../fixtures/page/story.mjs";
import {
  BROWSERS, drop, dropAll, forceWorkers, fromRoot, launch, marked, openExample, paste, resize, serve, showAnalysis, showView, startAgain, until, untilOffline, untilReady, untilView, watch,
} from "./support.mjs";

/** Opens the map of an article with places, whatever the engine finds in the example. */
async function openMap(page) {
  await showAnalysis(page, text, analysis);
  await page.evaluate(() => {
    setSheet(true);
    go({ view: "map" });
  });
}

const untilOutlines = (page) => until(page, () => document.querySelector(".map .land").getAttribute("d"));

/** Everything that a session does after loading. */
async function wholeSession(page) {
  await resize(page, { width: 1280, height: 800 });
  await openExample(page);
  await page.keyboard.press("j");
  for (const format of ["json", "html", "geojson"]) {
    await page.click("#export");
    await page.click(`[data-export="${format}"]`);
    await until(page, () => !document.querySelector("#export-menu").matches(":popover-open"));
  }
  await page.click("#copy-json");
  const views = await page.$$eval('[role="tab"]:not([hidden])', (tabs) => tabs.map((tab) => tab.id.replace("tab-", "")));
  for (const view of views) await showView(page, view);
  await openMap(page);
  await untilOutlines(page);
  await page.click('.foot [data-dialog="privacy"]');
  await page.click("#dialog-close");
  await startAgain(page);
  await paste(page, "“It is late,” Ana Petrescu said.");
  await untilView(page, "result");
  await startAgain(page);
  await drop(page, "page.html", "<p>The mayor said it.</p><img src='http://127.0.0.1:9/leak.png'><script src='http://127.0.0.1:9/leak.js'></script>");
  await untilView(page, "result");
  await startAgain(page);
  await dropAll(page, { "draft.docx": draft, "noise.txt": "\0", "story.txt": "The mayor said on Thursday that it is shut." });
  await until(page, () => !documents.isReading && document.body.dataset.view === "result");
  await page.click("#edit-header");
  await page.$eval("#header-date", (input) => (input.value = "2026-03-11"));
  await page.click('#header-form [value="apply"]');
  await until(page, () => document.body.dataset.view === "result" && shown.article.header);
  await page.click("#save");
  await until(page, () => document.querySelector("#save-note").textContent);
  await startAgain(page);
  await until(page, () => !document.querySelector("#library").hidden);
  await page.click("#library-delete");
  await page.click("#library-delete");
  await until(page, () => document.querySelector("#library").hidden);
  await drop(page, "fatal.txt", "FORCED TRAP");
  await until(page, () => !document.querySelector("#error").hidden);
  await openExample(page);
}

for (const name of Object.keys(BROWSERS)) {
  describe(name, () => {
    /** Runs a test with a browser and a server of its own. */
    const withPage = (run) => async () => {
      const browser = await launch(name);
      const site = await serve();
      try {
        const page = await browser.newPage();
        await run(page, site);
      } finally {
        await browser.close();
        await site.stop();
      }
    };

    test("hosted: after loading, a whole session asks for nothing", withPage(async (page, site) => {
      const trouble = watch(page);
      await forceWorkers(page);
      await page.goto(site.address);
      await untilOffline(page);
      const loading = site.requests.length;
      assert(loading > 5, "the door in front of the server sees requests");
      const requests = [];
      page.on("request", (request) => /^(data|blob):/.test(request.url()) || requests.push(request.url()));
      await wholeSession(page);
      await sleep(500);
      assert.deepEqual(requests, []);
      // The first PDF asks for pdf.js, which this browser has already.
      await startAgain(page);
      await drop(page, "courier.pdf", pdf(printedPages));
      await untilView(page, "result");
      assert.deepEqual(requests.filter((url) => !url.startsWith(`${site.address}pdf`)), []);
      assert.deepEqual(site.requests.slice(loading), []);
      assert.deepEqual(trouble, []);
    }));

    test("single file: a whole session asks for nothing but the file itself", withPage(async (page) => {
      const trouble = watch(page);
      await forceWorkers(page);
      const requests = [];
      page.on("request", (request) => /^(data|blob):/.test(request.url()) || requests.push(request.url()));
      const address = pathToFileURL(fromRoot("dist/onrecord.html")).href;
      await page.goto(address);
      await untilReady(page);
      await wholeSession(page);
      await sleep(500);
      // Not every browser reports the opening of a file as a request.
      assert.deepEqual(requests.filter((url) => url !== address), []);
      assert.deepEqual(trouble, []);
    }));

    test("the policy holds in the page and in the worker", withPage(async (page, site) => {
      await forceWorkers(page);
      await page.goto(site.address);
      await untilReady(page);
      // The same server by its other name is another origin.
      const elsewhere = site.address.replace("localhost", "127.0.0.1");
      assert.equal((await fetch(`${elsewhere}reachable`)).status, 404);
      assert(site.requests.includes("/reachable"));
      const outcome = await page.evaluate((url) => fetch(url, { mode: "no-cors" }).then(() => "sent", () => "blocked"), `${elsewhere}leak-page`);
      assert.equal(outcome, "blocked");
      await paste(page, `FORCED LEAK ${elsewhere}leak-worker`);
      await untilView(page, "result");
      assert.deepEqual(site.requests.filter((path) => path.includes("leak")), []);
    }));

    test("works offline after the first visit", withPage(async (page, site) => {
      await page.goto(site.address);
      await untilOffline(page);
      await site.stop();
      await page.reload();
      await untilReady(page);
      await openExample(page);
      assert((await marked(page)).length >= 15);
      // Also what the first visit did not show.
      await openMap(page);
      await untilOutlines(page);
      await startAgain(page);
      await drop(page, "courier.pdf", pdf(printedPages));
      await untilView(page, "result");
      assert.equal(await page.evaluate(() => shown.analysis.document.text), printedText);
    }));

    test("pdf.js that cannot be loaded is told, and other files are read", withPage(async (page, site) => {
      site.breaks = (path) => path.startsWith("/pdf");
      await page.goto(site.address);
      await untilReady(page);
      await drop(page, "courier.pdf", pdf(printedPages));
      await until(page, () => !document.querySelector("#error").hidden);
      assert.match(await page.$eval("#error", (element) => element.innerText), /courier\.pdf was not read.*PDF reader/s);
      await drop(page, "draft.docx", draft);
      await untilView(page, "result");
    }));

    test("the map's outlines that cannot be loaded are missed, the places are there", withPage(async (page, site) => {
      site.breaks = (path) => path.startsWith("/map-");
      await page.goto(site.address);
      await untilReady(page);
      await openMap(page);
      await until(page, () => /could not be loaded/.test(document.querySelector("#view-map").innerText));
      assert((await page.$$(".pin")).length > 0);
      site.breaks = () => false;
      await page.evaluate(() => go({ view: "summary" }));
      await page.evaluate(() => go({ view: "map" }));
      await untilOutlines(page);
    }));

    test("the first visit fetches nothing twice", withPage(async (page, site) => {
      await page.goto(site.address);
      await untilOffline(page);
      const large = site.requests.filter((path) => path.endsWith(".gz"));
      assert.equal(large.length, 5, large.join(" "));
      const scripts = site.requests.filter((path) => /^\/pdf/.test(path));
      assert.equal(scripts.length, 2, scripts.join(" "));
      await page.reload();
      await untilReady(page);
      assert.equal(site.requests.filter((path) => path.endsWith(".gz")).length, 5);
    }));

    test("a new version waits until the reader agrees", withPage(async (page, site) => {
      await page.goto(site.address);
      await untilOffline(page);
      const version = () => page.$eval("#version", (element) => element.textContent);
      const old = await version();
      site.rewrite = (path, body) => (path === "/build.js" ? Buffer.from(body.toString().replace(/"version": "[^"]*"/, '"version": "9.9.9"')) : body);
      await page.reload();
      await until(page, () => !document.querySelector("#update").hidden);
      assert.equal(await version(), old);
      await Promise.all([page.waitForNavigation(), page.click("#update-now")]);
      await untilReady(page);
      assert.match(await version(), /9\.9\.9/);
    }));

    test("a lost connection is told, and another try works", withPage(async (page, site) => {
      site.breaks = (path) => path.startsWith("/model-");
      await page.goto(site.address);
      await until(page, () => !document.querySelector("#error").hidden);
      assert.match(await page.$eval("#error", (element) => element.innerText), /language model/);
      site.breaks = () => false;
      await openExample(page);
      assert((await marked(page)).length >= 15);
    }));
  });
}

test("the server states the policy, the types and what may be kept", async () => {
  const site = await serve();
  try {
    const get = async (path) => (await fetch(new URL(path, site.address))).headers;
    const index = await get("");
    assert.match(index.get("content-security-policy"), /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval';.*frame-ancestors 'none'$/);
    assert.equal(index.get("content-type"), "text/html; charset=utf-8");
    assert.equal((await get("manifest.webmanifest")).get("content-type"), "application/manifest+json");
    assert.equal((await get("app.js")).get("cache-control"), "no-cache");
    const model = /model-.*gz/.exec(readFileSync(fromRoot("dist/site/build.js"), "utf8"))[0];
    assert.match((await get(model)).get("cache-control"), /immutable/);
    assert.equal((await fetch(new URL("../Cargo.toml", site.address))).status, 404);
  } finally {
    await site.stop();
  }
});
