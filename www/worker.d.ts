/** The glue that wasm-bindgen writes, as far as worker.js uses it. The other side of src/wasm/engine.rs. */
declare function wasm_bindgen(input: { module_or_path: ArrayBuffer }): Promise<unknown>;
declare namespace wasm_bindgen {
  class ModelFile {
    append(piece: Uint8Array): void;
  }
  class Article {
    constructor(text: string, format: Format);
    title: string | undefined;
    byline: string | undefined;
    date: string | undefined;
    carry(former: Article, unit: string, figures: Uint32Array, words: string[]): Uint32Array;
    free(): void;
  }
  class Engine {
    static load(model: ModelFile): Engine;
    withGazetteer(gazetteer: Uint8Array): Engine;
    analyze(article: Article, figures: Uint32Array, words: string[]): Analysis;
    changed(): string[];
  }
}
