// Moving about in the timeline: drag pans, two fingers or the wheel with Ctrl zoom, a drag on the axis moves the date.

const DRAG_SLACK = 4; // pixels before a press is a drag
const WHEEL = 0.0022;

/** How many pixels a wheel moves: lines and pages as browsers without pixels count them. */
export function wheelPixels({ deltaX, deltaY, deltaMode, shiftKey }) {
  const unit = [1, 16, 300][deltaMode] || 1;
  return { along: (Math.abs(deltaX) > Math.abs(deltaY) ? deltaX : shiftKey ? deltaY : 0) * unit, across: deltaY * unit };
}

/**
 * Listen to pointers and wheel on the plot. `on` holds what is done: pan(pixels), zoom(factor, x), scrub(x), release();
 * `isAxis(target)` tells where a drag moves the date.
 */
export function followPointers(plot, on, isAxis) {
  const pointers = new Map();
  let drag = null;
  const xIn = (event) => event.clientX - plot.getBoundingClientRect().left;
  const gap = () => {
    const [one, other] = Array.from(pointers.values());
    return { far: Math.max(10, Math.abs(one - other)), middle: (one + other) / 2 };
  };
  plot.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) {
      return;
    }
    pointers.set(event.pointerId, xIn(event));
    const scrubs = pointers.size === 1 && isAxis(event.target);
    drag = { from: xIn(event), last: xIn(event), scrubs, moved: scrubs, gap: pointers.size === 2 ? gap() : null };
    if (scrubs) {
      event.preventDefault();
      plot.setPointerCapture(event.pointerId);
      on.scrub(drag.last);
    }
  });
  plot.addEventListener("pointermove", (event) => {
    if (!pointers.has(event.pointerId) || !drag) {
      return;
    }
    const x = xIn(event);
    pointers.set(event.pointerId, x);
    if (pointers.size === 2 && drag.gap) {
      const now = gap();
      on.zoom(now.far / drag.gap.far, now.middle);
      on.pan(now.middle - drag.gap.middle);
      drag.gap = now;
      drag.moved = true;
    } else if (drag.scrubs) {
      on.scrub(x);
    } else if (drag.moved || Math.abs(x - drag.from) > DRAG_SLACK) {
      if (!drag.moved) {
        plot.setPointerCapture(event.pointerId);
      }
      drag.moved = true;
      on.pan(x - drag.last);
    }
    drag.last = x;
  });
  const up = (event) => {
    pointers.delete(event.pointerId);
    if (drag && pointers.size) {
      drag = { ...drag, gap: null, last: Array.from(pointers.values())[0] };
    } else if (drag) {
      const { moved } = drag;
      drag = null;
      on.release(moved);
    }
  };
  ["pointerup", "pointercancel"].forEach((type) => plot.addEventListener(type, up));
  plot.addEventListener("wheel", (event) => {
    const { along, across } = wheelPixels(event);
    if (event.ctrlKey || event.metaKey || isAxis(event.target)) {
      event.preventDefault();
      on.zoom(Math.exp(-across * WHEEL), xIn(event));
    } else if (along) {
      event.preventDefault();
      on.pan(-along);
    }
  }, { passive: false });
}
