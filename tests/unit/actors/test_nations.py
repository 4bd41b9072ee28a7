"""The nations of the Arabic and English packs: complete, and no word for two countries."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from typing import Any

import pycountry
import pytest

import pipeline.packs
from pipeline.text.normal import normalise_name

FOLDER = Path(pipeline.packs.__file__).parent
LANGUAGES = ("ar", "en")
CODES = {c.alpha_3 for c in pycountry.countries} | {"XKX"}
NATION = {"iso", "names", "weak_names", "nisba", "weak_nisba", "plural", "capital", "weak_capital", "cased"}
ETHNIC = {"name", "countries", "nisba", "plural", "weak_plural"}


@lru_cache
def nations(language: str) -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((FOLDER / language / "nations.toml").read_text(encoding="utf-8"))


@lru_cache
def owners(language: str) -> dict[str, set[tuple[str, str]]]:
    """Strong word -> {(country, field)}."""
    found = defaultdict(set)
    for table in nations(language)["nation"]:
        for field in ("names", "nisba", "plural", "capital"):
            for word in table.get(field, []):
                found[normalise_name(word)].add((table["iso"], field))
    return dict(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_country_once(language: str) -> None:
    codes = [table["iso"] for table in nations(language)["nation"]]
    assert sorted(codes) == sorted(CODES)
    assert all(table.get("names") for table in nations(language)["nation"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_known_fields_only(language: str) -> None:
    assert set(nations(language)) == {"nation", "ethnic"}
    assert all(set(table) <= NATION for table in nations(language)["nation"])
    assert all(set(table) <= ETHNIC for table in nations(language)["ethnic"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_strong_word_means_one_country(language: str) -> None:
    shared = {word: {iso for iso, _ in homes} for word, homes in owners(language).items()}
    assert {word: isos for word, isos in shared.items() if len(isos) > 1} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_weak_word_is_nowhere_strong(language: str) -> None:
    for table in nations(language)["nation"]:
        for field in ("weak_names", "weak_nisba", "weak_capital"):
            for word in table.get(field, []):
                assert normalise_name(word) not in owners(language), word


@pytest.mark.parametrize("language", LANGUAGES)
def test_ethnic_groups(language: str) -> None:
    groups = nations(language)["ethnic"]
    names = [table["name"] for table in groups]
    assert len(names) == len(set(names)) >= 100
    words = [normalise_name(word) for table in groups for word in table.get("plural", [])]
    assert len(words) == len(set(words))
    assert not set(words) & set(owners(language))
    assert all(set(table.get("countries", [])) <= CODES for table in groups)


def test_both_packs_know_the_same_ethnic_groups() -> None:
    ar, en = ({t["name"]: t.get("countries") for t in nations(lang)["ethnic"]} for lang in LANGUAGES)
    assert set(ar) == set(en)


@pytest.mark.parametrize("language", LANGUAGES)
def test_entries_repeat_nothing(language: str) -> None:
    for table in nations(language)["nation"]:
        for field, words in table.items():
            if isinstance(words, list) and field != "cased":
                assert len(words) == len({normalise_name(word) for word in words}), (table["iso"], field)


@pytest.mark.parametrize(
    ("language", "word", "iso"),
    [
        ("ar", "ليبيا", "LBY"), ("ar", "الجمهورية العربية السورية", "SYR"), ("ar", "سورية", "SYR"),
        ("ar", "كوريا الشمالية", "PRK"), ("ar", "الولايات المتحدة الاميركية", "USA"), ("ar", "أمريكا", "USA"),
        ("ar", "إسرائيلي", "ISR"), ("ar", "أتراك", "TUR"), ("ar", "أفغان", "AFG"), ("ar", "روس", "RUS"),
        ("ar", "نيجيري", "NGA"), ("ar", "نيجري", "NER"), ("ar", "غيني", "GIN"), ("ar", "هندي", "IND"),
        ("ar", "أنقرة", "TUR"), ("ar", "تل أبيب", "ISR"), ("ar", "الكرملين", "RUS"), ("ar", "جوبا", "SSD"),
        ("ar", "جنوب السودان", "SSD"), ("ar", "الأردن", "JOR"),
        ("ar", "كوسوفو", "XKX"), ("ar", "تايوان", "TWN"),
        ("en", "U.S.", "USA"), ("en", "Britain", "GBR"), ("en", "Syrian", "SYR"), ("en", "Turks", "TUR"),
        ("en", "Ivory Coast", "CIV"), ("en", "DR Congo", "COD"),
        ("en", "Nigerien", "NER"), ("en", "Kyiv", "UKR"),
        ("en", "French", "FRA"), ("en", "Palestinians", "PSE"),
        ("en", "South Sudanese", "SSD"), ("en", "UAE", "ARE"),
    ],
)  # fmt: skip
def test_word(language: str, word: str, iso: str) -> None:
    assert {home for home, _ in owners(language)[normalise_name(word)]} == {iso}


@pytest.mark.parametrize("word", ["مالي", "عمان", "المغرب", "قطر", "بنين", "كوبا", "موناكو"])
def test_risky_arabic_names_are_weak(word: str) -> None:
    weak = {normalise_name(w) for t in nations("ar")["nation"] for w in t.get("weak_names", [])}
    assert normalise_name(word) in weak
