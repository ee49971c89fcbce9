"""A table of one's own, or of unknown make: its columns, whichever they are, as rows of ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

from durandline.geo.ingest.areas import without_codes
from durandline.geo.ingest.cells import plain, without_nul
from durandline.geo.ingest.coordinates import read_coordinates, read_pair, read_pairs
from durandline.geo.ingest.dates import decide, future, read_dates, tell_dates
from durandline.geo.ingest.distinct import Distinct, joined
from durandline.geo.ingest.figures import RULES as FIGURE_RULES
from durandline.geo.ingest.figures import Figure, read_figures
from durandline.geo.ingest.hints import ADMIN, COORDINATES, COUNTRY, FILLS, INJURED, KILLED, Wants
from durandline.geo.ingest.kinds import Kinds, guessed_kinds
from durandline.geo.ingest.notes import Notes, Tally
from durandline.geo.ingest.swapped_dates import STORED, SWAPPED, suspicion, tell_suspicion, turned_back
from durandline.geo.readers.raw_table import Rows, Texts

DATES: Final = ("date", "last_day")
# Values of closed lists and addresses: invisible marks and special spaces are no part of them.
_WORDS: Final = ("precision", "redistribute", "source_url")


class Table:
    """The columns of a table under our names, made ready one kind after another."""

    def __init__(
        self, cells: Mapping[str, Texts], rows: Rows, names: Mapping[str, str], wants: Wants, notes: Notes
    ) -> None:
        self.cells = dict(cells)
        self._rows = rows
        self._names = names
        self._wants = wants
        self._notes = notes

    def read(self, *, ours: bool) -> dict[str, Texts]:
        """Return the columns of ours as text in our schema's form.

        With ``ours`` the words of ``kind`` are left as they are, but for what the user's own table of kinds says.
        What cannot be read stays as it was written.
        """
        self._dates()
        self._where()
        self._figures()
        self._kinds(ours=ours)
        for name in _WORDS:
            if name in self.cells:
                column, tally = Distinct.of(self.cells[name]), self._tally(name)
                self.cells[name] = column.column([plain(text, 0, tally) for text in column.texts])
        return self.cells

    def without_nul(self) -> None:
        """Take NUL characters out of every column."""
        for name, column in self.cells.items():
            self.cells[name] = without_nul(column, self._rows, self._names.get(name, name), self._notes)

    def _tally(self, name: str) -> Tally:
        return self._notes.tally(self._names.get(name, name))

    def _dates(self) -> None:
        columns = {name: Distinct.of(self.cells[name]) for name in DATES if name in self.cells}
        decided = decide(columns.values(), self._wants.dates)
        if self._wants.dates not in (SWAPPED, STORED) and (found := suspicion(columns.values())):
            named = {self._names.get(name, name): self.cells[name] for name in columns}
            tell_suspicion(found, named, self._rows, self._notes)
        for name, each in columns.items():
            tally = self._tally(name)
            column = turned_back(each, self._tally(name)) if self._wants.dates == SWAPPED else each
            texts = read_dates(column, decided, tally)
            tell_dates(tally, decided)
            self.cells[name] = column.column(texts)
            late, example = future(texts, column.counts, self._wants.today) if self._wants.today else (0, "")
            if late:
                self._notes.say(
                    tally.column, "future", f"{late:,} of its dates lie in the future, such as {example}.",
                    "Check the order of day and month, and the calendar.", "warning",
                )  # fmt: skip

    def _where(self) -> None:
        both = self.cells.pop(COORDINATES, None)
        if both is not None:
            self._coordinates(both, self._names[COORDINATES])
        place = self.cells.get("place_name")
        if place is not None and "lat" not in self.cells and "lon" not in self.cells:
            self._coordinates_as_place(place)
        names = (self._names.get("lat", "lat"), self._names.get("lon", "lon"))
        self.cells |= read_coordinates(self.cells.get("lat"), self.cells.get("lon"), names, self._notes)
        if "radius_m" in self.cells:
            column, tally = Distinct.of(self.cells["radius_m"]), self._tally("radius_m")
            pairs = zip(column.texts, column.counts, strict=True)
            self.cells["radius_m"] = column.column([plain(text, number, tally) for text, number in pairs])
            tally.tell(FIGURE_RULES)
        self._admin()

    def _coordinates(self, both: Texts, name: str) -> None:
        column = Distinct.of(both)
        lats, lons = read_pairs(column, self._notes, name)
        self.cells |= {"lat": column.column(lats), "lon": column.column(lons)}

    def _coordinates_as_place(self, place: Texts) -> None:
        """Take for coordinates what stands in the column of places, if all of it is such."""
        column = Distinct.of(place)
        filled = [text for text in column.texts if text.strip()]
        scratch = Notes("").tally("")
        if filled and all(read_pair(plain(text, 0, scratch)) for text in filled):
            self._coordinates(place, self._names.get("place_name", "place_name"))
            del self.cells["place_name"]

    def _admin(self) -> None:
        parts = [
            without_codes(self.cells.pop(name), self._tally(name), country=name == COUNTRY)
            for name in ("admin_text", *ADMIN)
            if name in self.cells
        ]
        if parts:
            self.cells["admin_text"] = joined(
                lambda *each: ", ".join(one.strip() for one in each if one.strip()), *parts
            )

    def _figures(self) -> None:
        for one in (KILLED, INJURED):
            least, most = FILLS[one]
            for name in (most, least):
                if name in self.cells:
                    self._bound(name, least, most)
            figure = self.cells.pop(one, None)
            if figure is not None:
                self._one_figure(one, figure, least, most)

    def _bound(self, name: str, least: str, most: str) -> None:
        """Read a column of least or of greatest figures; two bounds in a least figure fill an empty greatest."""
        figures, column = self._read_figures(self.cells[name], name)
        if name == most:
            self.cells[most] = column.column([each.most or each.least for each in figures])
            return
        self.cells[least] = column.column([each.least for each in figures])
        second = column.column([each.most for each in figures])
        if (second != "").any():
            given = self.cells.get(most)
            self.cells[most] = second if given is None else np.where(given == "", second, given)

    def _one_figure(self, name: str, figure: Texts, least: str, most: str) -> None:
        """Read the one figure, which is both bounds; beside bounds in its row the best, for the notes."""
        figures, column = self._read_figures(figure, name)
        low = column.column([each.least for each in figures])
        high = column.column([each.least if each.exact else each.most for each in figures])
        bounds = {each: self.cells[each] for each in (least, most) if each in self.cells}
        if not bounds:
            self.cells |= {least: low, most: high}
            return
        without = np.all([each == "" for each in bounds.values()], axis=0)
        between = joined(lambda *each: "" if each[0] in each[1:] else each[0], low, *bounds.values())
        best = np.where(without, "", between)
        empty = np.full(len(low), "", dtype=object)
        self.cells[least] = np.where(without, low, bounds.get(least, empty))
        self.cells[most] = np.where(without, high, bounds.get(most, empty))
        if (best != "").any():
            said = joined(lambda text: f"best figure of {name}: {text}" if text else "", best)
            both = (said, self.cells["notes"]) if "notes" in self.cells else (said,)
            self.cells["notes"] = joined(lambda *each: "; ".join(one.strip() for one in each if one.strip()), *both)

    def _read_figures(self, column: Texts, name: str) -> tuple[list[Figure], Distinct]:
        distinct, tally = Distinct.of(column), self._tally(name)
        figures = read_figures(distinct, tally)
        tally.tell(FIGURE_RULES)
        return figures, distinct

    def _kinds(self, *, ours: bool) -> None:
        if "kind" not in self.cells:
            return
        if ours:
            self._own_kinds()
            return
        # Types of the known collections count too: people copy rows from these into tables of their own.
        kinds = Kinds("acled", self._wants.kinds)
        name = self._names.get("kind", "kind")
        self.cells["kind"], spoken = guessed_kinds(self.cells["kind"], name, kinds, self._notes)
        self.cells.setdefault("source_kind", spoken)

    def _own_kinds(self) -> None:
        kinds = Kinds("own", self._wants.kinds, shipped=False)
        if not kinds:
            return
        column = Distinct.of(self.cells["kind"])
        found = [kinds.find(text) for text in column.texts]
        self.cells.setdefault(
            "source_kind",
            column.column([text if kind else "" for text, kind in zip(column.texts, found, strict=True)]),
        )
        self.cells["kind"] = column.column([kind or text for text, kind in zip(column.texts, found, strict=True)])
