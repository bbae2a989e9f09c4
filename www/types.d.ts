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
  /** The entities that the content mentions, in the order of their first mentions there. */
  about: { entityId: string; mentions: number }[];
  confidence: number;
}

type SourceType = "namedPerson" | "namedOrganization" | "document" | "anonymous" | "unnamedPerson" | "unnamedGroup";
type Affiliation =
  | "government" | "military" | "police" | "judiciary" | "politicalParty" | "business" | "media" | "academia" | "medical"
  | "ngo" | "internationalOrganization" | "citizen" | "sport" | "other";

interface Source {
  id: string;
  name: string;
  type: SourceType;
  affiliation: Affiliation;
  title: string | null;
  anonymityReason: Span | null;
  entityId: string | null;
  attributionIds: string[];
  words: number;
  quotedWords: number;
}

interface Statement {
  span: Span[];
  /** Its place in the list of sentences, from 0. */
  sentence: number;
  /** The hands it went through, the origin last. */
  sourceIds: string[];
  kind: "explicit" | "implicit";
  attributionIds: string[];
}

type EntityType = "PER" | "ORG" | "GPE" | "LOC" | "FAC" | "NORP" | "EVENT" | "LAW" | "PRODUCT";

interface Entity {
  id: string;
  name: string;
  type: EntityType;
  wikidata: string | null;
  coordinates: [number, number] | null;
  country: string | null;
  mentions: { span: Span; kind: "name" | "nominal" | "pronoun"; type?: EntityType }[];
  confidence: number;
}

interface TimeExpression {
  span: Span;
  type: "DATE" | "TIME" | "DURATION" | "SET";
  /** A TIMEX3 value. */
  value: string;
}

type DamageKind =
  | "strayFullStop" | "scrambledPhrase" | "danglingPronoun" | "unbalancedQuote" | "wrongCase" | "repeatedWord" | "other";

interface Damage {
  kind: DamageKind;
  span: Span;
  message: string;
}

type FindingKind =
  | "singleAnonymousSource" | "mainClaimAnonymous" | "secondHandOnly" | "noResponseFromSubject" | "allOfficialSources"
  | "anonymousOpinion" | "anonymityReasonMissing" | "pluralSourcesVague" | "noNamedSource" | "denialReported"
  | "unverifiedClaims";

interface Finding {
  kind: FindingKind;
  message: string;
  standard: string;
  sourceIds: string[];
  attributionIds: string[];
  spans: Span[];
}

/** What the page reads of it. */
interface Profile {
  words: number;
  attributedWords: number;
  quotedWords: number;
  unattributedWords: number;
  wordsByType: Partial<Record<SourceType, number>>;
  longestChain: number;
  firstSourceId: string | null;
  mostUsedSourceId: string | null;
  mostUsedSourceShare: number;
  /** Corrections by hand that are in effect. */
  corrected?: number;
}

/** Words of the text; the span is empty once they were changed or removed. */
interface Quote {
  span: Span;
  quote: string;
}

/** An attribution, or the source of one, by its words; or an entity by a mention. */
interface Anchor {
  source?: Quote[];
  cue?: Quote[];
  content?: Quote[];
  mention?: Quote;
  /** Which of an attribution's several sources. */
  nth?: number;
}

type CorrectionAction =
  | "addAttribution" | "changeAttribution" | "deleteAttribution" | "assignSource" | "changeSource" | "mergeSources"
  | "splitSource" | "deleteSource" | "addEntity" | "addMention" | "changeEntity" | "mergeEntities" | "splitEntity"
  | "deleteEntity" | "deleteMentions";

/** One thing corrected by hand. */
interface Correction {
  action: CorrectionAction;
  at: Anchor;
  into?: Anchor;
  of?: Anchor[];
  words?: Anchor;
  name?: string;
  sourceType?: SourceType;
  affiliation?: Affiliation;
  entityType?: EntityType;
  quotation?: Quotation;
  polarity?: Polarity;
  act?: Act;
  unlinked?: true;
  /** In an analysis: what it changed. */
  ids?: string[];
  /** In an analysis: whether it no longer found what it is about. */
  orphaned?: true;
}

/** Corrections with the article that they are of, as in an exported analysis. */
interface Former {
  schema: "onrecord/1";
  offsets: string;
  corrections: Correction[];
  /** What can be undone and redone. */
  history?: CorrectionHistory;
  input: { format: Format; text: string } & Header;
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
  sources: Source[];
  statements: Statement[];
  entities: Entity[];
  times: TimeExpression[];
  integrity: Damage[];
  findings: Finding[];
  profile: Profile;
  corrections?: Correction[];
}

/** One of the hands that a claim went through. */
interface Hand {
  name: string;
  source?: Source;
  attribution?: Attribution;
}

/**
 * What a sentence rests on. A disclosure says that somebody did not comment: nobody's claim, and not the article's own.
 */
type Support = "explicit" | "implicit" | "disclosure" | "none";

/** A sentence as the margin shows it. */
interface Sentence {
  span: Span;
  /** Undefined for a headline that nobody is said to have said. */
  support: Support | undefined;
  sourceIds: string[];
  /** What to look at: its source, or else its attribution; its passage where it has neither. */
  key?: string;
}

/** Neighbouring sentences that nothing in the text attributes. */
interface Passage {
  /** `u1`, `u2`, … */
  key: string;
  span: Span;
}

/** An analysis with what the views look up in it. */
interface Story {
  text: string;
  analysis: Analysis;
  attributions: Map<string, Attribution>;
  /** The number of each attribution, from 1. */
  numbers: Map<string, number>;
  sources: Map<string, Source>;
  /** The hands that each attribution's claim went through, the origin last. */
  hands: Map<string, Hand[]>;
  sentences: Sentence[];
  passages: Passage[];
  /** The attributions whose content mentions an entity, by its id. */
  about: Map<string, Attribution[]>;
  relations: Relation[];
  /** The ids of what was corrected by hand. */
  corrected: Set<string>;
}

/** Who passes on whom, who speaks about whom, who is mentioned with whom in a sentence. */
type RelationKind = "relays" | "about" | "together";

/** What two items have to do with each other: `relays` source to source, `about` source to entity, `together` entity to entity. */
interface Relation {
  kind: RelationKind;
  from: string;
  to: string;
  /** Where the article says so: attributions, or for `together` the places in the list of sentences, from 0. */
  attributionIds: string[];
  sentences: number[];
}

type ViewName = "summary" | "sources" | "attributions" | "findings" | "entities" | "map" | "network" | "timeline" | "corrections";

/** What is left of the article's attributions and sources. An absent member lets everything pass. */
interface Filter {
  type?: SourceType[];
  affiliation?: Affiliation;
  source?: string;
  /** The entity that the content mentions. */
  about?: string;
  polarity?: Polarity[];
  hands?: number;
  /** Types of quotation that are switched off. */
  hide?: Quotation[];
  /** The lowest confidence that passes. */
  least?: Level;
}

/** A confidence in words. */
type Level = "high" | "good" | "fair" | "low";

type SortKey = "first" | "name" | "type" | "affiliation" | "words" | "quoted";

/** What the result view shows: all that its address holds. */
interface State {
  view: ViewName;
  filter: Filter;
  sort: { by: SortKey; descending: boolean };
  /** `a1` an attribution, `s1` a source, `e1` an entity, `f1` a finding, `d1` damage, `t1` a time, `u1` a passage, `c1` a correction. */
  key?: string;
  /** Which of its places in the text, from 1. */
  at?: number;
}

type Format = "text" | "html" | "markdown";

/** What stands above an article. An absent member is left as it was found; an empty one says that there is none. */
interface Header {
  title?: string;
  byline?: string;
  /** `YYYY-MM-DD` */
  date?: string;
}

/** What the engine is given of an article. */
interface Readable {
  format: Format;
  text: string;
  /** What the reader corrected. */
  header?: Header;
  /** What the file says about itself; counts only where the text says nothing. */
  stated?: Header;
}

/** What the reader brought. */
interface Article extends Readable {
  /** The file's name, or what to call a text without one. */
  name: string;
  /** What was corrected in it when it was another text, or in another unit: to be moved to this one. */
  former?: Former;
}

/** Lists of corrections before and after the present one, the nearest last. */
interface CorrectionHistory {
  past: Correction[][];
  future: Correction[][];
}

/** What the library holds of an article. */
interface SavedArticle extends Article {
  id: string;
  /** What the list calls it. */
  title: string;
  corrections: Correction[];
  /** The time, as ISO 8601 has it. */
  savedAt: string;
}

/** A large file: the engine's script, module, model and gazetteer, the formats' script and module, the map's outlines, and pdf.js but in the single file. */
interface Part {
  file: string;
  /** Length of the file as it is stored: all but the script as gzip. */
  bytes: number;
}

type PartName = "worker" | "wasm" | "model" | "gazetteer";

/** Written by the build into build.js. */
declare const BUILD: {
  version: string;
  /** True in the single file, which carries its parts within itself. */
  embedded: boolean;
  /** The small files a page needs, for the service worker. */
  shell: string[];
  parts: Record<PartName | "wasmRelaxed" | "formatsWorker" | "formats" | "map" | "pdf" | "pdfWorker", Part>;
};

/** What the map draws, as GeoJSON. */
interface Outlines {
  land: object;
  borders: object;
}

/** A projection of d3-geo, as far as the page uses it. Points are degrees, or pixels. */
interface Projection {
  (point: [number, number]): [number, number] | null;
  invert?(point: [number, number]): [number, number] | null;
  rotate(angles: [number, number]): this;
  scale(scale: number): this;
  translate(by: [number, number]): this;
  clipExtent(box: [[number, number], [number, number]]): this;
}

/** What the build writes into geo.js, of d3-geo and topojson-client. */
declare const geo: {
  geoEqualEarth(): Projection;
  geoGraticule10(): object;
  geoPath(projection: Projection): { (shape: object): string | null; digits(digits: number): (shape: object) => string | null };
  feature(topology: object, object: object): object;
};

/** The export formats, as the command line calls them. */
type ExportFormat =
  | "json" | "html" | "csv" | "csv-sources" | "csv-entities" | "csv-mentions" | "csv-times" | "csv-findings"
  | "web-annotation" | "brat" | "geojson" | "graphml";

/** An article as the formats' module takes it; the analysis is of this text. */
interface Exported {
  name: string;
  text: string;
  analysis: Analysis & { input?: Former["input"] };
}

/** Page to the formats' worker. */
type ToFormats = { wasm: Blob; to: ExportFormat; articles: Exported[]; isOneOfSeveral: boolean };

/** The formats' worker to the page. */
type FromFormats = { written: string } | { failed: string };

/** What the page asks of the engine. */
type EngineRequest =
  | { type: "load"; wasm: Blob; model: Blob; gazetteer: Blob }
  | ({ type: "analyze"; corrections?: Correction[] } & Readable)
  | ({ type: "carry"; former: Former } & Readable);

/** What the engine answers, as far as it was asked. */
type EngineAnswer = { analysis?: Analysis; carried?: Correction[] };

/** Page to worker. */
type ToWorker = { id: number } & EngineRequest;

/** What went wrong, as far as it changes what the reader should do. */
type FailureKind = "download" | "unsupported" | "model" | "corrections" | "crash" | "cancelled";

/** Worker to page. */
type FromWorker =
  | ({ id: number; ok: true } & EngineAnswer)
  | { id: number; ok: false; kind: FailureKind; message: string };

/** A paragraph that was read from a file, or a heading of a level from 1. */
interface TextBlock {
  text: string;
  heading?: number;
}

/** What the build writes into zip.js, of fflate. */
declare const zip: {
  unzipSync(
    bytes: Uint8Array,
    options: { filter: (file: { name: string; originalSize: number }) => boolean },
  ): Record<string, Uint8Array>;
};

/** A piece of text on a page of a PDF: what it says, how it is turned, scaled and placed, in points. */
interface PrintedText {
  str: string;
  transform: [number, number, number, number, number, number];
  width: number;
  fontName: string;
}

/** pdf.js, as far as the page uses it. */
interface PdfLibrary {
  PDFWorker: { create(options: { port: Worker; verbosity: number }): object };
  getDocument(options: object): {
    promise: Promise<{
      numPages: number;
      getPage(number: number): Promise<{ getTextContent(): Promise<{ items: PrintedText[] }>; cleanup(): void }>;
      getMetadata(): Promise<{ info: Record<string, unknown> }>;
    }>;
  };
}

/** Trusted Types, which not every browser has. */
declare var trustedTypes: {
  createPolicy(
    name: string,
    rules: { createScriptURL?: (url: string) => string; createHTML?: (html: string) => string },
  ): { createScriptURL(url: string): unknown; createHTML(html: string): unknown };
} | undefined;
