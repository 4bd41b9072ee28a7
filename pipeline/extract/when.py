"""When: the span grammar of dates. Each rule reads one shape at one place; the longest reading wins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.extract import calendar as cal
from pipeline.extract.calendar import Days
from pipeline.extract.number import read_number
from pipeline.extract.reading import Reading
from pipeline.extract.written import (
    Written,
    after_month,
    day_month,
    glue,
    month_at,
    resolve,
    starts_with_and,
    written_at,
    year_at,
)
from pipeline.packs import Hit


@dataclass(frozen=True, slots=True)
class When:
    """Words of time at tokens[start:end] and the days they mean; `kind` is the shape that read them."""

    start: int
    end: int
    days: Days
    kind: str
    #: Weekday (0 = Monday), day, month and year as written, for inferring an unknown publication date.
    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None

    @property
    def since(self) -> bool:
        """True for "since ...": a start, not a time of one event."""
        return self.kind == "since"


def find_dates(reading: Reading, base: date | None) -> list[When]:
    """The phrases of time in a sentence, in order, resolved against the publication day (None = unknown)."""
    found: list[When] = []
    position = 0
    while position < len(reading.tokens):
        best: When | None = None
        if reading.ending(position, "date_name") is not None:
            position += 1
            continue
        for rule in RULES:
            mention = rule(reading, position, base)
            if mention is not None and (best is None or mention.end > best.end):
                best = mention
        if best is None:
            position += 1
        else:
            found.append(best)
            position = best.end
    return found


def read_absolute(reading: Reading, at: int, base: date | None) -> When | None:
    """A written date ("on 12 November", "الأربعاء 12 من تشرين الثاني")."""
    written = written_at(reading, at)
    if written is None:
        return None
    days = resolve(written, base)
    if days is None:
        if base is None and written.day and written.month:
            days = Days(date.min, date.min, "unknown")
        else:
            return None
    return When(at, written.end, days, "absolute", written.weekday, written.day, written.month, written.year)


def read_range(reading: Reading, at: int, base: date | None) -> When | None:
    """ "بين 1 من تشرين الأول و6 من تشرين الثاني", "from 17 to 20 January": two dates with a first and a last."""
    opening = reading.at(at, "range_from")
    if opening is None:
        return None
    days = weekday_range(reading, at, opening.end, base)
    if days is not None:
        return days
    start = glue(reading, opening.end)
    first = written_at(reading, start) if start < len(reading.tokens) else None
    bare = read_number(reading, start) if first is None and start < len(reading.tokens) else None
    middle = first.end if first else bare[1] if bare else None
    if middle is None or middle >= len(reading.tokens):
        return None
    joiner = reading.at(middle, "range_to")
    if joiner is None and not starts_with_and(reading, middle):
        return None
    after = glue(reading, joiner.end if joiner else middle)
    second = written_at(reading, after) if after < len(reading.tokens) else None
    if second is None or second.day is None:
        return None
    if first is None:
        if bare is None or not 1 <= bare[0] <= 31:
            return None
        first = Written(bare[1], bare[0], second.month, second.year)
    elif first.year is None and second.year is not None:
        first = Written(first.end, first.day, first.month, second.year, first.which)
    return ranged(at, first, second, base)


def weekday_range(reading: Reading, at: int, start: int, base: date | None) -> When | None:
    """ "من ليل الأربعاء حتى صباح الخميس", "from Friday to Sunday": two weekdays, the second after the first."""
    first = skip_daypart(reading, start)
    if first is None or first.end >= len(reading.tokens):
        return None
    joiner = reading.at(first.end, "range_to")
    if joiner is None and not starts_with_and(reading, first.end):
        return None
    second = skip_daypart(reading, joiner.end if joiner else first.end)
    if second is None:
        return None
    a, b = cal.weekday_of(first.entry["n"], base), cal.weekday_of(second.entry["n"], base)
    if a is None or b is None:
        return None
    begin = a.first if a.first <= b.last else a.first - timedelta(days=7)
    return When(at, second.end, Days(begin, b.last, "day"), "range", second.entry["n"])


def skip_daypart(reading: Reading, at: int) -> Hit | None:
    """The weekday at a position, words for parts of the day before it passed over."""
    while at < len(reading.tokens):
        part = reading.at(at, "daypart", "dateglue")
        if part is None:
            return reading.at(at, "weekday")
        at = part.end
    return None


def ranged(at: int, first: Written, second: Written, base: date | None) -> When | None:
    """Two written dates as one range, None when they do not come in order."""
    a, b = resolve(first, base), resolve(second, base)
    if a is None or b is None:
        if base is None and first.day and second.day:
            return When(
                at,
                second.end,
                Days(date.min, date.min, "unknown"),
                "range",
                None,
                second.day,
                second.month,
                second.year,
            )
        return None
    if a.first > b.last and first.year is None:
        a = cal.day_of(first.day or 1, first.month or 1, b.first.year - 1, base) or a
    if a.first > b.last:
        return None
    precision = "day" if a.precision == b.precision == "day" else "month"
    return When(
        at, second.end, Days(a.first, b.last, precision), "range", None, second.day, second.month, second.year
    )


def read_pair(reading: Reading, at: int, base: date | None) -> When | None:
    """ "11 و12 حزيران", "11 and 12 June": two days of one month that follow each other."""
    first = read_number(reading, at)
    if first is None or not 1 <= first[0] <= 31 or first[1] >= len(reading.tokens):
        return None
    after = first[1]
    joiner = reading.at(after, "conjunction")
    start = joiner.end if joiner else after + 1 if reading.tokens[after].text == "و" else after
    second = (
        day_month(reading, start) if start < len(reading.tokens) and starts_with_and(reading, after) else None
    )
    if second is None or second.day is None or second.day <= first[0] or second.month is None:
        return None
    return ranged(at, Written(first[1], first[0], second.month, second.year), second, base)


def everyday_word(reading: Reading, month: Hit) -> bool:
    """True for a month's name that is here only a word of every day ("may"); a capital tells the month where there are any."""
    if not month.entry.get("also_word"):
        return False
    return not (
        reading.pack.option("capitals", False) and reading.text[reading.tokens[month.start].start].isupper()
    )


def read_month(reading: Reading, at: int, base: date | None) -> When | None:
    """A month with a year or "last"/"this" ("يوليو/تموز الماضي"); alone only after a word that leads to a date."""
    month = month_at(reading, at)
    if month is None:
        return None
    end, which, year = after_month(reading, month.end, month.entry["n"])
    doubled = end > month.end and not which and year is None
    led = reading.ending(at, "dateglue", "locative", "since", "part_of_month", "range_to")
    if year is None and not which and not doubled and (led is None or everyday_word(reading, month)):
        return None
    spoken = reading.at(glue(reading, end), "relspan") if glue(reading, end) < len(reading.tokens) else None
    if (
        year is None
        and base is not None
        and spoken is not None
        and spoken.entry["unit"] in ("year", "thisyear")
    ):
        year, end = base.year - (spoken.entry["unit"] == "year"), spoken.end
    days = cal.month_of(month.entry["n"], year, base, which) if which != "next" else None
    return When(at, end, days, "month", None, None, month.entry["n"], year) if days else None


def read_weekday(reading: Reading, at: int, base: date | None) -> When | None:
    """ "الأربعاء", "last Friday", "ليل الجمعة السبت" (a night over two days), "أمس الثلاثاء"."""
    hit = reading.at(at, "weekday")
    if hit is None:
        return None
    end, which = hit.end, ""
    after = reading.at(end, "which") if end < len(reading.tokens) else None
    before = reading.ending(at, "which")
    if after is not None and not reading.break_between(at, end):
        which, end = after.entry["kind"], after.end
    elif before is not None:
        which = before.entry["kind"]
    days = cal.weekday_of(hit.entry["n"], base, which)
    if days is None:
        return (
            When(at, end, Days(date.min, date.min, "unknown"), "weekday", hit.entry["n"])
            if base is None
            else None
        )
    following = reading.at(end, "weekday") if end < len(reading.tokens) else None
    if (
        following is not None
        and following.entry["n"] == (hit.entry["n"] + 1) % 7
        and reading.tokens[end].gap.strip(" -/") == ""
    ):
        second = cal.weekday_of(following.entry["n"], base)
        if second is not None and second.first >= days.first:
            return When(at, following.end, Days(days.first, second.last, "day"), "weekday", hit.entry["n"])
    return When(at, end, days, "weekday", hit.entry["n"])


def read_relative(reading: Reading, at: int, base: date | None) -> When | None:
    """ "اليوم", "أمس", "last night"; a weekday or date right after only confirms it."""
    hit = reading.at(at, "relday")
    if hit is None or base is None or hit.entry["offset"] > 0:
        return None
    end = hit.end
    confirm = written_at(reading, end) if end < len(reading.tokens) else None
    weekday = reading.at(end, "weekday") if end < len(reading.tokens) else None
    day = base + timedelta(days=hit.entry["offset"])
    if confirm is not None and not reading.break_between(at, end):
        stated = resolve(confirm, base)
        return When(at, confirm.end, stated or Days(day, day, "day"), "relative")
    if weekday is not None and reading.tokens[end].gap.strip(" (") == "":
        stated_day = cal.weekday_of(weekday.entry["n"], base)
        end = weekday.end
        if stated_day is not None and abs((stated_day.first - day).days) <= 1:
            day = (
                stated_day.first
            )  # the weekday is what the newsroom wrote; "today" may be the day before publication
    return When(at, end, Days(day, day, "day"), "relative")


def read_span(reading: Reading, at: int, base: date | None) -> When | None:
    """ "الأسبوع الماضي", "the past 24 hours", "this month"."""
    hit = reading.at(at, "relspan")
    if hit is None:
        return None
    days = cal.span_of(hit.entry["unit"], base)
    return When(at, hit.end, days, "span") if days else None


def read_ago(reading: Reading, at: int, base: date | None) -> When | None:
    """ "قبل يومين", "قبل ثلاثة أيام", "three days ago", "منذ أسبوعين"."""
    lead = reading.at(at, "ago")
    trailing = reading.pack.option("ago_after", False)
    if trailing:
        return read_ago_after(reading, at, base)
    if lead is None:
        return None
    count, unit_at = 1, lead.end
    number = read_number(reading, unit_at) if unit_at < len(reading.tokens) else None
    if number is not None:
        count, unit_at = number
    unit = reading.at(unit_at, "span") if unit_at < len(reading.tokens) else None
    if unit is None or (
        number is None and "n" not in unit.entry.attrs and unit.entry.key not in SINGLE_UNITS
    ):
        return None
    days = cal.ago(int(unit.entry.get("n", count)), unit.entry["unit"], base)
    return When(at, unit.end, days, "ago") if days else None


#: Units that mean one without a number: "قبل أسبوع"; plurals do not ("قبل أيام").
SINGLE_UNITS = frozenset({"يوم", "اسبوع", "شهر", "عام", "سنه", "ساعه"})


def read_ago_after(reading: Reading, at: int, base: date | None) -> When | None:
    """ "three days ago": number, unit, then the word."""
    number = read_number(reading, at)
    article = reading.tokens[at].text in ("a", "an")
    unit_at = number[1] if number else at + 1 if article else None
    if unit_at is None or unit_at >= len(reading.tokens):
        return None
    unit = reading.at(unit_at, "span")
    if unit is None or unit.end >= len(reading.tokens) or reading.at(unit.end, "ago") is None:
        return None
    days = cal.ago(number[0] if number else 1, unit.entry["unit"], base)
    return When(at, unit.end + 1, days, "ago") if days else None


def read_year(reading: Reading, at: int, base: date | None) -> When | None:
    """ "عام 2011", "in 2003": a year after a word that leads to one."""
    cue = reading.at(at, "yearcue")
    if cue is None or cue.end >= len(reading.tokens):
        return None
    token = reading.tokens[cue.end]
    if not (token.text.isdigit() and len(token.text) == 4) or token.gap.strip():
        return None
    days = cal.year_of(int(token.text))
    return When(at, cue.end + 1, days, "year", year=int(token.text)) if days else None


def read_since(reading: Reading, at: int, base: date | None) -> When | None:
    """ "منذ الأربعاء", "since 2014": a start; the span runs to publication."""
    cue = reading.at(at, "since")
    if cue is None or cue.end >= len(reading.tokens):
        return None
    for rule in (read_absolute, read_month, read_weekday, read_relative, read_span):
        inner = rule(reading, cue.end, base)
        if inner is not None:
            return since(at, inner, base)
    stated = year_at(reading, cue.end)
    days = cal.year_of(stated[0]) if stated else None
    return When(at, stated[1], days, "since", year=stated[0]) if stated and days else None


def since(at: int, inner: When, base: date | None) -> When | None:
    """A start with its span to publication; still unknown where publication is."""
    last = max(base or inner.days.last, inner.days.last)
    if inner.days.precision == "unknown":
        return None
    return When(
        at,
        inner.end,
        Days(inner.days.first, last, inner.days.precision),
        "since",
        inner.weekday,
        inner.day,
        inner.month,
        inner.year,
    )


def read_nth_day(reading: Reading, at: int, base: date | None) -> When | None:
    """ "لليوم التاسع", "for the third day": that many days up to publication."""
    cue = reading.at(at, "nthday")
    ordinal = reading.at(cue.end, "ordinal") if cue and cue.end < len(reading.tokens) else None
    if ordinal is None or base is None:
        return None
    return When(at, ordinal.end, Days(base - timedelta(days=ordinal.entry["n"] - 1), base, "day"), "nth_day")


Rule = Callable[[Reading, int, "date | None"], "When | None"]
#: Every shape of a date; where two read the same words the longer, then the earlier of this list wins.
RULES: tuple[Rule, ...] = (
    read_range, read_pair, read_absolute, read_since, read_ago, read_relative, read_nth_day, read_span, read_weekday,
    read_month, read_year,
)  # fmt: skip
