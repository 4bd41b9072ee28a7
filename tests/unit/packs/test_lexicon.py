"""The lexicon: clitics come off only where a word remains, and the longest phrase of a layer hides the shorter."""

from __future__ import annotations

import pytest

from pipeline.packs import Entry, Lexicon
from pipeline.packs.lexicon import Clitics
from pipeline.packs.load import inflect
from pipeline.text.tokens import tokenise

CLITICS = Clitics(
    prefixes=("و", "ب", "ال", "وال", "بال"),
    swallow=("لل",),
    suffixes=("ه", "هم"),
    restore=(("ت", "ه"),),
    suffix_layers=frozenset({"thing"}),
)


def lexicon(*words: tuple[str, str]) -> Lexicon:
    return Lexicon([Entry(layer, key, {}) for layer, key in words], CLITICS)


def found(book: Lexicon, text: str) -> list[tuple[str, str, str, str]]:
    return [(h.entry.layer, h.entry.key, h.prefix, h.suffix) for h in book.scan(tokenise(text))]


def test_a_word_is_found_with_and_without_clitics() -> None:
    book = lexicon(("place", "حلب"))
    assert found(book, "حلب وحلب بحلب") == [
        ("place", "حلب", "", ""),
        ("place", "حلب", "و", ""),
        ("place", "حلب", "ب", ""),
    ]


def test_a_letter_of_the_word_is_no_clitic() -> None:
    assert found(lexicon(("name", "وليد")), "وليد") == [("name", "وليد", "", "")]
    assert found(lexicon(("name", "ليد")), "الوليد") == []


def test_a_swallowed_article_is_given_back() -> None:
    assert ("nation", "السودان", "لل", "") in found(lexicon(("nation", "السودان")), "للسودان")


def test_a_pronoun_comes_off_only_in_its_layers() -> None:
    assert [key for _, key, _, _ in found(lexicon(("thing", "بيت")), "بيتهم")] == ["بيت"]
    assert found(lexicon(("place", "بيت")), "بيتهم") == []


def test_the_longest_phrase_hides_shorter_ones_of_its_layer_only() -> None:
    book = lexicon(("actor", "الجيش"), ("actor", "الجيش الوطني"), ("people", "الجيش"))
    assert sorted((layer, key) for layer, key, _, _ in found(book, "الجيش الوطني")) == [
        ("actor", "الجيش الوطني"),
        ("people", "الجيش"),
    ]


def test_a_phrase_does_not_cross_a_line() -> None:
    assert found(lexicon(("actor", "الجيش الوطني")), "الجيش\nالوطني") == []


@pytest.mark.parametrize(
    ("stems", "wanted"), [("قتل", [("قتل", "past")]), ("قتل/يقتل", [("قتل", "past"), ("يقتل", "pres")])]
)
def test_a_template_whose_stem_is_missing_is_left_out(stems: str, wanted: list[tuple[str, str]]) -> None:
    assert list(inflect(stems, {"past": ["{0}"], "pres": ["{1}"]})) == wanted
