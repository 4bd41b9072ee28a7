"""When an article was published that does not say: inferred by named rules, or left unknown."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from pipeline.codebook import load_codebook
from pipeline.extract.article import read_article
from pipeline.extract.engine import load_engine
from pipeline.extract.reading import Reading
from pipeline.extract.when import When, find_dates
from pipeline.model import Article
from pipeline.packs import languages

#: A later date this close to one whose year is known is of the same run of news.
SAME_NEWS = timedelta(days=45)
#: So many words before a date, a word of intent makes it a day to come.
REACH = 8


@dataclass(frozen=True, slots=True)
class Window:
    """The days an undated article may be of, from `[inference]` of the codebook."""

    first: date
    last: date
    #: Full dates before this are history told in the text, never its publication.
    oldest: date


def infer_published(article: Article) -> Article:
    """The article with its publication date inferred where it has none; null stays where no rule gives one.

    The first rule that holds: (a) a weekday with a day and month fits exactly one recent year; (b) the newest
    full date the text states, unless the text knows of a later year; (c) null.
    """
    if article.published is not None or article.language not in languages():
        return article
    window = window_of(article)
    dates = tuple(stated_dates(article))
    found = by_weekday(dates, window) or by_newest(dates, window)
    if found is None:
        return article
    midnight = datetime.combine(found, time())
    return article.model_copy(update={"published": midnight, "published_source": "inferred"})


def window_of(article: Article) -> Window:
    """The recent years up to the day of retrieval, or else the codebook's `recent_until`."""
    rule = load_codebook()["inference"]
    last = article.retrieved.date() if article.retrieved else date.fromisoformat(rule["recent_until"])
    first = date(last.year - rule["recent_years"], last.month, min(last.day, 28)) + timedelta(days=1)
    return Window(first, last, date.fromisoformat(rule["oldest"]))


def stated_dates(article: Article) -> Iterator[When]:
    """The dates of an article that are told of as past or present."""
    engine = load_engine(article.language or "")
    for reading in read_article(article, engine):
        for when in find_dates(reading, None):
            if not is_to_come(reading, when):
                yield when


def is_to_come(reading: Reading, when: When) -> bool:
    """True for a date right after a word of intent ("will be held on ...")."""
    return any(
        hit.entry.get("kind") == "future" and when.start - REACH <= hit.start < when.end
        for hit in reading.layer("unreal")
    )


def by_weekday(dates: Sequence[When], window: Window) -> date | None:
    """Rule (a): the newest of the dates whose weekday fits one year only.

    Where several years fit, those before the latest year that the text states fall out. Dates without a
    weekday that follow closely carry the day of publication on.
    """
    floor = latest_year(dates, window)
    fits = [fit for when in dates if (fit := only_fit(when, floor, window)) is not None]
    newest = max(fits, default=None)
    if newest is None:
        return None
    later = (day_in(when, year) for when in dates for year in (newest.year, newest.year + 1) if not when.year)
    following = [day for day in later if day and newest < day <= min(newest + SAME_NEWS, window.last)]
    return max((newest, *following))


def only_fit(when: When, floor: int, window: Window) -> date | None:
    """The one day in the window that a weekday, day and month name; `floor` is the latest year stated."""
    if when.weekday is None or when.day is None or when.month is None or when.year is not None:
        return None
    days = (day_in(when, year) for year in range(window.first.year, window.last.year + 1))
    fits = [d for d in days if d and d.weekday() == when.weekday and window.first <= d <= window.last]
    if len(fits) > 1:
        fits = [d for d in fits if d.year >= floor]
    return fits[0] if len(fits) == 1 and fits[0].year >= floor - 1 else None


def by_newest(dates: Sequence[When], window: Window) -> date | None:
    """Rule (b): the newest full date, unless the text states a later year (then it was written later)."""
    full = [d for when in dates if (d := full_date(when)) is not None and window.oldest <= d <= window.last]
    newest = max(full, default=None)
    return newest if newest is not None and newest.year >= latest_year(dates, window) else None


def latest_year(dates: Sequence[When], window: Window) -> int:
    """The latest year the text states, up to the window's end; 0 where it states none."""
    days = map(full_date, dates)
    years = {when.year for when in dates if when.year is not None} | {day.year for day in days if day}
    return max((year for year in years if year <= window.last.year), default=0)


def full_date(when: When) -> date | None:
    """A date with day, month and year (Hijri ones as the days they mean), or None."""
    if when.day is None or when.year is None:
        return None
    return when.days.last if when.days.precision == "day" else day_in(when, when.year)


def day_in(when: When, year: int) -> date | None:
    """A day and month in a year; None where the year has no such day or the date no day."""
    if when.day is None or when.month is None or when.day > calendar.monthrange(year, when.month)[1]:
        return None
    return date(year, when.month, when.day)
