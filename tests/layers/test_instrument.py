"""What the page is given to look status up in: whole, referring to what is there, and nothing said later."""

from __future__ import annotations

import json
import re
from bisect import bisect_right

import folium
import pytest
from support.hostile import HOSTILE, ran_at_build
from support.records import record, report
from support.unpacked import inflate

from durandline import layers
from durandline.geo import frames
from durandline.geo.errors import UnknownNameError
from durandline.geo.record import Record
from durandline.geo.status.closures import closures
from durandline.geo.status.crossing_status import Status
from durandline.geo.status.flows import HEADLINE
from durandline.geo.status.over_time import FLOWS
from durandline.geo.status.shut import Shut, shut_spans
from durandline.geo.time.moment import parse_moment
from durandline.layers.web.embed import json_bytes
from durandline.layers.web.status_pack import pack_status

ON = parse_moment("2025-03-01")
CALL = re.compile(r"durandline\.instrument\((\w+), \[([\w, ]*)\], (.*)\);")


@pytest.fixture(scope="module")
def packed():
    return pack_status(Status(Record()), ON)


def flat(item):
    return [one for each in item for one in flat(each)] if isinstance(item, list) else [item]


def places(value, *keys):
    """Every number that stands under one of the keys, however deep."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key in keys:
                yield from flat(item)
            else:
                yield from places(item, *keys)
    elif isinstance(value, list):
        for item in value:
            yield from places(item, *keys)


def test_every_place_that_is_named_is_there(packed):
    assert set(places(packed, "top", "support", "beside", "report", "also", "reopening")) <= {
        -1, *range(len(packed["reports"])),
    }  # fmt: skip
    named = {key: value for key, value in packed.items() if key != "sources"}
    assert set(places(named, "sources")) == set(range(len(packed["sources"])))
    crossings = {key: packed[key] for key in ("closures", "movements", "policies")}
    assert set(places(crossings, "crossing", "crossings")) <= set(range(len(packed["crossings"])))
    answers = {place for each in packed["lists"] for place in (*each["answers"], *each["dayAnswers"])}
    assert answers == set(range(len(packed["answers"]["state"])))


def test_every_crossing_has_every_lane(packed):
    lanes = {f"{flow}|{way}" for flow in FLOWS for way in ("both", "AF_to_PK", "PK_to_AF")}
    assert set(packed["lanes"]) == {str(place) for place in range(len(packed["crossings"]))}
    for crossing in packed["lanes"].values():
        assert set(crossing) == lanes
    assert {place for each in packed["lanes"].values() for place in each.values()} == set(range(len(packed["lists"])))


@pytest.mark.parametrize("day", ["2017-03-01", "2021-08-15", "2024-01-20", "2025-03-01", "2025-11-01"])
def test_looked_up_is_what_the_status_of_the_day_says(packed, day):
    states = frames.crossing_states(Record(), parse_moment(day))
    number = (parse_moment(day).second("PK") + 18_000) // 86_400
    for place, row in states.iterrows():
        for branch in HEADLINE:
            course = packed["lists"][packed["lanes"][str(place)][f"{branch}|both"]]
            answer = course["dayAnswers"][bisect_right(course["days"], number) - 1]
            for name in ("state", "knowledge", "confidence"):
                assert packed["answers"][name][answer] == row[f"{branch}_{name}"]
        course = packed["lists"][packed["lanes"][str(place)]["all|both"]]
        answer = course["dayAnswers"][bisect_right(course["days"], number) - 1]
        assert packed["answers"]["state"][answer] == row["state"]


def test_the_range_holds_all_that_is_told_of(packed):
    first, last = packed["range"]["first"], packed["range"]["last"]
    for course in packed["lists"]:
        assert course["points"][0] == first
        assert len(course["points"]) == len(course["answers"])
        assert len(course["days"]) == len(course["dayAnswers"])
    assert all(first <= said <= last for said in packed["answers"]["said"] if said is not None)
    assert first < ON.second("PK") < last
    wide = pack_status(Status(Record()), ON, first - 400 * 86_400, last + 400 * 86_400)["range"]
    assert wide["first"] < first - 365 * 86_400
    assert wide["last"] > last + 399 * 86_400


def test_closures_are_those_of_the_whole_record_with_both_ends_as_far_as_known(packed):
    end = parse_moment("2026-10-01")
    told = closures(Status(Record()), end)
    assert len(packed["closures"]) == len(told)
    for plain, closure in zip(packed["closures"], told, strict=True):
        assert packed["reports"][plain["report"]]["id"] == closure["report_id"]
        assert plain["startText"] == closure["start"]
        assert plain["start"][0] <= plain["start"][1]
        assert (plain["end"] is not None) == (closure["end_latest"] is not None)
        assert plain["closed"] == {gate: list(span) for gate, span in closure["spans"].items()}
        if plain["end"]:
            least, most = (
                (plain["end"][0] - plain["start"][1]) / 86_400,
                (plain["end"][1] - plain["start"][0]) / 86_400,
            )
            assert plain["daysMin"] == pytest.approx(max(0, least), abs=1e-3)
            assert plain["daysMax"] == pytest.approx(max(0, most), abs=1e-3)


@pytest.mark.parametrize("day", ["2016-06-30", "2017-03-01", "2021-09-01", "2024-06-01", ""])
def test_days_shut_cut_to_a_window_are_those_asked_for_made_narrower_by_what_was_said_later(packed, day):
    status = Status(Record())
    now = (parse_moment(day).second("PK") if day else packed["range"]["last"]) + 1
    for place, crossing in enumerate(status.record.crossing_ids):
        for branch, leaf in HEADLINE.items():
            spans = packed["shut"].get(f"{place}|{branch}", {"least": [], "most": [], "known": []})
            whole = Shut(*([(start, end) for start, end in spans[each]] for each in ("least", "most", "known")))
            then = shut_spans(status, crossing, leaf, "both", now)
            for begin in (0, now - 30 * 86_400, now - 365 * 86_400):
                least, most = whole.within(begin, now)
                asked_least, asked_most = then.within(begin, now)
                assert asked_least <= least <= most <= asked_most
                assert whole.known_within(begin, now) >= least
                if not day:
                    assert (least, most) == (asked_least, asked_most)


def test_nothing_said_later_is_in_a_page_as_known_by():
    known_by = parse_moment("2024-02-01")
    packed = pack_status(Status(Record(), known_by), ON)
    assert packed["range"]["knownBy"] == "2024-02-01"
    assert packed["reports"]
    assert max(each["said"] for each in packed["reports"]) <= "2024-02-01"


def test_the_record_takes_little_room(packed):
    from durandline.layers.web.embed import deflated

    assert len(deflated(packed)["deflated"]) < 175_000
    assert pack_status(Status(Record()), ON) == packed


def instrument(canvas, *, on="2025-03-01", folder=None, **options):
    made = layers.Instrument(Record(folder), parse_moment(on), **options)
    made.add_to(canvas)
    return CALL.search(canvas.get_root().render())


def test_it_is_called_once_with_the_layers_before_it(frames):
    canvas = folium.Map([34, 71])
    first = layers.Crossings(frames.crossings()).add_to(canvas)
    second = layers.Incidents(frames.incidents()).add_to(canvas)
    found = instrument(canvas, language="en", filters={"crossings": ["torkham"]})
    assert found[1] == canvas.get_name()
    assert found[2] == f"{first.get_name()}, {second.get_name()}"
    packed, options = json.loads(f"[{found[3]}]")
    assert len(inflate(packed)["crossings"]) == len(Record().crossing_ids)
    assert options["filters"] == {"crossings": ["torkham"]}
    assert options["columns"]["incidents"][0] == "incident_id"
    assert options["languages"][0] == "en"
    assert canvas.get_root().render().count("durandline.instrument(") == 1


def test_incidents_of_the_map_are_within_its_range(frames):
    canvas = folium.Map([34, 71])
    layers.Incidents(frames.incidents("2031-05-05")).add_to(canvas)
    packed, _ = json.loads(f"[{instrument(canvas)[3]}]")
    assert inflate(packed)["range"]["last"] == parse_moment("2031-05-05").second("AF")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_of_a_record_is_packed_as_text(tmp_path, name):
    text = HOSTILE[name]
    if not text.strip() or "\x00" in text:
        pytest.skip("no table holds it")
    row = report("r", "closed", "2020-01-01", claimant=text, summary=text)
    made = pack_status(Status(record(tmp_path, [row])), ON)
    assert json.loads(json_bytes(made)) == json.loads(json.dumps(made))
    canvas = folium.Map([34, 71])
    found = instrument(canvas, folder=tmp_path, filters={"search": text})
    assert ran_at_build(canvas.get_root().render()) == []
    packed, options = json.loads(f"[{found[3]}]")
    assert inflate(packed)["reports"] == made["reports"]
    assert options["filters"]["search"] == text


def test_an_unknown_language_is_an_error():
    with pytest.raises(UnknownNameError, match="Languages"):
        layers.Instrument(Record(), ON, language="xx")
