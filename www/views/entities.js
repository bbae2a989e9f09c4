"use strict";

// Who and what the article is about, each once; the selected one lists its places in the text.

/** @type {View} */
const entitiesView = {
  name: "entities",
  count: ({ analysis }) => analysis.entities.length,
  render({ analysis: { entities } }) {
    if (entities.length === 0) return [make("p", "empty", STRINGS.noEntities)];
    const types = /** @type {EntityType[]} */ (Object.keys(STRINGS.entityType)).filter((type) => entities.some((entity) => entity.type === type));
    return types.flatMap((type) => {
      const list = make("ol", "list", ...entities.filter((entity) => entity.type === type).map(entityItem));
      list.setAttribute("role", "list");
      return [make("h3", "", STRINGS.entityType[type].plural), list];
    });
  },
  detail({ text, analysis }, key) {
    const entity = analysis.entities.find(({ id }) => id === key);
    if (!entity) return [];
    const { coordinates, country, wikidata, mentions } = entity;
    const known = [coordinates && STRINGS.coordinates(coordinates), country, wikidata && STRINGS.wikidata(wikidata)].filter(Boolean);
    const places = mentions.map(({ span, kind }, i) => {
      const button = itemButton(key, "said-entry", ...inContext(text, span), make("span", "mention-kind", STRINGS.mentionKind[kind]));
      button.dataset.at = String(i + 1);
      return make("li", "", button);
    });
    return [...(known.length > 0 ? [make("p", "known", known.join(" · "))] : []), make("ol", "said", ...places)];
  },
};

/** @param {Entity} entity */
function entityItem({ id, name, mentions }) {
  const head = itemButton(id, "item-head entity-head", make("span", "entity-name", name), make("span", "entity-count", STRINGS.mentions(mentions.length)));
  head.id = itemHeadId(id);
  head.setAttribute("aria-expanded", "false");
  return make("li", "item", head);
}

/** A place with the words around it. @param {string} text @param {Span} span */
function inContext(text, [start, end]) {
  // Within the line, and from word to word.
  const before = text.slice(Math.max(0, start - 40), start).replace(/^[^]*\n|^\S*\s/, "");
  const after = text.slice(end, end + 40).replace(/\n[^]*$|\s\S*$/, "");
  return [`…${before}`, make("b", "", textOf(text, [[start, end]])), `${after}…`];
}
