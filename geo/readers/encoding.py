"""Which encoding the bytes of a text file are in, decided from all of them, and said where it had to be assumed."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from durandline.geo.errors import InputError
from durandline.geo.readers.choose_table import with_option
from durandline.geo.schema.findings import Finding

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
REPLACED = "\ufffd"
_REPLACED_UTF8 = REPLACED.encode()
_HEAD = 4096
_SAMPLE = 200_000
_TAIL = 256
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1a\x1b"))
_LINES_BEYOND_ASCII = re.compile(rb"[^\n]*[\x80-\xff][^\n]*")
_WORD = re.compile(r"[^\W\d_]+")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
# Codecs that make text out of text, or out of ASCII alone: no file is in one of them.
_NO_FILE = ("idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined")
_SHOWN = {"cp1256": "Windows-1256 (Arabic script)", "cp1252": "Windows-1252 (Western Europe)"}


@dataclass(frozen=True, slots=True)
class Encoding:
    """How bytes are to be read: the codec, how it was found, and the last characters of the text.

    With ``how`` "damaged" or "code-page" some bytes may have no character: they become U+FFFD.
    """

    codec: str
    how: Literal["certain", "pattern", "code-page", "damaged", "given"]
    tail: str = ""

    def findings(self, file: str) -> list[Finding]:
        """Return a note where the encoding was assumed."""
        shown = _SHOWN.get(self.codec, self.codec.upper())
        said = {
            "pattern": f"has no byte order mark; its zero bytes are those of {shown}.",
            "code-page": f"is not UTF-8; read as {shown}, which its letters fit best.",
        }.get(self.how)
        advice = f"If names look wrong, save the file as UTF-8, or say: {with_option('--encoding cp1252')}."
        return [Finding(file, 0, "", "encoding", "note", "", said, advice)] if said else []


def decide(blocks: Iterable[bytes], file: str, given: str = "") -> Encoding:
    """Return the encoding of a text that comes in ``blocks``.

    A byte order mark decides; then the pattern of zero bytes that UTF-16 has; then UTF-8, which stays UTF-8 with a
    few bytes damaged or the last character cut; else one of the two Windows code pages that files from
    the region are in, by which makes whole words. ``given`` names a codec and decides all but the order of
    bytes of UTF-16 and UTF-32: that is told by the mark, else by the zero bytes, else it is little-endian.

    Raises
    ------
    InputError
        ``given`` is no encoding, or the bytes are no text.
    """
    scan = _Scan(given)
    for block in blocks:
        scan.add(block)
    scan.end_here()
    if given:
        codec = _known(given, scan.head, file)
        return Encoding(codec, "given", scan.tail_in(codec))
    if scan.marked:
        return Encoding(scan.marked, "certain" if not scan.bad else "damaged", scan.tail_in(scan.marked))
    if codec := _utf16(scan.head):
        return Encoding(codec, "pattern", scan.tail_in(codec))
    if not is_text(scan.head):
        raise InputError(f"{file}: not text. Give a CSV, GeoJSON, XLSX, GeoPackage or one of the other formats.")
    if not scan.bad:
        return Encoding("utf-8", "certain", scan.tail_in("utf-8"))
    if scan.good >= 2 * scan.bad:
        return Encoding("utf-8", "damaged", scan.tail_in("utf-8"))
    codec = code_page(bytes(scan.sample))
    return Encoding(codec, "code-page", scan.tail_in(codec))


def is_text(head: bytes, *, strict: bool = False) -> bool:
    """Return whether the first bytes of a file may be text: in UTF-16, or with few control characters (or none)."""
    if _marked(head) or _utf16(head):
        return True
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return not controls or (not strict and controls <= max(8, 0.05 * len(head)))


def _known(given: str, head: bytes, file: str) -> str:
    try:
        name = codecs.lookup(given.strip()).name
        "".encode(name)  # refuses codecs that do not make text, such as rot13
    except (LookupError, ValueError):
        name = ""
    if not name or name in _NO_FILE:
        raise InputError(
            f"{file}: there is no encoding {given!r}. Such as utf-8, utf-16, cp1256 (Arabic), cp1252 (Western)."
        ) from None
    if name == "utf-8" and head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    wide = name[:6]
    if wide not in ("utf-16", "utf-32"):
        return name
    if _marked(head) == wide and name in (wide, f"{wide}-{_order(head)}"):
        return wide
    return f"{wide}-{_order(head)}" if name == wide else name


def _marked(head: bytes) -> str:
    """Return the codec that a byte order mark speaks for, or ''."""
    return next((codec for mark, codec in _MARKS if head.startswith(mark)), "")


def _order(head: bytes) -> str:
    """Return ``be`` or ``le``: the order of bytes of a text in UTF-16 or UTF-32."""
    return "be" if head.startswith(b"\xfe\xff") or (head[:1] == b"\0" and head[:4] != b"\0\0\0\0") else "le"


class _Scan:
    """What one pass over the bytes learns: the mark, how well they are UTF-8, a sample of what is not ASCII."""

    def __init__(self, given: str) -> None:
        self.head = self.end = b""
        self.marked = ""
        self.good = self.bad = 0
        self.sample = bytearray()
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._off = bool(given)
        self._carry = b""
        self._wide: codecs.IncrementalDecoder | None = None

    def add(self, block: bytes) -> None:
        if not self.head:
            self.head = block[:_HEAD]
            self.marked = _marked(block)
            if self.marked in ("utf-16", "utf-32") and not self._off:
                self._wide, self._off = codecs.getincrementaldecoder(self.marked)("strict"), True
        self.end = (self.end + block[-_TAIL:])[-_TAIL:]
        self._look(block)
        if self._off or (block.isascii() and not self._decoder.getstate()[0]):
            self._carry = b""
            return
        before = self._carry
        text = self._decoder.decode(block)
        # U+FFFD that the file itself holds is no damage; two bytes carried over find one that is cut by the block.
        if bad := text.count(REPLACED):
            bad -= (before + block).count(_REPLACED_UTF8)
        self._carry = (before + block)[-2:]
        self.bad += max(bad, 0)
        self.good += len(block) - len(text)
        if bad > 0 and len(self.sample) < _SAMPLE:
            self.sample += b"\n".join(_LINES_BEYOND_ASCII.findall(block))[:_SAMPLE]

    def _look(self, block: bytes, *, last: bool = False) -> None:
        """Find damage in UTF-16 and UTF-32, once."""
        if self._wide is not None:
            try:
                self._wide.decode(block, last)
            except UnicodeError:
                self.bad, self._wide = 1, None

    def end_here(self) -> None:
        """Count a character that the end of the bytes cuts as damage."""
        self._look(b"", last=True)
        if self._decoder.getstate()[0]:
            self.bad += 1
            self.sample += b"\n".join(_LINES_BEYOND_ASCII.findall(self.end))

    def tail_in(self, codec: str) -> str:
        """Return the last characters."""
        width = 4 if "32" in codec else 2 if "16" in codec else 1
        if codec in ("utf-16", "utf-32"):  # without its mark
            codec = f"{codec}-{_order(self.head)}"
        return self.end[len(self.end) % width :].decode(codec.removesuffix("-sig"), "replace")


def _utf16(head: bytes) -> str:
    """Return the UTF-16 that the places of the zero bytes speak for: ASCII has one in each pair, always the same."""
    half = len(head) // 2
    even, odd = head[0 : 2 * half : 2].count(0), head[1 : 2 * half : 2].count(0)
    if odd > 0.2 * half and even <= 0.02 * half:
        return "utf-16-le"
    if even > 0.2 * half and odd <= 0.02 * half:
        return "utf-16-be"
    return ""


def code_page(sample: bytes) -> str:
    """Return ``cp1256`` or ``cp1252``, by which reading of ``sample`` makes whole words.

    Read as Windows-1256, text in Arabic script has words of that script alone, while the accented letters of a
    European language (those that the two do not share) become single Arabic letters inside Latin words.
    """
    score = 0
    for word in _WORD.findall(sample.decode("cp1256", "replace")):
        letters = len(_ARABIC.findall(word))
        if letters == len(word):
            score += letters if letters > 1 else 0
        else:
            score -= 3 * letters
    return "cp1256" if score > 0 else "cp1252"
