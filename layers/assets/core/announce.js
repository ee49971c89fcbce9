// Telling those who do not see the map what a change of the filter has changed.

import { summaryWords } from "../table/grid_words.js";
import { differs } from "./store.js";

const QUIET_MS = 900; // one message for several changes in a row
const ANNOUNCED = ["on", "window", "hiddenKinds", "crossings", "flow", "direction", "search", "searched", "precision"];

/** Have the counts read out once the filter rests; gives back the function that ends it. */
export function announceCounts(model) {
  let due = 0;
  model.store.subscribe((state, before) => {
    if (differs(state, before, ANNOUNCED)) {
      clearTimeout(due);
      due = state.playing ? 0 : setTimeout(() => model.announce(summaryWords(model, model.store.get(), model.t())), QUIET_MS);
    }
  });
  return () => clearTimeout(due);
}
