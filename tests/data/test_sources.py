"""The sources: addresses that lead to a text and nowhere else, each once, each used, and named as what they are."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from itertools import pairwise
from urllib.parse import parse_qsl, urlsplit

import pytest

from durandline.geo.record import Record
from durandline.geo.schema.tables import TABLES

# What crawlers and feeds put behind an address; the article is the same with and without.
_MARKS = ("utm_", "traffic_source", "close", "amp", "noamp", "version", "section", "random-post")
_ACTIONS = re.compile(r"action|login|logout|password|redirect|reply|share|subscribe|edit", re.IGNORECASE)
_NOT_PUBLIC = ("adminpanel.", "admin.", "api.", "test.", "staging.", "dev.", "localhost", "127.0.0.1")
_AN_ADDRESS_INSIDE = re.compile(r"https?(?::|%3a)|(?<![A-Za-z0-9])aHR0c", re.IGNORECASE)  # plain, escaped, in base 64
_ARCHIVES = ("webarchive.archive.unhcr.org", "web.archive.org")
_A_FILE_OF_CODE = re.compile(r"/(?:ajax|apis|fonts|code|i)\.[a-z.]+$|/entertainment$")

# Victims whom a source names: digests, for the record and its tests name nobody.
VICTIMS = {
    "073ac8c035cc",
    "12ebefb43ec3",
    "17ace26c6e04",
    "50fff0213ec6",
    "86a670e99368",
    "c048b39d6458",
    "f12cbfe945ab",
    "f8179ddad3e0",
}


@pytest.fixture(scope="module")
def record():
    return Record()


@pytest.fixture(scope="module")
def sources(record):
    return record.rows("sources")


def test_a_key_is_made_from_its_address(sources):
    for row in sources:
        host = str(row["url"]).split("/")[2].removeprefix("www.")
        stem = re.sub(r"[^A-Za-z0-9.-]", "-", host)
        assert row["source_id"] == f"{stem}-{hashlib.sha256(str(row['url']).encode()).hexdigest()[:6]}"


def test_an_address_performs_nothing_and_leads_through_nobody(sources):
    for row in sources:
        parts = urlsplit(str(row["url"]))
        assert not [pair for pair in parse_qsl(parts.query) if _ACTIONS.search("=".join(pair))], row["url"]
        assert not parts.username, row["url"]
        assert not str(parts.hostname).startswith(_NOT_PUBLIC), row["url"]
        assert not _A_FILE_OF_CODE.search(parts.path), row["url"]
        if parts.hostname not in _ARCHIVES:
            assert not _AN_ADDRESS_INSIDE.search(parts.path + "?" + parts.query), row["url"]


def test_a_text_is_a_source_once(sources):
    found = defaultdict(list)
    for row in sources:
        parts = urlsplit(str(row["url"]).casefold())
        query = tuple(sorted(pair for pair in parse_qsl(parts.query) if not pair[0].startswith(_MARKS)))
        host = re.sub(r"^(?:www|m|mobile|amp)\.", "", str(parts.hostname))
        found[host, parts.path.rstrip("/").removesuffix("/amp"), query].append(row["source_id"])
        number = re.match(r"/(?:news/(?:amp/)?|story/|print/|node/)(\d{5,})", parts.path)
        if number:
            found[host, number[1]].append(row["source_id"])
    assert {where: keys for where, keys in found.items() if len(keys) > 1} == {}


def test_each_source_is_used_and_each_statement_has_one_that_exists(record, sources):
    used = set()
    for name, table in TABLES.items():
        if "source_ids" not in table.columns:
            continue
        for row in record.rows(name):
            keys = row["source_ids"]
            assert keys or name == "crossings", (name, row[table.key])  # a crossing may be known from memory: C
            used.update(keys)
    known = {row["source_id"] for row in sources}
    assert used == known


def test_a_claim_rests_on_sources_of_its_incident(record):
    incidents = record.keyed("incidents")
    strange = {
        claim["claim_id"]: missing
        for claim in record.rows("claims")
        if (missing := set(claim["source_ids"]) - set(incidents[claim["incident_id"]]["source_ids"]))
    }
    assert strange == {}


def test_a_day_in_an_address_is_the_day_of_publication(sources):
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    for row in sources:
        address, day = str(row["url"]), str(row["published_on"] or "")
        if found := re.search(r"/(20[0-2]\d)/(\d\d)/(\d\d)(?=\D|$)", address):
            assert day == "-".join(found.groups()), address
        elif found := re.search(r"/(20[0-2]\d)/(\d\d)/", address):
            assert day.startswith("-".join(found.groups())), address
        if found := re.search(r"/(\d\d)-([A-Z][a-z]{2})-(20[0-2]\d)/", address):
            assert day == f"{found[3]}-{months.index(found[2]) + 1:02}-{found[1]}", address


def test_a_publisher_is_spelt_one_way(sources):
    spelt = defaultdict(set)
    for row in sources:
        publisher = str(row["publisher"])
        assert not re.search(r"\((?:carried by|repost on|via) ", publisher), publisher  # AGENCY via OUTLET
        own = re.sub(r" \(.*\)$", "", re.split(r" via | citing | quoting | with | / ", publisher)[-1])
        if row["kind"] == "original":
            host = re.sub(r"^(?:www|m|en|archive|urdu)\.", "", str(urlsplit(str(row["url"])).hostname))
            spelt[host, re.sub(r"[^a-z]", "", own.casefold())].add(own)
    assert {where: names for where, names in spelt.items() if len(names) > 1} == {}


def test_no_address_and_no_word_names_a_victim(record):
    for name, table in TABLES.items():
        if table.shared or name == "places":
            continue
        for row in record.rows(name):
            words = re.findall(r"[a-z]+", " ".join(map(str, row.values())).casefold())
            pairs = {f"{one} {two}" for one, two in pairwise(words)}
            digests = {hashlib.sha256(pair.encode()).hexdigest()[:12] for pair in pairs}
            assert not digests & VICTIMS, (name, row[table.key])
