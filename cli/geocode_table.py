"""The rows of a file through the geocoder: what each asks, its answer, and what a person decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from durandline.cli.output import csv_text
from durandline.cli.text import count, progress
from durandline.geo.files import read_input, write_text
from durandline.geo.formats.geojson import write_collection
from durandline.geo.gazetteer.gazetteer import Gazetteer
from durandline.geo.geocoding.answer_columns import (
    ANSWER_COLUMNS,
    answer_columns,
    geometry,
    located,
    unlocated_finding,
)
from durandline.geo.geocoding.geocoder import Geocode, geocode_many
from durandline.geo.geocoding.review import (
    REVIEW_COLUMNS,
    Asked,
    Decisions,
    decide,
    open_to_doubt,
    read_decisions,
    review_rows,
)
from durandline.geo.geocoding.table import PlaceRows, cell_values
from durandline.geo.names.countries import stated_countries
from durandline.geo.notices import read_notices
from durandline.geo.schema.findings import Finding

PIECE = 1_000  # place texts between two steps of the bar


@dataclass(slots=True)
class Table:
    """A file's rows, what each asks, and the answers; ``columns`` are those of place and country."""

    name: str
    read: PlaceRows
    asked: list[Asked]
    columns: tuple[str, str]
    answers: dict[Asked, Geocode] = field(default_factory=dict)
    made: Decisions = field(default_factory=Decisions)

    def look_up(self, gazetteer: Gazetteer, *, quiet: bool) -> None:
        """Answer every distinct text once."""
        distinct = list(dict.fromkeys(self.asked))
        pieces = [distinct[start : start + PIECE] for start in range(0, len(distinct), PIECE)]
        for piece in progress(pieces, "Looking places up", quiet=quiet):
            places, admins, countries = (list(column) for column in zip(*piece, strict=True))
            self.answers |= zip(piece, geocode_many(places, admins, countries, gazetteer=gazetteer), strict=True)

    def follow(self, path: str, gazetteer: Gazetteer) -> None:
        """Let the decisions of a file take the place of answers."""
        self.made = read_decisions(read_input(path), Path(path).name)
        self.answers |= decide(self.made, self.answers, gazetteer.entries)

    def findings(self) -> list[Finding]:
        """Return what was noticed: in the file, in the decisions, and each row that nobody decided to leave so."""
        rows = [(number, one, self.answers[one]) for (number, _), one in zip(self.read.rows, self.asked, strict=True)]
        unlocated = [
            unlocated_finding(self.name, number, self.columns[0], answer)
            for number, one, answer in rows
            if one not in self.made.followed and not located(answer)
        ]
        foreign = [
            Finding(self.name, number, self.columns[1], "country", "warning", one.country,
                    "is no country that is known; the place was looked up without it.",
                    "Write the country's name or its ISO code, such as PK or PAK, or leave the cell empty.")
            for number, one, _ in rows
            if one.country and not stated_countries(one.country)
        ]  # fmt: skip
        return sorted([*self.read.findings, *self.made.findings, *unlocated, *foreign])

    def text(self, *, as_geojson: bool | None) -> str:
        """Return all rows with their answers, as CSV or GeoJSON; ``None``: in the form of the input."""
        answers = [self.answers[one] for one in self.asked]
        rows = [row | answer_columns(answer) for (_, row), answer in zip(self.read.rows, answers, strict=True)]
        if not (self.read.geojson if as_geojson is None else as_geojson):
            return csv_text((*self.read.columns, *ANSWER_COLUMNS), map(cell_values, rows))
        features = [
            {"id": number, "properties": row, "geometry": geometry(answer)}
            for number, (row, answer) in enumerate(zip(rows, answers, strict=True), 1)
        ]
        return write_collection(features, _members())

    def write_review(self, path: Path, *, overwrite: bool) -> None:
        """Write what is in doubt as a table for a person to decide."""
        counts = Counter(self.asked)
        doubtful = [one for one, answer in self.answers.items() if open_to_doubt(answer)]
        rows = review_rows((one, counts[one], self.answers[one]) for one in doubtful if one not in self.made.followed)
        write_text(path, csv_text(REVIEW_COLUMNS, rows), overwrite=overwrite)

    def summary(self) -> str:
        """Say what came of the rows, in numbers that add up."""
        every = [(one, self.answers[one]) for one in self.asked]
        lines = sum(bool(answer.segment) for _, answer in every)
        left = [(one, answer) for one, answer in every if not located(answer)]
        skipped = sum(one in self.made.followed for one, _ in left)
        ambiguous = sum(bool(answer.runners_up) for one, answer in left if one not in self.made.followed)
        parts = [
            f"{len(every) - lines - len(left):,} with a point",
            f"{lines:,} with a stretch of line",
            f"{ambiguous:,} ambiguous",
            f"{len(left) - skipped - ambiguous:,} unknown",
            *([f"{skipped:,} left out by decision"] if skipped else []),
        ]
        return f"{count(len(every), 'row')}, {count(len(self.answers), 'place text')}: {', '.join(parts)}."


def asked_by(
    read: PlaceRows, place: Sequence[str], admins: Sequence[str], countries: Sequence[str], default: tuple[str, str]
) -> list[Asked]:
    """Return what each row asks; where it names no district or country, those of ``default``."""
    texts = zip(read.texts(place), read.texts(admins), read.texts(countries), strict=True)
    return [Asked(name, admin or default[0], country or default[1]) for name, admin, country in texts]


def _members() -> dict[str, Any]:
    notices = read_notices()
    whose = notices.of(["geocode"])
    return {
        "title": "durandline: places",
        "attribution": "; ".join(f"{one.text} ({one.licence})" for one in whose),
        "disclaimer": f"{notices.boundary_words} {notices.disclaimer} {notices.not_for}",
    }
