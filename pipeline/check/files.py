"""Row checks on any file of events, also one that others made: Parquet, a folder of it, or our CSV."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import ValidationError

from pipeline.check.rows import breaches
from pipeline.check.rules import Context
from pipeline.model import Event
from pipeline.schema.columns import Column, columns_of

Row = dict[str, Any]


class NotEventsError(Exception):
    """The file is not a table of events at all."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One breach in a file: the row (from 1; 0 for the whole file), its event, and what is wrong."""

    row: int
    event_id: str
    rule: str
    field: str
    value: str
    reason: str


def check_file(path: Path) -> Iterator[Problem]:
    """Every problem of a file of events, row by row, then the ids that stand more than once.

    Raises:
        NotEventsError: the file is neither Parquet nor CSV, or lacks columns.
    """
    seen: Counter[str] = Counter()
    for number, row in enumerate(rows_of(path), 1):
        seen[str(row.get("event_id"))] += 1
        yield from check_one(number, row)
    for event_id, times in seen.items():
        if times > 1:
            yield Problem(0, event_id, "unique_id", "event_id", event_id, f"stands in {times} rows")


def check_one(number: int, row: Row) -> Iterator[Problem]:
    """The problems of one row; evidence is judged only where the file has that column."""
    event_id = str(row.get("event_id"))
    quoted = "evidence" in row
    try:
        event = Event.model_validate(row)
    except ValidationError as error:
        for e in error.errors(include_url=False):
            field = ".".join(map(str, e["loc"]))
            yield Problem(number, event_id, "strict_type", field, short(e["input"]), e["msg"])
        return
    for rule, (field, value) in breaches(event, Context({}, {})):
        if quoted or rule.rule_id != "cell_has_evidence":
            yield Problem(number, event_id, rule.rule_id, field, short(value), rule.reason)


def short(value: Any) -> str:
    """A value as a message shows it."""
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "..."


def rows_of(path: Path) -> Iterator[Row]:
    """The rows of a Parquet file or folder, or of a CSV file in the layout of `export --format csv`.

    Raises:
        NotEventsError: it is neither, or lacks columns.
    """
    if path.suffix.lower() == ".csv":
        yield from csv_rows(path)
        return
    try:
        table = pq.read_table(path)
    except (pa.ArrowException, OSError) as error:
        raise NotEventsError(f"{path} cannot be read as Parquet: {error}") from None
    require(path, table.column_names, optional=())
    for batch in table.to_batches(max_chunksize=10_000):
        yield from batch.to_pylist()


def csv_rows(path: Path) -> Iterator[Row]:
    """The rows of a CSV file with each cell as its column's type; a cell that does not fit stays text."""
    columns = {c.name: c for c in columns_of(Event)}
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        require(path, reader.fieldnames or [], optional=("evidence",))
        for row in reader:
            yield {k: parse(columns[k], v) if k in columns else v for k, v in row.items() if k is not None}


def require(path: Path, found: Any, optional: tuple[str, ...]) -> None:
    """Refuses a table without the columns of events."""
    missing = [c.name for c in columns_of(Event) if c.name not in found and c.name not in optional]
    if missing:
        raise NotEventsError(f"{path} is not a table of events: it lacks the columns {', '.join(missing)}")


def parse(column: Column, text: str | None) -> Any:
    """A CSV cell as a value of its column."""
    text = unescaped(text or "")
    if column.is_list:
        return (json.loads(text) if text.startswith("[") else text.split("; ")) if text else []
    if text == "":
        return None if column.nullable else text
    readers: dict[type, Callable[[str], Any]] = {
        int: int,
        float: float,
        date: date.fromisoformat,
        datetime: datetime.fromisoformat,
    }
    if column.kind is bool:
        return {"true": True, "false": False}.get(text.lower(), text)
    try:
        return readers.get(column.kind, str)(text)
    except ValueError:
        return text


def unescaped(text: str) -> str:
    """A cell without the apostrophe that kept it from being a formula."""
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@", "\t", "\r", "\n") else text
