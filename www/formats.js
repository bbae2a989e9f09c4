"use strict";

// The page's side of the export formats: a module of their own, which is fetched with the first file that the reader asks
// for and writes what the command line writes, byte for byte.

/** @type {Promise<{worker: Blob, wasm: Blob}> | undefined} */
let formatParts;

/** The worker's script and the module. */
function loadFormats() {
  formatParts ??= (async () => {
    const { formatsWorker, formats } = BUILD.parts;
    const [worker, wasm] = await Promise.all([loadPart(formatsWorker), loadPart(formats)]);
    return { worker, wasm };
  })();
  formatParts.catch(() => (formatParts = undefined));
  return formatParts;
}

/**
 * Articles in an export format; several of them below each other. Rejects with an error whose message says what went wrong.
 * @param {ExportFormat} to @param {Exported[]} articles
 * @param {{isOneOfSeveral?: boolean, signal?: AbortSignal}} [manner] whether each names its file; stops when it is aborted
 * @returns {Promise<string>}
 */
async function writeFormat(to, articles, { isOneOfSeveral = false, signal } = {}) {
  const { worker, wasm } = await loadFormats();
  const thread = startWorker(worker);
  try {
    return await new Promise((resolve, reject) => {
      signal?.addEventListener("abort", () => reject(signal.reason));
      thread.onerror = (event) => reject(new Error(event.message || "the worker stopped"));
      thread.onmessage = (/** @type {MessageEvent<FromFormats>} */ { data }) =>
        "written" in data ? resolve(data.written) : reject(new Error(data.failed));
      /** @type {ToFormats} */
      const request = { wasm, to, articles, isOneOfSeveral };
      thread.postMessage(request);
    });
  } finally {
    thread.terminate();
  }
}
