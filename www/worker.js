"use strict";

// The engine's own thread. The build appends the module's glue (`wasm_bindgen`) to this file, and the page starts it from
// a blob and posts the module, the model and the gazetteer to it: that works from file:// as well, and a blob worker inherits the
// page's content security policy.

/** @type {InstanceType<typeof wasm_bindgen.Engine> | undefined} */
let engine;
/** What the module said last before it trapped. */
let panicMessage = "";

/** Called by the module. @param {string} message */
function onPanic(message) {
  panicMessage = message;
}
Object.assign(self, { onPanic });

self.onmessage = async (/** @type {MessageEvent<ToWorker>} */ event) => {
  const request = event.data;
  try {
    if (request.type === "load") {
      await load(request);
      reply({ id: request.id, ok: true });
    } else {
      if (!engine) throw new Error("the engine is not loaded");
      reply({ id: request.id, ok: true, ...answer(engine, request) });
    }
  } catch (error) {
    const message = panicMessage || (error instanceof Error ? error.message : String(error));
    reply({ id: request.id, ok: false, kind: kindOf(error, request.type), message });
  }
};

/** @param {InstanceType<typeof wasm_bindgen.Engine>} engine @param {Exclude<EngineRequest, {type: "load"}>} request @returns {EngineAnswer} */
function answer(engine, request) {
  const list = request.type === "carry" ? request.former.corrections : (request.corrections ?? []);
  const { figures, words } = packCorrections(list);
  const article = read(request);
  try {
    if (request.type === "analyze") {
      const analysis = engine.analyze(article, figures, words);
      return { analysis: list.length > 0 ? { ...analysis, corrections: withChanges(list, engine.changed()) } : analysis };
    }
    const former = read(request.former.input);
    try {
      return { carried: withPlaces(list, article.carry(former, request.former.offsets, figures, words)) };
    } finally {
      former.free();
    }
  } finally {
    article.free();
  }
}

/**
 * Gives the bytes of a blob in pieces, all in one buffer where the browser can do that: else they would lie in memory until
 * the garbage collector comes.
 * @param {Blob} blob @param {(piece: Uint8Array) => void} take
 */
async function inPieces(blob, take) {
  const size = 1 << 18;
  /** @type {ReadableStreamBYOBReader} */
  let reader;
  try {
    reader = blob.stream().getReader({ mode: "byob" });
  } catch {
    for (let at = 0; at < blob.size; at += size) take(new Uint8Array(await blob.slice(at, at + size).arrayBuffer()));
    return;
  }
  for (let buffer = new ArrayBuffer(size); ; ) {
    const { done, value } = await reader.read(new Uint8Array(buffer));
    if (done) break;
    take(value);
    buffer = value.buffer;
  }
}

/** @param {{wasm: Blob, model: Blob, gazetteer: Blob}} parts */
async function load({ wasm, model, gazetteer }) {
  await wasm_bindgen({ module_or_path: await wasm.arrayBuffer() });
  const file = new wasm_bindgen.ModelFile();
  await inPieces(model, (piece) => file.append(piece));
  engine = wasm_bindgen.Engine.load(file).withGazetteer(new Uint8Array(await gazetteer.arrayBuffer()));
}

/**
 * The article under the head that the reader gave it. What the reader left alone is as the text states it, or else as its
 * file does.
 * @param {Readable} article
 */
function read({ text, format, header, stated }) {
  const article = new wasm_bindgen.Article(text, format);
  for (const name of /** @type {const} */ (["title", "byline", "date"])) {
    article[name] = (header?.[name] ?? article[name] ?? stated?.[name]) || undefined;
  }
  return article;
}

/** @param {unknown} error @param {ToWorker["type"]} doing @returns {FailureKind} */
function kindOf(error, doing) {
  if (error instanceof WebAssembly.CompileError || error instanceof WebAssembly.LinkError) return "unsupported";
  // What is no trap left the module as it was.
  if (doing === "carry" && !(error instanceof WebAssembly.RuntimeError)) return "corrections";
  return doing === "load" ? "model" : "crash";
}

/** @param {FromWorker} message */
function reply(message) {
  self.postMessage(message);
}
