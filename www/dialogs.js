"use strict";

// What the page says about itself: its keys, and that nothing leaves it.

/** @typedef {keyof typeof STRINGS.dialogs} DialogName */

const dialog = byId("dialog", HTMLDialogElement);

/** @param {DialogName} name */
function openDialog(name) {
  byId("dialog-title", HTMLElement).textContent = STRINGS.dialogs[name];
  byId("dialog-body", HTMLElement).replaceChildren(...(name === "keys" ? keyMap() : whatLeaves()));
  byId("dialog-close", HTMLButtonElement).textContent = STRINGS.closeDialog;
  dialog.showModal();
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
