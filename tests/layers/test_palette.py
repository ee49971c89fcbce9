"""Colours and shapes: told apart with every kind of colour vision, legible on light and on dark ground.

The matrices of full deficiency are those of G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A
Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE TVCG 15(6), 2009; for linear RGB.
"""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import combinations, pairwise

import pytest

from durandline.geo.schema import vocabulary
from durandline.layers.style import contrast, read_styles, style_of

VISION = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
STATES = ("open", "restricted", "closed", "unknown")
ASSETS = files("durandline.layers.assets")
SHEET = (ASSETS / "durandline.css").read_text(encoding="utf-8")
TEXT, LARGE = 4.5, 3  # contrast that WCAG 2.2 AA wants of text; of large text, symbols and edges of controls


def channels(colour):
    values = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in values]


def seen(colour, matrix):
    """CIELAB (D65) of a colour as an eye of that vision sees it."""
    given = channels(colour)
    red, green, blue = (min(1, max(0, sum(a * b for a, b in zip(row, given, strict=True)))) for row in matrix)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def apart(one, other, matrix):
    return sum((a - b) ** 2 for a, b in zip(seen(one, matrix), seen(other, matrix), strict=True)) ** 0.5


def colours(selector):
    """The custom properties of the rule for ``selector``, those in ``:root`` where it sets none."""
    rule = SHEET.split(f"{selector} {{", 1)[1].split("}", 1)[0]
    return dict(re.findall(r"(--dl-[a-z-]+): ([^;]+);", rule))


LIGHT = colours(":root")
DARK = LIGHT | colours(':root[data-theme="dark"]')
THEMES = {"light": LIGHT, "dark": DARK}


def ground(theme):
    return style_of("land").fill if theme == "light" else style_of("land").on_dark().fill


@pytest.mark.parametrize("vision", VISION)
def test_no_two_states_look_alike_to_anyone(vision):
    found = {
        pair: apart(*(style_of(state).fill for state in pair), VISION[vision]) for pair in combinations(STATES, 2)
    }
    assert min(found.values()) > 25, found  # some ten times what is just noticeable


def test_states_have_a_pattern_each_so_that_they_need_no_colour():
    assert len({style_of(state).pattern for state in STATES}) == len(STATES)


@pytest.mark.parametrize("state", STATES)
def test_the_glyph_is_legible_on_its_cell(state):
    assert contrast(style_of(state).colour, style_of(state).fill) >= TEXT


@pytest.mark.parametrize("vision", VISION)
def test_kinds_of_incidents_differ_in_shape_or_clearly_in_colour(vision):
    for one, other in combinations([style_of(kind) for kind in vocabulary.INCIDENT_KINDS], 2):
        assert one.shape != other.shape or apart(one.fill, other.fill, VISION[vision]) > 15, (one.key, other.key)


@pytest.mark.parametrize("vision", VISION)
def test_a_mark_of_an_incident_is_not_taken_for_a_state(vision):
    kinds = {style_of(kind).fill for kind in vocabulary.INCIDENT_KINDS}
    for state in ("open", "closed", "restricted"):
        assert min(apart(style_of(state).fill, kind, VISION[vision]) for kind in kinds) > 5, state


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("paper", ["--dl-paper", "--dl-raise", "--dl-land"])
def test_text_is_legible(theme, paper):
    found = THEMES[theme]
    for name in ("--dl-ink", "--dl-soft", "--dl-quiet", "--dl-link", "--dl-now"):
        assert contrast(found[name], found[paper]) >= TEXT, name
    assert contrast(found["--dl-edge"], found[paper]) >= LARGE


@pytest.mark.parametrize("theme", THEMES)
def test_names_on_the_map_are_legible(theme):
    found = THEMES[theme]
    assert found["--dl-land"] == ground(theme)
    assert contrast(found["--dl-name-country"], found["--dl-land"]) >= 4


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("key", [*vocabulary.INCIDENT_KINDS, *STATES, "several", "radius", "border"])
def test_symbols_stand_out_from_the_ground_by_fill_or_outline(theme, key):
    style = style_of(key) if theme == "light" else style_of(key).on_dark()
    named = [each for each in (style.colour, style.fill) if each != "none"]
    assert max(contrast(each, ground(theme)) for each in named) >= LARGE


def test_the_dark_colours_are_the_same_whether_chosen_or_the_systems():
    assert colours(':root[data-theme="dark"]') == colours(':root:not([data-theme="light"])')
    assert "@media screen and (prefers-color-scheme: dark)" in SHEET


def test_paper_is_light():
    dark = [at.start() for at in re.finditer("color-scheme: dark;", SHEET)]
    assert len(dark) == 2
    assert all(SHEET.rfind("@media", 0, at) == SHEET.rfind("@media screen", 0, at) for at in dark)


def test_numbers_in_the_squares_of_many_incidents_are_legible():
    source = (ASSETS / "map" / "grid_counts.js").read_text(encoding="utf-8")
    steps = re.findall(r'\[\d+, "(#[0-9a-f]{6})", "(#[0-9a-f]{6})"\]', source)
    assert len(steps) == 4
    assert all(contrast(*step) >= TEXT for step in steps)
    for vision in VISION.values():
        grounds = [seen(fill, vision)[0] for fill, _ in steps]
        assert grounds == sorted(grounds, reverse=True)
        assert min(one - other for one, other in pairwise(grounds)) > 10


def test_a_symbol_without_colours_for_the_dark_keeps_its_own():
    assert all(style.on_dark() == style for style in read_styles().values() if "dark" not in style.as_plain())
    assert style_of("land").as_plain()["dark"] == {"colour": "#24272c", "fill": "#24272c"}
