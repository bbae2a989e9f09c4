// The colours of the style sheet, against the contrast that WCAG 2.2 asks for (AA: 4.5 for text, 3 for lines).

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fromRoot } from "./support.mjs";

const css = readFileSync(fromRoot("www/style.css"), "utf8");
const [light, dark] = [...css.matchAll(/:root\s*\{([^}]*)\}/g)].map(([, block]) =>
  Object.fromEntries([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name, colour]) => [name, colour])),
);

/** @param {string} colour `#rrggbb` */
function luminance(colour) {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const contrast = (a, b) => {
  const [bright, dim] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (bright + 0.05) / (dim + 0.05);
};

const TEXT = [
  ["ink", "paper"], ["ink", "sheet"], ["ink-soft", "paper"], ["ink-soft", "sheet"], ["on-accent", "accent"],
  ["source", "paper"], ["source", "sheet"], ["cue", "paper"], ["cue", "sheet"], ["error", "error-tint"], ["error", "paper"], ["error", "sheet"],
  ["ink", "direct-tint"], ["ink", "mixed-tint"], ["ink", "indirect-tint"], ["ink", "error-tint"],
  ["direct", "direct-tint"], ["mixed", "mixed-tint"], ["indirect", "indirect-tint"],
  ["paper", "direct"], ["paper", "mixed"], ["paper", "indirect"], ["paper", "source"], ["paper", "cue"],
  ["finding", "paper"], ["finding", "sheet"], ["paper", "finding"], ["paper", "error"], ["ink", "finding-tint"], ["ink", "place"], ["ink", "place-tint"], ["ink-soft", "error-tint"],
  ["cue", "direct-tint"], ["cue", "mixed-tint"], ["cue", "indirect-tint"],
];
const LINES = [["rule-strong", "paper"], ["rule-strong", "sheet"], ["focus", "paper"], ["focus", "sheet"], ["source", "paper"], ["direct", "sheet"], ["indirect", "sheet"]];

for (const [scheme, colours] of Object.entries({ light, dark: { ...light, ...dark } })) {
  for (const [pairs, least] of [[TEXT, 4.5], [LINES, 3]]) {
    for (const [front, back] of pairs) {
      test(`${scheme}: ${front} on ${back} has a contrast of ${least}`, () => {
        const ratio = contrast(colours[front], colours[back]);
        assert(ratio >= least, ratio.toFixed(2));
      });
    }
  }
}
