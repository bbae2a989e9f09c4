/** The glue that wasm-bindgen writes, as far as formats-worker.js uses it. The other side of src/wasm/formats.rs. */
declare function wasm_bindgen(input: { module_or_path: ArrayBuffer }): Promise<unknown>;
declare namespace wasm_bindgen {
  function write(to: ExportFormat, analysis: Analysis, text: string): string;
  function writeOneOfSeveral(to: ExportFormat, analysis: Analysis, text: string, file: string, first: boolean): string;
}
