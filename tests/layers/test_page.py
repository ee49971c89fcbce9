"""The page: one file, the same each time, nothing fetched, nothing run but our own scripts, valid as HTML."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import folium
import pytest
from folium.plugins import MarkerCluster
from support.hostile import HOSTILE, LONE_SURROGATE, ran_at_build

from durandline import layers
from durandline.geo.errors import InputError
from durandline.geo.notices import read_notices
from durandline.layers.web import sections
from durandline.layers.web.document import render_page, safe_address
from durandline.layers.web.leaflet import leaflet_script, leaflet_style, leaflet_version
from durandline.layers.web.sections import Link, Section
from durandline.layers.words import read_words

NOT_FOLLOWED = (
    "",
    "javascript:1",
    "//a.b",
    "data:x",
    "https://",
    "ftp://a.b",
    "http://a b",
    "https://a/\n",
    "http://[",
)
VOID = {"meta", "link", "br", "img", "input", "hr", "base"}


class Reader(HTMLParser):
    """Every element with its attributes and text, and whether the elements nest as they should."""

    def __init__(self, page):
        super().__init__()
        self.open, self.elements, self.wrong, self.text = [], [], [], ""
        self.feed(page)
        self.close()
        self.wrong += self.open

    def handle_starttag(self, tag, attrs):
        self.elements.append([tag, dict(attrs), ""])
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data):
        self.text += data
        if self.open and self.open[-1] == self.elements[-1][0]:
            self.elements[-1][2] += data

    def all(self, tag):
        return [element for element in self.elements if element[0] == tag]


def render(made, text="Text", frames=None, **changes):
    words = read_words()
    tables = [] if frames is None else [
        sections.crossings_section(frames.crossings(text), words),
        sections.closures_section(frames.closures(text), words),
        sections.incidents_section(frames.incidents(text), words),
        sections.unlocated_section(frames.incidents(text), words),
    ]  # fmt: skip
    given = {
        "title": text, "subtitle": text, "age": text, "words": words, "notices": read_notices(),
        "data_version": text, "tool_version": text, "sections": tables,
    }  # fmt: skip
    return render_page(made, **(given | changes))


@pytest.fixture
def page(full_map, frames):
    return render(full_map(), frames=frames)


def test_the_same_map_gives_the_same_page(full_map, frames):
    assert render(full_map(), frames=frames) == render(full_map(), frames=frames)


def test_no_random_id_is_left(page):
    inside = re.sub(r"base64,[A-Za-z0-9+/=]+", "", page)
    assert re.findall(r"(?:map|durandline_\w+)_[0-9a-f]{32}", inside) == []


def test_the_policy_names_the_hash_of_every_script_and_no_other(page):
    scripts = [text for _, _, text in Reader(page).all("script")]
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    allowed = re.search(r"script-src ([^;]*);", policy)[1].split()
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in scripts]
    assert allowed == [f"'sha256-{each}'" for each in hashes]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy.split("style-src")[0]


def test_nothing_is_fetched(page):
    for tag, attributes, _ in Reader(page).elements:
        assert tag not in ("link", "iframe", "object", "embed", "base")
        assert "src" not in attributes
    styles = "".join(text for _, _, text in Reader(page).all("style"))
    assert [url for url in re.findall(r"url\(([^)]*)\)", styles) if not url.startswith(("data:", "#"))] == []
    assert "@import" not in styles
    assert "sourceMappingURL" not in page


def test_elements_nest_and_ids_are_unique(page):
    reader = Reader(page)
    assert reader.wrong == []
    ids = [attributes["id"] for _, attributes, _ in reader.elements if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_the_skeleton(page):
    reader = Reader(page)
    assert page.startswith("<!DOCTYPE html>\n")
    assert reader.all("html")[0][1] == {"lang": "en", "dir": "ltr"}
    assert [text for _, _, text in reader.all("title")] == ["Text"]
    metas = {attributes.get("name"): attributes.get("content") for _, attributes, _ in reader.all("meta")}
    assert metas["referrer"] == "no-referrer"
    assert metas["viewport"] == "width=device-width, initial-scale=1"
    assert len(reader.all("h1")) == len(reader.all("main")) == 1


def test_notices_licences_and_versions_are_in_the_page(page):
    text = Reader(page).text
    notices = read_notices()
    for wanted in (notices.boundary_words, notices.disclaimer, notices.not_for, notices.leaflet_licence.strip()):
        assert wanted in text
    for one in notices.of(set(notices.attributions) - {"geocode", "record"}):  # that are no layers of a page
        assert one.text in text
        assert one.licence in text


def test_a_layer_that_is_not_drawn_is_not_credited(frames):
    made = layers.Map()
    layers.Crossings(frames.crossings()).add_to(made)
    assert "OpenStreetMap contributors" not in render(made)


@pytest.mark.parametrize("text", [*HOSTILE.values(), LONE_SURROGATE], ids=[*HOSTILE, "lone"])
def test_hostile_text_in_every_field_changes_no_element(full_map, frames, text):
    page = render(full_map(text), text, frames)
    plain = render(full_map("T"), "T", frames)
    assert ran_at_build(page) == []
    page.encode("utf-8")

    def shape(of):
        found = Reader(of)
        assert found.wrong == []
        return [tag for tag, _, _ in found.elements if tag not in ("p", "br", "a", "span")]

    assert shape(page) == shape(plain)
    for _, attributes, _ in Reader(page).elements:
        assert not [name for name in attributes if name.startswith("on")]
        assert not attributes.get("href", "#").lower().strip().startswith(("javascript", "data", "vbscript", "file"))


def test_without_scripts_the_tables_say_it(page):
    cells = " ".join(text for tag, _, text in Reader(page).elements if tag in ("td", "p", "a"))
    assert "closed" in cells
    assert "it needs JavaScript" in cells
    assert len(Reader(page).all("table")) == 4


def test_rows_beyond_the_first_500_are_counted(frames):
    import pandas as pd

    many = pd.concat([frames.incidents().iloc[:1]] * 502, ignore_index=True)
    many["incident_id"] = [f"incident-{number}" for number in range(len(many))]
    section = sections.incidents_section(many, read_words())
    assert len(section.rows) == 500
    assert section.more.startswith("2 more rows")


def test_the_newest_statement_is_named_with_its_age(frames):
    words = read_words()
    assert sections.newest(frames.crossings(), words) == (
        "Newest statement about a crossing: 2025-02-24, 9 days before the date shown."
    )
    assert sections.newest(frames.crossings().iloc[1:], words) == words["page.newest_none"]


@pytest.mark.parametrize("address", ["https://a.example/x?y=z#w", "http://a.example"])
def test_web_addresses_are_linked(address, full_map):
    section = Section("s", "S", ("Sources",), [((Link("Paper", address, "repost"),),)])
    assert f'<a href="{address}"' in render(full_map(), sections=[section])


def test_what_a_scraper_carries_is_named_without_a_link(frames):
    rows = frames.closures().iloc[:1]
    sources = [{"publisher": "Paper", "url": "https://a.example/1", "kind": kind} for kind in ("scraper", "repost")]
    rows["sources"] = [sources]
    (row,) = sections.closures_section(rows, read_words()).rows
    assert (
        Link("Paper", "", "copied by a content scraper"),
        Link("Paper", "https://a.example/1", "repost"),
    ) in row


@pytest.mark.parametrize("address", [*NOT_FOLLOWED, *HOSTILE.values()])
def test_other_addresses_are_not(address):
    assert not safe_address(address)


def test_an_address_that_cannot_be_inlined_is_an_error_that_names_the_element(frames):
    made = layers.Map()
    MarkerCluster([[34, 71]]).add_to(made)
    with pytest.raises(InputError, match=r"markercluster.*cdnjs"):
        render(made)
    with pytest.raises(InputError, match="jquery wants https://"):
        render(folium.Map([34, 71], tiles=None))


def test_a_marker_of_folium_finds_its_icon(full_map):
    made = full_map()
    folium.Marker([34, 71], icon=folium.DivIcon("x")).add_to(made)
    assert "L.Icon.Default.mergeOptions(" in render(made)


def test_leaflet_is_the_version_that_folium_names():
    assert leaflet_version() == "1.9.3"
    named = dict(folium.Map.default_js)["leaflet"]
    assert f"leaflet@{leaflet_version()}/" in named
    assert f"leaflet@{leaflet_version()}/" in dict(folium.Map.default_css)["leaflet_css"]


def test_leaflet_holds_nothing_that_would_end_its_element():
    assert not re.search(r"</script|<!--", leaflet_script(), re.IGNORECASE)
    assert not re.search(r"</style|url\((?!data:|#)", leaflet_style(), re.IGNORECASE)


def restricted(frames):
    made = frames.incidents("SECRET")
    return made.assign(
        incident_id=["SECRET", "b"], summary=["SECRET", "told"], date=["2024-05-06", "2024-05-07"],
        dataset=["ACLED", "Made up"], licence=["terms", "CC0-1.0"], redistribute=[False, True],
    )  # fmt: skip


def test_the_footer_names_whose_collections_are_drawn_and_which_are_not_handed_on(full_map, frames):
    credited = sections.datasets(restricted(frames), read_words())
    assert [(each.text, each.note) for each in credited] == [
        ("ACLED", "licence: terms, drawn, not handed on"),
        ("Made up", "licence: CC0-1.0"),
    ]
    foot = Reader(render(full_map(), datasets=credited)).text
    assert "ACLED (licence: terms, drawn, not handed on)" in foot
    assert sections.datasets(frames.incidents(), read_words()) == []


def test_what_is_not_handed_on_is_listed_without_what_it_says(frames):
    listed = sections.incidents_section(restricted(frames).iloc[:1].assign(located=True), read_words())
    assert listed.rows == [
        ("2024-05-06 to SECRET", "SECRET", "", "", "From ACLED; details are not handed on.", "", ())
    ]


def test_of_many_incidents_the_newest_are_listed_and_the_others_counted(frames):
    import pandas as pd

    one = frames.incidents().iloc[:1]
    many = pd.concat([one.assign(incident_id=f"i{number}", date=f"day {number}") for number in range(520)])
    twice = pd.concat([many, many.iloc[[-1]].assign(place_name="Elsewhere")])
    listed = sections.incidents_section(twice, read_words())
    assert len(listed.rows) == sections.MOST_INCIDENTS
    assert listed.rows[0][0].startswith("day 519")
    assert listed.rows[0][2] == "Torkham\nElsewhere"
    assert listed.more == "20 more rows are not shown here."
