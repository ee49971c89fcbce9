// Language, light or dark, and the address of what is shown.

import { encode } from "../core/address.js";
import { barButton } from "./controls.js";
import { el } from "../core/dom.js";
import { partField } from "./filters.js";
import { THEMES } from "../core/accept.js";
import { translator } from "../core/words.js";

/** The address of the page as it is shown now. */
export function addressOf(state, start, href) {
  return href.split("#")[0] + encode(state, start);
}

/** The choice of a language, each by its own name; nothing where there is one alone. */
export function languageField(model) {
  const { languages } = model.limits;
  return languages.length < 2 ? null : partField(model, "language", languages.map((code) => [code, translator(code).name]), model.t()("bar.language"));
}

/** The choice of light, dark, or what the reader's system has. */
export function themeField(model) {
  const t = model.t();
  return partField(model, "theme", THEMES.map((theme) => [theme, t("bar.theme_" + (theme || "auto"))]), t("bar.theme"));
}

/** A button that copies the address; where a page may not, the address itself is shown to be copied by hand. */
export function shareButton(model) {
  const { store, start } = model;
  const t = model.t();
  const shown = el("input", { type: "text", readonly: true, dir: "ltr", class: "dl-address", hidden: true, "aria-label": t("bar.address") });
  const told = (button, key) => {
    button.textContent = t(key);
    model.announce(t(key));
    setTimeout(() => (button.textContent = t("bar.share")), 2500);
  };
  const button = barButton("share", t("bar.share"), { title: t("bar.share_note") }, () => {
    const address = addressOf(store.get(), start, window.location.href);
    const copied = navigator.clipboard ? navigator.clipboard.writeText(address) : Promise.reject(new Error("no clipboard"));
    copied.then(
      () => {
        shown.hidden = true;
        told(button, "bar.copied");
      },
      () => {
        shown.value = address;
        shown.hidden = false;
        shown.select();
      },
    );
  });
  shown.addEventListener("blur", () => (shown.hidden = true));
  return el("div", { class: "dl-share" }, button, shown);
}
