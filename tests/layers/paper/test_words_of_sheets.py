"""The text of a sheet, taken out of its SVG and PDF, says what the data say: names, counts, dates, notices."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest

pytest.importorskip("matplotlib")
from pypdf import PdfReader
from support import sheets as made
from support.pictured import picture

from durandline.geo.notices import read_notices
from durandline.geo.time.moment import parse_moment
from durandline.layers.paper import incidents
from durandline.layers.paper.canvas import settings
from durandline.layers.paper.content import texts_of
from durandline.layers.paper.dates import date_text, moment_text
from durandline.layers.paper.fonts import choose_fonts
from durandline.layers.paper.heading import subtitle_of, title_of
from durandline.layers.paper.lettering import is_arabic
from durandline.layers.paper.notes import reported_by
from durandline.layers.paper.sheet import draw_sheet, render_sheet
from durandline.layers.paper.spec import SheetSpec
from durandline.layers.words import read_words

SVG = "{http://www.w3.org/2000/svg}"
WORDS = read_words("en")
STATES = ("open", "restricted", "closed", "unknown")
PLAIN = SheetSpec(dpi=40)


@pytest.fixture(scope="module", params=["made up", "shipped", "shipped, one crossing"])
def content(request, tmp_path_factory):
    if request.param == "made up":
        return picture(tmp_path_factory.mktemp("made"))
    return made.content(since="2024-01-01", focus=("torkham",) if "one" in request.param else ())


@pytest.fixture(scope="module")
def file_of(content):
    """A sheet of the content as a file: ``file_of(form, spec)``, drawn once for all tests."""

    @cache
    def one(form, spec=PLAIN):
        return render_sheet(content, spec, form)

    return one


@pytest.fixture(scope="module")
def svg(file_of):
    return ET.fromstring(file_of("svg"))  # noqa: S314 - our own


@pytest.fixture(scope="module")
def texts(file_of, svg):
    """The text of the whole sheet on one line, by format."""
    pages = PdfReader(BytesIO(file_of("pdf"))).pages
    return {"svg": joined(said(svg)), "pdf": joined(page.extract_text() for page in pages)}


@pytest.fixture(params=["svg", "pdf"])
def text(request, texts):
    return texts[request.param]


def root_of(content, spec):
    return ET.fromstring(render_sheet(content, spec, "svg"))  # noqa: S314 - our own


def whole(content, language):
    """Return the spec of a sheet with all there is, in a language and its letters."""
    spec = SheetSpec(language=language, scripts=(language,), parts=("map", "timeline", "table"))
    return replace(spec, families=choose_fonts(texts_of(content, spec)))


def pattern(key):
    return re.escape(WORDS(key, number="@")).replace("@", r"(\d+)")


def said(element):
    return ["".join(each.itertext()) for each in element.iter(f"{SVG}text")]


def joined(lines):
    return " ".join(" ".join(lines).split())


def group(svg, name):
    return next(each for each in svg.iter(f"{SVG}g") if each.get("id") == name)


def on_map(svg):
    return joined(said(group(svg, "map-names")))


def test_when_it_holds_and_how_old_that_is(content, text):
    assert WORDS("page.as_of", on=date_text(WORDS, content.on.text)) in text
    assert f"Incidents from {date_text(WORDS, content.since.text)} to {date_text(WORDS, content.on.text)}." in text
    frame = content.frames["crossings"]
    asked = frame[frame["crossing_id"].isin(content.focus)] if content.focus else frame
    days = int(asked["age_days"].min())
    said_on = date_text(WORDS, max(asked["last_said"]))
    assert f"Newest statement about a crossing: {said_on}, {days} days before the date shown." in text


def test_notices_are_whole(text):
    notices = read_notices()
    for each in (notices.not_for, notices.disclaimer, notices.boundary_words):
        assert joined([each]) in text
    for source in (
        "OpenStreetMap contributors",
        "ODbL-1.0",
        "Natural Earth",
        "public domain",
        "GeoNames",
        "CC-BY-4.0",
        "Who's On First",
        "whosonfirst.org/docs/licenses",
    ):
        assert source in text
    assert "Lambert conformal conic" in text
    assert "Data data; made with durandline tool" in text


def test_the_key_counts_what_the_table_holds(content, text, svg):
    crossings = content.frames["crossings"]
    counts = {state: re.search(rf"{WORDS[f'state.{state}']} (\d+) (\d+)\b", text) for state in STATES}
    shown = {state: tuple(map(int, found.groups())) for state, found in counts.items()}
    if not content.focus:
        here = crossings[crossings.geometry.notna()]
        assert shown == {
            state: ((here["cargo_state"] == state).sum(), (here["people_state"] == state).sum()) for state in STATES
        }
    assert sum(pair[0] for pair in shown.values()) == sum(pair[1] for pair in shown.values())


def test_the_key_counts_every_incident_once(content, text):
    incidents = content.frames["incidents"]
    here = int(re.search(rf"{WORDS['sheet.here']} (\d+)", text).group(1))
    elsewhere = [re.search(pattern(key), text) for key in ("sheet.outside", "sheet.unplaced")]
    assert here + sum(int(found.group(1)) for found in elsewhere if found) == incidents["incident_id"].nunique() > 0
    if not content.focus:
        placed = incidents[incidents["located"]].drop_duplicates("incident_id")
        for kind, number in placed["kind"].value_counts().items():
            assert re.search(rf"{re.escape(WORDS.word('incident_kind', kind))} ?{number}\b", text), kind


def test_formal_crossings_are_named_with_their_age(content, svg):
    crossings = content.frames["crossings"]
    formal = crossings[(crossings["kind"] == "formal_international") & crossings.geometry.notna()]
    shown = formal if not content.focus else formal[formal["crossing_id"].isin(content.focus)]
    assert len(shown)
    names = on_map(svg)
    for row in shown.to_dict("records"):
        assert row["name_en"].split(" (")[0] in names
        if row["last_said"]:
            age = f"{int(row['age_days'])} d"
            assert f"report {age} old" in names or f", {age} ago" in names


def test_names_in_a_second_script_are_whole_in_svg(tmp_path):
    content = picture(tmp_path)
    names = said(group(root_of(content, SheetSpec(scripts=("en", "ur"))), "map-names"))
    crossings = content.frames["crossings"]
    for row in crossings[crossings["kind"] == "formal_international"].to_dict("records"):
        assert {row["name_en"], row["name_ur"]} <= set(names)


@pytest.mark.parametrize(("language", "others"), [("fa", "[0-9]"), ("ps", "[0-9]"), ("ur", "[۰-۹]")])
def test_a_sheet_has_digits_of_one_kind(content, file_of, language, others):
    """Only what is quoted in Latin letters, and what names a paper, a datum or a version, keeps its own."""
    own = r"WGS 84|[A-Za-z][\w.-]*"
    lines = said(ET.fromstring(file_of("svg", whole(content, language))))  # noqa: S314 - our own
    lines = [line.replace("\u200e", "") for line in lines]
    ours = [line for line in lines if is_arabic(line) or not re.search("[A-Za-z]", line)]
    assert [line for line in ours if re.search(others, re.sub(own, "", line))] == []
    assert any(re.search("[۰-۹]" if language != "ur" else "[0-9]", line) for line in ours)


def test_lines_from_the_right_stay_in_order_whatever_shows_them(content, file_of):
    root = ET.fromstring(file_of("svg", whole(content, "fa")))  # noqa: S314 - our own
    heading = said(group(root, "heading"))
    assert heading
    for line in heading:
        assert line.startswith("\u202b")
        assert line.endswith("\u202c")


def test_names_of_sources_do_not_run_together_from_the_right():
    listed = reported_by(made.content(), read_words("fa"))
    names = listed.partition("): ")[2].split("؛ ")  # a letter of the right, unlike the Latin sign
    assert len(names) > 3
    assert ";" not in listed


def test_many_crossings_are_named_in_the_title(content):
    keys = tuple(content.frames["crossings"]["crossing_id"][:2])
    names = [name.split(" (")[0] for name in content.frames["crossings"]["name_en"][:2]]
    assert title_of(replace(content, focus=keys), SheetSpec()) == f"Crossings: {names[0]}, {names[1]}"


def test_a_moment_has_its_time_and_zone():
    assert moment_text(WORDS, "2025-03-01") == "1 Mar 2025"
    assert moment_text(WORDS, "2025-03-01T14:00+05:00") == "1 Mar 2025, 14:00+05:00"


def test_radii_that_are_too_many_are_said_not_to_be_drawn(content, svg, monkeypatch):
    radius = WORDS["legend.radius"].split(" (")[0]
    left_out = WORDS("sheet.radii_left_out", number=incidents.MOST_RADII)
    with settings(SheetSpec(landscape=True)):
        marks = draw_sheet(content, SheetSpec(landscape=True)).drawn.marks
    assert incidents.wide(marks)
    key = joined(said(group(svg, "key")))
    assert radius in key
    assert left_out not in key
    monkeypatch.setattr(incidents, "MOST_RADII", 0)
    key = joined(said(group(root_of(content, SheetSpec(landscape=True)), "key")))
    assert radius not in key
    assert left_out in key


def test_layers_are_named_groups_that_hold_their_text(svg, content):
    names = {each.get("id") for each in svg.iter(f"{SVG}g")}
    layers = {f"map-{layer}" for layer in ("ground", "border", "incidents", "crossings", "names")}
    assert names >= layers | {"heading", "key", "notes", "scale", "graticule"}
    assert WORDS["page.title"] in said(group(svg, "heading")) or content.focus
    assert not list(svg.iter(f"{SVG}script"))


def test_fonts_of_a_pdf_are_inside_it(file_of):
    reader = PdfReader(BytesIO(file_of("pdf")))
    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        one = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        assert "/FontFile2" in one["/FontDescriptor"].get_object()


def test_a_title_is_said_in_the_file_too(content):
    named = replace(SheetSpec(), title="A title <of> one's own & more")
    assert PdfReader(BytesIO(render_sheet(content, named, "pdf"))).metadata.title == named.title
    assert named.title in said(root_of(content, named))


@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_the_same_bytes_again(content, file_of, form):
    assert render_sheet(content, PLAIN, form) == file_of(form)


@pytest.mark.parametrize(("until", "said"), [("2025-03-01", False), ("2024-12-31", True), (None, False)])
def test_a_sheet_says_that_states_and_incidents_are_of_different_dates(content, until, said):
    shown = replace(content, on=parse_moment("2025-03-01"), until=until and parse_moment(until))
    assert ("different dates" in subtitle_of(shown, SheetSpec())) == said
