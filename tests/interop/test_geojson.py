"""Our GeoJSON passes a strict checker that knows RFC 7946."""

from __future__ import annotations

import pytest
from support.command import run
from support.outside import ON, TOOLS, tool

CHECK = """
const { check } = require("@placemarkio/check-geojson");
try {
  check(require("fs").readFileSync(process.argv[1], "utf-8"));
} catch (error) {
  console.error(JSON.stringify(error.issues || String(error)));
  process.exit(1);
}
"""


@pytest.mark.parametrize("table", ["crossings", "incidents", "incident_areas", "closures", "routes", "border"])
def test_the_checker_finds_nothing_to_say(tmp_path, table):
    path = tmp_path / f"{table}.geojson"
    ran = run("export", path, "--table", table, "--on", ON)
    assert ran.code == 0, ran.err
    tool(["node", "-e", CHECK, path], NODE_PATH=str(TOOLS / "npm" / "node_modules"))


def test_the_checker_can_find_something(tmp_path):
    path = tmp_path / "bad.geojson"
    path.write_text('{"type": "Point", "coordinates": [1]}', encoding="utf-8")
    with pytest.raises(AssertionError, match="message"):
        tool(["node", "-e", CHECK, path], NODE_PATH=str(TOOLS / "npm" / "node_modules"))
