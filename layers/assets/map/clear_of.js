// Where a mark goes that lies under others: aside by the least that has its middle seen.

const NEIGHBOURS = 12; // boxes that are looked at about one point

/**
 * A function from a point (x, y) to the nearest point [x, y] about which a square of `half` pixels each way touches none
 * of the boxes [left, top, right, bottom]; to the point itself where that is so already.
 */
export function clearOf(boxes, half) {
  const grown = boxes.map(([left, top, right, bottom]) => [left - half, top - half, right + half, bottom + half]);
  return (x, y) => (isFree(grown, x, y) ? [x, y] : nearestFree(nearestBoxes(grown, x, y), x, y));
}

function isFree(boxes, x, y) {
  return !boxes.some(([left, top, right, bottom]) => x > left && x < right && y > top && y < bottom);
}

function nearestBoxes(boxes, x, y) {
  const away = ([left, top, right, bottom]) => Math.max(left - x, x - right, top - y, y - bottom);
  return boxes.length <= NEIGHBOURS ? boxes : boxes.slice().sort((one, other) => away(one) - away(other)).slice(0, NEIGHBOURS);
}

/** The nearest point outside of boxes is straight beyond an edge of one, or where two edges meet. */
function nearestFree(boxes, x, y) {
  const across = [x, ...boxes.flatMap(([left, , right]) => [left, right])];
  const along = [y, ...boxes.flatMap(([, top, , bottom]) => [bottom, top])];
  let best = [x, y];
  let least = Infinity;
  for (const down of along) {
    for (const right of across) {
      const distance = Math.hypot(right - x, down - y);
      if (distance < least && isFree(boxes, right, down)) {
        best = [right, down];
        least = distance;
      }
    }
  }
  return best;
}
