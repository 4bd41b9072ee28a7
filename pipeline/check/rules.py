"""The rules one row must keep, each with an id and the reason it exists."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.codebook import disorder_of, type_of_sub
from pipeline.model import Coded
from pipeline.schema.columns import columns_of

HARMS = ("killed", "wounded", "captured", "abducted")
#: Cells that state no reading of the text: ids, bookkeeping, what the program says about its own row.
UNCODED = frozenset({
    "report_id", "event_id", "article_id", "article_ref", "article_ids", "status", "confidence", "evidence",
    "sources", "n_reports", "notes", "first_reported", "last_reported", "revision", "part_of",
})  # fmt: skip
#: Cells that follow from others rest on the words of any of these.
FOLLOWS = {
    "date_source": ("date_start",),
    "location_id": ("location",),
    "actor1_id": ("actor1",),
    "actor2_id": ("actor2",),
    "civilian_targeting": ("event_type", "actor1", "actor2"),
    "tolls": ("tolls", *(f"{h}_{k}" for h in HARMS for k in ("low", "best", "high"))),
}


@dataclass(frozen=True, slots=True)
class Context:
    """What a row is held against: the texts and publication days of the articles at hand, by article_id."""

    texts: dict[str, str]
    published: dict[str, date | None]


#: A breach: the column and the value that break a rule.
Breach = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the row gate."""

    rule_id: str
    reason: str
    breaches: Callable[[Coded, Context], Iterator[Breach]]


def outside_vocabulary(row: Coded, _: Context) -> Iterator[Breach]:
    """Words that are not in their column's closed vocabulary."""
    for column in columns_of(type(row)):
        value = getattr(row, column.name)
        if column.words is not None and value is not None and value not in column.words:
            yield column.name, value
    for toll in row.tolls:
        for column in columns_of(type(toll)):
            if column.words is not None and getattr(toll, column.name) not in column.words:
                yield f"tolls.{column.name}", getattr(toll, column.name)


def counts_out_of_order(row: Coded, _: Context) -> Iterator[Breach]:
    """Harms whose figures do not rise from low over best to high."""
    for harm in HARMS:
        figures = [getattr(row, f"{harm}_{k}") for k in ("low", "best", "high")]
        known = [n for n in figures if n is not None]
        if known != sorted(known):
            yield f"{harm}_best", "/".join(map(str, figures))


def ends_before_start(row: Coded, _: Context) -> Iterator[Breach]:
    """A last day before the first."""
    if row.date_start and row.date_end and row.date_end < row.date_start:
        yield "date_end", row.date_end


def half_dated(row: Coded, _: Context) -> Iterator[Breach]:
    """Some of the four date cells null and others not."""
    cells = ("date_start", "date_end", "date_precision", "date_source")
    missing = [c for c in cells if getattr(row, c) is None]
    if missing and len(missing) < len(cells):
        yield missing[0], None


def after_publication(row: Coded, context: Context) -> Iterator[Breach]:
    """News that happens after the last of its articles was published."""
    ids = getattr(row, "article_ids", None) or [getattr(row, "article_id", "")]
    days = [context.published.get(i) for i in ids]
    known = [d for d in days if d is not None]
    if row.status == "reported" and row.date_end and len(known) == len(days) and row.date_end > max(known):
        yield "date_end", row.date_end


def misfiled_type(row: Coded, _: Context) -> Iterator[Breach]:
    """A sub-event type under another type or disorder type than the codebook's."""
    if row.sub_event_type not in type_of_sub():
        return
    if row.event_type != type_of_sub()[row.sub_event_type]:
        yield "event_type", row.event_type
    if row.disorder_type != disorder_of(row.sub_event_type):
        yield "disorder_type", row.disorder_type


def half_a_point(row: Coded, _: Context) -> Iterator[Breach]:
    """A latitude without a longitude, or the reverse."""
    if (row.latitude is None) != (row.longitude is None):
        yield "longitude" if row.longitude is None else "latitude", None


def point_of_a_country(row: Coded, _: Context) -> Iterator[Breach]:
    """Coordinates where only the country is known."""
    if row.geo_precision == 4 and row.latitude is not None:
        yield "latitude", row.latitude


def unplaced_precision(row: Coded, _: Context) -> Iterator[Breach]:
    """A precision of place without a country, or a country without one."""
    if row.country is not None and row.geo_precision is None:
        yield "geo_precision", None


def toll_above_total(row: Coded, _: Context) -> Iterator[Breach]:
    """The people of one side harmed in one way outnumber all people harmed that way."""
    for toll in row.tolls:
        highest = [getattr(row, f"{toll.harm}_{k}", None) for k in ("best", "high")]
        total = max((n for n in highest if n is not None), default=None)
        least = toll.low if toll.low is not None else toll.best
        if least is not None and (total is None or least > total):
            yield "tolls", f"{least} {toll.harm} of {toll.side}"


def other_words(row: Coded, context: Context) -> Iterator[Breach]:
    """Evidence that is not the characters it points at."""
    own = getattr(row, "article_id", "")
    for span in getattr(row, "evidence", ()):
        text = context.texts.get(getattr(span, "article_id", own))
        if text is not None and (span.end <= span.start or text[span.start : span.end] != span.text):
            yield f"evidence.{span.field}", f"{span.start}:{span.end} {span.text}"


def no_words(row: Coded, _: Context) -> Iterator[Breach]:
    """Coded cells that rest on no words."""
    held = {span.field for span in getattr(row, "evidence", ())}
    for column in columns_of(type(row)):
        name = column.name
        value = getattr(row, name)
        if name in UNCODED or value is None or value is False or value == []:
            continue
        if not held.intersection((name, *FOLLOWS.get(name, ()))):
            yield name, value


#: Every rule of the row gate, in the order they are tried.
RULES: tuple[Rule, ...] = (
    Rule("closed_vocabulary", "the column has a closed vocabulary", outside_vocabulary),
    Rule("counts_in_order", "low is at most best and best at most high", counts_out_of_order),
    Rule("dates_in_order", "an event does not end before it starts", ends_before_start),
    Rule(
        "dates_together", "the first day, last day, precision and source of a date stand together", half_dated
    ),
    Rule("not_after_publication", "news does not happen after it is published", after_publication),
    Rule(
        "type_in_codebook", "a sub-event type belongs to one event type and one disorder type", misfiled_type
    ),
    Rule("whole_point", "latitude and longitude stand together or not at all", half_a_point),
    Rule(
        "country_has_no_point", "where only the country is known there are no coordinates", point_of_a_country
    ),
    Rule("country_has_precision", "a country comes with how exactly the place is known", unplaced_precision),
    Rule("toll_within_total", "the people of one side are among all people harmed", toll_above_total),
    Rule("evidence_is_quoted", "evidence is exactly the characters it points at", other_words),
    Rule("cell_has_evidence", "every coded cell rests on words of the article", no_words),
)
