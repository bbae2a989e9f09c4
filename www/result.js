"use strict";

// The result: one state (which view, what passes, what is selected), and what follows from it in the article, in the panel
// and in the address. Every change goes through `go` or comes from the address.

/** What the result view shows. */
const shown = {
  /** @type {Article | undefined} */
  article: undefined,
  /** @type {Analysis | undefined} */
  analysis: undefined,
  /** @type {Story | undefined} */
  story: undefined,
  /** Where the article's text stands in the page. @type {TextPiece[]} */
  pieces: [],
  state: initialState(),
};

/** The view in which items are listed, by the first letter of their keys. @type {Record<string, ViewName>} */
const HOME = { a: "attributions", s: "sources", e: "entities", f: "findings", d: "findings", t: "timeline", u: "summary", c: "corrections" };

/** The address with which the page was opened: what to show of the first article. */
let openedWith = stateOf(location.hash);

/** Puts an analysis in the place of what is shown; what of it is looked at is for others to say. @param {Article} article @param {Analysis} analysis */
function drawResult(article, analysis) {
  const text = analysis.document.text ?? article.text;
  const story = readStory(text, analysis);
  const pieces = renderArticle(ui.headline, ui.text, story, article.header?.title);
  Object.assign(shown, { article, analysis, story, pieces });
  setDraft(undefined);
  renderLegend(ui.legend, story);
  renderTabs(story);
  const { byline, publisher, date, words } = analysis.document;
  const count = STRINGS.attributions(analysis.attributions.length);
  const edited = article.header && STRINGS.edited;
  ui.facts.textContent =
    [publisher, byline, date && STRINGS.date(date), STRINGS.words(words), count, edited].filter(Boolean).join(" · ");
  return story;
}

/**
 * Shows an article with its analysis.
 * @param {Article} article @param {Analysis} analysis
 * @param {{state?: State, write?: boolean}} [manner] the state to show it in, and whether that is a new address
 */
function showResult(article, analysis, { state = openedWith ?? initialState(), write = true } = {}) {
  drawResult(article, analysis);
  showView("result");
  showSaved();
  setSheet(false);
  setSearch(false);
  ui.result.classList.remove("fade");
  // So that the browser's Back leads to the start view and not away from the page.
  if (openedWith) history.replaceState(null, "", location.pathname + location.search);
  openedWith = undefined;
  if (write) writeAddress(state, "pushState");
  apply(state, { still: !state.key, redraw: true });
  announce(STRINGS.attributions(analysis.attributions.length));
  ui.article.focus({ preventScroll: true });
}

/** Leaves nothing of the article in the page. */
function forgetResult() {
  Object.assign(shown, { article: undefined, analysis: undefined, story: undefined, pieces: [], state: initialState() });
  for (const element of [ui.headline, ui.text, ui.facts, ui.legend, ...VIEWS.map(({ name }) => viewPanel(name))]) element.replaceChildren();
}

// ---- The state -------------------------------------------------------------------------------------------------------

/**
 * Where the keyboard goes, and whether the article stays where it is.
 * @typedef {{focus?: "article" | "panel" | "none", still?: boolean, redraw?: boolean}} Manner
 */

/** Changes the state. @param {Partial<State>} change @param {Manner} [manner] */
function go(change, manner) {
  const next = { ...shown.state, ...change };
  writeAddress(next, isSameLook(next, shown.state) ? "replaceState" : "pushState");
  apply(next, manner);
}

/** Whether two states differ in nothing but what is selected. @param {State} a @param {State} b */
function isSameLook(a, b) {
  return addressOf({ ...a, key: undefined }) === addressOf({ ...b, key: undefined });
}

let addressTimer = 0;
/** The address written last, or gone to. */
let written = "";

/** @param {State} state @param {"pushState" | "replaceState"} how */
function writeAddress(state, how) {
  clearTimeout(addressTimer);
  const write = () => history[how]({ document: shownDocument()?.id }, "", (written = addressOf(state)));
  // Browsers refuse many changes in a short time, as a key held down would make them.
  if (how === "pushState") write();
  else addressTimer = setTimeout(write, 250);
}

/** Shows a state. @param {State} next @param {Manner} [manner] */
function apply(next, { focus = "none", still = false, redraw = false } = {}) {
  const { story } = shown;
  if (!story) return;
  const before = shown.state;
  const state = (shown.state = { ...next });
  if (viewOf(state.view).isOffered?.(story) === false) state.view = "summary";
  if (state.key && (!hasItem(story, state.key) || !isPassing(story, state))) state.key = undefined;
  if (!state.key) state.at = undefined;
  const draws = redraw || isPanelWaiting || !isSameLook(state, before);
  const mine = ++applied;
  if (draws && !redraw && story.analysis.attributions.length > MANY) {
    // The article answers first; the panel, with hundreds of items to draw, follows with the next frame.
    light(litWith(story, state.key));
    markSelection(state);
    isPanelWaiting = true;
    afterFrame(() => mine === applied && draw(story, state, focus, still));
  } else if (draws) {
    draw(story, state, focus, still);
  } else {
    showSelection(story, state, focus, still);
  }
}

/** Attributions of an article whose panel takes longer to draw than a reader should wait for an answer. */
const MANY = 250;

let isPanelWaiting = false;
/** Counts the states that were shown, so that a panel that waits notices that another one is. */
let applied = 0;

/** Draws what a state shows. @param {Story} story @param {State} state @param {NonNullable<Manner["focus"]>} focus @param {boolean} still */
function draw(story, state, focus, still) {
  isPanelWaiting = false;
  const hadFocus = ui.panelBody.contains(document.activeElement);
  renderView(story, state);
  showMentions(story, state);
  showFilter(story, state);
  ui.panelBody.scrollTop = 0;
  showSelection(story, state, hadFocus && focus === "none" ? "panel" : focus, still, true);
}

/** @param {Story} story @param {State} state */
function isPassing(story, { key = "", filter }) {
  const attribution = story.attributions.get(key);
  const source = story.sources.get(key);
  return (!attribution || passes(filter, story, attribution)) && (!source || sourceMatches(filter, source));
}

/** @param {Story} story @param {State} state */
function showFilter(story, { filter }) {
  const text = filterText(story, filter);
  ui.filter.hidden = text === "";
  ui.filterText.textContent = text && `${STRINGS.filtered} ${text}`;
  for (const button of ui.legend.querySelectorAll("[data-filter]")) {
    const isOff = filter.hide?.some((name) => name === /** @type {HTMLElement} */ (button).dataset.filter);
    button.setAttribute("aria-pressed", String(!isOff));
  }
  const passing = new Set(passingAttributions(filter, story).map(({ id }) => id));
  for (const part of ui.article.querySelectorAll(".source, .cue, .content")) {
    part.classList.toggle("off", !passing.has(/** @type {HTMLElement} */ (part).dataset.key ?? ""));
  }
}

// ---- Selection -------------------------------------------------------------------------------------------------------

/**
 * Selects an item and shows it, in the view that lists it.
 * @param {string | undefined} key @param {Manner["focus"]} [focus] @param {{at?: number, still?: boolean}} [more]
 */
function select(key, focus = "none", { at, still } = {}) {
  const { story, state } = shown;
  if (!story) return;
  let view = key ? HOME[key[0]] : state.view;
  // Some views show what has its home elsewhere: the ledger shows an attribution under its source.
  if (key && viewOf(state.view).holds?.(story, key)) view = state.view;
  const filter = isPassing(story, { ...state, key }) ? state.filter : {};
  go({ view, filter, key, at }, { focus, still });
}

/**
 * What lights up with an item: itself, what belongs to it, and who passed it on.
 * @param {Story} story @param {string | undefined} key @returns {{selected: string[], related: string[], relay: string[]}}
 */
function litWith({ attributions, sources, hands }, key) {
  if (!key) return { selected: [], related: [], relay: [] };
  const own = attributions.has(key) ? [key] : (sources.get(key)?.attributionIds ?? []);
  const relay = own.flatMap((id) => (hands.get(id) ?? []).flatMap(({ attribution }) => attribution?.id ?? [])).filter((id) => !own.includes(id));
  const source = attributions.get(key)?.sourceId;
  return { selected: [key], related: [...own.filter((id) => id !== key), ...(source ? [source] : [])], relay };
}

/** Adds classes to everything lit, and takes them from the rest. @param {Record<string, string[]>} lit keys by class */
function light(lit) {
  for (const [name, keys] of Object.entries(lit)) {
    for (const element of ui.result.querySelectorAll(`.${name}`)) element.classList.remove(name);
    if (keys.length === 0) continue;
    for (const element of ui.result.querySelectorAll(keys.map((key) => `[data-key="${key}"]`).join())) element.classList.add(name);
  }
}

/** Whether the article steps back behind what is selected in it. @param {State} state */
function markSelection({ key }) {
  ui.result.classList.toggle("has-selection", Boolean(key && "asfd".includes(key[0])));
}

/**
 * @param {Story} story @param {State} state @param {NonNullable<Manner["focus"]>} focus @param {boolean} still
 * @param {boolean} [isDrawn] whether the panel was just drawn
 */
function showSelection(story, state, focus, still, isDrawn) {
  const { key, at, view } = state;
  light(litWith(story, key));
  markSelection(state);
  const places = key ? placesOfItem(story, key) : [];
  const isSpot = key !== undefined && "etc".includes(key[0]);
  showSpots(isSpot ? places : [], isSpot ? places[(at ?? 1) - 1] : undefined);

  const home = view === "sources" ? (story.attributions.get(key ?? "")?.sourceId ?? key) : key;
  for (const head of ui.panelBody.querySelectorAll("[aria-current]")) head.removeAttribute("aria-current");
  unfold(story, state, home);
  const head = home ? document.getElementById(itemHeadId(home)) : null;
  head?.setAttribute("aria-current", "true");
  const folded = head?.closest("details");
  if (folded) folded.open = true;
  setTabStops(key, head);
  showPosition(story, state);

  const place = at
    ? ui.panelBody.querySelector(`[data-key="${key}"][data-at="${at}"]`)
    : home !== key && ui.panelBody.querySelector(`.said-entry[data-key="${key}"]`);
  if (place) place.setAttribute("aria-current", "true");
  viewOf(view).follow?.(story, state);
  const unfolded = ui.panelBody.querySelector(`.unfolded, [data-detail="${home}"]`);
  const [first, last] = place ? [place, place] : [head, unfolded ?? head];
  if (first && last) {
    // What is drawn anew begins where it is looked at.
    scrollWithin(ui.panelBody, first, last, isDrawn ? "instant" : scrolling());
    // Only a frame later do long lists have their true heights.
    if (isDrawn && head?.closest(".long")) afterFrame(() => first.isConnected && scrollWithin(ui.panelBody, first, last, "instant"));
  }
  const target = key ? articleTarget(key, at, places) : undefined;
  if (target && !still) scrollToReading(target);
  if (focus === "article" && target instanceof HTMLElement) target.focus({ preventScroll: true });
  else if (focus !== "none") (head ?? viewPanel(view)).focus({ preventScroll: true });
}

/** Where an item, or one of its places, stands in the article. @param {string} key @param {number | undefined} at @param {Span[]} places */
function articleTarget(key, at, places) {
  const piece = at ? ui.article.querySelector(`[data-key="${key}"][data-at="${at}"]`) : null;
  if (piece) return piece;
  const anchor = document.getElementById(textAnchorId(key));
  if (anchor) return anchor;
  const place = places[(at ?? 1) - 1];
  return place && rangeOf(shown.pieces, place);
}

/** Paints places that have no elements of their own. @param {Span[]} spans @param {Span} [current] */
function showSpots(spans, current) {
  const paint = (/** @type {string} */ name, /** @type {Span[]} */ spans) =>
    CSS.highlights?.set(name, new Highlight(...spans.map((span) => rangeOf(shown.pieces, span))));
  paint("places", spans);
  paint("place", current ? [current] : []);
}

/** Paints the mentions that a click in the article can choose in this view. @param {Story} story @param {State} state */
function showMentions(story, { view }) {
  const spans = viewOf(view).marks?.(story).flatMap(({ mentions }) => mentions.map(({ span }) => span)) ?? [];
  CSS.highlights?.set("mentions", new Highlight(...spans.map((span) => rangeOf(shown.pieces, span))));
}

/** The entity that is mentioned where a click was, if the view shows entities; the innermost of several. @param {MouseEvent} event */
function mentionAt({ clientX, clientY }) {
  const { story, pieces, state } = shown;
  const marked = story && viewOf(state.view).marks?.(story);
  const caret = marked && document.caretPositionFromPoint?.(clientX, clientY);
  const piece = caret && pieces.find(({ node }) => node === caret.offsetNode);
  if (!piece) return undefined;
  const offset = piece.start + caret.offset;
  const hits = marked.flatMap(({ id, mentions }) =>
    mentions.flatMap(({ span: [start, end] }, i) => (start <= offset && offset <= end ? [{ key: id, at: i + 1, length: end - start }] : [])),
  );
  return hits.sort((a, b) => a.length - b.length)[0];
}

/** What the steps go through: the kind of what is selected, or of what the view lists. @returns {{key: string, at?: number}[]} */
function steps() {
  const { story, state: { view, filter, key } } = shown;
  if (!story) return [];
  if (key?.startsWith("e") && view !== "network") return placesOfItem(story, key).map((_, index) => ({ key, at: index + 1 }));
  const listed = [...viewPanel(view).querySelectorAll(".item-head")].flatMap((head) => /** @type {HTMLElement} */ (head).dataset.key ?? []);
  const isListed = key ? HOME[key[0]] === view || document.getElementById(itemHeadId(key)) : view !== "summary";
  return (isListed ? listed : passingAttributions(filter, story).map(({ id }) => id)).map((key) => ({ key }));
}

/** Moves the selection by `step`. @param {number} step */
function move(step) {
  const all = steps();
  if (all.length === 0) return;
  const focused = document.activeElement;
  // Without a selection, from where the keyboard is.
  const { key = focused instanceof HTMLElement ? focused.dataset.key : undefined, at } = shown.state;
  const index = all.findIndex((item) => item.key === key && (item.at ?? 1) === (at ?? 1));
  const next = index < 0 ? (step > 0 ? 0 : all.length - 1) : index + step;
  const target = all[Math.max(0, Math.min(next, all.length - 1))];
  const focus = ui.article.contains(focused) ? "article" : ui.panelBody.contains(focused) ? "panel" : "none";
  select(target.key, focus, { at: target.at });
}

/** @param {Story} story @param {State} state */
function showPosition(story, { key, at, view }) {
  const all = steps();
  const index = all.findIndex((item) => item.key === key && (item.at ?? 1) === (at ?? 1));
  ui.position.textContent = index < 0 ? STRINGS.viewNames[view] : STRINGS.position(index + 1, all.length);
  ui.positionWhat.textContent = key ? nameOf(story, key) : "";
}

/** What an item is called in one line. @param {Story} story @param {string} key */
function nameOf(story, key) {
  const { text, analysis, attributions, sources } = story;
  const attribution = attributions.get(key);
  if (attribution) return spokenParts(text, attribution).join(" ");
  const index = Number(key.slice(1)) - 1;
  if (key.startsWith("c")) return STRINGS.corrections.says(/** @type {Correction} */ (analysis.corrections?.[index]));
  if (key.startsWith("f")) return STRINGS.finding[analysis.findings[index].kind];
  return sources.get(key)?.name ?? analysis.entities.find(({ id }) => id === key)?.name ?? textOf(text, placesOfItem(story, key).slice(0, 1));
}

/** The article and the view's items are one tab stop each; arrows move within them. @param {string | undefined} key @param {HTMLElement | null} head */
function setTabStops(key, head) {
  for (const element of ui.result.querySelectorAll('.part[tabindex="0"], .item-head[tabindex="0"], .support[tabindex="0"]')) element.setAttribute("tabindex", "-1");
  const anchor = key && ui.article.querySelector(`#${textAnchorId(key)}:not(.off, .passage)`);
  (anchor || ui.article.querySelector(".part[id]:not(.off)"))?.setAttribute("tabindex", "0");
  (head ?? ui.panelBody.querySelector(".item-head"))?.setAttribute("tabindex", "0");
  ui.article.querySelector("button.support")?.setAttribute("tabindex", "0");
}

// ---- Scrolling -------------------------------------------------------------------------------------------------------

/** @returns {ScrollBehavior} */
function scrolling() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
}

/**
 * Scrolls a box, and nothing around it, until it shows what lies from `first` to `last`, or as much as there is room for.
 * @param {HTMLElement} box @param {Element} first @param {Element} last @param {ScrollBehavior} behavior
 */
function scrollWithin(box, first, last, behavior) {
  const { top, bottom } = box.getBoundingClientRect();
  // The map stays at the top of the box and hides what is below it.
  const ceiling = top + (/** @type {HTMLElement | null} */ (box.querySelector(".map-frame"))?.offsetHeight ?? 0);
  // As long as the page is not scrolled, the box reaches below the window.
  const floor = Math.min(bottom, window.innerHeight);
  const above = first.getBoundingClientRect().top - ceiling - 8;
  const below = last.getBoundingClientRect().bottom - floor + 8;
  if (above < -8) box.scrollBy({ top: above, behavior });
  else if (below > 8) box.scrollBy({ top: Math.min(below, above), behavior });
}

/** Scrolls the page only if a place is outside its comfortable part. @param {Element | Range} place */
function scrollToReading(place) {
  const { top, bottom } = place.getBoundingClientRect();
  const sheet = hasSheet() ? ui.panel.getBoundingClientRect().height : 0;
  const floor = window.innerHeight - sheet;
  if (top < 80 || bottom > floor - 40) window.scrollBy({ top: top - floor / 3, behavior: scrolling() });
}

/** Whether the panel is a sheet at the bottom, as on a narrow screen. */
function hasSheet() {
  return getComputedStyle(ui.panel).position === "fixed";
}

/** @param {boolean} open */
function setSheet(open) {
  ui.panel.classList.toggle("open", open);
  ui.sheetToggle.setAttribute("aria-expanded", String(open));
  ui.sheetToggle.textContent = open ? STRINGS.closePanel : STRINGS.openPanel;
}

// ---- What the reader does --------------------------------------------------------------------------------------------

/** The nearest element of an event that a selector finds. @param {Event} event @param {string} selector */
function closest({ target }, selector) {
  const element = target instanceof Element ? target.closest(selector) : null;
  return element instanceof HTMLElement ? element : undefined;
}

/** The items drawn at an element of the article, the innermost first. @param {Event} event */
function keysAt(event) {
  /** @type {string[]} */
  const keys = [];
  for (let element = closest(event, ".part:not(.off)"); element; ) {
    const { key } = element.dataset;
    if (key && !keys.includes(key)) keys.push(key);
    element = element.parentElement?.closest(".part:not(.off)") ?? undefined;
  }
  return keys;
}

/** @param {PointerEvent} event */
function hover(event) {
  // A finger does not hover.
  if (event.pointerType !== "mouse" || !shown.story) return;
  const key = keysAt(event)[0] ?? closest(event, "[data-key]:not(.passage, .part)")?.dataset.key;
  if (key === ui.result.dataset.hovered) return;
  const { selected, related } = litWith(shown.story, key);
  light({ hovered: [...selected, ...related] });
  if (key) ui.result.dataset.hovered = key;
  else delete ui.result.dataset.hovered;
}

ui.article.addEventListener("click", (event) => {
  const margin = closest(event, "button.support");
  if (margin) {
    select(margin.dataset.key, "none", { still: true });
    return;
  }
  // A click that ends the selecting of text is no choice of an item.
  if (!getSelection()?.isCollapsed) return;
  const mention = mentionAt(event);
  if (mention) {
    select(mention.key, "none", { at: mention.at, still: true });
    return;
  }
  const keys = keysAt(event);
  // A second click at the same place chooses what lies around it.
  const next = keys[(keys.indexOf(shown.state.key ?? "") + 1) % keys.length];
  select(next, next ? "article" : "none");
});

ui.panelBody.addEventListener("click", (event) => {
  const button = closest(event, "button");
  if (!button) return;
  const { key, at, span, sort, relation } = button.dataset;
  if (relation) {
    switchRelation(/** @type {RelationKind} */ (relation));
    apply(shown.state, { redraw: true, still: true });
    /** @type {HTMLElement | null} */ (ui.panelBody.querySelector(`[data-relation="${relation}"]`))?.focus();
  } else if (span) {
    setSheet(false);
    const place = /** @type {Span} */ (span.split("-").map(Number));
    showSpots([], place);
    scrollToReading(rangeOf(shown.pieces, place));
  } else if (sort) {
    const by = /** @type {SortKey} */ (sort);
    const current = shown.state.sort;
    go({ sort: current.by === by ? { by, descending: !current.descending } : firstOrder(by) });
    /** @type {HTMLElement | null} */ (ui.panelBody.querySelector(`${button.matches(".sort") ? ".sort" : ".sort-direction"}[data-sort="${by}"]`))?.focus();
  } else if (key && button.getAttribute("aria-expanded") === "true") {
    select(undefined);
    document.getElementById(button.id)?.focus();
  } else if (key) {
    const unfolds = button.hasAttribute("aria-expanded");
    if (!unfolds) setSheet(false);
    // The keyboard's Enter goes to the text; the pointer's click leaves the focus where the pointer is.
    select(key, event.detail === 0 && !unfolds ? "article" : button.matches(".item-head") ? "panel" : "none", { at: Number(at) || undefined });
  }
});
ui.panelBody.addEventListener("change", (event) => {
  if (!(event.target instanceof HTMLSelectElement)) return;
  const { id, value } = event.target;
  if (id === "sort-by") go({ sort: firstOrder(/** @type {SortKey} */ (value)) });
  // The forms' choices are nobody's before they are saved.
  else if (id !== "least-confidence") return;
  else go({ filter: { ...shown.state.filter, least: value === "low" ? undefined : /** @type {Level} */ (value) } }, { still: true });
  document.getElementById(id)?.focus();
});
for (const type of /** @type {const} */ (["pointerover", "pointerleave"])) {
  ui.result.addEventListener(type, hover);
}

ui.legend.addEventListener("click", (event) => {
  const button = closest(event, "button");
  if (button?.id === "fade") {
    button.setAttribute("aria-pressed", String(ui.result.classList.toggle("fade")));
  } else if (button) {
    const quotation = /** @type {Quotation} */ (button.dataset.filter);
    const hide = shown.state.filter.hide ?? [];
    const left = hide.includes(quotation) ? hide.filter((name) => name !== quotation) : [...hide, quotation];
    go({ filter: { ...shown.state.filter, hide: left.length > 0 ? left : undefined } }, { still: true });
  }
});
ui.filterClear.addEventListener("click", () => go({ filter: {} }, { still: true, focus: "panel" }));

ui.tabs.addEventListener("click", (event) => {
  const view = VIEW_NAMES.find((name) => `tab-${name}` === closest(event, "[role=tab]")?.id);
  if (view) go({ view }, { still: true });
});
ui.tabs.addEventListener("keydown", (event) => {
  const offered = VIEW_NAMES.filter((name) => !viewTab(name).hidden);
  const index = offered.indexOf(shown.state.view);
  const last = offered.length - 1;
  const next = { ArrowRight: index === last ? 0 : index + 1, ArrowLeft: index === 0 ? last : index - 1, Home: 0, End: last }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  go({ view: offered[next] }, { still: true });
  viewTab(shown.state.view).focus();
});

ui.sheetToggle.addEventListener("click", () => setSheet(!ui.panel.classList.contains("open")));
byId("previous", HTMLButtonElement).addEventListener("click", () => move(-1));
byId("next", HTMLButtonElement).addEventListener("click", () => move(1));

window.addEventListener("popstate", (event) => {
  const state = stateOf(location.hash);
  const wanted = documents.all.find(({ id, status }) => status === "ready" && id === event.state?.document);
  // "Skip to the article" is an address too.
  if (location.hash && !state) return;
  // A busy browser may announce a link's address after the page has gone on from there.
  const isElsewhere = wanted && wanted !== shownDocument();
  if (document.body.dataset.view === "result" && location.hash === written && !isElsewhere) return;
  written = location.hash;
  // An address still to be written is of the look that is left.
  clearTimeout(addressTimer);
  if (document.body.dataset.view === "working") stopReading();
  if (state && isElsewhere) {
    showDocument(wanted, { write: false, state });
  } else if (state && shown.story) {
    if (document.body.dataset.view !== "result") showView("result");
    apply(state);
  } else {
    showView("start");
  }
});

/** @param {KeyboardEvent} event */
function resultKey(event) {
  const focused = document.activeElement instanceof HTMLElement ? document.activeElement : document.body;
  const inArticle = ui.article.contains(focused);
  const onAnchor = inArticle && focused.matches(".part");
  const onMargin = inArticle && focused.matches(".support");
  const onHead = focused.matches(".item-head");
  // Single letters and arrows act only while the keyboard is in the article or the panel, and leave other controls alone.
  const inResult = focused === document.body || inArticle || (ui.panelBody.contains(focused) && !focused.matches("select, input"));
  const arrows = onAnchor || onHead;
  const forward = event.key === "ArrowDown" || event.key === "ArrowRight";
  const back = event.key === "ArrowUp" || event.key === "ArrowLeft";
  if (event.key === "Escape") {
    if (hasSheet() && ui.panel.classList.contains("open")) setSheet(false);
    else if (shown.state.key) select(undefined);
    else go({ filter: {} }, { still: true });
  } else if (event.key === "/" && inResult) {
    event.preventDefault();
    setSearch(true);
  } else if (onMargin && (forward || back)) {
    event.preventDefault();
    const buttons = [...ui.article.querySelectorAll("button.support")];
    const next = buttons[buttons.indexOf(focused) + (forward ? 1 : -1)];
    if (next instanceof HTMLElement) {
      focused.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    }
  } else if ((event.key === "j" && inResult) || (arrows && forward)) {
    event.preventDefault();
    move(1);
  } else if ((event.key === "k" && inResult) || (arrows && back)) {
    event.preventDefault();
    move(-1);
  } else if (arrows && (event.key === "Home" || event.key === "End")) {
    event.preventDefault();
    move(event.key === "Home" ? -Infinity : Infinity);
  } else if (onAnchor && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    setSheet(true);
    select(focused.dataset.key, "panel");
  }
}
