"""Encodings: text of realistic length in five languages is read as what it was written in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from durandline.geo.errors import InputError
from durandline.geo.readers.encoding import code_page, decide

TEXTS = {
    "pashto": "د تورخم دروازه د سوداګرۍ لپاره بنده شوه، د پولې دواړو غاړو ته لارۍ ولاړې دي او مسافر انتظار باسي.",
    "dari": "دروازه تورخم پس از درگیری میان نیروهای مرزی بسته شد؛ صدها موتر باربری در دو سوی سرحد مانده‌اند.",
    "urdu": "طورخم سرحد تجارت کے لیے بند کر دی گئی، دونوں طرف سینکڑوں گاڑیاں پھنس گئیں اور مسافر انتظار میں ہیں۔",
    "arabic": "أغلق معبر تورخم الحدودي بعد اشتباكات بين القوات، ولا تزال مئات الشاحنات عالقة على الجانبين.",
    "french": "Le poste-frontière a été fermé après des échanges de tirs ; des réfugiés étaient déjà bloqués.",
    "german": "Der Grenzübergang wurde geschlossen, für Händler öffnete er später; Übergänge blieben gesperrt.",
    "spanish": "El paso fronterizo se cerró después de los enfrentamientos; según testigos, el niño cruzó mañana.",
}  # fmt: skip
ARABIC = ("pashto", "dari", "urdu", "arabic")
MIXED = "2024-03-05,Torkham,{},https://paper.example/1,Nangarhar\n"


def found(content, given="", block=1 << 20):
    blocks = [content[at : at + block] for at in range(0, len(content), block)]
    return decide(blocks, "mine.csv", given)


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("whole", [True, False], ids=["alone", "among_latin"])
def test_a_code_page_is_told_by_its_words(language, whole):
    page = "cp1256" if language in ARABIC else "cp1252"
    # A program of that time wrote a question mark for a letter that the code page lacks.
    text = TEXTS[language] if whole else MIXED.format(TEXTS[language])
    assert code_page(text.encode(page, "replace")) == page


@pytest.mark.parametrize("language", ["dari", "german"])
def test_a_code_page_is_said_with_how_to_say_otherwise(language):
    page = "cp1256" if language in ARABIC else "cp1252"
    encoding = found(TEXTS[language].encode(page, "replace"))
    assert (encoding.codec, encoding.how) == (page, "code-page")
    [note] = encoding.findings("mine.csv")
    assert (note.level, note.rule) == ("note", "encoding")
    assert page[2:] in note.message
    assert "--encoding" in note.suggestion


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides(language, codec):
    content = TEXTS[language].encode(codec)
    encoding = found(content)
    assert content.decode(encoding.codec) == TEXTS[language]
    assert encoding.findings("mine.csv") == []


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_told_by_its_zero_bytes(language, codec):
    encoding = found(("date,place_name,summary\n" + MIXED.format(TEXTS[language])).encode(codec))
    assert (encoding.codec, encoding.how) == (codec, "pattern")
    assert encoding.findings("mine.csv")[0].level == "note"


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("block", [1, 2, 3, 7, 1 << 20])
def test_good_utf_8_is_certain_however_it_comes(language, block):
    encoding = found((TEXTS[language] + "\ufffd").encode(), block=block)
    assert (encoding.codec, encoding.how) == ("utf-8", "certain")


@pytest.mark.parametrize("language", ARABIC)
@pytest.mark.parametrize("harm", [b"\xff", b"\xe9", b"\xd8"])
def test_utf_8_with_a_few_bad_bytes_is_still_utf_8(language, harm):
    content = (TEXTS[language] * 3).encode()
    for place in (0, 40, len(content)):
        encoding = found(content[:place] + harm + content[place:])
        assert (encoding.codec, encoding.how) == ("utf-8", "damaged"), place
    assert found(content[:-1]).how in ("certain", "damaged")
    assert found(content[:51] if content[50] >= 0xC0 else content[:50]).codec == "utf-8"


@given(st.text(), st.integers(1, 5))
def test_any_text_in_utf_8_is_read_as_it_is(text, block):
    text = "".join(char for char in text if char >= " ")
    encoding = found(text.encode(), block=block)
    assert text.encode().decode(encoding.codec) == text.removeprefix("\ufeff")


def test_an_encoding_can_be_given():
    encoding = found("é".encode("cp1250"), "windows-1250")
    assert (encoding.codec, encoding.how) == ("cp1250", "given")
    assert found("\ufeffa".encode(), "UTF8").codec == "utf-8-sig"


@pytest.mark.parametrize("codec", ["utf-16", "utf-32"])
@pytest.mark.parametrize("order", ["-le", "-be", ""], ids=["little", "big", "marked"])
def test_a_wide_encoding_that_is_given_needs_no_mark(codec, order):
    text = "date,lat\n2024-01-02,34\n"
    encoding = found(text.encode(codec + order), codec)
    assert text.encode(codec + order).decode(encoding.codec) == text
    assert encoding.tail.removeprefix("\ufeff") == text
    assert found(text.encode(codec), f"{codec}-le").codec == codec  # the mark is no part of the text


@pytest.mark.parametrize("codec", ["utf-16", "utf-32"])
def test_a_wide_text_that_is_cut_is_damaged(codec):
    content = TEXTS["dari"].encode(codec)
    for block in (3, 1 << 20):
        assert found(content, block=block).how == "certain"
        assert found(content[:-1], block=block).how == "damaged"


@pytest.mark.parametrize(
    "name", ["klingon", "rot13", "hex", "", "\0", "idna", "punycode", "unicode_escape", "undefined"]
)
def test_an_unknown_encoding_is_an_error_that_names_some(name):
    if not name:
        assert found(b"a", name).codec == "utf-8"
        return
    with pytest.raises(InputError, match="cp1256"):
        found(b"a", name)


def test_what_is_no_text_is_refused():
    for content in (b"\0" * 100, bytes(range(256)), b"\x89PNG\r\n\x1a\n" + bytes(100)):
        with pytest.raises(InputError, match="not text"):
            found(content)
