"""The corpora: what a coder reads in a sentence, field by field. A failing case names its words and both readings."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

import pytest
from coder import VAGUE, date_agrees, figures, same_name, shown
from gaps import gap_of, settle
from probes import actors_in, article_of, dates_in, harms_in, numbers_in, rows_of

from pipeline.model import Article, Report

HERE = Path(__file__).parent
HARMS = ("killed", "wounded", "captured", "abducted")
#: The day of a case that gives none: a Wednesday.
TODAY = "2025-06-18"
#: Kilometres that two gazetteers may differ over the middle of a town.
NEAR = 25

Case = dict[str, Any]


def cases() -> Iterator[Any]:
    """Every case of every corpus file, named by its file and its words."""
    for file in sorted(HERE.glob("*/*.toml")):
        for n, case in enumerate(tomllib.loads(file.read_text(encoding="utf-8"))["case"]):
            yield pytest.param(file, case, id=f"{file.parent.name}-{file.stem}-{n:03d}")


def as_article(case: Case, language: str) -> Article:
    """The words of a case as an article; `published = ""` leaves its day unknown."""
    published = case.get("published", TODAY) or None
    return article_of(case["text"], title=case.get("title"), published=published, language=language)


def check_number(case: Case, article: Article) -> list[str]:
    """Every number of the words, in order."""
    wanted, got = [figures(w) for w in case["expect"]], list(numbers_in(article))
    return (
        [] if wanted == got else [f"numbers: wanted {list(map(shown, wanted))}, got {list(map(shown, got))}"]
    )


def check_toll(case: Case, article: Article) -> list[str]:
    """Figures of each harm; a harm the case does not give must not be found."""
    got = harms_in(article)
    out = []
    for harm in HARMS:
        wanted = figures(case.get(harm, "none"))
        if got.get(harm) != wanted:
            out.append(f"{harm}: wanted {shown(wanted)}, got {shown(got.get(harm))}")
    return out + (check_sides(case, article) if "tolls" in case else [])


def check_sides(case: Case, article: Article) -> list[str]:
    """Whose the victims are: "killed actor2 5" for each toll of the row."""
    got = [f"{t.harm} {t.side} {shown((t.low, t.best, t.high))}" for r in rows_of(article) for t in r.tolls]
    wanted = []
    for words in case["tolls"]:
        harm, side, count = words.split()
        wanted.append(f"{harm} {side} {shown(figures(count))}")
    return [] if sorted(wanted) == sorted(got) else [f"tolls: wanted {sorted(wanted)}, got {sorted(got)}"]


def check_date(case: Case, article: Article) -> list[str]:
    """The phrases of time in order (`dates`), or the day of the event the words tell of (`event`, `source`)."""
    if "event" in case:
        return best_row(article, lambda row: date_problems(case, row))
    got = list(dates_in(article))
    wanted = case["dates"]
    if len(got) == len(wanted) and all(date_agrees(w, *g[:3]) for w, g in zip(wanted, got, strict=True)):
        return []
    read = [f"{a}/{b} {p} «{words}»" for a, b, p, words in got]
    return [f"dates: wanted {wanted}, got {read}"]


def date_problems(case: Case, row: Report) -> list[str]:
    """What is wrong with the date of a row."""
    out = []
    if not date_agrees(case["event"], row.date_start, row.date_end, row.date_precision):
        out.append(
            f"date: wanted {case['event']}, got {row.date_start}/{row.date_end} {row.date_precision}{words_of(row, 'date_start')}"
        )
    if "source" in case and row.date_source not in case["source"].split("|"):
        out.append(f"date_source: wanted {case['source']}, got {row.date_source}")
    return out


def check_place(case: Case, article: Article) -> list[str]:
    """Where the event of the words happened."""
    return best_row(article, lambda row: place_problems(case, row))


def place_problems(case: Case, row: Report) -> list[str]:
    """What is wrong with the place of a row."""
    out = []
    for name in ("country", "admin1", "location", "location_detail"):
        if name in case and not same_name(case[name], getattr(row, name), 1.0 if name == "country" else 0.75):
            out.append(f"{name}: wanted {case[name]!r}, got {getattr(row, name)!r}{words_of(row, name)}")
    if "geo_precision" in case and row.geo_precision not in listed(case["geo_precision"]):
        out.append(f"geo_precision: wanted {case['geo_precision']}, got {row.geo_precision}")
    if "at" in case and not is_near(case["at"], row):
        out.append(f"coordinates: wanted {case['at']}, got {row.latitude}, {row.longitude}")
    return out


def listed(value: Any) -> list[Any]:
    """The alternatives of an expectation that may also be a single value."""
    return value if isinstance(value, list) else [value]


def is_near(at: list[float], row: Report) -> bool:
    """True where the coordinates of a row lie beside a point."""
    if row.latitude is None or row.longitude is None:
        return False
    north, east = row.latitude - at[0], (row.longitude - at[1]) * cos(radians(at[0]))
    return hypot(north, east) * 111 <= NEAR


def check_actor(case: Case, article: Article) -> list[str]:
    """Who acts and who is acted on (`actor1`, `actor2`, ...), or which actors the words name (`names`)."""
    if "names" in case:
        got = actors_in(article)
        wanted = case["names"]
        agree = len(got) == len(wanted) and all(same_name(w, g) for w, g in zip(wanted, got, strict=True))
        return [] if agree else [f"actors named: wanted {wanted}, got {got}"]
    return best_row(article, lambda row: actor_problems(case, row))


def actor_problems(case: Case, row: Report) -> list[str]:
    """What is wrong with the sides of a row."""
    out = []
    for name in ("actor1", "actor2", "actor1_type", "actor2_type"):
        if name in case and not same_name(case[name], getattr(row, name)):
            out.append(f"{name}: wanted {case[name]!r}, got {getattr(row, name)!r}{words_of(row, name)}")
    for name in ("assoc_actor1", "assoc_actor2"):
        for ally in case.get(name, ()):
            if not any(same_name(ally, got) for got in getattr(row, name)):
                out.append(f"{name}: wanted {ally!r}, got {getattr(row, name)}")
    return out


def check_assertion(case: Case, article: Article) -> list[str]:
    """Whether the words report an event at all, and of which kind."""
    rows = [r for r in rows_of(article) if r.status == "reported"]
    if not case["reported"]:
        return [
            f"wanted no reported event, got {r.sub_event_type}{words_of(r, 'sub_event_type')}" for r in rows
        ]
    if not rows:
        return ["wanted a reported event, got none"]
    sub = case.get("sub_event_type")
    if sub and not any(same_name(sub, r.sub_event_type, 1.0) for r in rows):
        return [f"sub_event_type: wanted {sub!r}, got {[r.sub_event_type for r in rows]}"]
    return []


def best_row(article: Article, problems: Callable[[Report], list[str]]) -> list[str]:
    """The problems of the row that has the fewest."""
    found = [problems(row) for row in rows_of(article)]
    return min(found, key=len) if found else ["no event found in these words"]


def words_of(row: Report, name: str) -> str:
    """The words a cell rests on, for the message of a failing test."""
    words = [e.text for e in row.evidence if e.field == name]
    return f" «{words[0]}»" if words else ""


CHECKS: dict[str, Callable[[Case, Article], list[str]]] = {
    "number": check_number, "toll": check_toll, "date": check_date, "place": check_place, "actor": check_actor,
    "assertion": check_assertion,
}  # fmt: skip


@pytest.mark.parametrize(("file", "case"), list(cases()))
def test_words(file: Path, case: Case, request: pytest.FixtureRequest) -> None:
    problems = CHECKS[file.stem](case, as_article(case, file.parent.name))
    if problems:
        problems = [f"«{case['text']}»", *problems]
    settle(request, problems, gap_of(case), file, case["text"])


@pytest.mark.parametrize("file", sorted(HERE.glob("*/*.toml")), ids=lambda f: f"{f.parent.name}-{f.stem}")
def test_every_case_is_well_formed(file: Path) -> None:
    known = {"text", "title", "published", "known_gap", "why"} | {
        "number": {"expect"}, "toll": {*HARMS, "tolls"}, "date": {"dates", "event", "source"},
        "place": {"country", "admin1", "location", "location_detail", "geo_precision", "at"},
        "actor": {"names", "actor1", "actor2", "actor1_type", "actor2_type", "assoc_actor1", "assoc_actor2"},
        "assertion": {"reported", "sub_event_type"},
    }[file.stem]  # fmt: skip
    texts = []
    for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]:
        assert set(case) <= known, f"unknown keys {set(case) - known} at «{case['text']}»"
        texts.append((case.get("title"), case["text"], case.get("published")))
        for name in HARMS:
            assert figures(case.get(name, "none")) != () and (case.get(name) != "vague" or VAGUE)
    assert len(texts) == len(set(texts)), "the same words twice"
