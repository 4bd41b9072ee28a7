"""Bytes of every common encoding come out as the characters that went in; bytes that are no text are told."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.decode import decode
from pipeline.read.record import BadInput

ARABIC = "أصيب سبعة أشخاص في انفجار قرب بلدة حدودية، بحسب مسعفين.\nوأغلقت الشرطة الطريق حتى المساء.\n"
ENGLISH = "Seven people were hurt near the border café, medics said – “a miracle”.\nPolice closed the road.\n"
FRENCH = "Sept blessés près de la frontière, où l'armée a été déployée.\nLes écoles étaient fermées.\n"
SPANISH = "Siete heridos en la región, según el ejército. Además, dos niños y una señora.\n"
RUSSIAN = "Семь человек ранены при взрыве на рынке, сообщили местные власти города.\n"

CASES = [
    (ARABIC, "utf-8"), (ARABIC, "utf-8-sig"), (ARABIC, "utf-16"), (ARABIC, "utf-16-le"), (ARABIC, "utf-16-be"),
    (ARABIC, "utf-32"), (ARABIC, "cp1256"), (ENGLISH, "utf-8-sig"), (ENGLISH, "utf-16-le"),
    (ENGLISH, "utf-16-be"), (ENGLISH, "cp1252"), (FRENCH, "latin-1"), (FRENCH, "cp1256"), (SPANISH, "latin-1"),
    (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (RUSSIAN, "utf-16-be"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "encoding"), CASES, ids=[f"{t[:5]}-{e}" for t, e in CASES])
def test_reads_what_was_written(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_a_mark_decides(mark: bytes) -> None:
    encoding = "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be"
    assert decode(mark + ARABIC.encode(encoding)) == ARABIC


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])))
def test_utf8_round_trip(text: str) -> None:
    assert decode(text.encode()) == text.removeprefix("\ufeff")


ARABIC_WORDS = st.lists(st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآةىئؤ", min_size=2), min_size=5).map(" ".join)


@given(ARABIC_WORDS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256"]))
def test_arabic_round_trip(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@given(st.binary(max_size=400))
def test_never_raises_anything_else(data: bytes) -> None:
    try:
        assert "\0" not in decode(data)
    except BadInput as error:
        assert error.reason == "undecodable"


def test_one_damaged_character_costs_only_itself() -> None:
    data = (ARABIC * 3).encode().replace("ص".encode(), b"\xd8", 1)
    assert decode(data).replace("\ufffd", "ص") == ARABIC * 3


def test_declared_encoding_is_heeded_only_where_utf8_fails() -> None:
    assert decode(RUSSIAN.encode("koi8-r"), "koi8-r") == RUSSIAN
    assert decode(RUSSIAN.encode(), "koi8-r") == RUSSIAN
    assert decode(ENGLISH.encode("cp1252"), "no-such-encoding") == ENGLISH


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        bytes(range(1, 32)) * 9,
        b"text\0text",
        codecs.BOM_UTF16_LE + b"\0\xd8a",
    ],
)
def test_binary_is_told(data: bytes) -> None:
    with pytest.raises(BadInput) as caught:
        decode(data)
    assert caught.value.reason == "undecodable"
