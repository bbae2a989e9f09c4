"use strict";

// onnxruntime-web over the windows of one article: WebAssembly with SIMD, one thread.

importScripts("ort.wasm.min.js");
ort.env.wasm.numThreads = 1;
ort.env.wasm.wasmPaths = new URL(".", self.location.href).href;

const started = (async () => {
  const windows = await (await fetch("windows.json")).json();
  const session = await ort.InferenceSession.create("network.onnx", {
    executionProviders: ["wasm"],
    graphOptimizationLevel: "all",
  });
  const integers = (rows, shape) => new ort.Tensor("int64", BigInt64Array.from(rows, BigInt), shape);
  const inputs = windows.map(({ pieces, surface }) => ({
    pieces: integers(pieces, [1, pieces.length]),
    surface: integers(surface.flat(), [1, pieces.length, surface[0].length]),
  }));
  self.postMessage("ready");
  return { session, inputs };
})();

self.onmessage = async () => {
  const { session, inputs } = await started;
  const begun = performance.now();
  for (const input of inputs) await session.run(input);
  self.postMessage(performance.now() - begun);
};
