"use strict";

// Word files (.docx): a zip archive of XML. Paragraphs, headings and tables are read as Word would show them with all
// changes accepted. Footnotes, comments, text boxes, headers and footers are left out: they are not the story.

/** The most that a part of the archive may hold unpacked, so that no small file can fill the memory. */
const MAX_UNPACKED = 50_000_000;

/** Names that programs and not people put down as the author. */
const NO_AUTHOR = /^(microsoft( office)?( user)?|(windows |office )?user|admin(istrator)?|author|owner|unknown|un-?named|python-docx|apache poi|.*@.*)$/i;

/** Elements whose text is not part of the story, or no longer. */
const LEFT_OUT = new Set([
  "del", "moveFrom", "delText", "instrText", "delInstrText", "drawing", "pict", "object", "Fallback", "rt",
  "footnoteReference", "endnoteReference", "commentReference", "annotationRef", "pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr", "sdtPr",
]);

/**
 * @param {string} name @param {Uint8Array} bytes @returns {Article}
 */
function readDocx(name, bytes) {
  const files = unpackedFiles(name, bytes);
  const file = (/** @type {string} */ path) => parsedFile(name, files, path);
  const target = (/** @type {RegExp} */ type) => relationTarget(file("_rels/.rels"), type);
  const path = target(/\/officeDocument$/) ?? "word/document.xml";
  if (!files[path]) throw new UnreadableFile(STRINGS.notWord(name, archiveKind(files)));
  const body = file(path)?.querySelector("*|body");
  if (!body) throw new UnreadableFile(STRINGS.damaged(name));
  const folder = path.replace(/[^/]*$/, "");
  const blocks = blocksOf(body, headingStyles(file(`${folder}styles.xml`)));
  const text = asMarkdown(blocks);
  if (text === "") throw new UnreadableFile(STRINGS.emptyFile(name));
  return { name, format: "markdown", text, stated: statedIn(file(target(/\/core-properties$/) ?? "docProps/core.xml")) };
}

/** @param {string} name @param {Uint8Array} bytes @returns {Record<string, Uint8Array>} the archive's XML files */
function unpackedFiles(name, bytes) {
  let isTooLarge = false;
  const filter = (/** @type {{name: string, originalSize: number}} */ file) => {
    const isXml = /\.(xml|rels)$/.test(file.name) || file.name === "mimetype";
    if (isXml && file.originalSize > MAX_UNPACKED) isTooLarge = true;
    return isXml && !isTooLarge;
  };
  let files;
  try {
    files = zip.unzipSync(bytes, { filter });
  } catch {
    throw new UnreadableFile(STRINGS.damaged(name));
  }
  if (isTooLarge) throw new UnreadableFile(STRINGS.tooLarge(name, MAX_UNPACKED));
  return files;
}

/** @param {string} name @param {Record<string, Uint8Array>} files @param {string} path */
function parsedFile(name, files, path) {
  const bytes = files[path];
  if (!bytes) return undefined;
  const encoding = bytes[0] === 0xff ? "utf-16le" : bytes[0] === 0xfe ? "utf-16be" : "utf-8";
  const parsed = parseXml(new TextDecoder(encoding).decode(bytes));
  if (!parsed) throw new UnreadableFile(STRINGS.damaged(name));
  return parsed;
}

/** Where a package's relation of a type leads. @param {Document | undefined} relations @param {RegExp} type */
function relationTarget(relations, type) {
  const relation = [...(relations?.querySelectorAll("*|Relationship") ?? [])].find((element) => type.test(element.getAttribute("Type") ?? ""));
  return relation?.getAttribute("Target")?.replace(/^\//, "");
}

/** What an archive is that is no Word file. @param {Record<string, Uint8Array>} files */
function archiveKind(files) {
  const type = files.mimetype ? new TextDecoder().decode(files.mimetype) : "";
  if (type.includes("opendocument.text")) return "openDocument";
  return Object.keys(files).some((path) => /^(xl|ppt)\//.test(path)) ? "office" : "archive";
}

/** An attribute whatever the prefix of its namespace. @param {Element | null | undefined} element @param {string} name */
function valueOf(element, name = "val") {
  return [...(element?.attributes ?? [])].find(({ localName }) => localName === name)?.value;
}

/** @param {Element | undefined | null} element @param {string} name */
function childOf(element, name) {
  return [...(element?.children ?? [])].find(({ localName }) => localName === name);
}

/** The level of the heading that each style makes, by the style's id. @param {Document | undefined} styles @returns {(id: string | undefined) => number | undefined} */
function headingStyles(styles) {
  const byId = new Map([...(styles?.querySelectorAll("*|style") ?? [])].map((style) => [valueOf(style, "styleId"), style]));
  /** @type {(id: string | undefined, depth?: number) => number | undefined} */
  const levelOf = (id, depth = 0) => {
    const style = byId.get(id);
    const name = valueOf(childOf(style, "name"))?.toLowerCase() ?? id?.toLowerCase() ?? "";
    if (name === "title") return 1;
    const named = /^heading ?([1-6])$/.exec(name);
    if (named) return Number(named[1]);
    const outlined = outlineLevel(childOf(style, "pPr"));
    if (outlined) return outlined;
    // A style may be based on another; a damaged file may have them in a circle.
    const base = valueOf(childOf(style, "basedOn"));
    return base !== undefined && depth < 10 ? levelOf(base, depth + 1) : undefined;
  };
  return (id) => (id === undefined ? undefined : levelOf(id));
}

/** @param {Element | undefined} properties */
function outlineLevel(properties) {
  const level = Number(valueOf(childOf(properties, "outlineLvl")) ?? 9);
  return level < 6 ? level + 1 : undefined;
}

/**
 * The paragraphs of a body, in order.
 * @param {Element} body @param {(style: string | undefined) => number | undefined} headingOf @returns {TextBlock[]}
 */
function blocksOf(body, headingOf) {
  /** @type {TextBlock[]} */
  const blocks = [];
  /** The text of paragraphs whose mark was deleted: they go on with the next. */
  let begun = "";
  const add = (/** @type {Element} */ paragraph) => {
    const properties = childOf(paragraph, "pPr");
    const text = begun + textOfRun(paragraph);
    begun = "";
    const mark = childOf(properties, "rPr");
    if (childOf(mark, "del") || childOf(mark, "moveFrom")) {
      begun = text;
      return;
    }
    const heading = outlineLevel(properties) ?? headingOf(valueOf(childOf(properties, "pStyle")));
    // A page break, or an empty line made with line breaks, ends a paragraph as well.
    for (const part of text.split(/\f|\n\s*\n/)) blocks.push({ text: part, heading });
  };
  const walk = (/** @type {Element} */ element) => {
    for (const child of element.children) {
      if (LEFT_OUT.has(child.localName)) continue;
      if (child.localName === "p") add(child);
      else if (child.localName === "tr" && isRow(child)) blocks.push({ text: [...child.children].map((cell) => textOfRun(cell).trim()).filter(Boolean).join("; ") });
      else walk(child);
    }
  };
  walk(body);
  if (begun) blocks.push({ text: begun });
  return blocks;
}

/** Whether a table's row is one of data, a short paragraph at most in each cell, and not of a page's layout. @param {Element} row */
function isRow(row) {
  const cells = [...row.children].filter(({ localName }) => localName === "tc");
  return cells.length > 1 && cells.every((cell) => textOfRun(cell).length <= 120 && cell.querySelectorAll("*|p").length <= 1);
}

/** The text within an element as it is shown. @param {Element} element @returns {string} */
function textOfRun(element) {
  let text = "";
  for (const child of element.children) {
    const { localName } = child;
    if (LEFT_OUT.has(localName)) continue;
    if (localName === "t") text += child.textContent;
    else if (localName === "tab" || localName === "ptab") text += " ";
    else if (localName === "br" || localName === "cr") text += valueOf(child, "type") === "page" || valueOf(child, "type") === "column" ? "\f" : "\n";
    else if (localName === "noBreakHyphen") text += "-";
    else if (localName === "r" && isHidden(child)) continue;
    else text += textOfRun(child);
  }
  return text;
}

/** @param {Element} run */
function isHidden(run) {
  const hidden = childOf(childOf(run, "rPr"), "vanish");
  return hidden !== undefined && !/^(0|false|off)$/.test(valueOf(hidden) ?? "");
}

/** What the file says about itself. @param {Document | undefined} core @returns {Header} */
function statedIn(core) {
  const value = (/** @type {string} */ name) => core?.querySelector(`*|${name}`)?.textContent?.trim() || undefined;
  const creator = value("creator");
  return {
    title: value("title"),
    byline: creator && !NO_AUTHOR.test(creator) ? creator : undefined,
    date: isoDay(value("created")),
  };
}

/** The day of a time such as `2026-03-04T10:00:00Z`, if there is such a day. @param {string | undefined} time */
function isoDay(time) {
  const day = time?.slice(0, 10) ?? "";
  const isDay = /^\d{4}-\d\d-\d\d$/.test(day) && new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day);
  return isDay ? day : undefined;
}
