// What a long document costs the reader, against what was asked for: `cargo xtask bench` starts this.
//
//   node tests/bench/long.mjs DOCUMENT
//
// DOCUMENT is a text of some 20,000 words. Chromium itself measures: its observers of events and layout shifts, and the
// frames that the page was given while it scrolled.

import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { launch, resize, serve, until, untilReady } from "../browser/support.mjs";

/** How far and how fast the page is scrolled, in pixels and pixels a second, as by a hand that looks for something. */
const SCROLLED = 20_000;
const SPEED = 4_000;
/** How many selections are timed, in the article and in the panel. */
const SELECTIONS = 12;

const text = await readFile(process.argv[2], "utf8");

/** @param {string} what @param {string} value @param {string} [note] */
const row = (what, value, note = "") => console.log(`  ${what.padEnd(46)} ${value.padStart(9)}   ${note}`.trimEnd());
const ms = (/** @type {number} */ value) => `${value.toFixed(0)} ms`;

const server = await serve();
const browser = await launch("chromium");
try {
  const page = await browser.newPage();
  await resize(page, { width: 1440, height: 900 });
  await page.evaluateOnNewDocument(() => {
    globalThis.shifts = [];
    globalThis.events = [];
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) globalThis.shifts.push(value);
    }).observe({ type: "layout-shift", buffered: true });
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries()) if (["click", "keydown"].includes(name)) globalThis.events.push(duration);
    }).observe({ type: "event", durationThreshold: 16 });
  });
  await page.goto(server.address);
  await untilReady(page);

  // From the engine's answer to the frame after the one that shows it.
  await page.evaluate((text) => {
    const show = globalThis.showResult;
    globalThis.showResult = (...given) => {
      const answered = performance.now();
      show(...given);
      globalThis.drawn = performance.now() - answered;
      requestAnimationFrame(() => requestAnimationFrame(() => (globalThis.visible = performance.now() - answered)));
    };
    document.querySelector("#article-input").value = text;
    globalThis.started = performance.now();
    document.querySelector("#analyze").click();
  }, text);
  await until(page, () => globalThis.visible, { timeout: 300_000 });
  const { drawn, visible, marks } = await page.evaluate(() => ({
    drawn: globalThis.drawn,
    visible: globalThis.visible,
    marks: document.querySelectorAll("#article-view .part").length,
  }));
  await sleep(2000);

  const session = await page.createCDPSession();
  const scroll = async (/** @type {number} */ distance) => {
    await page.evaluate(() => {
      globalThis.frames = [];
      const note = (time) => {
        globalThis.frames.push(time);
        globalThis.noting = requestAnimationFrame(note);
      };
      globalThis.noting = requestAnimationFrame(note);
    });
    await session.send("Input.synthesizeScrollGesture", { x: 400, y: 500, yDistance: -distance, speed: SPEED, gestureSourceType: "mouse" });
    return page.evaluate(() => {
      cancelAnimationFrame(globalThis.noting);
      return globalThis.frames;
    });
  };
  const frames = await scroll(SCROLLED);
  const times = frames.slice(1).map((time, i) => time - frames[i]).toSorted((a, b) => a - b);
  const fps = (1000 * times.length) / (frames.at(-1) - frames[0]);
  const scrolled = await page.evaluate(() => scrollY);

  // Each is a click or key of the reader's, answered when the browser has painted what follows from it.
  const selections = [];
  const timed = async (/** @type {() => Promise<unknown>} */ act) => {
    await page.evaluate(() => (globalThis.events.length = 0));
    await act();
    await sleep(700);
    // One that was too quick to be reported took less than what is observed.
    selections.push(Math.max(16, ...(await page.evaluate(() => globalThis.events))));
  };
  for (let i = 0; i < SELECTIONS; i++) {
    const mark = await page.evaluate((i) => {
      const isSeen = (element) => {
        const { top, bottom } = element.getBoundingClientRect();
        return bottom > 150 && top < innerHeight - 100;
      };
      // Looking at what is inside of paragraphs out of sight would have the browser lay them out.
      const paragraphs = [...document.querySelectorAll("#article-text p")].filter(isSeen);
      const seen = paragraphs.flatMap((paragraph) => [...paragraph.querySelectorAll(".part.cue")]).filter(isSeen);
      const { left, top, width, height } = seen[i % seen.length].getClientRects()[0];
      return { x: left + width / 2, y: top + height / 2 };
    }, i);
    // A hand is there before it presses.
    await page.mouse.move(mark.x, mark.y);
    await sleep(300);
    await timed(() => page.mouse.click(mark.x, mark.y));
    await timed(() => page.keyboard.press("j"));
  }
  const shifts = await page.evaluate(() => globalThis.shifts.reduce((sum, value) => sum + value, 0));
  console.log(`a document of ${text.split(/\s+/).filter(Boolean).length} words in Chromium, ${marks} marks`);
  row("from the analysis to the marks on the screen", ms(visible), `asked 1500 ms; ${ms(drawn)} of it drawing`);
  row("frames a second while it scrolls", fps.toFixed(1), `asked 50; ${scrolled} pixels, longest frame ${ms(times.at(-1) ?? 0)}`);
  row("a selection, the slowest", ms(Math.max(...selections)), `asked 100 ms; median ${ms(selections.toSorted((a, b) => a - b)[selections.length >> 1])}`);
  row("layout shift, all of it", shifts.toFixed(3), "asked 0.05");
} finally {
  await browser.close();
  await server.stop();
}
