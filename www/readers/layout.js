"use strict";

// Printed lines become paragraphs: lines are put together in the order in which the file draws them, which for columns is
// the order of reading, as far as the file's maker kept to it. Running heads and page numbers are dropped, words that were
// divided at the end of a line are made whole.

/**
 * A printed line. Lengths are points, `y` grows upwards.
 * @typedef {object} PrintedLine
 * @property {string} text
 * @property {number} page from 0
 * @property {number} x where it begins
 * @property {number} right where it ends
 * @property {number} y its baseline
 * @property {number} size of its type
 * @property {string} font the one font that all of it is set in; empty if there are several
 */

/** A line whose type is larger than the body's by this factor heads what follows. */
const LARGER = 1.15;

/** @param {PrintedText[][]} pages @returns {TextBlock[]} */
function blocksOfPages(pages) {
  const lines = withoutRunningHeads(pages.map((items, page) => linesOf(items, page))).flat();
  const body = commonest(lines, ({ size }) => Math.round(size * 2) / 2);
  const font = commonest(lines, (line) => line.font);
  const leading = leadingOf(lines, body);
  /** @type {PrintedLine[][]} */
  const paragraphs = [];
  for (const [index, line] of lines.entries()) {
    const last = paragraphs.at(-1);
    const before = last?.at(-1);
    if (last && before && goesOn(before, line, { lines, index, body, leading, isFirst: last.length === 1 })) last.push(line);
    else paragraphs.push([line]);
  }
  const words = new Set(lines.flatMap(({ text }) => text.toLowerCase().match(/[\p{L}-]+/gu) ?? []));
  const largest = Math.max(...paragraphs.filter(([{ page }]) => page === 0).map(([{ size }]) => size));
  let hasTitle = false;
  /** @type {TextBlock[]} */
  const blocks = [];
  let initial = "";
  for (const paragraph of paragraphs) {
    const text = initial + joined(paragraph.map((line) => line.text), words);
    initial = "";
    const [{ size }] = paragraph;
    // A large first letter that reaches down several lines.
    if (/^[\p{Lu}“"]{1,2}$/u.test(text) && size > 1.6 * body) {
      initial = text;
      continue;
    }
    const isShort = text.length < 200;
    const isLarge = isShort && size > LARGER * body;
    const isTitle = isLarge && !hasTitle && size === largest;
    if (isTitle) hasTitle = true;
    // A subhead in the body's size is set in another font.
    const isApart = paragraph.length === 1 && text.length < 80 && !["", font].includes(paragraph[0].font);
    const isSubhead = isLarge || (isApart && blocks.length > 0 && !/[.!?,;:”"]$/.test(text));
    blocks.push({ text, heading: isTitle ? 1 : isSubhead ? 2 : undefined });
  }
  return blocks;
}

/** The lines of a page. @param {PrintedText[]} items @param {number} page @returns {PrintedLine[]} */
function linesOf(items, page) {
  /** @type {PrintedLine[]} */
  const lines = [];
  /** @type {PrintedLine | undefined} */
  let line;
  for (const { str, transform: [a, b, c, d, x, y], width, fontName } of items) {
    const size = Math.hypot(c, d);
    // Text that stands upright is no part of the story: a stamp, an axis, a credit beside a picture.
    if (str.trim() === "" || Math.abs(b) > Math.abs(a)) continue;
    const gap = line ? x - line.right : 0;
    // A small figure above the line refers to a note.
    const isRaised = line && size < 0.8 * line.size && y > line.y + 0.15 * line.size && y < line.y + line.size;
    if (isRaised && gap < size && /^[\d*†‡,\s]+$/.test(str)) continue;
    const isSame = line && Math.abs(y - line.y) < 0.4 * Math.max(size, line.size) && gap > -size && gap < 4 * size;
    if (line && isSame) {
      const isApart = gap > 0.2 * Math.min(size, line.size) && !/\s$/.test(line.text) && !/^\s/.test(str);
      line.text += (isApart ? " " : "") + str;
      line.right = x + width;
      line.size = Math.max(line.size, size);
      if (fontName !== line.font) line.font = "";
    } else {
      lines.push((line = { text: str, page, x, right: x + width, y, size, font: fontName }));
    }
  }
  return lines.map((line) => ({ ...line, text: line.text.trim() }));
}

/**
 * The pages without lines at their top or foot that several pages share, and without page numbers.
 * @param {PrintedLine[][]} pages
 */
function withoutRunningHeads(pages) {
  const edges = pages.map((lines) => {
    const rows = [...new Set(lines.map(({ y }) => Math.round(y)))].sort((a, b) => a - b);
    const outer = new Set([...rows.slice(0, 2), ...rows.slice(-2)]);
    return lines.filter(({ y }) => outer.has(Math.round(y)));
  });
  /** Numbers differ from page to page. @param {PrintedLine} line */
  const look = ({ text, y }) => `${text.toLowerCase().replace(/\d+/g, "#")} ${Math.round(y / 4)}`;
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const lines of edges) {
    for (const key of new Set(lines.map(look))) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return pages.map((lines, page) =>
    lines.filter((line) => {
      if (!edges[page].includes(line)) return true;
      const isNumber = /^(page )?[-–—|\s]*\d{1,4}( ?(of|\/) ?\d{1,4})?[-–—|\s]*$/i.test(line.text);
      return !isNumber && (counts.get(look(line)) ?? 0) < 2;
    }),
  );
}

/** What most letters have. @template T @param {PrintedLine[]} lines @param {(line: PrintedLine) => T} of @returns {T} */
function commonest(lines, of) {
  /** @type {Map<T, number>} */
  const letters = new Map();
  for (const line of lines) letters.set(of(line), (letters.get(of(line)) ?? 0) + line.text.length);
  return [...letters].reduce((most, next) => (next[1] > most[1] ? next : most))[0];
}

/** The usual distance between the lines of the body. @param {PrintedLine[]} lines @param {number} body */
function leadingOf(lines, body) {
  /** @type {Map<number, number>} */
  const distances = new Map();
  for (const [index, line] of lines.entries()) {
    const distance = Math.round(((lines[index - 1]?.y ?? 0) - line.y) * 2) / 2;
    if (distance > 0.8 * body && distance < 2.5 * body) distances.set(distance, (distances.get(distance) ?? 0) + 1);
  }
  return [...distances].reduce((most, next) => (next[1] > most[1] ? next : most), [1.2 * body, 0])[0];
}

/**
 * Whether a paragraph goes on from one line to the next.
 * @param {PrintedLine} before @param {PrintedLine} line
 * @param {{lines: PrintedLine[], index: number, body: number, leading: number, isFirst: boolean}} about the line's place, the
 *   body's size and its lines' distance, and whether `before` begins its paragraph
 */
function goesOn(before, line, { lines, index, body, leading, isFirst }) {
  const { size } = line;
  if (Math.abs(before.size - size) > 0.08 * size || /^[•▪◦‣·–—] /.test(line.text)) return false;
  const next = lines[index + 1];
  const ends = /[.!?…:][”’"')\]]*$/.test(before.text);
  const isBelow = line.page === before.page && line.y < before.y;
  // The column's edges, by its lines nearby in the same type.
  const isNear = (/** @type {PrintedLine} */ other) =>
    other.page === before.page && Math.abs(other.x - before.x) < 3 * size && Math.abs(other.size - size) < 0.08 * size;
  const near = lines.slice(Math.max(0, index - 40), index + 40).filter(isNear);
  const right = Math.max(...near.map((other) => other.right));
  const left = Math.min(...near.map((other) => other.x));
  const isShort = before.right < right - 0.15 * (right - left);
  if (!isBelow) {
    // Over the end of a column: the next one begins a paragraph where it is indented or a sentence has ended.
    const isIndented = next && next.page === line.page && next.y < line.y && line.x - next.x > 0.6 * size;
    return /^\p{Ll}/u.test(line.text) || !(ends || isIndented || isShort);
  }
  if (before.y - line.y > 1.3 * leading * (size / body)) return false;
  // Another font, after a line that could have held more.
  if (before.font !== line.font && before.font !== "" && line.font !== "" && isShort) return false;
  if (line.x - before.x > 0.6 * size && !isFirst) return false;
  if (line.x - left > 0.6 * size && isFirst && before.x - left > 0.6 * size && isShort) return false;
  return !(isShort && ends);
}

/** A paragraph of its lines. @param {string[]} lines @param {Set<string>} words every word of the file, in small letters */
function joined(lines, words) {
  return lines.reduce((text, line) => {
    const [, part] = /(\p{L}+)[-‐\u00ad]$/u.exec(text) ?? [];
    const [, rest] = /^(\p{Ll}+)/u.exec(line) ?? [];
    if (!part || !rest) return text === "" || /\w[-–—]$/.test(text) ? text + line : `${text} ${line}`;
    // "co-operation" keeps its hyphen where the file has the word with it elsewhere, and not without.
    const [whole, hyphened] = [part + rest, `${part}-${rest}`].map((word) => word.toLowerCase());
    const keeps = words.has(hyphened) && !words.has(whole) && !text.endsWith("\u00ad");
    return (keeps ? text : text.slice(0, -1)) + line;
  }, "");
}
