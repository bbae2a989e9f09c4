"use strict";

// From what the reader brings (a file, a paste, a drop) to an Article, or an error that says what to do instead.

/** The largest file the page takes: some 800,000 words. */
const MAX_BYTES = 5_000_000;

/** A file that cannot become an article; the message is for the reader. */
class UnreadableFile extends Error {}

/** How files begin that hold text only inside a container. @type {[RegExp, string][]} */
const CONTAINERS = [
  [/^%PDF-/, "a PDF"],
  [/^PK\x03\x04/, "a Word or other office document, or a zip archive"],
  [/^\xd0\xcf\x11\xe0/, "an old Word or other office document"],
  [/^\{\\rtf/, "a rich text (RTF) document"],
  [/^\x1f\x8b/, "a gzip archive"],
  [/^(\x89PNG|\xff\xd8\xff|GIF8|RIFF)/, "an image or a recording"],
];

/** @param {File} file @returns {Promise<Article>} */
async function readArticleFile(file) {
  if (file.size > MAX_BYTES) throw new UnreadableFile(STRINGS.tooLarge(file.name, MAX_BYTES));
  let bytes;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new UnreadableFile(STRINGS.unreadable(file.name));
  }
  const head = String.fromCharCode(...bytes.subarray(0, 1024));
  const container = CONTAINERS.find(([start]) => start.test(head));
  if (container) throw new UnreadableFile(STRINGS.unsupported(file.name, container[1]));
  const text = decode(bytes, head);
  if (text === undefined) throw new UnreadableFile(STRINGS.binary(file.name));
  if (text.trim() === "") throw new UnreadableFile(STRINGS.emptyFile(file.name));
  if (/\.json$/i.test(file.name)) return correctedArticle(file.name, text);
  return { name: file.name, format: formatOfFile(file), text };
}

/** The article within an analysis that was exported with corrections. @param {string} name @param {string} json @returns {Article} */
function correctedArticle(name, json) {
  /** @type {Partial<Former> | undefined} */
  let former;
  try {
    former = JSON.parse(json);
  } catch {
    throw new UnreadableFile(STRINGS.notJson(name));
  }
  const { schema, offsets = "", input, corrections } = former ?? {};
  if (schema !== "onrecord/1") throw new UnreadableFile(STRINGS.notAnalysis(name));
  if (!input || typeof input.text !== "string" || !["text", "html", "markdown"].includes(input.format)) throw new UnreadableFile(STRINGS.noArticleInside(name));
  return { name: name.replace(/\.json$/i, ""), ...input, former: { schema, offsets, input, corrections: corrections ?? [] } };
}

/** @param {string} text @returns {Article} */
function pastedArticle(text) {
  // A page's source, copied from "View source".
  const format = /^\s*<(!doctype html|html[\s>])/i.test(text.slice(0, 1000)) ? "html" : "text";
  return { name: STRINGS.pastedName, format, text };
}

/** @param {File} file @returns {Format} */
function formatOfFile(file) {
  if (/\.(html?|xhtml)$/i.test(file.name) || file.type === "text/html") return "html";
  if (/\.(md|markdown)$/i.test(file.name) || file.type === "text/markdown") return "markdown";
  return "text";
}

/** The encoding that a page names in its head. @param {string} head */
function namedEncoding(head) {
  const label = /charset=\s*["']?([^"';>/\s]*)/i.exec(head)?.[1] ?? "windows-1252";
  try {
    const { encoding } = new TextDecoder(label);
    // A page that can be read to say so is not UTF-16, and what says UTF-8 here has broken bytes.
    return encoding.startsWith("utf-16") ? "utf-8" : encoding;
  } catch {
    return "windows-1252";
  }
}

/**
 * The text of a file, by the same rules as the command line's: by its byte order mark, as UTF-8 if it is that, in the
 * encoding that it names, or as Windows-1252. Undefined if it is not text.
 * @param {Uint8Array} bytes @param {string} head the first bytes, as Latin-1
 */
function decode(bytes, head) {
  if (head.startsWith("\xff\xfe")) return new TextDecoder("utf-16le").decode(bytes);
  if (head.startsWith("\xfe\xff")) return new TextDecoder("utf-16be").decode(bytes);
  // Control characters other than white space and escape do not occur in text.
  if (bytes.some((byte) => byte < 8 || (byte > 13 && byte < 27))) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder(namedEncoding(head)).decode(bytes);
  }
}
