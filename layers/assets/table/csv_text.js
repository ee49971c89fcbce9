// CSV as the command line writes it: UTF-8 without a mark, lines that end with LF, no cell that runs as a formula.

// What a spreadsheet takes for a formula, after any number of apostrophes, full-width signs too; one more in front
// makes it text, and importing takes that away. https://owasp.org/www-community/attacks/CSV_Injection
const FORMULA = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
const PLAIN_NUMBER = /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;
const QUOTED = /[",\r\n]/;
const LONE = /\p{Surrogate}/gu;

/** The text of a table: names of the columns, then rows as lists of values. */
export function csvText(columns, rows) {
  return [columns.map((name) => quoted(escaped(name))), ...rows.map((row) => row.map(csvCell))].map(csvLine).join("");
}

/** One value as a cell: yes or no, a number, text; empty where nothing is known. */
export function csvCell(value) {
  if (value === null || value === undefined || Number.isNaN(value)) {
    return "";
  }
  if (typeof value === "boolean") {
    return value ? "yes" : "no";
  }
  return typeof value === "number" ? String(value) : quoted(escaped(wellFormed(String(value))));
}

/** Text with one apostrophe in front where a spreadsheet would take it for a formula. */
export function escaped(text) {
  return FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? "'" + text : text;
}

/** Text without halves of letters, which UTF-8 cannot hold. */
function wellFormed(text) {
  return text.replace(LONE, "\ufffd");
}

function quoted(text) {
  return QUOTED.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
}

/** A row of one empty cell is written so that it is not taken for no row. */
function csvLine(cells) {
  return (cells.length === 1 && cells[0] === "" ? '""' : cells.join(",")) + "\n";
}
