"""Fetching country files from a server on the loopback: whole, resumed, checked, or a clear reason why not."""

from __future__ import annotations

import pytest
from support.dumps import villages, zipped
from support.serving import serving

from durandline.geo.errors import FetchError, InputError, OutputExistsError
from durandline.geo.gazetteer import store
from durandline.geo.gazetteer.download import download
from durandline.geo.gazetteer.fetch import COUNTRIES, GEONAMES, fetch

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

ROWS = 300


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setenv("no_proxy", "*")
    with serving() as served:
        for country in COUNTRIES:
            served.files[f"{country}.zip"] = zipped(villages(ROWS, country=country), f"{country}.txt")
        yield served


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "gazetteers"


def get(server, folder, *countries, **options):
    return fetch(
        countries or COUNTRIES, folder=folder, address=server.address, least_rows=ROWS, timeout=5.0, **options
    )


def left(folder):
    return sorted(path.name for path in (folder / "downloads").iterdir())


def test_both_countries_are_fetched_and_kept(server, folder):
    added = get(server, folder)
    assert [(each.stored.name, each.stored.entries) for each in added] == [("AF", ROWS), ("PK", ROWS)]
    assert [each.name for each in store.installed(folder)] == ["AF", "PK"]
    assert [path for path, _ in server.asked] == ["/dump/AF.zip", "/dump/PK.zip"]
    assert left(folder) == []
    assert GEONAMES.startswith("https://")


def test_progress_is_told(server, folder):
    told = []
    get(server, folder, "AF", progress=lambda *each: told.append(each))
    size = len(server.files["AF.zip"])
    assert told[-1] == ("AF", size, size)
    assert all(country == "AF" and 0 <= done <= total for country, done, total in told)


def test_a_transfer_that_broke_off_is_resumed_where_it_stopped(server, folder):
    server.cut = [1000]
    size = len(server.files["AF.zip"])
    with pytest.raises(FetchError, match=f"broke off after 1,000 of {size:,} bytes. Run it again"):
        get(server, folder, "AF")
    assert left(folder) == ["AF.zip.part", "AF.zip.part.mark"]
    assert store.installed(folder) == []
    get(server, folder, "AF")
    assert server.asked[-1][1]["range"] == "bytes=1000-"
    assert server.asked[-1][1]["if-range"] == server.tag
    assert store.find("AF", folder).entries == ROWS
    assert left(folder) == []


def test_it_may_break_off_many_times(server, folder):
    server.cut = [400, 400, 400]
    for _ in range(3):
        with pytest.raises(FetchError, match="broke off"):
            get(server, folder, "AF")
    assert (folder / "downloads" / "AF.zip.part").stat().st_size == 1200
    get(server, folder, "AF")
    assert store.find("AF", folder).entries == ROWS


def test_a_file_that_changed_meanwhile_is_fetched_anew(server, folder):
    server.cut = [1000]
    with pytest.raises(FetchError):
        get(server, folder, "AF")
    server.tag = '"two"'
    server.files["AF.zip"] = zipped(villages(ROWS + 1), "AF.txt")
    assert get(server, folder, "AF")[0].stored.entries == ROWS + 1


def test_a_file_that_became_shorter_is_fetched_anew(server, folder):
    server.cut = [1000]
    with pytest.raises(FetchError):
        get(server, folder, "AF")
    short = zipped(villages(ROWS, alternates=""), "AF.txt")
    server.files["AF.zip"] = short
    (folder / "downloads" / "AF.zip.part").write_bytes(b"x" * len(short))
    assert get(server, folder, "AF")[0].stored.entries == ROWS


@pytest.mark.parametrize(("ranges", "tag"), [(False, '"one"'), (True, ""), (True, 'W/"weak"')])
def test_a_server_that_cannot_resume_sends_all_again(server, folder, ranges, tag):
    server.ranges, server.tag, server.cut = ranges, tag, [1000]
    with pytest.raises(FetchError, match="broke off"):
        get(server, folder, "AF")
    assert get(server, folder, "AF")[0].stored.entries == ROWS


def test_another_part_than_was_asked_for_is_not_joined(server, folder):
    server.cut = [1000]
    with pytest.raises(FetchError):
        get(server, folder, "AF")
    server.part_from = 999
    with pytest.raises(FetchError, match="another part"):
        get(server, folder, "AF")
    server.part_from = None
    assert get(server, folder, "AF")[0].stored.entries == ROWS


def test_what_does_not_say_its_size_is_not_fetched(server, folder):
    server.length = False
    with pytest.raises(FetchError, match=r"AF\.zip: the server does not say how much will come"):
        get(server, folder, "AF")
    assert left(folder) == []


HERE, OTHER = "http://127.0.0.1", "http://localhost"
SENT_ON = ("ftp://127.0.0.1/AF.zip", "file:///etc/passwd", "http://[::1/AF.zip", "https://example.org/AF.zip", OTHER)


@pytest.mark.parametrize("where", SENT_ON)
def test_a_server_cannot_send_on_to_another_host_or_protocol(server, folder, where):
    server.sent_on["AF.zip"] = where.replace(OTHER, server.address.replace(HERE, OTHER) + "/PK.zip")
    with pytest.raises(FetchError, match=r"the server sends on to '.*, which is not followed.*--from"):
        get(server, folder, "AF")
    assert (len(server.asked), left(folder)) == (1, [])


def test_a_server_can_send_on_to_another_path_but_not_for_ever(server, folder):
    server.files["there"] = server.files["AF.zip"]
    server.sent_on["AF.zip"] = f"{server.address}/there"
    assert get(server, folder, "AF")[0].stored.entries == ROWS
    server.sent_on["PK.zip"] = f"{server.address}/PK.zip"
    with pytest.raises(FetchError, match="302"):
        get(server, folder, "PK")


@pytest.mark.parametrize("head", [True, False])
def test_a_slow_drip_ends(server, folder, head):
    server.drip = "head" if head else "body"
    told = r"no whole answer in 0\.3 s" if head else r"too slow: [\d,]+ of [\d,]+ bytes"
    with pytest.raises(FetchError, match=rf"broke off \({told}.*\)\. Run it again"):
        fetch(["AF"], folder=folder, address=server.address, least_rows=ROWS, timeout=0.3 if head else 5, longest=0.5)
    assert store.installed(folder) == []
    server.drip = ""
    assert get(server, folder, "AF")[0].stored.entries == ROWS


def test_what_cannot_be_a_gazetteer_is_not_kept(server, folder):
    whole = server.files["AF.zip"]
    for text in ("a,b\n" * ROWS, "\xff\n" * ROWS, "1\tx\n" * ROWS):
        server.files["AF.zip"] = zipped(text, "AF.txt")
        with pytest.raises(FetchError, match="What came is not kept"):
            get(server, folder, "AF")
        assert (left(folder), store.installed(folder)) == ([], [])
    server.files["AF.zip"] = whole
    assert get(server, folder, "AF")[0].stored.entries == ROWS


def test_no_damage_of_an_archive_raises_anything_else(server, folder):
    whole = server.files["AF.zip"]
    for at in [*range(30), *range(len(whole) - 80, len(whole))]:
        broken = bytearray(whole)
        broken[at] ^= 255
        server.files["AF.zip"] = bytes(broken)
        try:
            get(server, folder, "AF", overwrite=True)
        except FetchError as error:
            assert "What came" in str(error)  # noqa: PT017
        assert left(folder) == []


@pytest.mark.parametrize(("status", "told"), [(404, "404 .* Is the address right"), (500, "500 .* Try again later")])
def test_an_error_of_the_server_is_told(server, folder, status, told):
    server.status["PK.zip"] = status
    with pytest.raises(FetchError, match=told):
        get(server, folder)
    assert store.installed(folder) == []


def test_what_is_no_archive_is_not_kept(server, folder):
    whole = server.files["AF.zip"]
    broken = bytearray(whole)
    broken[200] ^= 255
    for content in (b"", b"<html>Sign in to this network</html>", zipped("", "PK.txt"), bytes(broken)):
        server.files["AF.zip"] = content
        with pytest.raises(FetchError, match=r"What came as AF\.zip"):
            get(server, folder, "AF")
        assert left(folder) == []
    server.files["AF.zip"] = whole
    assert get(server, folder, "AF")[0].stored.entries == ROWS


def test_too_few_rows_are_not_kept(server, folder):
    server.files["AF.zip"] = zipped(villages(ROWS - 1), "AF.txt")
    with pytest.raises(FetchError, match=f"has {ROWS - 1} rows, and at least {ROWS} are expected"):
        get(server, folder)
    assert (left(folder), store.installed(folder)) == ([], [])


def test_a_bomb_is_not_unpacked(server, folder, monkeypatch):
    from durandline.geo.gazetteer import unpack

    server.files["AF.zip"] = zipped("\0" * 3_000_000, "AF.txt")
    monkeypatch.setattr(unpack.unpacked, "__defaults__", (1_000_000,))
    with pytest.raises(FetchError, match="longer than 1,000,000 bytes"):
        get(server, folder, "AF")
    assert left(folder) == []


def test_a_flood_is_stopped(server, tmp_path):
    server.files["big"] = b"x" * 1_000_000
    with pytest.raises(FetchError, match="1,000,000 bytes, and at most 10,000 are taken"):
        download(f"{server.address}/big", tmp_path / "big", largest=10_000)
    assert not (tmp_path / "big").exists()
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 10_000


def test_a_gazetteer_that_is_there_is_replaced_only_when_asked(server, folder):
    get(server, folder, "AF")
    asked = len(server.asked)
    with pytest.raises(OutputExistsError, match="AF is there already"):
        get(server, folder, "AF")
    assert len(server.asked) == asked
    server.files["AF.zip"] = zipped(villages(ROWS + 5), "AF.txt")
    server.tag = '"two"'
    assert get(server, folder, "AF", overwrite=True)[0].stored.entries == ROWS + 5


def test_nobody_there(folder):
    with serving() as gone:
        pass
    with pytest.raises(FetchError, match=r"cannot be reached .* Are you online"):
        fetch(["AF"], folder=folder, address=gone.address, timeout=5.0)


def test_only_web_addresses_and_country_codes(folder, tmp_path):
    for address in (
        "file:///etc", "ftp://example.org", "nothing", "", "http://example.org", "https://[::1", "https://[x]/", "https:///x",
        "https://a:b/", "https://a:99999/", "https://a b/", "https://\u00e9.org/\u00e9", "https://" + "a" * 70, "https://a\n/",
    ):  # fmt: skip
        with pytest.raises(InputError, match="no https address"):
            fetch(["AF"], folder=folder, address=address)
    for country in ("af", "AFG", "../AF", ""):
        with pytest.raises(InputError, match="no country code"):
            fetch([country], folder=folder)
