"use strict";

// The attributions in the order of the text, one entry each; the selected one shows the way of its claim.

/** @type {View} */
const attributionsView = {
  name: "attributions",
  count: ({ analysis }) => analysis.attributions.length,
  render(story, { filter }) {
    const passing = passingAttributions(filter, story);
    if (passing.length === 0) {
      return [make("p", "empty", story.analysis.attributions.length > 0 ? STRINGS.allFiltered : STRINGS.noAttributions)];
    }
    const list = make("ol", "list", ...passing.map((attribution) => make("li", "item", attributionEntry(story, attribution))));
    list.setAttribute("role", "list");
    return [list, make("p", "keys", ...keysHint())];
  },
  detail(story, key) {
    const attribution = story.attributions.get(key);
    if (!attribution) return [];
    const nodes = [make("p", "detail-head", STRINGS.chainHeading), path(story, story.hands.get(key) ?? [])];
    const findings = findingsAbout(story, key);
    if (findings.length > 0) nodes.push(findingLinks(story, findings));
    return nodes;
  },
};

/** @param {Story} story @param {Attribution} attribution */
function attributionEntry({ text, numbers, hands }, attribution) {
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
  );
  const through = hands.get(id)?.slice(0, -1) ?? [];
  const relay = through.length > 0 ? [make("span", "entry-relay", STRINGS.relayedBy(through.map(({ name }) => name)))] : [];
  const button = itemButton(
    id, "entry item-head",
    make("span", "entry-number", String(numbers.get(id))), head,
    make("span", "entry-content", textOf(text, attribution.content)), ...relay, badges,
  );
  button.id = itemHeadId(id);
  return button;
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
