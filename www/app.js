"use strict";

// The page as a whole: from what the reader brings to a result, and which of start, working and result is shown.

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
  if (view !== "result") {
    // An address still to be written is of the result that is left.
    clearTimeout(addressTimer);
    setSearch(false);
    setDraft(undefined);
    hideMarking();
  }
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
    const { name, format, former } = article;
    const list = former ? await engine.carry(former, text, format) : (article.corrections ?? []);
    const analysis = await engine.analyze(text, format, list);
    if (mine !== request) return;
    corrections.load(list);
    setEdited(undefined);
    showResult({ name, format, text }, analysis);
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

function newArticle() {
  history.pushState(null, "", location.pathname + location.search);
  showView("start");
  setEdited(undefined);
  ui.input.value = "";
  ui.input.focus();
}

/** @param {string} message */
function announce(message) {
  ui.announcer.textContent = message;
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
  return analyze(edited ? editedArticle(edited, ui.input.value) : pastedArticle(ui.input.value));
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
byId("export-menu", HTMLElement).addEventListener("click", async (event) => {
  const button = /** @type {HTMLElement} */ (event.target).closest("button");
  const { analysis, article } = shown;
  if (!button || !analysis || !article) return;
  byId("export-menu", HTMLElement).hidePopover();
  const format = /** @type {"json" | ExportFormat} */ (button.dataset.export);
  try {
    const content = format === "json" ? asJson(analysis, article) : await engine.export(article.text, article.format, corrections.list(), format);
    saveFile(content, format, ui.headline.textContent || article.name);
    announce(STRINGS.exported(EXPORTS[format].ending));
  } catch (error) {
    if (!(error instanceof EngineFailure) || error.kind === "cancelled") throw error;
    announce(STRINGS.exportFailed(error.message));
  }
});
byId("copy-json", HTMLButtonElement).addEventListener("click", async (event) => {
  const button = /** @type {HTMLButtonElement} */ (event.currentTarget);
  if (!shown.analysis || !shown.article) return;
  const copied = await copyJson(shown.analysis, shown.article);
  button.textContent = copied ? STRINGS.copied : STRINGS.copyFailed;
  announce(button.textContent);
  setTimeout(() => (button.textContent = STRINGS.copy), copied ? 2000 : 6000);
});

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

document.addEventListener("keydown", (event) => {
  const view = document.body.dataset.view;
  if (dialog.open) return;
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && view === "start") {
    event.preventDefault();
    submitInput();
  } else if (event.key === "Escape" && view === "working") {
    cancel();
  } else if (event.key === "?" && !(event.target instanceof Element && event.target.matches("input, textarea, select"))) {
    event.preventDefault();
    openDialog("keys");
  } else if (view === "result" && !event.ctrlKey && !event.metaKey && !event.altKey) {
    resultKey(event);
  }
});

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
