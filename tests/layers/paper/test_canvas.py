"""Figures become files: the same bytes for the same sheet, whatever the user's own settings; dated by the map."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest

pytest.importorskip("matplotlib")
import matplotlib as mpl
from PIL import Image
from pypdf import PdfReader

from durandline.geo.errors import InputError, OutputExistsError
from durandline.layers.paper.canvas import About, new_figure, save, settings, to_bytes
from durandline.layers.paper.spec import FORMATS, PAPERS, SheetSpec, format_of

SPEC = SheetSpec(dpi=50)
ABOUT = About("A title", "A subject", "durandline", "CC-BY-4.0", "2025-03-01")


def drawn(form, spec=SPEC, text="Torkham تورخم"):
    with settings(spec):
        figure = new_figure(spec)
        figure.text(0.5, 0.5, text)
        return to_bytes(figure, form, spec, ABOUT)


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_sheet_gives_the_same_bytes(form):
    assert drawn(form) == drawn(form)


@pytest.mark.parametrize("form", FORMATS)
def test_settings_of_the_user_change_nothing(form):
    with mpl.rc_context({"font.size": 30, "text.color": "red", "svg.fonttype": "path", "pdf.fonttype": 3}):
        there = drawn(form)
        assert mpl.rcParams["font.size"] == 30
    assert there == drawn(form)


@pytest.mark.parametrize("paper", PAPERS)
def test_a_picture_has_the_size_of_its_paper(paper):
    for landscape in (True, False):
        spec = replace(SPEC, paper=paper, landscape=landscape)
        with Image.open(BytesIO(drawn("png", spec))) as picture:
            expected = [edge / 25.4 * spec.dpi for edge in spec.size_mm]
            assert picture.size == pytest.approx(expected, abs=1)
        assert landscape or paper == "16:9" or spec.size_mm[0] <= spec.size_mm[1]


def test_text_stays_text_in_svg_and_fonts_are_inside_a_pdf():
    assert "Torkham تورخم" in drawn("svg").decode()
    page = PdfReader(BytesIO(drawn("pdf"))).pages[0]
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    assert fonts
    assert all(b"DejaVu" in str(font["/BaseFont"]).encode() for font in fonts)
    assert "Torkham" in page.extract_text()


def test_a_file_is_dated_by_the_map_and_not_by_the_run():
    assert PdfReader(BytesIO(drawn("pdf"))).metadata["/CreationDate"] == "D:20250301000000Z"
    assert "<dc:date>2025-03-01</dc:date>" in drawn("svg").decode()
    with Image.open(BytesIO(drawn("png"))) as picture:
        assert picture.info["Title"] == "A title"
        assert picture.info["Software"] == "durandline"


def test_a_sheet_is_written_whole_and_never_over_another(tmp_path):
    path = tmp_path / "sheet.png"
    with settings(SPEC):
        save(new_figure(SPEC), str(path), SPEC, ABOUT)
        with pytest.raises(OutputExistsError):
            save(new_figure(SPEC), str(path), SPEC, ABOUT)
        save(new_figure(SPEC), str(path), SPEC, ABOUT, overwrite=True)
    assert [each.name for each in tmp_path.iterdir()] == ["sheet.png"]


@pytest.mark.parametrize("name", ["sheet.gif", "sheet", "png"])
def test_another_ending_is_refused(name):
    with pytest.raises(InputError, match=r"\.png, \.svg or \.pdf"):
        format_of(name)


def test_a_letter_that_no_font_has_is_refused():
    with pytest.raises(InputError, match=r"U\+4E2D"):
        drawn("png", text="中")
