"""Words, symbols and notices: complete, and legible to people who see colours differently."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest

from durandline.geo.errors import InputError, UnknownNameError
from durandline.geo.notices import read_notices
from durandline.geo.schema import vocabulary
from durandline.layers.style import contrast, read_styles, style_of
from durandline.layers.web.bundle import modules
from durandline.layers.words import Words, read_words

STATES = ("open", "restricted", "closed", "unknown")
LANGUAGES = [
    f.name.removesuffix(".toml") for f in files("durandline.data.i18n").iterdir() if f.name.endswith(".toml")
]
LAYERS = ("crossings", "closures", "incidents", "movements", "routes", "border", "basemap")


def written(language):
    """Return the keys of the language's own file."""

    def keys(table, prefix=""):
        for key, value in table.items():
            yield from keys(value, f"{prefix}{key}.") if isinstance(value, dict) else [prefix + key]

    read = tomllib.loads((files("durandline.data.i18n") / f"{language}.toml").read_text(encoding="utf-8"))
    return {key for key in keys(read) if not key.startswith("language.")}


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
    assert written(language) == written("en")
    for key, text in english.table.items():
        assert set(re.findall(r"\{(\w+)\}", other[key])) == set(re.findall(r"\{(\w+)\}", text)), key


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ps", "rtl"), ("fa", "rtl"), ("ur", "rtl")])
def test_every_language_says_its_name_and_its_direction(language, direction):
    words = read_words(language)
    assert words.direction == direction
    assert words.name != language


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_string_is_empty_or_lost_a_space_at_its_end(language):
    english, other = read_words("en"), read_words(language)
    for key, text in english.table.items():
        assert bool(other[key]) == bool(text), key
        assert other[key][-1:].isspace() == text[-1:].isspace(), key


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != "en"])
def test_no_english_is_left_in_a_translation(language):
    names = r"GeoJSON|CSV|Leaflet|durandline|WGS 84|ACC|\b[ABC]\b|2025-03-01(T14:00)?|\{\w+\}"
    left = {
        key: text
        for key, text in read_words(language).table.items()
        if re.search("[A-Za-z]", re.sub(names, "", text))
    }
    assert left == {}


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


@pytest.mark.parametrize("module", modules())
def test_every_string_that_a_module_asks_for_exists(module):
    source = modules()[module]
    words = read_words().table
    asked = set(re.findall(r"\bt(?:\.count)?\(\s*\"([a-z_]+\.[A-Za-z_]+)\"", source))
    begun = {key for key in asked if key.endswith("_")}  # what follows is put together in the module
    assert [key for key in asked - begun if key not in words] == []
    assert [key for key in begun if not any(word.startswith(key) for word in words)] == []


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
