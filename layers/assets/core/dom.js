// Building the page: elements get text by textContent alone, links only http and https addresses.

const SVG_SPACE = "http://www.w3.org/2000/svg";

/** An element with attributes and children; a child is a node, text, a number, null (left out) or a list of these. */
export function el(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** The same for SVG. */
export function svg(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG_SPACE, tag), attributes, children);
}

/** Empty a node. */
export function clear(node) {
  while (node.firstChild) {
    node.removeChild(node.firstChild);
  }
  return node;
}

/** The address if it may be followed from a map, else "". */
export function safeAddress(text) {
  if (typeof text !== "string" || !/^https?:\/\/[^\s]+$/i.test(text)) {
    return "";
  }
  try {
    const address = new URL(text);
    return address.protocol === "http:" || address.protocol === "https:" ? address.href : "";
  } catch {
    return "";
  }
}

/** A link that opens elsewhere, or plain text where the address may not be followed. */
export function link(text, address) {
  const href = safeAddress(address);
  if (!href) {
    return el("span", { class: "dl-unlinked", dir: "auto" }, text);
  }
  return el("a", { href, target: "_blank", rel: "noopener noreferrer", dir: "auto" }, text);
}

/** A source as a link; as text where a scraper carries it, whose address is for the record and not to be followed. */
export function sourceLink(source, text) {
  return link(text, source.kind === "scraper" ? "" : source.url);
}

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== null && value !== undefined && value !== false) {
      node.setAttribute(name, value === true ? "" : String(value));
    }
  }
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== "") {
      node.append(child);
    }
  }
  return node;
}
