// State of one map: what is shown. Views are functions of it; this alone holds it.

export const INITIAL = { shown: {}, legendOpen: true };

/** The state after an action; the same object where nothing changes. */
export function reduce(state, action) {
  switch (action.type) {
    case "show":
      if (state.shown[action.layer] === action.shown) {
        return state;
      }
      return { ...state, shown: { ...state.shown, [action.layer]: action.shown } };
    case "legend":
      return state.legendOpen === action.open ? state : { ...state, legendOpen: action.open };
    default:
      return state;
  }
}

/** A store: get(), send(action), subscribe(view) -> function that ends it. */
export function createStore(initial) {
  let state = initial;
  const views = new Set();
  return {
    get: () => state,
    send(action) {
      const before = state;
      state = reduce(state, action);
      if (state !== before) {
        views.forEach((view) => view(state, before));
      }
    },
    subscribe(view) {
      views.add(view);
      return () => views.delete(view);
    },
  };
}
