"""The table of contents of extraction: an article in, its report rows out. Pure: no clock, no file, no state."""

from __future__ import annotations

from datetime import date

from pipeline.extract.assemble import assemble, ordered
from pipeline.extract.engine import Engine, load_engine
from pipeline.extract.frame import Frame, build_frames, find_all
from pipeline.extract.locate import strongest
from pipeline.extract.merge import group
from pipeline.extract.parts import mark_parts
from pipeline.extract.reading import Reading, read_sentence
from pipeline.extract.resolve import context_countries
from pipeline.extract.topic import is_teaser, speaks_of_conflict
from pipeline.extract.where import find_toponyms
from pipeline.model import Article, Report
from pipeline.text.tokens import split_sentences, tokenise


def extract(article: Article) -> list[Report]:
    """The report rows of an article, in the order it tells them; an article that tells of no event gives none.

    Raises:
        KeyError: there is no pack for the article's language.
    """
    engine = load_engine(article.language or "")
    readings = read_article(article, engine)
    toponyms = {r.index: find_toponyms(r, engine.gazetteer) for r in readings}
    countries = context_countries(readings, toponyms)
    if not speaks_of_conflict(readings):
        return []
    published = article.published.date() if article.published else None
    name_locals(readings, engine, strongest(countries), published)
    frames: list[Frame] = []
    for reading in readings:
        if is_teaser(reading, readings):
            continue
        frames += build_frames(find_all(reading, toponyms[reading.index], published), engine, countries)
    drafts = ordered(group(frames, published))
    return mark_parts([assemble(draft, article, engine, countries, i) for i, draft in enumerate(drafts)])


def read_article(article: Article, engine: Engine) -> list[Reading]:
    """The sentences of an article, each read once; the title is the first line where there is one."""
    sentences = split_sentences(tokenise(article.text), engine.pack.abbreviations)
    title_end = len(article.title) if article.title and article.text.startswith(article.title) else 0
    readings = [read_sentence(s, engine.pack, article.text, is_title=s.start < title_end) for s in sentences]
    return refer_back(readings)


def refer_back(readings: list[Reading]) -> list[Reading]:
    """The readings with weak names of actors ("the movement") kept only where the article names the actor in full."""
    named = {h.entry["actor"].actor_id for r in readings for h in r.layer("actor")}
    for reading in readings:
        weak = [h for h in reading.layer("weak_actor") if h.entry["actor"].actor_id in named]
        reading.hits["weak_actor"] = weak
    return readings


def name_locals(readings: list[Reading], engine: Engine, country: str | None, on: date | None) -> None:
    """Turn names that mean an actor only at home ("الأسايش", "the rebels") into actors where the article is about that home."""
    for reading in readings:
        for hit in reading.hits.pop("local_actor", ()):
            actor = engine.registry.local_actor(hit.entry.key, country, on)
            if actor is not None and actor is hit.entry["actor"]:
                reading.hits.setdefault("actor", []).append(hit)
