"use strict";

// Who says what about whom, and who is named with whom: as a drawing of two columns, and as a table of the same relations.

/** Relations that are switched off; a way of looking, not a place to come back to, and so not in the address. @type {Set<RelationKind>} */
const relationsOff = new Set();

/** What is drawn, so that it can follow the selection. @type {{columns: Columns, relations: Relation[], lines: SVGElement[], table: HTMLElement} | undefined} */
let drawn;

/** Pixels from one name to the next. */
const NODE_HEIGHT = 30;

/** @type {View} */
const networkView = {
  name: "network",
  count: () => undefined,
  isOffered: ({ relations }) => relations.length > 0,
  render(story, { key }) {
    const relations = story.relations.filter(({ kind }) => !relationsOff.has(kind));
    const columns = columnsOf(story, relations);
    drawn = { columns, relations, lines: relations.map(lineElement), table: make("div", "relations", ...relationTable(story, relations, key)) };
    if (relations.length === 0) return [relationSwitches(story), make("p", "empty", STRINGS.allRelationsOff)];
    const left = columns.left > 0 ? [make("p", "aside", STRINGS.nodesLeft(columns.left))] : [];
    return [relationSwitches(story), drawnNetwork(story, columns, relations, drawn.lines), ...left, drawn.table];
  },
  holds: (_story, key) => Boolean(drawn && [...drawn.columns.speakers, ...drawn.columns.subjects].includes(key)),
  follow(story, { key }) {
    if (!drawn) return;
    lightLines(story, key);
    drawn.table.replaceChildren(...relationTable(story, drawn.relations, key));
  },
  marks: ({ analysis, relations }) => analysis.entities.filter(({ id }) => relations.some(({ from, to }) => from === id || to === id)),
};

/** @param {RelationKind} kind */
function switchRelation(kind) {
  if (!relationsOff.delete(kind)) relationsOff.add(kind);
}

/** What the lines mean, as switches. @param {Story} story */
function relationSwitches({ relations }) {
  const buttons = /** @type {RelationKind[]} */ (["relays", "about", "together"]).flatMap((kind) => {
    const n = relations.filter((relation) => relation.kind === kind).length;
    if (n === 0) return [];
    const { label, explains } = STRINGS.relation[kind];
    const button = make("button", "key switch", make("span", `line-sample ${kind}`), label, make("span", "count", String(n)));
    button.type = "button";
    button.title = explains;
    button.setAttribute("aria-pressed", String(!relationsOff.has(kind)));
    button.dataset.relation = kind;
    return [button];
  });
  const group = make("div", "switches", ...buttons);
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", STRINGS.relationSwitches);
  return group;
}

/** @param {Story} story @param {Columns} columns @param {Relation[]} relations @param {SVGElement[]} lines in the order of the relations */
function drawnNetwork(story, { speakers, subjects }, relations, lines) {
  const rows = Math.max(speakers.length, subjects.length);
  const height = rows * NODE_HEIGHT;
  /** The height of each node's middle: the shorter column spread over the longer one's height. @type {Map<string, number>} */
  const middles = new Map();
  const column = (/** @type {string[]} */ keys, /** @type {string} */ className, /** @type {string} */ heading) => {
    const list = make(
      "ol", className,
      ...keys.map((key, i) => {
        const middle = ((i + 0.5) * height) / keys.length;
        middles.set(key, middle);
        const source = story.sources.get(key);
        const node = itemButton(key, "node item-head", ...(source ? [glyph(source.type)] : []), make("span", "node-name", nameOf(story, key)));
        node.id = itemHeadId(key);
        node.title = nameOf(story, key);
        const item = make("li", "", node);
        item.style.top = `${middle}px`;
        return item;
      }),
    );
    list.setAttribute("role", "list");
    list.setAttribute("aria-label", heading);
    list.style.height = `${height}px`;
    return make("div", "column", make("p", "column-head", heading), list);
  };
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("aria-hidden", "true");
  svg.style.height = `${height}px`;
  svg.append(...lines, ...relations.map(({ kind }) => arrowHead(kind)));
  const arrows = [...svg.children].slice(lines.length);
  const draw = () => {
    const width = svg.clientWidth;
    relations.forEach(({ kind, from, to }, i) => {
      const [start, end] = [middles.get(from), middles.get(to)];
      // An end that is left out of the drawing stands in the table.
      const shown = start !== undefined && end !== undefined && width > 0;
      lines[i].setAttribute("d", shown ? lineOf(kind, start, end, width) : "");
      arrows[i].setAttribute("d", shown && kind === "relays" ? `M1 ${end}l7 -4v8z` : "");
    });
  };
  const observer = new ResizeObserver(() => (svg.isConnected ? draw() : observer.disconnect()));
  observer.observe(svg);
  const box = make("div", "network", column(speakers, "speakers", STRINGS.speakers), column(subjects, "subjects", STRINGS.subjects));
  box.firstElementChild?.after(svg);
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", STRINGS.networkLabel(speakers.length, subjects.length, relations.length));
  for (const [type, keyOf] of /** @type {[string, (event: Event) => string | undefined][]} */ ([
    ["pointerover", (event) => closest(event, ".node")?.dataset.key ?? shown.state.key],
    ["pointerleave", () => shown.state.key],
  ])) {
    box.addEventListener(type, (event) => lightLines(story, keyOf(event)));
  }
  return box;
}

/** @param {Relation} relation */
function lineElement({ kind, attributionIds, sentences }) {
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  line.setAttribute("class", `line ${kind}`);
  line.style.strokeWidth = `${Math.min(4, 1 + Math.log2(attributionIds.length + sentences.length))}px`;
  return line;
}

/** @param {RelationKind} kind */
function arrowHead(kind) {
  const arrow = document.createElementNS("http://www.w3.org/2000/svg", "path");
  arrow.setAttribute("class", `arrow ${kind}`);
  return arrow;
}

/** Lights the relations of a node and its neighbours; without a node, all are alike. @param {Story} story @param {string | undefined} key */
function lightLines(story, key) {
  if (!drawn) return;
  const own = sameAs(story, key);
  const isLit = drawn.relations.map(({ from, to }) => own.includes(from) || own.includes(to));
  const near = new Set(drawn.relations.flatMap(({ from, to }, i) => (isLit[i] ? [from, to] : [])));
  const box = ui.panelBody.querySelector(".network");
  box?.classList.toggle("looking", near.size > 0);
  drawn.lines.forEach((line, i) => line.classList.toggle("lit", isLit[i]));
  box?.querySelectorAll(".arrow").forEach((arrow, i) => arrow.classList.toggle("lit", isLit[i]));
  for (const node of box?.querySelectorAll(".node") ?? []) node.classList.toggle("near", near.has(/** @type {HTMLElement} */ (node).dataset.key ?? ""));
}

/** An item with the entity or the sources that are the same person or organisation. @param {Story} story @param {string | undefined} key */
function sameAs({ analysis, sources }, key) {
  if (!key) return [];
  const entity = sources.get(key)?.entityId ?? key;
  return [key, entity, ...analysis.sources.filter(({ entityId }) => entityId === entity).map(({ id }) => id)];
}

/** The relations in words: all of them, or those of the selected node. @param {Story} story @param {Relation[]} relations @param {string | undefined} key */
function relationTable(story, relations, key) {
  const own = sameAs(story, key);
  const listed = relations.filter(({ from, to }) => own.length === 0 || own.includes(from) || own.includes(to));
  const isOne = own.length > 0 && listed.length > 0;
  const name = (/** @type {string} */ key) => itemButton(key, "link", nameOf(story, key));
  const rows = (isOne ? listed : relations).map(({ kind, from, to, attributionIds, sentences }) => {
    const evidence = [
      ...attributionIds.map((id) => stateLink({ view: "attributions", key: id }, "number", STRINGS.shortNumber(story.numbers.get(id) ?? 0))),
      ...sentences.map((index) => {
        const button = spanButton(story.analysis.sentences[index], "number", String(index + 1));
        button.setAttribute("aria-label", STRINGS.sentence(index + 1));
        return button;
      }),
    ];
    const where = make("span", "evidence-list", make("span", "visually-hidden", STRINGS.evidenceKind[kind]), ...evidence);
    return make("tr", "", make("td", "", name(from)), make("td", "aside", STRINGS.relation[kind].verb), make("td", "", name(to)), make("td", "", where));
  });
  const heading = isOne ? STRINGS.relationsOf(nameOf(story, key ?? ""), listed.length) : STRINGS.allRelations(relations.length);
  return [make("h2", "", heading), dataTable(heading, STRINGS.relationColumns, rows)];
}
