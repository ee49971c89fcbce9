"""Gazetteers that a user added: one file each, whole or not there, and its version is that of its source."""

from __future__ import annotations

import os
import sqlite3
import zipfile
from pathlib import Path

import pytest
from support.dumps import line, villages, written, zipped

from durandline.geo.errors import InputError, OutputExistsError, UnknownNameError
from durandline.geo.gazetteer import prepared_keys, store
from durandline.geo.gazetteer.gazetteer import Gazetteer
from durandline.geo.gazetteer.unpack import source_bytes, unpacked
from durandline.geo.names.keys import keys


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "gazetteers"


def add(folder, path, **options):
    (added,) = store.add([path], folder=folder, **options)
    return added


def test_what_was_added_comes_back(tmp_path, folder):
    text = line(name="Alpha", alternates="الفا,Alfa", population="7") + line(place_id="2", name="Beta", country="PK",
                                                                         admin1="03")  # fmt: skip
    added = add(folder, written(tmp_path / "mine.txt", text))
    first, second = store.load_entries(folder=folder)
    assert (first.gazetteer, first.names, first.population) == ("mine", ("Alpha", "الفا", "Alfa"), 7)
    assert (second.place_id, second.admin1, second.lon, second.lat) == ("2", "Khyber Pakhtunkhwa", 70.1, 33.5)
    assert (added.stored.rows, added.stored.entries, added.findings) == (2, 2, ())
    assert store.installed(folder) == [added.stored] == [store.find("mine", folder)]
    assert added.stored.version == f"mine {added.stored.sha256[:12]}"


def test_the_version_is_that_of_the_bytes_and_the_same_bytes_make_the_same_file(tmp_path, folder):
    path = written(tmp_path / "mine.txt", villages(50))
    one = add(folder, path).stored
    kept = one.path.read_bytes()
    two = add(folder, path, overwrite=True).stored
    assert one == two
    assert two.path.read_bytes() == kept
    written(path, villages(51))
    assert add(folder, path, overwrite=True).stored.version != one.version


def test_a_file_goes_over_another_only_when_asked(tmp_path, folder):
    path = written(tmp_path / "mine.txt", line())
    kept = add(folder, path).stored.path.read_bytes()
    written(path, villages(3))
    with pytest.raises(OutputExistsError, match="mine is there already"):
        add(folder, path)
    assert store.find("mine", folder).path.read_bytes() == kept
    assert add(folder, path, overwrite=True).stored.entries == 3


def test_nothing_is_kept_where_one_of_several_is_bad(tmp_path, folder):
    good, bad = written(tmp_path / "good.txt", line()), written(tmp_path / "bad.txt", "1\tAlpha\n")
    with pytest.raises(InputError, match=r"bad\.txt"):
        store.add([good, bad], folder=folder)
    assert store.installed(folder) == []


def test_several_files_make_several_gazetteers_in_order_of_name(tmp_path, folder):
    paths = [written(tmp_path / f"{name}.txt", line(name=name)) for name in ("PK", "AF")]
    assert [each.stored.name for each in store.add(paths, folder=folder)] == ["PK", "AF"]
    assert [each.name for each in store.installed(folder)] == ["AF", "PK"]
    assert [each.gazetteer for each in store.load_entries(folder=folder)] == ["AF", "PK"]
    assert [each.gazetteer for each in store.load_entries(["PK"], folder)] == ["PK"]
    assert store.load_entries([], folder) == []


def test_alternate_names_go_to_the_places_of_the_files_beside_them(tmp_path, folder):
    path = written(tmp_path / "mine.txt", line())
    plain = add(folder, path).stored
    further = written(tmp_path / "alternateNamesV2.txt", "1\t1\tps\tالفا\t\t\t\t\t\t\n2\t7\tps\tبل\t\t\t\t\t\t\n")
    (added,) = store.add([further, path], folder=folder, overwrite=True)
    (entry,) = store.load_entries(folder=folder)
    assert entry.names == ("Alpha", "الفا")
    assert added.stored.sources == ("mine.txt", "alternateNamesV2.txt")
    assert added.stored.sha256 != plain.sha256
    with pytest.raises(InputError, match="Alternate names alone"):
        store.add([further], folder=folder)


def test_names_that_are_not_free_or_not_there(tmp_path, folder):
    for name in ("durandline.txt", "builtin.txt", "geonames-cities.tsv", ".hidden"):
        with pytest.raises(InputError, match="not free"):
            store.add([written(tmp_path / name, line())], folder=folder)
    (tmp_path / "sub").mkdir()
    twice = [written(tmp_path / "AF.txt", line()), written(tmp_path / "sub" / "af.txt", line())]
    with pytest.raises(InputError, match="Two of the files"):
        store.add(twice, folder=folder)
    add(folder, twice[0])
    for use in (store.find, store.remove, lambda name, where: store.load_entries([name], where)):
        with pytest.raises(UnknownNameError, match="Those added: AF"):
            use("PK", folder)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"\0" * 99, "1\tÄ\n".encode("latin-1")])
def test_a_file_that_cannot_be_read_is_refused(tmp_path, folder, content):
    path = tmp_path / "mine.txt"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"mine\.txt"):
        add(folder, path)
    with pytest.raises(InputError, match="Cannot read"):
        add(folder, tmp_path / "nowhere.txt")
    assert not folder.exists()


def test_a_file_without_a_single_place_is_refused(tmp_path, folder):
    with pytest.raises(InputError, match="not one of its 2 rows"):
        add(folder, written(tmp_path / "mine.txt", line(code="STM") + line(lat="x")))


def test_remove(tmp_path, folder):
    add(folder, written(tmp_path / "mine.txt", line()))
    store.remove("mine", folder)
    assert store.installed(folder) == []
    assert list(folder.iterdir()) == []


def test_a_damaged_file_is_named_and_can_be_removed(tmp_path, folder):
    path = add(folder, written(tmp_path / "mine.txt", villages(300))).stored.path
    whole = path.read_bytes()
    for damage in (b"", b"no database", whole[: len(whole) // 2]):
        path.write_bytes(damage)
        with pytest.raises(InputError, match="durandline gazetteer remove mine"):
            store.installed(folder) and store.load_entries(folder=folder)
    path.write_bytes(whole)
    file = sqlite3.connect(path)
    file.execute("update meta set value = '99' where key = 'format'")
    file.commit()
    file.close()
    with pytest.raises(InputError, match="another version"):
        store.installed(folder)
    store.remove("mine", folder)


def test_no_damage_of_a_gazetteer_answers_as_if_it_were_whole(tmp_path, folder):
    path = add(folder, written(tmp_path / "mine.txt", villages(300))).stored.path
    whole, step = path.read_bytes(), 1 + path.stat().st_size // 40
    for number, at in enumerate(range(0, len(whole), step)):
        broken = bytearray(whole)
        broken[at] ^= 1
        for damage in (bytes(broken), whole[:at], whole[:at] + whole[at + 1 :], whole + b"x" * (at + 1)):
            path.write_bytes(damage)
            os.utime(path, ns=(number, number))
            with pytest.raises(InputError, match=r"^The gazetteer mine .* is damaged .*gazetteer remove mine"):
                store.load_entries(folder=folder)
    path.write_bytes(whole)
    assert len(store.load_entries(folder=folder)) == 300


def test_a_gazetteer_is_read_through_once_as_long_as_it_stays_the_same(tmp_path, folder, monkeypatch):
    path = add(folder, written(tmp_path / "mine.txt", villages(300))).stored.path
    read: list[Path] = []
    monkeypatch.setattr(Path, "read_bytes", lambda each, of=Path.read_bytes: (read.append(each), of(each))[1])
    for _ in range(3):
        store.load_gazetteer(["mine"], folder=folder)
    assert read.count(path) <= 1
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(InputError, match="is damaged"):
        store.installed(folder)


def test_the_directory_is_the_users_unless_said(tmp_path, monkeypatch):
    monkeypatch.delenv(store.ENVIRONMENT)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    assert store.directory().name == "gazetteers"
    assert "durandline" in store.directory().parts
    monkeypatch.setenv(store.ENVIRONMENT, str(tmp_path / "here"))
    assert store.directory() == tmp_path / "here"
    assert store.installed() == []


def test_the_gazetteer_searched_has_the_built_in_entries_and_those_named(tmp_path, folder):
    store.add([written(tmp_path / f"{name}.txt", line(name=f"In {name}")) for name in ("AF", "PK")], folder=folder)
    builtin = Gazetteer.builtin()
    every, one, none = (store.load_gazetteer(names, folder=folder) for names in (None, ["PK"], ["builtin"]))
    assert none.entries == builtin.entries
    assert none.version == builtin.version
    assert [each.name for each in one.entries[len(builtin.entries) :]] == ["In PK"]
    assert [each.name for each in every.entries[len(builtin.entries) :]] == ["In AF", "In PK"]
    assert store.find("PK", folder).version in one.version
    with pytest.raises(UnknownNameError):
        store.load_gazetteer(["IR"], folder=folder)


def test_the_index_kept_is_the_one_that_would_be_made(tmp_path, folder):
    text = villages(30, alternates="ولسوالی,Kili Alpha") + line(place_id="99", name="Wana", country="PK", admin1="03")
    text += line(place_id="98", name="Khost", code="ADM1")  # an area that is known already adds nothing
    text += line(place_id="97", name="Atlantis", alternates="Khost,Atlantida", code="ADM2")  # loses another's name
    store.add([written(tmp_path / f"{name}.txt", text) for name in ("AF", "PK")], folder=folder)
    loaded = store.load_gazetteer(folder=folder)
    anew = Gazetteer(loaded.entries, "")
    assert "index" in vars(loaded)
    assert loaded.index.folded == anew.index.folded
    assert loaded.index.full == anew.index.full


def test_an_index_made_by_other_code_is_not_used(tmp_path, folder, monkeypatch):
    add(folder, written(tmp_path / "mine.txt", line(name="Atlantis")))
    monkeypatch.setattr(prepared_keys, "mark", lambda: "of another version")
    loaded = store.load_gazetteer(folder=folder)
    assert "index" not in vars(loaded)
    assert len(loaded.entries) - 1 in loaded.index.full[keys("Atlantis").full]


def test_an_archive_is_read_as_its_text(tmp_path, folder):
    path = tmp_path / "AF.zip"
    path.write_bytes(zipped(line(), "AF.txt"))
    assert add(folder, path).stored.name == "AF"
    assert store.load_entries(folder=folder)[0].name == "Alpha"
    assert source_bytes(path) == line().encode()


def test_an_archive_that_is_none_is_refused(tmp_path):
    good = zipped("text " * 1000, "AF.txt")
    with pytest.raises(InputError, match=r"holds no PK\.txt"):
        unpacked(good, "PK.zip", "PK.txt")
    with pytest.raises(InputError, match="longer than 4,999 bytes"):
        unpacked(good, "AF.zip", "AF.txt", largest=4_999)
    assert len(unpacked(good, "AF.zip", "AF.txt", largest=5_000)) == 5_000
    for bad in (b"", b"PK\x03\x04", b"<html>", good[:-30], good.replace(good[60:64], b"\0\0\0\0")):
        with pytest.raises(InputError, match=r"AF\.zip: no zip archive"):
            unpacked(bad, "AF.zip", "AF.txt")


def test_an_archive_cannot_lie_about_its_size(tmp_path):
    path = tmp_path / "AF.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("AF.txt", "\0" * 30_000_000)
    assert path.stat().st_size < 100_000
    with pytest.raises(InputError, match="longer than"):
        source_bytes(path, largest=1_000_000)
