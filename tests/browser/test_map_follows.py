"""The map as a picture of the state: crossings, closures, incidents and the legend follow it, on light and dark."""

from __future__ import annotations

import re

import pytest
from support.maps import evaluate_with_map, mark_popups, settle
from support.pages import at_rest

from durandline.geo import frames
from durandline.geo.record import Record
from durandline.geo.time.moment import parse_moment

pytestmark = pytest.mark.browser
RECORD = Record()
MOMENTS = ("2024-01-13", "2025-02-10", "2023-09-10T12:00+05:00")


def send(page, *actions):
    evaluate_with_map(page, "argument.forEach((action) => map.durandline.store.send(action))", list(actions))
    at_rest(page)


def to(moment):
    return (
        {"type": "on", "on": {"day": moment}} if len(moment) == 10 else {"type": "on", "on": {"second": 1694329200}}
    )


def marks(page):
    return page.evaluate("() => [...document.querySelectorAll('.dl-crossing')].map((node) => node.ariaLabel)")


def label(page, name):
    return page.locator(".dl-label-crossing", has_text=name).first.inner_text()


@pytest.mark.parametrize("moment", MOMENTS)
def test_marks_say_at_any_moment_what_the_record_says(page, moment):
    send(page, to(moment))
    found = {name.split(": cargo ")[0]: name for name in marks(page)}
    states = frames.crossing_states(RECORD, parse_moment(moment))
    located = states[states.geometry.notna()]
    assert len(found) == len(located)
    for row in located.to_dict("records"):
        said = found[row["name_en"]]
        assert f"cargo {row['cargo_state']}, people {row['people_state']};" in said
        if row["state"] != "unknown":
            age = int(row["age_days"])
            assert (f"report {age:,} d old" if age else "said that day") in said


def test_what_is_shown_at_the_start_is_what_the_file_was_made_with(page):
    plain = evaluate_with_map(
        page,
        "(map.eachLayer((layer) => layer.durandline && layer.durandline.kind === 'crossings'"
        " && (argument = layer)), argument.durandline.states)",
    )
    legend = page.locator(".dl-legend").inner_text()
    for state, counts in plain:
        assert re.search(rf"{state}\s+{counts[0]} / {counts[1]}", legend), state


def test_time_passes_over_the_same_elements_and_the_focus_stays(page):
    page.locator(".dl-crossing").first.focus()
    same = evaluate_with_map(
        page,
        "((nodes) => { for (let day = 10; day < 29; day += 1)"
        " { map.durandline.store.send({ type: 'on', on: { day: '2024-02-' + day } }); }"
        " return [...document.querySelectorAll('.dl-crossing')].every((node, at) => node === nodes[at])"
        " && document.activeElement === nodes[0]; })([...document.querySelectorAll('.dl-crossing')])",
    )
    assert same


def test_one_flow_is_one_cell_with_its_own_state_and_direction(page):
    send(
        page, to("2024-01-13"), {"type": "flow", "flow": "pedestrian"}, {"type": "direction", "direction": "AF_to_PK"}
    )
    torkham = next(name for name in marks(page) if name.startswith("Torkham:"))
    assert re.fullmatch(r"Torkham: pedestrians \w+; .+; Afghanistan to Pakistan", torkham)
    assert page.locator(".dl-crossing .dl-badge").first.locator("> g").count() == 1
    assert " / " not in page.locator(".dl-legend").inner_text()


def test_only_crossings_that_are_asked_for_are_drawn(page):
    send(page, {"type": "crossing", "id": "torkham", "wanted": True})
    assert [name.split(":")[0] for name in marks(page)] == ["Torkham"]
    visible = "(nodes) => nodes.filter((node) => getComputedStyle(node).visibility === 'visible').length"
    assert page.locator(".dl-label-crossing").evaluate_all(visible) == 1
    send(page, {"type": "clear"})
    assert len(marks(page)) > 10


def test_the_chosen_crossing_is_marked_wherever_it_was_chosen_and_brought_into_view(page):
    evaluate_with_map(page, "void map.setView([30.5, 66.5], 9, { animate: false })")
    send(page, {"type": "choose", "id": "torkham"})
    settle(page)
    chosen = page.locator(".dl-crossing.dl-chosen")
    assert chosen.get_attribute("aria-current") == "true"
    assert chosen.get_attribute("aria-label").startswith("Torkham:")
    inside = "map.getBounds().contains([34.1, 71.09])"
    assert evaluate_with_map(page, inside)
    send(page, {"type": "show", "layer": "crossings", "shown": False})
    send(page, {"type": "show", "layer": "crossings", "shown": True})
    assert chosen.count() == 1
    send(page, {"type": "choose", "id": ""})
    assert chosen.count() == 0


@pytest.mark.parametrize("key", ["Enter", " "])
def test_a_key_on_a_crossing_chooses_it_and_no_popup_covers_the_map(page, key):
    page.locator(".dl-crossing").first.focus()
    page.keyboard.press(key)
    name = page.locator(".dl-crossing").first.get_attribute("aria-label").split(": cargo ")[0]
    chosen = evaluate_with_map(page, "map.durandline.store.get().chosen")
    assert RECORD.keyed("crossings")[chosen]["name_en"] == name
    assert page.locator(".dl-popup").count() == 0


def test_where_no_panel_is_shown_a_popup_tells_of_the_moment(page):
    page.evaluate("() => (location.hash = '#embed=1&on=2024-01-13')")
    page.reload()
    settle(page)
    page.locator(".dl-crossing[aria-label^='Torkham:']").click()
    text = page.locator(".dl-popup").inner_text()
    assert "closed" in text
    assert "13 Jan 2024" in text or "12 Jan 2024" in text


def test_popups_of_all_marks_tell_of_the_moment_that_is_shown(page):
    send(page, {"type": "show", "layer": "closures", "shown": True}, to("2024-01-20"))
    texts = dict(mark_popups(page))
    assert all("2025" not in text for name, text in texts.items() if "closures:" in name)
    assert any("shut at this moment" in name for name in texts)
    begun = frames.closures(RECORD, parse_moment("2024-01-20"))
    wanted = begun[begun["crossing_id"] == "torkham"]["report_id"].nunique()
    assert any(name.startswith(f"{wanted} closures: Torkham") for name in texts)


def test_kinds_are_switched_in_the_legend_and_counted_live(page):
    box = page.locator(".dl-kinds label", has_text="shelling")
    incidents = page.locator(".dl-legend > div > label", has_text="Incidents").locator(".dl-number")
    before, shelling = int(incidents.inner_text()), int(box.locator(".dl-number").inner_text())
    assert shelling > 0
    box.locator("input").uncheck()
    assert int(incidents.inner_text()) == before - shelling
    assert evaluate_with_map(page, "map.durandline.store.get().hiddenKinds") == ["shelling"]
    send(page, {"type": "window", "window": {"kind": "days", "days": 30}}, to("2024-09-15"))
    assert int(incidents.inner_text()) < before


def test_on_dark_ground_base_map_and_words_are_dark_and_on_paper_all_is_light(page):
    ground = "() => getComputedStyle(document.querySelector('.leaflet-container')).backgroundColor"
    land = (
        "(() => { let found = ''; map.eachLayer((layer) => { if (layer instanceof L.Polygon && !found)"
        " { found = layer.options.fillColor; } }); return found; })()"
    )
    light = (page.evaluate(ground), evaluate_with_map(page, land))
    send(page, {"type": "theme", "theme": "dark"})
    assert (page.evaluate(ground), evaluate_with_map(page, land)) == ("rgb(36, 39, 44)", "#24272c")
    page.emulate_media(media="print")
    at_rest(page)
    assert (page.evaluate(ground), evaluate_with_map(page, land)) == light
    page.emulate_media(media="screen")
    send(page, {"type": "theme", "theme": "light"})
    assert (page.evaluate(ground), evaluate_with_map(page, land)) == light


def test_a_system_that_is_dark_has_a_dark_map_unless_the_reader_says_light(page_of, record_map):
    page = page_of(record_map, color_scheme="dark")
    settle(page)
    ground = "() => getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(21, 24, 28)"
    send(page, {"type": "theme", "theme": "light"})
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
