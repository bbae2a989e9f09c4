"use strict";

// Finding words in the article: every place is painted, next and previous go from one to the next. What is looked for stays
// out of the page's address.

/** Places that are shown at most; more are no help, and painting them takes long. */
const MOST_FOUND = 5000;

const search = {
  box: byId("search", HTMLElement),
  input: byId("search-input", HTMLInputElement),
  count: byId("search-count", HTMLElement),
  opener: byId("find", HTMLButtonElement),
  /** @type {Span[]} */
  found: [],
  at: 0,
};

/** @param {boolean} open */
function setSearch(open) {
  const had = !search.box.hidden;
  search.box.hidden = !open;
  search.opener.setAttribute("aria-expanded", String(open));
  if (open) {
    search.input.focus();
    search.input.select();
    findWords();
  } else if (had) {
    paintFound([]);
    if (search.box.contains(document.activeElement) || document.activeElement === document.body) search.opener.focus();
  }
}

/** Looks for what the field holds, from where the reader is. */
function findWords() {
  const { story } = shown;
  search.found = story ? placesOfWords(story.text, search.input.value) : [];
  search.at = Math.max(0, search.found.findIndex((span) => rangeOf(shown.pieces, span).getBoundingClientRect().top >= 0));
  showFound();
}

/** @param {number} step */
function stepFound(step) {
  const { length } = search.found;
  if (length === 0) return;
  search.at = (search.at + step + length) % length;
  showFound();
}

function showFound() {
  const { found, at, input } = search;
  search.count.textContent = input.value.trim() === "" ? "" : STRINGS.found(at + 1, found.length, found.length === MOST_FOUND);
  paintFound(found, found[at]);
  if (found[at]) scrollToReading(rangeOf(shown.pieces, found[at]));
}

/** @param {Span[]} spans @param {Span} [current] */
function paintFound(spans, current) {
  CSS.highlights?.set("found", new Highlight(...spans.map((span) => rangeOf(shown.pieces, span))));
  const here = new Highlight(...(current ? [rangeOf(shown.pieces, current)] : []));
  here.priority = 1;
  CSS.highlights?.set("found-here", here);
}

/** Where the words stand in the text, whatever the case, the form of the quotation marks and the line breaks. @param {string} text @param {string} words @returns {Span[]} */
function placesOfWords(text, words) {
  const wanted = folded(words.trim().replace(/\s+/g, " "));
  if (wanted === "") return [];
  // Folding keeps every unit in its place.
  const within = folded(text);
  /** @type {Span[]} */
  const places = [];
  for (let at = within.indexOf(wanted); at >= 0 && places.length < MOST_FOUND; at = within.indexOf(wanted, at + wanted.length)) {
    places.push([at, at + wanted.length]);
  }
  return places;
}

/** @param {string} text */
function folded(text) {
  return text
    .replace(/[‘’ʼ]/g, "'")
    .replace(/[“”„]/g, '"')
    .replace(/\s/g, " ")
    .replace(/\p{Lu}/gu, (letter) => (letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter));
}

search.opener.addEventListener("click", () => setSearch(search.opener.getAttribute("aria-expanded") === "false"));
byId("search-close", HTMLButtonElement).addEventListener("click", () => setSearch(false));
byId("search-next", HTMLButtonElement).addEventListener("click", () => stepFound(1));
byId("search-previous", HTMLButtonElement).addEventListener("click", () => stepFound(-1));
byId("search-mark", HTMLButtonElement).addEventListener("click", () => {
  const here = search.found[search.at];
  if (!here) return;
  selectWords(here);
  focusMarking();
});
search.input.addEventListener("input", findWords);
search.box.addEventListener("keydown", (event) => {
  if (event.key === "Escape") setSearch(false);
  else if (event.key === "Enter" && event.target === search.input) stepFound(event.shiftKey ? -1 : 1);
  else return;
  event.preventDefault();
  event.stopPropagation();
});
