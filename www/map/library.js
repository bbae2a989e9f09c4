// What the page takes from d3-geo and topojson-client. The build makes one classic script of it, `geo.js`, which the page
// knows as `geo`: sibling modules do not work from file://.

export { geoEqualEarth, geoGraticule10, geoPath } from "d3-geo";
export { feature } from "topojson-client";
