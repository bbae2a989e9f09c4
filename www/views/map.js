"use strict";

// Where: the places of the article on a map and in a table, and those for which no coordinates are known.

/** Types of entities that stand for a place, wherever it may be. @type {EntityType[]} */
const PLACE_TYPES = ["GPE", "LOC", "FAC"];

/** The map that is shown, so that it can follow the selection. @type {WorldMap | undefined} */
let worldMap;

/** @type {View} */
const mapView = {
  name: "map",
  count: ({ analysis }) => located(analysis).length,
  isOffered: ({ analysis }) => placesIn(analysis).length > 0,
  render(story) {
    worldMap = undefined;
    const places = located(story.analysis);
    const others = placesIn(story.analysis).filter((entity) => !entity.coordinates);
    /** @type {HTMLElement[]} */
    const nodes = places.length > 0 ? [...drawnMap(places), placeTable(story, places)] : [make("p", "empty", STRINGS.noneLocated)];
    if (others.length > 0) {
      const list = make("ol", "list", ...others.map((entity) => entityItem(story, entity)));
      list.setAttribute("role", "list");
      nodes.push(make("h2", "", STRINGS.notLocatedHeading), make("p", "aside", STRINGS.notLocated), list);
    }
    return nodes;
  },
  detail: (story, key) => [mentionList(story, key)],
  holds: ({ analysis }, key) => placesIn(analysis).some(({ id }) => id === key),
  follow: (_story, { key }) => worldMap?.select(key),
  marks: ({ analysis }) => placesIn(analysis),
};

/** Every place of the article. @param {Analysis} analysis */
function placesIn({ entities }) {
  return entities.filter(({ type, coordinates }) => coordinates || PLACE_TYPES.includes(type));
}

/** Those that have coordinates, the most mentioned first. @param {Analysis} analysis */
function located({ entities }) {
  return entities.filter(({ coordinates }) => coordinates).sort((a, b) => b.mentions.length - a.mentions.length);
}

/** @param {Entity[]} places */
function drawnMap(places) {
  const box = make("div", "map");
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", STRINGS.mapLabel(places.length));
  const trouble = make("p", "aside");
  trouble.setAttribute("role", "status");
  const pins = places.map((entity) => {
    const { id, name, coordinates, mentions } = entity;
    return { key: id, name, at: /** @type {[number, number]} */ (coordinates), isArea: isCountry(entity), mentions: mentions.length };
  });
  worldMap = new WorldMap(box, pins, (message) => (trouble.textContent = STRINGS.outlinesFailed(message)));
  const foot = make("div", "map-foot", worldMap.controls(), make("p", "map-credit", STRINGS.mapCredit));
  return [make("div", "map-frame", box, foot), trouble];
}

/** Whether a place is a country as a whole: it has its country's name. @param {Entity} entity */
function isCountry({ name, country }) {
  return country !== null && STRINGS.country(country) === name;
}

/** @param {Story} story @param {Entity[]} places */
function placeTable(story, places) {
  const rows = places.flatMap((entity) => {
    const { id, name, country, coordinates, mentions } = entity;
    const button = itemButton(id, "item-head place-name", name);
    button.id = itemHeadId(id);
    button.setAttribute("aria-expanded", "false");
    const first = sentenceOf(story, mentions[0].span);
    const place = spanButton(mentions[0].span, "number", String(first));
    place.setAttribute("aria-label", STRINGS.sentence(first));
    const within = isCountry(entity) ? STRINGS.isCountry : country && STRINGS.country(country);
    const at = coordinates ? STRINGS.coordinates(coordinates) : "";
    const where = within ? [within, make("span", "coordinates", ` · ${at}`)] : [at];
    const main = make(
      "tr", "",
      make("td", "", button), make("td", "aside", ...where), make("td", "digits", String(mentions.length)), make("td", "digits", place),
    );
    main.dataset.key = id;
    const cell = make("td", "detail");
    cell.colSpan = 4;
    cell.dataset.detail = id;
    const unfolded = make("tr", "", cell);
    unfolded.hidden = true;
    return [main, unfolded];
  });
  return dataTable(STRINGS.placesLabel, STRINGS.placeColumns, rows);
}
