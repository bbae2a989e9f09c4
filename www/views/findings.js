"use strict";

// What a standards editor would raise, each with the published rule and its evidence; and the damage in the text.

/** @type {View} */
const findingsView = {
  name: "findings",
  count: ({ analysis }) => analysis.findings.length + analysis.integrity.length,
  render(story) {
    const { findings, integrity } = story.analysis;
    const list = (/** @type {HTMLElement[]} */ items) => {
      const element = make("ol", "list findings", ...items);
      element.setAttribute("role", "list");
      return element;
    };
    return [
      make("h2", "", STRINGS.findingsHeading),
      findings.length > 0 ? list(findings.map((finding, i) => findingItem(story, finding, i + 1))) : make("p", "empty", STRINGS.nothingRaised),
      make("h2", "", STRINGS.damageHeading),
      integrity.length > 0 ? list(integrity.map((damage, i) => damageItem(story, damage, i + 1))) : make("p", "empty", STRINGS.noDamage),
      make("p", "keys", STRINGS.findingsNote),
    ];
  },
};

/** @param {Story} story @param {Finding} finding @param {number} number */
function findingItem({ text, sources, analysis }, { kind, message, standard, spans, sourceIds, attributionIds }, number) {
  const key = `f${number}`;
  const head = itemButton(key, "item-head", make("span", "marker", `F${number}`), make("span", "", STRINGS.finding[kind]));
  head.id = itemHeadId(key);
  const item = make("li", "item finding", head, make("p", "finding-message", message));
  item.dataset.key = key;
  if (spans.length > 0) {
    const evidence = spans.map((span, i) => {
      const button = itemButton(key, "evidence-button", `“${textOf(text, [span])}”`);
      button.dataset.at = String(i + 1);
      return make("li", "", button);
    });
    item.append(make("div", "finding-part", make("p", "detail-head", STRINGS.evidence), make("ol", "said", ...evidence)));
  }
  const about = sourceIds.flatMap((id) => sources.get(id) ?? []);
  if (about.length > 0) {
    const links = about.map(({ id, name, type }) => make("li", "", glyph(type), stateLink({ view: "sources", key: id }, "link", name)));
    item.append(make("div", "finding-part", make("p", "detail-head", STRINGS.about), make("ul", "chips", ...links)));
  }
  if (spans.length === 0 && about.length === 0) {
    const cited = analysis.attributions.filter(({ id }) => attributionIds.includes(id));
    item.append(make("ol", "said", ...cited.map(({ id, content }) => make("li", "", itemButton(id, "evidence-button", textOf(text, content))))));
  }
  item.append(make("p", "standard", make("b", "", STRINGS.standard), " ", standard));
  return item;
}

/** @param {Story} story @param {Damage} damage @param {number} number */
function damageItem({ text }, { kind, span, message }, number) {
  const key = `d${number}`;
  const head = itemButton(
    key, "item-head", make("span", "marker", `!${number}`),
    make("span", "", make("span", "damaged", textOf(text, [span])), " ", make("span", "damage-kind", STRINGS.damage[kind])),
  );
  head.id = itemHeadId(key);
  const item = make("li", "item finding", head, make("p", "finding-message", message));
  item.dataset.key = key;
  return item;
}
