// The panel's views and the marks that belong to them, on an article of our own with an analysis made by hand, so that the
// page is tested with everything it can show, whatever the engine finds.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { analysis, text } from "../fixtures/page/story.mjs";
import { BROWSERS, fromRoot, launch, openExample, resize, serve, showAnalysis, showView, startAgain, until, untilReady, untilStill, untilView, watch } from "./support.mjs";

const EMPTY = {
  ...analysis, sentences: [], attributions: [], sources: [], statements: [], entities: [], times: [], integrity: [], findings: [],
  profile: { ...analysis.profile, words: 0, attributedWords: 0, quotedWords: 0, unattributedWords: 0, longestChain: 0, firstSourceId: null, mostUsedSourceId: null, mostUsedSourceShare: 0 },
};

for (const name of Object.keys(BROWSERS)) {
  for (const form of ["hosted", "single file"]) {
    describe(`${name}, ${form}`, () => {
      let browser, site, page, trouble, address;

      before(async () => {
        browser = await launch(name);
        site = form === "hosted" ? await serve() : undefined;
        page = await browser.newPage();
        await resize(page, { width: 1440, height: 900 });
        trouble = watch(page);
        address = site?.address ?? pathToFileURL(fromRoot("dist/onrecord.html")).href;
        await page.goto(address);
        await untilReady(page);
      });
      after(async () => {
        await browser?.close();
        await site?.stop();
      });
      beforeEach(async () => {
        await startAgain(page);
        await showAnalysis(page, text, analysis);
      });
      afterEach(() => assert.deepEqual(trouble.splice(0), []));

      const hash = () => page.evaluate(() => decodeURIComponent(location.hash));
      /** Waits until the address is written: a selection does so after a while. */
      const untilHash = (wanted) => until(page, (wanted) => decodeURIComponent(location.hash) === wanted, { timeout: 5000 }, wanted);
      const view = () => page.$eval('[role="tab"][aria-selected="true"]', (tab) => tab.id.replace("tab-", ""));
      const texts = (selector) => page.$$eval(selector, (elements) => elements.map((element) => element.innerText.replace(/\s+/g, " ").trim()));
      const focused = () => page.evaluate(() => document.activeElement.id);
      const clickText = (selector, words) =>
        page.$$eval(selector, (elements, words) => elements.find((element) => element.innerText.includes(words)).click(), words);
      const names = () => texts(".source-name");
      const inView = (selector) =>
        until(page, (selector) => {
          const { top, bottom } = document.querySelector(selector).getBoundingClientRect();
          return top >= 0 && bottom <= innerHeight;
        }, { timeout: 5000 }, selector);

      test("tabs by pointer and keyboard, each with its panel and its count", async () => {
        assert.equal(await view(), "summary");
        assert.deepEqual(await texts('[role="tab"]:not([hidden])'), ["Summary", "Sources 9", "Attributions 13", "Findings 5", "Entities 6", "Map 2", "Network", "Timeline 4"]);
        await page.focus("#tab-summary");
        await page.keyboard.press("ArrowRight");
        assert.deepEqual([await view(), await focused()], ["sources", "tab-sources"]);
        await page.keyboard.press("End");
        assert.deepEqual([await view(), await focused()], ["timeline", "tab-timeline"]);
        await page.keyboard.press("ArrowRight");
        assert.equal(await view(), "summary");
        await page.keyboard.press("ArrowLeft");
        await page.keyboard.press("Home");
        assert.equal(await view(), "summary");
        await page.click("#tab-findings");
        const shownPanels = await page.$$eval('[role="tabpanel"]', (panels) => panels.filter((panel) => panel.checkVisibility()).map((panel) => [panel.id, panel.getAttribute("aria-labelledby")]));
        assert.deepEqual(shownPanels, [["view-findings", "tab-findings"]]);
        assert.equal(await page.$$eval('[role="tab"][tabindex="0"]', (tabs) => tabs.length), 1);
      });

      test("the summary says what the article rests on, and every number opens its evidence", async () => {
        const says = await page.$eval("#view-summary", (element) => element.innerText);
        for (const part of [/9 sources: 7 named and 2 not named/, /Quoted:\s+6 words, 4%/, /Not attributed:\s+72 words, 48%/, /3 hands/, /1 denied/, /Known only at second hand/, /2 damaged places/]) {
          assert.match(says, part);
        }
        for (const [words, wanted, count] of [
          ["2 not named", "#sources?type=anonymous,unnamedPerson,unnamedGroup", 2],
          ["5 named organisations", "#sources?type=namedOrganization", 5],
          ["Government", "#sources?affiliation=government", 2],
          ["3 hands", "#attributions?hands=3", 1],
          ["1 denied", "#attributions?polarity=denied", 1],
          ["6 words", "#attributions?hide=indirect", 2],
        ]) {
          await page.evaluate(() => go({ view: "summary", filter: {} }));
          await clickText("#view-summary a", words);
          await untilHash(wanted);
          assert.equal(await page.$$eval(".panel-body .item-head", (heads) => heads.length), count, words);
        }
        assert.match(await page.$eval("#filter-text", (element) => element.innerText), /Direct, Mixed/);
        await page.click("#filter-clear");
        assert.equal(await page.$$eval(".entry", (entries) => entries.length), 13);
      });

      test("the ledger can be sorted by every column", async () => {
        await showView(page, "sources");
        const order = (by) => analysis.sources.toSorted(by).map(({ name }) => name);
        assert.deepEqual(await names(), order(() => 0));
        for (const [key, by] of [
          ["name", (a, b) => a.name.localeCompare(b.name, "en")],
          ["words", (a, b) => b.words - a.words],
          ["quoted", (a, b) => b.quotedWords - a.quotedWords],
        ]) {
          await page.click(`.sort[data-sort="${key}"]`);
          assert.deepEqual(await names(), order(by), key);
          assert.equal(await page.$$eval("th[aria-sort]", (heads) => heads.length), 1);
        }
        await page.click('.sort[data-sort="quoted"]');
        assert.deepEqual(await names(), order((a, b) => a.quotedWords - b.quotedWords));
        assert.equal(await page.$eval("th[aria-sort]", (head) => head.getAttribute("aria-sort")), "ascending");
        await page.click('.sort[data-sort="type"]');
        assert.equal((await names())[0], "Inga Dahl");
        await page.click('.sort[data-sort="affiliation"]');
        assert.equal((await names())[0], "the transport ministry");
        assert.equal(await hash(), "#sources?sort=affiliation");
      });

      test("the ledger says why a source has no name, and shows the words that say so", async () => {
        await showView(page, "sources");
        assert.deepEqual(await texts(".reason"), ["Not named: “because the matter is before the court”", "Not named"]);
        await page.click(".reason button");
        const painted = await page.evaluate(() => [...CSS.highlights.get("place")].map(String));
        assert.deepEqual(painted, ["because the matter is before the court"]);
        // What it says in numbers opens what it says in words.
        await page.click('[data-key="s4"] .cell-words a');
        await untilHash("#attributions?source=s4");
        assert.deepEqual(await page.$$eval(".entry", (entries) => entries.map(({ dataset }) => dataset.key)), ["a6", "a7"]);
      });

      test("a source unfolds to its chain and what it says, and folds again", async () => {
        await showView(page, "sources");
        await page.click("#item-s8");
        assert.equal(await page.$eval("#item-s8", (head) => head.getAttribute("aria-expanded")), "true");
        assert.deepEqual(await texts(".path .stop-name"), ["Fjord Post", "State television", "the transport ministry", "the police"]);
        assert.match(await page.$eval(".path", (path) => path.getAttribute("aria-label")), /3 hands/);
        assert.deepEqual(await page.$$eval(".said-entry", (entries) => entries.map(({ dataset }) => dataset.key)), ["a12"]);
        assert.deepEqual(await page.$$eval("#article-view .part.source.relay", (parts) => parts.map((part) => part.textContent)), ["State television", "the transport ministry"]);
        await untilStill(page);
        await page.click("#item-s8");
        assert.equal(await page.$eval("#item-s8", (head) => head.getAttribute("aria-expanded")), "false");
        assert.equal(await page.$$eval(".path", (paths) => paths.length), 0);
        // In the ledger, the text leads to the source.
        await page.click('#article-view .cue[data-key="a7"]');
        assert.deepEqual([await view(), await page.$eval('[aria-expanded="true"]', (head) => head.id)], ["sources", "item-s4"]);
        assert.equal(await page.$eval(".said-entry[aria-current]", (entry) => entry.dataset.key), "a7");
      });

      test("a citation of one attribution is copied, with where it stands", async () => {
        await page.evaluate(() => {
          const clipboard = { writeText: async (text) => void (globalThis.copied = text) };
          Object.defineProperty(navigator, "clipboard", { value: clipboard, configurable: true });
        });
        await page.click('#article-view .cue[data-key="a3"]');
        await page.click("[data-cite]");
        await until(page, () => document.querySelector("[data-cite]").textContent === STRINGS.cited);
        const copied = await page.evaluate(() => globalThis.copied);
        assert.match(copied, /^internal papers, through Kystavisen \(“.+”\): “.+”\. “.+”, .*Fjord Post, .*characters \d+–\d+\.$/);
        // The places count characters: the fixture's text holds some that are two units of UTF-16.
        const [, content, start, end] = /: “(.+)”\. .* (\d+)–(\d+)\.$/.exec(copied);
        assert.equal([...text].slice(start, end).join(""), content);
      });

      test("a selected attribution shows the way of its claim; its stops lead on", async () => {
        await page.click('#article-view .cue[data-key="a3"]');
        assert.equal(await view(), "attributions");
        assert.deepEqual(await texts(".path .stop-name"), ["Fjord Post", "Kystavisen", "internal papers"]);
        assert.deepEqual(await page.$$eval("#article-view .part.source.relay", (parts) => parts.map((part) => part.textContent)), ["the daily Kystavisen"]);
        await clickText(".path button", "Kystavisen");
        await untilHash("#attributions?at=a2");
        assert.deepEqual(await texts(".path .stop-name"), ["Fjord Post", "Kystavisen"]);
        await clickText(".detail-findings a", "Known only at second hand");
        await untilHash("#findings?at=f1");
      });

      test("findings: message, standard, evidence that leads to the text, sources", async () => {
        await showView(page, "findings");
        const first = await page.$eval(".finding", (element) => element.innerText);
        for (const part of ["Known only at second hand", "known only through Kystavisen", "AP:", "the daily Kystavisen"]) assert(first.includes(part), part);
        await clickText(".evidence-button", "internal papers");
        await untilHash("#findings?at=f1.2");
        assert.deepEqual(await page.$$eval("#article-view .evidence.selected", (marks) => marks.map((mark) => mark.textContent)), ["the daily Kystavisen", "internal papers"]);
        await inView('#article-view [data-key="f1"][data-at="2"]');
        assert.equal(await page.$eval("#text-f3", (mark) => mark.dataset.label), "F3");
        await page.keyboard.press("Escape");
        assert.equal(await page.$$eval(".evidence.selected", (marks) => marks.length), 0);
        await page.$eval(".finding .chips a", (link) => link.click());
        await untilHash("#sources?at=s2");
      });

      test("damage is marked by a wavy line and a label, and listed", async () => {
        const marks = await page.$$eval("#article-view .damage", (marks) =>
          marks.map((mark) => ({ text: mark.textContent, line: getComputedStyle(mark).textDecorationStyle, label: mark.dataset.label, says: mark.getAttribute("aria-label") })));
        assert.deepEqual(marks.map(({ text, line, label }) => [text, line, label]), [["wait. for", "wavy", "!1"], ["the the", "wavy", "!2"]]);
        assert.match(marks[0].says, /Damage 1: wait\. for; Stray full stop/);
        await page.click("#article-view .damage[data-key=d2]");
        assert.equal(await view(), "findings");
        assert.equal(await page.$eval("[aria-current]", (head) => head.id), "item-d2");
        await inView("#item-d2");
      });

      test("the margin tells attributed, carried on and unattributed apart, by form and in words", async () => {
        const bars = await page.$$eval("#article-text button.support", (buttons) => buttons.map((button) => [button.className.replace(/.*support-/, ""), button.getAttribute("aria-label")]));
        assert.deepEqual(bars.slice(0, 3), [
          ["explicit", "Attributed: internal papers"],
          ["explicit", "Attributed: internal papers"],
          ["implicit", "Carried on: a person with knowledge of the inquiry"],
        ]);
        assert.deepEqual(bars.slice(-3).map(([kind]) => kind), ["none", "none", "none"]);
        assert(bars.some(([kind, says]) => kind === "disclosure" && says === "No comment: Norrline"));
        const forms = await page.evaluate(() =>
          ["explicit", "implicit", "none"].map((kind) => {
            const { backgroundImage, borderTopStyle } = getComputedStyle(document.querySelector(`#article-text .support-${kind}`), "::before");
            return `${backgroundImage !== "none"} ${borderTopStyle}`;
          }));
        assert.equal(new Set(forms).size, 3, forms.join());
        // One tab stop; arrows move along.
        assert.equal(await page.$$eval('button.support[tabindex="0"]', (buttons) => buttons.length), 1);
        await page.focus("button.support");
        await page.keyboard.press("ArrowDown");
        await page.keyboard.press("Enter");
        assert.equal(await view(), "sources");
        await page.$$eval("button.support-none", (buttons) => buttons.at(-1).click());
        await untilHash("#summary?at=u1");
        assert.equal(await page.$$eval(".passage.selected", (passages) => passages.length), 1);
        assert(await page.$eval(".passage-list", (details) => details.open));
        await page.click("#fade");
        const colours = await page.evaluate(() => ["#article-text", ".passage"].map((selector) => getComputedStyle(document.querySelector(selector)).color));
        assert.notEqual(colours[0], colours[1]);
        assert.equal(await page.$eval("#fade", (button) => button.getAttribute("aria-pressed")), "true");
      });

      test("entities: their places in order, by the buttons and by the list", async () => {
        await showView(page, "entities");
        await page.click("#item-e1");
        const place = () => page.evaluate(() => [...CSS.highlights.get("place")].map(String).join());
        assert.equal(await page.$$eval(".said-entry[data-at]", (entries) => entries.length), 4);
        await page.click("#next");
        await page.click("#next");
        assert.equal(await place(), "it");
        await untilHash("#entities?at=e1.3");
        await page.click("#previous");
        assert.equal(await place(), "Norrline");
        await clickText(".said-entry[data-at]", "could lose its licence");
        assert.equal(await place(), "the line");
        assert.equal(await page.evaluate(() => CSS.highlights.get("places").size), 4);
      });

      test("entities: who says what about them, by source", async () => {
        await showView(page, "entities");
        await page.click("#item-e1");
        const groups = await page.$$eval(".said-about > li", (items) =>
          items.map((item) => [item.querySelector(".speaker").innerText.replace(/\s+/g, " ").trim(), [...item.querySelectorAll(".said-entry")].map(({ dataset }) => dataset.key)]));
        assert.deepEqual(groups, [
          ["Kystavisen 1 attribution", ["a2"]], ["internal papers 1 attribution", ["a3"]], ["Norrline 1 attribution", ["a8"]], ["Two officials 1 attribution", ["a13"]],
        ]);
        await clickText(".said-about a", "Two officials");
        await untilHash("#sources?at=s9");
        await page.evaluate(() => select("e6"));
        assert.match(await page.$eval(".unfolded", (detail) => detail.innerText), /Nobody is said/);
        assert.match(await page.$eval(".unfolded", (detail) => detail.innerText), /Confidence: (high|good|fair|low), \d+%/);
        // And the other way: what an attribution mentions.
        await page.evaluate(() => select("a2"));
        await clickText(".unfolded .chips a", "Selma");
        await untilHash("#entities?at=e2");
        // What is said about an entity, alone.
        await page.evaluate(() => select("e1"));
        await clickText(".unfolded a", "Show only what is said about it");
        await untilHash("#attributions?about=e1");
        assert.deepEqual(await page.$$eval(".entry", (entries) => entries.map(({ dataset }) => dataset.key)), ["a2", "a3", "a8", "a13"]);
        assert.match(await page.$eval("#filter-text", (text) => text.textContent), /^Only: about \S/);
        await showView(page, "sources");
        assert.equal(await page.$$eval("tr[data-key]", (rows) => rows.filter((row) => !row.hidden).length), 4);
      });

      test("entities: a click on a mention in the text selects it", async () => {
        await showView(page, "entities");
        const box = await page.evaluate(() => {
          const [start, end] = shown.analysis.entities[4].mentions[0].span;
          const range = rangeOf(shown.pieces, [start, end]);
          range.startContainer.parentElement.scrollIntoView({ block: "center" });
          const { left, right, top, bottom } = range.getBoundingClientRect();
          return { x: (left + right) / 2, y: (top + bottom) / 2 };
        });
        await page.mouse.click(box.x, box.y);
        await untilHash("#entities?at=e5.1");
        await page.click("#tab-map");
        await page.mouse.click(box.x, box.y);
        await untilHash("#map?at=e5.1");
        assert.equal(await page.$eval(".pin.selected", (pin) => pin.getAttribute("aria-label")), "Lerwick: 1 mention");
      });

      test("the map: outlines, a pin for each place, the rest in a list", async () => {
        await showView(page, "map");
        await until(page, () => document.querySelector(".map .land").getAttribute("d"));
        assert((await page.$eval(".map .land", (path) => path.getAttribute("d"))).length > 500);
        assert.deepEqual(await page.$$eval(".pin", (pins) => pins.map((pin) => pin.getAttribute("aria-label")).sort()), ["Bergen: 1 mention", "Lerwick: 1 mention"]);
        assert.deepEqual(await texts(".data tbody tr:not([hidden])"), ["Bergen Norway · 60.39° N, 5.33° E 1 12", "Lerwick United Kingdom · 60.15° N, 1.14° W 1 12"]);
        assert.deepEqual(await texts("#view-map .list .entity-name"), ["Port Ellen"]);
        // Both ways: the pin leads to the text and the table, the table to the pin.
        await page.$$eval(".pin", (pins) => pins.find((pin) => pin.dataset.key === "e4").click());
        await untilHash("#map?at=e4");
        assert.equal(await page.evaluate(() => [...CSS.highlights.get("place")].map(String).join()), "Bergen");
        assert.equal(await page.$eval("[aria-expanded=true]", (head) => head.id), "item-e4");
        await page.click("#item-e5");
        assert.equal(await page.$eval(".pin.selected", (pin) => pin.dataset.key), "e5");
        await page.click("#item-e6");
        assert.equal(await page.evaluate(() => [...CSS.highlights.get("place")].map(String).join()), "Port Ellen");
      });

      test("the map by keyboard: move, zoom, fit", async () => {
        await showView(page, "map");
        await until(page, () => document.querySelector(".map .land").getAttribute("d"));
        const places = () => page.$$eval(".pin", (pins) => Object.fromEntries(pins.map((pin) => [pin.dataset.key, [parseFloat(pin.style.left), parseFloat(pin.style.top)]])));
        const fitted = await places();
        const apart = (places) => places.e4[0] - places.e5[0];
        // Bergen lies to the east of Lerwick, and a little to the north.
        assert(apart(fitted) > 40 && fitted.e4[1] < fitted.e5[1] + 5, JSON.stringify(fitted));
        await page.focus(".map");
        await page.keyboard.press("ArrowRight");
        assert((await places()).e4[0] < fitted.e4[0] - 30);
        await page.keyboard.press("0");
        assert.deepEqual(await places(), fitted);
        await page.keyboard.press("-");
        assert(apart(await places()) < apart(fitted));
        await page.keyboard.press("w");
        // So close together that they are one pin, which tells of both and goes from one to the other.
        assert.deepEqual(await page.$$eval(".pin", (pins) => pins.map((pin) => pin.getAttribute("aria-label"))), ["Bergen, Lerwick: 2 mentions"]);
        for (const key of ["e4", "e5", "e4"]) {
          await page.$eval(".pin", (pin) => pin.click());
          assert.equal(await page.$eval("[aria-expanded=true]", (head) => head.id), `item-${key}`);
        }
        await page.$$eval(".map-controls button", (buttons) => buttons.find((button) => button.innerText === "Fit").click());
        assert.deepEqual(await places(), fitted);
      });

      test("the network: nodes, lines and a table of the same relations", async () => {
        await showView(page, "network");
        await until(page, () => [...document.querySelectorAll(".network .line")].every((line) => line.getAttribute("d")));
        const relations = await page.evaluate(() => shown.story.relations.map(({ kind, from, to }) => `${from} ${kind} ${to}`));
        for (const relation of ["s2 relays s1", "s3 relays s1", "s6 relays s7", "s7 relays s8", "s2 about e1", "s1 about e2", "s5 about e1", "s9 about e1", "e1 together e2", "e4 together e5"]) {
          assert(relations.includes(relation), `${relation} is not in ${relations.join(", ")}`);
        }
        assert.equal(await page.$$eval(".network .line", (lines) => lines.length), relations.length);
        assert.equal(await page.$$eval(".relations tbody tr", (rows) => rows.length), relations.length);
        assert.equal((await texts(".relations tbody tr"))[0], "Kystavisen passes on internal papers attributions #3");
        // The same article gives the same drawing.
        const drawing = () => page.$$eval(".network .line", (lines) => lines.map((line) => line.getAttribute("d")));
        const first = await drawing();
        await showView(page, "summary");
        await showView(page, "network");
        await until(page, () => document.querySelector(".network .line").getAttribute("d"));
        assert.deepEqual(await drawing(), first);

        await page.click(".speakers #item-s2");
        await untilHash("#network?at=s2");
        assert.deepEqual(await texts(".relations tbody tr"), ["Kystavisen passes on internal papers attributions #3", "Kystavisen speaks of Norrline attributions #2", "Kystavisen speaks of Selma attributions #2"]);
        // Where the pointer is, another node would light up.
        await page.mouse.move(1, 1);
        assert.equal(await page.$$eval(".line.lit", (lines) => lines.length), 3);
        assert((await page.$$eval("#article-view .part.related", (parts) => parts.length)) > 0);
        await page.keyboard.press("ArrowDown");
        assert.equal(await focused(), "item-s3");
        await clickText(".relations .evidence-list a", "#5");
        await untilHash("#attributions?at=a5");
      });

      test("the network: kinds of relations can be switched off, and a node's two ends are one", async () => {
        await showView(page, "network");
        const kinds = () => page.$$eval(".network .line", (lines) => [...new Set(lines.map((line) => line.classList[1]))]);
        assert.deepEqual(await kinds(), ["relays", "about", "together"]);
        await page.click('[data-relation="together"]');
        assert.deepEqual(await kinds(), ["relays", "about"]);
        assert.equal(await page.$eval('[data-relation="together"]', (button) => button.getAttribute("aria-pressed")), "false");
        // Norrline speaks and is spoken of.
        await page.click("#item-e1");
        assert.equal(await page.$eval("#item-s5", (node) => node.classList.contains("near")), true);
        await page.click('[data-relation="together"]');
        assert.deepEqual(await kinds(), ["relays", "about", "together"]);
      });

      test("a sentence relates those it names, a list of many does not", async () => {
        const together = (n) =>
          page.evaluate((n) => {
            const entities = Array.from({ length: n }, (_, i) => ({ id: `e${i + 1}`, mentions: [{ span: [i * 2, i * 2 + 1] }, { span: [i * 2, i * 2 + 1] }] }));
            const analysis = { attributions: [], entities, sentences: [[0, 2 * n], [2 * n, 3 * n]] };
            return relationsOf({ analysis, hands: new Map(), about: new Map() }).map(({ kind, from, to, sentences }) => `${from} ${kind} ${to} ${sentences}`);
          }, n);
        assert.deepEqual(await together(3), ["e1 together e2 0", "e1 together e3 0", "e2 together e3 0"]);
        assert.equal((await together(12)).length, 66);
        assert.deepEqual(await together(13), []);
      });

      test("fifty nodes at most are drawn, the rest stand in the table", async () => {
        await startAgain(page);
        const many = Array.from({ length: 80 }, (_, i) => `Person${i}`);
        const long = many.map((name) => `Kyodo said ${name} left.`).join(" ");
        const span = (words, from = 0) => [long.indexOf(words, from), long.indexOf(words, from) + words.length];
        await showAnalysis(page, long, {
          ...EMPTY,
          sentences: many.map((name) => span(`Kyodo said ${name} left.`)),
          sources: [{ ...analysis.sources[1], attributionIds: many.map((_, i) => `a${i + 1}`) }],
          attributions: many.map((name, i) => ({ ...analysis.attributions[1], id: `a${i + 1}`, source: [span("Kyodo", long.indexOf(`Kyodo said ${name} `))], cue: [], content: [span(`${name} left`)], about: [{ entityId: `e${i + 1}`, mentions: 1 }] })),
          entities: many.map((name, i) => ({ ...analysis.entities[2], id: `e${i + 1}`, name, mentions: [{ span: span(`${name} `).map((at, i) => at - i), kind: "name" }] })),
        });
        await showView(page, "network");
        assert.equal(await page.$$eval(".node", (nodes) => nodes.length), 50);
        assert.match(await page.$eval("#view-network", (view) => view.innerText), /31 more/);
        assert.equal(await page.$$eval(".relations tbody tr", (rows) => rows.length), 80);
        const overlaps = await page.$$eval(".subjects .node", (nodes) => {
          const boxes = nodes.map((node) => node.getBoundingClientRect());
          return boxes.filter((box, i) => i > 0 && box.top < boxes[i - 1].bottom).length;
        });
        assert.equal(overlaps, 0);
      });

      test("an attribution says why it is one, in words", async () => {
        await page.evaluate(() => select("a9"));
        const why = () => page.$eval(".why", (list) => list.innerText.replace(/\s+/g, " "));
        for (const part of ["did not respond to, words for saying", "Its chairman, Per Aune, which is Norrline", "none of it stands in quotation marks", "no answer came", "high: of a hundred"]) {
          assert((await why()).includes(part), `${part} in ${await why()}`);
        }
        await page.evaluate(() => select("a12"));
        assert.match(await why(), /low: of a hundred .* about 44/);
      });

      test("attributions can be filtered by confidence", async () => {
        await showView(page, "attributions");
        assert.deepEqual(await page.$$eval("#least-confidence option", (options) => options.map((option) => option.text)), ["any (13)", "fair or better (12)", "good or better (11)", "high (11)"]);
        await page.select("#least-confidence", "good");
        await untilHash("#attributions?least=good");
        assert.equal(await page.$$eval(".entry", (entries) => entries.length), 11);
        assert.match(await page.$eval("#filter-text", (element) => element.innerText), /confidence good or better/);
        assert(await page.$$eval('#article-view [data-key="a12"]', (parts) => parts.every((part) => part.classList.contains("off"))));
        assert.equal(await focused(), "least-confidence");
        await page.click("#filter-clear");
        assert.equal(await page.$$eval(".entry", (entries) => entries.length), 13);
      });

      test("find: every place is painted, next and previous go round", async () => {
        const painted = (name) => page.evaluate((name) => [...CSS.highlights.get(name)].map(String), name);
        await page.evaluate(() => ui.article.focus());
        await page.keyboard.press("/");
        assert.equal(await focused(), "search-input");
        await page.keyboard.type("THE papers");
        assert.deepEqual(await painted("found"), ["The papers"]);
        await page.$eval("#search-input", (input) => input.select());
        await page.keyboard.type("norrline");
        assert.equal(await page.$eval("#search-count", (element) => element.innerText), "1 of 2");
        await page.keyboard.press("Enter");
        assert.equal(await page.$eval("#search-count", (element) => element.innerText), "2 of 2");
        await page.keyboard.press("Enter");
        assert.equal(await page.$eval("#search-count", (element) => element.innerText), "1 of 2");
        await page.click("#search-previous");
        assert.equal(await page.$eval("#search-count", (element) => element.innerText), "2 of 2");
        assert.deepEqual([await painted("found"), await painted("found-here")], [["Norrline", "Norrline"], ["Norrline"]]);
        assert.equal(await page.evaluate(() => [...CSS.highlights.get("found-here")][0].startContainer.parentElement.closest("p").innerText.startsWith("Norrline denied")), true);
        await page.focus("#search-input");
        await page.$eval("#search-input", (input) => input.select());
        // Straight or curly, with a line break or without.
        await page.keyboard.type("seafarers' union");
        assert.deepEqual(await painted("found"), ["seafarers’ union"]);
        await page.$eval("#search-input", (input) => input.select());
        await page.keyboard.type("zeppelin");
        assert.equal(await page.$eval("#search-count", (element) => element.innerText), "Not found");
        assert.equal(await hash(), "#summary");
        await page.keyboard.press("Escape");
        assert.deepEqual([await focused(), await page.$eval("#search", (box) => box.hidden), (await painted("found")).length], ["find", true, 0]);
      });

      test("the help, with pictures of the page", async () => {
        await page.click('.foot [data-dialog="help"]');
        await until(page, () => [...document.querySelectorAll("#dialog img")].every((image) => image.complete));
        const pictures = await page.$$eval("#dialog img", (images) => images.map(({ naturalWidth, alt }) => naturalWidth > 0 && alt.length > 20));
        assert.deepEqual(pictures, [true, true, true]);
        await page.click("#dialog-close");
      });

      test("the keys on ?, and what leaves this computer", async () => {
        await page.evaluate(() => ui.article.focus());
        await page.keyboard.press("?");
        assert.match(await page.$eval("#dialog", (dialog) => dialog.innerText), /Keyboard[^]*find in the text/);
        // Keys mean nothing behind the dialog.
        await page.keyboard.press("j");
        await page.keyboard.press("Escape");
        assert.deepEqual([await page.$eval("#dialog", (dialog) => dialog.open), await page.evaluate(() => shown.state.key)], [false, undefined]);
        await page.click('.foot [data-dialog="privacy"]');
        const says = await page.$eval("#dialog", (dialog) => dialog.innerText);
        for (const part of ["What leaves this computer: nothing", "off the network", form === "hosted" ? "connect-src 'self'" : "worker-src blob:"]) assert(says.includes(part), part);
        await page.click("#dialog-close");
        assert.equal(await page.$eval("#dialog", (dialog) => dialog.open), false);
        await startAgain(page);
        await page.focus("#article-input");
        await page.keyboard.type("?");
        assert.equal(await page.$eval("#article-input", (input) => input.value), "?");
      });

      test("the summary on paper: itself and the headline, unfolded, nothing to press", async () => {
        // What a browser does around printing; the printer's style sheet is applied by its condition.
        const onPaper = await page.evaluate(() => {
          window.dispatchEvent(new Event("beforeprint"));
          const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).filter((rule) => rule instanceof CSSMediaRule && /print/.test(rule.conditionText));
          for (const rule of rules) rule.media.mediaText = "all";
          const sees = (selector) => document.querySelector(selector).checkVisibility();
          const result = {
            shown: ["#headline", "#view-summary", ".passages", ".facts"].filter(sees),
            hidden: [".article-text", ".tabs", ".actions", ".foot", ".legend", "#view-summary .print"].filter((selector) => !sees(selector)),
            height: document.querySelector("#panel").scrollHeight - document.querySelector("#panel").clientHeight,
          };
          for (const rule of rules) rule.media.mediaText = "print";
          window.dispatchEvent(new Event("afterprint"));
          return { ...result, folded: !document.querySelector(".passage-list").open };
        });
        assert.deepEqual(onPaper, {
          shown: ["#headline", "#view-summary", ".passages", ".facts"],
          hidden: [".article-text", ".tabs", ".actions", ".foot", ".legend", "#view-summary .print"],
          height: 0, folded: true,
        });
      });

      test("the timeline in the order of the calendar, as written and as resolved", async () => {
        await showView(page, "timeline");
        assert.deepEqual(await texts(".time-value"), ["1998", "March 2024", "13 May 2024", "1 day"]);
        assert.deepEqual(await texts(".time-written"), ["“1998”", "“March”", "“Monday”", "“twice a day”"]);
        await page.click("#item-t1");
        assert.equal(await page.evaluate(() => [...CSS.highlights.get("place")].map(String).join()), "Monday");
      });

      test("the keyboard steps through what the view lists, and Escape clears", async () => {
        await showView(page, "sources");
        await page.focus("#item-s1");
        await page.keyboard.press("ArrowDown");
        assert.equal(await focused(), "item-s2");
        await page.keyboard.press("j");
        assert.equal(await focused(), "item-s3");
        assert.equal(await page.$eval("#position", (element) => element.innerText), "3 of 9");
        await page.keyboard.press("Escape");
        await untilHash("#sources");
        assert.equal(await page.$$eval(".selected", (elements) => elements.length), 0);
        await page.evaluate(() => go({ filter: { type: ["anonymous"] } }));
        assert.equal((await names()).length, 1);
        await page.keyboard.press("Escape");
        assert.equal((await names()).length, 9);
      });

      test("Back and Forward go through the views", async () => {
        await showView(page, "sources");
        await showView(page, "findings");
        // Puppeteer's own goBack waits for a load, which Firefox does not announce within a page.
        await page.evaluate(() => history.back());
        await until(page, () => !document.querySelector("#view-sources").hidden);
        await page.evaluate(() => history.forward());
        await until(page, () => !document.querySelector("#view-findings").hidden);
        await page.evaluate(() => history.go(-3));
        await untilView(page, "start");
      });

      test("an address opens its view and selection, and holds no word of the article", async () => {
        const other = await browser.newPage();
        try {
          await resize(other, { width: 1440, height: 900 });
          await other.goto(`${address}#sources?type=anonymous,document&sort=-words&at=s3`);
          await untilReady(other);
          await showAnalysis(other, text, analysis);
          assert.deepEqual(await other.$$eval(".source-name", (buttons) => buttons.map((button) => button.innerText)), ["internal papers", "a person with knowledge of the inquiry"]);
          assert.equal(await other.$eval('[aria-expanded="true"]', (head) => head.id), "item-s3");
          for (const nonsense of ["#nowhere", "#sources?type=<b>&at=s99&sort=x", "#entities?at=e1.77", "#timeline?at=f1.2", "#findings?at=zz&hands=x"]) {
            await other.evaluate((nonsense) => (location.hash = nonsense), nonsense);
          }
          assert.equal(await other.evaluate(() => document.body.dataset.view), "result");
        } finally {
          await other.close();
        }
        const visited = [];
        for (const key of ["a3", "s3", "f1", "d1", "e1", "t1", "u1"]) {
          await page.evaluate((key) => select(key), key);
          await until(page, (key) => location.hash.endsWith(`at=${key}`), { timeout: 5000 }, key);
          visited.push(await hash());
        }
        for (const place of visited) assert.match(place, /^#[a-z]+\?at=[a-z]\d+$/);
      });

      test("empty lists: every view says so, and nothing else is in the way", async () => {
        await startAgain(page);
        await showAnalysis(page, "Tickets cost 90 kroner.", EMPTY);
        assert.deepEqual(await texts('[role="tab"]:not([hidden])'), ["Summary", "Sources 0", "Attributions 0", "Findings 0"]);
        for (const [view, says] of [["summary", /No source was found/], ["sources", /No source was found/], ["attributions", /No attribution was found/], ["findings", /no verdict[^]*No damage/]]) {
          await showView(page, view);
          assert.match(await page.$eval(`#view-${view}`, (element) => element.innerText), says);
        }
        assert.equal(await page.$$eval(".support", (bars) => bars.length), 0);
      });

      test("a phone: the ledger as cards, in a sheet that can be closed", async () => {
        await resize(page, { width: 320, height: 700 });
        try {
          await page.click("#sheet-toggle");
          for (const view of ["sources", "attributions", "findings", "entities", "map", "network", "timeline", "summary"]) {
            await page.evaluate((view) => go({ view }), view);
            // Less than the window by the width of a scroll bar, where the browser gives it room.
            assert((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320, view);
            assert(await page.$eval("#sheet-toggle", (button) => button.checkVisibility()), view);
          }
          await page.evaluate(() => go({ view: "sources" }));
          await page.select("#sort-by", "words");
          assert.equal((await names())[0], analysis.sources.toSorted((a, b) => b.words - a.words)[0].name);
          await page.click(".sort-direction");
          assert.equal((await names())[0], "Norrline");
          assert.equal(await page.$eval(".ledger", (table) => table.getAttribute("role")), "table");
        } finally {
          await resize(page, { width: 1440, height: 900 });
        }
      });

      test("the engine's own analysis in every view", async () => {
        await startAgain(page);
        await openExample(page);
        for (const view of ["sources", "attributions", "findings", "summary"]) {
          await showView(page, view);
          assert((await page.$eval(`#view-${view}`, (element) => element.innerText)).length > 20, view);
        }
      });
    });
  }
}
