"""The publication date that a text implies, by rule; the day a coder would write, or none."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from pipeline.clean import clean_article, infer_published
from pipeline.model import Article
from pipeline.read import RawArticle

START = "قال مصدر عسكري إن قوة من الجيش دخلت البلدة. "

CASES = [
    # (a) a weekday with a day and month fits one recent year
    ("وذكرت القيادة في بيان أصدرته الأربعاء 12 من تشرين الثاني أن العملية انتهت.", "2025-11-12"),
    ("وذكرت الوزارة في بيان يوم الخميس 14 أغسطس أن الطريق فتح.", "2025-08-14"),
    ("وأعلنت الشرطة، الاثنين 3 مارس، توقيف سبعة أشخاص.", "2025-03-03"),
    ("وأعلنت الشرطة، الاثنين، 4 آذار/مارس، توقيف سبعة أشخاص.", "2024-03-04"),
    ("وأعلنت الشرطة الثلاثاء ٢١ كانون الثاني توقيف سبعة أشخاص.", "2025-01-21"),
    # the newest of several
    ("وقع الهجوم الاثنين 10 من تشرين الثاني، وصدر البيان الأربعاء 12 من تشرين الثاني.", "2025-11-12"),
    # a later date without weekday carries on
    ("وقع الهجوم الاثنين 10 من تشرين الثاني، وصدر البيان في 13 من تشرين الثاني.", "2025-11-13"),
    ("وقع الهجوم الثلاثاء 30 كانون الأول، وصدر البيان في 2 كانون الثاني.", "2026-01-02"),
    # 5 and 6 years apart, both recent: a year stated decides, else nothing does
    ("وأعلنت الشرطة، الجمعة 6 آب، توقيف سبعة أشخاص.", "2021-08-06"),
    ("وأعلنت الشرطة، الأربعاء 5 أيار، توقيف سبعة أشخاص.", "2021-05-05"),
    ("وأعلنت الشرطة، الثلاثاء 5 أيار، توقيف سبعة أشخاص، بعد هدوء ساد منذ عام 2024.", "2026-05-05"),
    # a year of the past does not mislead
    ("وذكرت القيادة، الأربعاء 12 من تشرين الثاني، أن التنظيم خسر مدنه عام 2019.", "2025-11-12"),
    # what is to come is not yet
    (
        "وقالت اللجنة الاثنين 10 من تشرين الثاني إن من المقرر عقد جلسة الخميس 20 من تشرين الثاني.",
        "2025-11-10",
    ),
    # (b) the newest full date
    ("وقع الانفجار في 2 مارس 2025 وشيع القتلى في 3 مارس 2025.", "2025-03-03"),
    ("وقع الانفجار في 2/3/2025.", "2025-03-02"),
    ("وقع الانفجار يوم الأحد 2 مارس 2014 قرب السوق.", "2014-03-02"),
    # (c) none
    ("وقع الانفجار صباح اليوم.", None),
    ("وقع الانفجار يوم الأربعاء.", None),
    ("وقع الانفجار في 12 من تشرين الثاني.", None),
    ("وتعيد الحادثة إلى الأذهان مجزرة 16 سبتمبر 1982.", None),
    ("وكان الجيش دخلها في 5 يونيو 2014 ثم خرج منها عام 2023.", None),
    ("وذكرت القيادة، السبت 12 من شباط، أنها انتهت.", "2022-02-12"),
    ("وذكرت القيادة، الأحد 30 شباط، أنها انتهت.", None),
]


def article(text: str, **fields: object) -> Article:
    found = clean_article(RawArticle("a.txt", text=text, language="ar", **fields))  # type: ignore[arg-type]
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_infers(sentence: str, expected: str | None) -> None:
    found = article(START + sentence)
    assert (found.published.date() if found.published else None) == (
        date.fromisoformat(expected) if expected else None
    )
    assert found.published_source == ("inferred" if expected else None)


ENGLISH = [
    ("The ministry said on Wednesday, 12 November, that the road was open.", "2025-11-12"),
    ("Police arrested seven people on Monday, March 3, a spokesman said.", "2025-03-03"),
    (
        "The blast hit the market on August 14, 2025, and the dead were buried on 15 August 2025.",
        "2025-08-15",
    ),
    ("The army took the town in 2014 and left it in 2023.", None),
    ("The blast hit the market on Monday.", None),
]


@pytest.mark.parametrize(("sentence", "expected"), ENGLISH)
def test_infers_from_english(sentence: str, expected: str | None) -> None:
    found = clean_article(RawArticle("a.txt", text="An army source gave few details. " + sentence))
    assert isinstance(found, Article) and found.language == "en"
    assert (found.published.date().isoformat() if found.published else None) == expected


def test_a_given_date_stays() -> None:
    when = datetime(2025, 1, 2, 3, 4)
    found = article(START + CASES[0][0], published=when, published_source="given")
    assert found.published == when and found.published_source == "given"


def test_nothing_is_published_after_it_was_retrieved() -> None:
    sentence = START + "وأعلنت الشرطة، الأربعاء 12 من تشرين الثاني، توقيف سبعة أشخاص."
    assert article(sentence, retrieved=datetime(2015, 1, 1)).published == datetime(2014, 11, 12)
    assert article(sentence, retrieved=datetime(2025, 11, 11)).published is None


def test_a_language_without_pack_has_no_finders() -> None:
    found = clean_article(
        RawArticle("a.txt", text="Le mercredi 12 novembre 2025, l'armée a dit que la route est fermée.")
    )
    assert isinstance(found, Article) and found.language == "fr" and found.published is None


def test_inferring_again_changes_nothing() -> None:
    found = article(START + CASES[0][0])
    assert infer_published(found) == found
