// Reading packed columns: lists of values with words and codes where text repeats; numbers as typed arrays out of bytes.

/** A reader of {rows, columns}: get(name, row), has(name), numbers(name). */
export function reader(packed) {
  const columns = packed.columns;
  const has = (name) => Object.prototype.hasOwnProperty.call(columns, name);
  return {
    rows: packed.rows,
    has,
    get(name, row) {
      if (!has(name)) {
        return null;
      }
      const column = columns[name];
      if (Array.isArray(column)) {
        return column[row];
      }
      return column.words ? column.words[column.codes[row]] : column.lists[row].map((item) => column.items[item]);
    },
    text(name, row) {
      const value = this.get(name, row);
      return value === null || value === undefined ? "" : String(value);
    },
    list(name, row) {
      const value = this.get(name, row);
      return Array.isArray(value) ? value : [];
    },
    /** Numbers of one column; what is missing is NaN. */
    numbers(name) {
      const values = new Float64Array(packed.rows).fill(NaN);
      for (let row = 0; row < packed.rows; row += 1) {
        const value = this.get(name, row);
        if (typeof value === "number") {
          values[row] = value;
        }
      }
      return values;
    },
    /** The numbers of all rows. */
    all() {
      return Array.from({ length: packed.rows }, (_, row) => row);
    },
    /** Rows that have a point. */
    located() {
      const rows = [];
      for (let row = 0; row < packed.rows; row += 1) {
        if (typeof this.get("lon", row) === "number" && typeof this.get("lat", row) === "number") {
          rows.push(row);
        }
      }
      return rows;
    },
  };
}

/** Rows by the value of a column, in order of first appearance. */
export function groupRows(rows, key) {
  const groups = new Map();
  for (const row of rows) {
    const value = key(row);
    if (!groups.has(value)) {
      groups.set(value, []);
    }
    groups.get(value).push(row);
  }
  return groups;
}

/** How many things the rows are about: those with equal ids are one; without ids each row is one of its own. */
export function distinct(read, rows, ids) {
  if (!ids.every((name) => read.has(name))) {
    return rows.length;
  }
  return new Set(rows.map((row) => ids.map((name) => read.text(name, row)).join("\n"))).size;
}

/** Give an object a property that is made when it is first read. */
export function onceRead(object, name, make) {
  const keep = (value) => Object.defineProperty(object, name, { value, enumerable: true })[name];
  Object.defineProperty(object, name, { get: () => keep(make()), enumerable: true, configurable: true });
}

/** The largest of whole numbers, -1 where there are none. */
export function largest(values) {
  let most = -1;
  for (let at = 0; at < values.length; at += 1) {
    most = values[at] > most ? values[at] : most;
  }
  return most;
}

const ARRAYS = { 1: Int8Array, 2: Int16Array, 4: Int32Array, 8: Float64Array };
const MASKS = { 1: 0xff, 2: 0xffff, 4: -1 };

/**
 * The numbers of one typed column {width, delta, planes, offset, length} out of the bytes of all: little-endian, byte
 * plane by byte plane where told so; differences to the row before are zig-zag and wrap at the width.
 */
export function typedColumn(bytes, { width, delta, planes, offset, length }) {
  const raw = bytes.subarray(offset, offset + length);
  const values = new ARRAYS[width]((planes ? woven(raw, width) : raw.slice()).buffer);
  if (delta) {
    for (let row = 0, last = 0; row < values.length; row += 1) {
      const folded = values[row] & MASKS[width];
      values[row] = last + ((folded >>> 1) ^ -(folded & 1));
      last = values[row];
    }
  }
  return values;
}

/** The same numbers with -1 for what is missing: codes of words, of which none is negative. */
export function withoutMissing(values, missing) {
  if (typeof missing === "number") {
    for (let row = 0; row < values.length; row += 1) {
      if (values[row] === missing) {
        values[row] = -1;
      }
    }
  }
  return values;
}

/** The numbers in another unit, NaN for what is missing. */
export function scaled(values, unit, missing) {
  const found = new Float64Array(values.length);
  for (let row = 0; row < values.length; row += 1) {
    found[row] = values[row] === missing ? NaN : values[row] / unit;
  }
  return found;
}

/** Bytes of numbers side by side, from their planes one after the other. */
function woven(raw, width) {
  const rows = raw.length / width;
  const bytes = new Uint8Array(raw.length);
  for (let plane = 0; plane < width; plane += 1) {
    const start = plane * rows;
    for (let row = 0, at = plane; row < rows; row += 1, at += width) {
      bytes[at] = raw[start + row];
    }
  }
  return bytes;
}
