// Answers that say the same, taken together as a person would say them; as the command line does.

import { collapseFlows } from "./flows.js";
import { WAYS } from "./vocabulary.js";

/** The leaves under a flow of the tree, in its order; a leaf is its own. */
export function leavesOf(flow, tree) {
  return tree[flow] ? tree[flow].flatMap((branch) => leavesOf(branch, tree)) : [flow];
}

/** The shortest list of flows that covers exactly these leaves, in the order of the tree. */
export function namedFlows(covered, tree) {
  const order = leavesOf("all", tree);
  return collapseFlows(order.filter((leaf) => covered.includes(leaf)), tree);
}

/**
 * Things of a leaf flow and a direction as lines [{flows, direction, item}]: those with one `key` are one line, first by
 * flow within a direction, then over both directions. Each item is {flow, direction, ...}.
 */
export function gather(items, key, tree) {
  const lines = [];
  for (const ways of groups(items, key).values()) {
    const byFlows = new Map();
    for (const [way, members] of groups(ways, (item) => item.direction)) {
      const flows = namedFlows(members.map((item) => item.flow), tree);
      const one = byFlows.get(flows.join()) || { flows, directions: [], item: members[0] };
      one.directions.push(way);
      byFlows.set(flows.join(), one);
    }
    byFlows.forEach(({ flows, directions, item }) => lines.push({ flows, direction: directions.length === WAYS.length ? "both" : directions[0], item }));
  }
  const order = leavesOf("all", tree);
  const place = (line) => order.indexOf(leavesOf(line.flows[0], tree)[0]);
  return lines.sort((one, other) => place(one) - place(other) || (one.direction < other.direction ? -1 : one.direction > other.direction ? 1 : 0));
}

function groups(items, key) {
  const found = new Map();
  for (const item of items) {
    const name = key(item);
    found.has(name) ? found.get(name).push(item) : found.set(name, [item]);
  }
  return found;
}
