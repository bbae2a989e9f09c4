"use strict";

// The network of an article as a drawing: those who speak in one column, those spoken about in another, relations as lines
// between. Two columns instead of a cloud: every name can be read, and the same article always gives the same picture.

/** Nodes that are drawn; with more, names would be too many to take in. The table has them all. */
const MAX_NODES = 50;

/**
 * @typedef {{speakers: string[], subjects: string[], left: number}} Columns keys from top to bottom, and how many nodes
 *   are left out
 */

/** Which nodes are drawn, and in which order. @param {Story} story @param {Relation[]} relations @returns {Columns} */
function columnsOf({ analysis }, relations) {
  /** @type {Map<string, number>} */
  const degree = new Map();
  for (const { from, to } of relations) for (const key of [from, to]) degree.set(key, (degree.get(key) ?? 0) + 1);
  const of = (/** @type {{id: string}[]} */ items) => items.map(({ id }) => id).filter((id) => degree.has(id));
  const [sources, entities] = [of(analysis.sources), of(analysis.entities)];
  const half = MAX_NODES / 2;
  const speakers = best(sources, degree, Math.max(half, MAX_NODES - entities.length));
  const subjects = best(entities, degree, MAX_NODES - speakers.length);

  // Each subject at the height of those who speak about it, so that lines cross little.
  const rank = new Map(speakers.map((id, i) => [id, i / speakers.length]));
  const heights = new Map(
    subjects.map((id, i) => {
      const ranks = relations.flatMap(({ kind, from, to }) => (kind === "about" && to === id ? (rank.get(from) ?? []) : []));
      return [id, ranks.length > 0 ? ranks.reduce((a, b) => a + b) / ranks.length : 1 + i];
    }),
  );
  // What is equal stays in the order of the text.
  subjects.sort((a, b) => (heights.get(a) ?? 0) - (heights.get(b) ?? 0));
  return { speakers, subjects, left: sources.length + entities.length - speakers.length - subjects.length };
}

/** The keys with the most relations, in their own order. @param {string[]} keys @param {Map<string, number>} degree @param {number} n */
function best(keys, degree, n) {
  const kept = new Set(keys.toSorted((a, b) => (degree.get(b) ?? 0) - (degree.get(a) ?? 0)).slice(0, n));
  return keys.filter((key) => kept.has(key));
}

/**
 * The line of a relation in the space between the columns, as path data. Within a column it bulges out of it.
 * @param {RelationKind} kind @param {number} from height of its beginning @param {number} to height of its end @param {number} width of the space
 */
function lineOf(kind, from, to, width) {
  const bulge = Math.min(width * 0.6, 12 + Math.abs(to - from) * 0.3);
  if (kind === "relays") return `M0 ${from}C${bulge} ${from} ${bulge + 5} ${to} 7 ${to}`;
  if (kind === "about") return `M0 ${from}C${width / 2} ${from} ${width / 2} ${to} ${width} ${to}`;
  return `M${width} ${from}C${width - bulge} ${from} ${width - bulge} ${to} ${width} ${to}`;
}
