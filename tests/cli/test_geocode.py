"""``durandline geocode``: rows in are rows out, what is not known has no point, and decisions are followed."""

from __future__ import annotations

import csv
import io
import json

import pytest
from support.command import run
from support.dumps import line, written

from durandline.geo.geocoding.answer_columns import ANSWER_COLUMNS

ROWS = (
    "id,place_name,admin,note\n"
    "1,Torkham,,first\n"
    "2,Atlantis,,\n"
    '3,تورخم,,"a, b"\n'
    "\n"
    "4,,,empty\n"
    "5,Torkham,,\n"
    "6,Afghanistan-Pakistan border (South Waziristan),,\n"
    "7,Atlantis,,again\n"
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DURANDLINE_GAZETTEERS", str(tmp_path / "kept"))
    written(tmp_path / "mine.csv", ROWS)
    return tmp_path


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_rows_in_are_rows_out_with_all_their_columns(folder):
    ran = run("geocode", "mine.csv", "-o", "out.csv")
    assert (ran.code, ran.out) == (3, "")
    given, made = rows(ROWS), rows((folder / "out.csv").read_text("utf-8"))
    assert [{name: row[name] for name in given[0]} for row in made] == given
    assert list(made[0]) == [*given[0], *ANSWER_COLUMNS]
    assert made[0]["place_id"] == made[2]["place_id"] == "torkham"
    assert abs(float(made[0]["place_lon"]) - 71.08) < 0.1
    assert all(row["why"] and row["gazetteer_version"] for row in made)


def test_geojson_has_a_geometry_for_each_row(folder):
    assert run("geocode", "mine.csv", "-o", "out.geojson").code == 3
    collection = json.loads((folder / "out.geojson").read_text("utf-8"))
    kinds = [(each["geometry"] or {}).get("type") for each in collection["features"]]
    assert kinds == ["Point", None, "Point", None, "Point", "LineString", None]
    assert "GeoNames" in collection["attribution"]
    assert collection["features"][0]["properties"]["note"] == "first"
    assert collection["features"][5]["properties"]["place_segment"].startswith("LINESTRING (")


def test_what_is_not_known_is_a_finding_and_the_counts_add_up(folder):
    ran = run("geocode", "mine.csv", "-o", "out.csv")
    assert [text.split(": ")[0] for text in ran.err.splitlines()[:3]] == ["mine.csv:3", "mine.csv:6", "mine.csv:9"]
    assert "7 rows, 5 place texts: 3 with a point, 1 with a stretch of line, 0 ambiguous, 3 unknown" in ran.err
    assert run("geocode", "mine.csv", "-o", "out.csv", "--overwrite", "-q").err == ""


def test_geojson_in_keeps_what_its_properties_are(folder):
    features = [
        {"type": "Feature", "properties": {"place": "Torkham", "n": 3, "ok": True, "tags": ["a"]}, "geometry": None},
        {
            "type": "Feature",
            "properties": {"place": "Wana"},
            "geometry": {"type": "Point", "coordinates": [69.5, 32]},
        },
        {
            "type": "Feature",
            "properties": {},
            "geometry": {"type": "LineString", "coordinates": [[69, 32], [70, 32]]},
        },
    ]
    written(folder / "in.geojson", json.dumps({"type": "FeatureCollection", "features": features}))
    ran = run("geocode", "in.geojson", "-o", "-")
    assert ran.code == 3
    made = json.loads(ran.out)["features"]
    assert made[0]["properties"].items() >= features[0]["properties"].items()
    assert (made[1]["properties"]["lon"], made[1]["properties"]["lat"]) == (69.5, 32)
    assert made[2]["geometry"] is None
    assert "in.geojson:3: geometry: warning: is neither a Point nor null." in ran.err


def test_odd_json_stays_writable(folder):
    properties = '{"place": "Torkham", "n": NaN, "deep": {"a": [1e999, "\\ud800"]}, "\\ud801": [{"b": 1}]}'
    written(folder / "in.geojson", f'{{"type": "Feature", "geometry": null, "properties": {properties}}}')
    for out in ("out.csv", "out.geojson"):
        assert run("geocode", "in.geojson", "-o", out).code == 0
    (row,) = rows((folder / "out.csv").read_text("utf-8"))
    assert (row["n"], row["deep"], row["�"]) == ("", '{"a": [null, "�"]}', '[{"b": 1}]')
    (feature,) = json.loads((folder / "out.geojson").read_text("utf-8"))["features"]
    assert feature["properties"]["deep"] == {"a": [None, "�"]}


def test_a_country_that_is_none_of_the_three_is_a_finding(folder):
    written(folder / "odd.csv", "place,country\nTorkham,Atlantis\nTorkham,Pakistan\nTorkham,\nTorkham,افغانستان\n")
    ran = run("geocode", "odd.csv", "-o", "-")
    assert ran.code == 3
    (line_of_it, _) = ran.err.splitlines()
    assert line_of_it.startswith("odd.csv:2: country 'Atlantis': warning: is no country")


def test_columns_go_by_the_names_that_people_give_them(folder):
    written(
        folder / "named.csv",
        "Location,Province,ADM0_EN\nSpin Boldak,Kandahar,AF\nShiva,,Pakistan\nTorkham,AF-NAN,AFG\nAF0601,,\n",
    )
    ran = run("geocode", "named.csv", "-o", "-")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert [row["place_id"] for row in rows] == ["spin_boldak", "", "torkham", ""]
    assert "is known in Pakistan, the country stated" in rows[1]["why"]
    assert "'AF0601' is a number or a code, and no name of a place" in ran.err


def test_streams(folder):
    ran = run("geocode", "-", "-o", "-", given="where,place\nx,Torkham\n")
    assert ran.code == 0
    assert rows(ran.out)[0]["place_id"] == "torkham"
    assert ran.err.startswith("-: 1 row, 1 place text: 1 with a point")


def test_columns_are_taken_as_told(folder):
    written(folder / "odd.csv", "spot,kreis,land\nKarachi,Kurram,Pakistan\n")
    asked = ("geocode", "odd.csv", "-o", "-")
    assert run(*asked).code == 1
    ran = run(*asked, "--place-column", "spot", "--admin-column", "kreis", "--country-column", "land")
    (made,) = rows(ran.out)
    assert made["place_id"] != "1174872"  # GeoNames' Karachi on the sea
    assert "There is no column ort" in run(*asked, "--place-column", "ort").err


def test_the_context_of_the_options_is_that_of_rows_without_one(folder):
    written(folder / "odd.csv", "place,admin\nKarachi,\nKarachi,Kurram\n")
    one, two = rows(run("geocode", "odd.csv", "-o", "-", "--admin", "Kurram").out)
    assert {name: one[name] for name in ANSWER_COLUMNS} == {name: two[name] for name in ANSWER_COLUMNS}


def test_columns_that_an_answer_has_too_are_kept_under_another_name(folder):
    written(folder / "odd.csv", "place,score,given_score\nTorkham,7,8\n")
    ran = run("geocode", "odd.csv", "-o", "again.csv")
    assert ran.code == 0
    assert "odd.csv: the column score is kept as given_given_score." in ran.err
    (made,) = rows((folder / "again.csv").read_text("utf-8"))
    assert (made["given_given_score"], made["given_score"], made["place_id"]) == ("7", "8", "torkham")
    (twice,) = rows(run("geocode", "again.csv", "-o", "-").out)
    assert {f"given_{name}": made[name] for name in ANSWER_COLUMNS if name != "score"}.items() <= twice.items()
    assert {name: made[name] for name in ANSWER_COLUMNS} == {name: twice[name] for name in ANSWER_COLUMNS}


def test_cells_beyond_the_header_are_kept(folder):
    written(folder / "odd.csv", "place,note\nTorkham,a,b,c\nWana,d\n")
    ran = run("geocode", "odd.csv", "-o", "-")
    assert [row["cells_beyond_header"] for row in rows(ran.out)] == ["b;c", ""]
    assert "odd.csv:2: 'b;c': warning: the row has more cells" in ran.err


def decided(folder, *decisions, out="out.csv"):
    """Fill decisions into the review in its order and feed it back."""
    review = rows((folder / "review.csv").read_text("utf-8"))
    for row, decision in zip(review, decisions, strict=True):
        row["decision"] = decision
    text = io.StringIO()
    writer = csv.DictWriter(text, review[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(review)
    written(folder / "review.csv", text.getvalue())
    ran = run("geocode", "mine.csv", "-o", out, "--overwrite", "--decisions", "review.csv", "--review", "left.csv")
    return ran, rows((folder / out).read_text("utf-8"))


@pytest.fixture
def review(folder):
    assert run("geocode", "mine.csv", "-o", "out.csv", "--review", "review.csv").code == 3
    return rows((folder / "review.csv").read_text("utf-8"))


def test_the_review_has_a_row_for_each_text_in_doubt(review):
    assert [(row["place"], row["rows"], row["decision"]) for row in review] == [("Atlantis", "2", ""), ("", "1", "")]


def test_decisions_are_followed(folder, review):
    ran, made = decided(folder, "wana", "skip")
    assert ran.code == 0
    assert [made[n]["place_id"] for n in (1, 6)] == ["wana", "wana"]
    assert made[1]["why"] == "Wana by decision (review.csv, row 2)."
    assert made[3]["why"] == "Left without a point by decision (review.csv, row 3)."
    assert made[3]["place_lon"] == made[3]["radius_m"] == ""
    assert "1 left out by decision" in ran.err
    assert rows((folder / "left.csv").read_text("utf-8")) == []


def test_a_decision_may_be_a_point_or_a_qualified_id(folder, review):
    ran, made = decided(folder, "70.5, 33.25", "durandline:torkham")
    assert ran.code == 0
    assert (made[1]["place_lon"], made[1]["place_lat"], made[1]["place_id"]) == ("70.5", "33.25", "")
    assert (made[1]["precision"], made[1]["score"]) == ("exact", "1")
    assert made[3]["place_id"] == "torkham"


@pytest.mark.parametrize("decision", ["nowhere", "33.25", "200,33", "geonames-cities:torkham", "big_ben_post"])
def test_a_decision_that_cannot_be_followed_is_a_finding_and_changes_nothing(folder, review, decision):
    ran, made = decided(folder, decision, "")
    assert ran.code == 3
    assert f"review.csv:2: decision {decision!r}: warning: " in ran.err
    assert made[1]["place_lon"] == ""
    assert len(rows((folder / "left.csv").read_text("utf-8"))) == 2


def test_a_decision_about_nothing_and_two_that_differ_are_findings(folder):
    written(folder / "review.csv", "place,decision\nElsewhere,wana\nAtlantis,wana\nAtlantis,skip\n")
    ran = run("geocode", "mine.csv", "-o", "out.csv", "--decisions", "review.csv")
    assert "review.csv:2: decision 'wana': warning: no row asks for 'Elsewhere'" in ran.err
    assert "review.csv:4: decision 'skip': warning: row 3 decides the same otherwise" in ran.err
    assert rows((folder / "out.csv").read_text("utf-8"))[1]["place_id"] == "wana"


def test_an_added_gazetteer_is_searched_unless_others_are_named(folder):
    written(folder / "AF.txt", line(place_id="7", name="Atlantis"))
    run("gazetteer", "add", "AF.txt")
    found = json.loads(run("geocode", "Atlantis", "--format", "json").out)
    assert (found["gazetteer"], found["place_id"], found["lon"], found["lat"]) == ("AF", "7", 70.1, 33.5)
    assert "AF " in found["gazetteer_version"]
    assert run("geocode", "Atlantis", "--gazetteer", "AF").code == 0
    assert run("geocode", "Atlantis", "--gazetteer", "builtin").code == 3
    assert run("geocode", "Atlantis", "--gazetteer", "PK").code == 2


def test_one_answer_says_where_why_and_what_else(folder):
    ran = run("geocode", "تورخم")
    assert ran.code == 0
    assert ran.out.startswith("تورخم: longitude 71.08")
    for part in ("precision: exact (ACLED 1, UCDP 1)", "place: durandline:torkham", "Searched: durandline "):
        assert part in ran.out
    answer = json.loads(run("geocode", "Torkham", "--format", "json").out)
    assert answer["place_id"] == "torkham"
    assert all(each["why"] for each in answer["runners_up"])
    assert run("geocode", "Atlantis").code == 3


def test_text_that_steers_a_terminal_stays_inert(folder):
    ran = run("geocode", "Atlantis\x1b[31m\nOK: done")
    assert ran.code == 3
    assert "\x1b" not in ran.out + ran.err


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["mine.csv"], 2, "Say with -o"),
        (["-"], 2, "Say with -o"),
        (["Torkham", "--review", "r.csv"], 2, "with -o"),
        (["nowhere.csv", "-o", "out.csv"], 2, "There is no file nowhere.csv"),
        (["mine.csv", "-o", "out.shp"], 1, ".geojson"),
        (["mine.csv", "-o", "mine.csv"], 2, "mine.csv exists"),
        (["mine.csv", "-o", "out.csv", "--decisions", "mine.csv"], 1, "place and decision"),
        (["twice.csv", "-o", "out.csv"], 1, "stands twice"),
        (["empty.csv", "-o", "out.csv"], 1, "empty"),
        (["bare.csv", "-o", "out.csv"], 1, "--place-column"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_done_is_told_and_nothing_is_written(folder, arguments, code, told):
    for name, text in (("twice", "place,place\n"), ("empty", ""), ("bare", "a,b\n1,2\n")):
        written(folder / f"{name}.csv", text)
    before = sorted(path.name for path in folder.iterdir())
    ran = run("geocode", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert told in ran.err
    assert sorted(path.name for path in folder.iterdir()) == before


def test_a_header_alone_is_no_rows(folder):
    ran = run("geocode", "-", "-o", "-", given="place\n")
    assert ran.code == 0
    assert ran.out == ",".join(["place", *ANSWER_COLUMNS]) + "\n"
