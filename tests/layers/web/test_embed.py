"""The one way by which text enters a page keeps its laws for any value."""

from __future__ import annotations

import json
import math
import re
from html.parser import HTMLParser

import jinja2
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support.hostile import HOSTILE, LONE_SURROGATE, LONG

from durandline.layers.web.embed import html_text, script_text

TEXT = st.text(st.characters() | st.sampled_from("{}%#<>&`$\"'\\/!-\u2028\u202e\ud800\udc00\0"))
KEYS = TEXT.filter(lambda key: key != "__proto__")
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
FORBIDDEN = re.compile(
    "[<>&`$\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]|\\{\\{|\\{%|\\{#|\\$\\{"
)


def expected(value):
    """What comes back: null for what JSON has no number for, pairs of surrogates as their character."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, str):
        return json.loads(json.dumps(value))
    if isinstance(value, list | tuple):
        return [expected(item) for item in value]
    if isinstance(value, dict):
        return {expected(key): expected(item) for key, item in value.items()}
    return value


@given(VALUES)
@example("{{ 7*191 }}")
@example({"a": {"b": {"c": {}}}})
@example([[{}, {"{%": "%}"}]])
@example("\ud83d\ude00")
def test_what_goes_in_comes_back_equal(value):
    assert json.loads(script_text(value)) == expected(value)


@given(VALUES)
@example(LONE_SURROGATE)
def test_nothing_in_it_belongs_to_a_template_to_html_or_to_a_template_literal(value):
    text = script_text(value)
    assert not FORBIDDEN.search(text)
    text.encode("utf-8")


@given(VALUES)
def test_braces_stand_only_where_json_has_them(value):
    outside = re.sub(r'"(?:[^"\\]|\\.)*"', "", script_text(value))
    strings = "".join(re.findall(r'"(?:[^"\\]|\\.)*"', script_text(value)))
    assert outside.count("{") == outside.count("}")
    assert not set("{}") & set(strings)


@given(VALUES)
def test_two_passes_of_a_template_engine_change_nothing(value):
    text = script_text(value)
    once = jinja2.Template(text).render()
    assert jinja2.Template(once).render() == text


@given(VALUES)
def test_the_same_value_gives_the_same_text(value):
    assert script_text(value) == script_text(value)


@given(TEXT)
def test_a_string_survives_the_html_tokenizer_inside_a_script(text):
    reader = Reader()
    reader.feed(f"<script>x = {script_text(text)};</script><p>after</p>")
    reader.close()
    assert reader.texts == [("script", f"x = {script_text(text)};"), ("p", "after")]


@pytest.mark.parametrize("text", [*HOSTILE.values(), LONE_SURROGATE, LONG], ids=[*HOSTILE, "lone", "long"])
def test_hostile_text_comes_back_equal(text):
    assert json.loads(script_text({"key": [text]})) == {"key": [text]}


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_what_json_has_no_number_for_is_null(number):
    assert script_text([number]) == "[null]"


def test_numbers_of_numpy_are_written_as_numbers():
    import numpy as np

    assert script_text([np.float64(1.5), True, 0, -0.0]) == "[1.5,true,0,-0.0]"


def test_other_things_are_refused():
    for value in (object(), b"bytes", {1: "key"}, {"a": {2, 3}}):
        with pytest.raises(TypeError):
            script_text(value)


def test_the_one_key_that_an_object_expression_does_not_keep_is_refused():
    with pytest.raises(ValueError, match="__proto__"):
        script_text({"__proto__": 1})
    assert script_text(["__proto__"]) == '["__proto__"]'


@given(TEXT)
@example("\r\n\t")
def test_html_text_reads_back_as_the_text_but_for_what_html_cannot_carry(text):
    reader = Reader()
    reader.feed(f'<p title="{html_text(text)}">{html_text(text)}</p>')
    reader.close()
    carried = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]", "\ufffd", text)
    assert reader.titles == [carried]
    assert reader.texts == ([("p", carried)] if carried else [])


@given(TEXT)
def test_html_text_holds_no_delimiter(text):
    written = html_text(text)
    assert not re.search("[<>\"'`{}$\0\r\ud800-\udfff]", written)
    assert re.fullmatch(r"(?:[^&]|&#\d+;)*", written, re.DOTALL)
    assert jinja2.Template(written, keep_trailing_newline=True).render() == written


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.texts, self.titles, self.tag = [], [], ""

    def handle_starttag(self, tag, attrs):
        self.tag = tag
        self.titles += [value or "" for name, value in attrs if name == "title"]

    def handle_data(self, data):
        if self.texts and self.texts[-1][0] == self.tag:
            self.texts[-1] = (self.tag, self.texts[-1][1] + data)
        else:
            self.texts.append((self.tag, data))
