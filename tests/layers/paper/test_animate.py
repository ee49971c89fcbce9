"""Animations: a picture for each step under its date, one palette, and refusal of what is too large."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest

pytest.importorskip("matplotlib")
from PIL import Image
from support import sheets as made

from durandline.geo.errors import InputError
from durandline.geo.record import Record
from durandline.layers.paper import animate, pages, series
from durandline.layers.paper.spec import SheetSpec
from durandline.layers.paper.strip import date_strip, share_of

SPEC = SheetSpec(paper="16:9", dpi=30)


@pytest.fixture(scope="module")
def steps():
    content = made.content(since="2024-11-15")
    contents = series.each_step(content, made.at(Record()), "month")
    return series.sheets_of(contents, SPEC, series.file_names(contents, SPEC.paper, "gif"))


def gif(steps):
    pictures = pages.rendered(steps, made.plain, "png", workers=1)
    return animate.animated(pictures, series.strips_of(steps), animate.inks_of(SPEC))


def test_a_picture_for_each_step_and_the_last_is_held(steps):
    with Image.open(BytesIO(gif(steps))) as moving:
        assert moving.n_frames == len(steps) == 5
        assert moving.info["loop"] == 0
        shown = []
        for number in range(moving.n_frames):
            moving.seek(number)
            shown.append(moving.info["duration"])
    assert shown == [animate.STEP_MS] * 4 + [animate.HOLD_MS]


def test_colours_of_the_key_are_exact_and_the_same_in_every_picture(steps):
    closed = tuple(int(SPEC.ink.style("closed").fill[at : at + 2], 16) for at in (1, 3, 5))
    with Image.open(BytesIO(gif(steps))) as moving:
        for number, step in enumerate(steps):
            moving.seek(number)
            picture = np.asarray(moving.convert("RGB"))
            assert tuple(picture[-15, 5]) == closed
            assert np.ptp([*picture[-5, 5], int(step.content.day[-2:]) * 8]) <= 2  # or as near as 256 colours come


def test_the_same_bytes_again(steps):
    assert gif(steps) == gif(steps)


def test_dates_differ_and_the_line_runs_to_its_end():
    ends = ("2024-01-01", "2025-01-01")
    first, last = (np.asarray(Image.open(BytesIO(date_strip(day, share_of(day, *ends), ends, SPEC)))) for day in ends)
    ink = [(picture[:, :, 0] < 80).sum(axis=0) for picture in (first, last)]
    half = first.shape[1] // 2
    assert ink[0][:half].sum() > 100  # the date
    assert np.count_nonzero(ink[1][half + 20 :]) > 3 * np.count_nonzero(ink[0][half + 20 :])
    assert not np.array_equal(first[:, :half], last[:, :half])


def test_how_much_of_the_time_is_past():
    assert share_of("2024-01-01", "2024-01-01", "2024-01-11") == 0
    assert share_of("2024-01-06", "2024-01-01", "2024-01-11") == 0.5
    assert share_of("2024-01-01", "2024-01-01", "2024-01-01") == 1


def test_a_letter_that_no_font_has_is_named():
    with pytest.raises(InputError, match=r"U\+4E00"):
        date_strip("一", 0, ("a", "b"), SPEC)


def test_what_is_too_large_is_refused_with_advice(steps, monkeypatch):
    animate.refuse_sizes(SPEC, animate.MOST_STEPS)
    with pytest.raises(InputError, match="--step month"):
        animate.refuse_sizes(SPEC, animate.MOST_STEPS + 1)
    large = replace(SPEC, dpi=600)
    with pytest.raises(InputError, match=r"--dpi \d+") as refused:
        animate.refuse_sizes(large, 3)
    fitting = int(str(refused.value).split("--dpi ")[1].split()[0])
    animate.refuse_sizes(replace(SPEC, dpi=fitting), 3)
    assert animate.in_size(large).dpi == fitting
    assert animate.in_size(SPEC) == SPEC
    monkeypatch.setattr(animate, "MOST_BYTES", 1000)
    with pytest.raises(InputError, match="smaller --dpi"):
        gif(steps)


def test_each_step_shows_its_whole_picture_though_only_changes_are_kept(steps):
    """What a viewer puts together is, but for the colours that 255 leave out, what was drawn."""
    pictures = list(pages.rendered(steps, made.plain, "png", workers=1))
    strips = list(series.strips_of(steps))
    with Image.open(BytesIO(gif(steps))) as moving:
        for number, parts in enumerate(zip(strips, pictures, strict=True)):
            moving.seek(number)
            drawn = np.concatenate([np.asarray(Image.open(BytesIO(part)).convert("RGB")) for part in parts])
            assert np.abs(np.asarray(moving.convert("RGB")).astype(int) - drawn).max() <= 24
