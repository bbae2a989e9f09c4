"use strict";

// Elements: those of index.html, and those that the views make.

/** @template {HTMLElement} T @param {string} id @param {new () => T} type @returns {T} */
function byId(id, type) {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`index.html has no ${type.name} #${id}`);
  return element;
}

const ui = {
  input: byId("article-input", HTMLTextAreaElement),
  fileInput: byId("file-input", HTMLInputElement),
  error: byId("error", HTMLElement),
  errorTitle: byId("error-title", HTMLElement),
  errorText: byId("error-text", HTMLElement),
  workingTitle: byId("working-title", HTMLElement),
  workingBar: byId("working-bar", HTMLProgressElement),
  workingText: byId("working-text", HTMLElement),
  result: byId("result", HTMLElement),
  facts: byId("facts", HTMLElement),
  legend: byId("legend", HTMLElement),
  article: byId("article-view", HTMLElement),
  headline: byId("headline", HTMLElement),
  text: byId("article-text", HTMLElement),
  panel: byId("panel", HTMLElement),
  panelBody: byId("panel-body", HTMLElement),
  sheetToggle: byId("sheet-toggle", HTMLButtonElement),
  position: byId("position", HTMLElement),
  positionWhat: byId("position-what", HTMLElement),
  tabs: byId("tabs", HTMLElement),
  filter: byId("filter", HTMLElement),
  filterText: byId("filter-text", HTMLElement),
  filterClear: byId("filter-clear", HTMLButtonElement),
  engineStatus: byId("engine-status", HTMLElement),
  offlineStatus: byId("offline-status", HTMLElement),
  announcer: byId("announcer", HTMLElement),
  update: byId("update", HTMLElement),
  documents: byId("documents", HTMLButtonElement),
  documentsMenu: byId("documents-menu", HTMLElement),
  documentsList: byId("documents-list", HTMLUListElement),
  documentsQueue: byId("documents-queue", HTMLElement),
  documentsBar: byId("documents-bar", HTMLProgressElement),
  save: byId("save", HTMLButtonElement),
  saveNote: byId("save-note", HTMLElement),
  library: byId("library", HTMLElement),
  libraryList: byId("library-list", HTMLUListElement),
  libraryNote: byId("library-note", HTMLElement),
  libraryWhere: byId("library-where", HTMLElement),
  libraryDelete: byId("library-delete", HTMLButtonElement),
};

/**
 * A view of the panel.
 * @typedef {object} View
 * @property {ViewName} name
 * @property {(story: Story) => number | undefined} count what its tab counts; undefined for no number
 * @property {(story: Story) => boolean} [isOffered] whether the article has anything for it; it has without
 * @property {(story: Story, state: State) => Node[]} render
 * @property {(story: Story, key: string) => Node[]} [detail] what unfolds below the selected item
 * @property {(story: Story, key: string) => boolean} [holds] whether it shows an item whose home is another view
 * @property {(story: Story, state: State) => void} [follow] what else changes with the selection
 * @property {(story: Story) => Entity[]} [marks] the entities whose mentions it paints in the article
 */

/**
 * An element with a class and children.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag @param {string} [className] @param {...(string | Node)} children
 */
function make(tag, className = "", ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

/** A button that selects an item of the analysis. @param {string} key @param {string} className @param {...(string | Node)} children */
function itemButton(key, className, ...children) {
  const button = make("button", className, ...children);
  button.type = "button";
  button.dataset.key = key;
  // A view's items are one tab stop, which the selection gives to one of them.
  if (className.split(" ").includes("item-head")) button.tabIndex = -1;
  return button;
}

/** A button that is a drawing of index.html. @param {string} drawing @param {string} label */
function iconButton(drawing, label) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#drawing-${drawing}`);
  svg.append(use);
  const button = make("button", "icon", svg);
  button.type = "button";
  button.title = label;
  button.setAttribute("aria-label", label);
  return button;
}

/** A button that shows a place in the text. @param {Span} span @param {string} className @param {...(string | Node)} children */
function spanButton(span, className, ...children) {
  const button = make("button", className, ...children);
  button.type = "button";
  button.dataset.span = span.join("-");
  return button;
}

/** A link to another look at the article. @param {Partial<State>} state @param {string} className @param {...(string | Node)} children */
function stateLink(state, className, ...children) {
  const link = make("a", className, ...children);
  // In full: a bare fragment is taken for a place further down this page.
  link.href = location.href.replace(/#.*|$/, addressOf(state));
  return link;
}

/**
 * A plain table.
 * @param {string} label what it holds, for those who listen @param {string[]} heads @param {HTMLElement[]} rows
 */
function dataTable(label, heads, rows) {
  const head = make("tr", "", ...heads.map((text) => Object.assign(make("th", "", text), { scope: "col" })));
  const table = make("table", "data", make("thead", "", head), make("tbody", "", ...rows));
  table.setAttribute("aria-label", label);
  return table;
}

/** The small picture of a source's type, which the words beside it name. @param {SourceType} type */
function glyph(type) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "glyph");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#glyph-${type}`);
  svg.append(use);
  return svg;
}

/**
 * The way of a claim from its origin to the reader, drawn as a line with a stop for each hand.
 * @param {Story} story @param {Hand[]} hands the origin last
 */
function path({ analysis, numbers }, hands) {
  const list = make("ol", "path");
  list.setAttribute("role", "list");
  list.setAttribute("aria-label", STRINGS.pathLabel(hands.length));
  const outlet = analysis.document.publisher ?? STRINGS.thisArticle;
  list.append(make("li", "stop outlet", make("span", "stop-name", outlet), make("span", "stop-role", STRINGS.outlet)));
  hands.forEach(({ name, source, attribution }, index) => {
    const key = attribution?.id ?? source?.id;
    const stop = key ? itemButton(key, "stop-name link", name) : make("span", "stop-name", name);
    const role = index === hands.length - 1 ? STRINGS.origin : STRINGS.relays;
    const number = attribution && numbers.get(attribution.id);
    const about = [role, source && STRINGS.sourceType[source.type].label.toLowerCase(), number && STRINGS.attributionNumber(number)];
    const item = make("li", "stop", stop, make("span", "stop-role", about.filter(Boolean).join(" · ")));
    if (source) item.prepend(glyph(source.type));
    list.append(item);
  });
  return list;
}
