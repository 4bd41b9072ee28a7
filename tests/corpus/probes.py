"""What the program finds in a few words: the only place where the corpus touches the code it tests."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, datetime

from coder import Figures

from pipeline.extract.article import extract, name_locals, read_article
from pipeline.extract.counts import count_harms
from pipeline.extract.engine import load_engine
from pipeline.extract.frame import Frame, build_frames, find_all
from pipeline.extract.locate import strongest
from pipeline.extract.number import find_numbers
from pipeline.extract.reading import Reading
from pipeline.extract.resolve import context_countries
from pipeline.extract.when import find_dates
from pipeline.extract.where import find_toponyms
from pipeline.extract.who import find_actors
from pipeline.model import Article, Report


def article_of(
    text: str, *, title: str | None = None, published: str | None = None, language: str = "ar"
) -> Article:
    """An article as the clean stage would store it: the title is the first line of its text."""
    stored = f"{title}\n{text}" if title else text
    digest = hashlib.sha256(stored.encode("utf-8", "surrogatepass")).hexdigest()
    return Article(
        article_id=digest, article_ref=None, path="corpus", publisher=None,
        url=None, title=title, language=language, published=datetime.fromisoformat(published) if published else None,
        published_source="metadata" if published else None, retrieved=None, text=stored, n_reports=0,
    )  # fmt: skip


def published_day(article: Article) -> date | None:
    """The publication day, None where it is unknown."""
    return article.published.date() if article.published else None


def readings_of(article: Article) -> list[Reading]:
    """The sentences of an article with what the lexicon finds in them."""
    return read_article(article, load_engine(article.language or ""))


def numbers_in(article: Article) -> Iterator[Figures]:
    """low, best, high of each number."""
    for reading in readings_of(article):
        for number in find_numbers(reading):
            yield number.low, number.best, number.high


def dates_in(article: Article) -> Iterator[tuple[date, date, str, str]]:
    """First and last day, precision and the words of each phrase of time."""
    for reading in readings_of(article):
        for when in find_dates(reading, published_day(article)):
            if when.days.precision != "unknown":
                yield (
                    when.days.first,
                    when.days.last,
                    when.days.precision,
                    reading.words(when.start, when.end),
                )


def frames_of(article: Article) -> list[Frame]:
    """Every happening the sentences of an article assert, before they are put together."""
    engine = load_engine(article.language or "")
    readings = readings_of(article)
    toponyms = {r.index: find_toponyms(r, engine.gazetteer) for r in readings}
    countries = context_countries(readings, toponyms)
    frames: list[Frame] = []
    for reading in readings:
        frames += build_frames(
            find_all(reading, toponyms[reading.index], published_day(article)), engine, countries
        )
    return frames


def harms_in(article: Article) -> dict[str, Figures]:
    """harm -> low, best, high over a whole text that tells of one event."""
    return {harm: (c.low, c.best, c.high) for harm, c in count_harms(frames_of(article)).items()}


def actors_in(article: Article) -> list[str]:
    """Canonical names of the registry's actors that a text names, as of its day and country."""
    engine = load_engine(article.language or "")
    readings = readings_of(article)
    toponyms = {r.index: find_toponyms(r, engine.gazetteer) for r in readings}
    country = strongest(context_countries(readings, toponyms))
    name_locals(readings, engine, country, published_day(article))
    found = [m.actor for r in readings for m in find_actors(r) if m.actor is not None]
    return [engine.registry.named_in(actor, country, published_day(article)) for actor in found]


def rows_of(article: Article) -> list[Report]:
    """The report rows of an article."""
    return extract(article)
