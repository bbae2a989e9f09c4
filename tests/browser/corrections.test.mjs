// Correcting by hand as a reader does it: with the forms below an item, with words selected in the article, with the
// keyboard; undone and done again; through an edit of the text; saved and opened again.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { BROWSERS, drop, exportAs, fromRoot, launch, openExample, paste, resize, serve, showView, startAgain, until, untilReady, untilView, watch } from "./support.mjs";

const story =
  "Bridge stays shut\n\n" +
  "“The bridge is unsafe,” Ana Petrescu, the mayor, said on Monday. Petrescu said that the repairs would take a year.\n\n" +
  "The police denied that anybody was hurt. Lee Falk, an engineer, told reporters that the steel was old.\n\n" +
  "The harbour office declined to comment.\n";

for (const name of Object.keys(BROWSERS)) {
  for (const form of ["hosted", "single file"]) {
    describe(`${name}, ${form}`, () => {
      let browser, site, page, trouble;

      before(async () => {
        browser = await launch(name);
        site = form === "hosted" ? await serve() : undefined;
        page = await browser.newPage();
        await resize(page, { width: 1440, height: 900 });
        trouble = watch(page);
        await page.goto(site?.address ?? pathToFileURL(fromRoot("dist/onrecord.html")).href);
        await untilReady(page);
      });
      after(async () => {
        await browser?.close();
        await site?.stop();
      });
      beforeEach(async () => {
        await startAgain(page);
        // An article that is open already would be shown as it was left.
        await page.evaluate(() => [...documents.all].forEach(closeDocument));
        await paste(page, story);
        await untilView(page, "result");
      });
      afterEach(() => assert.deepEqual(trouble.splice(0), []));

      const analysis = () => page.evaluate(() => shown.analysis);
      const sources = async () => (await analysis()).sources.map(({ name, attributionIds }) => `${name}: ${attributionIds.join(" ")}`);
      const count = () => page.evaluate(() => corrections.list().length);
      const press = async (...keys) => {
        for (const key of keys.slice(0, -1)) await page.keyboard.down(key);
        await page.keyboard.press(keys.at(-1));
        for (const key of keys.slice(0, -1).reverse()) await page.keyboard.up(key);
      };
      /** Does something that changes the list of corrections, and waits until the result shows it. */
      const correcting = async (act) => {
        const before = await page.evaluate(() => (window.before = shown.analysis) && corrections.list().length);
        await act();
        await until(page, () => shown.analysis !== window.before);
        return before;
      };
      /** Opens the form of an item. */
      const edit = async (key) => {
        await page.evaluate((key) => select(key), key);
        await page.click(`[data-edits="${key}"] summary`);
      };
      const formOf = (key, does) => `[data-edits="${key}"] button[value="${does}"]`;
      const submit = (key, does) => correcting(() => page.$eval(formOf(key, does), (button) => button.click()));
      const choose = (key, field, value) => page.select(`[data-edits="${key}"] [name="${field}"]`, value);
      const keyOf = async (list, wanted) => (await analysis())[list].find(({ name }) => name === wanted)?.id;
      const says = () => page.$$eval(".correction-says", (elements) => elements.map((element) => element.innerText));
      const selectText = (words, nth = 0) =>
        page.evaluate((words, nth) => {
          let at = -1;
          for (let i = 0; i <= nth; i++) at = shown.story.text.indexOf(words, at + 1);
          selectWords([at, at + words.length]);
        }, words, nth);
      const mark = async (what) => {
        await until(page, (what) => !document.querySelector("#marking").hidden && document.querySelector(`#marking [data-mark="${what}"]`) !== null, {}, what);
        await page.click(`#marking [data-mark="${what}"]`);
      };

      test("the machine's own findings, and nothing said of corrections", async () => {
        assert.deepEqual((await sources()).map((line) => line.split(":")[0]), ["Ana Petrescu", "police", "Lee Falk", "harbour office"]);
        assert.equal(await page.$eval("#tab-corrections", (tab) => tab.hidden), true);
        assert.doesNotMatch(await page.$eval("#view-summary", (view) => view.innerText), /by hand/);
      });

      test("a source is renamed and retyped, marked, counted, undone and done again", async () => {
        await edit("s2");
        await page.$eval('[data-edits="s2"] [name="name"]', (input) => (input.value = ""));
        // Letters that are keys elsewhere are letters here.
        await page.type('[data-edits="s2"] [name="name"]', "Major jk?");
        await choose("s2", "sourceType", "namedPerson");
        await choose("s2", "affiliation", "military");
        await submit("s2", "change");
        const { sources: [, source], profile } = await analysis();
        assert.deepEqual([source.name, source.type, source.affiliation, profile.corrected], ["Major jk?", "namedPerson", "military", 1]);
        // The ledger stays, with the source open and the keyboard on it.
        assert.equal(await page.evaluate(() => document.activeElement.id), "item-s2");
        assert.match(await page.$eval('.source-row[data-key="s2"]', (row) => row.innerText), /corrected by hand/);
        await showView(page, "summary");
        assert.match(await page.$eval("#view-summary", (view) => view.innerText), /1 machine finding corrected by hand/);
        await page.$eval(".corrected-count a", (link) => link.click());
        await until(page, () => !document.querySelector("#view-corrections").hidden);
        assert.deepEqual(await says(), ["Source “The police”: named Major jk?, Named person, Military"]);
        await correcting(() => press("Control", "z"));
        assert.deepEqual([(await analysis()).sources[1].name, await count()], ["police", 0]);
        await correcting(() => press("Control", "Shift", "z"));
        assert.equal((await analysis()).sources[1].name, "Major jk?");
        // And by the buttons of the list.
        await correcting(() => page.click('[data-history="undo"]'));
        assert.equal(await count(), 0);
        await correcting(() => page.click('[data-history="redo"]'));
        await correcting(() => page.click('[data-remove="0"]'));
        assert.deepEqual([(await analysis()).sources[1].name, await count()], ["police", 0]);
      });

      test("sources are merged and split", async () => {
        const police = await keyOf("sources", "police");
        await edit(police);
        await choose(police, "into", await keyOf("sources", "Ana Petrescu"));
        await submit(police, "merge");
        assert.deepEqual(await sources(), ["Ana Petrescu: a1 a2 a3", "Lee Falk: a4", "harbour office: a5"]);
        await edit("s1");
        await page.click('[data-edits="s1"] [name="of"][value="a2"]');
        await submit("s1", "split");
        assert.deepEqual((await sources()).map((line) => line.split(": ")[1]), ["a1 a3", "a2", "a4", "a5"]);
        await showView(page, "corrections");
        assert.equal((await says())[0], "Sources “The police” and “Ana Petrescu, the mayor,” are one".replace("mayor,”", (await says())[0].includes("mayor,”") ? "mayor,”" : "mayor”"));
        assert.equal((await says()).length, 2);
      });

      test("an attribution is retyped, given to another source, deleted", async () => {
        await edit("a3");
        await choose("a3", "polarity", "affirmed");
        await choose("a3", "act", "belief");
        await choose("a3", "who", await keyOf("sources", "Lee Falk"));
        await submit("a3", "change");
        const { attributions, sources: after } = await analysis();
        assert.deepEqual([attributions[2].polarity, attributions[2].act, attributions[2].confidence], ["affirmed", "belief", 1]);
        assert.equal(after.find(({ id }) => id === attributions[2].sourceId).name, "Lee Falk");
        assert.match(await page.$eval("#item-a3", (head) => head.innerText), /corrected by hand/);
        assert.equal(await count(), 2);
        await edit("a1");
        await submit("a1", "delete");
        assert.equal((await analysis()).attributions.length, attributions.length - 1);
        assert.equal(await page.evaluate(() => shown.state.key), undefined);
        // One step each, also where it was two corrections.
        await correcting(() => press("Control", "z"));
        await correcting(() => press("Control", "z"));
        assert.equal(await count(), 0);
      });

      test("a source is deleted with what it says", async () => {
        await edit("s1");
        assert.match(await page.$eval(formOf("s1", "delete"), (button) => button.innerText), /its 2 attributions/);
        await submit("s1", "delete");
        assert.deepEqual(await sources(), ["police: a1", "Lee Falk: a2", "harbour office: a3"]);
      });

      test("entities: renamed, merged, split, mentions taken away, deleted", async () => {
        const ana = await keyOf("entities", "Ana Petrescu");
        const before = (await analysis()).entities.find(({ id }) => id === ana).mentions.length;
        assert(before > 1);
        await edit(ana);
        await page.$eval(`[data-edits="${ana}"] [name="name"]`, (input) => (input.value = "A. Petrescu"));
        await choose(ana, "entityType", "ORG");
        await submit(ana, "change");
        assert.equal((await analysis()).entities.find(({ name }) => name === "A. Petrescu").type, "ORG");
        const renamed = await keyOf("entities", "A. Petrescu");
        await edit(renamed);
        await page.click(`[data-edits="${renamed}"] [name="of"][value="1"]`);
        await submit(renamed, "split");
        assert.equal((await analysis()).entities.find(({ name }) => name === "A. Petrescu").mentions.length, before - 1);
        await correcting(() => press("Control", "z"));
        await edit(await keyOf("entities", "A. Petrescu"));
        await page.click(`[data-edits="${renamed}"] [name="of"][value="1"]`);
        await submit(renamed, "forget");
        assert.equal((await analysis()).entities.find(({ name }) => name === "A. Petrescu").mentions.length, before - 1);
        const lee = await keyOf("entities", "Lee Falk");
        await edit(lee);
        await choose(lee, "into", await keyOf("entities", "A. Petrescu"));
        await submit(lee, "merge");
        assert.equal(await keyOf("entities", "Lee Falk"), undefined);
        const merged = await keyOf("entities", "A. Petrescu");
        await edit(merged);
        await submit(merged, "delete");
        assert.equal(await keyOf("entities", "A. Petrescu"), undefined);
        assert.equal(await count(), 4);
      });

      test("nothing changed and nothing ticked change nothing", async () => {
        await edit("s1");
        await page.click(formOf("s1", "change"));
        await until(page, () => /Nothing was changed/.test(document.querySelector("#announcer").textContent));
        await page.click(formOf("s1", "split"));
        await until(page, () => /Tick some/.test(document.querySelector("#announcer").textContent));
        assert.equal(await count(), 0);
        // Escape closes the form and leaves the selection.
        await page.focus('[data-edits="s1"] [name="name"]');
        await press("Escape");
        assert.deepEqual(await page.evaluate(() => [shown.state.key, document.querySelector(".editor").open]), ["s1", false]);
      });

      test("an attribution is added from words that are selected", async () => {
        const before = (await analysis()).attributions.length;
        await selectText("the repairs would take a year");
        await mark("attribution");
        assert.equal(await page.$eval("#draft h2", (h2) => h2.innerText), "New attribution");
        await selectText("Monday");
        await mark("source");
        await selectText("on");
        await mark("cue");
        await correcting(() => page.click('#draft button[type="submit"]'));
        const { attributions, profile } = await analysis();
        assert.equal(attributions.length, before + 1);
        const added = await page.evaluate(() => {
          const { source, cue, content } = shown.story.attributions.get(shown.state.key);
          return [source, cue, content].map((spans) => textOf(shown.story.text, spans));
        });
        assert.deepEqual([added, profile.corrected], [["Monday", "on", "the repairs would take a year"], 1]);
        assert.equal(await page.$eval("#draft", (draft) => draft.hidden), true);
        // Its words can be changed as well.
        const key = await page.evaluate(() => shown.state.key);
        await page.click(`[data-edits="${key}"] summary`);
        await page.click(`[data-edits="${key}"] [data-words]`);
        await page.click('#draft [data-drop="cue 0"]');
        await correcting(() => page.click('#draft button[type="submit"]'));
        assert.deepEqual((await page.evaluate(() => shown.story.attributions.get(shown.state.key))).cue, []);
      });

      test("an entity is added, and a place given to a known one, by the keyboard alone", async () => {
        await page.evaluate(() => ui.article.focus());
        await selectText("the steel");
        await until(page, () => !document.querySelector("#marking").hidden);
        await press("m");
        assert.equal(await page.evaluate(() => document.activeElement.dataset.mark), "attribution");
        await press("ArrowRight");
        await press("Enter");
        await page.select('#draft [name="entityType"]', "PRODUCT");
        await correcting(() => page.focus('#draft [name="name"]').then(() => press("Enter")));
        const added = (await analysis()).entities.find(({ name }) => name === "the steel");
        assert.equal(added?.type, "PRODUCT");
        assert.equal(await page.evaluate(() => shown.state.key), added.id);
        // Words that were found can be marked without a pointer.
        await page.click("#find");
        await page.type("#search-input", "repairs");
        await page.click("#search-mark");
        await until(page, () => document.activeElement.dataset.mark === "attribution");
        await press("ArrowRight");
        await press("Enter");
        await page.select('#draft [name="entity"]', added.id);
        await correcting(() => page.click('#draft button[type="submit"]'));
        assert.equal((await analysis()).entities.find(({ name }) => name === "the steel").mentions.length, 2);
        await page.click("#search-close");
      });

      test("after an edit of the text corrections move with their words or are orphaned", async () => {
        for (const [key, value] of [["s2", "Chief"], ["s3", "Engineer"]]) {
          await edit(key);
          await page.$eval(`[data-edits="${key}"] [name="name"]`, (input, value) => (input.value = value), value);
          await submit(key, "change");
        }
        await page.click("#edit-text");
        await untilView(page, "start");
        assert.equal(await page.$eval("#article-input", (input) => input.value), story);
        assert.match(await page.$eval("#edited", (notice) => notice.innerText), /Its 2 corrections move/);
        // A paragraph before everything, and the engineer's sentence gone; his words stand elsewhere.
        const edited = story
          .replace("Bridge stays shut\n\n", "Bridge stays shut\n\nIt rained all day in the town.\n\n")
          .replace("Lee Falk, an engineer, told reporters that the steel was old.", "Reporters were told nothing more.")
          .replace("The harbour office declined", "Lee Falk, an engineer, told the council so. The harbour office declined");
        await page.$eval("#article-input", (input, edited) => (input.value = edited), edited);
        await page.click("#analyze");
        await untilView(page, "result");
        const { sources: after, profile, corrections: list } = await analysis();
        assert(after.some(({ name }) => name === "Chief"));
        assert(!after.some(({ name }) => name === "Engineer"));
        assert.deepEqual([profile.corrected, list.map(({ orphaned }) => Boolean(orphaned))], [1, [false, true]]);
        assert.match(await page.$eval("#view-summary", (view) => view.innerText), /1 machine finding corrected by hand; 1 correction orphaned/);
        await showView(page, "corrections");
        assert.match(await page.$eval(".correction:nth-child(2)", (item) => item.innerText), /“Lee Falk.*Orphaned\./s);
        assert.equal(list[0].at.source[0].quote, "The police");
        const [start, end] = list[0].at.source[0].span;
        assert.equal(edited.slice(start, end), "The police");
        // What was done before the edit can be undone and done again, on the new text.
        await correcting(() => page.click('[data-history="undo"]'));
        await correcting(() => page.click('[data-history="undo"]'));
        assert.equal((await analysis()).corrections, undefined);
        await correcting(() => page.click('[data-history="redo"]'));
        assert.deepEqual((await analysis()).corrections[0].at, list[0].at);
      });

      test("another document in between leaves what can be undone", async () => {
        await edit("s2");
        await page.$eval('[data-edits="s2"] [name="name"]', (input) => (input.value = "Chief"));
        await submit("s2", "change");
        const shownNow = async (change) => {
          await change();
          await untilView(page, "result");
        };
        await shownNow(() => drop(page, "other.txt", "Nobody came, the chief of police said."));
        await until(page, () => shown.article.name === "other.txt");
        assert.deepEqual(await page.evaluate(() => corrections.steps()), { undo: 0, redo: 0 });
        await shownNow(() => page.evaluate(() => showDocument(documents.all[0])));
        await showView(page, "corrections");
        await correcting(() => page.click('[data-history="undo"]'));
        assert.equal((await analysis()).corrections, undefined);
        // Under another head as well.
        await correcting(() => page.click('[data-history="redo"]'));
        await shownNow(() => page.evaluate(() => changeHeader(shownDocument(), { title: "Bridge" })));
        await until(page, () => document.body.dataset.view === "result" && shown.article.header);
        assert.deepEqual(await page.evaluate(() => corrections.steps()), { undo: 1, redo: 0 });
      });

      test("the JSON of a corrected article opens as it was", async () => {
        await edit("s2");
        await page.$eval('[data-edits="s2"] [name="name"]', (input) => (input.value = "Chief"));
        await submit("s2", "change");
        const json = await exportAs(page, browser.downloads, "json", "Bridge-stays-shut.onrecord.json");
        const before = await analysis();
        await startAgain(page);
        await page.evaluate(() => [...documents.all].forEach(closeDocument));
        await drop(page, "corrected.json", json);
        await untilView(page, "result");
        assert.deepEqual(await analysis(), before);
        assert.equal(await count(), 1);
        for (const [contents, message] of [
          ["{", /is no JSON/], ['{"schema": "x"}', /is no analysis by On Record/], ['{"schema": "onrecord/1"}', /without its article/],
          [JSON.stringify({ ...JSON.parse(json), corrections: [{ action: "paint" }] }), /correction 1: "paint"/],
        ]) {
          await startAgain(page);
          await drop(page, "broken.json", contents);
          await until(page, () => document.body.dataset.view === "start" && !document.querySelector("#error").hidden);
          assert.match(await page.$eval("#error", (error) => error.innerText), message);
          await page.evaluate(() => (ui.error.hidden = true));
        }
      });

      test("saved with the document, and there again when it is opened; each open document has its own", async () => {
        await edit("s2");
        await page.$eval('[data-edits="s2"] [name="name"]', (input) => (input.value = "Chief"));
        await submit("s2", "change");
        await page.click("#save");
        await until(page, () => /^Saved/.test(document.querySelector("#save").textContent));
        await correcting(() => press("Control", "z"));
        assert.match(await page.$eval("#save", (button) => button.textContent), /changes/i);
        await correcting(() => press("Control", "Shift", "z"));
        assert.match(await page.$eval("#save", (button) => button.textContent), /^Saved/);
        // Another article has none; the first has its own still.
        await startAgain(page);
        await openExample(page);
        assert.equal(await count(), 0);
        await page.evaluate(() => showDocument(documents.all[0]));
        assert.deepEqual([await count(), (await analysis()).sources[1].name], [1, "Chief"]);
        await page.evaluate(() => [...documents.all].forEach(closeDocument));
        await startAgain(page);
        await until(page, () => document.querySelector("#library-list button") !== null);
        await page.$eval("#library-list button", (button) => button.click());
        await untilView(page, "result");
        assert.deepEqual([await count(), (await analysis()).sources[1].name], [1, "Chief"]);
        // What is edited takes the place of what it was, also among the open ones.
        await page.click("#edit-text");
        await untilView(page, "start");
        await page.$eval("#article-input", (input) => (input.value += "\nIt rained.\n"));
        await page.click("#analyze");
        await untilView(page, "result");
        assert.deepEqual([await count(), (await analysis()).sources[1].name], [1, "Chief"]);
        assert.equal(await page.evaluate(() => documents.all.length), 1);
        assert.match(await page.$eval("#save", (button) => button.textContent), /changes/i);
      });

      test("another article begins without corrections; a list that is put in place is put on", async () => {
        await edit("s2");
        await page.$eval('[data-edits="s2"] [name="name"]', (input) => (input.value = "Chief"));
        await submit("s2", "change");
        const list = await page.evaluate(() => corrections.list());
        await startAgain(page);
        await openExample(page);
        assert.equal(await count(), 0);
        await startAgain(page);
        await page.evaluate(() => [...documents.all].forEach(closeDocument));
        await page.evaluate((text, corrections) => openDocuments([{ name: "kept", read: () => ({ name: "kept", format: "text", text }), corrections }]), story, list);
        await untilView(page, "result");
        assert.equal((await analysis()).sources[1].name, "Chief");
        await press("Control", "z");
        await until(page, () => /nothing to undo/.test(document.querySelector("#announcer").textContent));
      });
    });
  }
}
