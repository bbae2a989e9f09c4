"use strict";

// Every word of the page, so that a translation is another file in the place of this one.

/** The words of index.html, where the build puts them. */
const PAGE = Object.freeze({
  language: "en",
  description: "Paste a news article and see who says what in it. Everything happens on your computer.",
  skip: "Skip to the article",
  openDocuments: "Open documents",
  documentsRead: "Documents that have been read",
  cancel: "Cancel",
  copyJson: "Copy JSON",
  export: "Export",
  exportScope: "What to export",
  exportThis: "This article",
  exportToRead: "To read",
  exportHtml: "report in one file",
  exportTables: "Tables",
  exportAttributions: "attributions and sources",
  exportSources: "sources",
  exportEntities: "entities",
  exportMentions: "mentions",
  exportTimes: "times",
  exportFindings: "findings and damage",
  exportData: "Data",
  exportEverything: "everything",
  exportAnnotations: "Web Annotations",
  exportBrat: "standoff, beside the text",
  exportPlaces: "places",
  exportNetwork: "network",
  find: "Find in the text",
  markFound: "Mark these words",
  previousPlace: "Previous place",
  previousPlaceKey: "Previous place (Shift Enter)",
  nextPlace: "Next place",
  nextPlaceKey: "Next place (Enter)",
  closeSearch: "Close the search",
  closeSearchKey: "Close (Esc)",
  update: "A new version of On Record is ready. Reloading closes what you have open and have not saved.",
  updateNow: "Reload",
  updateLater: "Later",
  question: "Who says so?",
  lede: "Paste a news article. On Record marks every attribution in it: who is speaking, the words that say so, and what was said.",
  article: "Article",
  pasteHere: "Paste the text here, or drop files anywhere on the page.",
  openFiles: "Open files",
  tryExample: "Try the example",
  nothingLeaves: "Nothing you paste leaves this computer.",
  saved: "Saved in this browser",
  editText: "Edit text",
  editDetails: "Edit details",
  legend: "Legend and filters",
  annotatedArticle: "Annotated article",
  analysis: "Analysis",
  previous: "Previous",
  previousKey: "Previous (k)",
  next: "Next",
  nextKey: "Next (j)",
  views: "Views",
  showAll: "Show all",
  draft: "What is being marked",
  marking: "Mark the selected words",
  header: "Title, author and date",
  headerTitle: "Title",
  headerByline: "Author",
  headerDate: "Date of publication",
  headerDateHint: "“Thursday” and “last month” in the text are counted from it.",
  apply: "Apply",
  asTheText: "As the text has it",
  drop: "Drop the files to read them",
  needsScripts: "On Record does its work in this browser and needs JavaScript to be on.",
  findShort: "Find",
  findLong: "in text",
  newShort: "New",
  newLong: "article",
  exportText: "Text",
  exportAnalysed: "as it was analysed",
  analyze: "Show attributions",
});

/** The words that scripts write. */
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
  allFiltered: "Nothing here passes the filter.",

  /** @type {Record<SourceType, {label: string, plural: string, explains: string}>} */
  sourceType: {
    namedPerson: { label: "Named person", plural: "Named people", explains: "a person with a name" },
    namedOrganization: { label: "Named organisation", plural: "Named organisations", explains: "an organisation with a name, or those who speak for it" },
    document: { label: "Document", plural: "Documents", explains: "something written or recorded" },
    anonymous: { label: "Anonymous", plural: "Anonymous", explains: "known to the reporter, the name is withheld" },
    unnamedPerson: { label: "Unnamed person", plural: "Unnamed people", explains: "one person without a name" },
    unnamedGroup: { label: "Unnamed group", plural: "Unnamed groups", explains: "several people without names" },
  },
  /** @type {Record<Affiliation, string>} */
  affiliation: {
    government: "Government", military: "Military", police: "Police", judiciary: "Judiciary", politicalParty: "Political party",
    business: "Business", media: "Media", academia: "Academia", medical: "Medical", ngo: "Non-profit",
    internationalOrganization: "International", citizen: "Citizen", sport: "Sport", other: "Other",
  },
  /** @type {Record<FindingKind, string>} */
  finding: {
    singleAnonymousSource: "Rests on one anonymous source",
    mainClaimAnonymous: "Main claim rests on anonymous sources",
    secondHandOnly: "Known only at second hand",
    noResponseFromSubject: "Somebody concerned did not answer",
    allOfficialSources: "Every source is an official",
    anonymousOpinion: "Opinion from an anonymous source",
    anonymityReasonMissing: "No reason given for anonymity",
    pluralSourcesVague: "Several unnamed people, one voice",
    noNamedSource: "No named source",
    denialReported: "A denial is reported",
    unverifiedClaims: "Claims that were not verified",
  },
  /** @type {Record<DamageKind, string>} */
  damage: {
    strayFullStop: "Stray full stop",
    scrambledPhrase: "Scrambled words",
    danglingPronoun: "Pronoun without a person",
    unbalancedQuote: "Quotation mark without its partner",
    wrongCase: "Wrong capitals or small letters",
    repeatedWord: "Repeated word",
    other: "Damaged text",
  },
  /** @type {Record<EntityType, {label: string, plural: string}>} */
  entityType: {
    PER: { label: "Person", plural: "People" },
    ORG: { label: "Organisation", plural: "Organisations" },
    GPE: { label: "Country, region or city", plural: "Countries and cities" },
    LOC: { label: "Place", plural: "Places" },
    FAC: { label: "Building or site", plural: "Buildings" },
    NORP: { label: "Nationality or group", plural: "Nationalities and groups" },
    EVENT: { label: "Event", plural: "Events" },
    LAW: { label: "Law or treaty", plural: "Laws" },
    PRODUCT: { label: "Product or work", plural: "Products and works" },
  },
  mentionKind: { name: "name", nominal: "description", pronoun: "pronoun" },
  timeType: { DATE: "Date", TIME: "Time", DURATION: "Length of time", SET: "Recurring" },
  /** @type {Record<Support, {label: string, explains: string}>} */
  support: {
    explicit: { label: "Attributed", explains: "the sentence says who says it" },
    implicit: { label: "Carried on", explains: "it plainly goes on with the source of the sentence before it" },
    disclosure: { label: "No comment", explains: "it says that somebody did not comment" },
    none: { label: "Not attributed", explains: "nothing says who says it" },
  },
  marginLabel: "Who says it, sentence by sentence",
  /** @param {Support} support @param {string[]} names */
  marginTip: (support, names) => [STRINGS.support[support].label, names.join(", ")].filter(Boolean).join(": "),

  // Chains.
  thisArticle: "This article",
  outlet: "reports",
  relays: "passes it on",
  origin: "says it",
  /** @param {number} n */
  pathLabel: (n) => `The way of this claim through ${n} ${n === 1 ? "hand" : "hands"}, from this article to its origin`,
  /** @param {number} n */
  attributionNumber: (n) => `attribution ${n}`,
  chainHeading: "The way of the claim",

  // Summary.
  summaryNone: "No source was found in this text.",
  /** @param {number} n */
  sources: (n) => (n === 1 ? "1 source" : `${n} sources`),
  restsOn: ["This article rests on ", ": ", " and ", "."],
  /** @param {number} n */
  named: (n) => `${n} named`,
  /** @param {number} n */
  notNamed: (n) => `${n} not named`,
  wordsHeading: "Words",
  typesHeading: "Sources by type",
  affiliationsHeading: "Where they belong",
  chainsHeading: "Who speaks",
  raisedHeading: "What an editor would raise",
  passagesHeading: "Not attributed to anyone",
  quotedShare: "Quoted",
  reportedShare: "Reported in other words",
  unattributedShare: "Not attributed",
  tellingShare: "Saying who says so",
  /** @param {number} words @param {number} of */
  share: (words, of) => `${STRINGS.words(words)}, ${STRINGS.percent(of > 0 ? words / of : 0)}`,
  /** @param {number} part */
  percent: (part) => `${Math.round(part * 100)}%`,
  speaksFirst: "Speaks first",
  mostUsed: "Most used",
  /** @param {number} share */
  mostUsedShare: (share) => `${STRINGS.percent(share)} of the attributed words`,
  longestChain: "Longest chain",
  /** @param {number} n */
  hands: (n) => (n === 1 ? "all at first hand" : `${n} hands`),
  replies: "Replies",
  /** @type {Record<Polarity, (n: number) => string>} */
  replyCount: {
    affirmed: (n) => `${n} affirmed`,
    denied: (n) => `${n} denied`,
    declined: (n) => `${n} declined to comment`,
    noResponse: (n) => `${n} did not respond`,
  },
  damageHeading: "Damage in the text",
  /** @param {number} n */
  damagedPlaces: (n) => (n === 1 ? "1 damaged place in the text" : `${n} damaged places in the text`),
  nothingRaised: "Nothing that On Record looks for. That is no verdict on the article.",
  /** @param {number} n */
  passages: (n) => (n === 1 ? "1 passage" : `${n} passages`),

  print: "Print this summary",

  // Sources.
  sortLabel: "Sort by",
  /** @type {Record<SortKey, {column: string, option: string}>} */
  sort: {
    first: { column: "First", option: "First place in the text" },
    name: { column: "Source", option: "Name" },
    type: { column: "Type", option: "Type" },
    affiliation: { column: "Belongs to", option: "Where it belongs" },
    words: { column: "Words", option: "Words" },
    quoted: { column: "Quoted", option: "Quoted words" },
  },
  ascending: "Ascending",
  descending: "Descending",
  /** @param {number} n */
  sentence: (n) => `sentence ${n}`,
  reasonMissing: "No reason given for withholding the name",
  notNamedPlain: "Not named",
  reason: "Not named:",
  showAttributions: "Show only this source",
  noSources: "No source was found in this text.",
  attributionsHeading: "What it says",
  entityHeading: "Also in Entities:",
  findingsAbout: "Findings:",

  // Findings.
  findingsHeading: "What an editor would raise",
  findingNumber: "Finding",
  damageNumber: "Damage",
  standard: "Standard:",
  evidence: "Evidence",
  about: "About",
  noDamage: "No damage in the text was found.",
  findingsNote: "On Record shows what published newsroom rules ask about. It does not say what is true.",

  // Corrections.
  byHand: "corrected by hand",
  edit: {
    heading: "Edit",
    save: "Save",
    cancel: "Cancel",
    choose: "Choose …",
    name: "Name",
    type: "Type",
    affiliation: "Belongs to",
    quotation: "Quotation",
    polarity: "Says it",
    act: "Kind of act",
    who: "Who says it",
    somebodyElse: "Somebody else, a source of its own",
    words: "Change its words",
    deleteAttribution: "Delete attribution",
    /** @param {number} n */
    deleteSource: (n) => `Delete source and ${n === 1 ? "its attribution" : `its ${n} attributions`}`,
    deleteEntity: "Delete entity",
    same: "The same as",
    merge: "Make them one",
    splitSource: "Not all said by the same? Tick what somebody else says.",
    splitEntity: "Not all about the same? Tick the places.",
    split: "Make the ticked ones another",
    forget: "Not about it at all",
    /** @param {string} id */
    linked: (id) => `Wikidata ${id} is the right item`,
    nothingChanged: "Nothing was changed.",
    tickSome: "Tick some of them, but not all.",
  },
  marking: {
    label: "Mark as",
    part: "Take as",
    choices: { attribution: "Attribution", entity: "Entity" },
    newAttribution: "New attribution",
    /** @param {number} n */
    wordsOf: (n) => `Words of attribution ${n}`,
    hint: "Select words in the article, then choose what they are.",
    none: "none yet",
    byWords: "Whom its words name",
    mentions: "Speaks of",
    newEntity: "Somebody or something new",
    /** @param {string} words @param {string} role */
    drop: (words, role) => `Remove “${words}” from the ${role}`,
    needsWords: "Mark a content or a cue first.",
  },
  corrections: {
    undo: "Undo",
    redo: "Redo",
    remove: "Remove",
    /** @param {string} says */
    removeThis: (says) => `Remove the correction: ${says}`,
    none: "Nothing is corrected.",
    orphaned: "Orphaned.",
    orphanedMeans: "Its words were changed or removed, or nothing is found in them any more; it changes nothing.",
    /** @param {number} n */
    done: (n) => (n === 1 ? "Corrected" : `${n} corrections`),
    undone: "Undone",
    redone: "Done again",
    removed: "Correction removed",
    nothingTo: { undo: "There is nothing to undo.", redo: "There is nothing to redo." },
    /** @param {number} n */
    inEffect: (n) => (n === 1 ? "1 machine finding corrected by hand" : `${n} machine findings corrected by hand`),
    /** @param {number} n */
    orphans: (n) => (n === 1 ? "1 correction orphaned" : `${n} corrections orphaned`),
    /** @param {string} message */
    failed: (message) => `The correction could not be shown (${message}). Undo it, or try again.`,
    /** A correction in one sentence. @param {Correction} correction */
    says({ action, at, into, of = [], words, name, sourceType, affiliation, entityType, quotation, polarity, act, unlinked }) {
      const quoted = (/** @type {Anchor | undefined} */ anchor) => `“${excerpt(anchor)}”`;
      const all = (/** @type {Anchor[]} */ anchors) => anchors.map(quoted).join(", ");
      const now = [
        name && `named ${name}`, sourceType && STRINGS.sourceType[sourceType].label, affiliation && STRINGS.affiliation[affiliation],
        entityType && STRINGS.entityType[entityType].label, words && `its words are ${quoted(words)}`, quotation && STRINGS.quotation[quotation].label,
        polarity && STRINGS.polarity[polarity], act && STRINGS.act[act], unlinked && "not this Wikidata item",
      ].filter(Boolean).join(", ");
      const speaker = (/** @type {Anchor | undefined} */ anchor) => `“${excerpt(anchor?.source ? { source: anchor.source } : anchor)}”`;
      switch (action) {
        case "addAttribution": return `Attribution added: ${quoted(at)}${into ? `, said by ${speaker(into)}` : ""}`;
        case "changeAttribution": return `Attribution ${quoted(at)}: ${now}`;
        case "deleteAttribution": return `Attribution deleted: ${quoted(at)}`;
        case "assignSource": return `${speaker(into)} says it: ${quoted(at)}`;
        case "changeSource": return `Source ${speaker(at)}: ${now}`;
        case "mergeSources": return `Sources ${speaker(at)} and ${speaker(into)} are one`;
        case "splitSource": return `Not said by the same source as ${speaker(at)}: ${all(of)}${now && ` (${now})`}`;
        case "deleteSource": return `Source deleted: ${speaker(at)}`;
        case "addEntity": return `Entity added: ${quoted(at)}${now && ` (${now})`}`;
        case "addMention": return `${quoted(at)} speaks of ${quoted(into)}`;
        case "changeEntity": return `Entity ${quoted(at)}: ${now}`;
        case "mergeEntities": return `Entities ${quoted(at)} and ${quoted(into)} are one`;
        case "splitEntity": return `Not the same as ${quoted(at)}: ${all(of)}${now && ` (${now})`}`;
        case "deleteEntity": return `Entity deleted: ${quoted(at)}`;
        case "deleteMentions": return `Not about ${quoted(at)}: ${all(of)}`;
      }
    },
  },
  editingBack: "Back without changes",
  /** @param {string} name @param {number} n */
  editing: (name, n) =>
    `You are editing ${name}. ${n === 0 ? "Nothing in it was corrected." : `${n === 1 ? "Its correction moves" : `Its ${n} corrections move`} with their words.`}`,

  // Entities.
  /** @param {number} n */
  mentions: (n) => (n === 1 ? "1 mention" : `${n} mentions`),
  /** @param {number} n @param {number} of */
  occurrence: (n, of) => `place ${n} of ${of}`,
  /** @param {[number, number]} coordinates longitude and latitude in degrees */
  coordinates: ([lon, lat]) =>
    `${Math.abs(lat).toFixed(2)}° ${lat < 0 ? "S" : "N"}, ${Math.abs(lon).toFixed(2)}° ${lon < 0 ? "W" : "E"}`,
  /** @param {string} id */
  wikidata: (id) => `Wikidata ${id}`,
  /** @param {string} type @param {number} p */
  whyEntity: (type, p) => `${type}, by its names and the words around them. Confidence: ${STRINGS.confidence(p)}, that type and places are right.`,
  mentionsHeading: "Where the text speaks of it",
  saidAboutHeading: "Who says what about it",
  showSaidAbout: "Show only what is said about it",
  nothingSaidAbout: "Nobody is said to have said anything about it.",
  noEntities: "No person, organisation or place was found in this text.",

  // The map.
  /** @param {string} code ISO 3166-1 alpha-2 */
  country: (code) => new Intl.DisplayNames(["en"], { type: "region", fallback: "code" }).of(code) ?? code,
  isCountry: "Country",
  /** @param {number} n */
  mapLabel: (n) =>
    `Map with ${n === 1 ? "1 place" : `${n} places`}; the table below it has the same. Arrow keys move, plus and minus zoom, 0 shows the article’s places, w the world.`,
  mapCredit: "Natural Earth, public domain",
  placesLabel: "Places",
  placeColumns: ["Place", "Where", "Mentions", "First"],
  noneLocated: "No place in this text could be put on the map.",
  notLocatedHeading: "Not on the map",
  notLocated: "No coordinates are known for these, or several places have the name and the text does not say which is meant.",
  /** @param {string} message */
  outlinesFailed: (message) => `The outlines of the map could not be loaded (${message}). The places stand where they are all the same.`,
  /** @param {string[]} names @param {number} mentions */
  pin: (names, mentions) => `${names.join(", ")}: ${STRINGS.mentions(mentions)}`,
  /** @param {string} name @param {number} more */
  pinLabel: (name, more) => (more > 0 ? `${name} +${more}` : name),
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  fit: "Fit to the article’s places",
  fitName: "Fit",
  world: "Show the whole world",
  worldName: "World",

  // The network.
  /** @type {Record<RelationKind, {label: string, verb: string, explains: string}>} */
  relation: {
    relays: { label: "Passes on", verb: "passes on", explains: "one source reports what another says" },
    about: { label: "Speaks of", verb: "speaks of", explains: "what a source says mentions somebody or something" },
    together: { label: "Named together", verb: "named with", explains: "one sentence mentions both; long lists of names are left out" },
  },
  /** @type {Record<RelationKind, string>} */
  evidenceKind: { relays: "attributions ", about: "attributions ", together: "sentences " },
  relationSwitches: "Relations shown",
  allRelationsOff: "No kind of relation is switched on.",
  speakers: "Who speaks",
  subjects: "Who and what is spoken of",
  /** @param {number} speakers @param {number} subjects @param {number} relations */
  networkLabel: (speakers, subjects, relations) =>
    `Network of ${speakers} sources and ${subjects} entities with ${relations} relations; the table below has the same.`,
  /** @param {number} n */
  nodesLeft: (n) => `${n} more with fewer relations are in the table alone.`,
  /** @param {string} name @param {number} n */
  relationsOf: (name, n) => `${name}: ${n === 1 ? "1 relation" : `${n} relations`}`,
  /** @param {number} n */
  allRelations: (n) => (n === 1 ? "1 relation" : `${n} relations`),
  relationColumns: ["From", "Relation", "To", "Evidence"],
  /** @param {number} n */
  shortNumber: (n) => `#${n}`,

  // The timeline.
  noTimes: "No date or time was found in this text.",
  datedHeading: "On the calendar",
  undatedHeading: "Lengths, repeated and unplaced times",
  /** @param {string} value of TIMEX3 */
  timeValue: (value) => {
    const [, year, month, day, time] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d:\d\d))?$/.exec(value) ?? [];
    if (year) {
      const date = new Date(`${year}-${month ?? "01"}-${day ?? "01"}T00:00:00Z`).toLocaleDateString("en-GB", {
        timeZone: "UTC", year: "numeric", month: month ? "long" : undefined, day: day ? "numeric" : undefined,
      });
      return time ? `${date}, ${time}` : date;
    }
    const [, before] = /^BC(\d{4})$/.exec(value) ?? [];
    if (before) return `${Number(before)} BC`;
    const [, weekYear, week] = /^(\d{4})-W(\d\d)$/.exec(value) ?? [];
    if (week) return `Week ${Number(week)} of ${weekYear}`;
    const [, count, unit] = /^PT?(\d+)([YMWDH])$/.exec(value) ?? [];
    const units = { Y: "year", M: value.startsWith("PT") ? "minute" : "month", W: "week", D: "day", H: "hour" };
    if (count) return `${count} ${units[/** @type {keyof typeof units} */ (unit)]}${count === "1" ? "" : "s"}`;
    // What the text leaves open: "March 4" of no year, a Tuesday of no week.
    const [, openMonth, openDay] = /^XXXX-(\d\d)(?:-(\d\d))?$/.exec(value) ?? [];
    if (openMonth) {
      return new Date(`2000-${openMonth}-${openDay ?? "01"}T00:00:00Z`).toLocaleDateString("en-GB", {
        timeZone: "UTC", month: "long", day: openDay ? "numeric" : undefined,
      });
    }
    const [, openWeekday] = /^XXXX-WXX-([1-7]|WE)$/.exec(value) ?? [];
    if (openWeekday) return ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][Number(openWeekday) - 1] ?? "Weekend";
    return { PRESENT_REF: "Now", PAST_REF: "The past", FUTURE_REF: "The future" }[value] ?? value;
  },


  // The panel.
  /** @type {Record<ViewName, string>} */
  viewNames: {
    summary: "Summary", sources: "Sources", attributions: "Attributions", findings: "Findings", entities: "Entities", map: "Map",
    network: "Network", timeline: "Timeline", corrections: "Corrections",
  },
  filtered: "Only:",
  /** @param {string} name of an entity */
  onlyAbout: (name) => `about ${name}`,
  /** @param {number} n */
  onlyHands: (n) => `through ${n} hands`,
  nothing: "nothing",
  fade: "Fade attributed text",
  /** @type {(string | {key: string})[]} */
  keys: [{ key: "j" }, " ", { key: "k" }, " or arrows to move, ", { key: "Enter" }, " to go to the text and back, ", { key: "Esc" }, " to clear, ", { key: "?" }, " for all keys."],

  /** @param {string} date `YYYY-MM-DD` */
  date: (date) =>
    new Date(`${date}T00:00:00Z`).toLocaleDateString("en-GB", { timeZone: "UTC", day: "numeric", month: "long", year: "numeric" }),
  /** @param {number} n */
  attributions: (n) => (n === 1 ? "1 attribution" : `${n} attributions`),
  /** @param {number} n */
  words: (n) => (n === 1 ? "1 word" : `${n.toLocaleString("en")} words`),
  /** @param {number} n @param {number} of */
  position: (n, of) => `${n} of ${of}`,
  /** @param {string[]} names */
  relayedBy: (names) => `Through ${names.join(" and ")}`,

  /** @param {number} p */
  confidence: (p) => `${levelOf(p)}, ${Math.round(p * 100)}%`,
  confidenceLabel: "Confidence",
  /** @param {Level} level @param {number} n */
  leastConfidence: (level, n) => `${{ low: "any", fair: "fair or better", good: "good or better", high: "high" }[level]} (${n})`,
  /** @param {Level} level */
  onlyConfidence: (level) => `confidence ${level === "high" ? "high" : `${level} or better`}`,

  // Why an attribution is one.
  whyHeading: "Why",
  /** @type {Record<Act, string>} */
  whyCue: {
    statement: "words for saying something",
    belief: "words for thinking or knowing something",
    intention: "words for wanting or planning something",
    evidence: "words for showing something",
  },
  whyNoCue: "none; the quotation and what stands around it",
  whyResolved: "which is",
  whyNoSource: "none is named",
  /** @type {Record<Quotation, string>} */
  whyQuotation: {
    direct: "all of it stands in quotation marks",
    mixed: "part of it stands in quotation marks",
    indirect: "none of it stands in quotation marks",
  },
  /** @type {Record<Exclude<Polarity, "affirmed">, string>} */
  whyPolarity: {
    denied: "the cue says that it is not so",
    declined: "the cue says that no comment was given",
    noResponse: "the cue says that no answer came",
  },
  /** @param {number} p */
  whyConfidence: (p) =>
    `${levelOf(p)}: of a hundred attributions marked as surely as this, about ${Math.round(p * 100)} are marked as a careful reader would mark them`,
  mentionedHeading: "Mentions",

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

  /** @param {number} n @param {number} of @param {boolean} more */
  found: (n, of, more) => (of === 0 ? "Not found" : `${n} of ${of}${more ? "+" : ""}`),

  // What the page says about itself.
  dialogs: { help: "How to read it", keys: "Keyboard", privacy: "What leaves this computer: nothing" },
  closeDialog: "Close",
  /**
   * The pictures are taken by `cargo xtask pictures`; `shows` says in words what is on them.
   * @type {{heading: string, text: string, picture?: {name: string, width: number, height: number, shows: string}}[]}
   */
  help: [
    {
      heading: "Who says what",
      text: "A thick blue line is a source, a double red line the words that attribute. What is said is tinted: with a solid line where it is quoted (D), a dashed one where part of it is (M), a dotted one where it is told in other words (I). Parts with the same number belong together. The bar in the margin shows which passages are attributed; where there is none, the outlet itself says so.",
      picture: { name: "marks", width: 650, height: 256, shows: "Two paragraphs of an article: Mayor Teresa Okafor, said, and what she said are marked with S2, C2 and I2; a quotation of hers with D4." },
    },
    {
      heading: "Who stands behind it",
      text: "Select a mark to see who the source is, how it is identified, through whom the claim came, and why the program thinks so. Every number in the panel opens what it counts. A finding names the published rule that it rests on; whether a claim is true is for you to find out.",
      picture: { name: "sources", width: 555, height: 330, shows: "A source that is open: unnamed city officials, whose words came through the Ellery Courier to this article, with the path drawn." },
    },
    {
      heading: "When it is wrong",
      text: "It errs: each item says how sure it is. Open “Edit” below an item to rename, retype, merge, split or delete it. Select words in the text to mark what was missed. Ctrl Z takes a correction back, and what was corrected by hand is counted and exported as such.",
      picture: { name: "edit", width: 555, height: 330, shows: "The form below a source, with fields for its name, type and affiliation." },
    },
    {
      heading: "To take away",
      text: "Export writes a report in one HTML file, tables for a spreadsheet, and data for other programs, all on this computer. With several articles open, tables and JSON can hold all of them. To print, use the browser’s own command.",
    },
  ],
  /** @type {{where: string, keys: [string[], string][]}[]} */
  keyMap: [
    { where: "Anywhere", keys: [[["?"], "show these keys"], [["Tab"], "go to the next control"], [["Esc"], "close, clear the selection, then the filter"]] },
    { where: "Start", keys: [[["Ctrl Enter", "⌘ Enter"], "read what is in the field"]] },
    {
      where: "Article and panel",
      keys: [
        [["j", "k"], "next, previous item or place"], [["↓", "↑"], "the same, in a list or in the text"], [["Home", "End"], "first, last"],
        [["Enter"], "from the text to the panel and back"], [["/"], "find in the text"],
        [["m"], "mark the selected words"], [["Ctrl Z", "⌘ Z"], "undo a correction"], [["Ctrl Shift Z", "⌘ ⇧ Z"], "do it again"],
      ],
    },
    { where: "Find", keys: [[["Enter", "Shift Enter"], "next, previous place"], [["Esc"], "close"]] },
    { where: "Tabs", keys: [[["→", "←"], "next, previous view"], [["Home", "End"], "first, last view"]] },
    { where: "Map", keys: [[["←", "→", "↑", "↓"], "move"], [["+", "−"], "zoom in, out"], [["0"], "the article’s places"], [["w"], "the world"]] },
  ],
  privacy: {
    nothing:
      "The article you paste or open is read by a program that runs inside this page, on this computer. Neither the text nor anything about it is sent anywhere. There are no accounts, no cookies, no statistics.",
    kept: "The browser keeps the program and its language model for next time. It does not keep your article: close the page and it is gone. Only “Save in this browser” keeps an article, in this browser’s own storage on this computer, until you delete it; the start page lists what is saved. The address above the page names views and numbers, never a word of the text.",
    checkHeading: "See for yourself",
    /** @param {boolean} isSingleFile */
    checks: (isSingleFile) => [
      isSingleFile
        ? "Take this computer off the network: no cable, no Wi‑Fi. Open an article. Everything works."
        : "Wait until it says “Works offline” at the foot of the page, then take this computer off the network: no cable, no Wi‑Fi. Open an article. Everything works.",
      isSingleFile
        ? "Press F12 (on a Mac ⌥⌘I) and choose Network. Read an article and look at every view: no request is listed."
        : "Press F12 (on a Mac ⌥⌘I) and choose Network. Read an article and look at every view: no request is listed. (The first PDF lists its reader, two scripts that come from this browser’s own store.)",
      "Read the policy below, which the browser enforces, or the source of the page: its scripts are not obfuscated.",
    ],
    policyHeading: "What the browser holds this page to",
    /** @param {boolean} isSingleFile */
    policyMeans: (isSingleFile) =>
      isSingleFile
        ? "By this policy the page can connect to nothing at all, and runs only the scripts it came with:"
        : "By this policy the page can connect only to the place it came from, and runs only scripts from there:",
  },

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

  openPanel: "Details",
  closePanel: "Close",
  copied: "JSON copied",
  copyFailed: "The browser did not allow copying. Use Export, then JSON.",
  cite: "Copy citation",
  cited: "Citation copied",
  citeFailed: "The browser did not allow copying",
  /**
   * An attribution for a note or an article: who, what, in which article, where in it.
   * @param {{who: string, through: string[], verb: string, content: string, article: string[], places: string}} parts
   */
  citation: ({ who, through, verb, content, article, places }) =>
    `${who || "Somebody not named"}${through.length > 0 ? `, through ${through.join(", ")}` : ""} (“${verb}”): “${content}”. ${article.map((part) => `${part}, `).join("")}characters ${places}.`,
  /** @param {number} n */
  exportAll: (n) => (n === 2 ? "Both open articles" : `All ${n} open articles`),
  /** What a file of all of them is called. */
  exportAllName: "articles",
  /** @param {string} name of the file */
  exporting: (name) => `Writing ${name} …`,
  /** @param {string} name of the file */
  exported: (name) => `Saved: ${name}`,
  /** @param {string} message */
  exportFailed: (message) => `The file could not be written (${message}). Try again.`,
  cancelled: "Cancelled",

  // Documents.
  /** In three pieces, of which a narrow screen has room for the one in the middle. @param {number} all @param {number} waiting @param {number} failed */
  documents: (all, waiting, failed) =>
    waiting > 0
      ? ["Reading ", `${all - waiting + 1} of ${all}`, ""]
      : ["", String(all), (all === 1 ? " document" : " documents") + (failed > 0 ? `, ${failed} not read` : "")],
  documentStatus: { waiting: "waiting", reading: "being read" },
  /** @param {string} title */
  closeDocument: (title) => `Close ${title}`,
  /** @param {number} n @param {number} of */
  place: (n, of) => `File ${n} of ${of}.`,
  /** @param {number} n @param {number} of */
  page: (n, of) => `Page ${n} of ${of}.`,
  edited: "details edited",
  /** @param {string} message */
  changeFailed: (message) => `The engine stopped (${message}), and the details are as they were. Try again.`,

  // The library.
  save: "Save in this browser",
  saved: "Saved in this browser",
  saveChanges: "Save changes",
  savedNote: "Kept on this computer until you delete it on the start page.",
  /** @param {string} time as ISO 8601 has it */
  savedOn: (time) => `saved ${new Date(time).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" })}`,
  /** @param {string} title */
  deleteSaved: (title) => `Delete ${title}`,
  deleteAll: "Delete all",
  /** @param {number} n */
  deleteAllNow: (n) => (n === 1 ? "Delete the saved article for good" : `Delete all ${n} for good`),
  /** @param {string} title */
  deleted: (title) => `Deleted: ${title}`,
  deletedAll: "Everything saved was deleted",
  /** @param {boolean} isFile whether the page was opened from a file */
  libraryWhere: (isFile) =>
    "These articles lie in this browser’s storage on this computer: the text, what you edited above it, and your corrections. Nothing is sent anywhere. Whoever uses this browser can open them, and deleting them here or clearing the browser’s data removes them." +
    (isFile ? " Chrome and Edge keep one storage for all HTML files on a computer: another HTML file that you open could read them." : ""),
  libraryFull: "There is no room left in this browser’s storage, so nothing was saved. Delete articles on the start page, or export this one.",
  /** @param {string} message */
  libraryClosed: (message) => `This browser does not let the page store anything (${message}), as some private windows do not. Export the article to keep it.`,

  /** @param {boolean} isSingleFile */
  hint: (isSingleFile) =>
    isSingleFile
      ? "Reads text, Markdown, saved web pages and Word files (.txt, .md, .html, .docx), in English."
      : "Reads text, Markdown, saved web pages, Word files and PDFs (.txt, .md, .html, .docx, .pdf), in English.",
  noFile: "What you dropped holds no file. Drop files, or paste the text.",
  emptyTitle: "There is nothing to read yet",
  empty: "Paste an article, open a file, or try the example.",
  readFailedTitle: "This could not be read",
  noneReadTitle: "None of these files could be read",
  /** @param {string} name @param {number} limit */
  tooLarge: (name, limit) =>
    `${name} is larger than ${limit / 1e6} MB. Save the article alone as text, or paste the part you need.`,
  /** @param {string} name @param {string} kind */
  unsupported: (name, kind) =>
    `${name} is ${kind}, which On Record cannot open. Open it in its own program, select all, copy, and paste it here.`,
  /** @param {string} name */
  oldWord: (name) => `${name} is a Word document of the old kind (.doc). Open it in Word or LibreOffice and save it as .docx, or copy its text and paste it here.`,
  /** @param {string} name @param {string} kind of the archive */
  notWord: (name, kind) =>
    ({
      openDocument: `${name} is an OpenDocument text. Save it as .docx, or copy its text and paste it here.`,
      office: `${name} is an Office file but no Word document. Copy the text you need and paste it here.`,
    })[kind] ?? `${name} is a zip archive without a Word document in it. Unpack it, and open the article alone.`,
  /** @param {string} name */
  encrypted: (name) => `${name} is protected by a password. Open it in its own program, save a copy without one, and open that; or copy its text and paste it here.`,
  /** @param {string} name */
  damaged: (name) => `${name} is damaged or incomplete. Get it again from where it came, or open it in its own program, copy the text and paste it here.`,
  /** @param {string} name @param {number} page */
  damagedPage: (name, page) => `Page ${page} of ${name} is damaged. Open the file in a PDF viewer, copy the text and paste it here.`,
  /** @param {string} name */
  noTextInPdf: (name) => `${name} has no text: its pages are pictures, as a scanner makes them. Let a program recognise the text (OCR), then open the file again or paste the text.`,
  /** @param {string} name */
  noPdfHere: (name) => `${name} is a PDF, which this single file cannot read; On Record on a website can. Open the PDF, select all, copy, and paste it here.`,
  /** @param {string} name */
  pdfReaderLost: (name) => `${name} was not read, because the PDF reader could not be loaded. Check the connection, reload the page and try again.`,
  /** @param {string} name */
  binary: (name) => `${name} does not hold text. On Record reads .txt, .md, .html, .docx and .pdf files.`,
  /** @param {string} name */
  emptyFile: (name) => `${name} is empty.`,
  /** @param {string} name */
  notJson: (name) => `${name} is no JSON. Open the file that On Record exported, unchanged.`,
  /** @param {string} name */
  notAnalysis: (name) => `${name} is no analysis by On Record. Open an article, or the JSON of a corrected one.`,
  /** @param {string} name */
  noArticleInside: (name) => `${name} holds an analysis without its article. The JSON of an article that was corrected holds both; else open the article itself.`,
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
    corrections: {
      title: "The corrections could not be read",
      /** @param {string} message @param {string} name */
      text: (message, name) => `${name}: ${message}. Open the file that On Record exported, unchanged, or the article alone.`,
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
