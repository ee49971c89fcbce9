// From base64 of deflated bytes back to values: the one way in which tables and words reach the page.

const TEXT = new TextDecoder();

/** The bytes that a base64 text writes. */
export function bytesOf(base64) {
  if (typeof Uint8Array.fromBase64 === "function") {
    return Uint8Array.fromBase64(base64);
  }
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) {
    bytes[at] = text.charCodeAt(at);
  }
  return bytes;
}

/** The bytes that a base64 text holds deflated (zlib format), as a promise. */
export function inflateBytes(base64) {
  const stream = () => new Blob([bytesOf(base64)]).stream().pipeThrough(new DecompressionStream("deflate"));
  return Promise.resolve()
    .then(() => new Response(stream()).arrayBuffer())
    .then((buffer) => new Uint8Array(buffer));
}

/** The value of deflated JSON as a promise. */
export function inflateJson(base64) {
  return inflateBytes(base64).then((bytes) => JSON.parse(TEXT.decode(bytes)));
}

/** The value that {deflated: base64} packs, as a promise; what is not packed is given back as it is. */
export function inflate(packed) {
  const isPacked = packed !== null && typeof packed === "object" && typeof packed.deflated === "string";
  return isPacked ? inflateJson(packed.deflated) : Promise.resolve(packed);
}
