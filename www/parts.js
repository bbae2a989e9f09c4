"use strict";

// Which of the build's parts this browser wants. Two modules do the same work and give the same bytes: the one compiled for
// relaxed SIMD is about twice as fast where the browser knows it.

/** A function of one instruction, `i32x4.relaxed_dot_i8x16_i7x16_add_s`, as a module. */
const RELAXED_PROBE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, // magic and version
  1, 5, 1, 96, 0, 1, 123, // a type: nothing in, a vector out
  3, 2, 1, 0, // a function of that type
  10, 19, 1, 17, 0, 65, 0, 253, 15, 65, 0, 253, 15, 65, 0, 253, 15, 253, 147, 2, 11, // its code
]);

/** The files the engine needs here. @returns {Record<PartName, Part>} */
function neededParts() {
  const { worker, wasm, wasmRelaxed, model, gazetteer } = BUILD.parts;
  return { worker, wasm: WebAssembly.validate(RELAXED_PROBE) ? wasmRelaxed : wasm, model, gazetteer };
}
