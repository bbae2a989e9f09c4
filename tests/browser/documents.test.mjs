// What the reader brings and keeps: Word files, PDFs, rich pastes, several at once, the head by hand, the library.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { docx, draft, draftText, lockedWord, oldWord, paragraph, pdf, printedPages, printedText, zip } from "../fixtures/documents.mjs";
import {
  BROWSERS, drop, dropAll, expected, exportAs, forceWorkers, fromRoot, launch, marked, paste, pasteAs, resize, serve, startAgain, until, untilOffline, untilReady, untilView, watch,
} from "./support.mjs";

const story = "Bridge shut\n\nThe mayor said on Thursday that the bridge is shut.\n";
const other = "Nobody came, the chief of police said.";

/** An article as Word copies it. */
const fromWord = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--><style><!-- p.MsoNormal {margin:0cm;} --></style></head>
<body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment--><p class=MsoTitle>Bridge shut<o:p></o:p></p>
<p class=MsoNormal><span lang=EN-GB>The <b>mayor</b>
said that the bridge is shut.<o:p></o:p></span></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span></span><![endif]>The hull is cracked, the chief said.<o:p></o:p></p>
<p class=MsoNormal><a href="http://127.0.0.1:9/">“Nobody came,” the chief said.</a><o:p></o:p></p><!--EndFragment--></body></html>`;

/** A page with columns, running heads and numbers, as a browser prints it. */
const printedPage = `<!doctype html><title>Ferry stops</title><style>
  @page { size: A5; margin: 20mm 15mm; @top-left { content: "The Lake Courier"; } @bottom-center { content: counter(page); } }
  body { font: 10pt/1.4 serif; } h1 { font-size: 22pt; line-height: 1.1; } h2 { font-size: 12pt; } .columns { columns: 2; text-align: justify; } p { margin: 0; text-indent: 1em; } p:first-of-type { text-indent: 0; }
</style><h1>Ferry to Port Ellis stops until Thursday</h1><div class="columns"><p>The ferry to Port Ellis will not sail before Thursday, harbour master Ruth Amadi said on Wednesday evening, after two engineers from the yard at Linden had looked at the hull.</p>
<p>“The hull is cracked, and nobody will gamble with lives,” Amadi said. She spoke of an examination that takes two days.</p><h2>What comes next</h2>
${Array.from({ length: 14 }, (_, i) => `<p>The council meets on Friday for time number ${i + 1}, the mayor said. He added that the owner, Lake Lines, had declined to comment on what the people of the town are asking about the ship.</p>`).join("\n")}</div>`;

/** The same page's paragraphs. */
const printedParagraphs = [...printedPage.matchAll(/<(h1|h2|p)>(.*?)<\/\1>/g)].map(([, , text]) => text);

let folder, printed;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "onrecord-"));
  const browser = await launch("chromium");
  const page = await browser.newPage();
  await page.setContent(printedPage);
  printed = await page.pdf({ preferCSSPageSize: true });
  await browser.close();
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** What the command line says about an article, in another format or as data. */
function native(text, extension, ...options) {
  const file = join(folder, `article.${extension}`);
  writeFileSync(file, text);
  return execFileSync(process.env.ONRECORD_CLI, ["analyze", ...options, file], { encoding: "utf8" });
}

for (const name of Object.keys(BROWSERS)) {
  for (const form of ["hosted", "single file"]) {
    describe(`${name}, ${form}`, () => {
      let browser, site, page, trouble, address;

      before(async () => {
        browser = await launch(name);
        site = form === "hosted" ? await serve() : undefined;
        address = site?.address ?? pathToFileURL(fromRoot("dist/onrecord.html")).href;
        page = await browser.newPage();
        await resize(page, { width: 1280, height: 800 });
        trouble = watch(page);
        await forceWorkers(page);
        await page.goto(address);
        await untilReady(page);
      });
      after(async () => {
        await browser?.close();
        await site?.stop();
      });
      beforeEach(async () => {
        await page.evaluate(() => {
          stopReading();
          for (const one of [...documents.all]) closeDocument(one);
        });
        await startAgain(page);
      });
      afterEach(() => assert.deepEqual(trouble.splice(0), []));

      const errorText = () => page.$eval("#error", (element) => (element.hidden ? "" : element.innerText));
      const untilError = () => until(page, () => !document.querySelector("#error").hidden);
      const untilRead = () => until(page, () => !documents.isReading && document.body.dataset.view === "result");
      const analysis = () => page.evaluate(() => shown.analysis);
      const headline = () => page.$eval("#headline", (h1) => h1.textContent.trim());
      /** The list of documents, as it is read out. */
      const listed = () => page.$$eval("#documents-list li", (items) => items.map((item) => [item.querySelector(".document-name").textContent, item.querySelector(".document-about").textContent]));
      const stored = () => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));

      test("a Word file: its story with all changes accepted", async () => {
        await drop(page, "draft.docx", draft);
        await untilView(page, "result");
        const { document, attributions } = await analysis();
        assert.equal(document.text, draftText);
        assert.deepEqual([document.title, document.byline, document.date], ["Ferry to Port Ellis stops & starts again", "Dana Whitlock", "2026-03-05"]);
        assert.deepEqual((await marked(page)).map(({ source }) => source).slice(0, 2), ["harbour master Ruth Amadi", "Amadi"]);
        assert.deepEqual(await marked(page), expected(draftText, { attributions }));
        // What was read is what the command line makes of the same words on the same day.
        const told = JSON.parse(native(await page.evaluate(() => shown.article.text), "md", "--format", "json", "--offsets", "utf16", "--date", "2026-03-05"));
        told.document.byline = "Dana Whitlock";
        assert.deepEqual(await analysis(), told);
      });

      test("the text's own author and date count more than the file's, and programs are no authors", async () => {
        await drop(page, "desk.docx", docx(paragraph("Bridge shut") + paragraph("By Ana Petrescu") + paragraph("4 March 2026") + paragraph("The mayor said no."), {}));
        await untilView(page, "result");
        assert.deepEqual([(await analysis()).document.byline, (await analysis()).document.date], ["Ana Petrescu", "2026-03-04"]);
        await startAgain(page);
        await drop(page, "made.docx", docx(paragraph("The mayor said no."), { creator: "Microsoft Office User", created: "2026-02-31T00:00:00Z" }));
        await untilView(page, "result");
        assert.deepEqual([(await analysis()).document.byline, (await analysis()).document.date], [null, null]);
      });

      for (const [file, contents, says] of [
        ["locked.docx", lockedWord, /password/],
        ["old.doc", oldWord, /old kind.*\.docx/],
        ["cut.docx", draft.subarray(0, draft.length >> 1), /damaged/],
        ["broken.docx", zip({ "word/document.xml": "<?xml version='1.0'?><w:document><w:body>" }), /damaged/],
        ["text.odt", zip({ mimetype: "application/vnd.oasis.opendocument.text", "content.xml": "<x/>" }), /OpenDocument/],
        ["sums.xlsx", zip({ "xl/workbook.xml": "<x/>" }), /no Word document/],
        ["pictures.zip", zip({ "a.txt": "a" }), /zip archive/],
        ["blank.docx", docx(paragraph(" ")), /is empty/],
        ["letter.rtf", "{\\rtf1 Hello}", /RTF/],
      ]) {
        test(`${file} cannot be read, and the page says why`, async () => {
          await drop(page, file, contents);
          await untilError();
          assert.match(await errorText(), says);
          assert.match(await errorText(), new RegExp(file));
          // Browsers say what is wrong with damaged XML, Chromium in an element with a style, which the policy refuses.
          trouble.splice(0, trouble.length, ...trouble.filter((text) => !/inline style|XML Parsing Error/.test(text)));
        });
      }

      if (form === "hosted") {
        test("a PDF: columns, running heads, divided words, headings", async () => {
          await drop(page, "courier.pdf", pdf(printedPages));
          await untilView(page, "result");
          const { document, attributions } = await analysis();
          assert.equal(document.text, printedText);
          assert.deepEqual([document.title, document.byline, document.date], ["Ferry to Port Ellis stops, and nobody says for how long", "Dana Whitlock", "2026-03-05"]);
          assert.deepEqual(await marked(page), expected(printedText, { attributions }));
        });

        test("a PDF that a browser printed", async () => {
          await drop(page, "printed.pdf", Buffer.from(printed));
          await untilView(page, "result");
          const { text, title } = (await analysis()).document;
          assert.deepEqual(text.split("\n\n"), printedParagraphs);
          assert.equal(title, "Ferry to Port Ellis stops until Thursday");
        });

        for (const [file, contents, says] of [
          ["locked.pdf", pdf(printedPages, "secret"), /password/],
          ["scan.pdf", pdf([[], [["12", 300, 30]]]), /has no text.*OCR/s],
          ["broken.pdf", "%PDF-1.7 and nothing more", /damaged/],
        ]) {
          test(`${file} cannot be read, and the page says why`, async () => {
            await drop(page, file, contents);
            await untilError();
            assert.match(await errorText(), says);
            assert.match(await errorText(), new RegExp(file));
          });
        }
      } else {
        test("the single file says that it reads no PDF", async () => {
          assert.doesNotMatch(await page.$eval("#hint", (hint) => hint.textContent), /PDF/);
          await drop(page, "courier.pdf", pdf(printedPages));
          await untilError();
          assert.match(await errorText(), /courier\.pdf is a PDF, which this single file cannot read.*paste it here/s);
        });
      }

      test("copied from a web page: paragraphs are paragraphs", async () => {
        await page.evaluate(() => {
          const copied = document.createElement("div");
          copied.id = "copied";
          for (const [tag, text] of [["h1", "Bridge shut"], ["p", "The mayor said that the bridge is shut."], ["p", "Nobody came, the chief said."]]) {
            copied.append(Object.assign(document.createElement(tag), { textContent: text }));
          }
          document.querySelector("main").append(copied);
          document.querySelector("#article-input").blur();
          getSelection().selectAllChildren(copied);
        });
        const press = async (key) => {
          await page.keyboard.down("Control");
          await page.keyboard.press(key);
          await page.keyboard.up("Control");
        };
        await press("c");
        await page.evaluate(() => document.querySelector("#copied").remove());
        await page.focus("#article-input");
        await press("v");
        await untilView(page, "result");
        const { document } = await analysis();
        assert.deepEqual([document.title, document.text], ["Bridge shut", "Bridge shut\n\nThe mayor said that the bridge is shut.\n\nNobody came, the chief said."]);
      });

      test("copied from Word: no marks of lists, no comments, no empty paragraphs", async () => {
        await pasteAs(page, { "text/html": fromWord, "text/plain": "Bridge shut\r\nThe mayor said …" });
        await untilView(page, "result");
        const { document } = await analysis();
        assert.equal(document.text, "Bridge shut\n\nThe mayor said that the bridge is shut.\n\nThe hull is cracked, the chief said.\n\n“Nobody came,” the chief said.");
      });

      test("words copied from within a paragraph stay plain text", async () => {
        await pasteAs(page, { "text/html": "<meta charset='utf-8'><span style='color: red'>The mayor said no.</span>", "text/plain": "The mayor said no." });
        await untilView(page, "result");
        assert.deepEqual(await page.evaluate(() => [shown.article.format, shown.article.text]), ["text", "The mayor said no."]);
      });

      test("several at once: one after the other, and a bad one loses none of the others", async () => {
        await dropAll(page, { "story.txt": story, "noise.txt": "\0\x01", "fatal.txt": "FORCED TRAP", "draft.docx": draft });
        await untilRead();
        assert.equal(await headline(), "Bridge shut");
        assert.equal(await page.$eval("#documents", (button) => button.textContent), "4 documents, 2 not read");
        const list = await listed();
        assert.deepEqual(list.map(([title]) => title), ["Bridge shut", "noise.txt", "fatal.txt", "Ferry to Port Ellis stops & starts again"]);
        assert.match(list[0][1], /^1 attribution · story\.txt$/);
        assert.match(list[1][1], /does not hold text/);
        assert.match(list[2][1], /started again/);
        // To another one and back, with the browser's own button.
        await page.click("#documents");
        await page.click(".document:last-child .document-open");
        assert.equal(await headline(), "Ferry to Port Ellis stops & starts again");
        await page.evaluate(() => go({ view: "sources" }));
        await page.evaluate(() => history.go(-2));
        await until(page, () => document.querySelector("#headline").textContent.includes("Bridge shut"));
        assert.equal(await page.evaluate(() => shown.state.view), "summary");
        // A document is as it was left.
        await page.click("#documents");
        await page.click(".document:last-child .document-open");
        assert.equal(await page.evaluate(() => shown.state.view), "sources");
        // Closing the one that is shown shows its neighbour.
        await page.click("#documents");
        await page.click(".document:last-child .icon");
        assert.equal(await headline(), "Bridge shut");
        assert.equal((await listed()).length, 3);
      });

      test("all of several unreadable: each reason is told", async () => {
        await dropAll(page, { "a.txt": "\0", "b.txt": " " });
        await untilError();
        assert.match(await errorText(), /None of these.*a\.txt.*b\.txt is empty/s);
        assert.equal(await page.evaluate(() => documents.all.length), 0);
      });

      test("cancelled in the middle: what was read stays", async () => {
        await dropAll(page, { "story.txt": story, "endless.txt": "FORCED WAIT", "other.txt": other });
        await untilView(page, "result");
        await until(page, () => document.querySelector("#documents").textContent === "Reading 2 of 3");
        await page.click("#documents");
        assert.deepEqual(await page.$eval("#documents-bar", ({ value, max }) => [value, max]), [1, 3]);
        await page.click("#documents-cancel");
        await until(page, () => documents.all.length === 1);
        assert.equal(await headline(), "Bridge shut");
        await page.evaluate(() => document.querySelector("#documents-menu").hidePopover());
        await drop(page, "other.txt", other);
        await untilRead();
        assert.deepEqual((await listed()).map(([title]) => title), ["Bridge shut", "other.txt"]);
      });

      test("all that are open in one file", async () => {
        await dropAll(page, { "one.txt": story, "two.md": "The chief *denied* it.", "three.html": "<p>“It is late,” Ana Petrescu said.</p>" });
        await untilRead();
        await page.click("#export");
        await page.click("#export-scope label:nth-of-type(2)");
        assert.deepEqual(
          await page.$$eval("[data-export]:not(:disabled)", (buttons) => buttons.map((button) => button.dataset.export)),
          ["csv", "csv-sources", "csv-entities", "csv-mentions", "csv-times", "csv-findings", "json"],
        );
        await page.keyboard.press("Escape");
        for (const [format, ending] of [["csv", "attributions.csv"], ["json", "onrecord.jsonl"]]) {
          const rows = (await exportAs(page, browser.downloads, format, `articles.${ending}`)).trim().split(/\r?\n/);
          const names = rows.map((row) => (format === "json" ? JSON.parse(row).file : row.split(",")[0]));
          assert.deepEqual([...new Set(names)].filter((name) => name !== "file"), ["one.txt", "two.md", "three.html"]);
        }
      });

      test("what is open already is shown, not read again", async () => {
        await drop(page, "story.txt", story);
        await untilRead();
        await drop(page, "copy.txt", story);
        await untilRead();
        assert.equal(await page.evaluate(() => documents.all.length), 1);
      });

      test("nothing of a closed article is left in the page", async () => {
        await drop(page, "story.txt", story);
        await untilRead();
        await page.evaluate(() => closeDocument(shownDocument()));
        await untilView(page, "start");
        assert.equal(await page.evaluate(() => document.documentElement.textContent.includes("the bridge is shut.")), false);
        await page.evaluate(() => history.back());
        assert.equal(await page.evaluate(() => document.body.dataset.view), "start");
      });

      test("the date by hand: times are counted from it, here and in what is exported", async () => {
        await paste(page, story);
        await untilView(page, "result");
        const times = async () => (await analysis()).times.map(({ value }) => value);
        assert.deepEqual(await times(), ["XXXX-WXX-4"]);
        await page.click("#edit-header");
        await page.$eval("#header-date", (input) => (input.value = "2026-03-11"));
        await page.click('#header-form [value="apply"]');
        await until(page, () => document.body.dataset.view === "result" && shown.article.header);
        assert.deepEqual(await times(), ["2026-03-05"]);
        assert.match(await page.$eval("#facts", (facts) => facts.textContent), /11 March 2026.*edited/);
        for (const to of ["csv-times", "csv"]) {
          assert.equal(await page.evaluate((to) => writeFormat(to, [exported(shown.article, shown.analysis)]), to), native(story, "txt", "--format", to, "--date", "2026-03-11"));
        }
        assert.deepEqual(await analysis(), JSON.parse(native(story, "txt", "--format", "json", "--offsets", "utf16", "--date", "2026-03-11")));
        // And back to what the text says.
        await page.click("#edit-header");
        await page.click("#header-reset");
        await until(page, () => document.body.dataset.view === "result" && !shown.article.header);
        assert.deepEqual(await times(), ["XXXX-WXX-4"]);
      });

      test("title and author by hand; what is left alone stays; no date at all", async () => {
        await drop(page, "draft.docx", draft);
        await untilView(page, "result");
        await page.click("#edit-header");
        const type = (id, text) => page.$eval(id, (input, text) => (input.value = text), text);
        await type("#header-title", "Ferry stops");
        await type("#header-byline", "R. Editor");
        await type("#header-date", "");
        await page.keyboard.press("Enter");
        await until(page, () => document.body.dataset.view === "result" && shown.article.header);
        const { document } = await analysis();
        assert.deepEqual([document.title, document.byline, document.date], ["Ferry stops", "R. Editor", null]);
        assert.equal(await headline(), "Ferry stops");
        assert.match(await page.title(), /^Ferry stops/);
        // The text's own headline is text like the rest now, and none of it is lost.
        assert.match(await page.$eval("#article-text p", (p) => p.textContent), /Ferry to Port Ellis stops & starts again/);
        await page.click("#edit-header");
        await page.keyboard.press("Escape");
        assert.equal(await headline(), "Ferry stops");
        await page.click("#edit-header");
        await type("#header-byline", "");
        await page.click('#header-form [value="apply"]');
        await until(page, () => document.body.dataset.view === "result" && shown.article.header.byline === "");
        assert.deepEqual([(await analysis()).document.title, (await analysis()).document.byline], ["Ferry stops", null]);
      });

      test("nothing is stored until the reader says so, and deleting leaves nothing", async () => {
        assert.deepEqual(await stored(), []);
        await drop(page, "draft.docx", draft);
        await untilView(page, "result");
        assert.deepEqual(await stored(), []);
        await page.click("#save");
        await until(page, () => document.querySelector("#save").textContent === "Saved in this browser");
        assert.match(await page.$eval("#save-note", (note) => note.textContent), /on this computer/);
        await page.click("#edit-header");
        await page.$eval("#header-date", (input) => (input.value = "2026-03-12"));
        await page.click('#header-form [value="apply"]');
        await until(page, () => document.querySelector("#save").textContent === "Save changes");
        await page.click("#save");
        await until(page, () => document.querySelector("#save").textContent === "Saved in this browser");
        await page.goto("about:blank");
        await page.goto(address);
        await untilReady(page);
        await until(page, () => !document.querySelector("#library").hidden);
        assert.match(await page.$eval("#library-where", (where) => where.textContent), form === "hosted" ? /on this computer.*removes them\.$/ : /another HTML file/);
        const saved = () => page.$$eval("#library-list .document-name", (names) => names.map((name) => name.textContent));
        assert.deepEqual(await saved(), ["Ferry to Port Ellis stops & starts again"]);
        await page.click("#library-list .document-open");
        await untilView(page, "result");
        const { document } = await analysis();
        assert.deepEqual([document.text, document.date], [draftText, "2026-03-12"]);
        assert.equal(await page.$eval("#save", (button) => button.textContent), "Saved in this browser");
        await startAgain(page);
        await drop(page, "story.txt", story);
        await untilView(page, "result");
        await page.click("#save");
        await until(page, () => document.querySelector("#save").textContent === "Saved in this browser");
        await startAgain(page);
        await until(page, () => document.querySelectorAll("#library-list li").length === 2);
        assert.deepEqual(await saved(), ["Bridge shut", "Ferry to Port Ellis stops & starts again"]);
        await page.click("#library-list li:first-child .icon");
        await until(page, () => document.querySelectorAll("#library-list li").length === 1);
        assert.deepEqual(await saved(), ["Ferry to Port Ellis stops & starts again"]);
        await page.click("#library-delete");
        assert.match(await page.$eval("#library-delete", (button) => button.textContent), /for good/);
        assert.equal((await saved()).length, 1);
        await page.click("#library-delete");
        await until(page, () => document.querySelector("#library").hidden);
        assert.deepEqual(await stored(), []);
      });

      test("a browser that stores nothing, or has no room, says so", async () => {
        await drop(page, "story.txt", story);
        await untilView(page, "result");
        const note = () => page.$eval("#save-note", (note) => note.textContent);
        await page.evaluate(() => {
          globalThis.realOpen = IDBFactory.prototype.open;
          IDBFactory.prototype.open = () => {
            throw new DOMException("storage is off", "SecurityError");
          };
        });
        await page.click("#save");
        await until(page, () => document.querySelector("#save-note").textContent);
        assert.match(await note(), /does not let the page store.*storage is off.*Export/);
        await page.evaluate(() => {
          IDBFactory.prototype.open = globalThis.realOpen;
          globalThis.realPut = IDBObjectStore.prototype.put;
          IDBObjectStore.prototype.put = () => {
            throw new DOMException("full", "QuotaExceededError");
          };
        });
        await page.click("#save");
        await until(page, () => /no room/.test(document.querySelector("#save-note").textContent));
        await page.evaluate(() => (IDBObjectStore.prototype.put = globalThis.realPut));
        await page.evaluate(() => deleteSaved());
      });

      test("no string becomes a script", async () => {
        const outcomes = await page.evaluate(() => {
          const attempt = (what) => {
            try {
              what();
              return "done";
            } catch (error) {
              return error.name;
            }
          };
          return {
            markup: attempt(() => (document.createElement("div").innerHTML = "<b>x</b>")),
            worker: attempt(() => new Worker(URL.createObjectURL(new Blob([""], { type: "text/plain" }))).terminate()),
            script: attempt(() => (document.createElement("script").src = "x.js")),
            policy: attempt(() => trustedTypes.createPolicy("another", {})),
            address: attempt(() => scriptUrl("https://example.org/x.js")),
            xml: attempt(() => POLICY.createHTML("<b>x</b>")),
          };
        });
        // The browser reports what it refused.
        trouble.length = 0;
        assert.deepEqual(outcomes, { markup: "TypeError", worker: "TypeError", script: "TypeError", policy: "TypeError", address: "TypeError", xml: "TypeError" });
      });
    });
  }
}

test("a browser without Trusted Types goes on working", async () => {
  const browser = await launch("firefox", "light", { "dom.security.trusted_types.enabled": false });
  const site = await serve();
  try {
    const page = await browser.newPage();
    await page.goto(site.address);
    await untilReady(page);
    assert.equal(await page.evaluate(() => "trustedTypes" in window), false);
    await untilOffline(page);
    await drop(page, "draft.docx", draft);
    await untilView(page, "result");
    assert.equal(await page.evaluate(() => shown.analysis.document.text), draftText);
  } finally {
    await browser.close();
    await site.stop();
  }
});
