"use strict";

// The annotated article: the text as real elements, split wherever something begins or ends: a source, a cue, a content, a
// finding's evidence, damage, a passage that nobody is said to have said.
//
// Spans may nest ("Kyodo said, citing officials, that …") and cross each other; elements can only nest. So a span that
// crosses another's border is drawn as several elements, all with the same `data-key`, and only the first one of each
// source, cue and content carries the label.

/**
 * A span to be drawn.
 * @typedef {object} Place
 * @property {number} start
 * @property {number} end
 * @property {number} layer decides which element encloses which when two spans are equal
 * @property {string} key what it belongs to
 * @property {string} classes
 * @property {number} [at] which of its item's places it is, from 1, where the places are told apart
 * @property {{short: string, long: string, spoken: string}} [label] on the first of its kind
 * @property {string} [anchor] the id of what stands for the item: keyboard focus and links arrive here
 * @property {string} [says] what the anchor is, for those who listen
 */

/**
 * A piece of the text as it stands in the page.
 * @typedef {{start: number, node: Text}} TextPiece
 */

/** @type {Record<"passage" | "evidence" | Role | "damage", number>} */
const LAYERS = { passage: 0, evidence: 1, content: 2, source: 3, cue: 4, damage: 5 };

/** Content inside content is drawn apart down to this depth. */
const MAX_DEPTH = 3;

/** A line at least this long was not wrapped by hand, so the line break after it ends a paragraph. */
const FULL_LINE = 100;

/**
 * Fills `heading` and `container` with the annotated article.
 * @param {HTMLElement} heading @param {HTMLElement} container @param {Story} story
 * @param {string} [given] the title that the reader gave it, in place of the text's
 * @returns {TextPiece[]} where each piece of the text has gone
 */
function renderArticle(heading, container, story, given) {
  const { text } = story;
  const places = placesOf(story);
  const paragraphs = paragraphsOf(text);
  const title = story.analysis.document.title?.trim() ?? "";
  // The headline of the text itself is shown with its marks; a title from elsewhere (a page's head) without any.
  const hasHeadline = paragraphs.length > 0 && isHeadline(text, paragraphs, title) && (!given || given === text.slice(...paragraphs[0]).trim());
  heading.textContent = hasHeadline ? "" : title || STRINGS.untitled;
  heading.classList.toggle("visually-hidden", !hasHeadline && !title);

  const fragment = document.createDocumentFragment();
  /** @type {TextPiece[]} */
  const pieces = [];
  /** @type {Place[]} */
  let open = [];
  let next = 0;
  let sentence = 0;
  paragraphs.forEach(([start, end], index) => {
    open = open.filter((place) => place.end > start);
    for (; next < places.length && places[next].start < end; next++) open.push(places[next]);
    let element = heading;
    if (!hasHeadline || index > 0) {
      element = document.createElement("p");
      if (index < 4 && end - start < 120 && /^\s*by\s/i.test(text.slice(start, end))) element.className = "byline";
      fragment.append(element);
    }
    while (sentence < story.sentences.length && story.sentences[sentence].span[1] <= start) sentence++;
    const margin = renderMargin(story, sentence, start, end);
    if (margin) element.append(margin);
    renderParagraph(element, text, start, end, open, pieces);
  });
  container.replaceChildren(fragment);
  return pieces;
}

/** The spans to be drawn in the order in which elements open: by start, the longer first. @param {Story} story */
function placesOf({ text, analysis, passages }) {
  /** @type {Place[]} */
  const places = [];
  for (const { key, span: [start, end] } of passages) {
    places.push({ start, end, layer: LAYERS.passage, key, classes: "passage", anchor: textAnchorId(key) });
  }
  analysis.findings.forEach(({ spans }, index) => {
    const key = `f${index + 1}`;
    spans.forEach(([start, end], i) => {
      const label = { short: `F${index + 1}`, long: `${STRINGS.findingNumber}\u00a0${index + 1}`, spoken: `${STRINGS.findingNumber} ${index + 1}: ` };
      places.push({ start, end, layer: LAYERS.evidence, key, at: i + 1, classes: "part evidence", label: i === 0 ? label : undefined, anchor: i === 0 ? textAnchorId(key) : undefined });
    });
  });
  analysis.attributions.forEach((attribution, index) => places.push(...attributionPlaces(text, attribution, index + 1)));
  analysis.integrity.forEach(({ kind, span: [start, end], message }, index) => {
    const key = `d${index + 1}`;
    const label = { short: `!${index + 1}`, long: `${STRINGS.damageNumber}\u00a0${index + 1}`, spoken: `${STRINGS.damageNumber} ${index + 1}: ` };
    const says = `${label.spoken}${textOf(text, [[start, end]])}; ${STRINGS.damage[kind]}; ${message}`;
    places.push({ start, end, layer: LAYERS.damage, key, classes: "part damage", label, anchor: textAnchorId(key), says });
  });
  return places
    .filter(({ start, end }) => start < end)
    .sort((a, b) => a.start - b.start || b.end - a.end || a.layer - b.layer);
}

/** @param {string} text @param {Attribution} attribution @param {number} number @returns {Place[]} */
function attributionPlaces(text, attribution, number) {
  const anchorRole = /** @type {Role[]} */ (["cue", "source", "content"]).find((role) => attribution[role].length > 0);
  return /** @type {Role[]} */ (["content", "source", "cue"]).flatMap((role) =>
    attribution[role].map(([start, end], i) => {
      const { letter, label } = role === "content" ? STRINGS.quotation[attribution.quotation] : STRINGS.roles[role];
      const isAnchor = i === 0 && role === anchorRole;
      const [source, cue] = spokenParts(text, attribution);
      return {
        start, end, layer: LAYERS[role], key: attribution.id,
        classes: role === "content" ? `part content ${attribution.quotation}` : `part ${role}`,
        label: i > 0 ? undefined
          : { short: `${letter}${number}`, long: `${label}\u00a0${number}`, spoken: STRINGS.spokenPart(label.toLowerCase(), number) },
        anchor: isAnchor ? textAnchorId(attribution.id) : undefined,
        says: isAnchor ? STRINGS.spoken(number, source, cue, attribution) : undefined,
      };
    }),
  );
}

/** The words of the source and of the cue. @param {string} text @param {Attribution} attribution */
function spokenParts(text, { source, cue }) {
  return [source.length > 0 ? textOf(text, source) : STRINGS.noSource, textOf(text, cue)];
}

/**
 * Where the paragraphs of the display begin and end: at blank lines, and at line breaks that were not made by wrapping
 * lines by hand.
 * @param {string} text @returns {Span[]}
 */
function paragraphsOf(text) {
  /** @type {Span[]} */
  const paragraphs = [];
  let previousLine = "";
  for (const match of text.matchAll(/[^\n]+/g)) {
    const line = match[0];
    const start = match.index;
    if (line.trim() !== "") {
      const last = paragraphs.at(-1);
      const joins = last && start - last[1] <= 1 && previousLine.length > 0 && isWrapped(previousLine, line);
      if (last && joins) last[1] = start + line.length;
      else paragraphs.push([start, start + line.length]);
    }
    previousLine = line.trim();
  }
  return paragraphs;
}

/**
 * Whether a line break was made by hand to keep lines short: the line is too short for a paragraph and too long for a
 * heading, or the sentence goes on.
 * @param {string} line @param {string} following
 */
function isWrapped(line, following) {
  return line.length < FULL_LINE && line.length > 40 && !/[.!?:”"’')\]]$/.test(line) && /^\s*[\p{Ll}\d“"(]/u.test(following);
}

/**
 * Whether the first paragraph is the headline: it is the document's title, or it is short, does not end like a sentence,
 * has paragraphs below it, and is not the line with the date.
 * @param {string} text @param {Span[]} paragraphs @param {string} title
 */
function isHeadline(text, paragraphs, title) {
  const [start, end] = paragraphs[0];
  const line = text.slice(start, end).trim();
  const isDate = /^date:?\s+\d{4}-\d{2}-\d{2}$/i.test(line);
  return line === title || (!isDate && paragraphs.length > 2 && line.length < 140 && !/[.!?”"]$/.test(line));
}

/**
 * @param {HTMLElement} paragraph @param {string} text @param {number} start @param {number} end
 * @param {Place[]} places every place that overlaps the paragraph, in opening order
 * @param {TextPiece[]} pieces takes where the text has gone
 */
function renderParagraph(paragraph, text, start, end, places, pieces) {
  const borders = new Set([start, end]);
  for (const place of places) {
    if (place.start > start) borders.add(place.start);
    if (place.end < end) borders.add(place.end);
  }
  const sorted = [...borders].sort((a, b) => a - b);
  /** @type {{place: Place, element: HTMLElement}[]} */
  const stack = [];
  let next = 0;
  for (let i = 0; i + 1 < sorted.length; i++) {
    const at = sorted[i];
    // Close what ends here, with everything inside it, and open again what goes on.
    const lowest = stack.findIndex(({ place }) => place.end <= at);
    const reopen = lowest < 0 ? [] : stack.splice(lowest).filter(({ place }) => place.end > at);
    for (const { place } of reopen) openPlace(stack, paragraph, place, false);
    for (; next < places.length && places[next].start <= at; next++) {
      if (places[next].end > at) openPlace(stack, paragraph, places[next], places[next].start === at);
    }
    const node = document.createTextNode(text.slice(at, sorted[i + 1]));
    pieces.push({ start: at, node });
    (stack.at(-1)?.element ?? paragraph).append(node);
  }
}

/**
 * @param {{place: Place, element: HTMLElement}[]} stack @param {HTMLElement} paragraph @param {Place} place
 * @param {boolean} begins whether the span begins here, or only this piece of it
 */
function openPlace(stack, paragraph, place, begins) {
  const element = document.createElement(place.layer === LAYERS.passage ? "span" : "mark");
  element.className = place.classes;
  if (place.layer === LAYERS.content) {
    const depth = stack.filter((open) => open.place.layer === LAYERS.content).length;
    element.classList.add(`depth-${Math.min(depth, MAX_DEPTH)}`);
  }
  element.dataset.key = place.key;
  if (place.at) element.dataset.at = String(place.at);
  if (begins && place.label) {
    // Drawn by the style sheet, so that it is not part of the text that a reader selects and copies.
    element.dataset.label = place.label.short;
    element.dataset.longLabel = place.label.long;
    element.dataset.spoken = place.label.spoken;
  }
  if (begins && place.anchor) {
    element.id = place.anchor;
    element.tabIndex = -1;
    if (place.says) {
      element.setAttribute("role", "button");
      element.setAttribute("aria-label", place.says);
    }
  }
  (stack.at(-1)?.element ?? paragraph).append(element);
  stack.push({ place, element });
}

/** The id of the element that stands for an item in the article. @param {string} key */
function textAnchorId(key) {
  return `text-${key}`;
}

/** A place in the text as the browser's own range. @param {TextPiece[]} pieces @param {Span} span */
function rangeOf(pieces, [start, end]) {
  const pieceAt = (/** @type {number} */ offset) => pieces[Math.max(0, lastIndexUpTo(pieces, offset, (piece) => piece.start))];
  const range = new Range();
  for (const [offset, { start: from, node }, set] of /** @type {const} */ ([
    [start, pieceAt(start), range.setStart],
    [end, pieceAt(end - 1), range.setEnd],
  ])) {
    set.call(range, node, Math.max(0, Math.min(offset - from, node.length)));
  }
  return range;
}
