"use strict";

// What the article rests on, in one screen. Every number leads to its evidence.

/** @type {View} */
const summaryView = {
  name: "summary",
  count: () => undefined,
  render(story) {
    const { analysis } = story;
    return [
      restsOn(story),
      ...correctedCount(story),
      ...(analysis.profile.words > 0 ? [section(STRINGS.wordsHeading, ...coverage(story))] : []),
      ...(analysis.sources.length > 0 ? [section(STRINGS.typesHeading, sourceTypes(story)), section(STRINGS.affiliationsHeading, affiliations(story))] : []),
      ...(analysis.attributions.length > 0 ? [section(STRINGS.chainsHeading, facts(story))] : []),
      section(STRINGS.raisedHeading, ...raised(story)),
      ...(story.passages.length > 0 ? [passageList(story)] : []),
      printButton(),
    ];
  },
};

/** Prints this view alone, under the article's headline: see the style sheet. */
function printButton() {
  const button = make("button", "print", STRINGS.print);
  button.type = "button";
  button.addEventListener("click", () => print());
  return button;
}

// What is folded on the screen is not folded on paper.
/** @type {Element[]} */
let foldedForScreen = [];
window.addEventListener("beforeprint", () => {
  foldedForScreen = [...document.querySelectorAll("#view-summary details:not([open])")];
  for (const details of foldedForScreen) details.toggleAttribute("open", true);
});
window.addEventListener("afterprint", () => {
  for (const details of foldedForScreen) details.toggleAttribute("open", false);
});

/** @param {string} heading @param {...Node} children */
function section(heading, ...children) {
  return make("section", "summary-part", make("h2", "", heading), ...children);
}

/** @param {Story} story */
function restsOn({ analysis: { sources, attributions } }) {
  if (sources.length === 0) {
    return make("p", "rests", attributions.length > 0 ? stateLink({ view: "attributions" }, "number", STRINGS.attributions(attributions.length)) : STRINGS.summaryNone);
  }
  const types = /** @type {SourceType[]} */ (Object.keys(STRINGS.sourceType));
  const part = (/** @type {boolean} */ named, /** @type {(n: number) => string} */ label) => {
    const n = sources.filter(({ type }) => isNamed(type) === named).length;
    const filter = { type: types.filter((type) => isNamed(type) === named) };
    return n > 0 ? stateLink({ view: "sources", filter }, "number", label(n)) : label(n);
  };
  const [start, colon, and, end] = STRINGS.restsOn;
  return make(
    "p", "rests", start, stateLink({ view: "sources" }, "number", STRINGS.sources(sources.length)), colon,
    part(true, STRINGS.named), and, part(false, STRINGS.notNamed), end,
  );
}

/** How many words are quoted, reported and nobody's: a bar, and the same in words. @param {Story} story */
function coverage({ analysis: { profile }, passages }) {
  const { words, attributedWords, quotedWords } = profile;
  /** @type {[string, number, string, Partial<State> | undefined][]} */
  const parts = [
    ["quoted", quotedWords, STRINGS.quotedShare, { view: "attributions", filter: { hide: ["indirect"] } }],
    ["reported", attributedWords - quotedWords, STRINGS.reportedShare, { view: "attributions", filter: { hide: ["direct"] } }],
    ["telling", Math.max(0, words - attributedWords - profile.unattributedWords), STRINGS.tellingShare, undefined],
    ["nobody", profile.unattributedWords, STRINGS.unattributedShare, passages.length > 0 ? { view: "summary", key: "u1" } : undefined],
  ];
  const bar = make("div", "share-bar", ...parts.map(([name, n]) => share(make("span", name), n)));
  bar.setAttribute("aria-hidden", "true");
  const list = make(
    "ul", "shares",
    ...parts.map(([name, n, label, evidence]) => {
      const text = STRINGS.share(n, words);
      return make("li", "", make("span", `swatch ${name}`), `${label}: `, evidence && n > 0 ? stateLink(evidence, "number", text) : text);
    }),
  );
  return [bar, list];
}

/** @param {Story} story */
function sourceTypes({ analysis: { sources, profile } }) {
  const types = /** @type {SourceType[]} */ (Object.keys(STRINGS.sourceType));
  const rows = types.flatMap((type) => {
    const n = sources.filter((source) => source.type === type).length;
    if (n === 0) return [];
    const { label, plural, explains } = STRINGS.sourceType[type];
    const link = stateLink({ view: "sources", filter: { type: [type] } }, "number", `${n} ${(n === 1 ? label : plural).toLowerCase()}`);
    link.title = explains;
    return [make("li", "", glyph(type), link, make("span", "aside", STRINGS.words(profile.wordsByType[type] ?? 0)))];
  });
  return make("ul", "types", ...rows);
}

/** @param {Story} story */
function affiliations({ analysis: { sources } }) {
  const counted = /** @type {Affiliation[]} */ (Object.keys(STRINGS.affiliation))
    .map((affiliation) => ({ affiliation, n: sources.filter((source) => source.affiliation === affiliation).length }))
    .filter(({ n }) => n > 0)
    .sort((a, b) => b.n - a.n);
  return make(
    "ul", "chips",
    ...counted.map(({ affiliation, n }) => make("li", "", stateLink({ view: "sources", filter: { affiliation } }, "number", `${STRINGS.affiliation[affiliation]} ${n}`))),
  );
}

/** Who speaks first and most, how many hands, who did not answer. @param {Story} story */
function facts({ analysis: { attributions, profile }, sources, hands }) {
  const list = make("dl", "facts-list");
  const fact = (/** @type {string} */ name, /** @type {(string | Node)[]} */ ...value) => list.append(make("dt", "", name), make("dd", "", ...value));
  const first = sources.get(profile.firstSourceId ?? "");
  if (first) fact(STRINGS.speaksFirst, stateLink({ view: "sources", key: first.id }, "number", first.name));
  const most = sources.get(profile.mostUsedSourceId ?? "");
  if (most) {
    fact(STRINGS.mostUsed, stateLink({ view: "sources", key: most.id }, "number", most.name), make("span", "aside", STRINGS.mostUsedShare(profile.mostUsedSourceShare)));
  }
  const longest = Math.max(...[...hands.values()].map((chain) => chain.length));
  fact(STRINGS.longestChain, stateLink({ view: "attributions", filter: { hands: longest } }, "number", STRINGS.hands(longest)));
  const replies = /** @type {Polarity[]} */ (["denied", "declined", "noResponse"]).flatMap((polarity) => {
    const n = attributions.filter((attribution) => attribution.polarity === polarity).length;
    return n > 0 ? [make("li", "", stateLink({ view: "attributions", filter: { polarity: [polarity] } }, "number", STRINGS.replyCount[polarity](n)))] : [];
  });
  if (replies.length > 0) fact(STRINGS.replies, make("ul", "chips", ...replies));
  return list;
}

/** @param {Story} story */
function raised({ analysis: { findings, integrity } }) {
  const items = findings.map(({ kind }, index) =>
    make("li", "", make("span", "marker", `F${index + 1}`), stateLink({ view: "findings", key: `f${index + 1}` }, "number", STRINGS.finding[kind])),
  );
  if (integrity.length > 0) {
    items.push(make("li", "", make("span", "marker", "!"), stateLink({ view: "findings", key: "d1" }, "number", STRINGS.damagedPlaces(integrity.length))));
  }
  return [items.length > 0 ? make("ul", "raised", ...items) : make("p", "empty", STRINGS.nothingRaised)];
}

/** @param {Story} story */
function passageList({ text, passages }) {
  const items = passages.map(({ key, span }) => {
    const button = itemButton(key, "item-head said-entry", textOf(text, [span]));
    button.id = itemHeadId(key);
    return make("li", "item", button);
  });
  const summary = make("summary", "", make("h2", "", STRINGS.passagesHeading), make("span", "aside", STRINGS.passages(passages.length)));
  const list = make("ol", "said passages", ...items);
  return make("details", "summary-part passage-list", summary, list);
}
