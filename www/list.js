"use strict";

// The list beside the article: one entry for each attribution, and the legend that filters both.

/**
 * Fills the ordered list.
 * @param {HTMLElement} list @param {string} text @param {Analysis} analysis
 */
function renderList(list, text, analysis) {
  const numbers = new Map(analysis.attributions.map((attribution, index) => [attribution.id, index + 1]));
  list.replaceChildren(
    ...analysis.attributions.map((attribution, index) => {
      const relay = analysis.attributions[(numbers.get(attribution.relayedBy ?? "") ?? 0) - 1];
      const relayedBy = relay && STRINGS.relayedBy(numbers.get(relay.id) ?? 0, textOf(text, relay.source));
      return listEntry(text, attribution, index + 1, relayedBy);
    }),
  );
}

/**
 * @param {string} text @param {Attribution} attribution @param {number} number @param {string | undefined} relayedBy
 */
function listEntry(text, attribution, number, relayedBy) {
  const button = make("button", "entry");
  button.type = "button";
  button.id = listEntryId(attribution);
  button.dataset.id = attribution.id;
  button.tabIndex = -1;

  const source = textOf(text, attribution.source);
  const head = make("span", "entry-head");
  head.append(
    make("span", source ? "entry-source" : "entry-source missing", source || STRINGS.noSource),
    " ",
    make("span", "entry-cue", textOf(text, attribution.cue)),
  );

  const badges = make("span", "badges");
  badges.append(
    make("span", `badge ${attribution.quotation}`, STRINGS.quotation[attribution.quotation].label),
    " ",
    make("span", `badge polarity ${attribution.polarity}`, STRINGS.polarity[attribution.polarity]),
    " ",
    make("span", "badge", STRINGS.act[attribution.act]),
    " ",
    make("span", "confidence", `${STRINGS.confidenceLabel}: ${STRINGS.confidence(attribution.confidence)}`),
  );

  button.append(make("span", "entry-number", String(number)), head, make("span", "entry-content", textOf(text, attribution.content)));
  if (relayedBy) button.append(make("span", "entry-relay", relayedBy));
  button.append(badges);
  const item = make("li");
  item.append(button);
  return item;
}

/** @param {Attribution} attribution */
function listEntryId(attribution) {
  return `entry-${attribution.id}`;
}

/**
 * What the reader has switched off.
 * @typedef {{quotation: Set<Quotation>, polarity: Set<Polarity>}} Filter
 */

/** @returns {Filter} */
function emptyFilter() {
  return { quotation: new Set(), polarity: new Set() };
}

/** @param {Filter} filter @param {Attribution} attribution */
function passes(filter, attribution) {
  return !filter.quotation.has(attribution.quotation) && !filter.polarity.has(attribution.polarity);
}

/**
 * The legend: what the marks of source and cue look like, and a switch for each type of quotation and stance that
 * occurs, with its count.
 * @param {HTMLElement} legend @param {Analysis} analysis @param {Filter} filter @param {() => void} onChange
 */
function renderLegend(legend, analysis, filter, onChange) {
  const roles = (/** @type {const} */ (["source", "cue"])).map((role) => {
    const { label, letter, explains } = STRINGS.roles[role];
    const key = make("span", "key");
    key.append(make("span", `letter ${role}`, letter), make("span", role, label));
    key.title = explains;
    return key;
  });
  legend.replaceChildren(
    ...roles,
    ...switches("quotation", /** @type {const} */ (["direct", "mixed", "indirect"])),
    ...switches("polarity", /** @type {const} */ (["affirmed", "denied", "declined", "noResponse"])),
  );

  /**
   * @template {Quotation | Polarity} Value
   * @param {"quotation" | "polarity"} field @param {readonly Value[]} values
   */
  function switches(field, values) {
    const off = /** @type {Set<Quotation | Polarity>} */ (filter[field]);
    const counted = values
      .map((value) => ({ value, count: analysis.attributions.filter((attribution) => attribution[field] === value).length }))
      .filter(({ count }) => count > 0);
    // A switch with nothing to switch from says nothing about stance; the types of quotation explain the marks.
    if (counted.length === 0 || (field === "polarity" && counted.length === 1)) return [];
    const buttons = counted.map(({ value, count }) => {
      const quotation = field === "quotation" ? STRINGS.quotation[/** @type {Quotation} */ (value)] : undefined;
      const button = make("button", "key switch");
      button.type = "button";
      button.dataset.filter = value;
      button.setAttribute("aria-pressed", String(!off.has(value)));
      if (quotation) {
        button.append(make("span", `sample content ${value}`, quotation.letter), quotation.label);
        button.title = quotation.explains;
      } else {
        button.append(STRINGS.polarity[/** @type {Polarity} */ (value)]);
      }
      button.append(make("span", "count", String(count)));
      button.addEventListener("click", () => {
        if (!off.delete(value)) off.add(value);
        button.setAttribute("aria-pressed", String(!off.has(value)));
        onChange();
      });
      return button;
    });
    return [make("span", "divider"), ...buttons];
  }
}

/**
 * An element with a class and a text.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag @param {string} [className] @param {string} [text]
 */
function make(tag, className = "", text = "") {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}
