// Many incidents closer to the ground: each kind's shape is drawn once and its pixels are stamped for every row.

import { tracePath } from "./symbols.js";

/** A shape as pixels, from a style: {dx, dy, colours} of those that are not empty, about its middle. */
export function spriteOf(style, ratio) {
  const half = Math.ceil((style.size * 1.25 + 1) * ratio);
  const canvas = document.createElement("canvas");
  canvas.width = half * 2 + 1;
  canvas.height = half * 2 + 1;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  tracePath(context, style.shape, half + 0.5, half + 0.5, style.size * ratio * 0.8);
  context.fillStyle = style.fill;
  context.strokeStyle = style.colour;
  context.lineWidth = 1.2 * ratio;
  context.lineJoin = "round";
  context.fill();
  context.stroke();
  return pixelsIn(new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer), half);
}

/** The pixels of a square image that are not empty. */
export function pixelsIn(image, half) {
  const width = half * 2 + 1;
  const kept = Array.from(image.keys()).filter((at) => image[at] >>> 24 > 40);
  return {
    half,
    dx: Int16Array.from(kept, (at) => (at % width) - half),
    dy: Int16Array.from(kept, (at) => Math.floor(at / width) - half),
    colours: Uint32Array.from(kept, (at) => image[at]),
  };
}

/**
 * Stamp rows one over the other into pixels of a picture `width` wide: `pixels` get their colours, `picks` the number of
 * the row (from 1 on) whose mark is topmost there. An edge that is half transparent does not cover what is below it.
 */
export function stampRows(rows, number, xs, ys, codes, sprites, { pixels, picks, width, height }) {
  const steps = sprites.map(({ dx, dy }) => Int32Array.from(dx, (right, at) => dy[at] * width + right));
  for (let each = 0; each < number; each += 1) {
    const row = rows[each];
    const [x, y, code] = [Math.round(xs[each]), Math.round(ys[each]), codes[row]];
    const sprite = sprites[code];
    const { half, dx, dy, colours } = sprite;
    const offsets = steps[code];
    const whole = x >= half && y >= half && x < width - half && y < height - half;
    const middle = y * width + x;
    for (let at = 0; at < offsets.length; at += 1) {
      if (whole || (x + dx[at] >= 0 && y + dy[at] >= 0 && x + dx[at] < width && y + dy[at] < height)) {
        const place = middle + offsets[at];
        if (colours[at] >>> 24 === 255 || pixels[place] === 0) {
          pixels[place] = colours[at];
          picks[place] = row + 1;
        }
      }
    }
  }
}
