// Which labels fit: greedy by priority, so that what matters more keeps its place.

/**
 * Choose a place for each box.
 * items: [{priority, firm, places: [[left, top], ...], width, height}], obstacles: [[left, top, right, bottom], ...].
 * `soft` obstacles are kept clear too; an item that is `firm` lies over them where there is no other place for it.
 * Returns, per item, the index of the place taken or -1. Equal priorities keep their order.
 */
export function place(items, obstacles, gap, soft) {
  const taken = obstacles.slice();
  const passed = soft || [];
  const chosen = new Array(items.length).fill(-1);
  const order = items.map((item, at) => at).sort((one, other) => items[other].priority - items[one].priority || one - other);
  for (const at of order) {
    const { places, width, height, firm } = items[at];
    const boxes = places.map(([left, top]) => [left, top, left + width, top + height]);
    const clear = ([left, top, right, bottom], others) => !others.some((other) => overlaps([left - gap, top - gap, right + gap, bottom + gap], other));
    const free = boxes.map((box, index) => index).filter((index) => clear(boxes[index], taken));
    const best = free.find((index) => clear(boxes[index], passed));
    const index = best === undefined && firm ? free[0] : best;
    if (index !== undefined) {
      chosen[at] = index;
      taken.push(boxes[index]);
    }
  }
  return chosen;
}

export function overlaps(one, other) {
  return one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
}
