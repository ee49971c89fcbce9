"""Counts as people write them, and cells as programs leave them."""

from __future__ import annotations

import numpy as np
import pytest

from durandline.geo.ingest.cells import plain, without_nul
from durandline.geo.ingest.distinct import Distinct, as_texts
from durandline.geo.ingest.figures import read_figures
from durandline.geo.ingest.notes import Notes

FIGURES = {
    "5": ("5", "", True),
    " ۵ ": ("5", "", True),
    "3.0": ("3", "", True),
    "1,200": ("1200", "", True),
    "1 200": ("1200", "", True),
    "~5": ("5", "", True),
    "about 50": ("50", "", True),
    "5+": ("5", "", False),
    "at least 5": ("5", "", False),
    "More than 1,000": ("1000", "", False),
    "up to 7": ("", "7", False),
    "5-7": ("5", "7", False),
    "5 to 7": ("5", "7", False),
    "۵–۷": ("5", "7", False),
}
LEFT = ("", "-1", "1.5", "many", "7-5", "5/7", "1,20", "dozens", "5 killed")


@pytest.mark.parametrize(("text", "figure"), FIGURES.items())
def test_figures_are_read(text, figure):
    assert read_figures(Distinct.of(as_texts([text])), Notes("").tally("")) == [figure]


@pytest.mark.parametrize("text", LEFT)
def test_what_is_no_figure_stays_as_it_was_written(text):
    assert read_figures(Distinct.of(as_texts([text])), Notes("").tally("")) == [(text, "", False)]


def test_marks_and_spaces_without_meaning_go_and_letters_stay():
    tally = Notes("").tally("")
    assert plain("\ufeff\u200e2024\u00a0", 1, tally) == "2024"
    assert plain("تورخم", 1, tally) == "تورخم"
    assert {name: heap.cells for name, heap in tally.heaps.items()} == {"invisible": 1}


def test_nul_characters_go_with_one_warning_that_names_the_rows():
    notes = Notes("f.csv")
    column = as_texts(["a\0b", "c"] * 10)
    assert without_nul(column, np.arange(2, 22), "notes", notes).tolist() == ["ab", "c"] * 10
    [finding] = notes.findings
    assert (finding.level, finding.row, finding.rule) == ("warning", 2, "nul")
    assert "10 cells" in finding.message
    assert "row 2, 4, 6, 8, 10, …" in finding.message
    assert column[0] == "a\0b"


@pytest.mark.parametrize("word", ["NA", "n/a", "NULL", "-", "unknown", "?"])
def test_a_word_for_no_value_is_no_figure(word):
    notes = Notes("")
    tally = notes.tally("killed")
    assert read_figures(Distinct.of(as_texts([word])), tally) == [("", "", False)]
    assert list(tally.heaps) == ["no-value"]
