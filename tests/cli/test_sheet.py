"""``durandline sheet``: paper from the command line, whole or not at all."""

from __future__ import annotations

import sys
from io import BytesIO

import pytest

pytest.importorskip("matplotlib")
from PIL import Image
from pypdf import PdfReader
from support.command import run, run_apart
from support.fonts import made

from durandline.layers.paper import need_matplotlib

ON = ("--on", "2025-03-01", "--since", "2024-06-01", "--dpi", "40")


@pytest.mark.parametrize(("ending", "start"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")])
def test_the_ending_chooses_the_format(tmp_path, ending, start):
    path = tmp_path / f"sheet.{ending}"
    ran = run("sheet", path, "--crossing", "torkham", *ON)
    assert ran.code == 0, ran.err
    assert path.read_bytes().startswith(start)
    assert "state of knowledge on 2025-03-01" in ran.err
    assert ran.out == ""


def test_the_same_command_gives_the_same_bytes(tmp_path):
    paths = [tmp_path / name for name in ("one.pdf", "two.pdf")]
    for path in paths:
        assert run("sheet", path, "--crossing", "torkham", "--timeline", "--table", *ON, "-q").code == 0
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_title_crossing_and_window_are_on_the_sheet(tmp_path):
    path = tmp_path / "sheet.pdf"
    assert run("sheet", path, "--crossing", "torkham", "--title", "What $5 buys", *ON, "-q").code == 0
    text = PdfReader(path).pages[0].extract_text()
    assert "What $5 buys" in text
    assert "Incidents from 1 Jun 2024 to 1 Mar 2025" in text
    assert "Not for decisions about travel or safety" in text


@pytest.mark.parametrize("only", ["timeline", "calendar", "bars"])
def test_a_chart_alone(tmp_path, only):
    path = tmp_path / "chart.png"
    assert run("sheet", path, "--only", only, *ON, "-q").code == 0
    with Image.open(BytesIO(path.read_bytes())) as picture:
        assert picture.width > picture.height > 200


@pytest.mark.usefixtures("in_one_process")
def test_a_series_into_a_folder_and_into_one_pdf(tmp_path):
    asked = ("--each", "crossing", "--crossing", "torkham", "--crossing", "kharlachi", *ON, "-q")
    folder, bound = tmp_path / "sheets", tmp_path / "all.pdf"
    assert run("sheet", folder, *asked).code == 0
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["durandline_01_torkham_A4_20250301.png", "durandline_02_kharlachi_A4_20250301.png"]
    assert run("sheet", folder, *asked).code == 2
    assert run("sheet", bound, *asked).code == 0
    assert len(PdfReader(bound).pages) == 2


def test_a_crossing_that_has_no_sheet_is_named(tmp_path):
    ran = run(
        "sheet", tmp_path / "all.pdf", "--each", "crossing", "--crossing", "torkham", "--crossing", "ghakhi_pass", *ON
    )
    assert ran.code == 0, ran.err
    assert "no sheet of 1 crossing without a known point: ghakhi_pass" in ran.err


@pytest.mark.usefixtures("in_one_process")
def test_an_animation_steps_through_months(tmp_path):
    path = tmp_path / "steps.gif"
    ran = run("sheet", path, "--animate", "--on", "2025-03-01", "--since", "2025-01-10", "--dpi", "40", "-q")
    assert ran.code == 0, ran.err
    with Image.open(path) as picture:
        assert picture.n_frames == 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("sheet.gif",), "ending in .png, .svg or .pdf"),
        (("sheet.png", "--animate"), "ending in .gif"),
        (("sheet.png", "--each", "month", "--only", "bars"), "one chart"),
        (("sheet.png", "--extent", "crossing"), "--crossing NAME"),
        (("sheet.png", "--scripts", "en,xx"), "one or two of"),
        (("sheet.png", "--font", "Nowhere Sans"), "no font"),
        (("sheet.png", "--crossing", "letai_pass"), "letai_pass"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(tmp_path, arguments, said):
    name, *rest = arguments
    ran = run("sheet", tmp_path / name, *rest, *ON)
    assert ran.code in (1, 2)
    assert said in ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_kept(tmp_path):
    path = tmp_path / "sheet.png"
    path.write_bytes(b"mine")
    assert run("sheet", path, *ON).code == 2
    assert path.read_bytes() == b"mine"


@pytest.mark.parametrize("version", [None, "3.10.1"])
def test_without_matplotlib_it_says_what_to_install(monkeypatch, version):
    from importlib.metadata import PackageNotFoundError

    from durandline.geo.errors import InputError

    def found(_):
        if version is None:
            raise PackageNotFoundError
        return version

    monkeypatch.setattr(sys.modules[need_matplotlib.__module__], "version", found)
    with pytest.raises(InputError, match=r"pip install 'durandline\[paper\]'"):
        need_matplotlib()


def test_letters_are_at_hand_on_a_bare_machine_and_nothing_is_said_of_fonts(tmp_path):
    asked = ("--crossing", "torkham", "--lang", "ur", *ON, "-q")
    assert run_apart("sheet", tmp_path / "sheet.pdf", *asked) == (0, "", "")
    assert _fonts_in(PdfReader(tmp_path / "sheet.pdf")) == {"IBMPlexSansArabic-Regular", "IBMPlexSansArabic-Bold"}


def test_a_font_of_ones_own_is_that_of_every_sheet_of_a_series(tmp_path):
    file = made(tmp_path, "Own Sans")
    made(tmp_path, "Own Sans", style="Bold")
    asked = ("--each", "crossing", "--crossing", "torkham", "--crossing", "kharlachi", "--lang", "ps", *ON, "-q")
    assert run("sheet", tmp_path / "all.pdf", *asked, "--font", file) == (0, "", "")
    pages = PdfReader(tmp_path / "all.pdf")
    assert len(pages.pages) == 2
    assert _fonts_in(pages) == {"OwnSans-Regular", "OwnSans-Bold"}


def _fonts_in(reader):
    """Return the fonts of a PDF, but for the one that has the marks of direction, which are not drawn."""
    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]
    return {str(font["/BaseFont"]).split("+")[-1].lstrip("/") for font in fonts} - {"DejaVuSans"}
