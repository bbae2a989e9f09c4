"use strict";

// Who says what about whom, and who is named with whom: relations between sources and entities, read from the lists of an
// analysis. Nothing here knows the page.

/** A sentence that mentions more entities than these is a list, and being in a list together relates nobody. */
const LIST_LENGTH = 12;

/**
 * What is said about each entity: the attributions whose content mentions it, in the order of the text.
 * @param {Analysis} analysis @returns {Map<string, Attribution[]>}
 */
function saidAboutEach(analysis) {
  /** @type {Map<string, Attribution[]>} */
  const about = new Map();
  for (const attribution of analysis.attributions) {
    for (const { entityId } of attribution.about) append(about, entityId, attribution);
  }
  return about;
}

/**
 * All relations: first who passes on whom, then who speaks about whom, then who is mentioned with whom; each pair once,
 * in the order of the text.
 * @param {Pick<Story, "analysis" | "hands" | "about">} story @returns {Relation[]}
 */
function relationsOf({ analysis, hands, about }) {
  /** @type {Map<string, Relation>} */
  const relations = new Map();
  const relate = (/** @type {RelationKind} */ kind, /** @type {string} */ from, /** @type {string} */ to) => {
    const name = `${kind} ${from} ${to}`;
    const relation = relations.get(name) ?? { kind, from, to, attributionIds: [], sentences: [] };
    relations.set(name, relation);
    return relation;
  };
  for (const { id } of analysis.attributions) {
    const chain = hands.get(id)?.flatMap(({ source }) => source?.id ?? []) ?? [];
    chain.slice(1).forEach((origin, i) => {
      if (origin !== chain[i]) relate("relays", chain[i], origin).attributionIds.push(id);
    });
  }
  for (const { id } of analysis.entities) {
    for (const attribution of about.get(id) ?? []) {
      if (attribution.sourceId) relate("about", attribution.sourceId, id).attributionIds.push(attribution.id);
    }
  }
  const mentions = mentionsOf(analysis);
  analysis.sentences.forEach((sentence, index) => {
    const named = entitiesWithin(mentions, [sentence]);
    if (named.length > LIST_LENGTH) return;
    named.forEach((one, i) => {
      for (const other of named.slice(i + 1)) {
        const [from, to] = Number(one.slice(1)) < Number(other.slice(1)) ? [one, other] : [other, one];
        relate("together", from, to).sentences.push(index);
      }
    });
  });
  return [...relations.values()];
}

/** @typedef {{start: number, end: number, id: string}} EntityMention */

/** Every mention, in the order of the text. @param {Analysis} analysis @returns {EntityMention[]} */
function mentionsOf({ entities }) {
  return entities
    .flatMap(({ id, mentions }) => mentions.map(({ span: [start, end] }) => ({ start, end, id })))
    .sort((a, b) => a.start - b.start || a.end - b.end);
}

/** The entities mentioned within spans, each once. @param {EntityMention[]} mentions @param {Span[]} spans */
function entitiesWithin(mentions, spans) {
  /** @type {Set<string>} */
  const ids = new Set();
  for (const [start, end] of spans) {
    for (let i = lastIndexUpTo(mentions, start - 1, (mention) => mention.start) + 1; i < mentions.length && mentions[i].start < end; i++) {
      if (mentions[i].end <= end) ids.add(mentions[i].id);
    }
  }
  return [...ids];
}

/** @template T @param {Map<string, T[]>} lists @param {string} key @param {T} item */
function append(lists, key, item) {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}
