"use strict";

// What was corrected by hand, in the order in which it was, each to be taken back; what no longer finds its words is marked.

/** @type {View} */
const correctionsView = {
  name: "corrections",
  count: ({ analysis }) => analysis.corrections?.length ?? 0,
  isOffered: ({ analysis }) => (analysis.corrections?.length ?? 0) > 0 || corrections.steps().redo > 0,
  render(story) {
    const list = story.analysis.corrections ?? [];
    const { undo, redo } = corrections.steps();
    const step = (/** @type {"undo" | "redo"} */ name, /** @type {number} */ n) => {
      const button = Object.assign(make("button", "", STRINGS.corrections[name]), { type: "button", disabled: n === 0 });
      button.dataset.history = name;
      return button;
    };
    const items = make("ol", "list", ...list.map((correction, index) => correctionItem(story, correction, index)));
    items.setAttribute("role", "list");
    return [
      make("div", "control", step("undo", undo), step("redo", redo)),
      ...(list.length > 0 ? [items] : [make("p", "empty", STRINGS.corrections.none)]),
    ];
  },
};

/** @param {Story} story @param {Correction} correction @param {number} index */
function correctionItem(story, correction, index) {
  const key = `c${index + 1}`;
  const says = STRINGS.corrections.says(correction);
  const words = make("span", "correction-says", says);
  const remove = Object.assign(make("button", "remove", STRINGS.corrections.remove), { type: "button" });
  remove.dataset.remove = String(index);
  remove.setAttribute("aria-label", STRINGS.corrections.removeThis(says));
  const links = (correction.ids ?? []).map((id) => make("li", "", stateLink({ view: HOME[id[0]], key: id }, "link", nameOf(story, id))));
  const what = make("div", "correction-what");
  if (correction.orphaned) {
    what.append(words, make("p", "orphaned", make("b", "", STRINGS.corrections.orphaned), " ", STRINGS.corrections.orphanedMeans));
  } else if (placesOfItem(story, key).length > 0) {
    const head = itemButton(key, "item-head correction-head", words);
    head.id = itemHeadId(key);
    what.append(head);
  } else {
    what.append(words);
  }
  if (links.length > 0) what.append(make("ul", "chips", ...links));
  return make("li", "item correction", what, remove);
}

/** How many corrections are in effect and how many found no place, with the way to them; nothing where there are none. @param {Story} story */
function correctedCount({ analysis: { profile, corrections: list = [] } }) {
  const orphaned = list.filter((correction) => correction.orphaned).length;
  if (list.length === 0) return [];
  const parts = [profile.corrected && STRINGS.corrections.inEffect(profile.corrected), orphaned > 0 && STRINGS.corrections.orphans(orphaned)].filter(Boolean);
  return [make("p", "corrected-count", stateLink({ view: "corrections" }, "number", parts.join("; ")))];
}
