"use strict";

// The page's side of the engine: gets the parts, keeps one worker alive, matches replies with requests.
//
// A worker is dropped and replaced when a request is cancelled (its thread cannot be interrupted otherwise) and when the
// module traps (its memory can no longer be trusted). The parts stay in this page as blobs, so neither needs the network.

/** Why a request to the engine failed. */
class EngineFailure extends Error {
  /** @param {FailureKind} kind @param {string} message */
  constructor(kind, message) {
    super(message);
    this.kind = kind;
  }
}

/** The cache of parts. Their names hold a hash of their bytes, so one cache serves all versions. */
const PARTS_CACHE = "onrecord-parts";

class Engine {
  /** @type {Promise<Record<PartName, Blob>> | undefined} */
  #parts;
  /** @type {Promise<void> | undefined} */
  #ready;
  /** @type {Worker | undefined} */
  #worker;
  /** @type {Map<number, {resolve: (answer: EngineAnswer) => void, reject: (failure: EngineFailure) => void}>} */
  #pending = new Map();
  #lastId = 0;
  /** Counts the starts, so that one which was overtaken while it waited notices. */
  #run = 0;
  #onProgress;

  /** @param {(doneBytes: number, totalBytes: number) => void} onProgress told while parts are being downloaded */
  constructor(onProgress) {
    this.#onProgress = onProgress;
  }

  /** Resolves once a worker has loaded the model; starts one if there is none. Rejects with an EngineFailure. */
  ready() {
    this.#ready ??= this.#start();
    return this.#ready;
  }

  /**
   * Rejects with an EngineFailure; after a crash another worker is already on its way.
   * @param {Readable} article @param {Correction[]} [corrections] put on what the engine finds @returns {Promise<Analysis>}
   */
  async analyze({ text, format, header, stated }, corrections = []) {
    await this.ready();
    const { analysis } = await this.#ask({ type: "analyze", text, format, header, stated, corrections });
    if (!analysis) throw new EngineFailure("crash", "the engine gave no answer");
    return analysis;
  }

  /**
   * The corrections of a former text, moved to this one with their words. Rejects as `analyze` does, and with the kind
   * "corrections" where they cannot be understood.
   * @param {Former} former @param {Readable} article @returns {Promise<Correction[]>}
   */
  async carry(former, { text, format }) {
    await this.ready();
    const { carried } = await this.#ask({ type: "carry", text, format, former });
    if (!carried) throw new EngineFailure("crash", "the engine gave no answer");
    return carried;
  }

  /** Gives up every request under way and starts a fresh worker. */
  cancel() {
    this.#drop(new EngineFailure("cancelled", "cancelled"));
    this.#restart();
  }

  async #start() {
    const run = ++this.#run;
    const current = () => run === this.#run;
    try {
      this.#parts ??= loadParts(this.#onProgress);
      const parts = await this.#parts.catch((error) => {
        this.#parts = undefined;
        throw new EngineFailure("download", error instanceof Error ? error.message : String(error));
      });
      if (!current()) throw new EngineFailure("cancelled", "cancelled");
      this.#worker = startWorker(parts.worker);
      this.#worker.onmessage = (event) => this.#receive(event.data);
      this.#worker.onerror = (event) => this.#crash(event.message || "the worker stopped");
      await this.#ask({ type: "load", wasm: parts.wasm, model: parts.model, gazetteer: parts.gazetteer });
    } catch (error) {
      if (current()) this.#drop(new EngineFailure("cancelled", "cancelled"));
      if (error instanceof EngineFailure && error.kind === "model") await this.#forgetParts();
      throw error;
    }
  }

  /** @param {EngineRequest} request */
  #ask(request) {
    return new Promise((/** @type {(answer: EngineAnswer) => void} */ resolve, reject) => {
      const id = ++this.#lastId;
      this.#pending.set(id, { resolve, reject });
      this.#worker?.postMessage({ id, ...request });
    });
  }

  /** @param {FromWorker} reply */
  #receive(reply) {
    const request = this.#pending.get(reply.id);
    if (!request) return;
    this.#pending.delete(reply.id);
    if (reply.ok) {
      request.resolve(reply);
    } else {
      request.reject(new EngineFailure(reply.kind, reply.message));
      if (reply.kind === "crash") this.#crash(reply.message);
    }
  }

  /** @param {string} message */
  #crash(message) {
    this.#drop(new EngineFailure("crash", message));
    this.#restart();
  }

  /** @param {EngineFailure} failure what the requests under way are told */
  #drop(failure) {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#ready = undefined;
    for (const request of this.#pending.values()) request.reject(failure);
    this.#pending.clear();
  }

  #restart() {
    // A failure here comes back to whoever asks next.
    this.ready().catch(() => {});
  }

  /** So that the next start fetches parts that turned out to be damaged. */
  async #forgetParts() {
    // The single file has no other copy to fetch.
    if (BUILD.embedded) return;
    this.#parts = undefined;
    await globalThis.caches?.delete(PARTS_CACHE).catch(() => false);
  }
}

/**
 * All parts, unpacked.
 * @param {(doneBytes: number, totalBytes: number) => void} onProgress
 * @returns {Promise<Record<PartName, Blob>>}
 */
async function loadParts(onProgress) {
  const parts = neededParts();
  const total = Object.values(parts).reduce((sum, part) => sum + part.bytes, 0);
  let done = 0;
  const advance = (/** @type {number} */ bytes) => onProgress((done = Math.min(done + bytes, total)), total);
  const names = /** @type {PartName[]} */ (Object.keys(parts));
  const loaded = await Promise.all(names.map(async (name) => [name, await loadPart(parts[name], advance)]));
  return Object.fromEntries(loaded);
}

/** A part, unpacked. @param {Part} part @param {(bytes: number) => void} [advance] told of what arrives */
function loadPart(part, advance = () => {}) {
  return BUILD.embedded ? embeddedPart(part, advance) : cachedPart(part, advance);
}

/** A thread that runs a script; from a blob, as the single file has no other. @param {Blob} script */
function startWorker(script) {
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const worker = new Worker(scriptUrl(url));
  URL.revokeObjectURL(url);
  return worker;
}

/**
 * A part that the single file carries, as base64.
 * @param {Part} part @param {(bytes: number) => void} advance
 */
async function embeddedPart({ file }, advance) {
  const element = document.getElementById(file);
  if (!element) throw new Error(`this file does not hold its ${file}`);
  const binary = atob(element.textContent ?? "");
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  advance(bytes.length);
  const part = await new Response(await unpacked(new Blob([bytes]).stream())).blob();
  // The base64 text is larger than the part itself.
  element.remove();
  return part;
}

/**
 * A part from the cache, or else from the server. It streams into the cache, unpacked: that keeps it out of memory and
 * saves most of a later start.
 * @param {Part} part @param {(bytes: number) => void} advance
 */
async function cachedPart({ file, bytes }, advance) {
  // No cache: an insecure address, or a private window that forbids it. The page works all the same.
  const cache = await globalThis.caches?.open(PARTS_CACHE).catch(() => undefined);
  let cached = await cache?.match(file);
  if (cached && !(await isPacked(cached.clone()))) {
    advance(bytes);
    return cached.blob();
  }
  const source = async () => unpacked(cached ? /** @type {ReadableStream} */ (cached.body) : await download(file, advance));
  if (cache) {
    const stream = await source();
    // No room: then it must do without.
    const stored = await cache.put(file, new Response(stream)).then(() => true, (error) => {
      if (error instanceof DOMException && error.name === "QuotaExceededError") return false;
      throw error;
    });
    cached = stored ? await cache.match(file) : undefined;
    if (cached) return cached.blob();
  }
  return new Response(await source()).blob();
}

/**
 * The body of a file on the server, counted as it comes.
 * @param {string} file @param {(bytes: number) => void} advance @returns {Promise<ReadableStream<Uint8Array>>}
 */
async function download(file, advance) {
  const response = await fetch(file);
  if (!response.ok || !response.body) throw new Error(`${file}: ${response.status} ${response.statusText}`.trim());
  /** @type {TransformStream<Uint8Array, Uint8Array>} */
  const counted = new TransformStream({
    transform(chunk, controller) {
      advance(chunk.length);
      controller.enqueue(chunk);
    },
  });
  return response.body.pipeThrough(counted);
}

/** Whether a body is a gzip file; only its start is read. @param {Response} response */
async function isPacked(response) {
  const reader = response.body?.getReader();
  const { value } = (await reader?.read()) ?? {};
  await reader?.cancel();
  return isGzip(value);
}

/** @param {Uint8Array | undefined} start */
function isGzip(start) {
  return start?.[0] === 0x1f && start[1] === 0x8b;
}

/**
 * The content of a gzip file. The build packs the large parts, but a server may have unpacked them on the way.
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} stream
 */
async function unpacked(stream) {
  const reader = stream.getReader();
  const { value: start } = await reader.read();
  const packed = isGzip(start);
  const whole = passedOn(reader, start);
  return packed ? passedOn(whole.pipeThrough(new DecompressionStream("gzip")).getReader()) : whole;
}

/**
 * What is left to read, behind a `start` that was read already. The memory of each chunk goes when the next is asked for, as
 * the one who asks is done with it. Else a whole download stays in memory: its chunks are too few objects to call
 * for the garbage collector.
 * @param {ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>} reader @param {Uint8Array<ArrayBuffer>} [start]
 * @returns {ReadableStream<Uint8Array<ArrayBuffer>>}
 */
function passedOn(reader, start) {
  // What a message takes along is gone from here, and from a closed port it is gone for good.
  const { port1: away, port2 } = new MessageChannel();
  port2.close();
  let last = start;
  return new ReadableStream(
    {
      start(controller) {
        if (start) controller.enqueue(start);
      },
      async pull(controller) {
        // Whoever read it may have taken it, and part of a larger buffer may not be all that is in use.
        if (last && last.length > 0 && last.length === last.buffer.byteLength) away.postMessage(undefined, [last.buffer]);
        const { done, value } = await reader.read();
        last = value;
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    // Without a queue: a chunk is asked for by whoever reads it, not ahead.
    { highWaterMark: 0 },
  );
}
