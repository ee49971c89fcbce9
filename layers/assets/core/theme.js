// Light or dark: as the reader's system has it, unless the page is told; paper is always light.

const views = new Set();
let dark = null;
let paper = false;

/** Whether what is drawn now is drawn on dark ground. */
export function isDark() {
  if (dark === null) {
    dark = readTheme();
    watchTheme();
  }
  return dark;
}

/** Call a view whenever the ground turns light or dark; gives back the function that ends it. */
export function onTheme(view) {
  isDark();
  views.add(view);
  return () => views.delete(view);
}

/** What `make` gives while all is drawn as on paper. */
export function asOnPaper(make) {
  const turn = (wanted) => {
    paper = wanted;
    look();
  };
  isDark();
  turn(true);
  try {
    return make();
  } finally {
    turn(false);
  }
}

function readTheme() {
  if (typeof window === "undefined" || paper || media("print").matches) {
    return false;
  }
  const told = document.documentElement.dataset.theme;
  return told ? told === "dark" : media("(prefers-color-scheme: dark)").matches;
}

function watchTheme() {
  if (typeof window === "undefined") {
    return;
  }
  ["print", "(prefers-color-scheme: dark)"].forEach((query) => media(query).addEventListener("change", look));
  new MutationObserver(look).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
}

function look() {
  if (readTheme() !== dark) {
    dark = !dark;
    Array.from(views).forEach((view) => view(dark));
  }
}

function media(query) {
  return window.matchMedia(query);
}
