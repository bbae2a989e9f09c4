"use strict";

// A map of the world that can be moved and zoomed, drawn by d3-geo from the outlines that the build carries. It knows
// places with names, nothing of articles.

/**
 * A place on the map.
 * @typedef {{key: string, name: string, at: [number, number], isArea: boolean, mentions: number}} MapPlace `at`: longitude
 *   and latitude in degrees; `isArea`: of something much larger than a dot, such as a country
 */

/**
 * What the map shows: its middle in degrees, and the pixels that the radius of the earth takes.
 * @typedef {{lon: number, lat: number, scale: number}} Look
 */

/** The outlines are no finer than this: pixels for the radius of the earth. */
const CLOSEST = 4000;
/** Fitting to one place still shows the land around it: kilometres across. */
const AROUND = 3500;
const EARTH = 6371;
/** The whole world in units of its radius, in this projection. */
const WORLD = { width: 5.42, height: 2.64 };
/** Room for a finger: what is closer together is one pin. Pixels. */
const PIN = 26;

/** @type {Promise<Outlines> | undefined} */
let outlines;

/** The outlines of land and the borders of countries; fetched once, when the first map is drawn. @returns {Promise<Outlines>} */
function loadOutlines() {
  outlines ??= (async () => {
    const topology = JSON.parse(await (await loadPart(BUILD.parts.map)).text());
    const { land, borders } = topology.objects;
    return { land: geo.feature(topology, land), borders: geo.feature(topology, borders) };
  })();
  outlines.catch(() => (outlines = undefined));
  return outlines;
}

class WorldMap {
  /** @type {Outlines | undefined} */
  #outlines;
  /** @type {Look | undefined} */
  #look;
  #width = 0;
  #height = 0;
  /** @type {string | undefined} */
  #selected;
  #places;
  #box;
  #paths = ["water", "graticule", "land", "borders"].map((name) => {
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("class", name);
    return path;
  });
  #pins = make("div", "pins");

  /**
   * @param {HTMLElement} box an empty element with a size; becomes the map
   * @param {MapPlace[]} places the most important ones first
   * @param {(message: string) => void} onTrouble told when the outlines cannot be loaded; places are drawn all the same
   */
  constructor(box, places, onTrouble) {
    this.#box = box;
    this.#places = places;
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("aria-hidden", "true");
    svg.append(...this.#paths);
    box.append(svg, this.#pins);
    box.tabIndex = 0;
    box.addEventListener("keydown", (event) => this.#key(event));
    box.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    this.#dragging();
    const observer = new ResizeObserver(() => {
      if (!box.isConnected) observer.disconnect();
      else this.#resize();
    });
    observer.observe(box);
    loadOutlines().then(
      (outlines) => {
        this.#outlines = outlines;
        this.#draw();
      },
      (error) => onTrouble(error instanceof Error ? error.message : String(error)),
    );
  }

  /** Marks a place, and moves there if it is out of sight. @param {string | undefined} key */
  select(key) {
    this.#selected = key;
    const place = this.#places.find((place) => place.key === key);
    if (place && this.#look) {
      const [x, y] = this.#project(place.at);
      const inside = x > PIN && x < this.#width - PIN && y > PIN && y < this.#height - PIN;
      if (!inside) this.#look = { ...this.#look, lon: place.at[0], lat: place.at[1] };
    }
    this.#draw();
  }

  /** Shows all places, as close as they allow. */
  fit() {
    const points = this.#places.map(({ at }) => at);
    if (points.length === 0) return this.world();
    const lon = middleLongitude(points.map(([lon]) => lon));
    const project = geo.geoEqualEarth().rotate([-lon, 0]).scale(1).translate([0, 0]);
    const flat = points.map((point) => /** @type {[number, number]} */ (project(point)));
    const [left, right] = [Math.min(...flat.map(([x]) => x)), Math.max(...flat.map(([x]) => x))];
    const [top, bottom] = [Math.min(...flat.map(([, y]) => y)), Math.max(...flat.map(([, y]) => y))];
    const scale = Math.min(
      (this.#width - 4 * PIN) / (right - left || 1e-9),
      (this.#height - 3 * PIN) / (bottom - top || 1e-9),
      (this.#width * EARTH) / AROUND,
    );
    const middle = project.invert?.([(left + right) / 2, (top + bottom) / 2]) ?? points[0];
    this.#show({ lon: middle[0], lat: middle[1], scale });
  }

  world() {
    this.#show({ lon: 10, lat: 0, scale: 0 });
  }

  /** @param {number} factor */
  zoom(factor) {
    if (!this.#look) return;
    // Towards what is selected, as far as it is in sight.
    const place = this.#places.find(({ key }) => key === this.#selected);
    const middle = factor > 1 && place ? { lon: place.at[0], lat: place.at[1] } : {};
    this.#show({ ...this.#look, ...middle, scale: this.#look.scale * factor });
  }

  /** Moves by pixels. @param {number} x @param {number} y */
  move(x, y) {
    if (!this.#look) return;
    const middle = this.#projection().invert?.([this.#width / 2 + x, this.#height / 2 + y]);
    // Beyond the edge of the world there is nothing to invert.
    if (middle?.every(Number.isFinite)) this.#show({ ...this.#look, lon: middle[0], lat: middle[1] });
  }

  /** @param {Look} look */
  #show(look) {
    const least = Math.min(this.#width / WORLD.width, this.#height / WORLD.height);
    const scale = Math.max(least, Math.min(look.scale, CLOSEST));
    // No further than to the edge of the world.
    const flat = geo.geoEqualEarth().scale(scale).translate([0, 0]);
    const room = Math.max(0, (WORLD.height * scale - this.#height) / 2);
    const y = Math.max(-room, Math.min(flat([0, look.lat])?.[1] ?? 0, room));
    const lat = flat.invert?.([0, y])?.[1] ?? 0;
    this.#look = { lon: look.lon, lat, scale };
    this.#draw();
  }

  #resize() {
    const { clientWidth, clientHeight } = this.#box;
    if (clientWidth === 0 || (clientWidth === this.#width && clientHeight === this.#height)) return;
    [this.#width, this.#height] = [clientWidth, clientHeight];
    if (this.#look) this.#show(this.#look);
    else this.fit();
    if (this.#selected) this.select(this.#selected);
  }

  #projection() {
    const { lon, lat, scale } = /** @type {Look} */ (this.#look);
    const projection = geo.geoEqualEarth().rotate([-lon, 0]).scale(scale).translate([0, 0]);
    const [, y] = projection([lon, lat]) ?? [0, 0];
    return projection.translate([this.#width / 2, this.#height / 2 - y]).clipExtent([[0, 0], [this.#width, this.#height]]);
  }

  /** @param {[number, number]} at */
  #project(at) {
    return this.#projection()(at) ?? [-1, -1];
  }

  #draw() {
    if (!this.#look) return;
    const path = geo.geoPath(this.#projection()).digits(1);
    const shapes = [{ type: "Sphere" }, geo.geoGraticule10(), this.#outlines?.land, this.#outlines?.borders];
    this.#paths.forEach((element, i) => element.setAttribute("d", (shapes[i] && path(shapes[i])) ?? ""));
    this.#pins.replaceChildren(...this.#drawPins());
  }

  #drawPins() {
    /** @type {{x: number, y: number, places: MapPlace[]}[]} */
    const groups = [];
    for (const place of this.#places) {
      const [x, y] = this.#project(place.at);
      if (x < 0 || y < 0 || x > this.#width || y > this.#height) continue;
      const near = groups.find((group) => Math.hypot(group.x - x, group.y - y) < PIN);
      if (near) near.places.push(place);
      else groups.push({ x, y, places: [place] });
    }
    // What is selected is named first, and so always.
    const isSelected = (/** @type {MapPlace[]} */ places) => places.some(({ key }) => key === this.#selected);
    groups.sort((a, b) => Number(isSelected(b.places)) - Number(isSelected(a.places)));
    const taken = groups.map(({ x, y }) => ({ left: x - PIN / 2, right: x + PIN / 2, top: y - PIN / 2, bottom: y + PIN / 2 }));
    return groups.map(({ x, y, places }) => {
      const chosen = places.find(({ key }) => key === this.#selected) ?? places[0];
      // Another click on a pin of several places goes on to the next of them.
      const next = isSelected(places) ? places[(places.indexOf(chosen) + 1) % places.length] : chosen;
      const mentions = places.reduce((sum, place) => sum + place.mentions, 0);
      const className = ["pin", isSelected(places) && "selected", chosen.isArea && "area"].filter(Boolean).join(" ");
      const pin = itemButton(next.key, className, make("span", `dot size-${Math.min(4, Math.ceil(Math.sqrt(mentions)))}`));
      pin.tabIndex = -1;
      pin.setAttribute("aria-label", STRINGS.pin(places.map(({ name }) => name), mentions));
      pin.style.left = `${x}px`;
      pin.style.top = `${y}px`;
      const label = make("span", "pin-label", STRINGS.pinLabel(chosen.name, places.length - 1));
      const side = this.#placeLabel(label.textContent ?? "", x, y, taken, isSelected(places));
      if (side) {
        label.classList.add(side);
        pin.append(label);
      }
      return pin;
    });
  }

  /**
   * The side of a pin where its label has room, if any; the room is taken from then on.
   * @param {string} text @param {number} x @param {number} y @param {{left: number, right: number, top: number, bottom: number}[]} taken @param {boolean} always
   */
  #placeLabel(text, x, y, taken, always) {
    // Wider than any letters, so that nothing has to be measured.
    const width = text.length * 7.5 + 8;
    const sides = {
      right: { left: x + PIN / 2 + 0.5, right: x + PIN / 2 + width, top: y - 9, bottom: y + 9 },
      left: { left: x - PIN / 2 - width, right: x - PIN / 2 - 0.5, top: y - 9, bottom: y + 9 },
      above: { left: x - width / 2, right: x + width / 2, top: y - PIN / 2 - 18, bottom: y - PIN / 2 - 0.5 },
      below: { left: x - width / 2, right: x + width / 2, top: y + PIN / 2 + 0.5, bottom: y + PIN / 2 + 18 },
    };
    for (const [side, box] of Object.entries(sides)) {
      const inside = box.left >= 0 && box.right <= this.#width && box.top >= 0 && box.bottom <= this.#height;
      if (inside && (always || taken.every((other) => box.left > other.right || box.right < other.left || box.top > other.bottom || box.bottom < other.top))) {
        taken.push(box);
        return side;
      }
    }
    return undefined;
  }

  /** Buttons for what the keys do. */
  controls() {
    const button = (/** @type {string} */ name, /** @type {string} */ label, /** @type {() => void} */ act) => {
      const button = make("button", "", name);
      button.type = "button";
      button.setAttribute("aria-label", label);
      button.title = label;
      button.addEventListener("click", act);
      return button;
    };
    return make(
      "div", "map-controls",
      button("+", STRINGS.zoomIn, () => this.zoom(1.6)),
      button("−", STRINGS.zoomOut, () => this.zoom(1 / 1.6)),
      button(STRINGS.fitName, STRINGS.fit, () => this.fit()),
      button(STRINGS.worldName, STRINGS.world, () => this.world()),
    );
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.target !== this.#box || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = 60;
    const act = {
      ArrowLeft: () => this.move(-step, 0), ArrowRight: () => this.move(step, 0), ArrowUp: () => this.move(0, -step), ArrowDown: () => this.move(0, step),
      "+": () => this.zoom(1.6), "=": () => this.zoom(1.6), "-": () => this.zoom(1 / 1.6), 0: () => this.fit(), w: () => this.world(),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  /** @param {WheelEvent} event */
  #wheel(event) {
    // The wheel alone scrolls the panel; with Control, as two fingers on a touchpad send it, it zooms.
    if (!event.ctrlKey) return;
    event.preventDefault();
    this.zoom(Math.exp(-event.deltaY / 200));
  }

  #dragging() {
    /** @type {{x: number, y: number} | undefined} */
    let last;
    this.#box.addEventListener("pointerdown", (event) => {
      if (event.button === 0 && !(event.target instanceof Element && event.target.closest("button"))) last = { x: event.clientX, y: event.clientY };
    });
    this.#box.addEventListener("pointermove", (event) => {
      if (!last || event.buttons === 0) return;
      this.#box.setPointerCapture(event.pointerId);
      this.move(last.x - event.clientX, last.y - event.clientY);
      last = { x: event.clientX, y: event.clientY };
    });
    for (const end of /** @type {const} */ (["pointerup", "pointercancel"])) this.#box.addEventListener(end, () => (last = undefined));
  }
}

/** The middle of longitudes, on the side where they lie closest together. @param {number[]} longitudes in degrees */
function middleLongitude(longitudes) {
  const sorted = longitudes.toSorted((a, b) => a - b);
  let widest = { gap: -1, after: 0 };
  sorted.forEach((lon, i) => {
    const gap = (i + 1 < sorted.length ? sorted[i + 1] : sorted[0] + 360) - lon;
    if (gap > widest.gap) widest = { gap, after: i };
  });
  const start = sorted[(widest.after + 1) % sorted.length];
  const middle = start + (360 - widest.gap) / 2;
  return ((middle + 540) % 360) - 180;
}
