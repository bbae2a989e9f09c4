"use strict";

// The open documents: what the reader brought is read and analysed one after the other, and one of them is shown. They live
// as long as the page, unless the reader saves them (library.js).

/**
 * @typedef {object} OpenDocument
 * @property {number} id
 * @property {string} name what to call it before it is read
 * @property {"waiting" | "reading" | "ready" | "failed"} status
 * @property {(manners: Manners) => Article | Promise<Article>} read
 * @property {Article} [article]
 * @property {Analysis} [analysis]
 * @property {{title: string, text: string}} [failure]
 * @property {State} [state] how the reader left it
 * @property {Correction[]} corrections
 * @property {CorrectionHistory} [history] what can be undone and redone, as the reader left it
 * @property {OpenDocument} [replaces] what it takes the place of: the same before its text was edited
 * @property {string} [savedAs] its id in the library
 * @property {string} [saved] what of it lies there
 */

/** What the reader brings. @typedef {Pick<OpenDocument, "name" | "read"> & Partial<Pick<OpenDocument, "corrections" | "savedAs" | "replaces">>} Brought */

const documents = {
  /** @type {OpenDocument[]} */
  all: [],
  /** Those that were opened last: the first of them that is ready is shown. @type {OpenDocument[]} */
  opened: [],
  lastId: 0,
  /** Stops the reading of files that nobody waits for any more. */
  abort: new AbortController(),
  /** Whether the list is being worked off. */
  isReading: false,
  /** The one that is analysed anew under another head. @type {OpenDocument | undefined} */
  changing: undefined,
};

/** @param {Brought[]} brought */
async function openDocuments(brought) {
  // Where nothing is shown yet, what comes takes the place of what is being read.
  if (document.body.dataset.view === "working") stopReading();
  documents.opened = brought.map((one) => ({ corrections: [], ...one, id: ++documents.lastId, status: "waiting" }));
  documents.all.push(...documents.opened);
  ui.error.hidden = true;
  showView("working");
  showReading(documents.opened[0]);
  ui.workingTitle.focus({ preventScroll: true });
  if (!documents.isReading) await readWaiting();
}

/** Reads what waits, until nothing does. */
async function readWaiting() {
  documents.isReading = true;
  const { signal } = documents.abort;
  for (;;) {
    const next = documents.all.find(({ status }) => status === "waiting");
    if (!next) break;
    next.status = "reading";
    renderDocuments();
    let shownInstead;
    try {
      shownInstead = await readDocument(next, signal);
      if (signal.aborted) return;
      next.status = "ready";
    } catch (error) {
      if (signal.aborted) return;
      fail(next, error);
    }
    const isAwaited = documents.opened.includes(next) && document.body.dataset.view === "working";
    if (next.status === "ready" && isAwaited) showDocument(shownInstead ?? next, shownInstead && { state: initialState() });
    renderDocuments();
  }
  documents.isReading = false;
  renderDocuments();
  if (document.body.dataset.view === "working") showFailures();
}

/**
 * Reads and analyses a document. If the same is open already, the new one goes and that one is returned.
 * @param {OpenDocument} next @param {AbortSignal} signal @returns {Promise<OpenDocument | undefined>}
 */
async function readDocument(next, signal) {
  showReading(next);
  const tell = (/** @type {number} */ page, /** @type {number} */ of) => showReading(next, page, of);
  const { former, ...article } = await next.read({ tell, signal });
  if (article.text.trim() === "") throw new UnreadableFile(STRINGS.emptyFile(next.name));
  // A lone surrogate is no character; the engine sees U+FFFD in its place, and so do the reader and the export.
  next.article = { ...article, text: article.text.toWellFormed() };
  const same = documents.all.find(({ status, article }) => status === "ready" && article && isSameText(article, next.article));
  if (same && !former) {
    same.savedAs ??= next.savedAs;
    documents.all.splice(documents.all.indexOf(next), 1);
    return same;
  }
  await ready();
  if (signal.aborted) return undefined;
  showReading(next);
  if (former) Object.assign(next, await carried(former, next.article));
  next.analysis = await engine.analyze(next.article, next.corrections);
  documents.all = documents.all.filter((one) => one !== next.replaces);
  next.saved = next.replaces ? next.replaces.saved : next.savedAs && storedForm(next);
  return undefined;
}

/** The corrections of a former text and what can be undone of them, moved to this one. @param {Former} former @param {Article} article */
async function carried({ history = { past: [], future: [] }, ...former }, article) {
  const steps = [former.corrections, ...history.past, ...history.future];
  const list = await engine.carry({ ...former, corrections: steps.flat() }, article);
  const [corrections, ...moved] = steps.map(({ length }) => list.splice(0, length));
  return { corrections, history: { past: moved.slice(0, history.past.length), future: moved.slice(history.past.length) } };
}

/** @param {Article} a @param {Article} [b] */
function isSameText(a, b) {
  return a.format === b?.format && a.text === b.text && JSON.stringify(a.header) === JSON.stringify(b.header);
}

/** @param {OpenDocument} next @param {unknown} error */
function fail(next, error) {
  if (error instanceof UnreadableFile) {
    next.failure = { title: STRINGS.readFailedTitle, text: error.message };
  } else if (error instanceof EngineFailure && error.kind === "cancelled") {
    // Something else was cancelled, and the engine with it.
    next.status = "waiting";
    return;
  } else {
    const { kind, message } = error instanceof EngineFailure ? error : { kind: /** @type {const} */ ("crash"), message: String(error) };
    const { title, text } = STRINGS.failures[kind === "cancelled" ? "crash" : kind];
    next.failure = { title, text: text(message, next.name) };
    // Without an engine the others need not be tried.
    if (kind !== "crash" && kind !== "corrections") for (const other of documents.all) if (other.status === "waiting") Object.assign(other, { status: "failed", failure: next.failure });
  }
  next.status = "failed";
}

/** Why none of the documents that were opened is shown. */
function showFailures() {
  const failed = documents.opened.filter(({ status }) => status === "failed");
  documents.all = documents.all.filter((one) => !failed.includes(one));
  const texts = new Set(failed.map(({ failure }) => failure?.text));
  showError(failed.length > 1 && texts.size > 1 ? STRINGS.noneReadTitle : failed[0].failure?.title ?? "", [...texts].join("\n"));
  renderDocuments();
}

/** Gives up what is being read and what waits. */
function stopReading() {
  documents.abort.abort();
  documents.abort = new AbortController();
  documents.isReading = false;
  if (documents.changing || documents.all.some(({ status }) => status === "reading")) engine.cancel();
  documents.changing = undefined;
  documents.all = documents.all.filter(({ status }) => status === "ready" || status === "failed");
  renderDocuments();
}

/** The document that is shown, if it is one of the open ones. */
function shownDocument() {
  return documents.all.find(({ article }) => article !== undefined && article === shown.article);
}

/** @param {OpenDocument} one @param {{write?: boolean, state?: State}} [manner] see `showResult` */
function showDocument(one, { write, state } = {}) {
  if (!one.article || !one.analysis) return;
  const left = shownDocument();
  if (left) Object.assign(left, { state: shown.state, history: corrections.history() });
  corrections.load(one.corrections, one.history);
  setEdited(undefined);
  showResult(one.article, one.analysis, { write, state: state ?? one.state });
  renderDocuments();
}

/** @param {OpenDocument} one */
function closeDocument(one) {
  const index = documents.all.indexOf(one);
  const isShown = one === shownDocument();
  documents.all.splice(index, 1);
  if (isShown) {
    const near = documents.all.slice(index).concat(documents.all.slice(0, index).reverse()).find(({ status }) => status === "ready");
    forgetResult();
    if (document.body.dataset.view === "result") {
      if (near) showDocument(near);
      else newArticle();
    }
  }
  renderDocuments();
}

/**
 * Analyses a document under another head; if that fails or is cancelled, it stays as it was.
 * @param {OpenDocument} one @param {Header | undefined} header
 */
async function changeHeader(one, header) {
  if (!one.article) return;
  const article = { ...one.article, header };
  Object.assign(one, { state: shown.state, history: corrections.history() });
  documents.changing = one;
  showView("working");
  showReading(one);
  ui.workingTitle.focus({ preventScroll: true });
  let note = "";
  try {
    await ready();
    const analysis = await engine.analyze(article, one.corrections);
    if (documents.changing !== one) return;
    Object.assign(one, { article, analysis });
  } catch (error) {
    if (documents.changing !== one) return;
    note = STRINGS.changeFailed(error instanceof Error ? error.message : String(error));
  }
  documents.changing = undefined;
  showDocument(one);
  if (note) ui.saveNote.textContent = note;
}

// ---- What is told ----------------------------------------------------------------------------------------------------

/** @param {OpenDocument} one @param {number} [page] @param {number} [of] pages of its file */
function showReading(one, page, of = 0) {
  if (document.body.dataset.view !== "working") return;
  const { opened } = documents;
  const place = opened.length > 1 && opened.includes(one) ? STRINGS.place(opened.indexOf(one) + 1, opened.length) : "";
  const doing = page ? STRINGS.page(page, of) : STRINGS.analyzingText(one.article?.text.length ?? 0);
  if (!isEngineReady && one.article) return showLoading();
  ui.workingTitle.textContent = STRINGS.analyzing(one.name);
  ui.workingText.textContent = [place, doing].filter(Boolean).join(" ");
  if (page) ui.workingBar.value = page / of;
  else ui.workingBar.removeAttribute("value");
}

/** Draws the list of documents and the button that opens it. */
function renderDocuments() {
  const { all } = documents;
  const current = shownDocument();
  const waiting = all.filter(({ status }) => status === "waiting" || status === "reading").length;
  const failed = all.filter(({ status }) => status === "failed").length;
  const isOne = all.length === 1 && document.body.dataset.view !== "start";
  ui.documents.hidden = all.length === 0 || isOne || document.body.dataset.view === "working";
  const [before, short, after] = STRINGS.documents(all.length, waiting, failed);
  ui.documents.replaceChildren(make("span", "long", before), short, make("span", "long", after));
  ui.documents.ariaLabel = before + short + after;
  ui.documents.classList.toggle("has-failed", failed > 0);
  ui.documentsQueue.hidden = waiting === 0;
  ui.documentsBar.max = all.length;
  ui.documentsBar.value = all.length - waiting;
  ui.documentsList.replaceChildren(...all.map((one) => documentItem(one, one === current)));
}

/** @param {OpenDocument} one @param {boolean} isCurrent */
function documentItem({ id, name, status, analysis, failure }, isCurrent) {
  const title = analysis?.document.title ?? name;
  const about = status === "ready" ? STRINGS.attributions(analysis?.attributions.length ?? 0) : status === "failed" ? failure?.text ?? "" : STRINGS.documentStatus[status];
  const words = [make("span", "document-name", title), make("span", "document-about", title === name ? about : `${about} · ${name}`)];
  const open = make(status === "ready" ? "button" : "div", `document-open ${status}`, ...words);
  open.dataset.document = String(id);
  if (isCurrent) open.setAttribute("aria-current", "true");
  const close = iconButton("cross", STRINGS.closeDocument(title));
  close.dataset.close = String(id);
  return make("li", "document", open, close);
}

ui.documentsMenu.addEventListener("click", ({ target }) => {
  const button = /** @type {Element} */ (target).closest("button");
  const of = (/** @type {string | undefined} */ id) => documents.all.find((one) => String(one.id) === id);
  const [open, close] = [of(button?.dataset.document), of(button?.dataset.close)];
  if (open) {
    ui.documentsMenu.hidePopover();
    showDocument(open);
  } else if (close) {
    const wasBeingRead = close.status === "reading";
    closeDocument(close);
    if (wasBeingRead) engine.cancel();
    if (documents.all.length === 0 || ui.documents.hidden) ui.documentsMenu.hidePopover();
    else ui.documentsMenu.querySelector("button")?.focus();
  } else if (button?.id === "documents-cancel") {
    stopReading();
    announce(STRINGS.cancelled);
  }
});
