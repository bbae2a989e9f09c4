"use strict";

// What is read from Word files and PDFs goes to the engine as Markdown: its analysis carries the text that offsets refer
// to, and nothing of the text can be mistaken for markup.

/**
 * Markdown that reads as exactly these paragraphs.
 * @param {TextBlock[]} blocks
 */
function asMarkdown(blocks) {
  return blocks
    .map(({ text, heading }) => ({ heading, text: text.replace(/\s+/g, " ").trim() }))
    .filter(({ text }) => text !== "")
    .map(({ text, heading }) => "#".repeat(heading ?? 0) + (heading ? " " : "") + escaped(text))
    .join("\n\n");
}

/** A backslash before any punctuation of ASCII makes it mean itself. @param {string} text */
function escaped(text) {
  return text.replace(/[!-/:-@[-`{-~]/g, "\\$&");
}
