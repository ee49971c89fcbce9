"""Renew the figures that ``README.md`` and ``data/README.md`` count from the tables.

Run it after rows were added.

    python data/scripts/figures.py
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from durandline.geo.files import write_text
from durandline.geo.record import Record

DATA = Path(__file__).resolve().parent.parent
FILES = (DATA.parent / "README.md", DATA / "README.md")

# A phrase and what each of its numbers counts. Where a line is broken makes no difference.
PHRASES = {
    "The record: {reports} reports, {incidents} incidents with {claims} claims by party, {policies} rules and "
    "{movements} printed figures of movements": "README.md",
    "on {crossings} crossings, {unsourced} of which no source documents": "README.md",
    "of {sources} sources {repost} are reposts, {mirror} encyclopaedia pages or copies of them, {scraper} carried by "
    "content scrapers and {citation} known from citations alone": "data/README.md",
    "from a pinned package, {towns} towns": "data/README.md",
    "lists {areas} provinces, districts": "data/README.md",
}


def figures() -> dict[str, int]:
    """Return how many rows each table has, sources of each kind, and crossings that no source names."""
    record = Record()
    tables = ("reports", "incidents", "claims", "policies", "movements", "crossings", "sources", "towns")
    counted = {name: len(record.rows(name)) for name in tables}
    kinds = [row["kind"] for row in record.rows("sources")]
    counted |= {str(kind): kinds.count(kind) for kind in ("repost", "mirror", "scraper", "citation")}
    counted["unsourced"] = sum(not row["source_ids"] for row in record.rows("crossings"))
    counted["areas"] = len((DATA / "lexicon_areas.csv").read_text("utf-8").splitlines()) - 1
    return counted


def renewed(text: str, counted: Mapping[str, int], phrases: tuple[str, ...]) -> str:
    """Return ``text`` with the numbers of the phrases put right; ``ValueError`` where a phrase is not in it once."""
    for phrase in phrases:
        parts = re.split(r"\{(\w+)\}", phrase)
        pattern = "".join(
            r"\d+" if place % 2 else re.sub(r"\\ ", r"\\s+", re.escape(part)) for place, part in enumerate(parts)
        )
        found = re.findall(pattern, text)
        if len(found) != 1:
            raise ValueError(f"{len(found)} times in the text: {phrase}")
        words = re.split(r"\d+", found[0])
        numbers = [str(counted[name]) for name in parts[1::2]]
        right = "".join(word + number for word, number in zip(words, [*numbers, ""], strict=True))
        text = text.replace(found[0], right)
    return text


def renewed_files() -> dict[Path, str]:
    """Return each file with its text as it should be."""
    counted = figures()
    return {
        path: renewed(
            path.read_text("utf-8"),
            counted,
            tuple(phrase for phrase, where in PHRASES.items() if DATA.parent / where == path),
        )
        for path in FILES
    }


if __name__ == "__main__":
    for path, text in renewed_files().items():
        write_text(path, text, overwrite=True)
        print(f"wrote {path}")
