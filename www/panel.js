"use strict";

// The panel beside the article: its tabs, what passes the filter, and the one view that is shown. It draws; what is shown
// is decided in result.js.

/** @type {View[]} */
const VIEWS = [summaryView, sourcesView, attributionsView, findingsView, entitiesView, mapView, networkView, timelineView, correctionsView];

/** @param {ViewName} wanted @returns {View} */
function viewOf(wanted) {
  return /** @type {View} */ (VIEWS.find(({ name }) => name === wanted));
}

/** @param {ViewName} name */
function viewPanel(name) {
  return byId(`view-${name}`, HTMLElement);
}

/** @param {ViewName} name */
function viewTab(name) {
  return byId(`tab-${name}`, HTMLButtonElement);
}

/** Draws the tabs of an article. Views of what an article need not have are there when it has some. @param {Story} story */
function renderTabs(story) {
  for (const { name, count, isOffered } of VIEWS) {
    const n = count(story);
    const tab = viewTab(name);
    tab.replaceChildren(STRINGS.viewNames[name], ...(n === undefined ? [] : [" ", make("span", "count", n.toLocaleString("en"))]));
    tab.hidden = isOffered?.(story) === false;
  }
}

/** Draws the view of a state and empties the others. @param {Story} story @param {State} state */
function renderView(story, state) {
  for (const { name, render } of VIEWS) {
    const isShown = name === state.view;
    const tab = viewTab(name);
    tab.setAttribute("aria-selected", String(isShown));
    tab.tabIndex = isShown ? 0 : -1;
    const panel = viewPanel(name);
    panel.hidden = !isShown;
    panel.replaceChildren(...(isShown ? render(story, state) : []));
    // Not at once: it would lay out the page before the selection does.
    if (isShown) requestAnimationFrame(() => tab.scrollIntoView({ block: "nearest", inline: "nearest" }));
  }
}

/** Items of a list that are filled at once, and at a time after that. */
const PIECE = { first: 80, next: 40 };

/**
 * A list whose items are all there at once and are filled in pieces, so that a thousand of them hold up no answer: those
 * around one that is looked at first, the others as the browser finds time.
 * @param {HTMLElement[]} heads @param {number} near @param {(index: number) => Node[]} partsOf what an item's head holds
 */
function listInPieces(heads, near, partsOf) {
  const list = make("ol", heads.length > PIECE.first ? "list long" : "list", ...heads.map((head) => make("li", "item", head)));
  list.setAttribute("role", "list");
  const order = [...heads.keys()].sort((a, b) => Math.abs(a - near) - Math.abs(b - near));
  const fill = (/** @type {number} */ n) => {
    for (const index of order.splice(0, n)) heads[index].append(...partsOf(index));
    if (order.length > 0) whenIdle(() => list.isConnected && fill(PIECE.next));
  };
  fill(PIECE.first);
  return list;
}

/** Once the next frame is on the screen. @param {() => void} act */
function afterFrame(act) {
  requestAnimationFrame(() => setTimeout(act));
}

/** Not every browser tells when it is idle. @param {() => void} act */
function whenIdle(act) {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(act);
  else setTimeout(act);
}

/** What passes, in words; empty if everything does. @param {Story} story @param {Filter} filter */
function filterText(story, { type = [], affiliation, source, about, polarity = [], hands, hide, least }) {
  const quotations = /** @type {Quotation[]} */ (hide ? Object.keys(STRINGS.quotation).filter((name) => !hide.some((off) => off === name)) : []);
  return [
    type.map((name) => STRINGS.sourceType[name].plural).join(", "),
    affiliation && STRINGS.affiliation[affiliation],
    source && (story.sources.get(source)?.name ?? source),
    about && STRINGS.onlyAbout(entityOf(story, about)?.name ?? about),
    polarity.map((name) => STRINGS.polarity[name]).join(", "),
    hands && STRINGS.onlyHands(hands),
    least && STRINGS.onlyConfidence(least),
    hide && (quotations.map((name) => STRINGS.quotation[name].label).join(", ") || STRINGS.nothing),
  ]
    .filter(Boolean)
    .join("; ");
}

/** Unfolds what belongs to an item of the view, and folds what was open. @param {Story} story @param {State} state @param {string | undefined} key */
function unfold(story, { view }, key) {
  const panel = viewPanel(view);
  for (const open of panel.querySelectorAll('[aria-expanded="true"]')) open.setAttribute("aria-expanded", "false");
  for (const open of panel.querySelectorAll(".unfolded")) open.remove();
  for (const open of panel.querySelectorAll("[data-detail]")) {
    open.replaceChildren();
    open.parentElement?.toggleAttribute("hidden", true);
  }
  const head = key && document.getElementById(itemHeadId(key));
  const { detail } = viewOf(view);
  if (!head || !detail) return;
  if (head.hasAttribute("aria-expanded")) head.setAttribute("aria-expanded", "true");
  const nodes = detail(story, key);
  const slot = panel.querySelector(`[data-detail="${key}"]`);
  if (slot) {
    slot.replaceChildren(...nodes);
    slot.parentElement?.toggleAttribute("hidden", false);
  } else {
    head.after(make("div", "detail unfolded", ...nodes));
  }
}

/** The id of the button that stands for an item in the panel. @param {string} key */
function itemHeadId(key) {
  return `item-${key}`;
}

/** The legend: what the marks look like, switches for the types of quotation that occur, and the margin. @param {HTMLElement} legend @param {Story} story */
function renderLegend(legend, story) {
  const roles = /** @type {const} */ (["source", "cue"]).map((role) => {
    const { label, letter, explains } = STRINGS.roles[role];
    const key = make("span", "key", make("span", `letter ${role}`, letter), make("span", role, label));
    key.title = explains;
    return key;
  });
  const switches = /** @type {Quotation[]} */ (["direct", "mixed", "indirect"]).flatMap((quotation) => {
    const n = story.analysis.attributions.filter((attribution) => attribution.quotation === quotation).length;
    if (n === 0) return [];
    const { label, letter, explains } = STRINGS.quotation[quotation];
    const button = make("button", "key switch", make("span", `sample content ${quotation}`, letter), label, make("span", "count", String(n)));
    button.type = "button";
    button.dataset.filter = quotation;
    button.title = explains;
    return [button];
  });
  const divider = () => make("span", "divider");
  const parts = [...roles, ...(switches.length > 0 ? [divider(), ...switches] : [])];
  const margin = marginKeys(story);
  if (margin.length > 0) {
    const fade = make("button", "toggle", STRINGS.fade);
    fade.type = "button";
    fade.id = "fade";
    fade.setAttribute("aria-pressed", "false");
    parts.push(divider(), ...margin, fade);
  }
  legend.replaceChildren(...parts);
}
