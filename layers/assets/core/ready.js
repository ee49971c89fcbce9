// When all is drawn: a promise, and a mark on the page for those who wait for it from outside.

const FRAME_MS = 250;
const EMPTY = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
let pending = 0;
let settle = null;

/** Count a promise among those to wait for; it is given back. An error is told as one that nobody caught. */
export function track(promise) {
  const root = document.documentElement;
  pending += 1;
  if (!settle) {
    window.durandlineReady = new Promise((resolve) => (settle = resolve));
    holdLoad();
  }
  if (root.dataset.durandline !== "failed") {
    root.dataset.durandline = "busy";
  }
  promise.then(
    () => frame().then(done),
    (error) => {
      root.dataset.durandline = "failed";
      setTimeout(() => {
        throw error;
      });
    },
  );
  return promise;
}

/**
 * Keep the page loading until all is drawn, for programs that print it or take its picture once it has loaded: a page
 * has loaded when its last image has, and each of these empty ones is followed by another.
 */
function holdLoad() {
  const image = new Image();
  const next = () => pending > 0 && document.readyState !== "complete" && document.documentElement.dataset.durandline === "busy" && holdLoad();
  image.onload = next;
  image.onerror = next;
  image.src = EMPTY + "#" + pending + Math.random();
}

function done() {
  pending -= 1;
  if (pending === 0) {
    document.documentElement.dataset.durandline = "ready";
    settle();
  }
}

/** After the next frame, or soon where none is painted. */
function frame() {
  return new Promise((resolve) => {
    window.requestAnimationFrame(resolve);
    setTimeout(resolve, FRAME_MS);
  });
}
