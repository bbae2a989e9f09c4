"use strict";

// The source ledger: one row for each source, sortable; the selected one unfolds to what it says and how it came here.
// Where the panel is narrow the style sheet turns rows into cards, hence the explicit roles.

/** @type {View} */
const sourcesView = {
  name: "sources",
  count: ({ analysis }) => analysis.sources.length,
  holds: ({ attributions }, key) => Boolean(attributions.get(key)?.sourceId),
  render(story, { filter, sort }) {
    const sources = sorted(story, passingSources(filter, story), sort);
    if (sources.length === 0) {
      return [make("p", "empty", story.analysis.sources.length > 0 ? STRINGS.allFiltered : STRINGS.noSources)];
    }
    const body = make("tbody", "", ...sources.flatMap((source) => sourceRows(story, source)));
    const table = make("table", "ledger", make("thead", "", row(...COLUMNS.map((keys) => columnHead(keys, sort)))), body);
    for (const group of [table.tHead, body]) group?.setAttribute("role", "rowgroup");
    table.setAttribute("role", "table");
    return [sortControl(sort), table];
  },
  detail(story, key) {
    const source = story.sources.get(key);
    if (!source) return [];
    const attributions = source.attributionIds.flatMap((id) => story.attributions.get(id) ?? []);
    /** @type {HTMLElement[]} */
    const nodes = [editor(story, key), ...chainsOf(story, source).map((hands) => path(story, hands))];
    const entity = story.analysis.entities.find(({ id }) => id === source.entityId);
    if (entity) {
      nodes.push(make("p", "", STRINGS.entityHeading, " ", stateLink({ view: "entities", key: entity.id }, "link", entity.name)));
    }
    const findings = findingsAbout(story, key);
    if (findings.length > 0) nodes.push(findingLinks(story, findings));
    nodes.push(
      make("p", "detail-head", STRINGS.attributionsHeading),
      make("ol", "said", ...attributions.map((attribution) => make("li", "", saidEntry(story, attribution)))),
      make("p", "", stateLink({ view: "attributions", filter: { source: key } }, "link", STRINGS.showAttributions)),
    );
    return nodes;
  },
};

/** What each column can be sorted by. @type {SortKey[][]} */
const COLUMNS = [["name"], ["type", "affiliation"], ["words"], ["quoted"], ["first"]];

/** The sentence in which a source first speaks, from 1. @param {Story} story @param {Source} source */
function firstSentence(story, { id }) {
  return sentenceOf(story, placesOfItem(story, id)[0] ?? [0, 0]);
}

/** @param {Story} story @param {Source[]} sources @param {State["sort"]} sort */
function sorted(story, sources, { by, descending }) {
  const order = { type: Object.keys(STRINGS.sourceType), affiliation: Object.keys(STRINGS.affiliation) };
  /** @type {Record<SortKey, (a: Source, b: Source) => number>} */
  const compare = {
    first: (a, b) => firstSentence(story, a) - firstSentence(story, b),
    name: (a, b) => a.name.localeCompare(b.name, "en"),
    type: (a, b) => order.type.indexOf(a.type) - order.type.indexOf(b.type),
    affiliation: (a, b) => order.affiliation.indexOf(a.affiliation) - order.affiliation.indexOf(b.affiliation),
    words: (a, b) => a.words - b.words,
    quoted: (a, b) => a.quotedWords - b.quotedWords,
  };
  // What is equal stays in the order of the text.
  return sources.toSorted((a, b) => (descending ? -1 : 1) * compare[by](a, b));
}

/** @param {...HTMLElement} cells */
function row(...cells) {
  const element = make("tr", "", ...cells);
  element.setAttribute("role", "row");
  return element;
}

/** @param {SortKey[]} keys @param {State["sort"]} sort */
function columnHead(keys, sort) {
  const head = make("th", `cell-${keys[0]}`);
  for (const by of keys) {
    const button = make("button", by === sort.by ? "sort sorted" : "sort", STRINGS.sort[by].column);
    button.type = "button";
    button.dataset.sort = by;
    head.append(button);
  }
  head.scope = "col";
  head.setAttribute("role", "columnheader");
  if (keys.includes(sort.by)) head.setAttribute("aria-sort", sort.descending ? "descending" : "ascending");
  return head;
}

/** The same where the table is drawn as cards, which have no column heads. @param {State["sort"]} sort */
function sortControl(sort) {
  const select = make("select", "", ...SORT_KEYS.map((by) => new Option(STRINGS.sort[by].option, by, false, by === sort.by)));
  select.id = "sort-by";
  const direction = make("button", "sort-direction", sort.descending ? STRINGS.descending : STRINGS.ascending);
  direction.type = "button";
  direction.dataset.sort = sort.by;
  const label = make("label", "", STRINGS.sortLabel);
  label.htmlFor = select.id;
  return make("div", "control sort-control", label, select, direction);
}

/** The row of a source, and the row that unfolds below it. @param {Story} story @param {Source} source */
function sourceRows(story, source) {
  const { id, name, title, type, affiliation, words, quotedWords } = source;
  const button = itemButton(id, "source-name item-head", glyph(type), make("span", "", name));
  button.id = itemHeadId(id);
  button.setAttribute("aria-expanded", "false");
  const first = firstSentence(story, source);
  /** @type {[SortKey, (string | Node)[]][]} */
  const cells = [
    ["name", [button, ...(title ? [make("span", "source-title", title)] : []), ...whyUnnamed(story, source), ...byHand(story, id)]],
    ["type", [make("span", "", STRINGS.sourceType[type].label), " ", make("span", "aside", STRINGS.affiliation[affiliation])]],
    ["words", [count(words, { view: "attributions", filter: { source: id } })]],
    ["quoted", [count(quotedWords, { view: "attributions", filter: { source: id, hide: ["indirect"] } })]],
    ["first", [firstPlace(story, source, first)]],
  ];
  const main = row(
    ...cells.map(([by, children]) => {
      const cell = make("td", `cell-${by}`, ...children);
      cell.setAttribute("role", "cell");
      cell.dataset.column = STRINGS.sort[by].column;
      return cell;
    }),
  );
  main.dataset.key = id;
  main.classList.add("source-row");
  const cell = make("td", "detail");
  cell.setAttribute("role", "cell");
  cell.colSpan = cells.length;
  cell.dataset.detail = id;
  const unfolded = row(cell);
  unfolded.hidden = true;
  return [main, unfolded];
}

/** A number that opens its evidence. @param {number} n @param {Partial<State>} evidence */
function count(n, evidence) {
  return n > 0 ? stateLink(evidence, "number", n.toLocaleString("en")) : "0";
}

/** @param {Story} story @param {Source} source @param {number} sentence */
function firstPlace(story, source, sentence) {
  const span = placesOfItem(story, source.id)[0];
  if (!span) return "–";
  const button = spanButton(span, "number", String(sentence));
  button.setAttribute("aria-label", STRINGS.sentence(sentence));
  return button;
}

/** Why a source has no name, in the article's words. @param {Story} story @param {Source} source */
function whyUnnamed({ text }, { type, anonymityReason }) {
  if (anonymityReason) {
    const reason = spanButton(anonymityReason, "link", `“${textOf(text, [anonymityReason])}”`);
    return [make("span", "reason", STRINGS.reason, " ", reason)];
  }
  if (type === "anonymous") return [make("span", "reason missing", STRINGS.reasonMissing)];
  return isNamed(type) ? [] : [make("span", "reason", STRINGS.notNamedPlain)];
}

/** @param {SourceType} type */
function isNamed(type) {
  return type === "namedPerson" || type === "namedOrganization" || type === "document";
}

/** The different ways by which its claims came, the longest first. @param {Story} story @param {Source} source */
function chainsOf({ hands }, { attributionIds }) {
  /** @type {Map<string, Hand[]>} */
  const chains = new Map();
  for (const id of attributionIds) {
    const chain = hands.get(id);
    const names = chain?.map(({ name }) => name).join("\n");
    if (chain && names && !chains.has(names)) chains.set(names, chain);
  }
  return [...chains.values()].sort((a, b) => b.length - a.length);
}

/** @param {Story} story @param {Attribution} attribution */
function saidEntry({ text, numbers }, { id, cue, content }) {
  return itemButton(
    id, "said-entry",
    make("span", "entry-number", String(numbers.get(id))), " ",
    make("span", "entry-cue", textOf(text, cue)), " ",
    make("span", "", textOf(text, content)),
  );
}
