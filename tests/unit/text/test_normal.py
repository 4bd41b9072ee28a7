"""The normal form: spellings a reader takes for one word become one."""

from __future__ import annotations

import pytest

from pipeline.text.normal import normalise, normalise_name
from pipeline.text.tokens import split_sentences, tokenise


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("إدلب", "ادلب"),
        ("حماة", "حماه"),
        ("مستشفى", "مستشفي"),
        ("مُقاتِل", "مقاتل"),
        ("داعــش", "داعش"),
        ("کرکوک", "كركوك"),
        ("مسئول", "مسيول"),
        ("١٢٣", "123"),
        ("۴۵", "45"),
        ("ﻻ", "لا"),
        ("Sana'a", "Sanaa"),
        ("Sana’a", "Sanaa"),
        ("Tall Abyaḑ", "tall abyad"),
        ("دير\u200cالزور", "ديرالزور"),
        ("\u200fحلب\u200e", "حلب"),
        ("الأُبيِّض", "الابيض"),
        ("«قسد»", "قسد"),
        ("ریف", "ريف"),
    ],
)
def test_spellings_of_one_word(one: str, other: str) -> None:
    assert normalise_name(one) == normalise_name(other)


@pytest.mark.parametrize(
    ("one", "other"), [("حلب", "حلف"), ("قتل", "قاتل"), ("عانة", "عمان"), ("Aleppo", "Alep")]
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert normalise_name(one) != normalise_name(other)


def test_each_character_knows_where_it_stood() -> None:
    text = "قُتِلَ ١٢ في «إدلب»"
    normal = normalise(text)
    at = normal.text.index("ادلب")
    assert text[normal.starts[at]] == "إ"


def test_a_word_carries_its_vowel_signs() -> None:
    text = "الشهرُ الماضيُّ."
    assert [text[t.start : t.end] for t in tokenise(text)] == ["الشهرُ", "الماضيُّ"]


def test_grouped_digits_are_one_word() -> None:
    assert [t.text for t in tokenise("1,250 و ١٬٤٠٠ و 3.5")] == ["1,250", "و", "1٬400", "و", "3.5"]


def sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(tokenise(text))]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("قتل جندي. وجرح آخر.", 2),
        ("عاجل.. مقتل جندي في حلب", 1),
        ("عنوان الخبر\nنص الخبر", 2),
        ("أين الجيش؟ لا أحد يعلم!", 2),
        ("بلغت 3.5 ملايين", 1),
        ("الأخير… ثم عاد", 1),
        ("اجتمع أ. محمد مع الوفد", 1),
        ("", 0),
        ("…،؛", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count
