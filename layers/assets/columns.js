// Reading packed columns: a list of values; words with codes where text repeats; items with lists of codes.

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
