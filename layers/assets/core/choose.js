// Choosing a crossing on the map.

/** Tell the state which crossing is looked at; gives back whether there is a panel that shows it. */
export function chooseCrossing({ store, root }, id) {
  store.send({ type: "choose", id });
  const panel = root.querySelector(".dl-panel");
  return panel !== null && panel.getClientRects().length > 0;
}
