"""Lines of text stand in the order of the Unicode bidirectional algorithm, and what is no text stays out of files."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from unicodedata import bidirectional
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

import pytest

pytest.importorskip("matplotlib")
pytest.importorskip("bidi")
import pandas as pd
from bidi import get_display
from hypothesis import example, given
from hypothesis import strategies as st
from matplotlib import _text_helpers
from matplotlib.font_manager import FontProperties, fontManager, get_font
from pypdf import PdfReader
from support import sheets
from support.hostile import HOSTILE, LONE_SURROGATE, NUL
from support.zoo import ROWS

from durandline.layers.paper.binding import joined_pdf
from durandline.layers.paper.canvas import settings
from durandline.layers.paper.content import texts_of
from durandline.layers.paper.fonts import ARABIC, DEJAVU, choose_fonts, shown_text
from durandline.layers.paper.lettering import Lettering
from durandline.layers.paper.sheet import render_sheet
from durandline.layers.paper.spec import SheetSpec

SVG = "{http://www.w3.org/2000/svg}"
RTL = ("ps", "fa", "ur")
STEERING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# What is no character of XML 1.0, whose parser would stop at it, and what is none of Unicode.
NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
AWKWARD = {**HOSTILE, "lone surrogate": LONE_SURROGATE} | {
    f"{odd.name}.{column}": cell
    for odd in ROWS
    for column, cell in odd.cells.items()
    if column in ("place_name", "summary")
}


def spec_of(language, **more):
    return SheetSpec(language=language, scripts=(language,), families=(ARABIC, DEJAVU), **more)


def in_order(text, language):
    """Return what a line is set as from left to right, but for letters of Arabic script, of which two may be one."""
    spec = spec_of(language)
    with settings(spec):
        font = get_font(fontManager._find_fonts_by_props(FontProperties(family=list(spec.families))))
        items = _text_helpers.layout(Lettering(spec).laid_out(text), font, language=language)
        return told("".join(item.char for item in items))


def by_the_algorithm(text):
    """Return the same by another implementation of the algorithm, of the text without any mark of ours."""
    return told(get_display(shown_text(text), base_dir="R"))


def told(text):
    return "".join(char for char in STEERING.sub("", text) if bidirectional(char) not in ("AL", "NSM", "BN"))


@pytest.mark.parametrize("language", RTL)
@pytest.mark.parametrize("focus", [(), ("torkham",)], ids=["line", "torkham"])
def test_lines_of_a_heading_are_in_the_order_of_the_algorithm(language, focus):
    _, sheet = sheets.sheet(focus=focus, language=language, scripts=(language,))
    (axes,) = [axes for axes in sheet.figure.axes if axes.get_gid() == "heading"]
    lines = [STEERING.sub("", text.get_text()) for text in axes.texts]
    assert len(lines) >= 2
    for line in lines:
        assert in_order(line, language) == by_the_algorithm(line)


def test_a_year_stands_before_the_age_that_follows_it():
    shown = in_order("تازه‌ترین گفته: ۲۳ فبروری ۲۰۲۵. ۶ روز پیش", "fa")
    places = [shown.index(part) for part in ("۶", "۲۰۲۵", "۲۳")]
    assert places == sorted(places)  # from the left: what is read last, then what is read before it


@pytest.mark.parametrize(
    "joined", ["2025-03-01", "2025-03-01T14:00+05:00", "14:00+05:00", "34° 30′", "1,234.5", "۳۴٫۵"]
)
def test_a_date_in_digits_keeps_its_parts_in_order_and_its_place(joined):
    shown = in_order(f"در {joined}. ۷ روز", "fa")
    assert joined in shown
    assert shown.index("۷") < shown.index(joined)
    assert shown == told(get_display(f"در \u2066{joined}\u2069. ۷ روز", base_dir="R"))


@given(
    st.lists(
        st.sampled_from(["تورخم", "روز", "۲۳", "2025", "12", "Dawn", "AP", "–", "(", ")", "،", ".", "%"]), max_size=9
    )
)
@example(["روز", "۲۳", ".", "2025", "روز"])
def test_any_words_and_numbers_are_in_the_order_of_the_algorithm(parts):
    text = " ".join(["روز", *parts])
    one_way = str.maketrans("(", ")")  # the one gives a bracket as it was, the other as it looks
    assert in_order(text, "fa").translate(one_way) == by_the_algorithm(text).translate(one_way)


@pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD)
def test_what_is_no_text_is_shown_as_such(text):
    shown = shown_text(text)
    assert not NO_TEXT.search(shown)
    assert ET.fromstring(f"<a>{escape(shown)}</a>").text == shown  # noqa: S314 - our own
    shown.encode()
    assert ("\ufffd" in shown) == bool(NO_TEXT.search(text))
    assert Lettering(spec_of("fa")).laid_out(text).count("\u202b") <= 1


@pytest.mark.parametrize("form", ["svg", "pdf"])
def test_hostile_names_and_titles_make_a_whole_file_that_shows_them(form):
    title = f"{NUL} \x1b[31m & <b> {LONE_SURROGATE} \ufffe \u202egnp"
    content = sheets.content(since="2025-01-01")
    crossings = content.frames["crossings"]
    names = pd.Series([f"{cell}\x07\ud800\ufffe" for cell in crossings["name_en"]], crossings.index, dtype=object)
    hostile = replace(
        content,
        frames={
            **content.frames,
            "crossings": crossings.assign(name_en=names),
        },
    )
    spec = SheetSpec(title=title, parts=("map", "table"), landscape=True)
    spec = replace(spec, families=choose_fonts(texts_of(hostile, spec)))
    made = render_sheet(hostile, spec, form)
    said_title = shown_text(title)
    if form == "svg":
        root = ET.fromstring(made)  # noqa: S314 - our own
        said = ["".join(each.itertext()) for each in root.iter(f"{SVG}text")]
        assert said_title in said
        assert "Torkham\ufffd\ufffd\ufffd" in said
        assert root.find(".//{http://purl.org/dc/elements/1.1/}title").text == said_title
    else:
        assert PdfReader(BytesIO(made)).metadata.title == said_title
        bound = PdfReader(BytesIO(joined_pdf([title], [made])))
        assert [each.title for each in bound.outline] == [said_title]
