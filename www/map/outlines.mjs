// Writes the outlines of land and the borders between countries, as TopoJSON: Natural Earth at 1 : 110 million, of which
// only what the map draws is left.
//
//   node www/map/outlines.mjs > outlines.json

import { readFileSync } from "node:fs";
import { quantize } from "topojson-client";

/** Steps along each axis. A tenth of a degree is less than what the outlines leave out at this scale. */
const STEPS = 4000;

const atlas = JSON.parse(readFileSync(new URL(import.meta.resolve("world-atlas/countries-110m.json")), "utf8"));
const { countries, land } = atlas.objects;

/** The arcs of the atlas in degrees: `quantize` takes no topology that was quantized before. */
const { scale, translate } = atlas.transform;
const arcs = atlas.arcs.map((arc) => {
  const at = [0, 0];
  return arc.map((step) => step.map((by, axis) => (at[axis] += by) * scale[axis] + translate[axis]));
});

/** The arcs that two countries share. */
const uses = new Map();
const count = (arcs) => (Array.isArray(arcs) ? arcs.forEach(count) : uses.set(arcs < 0 ? ~arcs : arcs, (uses.get(arcs < 0 ? ~arcs : arcs) ?? 0) + 1));
for (const country of countries.geometries) count(country.arcs);
const borders = { type: "MultiLineString", arcs: [...uses].filter(([, n]) => n > 1).map(([arc]) => [arc]) };

process.stdout.write(JSON.stringify(quantize({ type: "Topology", objects: { land, borders }, arcs }, STEPS)));
