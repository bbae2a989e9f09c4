"use strict";

// The attributions in the order of the text, one entry each; the selected one shows the way of its claim and why it was found.

/** @type {View} */
const attributionsView = {
  name: "attributions",
  count: ({ analysis }) => analysis.attributions.length,
  render(story, { filter, key }) {
    const passing = passingAttributions(filter, story);
    if (story.analysis.attributions.length === 0) return [make("p", "empty", STRINGS.noAttributions)];
    if (passing.length === 0) return [confidenceFilter(story, filter), make("p", "empty", STRINGS.allFiltered)];
    const heads = passing.map(({ id }) => Object.assign(itemButton(id, "entry item-head"), { id: itemHeadId(id) }));
    const list = listInPieces(heads, passing.findIndex(({ id }) => id === key), (i) => entryParts(story, passing[i]));
    return [confidenceFilter(story, filter), list, make("p", "keys", ...keysHint())];
  },
  detail(story, key) {
    const attribution = story.attributions.get(key);
    if (!attribution) return [];
    const nodes = [
      editor(story, key),
      make("p", "detail-head", STRINGS.whyHeading), why(story, attribution),
      make("p", "detail-head", STRINGS.chainHeading), path(story, story.hands.get(key) ?? []),
    ];
    const mentioned = story.analysis.entities.filter(({ id }) => story.about.get(id)?.includes(attribution));
    if (mentioned.length > 0) {
      const links = mentioned.map(({ id, name }) => make("li", "", stateLink({ view: "entities", key: id }, "link", name)));
      nodes.push(make("p", "detail-head", STRINGS.mentionedHeading), make("ul", "chips", ...links));
    }
    const findings = findingsAbout(story, key);
    if (findings.length > 0) nodes.push(findingLinks(story, findings));
    nodes.push(citing(story, attribution));
    return nodes;
  },
};

/** Copies a citation. @param {Story} story @param {Attribution} attribution */
function citing(story, attribution) {
  const button = Object.assign(make("button", "link", STRINGS.cite), { type: "button" });
  button.dataset.cite = "";
  button.addEventListener("click", async () => {
    const copied = await navigator.clipboard.writeText(citation(story, attribution)).then(() => true, () => false);
    announce((button.textContent = copied ? STRINGS.cited : STRINGS.citeFailed));
    setTimeout(() => (button.textContent = STRINGS.cite), 4000);
  });
  return make("p", "cite", button);
}

/** What an entry says. @param {Story} story @param {Attribution} attribution */
function entryParts(story, attribution) {
  const { text, numbers, hands } = story;
  const { id, quotation, polarity, act, confidence } = attribution;
  const source = textOf(text, attribution.source);
  const head = make(
    "span", "entry-head",
    make("span", source ? "entry-source" : "entry-source missing", source || STRINGS.noSource), " ",
    make("span", "entry-cue", textOf(text, attribution.cue)),
  );
  const badges = make(
    "span", "badges",
    make("span", `badge ${quotation}`, STRINGS.quotation[quotation].label), " ",
    make("span", `badge polarity ${polarity}`, STRINGS.polarity[polarity]), " ",
    make("span", "badge", STRINGS.act[act]), " ",
    make("span", "confidence", `${STRINGS.confidenceLabel}: ${STRINGS.confidence(confidence)}`),
    ...byHand(story, id),
  );
  const through = hands.get(id)?.slice(0, -1) ?? [];
  const relay = through.length > 0 ? [make("span", "entry-relay", STRINGS.relayedBy(through.map(({ name }) => name)))] : [];
  return [make("span", "entry-number", String(numbers.get(id))), head, make("span", "entry-content", textOf(text, attribution.content)), ...relay, badges];
}

/** The words that decided, and what was read from each. @param {Story} story @param {Attribution} attribution */
function why({ text, sources }, { source, cue, content, quotation, polarity, act, sourceId, confidence }) {
  const list = make("dl", "why");
  const reason = (/** @type {string} */ name, /** @type {(string | Node)[]} */ ...says) => list.append(make("dt", "", name), make("dd", "", ...says));
  const words = (/** @type {Span[]} */ spans) => make("q", "", textOf(text, spans).replace(/[,;:]$/, ""));
  const { roles } = STRINGS;
  if (cue.length > 0) reason(roles.cue.label, words(cue), `, ${STRINGS.whyCue[act]}`);
  else reason(roles.cue.label, STRINGS.whyNoCue);
  const name = sources.get(sourceId ?? "")?.name ?? "";
  if (source.length === 0) reason(roles.source.label, STRINGS.whyNoSource);
  else if (name === "" || name === textOf(text, source)) reason(roles.source.label, words(source));
  else reason(roles.source.label, words(source), `, ${STRINGS.whyResolved} `, stateLink({ view: "sources", key: sourceId ?? "" }, "link", name));
  if (content.length > 0) reason(roles.content.label, STRINGS.whyQuotation[quotation]);
  if (polarity !== "affirmed") reason(STRINGS.polarity[polarity], STRINGS.whyPolarity[polarity]);
  reason(STRINGS.confidenceLabel, STRINGS.whyConfidence(confidence));
  return list;
}

/** How sure an attribution must be to pass. @param {Story} story @param {Filter} filter */
function confidenceFilter({ analysis }, { least = "low" }) {
  const levels = /** @type {Level[]} */ (Object.keys(LEVELS)).toReversed();
  const options = levels.map((level) => {
    const n = analysis.attributions.filter(({ confidence }) => confidence >= LEVELS[level]).length;
    return new Option(STRINGS.leastConfidence(level, n), level, false, level === least);
  });
  const select = make("select", "", ...options);
  select.id = "least-confidence";
  const label = make("label", "", STRINGS.confidenceLabel);
  label.htmlFor = select.id;
  return make("div", "control", label, select);
}

function keysHint() {
  return STRINGS.keys.map((part) => (typeof part === "string" ? part : make("kbd", "", part.key)));
}

/** Links to findings, by what they are about. @param {Story} story @param {string[]} keys */
function findingLinks({ analysis }, keys) {
  const links = keys.map((key) => {
    const { kind } = analysis.findings[Number(key.slice(1)) - 1];
    return make("li", "", stateLink({ view: "findings", key }, "link", STRINGS.finding[kind]));
  });
  return make("div", "detail-findings", make("p", "detail-head", STRINGS.findingsAbout), make("ul", "", ...links));
}
