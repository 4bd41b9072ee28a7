"""What a phrase of time means as days, resolved through dateparser against the publication date.

The grammar in `when.py` finds the phrase and writes it in the one canonical form below ("12 November 2025",
"3 days ago"), so dateparser reads every language alike; its own reading of Arabic forms is patchy (see
../shared/libraries.md, section 2). Weekdays are resolved here: dateparser gives last week's on the day itself.
"""

from __future__ import annotations

import calendar
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from dateparser.calendars.hijri import HijriCalendar
from dateparser.date import DateDataParser

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
#: Order of the Hijri months as dateparser's calendar spells them.
HIJRI = (
    "محرم", "صفر", "ربيع الأول", "ربيع الثاني", "جمادى الأولى", "جمادى الآخرة", "رجب", "شعبان", "رمضان", "شوال",
    "ذو القعدة", "ذو الحجة",
)  # fmt: skip
#: Years outside this span are typing errors or other numbers (codebook section 1: background reaches back a century).
FIRST_YEAR, LAST_YEAR = 1900, 2100


class Days(NamedTuple):
    """A span of days, both ends included, and how exact the words are."""

    first: date
    last: date
    precision: str


@lru_cache(maxsize=20_000)
def ask(phrase: str, base: date) -> date | None:
    """The day dateparser reads in a canonical phrase, counted from a base day; None when it reads none."""
    parser = DateDataParser(
        languages=["en"],
        settings={
            "PREFER_DATES_FROM": "past",
            "RELATIVE_BASE": datetime(base.year, base.month, base.day, 12),
        },
    )
    found = parser.get_date_data(phrase).date_obj
    return found.date() if found else None


def day_of(day: int, month: int, year: int | None, base: date | None) -> Days | None:
    """A day of a month; without a year the latest one on or before the base day."""
    if not 1 <= day <= 31 or (year is None and base is None):
        return None
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    anchor = base or date(year or 2000, 12, 31)
    years = [year] if year else [anchor.year, anchor.year - 1, anchor.year - 2, anchor.year - 3]
    for candidate in years:
        found = ask(f"{day} {MONTHS[month - 1]} {candidate}", anchor)
        if found and found.day == day and (year or found <= anchor + timedelta(days=1)):
            return Days(found, found, "day")
    return None


def month_of(month: int, year: int | None, base: date | None, which: str = "") -> Days | None:
    """A whole month; without a year the latest one that began on or before the base day."""
    if year is None:
        if base is None:
            return None
        year = base.year if month <= base.month else base.year - 1
        if which == "last" and month == base.month:
            year -= 1
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return Days(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month")


def year_of(year: int) -> Days | None:
    """A whole year."""
    return Days(date(year, 1, 1), date(year, 12, 31), "year") if FIRST_YEAR <= year <= LAST_YEAR else None


def weekday_of(n: int, base: date | None, which: str = "") -> Days | None:
    """The latest such weekday on or before the base day; "last" said on that very day is a week earlier."""
    if base is None or which == "next":
        return None
    back = (base.weekday() - n) % 7
    if which == "last" and back == 0:
        back = 7
    found = base - timedelta(days=back)
    return Days(found, found, "day")


def ago(count: int, unit: str, base: date | None) -> Days | None:
    """ "N days / weeks / months / years ago"; a longer unit is never sharpened to a day."""
    if base is None or not 0 < count < 500:
        return None
    found = ask(f"{count} {unit}s ago", base)
    if found is None:
        return None
    if unit in ("day", "hour"):
        return Days(found, found, "day")
    if unit == "week":
        return week_around(found)
    return month_of(found.month, found.year, base) if unit == "month" else year_of(found.year)


def week_around(day: date) -> Days:
    """The calendar week (Monday to Sunday) a day lies in."""
    monday = day - timedelta(days=day.weekday())
    return Days(monday, monday + timedelta(days=6), "week")


def span_of(unit: str, base: date | None) -> Days | None:
    """A span named from the publication day: last week, this month, the past 24 hours."""
    if base is None:
        return None
    if unit in ("day24", "day48"):
        return Days(base - timedelta(days=1 if unit == "day24" else 2), base, "day")
    if unit == "days":
        return Days(base - timedelta(days=6), base, "week")
    if unit == "weekend":
        saturday = base - timedelta(days=(base.weekday() - 5) % 7)
        return Days(saturday, min(saturday + timedelta(days=1), base), "day")
    if unit == "week":
        return week_around(base - timedelta(days=7))
    if unit == "thisweek":
        return Days(week_around(base).first, base, "week")
    if unit == "month":
        before = base.replace(day=1) - timedelta(days=1)
        return month_of(before.month, before.year, base)
    if unit == "thismonth":
        return Days(base.replace(day=1), base, "month")
    if unit == "year":
        return year_of(base.year - 1)
    return Days(date(base.year, 1, 1), base, "year")


def hijri_day(day: int | None, month: int, year: int) -> Days | None:
    """A day (or, without one, the month) of the Hijri calendar, through dateparser's calendar; None when it cannot be."""
    if not 1300 <= year <= 1600:
        return None
    first = _hijri(day or 1, month, year)
    if first is None or day is not None:
        return Days(first, first, "day") if first else None
    last = _hijri(30, month, year) or _hijri(29, month, year)
    return Days(first, last or first + timedelta(days=28), "month")


@lru_cache(maxsize=4096)
def _hijri(day: int, month: int, year: int) -> date | None:
    try:
        data = HijriCalendar(f"{day} {HIJRI[month - 1]} {year}").get_date()
    except (ValueError, OverflowError, AttributeError):
        return None
    return data.date_obj.date() if data is not None and data.date_obj is not None else None
