"""One state behind the page, and its address: what is shown comes back from it, and from nothing else."""

from __future__ import annotations

import pytest
from support.hostile import MARK
from support.maps import evaluate_with_map
from support.pages import at_rest, drawn

pytestmark = pytest.mark.browser

STATE = "(({on, window, flow, direction, crossings, chosen, hiddenKinds, search, precision, shown, tab, theme}) => "
STATE += "({on, window, flow, direction, crossings, chosen, hiddenKinds, search, precision, shown, tab, theme}))"
STATE += "(map.durandline.store.get())"
ACTIONS = [
    {"type": "on", "on": {"day": "2024-01-13"}},
    {"type": "window", "window": {"kind": "days", "days": 90}},
    {"type": "flow", "flow": "commercial"},
    {"type": "direction", "direction": "AF_to_PK"},
    {"type": "crossing", "id": "torkham", "wanted": True},
    {"type": "choose", "id": "torkham"},
    {"type": "kind", "kind": "shelling", "shown": False},
    {"type": "search", "text": "تورخم & = # 100%"},
    {"type": "precision", "precision": "near"},
    {"type": "show", "layer": "closures", "shown": True},
    {"type": "tab", "tab": "incidents"},
    {"type": "theme", "theme": "dark"},
]


def send(page, *actions):
    evaluate_with_map(page, "argument.forEach((action) => map.durandline.store.send(action))", list(actions))


def state(page):
    return evaluate_with_map(page, STATE)


def address(page):
    at_rest(page)
    return page.evaluate("() => decodeURIComponent(location.hash)")


def test_the_page_opens_at_the_moment_asked_for_with_no_address(page):
    assert state(page)["on"] == {"day": "2025-03-01"}
    assert address(page) == ""
    assert page.evaluate("() => document.documentElement.dataset.durandline") == "ready"
    assert page.evaluate("() => window.durandlineReady.then(() => true)")


def test_all_of_the_state_is_in_the_address_and_comes_back_from_it(page):
    send(page, *ACTIONS)
    before = state(page)
    assert address(page).startswith("#on=2024-01-13&window=90d&crossing=torkham&crossings=torkham&hide=shelling&")
    page.reload()
    drawn(page)
    assert state(page) == before
    assert page.evaluate("() => document.documentElement.dataset.theme") == "dark"
    page.evaluate("() => (location.hash = '')")
    at_rest(page)
    assert state(page)["flow"] == "all"
    assert state(page)["on"] == {"day": "2025-03-01"}


def test_the_view_of_the_map_is_in_the_address_once_it_is_moved(page):
    evaluate_with_map(page, "void map.setView([34.1, 71.1], 9, {animate: false})")
    assert address(page) == "#view=34.1/71.1/9"
    page.reload()
    drawn(page)
    centre = evaluate_with_map(page, "[map.getCenter().lat, map.getCenter().lng, map.getZoom()]")
    assert centre == pytest.approx([34.1, 71.1, 9], abs=0.001)
    send(page, {"type": "restore", "state": {}})
    assert address(page) == ""
    assert evaluate_with_map(page, "map.getZoom()") < 7


def test_another_size_of_the_window_is_no_other_view(page):
    page.set_viewport_size({"width": 1000, "height": 700})
    assert address(page) == ""
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")


def test_an_address_typed_into_the_open_page_counts_and_a_place_in_the_page_does_not(page):
    page.evaluate("() => (location.hash = '#on=2024-05-05&flow=cargo')")
    at_rest(page)
    assert (state(page)["on"], state(page)["flow"]) == ({"day": "2024-05-05"}, "cargo")
    page.evaluate("() => (location.hash = '#tables')")
    at_rest(page)
    assert state(page)["flow"] == "cargo"
    assert address(page) == "#tables"


@pytest.mark.parametrize(
    "hash_",
    [
        f"#search=<img src=x onerror=window.{MARK}=1>&chosen=x",
        f"#crossing=javascript:{MARK}&lang=<b>&theme='\"><script>{MARK}=1</script>",
        "#on=%&window=99999999d&view=NaN/1/1&sort=incidents:__proto__&layers=-__proto__,-constructor",
        "#" + "&".join(["on=2025-01-01"] * 2000),
    ],
)
def test_a_hostile_address_is_text_or_nothing(page, hash_):
    page.evaluate("(hash) => (location.hash = hash)", hash_)
    page.reload()
    drawn(page)
    assert page.evaluate("() => document.documentElement.dataset.durandline") == "ready"
    assert page.evaluate(f"() => window.{MARK} === undefined")
    assert state(page)["shown"]["crossings"] is True


def test_the_heading_follows_the_moment(page):
    before = page.locator(".page-age").inner_text()
    send(page, {"type": "on", "on": {"day": "2024-01-13"}})
    assert "13 Jan 2024" in page.locator(".page-subtitle").inner_text()
    assert page.locator(".page-age").inner_text() != before


def test_an_embedded_map_is_the_map_alone(page):
    page.evaluate("() => (location.hash = '#embed=1')")
    page.reload()
    drawn(page)
    head = page.locator(".page-head").bounding_box()  # for who does not see the page it is there
    assert head["width"] <= 1
    assert head["height"] <= 1
    assert not page.locator(".page-foot").is_visible()
    box = page.locator(".leaflet-container").bounding_box()
    size = page.viewport_size
    assert box["width"] == size["width"]
    assert box["height"] > size["height"] * 0.7


def test_a_search_looks_into_the_texts_once_they_are_unpacked(page):
    shown = "map.durandline.incidents.total(map.durandline.incidents.mask(map.durandline.store.get()))"
    everything = evaluate_with_map(page, shown)
    send(page, {"type": "search", "text": "torkham"})
    page.wait_for_function(
        "() => Object.values(window).find((each) => each instanceof L.Map).durandline.store.get().searched"
    )
    assert 0 < evaluate_with_map(page, shown) < everything
