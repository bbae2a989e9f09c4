"use strict";

// Adding by hand what the engine did not find: select words in the article, choose what they are from the small bar beside
// them, and complete it in the draft above the panel's list.

const marking = {
  bar: byId("marking", HTMLElement),
  draft: byId("draft", HTMLFormElement),
  /** The words that are selected in the article. @type {Span | undefined} */
  span: undefined,
};

/**
 * What is being added: an attribution, or other words for the one of this key; or words that mention an entity.
 * @type {{words: Record<Role, Span[]>, key?: string, who: string} | {mention: Span} | undefined}
 */
let draft;

// ---- The words that are selected -------------------------------------------------------------------------------------

/** The place of the browser's selection in the text, without white space around it; undefined outside of the article. @returns {Span | undefined} */
function selectedSpan() {
  const selection = getSelection();
  if (!shown.story || !selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  if (!ui.article.contains(range.commonAncestorContainer)) return undefined;
  const touched = shown.pieces.filter(({ node }) => range.intersectsNode(node));
  const [first, last] = [touched[0], touched.at(-1)];
  if (!first || !last) return undefined;
  let start = first.start + (first.node === range.startContainer ? range.startOffset : 0);
  let end = last.start + (last.node === range.endContainer ? range.endOffset : last.node.length);
  const { text } = shown.story;
  while (start < end && /\s/.test(text[start])) start++;
  while (end > start && /\s/.test(text[end - 1])) end--;
  if (start >= end) return undefined;
  // Whole words.
  const isLetter = (/** @type {number} */ at) => /[\p{L}\p{N}\p{M}]/u.test(text[at] ?? "");
  while (isLetter(start) && isLetter(start - 1)) start--;
  while (isLetter(end) && isLetter(end - 1)) end++;
  return [start, end];
}

/** Shows the bar beside the selected words, or hides it. */
function showMarking() {
  if (marking.bar.contains(document.activeElement)) return;
  marking.span = document.body.dataset.view === "result" ? selectedSpan() : undefined;
  marking.bar.hidden = !marking.span;
  if (!marking.span) return;
  const choices = draft && "words" in draft ? /** @type {Role[]} */ (["source", "cue", "content"]).map((role) => [role, STRINGS.roles[role].label]) : Object.entries(STRINGS.marking.choices);
  marking.bar.replaceChildren(
    make("span", "marking-label", draft && "words" in draft ? STRINGS.marking.part : STRINGS.marking.label),
    ...choices.map(([name, label]) => {
      const button = Object.assign(make("button", "", label), { type: "button" });
      button.dataset.mark = name;
      return button;
    }),
  );
  const { left, top, bottom } = rangeOf(shown.pieces, marking.span).getBoundingClientRect();
  const { offsetWidth, offsetHeight } = marking.bar;
  marking.bar.classList.toggle("out-of-sight", bottom < 0 || top > innerHeight);
  // Below the words, and within the window.
  marking.bar.style.top = `${Math.max(8, Math.min(bottom + 8, innerHeight - offsetHeight - 8))}px`;
  marking.bar.style.left = `${Math.max(8, Math.min(left, document.documentElement.clientWidth - offsetWidth - 8))}px`;
}

function hideMarking() {
  marking.bar.hidden = true;
  marking.span = undefined;
}

/** Puts the keyboard into the bar. */
function focusMarking() {
  showMarking();
  /** @type {HTMLElement | null} */ (marking.bar.querySelector("button"))?.focus();
}

/** Selects a place of the text as the reader would. @param {Span} span */
function selectWords(span) {
  const selection = getSelection();
  selection?.removeAllRanges();
  selection?.addRange(rangeOf(shown.pieces, span));
}

let markingTimer = 0;
document.addEventListener("selectionchange", () => {
  clearTimeout(markingTimer);
  markingTimer = setTimeout(showMarking, 150);
});
window.addEventListener("scroll", () => !marking.bar.hidden && showMarking(), { passive: true });
// The selection stays while the bar is clicked.
marking.bar.addEventListener("pointerdown", (event) => event.preventDefault());
marking.bar.addEventListener("click", (event) => {
  const { span } = marking;
  const mark = closest(event, "button")?.dataset.mark;
  if (!span || !mark) return;
  if (mark === "attribution") setDraft({ words: { source: [], cue: [], content: [span] }, who: "" });
  else if (mark === "entity") setDraft({ mention: span });
  else if (draft && "words" in draft) {
    const role = /** @type {Role} */ (mark);
    // What it overlaps it takes the place of.
    const apart = draft.words[role].filter(([start, end]) => end <= span[0] || span[1] <= start);
    draft.words[role] = [...apart, span].sort((a, b) => a[0] - b[0]);
    setDraft(draft);
  }
  getSelection()?.removeAllRanges();
  hideMarking();
  /** @type {HTMLElement | null} */ (marking.draft.querySelector("h2"))?.focus();
});
document.addEventListener("keydown", (event) => {
  if (document.body.dataset.view !== "result" || dialog.open || event.ctrlKey || event.metaKey || event.altKey) return;
  const isTyping = event.target instanceof Element && event.target.matches("input, textarea, select");
  if (event.key === "m" && !isTyping && selectedSpan()) {
    event.preventDefault();
    focusMarking();
  } else if (event.key === "Escape" && !marking.bar.hidden) {
    event.stopImmediatePropagation();
    getSelection()?.removeAllRanges();
    hideMarking();
    ui.article.focus({ preventScroll: true });
  } else if (event.key === "Escape" && draft && marking.draft.contains(document.activeElement)) {
    event.stopImmediatePropagation();
    setDraft(undefined);
    ui.article.focus({ preventScroll: true });
  }
});
marking.bar.addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const buttons = [...marking.bar.querySelectorAll("button")];
  buttons[buttons.findIndex((button) => button === document.activeElement) + step]?.focus();
});

// ---- The draft -------------------------------------------------------------------------------------------------------

/** @param {typeof draft} next */
function setDraft(next) {
  draft = next;
  const { story } = shown;
  marking.draft.hidden = !draft;
  if (!draft || !story) {
    marking.draft.replaceChildren();
    CSS.highlights?.delete("draft");
    return;
  }
  const spans = "words" in draft ? Object.values(draft.words).flat() : [draft.mention];
  CSS.highlights?.set("draft", new Highlight(...spans.map((span) => rangeOf(shown.pieces, span))));
  marking.draft.replaceChildren(...("words" in draft ? attributionDraft(story, draft) : entityDraft(story, draft)));
}

/** @param {string} heading @param {...Node} children */
function draftNodes(heading, ...children) {
  const cancel = Object.assign(make("button", "", STRINGS.edit.cancel), { type: "button" });
  cancel.dataset.cancel = "";
  const error = make("p", "draft-error");
  error.setAttribute("role", "alert");
  return [Object.assign(make("h2", "", heading), { tabIndex: -1 }), ...children, error, make("div", "edit-actions", submits("save", STRINGS.edit.save, "primary"), cancel)];
}

/** @param {Story} story @param {{words: Record<Role, Span[]>, key?: string, who: string}} draft */
function attributionDraft({ text, analysis, numbers }, { words, key, who }) {
  const list = make("dl", "draft-words");
  for (const role of /** @type {Role[]} */ (["source", "cue", "content"])) {
    const chips = words[role].map((span, i) => {
      const chip = Object.assign(make("button", "chip", textOf(text, [span]), " ", make("span", "cross", "×")), { type: "button" });
      chip.dataset.drop = `${role} ${i}`;
      chip.setAttribute("aria-label", STRINGS.marking.drop(textOf(text, [span]), STRINGS.roles[role].label.toLowerCase()));
      return chip;
    });
    list.append(make("dt", "", STRINGS.roles[role].label), make("dd", "", ...(chips.length > 0 ? chips : [make("span", "aside", STRINGS.marking.none)])));
  }
  /** @type {[string, string][]} */
  const sources = [["", STRINGS.marking.byWords], ...analysis.sources.map(({ id, name }) => /** @type {[string, string]} */ ([id, name]))];
  return draftNodes(
    key ? STRINGS.marking.wordsOf(numbers.get(key) ?? 0) : STRINGS.marking.newAttribution,
    make("p", "aside", STRINGS.marking.hint), list,
    ...(key ? [] : [field(STRINGS.edit.who, choice("who", sources, who))]),
  );
}

/** @param {Story} story @param {{mention: Span}} draft */
function entityDraft({ text, analysis }, { mention }) {
  const words = textOf(text, [mention]);
  /** @type {[string, string][]} */
  const entities = [["", STRINGS.marking.newEntity], ...analysis.entities.map(({ id, name }) => /** @type {[string, string]} */ ([id, name]))];
  const known = analysis.entities.find(({ name }) => name === words)?.id ?? "";
  const about = make("div", "draft-new", field(STRINGS.edit.name, textField("name", words)), field(STRINGS.edit.type, typeChoice("entityType", STRINGS.entityType, "PER")));
  about.hidden = known !== "";
  return draftNodes(`“${words}”`, field(STRINGS.marking.mentions, choice("entity", entities, known)), about);
}

marking.draft.addEventListener("change", (event) => {
  if (!(event.target instanceof HTMLSelectElement)) return;
  if (event.target.name === "entity") marking.draft.querySelector(".draft-new")?.toggleAttribute("hidden", event.target.value !== "");
  if (event.target.name === "who" && draft && "words" in draft) draft.who = event.target.value;
});
marking.draft.addEventListener("click", (event) => {
  const { drop, cancel } = closest(event, "button")?.dataset ?? {};
  if (cancel !== undefined) {
    setDraft(undefined);
    ui.article.focus({ preventScroll: true });
  } else if (drop && draft && "words" in draft) {
    const [role, index] = drop.split(" ");
    draft.words[/** @type {Role} */ (role)].splice(Number(index), 1);
    setDraft(draft);
    /** @type {HTMLElement | null} */ (marking.draft.querySelector("h2"))?.focus();
  }
});
marking.draft.addEventListener("submit", (event) => {
  event.preventDefault();
  const { story } = shown;
  if (!draft || !story) return;
  const data = new FormData(marking.draft);
  if ("words" in draft) {
    const { words, key } = draft;
    if (words.cue.length + words.content.length === 0) {
      const error = marking.draft.querySelector(".draft-error");
      if (error) error.textContent = STRINGS.marking.needsWords;
      return;
    }
    const anchor = attributionAnchor(story.text, words);
    const changed = key && story.attributions.get(key);
    const source = story.sources.get(String(data.get("who") ?? ""));
    setDraft(undefined);
    if (changed) correct([{ action: "changeAttribution", at: attributionAnchor(story.text, changed), words: anchor }], "a");
    else correct([{ action: "addAttribution", at: anchor, ...(source ? { into: sourceAnchor(story, source) } : {}) }], "a");
  } else {
    const at = { mention: quoteOf(story.text, draft.mention) };
    const entity = entityOf(story, String(data.get("entity")));
    setDraft(undefined);
    if (entity) correct([{ action: "addMention", at, into: entityAnchor(story, entity) }], "e");
    else correct([{ action: "addEntity", at, name: String(data.get("name")).trim(), entityType: /** @type {EntityType} */ (data.get("entityType")) }], "e");
  }
});

ui.panelBody.addEventListener("click", (event) => {
  const key = closest(event, "[data-words]") && closest(event, ".editor")?.dataset.edits;
  const attribution = key && shown.story?.attributions.get(key);
  if (!attribution) return;
  const { source, cue, content } = attribution;
  setDraft({ words: { source: [...source], cue: [...cue], content: [...content] }, key, who: "" });
  /** @type {HTMLElement | null} */ (marking.draft.querySelector("h2"))?.focus();
});
