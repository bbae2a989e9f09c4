/** What the scripts share: the shape of the analysis (`onrecord/1`) and of what the build writes. */

/** `[start, end)` in UTF-16 code units. */
type Span = [number, number];

type Quotation = "direct" | "mixed" | "indirect";
type Polarity = "affirmed" | "denied" | "declined" | "noResponse";
type Act = "statement" | "belief" | "intention" | "evidence";
type Role = "source" | "cue" | "content";

interface Attribution {
  id: string;
  source: Span[];
  cue: Span[];
  content: Span[];
  quotation: Quotation;
  polarity: Polarity;
  act: Act;
  relayedBy: string | null;
  sourceId: string | null;
  confidence: number;
}

interface Analysis {
  schema: string;
  offsets: string;
  document: {
    title: string | null;
    byline: string | null;
    publisher: string | null;
    dateline: string | null;
    date: string | null;
    words: number;
    sentences: number;
    /** The analysed text, where it is not the input itself. */
    text?: string;
  };
  sentences: Span[];
  attributions: Attribution[];
}

type Format = "text" | "html" | "markdown";

/** What the reader brought. */
interface Article {
  /** The file's name, or what to call a text without one. */
  name: string;
  format: Format;
  text: string;
}

/** One of the large files the engine is made of: the worker's script, the module, the model. */
interface Part {
  file: string;
  /** Length of the file as it is stored: the module and the model as gzip. */
  bytes: number;
}

type PartName = "worker" | "wasm" | "model";

/** Written by the build into build.js. */
declare const BUILD: {
  version: string;
  /** True in the single file, which carries its parts within itself. */
  embedded: boolean;
  /** The small files a page needs, for the service worker. */
  shell: string[];
  parts: Record<PartName | "wasmRelaxed", Part>;
};

/** Page to worker. */
type ToWorker =
  | { id: number; type: "load"; wasm: Blob; model: Blob }
  | { id: number; type: "analyze"; text: string; format: Format };

/** What went wrong, as far as it changes what the reader should do. */
type FailureKind = "download" | "unsupported" | "model" | "crash" | "cancelled";

/** Worker to page. */
type FromWorker =
  | { id: number; ok: true; analysis?: Analysis }
  | { id: number; ok: false; kind: FailureKind; message: string };
