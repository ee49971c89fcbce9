// Many incidents on a small map: how many in each square, counted in one pass over typed arrays.

export const CELL = 28; // pixels

// From so many on a square looks so: ground and number, the more the darker; the number says how many it is.
const STEPS = [
  [1, "#f3e8f4", "#4a1050"],
  [10, "#d9b5dc", "#3a0c3f"],
  [100, "#8f4a96", "#ffffff"],
  [1000, "#4f1254", "#ffffff"],
];

/**
 * Counts of rows by square of the world, of those in view of a map whose top left pixel is `origin`.
 * `world` is {x, y} at zoom 0 and `scale` the pixels that one of these is wide now. Of rows with `several` set those of
 * one group count once in a square. Returns {columns, lines, first, above, left, top, counts, sample}: first and above
 * are the first square's column and line in the world, left and top its corner in view, sample the last row of each.
 */
export function gridOf(rows, number, world, scale, origin, size, several, groups) {
  const [first, above] = [Math.floor(origin.x / CELL), Math.floor(origin.y / CELL)];
  const columns = Math.floor((origin.x + size.x) / CELL) - first + 1;
  const lines = Math.floor((origin.y + size.y) / CELL) - above + 1;
  const counts = new Int32Array(columns * lines);
  const sample = new Int32Array(columns * lines).fill(-1);
  const grid = { columns, lines, first, above, left: first * CELL - origin.x, top: above * CELL - origin.y, counts, sample };
  const seen = new Set();
  for (let at = 0; at < number; at += 1) {
    const row = rows[at];
    const cell = cellOf(grid, world.x[row] * scale, world.y[row] * scale);
    if (cell >= 0) {
      const name = several[row] ? cell * 2 ** 31 + groups[row] : -1;
      if (name < 0 || !seen.has(name)) {
        counts[cell] += 1;
        if (name >= 0) {
          seen.add(name);
        }
      }
      sample[cell] = row;
    }
  }
  return grid;
}

/** The square in which a point in pixels of the world lies, or -1 beyond all. */
export function cellOf({ columns, lines, first, above }, x, y) {
  const column = Math.floor(x / CELL) - first;
  const line = Math.floor(y / CELL) - above;
  return column >= 0 && line >= 0 && column < columns && line < lines ? line * columns + column : -1;
}

/** The square at a pixel in view, or -1 where none of its rows are shown. */
export function cellAt(grid, x, y) {
  const column = Math.floor((x - grid.left) / CELL);
  const line = Math.floor((y - grid.top) / CELL);
  const cell = line * grid.columns + column;
  return column >= 0 && column < grid.columns && line >= 0 && line < grid.lines && grid.counts[cell] ? cell : -1;
}

/** The pixels in view of a square: [left, top, right, bottom]. */
export function boxOfCell(grid, cell) {
  const left = grid.left + (cell % grid.columns) * CELL;
  const top = grid.top + Math.floor(cell / grid.columns) * CELL;
  return [left, top, left + CELL, top + CELL];
}

/** How a square with a count looks: [ground, number's colour]. */
export function cellLook(count) {
  return STEPS.filter(([from]) => count >= from)
    .pop()
    .slice(1);
}

/** The counts at which the look changes, for the key. */
export function cellSteps() {
  return STEPS.map(([from]) => from);
}

/** Draw all squares that hold several; `words(count)` writes a number. */
export function paintGrid(context, grid, words) {
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.font = "600 10.5px system-ui, sans-serif";
  context.strokeStyle = "#ffffff";
  context.lineWidth = 1;
  for (let cell = 0; cell < grid.counts.length; cell += 1) {
    const count = grid.counts[cell];
    if (count > 1) {
      const [left, top] = boxOfCell(grid, cell).map(Math.round);
      const [ground, ink] = cellLook(count);
      context.fillStyle = ground;
      context.fillRect(left + 1, top + 1, CELL - 2, CELL - 2);
      context.strokeRect(left + 0.5, top + 0.5, CELL - 1, CELL - 1);
      context.fillStyle = ink;
      context.fillText(words(count), left + CELL / 2, top + CELL / 2 + 0.5);
    }
  }
}
