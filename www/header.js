"use strict";

// The head of the shown article in the reader's hands: title, author and date. Dates in the text are counted from the date.

const headerForm = {
  dialog: byId("header-dialog", HTMLDialogElement),
  title: byId("header-title", HTMLInputElement),
  byline: byId("header-byline", HTMLInputElement),
  date: byId("header-date", HTMLInputElement),
  reset: byId("header-reset", HTMLButtonElement),
};

/** What the form's fields hold. @returns {Required<Header>} */
function headerFields() {
  const { title, byline, date } = headerForm;
  return { title: title.value.trim(), byline: byline.value.trim(), date: date.value };
}

/** What the shown analysis says. @returns {Required<Header>} */
function shownHeader() {
  const { title, byline, date } = /** @type {Analysis} */ (shown.analysis).document;
  return { title: title ?? "", byline: byline ?? "", date: date ?? "" };
}

byId("edit-header", HTMLButtonElement).addEventListener("click", () => {
  const one = shownDocument();
  if (!one) return;
  const { title, byline, date } = shownHeader();
  headerForm.title.value = title;
  headerForm.byline.value = byline;
  headerForm.date.value = date;
  headerForm.reset.hidden = one.article?.header === undefined;
  headerForm.dialog.returnValue = "";
  headerForm.dialog.showModal();
});

headerForm.dialog.addEventListener("close", () => {
  const one = shownDocument();
  if (!one || headerForm.dialog.returnValue === "") return;
  if (headerForm.dialog.returnValue === "reset") {
    changeHeader(one, undefined);
    return;
  }
  // What was left alone stays as the text has it.
  const [before, now] = [shownHeader(), headerFields()];
  const changes = Object.fromEntries(Object.entries(now).filter(([name, value]) => value !== before[/** @type {keyof Header} */ (name)]));
  if (Object.keys(changes).length > 0) changeHeader(one, { ...one.article?.header, ...changes });
});
headerForm.dialog.addEventListener("click", (event) => {
  // The dialog itself is hit only around its box.
  if (event.target === headerForm.dialog) headerForm.dialog.close("");
});
