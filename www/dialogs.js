"use strict";

// What the page says about itself: how to read it, its keys, and that nothing leaves it.

/** @typedef {keyof typeof STRINGS.dialogs} DialogName */

const dialog = byId("dialog", HTMLDialogElement);

/** @param {DialogName} name */
function openDialog(name) {
  byId("dialog-title", HTMLElement).textContent = STRINGS.dialogs[name];
  byId("dialog-body", HTMLElement).replaceChildren(...DIALOGS[name]());
  byId("dialog-close", HTMLButtonElement).textContent = STRINGS.closeDialog;
  dialog.showModal();
}

/** What stands in each. @type {Record<DialogName, () => HTMLElement[]>} */
const DIALOGS = { help: howToRead, keys: keyMap, privacy: whatLeaves };

/** What there is to see and to do, with pictures of the page itself. */
function howToRead() {
  return STRINGS.help.map(({ heading, text, picture }) => make("section", "", make("h3", "", heading), make("p", "", text), ...(picture ? [helpPicture(picture)] : [])));
}

/** @param {{name: string, width: number, height: number, shows: string}} picture */
function helpPicture({ name, width, height, shows }) {
  const dark = Object.assign(make("source"), { srcset: pictureAddress(`${name}-dark`), media: "(prefers-color-scheme: dark)" });
  const image = Object.assign(make("img"), { src: pictureAddress(`${name}-light`), alt: shows, width, height });
  return make("picture", "help-picture", dark, image);
}

/** The address of a picture; the single file carries it within itself. @param {string} picture */
function pictureAddress(picture) {
  const file = `help/${picture}.webp`;
  return BUILD.embedded ? `data:image/webp;base64,${document.getElementById(file)?.textContent}` : file;
}

/** Every key, by where it acts. */
function keyMap() {
  return STRINGS.keyMap.map(({ where, keys }) => {
    const list = make("dl", "key-map");
    for (const [combinations, does] of keys) {
      const names = combinations.flatMap((combination) => [make("kbd", "", combination), " "]);
      list.append(make("div", "", make("dt", "", ...names), make("dd", "", does)));
    }
    return make("section", "", make("h3", "", where), list);
  });
}

/** That nothing leaves, and how to see for oneself. The policy is the one that this very page is held to. */
function whatLeaves() {
  const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute("content") ?? "";
  const { nothing, kept, checkHeading, checks, policyHeading, policyMeans } = STRINGS.privacy;
  return [
    make("p", "", nothing), make("p", "", kept),
    make("h3", "", checkHeading), make("ol", "checks", ...checks(BUILD.embedded).map((check) => make("li", "", check))),
    make("h3", "", policyHeading), make("p", "", policyMeans(BUILD.embedded)), make("p", "policy", make("code", "", policy)),
  ];
}

for (const button of document.querySelectorAll("[data-dialog]")) {
  const name = /** @type {DialogName} */ (/** @type {HTMLElement} */ (button).dataset.dialog);
  if (button.textContent === "") button.textContent = STRINGS.dialogs[name];
  button.addEventListener("click", () => openDialog(name));
}
dialog.addEventListener("click", (event) => {
  // The dialog itself is hit only around its box.
  if (event.target === dialog) dialog.close();
});
