"use strict";

// Writes analyses in the export formats, in a thread that lives for one file. The build appends the module's glue
// (`wasm_bindgen`) to this file; like the engine's worker it is started from a blob and gets the module posted.

/** What the module said last before it trapped. */
let panicMessage = "";

/** Called by the module. @param {string} message */
function onPanic(message) {
  panicMessage = message;
}
Object.assign(self, { onPanic });

self.onmessage = async (/** @type {MessageEvent<ToFormats>} */ { data }) => {
  /** @type {FromFormats} */
  let reply;
  try {
    await wasm_bindgen({ module_or_path: await data.wasm.arrayBuffer() });
    reply = { written: write(data) };
  } catch (error) {
    reply = { failed: panicMessage || (error instanceof Error ? error.message : String(error)) };
  }
  self.postMessage(reply);
};

/** @param {ToFormats} request */
function write({ to, articles, isOneOfSeveral }) {
  const parts = articles.map(({ name, analysis, text }, index) =>
    isOneOfSeveral ? wasm_bindgen.writeOneOfSeveral(to, analysis, text, name, index === 0) : wasm_bindgen.write(to, analysis, text));
  return parts.join("");
}
