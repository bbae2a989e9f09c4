"use strict";

// What the reader corrected, as a list that is put on the analysis, with undo and redo. Nothing here knows the page or what a
// correction means: the engine puts them on.

const corrections = (() => {
  /** @type {Correction[]} */
  let present = [];
  /** The lists before and after this one, the nearest last. @type {CorrectionHistory} */
  let { past, future } = { past: [], future: [] };

  /** @param {Correction[]} next */
  const change = (next) => {
    past.push(present);
    present = next;
    future = [];
  };

  return Object.freeze({
    /** What stands now, to be kept with the document: plain data. @returns {Correction[]} */
    list: () => structuredClone(present),
    /** What can be undone and redone, likewise. @returns {CorrectionHistory} */
    history: () => structuredClone({ past, future }),
    /** Puts a list in place, as of an article that is shown. @param {Correction[]} list @param {CorrectionHistory} [history] */
    load(list, history = { past: [], future: [] }) {
      present = structuredClone(list);
      ({ past, future } = structuredClone(history));
    },
    /** Adds corrections as one step. @param {...Correction} more */
    add: (...more) => change([...present, ...more]),
    /** Takes one away. @param {number} index */
    remove: (index) => change(present.filter((_, i) => i !== index)),
    undo() {
      const before = past.pop();
      if (!before) return false;
      future.push(present);
      present = before;
      return true;
    },
    redo() {
      const after = future.pop();
      if (!after) return false;
      past.push(present);
      present = after;
      return true;
    },
    /** How many steps can be undone and redone. */
    steps: () => ({ undo: past.length, redo: future.length }),
  });
})();

// ---- What a correction is about: words and their places, as ids are of one analysis only -----------------------------

/** @param {string} text @param {Span} span @returns {Quote} */
function quoteOf(text, span) {
  return { span, quote: text.slice(...span) };
}

/** What a correction is about in one line, cut where it is long. @param {Anchor | undefined} anchor */
function excerpt({ source = [], cue = [], content = [], mention } = {}) {
  const words = [...(mention ? [mention] : []), ...source, ...cue, ...content].map(({ quote }) => quote.trim().replace(/\s+/g, " ")).join(" … ");
  return words.length > 90 ? `${words.slice(0, 80).replace(/\s\S*$/, "")} …` : words;
}

/** @param {string} text @param {Record<Role, Span[]>} words @returns {Anchor} */
function attributionAnchor(text, words) {
  /** @type {Anchor} */
  const anchor = {};
  for (const role of /** @type {Role[]} */ (["source", "cue", "content"])) {
    if (words[role].length > 0) anchor[role] = words[role].map((span) => quoteOf(text, span));
  }
  return anchor;
}

/** A source, by the first of its attributions that itself names it, or else by the first. @param {Story} story @param {Source} source @returns {Anchor} */
function sourceAnchor({ text, analysis, attributions }, { id, attributionIds }) {
  const own = attributionIds.flatMap((id) => attributions.get(id) ?? []);
  const attribution = own.find(({ sourceId }) => sourceId === id) ?? own[0];
  const others = analysis.sources.filter((other) => other.attributionIds.includes(attribution.id) && other.id !== attribution.sourceId);
  const nth = others.findIndex((other) => other.id === id) + 1;
  return { ...attributionAnchor(text, attribution), ...(nth > 0 ? { nth } : {}) };
}

/** An entity, by the first of its mentions that is a name, or else by the first. @param {Story} story @param {Entity} entity @returns {Anchor} */
function entityAnchor({ text }, { mentions }) {
  const { span } = mentions.find(({ kind }) => kind === "name") ?? mentions[0];
  return { mention: quoteOf(text, span) };
}

/** The item of an analysis that an item of the analysis before it has become: that with the same words. @param {Story} before @param {string} key @param {Story} after */
function sameItem(before, key, after) {
  const equal = (/** @type {unknown} */ a, /** @type {unknown} */ b) => JSON.stringify(a) === JSON.stringify(b);
  const attributionIn = (/** @type {Attribution | undefined} */ wanted) =>
    wanted && after.analysis.attributions.find(({ source, cue, content }) => equal([source, cue, content], [wanted.source, wanted.cue, wanted.content]));
  if (key.startsWith("a")) return attributionIn(before.attributions.get(key))?.id;
  if (key.startsWith("s")) {
    const own = (before.sources.get(key)?.attributionIds ?? []).map((id) => attributionIn(before.attributions.get(id)));
    return own.find((attribution) => attribution?.sourceId)?.sourceId ?? undefined;
  }
  if (key.startsWith("e")) {
    const places = placesOfItem(before, key);
    return after.analysis.entities.find(({ mentions }) => mentions.some(({ span }) => places.some((place) => equal(place, span))))?.id;
  }
  return hasItem(after, key) ? key : undefined;
}
