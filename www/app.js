"use strict";

// The page as a whole: from what the reader brings to a result, and which of start, working and result is shown.

let isEngineReady = false;
let downloaded = { done: 0, total: 0 };

const engine = new Engine((done, total) => {
  downloaded = { done, total };
  ui.engineStatus.textContent = STRINGS.statusLoading(done, total);
  if (document.body.dataset.view === "working" && documents.all.some(({ article, status }) => article && status === "reading")) showLoading();
});

// ---- Views -----------------------------------------------------------------------------------------------------------

/** @param {"start" | "working" | "result"} view */
function showView(view) {
  document.body.dataset.view = view;
  if (view !== "result") {
    ui.documentsMenu.hidePopover();
    // An address still to be written is of the result that is left.
    clearTimeout(addressTimer);
    setSearch(false);
    setDraft(undefined);
    hideMarking();
  }
  if (view === "start") renderLibrary();
  renderDocuments();
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

/** Reads an article that is there already. @param {Article} article */
function openArticle(article) {
  if (article.text.trim() === "") {
    showError(STRINGS.emptyTitle, STRINGS.empty);
    ui.input.focus();
    return undefined;
  }
  return openDocuments([{ name: article.name, read: () => article }]);
}

/** Back to what was there before the work began. */
function cancel() {
  const { changing } = documents;
  stopReading();
  announce(STRINGS.cancelled);
  if (changing) {
    showDocument(changing);
  } else {
    showView("start");
    ui.input.focus();
  }
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
function openFiles(files) {
  if (files.length === 0) return showError(STRINGS.readFailedTitle, STRINGS.noFile);
  return openDocuments([...files].map((file) => ({ name: file.name, read: (manners) => readArticleFile(file, manners) })));
}

function exampleText() {
  return document.getElementById("example")?.textContent ?? "";
}

function submitInput() {
  return edited ? openEdited(edited, ui.input.value) : openArticle(pastedArticle(ui.input.value));
}

byId("paste-form", HTMLFormElement).addEventListener("submit", (event) => {
  event.preventDefault();
  submitInput();
});
byId("open-file", HTMLButtonElement).addEventListener("click", () => ui.fileInput.click());
byId("try-example", HTMLButtonElement).addEventListener("click", () => {
  openArticle({ name: STRINGS.exampleName, format: "text", text: exampleText() });
});
byId("cancel", HTMLButtonElement).addEventListener("click", cancel);
byId("new-article", HTMLButtonElement).addEventListener("click", newArticle);

ui.fileInput.addEventListener("change", () => {
  openFiles([...(ui.fileInput.files ?? [])]);
  // So that choosing the same file again is a change.
  ui.fileInput.value = "";
});

document.addEventListener("paste", (event) => {
  if (document.body.dataset.view !== "start" || !event.clipboardData) return;
  const { files } = event.clipboardData;
  const text = event.clipboardData.getData("text/plain");
  const html = event.clipboardData.getData("text/html");
  if (files.length > 0 && text === "") {
    event.preventDefault();
    openFiles(files);
  } else if (ui.input.value.trim() === "" && text.trim() !== "") {
    event.preventDefault();
    ui.input.value = text;
    openArticle(pastedArticle(text, html));
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
  const html = event.dataTransfer?.getData("text/html");
  if (event.dataTransfer?.files.length) openFiles(event.dataTransfer.files);
  else if (text.trim() !== "") openArticle(pastedArticle((ui.input.value = text), html));
});

document.addEventListener("keydown", (event) => {
  const view = document.body.dataset.view;
  if (document.querySelector("dialog[open], :popover-open")) return;
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
    isEngineReady = true;
    ui.engineStatus.textContent = STRINGS.statusReady;
  } catch (error) {
    ui.engineStatus.textContent = STRINGS.statusFailed;
    throw error;
  }
}

async function start() {
  byId("shortcut", HTMLElement).textContent = /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘ Enter" : "Ctrl Enter";
  byId("version", HTMLElement).textContent = STRINGS.version(BUILD.version);
  byId("hint", HTMLElement).textContent = STRINGS.hint(BUILD.embedded);
  if (BUILD.embedded) ui.offlineStatus.textContent = STRINGS.singleFile;
  renderLibrary();
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
