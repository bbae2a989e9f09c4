"use strict";

// The forms that correct what is selected: an attribution, a source, an entity. Each opens below the item and says in plain
// words what it will do.

/** The form of an item, folded. @param {Story} story @param {string} key */
function editor(story, key) {
  const attribution = story.attributions.get(key);
  const source = story.sources.get(key);
  const entity = entityOf(story, key);
  const forms = attribution ? attributionForms(story, attribution) : source ? sourceForms(story, source) : entity ? entityForms(story, entity) : [];
  const details = make("details", "editor", make("summary", "", STRINGS.edit.heading), ...forms);
  details.dataset.edits = key;
  return details;
}

/** What belongs to an item that was corrected. @param {Story} story @param {string} key */
function byHand({ corrected }, key) {
  return corrected.has(key) ? [" ", make("span", "by-hand", STRINGS.byHand)] : [];
}

/** A control under its name. @param {string} name @param {HTMLElement} control */
function field(name, control) {
  return make("label", "field", make("span", "", name), control);
}

/** @param {string} name @param {[string, string][]} options value and text @param {string} value */
function choice(name, options, value) {
  const select = make("select", "", ...options.map(([option, text]) => new Option(text, option, false, option === value)));
  select.name = name;
  return select;
}

/** A choice among the values of a type. @param {string} name @param {Record<string, string | {label: string}>} labels @param {string} value */
function typeChoice(name, labels, value) {
  return choice(name, Object.entries(labels).map(([type, label]) => [type, typeof label === "string" ? label : label.label]), value);
}

/** @param {string} name @param {string} value */
function textField(name, value) {
  const input = make("input");
  Object.assign(input, { name, value, type: "text", autocomplete: "off", required: true });
  return input;
}

/** @param {string} does @param {string} label @param {string} [className] */
function submits(does, label, className = "") {
  return Object.assign(make("button", className, label), { type: "submit", value: does });
}

/** @param {...Node} children */
function form(...children) {
  return make("form", "edit-form", ...children);
}

/** Things to be ticked. @param {string} legend @param {[string, string][]} items value and text @param {...HTMLElement} buttons */
function ticks(legend, items, ...buttons) {
  const boxes = items.map(([value, text]) => {
    const box = make("input");
    Object.assign(box, { type: "checkbox", name: "of", value });
    return make("label", "tick", box, make("span", "", text));
  });
  const group = make("fieldset", "", make("legend", "", legend), ...boxes);
  return form(group, make("div", "edit-actions", ...buttons));
}

/** @param {Story} story @param {Attribution} attribution */
function attributionForms({ analysis }, { sourceId, quotation, polarity, act }) {
  /** @type {[string, string][]} */
  const who = analysis.sources.map(({ id, name }) => [id, name]);
  const own = analysis.sources.find(({ id }) => id === sourceId);
  if (!own) who.unshift(["", STRINGS.noSource]);
  else if (own.attributionIds.length > 1) who.push(["new", STRINGS.edit.somebodyElse]);
  const words = Object.assign(make("button", "", STRINGS.edit.words), { type: "button" });
  words.dataset.words = "";
  return [
    form(
      ...(who.length > 0 ? [field(STRINGS.edit.who, choice("who", who, sourceId ?? ""))] : []),
      field(STRINGS.edit.quotation, typeChoice("quotation", STRINGS.quotation, quotation)),
      field(STRINGS.edit.polarity, typeChoice("polarity", STRINGS.polarity, polarity)),
      field(STRINGS.edit.act, typeChoice("act", STRINGS.act, act)),
      make("div", "edit-actions", submits("change", STRINGS.edit.save, "primary"), words, submits("delete", STRINGS.edit.deleteAttribution, "danger")),
    ),
  ];
}

/** @param {Story} story @param {Source} source */
function sourceForms({ text, analysis, attributions, numbers }, { id, name, type, affiliation, attributionIds }) {
  const own = attributionIds.flatMap((id) => attributions.get(id) ?? []);
  return [
    form(
      field(STRINGS.edit.name, textField("name", name)),
      field(STRINGS.edit.type, typeChoice("sourceType", STRINGS.sourceType, type)),
      field(STRINGS.edit.affiliation, typeChoice("affiliation", STRINGS.affiliation, affiliation)),
      make("div", "edit-actions", submits("change", STRINGS.edit.save, "primary"), submits("delete", STRINGS.edit.deleteSource(own.length), "danger")),
    ),
    ...mergeForm(analysis.sources.filter((other) => other.id !== id)),
    ...(own.length > 1
      ? [ticks(STRINGS.edit.splitSource, own.map((attribution) => [attribution.id, `${numbers.get(attribution.id)} ${textOf(text, [...attribution.cue, ...attribution.content])}`]), submits("split", STRINGS.edit.split))]
      : []),
  ];
}

/** @param {Story} story @param {Entity} entity */
function entityForms({ text, analysis }, { id, name, type, wikidata, mentions }) {
  const linked = make("input");
  Object.assign(linked, { type: "checkbox", name: "linked", checked: true });
  return [
    form(
      field(STRINGS.edit.name, textField("name", name)),
      field(STRINGS.edit.type, typeChoice("entityType", STRINGS.entityType, type)),
      ...(wikidata ? [make("label", "tick", linked, make("span", "", STRINGS.edit.linked(wikidata)))] : []),
      make("div", "edit-actions", submits("change", STRINGS.edit.save, "primary"), submits("delete", STRINGS.edit.deleteEntity, "danger")),
    ),
    ...mergeForm(analysis.entities.filter((other) => other.id !== id)),
    ...(mentions.length > 1
      ? [ticks(STRINGS.edit.splitEntity, mentions.map(({ span }, i) => [String(i), inContext(text, span).map((part) => (typeof part === "string" ? part : part.textContent)).join("")]), submits("split", STRINGS.edit.split), submits("forget", STRINGS.edit.forget, "danger"))]
      : []),
  ];
}

/** @param {{id: string, name: string}[]} others */
function mergeForm(others) {
  if (others.length === 0) return [];
  const into = choice("into", [["", STRINGS.edit.choose], ...others.map(({ id, name }) => /** @type {[string, string]} */ ([id, name]))], "");
  into.required = true;
  return [form(field(STRINGS.edit.same, into), make("div", "edit-actions", submits("merge", STRINGS.edit.merge)))];
}

/**
 * The corrections that a form asks for; none if it says what is so already.
 * @param {Story} story @param {string} key @param {string} does @param {FormData} data @returns {Correction[]}
 */
function correctionsOf(story, key, does, data) {
  const attribution = story.attributions.get(key);
  if (attribution) return attributionCorrections(story, attribution, does, data);
  const source = story.sources.get(key);
  if (source) return sourceCorrections(story, source, does, data);
  const entity = entityOf(story, key);
  return entity ? entityCorrections(story, entity, does, data) : [];
}

/** What of a form differs. @template {object} T @param {FormData} data @param {Record<keyof T & string, string>} before @returns {Partial<T> | undefined} */
function differing(data, before) {
  const changed = Object.entries(before).flatMap(([name, value]) => {
    const now = String(data.get(name) ?? value).trim();
    return now !== "" && now !== value ? [[name, now]] : [];
  });
  return changed.length > 0 ? Object.fromEntries(changed) : undefined;
}

/** @param {Story} story @param {Attribution} attribution @param {string} does @param {FormData} data @returns {Correction[]} */
function attributionCorrections(story, attribution, does, data) {
  const at = attributionAnchor(story.text, attribution);
  if (does === "delete") return [{ action: "deleteAttribution", at }];
  const { quotation, polarity, act, sourceId } = attribution;
  /** @type {Correction[]} */
  const list = [];
  const changed = /** @type {Partial<Correction> | undefined} */ (differing(data, { quotation, polarity, act }));
  if (changed) list.push({ action: "changeAttribution", at, ...changed });
  const who = String(data.get("who") ?? "");
  const own = story.sources.get(sourceId ?? "");
  const other = story.sources.get(who);
  if (who === "new" && own) list.push({ action: "splitSource", at: sourceAnchor(story, own), of: [at] });
  else if (other && other !== own) list.push({ action: "assignSource", at, into: sourceAnchor(story, other) });
  return list;
}

/** @param {Story} story @param {Source} source @param {string} does @param {FormData} data @returns {Correction[]} */
function sourceCorrections(story, source, does, data) {
  const at = sourceAnchor(story, source);
  if (does === "delete") return [{ action: "deleteSource", at }];
  if (does === "split") {
    const of = data.getAll("of").flatMap((id) => story.attributions.get(String(id)) ?? []);
    if (of.length === 0 || of.length === source.attributionIds.length) return [];
    return [{ action: "splitSource", at, of: of.map((attribution) => attributionAnchor(story.text, attribution)) }];
  }
  if (does === "merge") {
    const into = story.sources.get(String(data.get("into")));
    return into ? [{ action: "mergeSources", at, into: sourceAnchor(story, into) }] : [];
  }
  const { name, type, affiliation } = source;
  const changed = /** @type {Partial<Correction> | undefined} */ (differing(data, { name, sourceType: type, affiliation }));
  return changed ? [{ action: "changeSource", at, ...changed }] : [];
}

/** @param {Story} story @param {Entity} entity @param {string} does @param {FormData} data @returns {Correction[]} */
function entityCorrections(story, entity, does, data) {
  const at = entityAnchor(story, entity);
  if (does === "delete") return [{ action: "deleteEntity", at }];
  if (does === "split" || does === "forget") {
    const of = data.getAll("of").map((i) => ({ mention: quoteOf(story.text, entity.mentions[Number(i)].span) }));
    if (of.length === 0 || of.length === entity.mentions.length) return [];
    return [{ action: does === "split" ? "splitEntity" : "deleteMentions", at, of }];
  }
  if (does === "merge") {
    const into = entityOf(story, String(data.get("into")));
    return into ? [{ action: "mergeEntities", at, into: entityAnchor(story, into) }] : [];
  }
  const { name, type, wikidata } = entity;
  const changed = /** @type {Partial<Correction> | undefined} */ (differing(data, { name, entityType: type }));
  const unlinked = wikidata !== null && !data.has("linked") ? /** @type {const} */ ({ unlinked: true }) : undefined;
  return changed || unlinked ? [{ action: "changeEntity", at, ...changed, ...unlinked }] : [];
}

ui.panelBody.addEventListener("submit", (event) => {
  event.preventDefault();
  const { story } = shown;
  const key = closest(event, ".editor")?.dataset.edits;
  if (!story || !key || !(event.target instanceof HTMLFormElement)) return;
  const does = event.submitter instanceof HTMLButtonElement ? event.submitter.value : "change";
  const list = correctionsOf(story, key, does, new FormData(event.target));
  if (list.length > 0) correct(list);
  else announce(does === "split" || does === "forget" ? STRINGS.edit.tickSome : STRINGS.edit.nothingChanged);
});

ui.panelBody.addEventListener("keydown", (event) => {
  const open = closest(event, ".editor[open]");
  if (event.key !== "Escape" || !(open instanceof HTMLDetailsElement)) return;
  // Closes the form and leaves the selection.
  event.stopPropagation();
  open.open = false;
  open.querySelector("summary")?.focus();
});
