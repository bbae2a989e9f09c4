"use strict";

// From an analysis to what the views look up in it. Nothing here knows the page.

/** @param {string} text @param {Analysis} analysis @returns {Story} */
function readStory(text, analysis) {
  const attributions = new Map(analysis.attributions.map((attribution) => [attribution.id, attribution]));
  const numbers = new Map(analysis.attributions.map(({ id }, index) => [id, index + 1]));
  const sources = new Map(analysis.sources.map((source) => [source.id, source]));
  const sentences = sentencesOf(text, analysis);
  const found = { text, analysis, attributions, numbers, sources, sentences, passages: passagesOf(text, sentences) };
  const hands = handsOf(found);
  const about = saidAboutEach(analysis);
  const corrected = new Set((analysis.corrections ?? []).flatMap(({ ids }) => ids ?? []));
  return { ...found, corrected, hands, about, relations: relationsOf({ analysis, hands, about }) };
}

/**
 * The hands that each attribution's claim went through, the origin last.
 * @param {Pick<Story, "text" | "analysis" | "attributions" | "sources">} story @returns {Map<string, Hand[]>}
 */
function handsOf({ text, analysis, attributions, sources }) {
  /** The longest chain of sources that a statement gives for each attribution. @type {Map<string, string[]>} */
  const chains = new Map();
  for (const { sourceIds, attributionIds } of analysis.statements) {
    for (const id of attributionIds) {
      if (sourceIds.length > (chains.get(id)?.length ?? 0)) chains.set(id, sourceIds);
    }
  }
  return new Map(
    analysis.attributions.map((attribution) => {
      /** @type {Attribution[]} */
      const relays = [];
      for (let at = /** @type {Attribution | undefined} */ (attribution); at && !relays.includes(at); ) {
        relays.unshift(at);
        at = attributions.get(at.relayedBy ?? "");
      }
      /** @type {Hand[]} */
      const hands = relays.map((relay) => {
        const source = sources.get(relay.sourceId ?? "");
        return { name: source?.name || textOf(text, relay.source) || STRINGS.noSource, source, attribution: relay };
      });
      // "The source told …", sentences after "the agency said, citing a source": still through the agency.
      const chain = chains.get(attribution.id) ?? [];
      if (hands.length === 1 && chain.length > 1 && chain.at(-1) === attribution.sourceId) {
        for (const id of chain.slice(0, -1).reverse()) {
          const source = sources.get(id);
          if (source) hands.unshift({ name: source.name, source });
        }
      }
      return [attribution.id, hands];
    }),
  );
}

/** @param {string} text @param {Analysis} analysis @returns {Sentence[]} */
function sentencesOf(text, { sentences, statements, attributions, document: { title } }) {
  // An engine that knows of no statements has nothing to say about sentences.
  if (statements.length === 0 && attributions.some(({ polarity }) => polarity === "affirmed")) return [];
  const result = sentences.map((span) => {
    const isTitle = text.slice(...span).trim() === title?.trim();
    return /** @type {Sentence} */ ({ span, support: isTitle ? undefined : "none", sourceIds: [] });
  });
  /** @param {Sentence | undefined} sentence @param {Support} support @param {string | null | undefined} sourceId @param {string} [attributionId] */
  const support = (sentence, support, sourceId, attributionId) => {
    if (!sentence) return;
    if (sentence.support !== "explicit") sentence.support = support;
    if (sourceId && !sentence.sourceIds.includes(sourceId)) sentence.sourceIds.push(sourceId);
    sentence.key ??= sourceId ?? attributionId;
  };
  for (const { id, polarity, cue, sourceId } of attributions) {
    if ((polarity !== "declined" && polarity !== "noResponse") || cue.length === 0) continue;
    support(result[lastIndexUpTo(sentences, cue[0][0], ([start]) => start)], "disclosure", sourceId, id);
  }
  for (const { sentence, kind, sourceIds, attributionIds } of statements) {
    support(result[sentence], kind, sourceIds.at(-1), attributionIds[0]);
  }
  return result;
}

/**
 * The index of the last item that begins at `offset` or before it; -1 if none does.
 * @template T @param {T[]} items in the order of their beginnings @param {number} offset @param {(item: T) => number} startOf
 */
function lastIndexUpTo(items, offset, startOf) {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (startOf(items[middle]) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Gathers what is not attributed, and tells each sentence its passage. @param {string} text @param {Sentence[]} sentences */
function passagesOf(text, sentences) {
  /** @type {Passage[]} */
  const passages = [];
  let open = false;
  for (const sentence of sentences) {
    const { span, support } = sentence;
    const last = passages.at(-1);
    if (support !== "none") {
      open = false;
      continue;
    }
    if (open && last && !text.slice(last.span[1], span[0]).includes("\n")) last.span[1] = span[1];
    else passages.push({ key: `u${passages.length + 1}`, span: [...span] });
    sentence.key = `u${passages.length}`;
    open = true;
  }
  return passages;
}

/** The places of an item in the text, in the order of the text. @param {Story} story @param {string} key @returns {Span[]} */
function placesOfItem({ analysis, attributions, sources, passages }, key) {
  const index = Number(key.slice(1)) - 1;
  const firstOf = (/** @type {Attribution | undefined} */ attribution) =>
    attribution ? [...attribution.cue, ...attribution.source, ...attribution.content].slice(0, 1) : [];
  switch (key[0]) {
    case "a": return firstOf(attributions.get(key));
    case "s": return (sources.get(key)?.attributionIds ?? []).flatMap((id) => firstOf(attributions.get(id)));
    case "e": return (analysis.entities.find(({ id }) => id === key)?.mentions ?? []).map(({ span }) => span);
    case "f": return analysis.findings[index]?.spans ?? [];
    case "d": return analysis.integrity.slice(index, index + 1).map(({ span }) => span);
    case "t": return analysis.times.slice(index, index + 1).map(({ span }) => span);
    case "c": return placesOfCorrection(analysis.corrections?.[index]);
    case "u": return passages.slice(index, index + 1).map(({ span }) => span);
    default: return [];
  }
}

/** Where a correction's words stand, if they still do. @param {Correction | undefined} correction @returns {Span[]} */
function placesOfCorrection(correction) {
  if (!correction || correction.orphaned) return [];
  const { mention, source = [], cue = [], content = [] } = correction.at;
  const quotes = [...(mention ? [mention] : []), ...source, ...cue, ...content];
  return quotes.map(({ span }) => span).filter(([start, end]) => start < end);
}

/** Whether the story has the item. @param {Story} story @param {string} key */
function hasItem(story, key) {
  return story.sources.has(key) || Boolean(key.startsWith("f") && story.analysis.findings[Number(key.slice(1)) - 1]) ||
    placesOfItem(story, key).length > 0;
}

/** The findings that are about an attribution or a source, by their keys. @param {Story} story @param {string} id */
function findingsAbout({ analysis }, id) {
  return analysis.findings.flatMap(({ sourceIds, attributionIds }, index) =>
    sourceIds.includes(id) || attributionIds.includes(id) ? [`f${index + 1}`] : [],
  );
}

/** The lowest confidence of each level. @type {Record<Level, number>} */
const LEVELS = { high: 0.9, good: 0.7, fair: 0.5, low: 0 };

/** A confidence in words. @param {number} confidence @returns {Level} */
function levelOf(confidence) {
  return /** @type {Level[]} */ (Object.keys(LEVELS)).find((level) => confidence >= LEVELS[level]) ?? "low";
}

/** The sentence that holds the beginning of a span, from 1. @param {Story} story @param {Span} span */
function sentenceOf({ analysis }, [start]) {
  return lastIndexUpTo(analysis.sentences, start, ([from]) => from) + 1;
}

/** @param {Filter} filter @param {Story} story @param {Attribution} attribution */
function passes(filter, story, attribution) {
  const source = story.sources.get(attribution.sourceId ?? "");
  return (
    !filter.hide?.includes(attribution.quotation) &&
    (!filter.about || attribution.about.some(({ entityId }) => entityId === filter.about)) &&
    (!filter.polarity || filter.polarity.includes(attribution.polarity)) &&
    (!filter.least || attribution.confidence >= LEVELS[filter.least]) &&
    (!filter.hands || story.hands.get(attribution.id)?.length === filter.hands) &&
    (!(filter.type || filter.affiliation || filter.source) || (source !== undefined && sourceMatches(filter, source)))
  );
}

/** The attributions that pass. @param {Filter} filter @param {Story} story */
function passingAttributions(filter, story) {
  return story.analysis.attributions.filter((attribution) => passes(filter, story, attribution));
}

/** @param {Filter} filter @param {Source} source */
function sourceMatches(filter, { id, type, affiliation }) {
  return (
    (!filter.type || filter.type.includes(type)) &&
    (!filter.affiliation || filter.affiliation === affiliation) &&
    (!filter.source || filter.source === id)
  );
}

/** The sources that match and, where the filter is about attributions, have some that pass. @param {Filter} filter @param {Story} story */
function passingSources(filter, story) {
  const speaking =
    filter.about || filter.polarity || filter.hands || filter.least ? new Set(passingAttributions(filter, story).map(({ sourceId }) => sourceId)) : undefined;
  return story.analysis.sources.filter((source) => sourceMatches(filter, source) && (!speaking || speaking.has(source.id)));
}

/** The text of several spans. @param {string} text @param {Span[]} spans */
function textOf(text, spans) {
  return spans.map(([start, end]) => text.slice(start, end).trim().replace(/\s+/g, " ")).join(" … ");
}
