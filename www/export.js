"use strict";

// The analysis in the reader's hands: as JSON, the same object that the command line writes with `--offsets utf16`, or in
// another of its formats, which the engine writes.

/** What a file of each format is. @type {Record<"json" | ExportFormat, {ending: string, type: string}>} */
const EXPORTS = {
  json: { ending: "onrecord.json", type: "application/json" },
  csv: { ending: "attributions.csv", type: "text/csv" },
  "csv-sources": { ending: "sources.csv", type: "text/csv" },
  "csv-entities": { ending: "entities.csv", type: "text/csv" },
  "csv-mentions": { ending: "mentions.csv", type: "text/csv" },
  "csv-times": { ending: "times.csv", type: "text/csv" },
  "csv-findings": { ending: "findings.csv", type: "text/csv" },
  geojson: { ending: "places.geojson", type: "application/geo+json" },
};

/** With corrections, the article stands in it as well, so that they can be put on it again. @param {Analysis} analysis @param {Article} article */
function asJson(analysis, { format, text, header, stated }) {
  // What stands above it, where the text itself does not say it: as the reader gave it, or as its file states it.
  const head = Object.fromEntries(
    /** @type {(keyof Header)[]} */ (["title", "byline", "date"]).flatMap((name) => {
      const given = header?.[name] ?? (stated?.[name] ? analysis.document[name] : undefined);
      return given === undefined || given === null ? [] : [[name, given]];
    }),
  );
  const input = analysis.corrections ? { input: { format, text, ...head } } : {};
  return JSON.stringify({ ...analysis, ...input }, null, 2) + "\n";
}

/** @param {string} content @param {"json" | ExportFormat} format @param {string} name what the article is called */
function saveFile(content, format, name) {
  const { ending, type } = EXPORTS[format];
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${fileStem(name)}.${ending}`;
  link.click();
  // Not at once: the browser reads the blob after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** @param {Analysis} analysis @param {Article} article @returns {Promise<boolean>} whether the clipboard took it */
async function copyJson(analysis, article) {
  try {
    await navigator.clipboard.writeText(asJson(analysis, article));
    return true;
  } catch {
    return false;
  }
}

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

/** A short file name out of a file's name or a headline. @param {string} name */
function fileStem(name) {
  const stem = name.replace(/\.\w{1,8}$/, "").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "");
  return stem.slice(0, 60) || "article";
}
