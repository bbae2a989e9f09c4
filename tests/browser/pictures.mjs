// Takes the pictures that the repository holds: www/screenshot.webp for the README, those of the page's help in www/help, and
// the icons out of icon.svg. With a folder as argument, pictures of every view instead, wide and narrow, light and dark, to
// look at.

import { mkdirSync, readFileSync } from "node:fs";
import { draft, pdf, printedPages } from "../fixtures/documents.mjs";
import { dropAll, fromRoot, launch, openExample, serve, until, untilReady } from "./support.mjs";

const SIZES = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
/** High enough for a whole list: nothing has to be scrolled. */
const TALL = { width: 1440, height: 1800 };
const folder = process.argv[2];

/** Opens the page in one of its looks. */
async function open(page, site, size, scheme, deviceScaleFactor = 1) {
  await page.setViewport({ ...size, deviceScaleFactor });
  await page.emulateMediaFeatures([
    { name: "prefers-color-scheme", value: scheme },
    { name: "prefers-reduced-motion", value: "reduce" },
  ]);
  await page.goto(site.address);
  await untilReady(page);
}

/** Every view, each as a file of the folder. */
async function everyView(page, site) {
  for (const size of Object.keys(SIZES)) {
    for (const scheme of ["light", "dark"]) {
      const shoot = (view) => page.screenshot({ path: `${folder}/${size}-${scheme}-${view}.png` });
      await open(page, site, SIZES[size], scheme);
      await shoot("start");
      await page.click("#analyze");
      await shoot("error");
      await openExample(page);
      await shoot("result");
      await page.evaluate(() => select(shown.analysis.attributions[2].id));
      await shoot("selected");
      for (const address of ["sources", "sources?at=s3", "findings?at=f1", "entities?at=e1", "map", "network", "network?at=s2", "timeline?at=t1", "summary?at=u1", "attributions?hide=indirect"]) {
        await page.evaluate((address) => {
          setSheet(true);
          location.hash = `#${address}`;
        }, address);
        await shoot(address.replace(/\W/g, "-"));
      }
      await page.evaluate(() => setSheet(false));
      await page.click("#find");
      await page.type("#search-input", "bridge");
      await shoot("find");
      await page.click("#search-close");
      for (const name of ["help", "keys", "privacy"]) {
        await page.evaluate((name) => openDialog(name), name);
        await shoot(name);
        await page.evaluate(() => dialog.close());
      }
      await page.click("#fade");
      await shoot("faded");
      await page.evaluate(() => {
        setSheet(true);
        location.hash = "#sources?at=s2";
      });
      await until(page, () => document.querySelector('[data-edits="s2"] summary'));
      await page.$eval('[data-edits="s2"] summary', (summary) => summary.click());
      await shoot("edit");
      await page.$eval('[data-edits="s2"] [name="name"]', (input) => (input.value = "The harbour office"));
      await page.$eval('[data-edits="s2"] button[value="change"]', (button) => button.click());
      await until(page, () => corrections.list().length > 0 && shown.analysis.profile.corrected > 0);
      await page.evaluate(() => (location.hash = "#corrections"));
      await shoot("corrections");
      await page.evaluate(() => {
        setSheet(false);
        selectWords(shown.analysis.attributions[1].content[0]);
      });
      await until(page, () => !document.querySelector("#marking").hidden);
      await shoot("marking");
      await dropAll(page, { "draft.docx": draft, "noise.txt": "\0", "courier.pdf": pdf(printedPages) });
      await until(page, () => !documents.isReading && document.body.dataset.view === "result");
      await page.click("#documents");
      await shoot("documents");
      await page.click("#documents");
      await page.click("#edit-header");
      await shoot("details");
      await page.keyboard.press("Escape");
      await page.click("#save");
      await until(page, () => document.querySelector("#save-note").textContent);
      await shoot("saved");
      await page.click("#new-article");
      await until(page, () => !document.querySelector("#library").hidden);
      await shoot("library");
      await page.evaluate(() => deleteSaved());
      await page.evaluate(() => {
        newArticle();
        showView("working");
        Object.assign(downloaded, { done: 4.2e6, total: 12e6 });
        showLoading();
      });
      await shoot("working");
    }
  }
}

/** A part of the page, from the corner of an element and a little beyond it, as a picture of the help, as large as that has it. */
async function helpPicture(page, name, scheme, from) {
  const { width, height } = await page.evaluate((name) => STRINGS.help.find(({ picture }) => picture?.name === name).picture, name);
  await page.evaluate(() => document.activeElement.blur());
  const [left, top] = await page.$eval(from, (element) => {
    const box = element.getBoundingClientRect();
    return [box.left, box.top];
  });
  const clip = { x: left - 16, y: top - 10, width, height };
  await page.screenshot({ path: fromRoot(`www/help/${name}-${scheme}.webp`), type: "webp", quality: 35, clip, captureBeyondViewport: false });
}

/** The pictures of the page's help, light and dark. */
async function help(page, site) {
  mkdirSync(fromRoot("www/help"), { recursive: true });
  for (const scheme of ["light", "dark"]) {
    await open(page, site, TALL, scheme, 1.25);
    await openExample(page);
    await helpPicture(page, "marks", scheme, "#article-text p:nth-of-type(2)");
    for (const [name, key] of [["sources", "s10"], ["edit", "s2"]]) {
      await page.evaluate((key) => (location.hash = `#sources?at=${key}`), key);
      await until(page, (key) => document.querySelector(`[data-edits="${key}"] summary`), {}, key);
      const row = `#view-sources tbody [data-key=${key}]`;
      await until(page, (row) => {
        const { top, bottom } = document.querySelector(row).getBoundingClientRect();
        const isStill = globalThis.lastRow === `${row} ${top}`;
        globalThis.lastRow = `${row} ${top}`;
        return isStill && top > 0 && bottom < innerHeight;
      }, {}, row);
      if (name === "edit") await page.$eval('[data-edits="s2"] summary', (summary) => summary.click());
      await helpPicture(page, name, scheme, row);
    }
  }
}

/** The icon in the sizes that systems ask for. */
async function icons(page) {
  const svg = readFileSync(fromRoot("www/icons/icon.svg"), "utf8");
  for (const [name, size, share] of [
    ["icon-180", 180, 1],
    ["icon-192", 192, 1],
    // Systems cut this one to their own shape: the middle four fifths are safe, and the ground reaches the edges.
    ["icon-maskable-512", 512, 0.8],
  ]) {
    await page.setViewport({ width: size, height: size, deviceScaleFactor: 1 });
    const ground = share < 1 ? "#1d2330" : "transparent";
    const edge = (size * (1 - share)) / 2;
    await page.setContent(
      `<body style="margin:${edge}px;background:${ground}"><style>svg{display:block;width:${size * share}px}</style>${svg}`,
    );
    await page.screenshot({ path: fromRoot(`www/icons/${name}.png`), omitBackground: true });
  }
}

const site = await serve();
const browser = await launch("chromium");
try {
  const page = await browser.newPage();
  if (folder) {
    mkdirSync(folder, { recursive: true });
    await everyView(page, site);
  } else {
    await open(page, site, SIZES.wide, "light", 2);
    await openExample(page);
    await page.evaluate(() => select(shown.analysis.attributions[2].id));
    await page.screenshot({ path: fromRoot("www/screenshot.webp"), type: "webp", quality: 85 });
    await help(page, site);
    await icons(await browser.newPage());
  }
} finally {
  await browser.close();
  await site.stop();
}
