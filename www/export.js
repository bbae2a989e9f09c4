"use strict";

// The analysis in the reader's hands: the menu of export formats, of the shown article or of all that are open, and what
// goes to the clipboard.

/** What a file of each format is. @type {Record<ExportFormat | "text", {ending: string, type: string}>} */
const EXPORTS = {
  html: { ending: "report.html", type: "text/html" },
  json: { ending: "onrecord.json", type: "application/json" },
  csv: { ending: "attributions.csv", type: "text/csv" },
  "csv-sources": { ending: "sources.csv", type: "text/csv" },
  "csv-entities": { ending: "entities.csv", type: "text/csv" },
  "csv-mentions": { ending: "mentions.csv", type: "text/csv" },
  "csv-times": { ending: "times.csv", type: "text/csv" },
  "csv-findings": { ending: "findings.csv", type: "text/csv" },
  "web-annotation": { ending: "annotations.jsonld", type: "application/ld+json" },
  brat: { ending: "ann", type: "text/plain" },
  graphml: { ending: "graphml", type: "application/graphml+xml" },
  geojson: { ending: "places.geojson", type: "application/geo+json" },
  text: { ending: "txt", type: "text/plain" },
};

/** What a file of several articles is, where it is anything else. @type {Partial<typeof EXPORTS>} */
const EXPORTS_OF_ALL = { json: { ending: "onrecord.jsonl", type: "application/jsonl" } };

/** Whether a format has a form for several articles. @param {ExportFormat | "text"} format */
function takesSeveral(format) {
  return format === "json" || format.startsWith("csv");
}

/**
 * An article as the formats' module takes it. With corrections, the article as it was given stands in it as well, so that they
 * can be put on it again.
 * @param {Article} article @param {Analysis} analysis @returns {Exported}
 */
function exported({ name, format, text, header, stated }, analysis) {
  const analysed = analysis.document.text ?? text;
  if (!analysis.corrections) return { name, text: analysed, analysis };
  // What stands above it, where the text itself does not say it: as the reader gave it, or as its file states it.
  const head = Object.fromEntries(
    /** @type {(keyof Header)[]} */ (["title", "byline", "date"]).flatMap((name) => {
      const given = header?.[name] ?? (stated?.[name] ? analysis.document[name] : undefined);
      return given === undefined || given === null ? [] : [[name, given]];
    }),
  );
  return { name, text: analysed, analysis: { ...analysis, input: { format, text, ...head } } };
}

/** The open documents that were analysed, in their order. @returns {Exported[]} */
function exportedDocuments() {
  return documents.all.flatMap(({ article, analysis }) => (article && analysis ? [exported(article, analysis)] : []));
}

// ---- The menu --------------------------------------------------------------------------------------------------------

const exportMenu = {
  popover: byId("export-menu", HTMLElement),
  scope: byId("export-scope", HTMLFieldSetElement),
  all: byId("export-all", HTMLInputElement),
  allLabel: byId("export-all-label", HTMLElement),
  note: byId("export-note", HTMLElement),
  /** Stops what is being written. @type {AbortController | undefined} */
  writing: undefined,
};

/** Whether all open documents are asked for. */
function exportsAll() {
  return !exportMenu.scope.hidden && exportMenu.all.checked;
}

/** Offers what there is for one article or for all, unless something is being written. */
function drawExportMenu() {
  const count = exportedDocuments().length;
  exportMenu.scope.hidden = count < 2;
  exportMenu.allLabel.textContent = STRINGS.exportAll(count);
  for (const button of exportMenu.popover.querySelectorAll("button")) {
    const isOffered = !exportsAll() || takesSeveral(/** @type {ExportFormat | "text"} */ (button.dataset.export));
    button.disabled = !isOffered || exportMenu.writing !== undefined;
  }
}

/** Writes a file; the menu stays open meanwhile, and closing it gives up. @param {ExportFormat | "text"} format @param {Article} article @param {Analysis} analysis */
async function exportAs(format, article, analysis) {
  const isAll = exportsAll();
  const one = exported(article, analysis);
  const { ending, type } = (isAll && EXPORTS_OF_ALL[format]) || EXPORTS[format];
  const name = `${isAll ? STRINGS.exportAllName : fileStem(ui.headline.textContent || article.name)}.${ending}`;
  const writing = (exportMenu.writing = new AbortController());
  drawExportMenu();
  exportMenu.note.textContent = STRINGS.exporting(name);
  try {
    const { signal } = writing;
    const content =
      format === "text" ? one.text
      : isAll ? await writeFormat(format, exportedDocuments(), { isOneOfSeveral: true, signal })
      : await writeFormat(format, [one], { signal });
    saveFile(content, type, name);
    exportMenu.popover.hidePopover();
    announce(STRINGS.exported(name));
  } catch (error) {
    if (writing.signal.aborted) announce(STRINGS.cancelled);
    else exportMenu.note.textContent = STRINGS.exportFailed(error instanceof Error ? error.message : String(error));
  } finally {
    if (exportMenu.writing === writing) exportMenu.writing = undefined;
    drawExportMenu();
  }
}

exportMenu.popover.addEventListener("toggle", (event) => {
  const isOpen = /** @type {ToggleEvent} */ (event).newState === "open";
  if (isOpen) exportMenu.note.textContent = "";
  else exportMenu.writing?.abort();
  drawExportMenu();
});
exportMenu.scope.addEventListener("change", drawExportMenu);
exportMenu.popover.addEventListener("click", ({ target }) => {
  const button = /** @type {HTMLElement} */ (target).closest("button");
  const { analysis, article } = shown;
  if (button && analysis && article) exportAs(/** @type {ExportFormat | "text"} */ (button.dataset.export), article, analysis);
});

/** @param {string} content @param {string} type @param {string} name */
function saveFile(content, type, name) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // Not at once: the browser reads the blob after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A short file name out of a file's name or a headline. @param {string} name */
function fileStem(name) {
  const stem = name.replace(/\.\w{1,8}$/, "").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "");
  return stem.slice(0, 60) || "article";
}

// ---- The clipboard ---------------------------------------------------------------------------------------------------

byId("copy-json", HTMLButtonElement).addEventListener("click", async (event) => {
  const button = /** @type {HTMLButtonElement} */ (event.currentTarget);
  const { analysis, article } = shown;
  if (!analysis || !article) return;
  let copied = true;
  try {
    // Browsers take what is still being written only as a promise: the click is over by then.
    const json = writeFormat("json", [exported(article, analysis)]).then((text) => new Blob([text], { type: "text/plain" }));
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": json })]);
  } catch {
    copied = false;
  }
  button.textContent = copied ? STRINGS.copied : STRINGS.copyFailed;
  announce(button.textContent);
  setTimeout(() => (button.textContent = PAGE.copyJson), copied ? 2000 : 6000);
});

/** Where an attribution stands and what it says, in a line. @param {Story} story @param {Attribution} attribution */
function citation({ text, analysis, hands }, { id, source, cue, content }) {
  const { title, byline, publisher, date } = analysis.document;
  const through = (hands.get(id) ?? []).slice(0, -1).map(({ name }) => name);
  const who = hands.get(id)?.at(-1)?.name || textOf(text, source);
  const article = [title && `“${title}”`, byline, publisher, date].flatMap((part) => part || []);
  // Characters as everybody else counts them, not UTF-16 units.
  const count = (/** @type {number} */ at) => [...text.slice(0, at)].length;
  const places = content.map(([start, end]) => `${count(start)}–${count(end)}`).join(", ");
  const within = textOf(text, content).replace(/^[“"]|[”"]$/g, "");
  return STRINGS.citation({ who, through, verb: textOf(text, cue), content: within, article, places });
}
