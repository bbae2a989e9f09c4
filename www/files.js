"use strict";

// From what the reader brings (a file, a paste, a drop) to an Article, or an error that says what to do instead. Word files
// and PDFs have readers of their own.

/** The largest text the page takes: some 800,000 words. */
const MAX_BYTES = 5_000_000;

/** The largest Word file or PDF; most of it may be pictures. */
const MAX_CONTAINER = 60_000_000;

/** A file that cannot become an article; the message is for the reader. */
class UnreadableFile extends Error {}

/** How files begin that hold text in a way nothing here reads. @type {[RegExp, string][]} */
const CONTAINERS = [
  [/^\{\\rtf/, "a rich text (RTF) document"],
  [/^\x1f\x8b/, "a gzip archive"],
  [/^(\x89PNG|\xff\xd8\xff|GIF8|RIFF)/, "an image or a recording"],
];

/** What reading a long file goes by. @typedef {{tell: (page: number, of: number) => void, signal: AbortSignal}} Manners */

/** @param {File} file @param {Manners} manners @returns {Promise<Article>} */
async function readArticleFile(file, manners) {
  const { name } = file;
  const head = await file.slice(0, 1024).arrayBuffer().then((start) => String.fromCharCode(...new Uint8Array(start)), () => "");
  const isPdf = /^\s*%PDF-/.test(head);
  const isZip = head.startsWith("PK\x03\x04");
  // Compound files: Word's before 2007, and what Office makes of a document with a password.
  const isCompound = head.startsWith("\xd0\xcf\x11\xe0");
  const limit = isPdf || isZip || isCompound ? MAX_CONTAINER : MAX_BYTES;
  if (file.size > limit) throw new UnreadableFile(STRINGS.tooLarge(name, limit));
  let bytes;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new UnreadableFile(STRINGS.unreadable(name));
  }
  if (isPdf) return readPdf(name, bytes, manners);
  if (isZip) return readDocx(name, bytes);
  if (isCompound) throw new UnreadableFile(isLocked(bytes) ? STRINGS.encrypted(name) : STRINGS.oldWord(name));
  const container = CONTAINERS.find(([start]) => start.test(head));
  if (container) throw new UnreadableFile(STRINGS.unsupported(name, container[1]));
  const text = decode(bytes, head);
  if (text === undefined) throw new UnreadableFile(STRINGS.binary(name));
  if (text.trim() === "") throw new UnreadableFile(STRINGS.emptyFile(name));
  return { name, format: formatOfFile(file), text };
}

/** Whether a compound file holds a document with a password: it then names this stream, in UTF-16. @param {Uint8Array} bytes */
function isLocked(bytes) {
  return new TextDecoder("utf-16le").decode(bytes.subarray(0, bytes.length & ~1)).includes("EncryptedPackage");
}

/**
 * What was copied, as an article. Copied from a web page or from Word, it is read as such if it is built like an article;
 * then menus and other stories beside it are left out, and every paragraph is one.
 * @param {string} text @param {string} [html] @returns {Article}
 */
function pastedArticle(text, html = "") {
  if (isArticle(html)) return { name: STRINGS.pastedName, format: "html", text: fromProcessor(html) };
  // A page's source, copied from "View source".
  const format = /^\s*<(!doctype html|html[\s>])/i.test(text.slice(0, 1000)) ? "html" : "text";
  return { name: STRINGS.pastedName, format, text };
}

/** Whether HTML has a heading or several paragraphs: without them its plain text says as much. @param {string} html */
function isArticle(html) {
  return html.length <= MAX_BYTES && (/<h[1-6][\s>]/i.test(html) || (html.match(/<p[\s>]/gi)?.length ?? 0) > 1);
}

/**
 * From a word processor every paragraph is of the story: a link is no sign of a menu there. What Word draws before the items
 * of a list is no text.
 * @param {string} html
 */
function fromProcessor(html) {
  if (!/\bMso[A-Z]|urn:schemas-microsoft-com|docs-internal-guid/.test(html)) return html;
  return html.replace(/<!(--)?\[if !supportLists\](--)?>[^]*?<!(--)?\[endif\](--)?>/gi, "").replace(/<\/?a(\s[^>]*)?>/gi, "");
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
