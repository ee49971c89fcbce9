"""Several PDFs bound into one, with a bookmark to each.

Importing it without the package pypdf raises :class:`InputError`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO

from durandline.geo.errors import InputError
from durandline.layers.paper.fonts import shown_text

try:
    from pypdf import PdfReader, PdfWriter
except ImportError:
    raise InputError("A PDF of several sheets needs pypdf: pip install 'durandline[paper]'") from None


def joined_pdf(titles: Sequence[str], contents: Iterable[bytes]) -> bytes:
    """Return PDFs as one, in order, each with a bookmark to its first page; the first one says what the whole is."""
    writer, about = PdfWriter(), None
    for title, content in zip(titles, contents, strict=True):
        reader = PdfReader(BytesIO(content))
        about = about or reader.metadata
        writer.append(reader, outline_item=shown_text(title), import_outline=False)
    writer.metadata = about
    writer.compress_identical_objects(remove_duplicates=True, remove_unreferenced=True)
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()
