"use strict";

// Corrections for the engine, as figures and the words that some of them stand for: the other side of `Packed` in
// src/wasm/engine.rs. What is no correction is told apart here, so that a file from anywhere can be opened.

/** The values of each member by their names, in the order in which the engine numbers them. */
const PACKED_VALUES = {
  action: [
    "addAttribution", "changeAttribution", "deleteAttribution", "assignSource", "changeSource", "mergeSources", "splitSource",
    "deleteSource", "addEntity", "addMention", "changeEntity", "mergeEntities", "splitEntity", "deleteEntity", "deleteMentions",
  ],
  sourceType: ["namedPerson", "namedOrganization", "document", "anonymous", "unnamedPerson", "unnamedGroup"],
  affiliation: [
    "government", "military", "police", "judiciary", "politicalParty", "business", "media", "academia", "medical", "ngo",
    "internationalOrganization", "citizen", "sport", "other",
  ],
  entityType: ["PER", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "LAW", "PRODUCT"],
  quotation: ["direct", "mixed", "indirect"],
  polarity: ["affirmed", "denied", "declined", "noResponse"],
  act: ["statement", "belief", "intention", "evidence"],
};

/** @param {Correction[]} list @returns {{figures: Uint32Array, words: string[]}} */
function packCorrections(list) {
  /** @type {number[]} */
  const figures = [];
  /** @type {string[]} */
  const words = [];
  /** @param {keyof typeof PACKED_VALUES} name @param {unknown} value */
  const oneOf = (name, value) => {
    const at = value === undefined ? 0 : PACKED_VALUES[name].indexOf(String(value)) + 1;
    if (value !== undefined && at === 0) throw new Error(`${JSON.stringify(value)} is no "${name}"`);
    figures.push(at);
  };
  /** @param {unknown} value */
  const word = (value) => {
    if (typeof value !== "string") throw new Error(`${JSON.stringify(value)} is no text`);
    words.push(value);
  };
  /** @param {Quote[] | undefined} quotes */
  const packQuotes = (quotes = []) => {
    figures.push(quotes.length);
    for (const { span, quote } of quotes) {
      const [start, end] = span;
      if (!Number.isInteger(start) || !Number.isInteger(end)) throw new Error('"span" must be [start, end]');
      figures.push(start, end);
      word(quote);
    }
  };
  /** @param {Anchor} anchor */
  const packAnchor = ({ source, cue, content, mention, nth = 0 }) => {
    for (const quotes of [source, cue, content, mention && [mention]]) packQuotes(quotes);
    figures.push(nth);
  };
  /** @param {Anchor[]} anchors */
  const packAnchors = (anchors) => {
    figures.push(anchors.length);
    anchors.forEach(packAnchor);
  };
  list.forEach((correction, index) => {
    try {
      const { action, at, into, of = [], words: other, name, unlinked } = correction;
      if (typeof action !== "string") throw new Error('"action" is missing');
      oneOf("action", action);
      packAnchor(at);
      packAnchors(into ? [into] : []);
      packAnchors(of);
      packAnchors(other ? [other] : []);
      figures.push(Number(name !== undefined));
      if (name !== undefined) word(name);
      for (const name of /** @type {const} */ (["sourceType", "affiliation", "entityType", "quotation", "polarity", "act"])) oneOf(name, correction[name]);
      figures.push(Number(unlinked === true));
    } catch (error) {
      throw new Error(`correction ${index + 1}: ${error instanceof Error ? error.message : error}`);
    }
  });
  return { figures: Uint32Array.from(figures), words };
}

/** The corrections with the places that the engine gives for them, in the order in which they were packed. @param {Correction[]} list @param {ArrayLike<number>} ends @returns {Correction[]} */
function withPlaces(list, ends) {
  let next = 0;
  const quote = (/** @type {Quote} */ { quote }) => ({ span: /** @type {Span} */ ([ends[next++], ends[next++]]), quote });
  const anchor = (/** @type {Anchor} */ { source, cue, content, mention, nth }) => ({
    ...(source && { source: source.map(quote) }), ...(cue && { cue: cue.map(quote) }), ...(content && { content: content.map(quote) }),
    ...(mention && { mention: quote(mention) }), ...(nth && { nth }),
  });
  // What they changed in another analysis says nothing here.
  return list.map(({ at, into, of, words, ids: _ids, orphaned: _orphaned, ...rest }) => ({
    ...rest, at: anchor(at), ...(into && { into: anchor(into) }), ...(of && { of: of.map(anchor) }), ...(words && { words: anchor(words) }),
  }));
}

/** The corrections with what the engine says that they changed. @param {Correction[]} list @param {string[]} changed @returns {Correction[]} */
function withChanges(list, changed) {
  return list.map((correction, index) => {
    if (changed[index] === "-") return { ...correction, orphaned: /** @type {const} */ (true) };
    const ids = changed[index].split(" ").filter(Boolean);
    return ids.length > 0 ? { ...correction, ids } : correction;
  });
}
