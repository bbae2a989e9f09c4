"use strict";

// The page as a whole: which view is shown, which attribution is selected, and what each control does.

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
  list: byId("list", HTMLOListElement),
  listEmpty: byId("list-empty", HTMLElement),
  engineStatus: byId("engine-status", HTMLElement),
  offlineStatus: byId("offline-status", HTMLElement),
  announcer: byId("announcer", HTMLElement),
  update: byId("update", HTMLElement),
};

/** What the result view shows. */
const shown = {
  /** @type {Article | undefined} */
  article: undefined,
  /** What the spans of the analysis count in. */
  text: "",
  /** @type {Analysis | undefined} */
  analysis: undefined,
  filter: emptyFilter(),
  /** @type {string | undefined} */
  selected: undefined,
  /** The elements of each attribution, in the article and in the list. @type {Map<string, HTMLElement[]>} */
  elements: new Map(),
};

/** Counts the requests, so that the outcome of one that was cancelled is not shown. */
let request = 0;
let downloaded = { done: 0, total: 0 };

const engine = new Engine((done, total) => {
  downloaded = { done, total };
  ui.engineStatus.textContent = STRINGS.statusLoading(done, total);
  if (document.body.dataset.view === "working") showLoading();
});

// ---- Views -----------------------------------------------------------------------------------------------------------

/** @param {"start" | "working" | "result"} view */
function showView(view) {
  document.body.dataset.view = view;
  const headline = view === "result" ? ui.headline.textContent : "";
  document.title = headline ? `${headline} – ${STRINGS.appName}` : STRINGS.appName;
  window.scrollTo(0, 0);
}

/** @param {string} title @param {string} text */
function showError(title, text) {
  showView("start");
  ui.error.hidden = false;
  ui.errorTitle.textContent = title;
  ui.errorText.textContent = text;
}

function showLoading() {
  const { done, total } = downloaded;
  const arrived = done >= total;
  ui.workingTitle.textContent = arrived ? STRINGS.starting : STRINGS.loading;
  ui.workingText.textContent = arrived ? STRINGS.startingText : STRINGS.loadingText(done, total);
  if (arrived) ui.workingBar.removeAttribute("value");
  else ui.workingBar.value = done / total;
}

/** @param {Article} article */
async function analyze(article) {
  if (article.text.trim() === "") {
    showError(STRINGS.emptyTitle, STRINGS.empty);
    ui.input.focus();
    return;
  }
  // A lone surrogate is no character; the engine sees U+FFFD in its place, and so do the reader and the export.
  const text = article.text.toWellFormed();
  const mine = ++request;
  if (document.body.dataset.view === "working") engine.cancel();
  ui.error.hidden = true;
  showView("working");
  showLoading();
  ui.workingTitle.focus({ preventScroll: true });
  try {
    await ready();
    if (mine !== request) return;
    ui.workingTitle.textContent = STRINGS.analyzing(article.name);
    ui.workingText.textContent = STRINGS.analyzingText(text.length);
    ui.workingBar.removeAttribute("value");
    const analysis = await engine.analyze(text, article.format);
    if (mine === request) showResult({ ...article, text }, analysis);
  } catch (error) {
    if (mine !== request) return;
    if (!(error instanceof EngineFailure) || error.kind === "cancelled") throw error;
    const failure = STRINGS.failures[error.kind];
    showError(failure.title, failure.text(error.message, article.name));
  }
}

function cancel() {
  request++;
  engine.cancel();
  showView("start");
  announce(STRINGS.cancelled);
  ui.input.focus();
}

/** @param {Article} article @param {Analysis} analysis */
function showResult(article, analysis) {
  const text = analysis.document.text ?? article.text;
  Object.assign(shown, { article, text, analysis, filter: emptyFilter(), selected: undefined });

  renderArticle(ui.headline, ui.text, text, analysis);
  renderList(ui.list, text, analysis);
  renderLegend(ui.legend, analysis, shown.filter, applyFilter);
  shown.elements = new Map(analysis.attributions.map(({ id }) => [id, []]));
  for (const element of ui.result.querySelectorAll("[data-id]")) {
    if (element instanceof HTMLElement) shown.elements.get(element.dataset.id ?? "")?.push(element);
  }
  analysis.attributions.forEach((attribution, index) => {
    const [source, cue] = spokenParts(attribution);
    document.getElementById(articleAnchorId(attribution))
      ?.setAttribute("aria-label", STRINGS.spoken(index + 1, source, cue, attribution));
  });

  const { byline, publisher, date, words } = analysis.document;
  const count = STRINGS.attributions(analysis.attributions.length);
  ui.facts.textContent =
    [publisher, byline, date && STRINGS.date(date), STRINGS.words(words), count].filter(Boolean).join(" · ");
  showView("result");
  // So that the browser's Back leads to the start view and not away from the page.
  if (history.state?.view !== "result") history.pushState({ view: "result" }, "");
  setSheet(false);
  applyFilter();
  announce(count);
  ui.article.focus({ preventScroll: true });
}

function newArticle() {
  showView("start");
  ui.input.value = "";
  ui.input.focus();
}

/** @param {string} message */
function announce(message) {
  ui.announcer.textContent = message;
}

// ---- Selection -------------------------------------------------------------------------------------------------------

/** The attributions that pass the filter. */
function visible() {
  return shown.analysis?.attributions.filter((attribution) => passes(shown.filter, attribution)) ?? [];
}

/**
 * Selects an attribution and brings both its places into view.
 * @param {string | undefined} id @param {"article" | "list" | "none"} focus where the keyboard goes
 */
function select(id, focus = "none") {
  mark("selected", shown.selected, id);
  shown.selected = id;
  const attributions = visible();
  const index = attributions.findIndex((attribution) => attribution.id === id);
  const attribution = attributions[index];
  ui.result.classList.toggle("has-selection", attribution !== undefined);
  ui.position.textContent =
    attribution ? STRINGS.position(index + 1, attributions.length) : String(attributions.length);
  setTabStops(attribution ?? attributions[0]);
  ui.positionWhat.textContent = attribution ? spokenParts(attribution).join(" ") : "";
  if (!attribution) return;
  const entry = document.getElementById(listEntryId(attribution));
  const anchor = document.getElementById(articleAnchorId(attribution));
  if (entry) scrollWithin(ui.panelBody, entry);
  if (anchor) scrollToReading(anchor);
  (focus === "article" ? anchor : focus === "list" ? entry : undefined)?.focus({ preventScroll: true });
}

/** The words of the source and of the cue. @param {Attribution} attribution */
function spokenParts({ source, cue }) {
  return [source.length > 0 ? textOf(shown.text, source) : STRINGS.noSource, textOf(shown.text, cue)];
}

/** Moves the selection by `step` among the visible attributions. @param {number} step */
function move(step) {
  const attributions = visible();
  if (attributions.length === 0) return;
  const index = attributions.findIndex(({ id }) => id === shown.selected);
  const next = index < 0 ? (step > 0 ? 0 : attributions.length - 1) : index + step;
  const target = attributions[Math.max(0, Math.min(next, attributions.length - 1))];
  const inArticle = document.activeElement !== null && ui.article.contains(document.activeElement);
  const inList = document.activeElement !== null && ui.list.contains(document.activeElement);
  select(target.id, inArticle ? "article" : inList ? "list" : "none");
}

/** Moves a class from the elements of one attribution to those of another. @param {string} name @param {string | undefined} from @param {string | undefined} to */
function mark(name, from, to) {
  for (const element of shown.elements.get(from ?? "") ?? []) {
    element.classList.remove(name);
    if (name === "selected" && element.matches(".entry")) element.removeAttribute("aria-current");
  }
  for (const element of shown.elements.get(to ?? "") ?? []) {
    element.classList.add(name);
    if (name === "selected" && element.matches(".entry")) element.setAttribute("aria-current", "true");
  }
}

/** The article and the list are one tab stop each; arrows move within them. @param {Attribution | undefined} current */
function setTabStops(current) {
  for (const element of ui.result.querySelectorAll('.part[tabindex="0"], .entry[tabindex="0"]')) {
    element.setAttribute("tabindex", "-1");
  }
  if (!current) return;
  document.getElementById(articleAnchorId(current))?.setAttribute("tabindex", "0");
  document.getElementById(listEntryId(current))?.setAttribute("tabindex", "0");
}

function applyFilter() {
  ui.panelBody.scrollTop = 0;
  const attributions = visible();
  const ids = new Set(attributions.map(({ id }) => id));
  for (const [id, elements] of shown.elements) {
    for (const element of elements) {
      if (element.matches(".entry")) element.parentElement?.toggleAttribute("hidden", !ids.has(id));
      else element.classList.toggle("off", !ids.has(id));
    }
  }
  ui.listEmpty.hidden = attributions.length > 0;
  ui.listEmpty.textContent = shown.analysis?.attributions.length ? STRINGS.allFiltered : STRINGS.noAttributions;
  select(ids.has(shown.selected ?? "") ? shown.selected : undefined);
}

/** @type {ScrollBehavior} */
const scrolling = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";

/** Scrolls a box, and nothing around it, until `element` is in it. @param {HTMLElement} box @param {HTMLElement} element */
function scrollWithin(box, element) {
  const outer = box.getBoundingClientRect();
  const inner = element.getBoundingClientRect();
  if (inner.top < outer.top) box.scrollBy({ top: inner.top - outer.top - 8, behavior: scrolling });
  else if (inner.bottom > outer.bottom) box.scrollBy({ top: inner.bottom - outer.bottom + 8, behavior: scrolling });
}

/** Scrolls the page only if `element` is outside its comfortable part. @param {HTMLElement} element */
function scrollToReading(element) {
  const { top, bottom } = element.getBoundingClientRect();
  const sheet = hasSheet() ? ui.panel.getBoundingClientRect().height : 0;
  const floor = window.innerHeight - sheet;
  if (top < 80 || bottom > floor - 40) window.scrollBy({ top: top - floor / 3, behavior: scrolling });
}

/** Whether the list is a sheet at the bottom, as on a narrow screen. */
function hasSheet() {
  return getComputedStyle(ui.panel).position === "fixed";
}

/** @param {boolean} open */
function setSheet(open) {
  ui.panel.classList.toggle("open", open);
  ui.sheetToggle.setAttribute("aria-expanded", String(open));
  ui.sheetToggle.textContent = open ? STRINGS.closeList : STRINGS.openList;
}

/** The attributions drawn at an element, the innermost first. @param {EventTarget | null} target */
function idsAt(target) {
  /** @type {string[]} */
  const ids = [];
  for (let element = target instanceof Element ? target.closest(".part:not(.off)") : null; element; ) {
    const id = element instanceof HTMLElement ? element.dataset.id : undefined;
    if (id && !ids.includes(id)) ids.push(id);
    element = element.parentElement?.closest(".part:not(.off)") ?? null;
  }
  return ids;
}

/** @param {PointerEvent} event */
function hover(event) {
  // A finger does not hover.
  if (event.pointerType !== "mouse") return;
  const target = event.target instanceof Element ? event.target : null;
  const id = target?.closest(".entry") instanceof HTMLElement
    ? /** @type {HTMLElement} */ (target.closest(".entry")).dataset.id
    : idsAt(target)[0];
  const before = ui.result.dataset.hovered;
  if (id === before) return;
  mark("hovered", before, id);
  if (id) ui.result.dataset.hovered = id;
  else delete ui.result.dataset.hovered;
}

// ---- What the reader does --------------------------------------------------------------------------------------------

/** @param {FileList | File[]} files */
async function openFiles(files) {
  if (files.length !== 1) {
    showError(STRINGS.readFailedTitle, STRINGS.dropped);
    return;
  }
  try {
    await analyze(await readArticleFile(files[0]));
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    showError(STRINGS.readFailedTitle, error.message);
  }
}

function exampleText() {
  return document.getElementById("example")?.textContent ?? "";
}

function submitInput() {
  return analyze(pastedArticle(ui.input.value));
}

byId("paste-form", HTMLFormElement).addEventListener("submit", (event) => {
  event.preventDefault();
  submitInput();
});
byId("open-file", HTMLButtonElement).addEventListener("click", () => ui.fileInput.click());
byId("try-example", HTMLButtonElement).addEventListener("click", () => {
  analyze({ name: STRINGS.exampleName, format: "text", text: exampleText() });
});
byId("cancel", HTMLButtonElement).addEventListener("click", cancel);
byId("new-article", HTMLButtonElement).addEventListener("click", newArticle);
byId("previous", HTMLButtonElement).addEventListener("click", () => move(-1));
byId("next", HTMLButtonElement).addEventListener("click", () => move(1));
byId("export-json", HTMLButtonElement).addEventListener("click", () => {
  if (!shown.analysis || !shown.article) return;
  downloadJson(shown.analysis, ui.headline.textContent || shown.article.name);
  announce(STRINGS.exported);
});
byId("copy-json", HTMLButtonElement).addEventListener("click", async (event) => {
  const button = /** @type {HTMLButtonElement} */ (event.currentTarget);
  if (!shown.analysis) return;
  const copied = await copyJson(shown.analysis);
  button.textContent = copied ? STRINGS.copied : STRINGS.copyFailed;
  announce(button.textContent);
  setTimeout(() => (button.textContent = STRINGS.copy), copied ? 2000 : 6000);
});
ui.sheetToggle.addEventListener("click", () => setSheet(!ui.panel.classList.contains("open")));

ui.fileInput.addEventListener("change", async () => {
  await openFiles(ui.fileInput.files ?? []);
  // So that choosing the same file again is a change.
  ui.fileInput.value = "";
});

document.addEventListener("paste", (event) => {
  if (document.body.dataset.view !== "start" || !event.clipboardData) return;
  const { files } = event.clipboardData;
  const text = event.clipboardData.getData("text/plain");
  if (files.length > 0 && text === "") {
    event.preventDefault();
    openFiles(files);
  } else if (ui.input.value.trim() === "" && text.trim() !== "") {
    event.preventDefault();
    ui.input.value = text;
    submitInput();
  }
});

/** Text is taken on the start view alone: elsewhere it is the article's own, moved by mistake. @param {DragEvent} event */
function takes(event) {
  return document.body.dataset.view === "start" || event.dataTransfer?.types.includes("Files") === true;
}

document.addEventListener("dragover", (event) => {
  if (!takes(event)) return;
  event.preventDefault();
  document.body.classList.add("dragging");
});
document.addEventListener("dragleave", (event) => {
  if (event.relatedTarget === null) document.body.classList.remove("dragging");
});
document.addEventListener("drop", (event) => {
  if (!takes(event)) return;
  event.preventDefault();
  document.body.classList.remove("dragging");
  const text = event.dataTransfer?.getData("text/plain") ?? "";
  if (event.dataTransfer?.files.length) openFiles(event.dataTransfer.files);
  else if (text.trim() !== "") analyze(pastedArticle((ui.input.value = text)));
});

ui.article.addEventListener("click", (event) => {
  // A click that ends the selecting of text is no choice of an attribution.
  if (!getSelection()?.isCollapsed) return;
  const ids = idsAt(event.target);
  // A second click at the same place chooses what lies around it.
  const next = ids[(ids.indexOf(shown.selected ?? "") + 1) % ids.length];
  select(next, next ? "article" : "none");
});
ui.list.addEventListener("click", (event) => {
  const entry = event.target instanceof Element ? event.target.closest(".entry") : null;
  if (entry instanceof HTMLElement) {
    setSheet(false);
    // The keyboard's Enter goes to the text; the pointer's click leaves the focus where the pointer is.
    select(entry.dataset.id, event.detail === 0 ? "article" : "list");
  }
});
for (const type of /** @type {const} */ (["pointerover", "pointerleave"])) {
  ui.result.addEventListener(type, hover);
}

window.addEventListener("popstate", (event) => {
  if (document.body.dataset.view === "working") cancel();
  showView(event.state?.view === "result" && shown.analysis ? "result" : "start");
});

document.addEventListener("keydown", (event) => {
  const view = document.body.dataset.view;
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && view === "start") {
    event.preventDefault();
    submitInput();
  } else if (event.key === "Escape" && view === "working") {
    cancel();
  } else if (view === "result" && !event.ctrlKey && !event.metaKey && !event.altKey) {
    resultKey(event);
  }
});

/** @param {KeyboardEvent} event */
function resultKey(event) {
  const focused = document.activeElement;
  const onAnchor = focused instanceof HTMLElement && focused.matches(".part") && ui.article.contains(focused);
  const onEntry = focused instanceof HTMLElement && focused.matches(".entry");
  // Single letters and arrows act only while the keyboard is in the article or the list, and leave other controls alone.
  const inResult = focused === document.body || (focused !== null && (ui.article.contains(focused) || ui.list.contains(focused)));
  const arrows = onAnchor || onEntry;
  if (event.key === "Escape") {
    if (hasSheet() && ui.panel.classList.contains("open")) setSheet(false);
    else select(undefined);
  } else if ((event.key === "j" && inResult) || (arrows && (event.key === "ArrowDown" || event.key === "ArrowRight"))) {
    event.preventDefault();
    move(1);
  } else if ((event.key === "k" && inResult) || (arrows && (event.key === "ArrowUp" || event.key === "ArrowLeft"))) {
    event.preventDefault();
    move(-1);
  } else if (arrows && (event.key === "Home" || event.key === "End")) {
    event.preventDefault();
    move(event.key === "Home" ? -Infinity : Infinity);
  } else if (onAnchor && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    setSheet(true);
    select(focused.dataset.id, "list");
  }
}

// ---- Start -----------------------------------------------------------------------------------------------------------

/** The engine's `ready`, told to the reader. */
async function ready() {
  try {
    if (ui.engineStatus.textContent === "") ui.engineStatus.textContent = STRINGS.statusStarting;
    await engine.ready();
    ui.engineStatus.textContent = STRINGS.statusReady;
  } catch (error) {
    ui.engineStatus.textContent = STRINGS.statusFailed;
    throw error;
  }
}

async function start() {
  byId("shortcut", HTMLElement).textContent = /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘ Enter" : "Ctrl Enter";
  byId("version", HTMLElement).textContent = STRINGS.version(BUILD.version);
  if (BUILD.embedded) ui.offlineStatus.textContent = STRINGS.singleFile;
  try {
    await ready();
  } catch (error) {
    // While an article waits, its own request tells.
    if (error instanceof EngineFailure && error.kind !== "cancelled" && document.body.dataset.view === "start") {
      const failure = STRINGS.failures[error.kind];
      showError(failure.title, failure.text(error.message, ""));
    }
    return;
  }
  // After the parts, so that the service worker finds them in the cache.
  await registerOffline({
    onReady: () => (ui.offlineStatus.textContent = STRINGS.offlineReady),
    onUpdate: (apply) => {
      ui.update.hidden = false;
      byId("update-now", HTMLButtonElement).onclick = apply;
    },
  });
}
byId("update-later", HTMLButtonElement).addEventListener("click", () => (ui.update.hidden = true));

start();
