"use strict";

// The part of the page's address after "#": what the result view shows, and never a word of the article.
//
//   #sources?type=anonymous,unnamedGroup&sort=-words&at=s3      a view, what passes, the order, what is selected
//   #entities?at=e4.2                                           the second place of the fourth entity
//   #attributions?about=e4                                      what is said about it

/** @type {ViewName[]} */
const VIEW_NAMES = ["summary", "sources", "attributions", "findings", "entities", "map", "network", "timeline", "corrections"];

/** @type {SortKey[]} */
const SORT_KEYS = ["first", "name", "type", "affiliation", "words", "quoted"];

/** The first order of a column: the largest first where it is a number. @param {SortKey} by */
function firstOrder(by) {
  return { by, descending: by === "words" || by === "quoted" };
}

/** @returns {State} */
function initialState() {
  return { view: "summary", filter: {}, sort: firstOrder("first") };
}

/** @param {Partial<State>} state only what differs from the first look at an article */
function addressOf({ view = "summary", filter = {}, sort, key, at }) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) {
    if (value !== undefined && String(value) !== "") query.set(name, String(value));
  }
  if (sort && (sort.by !== "first" || sort.descending)) query.set("sort", (sort.descending ? "-" : "") + sort.by);
  if (key) query.set("at", at ? `${key}.${at}` : key);
  const text = String(query).replaceAll("%2C", ",");
  return text ? `#${view}?${text}` : `#${view}`;
}

/** The state that an address holds, or undefined if it is no address of a view. @param {string} hash @returns {State | undefined} */
function stateOf(hash) {
  const [name, query] = hash.replace(/^#/, "").split("?");
  const view = VIEW_NAMES.find((view) => view === name);
  if (!view) return undefined;
  const values = new URLSearchParams(query);
  /** @template {string} T @param {string} name @param {Record<T, unknown>} known */
  const list = (name, known) => {
    const items = /** @type {T[]} */ ((values.get(name) ?? "").split(",").filter((item) => Object.hasOwn(known, item)));
    return items.length > 0 ? items : undefined;
  };
  const [, minus, by] = /^(-?)(\w+)$/.exec(values.get("sort") ?? "") ?? [];
  const [, key, at] = /^([asefdtuc]\d+)(?:\.(\d+))?$/.exec(values.get("at") ?? "") ?? [];
  return {
    view,
    filter: {
      type: list("type", STRINGS.sourceType),
      affiliation: list("affiliation", STRINGS.affiliation)?.[0],
      source: /^s\d+$/.exec(values.get("source") ?? "")?.[0],
      about: /^e\d+$/.exec(values.get("about") ?? "")?.[0],
      polarity: list("polarity", STRINGS.polarity),
      hands: Number(values.get("hands")) || undefined,
      hide: list("hide", STRINGS.quotation),
      least: list("least", LEVELS)?.[0],
    },
    sort: { by: SORT_KEYS.find((key) => key === by) ?? "first", descending: minus === "-" },
    key,
    at: at ? Number(at) : undefined,
  };
}
