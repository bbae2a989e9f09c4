"use strict";

// From what the reader corrects to a corrected result: the list of corrections changes, the engine puts it on the analysis
// again, and the view stays where it was.

/** Counts the changes, so that of several under way the last one is shown. */
let correcting = 0;

/**
 * Adds corrections as one step and shows the result.
 * @param {Correction[]} list @param {"a" | "s" | "e"} [chooses] the kind of item that is selected afterwards, of those that the
 * last one made; without it, what was selected stays so
 */
function correct(list, chooses) {
  if (list.length === 0) return Promise.resolve();
  corrections.add(...list);
  return showCorrected(STRINGS.corrections.done(list.length), chooses);
}

/** @param {"undo" | "redo"} step */
function stepBack(step) {
  if (corrections[step]()) return showCorrected(STRINGS.corrections[step === "undo" ? "undone" : "redone"]);
  announce(STRINGS.corrections.nothingTo[step]);
  return Promise.resolve();
}

/** Puts the list on the analysis. @param {string} says what is announced @param {string} [chooses] */
async function showCorrected(says, chooses) {
  const { article } = shown;
  if (!article) return;
  const list = corrections.list();
  const one = shownDocument();
  if (one) one.corrections = list;
  const mine = ++correcting;
  /** @type {Analysis} */
  let analysis;
  try {
    analysis = await engine.analyze(article, list);
  } catch (error) {
    if (!(error instanceof EngineFailure) || error.kind === "cancelled") throw error;
    announce(STRINGS.corrections.failed(error.message));
    return;
  }
  // Another document may be shown by now.
  if (one && one.corrections === list) one.analysis = analysis;
  const { story: before, state } = shown;
  if (mine !== correcting || shown.article !== article || !before) return;
  const { scrollX, scrollY } = window;
  const story = drawResult(article, analysis);
  window.scrollTo({ left: scrollX, top: scrollY, behavior: "instant" });
  const made = analysis.corrections?.at(-1)?.ids?.find((id) => id[0] === chooses);
  const key = made ?? (state.key && sameItem(before, state.key, story));
  const [source, about] = [state.filter.source, state.filter.about].map((id) => id && sameItem(before, id, story));
  const view = made && viewOf(state.view).holds?.(story, made) !== true ? HOME[made[0]] : state.view;
  const next = { ...state, view, key, at: key === state.key ? state.at : undefined, filter: { ...state.filter, source, about } };
  writeAddress(next, "replaceState");
  const inPanel = document.activeElement === document.body || ui.panel.contains(document.activeElement);
  apply(next, { redraw: true, still: !made, focus: inPanel ? "panel" : "none" });
  showSaved();
  announce(says);
}

document.addEventListener("keydown", (event) => {
  if (document.body.dataset.view !== "result" || dialog.open || event.altKey || !(event.ctrlKey || event.metaKey)) return;
  // Fields have an undo of their own.
  if (event.target instanceof Element && event.target.matches("input:not([type=checkbox]), textarea")) return;
  const letter = event.key.toLowerCase();
  const step = letter === "z" ? (event.shiftKey ? "redo" : "undo") : letter === "y" && !event.metaKey ? "redo" : undefined;
  if (!step) return;
  event.preventDefault();
  stepBack(step);
});

ui.panelBody.addEventListener("click", (event) => {
  const { history: step, remove } = closest(event, "button")?.dataset ?? {};
  if (step === "undo" || step === "redo") {
    stepBack(step);
  } else if (remove) {
    corrections.remove(Number(remove));
    showCorrected(STRINGS.corrections.removed);
  }
});

// ---- Editing the text ------------------------------------------------------------------------------------------------

/**
 * The article whose text is in the field to be edited, the document that it is, and its corrections.
 * @type {{article: Article, one: OpenDocument | undefined, former: Former} | undefined}
 */
let edited;

/** Back to the field, with the article's text in it; its corrections wait. */
function editText() {
  const { article, story } = shown;
  if (!article || !story) return;
  const { title, byline, date } = story.analysis.document;
  // What a page or a file says about itself is not in its text.
  const known = Object.entries({ title, byline, date }).filter(([, value]) => value !== null);
  const header = article.format === "text" || known.length === 0 ? article.header : { ...Object.fromEntries(known), ...article.header };
  const former = /** @type {Former} */ ({
    schema: "onrecord/1", offsets: "utf16", corrections: corrections.list(), history: corrections.history(),
    input: { format: "text", text: story.text },
  });
  const one = shownDocument();
  history.pushState(null, "", location.pathname + location.search);
  ui.input.value = story.text;
  showView("start");
  setEdited({ article: { ...article, format: "text", header }, one, former });
  ui.input.focus();
  ui.input.setSelectionRange(0, 0);
  ui.input.scrollTop = 0;
}

/** @param {typeof edited} next */
function setEdited(next) {
  edited = next;
  ui.edited.hidden = !next;
  if (!next) return;
  const back = Object.assign(make("button", "link", STRINGS.editingBack), { type: "button" });
  back.addEventListener("click", () => history.back());
  ui.edited.replaceChildren(make("span", "", STRINGS.editing(next.article.name, next.former.corrections.length)), back);
}

/** Reads the edited text in the place of what it was. @param {NonNullable<typeof edited>} edited @param {string} text */
function openEdited({ article, one, former }, text) {
  if (text.trim() === "") {
    showError(STRINGS.emptyTitle, STRINGS.empty);
    ui.input.focus();
    return undefined;
  }
  return openDocuments([{ name: article.name, savedAs: one?.savedAs, replaces: one, read: () => ({ ...article, text, former }) }]);
}

byId("edit-text", HTMLButtonElement).addEventListener("click", editText);
