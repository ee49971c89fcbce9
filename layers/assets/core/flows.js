// The flow tree: cargo and people, and what is under each.

/** Names in which a branch replaces its leaves where all of them are listed. */
export function collapseFlows(flows, tree) {
  let names = Array.from(new Set(flows));
  for (const branch of Object.keys(tree).reverse()) {
    const leaves = tree[branch];
    if (leaves.every((leaf) => names.includes(leaf))) {
      const at = names.findIndex((name) => leaves.includes(name));
      names = names.filter((name, position) => position === at || !leaves.includes(name));
      names[at] = branch;
    }
  }
  return names;
}

/** Flows in words, joined by commas. */
export function flowWords(flows, tree, t) {
  return t.list(collapseFlows(flows || [], tree).map((name) => t.word("flow", name)));
}
