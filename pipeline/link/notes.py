"""One English sentence that says an event: a clause of `notes.toml`, filled from the fields alone."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import lru_cache
from pathlib import Path

from pipeline.actors import country_name
from pipeline.model import Event

CLAUSES = Path(__file__).with_name("notes.toml")
#: Names of actors that English says with an article.
WITH_ARTICLE = ("Military Forces", "Police Forces", "Government of")
VERBS = ("killed", "wounded", "captured", "abducted")


#: The clause that says what is known: (actor1, actor2).
SHAPES = {(True, True): "both", (True, False): "first", (False, True): "second", (False, False): "none"}


@lru_cache(maxsize=1)
def clauses() -> dict[str, dict[str, str]]:
    """The clauses by sub-event type and by which sides are known."""
    return tomllib.loads(CLAUSES.read_text(encoding="utf-8"))


def sentence(event: Event) -> str:
    """The event as one sentence: when, in how many operations, who did what to whom, where, what toll."""
    lead = ", ".join(filter(None, (when(event), scope(event))))
    body = f"{what(event)} {where(event)}".strip()
    told = f"{lead}, {body}" if lead else body
    harm = toll(event)
    told = f"{told}; {harm}" if harm else told
    return told[0].upper() + told[1:] + "."


def when(event: Event) -> str:
    """The days in words; "" where they are not known."""
    first, last = event.date_start, event.date_end
    if first is None or last is None:
        return ""
    if first == last:
        return f"on {day(first)}"
    if event.date_precision == "month" and (first.year, first.month) == (last.year, last.month):
        return f"in {first:%B} {first.year}"
    if event.date_precision == "year" and first.year == last.year:
        return f"in {first.year}"
    return f"between {day(first)} and {day(last)}"


def day(value: date) -> str:
    """A day as 8 November 2025."""
    return f"{value.day} {value:%B} {value.year}"


def scope(event: Event) -> str:
    """The operations an aggregate counts."""
    if event.operations is None:
        return ""
    return f"in {event.operations} operation{'' if event.operations == 1 else 's'}"


def what(event: Event) -> str:
    """Who did what to whom."""
    known = (event.actor1 is not None, event.actor2 is not None)
    shape = clauses()[event.sub_event_type][SHAPES[known]]
    return shape.replace("{1}", side(event.actor1, event.assoc_actor1)).replace("{2}", side(event.actor2, []))


def side(name: str | None, allies: list[str]) -> str:
    """A side and who acted with it."""
    named = [f"the {n}" if n.startswith(WITH_ARTICLE) else n for n in (name or "", *allies)]
    return f"{named[0]} with {joined(named[1:])}" if allies else named[0]


def where(event: Event) -> str:
    """The place in words, from the finest to the country."""
    country = name_of(event.country)
    parts = [event.location, event.admin1 if event.admin1 != event.location else None]
    named = [p for p in parts if p and p != country] + ([country] if country else [])
    return (
        f"{'near' if event.geo_precision == 2 and event.location else 'in'} {', '.join(named)}"
        if named
        else ""
    )


def name_of(country: str | None) -> str | None:
    """The English name of a country; its code where none is known."""
    try:
        return country_name(country) if country else None
    except KeyError:
        return country


def toll(event: Event) -> str:
    """The figures in words; "" where the event has none."""
    told = [(figure(event, harm), harm) for harm in VERBS]
    parts = [(number, many, harm) for (number, many), harm in told if number]
    return joined([clause(*part, first=not i) for i, part in enumerate(parts)])


def clause(number: str, many: bool, harm: str, *, first: bool) -> str:
    """One harm in words; only the first says that it counts people."""
    if number == "0":
        return f"nobody was {harm}"
    noun = f" {'people' if many else 'person'}" if first else ""
    return f"{number}{noun} {'were' if many else 'was'} {harm}"


def figure(event: Event, harm: str) -> tuple[str, bool]:
    """One harm's figure in words, and whether it takes a plural."""
    low, best, high = (getattr(event, f"{harm}_{k}") for k in ("low", "best", "high"))
    if best is None:
        return "", True
    if low is not None and high is not None and low < high:
        return f"{low} to {high}", True
    if high is None and low is not None:
        return f"at least {low}" if low == best else f"{best} (at least {low})", best != 1
    if low is None and high is not None:
        return f"up to {high}", high != 1
    return str(best), best != 1


def joined(words: list[str]) -> str:
    """Words as an English list; "" for none."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
