// Pieces of which the bar is made: buttons, labelled fields, choices, and lists that open below a button.

import { el, svg } from "../core/dom.js";

// Drawn on a field of 16 by 16.
const SIGNS = {
  play: "M4 2.5v11l9-5.5z",
  pause: "M4 3h3v10H4zM9 3h3v10H9z",
  previous: "M12 2.5v11L5.5 8zM3.5 3h1.8v10H3.5z",
  next: "M4 2.5v11L10.5 8zM10.7 3h1.8v10h-1.8z",
  calendar: "M3 3h2V1.5h1.5V3h3V1.5H11V3h2v11H3zM4.5 6v6.5h7V6z",
  down: "M3.5 6h9L8 11z",
  plus: "M7.2 3h1.6v4.2H13v1.6H8.8V13H7.2V8.8H3V7.2h4.2z",
  minus: "M3 7.2h10v1.6H3z",
};

/** A sign of ours, hidden from those who read with the ears; it is mirrored where one reads from right to left. */
export function sign(name) {
  return svg("svg", { width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true", class: "dl-sign dl-sign-" + name }, svg("path", { d: SIGNS[name], fill: "currentColor" }));
}

/** A button of the bar. `keep` names it, so that it has the focus again when the page is built anew. */
export function barButton(keep, content, attributes, press) {
  const button = el("button", { type: "button", class: "dl-bar-button", "data-keep": "bar-" + keep, ...attributes }, content);
  button.addEventListener("click", () => press(button));
  return button;
}

/** A field with its label above it. */
export function labelled(words, field, className) {
  return el("label", { class: "dl-field " + (className || "") }, el("span", { class: "dl-field-name" }, words), field);
}

/** A choice of one among [value, words]; `choose` is called with the value. */
export function choice(keep, items, choose) {
  const select = el("select", { "data-keep": "bar-" + keep }, items.map(([value, words]) => el("option", { value }, words)));
  select.addEventListener("change", () => choose(select.value));
  return select;
}

/** Show a value in a choice; one that is not among its items is added with these words. */
export function setChoice(select, value, words) {
  if (!Array.from(select.options).some((option) => option.value === value)) {
    select.append(el("option", { value }, words));
  }
  select.value = value;
}

/**
 * A button with something that opens below it: Escape and a press elsewhere close it. `open()` is called before it opens
 * and gives what is in it. Gives back {node, button, body, isOpen, end}.
 */
export function opener(keep, words, open) {
  const body = el("div", { class: "dl-opened", hidden: true, role: "group", "aria-label": words });
  const button = barButton(keep, [words, sign("down")], { "aria-expanded": "false", class: "dl-bar-button dl-opener-button" }, () => set(body.hidden));
  const node = el("div", { class: "dl-opener" }, button, body);
  const fillBody = () => body.replaceChildren(...[open()].flat());
  const set = (opened) => {
    if (opened) {
      fillBody();
    }
    body.hidden = !opened;
    button.setAttribute("aria-expanded", String(opened));
  };
  node.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !body.hidden) {
      event.stopPropagation();
      set(false);
      button.focus();
    }
  });
  const outside = (event) => !node.contains(event.target) && !body.hidden && set(false);
  document.addEventListener("pointerdown", outside);
  node.addEventListener("focusout", (event) => event.relatedTarget && outside({ target: event.relatedTarget }));
  return { node, button, isOpen: () => !body.hidden, body, end: () => document.removeEventListener("pointerdown", outside) };
}
