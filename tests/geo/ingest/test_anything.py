"""Whatever stands in a file, it is understood or refused with advice, and no row is lost on the way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.exports import ACLED_COLUMNS, pieces
from support.hostile import HOSTILE

from durandline.geo.errors import InputError
from durandline.geo.ingest.hints import Wants
from durandline.geo.ingest.normalise import understand
from durandline.geo.schema.tables import OWN_INCIDENTS

NAMES = ("date", "Event Date", "lat", "lon", "gps", "place", "Deaths", "fatalities_min", "type", "kind", "تاریخ", "x")
ODD = (
    "",
    " ",
    "\0",
    "nan",
    "1e999",
    "-",
    "/",
    "0/0/0",
    "99/99/9999",
    "۱۴۰۲",
    "N",
    "°",
    "٫",
    ",",
    "5-",
    "~",
    "²",
    "१२",
)
CELLS = st.one_of(st.sampled_from((*ODD, *HOSTILE.values())), st.text(max_size=12), st.dates().map(str))


@st.composite
def tables(draw, names):
    header = draw(st.lists(st.sampled_from(names), min_size=1, max_size=8, unique=True))
    return [{name: draw(CELLS) for name in header} for _ in range(draw(st.integers(1, 4)))]


@given(st.one_of(tables((*NAMES, *OWN_INCIDENTS.columns)), tables(ACLED_COLUMNS)))
def test_no_table_breaks_it_and_no_row_is_lost(rows):
    try:
        table = understand(pieces(rows), "f.csv", Wants())
    except InputError:
        return
    assert table.rows.tolist() == list(range(2, len(rows) + 2))
    assert set(table.columns) <= {*OWN_INCIDENTS.columns, ""}
    for cells in table.columns.values():
        assert len(cells) == len(rows)
        assert all(isinstance(text, str) for text in cells)
    assert not [each for each in table.findings if each.level == "error"]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_names_of_columns_steer_nothing(text):
    with pytest.raises(InputError) as raised:
        understand(pieces([{text: "1"}]), "f.csv", Wants())
    assert "\x1b" not in str(raised.value)
