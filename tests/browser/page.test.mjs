// The page as a reader uses it, in each browser, from a host and as the single file from file://.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import {
  BROWSERS, drop, expected, exportAs, forceWorkers, fromRoot, launch, marked, openExample, paste, resize, serve, showView, startAgain, until, untilReady, untilView, watch,
} from "./support.mjs";

const example = readFileSync(fromRoot("www/example.txt"), "utf8");
const short = "The mayor said that the bridge is shut.";

/** What the command line says about a file. */
function native(file) {
  return JSON.parse(commandLine(file, "json", "--offsets", "utf16"));
}

function commandLine(file, format, ...options) {
  return execFileSync(process.env.ONRECORD_CLI, ["analyze", "--format", format, ...options, file], { encoding: "utf8" });
}

for (const name of Object.keys(BROWSERS)) {
  for (const form of ["hosted", "single file"]) {
    describe(`${name}, ${form}`, () => {
      let browser, site, page, trouble;

      before(async () => {
        browser = await launch(name);
        site = form === "hosted" ? await serve() : undefined;
        page = await browser.newPage();
        await resize(page, { width: 1280, height: 800 });
        trouble = watch(page);
        await forceWorkers(page);
        await page.goto(site?.address ?? pathToFileURL(fromRoot("dist/onrecord.html")).href);
        await untilReady(page);
      });
      after(async () => {
        await browser?.close();
        await site?.stop();
      });
      beforeEach(() => startAgain(page));
      afterEach(() => assert.deepEqual(trouble.splice(0), []));

      /** The index of the selected attribution, in the list and in the article; they must agree. */
      const selected = () =>
        page.evaluate(() => {
          const index = (element) => shown.analysis.attributions.findIndex(({ id }) => id === element?.dataset.key);
          const entries = [...document.querySelectorAll(".entry[aria-current]")];
          const marks = new Set([...document.querySelectorAll("#article-view .part:is(.source, .cue, .content).selected")].map(index));
          return { entries: entries.map(index), marks: [...marks] };
        });
      const focused = () => page.evaluate(() => document.activeElement?.id);
      const errorText = () => page.$eval("#error", (element) => (element.hidden ? "" : element.innerText));

      test("start, example, annotated article", async () => {
        await openExample(page);
        const analysis = await page.evaluate(() => shown.analysis);
        assert(analysis.attributions.length >= 15);
        assert.deepEqual(await marked(page), expected(example, analysis));
        await showView(page, "attributions");
        assert.equal(await page.$$eval(".entry", (entries) => entries.length), analysis.attributions.length);
        assert.match(await page.title(), /^Mayor: Harbour bridge will stay shut until spring/);
        assert.equal(await page.$$eval("h1", (headings) => headings.filter((h1) => h1.checkVisibility()).length), 1);
        // Nothing of the text is lost and nothing added.
        const words = (text) => text.split(/\s+/).filter(Boolean);
        assert.deepEqual(words(await page.$eval("#article-view", (element) => [...element.querySelectorAll("h1, p")].map((p) => p.textContent).join(" "))), words(example));
      });

      test("every part is told by a line and a letter as well as by its colour", async () => {
        await openExample(page);
        const looks = await page.evaluate(() =>
          Object.fromEntries(
            ["source", "cue", "direct", "mixed", "indirect"].map((kind) => {
              const style = getComputedStyle(document.querySelector(`#article-view .part.${kind}`));
              const labelled = document.querySelector(`#article-view .part.${kind}[data-label]`);
              const drawn = getComputedStyle(labelled, "::before").content !== "none";
              return [kind, { line: `${style.textDecorationStyle} ${style.textDecorationThickness}`, letter: drawn && labelled.dataset.label[0] }];
            }),
          ),
        );
        assert.equal(new Set(Object.values(looks).map(({ line }) => line)).size, 5, JSON.stringify(looks));
        assert.deepEqual(Object.values(looks).map(({ letter }) => letter), ["S", "C", "D", "M", "I"]);
      });

      test("a paste into the empty field is read at once", async () => {
        await paste(page, "“It is late,” Ana Petrescu said.");
        await untilView(page, "result");
        assert.deepEqual(await marked(page), [{ source: "Ana Petrescu", cue: "said", content: "“It is late,”" }]);
      });

      test("typing, then Control and Enter", async () => {
        await page.focus("#article-input");
        await page.keyboard.type("The mayor said that the bridge is shut.");
        await page.keyboard.down("Control");
        await page.keyboard.press("Enter");
        await page.keyboard.up("Control");
        await untilView(page, "result");
        assert.equal((await marked(page))[0].source, "The mayor");
      });

      test("nothing typed: says what to do", async () => {
        await page.click("#analyze");
        assert.match(await errorText(), /nothing to read/i);
        assert.equal(await focused(), "article-input");
      });

      test("a dropped file", async () => {
        await drop(page, "story.txt", short);
        await untilView(page, "result");
        assert.equal((await marked(page))[0].source, "The mayor");
      });

      for (const [file, contents, title] of [
        ["story.txt", "Bridge shut\n\nThe mayor said that the bridge is shut.\n", null],
        ["story.md", "# Bridge shut\n\nThe **mayor** said that the bridge is *shut*.\n", "Bridge shut"],
        [
          "story.html",
          "<!doctype html><title>Bridge shut</title><nav><a href='/'>Home</a></nav><article><h1>Bridge shut</h1>" +
            "<p>The mayor said that the bridge is shut. It opened in 1964 and carries about thirty thousand vehicles on a working day.</p>" +
            "<p>Ferries now cross the harbour every fifteen minutes, which is more often than ever before in the town.</p></article>",
          "Bridge shut",
        ],
      ]) {
        test(`opening ${file}`, async () => {
          const path = join(browser.downloads, file);
          writeFileSync(path, contents);
          await (await page.$("#file-input")).uploadFile(path);
          await untilView(page, "result");
          assert.equal((await marked(page))[0].source.toLowerCase(), "the mayor");
          assert.equal(await page.$eval("#headline", (h1) => h1.textContent.trim()), "Bridge shut");
          if (title) assert.equal(await page.evaluate(() => shown.analysis.document.title), title);
          assert.deepEqual(await page.evaluate(() => shown.analysis), native(path));
        });
      }

      for (const [file, contents, says] of [
        ["noise.txt", "\u0000\u0001\u0002", /does not hold text/],
        ["empty.txt", " \n", /is empty/],
        ["huge.txt", "a".repeat(5_000_001), /larger than 5 MB/],
      ]) {
        test(`${file} cannot be read, and the page says why`, async () => {
          await drop(page, file, contents);
          await until(page, () => !document.querySelector("#error").hidden);
          assert.match(await errorText(), says);
          assert.match(await errorText(), new RegExp(file));
        });
      }

      test("the example cancelled: the text stays, and the next article works", async () => {
        await page.evaluate(() => (document.querySelector("#article-input").value = "FORCED WAIT"));
        await page.click("#analyze");
        await untilView(page, "working");
        await until(page, () => /^Reading/.test(document.querySelector("#working-title").textContent));
        await page.click("#cancel");
        await untilView(page, "start");
        assert.equal(await page.$eval("#article-input", (input) => input.value), "FORCED WAIT");
        await openExample(page);
        assert((await marked(page)).length >= 15);
      });

      test("after a trap the page names the document, keeps the text and works again", async () => {
        await drop(page, "fatal.txt", "FORCED TRAP");
        await until(page, () => !document.querySelector("#error").hidden);
        assert.match(await errorText(), /fatal\.txt/);
        assert.match(await errorText(), /started again/);
        await openExample(page);
        assert((await marked(page)).length >= 15);
      });

      test("from the article to the list with the pointer, and back", async () => {
        await openExample(page);
        await page.click("#article-view .part.source");
        const first = await selected();
        assert.deepEqual(first, { entries: [0], marks: [0] });
        const inView = (selector) =>
          until(page, (selector) => {
            const box = document.querySelector(selector).getBoundingClientRect();
            return box.top >= 0 && box.bottom <= innerHeight;
          }, {}, selector);
        await inView(".entry[aria-current]");
        const last = await page.evaluate(() => shown.analysis.attributions.length - 1);
        await page.evaluate(() => document.querySelector(".list li:last-child .entry").scrollIntoView());
        await page.click(".list li:last-child .entry");
        assert.deepEqual(await selected(), { entries: [last], marks: [last] });
        await inView(`#${await page.evaluate(() => textAnchorId(shown.analysis.attributions.at(-1).id))}`);
        await page.keyboard.press("Escape");
        assert.deepEqual(await selected(), { entries: [], marks: [] });
      });

      test("a second click chooses the attribution around the first", async () => {
        await paste(page, short);
        await untilView(page, "result");
        await page.evaluate((text) => {
          const attribution = (id, source, cue, content) => ({
            id, source: [source], cue: [cue], content: [content], quotation: "indirect", polarity: "affirmed", act: "statement",
            relayedBy: null, sourceId: null, about: [], confidence: 0.5,
          });
          const span = (words) => [text.indexOf(words), text.indexOf(words) + words.length];
          showResult({ name: "nested", format: "text", text }, {
            ...shown.analysis, sentences: [], sources: [], statements: [], entities: [], times: [], integrity: [], findings: [],
            attributions: [
              attribution("a1", span("Kyodo"), span("said"), span("officials denied that a deal is near")),
              attribution("a2", span("officials"), span("denied"), span("that a deal is near, it")),
            ],
          });
        }, "Kyodo said officials denied that a deal is near, it added.");
        // The two contents cross: each is drawn whole all the same.
        assert.deepEqual(await marked(page), [
          { source: "Kyodo", cue: "said", content: "officials denied that a deal is near" },
          { source: "officials", cue: "denied", content: "that a deal is near, it" },
        ]);
        await page.click("#article-view .cue[data-key=a2]");
        assert.deepEqual(await selected(), { entries: [1], marks: [1] });
        await page.click("#article-view .cue[data-key=a2]");
        assert.deepEqual(await selected(), { entries: [0], marks: [0] });
      });

      test("the keyboard alone: along the article, to the list and back", async () => {
        await openExample(page);
        assert.equal(await focused(), "article-view");
        await page.keyboard.press("j");
        await page.keyboard.press("j");
        await page.keyboard.press("k");
        assert.deepEqual(await selected(), { entries: [0], marks: [0] });
        await page.evaluate(() => document.querySelector("#article-view").focus());
        // The margin is the first stop, the attributions are the second.
        await page.keyboard.press("Tab");
        await page.keyboard.press("Tab");
        assert.equal(await focused(), "text-a1");
        await page.keyboard.press("ArrowDown");
        assert.equal(await focused(), "text-a2");
        await page.keyboard.press("Enter");
        assert.equal(await focused(), "item-a2");
        await page.keyboard.press("End");
        const last = await page.evaluate(() => shown.analysis.attributions.length);
        assert.equal(await focused(), `item-a${last}`);
        await page.keyboard.press("ArrowUp");
        await page.keyboard.press("Enter");
        assert.equal(await focused(), `text-a${last - 1}`);
        assert.deepEqual(await selected(), { entries: [last - 2], marks: [last - 2] });
        await page.keyboard.press("Escape");
        assert.deepEqual(await selected(), { entries: [], marks: [] });
      });

      test("Back leads to the start view, Forward to the result", async () => {
        await openExample(page);
        const title = await page.title();
        await page.evaluate(() => history.back());
        await untilView(page, "start");
        await page.evaluate(() => history.forward());
        await untilView(page, "result");
        assert.equal(await page.title(), title);
      });

      test("an article dropped while another is read takes its place", async () => {
        await drop(page, "endless.txt", "FORCED WAIT");
        await untilView(page, "working");
        await drop(page, "story.txt", short);
        await untilView(page, "result");
        assert.equal((await marked(page))[0].source, "The mayor");
      });

      test("a selection of text that is dropped on the result changes nothing", async () => {
        await openExample(page);
        const before = await marked(page);
        await page.evaluate(() => {
          const dataTransfer = new DataTransfer();
          dataTransfer.setData("text/plain", "The mayor said so.");
          document.querySelector("#article-text").dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true }));
        });
        assert.equal(await page.evaluate(() => document.body.dataset.view), "result");
        assert.deepEqual(await marked(page), before);
      });

      test("filters hide in the list and unmark in the article", async () => {
        await openExample(page);
        const direct = await page.evaluate(() => shown.analysis.attributions.filter(({ quotation }) => quotation === "direct").length);
        const all = await page.evaluate(() => shown.analysis.attributions.length);
        await showView(page, "attributions");
        const visible = () => page.$$eval(".entry", (entries) => entries.length);
        await page.click('[data-filter="direct"]');
        assert.equal(await visible(), all - direct);
        assert(await page.$$eval("#article-view .part.content.direct", (parts) => parts.every((part) => getComputedStyle(part).textDecorationLine === "none")));
        await page.click('[data-filter="mixed"]');
        await page.click('[data-filter="indirect"]');
        assert.equal(await visible(), 0);
        assert.match(await page.$eval("#view-attributions", (element) => element.innerText), /filter/);
        await page.click('[data-filter="direct"]');
        assert.equal(await visible(), direct);
      });

      test("what is exported is the command line's", async () => {
        await openExample(page);
        const exported = (format, ending) => exportAs(page, browser.downloads, format, `Mayor-Harbour-bridge-will-stay-shut-until-spring.${ending}`);
        const formats = [
          ["json", "onrecord.json"], ["html", "report.html"], ["csv", "attributions.csv"], ["csv-sources", "sources.csv"],
          ["csv-entities", "entities.csv"], ["csv-mentions", "mentions.csv"], ["csv-times", "times.csv"], ["csv-findings", "findings.csv"],
          ["web-annotation", "annotations.jsonld"], ["brat", "ann"], ["geojson", "places.geojson"], ["graphml", "graphml"],
        ];
        for (const [format, ending] of formats) {
          assert.equal(await exported(format, ending), commandLine(fromRoot("www/example.txt"), format), format);
        }
        assert.equal(await exported("text", "txt"), readFileSync(fromRoot("www/example.txt"), "utf8"));
        assert.deepEqual(
          (await page.$$eval("[data-export]", (buttons) => buttons.map((button) => button.dataset.export))).sort(),
          [...formats.map(([format]) => format), "text"].sort(),
        );
      });

      test("JSON on the clipboard is the command line's", async () => {
        await openExample(page);
        await page.evaluate(() => {
          const write = async ([item]) => (globalThis.copied = await (await item.getType("text/plain")).text());
          Object.defineProperty(navigator, "clipboard", { value: { write }, configurable: true });
        });
        await page.click("#copy-json");
        await until(page, () => globalThis.copied);
        assert.equal(await page.evaluate(() => globalThis.copied), commandLine(fromRoot("www/example.txt"), "json"));
        await until(page, () => document.querySelector("#copy-json").textContent === "JSON copied");
      });

      test("a file that cannot be written is told, and closing the menu gives up", async () => {
        await openExample(page);
        const write = (told) => page.evaluate((told) => {
          globalThis.writeFormat = (_to, _articles, { signal }) => new Promise((_, reject) => {
            if (told) reject(new Error(told));
            signal.addEventListener("abort", () => reject(signal.reason));
          });
        }, told);
        await page.click("#export");
        await write("no thread");
        await page.click('[data-export="html"]');
        assert.match(await page.$eval("#export-note", (note) => note.textContent), /could not be written \(no thread\)/);
        await write("");
        await page.click('[data-export="html"]');
        assert.match(await page.$eval("#export-note", (note) => note.textContent), /^Writing .*\.report\.html/);
        await page.keyboard.press("Escape");
        await until(page, () => document.querySelector("#announcer").textContent === "Cancelled");
      });

      test("emoji, combining marks and lone surrogates keep their places", async () => {
        const text = "🚒🚒 Zoe\u0301 Okafor said \ud83d that “the 🏪 is \udc00 open.”";
        // Not through the clipboard, which carries no lone surrogates.
        await page.evaluate((text) => (document.querySelector("#article-input").value = text), text);
        await page.click("#analyze");
        await untilView(page, "result");
        const analysis = await page.evaluate(() => shown.analysis);
        assert(analysis.attributions.length > 0);
        assert.deepEqual(await marked(page), expected(text.toWellFormed(), analysis));
        assert.equal((await marked(page))[0].cue, "said");
      });

      test("a text without attributions says so", async () => {
        await paste(page, "The bridge opened in 1964.");
        await untilView(page, "result");
        assert.match(await page.$eval("#view-summary", (element) => element.innerText), /No source/);
        await showView(page, "attributions");
        assert.match(await page.$eval("#view-attributions", (element) => element.innerText), /No attribution/);
      });

      test("a phone: no sideways scrolling, the list as a sheet, targets large enough", async () => {
        await resize(page, { width: 390, height: 844 });
        try {
          const fits = async (view) => {
            const width = await page.evaluate(() => document.documentElement.scrollWidth);
            assert(width <= 390, `${view} is ${width} wide`);
            // The margin is a picture whose every place stands in a list as well.
            const small = await page.$$eval("button:not(.support), textarea, select, .view a", (elements) =>
              elements
                .filter((element) => element.checkVisibility())
                .map((element) => ({ id: element.id || element.className, box: element.getBoundingClientRect() }))
                .filter(({ box }) => box.width < 24 || box.height < 24)
                .map(({ id }) => id),
            );
            assert.deepEqual(small, [], view);
          };
          await fits("start");
          await openExample(page);
          await fits("result");
          await page.click("#sheet-toggle");
          const views = await page.$$eval('[role="tab"]:not([hidden])', (tabs) => tabs.map((tab) => tab.id.replace("tab-", "")));
          for (const view of [...views.filter((view) => view !== "attributions"), "attributions"]) {
            await showView(page, view);
            await fits(view);
          }
          await page.click(".list li:nth-child(3) .entry");
          assert.deepEqual(await selected(), { entries: [2], marks: [2] });
          assert.equal(await page.$eval("#sheet-toggle", (button) => button.getAttribute("aria-expanded")), "false");
        } finally {
          await resize(page, { width: 1280, height: 800 });
        }
      });
    });
  }
}
