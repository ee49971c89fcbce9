// The modules as they are in the repository: node takes a .js file for a module only if it is told so.
import { existsSync, readdirSync, readFileSync } from "node:fs";

const folder = new URL("../../../layers/assets/", import.meta.url);
const rooms = readdirSync(folder);
const loaded = new Map();

/** Import a module of ours and what it imports. */
export async function load(name) {
  if (!loaded.has(name)) {
    const room = rooms.find((each) => existsSync(new URL(`${each}/${name}.js`, folder)));
    let source = readFileSync(new URL(`${room}/${name}.js`, folder), "utf8");
    for (const [line, names, from] of source.matchAll(/^import \{ (.+) \} from "(?:\.|\.\.\/[a-z]+)\/([a-z_]+)\.js";$/gm)) {
      source = source.replace(line, `import { ${names} } from "${await addressOf(from)}";`);
    }
    loaded.set(name, "data:text/javascript;base64," + Buffer.from(source).toString("base64"));
  }
  return import(loaded.get(name));
}

async function addressOf(name) {
  await load(name);
  return loaded.get(name);
}

/** Rows as the columns that a page holds. */
export const columns = (rows) => Object.fromEntries(Object.keys(rows[0]).map((name) => [name, rows.map((row) => row[name])]));
