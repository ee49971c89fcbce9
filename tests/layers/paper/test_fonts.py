"""No sheet has an empty box for a letter: every word and every name has a font, or the user is told what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("matplotlib")
from durandline.geo import frames
from durandline.geo.record import Record
from durandline.geo.schema.errors import InputError
from durandline.layers.paper.fonts import (
    DEJAVU,
    FALLBACKS,
    choose_fonts,
    file_of,
    missing_glyphs,
    require_glyphs,
    set_text,
)
from durandline.layers.paper.spec import SCRIPTS
from durandline.layers.words import languages, read_words

ARABIC = [name for name in FALLBACKS if file_of(name)]
needs_font = pytest.mark.skipif(not ARABIC, reason="no font with the letters of Pashto and Urdu is installed")


def names(script):
    record = Record()
    for frame in (frames.crossing_states(record, _moment()), frames.basemap(record), frames.routes(record)):
        yield from frame[f"name_{script}"].dropna().astype(str)


def _moment():
    from durandline.geo.time.moment import parse_moment

    return parse_moment("2025-03-01")


@pytest.mark.parametrize("language", languages())
@needs_font
def test_every_word_of_every_language_has_its_letters(language):
    words = list(read_words(language).table.values())
    require_glyphs((set_text(word) for word in words), choose_fonts(words))


@pytest.mark.parametrize("script", SCRIPTS)
@needs_font
def test_every_name_in_every_script_has_its_letters(script):
    require_glyphs(names(script), choose_fonts(names(script)))


def test_dejavu_comes_first_where_it_is_enough():
    assert choose_fonts(["Torkham", "تورخم"]) == (DEJAVU,)
    assert choose_fonts(names("en")) == (DEJAVU,)


@needs_font
def test_words_are_not_mixed_of_two_fonts():
    families = choose_fonts(["طورخم ہے"])
    assert families[0] in FALLBACKS
    assert not missing_glyphs("طورخم ہے", families[:1])


def test_a_missing_letter_is_named_with_what_to_do():
    with pytest.raises(InputError) as caught:
        choose_fonts(["中"])
    assert "中 (U+4E2D)" in str(caught.value)
    assert "--font" in str(caught.value)


def test_a_font_can_be_named_or_given_as_a_file():
    assert choose_fonts(["Torkham"], "DejaVu Serif") == ("DejaVu Serif", DEJAVU)
    assert choose_fonts(["Torkham"], file_of("DejaVu Serif")) == ("DejaVu Serif", DEJAVU)


def test_a_font_that_is_not_there_or_none_is_refused(tmp_path):
    with pytest.raises(InputError, match="no font 'Nowhere Sans'"):
        choose_fonts(["a"], "Nowhere Sans")
    fake = Path(tmp_path) / "fake.ttf"
    fake.write_bytes(b"no font")
    with pytest.raises(InputError, match="cannot be read as a font"):
        choose_fonts(["a"], str(fake))


def test_marks_that_are_never_drawn_need_no_font():
    assert missing_glyphs("a\u200e\u200f\u200c\u2068\n", (DEJAVU,)) == set()
    assert set_text("\u2068a\u2069") == "a"
