"use strict";

/** Every word that scripts write. The words that never change stand in index.html. */
const STRINGS = Object.freeze({
  appName: "On Record",
  pastedName: "the pasted text",
  exampleName: "the example",
  untitled: "Annotated article",

  /** @type {Record<Quotation, {label: string, letter: string, explains: string}>} */
  quotation: {
    direct: { label: "Direct", letter: "D", explains: "all of it in quotation marks" },
    mixed: { label: "Mixed", letter: "M", explains: "part of it in quotation marks" },
    indirect: { label: "Indirect", letter: "I", explains: "in the writer’s words" },
  },
  /** @type {Record<Polarity, string>} */
  polarity: { affirmed: "Affirmed", denied: "Denied", declined: "Declined to comment", noResponse: "No response" },
  /** @type {Record<Act, string>} */
  act: { statement: "Statement", belief: "Belief", intention: "Intention", evidence: "Evidence" },
  roles: {
    source: { label: "Source", letter: "S", explains: "who is speaking" },
    cue: { label: "Cue", letter: "C", explains: "the words that attribute" },
    content: { label: "Content", letter: "", explains: "what is attributed" },
  },
  noSource: "No source named",
  noAttributions: "No attribution was found in this text.",
  allFiltered: "Every attribution is filtered out. Switch a filter above the article back on.",

  /** @param {string} date `YYYY-MM-DD` */
  date: (date) =>
    new Date(`${date}T00:00:00Z`).toLocaleDateString("en", { timeZone: "UTC", day: "numeric", month: "long", year: "numeric" }),
  /** @param {number} n */
  attributions: (n) => (n === 1 ? "1 attribution" : `${n} attributions`),
  /** @param {number} n */
  words: (n) => (n === 1 ? "1 word" : `${n.toLocaleString("en")} words`),
  /** @param {number} n @param {number} of */
  position: (n, of) => `${n} of ${of}`,
  /** @param {number} number @param {string} name */
  relayedBy: (number, name) => `Reported by ${name} (${number})`,

  /** @param {number} p */
  confidence: (p) => `${p >= 0.9 ? "high" : p >= 0.7 ? "good" : p >= 0.5 ? "fair" : "low"}, ${Math.round(p * 100)}%`,
  confidenceLabel: "Confidence",

  /**
   * An attribution in one sentence, for those who listen.
   * @param {number} number @param {string} source @param {string} cue @param {Attribution} attribution
   */
  spoken: (number, source, cue, attribution) =>
    `Attribution ${number}: ${source}; ${cue}; ` +
    STRINGS.quotation[attribution.quotation].label.toLowerCase() +
    (attribution.polarity === "affirmed" ? "" : `, ${STRINGS.polarity[attribution.polarity].toLowerCase()}`),
  /** @param {string} role @param {number} number */
  spokenPart: (role, number) => `${role} ${number}: `,

  loading: "Loading the language model",
  /** @param {number} done @param {number} total */
  loadingText: (done, total) =>
    `${(done / 1e6).toFixed(1)} of ${(total / 1e6).toFixed(1)} MB. It stays on this computer for next time.`,
  starting: "Starting the engine",
  startingText: "Unpacking the language model.",
  /** @param {string} name */
  analyzing: (name) => `Reading ${name}`,
  /** @param {number} characters */
  analyzingText: (characters) =>
    characters > 100_000 ? "This is a long text; it can take a minute or more." : "Looking for who says what.",

  statusReady: "Ready",
  /** @param {number} done @param {number} total */
  statusLoading: (done, total) => `Loading the language model, ${Math.floor((100 * done) / Math.max(total, 1))}%`,
  statusStarting: "Starting",
  statusFailed: "Not ready",
  offlineReady: "Works offline",
  singleFile: "Single file, works offline",
  /** @param {string} version */
  version: (version) => `Version ${version}`,

  openList: "List",
  closeList: "Close",
  copy: "Copy JSON",
  copied: "JSON copied",
  copyFailed: "The browser did not allow copying. Use Export JSON.",
  exported: "JSON saved",
  cancelled: "Cancelled",

  dropped: "Drop one file at a time.",
  emptyTitle: "There is nothing to read yet",
  empty: "Paste an article, open a file, or try the example.",
  readFailedTitle: "This could not be read",
  /** @param {string} name @param {number} limit */
  tooLarge: (name, limit) =>
    `${name} is larger than ${limit / 1e6} MB. Save the article alone as text, or paste the part you need.`,
  /** @param {string} name @param {string} kind */
  unsupported: (name, kind) =>
    `${name} is ${kind}, which On Record cannot open. Open it in its own program, select all, copy, and paste it here.`,
  /** @param {string} name */
  binary: (name) => `${name} does not hold text. On Record reads .txt, .md and .html files.`,
  /** @param {string} name */
  emptyFile: (name) => `${name} is empty.`,
  /** @param {string} name */
  unreadable: (name) => `The browser could not read ${name}. Check that the file still exists and that you may open it.`,

  failures: {
    download: {
      title: "The language model could not be loaded",
      /** @param {string} message */
      text: (message) => `The download stopped (${message}). Check the connection, then try again.`,
    },
    unsupported: {
      title: "This browser cannot run On Record",
      /** @param {string} message */
      text: (message) =>
        `It lacks a part of WebAssembly that the engine needs (${message}). Use a current Firefox, Chrome, Edge or Safari.`,
    },
    model: {
      title: "The language model is damaged",
      /** @param {string} message */
      text: (message) => `It could not be used: ${message}. Reload the page to fetch it again.`,
    },
    crash: {
      title: "The engine stopped",
      /** @param {string} message @param {string} name */
      text: (message, name) =>
        `It failed while reading ${name} (${message}). It has been started again and other articles will work. ` +
        "Your text is still here.",
    },
  },
});
