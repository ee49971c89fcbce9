"""Typed columns come back as they went in, whatever the numbers, and say the same bytes each time."""

from __future__ import annotations

import json
from datetime import date, timedelta

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from shapely.geometry import LineString, Point
from support.hostile import HOSTILE, LONE_SURROGATE
from support.million import incident_frame
from support.unpacked import columns, inflate, inflate_bytes

from durandline.geo.errors import InputError
from durandline.layers.web.columns import CHUNK, Columns
from durandline.layers.web.embed import deflated, deflated_bytes, level_for
from durandline.layers.web.incident_columns import LISTS, TEXTS, pack_incidents, seconds_of

LIMIT = 2**31 - 1
CLAIM = {"claimant": "x", "measure": "killed", "whom": "", "min": 1, "max": None}


@given(arrays.arrays(np.int64, st.integers(0, 60), elements=st.integers(-LIMIT, LIMIT)), st.randoms())
def test_whole_numbers_come_back(values, chance):
    missing = np.array([chance.random() < 0.2 for _ in values], dtype=bool)
    made = Columns(len(values))
    made.integers("first", values)
    made.integers("second", np.sort(values), missing)
    found = columns(made.packed())
    assert found["first"] == values.tolist()
    expected = [None if gone else value for value, gone in zip(np.sort(values).tolist(), missing, strict=True)]
    assert found["second"] == expected


@given(st.lists(st.floats(width=64) | st.integers(-LIMIT, LIMIT).map(float) | st.none(), max_size=40))
def test_numbers_come_back_to_the_last_bit(values):
    made = Columns(len(values))
    made.numbers("n", np.array([np.nan if value is None else value for value in values], dtype=np.float64))
    expected = [value if value is not None and np.isfinite(value) else None for value in values]
    assert columns(made.packed())["n"] == expected


@given(st.lists(st.sampled_from(["", "a", "b", "ت", "{{ x }}"]) | st.none(), max_size=30))
def test_text_that_repeats_comes_back(values):
    made = Columns(len(values))
    made.category("c", pd.Series(values, dtype=object))
    assert columns(made.packed())["c"] == ["" if value is None else value for value in values]


@given(st.lists(st.sampled_from(["", "a", "b", "ت", "{{ x }}"]), max_size=60), st.booleans())
def test_text_comes_back_with_a_dictionary_where_it_repeats_much(values, repeat):
    values = values * 8 if repeat else values
    made = Columns(len(values))
    made.text("t", np.array(values, dtype=object))
    packed = made.packed()
    assert columns(packed)["t"] == values
    coded = bool(packed["columns"])
    assert coded == (len(set(values)) * 8 <= len(values))
    assert packed["texts"]["names"] == ([] if coded else ["t"])


def test_a_dictionary_that_would_be_long_is_left_to_the_chunks():
    made = Columns(80)
    made.text("t", np.array(["x" * 30_000 + str(at % 8) for at in range(80)], dtype=object))
    assert made.packed()["texts"]["names"] == ["t"]


def test_days_in_order_take_little_more_than_a_byte_each():
    days = np.sort(np.random.default_rng(1).integers(14000, 20000, 50_000))
    made = Columns(len(days))
    made.integers("first", days)
    packed = made.packed()
    assert packed["columns"][0]["delta"] is True
    assert len(inflate_bytes(packed["core"])) == 100_000
    assert len(packed["core"]) < 20_000


def test_a_number_beyond_32_bits_is_refused_as_whole_and_kept_as_a_float():
    made = Columns(1)
    with pytest.raises(OverflowError):
        made.integers("n", np.array([2**40]))
    made.numbers("n", np.array([2.0**40]))
    assert columns(made.packed())["n"] == [2.0**40]


@pytest.mark.parametrize("text", [*HOSTILE.values(), LONE_SURROGATE], ids=[*HOSTILE, "lone"])
def test_what_is_deflated_is_base64_alone_and_comes_back(text):
    value = {"key": [text, 1.5, None, True, {"again": text}]}
    packed = deflated(value)
    assert inflate(packed) == value
    assert set(packed["deflated"]) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=")
    assert deflated(value) == packed


def test_what_json_cannot_say_is_null_or_refused():
    assert inflate(deflated([float("nan"), {"x": float("inf")}, (1, 2)])) == [None, {"x": None}, [1, 2]]
    with pytest.raises(TypeError, match="set has no place"):
        deflated([{1, 2}])


def test_the_more_there_is_the_less_time_is_spent_on_each_byte():
    assert [level_for(size) for size in (0, 1_999_999, 2_000_000, 50_000_000)] == [9, 9, 3, 1]
    raw = b"abc" * 1000
    assert inflate_bytes(deflated_bytes(raw, 1)) == inflate_bytes(deflated_bytes(raw)) == raw


def frame(rows):
    base = {
        "incident_id": "a", "kind": "attack", "date": "2024-01-02", "last_day": "", "summary": "What was said.",
        "actors": "", "place_text": "Torkham", "admin_text": "", "place_id": "torkham", "place_name": "Torkham",
        "name_ps": "تورخم", "name_fa": "", "name_ur": "", "role": "at", "precision": "near", "radius_m": 500.5,
        "located": True, "coarsened": "", "claims": [CLAIM],
        "sources": [{"publisher": "P", "url": "https://p.example", "kind": ""}], "confidence": "A", "notes": "n",
        "origin": "record", "same_as": (), "dataset": "", "licence": "", "redistribute": True,
        "nearest_crossing": "torkham", "nearest_crossing_m": 120.25, "dist_to_line_m": 80.0, "line_side": "AF",
        "geometry": Point(71.08, 34.11),
    }  # fmt: skip
    return gpd.GeoDataFrame([base | row for row in rows], geometry="geometry", crs="EPSG:4326")


def test_incidents_come_back_column_by_column():
    packed = pack_incidents(frame([{}, {"incident_id": "b", "geometry": None, "located": False, "radius_m": None}]))
    found = columns(packed)
    assert packed["decimals"] == 5
    assert found["lon"] == [7108000, None]
    assert found["lat"] == [3411000, None]
    assert found["radius"] == [500.5, None]
    assert found["nearest_m"] == [120.25, 120.25]
    assert found["kind"] == ["attack", "attack"]
    assert found["place"][0] == {"id": "torkham", "en": "Torkham", "ps": "تورخم", "fa": "", "ur": ""}
    assert found["near"] == ["torkham", "torkham"]
    assert found["claims"][0] == [CLAIM]
    assert found["sources"][0][0]["url"] == "https://p.example"
    assert found["located"] == [1, 0]
    assert found["group"] == [0, 1]
    assert packed["parts"] is None


def test_positions_are_as_fine_as_the_data():
    fine = pack_incidents(frame([{"geometry": Point(71.0123456, 34.1)}]))
    assert fine["decimals"] == 7
    assert columns(fine)["lon"] == [710123456]


@pytest.mark.parametrize(
    ("written", "end", "first", "last", "precise"),
    [
        ("2024-01-02", "", "2024-01-02", "2024-01-02", 1),
        ("2024-01-02", "2024-01-05", "2024-01-02", "2024-01-05", 1),
        ("2024-02", "", "2024-02-01", "2024-02-29", 0),
        ("2200-01-01", "", "2200-01-01", "2200-01-01", 1),
        ("2201-01-01", "", None, None, 0),
        ("2023-02-29", "", None, None, 0),
        ("2024", "", "2024-01-01", "2024-12-31", 0),
        ("2024-01-02T23:59+05:00", "", "2024-01-02", "2024-01-02", 1),
        ("2024-01-02T23:59+04:30", "", "2024-01-03", "2024-01-03", 1),
        ("soon", "", None, None, 0),
    ],
)
def test_days_are_those_of_pakistans_clock(written, end, first, last, precise):
    found = columns(pack_incidents(frame([{"date": written, "last_day": end}])))
    day = [None if number is None else (date(1970, 1, 1) + timedelta(days=number)).isoformat() for number in
           (found["first"][0], found["last"][0])]  # fmt: skip
    assert day == [first, last]
    assert found["precise"] == [precise]


def test_rows_are_in_order_of_their_day_and_those_without_one_last():
    dates = ["2024-03", "unknown", "2023-01-01", "2024-02-02"]
    packed = pack_incidents(frame([{"date": each, "incident_id": each} for each in dates]))
    assert columns(packed)["incident_id"] == ["2023-01-01", "2024-02-02", "2024-03", "unknown"]
    made = frame([{"date": each} for each in dates])
    first, last = seconds_of(made)
    assert (first, last) == (1672513200, 1711911599)
    assert seconds_of(frame([{"date": "unknown"}])) is None


@pytest.mark.parametrize("others", [1, 40])  # with many alike, texts have a dictionary
def test_what_may_not_be_handed_on_is_drawn_and_says_nothing(others):
    secret = {"incident_id": "secret", "redistribute": False, "dataset": "ACLED", "summary": "SECRET",
              "notes": "SECRET", "actors": "SECRET", "place_text": "SECRET", "admin_text": "SECRET"}  # fmt: skip
    rows = [{}] * others + [secret]
    packed = pack_incidents(frame(rows))
    found = columns(packed)
    assert found["redistribute"] == [1] * others + [0]
    assert found["dataset"] == [""] * others + ["ACLED"]
    assert found["lon"] == [7108000] * len(rows)
    assert ("notes" in packed["texts"]["names"]) is (others == 1)
    for name in (*TEXTS, *LISTS):
        assert found[name][-1] in ("", [])
        assert found[name][0] or name in ("last_day", "actors", "admin_text", "same_as")
    assert "secret" not in json.dumps([found, inflate(packed["words"])], default=str).lower()
    assert columns(pack_incidents(frame(rows), embed_restricted=True))["summary"][-1] == "SECRET"


def test_rows_of_one_incident_have_one_group():
    rows = [{"incident_id": "a"}, {"incident_id": "a", "place_id": ""}, {"incident_id": "b", "same_as": ("c",)},
            {"incident_id": "c", "same_as": ("b",)}, {"incident_id": "d"}]  # fmt: skip
    assert columns(pack_incidents(frame(rows)))["group"] == [0, 0, 1, 1, 2]


def test_lines_keep_their_course():
    line = LineString([(71.0, 34.0), (71.1, 34.2)])
    packed = pack_incidents(frame([{}, {"geometry": line}]))
    assert inflate(packed["parts"]) == {"1": [[7100000, 3400000, 10000, 20000]]}
    assert columns(packed)["lon"][1] == 7105000


def test_a_frame_with_little_and_one_without_rows_are_packed_too():
    small = frame([{}])[["incident_id", "kind", "date", "geometry"]]
    found = columns(pack_incidents(small))
    assert found["place"][0]["en"] == ""
    assert "radius" not in found
    assert pack_incidents(frame([{}]).iloc[:0])["rows"] == 0
    with pytest.raises(InputError, match="lacks date"):
        pack_incidents(small.drop(columns="date"))


def test_text_is_in_chunks_of_rows():
    made = incident_frame(20_000)
    packed = pack_incidents(made)
    assert [len(json.loads(inflate_bytes(part))["summary"]) for part in packed["texts"]["parts"]] == [
        CHUNK, CHUNK, CHUNK, CHUNK, 20_000 - 4 * CHUNK,
    ]  # fmt: skip
    found = columns(packed)
    assert found["summary"] == made["summary"].tolist()
    assert pack_incidents(made) == packed
