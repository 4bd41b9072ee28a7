"""Dates by arithmetic: the reader's choice of year, month and week, and Hijri dates."""

from __future__ import annotations

from datetime import date

import pytest
from probes import article_of, dates_in

WEDNESDAY = "2025-06-18"


def read(words: str, published: str | None = WEDNESDAY) -> list[tuple[date, date, str]]:
    return [(a, b, p) for a, b, p, _ in dates_in(article_of(words, published=published))]


@pytest.mark.parametrize("weekday", ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"])
@pytest.mark.parametrize("published", ["2025-06-15", "2025-06-18", "2024-02-29", "2025-01-01"])
def test_a_weekday_is_the_latest_on_or_before_publication(weekday: str, published: str) -> None:
    names = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
    [(first, last, precision)] = read(f"يوم {weekday} قتل جندي", published)
    assert first == last and precision == "day"
    assert first.weekday() == names.index(weekday)
    assert 0 <= (date.fromisoformat(published) - first).days < 7


@pytest.mark.parametrize("published", ["2025-01-01", "2025-01-31", "2024-03-01", "2025-12-31", "2025-06-18"])
@pytest.mark.parametrize("words", ["في 1 كانون الثاني", "في 31 كانون الأول", "في 15 آذار", "في 18 حزيران"])
def test_a_date_without_year_is_never_after_publication(words: str, published: str) -> None:
    [(first, _, _)] = read(words, published)
    assert first <= date.fromisoformat(published)
    assert (date.fromisoformat(published) - first).days <= 366


@pytest.mark.parametrize("words", ["30 شباط 2025", "31 نيسان 2025", "32 آذار 2025", "0 أيار 2025"])
def test_days_that_no_month_has_are_no_dates(words: str) -> None:
    assert not any(precision == "day" for _, _, precision in read(words))


def test_the_29th_of_february_without_year_is_in_a_leap_year() -> None:
    days = read("في 29 شباط قتل جندي", "2025-06-18")
    assert days in ([(date(2024, 2, 29), date(2024, 2, 29), "day")], [])


def test_yesterday_at_the_turn_of_the_year() -> None:
    assert read("أمس", "2025-01-01") == [(date(2024, 12, 31), date(2024, 12, 31), "day")]


def test_last_month_in_january() -> None:
    assert read("الشهر الماضي", "2025-01-10") == [(date(2024, 12, 1), date(2024, 12, 31), "month")]


def test_nothing_relative_is_read_without_a_publication_date() -> None:
    assert read("أمس واليوم والشهر الماضي ويوم الاثنين", None) == []
