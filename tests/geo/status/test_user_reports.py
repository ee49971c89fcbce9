"""One's own statements beside the record's: joined for the asking, and every bad row accounted for."""

from __future__ import annotations

import pytest

from durandline.geo.errors import InputError
from durandline.geo.record import Record
from durandline.geo.status.crossing_status import Status
from durandline.geo.status.user_reports import joined, read_own_reports
from durandline.geo.time.moment import parse_moment

HEAD = "crossing,flows,state,from,until,claimant,ends,source_url"


@pytest.fixture(scope="module")
def record():
    return Record()


def own(record, *rows, head=HEAD):
    return read_own_reports("\n".join([head, *rows, ""]).encode(), "mine.csv", record)


def test_a_statement_of_ones_own_counts_like_the_records(record):
    given = own(record, "تورخم,cargo,open,2026-11-20,,my driver,,https://example.org/1")
    assert given.findings == []
    on = parse_moment("2026-11-21")
    before = Status(record).passage("torkham", "commercial", "AF_to_PK", on)
    after = Status(joined(record, [given])).passage("torkham", "commercial", "AF_to_PK", on)
    assert (before.state, after.state) == ("unknown", "open")
    assert after.top["claimant"] == "my driver"
    assert Status(record).passage("torkham", "commercial", "AF_to_PK", on).state == "unknown"


def test_a_file_without_a_source_is_its_own(record):
    given = own(record, "chaman,,closed,2026-11-20,,a trader,,")
    assert [row["publisher"] for row in given.sources] == ["mine.csv"]
    assert given.reports[0]["flows"] == ("all",)


def test_every_problem_is_found_at_once_and_the_good_rows_go_on(record):
    given = own(
        record,
        "atlantis,,closed,2026-11-20,,somebody,,",
        "torkham,,shut,2026-11-20,,somebody,,",
        "torkham,,closed,20/11/2026,,somebody,,",
        "torkham,,closed,2026-11-20,2026-11-01,somebody,,",
        "torkham,,open,2026-11-20,,somebody,no-such-report,",
        "torkham,,closed,2026-11-20,,,,",
        "torkham,,open,2026-11-20,,somebody,,not a link",
        "torkham,people,closed,2026-11-20,,somebody,,",
    )
    assert given.rejected == [2, 3, 4, 5, 6, 7]
    assert len(given.reports) == 2
    assert {each.row for each in given.findings} == {2, 3, 4, 5, 6, 7, 8}


def test_a_reopening_may_end_a_closure_of_the_record(record):
    given = own(record, "torkham,cargo,open,2026-11-20,,somebody,2025-10-12-torkham-closure,")
    assert given.findings == []
    status = Status(joined(record, [given]))
    answer = status.passage("torkham", "commercial", "AF_to_PK", parse_moment("2026-11-19"))
    assert (answer.state, answer.borne_out) == ("closed", True)  # only the reopening tells that it lasted until then


def test_a_file_that_lacks_what_is_needed_says_so(record):
    with pytest.raises(InputError, match="claimant"):
        own(record, "torkham,closed", head="crossing,state")


def test_the_same_row_has_the_same_key_whatever_its_place(record):
    one, two = "torkham,,closed,2026-11-20,,a,,", "chaman,,closed,2026-11-20,,b,,"
    forth, back = own(record, one, two), own(record, two, one)
    assert [row["report_id"] for row in forth.reports] == [row["report_id"] for row in reversed(back.reports)]


def test_an_empty_file_says_so(record):
    with pytest.raises(InputError, match=r"mine.csv: the file is empty.*such as crossing,state"):
        read_own_reports(b"", "mine.csv", record)


def test_a_column_that_the_table_knows_is_not_offered_for_another(record):
    with pytest.raises(InputError) as told:
        own(record, head="crossing,said_on,claimant")
    assert "Rename" not in str(told.value)
