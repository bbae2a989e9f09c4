"use strict";

// The library: articles that the reader asked this browser to keep, in IndexedDB. Nothing is stored otherwise: even the
// empty database is made by the first article that is saved, and goes with the last.

const LIBRARY = "onrecord";
const STORE = "articles";

/** Why the browser's storage did not do as it was asked; the message is for the reader. */
class LibraryFailure extends Error {}

/**
 * Opens the database, does something with it and closes it again, so that no page holds up another one's deleting.
 * Undefined if there is no database and `make` does not ask for one.
 * @template T @param {IDBTransactionMode} mode @param {(store: IDBObjectStore) => IDBRequest<T>} ask @param {{make?: boolean}} [options]
 * @returns {Promise<T | undefined>}
 */
async function withLibrary(mode, ask, { make = false } = {}) {
  try {
    const database = await openDatabase(make);
    if (!database) return undefined;
    try {
      const transaction = database.transaction(STORE, mode);
      const request = ask(transaction.objectStore(STORE));
      // Only then is it on the disk: a full disk fails the transaction, not the request.
      await new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = () => reject(transaction.error ?? request.error);
      });
      return request.result;
    } finally {
      database.close();
    }
  } catch (error) {
    throw new LibraryFailure(libraryMessage(error));
  }
}

/** @param {unknown} error */
function libraryMessage(error) {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "QuotaExceededError") return STRINGS.libraryFull;
  return STRINGS.libraryClosed(error instanceof Error ? error.message : String(error));
}

/** @param {boolean} make @returns {Promise<IDBDatabase | undefined>} */
function openDatabase(make) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(LIBRARY, 1);
    let isMissing = false;
    request.onupgradeneeded = () => {
      if (make) {
        request.result.createObjectStore(STORE, { keyPath: "id" });
      } else {
        isMissing = true;
        request.transaction?.abort();
      }
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = (event) => {
      // Firefox reports what was given up on purpose as an error of the page.
      event.preventDefault();
      if (isMissing) resolve(undefined);
      else reject(request.error);
    };
  });
}

/** The saved articles, the newest first. @returns {Promise<SavedArticle[]>} */
async function savedArticles() {
  const articles = (await withLibrary("readonly", (store) => store.getAll())) ?? [];
  return articles.sort((/** @type {SavedArticle} */ a, /** @type {SavedArticle} */ b) => (a.savedAt < b.savedAt ? 1 : -1));
}

/** @param {SavedArticle} article */
async function saveArticle(article) {
  await withLibrary("readwrite", (store) => store.put(article), { make: true });
}

/** Deletes one article, or all of them. @param {string} [id] */
async function deleteSaved(id) {
  if (id !== undefined) {
    await withLibrary("readwrite", (store) => store.delete(id));
    if ((await savedArticles()).length > 0) return;
  }
  await new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(LIBRARY);
    request.onsuccess = resolve;
    request.onerror = () => reject(new LibraryFailure(libraryMessage(request.error)));
  });
}

// ---- What is kept of a document --------------------------------------------------------------------------------------

/** What is kept of an open document, without its id. @param {OpenDocument} one */
function keptOf({ article, analysis, corrections }) {
  const { name = "", format = "text", text = "", header, stated } = article ?? {};
  return { name, title: analysis?.document.title ?? name, format, text, header, stated, corrections };
}

/** The same as one string, to tell whether anything has changed since. @param {OpenDocument} one */
function storedForm(one) {
  return JSON.stringify(keptOf(one));
}

/** A saved article as something to open. @param {SavedArticle} saved @returns {Brought} */
function broughtFrom({ id, name, title, format, text, header, stated, corrections }) {
  return { name: title || name, read: () => ({ name, format, text, header, stated }), corrections, savedAs: id };
}

// ---- The button on the result ----------------------------------------------------------------------------------------

/** Shows whether the shown document is kept. */
function showSaved() {
  const one = shownDocument();
  const isSaved = one?.savedAs !== undefined && one.saved === storedForm(one);
  ui.save.hidden = !one;
  ui.save.textContent = isSaved ? STRINGS.saved : one?.savedAs !== undefined ? STRINGS.saveChanges : STRINGS.save;
  ui.save.setAttribute("aria-disabled", String(isSaved));
  ui.saveNote.textContent = "";
}

ui.save.addEventListener("click", async () => {
  const one = shownDocument();
  if (!one || ui.save.getAttribute("aria-disabled") === "true") return;
  const id = one.savedAs ?? crypto.randomUUID();
  const form = storedForm(one);
  try {
    await saveArticle({ id, ...JSON.parse(form), savedAt: new Date().toISOString() });
    Object.assign(one, { savedAs: id, saved: form });
    showSaved();
    ui.saveNote.textContent = STRINGS.savedNote;
  } catch (error) {
    if (!(error instanceof LibraryFailure)) throw error;
    ui.saveNote.textContent = error.message;
  }
});

// ---- The list on the start view --------------------------------------------------------------------------------------

/** Draws what is saved, or why that cannot be told. @param {string} [message] */
async function renderLibrary(message) {
  /** @type {SavedArticle[]} */
  let articles = [];
  try {
    articles = await savedArticles();
  } catch (error) {
    // A browser that keeps nothing has nothing to list. Who wants to save is told.
    if (!(error instanceof LibraryFailure)) throw error;
  }
  ui.library.hidden = articles.length === 0 && !message;
  ui.libraryNote.textContent = message ?? "";
  ui.libraryWhere.textContent = STRINGS.libraryWhere(location.protocol === "file:");
  ui.libraryDelete.hidden = articles.length === 0;
  askedToDelete(false, articles.length);
  ui.libraryList.replaceChildren(...articles.map(libraryItem));
}

/** @param {SavedArticle} saved */
function libraryItem(saved) {
  const { id, name, title, savedAt } = saved;
  const about = [STRINGS.savedOn(savedAt), title === name ? "" : name].filter(Boolean).join(" · ");
  const open = make("button", "document-open", make("span", "document-name", title), make("span", "document-about", about));
  open.addEventListener("click", () => openDocuments([broughtFrom(saved)]));
  const remove = iconButton("cross", STRINGS.deleteSaved(title));
  remove.addEventListener("click", () => deleteAndTell(id, STRINGS.deleted(title)));
  return make("li", "document", open, remove);
}

/** @param {string | undefined} id @param {string} told */
async function deleteAndTell(id, told) {
  let message = "";
  try {
    await deleteSaved(id);
    for (const one of documents.all) if (id === undefined || one.savedAs === id) one.savedAs = one.saved = undefined;
    announce(told);
  } catch (error) {
    if (!(error instanceof LibraryFailure)) throw error;
    message = error.message;
  }
  await renderLibrary(message);
  (ui.library.querySelector("button") ?? ui.input).focus();
}

/** Deleting everything is asked for twice. @param {boolean} isAsked @param {number} n */
function askedToDelete(isAsked, n) {
  ui.libraryDelete.dataset.asked = String(isAsked);
  ui.libraryDelete.textContent = isAsked ? STRINGS.deleteAllNow(n) : STRINGS.deleteAll;
}

ui.libraryDelete.addEventListener("click", () => {
  if (ui.libraryDelete.dataset.asked === "true") deleteAndTell(undefined, STRINGS.deletedAll);
  else askedToDelete(true, ui.libraryList.children.length);
});
ui.libraryDelete.addEventListener("blur", () => askedToDelete(false, ui.libraryList.children.length));
