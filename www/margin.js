"use strict";

// The margin beside the article: for each sentence a bar that shows whether it is attributed. A paragraph's bars share its
// height by the length of their sentences, so that nothing has to be measured.

/**
 * The margin of the paragraph from `start` to `end`; undefined where there is nothing to show.
 * @param {Story} story @param {number} first the index of its first sentence @param {number} start @param {number} end
 */
function renderMargin({ sentences, sources }, first, start, end) {
  const margin = make("span", "margin");
  margin.setAttribute("role", "group");
  margin.setAttribute("aria-label", STRINGS.marginLabel);
  let at = start;
  for (let i = first; i < sentences.length && sentences[i].span[0] < end; i++) {
    const { span, support, sourceIds, key } = sentences[i];
    if (support === undefined || key === undefined) continue;
    const [from, to] = [Math.max(span[0], start), Math.min(span[1], end)];
    if (from - at > 2) margin.append(share(make("span"), from - at));
    at = to;
    const names = sourceIds.flatMap((id) => sources.get(id)?.name ?? []);
    const button = itemButton(key, `support support-${support}`);
    button.dataset.tip = STRINGS.marginTip(support, names);
    button.setAttribute("aria-label", button.dataset.tip);
    button.tabIndex = -1;
    margin.append(share(button, to - from));
  }
  if (end - at > 2) margin.append(share(make("span"), end - at));
  return margin.querySelector("button") ? margin : undefined;
}

/** @template {HTMLElement} T @param {T} element @param {number} length @returns {T} */
function share(element, length) {
  element.style.flexGrow = String(length);
  return element;
}

/** What the bars mean, for those that occur. @param {Story} story */
function marginKeys({ sentences }) {
  return /** @type {Support[]} */ (["explicit", "implicit", "disclosure", "none"])
    .filter((support) => sentences.some((sentence) => sentence.support === support))
    .map((support) => {
      const { label, explains } = STRINGS.support[support];
      const key = make("span", "key", make("span", `support support-${support}`), label);
      key.title = explains;
      return key;
    });
}
