// The page for readers who see, hear or steer it in another way: axe-core finds nothing in any view, light or dark, and the
// reader's wishes for colours, contrast and motion are kept.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { analysis, text } from "../fixtures/page/story.mjs";
import { BROWSERS, dropAll, fromRoot, launch, resize, serve, showAnalysis, until, untilReady } from "./support.mjs";

const axe = readFileSync(fromRoot("node_modules/axe-core/axe.min.js"), "utf8");

/** Every look at an article: each view, without and with a selection. */
const LOOKS = [
  "summary", "summary?at=u1", "sources", "sources?sort=-words&at=s3", "attributions", "attributions?at=a9", "attributions?least=high",
  "findings?at=f1", "findings?at=d1", "entities", "entities?at=e1", "map", "map?at=e4", "network", "network?at=s5", "network?at=e1", "timeline?at=t1",
];

/** What axe-core finds, a line for each kind. @param {import("puppeteer-core").Page} page */
async function violations(page) {
  return page.evaluate(async () => {
    // What the bar half covers is no small target.
    window.scrollTo({ top: 0, behavior: "instant" });
    // Colours on their way from one to another are neither.
    await Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => {})));
    // Every rule, also those of WCAG 2.2 that are off by default.
    const { violations } = await axe.run(document, { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } });
    return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
  });
}

for (const name of Object.keys(BROWSERS)) {
  for (const scheme of /** @type {const} */ (["light", "dark"])) {
    describe(`${name}, ${scheme}`, () => {
      let browser, site, page;

      before(async () => {
        browser = await launch(name, scheme);
        site = await serve();
        page = await browser.newPage();
        await resize(page, { width: 1440, height: 900 });
        await page.goto(site.address);
        await untilReady(page);
        await page.evaluate(axe);
      });
      after(async () => {
        await browser?.close();
        await site?.stop();
      });

      test("the colours are those that were asked for", async () => {
        assert.equal(await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches), scheme === "dark");
      });

      test("axe-core itself would find something", async () => {
        await page.evaluate(() => document.body.append(Object.assign(document.createElement("button"), { id: "nameless" })));
        assert.match((await violations(page)).join(), /button-name/);
        await page.evaluate(() => document.querySelector("#nameless").remove());
      });

      test("the start view, its error, and what the page says about itself", async () => {
        assert.deepEqual(await violations(page), []);
        await page.click("#analyze");
        assert.deepEqual(await violations(page), [], "error");
        for (const dialog of ["help", "privacy", "keys"]) {
          await page.click(`.foot [data-dialog="${dialog}"]`);
          await until(page, () => document.querySelector("#dialog").open);
          assert.deepEqual(await violations(page), [], dialog);
          await page.click("#dialog-close");
        }
      });

      for (const size of [{ width: 1440, height: 900 }, { width: 390, height: 844 }, { width: 320, height: 640 }]) {
        test(`several documents, their details and what is saved, ${size.width} wide`, async () => {
          await resize(page, size);
          const clean = async (look) => {
            assert.deepEqual(await violations(page), [], look);
            assert(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${look} scrolls sideways`);
          };
          await dropAll(page, { "story.txt": "Bridge shut\n\nThe mayor said no.\n", "a-name-without-any-space-in-it-that-is-far-too-long-for-a-line.txt": "\0", "other.txt": "Nobody came, the chief said." });
          await until(page, () => !documents.isReading && document.body.dataset.view === "result");
          await page.click("#documents");
          await clean("documents");
          await page.click("#documents");
          await page.click("#export");
          await clean("export");
          await page.click("#export-scope label:nth-of-type(2)");
          await clean("export of all");
          await page.keyboard.press("Escape");
          await page.click("#edit-header");
          await clean("details");
          await page.keyboard.press("Escape");
          await page.click("#save");
          await until(page, () => document.querySelector("#save-note").textContent);
          await clean("saved");
          await page.click("#new-article");
          await until(page, () => !document.querySelector("#library").hidden);
          await clean("start");
          await page.click("#library-delete");
          await clean("asked");
          await page.click("#library-delete");
          await until(page, () => document.querySelector("#library").hidden);
          await page.evaluate(() => [...documents.all].forEach(closeDocument));
        });
      }

      for (const [form, size] of Object.entries({ wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } })) {
        test(`every view, ${form}`, async () => {
          await resize(page, size);
          await showAnalysis(page, text, analysis);
          if (form === "phone") await page.click("#sheet-toggle");
          for (const look of LOOKS) {
            await page.evaluate((look) => (location.hash = `#${look}`), look);
            await until(page, (look) => addressOf(shown.state) === `#${look}`, {}, look);
            if (look.startsWith("map")) await until(page, () => document.querySelector(".map .land")?.getAttribute("d"));
            assert.deepEqual(await violations(page), [], look);
          }
          await page.click("#find");
          await page.type("#search-input", "line");
          assert.deepEqual(await violations(page), [], "find");
          await page.click("#search-close");
        });

        test(`correcting, ${form}`, async () => {
          await resize(page, size);
          const mention = ([start, end]) => ({ mention: { span: [start, end], quote: text.slice(start, end) } });
          const corrections = [
            { action: "changeEntity", at: mention(analysis.entities[0].mentions[0].span), name: "Somebody", ids: ["e1"] },
            { action: "deleteEntity", at: { mention: { span: [0, 0], quote: "gone" } }, orphaned: true },
          ];
          await showAnalysis(page, text, { ...analysis, corrections, profile: { ...analysis.profile, corrected: 1 } });
          if (form === "phone") await page.evaluate(() => setSheet(true));
          for (const look of ["summary", "corrections", "corrections?at=c1", "sources?at=s3", "entities?at=e1", "attributions?at=a9"]) {
            await page.evaluate((look) => (location.hash = `#${look}`), look);
            await until(page, (look) => addressOf(shown.state) === `#${look}`, {}, look);
            await page.evaluate(() => document.querySelectorAll(".editor").forEach((editor) => (editor.open = true)));
            assert.deepEqual(await violations(page), [], look);
          }
          await page.evaluate(() => {
            setSheet(false);
            selectWords([0, 9]);
          });
          await until(page, () => !document.querySelector("#marking").hidden);
          assert.deepEqual(await violations(page), [], "marking");
          for (const mark of ["attribution", "entity"]) {
            await page.evaluate(() => selectWords([0, 9]));
            await until(page, () => !document.querySelector("#marking").hidden);
            await page.click(`#marking [data-mark="${mark}"]`);
            assert.deepEqual(await violations(page), [], mark);
            await page.click("#draft [data-cancel]");
          }
        });
      }
    });
  }
}

describe("the reader's wishes", () => {
  let browser, site, page, client;

  before(async () => {
    browser = await launch("chromium");
    site = await serve();
    page = await browser.newPage();
    await resize(page, { width: 1440, height: 900 });
    client = await page.createCDPSession();
    await page.goto(site.address);
    await untilReady(page);
    await showAnalysis(page, text, analysis);
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
  });

  const prefer = (name, value) => client.send("Emulation.setEmulatedMedia", { features: [{ name, value }] });
  const style = (selector, property) =>
    page.$eval(selector, (element, property) => getComputedStyle(element).getPropertyValue(property), property);

  test("forced colours: what is selected, places and relations can still be told apart", async () => {
    await prefer("forced-colors", "active");
    await page.evaluate(() => (location.hash = "#map?at=e4"));
    await until(page, () => document.querySelector(".pin.selected"));
    assert.notEqual(await style(".pin.selected .dot", "background-color"), await style(".pin:not(.selected) .dot", "background-color"));
    assert.notEqual(await style(".map .land", "stroke"), await style(".map .water", "fill"));
    await page.evaluate(() => (location.hash = "#network"));
    await until(page, () => document.querySelector(".network .line")?.getAttribute("d"));
    const dashes = await page.evaluate(() => ["relays", "about", "together"].map((kind) => getComputedStyle(document.querySelector(`.line.${kind}`)).strokeDasharray));
    assert.equal(new Set(dashes).size, 3, dashes.join(" | "));
    assert.notEqual(await style(".network .line", "stroke"), await style("body", "background-color"));
  });

  test("more contrast: no soft ink", async () => {
    await prefer("prefers-contrast", "more");
    assert.equal(await style(".facts", "color"), await style("body", "color"));
  });

  test("less motion: nothing moves by itself", async () => {
    await prefer("prefers-reduced-motion", "reduce");
    const moving = await page.evaluate(() =>
      [...document.querySelectorAll("*")]
        .filter((element) => {
          const { transitionDuration, animationName } = getComputedStyle(element);
          return animationName !== "none" || transitionDuration.split(", ").some((time) => time !== "0s");
        })
        .map((element) => element.className),
    );
    assert.deepEqual(moving, []);
    assert.equal(await page.evaluate(() => scrolling()), "auto");
  });
});
