"""Why a row is as it is: the words and rules behind each cell, and each report's own figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.publish.read import release_as_of
from pipeline.publish.store import PART, Store, StoreError

Row = Mapping[str, Any]
#: Characters of context shown at most on each side of the words.
CONTEXT = 90


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell with one place in a text that it rests on: `before` and `after` are the words around it."""

    field: str = field(compare=False)
    rule: str
    before: str
    text: str
    after: str
    article_id: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """An event with its reports, their articles (without texts) and the words behind its cells."""

    release: str
    event: Row
    reports: list[Row]
    articles: Mapping[str, Row]
    cells: list[Cell]

    def cells_by_column(self) -> Iterator[tuple[tuple[str, Any], tuple[Cell, ...]]]:
        """Each column with its value and the passages it rests on; equal passages compare equal."""
        for name, cells in groupby(self.cells, key=lambda c: c.field):
            yield (name, self.event.get(name)), tuple(cells)


def explain(store: Store, event_id: str, as_of: str | None = None) -> Explanation:
    """What stands behind an event of a release, by default the current one.

    Raises:
        StoreError: nothing was published, or the release holds no such event.
    """
    release = release_as_of(store, as_of)
    found = rows_where(store, release, "events", "event_id", [event_id])
    if not found:
        raise StoreError(f"release {release} holds no event {event_id}")
    event = found[0]
    reports = rows_where(store, release, "reports", "event_id", [event_id])
    rows = rows_where(store, release, "articles", "article_id", event["article_ids"])
    articles = {row["article_id"]: row for row in rows}
    return Explanation(release, event, reports, articles, list(cells_of(event, articles)))


def rows_where(store: Store, release: str, name: str, column: str, values: list[str]) -> list[Row]:
    """The rows of a table whose column holds one of the values."""
    table = pq.read_table(store.table(release, name) / PART, filters=pc.field(column).isin(values))
    rows: list[Row] = table.to_pylist()
    return rows


def cells_of(event: Row, articles: Mapping[str, Row]) -> Iterator[Cell]:
    """The cells in the order of the columns, each with all its words."""
    order = {name: i for i, name in enumerate(event)}
    for span in sorted(event["evidence"], key=lambda e: order.get(e["field"], 99)):
        text = articles[span["article_id"]]["text"]
        before, after = text[: span["start"]], text[span["end"] :]
        yield Cell(
            span["field"], span["rule"], line_end(before), span["text"],
            line_start(after), span["article_id"],
        )  # fmt: skip


def line_end(text: str) -> str:
    """The last words of a text, from its last line."""
    line = text.rpartition("\n")[2]
    return line if len(line) <= CONTEXT else "…" + line[-CONTEXT:].partition(" ")[2]


def line_start(text: str) -> str:
    """The first words of a text, from its first line."""
    line = text.partition("\n")[0]
    return line if len(line) <= CONTEXT else line[:CONTEXT].rpartition(" ")[0] + "…"
