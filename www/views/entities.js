"use strict";

// Who and what the article is about, each once; the selected one lists its places in the text and what is said about it.

/** @type {View} */
const entitiesView = {
  name: "entities",
  count: ({ analysis }) => analysis.entities.length,
  isOffered: ({ analysis }) => analysis.entities.length > 0,
  marks: ({ analysis }) => analysis.entities,
  render(story) {
    const { entities } = story.analysis;
    if (entities.length === 0) return [make("p", "empty", STRINGS.noEntities)];
    const types = /** @type {EntityType[]} */ (Object.keys(STRINGS.entityType)).filter((type) => entities.some((entity) => entity.type === type));
    return types.flatMap((type) => {
      const list = make("ol", "list", ...entities.filter((entity) => entity.type === type).map((entity) => entityItem(story, entity)));
      list.setAttribute("role", "list");
      return [make("h2", "", STRINGS.entityType[type].plural), list];
    });
  },
  detail(story, key) {
    const entity = entityOf(story, key);
    if (!entity) return [];
    const { coordinates, country, wikidata, confidence } = entity;
    const known = [country && STRINGS.country(country), coordinates && STRINGS.coordinates(coordinates), wikidata && STRINGS.wikidata(wikidata)].filter(Boolean);
    return [
      editor(story, key),
      ...(known.length > 0 ? [make("p", "known", known.join(" · "))] : []),
      make("p", "known", STRINGS.whyEntity(STRINGS.entityType[entity.type].label, confidence)),
      ...saidAbout(story, entity),
      make("p", "detail-head", STRINGS.mentionsHeading),
      mentionList(story, key),
    ];
  },
};

/** @param {Story} story @param {string} key */
function entityOf({ analysis }, key) {
  return analysis.entities.find(({ id }) => id === key);
}

/** Every place where an entity is spoken of. @param {Story} story @param {string} key */
function mentionList({ text, analysis }, key) {
  const mentions = analysis.entities.find(({ id }) => id === key)?.mentions ?? [];
  const places = mentions.map(({ span, kind }, i) => {
    const button = itemButton(key, "said-entry", ...inContext(text, span), make("span", "mention-kind", STRINGS.mentionKind[kind]));
    button.dataset.at = String(i + 1);
    return make("li", "", button);
  });
  return make("ol", "said", ...places);
}

/** Who says what about an entity: the attributions whose content mentions it, by source. @param {Story} story @param {Entity} entity */
function saidAbout(story, { id }) {
  /** @type {Map<string, Attribution[]>} */
  const bySource = new Map();
  for (const attribution of story.about.get(id) ?? []) append(bySource, attribution.sourceId ?? "", attribution);
  if (bySource.size === 0) return [make("p", "detail-head", STRINGS.nothingSaidAbout)];
  const groups = [...bySource].map(([sourceId, attributions]) => {
    const source = story.sources.get(sourceId);
    const name = source ? [glyph(source.type), stateLink({ view: "sources", key: sourceId }, "link", source.name)] : [STRINGS.noSource];
    return make(
      "li", "", make("p", "speaker", ...name, make("span", "aside", STRINGS.attributions(attributions.length))),
      make("ol", "said", ...attributions.map((attribution) => make("li", "", saidEntry(story, attribution)))),
    );
  });
  return [
    make("p", "detail-head", STRINGS.saidAboutHeading),
    make("p", "", stateLink({ view: "attributions", filter: { about: id } }, "link", STRINGS.showSaidAbout)),
    make("ul", "said-about", ...groups),
  ];
}

/** @param {Story} story @param {Entity} entity */
function entityItem(story, { id, name, mentions }) {
  const head = itemButton(id, "item-head entity-head", make("span", "entity-name", name, ...byHand(story, id)), make("span", "entity-count", STRINGS.mentions(mentions.length)));
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
