// Which labels fit: greedy by priority, so that what matters more keeps its place.

/**
 * Choose a place for each box.
 * items: [{priority, firm, places: [[left, top], ...], width, height}], obstacles: [[left, top, right, bottom], ...].
 * `soft` obstacles are kept clear only by items that are not `firm`.
 * Returns, per item, the index of the place taken or -1. Equal priorities keep their order.
 */
export function place(items, obstacles, gap, soft) {
  const taken = obstacles.slice();
  const passed = soft || [];
  const chosen = new Array(items.length).fill(-1);
  const order = items.map((item, at) => at).sort((one, other) => items[other].priority - items[one].priority || one - other);
  for (const at of order) {
    const { places, width, height, firm } = items[at];
    for (let index = 0; index < places.length; index += 1) {
      const [left, top] = places[index];
      const box = [left - gap, top - gap, left + width + gap, top + height + gap];
      if (!taken.some((other) => overlaps(box, other)) && (firm || !passed.some((other) => overlaps(box, other)))) {
        chosen[at] = index;
        taken.push([left, top, left + width, top + height]);
        break;
      }
    }
  }
  return chosen;
}

export function overlaps(one, other) {
  return one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
}
