"use strict";

// The analysis as JSON, in the reader's hands: the same object that the command line writes with `--offsets utf16`.

/** @param {Analysis} analysis */
function asJson(analysis) {
  return JSON.stringify(analysis, null, 2) + "\n";
}

/** @param {Analysis} analysis @param {string} name what the article is called */
function downloadJson(analysis, name) {
  const url = URL.createObjectURL(new Blob([asJson(analysis)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${fileStem(name)}.onrecord.json`;
  link.click();
  // Not at once: the browser reads the blob after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** @param {Analysis} analysis @returns {Promise<boolean>} whether the clipboard took it */
async function copyJson(analysis) {
  try {
    await navigator.clipboard.writeText(asJson(analysis));
    return true;
  } catch {
    return false;
  }
}

/** A short file name out of a file's name or a headline. @param {string} name */
function fileStem(name) {
  const stem = name.replace(/\.\w{1,8}$/, "").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "");
  return stem.slice(0, 60) || "article";
}
