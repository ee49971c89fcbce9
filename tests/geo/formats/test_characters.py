"""What each format of files cannot hold becomes U+FFFD; everything else stays."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from durandline.geo.formats.characters import encodable, in_xml, is_encodable, without_nul

EVERY = st.text(st.characters() | st.sampled_from("\0\x01\t\n\r\x1b\x7f\x9b\ud800\udfff\ufffe\uffff\U0001f600"))


@given(EVERY)
def test_utf_8_holds_what_is_left(text):
    kept = encodable(text)
    assert is_encodable(kept)
    assert kept == text or not is_encodable(text)


@given(EVERY)
def test_no_reader_stops_at_what_is_left(text):
    kept = without_nul(text)
    assert is_encodable(kept)
    assert "\0" not in kept
    assert len(kept) == len(text)
    assert kept == text or "\0" in text or not is_encodable(text)


@given(EVERY)
def test_xml_is_well_formed_with_what_is_left(text):
    kept = in_xml(text)
    root = ET.Element("text")
    root.text = kept
    read = ET.fromstring(ET.tostring(root, encoding="utf-8")).text or ""  # noqa: S314 - our own
    assert read == kept.replace("\r\n", "\n").replace("\r", "\n")
    assert len(kept) == len(text)
