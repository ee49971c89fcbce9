"""The bars: their heights are the days that the statistics count."""

from __future__ import annotations

import pytest

pytest.importorskip("matplotlib")
from matplotlib.patches import Rectangle
from support import sheets as made

from durandline.geo.errors import UnknownNameError
from durandline.geo.record import Record
from durandline.geo.status.crossing_status import Status
from durandline.geo.status.stats import days_shut
from durandline.geo.time.moment import parse_moment
from durandline.layers.paper.bars import draw_bars, grid_days, top_of
from durandline.layers.paper.canvas import settings, to_bytes
from durandline.layers.paper.charts import KINDS, about_chart, chart_sheet
from durandline.layers.paper.frame import Box, new_page
from durandline.layers.paper.history import history_of
from durandline.layers.paper.lanes import window_of
from durandline.layers.paper.shut_days import year_counts
from durandline.layers.paper.spec import SheetSpec

ON = parse_moment("2025-03-01")


@pytest.fixture(scope="module")
def content():
    return made.content(since="2019-01-01")


@pytest.fixture(scope="module")
def status():
    return Status(Record())


@pytest.fixture(scope="module")
def history(status):
    return history_of(status, ON)


def drawn(content, history, height=190.0):
    spec = SheetSpec()
    with settings(spec):
        page = new_page(spec)
        shown = draw_bars(page, Box(9, 9, 279, height), content, history)
    bars = {
        patch.get_label(): patch
        for patch in page.figure.axes[0].patches
        if isinstance(patch, Rectangle) and "|" in str(patch.get_label())
    }
    return shown, page.figure.axes[0], bars


def test_counts_are_those_of_the_statistics(content, history, status):
    window = window_of(content, history)
    ids = status.record.crossing_ids
    rows = days_shut(status, ids, ["cargo", "people"], "both", "year", ON, parse_moment("2019-01-01"))
    assert len(rows) > 30
    for row in rows:
        for branch in ("cargo", "people"):
            counts = {str(one.year): one for one in year_counts(history, row["crossing_id"], branch, window)}
            one = counts[row["period"]]
            assert one.known == row[f"{branch}_known_days"]
            told = (row[f"{branch}_min"], row[f"{branch}_reported_max"])
            assert told == ((one.least, one.most) if one.known else (None, None))
            assert one.days == pytest.approx(row["days"], abs=0.05)


def test_bars_are_as_high_as_their_days(content, history):
    shown, _, bars = drawn(content, history)
    per_day = None
    wanted = {
        f"{key}|{branch}|{one.year}": one.least
        for (key, branch), counts in shown.counts.items()
        for one in counts
        if one.least
    }
    assert bars.keys() == wanted.keys()
    for label, patch in bars.items():
        per_day = per_day or patch.get_height() / wanted[label]
        assert patch.get_height() == pytest.approx(per_day * wanted[label])


def test_cargo_stands_left_of_people(content, history):
    _, _, bars = drawn(content, history)
    pairs = [(label, label.replace("|cargo|", "|people|")) for label in bars if "|cargo|" in label]
    both = [(bars[one], bars[two]) for one, two in pairs if two in bars]
    assert both
    for cargo, people in both:
        assert cargo.get_x() + cargo.get_width() < people.get_x()


def test_crossings_that_have_no_room_are_counted(content, history):
    shown, axes, _ = drawn(content, history, height=60)
    assert shown.left_out > 0
    assert any(f"{shown.left_out} more crossings" in text.get_text() for text in axes.texts)


@pytest.mark.parametrize("most", [0.0, 0.4, 3.0, 9.1, 27.6, 198.3, 366.0])
def test_the_scale_reaches_over_the_most(most):
    top = top_of(most)
    assert most <= top <= 366
    assert len(grid_days(top)) <= 6
    assert grid_days(top)[0] == 0


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_alone_is_the_same_each_time_and_says_what_it_is(content, history, kind):
    spec = SheetSpec(dpi=60, theme="print-bw")
    found = []
    for _ in range(2):
        with settings(spec):
            chart = chart_sheet(kind, content, history, spec)
            found.append(to_bytes(chart.figure, "svg", spec, about_chart(kind, content, history, spec)))
    assert found[0] == found[1]
    text = found[0].decode()
    assert "Torkham" in text
    assert "Not for decisions about travel or safety." in text
    assert about_chart(kind, content, history, spec).title in text


def test_there_is_no_other_chart(content, history):
    with pytest.raises(UnknownNameError, match="pie"):
        chart_sheet("pie", content, history, SheetSpec())
