// What is drawn a little later is drawn in one frame, and with it the change that asked for it: all shows one moment.

const works = new Set();
let scheduled = 0;

/** Have `work()` run with the next frame; the same function once, however often it is asked for. */
export function drawSoon(work) {
  works.add(work);
  scheduled = scheduled || window.requestAnimationFrame(drawNow);
}

/** No longer have it run. */
export function drawNoMore(work) {
  works.delete(work);
}

/** Make a change with the next frame, and draw in that frame all that it asks to have drawn. */
export function changeInFrame(change) {
  window.requestAnimationFrame(() => {
    change();
    drawNow();
  });
}

/** A function that hands on the latest of what it is given, once a frame: a pointer moves more often than is drawn. */
export function onceAFrame(change) {
  let latest;
  let due = false;
  return (value) => {
    latest = value;
    if (!due) {
      due = true;
      changeInFrame(() => {
        due = false;
        change(latest);
      });
    }
  };
}

/** One that fails stops none of the others; it is told as an error that nobody caught. */
function drawNow() {
  window.cancelAnimationFrame(scheduled);
  scheduled = 0;
  const all = Array.from(works);
  works.clear();
  for (const work of all) {
    try {
      work();
    } catch (error) {
      setTimeout(() => {
        throw error;
      });
    }
  }
}
