"""Sheets look as they did: each against the picture that is kept of it, and each of its layers would be missed.

``python tests/support/baselines.py`` draws the pictures anew, after a change that is meant.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

pytest.importorskip("matplotlib")
from support import baselines
from support.pictured import picture

from durandline.layers.paper.canvas import settings

# What a map of the whole line and one of a crossing show between them.
LAYERS = {
    "heading", "frame", "map-ground", "map-border", "map-incidents", "map-crossings", "map-names", "graticule",
    "scale", "locator", "key", "notes", "timeline", "table", "detail-torkham-ground", "detail-torkham-border",
    "detail-torkham-crossings", "detail-torkham-names",
}  # fmt: skip


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    """What a case shows, by its name."""

    @cache
    def made(focus):
        return picture(tmp_path_factory.mktemp("pictured"), focus=focus)

    return lambda name: made(baselines.CASES[name].focus)


def drawn(name, content):
    with settings(baselines.spec_of(name, content)):
        return baselines.pixels(baselines.figure_of(name, content))


@pytest.mark.parametrize("name", baselines.CASES)
def test_a_sheet_looks_as_it_did(name, content, tmp_path):
    if baselines.drawn_by(name) != baselines.release():
        pytest.skip(f"The pictures were drawn by {baselines.drawn_by(name)}, this is {baselines.release()}.")
    made = drawn(name, content(name))
    differing = baselines.differing(made, baselines.baseline(name))
    assert differing <= baselines.MOST, f"{name}: {differing} squares differ; draw the baselines anew if they should"


def test_every_layer_would_be_missed(content):
    """Each layer that leaves anything on a sheet is taken away in turn: the comparison must then fail."""
    caught, passed = set(), []
    for name in baselines.CASES.keys() - {"line-two-scripts"}:  # its layers are those of "line"
        with settings(baselines.spec_of(name, content(name))):
            figure = baselines.figure_of(name, content(name))
            whole = baselines.pixels(figure)
            for axes in figure.axes:
                axes.set_visible(False)
                without = baselines.pixels(figure)
                axes.set_visible(True)
                if not np.array_equal(without, whole):
                    found = baselines.differing(without, whole) > baselines.MOST
                    caught |= {axes.get_gid()} if found else set()
                    passed += [] if found else [(name, axes.get_gid())]
    assert passed == []
    assert caught >= LAYERS


@pytest.mark.parametrize("name", ["line", "crossing"])
def test_every_table_and_kind_of_ground_would_be_missed(name, content):
    whole, shown = drawn(name, content(name)), content(name)
    ground = shown.frames["basemap"]
    less = {key: {key: shown.frames[key].iloc[:0]} for key in ("border", "routes", "incidents")}
    less |= {kind: {"basemap": ground[ground["kind"] != kind]} for kind in ground["kind"].unique()}
    states = shown.frames["crossings"]
    less["a state"] = {"crossings": states.assign(cargo_state=states["cargo_state"].replace("closed", "open"))}
    less["an age"] = {"crossings": states.assign(age_days=states["age_days"] + 1)}
    if not shown.focus:
        less["a crossing"] = {"crossings": states.iloc[1:]}
    missed = {}
    for what, frames in less.items():
        made = drawn(name, replace(shown, frames={**shown.frames, **frames}))
        missed[what] = baselines.differing(made, whole)
    silent = {what for what, number in missed.items() if number == 0}
    # The ground is filled whole, and provinces are drawn by their lines; about the crossing there is no river.
    assert silent <= {"land", "province"} | ({"river"} if shown.focus else set())
    assert {what: number for what, number in missed.items() if 0 < number <= baselines.MOST} == {}


def test_a_picture_of_another_size_is_another_picture():
    picture = np.zeros((40, 40, 3), dtype=np.uint8)
    assert baselines.differing(picture, picture[:36]) == 100
    assert baselines.differing(picture, picture) == 0


def test_the_pictures_are_small():
    kept = list(baselines.FOLDER.glob("*.png"))
    assert {path.stem for path in kept} == set(baselines.CASES)
    assert sum(path.stat().st_size for path in kept) < 600_000
