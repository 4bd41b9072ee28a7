"""The Great Expectations suites as data: what the model promises and the thresholds demand of a table."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from pipeline.codebook import SCHEMAS
from pipeline.model import TABLES
from pipeline.schema.columns import Column, columns_of

#: Tables that are checked as a whole, and the column that names a row in each.
KEYS = {"articles": "article_id", "reports": "report_id", "events": "event_id"}
#: Links between the tables; `check.tables` adds a column of that name which says where the link holds.
LINKS = {
    "reports": {"article_is_known": "Every report's article stands in articles.",
                "event_is_known": "A report has an event that stands in events, unless it is background."},
    "events": {"articles_are_known": "Every article of an event stands in articles.",
               "has_reports": "An event has as many reports as n_reports says."},
}  # fmt: skip

#: Columns too large to load for a check: the Arrow schema alone holds their promise.
HEAVY = frozenset({"text"})

Expectation = dict[str, Any]


def expectation_suites() -> dict[str, Any]:
    """One suite a table, in the form of Great Expectations' own suite files."""
    return {
        name: {"name": name, "expectations": [*promises(name, TABLES[name]), *demands(name)]} for name in KEYS
    }


def expect(kind: str, reason: str, min_rows: int = 1, **kwargs: Any) -> Expectation:
    """One expectation with the reason it exists and the number of rows from which it says something."""
    return {"type": f"expect_{kind}", "kwargs": kwargs, "meta": {"reason": reason, "min_rows": min_rows}}


def promises(name: str, model: type[BaseModel]) -> Iterator[Expectation]:
    """What the model itself says about every row."""
    key = KEYS[name]
    yield expect("column_values_to_be_unique", f"{key} names one row.", column=key)
    for column in columns_of(model):
        if column.is_flat and column.name not in HEAVY:
            yield from of_column(column)
    for link, reason in LINKS.get(name, {}).items():
        yield expect("column_values_to_be_in_set", reason, column=link, value_set=[True])


def of_column(column: Column) -> Iterator[Expectation]:
    """Null flag, vocabulary, range and pattern of one column."""
    name = column.name
    if not column.nullable:
        yield expect("column_values_to_not_be_null", f"{name} is never null.", column=name)
    if column.words is not None:
        reason = f"{name} has the closed vocabulary {column.notes['vocabulary']}."
        yield expect("column_values_to_be_in_set", reason, column=name, value_set=list(column.words))
    if column.least is not None or column.greatest is not None:
        bounds: dict[str, Any] = {"min_value": column.least, "max_value": column.greatest}
        yield expect("column_values_to_be_between", f"{name} has a natural range.", column=name, **bounds)
    if column.pattern is not None:
        yield expect(
            "column_values_to_match_regex", f"{name} has a fixed form.", column=name, regex=column.pattern
        )


def demands(name: str) -> Iterator[Expectation]:
    """The thresholds set by hand for a table.

    Raises:
        ValueError: a threshold gives no reason.
    """
    content = tomllib.loads((SCHEMAS / "thresholds.toml").read_text(encoding="utf-8"))
    for entry in content.get(name, []):
        if not entry.get("reason"):
            raise ValueError(f"thresholds.toml: {name}.{entry.get('column')} gives no reason")
        kwargs = {k: v for k, v in entry.items() if k not in ("expect", "reason", "min_rows")}
        yield expect(
            entry["expect"], entry["reason"], entry.get("min_rows", 1), **dict(map(plain, kwargs.items()))
        )


def plain(item: tuple[str, Any]) -> tuple[str, Any]:
    """A key and its value as JSON can hold it: days as ISO text."""
    key, value = item
    return key, value.isoformat() if hasattr(value, "isoformat") else value
