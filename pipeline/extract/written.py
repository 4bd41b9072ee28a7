"""Dates as they are written: day, month and year in words or digits, before and after they are resolved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.extract import calendar as cal
from pipeline.extract.calendar import Days
from pipeline.extract.number import read_number
from pipeline.extract.reading import Reading
from pipeline.packs import Hit


@dataclass(frozen=True, slots=True)
class Written:
    """A date as written, before it is resolved."""

    end: int
    day: int | None = None
    month: int | None = None
    year: int | None = None
    which: str = ""
    weekday: int | None = None
    hijri: int | None = None
    #: "this" or "last": a day of this or the last month, without the month's name.
    relative: str = ""


def glue(reading: Reading, at: int) -> int:
    """The position after words that only glue a date together ("12 *من* تشرين", "the 5th *of* May")."""
    while at < len(reading.tokens):
        hit = reading.at(at, "dateglue")
        if hit is None:
            return at
        at = hit.end
    return at


def month_at(reading: Reading, at: int) -> Hit | None:
    """A Gregorian month at a position."""
    return reading.at(at, "month") if at < len(reading.tokens) else None


def after_month(reading: Reading, at: int, month: int) -> tuple[int, str, int | None]:
    """(end, which, year) after a month: its double name ("تموز/يوليو"), "last"/"this", a year."""
    double = month_at(reading, at)
    if double is not None and double.entry["n"] == month and reading.tokens[at].gap.strip(" /(-") == "":
        at = double.end
    which, year = "", None
    for _ in range(2):
        if at >= len(reading.tokens):
            break
        hit = reading.at(at, "which")
        if hit is not None and not which and not any(c in reading.tokens[at].gap for c in ",،."):
            which, at = hit.entry["kind"], hit.end
            continue
        stated = year_at(reading, at)
        if stated is not None:
            year, at = stated
    return at, which, year


def year_at(reading: Reading, at: int) -> tuple[int, int] | None:
    """(year, end) where a four-digit year stands, glue words before it allowed ("من عام 2019")."""
    start = glue(reading, at)
    if start >= len(reading.tokens) or start - at > 3:
        return None
    token = reading.tokens[start]
    if token.text.isdigit() and len(token.text) == 4 and cal.FIRST_YEAR <= int(token.text) <= cal.LAST_YEAR:
        return (int(token.text), start + 1) if not any(c in token.gap for c in ".;؛:") else None
    return None


def written_at(reading: Reading, at: int) -> Written | None:
    """A date with a day and a month, or a month with a year or "last", in words; an optional weekday before it."""
    weekday = reading.at(at, "weekday")
    start = glue(reading, weekday.end) if weekday else at
    if weekday and start >= len(reading.tokens):
        return None
    dated = day_month(reading, start) or numeric(reading, start) or (month_day(reading, start))
    if dated is None:
        return None
    return Written(
        dated.end,
        dated.day,
        dated.month,
        dated.year,
        dated.which,
        weekday.entry["n"] if weekday else None,
        dated.hijri,
    )


def day_month(reading: Reading, at: int) -> Written | None:
    """ "12 من تشرين الثاني 2025", "5 May", "الأول من نوفمبر", "14 رمضان 1446"."""
    first = reading.at(at, "first") or reading.at(at, "ordinal")
    number = (first.entry["n"], first.end) if first else read_number(reading, at)
    if number is None or not 1 <= number[0] <= 31:
        return None
    after = number[1]
    if after < len(reading.tokens) and reading.tokens[after].text in ("st", "nd", "rd", "th"):
        after += 1
    after = glue(reading, after)
    month = month_at(reading, after)
    if month is not None:
        end, which, year = after_month(reading, month.end, month.entry["n"])
        return Written(end, number[0], month.entry["n"], year, which)
    spoken = reading.at(after, "relspan") if after < len(reading.tokens) else None
    if spoken is not None and spoken.entry["unit"] in ("month", "thismonth"):
        return Written(spoken.end, number[0], relative="last" if spoken.entry["unit"] == "month" else "this")
    hijri = reading.at(after, "hijri") if after < len(reading.tokens) else None
    if hijri is not None and hijri.end < len(reading.tokens):
        year_token = (
            reading.tokens[glue(reading, hijri.end)]
            if glue(reading, hijri.end) < len(reading.tokens)
            else None
        )
        if year_token and year_token.text.isdigit() and len(year_token.text) == 4:
            return Written(
                glue(reading, hijri.end) + 1, number[0], None, int(year_token.text), hijri=hijri.entry["n"]
            )
    return None


def month_day(reading: Reading, at: int) -> Written | None:
    """ "May 5, 2025": the month first, where the pack allows it."""
    month = month_at(reading, at)
    if month is None or not reading.pack.option("month_day", False) or month.end >= len(reading.tokens):
        return None
    number = read_number(reading, month.end)
    if number is None or not 1 <= number[0] <= 31 or reading.tokens[month.end].gap.strip(" ."):
        return None
    end = number[1]
    if end < len(reading.tokens) and reading.tokens[end].text in ("st", "nd", "rd", "th"):
        end += 1
    stated = year_at(reading, end)
    return Written(stated[1] if stated else end, number[0], month.entry["n"], stated[0] if stated else None)


def numeric(reading: Reading, at: int) -> Written | None:
    """ "12/11/2025", "2025-11-12", "12-11": day before month, as Arabic and most newsrooms write."""
    dotted = reading.tokens[at].text.split(".")
    if (
        len(dotted) == 3
        and all(p.isdigit() for p in dotted)
        and len(dotted[2]) == 4
        and 1 <= int(dotted[1]) <= 12
    ):
        return Written(at + 1, int(dotted[0]), int(dotted[1]), int(dotted[2]))
    tokens = reading.tokens[at : at + 3]
    if len(tokens) < 3 or not all(t.text.isdigit() for t in tokens):
        return None
    if any(t.gap not in ("/", "-", ".") for t in tokens[1:]) or tokens[1].gap != tokens[2].gap:
        return None
    a, b, c = (int(t.text) for t in tokens)
    if len(tokens[0].text) == 4:
        return Written(at + 3, c, b, a) if 1 <= b <= 12 else None
    if len(tokens[2].text) == 4 and 1 <= b <= 12:
        return Written(at + 3, a, b, c)
    return None


def resolve(written: Written, base: date | None) -> Days | None:
    """The days a written date means."""
    if written.relative and base is not None and written.day is not None:
        month = base if written.relative == "this" else base.replace(day=1) - timedelta(days=1)
        return cal.day_of(written.day, month.month, month.year, base)
    if written.hijri is not None and written.year is not None:
        return cal.hijri_day(written.day, written.hijri, written.year)
    if written.month is None or written.which == "next":
        return None
    if written.day is None:
        return cal.month_of(written.month, written.year, base, written.which)
    return cal.day_of(written.day, written.month, written.year, base)


def starts_with_and(reading: Reading, at: int) -> bool:
    """True where a token carries or follows "and"."""
    return reading.tokens[at].text.startswith("و") or reading.at(at, "conjunction") is not None
