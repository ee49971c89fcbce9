"""Words, symbols and notices: complete, and legible to people who see colours differently."""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import combinations

import pytest

from durandline.geo.schema import vocabulary
from durandline.geo.schema.errors import InputError, UnknownNameError
from durandline.layers.bundle import MODULES
from durandline.layers.notices import read_notices
from durandline.layers.style import contrast, read_styles, style_of
from durandline.layers.words import Words, read_words

STATES = ("open", "restricted", "closed", "unknown")
LANGUAGES = [
    f.name.removesuffix(".toml") for f in files("durandline.data.i18n").iterdir() if f.name.endswith(".toml")
]
LAYERS = ("crossings", "closures", "incidents", "movements", "routes", "border", "basemap")

# Colour vision deficiencies as matrices on linear RGB: Machado, Oliveira, Fernandes (2009), severity 1.0.
DEFICIENCIES = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def linear(value):
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def lab(colour, matrix):
    """CIELAB (D65) of a colour as seen through ``matrix``."""
    given = [linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5)]
    seen = [min(1, max(0, product(row, given))) for row in matrix]
    to_xyz = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    shares = [product(row, seen) / white for row, white in zip(to_xyz, (0.95047, 1, 1.08883), strict=True)]
    f = [share ** (1 / 3) if share > 0.008856 else 7.787 * share + 16 / 116 for share in shares]
    return 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])


def product(row, column):
    return sum(a * b for a, b in zip(row, column, strict=True))


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_states_stay_apart_for_every_kind_of_colour_vision(deficiency):
    seen = {state: lab(style_of(state).fill, DEFICIENCIES[deficiency]) for state in STATES}
    apart = {
        pair: sum((a - b) ** 2 for a, b in zip(seen[pair[0]], seen[pair[1]], strict=True)) ** 0.5
        for pair in combinations(STATES, 2)
    }
    assert min(apart.values()) > 25, apart  # ten times what is just noticeable


def test_states_differ_in_shape_or_pattern_too():
    looks = {(style_of(state).shape, style_of(state).pattern) for state in STATES}
    assert len(looks) == len(STATES)
    assert len({style_of(state).pattern for state in STATES}) == len(STATES)


@pytest.mark.parametrize("state", STATES)
def test_the_glyph_is_legible_on_its_cell(state):
    assert contrast(style_of(state).colour, style_of(state).fill) >= 4.5


@pytest.mark.parametrize("key", [*vocabulary.INCIDENT_KINDS, "border"])
def test_symbols_stand_out_from_the_land(key):
    style = style_of(key)
    assert contrast(style.colour if style.fill == "none" else style.fill, style_of("land").fill) >= 3


def test_contrast_runs_from_1_to_21():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#123456", "#123456") == 1


def test_every_kind_of_incident_has_its_own_symbol():
    styles = [style_of(kind) for kind in vocabulary.INCIDENT_KINDS]
    assert len({(style.shape, style.fill) for style in styles}) == len(styles)


def test_an_unknown_symbol_is_an_error():
    with pytest.raises(UnknownNameError):
        style_of("no such symbol")


def test_every_symbol_has_a_label():
    words = read_words()
    assert [style.key for style in read_styles().values() if style.label_key not in words] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_strings_with_the_same_values(language):
    english, other = read_words("en"), read_words(language)
    assert set(other.table) == set(english.table)
    for key, text in english.table.items():
        assert set(re.findall(r"\{(\w+)\}", other[key])) == set(re.findall(r"\{(\w+)\}", text)), key


@pytest.mark.parametrize(
    ("group", "names"),
    [
        ("state", STATES),
        ("flow", vocabulary.FLOWS),
        ("direction", vocabulary.DIRECTIONS),
        ("side", vocabulary.SIDES),
        ("cause", vocabulary.CAUSES),
        ("incident_kind", vocabulary.INCIDENT_KINDS),
        ("crossing_kind", vocabulary.CROSSING_KINDS),
        ("measure", vocabulary.CLAIM_MEASURES),
        ("role", vocabulary.PLACE_ROLES),
        ("confidence", vocabulary.CONFIDENCE),
        ("source_kind", vocabulary.SOURCE_KINDS),
        ("knowledge", ("confirmed", "stale", "end_not_reported", "never_reported", "disputed")),
        ("layer", LAYERS),
    ],
)
def test_every_word_of_the_closed_lists_has_a_string(group, names):
    words = read_words()
    assert [name for name in names if f"{group}.{name}" not in words] == []


@pytest.mark.parametrize("module", MODULES)
def test_every_string_that_a_module_asks_for_exists(module):
    source = (files("durandline.layers.assets") / f"{module}.js").read_text(encoding="utf-8")
    words = read_words()
    asked = set(re.findall(r"\bt(?:\.count)?\(\s*\"([a-z_]+\.[A-Za-z_]+)\"", source))
    assert [key for key in asked if key not in words] == []


def test_a_missing_string_is_an_error():
    words = Words("xx", "ltr", {"a.b": "{one} and {two}"})
    with pytest.raises(UnknownNameError, match=r"a\.c"):
        words["a.c"]
    with pytest.raises(UnknownNameError, match="two"):
        words("a.b", one=1)


def test_what_is_filled_in_is_not_read_again():
    words = Words("xx", "ltr", {"a.b": "<{one}|{two}>"})
    assert words("a.b", one="{two}", two="{one}") == "<{two}|{one}>"


def test_counts_choose_their_form():
    words = read_words()
    assert words.count("age.days", 1) == "1 day"
    assert words.count("age.days", 2) == "2 days"


def test_a_word_without_a_string_is_shown_as_it_is():
    assert read_words().word("cause", "sand_storm") == "sand storm"


def test_an_unknown_language_is_an_error():
    with pytest.raises(UnknownNameError, match="Languages: en"):
        read_words("tlh")


@pytest.mark.parametrize("layer", LAYERS)
def test_every_layer_says_whose_it_is_under_which_licence(layer):
    attributions = read_notices().of([layer])
    assert attributions
    assert all(one.text and one.licence and one.url.startswith("https://") for one in attributions)


def test_a_layer_without_attribution_is_an_error():
    with pytest.raises(InputError, match="mystery"):
        read_notices().of(["mystery"])


def test_the_same_attribution_stands_once():
    texts = [one.text for one in read_notices().of(LAYERS)]
    assert len(texts) == len(set(texts))


def test_the_border_is_dashed_by_policy():
    assert re.fullmatch(r"\d+ \d+", read_notices().boundary_dash)
