"""No sheet has an empty box for a letter: every word and every name has a font, or the user is told what to do."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("matplotlib")
import matplotlib as mpl
from matplotlib import _text_helpers
from matplotlib.font_manager import FontProperties, fontManager, get_font
from matplotlib.ft2font import FT2Font
from support import fonts as given
from support import sheets

from durandline.geo import frames
from durandline.geo.errors import InputError
from durandline.geo.record import Record
from durandline.geo.time.moment import parse_moment
from durandline.layers.paper.canvas import settings
from durandline.layers.paper.fonts import (
    ARABIC,
    DEJAVU,
    choose_fonts,
    file_of,
    make_known,
    missing_glyphs,
    shown_text,
)
from durandline.layers.paper.lettering import LEADING, Face, Lettering
from durandline.layers.paper.spec import SCRIPTS, SheetSpec
from durandline.layers.words import languages, read_words

URDU = "طورخم ہے"
KNOWN = "from matplotlib.font_manager import fontManager; print('Machine Sans' in fontManager.get_font_names())"


def names(script):
    record = Record()
    for frame in (frames.crossing_states(record, parse_moment("2025-03-01")), frames.basemap(record),
                  frames.routes(record)):  # fmt: skip
        yield from frame[f"name_{script}"].dropna().astype(str)


def laid_out(text, spec, *, bold=False):
    """Return the glyphs of a text as matplotlib sets them."""
    wanted = FontProperties(family=list(spec.families), weight="bold" if bold else "normal")
    font = get_font(fontManager._find_fonts_by_props(wanted))
    return list(_text_helpers.layout(text, font, language=spec.language))


def test_fonts_of_the_machine_are_hidden_from_all_tests(tmp_path_factory):
    tests = tmp_path_factory.getbasetemp()  # where tests before this one have made fonts of their own
    ours = (Path(mpl.get_data_path()), given.package_file().parent, tests)
    make_known((ARABIC, DEJAVU))
    assert {entry.fname for entry in fontManager.ttflist if not set(ours) & set(Path(entry.fname).parents)} == set()


@pytest.mark.parametrize("hidden", [False, True])
def test_hiding_does_hide_a_font_that_the_machine_has(tmp_path, hidden):
    (tmp_path / "fonts").mkdir()
    given.made(tmp_path / "fonts", "Machine Sans")
    environment = {**os.environ, "XDG_DATA_HOME": str(tmp_path), "MPLCONFIGDIR": str(tmp_path)}
    hide = f"import sys; sys.path.insert(0, {str(Path(given.__file__).parents[1])!r}); from pathlib import Path; "
    hide += f"from support.fonts import hide_system_fonts; hide_system_fonts(Path({str(tmp_path)!r})); "
    asked = [sys.executable, "-c", (hide if hidden else "") + KNOWN]
    ran = subprocess.run(asked, env=environment, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == str(not hidden)


@pytest.mark.parametrize("language", SCRIPTS)
def test_every_letter_of_a_sheet_is_drawn(language):
    spec, sheet = sheets.sheet(language=language, scripts=(language,), parts=("map", "timeline", "table"))
    with settings(spec):
        texts = [text for axes in sheet.figure.axes for text in axes.texts]
        assert len(texts) > 100
        for text in texts:
            glyphs = laid_out(text.get_text(), spec, bold=text.get_weight() == "bold")
            assert [each.char for each in glyphs if each.glyph_index == 0] == [], text.get_text()
            assert {each.ft_object.family_name for each in glyphs} <= {ARABIC, DEJAVU}
            drawn = {each.ft_object.family_name for each in glyphs if each.char.isalnum()}
            assert drawn <= {DEJAVU if language == "en" else ARABIC}, text.get_text()


@pytest.mark.parametrize("language", languages())
def test_every_word_of_every_language_has_its_letters(language):
    words = list(read_words(language).table.values())
    assert not missing_glyphs("".join(words), choose_fonts(words))


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_name_in_every_script_has_its_letters(script):
    assert not missing_glyphs("".join(names(script)), choose_fonts(names(script)))


def test_dejavu_alone_sets_latin_letters_and_the_package_comes_before_it_where_others_are():
    assert choose_fonts(names("en")) == (DEJAVU,)
    assert choose_fonts(["Torkham", "تورخم"]) == (ARABIC, DEJAVU)
    assert file_of(ARABIC) == str(given.package_file())
    assert file_of(ARABIC, bold=True) == str(given.package_file(bold=True))
    assert Path(mpl.get_data_path()) in Path(file_of(DEJAVU)).parents


def test_words_are_not_mixed_of_two_fonts():
    assert not missing_glyphs(URDU, choose_fonts([URDU])[:1])
    for script in ("ps", "fa", "ur"):
        letters = [char for char in "".join(names(script)) if char.isalpha()]
        assert not missing_glyphs("".join(letters) + "۰۱۲۳۴۵۶۷۸۹٫٬؛،؟", (ARABIC,))


def test_the_letters_may_be_embedded_in_a_file():
    for bold in (False, True):
        font = FT2Font(given.package_file(bold=bold))
        assert font.get_sfnt_table("OS/2")["fsType"] == 0  # installable: no restriction on embedding
    licence = (given.package_file().parents[1] / "LICENSE").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "does not apply\nto any document created using the fonts" in licence.replace("\r", "")


def test_the_same_font_on_the_machine_does_not_take_its_place(tmp_path):
    other = given.made(tmp_path, ARABIC)
    fontManager.addfont(other)
    fontManager.ttflist.insert(0, fontManager.ttflist.pop())
    try:
        assert file_of(ARABIC) == str(other)
        make_known((ARABIC,))
        assert file_of(ARABIC) == str(given.package_file())
    finally:
        fontManager.ttflist[:] = [entry for entry in fontManager.ttflist if entry.fname != str(other)]
        fontManager._findfont_cached.cache_clear()


def test_a_missing_letter_is_named_with_what_to_do():
    with pytest.raises(InputError) as caught:
        choose_fonts(["中"])
    assert "中 (U+4E2D)" in str(caught.value)
    assert "--font" in str(caught.value)


def test_a_font_can_be_named_or_given_as_a_file():
    assert choose_fonts(["Torkham"], "DejaVu Serif") == ("DejaVu Serif", DEJAVU)
    assert choose_fonts(["Torkham"], file_of("DejaVu Serif")) == ("DejaVu Serif", DEJAVU)
    assert choose_fonts([URDU], "DejaVu Serif") == ("DejaVu Serif", ARABIC, DEJAVU)


@pytest.mark.parametrize("beside", [True, False])
def test_the_bold_cut_beside_a_font_is_taken_and_without_one_nothing_is_said(tmp_path, caplog, beside):
    family = f"Sheet Sans {beside}"
    regular = given.made(tmp_path, family)
    bold = given.made(tmp_path, family, style="Bold") if beside else regular
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    given.made(tmp_path, "Another Sans", style="Bold")
    with caplog.at_level(logging.WARNING):
        spec = SheetSpec(families=choose_fonts([URDU], str(regular)), font_file=str(regular))
        with settings(spec):
            Lettering(spec).width(URDU, Face(10, bold=True))
            Lettering(spec).width(URDU, Face(10))
    assert (file_of(family), file_of(family, bold=True)) == (str(regular), str(bold))
    assert caplog.records == []


@pytest.mark.parametrize(("ascent", "descent"), [(1900, -800), (1085, -415)])
def test_lines_of_a_tall_font_stand_further_apart(tmp_path, ascent, descent):
    file = str(given.made(tmp_path, f"Tall {ascent}", ascent=ascent, descent=descent))
    spec = SheetSpec(language="ur", scripts=("ur",), families=choose_fonts([URDU], file), font_file=file)
    letters, size = Lettering(spec), 10 * 25.4 / 72
    with settings(spec):
        lines = letters.leading(Face(10)) / size
        assert lines == pytest.approx(max(LEADING, 0.85 * (ascent - descent) / 1000))
        assert letters.leading(Face(10), "Torkham") / size == pytest.approx(LEADING)


def test_a_font_that_is_not_there_or_none_is_refused(tmp_path):
    with pytest.raises(InputError, match="no font 'Nowhere Sans'"):
        choose_fonts(["a"], "Nowhere Sans")
    fake = Path(tmp_path) / "fake.ttf"
    fake.write_bytes(b"no font")
    with pytest.raises(InputError, match="cannot be read as a font"):
        choose_fonts(["a"], str(fake))


def test_marks_that_are_never_drawn_need_no_font():
    assert missing_glyphs("a\u200e\u200f\u200c\u2068\n", (DEJAVU,)) == set()
    assert shown_text("\u2068a\u2069") == "a"
