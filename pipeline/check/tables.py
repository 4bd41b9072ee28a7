"""The table gate: Great Expectations over whole tables. A failure stops the release.

Great Expectations takes seconds to import, so it is imported only here and only when there are rows to check.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.codebook import SCHEMAS
from pipeline.schema.suite import HEAVY

#: Loggers of Great Expectations that would print at INFO; the second is set to INFO by its import.
TALKERS = ("great_expectations", "great_expectations.data_context.types.base")
#: How many offending values a message shows.
EXAMPLES = 5


class GateError(Exception):
    """A table breaks a promise of the model or a threshold: nothing may be published."""


def check_tables(tables: Mapping[str, pa.Table]) -> int:
    """Holds articles, reports and events against `schemas/expectations.json`; returns how many checks it made.

    Raises:
        GateError: an expectation failed or could not be run; names it, its column and offending values.
    """
    suites = json.loads((SCHEMAS / "expectations.json").read_text(encoding="utf-8"))
    links = {"reports": report_links, "events": event_links}
    frames = {name: tables[name] for name in suites if tables[name].num_rows}
    if not frames:
        return 0
    problems: list[str] = []
    made = 0
    for name, table in frames.items():
        extra = links[name](tables) if name in links else {}
        due = [e for e in suites[name]["expectations"] if e["meta"]["min_rows"] <= table.num_rows]
        made += len(due)
        problems += [f"{name}: {problem}" for problem in validate(name, frame_of(table, extra), due)]
    if problems:
        raise GateError("; ".join(problems))
    return made


def report_links(tables: Mapping[str, pa.Table]) -> dict[str, pa.Array]:
    """For each report: does its article exist, and its event unless it is background."""
    reports = tables["reports"]
    background = pc.equal(reports["status"].cast(pa.string()), "background")
    event = reports["event_id"].cast(pa.string())
    exists = pc.is_in(event, value_set=tables["events"]["event_id"])
    event_is_known = pc.if_else(background, pc.is_null(event), exists)
    article_is_known = pc.is_in(reports["article_id"], value_set=tables["articles"]["article_id"])
    return {"article_is_known": article_is_known, "event_is_known": event_is_known}


def event_links(tables: Mapping[str, pa.Table]) -> dict[str, pa.Array]:
    """For each event: do its articles exist, and do as many reports name it as it says."""
    events, known = tables["events"], set(tables["articles"]["article_id"].to_pylist())
    counted = pc.value_counts(tables["reports"]["event_id"].cast(pa.string())).to_pylist()
    reports = {c["values"]: c["counts"] for c in counted}
    pairs = zip(events["event_id"].to_pylist(), events["n_reports"].to_pylist(), strict=True)
    return {
        "articles_are_known": pa.array([known.issuperset(ids) for ids in events["article_ids"].to_pylist()]),
        "has_reports": pa.array([reports.get(event_id) == n for event_id, n in pairs]),
    }


def frame_of(table: pa.Table, extra: Mapping[str, pa.Array]) -> Any:
    """A pandas frame of the flat columns and the links; days as timestamps, which compare fast."""
    columns = {}
    for field in table.schema:
        if pa.types.is_list(field.type) or field.name in HEAVY:
            continue
        column = table[field.name]
        columns[field.name] = column.cast(pa.timestamp("us")) if pa.types.is_date(field.type) else column
    return pa.table({**columns, **extra}).to_pandas()


def validate(name: str, frame: Any, expectations: list[dict[str, Any]]) -> Iterator[str]:
    """What failed, in words; a check that could not be run has failed."""
    suite, batch = prepare(name, frame, expectations)
    outcome = batch.validate(suite, result_format="SUMMARY")
    reasons = {(e["type"], e["kwargs"].get("column")): e["meta"]["reason"] for e in expectations}
    for result in outcome.results:
        kind, column = result.expectation_config.type, result.expectation_config.kwargs.get("column")
        if failed := error_of(result.exception_info):
            yield f"{kind} on {column} could not be run: {failed}"
        elif not result.success:
            yield f"{kind} on {column} failed: {examples(result.result)} ({reasons[kind, column]})"


def prepare(name: str, frame: Any, expectations: list[dict[str, Any]]) -> tuple[Any, Any]:
    """A suite and a batch of Great Expectations, silent and without a project on disk."""
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

    for talker in TALKERS:
        logging.getLogger(talker).setLevel(logging.WARNING)
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    asset = context.data_sources.add_pandas(name).add_dataframe_asset(name)
    batch = asset.add_batch_definition_whole_dataframe(name).get_batch({"dataframe": frame})
    suite = gx.ExpectationSuite(name=name)
    for entry in expectations:
        kwargs = typed(entry["kwargs"], frame)
        suite.add_expectation_configuration(ExpectationConfiguration(type=entry["type"], kwargs=kwargs))
    return suite, batch


def typed(kwargs: Mapping[str, Any], frame: Any) -> dict[str, Any]:
    """The arguments with bounds of dates as real datetimes: text bounds would fail without a word."""
    if frame[kwargs["column"]].dtype.kind != "M":
        return dict(kwargs)
    return {k: as_datetime(v) if k in ("min_value", "max_value") else v for k, v in kwargs.items()}


def as_datetime(value: str | None) -> datetime | None:
    """Midnight of an ISO day."""
    if value is None:
        return None
    day = date.fromisoformat(value)
    return datetime(day.year, day.month, day.day)


def error_of(info: Any) -> str | None:
    """The message of an exception inside a result, in either of its two shapes; None if there is none."""
    if not info:
        return None
    parts = [info] if "raised_exception" in info else list(info.values())
    for part in parts:
        if part.get("raised_exception"):
            return str(part.get("exception_message"))
    return None


def examples(result: Mapping[str, Any]) -> str:
    """Some offending values and how many there are."""
    values = result.get("partial_unexpected_list") or []
    count, total = result.get("unexpected_count"), result.get("element_count")
    shown = ", ".join(map(str, values[:EXAMPLES])) or "no value"
    return f"{count} of {total} rows, such as {shown}"
