// Points over typed arrays: grouped by place, found by position, drawn on one canvas in one pass.

/** Rows grouped by equal position: {lat, lon, first, next, count} as arrays over groups and rows. */
export function groupPoints(lons, lats) {
  const index = new Map();
  const members = [];
  for (let row = 0; row < lons.length; row += 1) {
    if (Number.isFinite(lons[row]) && Number.isFinite(lats[row])) {
      const key = lons[row] + " " + lats[row];
      if (!index.has(key)) {
        index.set(key, members.length);
        members.push([]);
      }
      members[index.get(key)].push(row);
    }
  }
  return {
    members,
    lon: Float64Array.from(members, (rows) => lons[rows[0]]),
    lat: Float64Array.from(members, (rows) => lats[rows[0]]),
  };
}

/**
 * Places that would cover each other on the screen, taken together: greedy, the largest first, each taking what
 * lies within `reach` of it. Positions are in world pixels of one zoom, so the answer does not move with the view.
 * Returns [{members: [place, ...], x, y, count}], largest first.
 */
export function cluster(xs, ys, counts, order, reach) {
  const cells = new Map();
  const key = (column, line) => column + ":" + line;
  for (const at of order) {
    const name = key(Math.floor(xs[at] / reach), Math.floor(ys[at] / reach));
    cells.has(name) ? cells.get(name).push(at) : cells.set(name, [at]);
  }
  const taken = new Uint8Array(xs.length);
  const clusters = [];
  for (const at of order) {
    if (!taken[at]) {
      const members = near(cells, key, xs, ys, at, reach).filter((other) => !taken[other]);
      members.forEach((other) => (taken[other] = 1));
      clusters.push({ members, x: xs[at], y: ys[at], count: members.reduce((sum, other) => sum + counts[other], 0) });
    }
  }
  return clusters.sort((one, other) => other.count - one.count);
}

function near(cells, key, xs, ys, at, reach) {
  const [column, line] = [Math.floor(xs[at] / reach), Math.floor(ys[at] / reach)];
  const found = [];
  for (let x = column - 1; x <= column + 1; x += 1) {
    for (let y = line - 1; y <= line + 1; y += 1) {
      (cells.get(key(x, y)) || []).forEach((other) => Math.hypot(xs[other] - xs[at], ys[other] - ys[at]) <= reach && found.push(other));
    }
  }
  return found;
}

/** The nearest point to (x, y) whose own radius plus `slack` reaches it, the topmost of equals; or -1. */
export function pickPoint(xs, ys, radii, x, y, slack) {
  let best = -1;
  let least = Infinity;
  for (let at = 0; at < xs.length; at += 1) {
    const distance = Math.hypot(xs[at] - x, ys[at] - y) - radii[at] - slack;
    if (distance <= 0 && distance <= least) {
      least = distance;
      best = at;
    }
  }
  return best;
}

/** Radius of the mark for `count` rows at one place, in CSS pixels. */
export function groupRadius(base, count) {
  return count === 1 ? base : Math.min(base + 2.2 * Math.log2(count), 15);
}

const EQUATOR_PIXEL = (2 * Math.PI * 6378137) / 256; // metres of one pixel at zoom 0 on the equator, Web Mercator

/** Length in pixels of `metres` on the ground at a latitude and zoom of Web Mercator. */
export function pixelsOf(metres, lat, zoom) {
  return (metres * Math.pow(2, zoom)) / (EQUATOR_PIXEL * Math.cos((lat * Math.PI) / 180));
}

/** A Leaflet layer with one canvas over the view; `paint(context, frame)` draws it anew after each move. */
export function canvasLayer(pane, paint) {
  const L = window.L;
  const Canvas = L.Layer.extend({
    onAdd(map) {
      this.canvas = L.DomUtil.create("canvas", "dl-canvas leaflet-zoom-animated", map.getPane(pane));
      this.canvas.setAttribute("aria-hidden", "true");
      this.redraw();
    },
    onRemove() {
      this.canvas.remove();
    },
    getEvents() {
      return { moveend: this.redraw, resize: this.redraw, zoomanim: this.animate };
    },
    redraw() {
      const map = this._map;
      const size = map.getSize();
      const ratio = window.devicePixelRatio || 1;
      this.corner = map.containerPointToLatLng([0, 0]);
      this.canvas.width = size.x * ratio;
      this.canvas.height = size.y * ratio;
      this.canvas.style.width = size.x + "px";
      this.canvas.style.height = size.y + "px";
      L.DomUtil.setTransform(this.canvas, map.containerPointToLayerPoint([0, 0]), 1);
      const context = this.canvas.getContext("2d");
      context.scale(ratio, ratio);
      paint(context, { map, size, zoom: map.getZoom(), origin: map.getPixelBounds().min });
    },
    animate(event) {
      const map = this._map;
      const shift = L.DomUtil.getPosition(map.getPane("mapPane"));
      const origin = map.project(event.center, event.zoom).subtract(map.getSize().divideBy(2)).add(shift).round();
      L.DomUtil.setTransform(this.canvas, map.project(this.corner, event.zoom).subtract(origin), map.getZoomScale(event.zoom));
    },
  });
  return new Canvas();
}
