"use strict";

// The annotated article: the text as real elements, split wherever a source, cue or content begins or ends.
//
// Spans may nest ("Kyodo said, citing officials, that …") and cross each other; elements can only nest. So a span that
// crosses another's border is drawn as several elements, all with the same `data-id`, and only the first one of each
// source, cue and content carries the label.

/**
 * One span of one attribution.
 * @typedef {object} Place
 * @property {number} start
 * @property {number} end
 * @property {Role} role
 * @property {Attribution} attribution
 * @property {number} number the attribution's number, from 1
 * @property {boolean} first whether it is the first span of this role in the attribution
 * @property {boolean} anchor whether it stands for the attribution: keyboard focus and links arrive here
 */

/** Decides which element encloses which when two spans are equal. @type {Record<Role, number>} */
const ROLE_DEPTH = { content: 0, source: 1, cue: 2 };

/** Content inside content is drawn apart down to this depth. */
const MAX_DEPTH = 3;

/** A line at least this long was not wrapped by hand, so the line break after it ends a paragraph. */
const FULL_LINE = 100;

/**
 * Fills `heading` and `container` with the annotated article.
 * @param {HTMLElement} heading @param {HTMLElement} container @param {string} text @param {Analysis} analysis
 */
function renderArticle(heading, container, text, analysis) {
  const places = placesOf(analysis);
  const paragraphs = paragraphsOf(text);
  const title = analysis.document.title?.trim() ?? "";
  // The headline of the text itself is shown with its marks; a title from elsewhere (a page's head) without any.
  const hasHeadline = paragraphs.length > 0 && isHeadline(text, paragraphs, title);
  heading.textContent = hasHeadline ? "" : title || STRINGS.untitled;
  heading.classList.toggle("visually-hidden", !hasHeadline && !title);

  const fragment = document.createDocumentFragment();
  /** @type {Place[]} */
  let open = [];
  let next = 0;
  paragraphs.forEach(([start, end], index) => {
    open = open.filter((place) => place.end > start);
    for (; next < places.length && places[next].start < end; next++) open.push(places[next]);
    if (hasHeadline && index === 0) {
      renderParagraph(heading, text, start, end, open);
      return;
    }
    const element = document.createElement("p");
    if (index < 4 && end - start < 120 && /^\s*by\s/i.test(text.slice(start, end))) element.className = "byline";
    renderParagraph(element, text, start, end, open);
    fragment.append(element);
  });
  container.replaceChildren(fragment);
}

/**
 * The spans of all attributions in the order in which elements open: by start, the longer first.
 * @param {Analysis} analysis
 */
function placesOf(analysis) {
  /** @type {Place[]} */
  const places = [];
  analysis.attributions.forEach((attribution, index) => {
    const anchorRole = /** @type {Role[]} */ (["cue", "source", "content"]).find((role) => attribution[role].length > 0);
    for (const role of /** @type {Role[]} */ (["content", "source", "cue"])) {
      attribution[role].forEach(([start, end], i) => {
        if (start >= end) return;
        const first = i === 0;
        places.push({ start, end, role, attribution, number: index + 1, first, anchor: first && role === anchorRole });
      });
    }
  });
  return places.sort((a, b) => a.start - b.start || b.end - a.end || ROLE_DEPTH[a.role] - ROLE_DEPTH[b.role]);
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
 * Whether the first paragraph is the headline: it is the document's title, or it is short, does not end like a sentence
 * and has paragraphs below it.
 * @param {string} text @param {Span[]} paragraphs @param {string} title
 */
function isHeadline(text, paragraphs, title) {
  const [start, end] = paragraphs[0];
  const line = text.slice(start, end).trim();
  return line === title || (paragraphs.length > 2 && line.length < 140 && !/[.!?”"]$/.test(line));
}

/**
 * @param {HTMLElement} paragraph @param {string} text @param {number} start @param {number} end
 * @param {Place[]} places every place that overlaps the paragraph, in opening order
 */
function renderParagraph(paragraph, text, start, end, places) {
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
    (stack.at(-1)?.element ?? paragraph).append(text.slice(at, sorted[i + 1]));
  }
}

/**
 * @param {{place: Place, element: HTMLElement}[]} stack @param {HTMLElement} paragraph @param {Place} place
 * @param {boolean} begins whether the span begins here, or only this piece of it
 */
function openPlace(stack, paragraph, place, begins) {
  const { role, attribution, number } = place;
  const element = document.createElement("mark");
  element.className = role === "content" ? `part content ${attribution.quotation}` : `part ${role}`;
  const depth = stack.filter((open) => open.place.role === "content").length;
  element.classList.add(`depth-${Math.min(depth, MAX_DEPTH)}`);
  element.dataset.id = attribution.id;
  if (begins && place.first) {
    const { letter, label } = role === "content" ? STRINGS.quotation[attribution.quotation] : STRINGS.roles[role];
    // Drawn by the style sheet, so that it is not part of the text that a reader selects and copies.
    element.dataset.label = `${letter}${number}`;
    element.dataset.longLabel = `${label}\u00a0${number}`;
    element.dataset.spoken = STRINGS.spokenPart(label.toLowerCase(), number);
  }
  if (begins && place.anchor) {
    element.id = articleAnchorId(attribution);
    element.tabIndex = -1;
    element.setAttribute("role", "button");
  }
  (stack.at(-1)?.element ?? paragraph).append(element);
  stack.push({ place, element });
}

/** The id of the element that stands for an attribution in the article. @param {Attribution} attribution */
function articleAnchorId(attribution) {
  return `text-${attribution.id}`;
}

/** The text of several spans. @param {string} text @param {Span[]} spans */
function textOf(text, spans) {
  return spans.map(([start, end]) => text.slice(start, end).trim().replace(/\s+/g, " ")).join(" … ");
}
